"""The comparison workbook: what is stated, what is worked out, and how it is set up."""

import io
import re
import zipfile
from functools import cache

import pytest

from selection.analysis.evaluation import evaluate
from selection.documents.workbook import comparison_workbook, drawn
from selection.documents.workbook.codes import Codes, lists
from selection.model.base import Language
from selection.model.decision import Decision
from selection.words import Words
from selection.words.directions import has_right_to_left
from tests.building import decide
from tests.decisions import bid, small_decision
from tests.examples import TODAY, result
from tests.workbooks import Written, cells_of_formulas, written

RAW = {"Needs", "Performances", "Weights", "Rules", "Commitments", "Alternatives", "Criteria", "Cost lines"}
TEXT_ONLY = {"Sources", "Published facts", "Lists", "Read me"}
DERIVED = {
    "Ranking",
    "Quality and cost",
    "Cost over the years",
    "Contributions",
    "Sensitivity",
    "Gates",
    "As-is fit",
    "Answers counted",
    "Criteria from needs",
    "Partial values",
    "Results",
}
LANGUAGES: tuple[Language, ...] = ("en", "he", "pl")


@cache
def tender(language: Language = "en") -> Written:
    return written(result("tender"), language)


def test_every_sheet_is_raw_text_or_derived() -> None:
    assert set(tender().formulas.sheetnames) == RAW | TEXT_ONLY | DERIVED


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_decision_says_in_several_languages_stands_in_one(language: Language) -> None:
    several = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in tender(language).formulas
        for row in sheet.iter_rows()
        for cell in row
        if re.search(r"\ben=['\"]", str(cell.value))
    ]
    assert several == []


def test_the_baseline_is_named_in_the_language_of_the_workbook() -> None:
    baseline = result("tender").decision.baseline
    assert baseline is not None
    every = [Words(language) for language in LANGUAGES]
    said = [_("Without a purchase: {name}", name=_.text(baseline.name)) for _ in every]
    assert [tender(_.language).formulas[_("Results")]["A5"].value for _ in every] == said


@pytest.mark.parametrize("language", ["he", "en"])
def test_a_cell_is_read_from_the_right_where_its_text_is_and_nowhere_else(language: Language) -> None:
    ways = {
        (has_right_to_left(str(cell.value)), cell.alignment.readingOrder)
        for sheet in tender(language).formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s"
    }
    assert ways == {"he": {(True, 2.0), (False, 0.0)}, "en": {(False, 0.0)}}[language]


def test_the_years_of_a_cost_are_counted_as_the_language_counts_them() -> None:
    sheet = tender("pl").formulas[Words("pl")("Cost over the years")]
    heads = [str(cell.value) for cell in sheet[5]]
    assert heads[7:13:3] == ["3 lata, nisko", "5 lat, nisko"]


def test_every_figure_on_a_derived_sheet_is_a_formula() -> None:
    pasted = [
        f"{name}!{cell.coordinate}"
        for name in DERIVED
        for row in tender().formulas[name].iter_rows()
        for cell in row
        if cell.data_type in ("n", "d", "b") and cell.value is not None
    ]
    assert pasted == []


def test_weights_needed_days_and_verdicts_on_raw_sheets_are_formulas_too() -> None:
    found = tender()
    derived = [key for key in found.places if key[0] in ("weight", "leaf", "worth")]
    assert derived
    assert {found.cell(found.formulas, *key).data_type for key in derived} == {"f"}


def test_a_formula_is_kept_without_its_equals_sign_as_the_format_wants_it() -> None:
    kept = {str(cell.value)[:2] for _, cell in cells_of_formulas(tender().formulas)}
    assert {start[0] for start in kept} == {"="}
    assert "==" not in kept


def test_every_formula_carries_the_engines_figure_for_viewers_that_do_not_calculate() -> None:
    found = tender()
    northstar = found.evaluation.alternative("northstar-oakhelm")
    assert found.read(found.figures, "low", "pair", "northstar-oakhelm") == pytest.approx(northstar.low)
    assert found.read(found.figures, "rank", "pair", "northstar-oakhelm") == 2
    kinds = {
        type(found.figures[title][cell.coordinate].value) for title, cell in cells_of_formulas(found.formulas)
    }
    assert kinds <= {int, float, str, type(None)} | {type(found.figures["Needs"]["E7"].value)}


