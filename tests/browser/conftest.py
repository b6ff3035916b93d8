"""The running app and the Chromium that the browser tests drive."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.screens import Access, Screen, admitted, screen
from tests.examples import example

ROOT = Path(__file__).resolve().parents[2]
START_DEADLINE = 60.0
# A busy machine is slow for reasons that are no defect of ours; what is there at once is seen at once.
expect.set_options(timeout=20_000)
STOP_DEADLINE = 20.0
# As root Chromium has no sandbox, and what it would fetch for itself must not disturb a test.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
left_out: list[str] = []


@dataclass(frozen=True)
class Server:
    """The app on its own port, with its own store."""

    url: str
    home: Path
    process: subprocess.Popen[bytes]
    log: Path

    def died(self) -> str:
        """Tell how the process ended, in its own last words."""
        return f"the server ended with {self.process.poll()}:\n{self.log.read_text()[-4000:]}"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_until_healthy(server: Server) -> None:
    deadline = time.monotonic() + START_DEADLINE
    while not is_healthy(server.url):
        if server.process.poll() is not None:
            pytest.fail(server.died())
        if time.monotonic() > deadline:
            pytest.fail(f"no answer after {START_DEADLINE} s:\n{server.log.read_text()[-4000:]}")
        time.sleep(0.05)


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_DEADLINE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def running_server(home: Path, port: int, *options: str) -> Iterator[Server]:
    """Serve the app from a store in `home` until the block ends."""
    log = home / f"server-{port}.log"
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["VENDOR_SELECTION_HOME"] = str(home)
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", *options]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    server = Server(f"http://127.0.0.1:{port}", home, process, log)
    try:
        wait_until_healthy(server)
        yield server
    finally:
        stop(process)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Share one running app; it must outlive the tests."""
    with running_server(tmp_path_factory.mktemp("served"), free_port()) as running:
        yield running
        if running.process.poll() is not None:
            pytest.fail(running.died())


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Let `page.goto("/")` open the shared app."""
    return server.url


@pytest.fixture(scope="session")
def tender(server: Server) -> Access:
    """Open the tender once, for tests that only look."""
    return admitted(server.url, server.home, example("tender"))


@pytest.fixture(scope="module")
def desktop(browser: Browser, tender: Access) -> Iterator[Screen]:
    """A wide screen, which a module's tests use one after the other."""
    with screen(browser, tender) as opened:
        yield opened


@pytest.fixture(scope="module")
def phone_screen(browser: Browser, tender: Access) -> Iterator[Screen]:
    """A phone in the hand, which a module's tests use one after the other."""
    with screen(browser, tender, phone=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium that go.py found; without the variable, the one playwright installed."""
    chosen = {"executable_path": os.environ["CHROMIUM"]} if os.environ.get("CHROMIUM") else {}
    return {**browser_type_launch_args, **chosen, "args": CHROMIUM_ARGUMENTS}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Mark what lies in this folder, and leave it out where go.py found no Chromium."""
    here = Path(__file__).parent
    ours = [item for item in items if item.path.is_relative_to(here)]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    yield
    if os.environ.get("WITHOUT_BROWSER") == "1":
        out = [item for item in items if item in ours]
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in ours]
        left_out.extend(item.nodeid for item in out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if left_out:
        terminalreporter.section("NO CHROMIUM", sep="!", red=True)
        terminalreporter.line(f"{len(left_out)} browser tests were NOT run: install Chromium to run them.")
