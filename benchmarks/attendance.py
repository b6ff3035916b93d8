"""People of a workshop at their windows: members who judge, and facilitators who are told of it."""

import asyncio
import contextlib
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.committees import Committee
from tests.windows import Door, Window, entered, handed_in, newest, opened, told

OPEN_AT_ONCE = 8
SECONDS_BETWEEN_LOOKS = 5.0
"""What the page asks the browser to keep between two looks after the version."""
SECONDS_AT_REST = 0.3
"""For how long the page waits after a drawing before it asks for the next one."""
NEAR_THE_END = 3
"""Of how many last questions one is changed: from the others it is a long way to handing in."""


@dataclass
class Work:
    """What one member did, how long each answer of the app took in milliseconds, and the receipts shown."""

    taps: list[float] = field(default_factory=list)
    hand_ins: list[float] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """What was said of what could not be stored."""

    @property
    def actions(self) -> int:
        return len(self.taps) + len(self.hand_ins) + len(self.refused)


@dataclass
class Member:
    """A member with an open window, and what a browser does beside it: the stream, and the looks."""

    door: Door
    window: Window
    beside: tuple[asyncio.Task[None], ...]
    walk: dict[str, Any]
    """What the page was told of the round; from there on it goes by itself."""
    at: int = 0
    """Which question is on the screen; beyond the last one it is the review."""
    is_handed_in: bool = False
    """Whether the page shows that everything is handed in."""
    work: Work = field(default_factory=Work)

    async def act(self, chance: random.Random) -> None:
        """Answer the question on the screen, or hand in; what is handed in is changed again."""
        count = len(self.walk["questions"])
        if self.at >= count and not self.is_handed_in:
            await self.hand_in()
            return
        if self.at >= count:
            self.at = chance.randrange(count - NEAR_THE_END, count)
        await self.answer(chance)

    async def answer(self, chance: random.Random) -> None:
        """Give another answer than before to the question on the screen, which leads on to the next."""
        asked, said = self.walk["questions"][self.at], self.walk["said"]
        before = said.get(asked["item"], {}).get("choice")
        chosen = chance.choice([one["value"] for one in asked["choices"] if one["value"] != before])
        entry = {"choice": chosen, "evidence": None, "comment": ""}
        start = time.perf_counter()
        answer = await entered(self.door, self.walk["enter"], asked["item"], entry)
        if "revision" in answer:
            self.work.taps.append(1000 * (time.perf_counter() - start))
            said[asked["item"]] = entry
            self.at, self.is_handed_in = self.at + 1, False
        else:
            self.work.refused.append(answer["refused"])

    async def hand_in(self) -> None:
        start = time.perf_counter()
        answer = await handed_in(self.door, self.walk["hand_in"])
        self.is_handed_in = "stored" in answer
        if self.is_handed_in:
            self.work.hand_ins.append(1000 * (time.perf_counter() - start))
            self.work.receipts.append(answer["stored"]["receipt"])
        else:
            self.work.refused.append(answer["refused"])

    async def stay(self, seconds: float, think: float) -> None:
        """Act again and again, thinking between."""
        chance, end = random.Random(self.door.token), time.monotonic() + seconds
        await asyncio.sleep(chance.uniform(0, think))
        while time.monotonic() < end:
            await self.act(chance)
            await asyncio.sleep(min(chance.expovariate(1 / think), max(0.0, end - time.monotonic())))

    async def leave(self) -> None:
        for task in self.beside:
            await _end(task)
        await self.window.close()


@dataclass
class Leader:
    """A facilitator at the workshop's page, drawn again when it is told of something and stands at rest."""

    door: Door
    window: Window
    heard: list[tuple[float, int]] = field(default_factory=list)
    """When which version was told."""
    drawings: list[float] = field(default_factory=list)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def follow(self) -> None:
        self._tasks = [
            asyncio.create_task(self._listen()),
            asyncio.create_task(self._draw()),
            look_after(self.door),
        ]

    async def _listen(self) -> None:
        async for version in told(self.door):
            self.heard.append((time.time(), version))
            self._news.set()

    async def _draw(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            self.drawings.append(await self.window.drawn())
            await asyncio.sleep(SECONDS_AT_REST)

    def delay(self, version: int, stored: float) -> float | None:
        """Give the milliseconds from an event's time until it was told; None if it never was."""
        return next((1000 * (at - stored) for at, number in self.heard if number >= version), None)

    async def leave(self) -> None:
        for task in self._tasks:
            await _end(task)
        await self.window.close()


async def arrived(room: Committee, ports: Sequence[int]) -> list[Member]:
    """Let all members of a room open their windows, by turns at each port."""
    doors = [Door(ports[place % len(ports)], token, room.session) for place, token in enumerate(room.members)]
    few = asyncio.Semaphore(OPEN_AT_ONCE)

    async def arrive(door: Door) -> Member:
        async with few:
            window = await opened(door)
            await window.drawn()
        walk = window.walk()
        at = sum(one["item"] in walk["said"] for one in walk["questions"])
        return Member(door, window, (asyncio.create_task(_listen(door)), look_after(door)), walk, at)

    return list(await asyncio.gather(*map(arrive, doors)))


async def leading(room: Committee, port: int) -> Leader:
    """Let a room's facilitator open the page from which the workshop is led."""
    door = Door(port, room.facilitator, room.session, "workshop")
    window = await opened(door)
    await window.drawn()
    return Leader(door, window)


def look_after(door: Door) -> asyncio.Task[None]:
    """Ask for the version every few seconds, as every page does."""

    async def look() -> None:
        await asyncio.sleep(random.Random(door.token).uniform(0, SECONDS_BETWEEN_LOOKS))
        while True:
            await newest(door)
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)

    return asyncio.create_task(look())


async def _listen(door: Door) -> None:
    async for _version in told(door):
        pass


async def _end(task: asyncio.Task[None]) -> None:
    if task.done():
        # What went wrong in it is told now.
        task.result()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
