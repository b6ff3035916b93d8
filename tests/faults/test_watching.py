"""Nobody looks from an observer's seat at what they would have to declare on in their own."""

from collections.abc import Callable

import pytest

from selection.model.participants import Declaration
from selection.workshop.events import Edit
from selection.workshop.service import Service
from tests.decisions import token
from tests.faults.test_declaring import (
    BIDDER,
    EYE,
    MARKS,
    SECOND,
    SENT,
    everything,
    judged,
    leaks,
    refusal,
)
from tests.meetings import Meeting, guest, once
from tests.rooms import NOTHING

ALL = ("northstar-pro", "harbour-basic", "aleph")
OTHER_BROWSER = token("the other browser of who leads")


@pytest.fixture
def found(service: Service) -> Meeting:
    return judged(service)


def second_seat(found: Meeting) -> str:
    """Who leads invites a second seat for themselves, to look from."""
    said = guest("own-eye", "observer")
    way = found.service.make_link(SECOND, found.session, "personal", found.state.version, said)
    found.service.join(OTHER_BROWSER, way.secret)
    return OTHER_BROWSER


def turned(found: Meeting) -> str:
    """Who leads makes an observer of themselves."""
    known = found.state.proceedings.participant("second")
    assert known is not None
    edit = Edit("participant", ("second",), known.model_copy(update={"role": "observer"}))
    found.service.submit(SECOND, found.session, edit, found.state.version, once())
    return SECOND


def let_in(_found: Meeting) -> str:
    return EYE


SEATS: dict[str, Callable[[Meeting], str]] = {
    "an observer": let_in,
    "who led and turned into one": turned,
    "who leads, in another browser": second_seat,
}


@pytest.mark.parametrize("seat", SEATS)
def test_whoever_watches_finds_nothing_of_a_bidder_before_declaring_though_answers_are_opened(
    found: Meeting, seat: str
) -> None:
    who = SEATS[seat](found)
    me = found.service.who_am_i(who, found.session)
    assert (me.standing, me.state.phase, me.state.to_declare) == ("observer", "scores", ALL)
    assert leaks(everything(found, who)) == set()


@pytest.mark.parametrize("seat", SEATS)
def test_once_they_have_declared_they_see_it(found: Meeting, seat: str) -> None:
    who = SEATS[seat](found)
    found.service.declare(who, found.session, dict.fromkeys(ALL, NOTHING), once())
    seen = found.service.state(who, found.session)
    assert seen.to_declare == ()
    assert leaks(iter([repr(seen)])) == {*MARKS, SENT, "Dana Mark", "47110815"}


def test_each_bidder_is_shown_to_them_once_it_is_declared_on(found: Meeting) -> None:
    found.service.declare(EYE, found.session, {"aleph": NOTHING}, once())
    seen = found.service.state(EYE, found.session)
    assert (set(seen.decision.answers), set(seen.decision.scores)) == (set(), {"aleph"})
    assert seen.to_declare == ("northstar-pro", "harbour-basic")


def test_what_was_declared_in_a_role_holds_in_the_next(found: Meeting) -> None:
    found.declare_nothing(SECOND)
    assert found.service.state(turned(found), found.session).decision.answers == found.state.decision.answers


def test_an_observer_who_declared_decides_and_judges_nothing_all_the_same(found: Meeting) -> None:
    found.declare_nothing(EYE)
    for attempt in (
        lambda: found.service.submit(
            EYE, found.session, Edit("answer", (BIDDER, "N1")), found.state.version, once()
        ),
        lambda: found.service.export(EYE, found.session),
    ):
        assert refusal(attempt).code == "not_allowed"


def test_what_an_observer_declares_is_told_as_that_of_the_others(found: Meeting) -> None:
    paid = Declaration(interest="actual", about="Paid by them", commission=True)
    found.service.declare(EYE, found.session, {BIDDER: paid}, once())
    assert found.state.proceedings.declarations["eye"] == {BIDDER: paid}


def test_nobody_waits_for_an_observer_to_declare(found: Meeting) -> None:
    found.turn_to("answers", reason="More time")
    found.turn_to("scores")
    assert found.state.phase == "scores"
    assert found.service.state(EYE, found.session).to_declare == ALL
