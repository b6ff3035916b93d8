"""What comes back is previewed cell by cell; what doesn't fit is refused by sheet and cell."""

import io

import openpyxl
import pytest

from selection.documents.reading.preview import Note, decision_after, edits_of
from selection.documents.reading.returned import preview_of_form
from selection.errors import NotFound, UploadError
from selection.model.decision import Decision
from selection.model.judgements import Answer
from tests.decisions import answer, need, small_decision
from tests.forms import (
    TODAY,
    Filling,
    filled,
    filled_csv,
    opened,
    places,
    preview,
    questionnaire,
    refusals,
    saved,
)

DECISION = small_decision()
HARBOUR, NORTHSTAR = "harbour-basic", "northstar-pro"


def returned(filling: Filling, about: str = HARBOUR, decision: Decision = DECISION) -> Decision:
    found = preview(filled(questionnaire(decision, about), filling), decision)
    assert refusals(found) == []
    return decision_after(found)


def refused(filling: Filling, about: str = HARBOUR) -> list[tuple[str, str]]:
    found = preview(filled(questionnaire(DECISION, about), filling), DECISION)
    return refusals(found)


def needs(**fields: object) -> Filling:
    return {"needs": {"N1": fields}}


# Answers


def test_an_answer_is_a_claim_unless_it_says_otherwise() -> None:
    after = returned(
        {"needs": {"N1": {"delivery": "as is"}, "N2": {"delivery": "as is", "evidence": "document"}}}
    )
    assert after.answers[HARBOUR] == {
        "N1": Answer(delivery="as_is", evidence="claim"),
        "N2": Answer(delivery="as_is", evidence="document"),
    }


def test_everything_a_row_says_comes_in() -> None:
    said = {
        "delivery": "on the roadmap",
        "available": "2027-06",
        "source": "https://vendor.example/plan",
        "as_of": "2026-11",
        "comment": "With the spring release",
        "by": "Vendor's desk",
    }
    assert returned(needs(**said)).answers[HARBOUR]["N1"] == Answer(
        delivery="roadmap",
        evidence="claim",
        available="2027-06",
        source="https://vendor.example/plan",
        as_of="2026-11",
        reason="With the spring release",
        by="Vendor's desk",
    )


@pytest.mark.parametrize(
    ("word", "delivery"),
    [("as is", "as_is"), ("AS IS ", "as_is"), ("as_is", "as_is"), ("nieobecne", None), ("absent", "absent")],
)
def test_a_choice_is_taken_by_its_word_or_its_code_and_nothing_else(word: str, delivery: str | None) -> None:
    found = preview(filled(questionnaire(DECISION, HARBOUR), needs(delivery=word)), DECISION)
    chosen = [c.new for c in found.changes if c.field == "delivery"]
    assert chosen == ([delivery] if delivery else [])
    assert refusals(found) == ([] if delivery else [("not_a_choice", "Needs!E5")])


def test_a_questionnaire_in_hebrew_comes_back_the_same() -> None:
    content = questionnaire(DECISION, HARBOUR, "he")
    book = opened(content)
    sheet, cell = places(book)["needs", "N1", "delivery"]
    (rule,) = [v for v in book[sheet].data_validations.dataValidation if cell in v.sqref]
    first = book["stamp"][rule.formula1.split("!")[1].split(":")[0].replace("$", "")].value
    book[sheet][cell] = first
    after = decision_after(preview(saved(book), DECISION))
    assert after.answers[HARBOUR]["N1"] == Answer(delivery="as_is", evidence="claim")


def test_a_date_of_the_spreadsheet_and_a_bare_year_are_days() -> None:
    import datetime as dt

    for written, day in ((dt.date(2027, 3, 1), "2027-03-01"), (2027, "2027"), ("2027-03", "2027-03")):
        after = returned(needs(delivery="on the roadmap", available=written))
        assert after.answers[HARBOUR]["N1"].available == day


@pytest.mark.parametrize(
    ("fields", "code", "cell"),
    [
        ({"delivery": "maybe"}, "not_a_choice", "Needs!E5"),
        ({"delivery": "in part"}, "partial_without_gap", "Needs!A5"),
        ({"delivery": "as is", "gap": "none"}, "partial_without_gap", "Needs!H5"),
        ({"delivery": "on the roadmap"}, "roadmap_without_date", "Needs!A5"),
        ({"delivery": "on the roadmap", "available": "03/04/2027"}, "day_pattern", "Needs!G5"),
        ({"delivery": "on the roadmap", "available": "2027-02-30"}, "day_unreal", "Needs!G5"),
        ({"delivery": "as is", "evidence": "trust us"}, "not_a_choice", "Needs!F5"),
        ({"delivery": "does not apply"}, "not_applicable_without_reason", "Needs!A5"),
        ({"comment": "Surely"}, "answer_without_delivery", "Needs!A5"),
        ({"delivery": "as is", "source": "x" * 501}, "text_too_long", "Needs!I5"),
        ({"delivery": "as is", "comment": "=1+1"}, "formula_for_answer", "Needs!K5"),
        ({"delivery": "=A1"}, "formula_for_answer", "Needs!E5"),
        ({"delivery": "#REF!"}, "error_for_answer", "Needs!E5"),
        ({"delivery": 7}, "not_a_choice", "Needs!E5"),
    ],
)
def test_what_does_not_fit_is_refused_by_sheet_and_cell(
    fields: dict[str, object], code: str, cell: str
) -> None:
    assert (code, cell) in refused(needs(**fields))


