"""Where a wall or a page shows nothing of bidders because somebody has not declared, it says why."""

import pytest

from selection.web.process import service
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from tests.app.members import with_scores
from tests.app.screens import Screen
from tests.app.test_kept_back import REFUSED, everything
from tests.decisions import token
from tests.meetings import SINCE, Meeting, guest, once
from tests.rooms import NOTHING

SECOND = token("second who leads")
NEUTRAL = "What is known of the bidders stands here once interests are declared."


@pytest.fixture
def found() -> Meeting:
    """A workshop with scores judged, to which a second facilitator has come who has not declared."""
    held = with_scores("ann", declared=("ann",))
    for step in ("closed", "revealed"):
        service().move_round(held.facilitator, held.session, "s1", step, once())
    said = guest("second", "facilitator")
    way = service().make_link(held.facilitator, held.session, "personal", held.state.version, said)
    service().join(SECOND, way.secret)
    return held


def at_step(found: Meeting, phase: str, step: int) -> None:
    rules = found.state.proceedings.rules.model_copy(update={"agenda": "second"})
    stand = {"phase": phase, "since": SINCE, "step": step, "step_since": SINCE}
    found.edit(Edit("rules", (), rules), Edit("stand", (), stand))


def wall(found: Meeting, who: str) -> list[str]:
    return Screen(who, found.session, "wall").shown("markdown")


@pytest.mark.parametrize(("phase", "step"), [("scores", 0), ("scores", 1), ("scores", 2), ("decision", 3)])
def test_a_wall_that_shows_nothing_of_bidders_says_why_and_names_nobody(
    found: Meeting, phase: str, step: int
) -> None:
    if phase != "scores":
        found.turn_to(phase)
    at_step(found, phase, step)
    assert wall(found, SECOND).count(NEUTRAL) == 1
    assert NEUTRAL not in wall(found, found.facilitator)
    none = dict.fromkeys(must_declare_on(found.state.decision), NOTHING)
    service().declare(SECOND, found.session, none, once())
    assert wall(found, SECOND) == wall(found, found.facilitator)


def test_where_the_award_is_written_it_is_said_why_there_is_no_form_and_where_to_declare(
    found: Meeting,
) -> None:
    found.turn_to("decision")
    screen = Screen(SECOND, found.session, "workshop")
    assert REFUSED in everything(screen)
    assert [one.label for one in screen.at.button if one.proto.type == "primary"] == [
        "Declare your own interests"
    ]
    assert "To criteria and weights" not in [one.label for one in screen.at.button]
    assert REFUSED not in everything(Screen(found.facilitator, found.session, "workshop"))
