"""Writers who share a transaction share nothing else: the failure of one is that one's own."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import event

from selection.errors import SessionError, StorageError, StoreBusy
from selection.model.rounds import Ballot
from selection.storage.rows import Seat, Submission
from selection.storage.store import Store
from selection.workshop.audit import Head, Receipt
from selection.workshop.service import Service
from tests.databases import DATABASES, append_next
from tests.faults.writers import in_line, submission_of
from tests.meetings import Meeting, meeting, once

ROOT = Path(__file__).resolve().parents[2]
SESSION = "0123456789abcdef"
WRITERS = 20
LIMITS = range(250_000, 500_000, 12_500)
DEADLINE = 120


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = Store(DATABASES[request.param](tmp_path))
    opened.open_session(SESSION, "a1", submission_of(SESSION, "x0", 1))
    yield opened
    opened.close()


@pytest.fixture
def commits(store: Store) -> list[str]:
    """Every transaction that was ended, by how."""
    ended: list[str] = []
    event.listen(store._database.engine, "commit", lambda _connection: ended.append("commit"))
    event.listen(store._database.engine, "rollback", lambda _connection: ended.append("rollback"))
    return ended


def write(store: Store, name: str, seats: tuple[Seat, ...] = ()) -> int:
    def compose(head: Head, _read: object) -> Submission:
        return replace(submission_of(SESSION, name, head.seq + 1), seats=seats)

    return append_next(store, SESSION, name, compose)[-1].seq


def together(store: Store, bad: int | None = None) -> list[Future[int]]:
    """Let many writers wait at the door, so that they go through it together; one may ask the impossible."""
    twice = (Seat("h2", "a2"), Seat("h2", "a2"))
    with ThreadPoolExecutor(WRITERS) as threads:
        with store._together.alone():
            sent = [
                threads.submit(write, store, f"x{place + 1}", twice if place == bad else ())
                for place in range(WRITERS)
            ]
            in_line(store, WRITERS)
        return sent


def test_writers_who_wait_share_one_transaction(store: Store, commits: list[str]) -> None:
    assert sorted(done.result() for done in together(store)) == list(range(2, WRITERS + 2))
    assert commits == ["commit"]


def test_of_many_the_one_that_cannot_be_stored_fails_alone(store: Store, commits: list[str]) -> None:
    sent = together(store, bad=7)
    failed = sent.pop(7).exception()
    assert isinstance(failed, StorageError)
    assert sorted(done.result() for done in sent) == list(range(2, WRITERS + 1))
    # Once all together, which failed, then each by itself.
    assert (commits.count("rollback"), commits.count("commit")) == (2, WRITERS - 1)
    assert {record.submission for record in store.tail(SESSION).records} == {
        f"x{place}" for place in range(WRITERS + 1) if place != 8
    }


def test_nobody_is_told_that_it_is_stored_because_of_a_try_that_was_taken_back(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/sessions.db")
    store.open_session(SESSION, "a1", submission_of(SESSION, "x0", 1))
    # All together is refused by the disk; then the first by itself by what nobody thought of.
    refusals = iter((sqlite3.OperationalError("disk I/O error"), MemoryError()))

    def refuse(_connection: object) -> None:
        refusal = next(refusals, None)
        if refusal is not None:
            raise refusal

    event.listen(store._database.engine, "commit", refuse)
    sent = together(store)
    told = {f"x{place + 1}" for place, done in enumerate(sent) if done.exception() is None}
    there = {record.submission for record in store.tail(SESSION).records}
    assert {"x0"} | told == there
    store.close()


def test_whoever_was_taken_along_is_not_told_to_come_again_while_it_is_being_written(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/sessions.db", patience=0.2)
    store.open_session(SESSION, "a1", submission_of(SESSION, "x0", 1))
    go_on = Event()

    def slowly(head: Head, _read: object) -> Submission:
        go_on.wait(DEADLINE)
        return submission_of(SESSION, f"x{head.seq}", head.seq + 1)

    with ThreadPoolExecutor(2) as threads:
        with store._together.alone():
            sent = [threads.submit(append_next, store, SESSION, f"x{place}", slowly) for place in (1, 2)]
            in_line(store, 2)
        patient = wait(sent, timeout=1)
        go_on.set()
        assert (len(patient.done), len(patient.not_done)) == (0, 2)
        assert sorted(done.result()[-1].seq for done in sent) == [2, 3]
    store.close()


def test_whoever_was_not_taken_along_in_time_is_told_and_nothing_of_theirs_is_there(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/sessions.db", patience=0.2)
    store.open_session(SESSION, "a1", submission_of(SESSION, "x0", 1))
    with store._together.alone(), pytest.raises(StoreBusy):
        write(store, "x1")
    assert write(store, "x2") == 2
    assert [record.submission for record in store.tail(SESSION).records] == ["x0", "x2"]
    store.close()


def test_of_many_the_one_that_is_refused_is_left_out_and_the_others_stay_together(
    tmp_path: Path,
) -> None:
    service = Service(Store(f"sqlite:///{tmp_path}/sessions.db"))
    names = [f"member {number}" for number in range(WRITERS)]
    held = meeting(service, *names)
    held.turn_to("needs")
    held.prepare("r1", subject="tiers", needs=["N1"])
    held.move("r1", "open")
    before = held.state.version
    receipts, codes = _hand_in_together(held, wrong=3)
    assert codes == ["judgement_not_asked"]
    assert sorted(receipt.seq for receipt in receipts) == list(range(before + 1, before + WRITERS))
    assert service.verify(held.facilitator, held.session, receipts).version == before + WRITERS - 1
    service.close()


def _hand_in_together(held: Meeting, wrong: int) -> tuple[list[Receipt], list[str]]:
    store = held.service._store
    with ThreadPoolExecutor(WRITERS) as threads:
        with store._together.alone():
            sent = []
            for place, token in enumerate(held.members.values()):
                ballot = Ballot.model_validate({"tiers": {"N9" if place == wrong else "N1": "must"}})
                sent.append(threads.submit(held.service.judge, token, held.session, "r1", ballot, once()))
            in_line(store, WRITERS)
        errors = [done.exception() for done in sent]
    codes = [error.code for error in errors if isinstance(error, SessionError)]
    return [done.result() for done, error in zip(sent, errors, strict=True) if error is None], codes


def test_whoever_shares_a_transaction_the_disk_refuses_is_told_and_nothing_of_it_is_there(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-m", "tests.faults.writers", "together", str(tmp_path), *map(str, LIMITS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE, check=True)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [said["limit"] for said in told] == list(LIMITS)
    for said in told:
        assert said["refused"] != []
        assert said["codes"] == ["disk_full"] or said["codes"] == ["store_not_writing"]
        # What was acknowledged is there, what was refused is not, and sent again it is there once.
        assert said["there"] == sorted(said["acknowledged"])
        assert sorted(said["there again"]) == sorted([*said["acknowledged"], *said["refused"]])