def test_text_that_looks_like_a_formula_is_kept_as_text() -> None:
    book = opened(questionnaire(DECISION, HARBOUR))
    for field, value in (("delivery", "as is"), ("comment", "=not a formula"), ("source", "+1 555 01")):
        sheet, cell = places(book)["needs", "N1", field]
        book[sheet][cell] = value
        book[sheet][cell].data_type = "s"
    found = decision_after(preview(saved(book), DECISION)).answers[HARBOUR]["N1"]
    assert (found.reason, found.source) == ("=not a formula", "+1 555 01")


def test_the_same_text_comes_back_from_csv_undamaged() -> None:
    said = {"delivery": "as_is", "comment": "=1+1", "source": "-5", "by": "'=quoted"}
    content = filled_csv(questionnaire(DECISION, HARBOUR, form="csv"), needs(**said))
    assert b"'=1+1" in content
    found = decision_after(preview(content, DECISION, "answers.csv")).answers[HARBOUR]["N1"]
    assert (found.reason, found.source, found.by) == ("=1+1", "-5", "'=quoted")


def test_yaml_comes_back_too() -> None:
    written = questionnaire(DECISION, HARBOUR, form="yaml").decode()
    at = written.index("      delivery:", written.index("    N1:"))
    content = written[:at] + written[at:].replace("delivery: null", "delivery: as_is", 1)
    after = decision_after(preview(content.encode(), DECISION, "answers.yaml"))
    assert after.answers[HARBOUR] == {"N1": Answer(delivery="as_is", evidence="claim")}


def test_what_is_left_empty_changes_nothing() -> None:
    for form in ("xlsx", "csv", "yaml"):
        found = preview(questionnaire(DECISION, NORTHSTAR, form=form), DECISION, f"answers.{form}")
        assert (found.entries, found.refusals, found.notes) == ((), (), ())
    emptied = filled(questionnaire(DECISION, NORTHSTAR), needs(delivery=None, evidence=None))
    assert preview(emptied, DECISION).entries == ()


def test_what_was_written_about_an_answer_stays_while_the_answer_stays() -> None:
    after = returned(needs(source="manual, p. 3"), NORTHSTAR)
    assert after.answers[NORTHSTAR]["N1"] == answer(
        by="Dana Levi", reason="Seen by Dana Levi", source="manual, p. 3"
    )
    after = returned(needs(delivery="by custom development", evidence=None), NORTHSTAR)
    assert after.answers[NORTHSTAR]["N1"] == Answer(delivery="custom", evidence="claim")


def test_an_accepted_gap_stays_accepted_only_while_it_is_the_same_gap() -> None:
    kept = returned({"needs": {"N2": {"source": "manual"}}}, NORTHSTAR).answers[NORTHSTAR]["N2"]
    assert kept.accepted == DECISION.answers[NORTHSTAR]["N2"].accepted
    other = returned({"needs": {"N2": {"gap": "No import"}}}, NORTHSTAR).answers[NORTHSTAR]["N2"]
    assert (other.gap, other.accepted) == ("No import", None)


def test_no_vendor_can_confirm_that_a_need_does_not_apply() -> None:
    after = returned(needs(delivery="does not apply", comment="We have no such process"))
    assert after.answers[HARBOUR]["N1"] == Answer(state="not_applicable", reason="We have no such process")


def test_what_stands_there_already_is_a_conflict_and_can_be_kept() -> None:
    content = filled(
        questionnaire(DECISION, NORTHSTAR),
        {"needs": {"N1": {"delivery": "absent"}, "N3": {"delivery": "as is"}}},
    )
    found = preview(content, DECISION)
    assert [(c.where, c.old, c.new) for c in found.conflicts] == [("Needs!E5", "as_is", "absent")]
    after = decision_after(found.without_conflicts()).answers[NORTHSTAR]
    assert after["N1"] == DECISION.answers[NORTHSTAR]["N1"]
    assert after["N3"] == Answer(delivery="as_is", evidence="claim")


def test_a_preview_becomes_one_edit_for_each_thing_that_changes() -> None:
    found = preview(
        filled(
            questionnaire(DECISION, HARBOUR),
            {"needs": {"N1": {"delivery": "as is"}, "N3": {"delivery": "absent"}}},
        ),
        DECISION,
    )
    assert [(e.section, e.key) for e in edits_of(found)] == [
        ("answer", (HARBOUR, "N1")),
        ("answer", (HARBOUR, "N3")),
    ]


