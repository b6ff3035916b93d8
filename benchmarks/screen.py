"""How long a moved slider takes until the page is drawn again: python -m benchmarks.screen.

Starts the app on a free port of this machine with a store of its own, and closes it again. Every
visitor has a cookie and a session of their own, opened from examples/tender.yaml. Visitors speak
the browser's protocol but draw nothing: what is measured is the server, and the way to it and back.
The processor time it takes the server to draw once is told beside it (where /proc tells it), because
that is the figure which other work on the machine changes least.
"""

import argparse
import asyncio
import contextlib
import math
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

from benchmarks.timing import Times, line, print_table
from benchmarks.visitors import Access, Plan, Visit, visit
from selection.catalogue.decision_file import read_decision
from selection.catalogue.library import shipped
from selection.workshop.service import Service, open_service

ROOT = Path(__file__).resolve().parent.parent
DECISION = ROOT / "examples" / "tender.yaml"
PAGES = {
    "criteria": ("weight", re.compile("-points-|-sides$")),
    "results": ("balance", re.compile("-lambda$")),
}
"""What is moved on which page, and how the names of its sliders are told."""

TARGETS = {1: 100.0, 30: 250.0}
MOST_SECONDS, MOST_VISITORS = 120, 60


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory() as home, running_app(Path(home)) as app:
        service = open_service(f"sqlite:///{home}/sessions.db")
        accesses = [admitted(app.port, service) for _ in range(max(options.visitors))]
        rows = [row for page in options.pages for row in rows_of(page, app, accesses, service, options)]
        service.close()
    print_table(rows)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES), help="which pages")
    parser.add_argument("--visitors", type=int, nargs="+", default=list(TARGETS), help="how many at a time")
    parser.add_argument("--seconds", type=float, default=40, help="how long each of them stays")
    parser.add_argument("--think", type=float, default=2, help="seconds between moves, on average")
    options = parser.parse_args()
    if options.seconds > MOST_SECONDS or max(options.visitors) > MOST_VISITORS:
        parser.error(f"at most {MOST_VISITORS} visitors for {MOST_SECONDS} seconds")
    return options


@dataclass(frozen=True)
class App:
    """The app, running."""

    port: int
    process: int

    def processor_time(self) -> float:
        """Give the milliseconds the server has computed so far; nothing where there is no /proc."""
        stat = Path(f"/proc/{self.process}/stat")
        if not stat.exists():
            return math.nan
        fields = stat.read_text().rpartition(")")[2].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def running_app(home: Path, database: str | None = None) -> Iterator[App]:
    """Start the app as `streamlit run app.py` does, on its own file or a database, and stop it afterwards."""
    port = free_port()
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if database is not None:
        environ["DATABASE_URL"] = database
    with (home / f"server-{port}.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
            cwd=ROOT,
            env={**environ, "VENDOR_SELECTION_HOME": str(home)},
            stdout=log,
            stderr=log,
        )
        try:
            wait_until_healthy(port, server)
            yield App(port, server.pid)
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(port: int, server: subprocess.Popen[bytes], patience: float = 60) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
            return
        time.sleep(0.1)
    raise SystemExit("the app did not start")


def admitted(port: int, service: Service) -> Access:
    """Come in by the front door, take the cookie, and open a session with it."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
        token = SimpleCookie(answer.headers["Set-Cookie"])["visitor"].value
    return Access(port, token, service.open_session(token, read_decision(DECISION, shipped())))


def rows_of(
    page: str, app: App, accesses: Sequence[Access], service: Service, options: argparse.Namespace
) -> Iterator[tuple[str, ...]]:
    """Let so many visitors at a time work on a page."""
    moved, moved_by = PAGES[page]
    plan = Plan(page, moved_by, options.seconds, options.think)
    for count in options.visitors:
        name, present = f"{page}, {count} at a time", accesses[:count]
        drafts, computed = [drafts_kept(service, access) for access in present], app.processor_time()
        visits = asyncio.run(together(present, plan))
        describe(name, visits, app.processor_time() - computed)
        if page == "criteria":
            check_kept(visits, drafts, [drafts_kept(service, access) for access in present])
        yield line(f"{name}: first page", Times(tuple(one.first for one in visits)))
        moves = Times(tuple(move for one in visits for move in one.moves))
        yield line(f"{name}: moved {moved}", moves, TARGETS.get(count))


def describe(name: str, visits: Sequence[Visit], computed: float) -> None:
    drawings = sum(1 + len(one.moves) for one in visits)
    size = sum(one.bytes_in for one in visits) / 1024
    print(
        f"{name}: {drawings} drawings, each {size / drawings:.0f} KB, {computed / drawings:.0f} ms computing"
    )


async def together(accesses: Sequence[Access], plan: Plan) -> list[Visit]:
    everybody_in = asyncio.Barrier(len(accesses))
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(visit(access, plan, everybody_in, seed)) for seed, access in enumerate(accesses)
        ]
    return [task.result() for task in tasks]


def drafts_kept(service: Service, access: Access) -> int:
    """Count how often the draft of the weights was written."""
    draft = service.draft(access.token, access.session, "weights")
    return draft.revision if draft else 0


def check_kept(visits: Sequence[Visit], before: Sequence[int], kept: Sequence[int]) -> None:
    """Refuse to report times of moves that were not stored."""
    moved = [len(one.moves) for one in visits]
    stored = [after - earlier for earlier, after in zip(before, kept, strict=True)]
    if stored != moved:
        raise SystemExit(f"moved {sum(moved)} sliders, but {sum(stored)} moves were stored")


if __name__ == "__main__":
    main()
