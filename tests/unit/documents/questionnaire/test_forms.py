"""What goes out to be filled in: everything that must be asked, and nothing a bidder should not read."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from selection.documents.questionnaire.choices import choices_of, codes_by_word
from selection.documents.questionnaire.files import (
    blank_questionnaires,
    questionnaire_files,
    scoring_sheet_files,
)
from selection.documents.questionnaire.platform import platform_form
from selection.documents.questionnaire.scoring import scoring_form
from selection.errors import NotFound, SelectionError
from selection.model.base import LANGUAGES, versions
from selection.model.judgements import EVIDENCE
from selection.model.needs import DELIVERIES
from selection.words import Words
from selection.words.directions import has_right_to_left
from tests.decisions import bid, need, small_decision
from tests.examples import example
from tests.forms import TODAY, opened, places, questionnaire, scoring_sheet

EN = Words("en")
DECISION = small_decision()
PAYLOADS = (
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1",
    "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x",
    '=HYPERLINK("http://evil.example","x")', "=IMPORTXML(A1)", "-2+3+cmd|' /C calc'!A0", "'=1+1", "%0A=1",
)  # fmt: skip


def texts(content: bytes) -> str:
    book = opened(content)
    return "\n".join(str(c.value) for s in book.worksheets for row in s.iter_rows() for c in row if c.value)


def test_a_platform_is_asked_about_every_need_and_every_fact() -> None:
    tender = example("tender")
    form = platform_form(tender, tender.offers[0], TODAY, EN)
    asked = {sheet.code: [q.key for q in sheet.questions] for sheet in form.sheets}
    assert asked["needs"] == [n.id for n in tender.needs]
    about_platforms = [a.id for a in tender.attributes if a.about == "platform"]
    assert sorted(asked["facts"] + asked["prices"]) == sorted(about_platforms)
    assert "list_price_usd" in asked["prices"]


def test_an_integrator_is_asked_about_itself_its_people_its_projects_and_its_bids() -> None:
    tender = example("tender")
    found = {s for s, _q, _f in places(opened(questionnaire(tender, "oakhelm")))}
    assert found == {"firm", "records", "staff", "references", "industries", "bids", "commitments"}
    fields = {(s, f) for s, _q, f in places(opened(questionnaire(tender, "oakhelm")))}
    assert {("staff", "role"), ("staff", "tenure"), ("bids", "project_manager")} <= fields
    questions = {q for s, q, _f in places(opened(questionnaire(tender, "oakhelm"))) if s == "firm"}
    assert {"crm_years", "staff_tenure_median", "documentation_sample", "conflicts_of_interest"} <= questions


def test_only_what_the_offer_of_a_bid_does_not_do_as_it_comes_can_be_promised() -> None:
    decision = DECISION.model_copy(update={"bids": (bid(),), "mode": "tender"})
    asked = {q for s, q, _f in places(opened(questionnaire(decision, "aleph"))) if s == "commitments"}
    assert asked == {"B1/N2"}


def test_nothing_a_bidder_should_not_read_is_in_it() -> None:
    tender = example("tender")
    answers = [answer for row in tender.answers.values() for answer in row.values()]
    internal = {
        *(n.owner for n in tender.needs if n.owner),
        *(said for n in tender.needs if n.reason for said in versions(n.reason).values()),
        *(said for a in answers if a.reason for said in versions(a.reason).values()),
        *(said for a in answers if a.gap for said in versions(a.gap).values()),
        *(a.by for a in answers if a.by),
    }
    assert len(internal) > 500
    for alternative in ("northstar-business", "oakhelm"):
        for form in ("xlsx", "csv", "yaml"):
            content = questionnaire(tender, alternative, form=form)
            said = texts(content) if form == "xlsx" else content.decode()
            # A short remark may be part of something else.
            assert [text for text in internal if len(text) > 10 and text in said] == []


def test_what_is_known_is_filled_in_and_a_blank_one_holds_no_answer() -> None:
    offer = DECISION.offers[0]
    filled_in, blank = (
        platform_form(DECISION, which, TODAY, EN).sheets[0].questions for which in (offer, None)
    )
    assert [dict(q.given) for q in filled_in] == [
        {"delivery": "as_is", "evidence": "document"},
        {"delivery": "partial", "evidence": "document"},
        {},
    ]
    assert [dict(q.given) for q in blank] == [{}, {}, {}]


def test_without_an_alternative_there_is_a_blank_one_for_each_side() -> None:
    assert list(questionnaire_files(DECISION, None, TODAY, EN)) == [
        "questionnaire-platform.xlsx",
        "questionnaire-integrator.xlsx",
    ]
    assert [form.alternative for form in blank_questionnaires(DECISION, TODAY, EN).values()] == ["", ""]


def test_a_scoring_sheet_holds_every_judged_criterion_for_everybody_with_its_levels() -> None:
    found = places(opened(scoring_sheet(DECISION)))
    assert {q for s, q, _f in found if s == "scores_platform"} == {"E1/northstar-pro", "E1/harbour-basic"}
    assert {q for s, q, _f in found if s == "scores_integrator"} == {"I1/aleph"}
    assert "0 = poor\n1 = fair\n2 = good" in texts(scoring_sheet(DECISION))


def test_a_scoring_sheet_shows_nobody_what_others_have_said() -> None:
    form = scoring_form(example("tender"), "", TODAY, EN)
    assert [q for sheet in form.sheets for q in sheet.questions if q.given] == []


def test_a_scoring_sheet_can_be_about_one_alternative_and_no_other() -> None:
    found = places(opened(scoring_sheet(DECISION, "aleph")))
    assert {q for _s, q, _f in found} == {"I1/aleph"}
    with pytest.raises(NotFound):
        scoring_form(DECISION, "nobody", TODAY, EN)


def test_nobody_unknown_is_asked_and_no_other_format_written() -> None:
    with pytest.raises(NotFound):
        questionnaire_files(DECISION, "nobody", TODAY, EN)
    for write in (questionnaire_files, scoring_sheet_files):
        with pytest.raises(SelectionError) as caught:
            write(DECISION, None, TODAY, EN, "docx")
        assert caught.value.code == "form_format_unknown"


# The workbook


@pytest.fixture(scope="module")
def book() -> Any:
    return opened(questionnaire(DECISION, "northstar-pro"))


def test_everything_is_locked_but_the_cells_to_be_filled_in(book: Any) -> None:
    answers = set(places(book).values())
    for sheet in book.worksheets[1:-1]:
        assert sheet.protection.sheet
        unlocked = {
            (sheet.title, c.coordinate) for row in sheet.iter_rows() for c in row if not c.protection.locked
        }
        assert unlocked == {place for place in answers if place[0] == sheet.title}


def test_deliveries_are_chosen_from_a_closed_list_in_the_readers_language() -> None:
    for language in LANGUAGES:
        found = opened(questionnaire(DECISION, "northstar-pro", language))
        (sheet, cell) = places(found)["needs", "N1", "delivery"]
        (rule,) = [v for v in found[sheet].data_validations.dataValidation if cell in v.sqref]
        stamp, area = rule.formula1.lstrip("=").split("!")
        offered = [c.value for (c,) in found[stamp][area.replace("$", "")]]
        assert (rule.type, offered) == ("list", list(choices_of("delivery", Words(language)).values()))


def test_how_many_are_answered_is_counted_by_a_formula(book: Any) -> None:
    formulas = [
        c.value for row in book.worksheets[0].iter_rows() for c in row if str(c.value).startswith("=")
    ]
    assert formulas == ["=COUNTA('Needs'!$E$5:$E$7)&\" / 3\"", "=COUNTA('Facts'!$E$5:$E$5)&\" / 1\""]


def test_the_stamp_is_hidden_but_can_be_shown(book: Any) -> None:
    stamp = book["stamp"]
    assert stamp.sheet_state == "hidden"
    said = {stamp.cell(row, 1).value: stamp.cell(row, 2).value for row in range(2, 9)}
    assert said | {"asked": ""} == {
        "format": "1",
        "kind": "platform",
        "decision": "small",
        "alternative": "northstar-pro",
        "asked": "",
        "date": "2026-11-22",
        "language": "en",
    }


def test_hebrew_sheets_run_from_right_to_left_and_others_do_not() -> None:
    for language in LANGUAGES:
        sheets = opened(questionnaire(DECISION, "northstar-pro", language)).worksheets[:-1]
        assert {bool(sheet.sheet_view.rightToLeft) for sheet in sheets} == {language == "he"}


def test_a_question_is_read_from_the_right_where_its_text_is_and_nowhere_else() -> None:
    for language in LANGUAGES:
        shown = [s for s in opened(questionnaire(DECISION, "northstar-pro", language)) if s.title != "stamp"]
        ways = {
            (has_right_to_left(cell.value), cell.alignment.readingOrder)
            for sheet in shown
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "s"
        }
        assert ways == {(False, 0.0)} | ({(True, 2.0)} if language == "he" else set())


def test_the_same_form_gives_the_same_bytes() -> None:
    for form in ("xlsx", "csv", "yaml"):
        assert questionnaire(DECISION, "aleph", form=form) == questionnaire(DECISION, "aleph", form=form)


def test_a_need_that_is_worded_otherwise_has_another_fingerprint_and_the_others_keep_theirs() -> None:
    changed = DECISION.model_copy(update={"needs": (need("N1", "nice"), *DECISION.needs[1:])})
    before, after = (platform_form(d, None, TODAY, EN) for d in (DECISION, changed))
    differing = {key for key, mark in after.fingerprints.items() if before.fingerprints[key] != mark}
    assert differing == {"needs/N1"}
    assert before.stamp["asked"] != after.stamp["asked"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_from_outside_is_no_formula_in_a_workbook_and_is_guarded_in_csv(payload: str) -> None:
    hostile = DECISION.model_copy(
        update={
            "title": payload,
            "needs": (need("N1").model_copy(update={"text": payload}), *DECISION.needs[1:]),
        }
    )
    written = openpyxl.load_workbook(io.BytesIO(questionnaire(hostile, "northstar-pro")))
    formulas = [c for s in written.worksheets[1:] for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == []
    kept = written["Needs"]["B5"]
    assert kept.quotePrefix
    rows = csv.reader(
        io.StringIO(questionnaire(hostile, "northstar-pro", form="csv").decode("utf-8-sig"), newline="")
    )
    cells = [cell for row in rows for cell in row]
    assert [
        cell
        for cell in cells
        if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    ] == []


def test_every_word_that_can_be_chosen_leads_back_to_its_code() -> None:
    for language in LANGUAGES:
        words = choices_of("delivery", Words(language))
        assert list(words)[: len(DELIVERIES)] == list(DELIVERIES)
        assert {codes_by_word("delivery")[word.casefold()] for word in words.values()} == set(words)
        assert list(choices_of("evidence", Words(language))) == list(EVIDENCE)
