"""What whoever leads is told of deadlines: that one is due, or that it was."""

import pytest

from tests.app.members import NEEDS, until, workshop
from tests.app.screens import Screen

PAST, COMING = "2026-01-31T17:00:00Z", "2099-01-31T17:00:00Z"


@pytest.mark.parametrize(
    ("deadline", "phase", "due"),
    [
        (
            PAST,
            "The deadline was Jan 31, 2026, 5:00\u202fPM.",
            "3 needs · was due Jan 31, 2026, 5:00\u202fPM",
        ),
        (COMING, "Until Jan 31, 2099, 5:00\u202fPM.", "3 needs · due Jan 31, 2099, 5:00\u202fPM"),
    ],
)
def test_deadlines_of_a_phase_and_of_a_round_are_said_as_coming_or_as_gone_by(
    deadline: str, phase: str, due: str
) -> None:
    found = workshop("ann")
    found.turn_to("needs")
    until(found, "needs", deadline)
    found.prepare("r1", subject="tiers", needs=NEEDS, deadline=deadline)
    screen = Screen(found.facilitator, found.session, "workshop")
    assert [text for text in screen.shown("markdown") if "eadline" in text or "Until" in text] == [
        f":material/event: {phase}",
        "**Deadline**",
    ]
    assert [text for text in screen.shown("caption") if "due" in text] == [due]
