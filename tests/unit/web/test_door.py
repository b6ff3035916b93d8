"""The door opens only on a store that answers, and finds the app in its source."""

import asyncio
import gc
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.app_discovery import discover_asgi_app

from selection import __version__
from selection.errors import StorageError
from selection.web.door import OPTIONS, StoreFirst, health, lifespan
from selection.web.process import service
from tests.decisions import small_decision, token

ROOT = Path(__file__).resolve().parents[3]
REQUEST = Request({"type": "http", "method": "GET", "path": "/healthz", "headers": []})


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VENDOR_SELECTION_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("VENDOR_SELECTION_HOME", str(tmp_path / "file"))


def test_streamlit_finds_the_app_by_reading_its_source() -> None:
    assert discover_asgi_app(ROOT / "app.py").import_string == "app:app"


@pytest.mark.usefixtures("home")
def test_a_process_has_one_service_on_one_store() -> None:
    session = service().open_session(token("ann"), small_decision())
    assert service() is service()
    assert service().state(token("ann"), session).decision == small_decision()
    service().close()


@pytest.mark.usefixtures("home")
def test_health_tells_the_version_when_the_store_answers() -> None:
    answer = health(REQUEST)
    assert (answer.status_code, json.loads(answer.body)) == (200, {"status": "ok", "version": __version__})
    service().close()


@pytest.mark.usefixtures("no_home")
def test_health_fails_when_the_store_does_not_answer() -> None:
    answer = health(REQUEST)
    told = {"status": "failing", "code": "store_not_opening"}
    assert (answer.status_code, json.loads(answer.body)) == (503, told)


@pytest.mark.usefixtures("no_home")
def test_the_door_stays_shut_without_a_store() -> None:
    async def open_and_shut() -> None:
        async with lifespan(None):
            pass

    with pytest.raises(StorageError):
        asyncio.run(open_and_shut())


def sent_at_start() -> list[Message]:
    """Start an app behind its store and give what the server is told."""
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "lifespan.startup.complete"})

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(StoreFirst(app)({"type": "lifespan"}, receive, send))
    return sent


def test_without_a_store_the_operator_is_told_in_one_sentence(tmp_path: Path, no_home: None) -> None:
    (told,) = sent_at_start()
    assert told["type"] == "lifespan.startup.failed"
    place, said = told["message"].split(" ", 1)
    assert place == str(tmp_path / "file" / "sessions.db")
    assert re.sub(r"\d+", "0", said) == (
        "The store can't be opened (error 0). Check the folder and who may write to it."
    )


@pytest.mark.usefixtures("home")
def test_with_a_store_the_app_starts() -> None:
    assert sent_at_start() == [{"type": "lifespan.startup.complete"}]
    service().close()


def test_the_door_opens_on_a_store_and_with_everything_loaded(home: Path) -> None:
    async def open_and_shut() -> tuple[bool, int]:
        async with lifespan(None):
            return (home / "sessions.db").exists(), gc.get_freeze_count()

    try:
        there, frozen = asyncio.run(open_and_shut())
    finally:
        gc.unfreeze()
    assert there
    assert frozen > 0


def test_a_server_that_falls_over_still_lets_go_of_the_store(home: Path) -> None:
    log = home / "sessions.db-wal"

    async def open_and_fall() -> None:
        async with lifespan(None):
            service().open_session(token("ann"), small_decision())
            assert log.exists()
            raise RuntimeError

    try:
        with pytest.raises(RuntimeError):
            asyncio.run(open_and_fall())
    finally:
        gc.unfreeze()
    assert not log.exists()


REFUSED = """
import asyncio
from selection.web.door import lifespan
from selection.web.process import service
from tests.unit.web.visits import Browser

async def open_and_knock():
    async with lifespan(None):
        await asyncio.to_thread(knock)

def knock():
    phone = Browser()
    phone.get("/code")
    phone.post("/code", {"code": "ABCDEFGH"})
    phone.post("/code", {"code": "ABCDEFGH"}, origin="http://elsewhere.example")

asyncio.run(open_and_knock())
"""


@pytest.mark.usefixtures("home")
def test_the_operator_s_log_hears_of_what_is_refused_without_being_told_to() -> None:
    done = subprocess.run(
        [sys.executable, "-c", REFUSED], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    told = [line.split(" ", 2)[2] for line in done.stderr.splitlines() if " selection." in line]
    assert told == [
        "selection.workshop.service.entrance: refused a seat: the link leads nowhere",
        "selection.web.join: refused a form for /code that was sent from another site",
    ]
    assert "ABCDEFGH" not in done.stderr


def test_the_app_is_told_its_routes_headers_and_lifespan() -> None:
    assert set(OPTIONS) == {"routes", "middleware", "lifespan"}
    paths = {getattr(route, "path", None) for route in OPTIONS["routes"]}
    assert paths == {
        "/healthz",
        "/enter/{session}/{round}",
        "/events/{session}",
        "/version/{session}",
        "/hand-in/{session}/{round}",
        "/join/{secret}",
        "/join",
        "/code",
    }
