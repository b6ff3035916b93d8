"""The whole round: a questionnaire for each platform of the complete example goes out, is filled in by other
tools, comes back, and then ranking, recalculated workbook and report agree with each other figure by figure.

Every answer a vendor gives is drawn anew, so that the result is another than the example's own. Half of the
forms are filled in by openpyxl, the others pass through LibreOffice, which opens them and saves them again.
"""

import io
import random
from collections.abc import Mapping
from dataclasses import dataclass

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from selection.analysis.evaluation import Alternative, Evaluation, evaluate
from selection.analysis.value_cost import plane
from selection.documents.exports import Order, export
from selection.documents.questionnaire.workbook import FIRST_ROW
from selection.documents.reading.preview import decision_after
from selection.documents.reading.returned import preview_of_form
from selection.model.base import LANGUAGES, Language
from selection.model.consistency import check, loose_ends
from selection.model.decision import Decision
from selection.words import Words
from selection.words.fiction import told_name
from selection.words.money import amount
from selection.words.results import rank_text
from selection.words.terms import delivery_word, evidence_word
from tests.calc import filled_by_libreoffice
from tests.examples import TODAY, example
from tests.office import recalculated
from tests.reports import squeezed, squeezed_text
from tests.workbooks import Written, differences, errors, same, written

DELIVERED = (*("as_is",) * 14, "configuration", "add_on")
MAIN_PART = 26
"""As many pages of a report as come before its appendices, and one or two more."""
EVIDENCE = ("demo", "proof", "reference")
pytestmark = pytest.mark.office


@dataclass(frozen=True)
class Round:
    """What came out of one round: the decision as it stands, and all that was made of it."""

    decision: Decision
    evaluation: Evaluation
    before: Mapping[Language, Written]
    recalculated: Mapping[Language, Workbook]
    reports: Mapping[Language, bytes]


def drawn_answers(decision: Decision, offer: str, draw: random.Random) -> dict[str, tuple[str, str]]:
    """Draw delivery and evidence for every need; what a bid has promised stays to be made."""
    promised = {c.need for bid in decision.bids if bid.offer == offer for c in bid.commitments}
    return {
        need.id: ("custom" if need.id in promised else draw.choice(DELIVERED), draw.choice(EVIDENCE))
        for need in decision.needs
    }


def columns(book: Workbook) -> dict[str, int]:
    (row,) = [row for row in book["Needs"].iter_rows(max_row=FIRST_ROW) if str(row[0].value) == "form:needs"]
    return {str(cell.value): int(cell.column or 0) for cell in row if cell.value}


def cells_to_fill(form: bytes, answers: Mapping[str, tuple[str, str]]) -> dict[tuple[int, int], str]:
    """Say which cell of the sheet of needs gets which word, as a vendor would choose it from the list."""
    book, words = openpyxl.load_workbook(io.BytesIO(form)), Words("en")
    at, found = columns(book), {}
    for row in book["Needs"].iter_rows(min_row=FIRST_ROW):
        if row[0].value in answers:
            delivery, evidence = answers[str(row[0].value)]
            number = int(row[0].row or 0)
            found[number, at["delivery"]] = delivery_word(delivery, words)  # type: ignore[arg-type]
            found[number, at["evidence"]] = evidence_word(evidence, words)  # type: ignore[arg-type]
            # What was said of an earlier answer.
            found |= {(number, at[field]): "" for field in ("available", "gap")}
    assert len(found) == 4 * len(answers)
    return found


def filled_by_openpyxl(form: bytes, cells: Mapping[tuple[int, int], str]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(form))
    for (row, column), word in cells.items():
        book["Needs"].cell(row, column).value = word or None
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Round:
    decision, draw = example("tender"), random.Random(5)
    words, folder = Words("en"), tmp_path_factory.mktemp("round")
    forms = {
        offer.id: export("questionnaire", Order(decision, TODAY, words, offer.id))[0].content
        for offer in decision.offers
    }
    answers = {offer: drawn_answers(decision, offer, draw) for offer in forms}
    cells = {offer: cells_to_fill(form, answers[offer]) for offer, form in forms.items()}
    by_office = {offer: (forms[offer], cells[offer]) for offer in list(forms)[1::2]}
    came = filled_by_libreoffice(by_office, "Needs", folder)
    for offer, form in forms.items():
        content = came.get(offer) or filled_by_openpyxl(form, cells[offer])
        preview = preview_of_form(content, f"{offer}.xlsx", decision, TODAY)
        assert preview.refusals == ()
        decision = decision_after(preview)
        stored = {need: (a.delivery, a.evidence) for need, a in decision.answers[offer].items()}
        assert stored == answers[offer]
    assert (check(decision), loose_ends(decision)) == ((), ())
    evaluation = evaluate(decision, TODAY)
    before = {language: written(evaluation, language) for language in LANGUAGES}
    books = recalculated(
        {language: book.again() for language, book in before.items()}, tmp_path_factory.mktemp("office")
    )
    reports = {
        language: export("report", Order(decision, TODAY, Words(language)))[0].content
        for language in LANGUAGES
    }
    return Round(decision, evaluation, before, books, reports)


