"""Decision log: entries with reason and who was there, in the method's order, beside every change."""

import datetime as dt

import pytest

from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.model.course import GOAL_FIRST, LogEntry
from tests.app.screens import Screen, open_decision, read, table
from tests.decisions import log_entry, small_decision


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, fresh_decision("Ours", shipped()), "log")


@pytest.fixture
def small(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "log")


def write_down(screen: Screen, text: str, reason: str, stage: str | None = "vision") -> Screen:
    screen.write("text_area", "What was decided?", text).write("text_area", "Why?", reason)
    if stage:
        screen.write("selectbox", "What is it about?", stage)
    return screen.press("Add decision")


def changes(screen: Screen) -> list[tuple[str, ...]]:
    return table(read(screen.at.table[0]), ["No.", "Who", "What"])


def test_without_an_entry_the_page_says_what_to_note(screen: Screen) -> None:
    assert screen.title == "What was decided on the way, and why?"
    assert screen.shown("markdown")[0] == (
        "Nothing is written down yet. Note each decision with its reason and who was there."
    )


def test_a_decision_is_stored_with_its_reason_and_who_was_there(screen: Screen) -> None:
    screen.write("text_area", "Who was there? One a line", "Dana Levi\nJan Kowalski")
    write_down(screen, "Sales first", "Quotes hurt most")
    entry = LogEntry(
        id="log-1",
        day=dt.datetime.now(dt.UTC).date().isoformat(),
        stage="vision",
        text="Sales first",
        reason="Quotes hurt most",
        present=("Dana Levi", "Jan Kowalski"),
    )
    assert screen.decision.log == (entry,)
    assert screen.shown("markdown")[0] == "1 decision is written down."


def test_a_decision_without_a_reason_is_not_stored_and_says_so(screen: Screen) -> None:
    assert write_down(screen, "Sales first", " ", None).version == 1
    assert screen.shown("error") == ["Write the reason first.", "Say what it is about."]


def test_an_entry_that_names_nobody_is_counted(screen: Screen) -> None:
    write_down(screen, "Sales first", "Quotes hurt most")
    assert screen.shown("markdown")[0] == "1 decision is written down. 1 does not say who was there."


def test_entries_stand_in_the_order_of_the_method(visitor: str) -> None:
    log = tuple(log_entry(stage, stage=stage) for stage in ("technology", "vision", "data"))
    screen = open_decision(visitor, small_decision().model_copy(update={"log": log}), "log")
    assert screen.shown("subheader") == ["Vision", "Data", "Technology", "Every change, newest first"]


def test_a_rule_can_be_set_aside_and_the_entry_says_so(small: Screen) -> None:
    small.write("selectbox", "Does it set a rule aside?", GOAL_FIRST)
    write_down(small, "Score now", "The demos are tomorrow", "process")
    assert small.decision.log[1].overrides == GOAL_FIRST
    (said,) = [text for text in small.shown("markdown") if text.startswith("**Score now**")]
    assert said.split("\n")[-1] == "Sets a rule aside: a goal comes before the first score"


def test_every_change_is_listed_with_who_and_what_the_newest_first(small: Screen) -> None:
    assert changes(small) == [("1", "person 1", "begun")]
    small.press(key="change-log-L1").press_in_dialog("change-log-L1", "Remove").press("Undo last change")
    assert changes(small) == [
        ("3", "person 1", "undone: decision log L1"),
        ("2", "person 1", "withdrawn: decision log L1"),
        ("1", "person 1", "begun"),
    ]


def test_the_formal_procedure_is_left_with_a_reason_that_is_logged(visitor: str) -> None:
    formal = small_decision().model_copy(update={"procedure": "formal"})
    screen = open_decision(visitor, formal, "log")
    opener = next(box for box in screen.at.expander if box.label == "Leave the formal procedure")
    screen.write("text_area", "Why?", "The board meets once", within=opener)
    screen.press("Leave it, and log the reason")
    assert screen.decision.procedure == "open"
    entry = screen.decision.log[-1]
    assert (entry.overrides, entry.reason, entry.stage) == ("formal", "The board meets once", "process")
    assert "Leave the formal procedure" not in [box.label for box in screen.reload("log").at.expander]


def test_without_a_reason_the_formal_procedure_stays(visitor: str) -> None:
    formal = small_decision().model_copy(update={"procedure": "formal"})
    screen = open_decision(visitor, formal, "log").press("Leave it, and log the reason")
    assert (screen.decision.procedure, screen.version) == ("formal", 1)
    assert screen.shown("error") == ["Write the reason first."]


def test_an_open_session_has_nothing_to_leave(small: Screen) -> None:
    assert "Leave the formal procedure" not in [box.label for box in small.at.expander]


@pytest.fixture
def opened(visitor: str) -> Screen:
    """A session that was formal, and was left with a reason."""
    formal = small_decision().model_copy(update={"procedure": "formal", "log": ()})
    screen = open_decision(visitor, formal, "log")
    opener = next(box for box in screen.at.expander if box.label == "Leave the formal procedure")
    screen.write("text_area", "Why?", "The board meets once", within=opener)
    return screen.press("Leave it, and log the reason").reload("log")


def test_rewording_the_decision_to_leave_keeps_that_it_sets_the_rule_aside(opened: Screen) -> None:
    opened.press(key="change-log-log-1")
    opened.write("text_area", "", "It meets on Monday only", key="log-log-1-reason")
    opened.press_in_dialog("change-log-log-1", "Save")
    (entry,) = opened.decision.log
    assert (entry.overrides, entry.reason) == ("formal", "It meets on Monday only")


def test_the_decision_to_leave_is_not_removed_while_it_holds(opened: Screen) -> None:
    opened.press(key="change-log-log-1").press_in_dialog("change-log-log-1", "Remove")
    assert [entry.overrides for entry in opened.decision.log] == ["formal"]
    (told,) = opened.shown("error")
    assert told == (
        "By this decision the formal procedure was left, so it stays in the log while that holds. "
        "Change its words, or return to the formal procedure first."
    )
