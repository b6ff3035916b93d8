"""How the running app bears a workshop: python -m benchmarks.meeting_rooms --database sqlite.

Starts the app on a free port of this machine (two of them with --processes 2, on one PostgreSQL server that
is started for it), with a store of its own, and closes it again. Everybody speaks the browser's protocol:
members answer question by question and hand in, a facilitator's page is open and is drawn again whenever it
is told of something, and every window keeps its stream and looks after the version as the browser does.
Afterwards the drafts, the judgements and the receipts in the store are compared with what was acknowledged: a
lost one ends the benchmark.

- steady: 100 members of one session, each of them changing something every two seconds.
- at once: 200 members who have answered everything hand in at the same instant.
- ten rooms: 10 sessions of 30 members, each of them changing something every two seconds.

A tap stores an answer and is measured until that is acknowledged; the page shows the next question before. A
hand-in stores a judgement and is measured until its receipt has come. Neither draws the page.
"""

import argparse
import asyncio
import contextlib
import datetime as dt
import json
import os
import random
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.attendance import Leader, Member, arrived, leading
from benchmarks.committees import Committee, committee
from benchmarks.screen import App, running_app
from benchmarks.timing import Times, line, print_table
from selection.workshop.audit import Receipt
from selection.workshop.service import Service, open_service
from tests.databases import DATABASES

TIERS = ("must", "long_term", "nice", "cannot_judge")
SUBMITTED, SLOWEST, TOLD = 250.0, 1000.0, 150.0
ROUND = "r1"
SETTLE_SECONDS = 3.0
MOST_SECONDS, MOST_PROCESSES = 120, 2
Rows = Iterator[tuple[str, ...]]


@dataclass(frozen=True)
class Hall:
    """The running app, in one or several processes, and the store they share."""

    name: str
    apps: tuple[App, ...]
    service: Service

    @property
    def ports(self) -> list[int]:
        return [app.port for app in self.apps]

    def processor_time(self) -> float:
        return sum(app.processor_time() for app in self.apps)

    def memory(self) -> float:
        """Give the megabytes that the processes hold."""
        return sum(resident(app.process) for app in self.apps)


def main() -> None:
    options = arguments()
    rows: list[tuple[str, ...]] = []
    for database in options.database:
        with tempfile.TemporaryDirectory() as home, hall(database, Path(home), options.processes) as found:
            for part in options.parts:
                rows += PARTS[part](found, options)
    print_table(rows)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", nargs="+", choices=DATABASES, default=["sqlite"])
    parser.add_argument("--processes", type=int, default=1, help="of the app, on one database")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--seconds", type=float, default=20, help="how long the steady parts go on")
    parser.add_argument("--think", type=float, default=2, help="seconds between changes, on average")
    options = parser.parse_args()
    if options.seconds > MOST_SECONDS or not 1 <= options.processes <= MOST_PROCESSES:
        parser.error(f"at most {MOST_PROCESSES} processes for {MOST_SECONDS} seconds")
    if options.processes > 1 and "sqlite" in options.database:
        parser.error("several processes only share a PostgreSQL database")
    return options


@contextlib.contextmanager
def hall(database: str, home: Path, processes: int) -> Iterator[Hall]:
    url = DATABASES[database](home)
    with contextlib.ExitStack() as running:
        apps = tuple(running.enter_context(running_app(home, url)) for _ in range(processes))
        service = open_service(url)
        running.callback(service.close)
        name = database if processes == 1 else f"{database}, {processes} processes"
        yield Hall(name, apps, service)


def steady(found: Hall, options: argparse.Namespace) -> Rows:
    room = seated(found.service, 100, random.Random(1))
    return asyncio.run(judged(found, f"{found.name}: 100 members", [room], options))


def ten_rooms(found: Hall, options: argparse.Namespace) -> Rows:
    rooms = [seated(found.service, 30, random.Random(number)) for number in range(10)]
    return asyncio.run(judged(found, f"{found.name}: 10 × 30 members", rooms, options))


def at_once(found: Hall, _options: argparse.Namespace) -> Rows:
    return asyncio.run(handed_in_at_once(found, seated(found.service, 200)))


PARTS: dict[str, Callable[[Hall, argparse.Namespace], Rows]] = {
    "steady": steady,
    "at_once": at_once,
    "ten_rooms": ten_rooms,
}


def seated(service: Service, size: int, chance: random.Random | None = None) -> Committee:
    """Begin a session whose members have answered everything, or all but the last few questions."""
    room = committee(service, size)
    luck = chance or random.Random(0)
    for member in room.members:
        answered = room.needs[: len(room.needs) - luck.randint(1, 3)] if chance else room.needs
        entries = {need: {"choice": luck.choice(TIERS)} for need in answered}
        service.save_draft(member, room.session, subject(), 1, json.dumps(entries).encode())
    return room


async def judged(found: Hall, name: str, rooms: Sequence[Committee], options: argparse.Namespace) -> Rows:
    """Let everybody judge for some time, and tell how it went."""
    async with attended(found, name, rooms) as (leaders, members):
        computed = found.processor_time()
        await asyncio.gather(*(member.stay(options.seconds, options.think) for member in members))
        describe(name, members, found.processor_time() - computed)
        await asyncio.sleep(1)
    refuse_losses(found.service, rooms, members)
    return rows_of(name, members, tellings(found.service, rooms, leaders), leaders)


