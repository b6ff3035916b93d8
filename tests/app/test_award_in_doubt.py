"""An award made before a late recusal, as the screens show it, and the way out of it."""

import pytest

from selection.web.process import service
from selection.words import Words
from selection.words.meeting import doubt_sentence
from tests.app.screens import Screen
from tests.app.test_wall import wall
from tests.decisions import token
from tests.faults.test_award_in_doubt import FROM, awarded
from tests.meetings import Meeting, guest
from tests.unit.workshop.committee import LEADER, recuse

SAID = doubt_sentence(Words("en"))


@pytest.fixture
def found() -> Meeting:
    return awarded(service())


def watching(found: Meeting) -> Screen:
    said = guest("eye", "observer")
    way = service().make_link(LEADER, found.session, "personal", found.state.version, said)
    service().join(token("eye"), way.secret)
    return Screen(token("eye"), found.session)


def test_members_and_observers_read_it_beside_the_award(found: Meeting) -> None:
    screens = [Screen(found.members["mia"], found.session), watching(found)]
    assert [screen.shown("warning") for screen in screens] == [[], []]
    recuse(found, "noa", FROM)
    assert [screen.run().shown("warning") for screen in screens] == [[SAID], [SAID]]


def test_the_wall_says_so_under_the_award(found: Meeting) -> None:
    assert wall(found).shown("warning") == []
    recuse(found, "noa", FROM)
    assert wall(found).shown("warning") == [SAID]


@pytest.mark.parametrize("where", ["results", "documents"])
def test_what_shows_the_result_bears_it(found: Meeting, where: str) -> None:
    assert SAID not in Screen(LEADER, found.session, where).shown("warning")
    recuse(found, "noa", FROM)
    assert SAID in Screen(LEADER, found.session, where).shown("warning")


def test_who_leads_is_told_what_to_do_and_led_through_it(found: Meeting) -> None:
    recuse(found, "noa", FROM)
    screen = Screen(LEADER, found.session, "workshop")
    shown = screen.shown("markdown")
    assert (
        "Go through what a late recusal opened again; then confirm the award with a reason, or make it again."
        in screen.shown("subheader")
    )
    assert "! The award was made before 1 person stepped back who had a hand in it." in shown
    assert "1 item is no longer agreed: go back to the scores to agree on it first." in shown
    assert screen.shown("warning") == [f"{SAID} Who stepped back since: Noa."]
    found.turn_to("scores", reason="A late recusal")
    screen = Screen(LEADER, found.session, "workshop")
    assert screen.widget("button", key="main-action").label == "Agree on 1 item"


def test_confirming_it_with_a_reason_takes_the_warning_away(found: Meeting) -> None:
    recuse(found, "noa", FROM)
    screen = Screen(LEADER, found.session, "workshop")
    assert "Confirm it with a reason, or make it again" in screen.shown("subheader")
    assert screen.widget("text_area", "Subject to what?").value == "the export is built"
    screen.write("text_area", "Why does it hold all the same?", "Nothing turned on it")
    screen.write("number_input", "Votes for", 2).press(key="decide")
    award = found.state.proceedings.award
    assert award is not None
    assert (award.winner, award.reason) == ("harbour-basic+aleph", "Nothing turned on it")
    assert (found.state.doubted_by, screen.shown("warning")) == ((), [])


def test_an_award_that_nobody_cast_doubt_on_is_shown_as_ever(found: Meeting) -> None:
    screen = Screen(LEADER, found.session, "workshop")
    assert screen.shown("warning") == []
    assert "Confirm it with a reason, or make it again" not in screen.shown("subheader")
    assert "The award is written down. Say who does what next." in screen.shown("subheader")
