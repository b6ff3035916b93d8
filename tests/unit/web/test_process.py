"""Through the pages no seat sends in faster than a person can, and nothing is half stored."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from selection.errors import NotFound, SessionError
from selection.model.participants import Participant
from selection.model.rounds import Ballot, MinorityNote
from selection.web.limits import MOST_A_MINUTE, Pace
from selection.web.process import Paced, service
from selection.workshop.moderation import agree_tier
from selection.workshop.permissions import token_hash
from tests.decisions import token
from tests.meetings import Meeting, meeting, once
from tests.rooms import NOTHING

FILE = "YQ=="
VENDOR = token("vendor")


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Meeting]:
    """A workshop in which a round is agreed and another is open, by a clock that stands still."""
    monkeypatch.setenv("VENDOR_SELECTION_HOME", str(tmp_path))
    monkeypatch.setattr(Paced, "pace", Pace(lambda: 0.0))
    found = meeting(service(), "ann", "ben")
    guest = Participant(id="vendor", role="respondent", answers_for="northstar-pro")
    found.service.join(VENDOR, personal_link(found, guest))
    found.turn_to("needs")
    found.prepare("r0", subject="tiers", needs=("N2",))
    for state in ("open", "closed", "revealed"):
        found.move("r0", state)  # type: ignore[arg-type]
    found.edit(*agree_tier(found.state, "r0", "N2", "nice", "Talked about", (found.id_of("ann"),)))
    found.prepare("r1", subject="tiers", needs=("N1",))
    found.move("r1", "open")
    yield found
    service().close()


def personal_link(held: Meeting, guest: Participant) -> str:
    return held.service.make_link(
        held.facilitator, held.session, "personal", held.state.version, guest
    ).secret


def note(held: Meeting, who: str) -> object:
    said = MinorityNote(text="I differ")
    return held.service.dissent(held.members[who], held.session, "tiers", "N2", said, once())


ACTS: dict[str, Callable[[Meeting, str], object]] = {
    "judge": lambda held, who: held.judge(who, "r1", tiers={"N1": "must"}),
    "draft": lambda held, who: held.service.save_draft(held.members[who], held.session, once(), 1, b"{}"),
    "declare": lambda held, who: held.service.declare(
        held.members[who], held.session, {"aleph": NOTHING}, once()
    ),
    "introduce": lambda held, who: held.service.introduce(
        held.members[who], held.session, who.title(), None, once()
    ),
    "dissent": note,
}


def respond(held: Meeting) -> object:
    return held.service.respond(VENDOR, held.session, "northstar-pro", "a.csv", FILE, once())


def test_everything_somebody_who_does_not_lead_sends_in_is_paced() -> None:
    assert set(ACTS) | {"respond"} == set(MOST_A_MINUTE)


@pytest.mark.parametrize("what", ACTS)
def test_what_one_seat_sends_in_too_fast_is_refused_and_another_seat_is_not(held: Meeting, what: str) -> None:
    act = ACTS[what]
    for _time in range(MOST_A_MINUTE[what]):
        act(held, "ann")
    before = held.state.version
    with pytest.raises(SessionError, match="too_fast"):
        act(held, "ann")
    assert held.state.version == before
    act(held, "ben")
    for other, also in ACTS.items():
        if other != what:
            also(held, "ann")


def test_a_respondent_is_paced_too(held: Meeting) -> None:
    for phase in ("weights", "lock"):
        held.turn_to(phase)
    held.service.lock(held.facilitator, held.session, held.state.version)
    held.turn_to("answers")
    for _time in range(MOST_A_MINUTE["respond"]):
        respond(held)
    with pytest.raises(SessionError, match="too_fast"):
        respond(held)


def test_two_devices_of_one_person_are_one_seat(held: Meeting) -> None:
    guest = Participant(id="g1", role="observer")
    phones = [token("phone"), token("laptop")]
    for phone in phones:
        held.service.join(phone, personal_link(held, guest))
    for number in range(MOST_A_MINUTE["introduce"]):
        held.service.introduce(phones[number % 2], held.session, "Noa", None, once())
    for phone in phones:
        with pytest.raises(SessionError, match="too_fast"):
            held.service.introduce(phone, held.session, "Noa", None, once())


def test_the_facilitator_who_types_in_a_heap_of_slips_is_never_told_to_wait(held: Meeting) -> None:
    slips, said, me = MOST_A_MINUTE["judge"] + 1, Ballot(tiers={"N1": "must"}), held.id_of("ann")
    before = held.state.version
    for _slip in range(slips):
        held.service.enter_slip(held.facilitator, held.session, "r1", me, said, once())
    assert held.state.version == before + slips


def test_who_was_too_fast_is_logged_by_their_seat_and_by_nothing_that_tells_who_they_are(
    held: Meeting, caplog: pytest.LogCaptureFixture
) -> None:
    for _time in range(MOST_A_MINUTE["introduce"]):
        ACTS["introduce"](held, "ann")
    with caplog.at_level(logging.INFO), pytest.raises(SessionError):
        ACTS["introduce"](held, "ann")
    me = held.id_of("ann")
    assert [record.getMessage() for record in caplog.records] == [
        f"refused introduce to {me} in session {held.session}: too fast"
    ]
    secrets = ("Ann", held.members["ann"], token_hash(held.members["ann"]))
    assert [secret for secret in secrets if secret in caplog.text] == []


def test_a_stranger_is_told_that_nothing_is_there_however_fast_and_counts_nowhere(held: Meeting) -> None:
    for _time in range(MOST_A_MINUTE["introduce"] + 1):
        with pytest.raises(NotFound, match="session_not_found"):
            held.service.introduce(token("nobody"), held.session, "X", None, once())
    ACTS["introduce"](held, "ann")
