"""The server is killed while members judge through their pages; whatever a page showed as stored is stored.

Five members answer and hand in, each in a window of their own that speaks the browser's protocol. Whoever
loses the connection loads the page again, as a phone does, and goes on with what the page then shows.
"""

import asyncio
import os
import random
import signal
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from websockets import ConnectionClosed, InvalidMessage

from benchmarks.screen import App, running_app
from selection.errors import ChainBroken
from selection.workshop.audit import Receipt
from selection.workshop.changes import contents_with_erased
from selection.workshop.events import from_bytes
from selection.workshop.service import open_service
from selection.workshop.state import change_of
from tests.meetings import Meeting, meeting
from tests.windows import Door, Window, entered, handed_in, opened

NAMES = ("ann", "ben", "dana", "jan", "noa")
KILLS = 10
RECEIPTS_BETWEEN = 8
LOST = (ConnectionClosed, InvalidMessage, ConnectionError, TimeoutError)


@contextmanager
def judging(url: str) -> Iterator[Meeting]:
    """Hold a meeting with an open round, and let go of the store."""
    service = open_service(url)
    held = meeting(service, *NAMES)
    held.turn_to("needs")
    held.prepare("r1", subject="tiers", needs=["N1"])
    held.move("r1", "open")
    yield held
    service.close()


@dataclass
class Afternoon:
    """The server, killed and started again, and what the members' windows showed."""

    held: Meeting
    home: Path
    url: str
    app: App | None = None
    receipts: list[str] = field(default_factory=list)
    taps: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMES, 0))
    over: bool = False
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def lead(self) -> None:
        """Kill the server again and again while members hand in; at last let them finish."""
        luck = random.Random(KILLS)
        for _ in range(KILLS):
            with ExitStack() as running:
                await self._start(running)
                assert self.app is not None
                await self._until_receipts(len(self.receipts) + luck.randint(1, RECEIPTS_BETWEEN))
                os.kill(self.app.process, signal.SIGKILL)
                self.app = None
        with ExitStack() as running:
            await self._start(running)
            await self._until_receipts(len(self.receipts) + len(NAMES))
            self.over = True

    async def _start(self, running: ExitStack) -> None:
        self.app = await asyncio.to_thread(running.enter_context, running_app(self.home, self.url))
        await self._tell()

    async def _until_receipts(self, count: int) -> None:
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.receipts) >= count)

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def attend(self, name: str) -> None:
        """Judge as a member, and load the page again whenever the connection is lost."""
        while not self.over:
            async with self.changed:
                await self.changed.wait_for(lambda: self.app is not None)
            assert self.app is not None
            door = Door(self.app.port, self.held.members[name], self.held.session)
            with suppress(*LOST):
                await self._judge(await opened(door), name)

    async def _judge(self, window: Window, name: str) -> None:
        try:
            await window.drawn()
            while not self.over:
                await self._act(window, name)
        finally:
            await window.close()

    async def _act(self, window: Window, name: str) -> None:
        """Do what the screen asks for: begin, answer or change the answer, and hand in."""
        walk = window.walk()
        if not walk:
            await window.pressed(next(iter(window.buttons("-go-"))))
        elif walk["said"] and walk["said"] != walk["handed"]:
            answer = await handed_in(window.door, walk["hand_in"])
            self.receipts.append(answer["stored"]["receipt"])
            await self._tell()
            await window.drawn()
        else:
            (asked,), said = walk["questions"], walk["said"].get("N1", {})
            other = next(one["value"] for one in asked["choices"] if one["value"] != said.get("choice"))
            answer = await entered(window.door, walk["enter"], asked["item"], {"choice": other})
            assert "revision" in answer
            self.taps[name] += 1
            await window.drawn()


@pytest.fixture(scope="module")
def afternoon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Afternoon]:
    home = tmp_path_factory.mktemp("served")
    url = f"sqlite:///{home}/sessions.db"
    with judging(url) as held:
        yield asyncio.run(spent(held, home, url))


async def spent(held: Meeting, home: Path, url: str) -> Afternoon:
    found = Afternoon(held, home, url)
    async with asyncio.timeout(300), asyncio.TaskGroup() as group:
        group.create_task(found.lead())
        for name in NAMES:
            group.create_task(found.attend(name))
    return found


def test_every_receipt_that_a_page_showed_is_found_after_the_server_was_killed(afternoon: Afternoon) -> None:
    held = afternoon.held
    shown = [text.partition(":") for text in dict.fromkeys(afternoon.receipts)]
    receipts = [Receipt(int(seq), proof, int(seq)) for seq, _colon, proof in shown]
    assert len(receipts) == len(afternoon.receipts) >= KILLS + len(NAMES)
    held.service.verify(held.facilitator, held.session, receipts)
    stored = {
        happened.seq
        for happened in held.service.history(held.facilitator, held.session)
        if happened.kind == "judgement_set"
    }
    told = {receipt.seq for receipt in receipts}
    assert told <= stored
    # Whoever lost the connection, at last to a server that was closed, had one judgement under way.
    assert len(stored - told) <= (KILLS + 1) * len(NAMES)


def test_a_receipt_that_no_page_was_given_is_not_found(afternoon: Afternoon) -> None:
    held = afternoon.held
    seq, _colon, proof = afternoon.receipts[-1].partition(":")
    invented = Receipt(int(seq), proof[::-1], int(seq))
    with pytest.raises(ChainBroken):
        held.service.verify(held.facilitator, held.session, [invented])


def test_what_was_handed_in_again_after_a_kill_is_stored_once(afternoon: Afternoon) -> None:
    said = ballots(afternoon)
    assert set(said) == {afternoon.held.id_of(name) for name in NAMES}
    # Nobody hands the same in twice running, unless what was stored already is stored again.
    assert [pair for ballots in said.values() for pair in pairwise(ballots) if pair[0] == pair[1]] == []


def ballots(afternoon: Afternoon) -> dict[str, list[object]]:
    """Give what each member handed in, in order, as it lies in the store."""
    history = afternoon.held.service._store.tail(afternoon.held.session)
    contents = contents_with_erased(history.records, history.contents)
    said = defaultdict(list)
    for record in history.records:
        event = from_bytes(record.bytes)
        if event.kind == "judgement_set":
            said[event.actor].append(change_of(event, contents).value)
    return dict(said)


def test_every_answer_that_a_page_had_taken_is_kept(afternoon: Afternoon) -> None:
    held = afternoon.held
    for name, token in held.members.items():
        draft = held.service.draft(token, held.session, "round:r1")
        assert draft is not None
        assert afternoon.taps[name] <= draft.revision <= afternoon.taps[name] + KILLS + 1


def test_the_file_is_whole_after_the_kills(afternoon: Afternoon) -> None:
    with closing(sqlite3.connect(afternoon.home / "sessions.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
