"""Answers by file: forms go out, come back as a preview, and are stored as one submission once agreed to."""

import datetime as dt
import io

import openpyxl
import pytest

from selection.documents.questionnaire.files import questionnaire_files, scoring_sheet_files
from selection.model.decision import Decision
from selection.model.judgements import Answer, Score
from selection.words import Words
from tests.app.screens import Screen, open_decision
from tests.decisions import answer, small_decision

TODAY = dt.date(2026, 11, 22)
FORMS = "Questionnaires and tables: send out, read back"
UPLOAD = "A workbook (.xlsx), CSV or YAML, up to 5 MB"


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "answers").fill("toggle", FORMS, True)


def questionnaire(decision: Decision, alternative: str = "harbour-basic") -> bytes:
    (content,) = questionnaire_files(decision, alternative, TODAY, Words("en")).values()
    return content


def with_cells(content: bytes, sheet: str, **cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book[sheet][place] = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def upload(screen: Screen, content: bytes, name: str = "answers.xlsx") -> Screen:
    screen.widget("file_uploader", UPLOAD).upload(name, content, "application/octet-stream")
    return screen.run()


def previewed(screen: Screen) -> list[tuple[str, ...]]:
    frame = screen.at.dataframe[-1].value
    return [tuple(row) for row in frame.itertuples(index=False)]


def labels(screen: Screen) -> list[str]:
    return [button.label for button in screen.at.button]


def test_an_offer_an_integrator_everybody_and_the_evaluators_have_a_form(screen: Screen) -> None:
    assert list(screen.widget("selectbox", "For whom?").options) == [
        "Northstar (fictional) Pro",
        "Harbour (fictional) Basic",
        "Aleph (fictional)",
        "anybody: a blank one for each side",
        "our own evaluators: a scoring sheet",
    ]


def test_answers_are_previewed_cell_by_cell_and_stored_as_one_submission(screen: Screen) -> None:
    upload(
        screen, with_cells(questionnaire(screen.decision), "Needs", E5="as is", E6="absent", K6="Never was")
    )
    assert previewed(screen) == [
        ("Needs!E5", "N1", "How is it delivered?", "", "as is", ""),
        ("Needs!A5", "N1", "How can we know?", "", "claim", ""),
        ("Needs!E6", "N2", "How is it delivered?", "", "absent", ""),
        ("Needs!A6", "N2", "How can we know?", "", "claim", ""),
        ("Needs!K6", "N2", "Comment", "", "Never was", ""),
    ]
    assert "harbour-basic" not in screen.decision.answers
    screen.press("Store 5 changes")
    assert screen.decision.answers["harbour-basic"] == {
        "N1": Answer(delivery="as_is", evidence="claim"),
        "N2": Answer(delivery="absent", evidence="claim", reason="Never was"),
    }
    assert screen.version == 3
    assert screen.shown("success") == ["5 changes were stored."]
    screen.press(key="undo")
    assert "harbour-basic" not in screen.decision.answers


def test_what_is_there_already_is_marked_and_can_be_kept(screen: Screen) -> None:
    filled = with_cells(questionnaire(screen.decision, "northstar-pro"), "Needs", E5="absent", E7="as is")
    upload(screen, filled)
    assert [row for row in previewed(screen) if row[-1]] == [
        ("Needs!E5", "N1", "How is it delivered?", "as is", "absent", "yes")
    ]
    screen.fill("toggle", "Keep what is there already (1 cell says something else)", True)
    screen.press("Store 2 changes")
    assert screen.decision.answers["northstar-pro"]["N1"] == small_decision().answers["northstar-pro"]["N1"]
    assert screen.decision.answers["northstar-pro"]["N3"] == Answer(delivery="as_is", evidence="claim")


def test_what_does_not_fit_is_named_by_sheet_and_cell_and_nothing_can_be_stored(screen: Screen) -> None:
    upload(screen, with_cells(questionnaire(screen.decision), "Needs", E5="maybe", E6="in part"))
    said = screen.shown("error")
    assert said[0] == "Some places do not fit. Nothing is stored before they are mended in the file."
    assert said[1].startswith("Needs!E5: “maybe” can't be chosen here; to choose from are: as_is, ")
    assert said[2].startswith("Needs!A6: ")
    assert [label for label in labels(screen) if label.startswith("Store")] == []


def test_a_file_of_another_kind_is_refused_in_a_sentence(screen: Screen) -> None:
    upload(screen, b"%PDF-1.7 renamed", "answers.xlsx")
    assert screen.shown("error") == [
        (
            "answers.xlsx: By what is in it this is a file of another kind: “PDF”. "
            "Send a workbook (.xlsx), CSV or YAML; another name does not change what a file is."
        )
    ]


def test_a_blank_questionnaire_is_read_once_somebody_says_whom_it_is_about(screen: Screen) -> None:
    blank = questionnaire_files(screen.decision, None, TODAY, Words("en"))["questionnaire-platform.xlsx"]
    upload(screen, with_cells(blank, "Needs", E5="as is"))
    assert "it could be: northstar-pro, harbour-basic" in screen.shown("error")[0]
    screen.fill("selectbox", "Whom is it about?", "harbour-basic")
    screen.press("Store 2 changes")
    assert screen.decision.answers["harbour-basic"] == {"N1": Answer(delivery="as_is", evidence="claim")}


def test_a_scoring_sheet_comes_back_as_scores(screen: Screen) -> None:
    (sheet,) = scoring_sheet_files(screen.decision, None, TODAY, Words("en")).values()
    upload(screen, with_cells(sheet, "Platforms", E6=2, G6="demonstration", J6="Shown twice"))
    screen.press("Store 3 changes")
    assert screen.decision.scores["harbour-basic"]["E1"] == Score(
        performance=2.0, evidence="demo", reason="Shown twice"
    )


def test_whoever_knows_how_writes_the_mapping_of_a_table_by_hand(screen: Screen) -> None:
    upload(screen, b"Requirement,Harbour (fictional)\nN1,Y\nN2,Q\n", "theirs.csv")
    screen.fill("toggle", "Write it as text instead (YAML)", True)
    field = screen.widget("text_area", "How to read it")
    assert '  "Y":\n    delivery: as_is\n' in field.value
    field.set_value(field.value.replace("codes:\n", "codes:\n  Q:\n    delivery: absent\n"))
    screen.run()
    screen.press("Store 6 changes")
    found = screen.decision.answers["harbour-basic"]
    assert found["N1"] == Answer(delivery="as_is", evidence="claim", source="theirs.csv")
    assert found["N2"] == Answer(delivery="absent", evidence="claim", source="theirs.csv")


def test_what_was_stored_meanwhile_is_a_conflict(screen: Screen) -> None:
    filled = with_cells(questionnaire(screen.decision), "Needs", E5="as is")
    changed = small_decision().model_copy(update={"answers": {"harbour-basic": {"N1": answer("custom")}}})
    later = open_decision(screen.token, changed, "answers").fill("toggle", FORMS, True)
    upload(later, filled)
    assert [row[3:] for row in previewed(later) if row[-1]] == [
        ("by custom development", "as is", "yes"),
        ("document", "claim", "yes"),
    ]