# The sheet itself


def test_a_sheet_that_was_hidden_merged_or_doubled_is_refused() -> None:
    content = filled(questionnaire(DECISION, HARBOUR), needs(delivery="as is"))
    hidden = opened(content)
    hidden["Needs"].sheet_state = "hidden"
    assert ("sheet_hidden", "Needs") in refusals(preview(saved(hidden), DECISION))
    merged = opened(content)
    merged["Needs"].merge_cells("E5:E7")
    assert ("merged_answer", "Needs!E5") in refusals(preview(saved(merged), DECISION))
    doubled = opened(content)
    doubled["Needs"]["F3"] = "delivery"
    assert ("column_twice", "Needs!F3") in refusals(preview(saved(doubled), DECISION))
    again = opened(content)
    again["Needs"]["A9"], again["Needs"]["E9"] = "N1", "absent"
    assert ("question_twice", "Needs!A9") in refusals(preview(saved(again), DECISION))
    nameless = opened(content)
    nameless["Needs"]["E9"] = "absent"
    assert ("question_nameless", "Needs!E9") in refusals(preview(saved(nameless), DECISION))
    strange = opened(content)
    strange["Needs"]["A9"], strange["Needs"]["E9"] = "N99", "absent"
    assert ("question_unknown", "Needs!A9") in refusals(preview(saved(strange), DECISION))


def test_sheets_may_be_renamed_moved_and_added_to() -> None:
    book = opened(filled(questionnaire(DECISION, HARBOUR), needs(delivery="as is")))
    book["Needs"].title = "Our answers"
    book.create_sheet("Marketing brochure", 0)["A1"] = "Buy now"
    found = preview(saved(book), DECISION)
    assert found.notes == (Note("sheet_not_read", ("Marketing brochure",)),)
    assert [c.where for c in found.changes] == ["Our answers!E5", "Our answers!A5"]


def test_needs_that_changed_since_are_said() -> None:
    content = filled(
        questionnaire(DECISION, HARBOUR),
        {"needs": {"N1": {"delivery": "as is"}, "N3": {"delivery": "as is"}}},
    )
    since = DECISION.model_copy(update={"needs": (need("N1", "nice"), DECISION.needs[1], need("N4"))})
    found = preview(content, since)
    assert found.notes == (
        Note("questions_reworded", ("N1",)),
        Note("questions_added", ("N4",)),
        Note("questions_gone", ("N3",)),
    )
    assert list(decision_after(found).answers[HARBOUR]) == ["N1"]
    in_csv = filled_csv(questionnaire(DECISION, HARBOUR, form="csv"), needs(delivery="as_is"))
    assert preview(in_csv, since, "a.csv").notes == (Note("questions_changed"),)


def test_a_form_of_another_decision_of_a_newer_version_or_without_stamp_is_refused() -> None:
    content = questionnaire(DECISION, HARBOUR)
    other = DECISION.model_copy(update={"id": "other"})
    newer, bare = opened(content), opened(content)
    newer["stamp"]["B2"] = "99"
    del bare["stamp"]
    for data, decision, code in (
        (content, other, "form_of_other_decision"),
        (saved(newer), DECISION, "form_too_new"),
        (saved(bare), DECISION, "form_stamp_missing"),
    ):
        with pytest.raises(UploadError) as caught:
            preview(data, decision)
        assert caught.value.code == code


def test_a_blank_form_must_say_whom_it_is_about() -> None:
    from selection.documents.questionnaire.files import questionnaire_files
    from selection.words import Words

    blank = questionnaire_files(DECISION, None, TODAY, Words("en"))["questionnaire-platform.xlsx"]
    content = filled(blank, needs(delivery="as is"))
    with pytest.raises(UploadError) as caught:
        preview(content, DECISION)
    assert caught.value.code == "form_about_nobody"
    with pytest.raises(NotFound):
        preview(content, DECISION, about="nobody")
    assert preview(content, DECISION, about=HARBOUR).alternatives == (HARBOUR,)
    chosen = openpyxl.load_workbook(io.BytesIO(content))
    cover = chosen.worksheets[0]
    (row,) = [r for r in range(1, 12) if str(cover.cell(r, 1).value).startswith("Answers for")]
    cover.cell(row, 2).value = NORTHSTAR
    assert preview(saved(chosen), DECISION).alternatives == (NORTHSTAR,)


def test_a_form_about_one_is_not_read_as_another_s() -> None:
    with pytest.raises(UploadError) as caught:
        preview(questionnaire(DECISION, HARBOUR), DECISION, about=NORTHSTAR)
    assert caught.value.code == "form_about_another"


def test_a_preview_is_of_a_file_and_does_not_touch_the_decision() -> None:
    before = DECISION.model_dump()
    preview_of_form(
        filled(questionnaire(DECISION, HARBOUR), needs(delivery="as is")), "a.xlsx", DECISION, TODAY
    )
    assert DECISION.model_dump() == before
