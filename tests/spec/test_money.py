"""Money through the whole house: a shipped tender under a price formula, sealed exports, files."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from selection.analysis.award import award, entrants_of, terms_of
from selection.analysis.drop_one import formula_flips
from selection.analysis.evaluation import evaluate
from selection.analysis.price_formulas import FORMULAS
from selection.analysis.value_cost import plane
from selection.analysis.weights import leaf_weights, node_weights
from selection.catalogue.decision_file import read_decision_text, write_decision
from selection.catalogue.library import shipped
from selection.documents.schedule import schedule
from selection.documents.workbook import comparison_workbook
from selection.model.consistency import check, loose_ends
from selection.model.costs import CostPolicy
from selection.model.criteria import Group
from selection.model.decision import Baseline, Decision
from selection.model.pricing import PricePolicy, QualityFinal
from selection.model.tender import Clarification
from selection.words import Words
from tests.building import score
from tests.examples import TODAY, example
from tests.money import FIXTURE, cost_line, eur, opening, rate, review, tender, tender_file
from tests.office import recalculated
from tests.workbooks import differences, errors, written

PUBLISHED = PricePolicy(formula="linear_benchmark", benchmark=eur(1_200_000), money_per_point=eur(10_000))


def shipped_tender(**more: object) -> Decision:
    return example("tender").model_copy(update=more)


def everything_stated() -> Decision:
    """A tender with one of everything that is about money."""
    final = QualityFinal(on="2026-12-05", by="Dana Levi")
    return tender(
        FIXTURE,
        cost_policy=CostPolicy(currency="EUR", users=40, rates=(rate("PLN", 0.25),)),
        costs=(cost_line("l", "A", 5.0, currency="PLN", valid_until="2027-01", note="Said Dana Levi"),),
        price_policy=PUBLISHED.model_copy(update={"sealed": True, "quality_final": final}),
        tender_file=tender_file(
            opening=opening(("A",)),
            received={"A": "2026-12-01T11:59"},
            low_price_reviews={"C": review("accepted")},
            criterion_stages={"Q": "award"},
            past_record=("Q",),
        ),
        groups=(Group(id="quality", name="Quality"), Group(id="cost", name="Cost")),
        clarifications=(Clarification(id="Q1", asked_on="2026-11-02", question="Which?", answer="This."),),
        baseline=Baseline(name="Keep it", kind="keep", scores={"Q": score(30.0)}),
    )


def test_a_file_with_everything_about_money_reads_back_as_the_same_decision() -> None:
    decision = everything_stated()
    assert (check(decision), loose_ends(decision)) == ((), ())
    assert read_decision_text(write_decision(decision), "copy.yaml", shipped()) == decision


def test_under_a_price_formula_every_cost_criterion_weighs_nothing_and_the_rest_sums_to_one() -> None:
    decision = shipped_tender(price_policy=PUBLISHED)
    weights = leaf_weights(decision, node_weights(decision))
    cost = {criterion.id for criterion in decision.criteria if criterion.is_cost}
    assert {name for name, weight in weights.items() if weight == 0} == cost & weights.keys()
    assert sum(weights.values()) == pytest.approx(1)
    before = node_weights(example("tender"))
    assert node_weights(decision)["sides"] == before["sides"]


def test_the_shipped_tender_is_awarded_on_published_figures_and_no_loser_decides() -> None:
    result = evaluate(shipped_tender(price_policy=PUBLISHED), TODAY)
    made = award(result)
    assert made is not None
    assert made.flips == ()
    best = made.bids[0]
    points = 100 * (1_200_000 - best.price) / 1_200_000
    quality = next(a for a in result.pairs if a.id == best.id)
    middle = 50 * (quality.quality_low + quality.quality_high)
    assert best.middle == pytest.approx(0.5 * middle + 0.5 * points)


@pytest.mark.parametrize(
    "formula", [name for name, about in FORMULAS.items() if not about.rests_on_other_bids]
)
def test_no_formula_on_published_figures_lets_a_loser_decide_in_the_shipped_tender(formula: str) -> None:
    result = evaluate(shipped_tender(price_policy=PUBLISHED), TODAY)
    entrants = entrants_of(result)["middle"]
    assert formula_flips(formula, terms_of(result.decision), entrants) == ()  # type: ignore[arg-type]


def test_every_bid_of_the_shipped_tender_costs_what_its_criterion_of_cost_was_measured_by() -> None:
    found = plane(evaluate(example("tender"), TODAY), TODAY)
    shares = {bid.id: example("tender").scores[bid.id]["C1"].performance for bid in example("tender").bids}
    assert {s.id: s.cost.total.likely / 12_000 for s in found.standings if s.cost} == shares


def test_without_our_own_costs_a_bid_costs_its_price_and_what_it_promises() -> None:
    found = plane(evaluate(shipped_tender(costs=()), TODAY), TODAY)
    prices = {
        bid.id: sum(money.amount for money in (bid.price, *(c.price for c in bid.commitments)) if money)
        for bid in example("tender").bids
    }
    assert prices["quillmere-mirrin"] == 812_000 + 38_000 + 9_000
    assert {s.id: s.cost.total.likely for s in found.standings if s.cost} == prices


SECRET = 987_654.0


def texts_of(workbook: bytes) -> str:
    """Everything that is written in a workbook, charts and hidden parts too."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@pytest.mark.parametrize(("sealed", "shown"), [(True, False), (False, True)])
def test_a_sealed_price_is_in_no_workbook_and_an_open_one_is(sealed: bool, shown: bool) -> None:
    decision = tender({"A": (70, SECRET), "B": (60, 5)}, price_policy=PricePolicy(sealed=sealed))
    result = evaluate(decision, TODAY)
    written_texts = texts_of(comparison_workbook(result, Words("en"), TODAY))
    assert ("987654" in written_texts) == shown


@pytest.mark.parametrize(("sealed", "shown"), [(True, False), (False, True)])
def test_a_sealed_price_of_a_commitment_is_in_no_schedule_and_an_open_one_is(
    sealed: bool, shown: bool
) -> None:
    bids = [
        bid.model_copy(
            update={
                "commitments": tuple(
                    promise.model_copy(update={"price": eur(SECRET)}) for promise in bid.commitments
                )
            }
        )
        for bid in example("tender").bids
    ]
    decision = shipped_tender(bids=tuple(bids), price_policy=PricePolicy(sealed=sealed))
    name = next(bid.id for bid in bids if bid.commitments)
    result = evaluate(decision, TODAY)
    assert ("987654" in texts_of(schedule(result, name, Words("en"), TODAY))) == shown


@pytest.mark.office
@pytest.mark.parametrize("sealed", [True, False])
def test_the_workbook_under_a_price_formula_recalculates_to_the_engines_figures(
    sealed: bool, tmp_path: Path
) -> None:
    policy = PUBLISHED.model_copy(update={"sealed": sealed})
    expected = written(evaluate(shipped_tender(price_policy=policy), TODAY))
    found = recalculated({"book": openpyxl.load_workbook(io.BytesIO(expected.content))}, tmp_path)["book"]
    assert (errors(found), differences(expected, found)) == ([], [])
