"""The database's server is killed while members judge; what was acknowledged is stored, and all goes on.

The program that writes is not started again: it finds the server once that is back.
"""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Condition, Event
from typing import Any

import psutil
import pytest

from selection.errors import StorageError
from selection.model.rounds import Ballot
from selection.workshop.audit import Receipt
from selection.workshop.service import Service, open_service
from tests.databases import own_server
from tests.meetings import Meeting, meeting

KILLS = 5
WRITERS = 8
RECEIPTS_BETWEEN = 200
SECONDS = 60
TIERS = ("must", "long_term", "nice")


@dataclass
class Database:
    """A server of its own, which can be killed and started again."""

    server: Any
    up: Event = field(default_factory=Event)

    def kill(self) -> None:
        """Kill the server as the system would, and wait until nothing of it is left."""
        self.up.clear()
        first = psutil.Process(self.server.get_pid())
        rest = first.children(recursive=True)
        os.kill(first.pid, signal.SIGKILL)
        _gone, left = psutil.wait_procs([first, *rest], timeout=SECONDS)
        assert left == []

    def start(self) -> None:
        self.server.ensure_postgres_running()
        self.up.set()


@dataclass
class Crowd:
    """Members who hand in again and again, and what they were told is stored."""

    held: Meeting
    database: Database
    told: dict[str, Receipt] = field(default_factory=dict)
    over: Event = field(default_factory=Event)
    changed: Condition = field(default_factory=Condition)
    refused: list[str] = field(default_factory=list)

    def go_on(self, name: str) -> None:
        """Hand in; what was not acknowledged is sent again, under the same name, once the server is back."""
        number = 0
        while not self.over.is_set():
            number += 1
            receipt = self._handed_in(name, f"{name}-{number}", TIERS[number % 3])
            with self.changed:
                self.told[f"{name}-{number}"] = receipt
                self.changed.notify_all()

    def _handed_in(self, name: str, submission: str, tier: str) -> Receipt:
        ballot = Ballot.model_validate({"tiers": {"N1": tier}})
        while True:
            try:
                held = self.held
                return held.service.judge(held.members[name], held.session, "r1", ballot, submission)
            except StorageError as error:
                self.refused.append(error.code)
                assert self.database.up.wait(SECONDS)

    def until(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.told) >= count, SECONDS)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    found = Database(own_server())
    found.up.set()
    yield found
    found.server.cleanup()


@pytest.fixture(scope="module")
def crowd(database: Database) -> Iterator[Crowd]:
    """Everything that was acknowledged while the server was killed five times."""
    service = open_service(database.server.get_uri())
    held = meeting(service, *(f"member {number}" for number in range(WRITERS)))
    held.turn_to("needs")
    held.prepare("r1", subject="tiers", needs=["N1"])
    held.move("r1", "open")
    found = Crowd(held, database)
    with ThreadPoolExecutor(WRITERS) as threads:
        work = [threads.submit(found.go_on, name) for name in held.members]
        try:
            for _kill in range(KILLS):
                found.until(len(found.told) + RECEIPTS_BETWEEN)
                database.kill()
                database.start()
            found.until(len(found.told) + RECEIPTS_BETWEEN)
        finally:
            found.over.set()
        for done in work:
            done.result(SECONDS)
    yield found
    service.close()


def test_after_five_kills_of_the_server_every_receipt_is_found_and_none_is_doubled(crowd: Crowd) -> None:
    held, receipts = crowd.held, list(crowd.told.values())
    assert len(receipts) > (KILLS + 1) * RECEIPTS_BETWEEN
    assert len({receipt.seq for receipt in receipts}) == len(receipts)
    held.service.verify(held.facilitator, held.session, receipts)
    records = held.service._store.tail(held.session).records
    names = [record.submission for record in records]
    assert len(set(names[-len(receipts) :])) == len(receipts)
    assert {record.submission: record.seq for record in records if record.submission in crowd.told} == {
        name: receipt.seq for name, receipt in crowd.told.items()
    }


def test_whoever_was_under_way_was_told_of_the_store_and_of_nothing_else(crowd: Crowd) -> None:
    assert crowd.refused != []
    assert set(crowd.refused) <= {"store_failed", "store_not_opening", "store_busy"}


def test_another_program_reads_the_same_afterwards(crowd: Crowd, database: Database) -> None:
    other: Service = open_service(database.server.get_uri())
    held = crowd.held
    assert other.verify(held.facilitator, held.session) == held.service.verify(held.facilitator, held.session)
    assert other.state(held.facilitator, held.session).given == {"r1": WRITERS}
    other.close()


def test_a_receipt_that_nobody_was_given_is_not_found(crowd: Crowd) -> None:
    held, last = crowd.held, next(iter(crowd.told.values()))
    invented = Receipt(last.seq, last.hash[::-1], last.seq)
    with pytest.raises(Exception, match="receipt_not_in_chain"):
        held.service.verify(held.facilitator, held.session, [invented])
