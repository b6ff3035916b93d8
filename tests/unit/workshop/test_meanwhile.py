"""What was changed meanwhile keeps a change from being written only where it bears on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.errors import StaleVersion
from selection.model.participants import Declaration
from selection.workshop.events import Edit
from selection.workshop.meanwhile import Seen, refuse_stale
from selection.workshop.service import Service, open_service
from selection.workshop.state import KEPT_TRACES
from tests.decisions import answer, need
from tests.meetings import Meeting, meeting, once

NEEDS = ("N1", "N2", "N3")
LATER_TITLE, LATER_ANSWER = Edit("title", (), "Later"), Edit("answer", ("northstar-pro", "N1"), answer())


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Meeting]:
    service: Service = open_service(f"sqlite:///{tmp_path}/sessions.db")
    yield meeting(service, "ann", "ben")
    service.close()


def is_refused(room: Meeting, seen: int, *edits: Edit, me: str | None = None) -> bool:
    state = room.state
    try:
        refuse_stale(state, Seen(seen, edits or None), state.owner if me is None else me)
    except StaleVersion as stale:
        return stale.figures == {"expected": seen, "found": state.version}
    return False


def test_whoever_presses_faster_than_their_page_is_drawn_is_not_overtaken_by_themselves(
    room: Meeting,
) -> None:
    drawn = room.state.version
    for name in ("N8", "N9"):
        edit = Edit("need", (name,), need(name))
        room.service.submit(room.facilitator, room.session, edit, drawn, once())
    assert [found.id for found in room.state.decision.needs][-2:] == ["N8", "N9"]


def test_what_somebody_changed_twice_in_one_place_is_theirs_to_look_at_first(room: Meeting) -> None:
    drawn = room.state.version
    room.edit(LATER_TITLE)
    assert (is_refused(room, drawn, LATER_TITLE), is_refused(room, drawn, LATER_ANSWER)) == (True, False)


def test_what_somebody_else_changed_anywhere_bears_on_a_change_of_the_decision(room: Meeting) -> None:
    drawn = room.state.version
    room.edit(LATER_TITLE)
    assert is_refused(room, drawn, LATER_ANSWER, me="somebody else")
    assert not is_refused(room, room.state.version, LATER_ANSWER, me="somebody else")


def test_judgements_handed_in_meanwhile_bear_on_nothing(room: Meeting) -> None:
    room.turn_to("needs")
    room.prepare("r1", subject="tiers", needs=NEEDS)
    room.move("r1", "open")
    drawn = room.state.version
    room.judge("ann", "r1", tiers={"N1": "must"})
    assert not is_refused(room, drawn)


def test_what_a_member_declares_meanwhile_bears_on_what_is_agreed_and_on_no_other_work(room: Meeting) -> None:
    drawn = room.state.version
    declared = {"northstar-pro": Declaration(interest="none")}
    room.service.declare(room.members["ann"], room.session, declared, once())
    assert not is_refused(room, drawn, LATER_TITLE)
    assert is_refused(room, drawn, Edit("agreement", ("tiers", "N1"), None))
    assert is_refused(room, drawn)


def test_letting_people_in_waits_for_nothing_but_the_same_person(room: Meeting) -> None:
    drawn = room.state.version
    for name in ("ann", "ben"):
        room.service.admit(room.facilitator, room.session, room.id_of(name), "removed", drawn)
    with pytest.raises(StaleVersion):
        room.service.admit(
            room.facilitator, room.session, room.state.proceedings.participants[0].id, "in", drawn
        )


def test_a_version_that_is_not_there_yet_was_never_seen(room: Meeting) -> None:
    assert is_refused(room, room.state.version + 1, LATER_TITLE)


def test_who_looked_longer_ago_than_is_remembered_looks_again(room: Meeting) -> None:
    drawn = room.state.version
    for number in range(KEPT_TRACES - 1):
        room.edit(Edit("title", (), f"Title {number}"))
    assert not is_refused(room, drawn, LATER_ANSWER)
    room.edit(Edit("title", (), "One more"))
    assert is_refused(room, drawn, LATER_ANSWER)
