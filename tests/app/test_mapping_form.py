"""Somebody else's table is read by a form: columns, vendors, codes, and where no is the good answer."""

import pytest

from selection.model.judgements import Answer, Score
from tests.app.screens import Screen, open_decision
from tests.app.test_imports import FORMS, labels, previewed, upload
from tests.decisions import small_decision

WIDE = b"Requirement,Theirs,Harbour (fictional)\nN1,x,Y\nN2,x,Q\nN3,x,Y\nSum,x,Q\n"


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "answers").fill("toggle", FORMS, True)


def options(screen: Screen, label: str) -> list[str]:
    return list(screen.widget("selectbox", label).options)


def test_columns_are_chosen_from_what_the_file_has(screen: Screen) -> None:
    upload(screen, WIDE, "theirs.csv")
    assert options(screen, "Column with the question") == [
        "—",
        "Requirement",
        "Theirs",
        "Harbour (fictional)",
    ]
    assert screen.widget("selectbox", "Column with the question").value == "Requirement"
    columns = screen.widget("multiselect", "Columns with answers")
    assert list(columns.options) == ["Requirement", "Theirs", "Harbour (fictional)"]
    columns.set_value(["Harbour (fictional)"])
    screen.run()
    assert screen.widget("selectbox", "“Y”, 2 times").value == "as_is"


def only_harbour(screen: Screen) -> Screen:
    upload(screen, WIDE, "theirs.csv")
    screen.widget("multiselect", "Columns with answers").set_value(["Harbour (fictional)"])
    return screen.run()


def test_every_code_is_given_a_meaning_and_what_is_no_question_is_left_out(screen: Screen) -> None:
    only_harbour(screen)
    screen.fill("selectbox", "“Q”, 1 time", "absent")
    screen.fill("text_input", "Source", "their table of 2026")
    screen.fill("selectbox", "What its answers rest on", "document")
    screen.press(next(label for label in labels(screen) if label.startswith("Store")))
    said = {"evidence": "document", "source": "their table of 2026"}
    assert screen.decision.answers["harbour-basic"] == {
        "N1": Answer(delivery="as_is", **said),
        "N2": Answer(delivery="absent", **said),
        "N3": Answer(delivery="as_is", **said),
    }


def test_where_no_is_the_good_answer_the_two_change_places(screen: Screen) -> None:
    only_harbour(screen)
    screen.fill("selectbox", "“Q”, 1 time", "absent")
    screen.fill("toggle", "To some questions no is the good answer", True)
    screen.fill("checkbox", "N2", True)
    delivered = {row[1]: row[4] for row in previewed(screen) if row[2] == "How is it delivered?"}
    assert delivered == {"N1": "as is", "N2": "as is", "N3": "as is"}


def test_a_code_that_is_in_part_asks_what_is_missing(screen: Screen) -> None:
    only_harbour(screen)
    screen.fill("selectbox", "“Q”, 1 time", "partial")
    screen.fill("text_input", "What is missing where it is in part and the table does not say", "Half of it")
    assert ("Half of it") in [row[4] for row in previewed(screen)]


def test_vendors_and_questions_of_other_names_are_matched_with_ours(screen: Screen) -> None:
    upload(screen, b"Question,Harbor Inc\nFirst thing,Y\nN2,Y\n", "other.csv")
    screen.fill("selectbox", "Harbor Inc", "harbour-basic")
    screen.fill("selectbox", "First thing", "N1")
    assert screen.shown("error") == []
    screen.press(next(label for label in labels(screen) if label.startswith("Store")))
    assert set(screen.decision.answers["harbour-basic"]) == {"N1", "N2"}


def test_a_table_that_does_not_fit_the_form_is_refused_in_a_sentence(screen: Screen) -> None:
    only_harbour(screen)
    screen.fill("number_input", "Row with the headings", 400)
    assert screen.shown("error") != []
    assert [label for label in labels(screen) if label.startswith("Store")] == []


def test_scores_come_in_by_the_form_too(screen: Screen) -> None:
    upload(screen, b"Criterion,Harbour (fictional),Northstar (fictional) Pro\nE1,2,1\n", "scores.csv")
    screen.fill("selectbox", "What the table holds", "scores")
    screen.fill("multiselect", "Columns with answers", ["Harbour (fictional)"])
    assert screen.shown("error") == []
    screen.press(next(label for label in labels(screen) if label.startswith("Store")))
    found = screen.decision.scores["harbour-basic"]["E1"]
    assert found == Score(performance=2.0, evidence="claim", source="scores.csv")
