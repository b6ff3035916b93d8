"""A service on a store of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.workshop.service import Service
from tests.faults.writers import open_service


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sessions.db"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    opened = open_service(tmp_path)
    yield opened
    opened.close()
