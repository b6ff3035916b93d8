"""A paper slip and a member's own words: whichever came last stands."""

from selection.model.rounds import Ballot
from selection.web.process import service
from tests.app.members import (
    MUST,
    NICE,
    UNABLE,
    Phone,
    count_of,
    hand_in,
    labels,
    stored,
    touch,
    window,
    with_tiers,
)
from tests.meetings import Meeting, once

OWN = Ballot(tiers={"N1": "must", "N2": "cannot_judge", "N3": "nice"})
SLIP = Ballot(tiers={"N1": "nice", "N2": "nice", "N3": "nice"})
AGAIN = "Hand in again"


def handed_in() -> tuple[Meeting, Phone]:
    """Let a member hand in what they think; their page stays open."""
    found = with_tiers("ann")
    screen = touch(window(found, "ann"), "Begin")
    for choice in (MUST, UNABLE, NICE):
        touch(screen, choice)
    return found, touch(screen, "Hand in")


def enter_slip(found: Meeting) -> None:
    service().enter_slip(found.facilitator, found.session, "r1", found.id_of("ann"), SLIP, once())
    said = stored(found, "ann")
    assert said is not None
    assert (said.tiers, said.entered_by is None) == (SLIP.tiers, False)


def at_the_review(screen: Phone) -> Phone:
    while AGAIN not in labels(screen):
        touch(screen, "Next")
    return screen


def test_a_slip_gives_way_to_the_member_who_hands_in_once_more_what_they_had_before() -> None:
    found, screen = handed_in()
    enter_slip(found)
    touch(at_the_review(screen.run()), AGAIN)
    assert (stored(found, "ann"), count_of(found, "judgement_set")) == (OWN, 3)


def test_on_another_phone_too_a_slip_gives_way_to_what_the_member_had_before() -> None:
    found, _screen = handed_in()
    enter_slip(found)
    screen = touch(window(found, "ann"), "Look at it or change it")
    touch(at_the_review(screen), AGAIN)
    assert (stored(found, "ann"), count_of(found, "judgement_set")) == (OWN, 3)


def test_every_slip_gives_way_to_the_member_and_what_is_handed_in_twice_is_stored_once() -> None:
    found, screen = handed_in()
    for slips in (1, 2):
        enter_slip(found)
        at_the_review(screen.run())
        for _press in range(2):
            hand_in(screen)
        assert (stored(found, "ann"), count_of(found, "judgement_set")) == (OWN, 1 + 2 * slips)
