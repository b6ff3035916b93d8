"""A receipt that was shown is a judgement that is stored, whatever kills the writer."""

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from selection.workshop.audit import verify
from selection.workshop.events import from_bytes
from selection.workshop.service import Service
from tests.faults.writers import OWNER, WRITERS, open_service

ROOT = Path(__file__).resolve().parents[2]
KILLS = 200
LIMITS = range(100_000, 400_000, 3_000)
DEADLINE = 180


def told_by(what: str, home: Path, *numbers: int) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.faults.writers", what, str(home), *map(str, numbers)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def assert_that_all_is_there(service: Service, acknowledged: list[dict[str, Any]]) -> int:
    """Check every acknowledgement against the store, and count the events nobody was told of."""
    untold = 0
    for session in {said["session"] for said in acknowledged}:
        records = service._store.tail(session).records
        assert verify(session, records) == service._store.tail(session).head
        stored = {(record.seq, record.hash) for record in records}
        told = [(said["seq"], said["hash"]) for said in acknowledged if said["session"] == session]
        assert set(told) - stored == set()
        assert len(told) == len(set(told))
        assert [name for name, times in Counter(r.submission for r in records).items() if times > 1] == []
        service.verify(OWNER, session)
        untold += len(records) - 1 - len(told)
    return untold


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    home = tmp_path_factory.mktemp("crashed")
    return home, told_by("crash", home, KILLS)


def test_after_200_kills_of_8_writers_nothing_acknowledged_is_lost_or_doubled(
    crashed: tuple[Path, list[dict[str, Any]]],
) -> None:
    home, acknowledged = crashed
    service = open_service(home)
    untold = assert_that_all_is_there(service, acknowledged)
    service.close()
    assert len(acknowledged) > KILLS
    # Whoever was killed between the commit and the receipt had sent one submission.
    assert untold <= WRITERS


def test_what_was_sent_again_after_a_kill_was_written_once_and_in_order(
    crashed: tuple[Path, list[dict[str, Any]]],
) -> None:
    _, acknowledged = crashed
    for writer in range(WRITERS):
        numbers = [said["number"] for said in acknowledged if said["writer"] == writer]
        assert numbers == list(range(1, len(numbers) + 1))


def test_after_200_kills_the_file_is_whole(crashed: tuple[Path, list[dict[str, Any]]]) -> None:
    connection = sqlite3.connect(crashed[0] / "sessions.db")
    found = connection.execute("PRAGMA integrity_check").fetchall()
    connection.close()
    assert found == [("ok",)]


def test_a_file_that_may_grow_no_more_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    told = told_by("limit", tmp_path, *LIMITS)
    reached = {said["limit"]: said["code"] for said in told if "limit" in said}
    assert list(reached) == list(LIMITS)
    assert set(reached.values()) <= {"store_not_writing", "disk_full"}
    acknowledged = [said for said in told if "seq" in said]
    for limit in LIMITS:
        service = open_service(tmp_path / str(limit))
        (listed,) = service.my_sessions(OWNER)
        mine = [said for said in acknowledged if said["session"] == listed.id]
        assert assert_that_all_is_there(service, mine) == 0
        assert listed.version == len(mine) + 1
        service.close()


def test_the_check_notices_an_acknowledgement_that_is_not_stored(
    crashed: tuple[Path, list[dict[str, Any]]],
) -> None:
    home, acknowledged = crashed
    service = open_service(home)
    invented = acknowledged[-1] | {"seq": 10**6}
    with pytest.raises(AssertionError):
        assert_that_all_is_there(service, [*acknowledged, invented])
    records = service._store.tail(acknowledged[0]["session"]).records
    assert from_bytes(records[0].bytes).seq == 1
    service.close()
