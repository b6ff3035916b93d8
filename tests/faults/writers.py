"""Writers that are killed while they write, run as a program of their own so that only it is forked.

``python -m tests.faults.writers crash HOME KILLS`` keeps eight writers busy and kills them one by one;
``python -m tests.faults.writers limit HOME BYTES...`` lets a writer run into each file-size limit.
What was acknowledged is printed, one JSON line each.
"""

import json
import os
import random
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from selection.errors import StaleVersion, StorageError
from selection.storage.store import Store
from selection.workshop.audit import Receipt
from selection.workshop.events import Edit
from selection.workshop.service import Service
from tests.decisions import answer, small_decision, token

OWNER = token("ann")
WRITERS = 8
SESSIONS = 2


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


def limit(home: Path, limits: list[int]) -> None:
    for size in limits:
        folder = home / str(size)
        folder.mkdir()
        pid = fork(lambda folder=folder, size=size: write_into_the_limit(folder, size))  # type: ignore[misc]
        os.waitpid(pid, 0)


if __name__ == "__main__":
    what, where, *numbers = sys.argv[1:]
    if what == "crash":
        crash(Path(where), int(numbers[0]))
    else:
        limit(Path(where), [int(number) for number in numbers])
