"""Whose session it is: nobody else's, whatever the address says; and the last change can be taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from selection.web.process import service
from selection.workshop.permissions import new_token
from tests.app.screens import MAIN, PATIENCE, Screen, open_decision
from tests.decisions import small_decision, token

START = "Choose a CRM and the firm to implement it"
NOT_FOUND = (
    "There is no such decision here, or it was made in another browser. "
    "Ask for the decision file and open it below."
)
PAGES = ("scope", "needs", "criteria", "vendors", "answers", "results")


def everything(at: AppTest) -> str:
    """Give all that was sent to the browser, as one text."""
    nodes = [node for block in (at.main, at.sidebar) for node in block]
    return "\n".join(str(node.proto) for node in nodes)


@pytest.mark.parametrize("name", PAGES)
def test_the_address_of_somebody_elses_session_shows_the_start_and_none_of_it(
    visitor: str, name: str
) -> None:
    theirs = open_decision(token(f"owner of {name}"), small_decision("Their secret choice"), name)
    assert "Their secret choice" in everything(theirs.at)
    mine = Screen(visitor, theirs.session, name)
    assert mine.title == START
    assert mine.shown("error") == [NOT_FOUND]
    assert "s" not in mine.at.query_params
    assert len(mine.at.sidebar) == 0
    shown = everything(mine.at)
    leaked = ("Their secret choice", "Answer within a day", "It can do N1", "Northstar", "Dana Levi")
    assert [text for text in leaked if text in shown] == []


@pytest.mark.parametrize("address", ["0" * 32, "", "../../etc/passwd", "x" * 5000, "' OR 1=1 --"])
def test_an_address_of_no_session_looks_the_same_as_one_of_somebody_else(visitor: str, address: str) -> None:
    screen = Screen(visitor, address or " ")
    assert screen.title == START
    assert screen.shown("error") == [NOT_FOUND]


def test_the_notice_is_gone_with_the_next_action(visitor: str) -> None:
    screen = Screen(visitor, "0" * 32)
    assert screen.run().shown("error") == []


def test_one_visitor_does_not_see_what_the_other_enters(visitor: str) -> None:
    first, second = new_token(), visitor
    mine = open_decision(first, small_decision("Mine"), "scope")
    theirs = open_decision(second, small_decision("Theirs"), "scope")
    mine.fill("text_area", "In a year we will say it worked, because …", "Only mine")
    assert "Only mine" not in everything(theirs.reload("scope").at)
    assert [s.title for s in service().my_sessions(second)] == ["Theirs"]


def test_without_a_cookie_the_page_says_so_and_nothing_else() -> None:
    at = AppTest.from_file(MAIN, default_timeout=PATIENCE).run()
    assert [e.value for e in at.error] == [
        "Your browser does not keep cookies for this site. Allow them and load the page again."
    ]
    assert (len(at.title), len(at.button)) == (0, 0)


def test_a_session_deleted_elsewhere_leads_back_to_the_start(visitor: str) -> None:
    screen = open_decision(visitor, small_decision(), "scope")
    service().delete_session(visitor, screen.session)
    screen.run()
    assert screen.title == START
    assert screen.shown("error") == [NOT_FOUND]


def test_there_is_nothing_to_undo_in_a_fresh_session(visitor: str) -> None:
    screen = open_decision(visitor, small_decision(), "needs")
    assert [button.label for button in screen.at.sidebar.button] == []


def test_undo_goes_back_one_change_at_a_time_and_stays_undone(visitor: str) -> None:
    screen = open_decision(visitor, small_decision(), "needs")
    screen.press(key="move-N1-long_term").press(key="move-N3-long_term")
    screen.press("Undo last change")
    assert [need.tier for need in screen.decision.needs] == ["long_term", "long_term", "nice"]
    screen.press("Undo last change")
    assert screen.decision == small_decision()
    assert screen.reload("needs").decision == small_decision()


def test_when_everything_is_undone_undoing_again_says_so(visitor: str) -> None:
    screen = open_decision(visitor, small_decision(), "needs").press(key="move-N1-long_term")
    screen.press("Undo last change").press("Undo last change")
    assert screen.shown("error") == ["There is nothing left to undo. Make the change by hand."]
    assert screen.decision == small_decision()


def test_a_second_tab_that_is_behind_overwrites_nothing_and_says_so(visitor: str) -> None:
    ahead = open_decision(visitor, small_decision(), "needs")
    behind = ahead.reload("needs")
    ahead.press(key="move-N1-long_term")
    behind.press(key="move-N1-long_term")
    assert behind.shown("error") == [
        (
            "Somebody else changed this meanwhile: it is at version 2, you saw version 1. "
            "Look at the new state, then make your change again."
        )
    ]
    assert [need.tier for need in ahead.decision.needs] == ["long_term", "long_term", "nice"]
    assert ahead.version == 2
    behind.press(key="move-N1-must")
    assert ahead.decision == small_decision()


def test_the_sidebar_names_the_decision_as_it_was_written(visitor: str) -> None:
    screen = open_decision(visitor, small_decision("**Bold** choice & [link](https://example.org)"), "needs")
    assert screen.shown("markdown", screen.at.sidebar) == [
        "****Bold** choice & [link](https://example.org)**"
    ]
    assert screen.at.sidebar.markdown[0].value == (
        "**\\*\\*Bold\\*\\* choice \\& \\[link\\]\\(https\N{WORD JOINER}\\://example\\.org\\)**"
    )
