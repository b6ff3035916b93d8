"""The report says what the engine found, figure by figure, and leaves out what the decision doesn't hold."""

import datetime as dt
import re
from functools import cache

import pytest

from selection.analysis.evaluation import Alternative, Evaluation, evaluate
from selection.catalogue.files import fingerprint
from selection.documents.exports import Order, export
from selection.documents.report import Besides, LogLine, Telling, composed, report
from selection.documents.report.blocks import Part, Table
from selection.documents.report.sureness_told import sureness_told
from selection.documents.report.way_parts import review_part
from selection.errors import SelectionError
from selection.model.base import LANGUAGES, Language
from selection.model.decision import Decision, DecisionScope
from selection.model.pricing import PricePolicy
from selection.model.readiness import Readiness
from selection.model.references import ReferenceCall
from selection.model.risks import FailureCost
from selection.words import Words
from selection.words.fiction import told_evaluation
from selection.words.results import fit_text, headline
from tests.decisions import bid, measure, small_decision
from tests.examples import TODAY, result
from tests.money import cost_line
from tests.reports import links_outside, page_texts, read, squeezed, squeezed_text

NO_FIGURES = re.compile("[^0-9%]")
MAIN_PART = 24
"""As many pages as come before the appendices, and one or two more."""
KINDS = ("platforms", "integrators", "pairs")
IN_FULL = Besides(
    sureness=("Robust: it stays first.",),
    disagreement=("Two members differed on price; they agreed after a second round.",),
    outcome=("The committee awards the contract because it is first on every count.",),
    conflicts=("Nobody declared a conflict of interest.",),
    log=(LogLine("2026-11-22 10:00", "Weights were set", "ab12"),),
    audit_head="c0ffee" * 10,
)


@cache
def tender(language: Language) -> bytes:
    return report(result("tender"), Words(language), TODAY)


@cache
def small(**changes: object) -> bytes:
    return report(evaluation_of(**changes), Words("en"), TODAY)


def evaluation_of(**changes: object) -> Evaluation:
    return evaluate(small_decision().model_copy(update=changes), TODAY)


def told(evaluation: Evaluation, besides: Besides | None = None) -> list[str]:
    """Give the titles of a report's sections."""
    plain = composed(Telling(evaluation, Words("en"), TODAY, besides or Besides()), lambda _done, _of: None)
    return [section["title"] for section in plain["sections"]]


def figures(text: str) -> str:
    return NO_FIGURES.sub("", text)


def figures_after(name: str, text: str) -> list[str]:
    """Give the figures that follow each mention of a name."""
    places = re.finditer(re.escape(squeezed(name)), text)
    return [figures(text[place.end() : place.end() + 120]) for place in places]