def everyone(evaluation: Evaluation) -> tuple[Alternative, ...]:
    return (*evaluation.platforms, *evaluation.integrators, *evaluation.pairs)


def test_what_the_vendors_answered_changes_the_ranking(after: Round) -> None:
    first = [pair.id for pair in evaluate(example("tender"), TODAY).pairs]
    assert sorted(first) == sorted(pair.id for pair in after.evaluation.pairs)
    assert first != [pair.id for pair in after.evaluation.pairs]
    assert any(pair.rank == 1 for pair in after.evaluation.pairs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ranking_and_workbook_agree_figure_by_figure(after: Round, language: Language) -> None:
    before, found = after.before[language], after.recalculated[language]
    assert (differences(before, found), errors(found)) == ([], [])
    for alternative in everyone(after.evaluation):
        told = {
            name: getattr(alternative, name)
            for name in (
                "low",
                "high",
                "proven",
                "quality_low",
                "quality_high",
                "rank_best",
                "rank_worst",
                "rank",
            )
        }
        for figure, value in told.items():
            read = before.read(found, figure, alternative.kind, alternative.id)
            assert same(read, "" if value is None else value), (alternative.id, figure)


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_and_workbook_agree_figure_by_figure(after: Round, language: Language) -> None:
    """The figures are the recalculated workbook's, rounded as the report rounds, and looked for in it."""
    words, before, found = Words(language), after.before[language], after.recalculated[language]
    text = squeezed_text(after.reports[language], MAIN_PART)
    for alternative in everyone(after.evaluation):
        read = {
            figure: before.read(found, figure, alternative.kind, alternative.id)
            for figure in ("low", "high", "proven", "quality_low", "quality_high")
        }
        assert all(isinstance(value, float | int) for value in read.values())
        low, high, proven, quality_low, quality_high = (float(str(value)) for value in read.values())
        row = (
            # Set from right to left, words are read back in another order.
            *(
                ()
                if language == "he"
                else (told_name(alternative.name, words), rank_text(alternative, words))
            ),
            words.interval(low, high),
            words.interval(proven, high),
            words.interval(quality_low, quality_high),
        )
        assert [part for part in row if squeezed(part) not in text] == [], alternative.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_and_workbook_agree_on_cost_and_on_who_is_efficient(after: Round, language: Language) -> None:
    words, before, found = Words(language), after.before[language], after.recalculated[language]
    text = squeezed_text(after.reports[language], MAIN_PART)
    for standing in plane(after.evaluation, TODAY).standings:
        ends = [before.read(found, "cost", standing.id, "chosen", end) for end in ("low", "likely", "high")]
        told = [amount(float(str(figure)), "EUR", words) for figure in ends]
        assert [figure for figure in told if squeezed(figure) not in text] == []
        efficient = before.read(found, "efficient", standing.id)
        assert efficient == (words("yes") if standing.efficient else words("no"))


def rows_of_the_ranking(text: str, names: list[str]) -> list[str]:
    """Give the names in the order in which a page of the report has them for the first time."""
    return sorted((name for name in names if name in text), key=text.index)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_three_name_them_in_the_same_order(after: Round, language: Language) -> None:
    before, found = after.before[language], after.recalculated[language]
    order = [told_name(pair.name, Words(language)) for pair in after.evaluation.pairs]
    in_sheet = [str(before.read(found, "ranking", "pair", str(place))) for place in range(1, len(order) + 1)]
    assert in_sheet == order
    # The first page of the report draws those at the top.
    text = squeezed_text(after.reports[language], 1)
    shown = [squeezed(name) for name in order]
    drawn = [name for name in shown if name in text]
    assert rows_of_the_ranking(text, drawn) == drawn
