"""Writers that are killed while they write, run as a program of their own so that only it is forked.

``python -m tests.faults.writers crash HOME KILLS`` keeps eight writers busy and kills them one by one;
``python -m tests.faults.writers limit HOME BYTES...`` lets a writer run into each file-size limit,
``python -m tests.faults.writers together HOME BYTES...`` lets many run into it who share transactions.
``python -m tests.faults.writers migrate HOME`` is killed before each statement that makes a store.
What was acknowledged is printed, one JSON line each.
"""

import itertools
import json
import os
import random
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, event

from selection.errors import StaleVersion, StorageError
from selection.storage.rows import Submission
from selection.storage.store import Store
from selection.workshop.audit import Head, Receipt, verify
from selection.workshop.contents import Content
from selection.workshop.events import Edit, Event, Step, to_bytes
from selection.workshop.service import Service
from tests.databases import append_next
from tests.decisions import answer, small_decision, token

OWNER = token("ann")
TIME = "2026-11-22T09:00:00.000000Z"
FIRST_VERSION = Path(__file__).resolve().parents[1] / "samples" / "schema_1.db"
WRITERS = 8
SESSIONS = 2
SESSION = "0123456789abcdef"


def open_service(home: Path) -> Service:
    return Service(Store(f"sqlite:///{home}/sessions.db"))


def entry(writer: int, number: int) -> Edit:
    """Give what a writer writes: known by its number, and personal, so that a content lies beside it."""
    return Edit("answer", ("northstar-pro", "N1"), answer(reason=f"entry {number} of writer {writer}"))


def submit_until_written(service: Service, session: str, edit: Edit, submission: str) -> Receipt:
    while True:
        try:
            return service.submit(OWNER, session, edit, service.state(OWNER, session).version, submission)
        except StaleVersion:
            continue


def acknowledgement(writer: int, number: int, session: str, receipt: Receipt) -> bytes:
    said = {"writer": writer, "number": number, "session": session, "seq": receipt.seq, "hash": receipt.hash}
    return json.dumps(said).encode() + b"\n"


@dataclass
class Crowd:
    """Writers at work, each on its next number, and what they were told is stored."""

    home: Path
    sessions: list[str]
    told: int = 0
    said: int = 0
    acknowledged: list[bytes] = field(default_factory=list)
    next_number: dict[int, int] = field(default_factory=dict)
    pids: dict[int, int] = field(default_factory=dict)

    def start(self, writer: int) -> None:
        number = self.next_number.setdefault(writer, 1)
        self.pids[writer] = fork(lambda: self._write_on(writer, number))

    def kill(self, writer: int) -> None:
        os.kill(self.pids[writer], signal.SIGKILL)
        os.waitpid(self.pids.pop(writer), 0)

    def hear(self, lines: list[bytes]) -> None:
        for line in lines:
            said = json.loads(line)
            self.acknowledged.append(line)
            self.next_number[said["writer"]] = said["number"] + 1

    def _write_on(self, writer: int, number: int) -> None:
        service = open_service(self.home)
        session = self.sessions[writer % len(self.sessions)]
        while True:
            receipt = submit_until_written(service, session, entry(writer, number), f"{writer}-{number}")
            os.write(self.said, acknowledgement(writer, number, session, receipt))
            number += 1