async def handed_in_at_once(found: Hall, room: Committee) -> Rows:
    """Let everybody hand in at the same instant."""
    name = f"{found.name}: 200 at once"
    async with attended(found, name, [room]) as (leaders, members):
        for member in members:
            await member.window.drawn()
        computed, pressed = found.processor_time(), dt.datetime.now(dt.UTC)
        await asyncio.gather(*(member.hand_in() for member in members))
        describe(name, members, found.processor_time() - computed)
        await asyncio.sleep(1)
    refuse_losses(found.service, [room], members)
    return iter(
        (
            line(f"{name}: until written", written_after(found.service, room, pressed), SUBMITTED),
            line(f"{name}: until the receipt is shown", shown := hand_ins(members), SUBMITTED),
            line(f"{name}: the slowest of them", Times((max(shown.all),)), SLOWEST),
            line(f"{name}: facilitator told", tellings(found.service, [room], leaders), TOLD),
        )
    )


@contextlib.asynccontextmanager
async def attended(
    found: Hall, name: str, rooms: Sequence[Committee]
) -> AsyncIterator[tuple[list[Leader], list[Member]]]:
    """Let everybody come in, weigh what they take, and let them leave again."""
    leaders = [await leading(room, found.ports[0]) for room in rooms]
    # What the first page of a process loads is nobody's.
    for member in await arrived(_only(rooms[0], len(found.ports)), found.ports):
        await member.leave()
    before = found.memory()
    members = [member for room in rooms for member in await arrived(room, found.ports)]
    for leader in leaders:
        leader.follow()
    await asyncio.sleep(SETTLE_SECONDS)
    print(f"{name}: {(found.memory() - before) / len(members):.2f} MB a member, with an open page")
    try:
        yield leaders, members
        print(f"{name}: {(found.memory() - before) / len(members):.2f} MB a member, at the end")
    finally:
        await asyncio.gather(*(leader.leave() for leader in leaders))
        await asyncio.gather(*(member.leave() for member in members))


def _only(room: Committee, count: int) -> Committee:
    return Committee(room.service, room.session, room.facilitator, room.members[:count], room.needs)


def rows_of(name: str, members: Sequence[Member], told: Times, leaders: Sequence[Leader]) -> Rows:
    taps = Times(tuple(time for member in members for time in member.work.taps))
    pages = Times(tuple(time for leader in leaders for time in leader.drawings))
    found: list[tuple[str, Times, float | None]] = [
        ("tap", taps, SUBMITTED),
        ("hand-in", hand_ins(members), SUBMITTED),
        ("facilitator told", told, TOLD),
        ("facilitator's page", pages, None),
    ]
    return (line(f"{name}: {what}", times, target) for what, times, target in found if times.all)


def hand_ins(members: Sequence[Member]) -> Times:
    return Times(tuple(time for member in members for time in member.work.hand_ins))


def describe(name: str, members: Sequence[Member], computed: float) -> None:
    actions = sum(member.work.actions for member in members)
    drawings = sum(member.window.drawings for member in members)
    size = sum(member.window.bytes_in for member in members) / drawings / 1024
    load = " ".join(f"{figure:.1f}" for figure in os.getloadavg())
    refused = Counter(sentence for member in members for sentence in member.work.refused)
    print(
        f"{name}: {actions} actions, {computed / actions:.1f} ms computing each with all that goes on beside;"
    )
    print(f"    a drawing is {size:.1f} KB; load of the machine {load}; refused: {dict(refused) or 'none'}")


def written_after(service: Service, room: Committee, pressed: dt.datetime) -> Times:
    times = [stored for _seq, stored in judgements(service, room)]
    return Times(tuple(1000 * (stored - pressed.timestamp()) for stored in times))


def tellings(service: Service, rooms: Sequence[Committee], leaders: Sequence[Leader]) -> Times:
    """Give the time from each judgement's own time until the facilitator's stream told of it."""
    delays = [
        leader.delay(seq, stored)
        for room, leader in zip(rooms, leaders, strict=True)
        for seq, stored in judgements(service, room)
    ]
    if None in delays:
        raise SystemExit(f"{delays.count(None)} judgements were never told")
    return Times(tuple(delay for delay in delays if delay is not None))


def judgements(service: Service, room: Committee) -> list[tuple[int, float]]:
    history = service.history(room.facilitator, room.session)
    judged = [happened for happened in history if happened.kind == "judgement_set"]
    return [(one.seq, dt.datetime.fromisoformat(one.time).timestamp()) for one in judged]


def refuse_losses(service: Service, rooms: Sequence[Committee], members: Sequence[Member]) -> None:
    """Compare the store with what was acknowledged, and refuse to report times of what was lost."""
    for room in rooms:
        here = [member for member in members if member.door.session == room.session]
        receipts = [text.partition(":") for member in here for text in member.work.receipts]
        known = [Receipt(int(seq), proof, int(seq)) for seq, _colon, proof in receipts]
        service.verify(room.facilitator, room.session, known)
        told, stored = {one.seq for one in known}, {seq for seq, _time in judgements(service, room)}
        if told != stored:
            raise SystemExit(
                f"receipts without a judgement {told - stored}, judgements without {stored - told}"
            )
        for member in here:
            kept = service.draft(member.door.token, room.session, subject())
            if kept is None or kept.revision != 1 + len(member.work.taps):
                raise SystemExit(f"{len(member.work.taps)} taps, but another draft in the store: {kept}")


def subject() -> str:
    return f"round:{ROUND}"


def resident(process: int) -> float:
    """Give the megabytes a process holds in memory; nothing where there is no /proc."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return float("nan")
    held = next(row for row in status.read_text().splitlines() if row.startswith("VmRSS:"))
    return int(held.split()[1]) / 1024


if __name__ == "__main__":
    main()
