"""A program that is killed while it brings a store up to date leaves one that the next one can finish."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from selection.workshop.audit import Receipt
from tests.decisions import small_decision, token
from tests.faults.writers import open_service

ROOT = Path(__file__).resolve().parents[2]
DEADLINE = 120
SESSION = "00000000000000000000000000000001"
HEAD = "b86d90ff53def495c12d11344d5a3128033af8a85bdab0af1183e6c0c8783961"


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Stores that were being made or brought up to date, killed before one statement after another."""
    home = tmp_path_factory.mktemp("migrated")
    command = [sys.executable, "-m", "tests.faults.writers", "migrate", str(home)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE, check=True)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return [home / said["folder"] for said in told if said["killed"]]


def test_a_new_store_is_finished_by_the_next_program_wherever_the_first_was_killed(
    interrupted: list[Path],
) -> None:
    empty = [folder for folder in interrupted if folder.name.startswith("empty")]
    assert len(empty) >= 30
    for folder in empty:
        service = open_service(folder)
        session = service.open_session(token("ann"), small_decision())
        assert (service.store_version(), service.state(token("ann"), session).version) == (2, 1)
        service.close()


def test_a_store_of_the_first_version_keeps_everything_wherever_its_upgrade_was_killed(
    interrupted: list[Path],
) -> None:
    first = [folder for folder in interrupted if folder.name.startswith("first")]
    assert len(first) >= 10
    for folder in first:
        service = open_service(folder)
        assert service.store_version() == 2
        assert service.verify(token("ann"), SESSION) == Receipt(4, HEAD, 4)
        service.close()