def fork(work: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    return pid


def crash(home: Path, kills: int) -> None:
    service = open_service(home)
    crowd = Crowd(home, [service.open_session(OWNER, small_decision()) for _ in range(SESSIONS)])
    service.close()
    crowd.told, crowd.said = os.pipe()
    luck = random.Random(kills)
    for writer in range(WRITERS):
        crowd.start(writer)
    rest = b""
    for _ in range(kills):
        heard, wanted = 0, luck.randint(1, 25)
        while heard < wanted:
            *lines, rest = (rest + os.read(crowd.told, 1 << luck.randint(7, 12))).split(b"\n")
            crowd.hear(lines)
            heard += len(lines)
        writer = luck.choice(list(crowd.pids))
        crowd.kill(writer)
        # What it still said before it was killed is in the pipe and counts.
        os.set_blocking(crowd.told, False)
        try:
            *lines, rest = (rest + os.read(crowd.told, 1 << 20)).split(b"\n")
            crowd.hear(lines)
        except BlockingIOError:
            lines = []
        os.set_blocking(crowd.told, True)
        crowd.start(writer)
    for writer in range(WRITERS):
        crowd.kill(writer)
    os.close(crowd.said)
    *lines, _ = (rest + b"".join(iter(lambda: os.read(crowd.told, 1 << 16), b""))).split(b"\n")
    crowd.hear(lines)
    sys.stdout.buffer.write(b"".join(line.strip() + b"\n" for line in crowd.acknowledged))


def write_into_the_limit(home: Path, limit: int) -> None:
    """Write until the file may grow no more, then get room and send the refused submission again."""
    service = open_service(home)
    session = service.open_session(OWNER, small_decision())
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    number, code = 0, None
    while code is None:
        number += 1
        try:
            receipt = submit_until_written(service, session, entry(0, number), f"0-{number}")
        except StorageError as error:
            code = error.code
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            receipt = submit_until_written(service, session, entry(0, number), f"0-{number}")
        sys.stdout.write(acknowledgement(0, number, session, receipt).decode())
    sys.stdout.write(json.dumps({"limit": limit, "code": code}) + "\n")
    sys.stdout.flush()
    service.close()


def limit(home: Path, limits: list[int], write: Callable[[Path, int], None]) -> None:
    for size in limits:
        folder = home / str(size)
        folder.mkdir()
        pid = fork(lambda folder=folder, size=size: write(folder, size))  # type: ignore[misc]
        os.waitpid(pid, 0)


def step_of(session: str, seq: int) -> Step:
    """Give an event that needs nothing beside it."""
    written = Event(session, seq, "title_set", 1, "a1", TIME, {"key": [], "value": f"Title {seq}"})
    return Step(to_bytes(written), ())


def submission_of(session: str, name: str, seq: int, beside: str = "") -> Submission:
    """Give a submission of one event, with something beside it to make it large."""
    step = step_of(session, seq)
    if beside:
        step = Step(step.event, (Content(name, b"nonce", beside.encode()),))
    return Submission(name, (step,), f"Title {seq}", TIME)


def in_line(store: Store, count: int) -> None:
    """Wait until so many writers wait at the door."""
    while len(store._together._line) < count:
        os.sched_yield()


def write_together_into_the_limit(home: Path, limit: int) -> None:
    """Let eight share one transaction again and again until the file may grow no more, then get room."""
    store = Store(f"sqlite:///{home}/sessions.db")
    store.open_session(SESSION, "a1", submission_of(SESSION, "x0", 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    acknowledged: list[str] = []
    refused: dict[str, str] = {}
    turns = itertools.count(1)
    while not refused:
        ended = write_together(store, next(turns))
        acknowledged += [name for name, code in ended.items() if code is None]
        refused = {name: code for name, code in ended.items() if code is not None}
    there = stored(store, SESSION)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    for name in refused:
        write(store, name)
    said = {"limit": limit, "acknowledged": acknowledged, "refused": list(refused)}
    found = {"codes": sorted(set(refused.values())), "there": there, "there again": stored(store, SESSION)}
    sys.stdout.write(json.dumps(said | found) + "\n")
    sys.stdout.flush()
    store.close()


def write_together(store: Store, turn: int) -> dict[str, str | None]:
    """Let eight write in one transaction, and give what each of them was told."""
    names = [f"{turn}-{writer}" for writer in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as threads:
        with store._together.alone():
            sent = [threads.submit(write, store, name) for name in names]
            in_line(store, WRITERS)
        return dict(zip(names, (done.result() for done in sent), strict=True))


def write(store: Store, name: str) -> str | None:
    """Write something large, and tell by which code it was refused."""

    def compose(head: Head, _read: object) -> Submission:
        return submission_of(SESSION, name, head.seq + 1, beside=name * 300)

    try:
        append_next(store, SESSION, name, compose)
    except StorageError as error:
        return error.code
    return None


def stored(store: Store, session: str) -> list[str]:
    """Name the submissions that are in the history, after the first."""
    records = store.tail(session).records
    verify(session, records)
    return sorted(record.submission for record in records[1:])


def migrate(home: Path) -> None:
    """Bring an empty store and one of the first version up to date, killed ever one statement later."""
    for name in ("empty", "first"):
        number, status = 0, int(signal.SIGKILL)
        while status == signal.SIGKILL:
            number += 1
            folder = home / f"{name}-{number}"
            folder.mkdir()
            if name == "first":
                shutil.copy(FIRST_VERSION, folder / "sessions.db")
            pid = fork(lambda folder=folder, number=number: open_until(folder, number))  # type: ignore[misc]
            _pid, status = os.waitpid(pid, 0)
            sys.stdout.write(json.dumps({"folder": folder.name, "killed": status == signal.SIGKILL}) + "\n")
            sys.stdout.flush()


def open_until(home: Path, number: int) -> None:
    """Open a store and be killed before the statement of this number."""
    left = iter(range(number, 0, -1))

    def count(*_about: object) -> None:
        if next(left) == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    open_service(home).close()


if __name__ == "__main__":
    what, where, *numbers = sys.argv[1:]
    if what == "crash":
        crash(Path(where), int(numbers[0]))
    elif what == "migrate":
        migrate(Path(where))
    else:
        kinds = {"limit": write_into_the_limit, "together": write_together_into_the_limit}
        limit(Path(where), [int(number) for number in numbers], kinds[what])
