"""A debrief tells one bidder everything about itself and nothing about the others."""

import html
import io
import zipfile
from functools import cache

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from selection.analysis.evaluation import Alternative, Evaluation, evaluate
from selection.documents.debrief import debrief, debriefed
from selection.errors import NotFound
from selection.model.decision import Decision
from selection.words import Words
from tests.decisions import bid, score, small_decision
from tests.examples import TODAY, example, result

BIDS = debriefed(result("tender"))


@cache
def written(name: str) -> bytes:
    return debrief(result("tender"), name, Words("en"), TODAY)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def everything_in(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return html.unescape("\n".join(parts.read(name).decode() for name in parts.namelist()))


def secrets_of(other: Alternative, own: Alternative, decision: Decision) -> set[str]:
    """What must not be in somebody else's debrief: names, ids, score and price, unless both share it."""
    pair, mine = other.pair, own.pair
    assert pair is not None
    assert mine is not None
    assert pair.bid is not None
    assert mine.bid is not None
    firms = {firm.id: firm.name for firm in decision.integrators}
    figures = {f">{other.low:.16G}<", f">{pair.bid.price.amount:.0f}<"}
    found = {other.id, other.name, pair.bid.project_manager, *figures}
    if pair.integrator != mine.integrator:
        found |= {pair.integrator, firms[pair.integrator]}
    if pair.offer != mine.offer:
        found |= {pair.offer}
    kept = {mine.bid.project_manager, f">{mine.bid.price.amount:.0f}<"}
    return {text.casefold() for text in found - kept}


@pytest.mark.parametrize("name", BIDS)
def test_nothing_of_another_bidder_is_anywhere_in_the_file(name: str) -> None:
    found = result("tender")
    text, own = everything_in(written(name)).casefold(), found.alternative(name)
    others = [pair for pair in found.pairs if pair.id != name]
    assert len(others) == len(BIDS) - 1
    leaked = {
        secret for other in others for secret in secrets_of(other, own, found.decision) if secret in text
    }
    assert leaked == set()


def test_the_test_of_leaks_sees_what_is_there() -> None:
    found = result("tender")
    own, other = (found.alternative(name) for name in ("quillmere-mirrin", "northstar-oakhelm"))
    assert any(
        secret in everything_in(written(other.id)).casefold()
        for secret in secrets_of(other, own, found.decision)
    )


@pytest.mark.parametrize("name", BIDS)
def test_the_contributions_add_up_to_the_bids_own_value(name: str) -> None:
    content = written(name)
    formulas = opened(content)["Criteria"]
    figures = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Criteria"]
    last = formulas.max_row
    found = result("tender").alternative(name)
    assert str(formulas.cell(last, 6).value).startswith("=SUM(F8:F")
    assert figures.cell(last, 6).value == pytest.approx(found.low, abs=1e-9)
    assert sum(figures.cell(row, 6).value for row in range(8, last)) == pytest.approx(found.low, abs=1e-9)
    assert last - 8 == len(found.contributions)


def test_what_was_missed_names_every_need_that_falls_short_and_no_other() -> None:
    sheet = opened(written("quillmere-mirrin"))["What was missed"]
    rows = [row for row in sheet.iter_rows(min_row=8, values_only=True) if row[0]]
    offer = result("tender").foundation.answers["quillmere-trade"]
    short = [n for n, found in offer.items() if found.cell.delivery != "as_is" or found.is_weak("demo")]
    assert [row[0] for row in rows] == short
    assert next(row for row in rows if row[0] == "MK05")[3] == "on the roadmap"


def small_tender(reason: str) -> Evaluation:
    other = bid("B2").model_copy(
        update={"offer": "harbour-basic", "commitments": (), "project_manager": "Tal Orbach"}
    )
    scores = {**small_decision().scores, "northstar-pro": {"E1": score(2.0, reason=reason)}}
    changed = {"mode": "tender", "bids": (bid("B1"), other), "scores": scores}
    return evaluate(small_decision().model_copy(update=changed), TODAY)


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("Quick and clear", "Quick and clear"),
        ("Quicker than HARBOUR was", "(withheld: it names another bidder)"),
        ("Better than bid B2", "(withheld: it names another bidder)"),
        ("Faster than what Tal Orbach showed", "(withheld: it names another bidder)"),
        ("Faster than Harbour", "(withheld: it names another bidder)"),
        ("Safe as in a harbor", "Safe as in a harbor"),
        ("As good as Northstar can be", "As good as Northstar can be"),
    ],
)
def test_a_reason_that_names_another_bidder_is_withheld(reason: str, told: str) -> None:
    content = debrief(small_tender(reason), "B1", Words("en"), TODAY)
    rows = opened(content)["Criteria"].iter_rows(min_row=8, values_only=True)
    assert next(row for row in rows if row[0] == "E1")[9] == told


def test_who_scored_is_not_told() -> None:
    content = everything_in(debrief(small_tender("Quick"), "B1", Words("en"), TODAY))
    assert "Dana Levi" not in content.replace("Seen by Dana Levi", "")


def test_where_nobody_has_bid_offers_are_debriefed() -> None:
    assert debriefed(result("market_scan")) == tuple(sorted(o.id for o in example("market_scan").offers))


def test_an_integrator_is_debriefed_without_needs() -> None:
    content = debrief(result("tender"), "oakhelm", Words("pl"), TODAY)
    assert opened(content).worksheets[2]["A8"].value is None


def test_there_is_no_debrief_of_somebody_unknown() -> None:
    with pytest.raises(NotFound) as caught:
        debrief(result("tender"), "nobody", Words("en"), TODAY)
    assert caught.value.code == "unknown_alternative"
