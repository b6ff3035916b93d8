"""A round closes between two judgements: what was confirmed is in it, and nothing comes after it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import pytest

from selection.errors import SessionError
from selection.model.rounds import Ballot
from selection.storage.store import Store
from selection.workshop.audit import Receipt
from selection.workshop.events import Edit
from selection.workshop.guards import refuse_ballot
from selection.workshop.permissions import Action
from selection.workshop.service import Service
from selection.workshop.service.access import Caller
from selection.workshop.state import read_value
from tests.databases import DATABASES
from tests.meetings import Meeting, meeting, once

MEMBERS = 40
SUBMITS = 200
CLOSES = 20
SESSIONS, ROUNDS = 10, 5
RACES = 100
REPEATS = 500
THREADS = 10
TIERS = ("must", "long_term", "nice")


class Careless(Service):
    """Looks whether a round is open, and then writes: without looking again where it is written."""

    def _store_ballot(
        self, caller: Caller, action: Action, key: tuple[str, str], ballot: Ballot, submission_id: str
    ) -> Receipt:
        wanted = [Edit("judgement", key, read_value("judgement", key, ballot))]
        state = self._caller(self.tokens[key[1]], caller.state.session).state
        refuse_ballot(state, key[1], key[0], ballot, self._time())
        written = self._append_next(caller, None, submission_id, lambda _state: wanted)
        return self._receipt(caller.state.session, written, wanted)

    tokens: dict[str, str]


@dataclass(frozen=True)
class Race:
    """How one round of judging and closing at once came out."""

    accepted: dict[str, Receipt]
    """Submission → receipt."""
    refused: list[str]
    closed: set[Receipt]
    said: dict[str, tuple[str, str]]
    """Submission → member and tier."""


@pytest.fixture(params=DATABASES)
def held(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[type[Service]], Meeting]]:
    """A workshop with many members, on a service of some kind."""
    opened: list[Service] = []

    def begin(kind: type[Service]) -> Meeting:
        service = kind(Store(DATABASES[request.param](tmp_path)))
        opened.append(service)
        found = meeting(service, *(f"m{at}" for at in range(MEMBERS)))
        if isinstance(service, Careless):
            service.tokens = {found.id_of(name): who for name, who in found.members.items()}
        found.turn_to("needs")
        return found

    yield begin
    for service in opened:
        service.close()


def race(found: Meeting, number: int) -> Race:
    """Let members judge while the round is closed, all at the same moment."""
    name = f"r{number}"
    found.prepare(name, subject="tiers", needs=["N1"])
    found.service.move_round(found.facilitator, found.session, name, "open", once())
    names = list(found.members)
    said = {f"{name}-{at}": (names[at % MEMBERS], TIERS[at % 3]) for at in range(SUBMITS)}
    jobs: list[tuple[str, str]] = [("judge", submission) for submission in said]
    for at in range(CLOSES):
        jobs.insert(at * (SUBMITS // CLOSES) + SUBMITS // 4, ("close", f"{name}-close"))
    start = Barrier(THREADS)
    refused: list[str] = []
    accepted: dict[str, Receipt] = {}
    closed: set[Receipt] = set()

    def work(place: int) -> None:
        start.wait()
        for what, submission in jobs[place::THREADS]:
            try:
                if what == "close":
                    token, session = found.facilitator, found.session
                    closed.add(found.service.move_round(token, session, name, "closed", submission))
                else:
                    member, tier = said[submission]
                    ballot = Ballot.model_validate({"tiers": {"N1": tier}})
                    token, session = found.members[member], found.session
                    accepted[submission] = found.service.judge(token, session, name, ballot, submission)
            except SessionError as error:
                refused.append(error.code)

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(work, range(THREADS)))
    return Race(accepted, refused, closed, said)


def late(found: Race) -> int:
    """Count confirmed judgements that were written after the close."""
    (closing,) = found.closed
    return sum(receipt.seq > closing.seq for receipt in found.accepted.values())


def test_a_close_takes_effect_between_two_judgements(held: Callable[[type[Service]], Meeting]) -> None:
    both = 0
    for _session in range(SESSIONS):
        found = held(Service)
        both += sum(came_out_between(found, number) for number in range(ROUNDS))
        found.service.verify(found.facilitator, found.session)
    assert both > 0


def came_out_between(found: Meeting, number: int) -> bool:
    """Race once and hold it against the rule; tell whether some were in time and some too late."""
    ended = race(found, number)
    assert len(ended.accepted) + len(ended.refused) == SUBMITS
    assert set(ended.refused) <= {"round_not_open"}
    assert len(ended.closed) == 1
    assert late(ended) == 0
    found.service.move_round(found.facilitator, found.session, f"r{number}", "revealed", once())
    newest: dict[str, tuple[int, str]] = {}
    for submission, receipt in ended.accepted.items():
        member, tier = ended.said[submission]
        newest[member] = max(newest.get(member, (0, "")), (receipt.seq, tier))
    ballots = found.state.proceedings.ballots.get(f"r{number}", {})
    assert {name: ballot.tiers["N1"] for name, ballot in ballots.items()} == {
        found.id_of(member): tier for member, (_seq, tier) in newest.items()
    }
    return bool(ended.accepted) and bool(ended.refused)


def test_who_looks_first_and_writes_then_loses_the_race(held: Callable[[type[Service]], Meeting]) -> None:
    found = held(Careless)
    assert sum(late(race(found, number)) for number in range(ROUNDS)) > 0


def test_of_two_who_take_a_round_on_at_once_one_does_and_the_other_is_told(
    held: Callable[[type[Service]], Meeting],
) -> None:
    found = held(Service)
    for number in range(RACES):
        name = f"r{number}"
        found.prepare(name, subject="tiers", needs=["N1"])
        start = Barrier(2)

        def open_it(_place: int, name: str = name, start: Barrier = start) -> object:
            start.wait()
            try:
                return found.service.move_round(found.facilitator, found.session, name, "open", once())
            except SessionError as error:
                return error.code

        with ThreadPoolExecutor(2) as threads:
            ended = list(threads.map(open_it, range(2)))
        assert [end for end in ended if not isinstance(end, Receipt)] == ["round_out_of_order"]


def test_two_devices_of_one_member_lose_nothing(held: Callable[[type[Service]], Meeting]) -> None:
    found = held(Service)
    found.prepare("r1", subject="tiers", needs=["N1"])
    found.service.move_round(found.facilitator, found.session, "r1", "open", once())

    def send(number: int) -> Receipt:
        return found.judge("m0", "r1", tiers={"N1": TIERS[number % 3]})

    with ThreadPoolExecutor(2) as threads:
        receipts = list(threads.map(send, range(RACES)))
    assert len({receipt.seq for receipt in receipts}) == RACES
    last = max(range(RACES), key=lambda number: receipts[number].seq)
    seen = found.service.state(found.members["m0"], found.session).proceedings.ballots["r1"]
    assert [ballot.tiers["N1"] for ballot in seen.values()] == [TIERS[last % 3]]
    assert found.service.verify(found.facilitator, found.session, receipts).seq >= RACES


def test_a_judgement_sent_again_and_again_is_stored_once(held: Callable[[type[Service]], Meeting]) -> None:
    found = held(Service)
    found.prepare("r1", subject="tiers", needs=["N1"])
    found.service.move_round(found.facilitator, found.session, "r1", "open", once())
    before = found.state.version

    def send(number: int) -> Receipt:
        ballot = Ballot(tiers={"N1": "must"})
        return found.service.judge(found.members["m0"], found.session, "r1", ballot, f"x{number}")

    with ThreadPoolExecutor(THREADS) as threads:
        for number in range(REPEATS):
            assert len(set(threads.map(send, [number] * THREADS))) == 1
    assert found.state.version == before + REPEATS
    other = Ballot(tiers={"N1": "nice"})
    with pytest.raises(SessionError) as caught:
        found.service.judge(found.members["m0"], found.session, "r1", other, "x0")
    assert caught.value.code == "submission_reused"


def test_a_judgement_sent_again_after_the_close_is_confirmed_again(
    held: Callable[[type[Service]], Meeting],
) -> None:
    found = held(Service)
    found.prepare("r1", subject="tiers", needs=["N1"])
    found.service.move_round(found.facilitator, found.session, "r1", "open", once())
    ballot = Ballot(tiers={"N1": "must"})
    receipt = found.service.judge(found.members["m0"], found.session, "r1", ballot, "x1")
    found.service.move_round(found.facilitator, found.session, "r1", "closed", once())
    assert found.service.judge(found.members["m0"], found.session, "r1", ballot, "x1") == receipt
    with pytest.raises(SessionError, match="round_not_open"):
        found.service.judge(found.members["m0"], found.session, "r1", ballot, "x2")