def row_of(found: Alternative, decision: Decision, _: Words) -> str:
    bounds = ((found.low, found.high), (found.proven, found.high), (found.quality_low, found.quality_high))
    texts = (*(_.interval(low, high) for low, high in bounds), fit_text(found.fit, decision, _))
    return figures("".join(texts))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_interval_quality_and_fit_is_the_engines(language: Language, kind: str) -> None:
    text, _ = squeezed_text(tender(language), MAIN_PART), Words(language)
    missing = [
        found.name
        for found in getattr(result("tender"), kind)
        if not any(
            after.startswith(row_of(found, result("tender").decision, _))
            for after in figures_after(found.name.partition(" (")[0], text)
        )
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_criterions_weight_and_contributions_are_the_engines(language: Language) -> None:
    text, _ = squeezed_text(tender(language), MAIN_PART), Words(language)
    shown = [pair for pair in result("tender").pairs if pair.gate.verdict != "fail"][:5]
    for at, first in enumerate(shown[0].contributions):
        adds = (pair.contributions[at] for pair in shown)
        row = _.percent(first.weight, 1) + "".join(_.interval(c.low, c.high) for c in adds)
        afters = figures_after(first.criterion, text)
        assert any(after.startswith(figures(row)) for after in afters), first.criterion


def test_sections_stand_in_the_order_of_the_method_and_appendices_after_them() -> None:
    assert told(result("tender"), IN_FULL) == [
        "Vision",
        "Process",
        "Data",
        "Technology",
        "Needs",
        "Gates",
        "Ranking",
        "Money",
        "How sure",
        "Risks",
        "Disagreement, and how it was settled",
        "The decision and its reasons",
        "Conflicts of interest",
        "The tender’s file",
        "Decision log",
        "Every change, with its proof",
        "Appendix A: needs and answers",
        "Appendix B: where the answers come from",
        "Appendix C: where the measurements come from",
        "Appendix D: promises",
        "Appendix E: lines of cost",
    ]


def test_what_a_decision_lacks_is_said_in_a_sentence_and_has_no_heading() -> None:
    bare = evaluation_of(
        scope=DecisionScope(), goals=(), pains=(), measures=(), log=(), readiness=Readiness()
    )
    assert "Vision" not in told(bare)
    assert "What is not in this report" in told(bare)
    text = squeezed_text(report(bare, Words("en"), TODAY))
    for sentence in (
        "Nothing is written down about what success will look like.",
        "No goals were set.",
        "No measure of success was set.",
        "No decision on the way was written down.",
        "Nothing was entered about whether the organisation is ready.",
        "Nothing is stated about cost.",
        "No decision, and no reasons for one, is on record.",
        "No disagreement, and no settlement of one, is on record.",
        "No conflicts of interest are on record, neither declared nor denied.",
    ):
        assert squeezed(sentence) in text


def test_what_is_known_beside_the_decision_is_told_in_its_place() -> None:
    costs = (cost_line("rent", "northstar-pro", 1000, charged="yearly"),)
    text = squeezed_text(report(evaluation_of(costs=costs), Words("en"), TODAY, IN_FULL))
    said = (*IN_FULL.sureness, *IN_FULL.disagreement, *IN_FULL.outcome, *IN_FULL.conflicts)
    assert [sentence for sentence in said if squeezed(sentence) not in text] == []
    assert "Weightswereset" in text
    assert "Whatisnotinthisreport" not in text


def test_every_page_says_its_number_what_it_was_made_from_and_that_it_is_fictional() -> None:
    pages = page_texts(report(evaluation_of(), Words("en"), TODAY, IN_FULL))
    digest = fingerprint(small_decision())[:16]
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert f"Decision {digest} · log c0ffeec0ffeec0ff" in text
        assert "FICTIONAL" in text


def test_without_a_session_no_log_is_named() -> None:
    assert [page for page in page_texts(small()) if "· log" in page] == []


def test_a_decision_without_invented_parts_is_not_stamped() -> None:
    decision = small_decision()
    real = decision.model_copy(
        update={
            "platforms": tuple(p.model_copy(update={"fictional": False}) for p in decision.platforms),
            "integrators": tuple(i.model_copy(update={"fictional": False}) for i in decision.integrators),
        }
    )
    made = report(evaluate(real, TODAY), Words("en"), TODAY)
    assert [page for page in page_texts(made) if "FICTIONAL" in page] == []


def test_the_first_page_gives_the_answer() -> None:
    for language in ("en", "pl"):
        _ = Words(language)
        said = headline(told_evaluation(result("tender"), _), _)
        assert squeezed(said) in squeezed(page_texts(tender(language), 1)[0])


def test_a_report_says_in_its_language_what_is_invented_and_bears_the_stored_fingerprint() -> None:
    text = squeezed_text(tender("pl"))
    assert (text.count("(fictional)"), "OakhelmConsulting(fikcja)" in text) == (0, True)
    assert fingerprint(result("tender").decision) in text


def test_the_file_bears_title_and_the_day_it_was_made_and_no_other_time() -> None:
    about = read(tender("en")).metadata
    assert about is not None
    assert about.title == Words("en").text(result("tender").decision.title)
    assert about.creation_date == dt.datetime.combine(TODAY, dt.time(), dt.UTC)


def test_the_same_result_on_the_same_day_gives_the_same_bytes() -> None:
    assert report(result("tender"), Words("en"), TODAY) == tender("en")


def test_another_day_gives_another_date() -> None:
    later = report(result("tender"), Words("en"), TODAY + dt.timedelta(days=1))
    assert "Nov 23, 2026" in page_texts(later, 1)[0]
    assert "Nov 22, 2026" in page_texts(tender("en"), 1)[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_of_a_whole_tender_has_a_table_of_contents_and_a_sane_length(language: Language) -> None:
    found = read(tender(language))
    assert 30 < len(found.pages) < 70
    assert len(found.outline) > 10
    assert links_outside(tender(language)) == []


def test_a_scan_without_any_rank_has_a_report_too() -> None:
    text = squeezed_text(report(result("market_scan"), Words("en"), TODAY), 1)
    assert squeezed(headline(result("market_scan"), Words("en"))) in text


def test_sealed_prices_are_nowhere_in_it() -> None:
    asked = bid()
    changes = {"mode": "tender", "bids": (asked,)}
    seen = squeezed_text(report(evaluation_of(**changes), Words("en"), TODAY))
    hidden = squeezed_text(
        report(evaluation_of(**changes, price_policy=PricePolicy(sealed=True)), Words("en"), TODAY)
    )
    for price in ("€90,000", "€500"):
        assert price in seen
        assert price not in hidden
    assert "Pricesstaysealeduntilqualityisfinal." in hidden


def test_what_is_exported_says_how_sure_the_result_is_and_from_which_seed() -> None:
    (document,) = export("report", Order(small_decision(), TODAY, Words("en")))
    text = squeezed_text(document.content)
    assert document.name == "report.pdf"
    told = sureness_told(evaluation_of(), Words("en")).sentences
    assert [sentence for sentence in told if squeezed(sentence) not in text] == []
    assert f"seed{small_decision().policy.robustness.seed}" in text


def test_a_report_for_one_alternative_is_refused() -> None:
    with pytest.raises(SelectionError) as refused:
        export("report", Order(small_decision(), TODAY, Words("en"), "northstar-pro"))
    assert refused.value.code == "export_of_all"


def test_whoever_waits_hears_of_every_section() -> None:
    heard: list[tuple[int, int]] = []
    report(evaluation_of(), Words("en"), TODAY, told=lambda done, of: heard.append((done, of)))
    assert heard == [(done, 22) for done in range(1, 22)]


def parts_of(evaluation: Evaluation, title: str) -> list[str]:
    """Give the titles of the parts of one section."""
    plain = composed(Telling(evaluation, Words("en"), TODAY, Besides()), lambda _done, _of: None)
    (section,) = [one for one in plain["sections"] if one["title"] == title]
    return [part["title"] for part in section["parts"]]


def test_decisions_on_the_way_stand_from_vision_to_technology_with_reason_and_who_was_there() -> None:
    assert parts_of(result("tender"), "Decision log") == ["Vision", "Process", "Data", "Technology"]
    text = squeezed_text(tender("en"))
    for entry in result("tender").decision.log:
        words = Words("en")
        assert squeezed(words.text(entry.text)) in text
        assert squeezed(words.text(entry.reason)) in text
        assert [name for name in entry.present if squeezed(words.text(name)) not in text] == []


def test_the_cover_says_whether_one_is_ready_and_if_not_why() -> None:
    first = squeezed(page_texts(tender("en"))[0])
    assert squeezed("Not ready, because Information is at 1 of 5, below 2") in first
    assert squeezed("Not ready") not in squeezed(
        page_texts(report(evaluation_of(readiness=Readiness()), Words("en"), TODAY))[0]
    )


def test_measures_readiness_people_processes_and_systems_stand_in_their_sections() -> None:
    assert parts_of(result("tender"), "Vision") == [
        "What hurts, and the goals set against it",
        "Goals",
        "Success measures",
    ]
    assert parts_of(result("tender"), "Process")[:4] == [
        "Readiness",
        "People",
        "Customer processes",
        "Phases",
    ]
    assert parts_of(result("tender"), "Data") == ["Source systems"]
    assert parts_of(result("tender"), "Risks") == ["The weakest link", "What a failure would cost"]


def review_of(**changes: object) -> list[Part]:
    return list(review_part(Telling(evaluation_of(**changes), Words("en"), TODAY, Besides())))


def test_what_was_read_after_go_live_is_held_against_target_and_failure() -> None:
    (part,) = review_of(measures=(measure().model_copy(update={"failure": 2.0}),))
    (table,) = part.blocks
    assert isinstance(table, Table)
    assert table.rows == (("Days to the first answer (days)", "1", "2", "2 · failed", "—", "—"),)
    assert "Review: 3, 6 and 12 months after go-live" in parts_of(evaluation_of(), "Vision")


def test_before_anything_was_read_there_is_nothing_to_review() -> None:
    assert review_of(measures=(measure().model_copy(update={"readings": ()}),)) == []


def test_calls_with_references_and_the_cost_of_a_failure_are_told_where_there_are_any() -> None:
    call = ReferenceCall(id="C1", about="aleph", customer="The mill", reached=True, lessons="Ask early")
    cost = FailureCost(currency="EUR", licences=100.0, rollout=300.0)
    evaluation = evaluation_of(reference_calls=(call,), failure_cost=cost)
    assert "References" in parts_of(evaluation, "Technology")
    assert "What a failure would cost" in parts_of(evaluation, "Risks")
    assert "References" not in parts_of(evaluation_of(), "Technology")
