"""How a committee's judgements are stored, on both databases: python -m benchmarks.committees.

Everybody judges through the service, as their pages do, each in a thread of their own; what the pages
themselves cost is told by benchmarks.meeting_rooms. After every part the judgements in the store are counted
against the receipts that were given.

- steady: 100 members of one session hand in a changed judgement every two seconds.
- at once: 200 members hand in at the same instant.
- ten rooms: 10 sessions of 30 members each, every two seconds, in one process.
- fold: the state from 10,000 events, without reading them from the store.
"""

import argparse
import gc
import random
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import HEADER, Times, line, print_table, repeated, timed
from selection.catalogue.decision_file import read_decision
from selection.catalogue.library import shipped
from selection.model.rounds import Ballot
from selection.workshop.audit import GENESIS, link
from selection.workshop.changes import Prepared, prepare, take_in
from selection.workshop.contents import Content
from selection.workshop.events import Edit, Record
from selection.workshop.permissions import new_token
from selection.workshop.service import Service, open_service
from selection.workshop.state import fold
from tests.databases import DATABASES

ROOT = Path(__file__).resolve().parent.parent
SINCE = "2026-11-22T09:00:00Z"
ASKED = 30
THINK_SECONDS = 2.0
EVENTS = 10_000


@dataclass(frozen=True)
class Committee:
    """A session with an open round, and the tokens of those who judge in it."""

    service: Service
    session: str
    facilitator: str
    members: tuple[str, ...]
    needs: tuple[str, ...]

    def hand_in(self, member: str, chance: random.Random) -> float:
        """Hand in 30 judgements and give the time until the receipt came, in milliseconds."""
        tiers = {need: chance.choice(["must", "long_term", "nice"]) for need in self.needs}
        ballot = Ballot.model_validate({"tiers": tiers})
        judge = self.service.judge
        return timed(lambda: judge(member, self.session, "r1", ballot, uuid.uuid4().hex))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=list(DATABASES))
    parser.add_argument("--seconds", type=float, default=20, help="how long the steady parts go on")
    asked = parser.parse_args()
    rows = [HEADER]
    for name in asked.databases:
        with tempfile.TemporaryDirectory() as folder:
            service = open_service(DATABASES[name](Path(folder)))
            rows += list(rows_of(name, service, asked.seconds))
            service.close()
    rows.append(line("fold of 10,000 events", folding(), 200))
    print_table(rows)


def rows_of(name: str, service: Service, seconds: float) -> Iterator[tuple[str, ...]]:
    one = committee(service, 100)
    yield line(f"{name}: 100 members, steady", steady([one], seconds), 250)
    many = committee(service, 200)
    times = at_once(many)
    yield line(f"{name}: 200 members at once", times, 250)
    yield line(f"{name}: the slowest of them", Times((max(times.all),)), 1000)
    rooms = [committee(service, 30) for _ in range(10)]
    yield line(f"{name}: 10 sessions of 30, steady", steady(rooms, seconds), 250)


def committee(service: Service, size: int) -> Committee:
    """Begin a session on the complete example, with members who joined by its link and an open round."""
    decision = read_decision(ROOT / "examples" / "tender.yaml", shipped())
    facilitator = new_token()
    session = service.open_session(facilitator, decision)
    needs = tuple(need.id for need in decision.needs[:ASKED])

    def edit(*edits: Edit) -> None:
        version = service.state(facilitator, session).version
        service.submit(facilitator, session, edits, version, uuid.uuid4().hex)

    edit(Edit("procedure", (), "formal"), Edit("stand", (), {"phase": "needs", "since": SINCE}))
    version = service.state(facilitator, session).version
    way = service.make_link(facilitator, session, "members", version)
    members = tuple(new_token() for _ in range(size))
    for member in members:
        service.join(member, way.secret)
    asked = {"id": "r1", "subject": "tiers", "needs": list(needs)}
    edit(Edit("round", ("r1",), asked))
    edit(Edit("round", ("r1",), {**asked, "state": "open"}))
    for member in members:
        # Whoever hands in has opened their page before.
        service.state(member, session)
    return Committee(service, session, facilitator, members, needs)


def steady(rooms: Sequence[Committee], seconds: float) -> Times:
    """Let everybody hand in again and again, with a pause of two seconds on average."""
    end = time.monotonic() + seconds

    def member(room: Committee, token: str) -> list[float]:
        chance, times = random.Random(token), []
        time.sleep(chance.uniform(0, THINK_SECONDS))
        while time.monotonic() < end:
            times.append(room.hand_in(token, chance))
            time.sleep(min(chance.expovariate(1 / THINK_SECONDS), max(0.0, end - time.monotonic())))
        return times

    work = [(room, token) for room in rooms for token in room.members]
    before = handed_in(rooms)
    with ThreadPoolExecutor(len(work)) as threads:
        times = [found for mine in threads.map(lambda one: member(*one), work) for found in mine]
    refuse_losses(rooms, before, len(times))
    return Times(tuple(times))


def at_once(room: Committee) -> Times:
    """Let everybody hand in at the same instant."""
    start = threading.Barrier(len(room.members))

    def member(token: str) -> float:
        chance = random.Random(token)
        start.wait()
        return room.hand_in(token, chance)

    before = handed_in([room])
    with ThreadPoolExecutor(len(room.members)) as threads:
        times = tuple(threads.map(member, room.members))
    refuse_losses([room], before, len(times))
    return Times(times)


def handed_in(rooms: Sequence[Committee]) -> int:
    """Count the judgements in the histories."""
    histories = (room.service.history(room.facilitator, room.session) for room in rooms)
    return sum(happening.kind == "judgement_set" for history in histories for happening in history)


def refuse_losses(rooms: Sequence[Committee], before: int, receipts: int) -> None:
    found = handed_in(rooms) - before
    if found != receipts:
        raise SystemExit(f"{receipts} receipts, but {found} judgements in the store")


def folding() -> Times:
    """Fold a history of 10,000 events: a complete example, then judgements and answers by turns."""
    records, contents = long_history()
    gc.collect()
    gc.freeze()
    return repeated(lambda: fold(records, contents), 7)


def long_history() -> tuple[list[Record], dict[str, Content]]:
    decision = read_decision(ROOT / "examples" / "tender.yaml", shipped())
    records: list[Record] = []
    contents: dict[str, Content] = {}

    def keep(prepared: Prepared) -> None:
        for step in prepared.steps:
            previous = records[-1].hash if records else GENESIS
            records.append(Record(len(records) + 1, step.event, link(previous, step.event), "s"))
            contents.update({content.hash: content for content in step.contents})

    begun = take_in("s" * 32, decision, "boss", SINCE)
    keep(begun)
    needs = [need.id for need in decision.needs[:ASKED]]
    asked = {"id": "r1", "subject": "tiers", "needs": needs, "state": "open"}
    members = [f"m{number}" for number in range(100)]
    edits = [Edit("participant", (name,), {"id": name, "role": "member"}) for name in members]
    edits.append(Edit("round", ("r1",), asked))
    ballot = Ballot.model_validate({"tiers": dict.fromkeys(needs, "must")})
    answers = [(offer, need, found) for offer, row in decision.answers.items() for need, found in row.items()]
    for number in range((EVENTS - len(edits) - 1) // 2):
        edits.append(Edit("judgement", ("r1", members[number % 100]), ballot))
        offer, need, found = answers[number % len(answers)]
        edits.append(Edit("answer", (offer, need), found))
    keep(prepare(begun.state, edits, "m1", SINCE))
    return records, contents


if __name__ == "__main__":
    main()