def test_the_same_decision_gives_the_same_bytes() -> None:
    again = comparison_workbook(result("tender"), Words("en"), TODAY)
    assert again == comparison_workbook(result("tender"), Words("en"), TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_a_closed_list_are_told_apart(language: Language) -> None:
    for name, (_title, entries) in lists(Codes(Words(language))).items():
        words = [word.casefold() for _, word in entries]
        assert (name, len(set(words))) == (name, len(words))
        assert not any(sign in word for word in words for sign in "*?~")


def test_what_opens_a_printed_page_stands_where_its_language_begins() -> None:
    for sheet in tender("he").formulas:
        assert sheet.oddHeader.left.text == "&A"
        assert sheet.oddFooter.left.text == "&P / &N"
    for sheet in tender("pl").formulas:
        assert sheet.oddHeader.right.text == "&A"
        assert sheet.oddFooter.right.text == "&P / &N"


def test_hebrew_sheets_read_from_right_to_left_and_others_do_not() -> None:
    assert {sheet.sheet_view.rightToLeft for sheet in tender("he").formulas} == {True}
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in tender("pl").formulas} == {False}


def test_headings_stay_in_sight_and_pages_lie_across() -> None:
    sheets = tender().formulas.worksheets
    assert {sheet.page_setup.orientation for sheet in sheets} == {"landscape"}
    assert [sheet.title for sheet in sheets if sheet.freeze_panes is None] == []
    assert [sheet.title for sheet in sheets if not sheet.print_title_rows] == []
    assert tender().formulas["Needs"].freeze_panes == "C7"
    assert tender().formulas["Needs"].auto_filter.ref == "A6:AD127"


def test_answers_are_chosen_from_closed_lists() -> None:
    found = tender()
    place = found.places["answer", "northstar-business", "MK01"]
    at = found.cell(found.formulas, "answer", "northstar-business", "MK01").coordinate
    rules = found.formulas[place.sheet].data_validations.dataValidation
    assert [rule.formula1 for rule in rules if at in rule.sqref] == ["AnswerWords"]


def test_charts_are_native() -> None:
    with zipfile.ZipFile(io.BytesIO(tender().content)) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 6


def test_every_sheet_says_that_something_is_invented_and_whole_pages_do() -> None:
    stamp = "FICTIONAL: products or firms in this decision are invented."
    for sheet in tender().formulas:
        assert sheet["A3"].value == stamp
        assert str(sheet.oddHeader.left.text).startswith("FICTIONAL: ")


def real_looking() -> Decision:
    products = tuple(
        product.model_copy(update={"fictional": False}) for product in decide(criteria=()).platforms
    )
    return decide().model_copy(update={"platforms": products})


def test_nothing_is_stamped_where_nothing_is_invented() -> None:
    found = written(evaluate(real_looking(), TODAY))
    assert {sheet["A3"].value for sheet in found.formulas} == {None}


def test_the_stamp_names_what_it_was_made_from() -> None:
    found = drawn(result("tender"), Words("en"), TODAY, "ab" * 32)
    book = Written(result("tender"), found.content, found.places).formulas
    lines = {row[0].value: row[1].value for row in book["Read me"].iter_rows(min_row=5, max_row=10)}
    assert lines["Head of the audit chain"] == "ab" * 32
    assert lines["Made on"] == "Nov 22, 2026"
    assert "Head of the audit chain" not in {
        cell.value for row in tender().formulas["Read me"] for cell in row
    }


def test_a_decision_on_platforms_alone_has_no_sheet_of_promises() -> None:
    found = written(evaluate(decide(), TODAY))
    assert "Commitments" not in found.formulas.sheetnames


def test_sources_name_who_said_what_and_why() -> None:
    decision = small_decision().model_copy(update={"mode": "tender", "bids": (bid(),)})
    rows = written(evaluate(decision, TODAY)).formulas["Sources"].iter_rows(min_row=6, values_only=True)
    told = {(row[0], row[1]): row for row in rows}
    assert told["Northstar (fictional) Pro", "N1"][8:10] == ("Dana Levi", "Seen by Dana Levi")
    assert (
        told["Northstar (fictional) Pro", "N2"][10]
        == "No export Accepted by Jan Kowalski: We can live with it"
    )
