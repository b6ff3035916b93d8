"""A seat that another program took away is no seat, however well it is remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.errors import NotFound
from selection.workshop.service import Service, open_service
from tests.decisions import token
from tests.meetings import Meeting, meeting

MOVER = token("mover")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Service]:
    """Another program on the same store."""
    opened = open_service(f"sqlite:///{tmp_path}/sessions.db")
    yield opened
    opened.close()


def test_who_lost_their_seat_when_a_session_was_taken_in_anew_hands_nothing_in(
    tmp_path: Path, elsewhere: Service
) -> None:
    here = open_service(f"sqlite:///{tmp_path}/sessions.db")
    held = meeting(here, "dana")
    held.turn_to("needs")
    held.prepare("r1", subject="tiers", needs=("N1",))
    held.move("r1", "open")
    there = Meeting(elsewhere, held.session, held.facilitator, held.members)
    there.judge("dana", "r1", tiers={"N1": "must"})
    held.declare_nothing()
    written = here.export(held.facilitator, held.session)
    here.delete_session(held.facilitator, held.session)
    here.import_session(MOVER, written)
    before = here.state(MOVER, held.session).version
    with pytest.raises(NotFound, match="session_not_found"):
        there.judge("dana", "r1", tiers={"N1": "nice"})
    assert here.state(MOVER, held.session).version == before
    here.close()
