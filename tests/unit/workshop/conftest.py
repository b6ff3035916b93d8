"""A service on a store of its own, under a clock that ticks once per reading."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.storage.store import Store
from selection.workshop.service import Service
from tests.decisions import small_decision, token


class Clock:
    """One second later at every reading."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sessions.db"


@pytest.fixture
def service(file: Path) -> Iterator[Service]:
    opened = Service(Store(f"sqlite:///{file}"), Clock())
    yield opened
    opened.close()


@pytest.fixture
def ann() -> str:
    return token("ann")


@pytest.fixture
def session(service: Service, ann: str) -> str:
    return service.open_session(ann, small_decision())
