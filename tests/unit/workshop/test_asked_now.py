"""From when on somebody is led to declare, wherever they are asked."""

import pytest

from selection.model.proceedings import WORKSHOP_PHASES
from selection.workshop.declaring import asked_now
from selection.workshop.service import Service
from tests.decisions import token
from tests.meetings import guest
from tests.rooms import PEOPLE, furnished, in_phases

ALL = ("northstar-pro", "harbour-basic", "aleph")
LATE = token("who came late")


@pytest.mark.parametrize("role", ["facilitator", "observer"])
def test_somebody_is_led_to_declare_from_the_lock_on(service: Service, role: str) -> None:
    room = furnished(service)
    said = guest("late", role)
    way = service.make_link(PEOPLE["facilitator"], room.session, "personal", room.version, said)
    service.join(LATE, way.secret)
    asked = {phase: asked_now(service.state(LATE, room.session)) for phase in in_phases(service, room)}
    expected = dict.fromkeys(WORKSHOP_PHASES, ALL) | dict.fromkeys(("scope", "needs", "weights"), ())
    assert asked == {None: (), **expected}
    assert asked_now(service.state(PEOPLE["facilitator"], room.session)) == ()
