"""What a torn log or a flipped byte leaves behind is a valid beginning of the history, or it is refused."""

import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from selection.errors import NotFound, SelectionError
from selection.workshop.events import Edit
from selection.workshop.service import Service
from tests.decisions import answer, small_decision
from tests.faults.writers import OWNER, open_service, submit_until_written

EDITS = 40
CUTS, LOG_FLIPS, FILE_FLIPS = 500, 500, 500


class Kept:
    """A store with one session, as its files were while it was open, and what its history was."""

    def __init__(self, home: Path, folder: Path, *, closed: bool) -> None:
        service = open_service(home)
        self.session = service.open_session(OWNER, small_decision())
        for number in range(EDITS):
            edit = Edit("answer", ("northstar-pro", "N1"), answer(reason=f"entry {number}"))
            submit_until_written(service, self.session, edit, str(number))
        self.hashes = {happened.seq: happened.hash for happened in service.history(OWNER, self.session)}
        self.decision = service.state(OWNER, self.session).decision
        if closed:
            service.close()
        self.files = {
            path.name: path.read_bytes() for path in home.iterdir() if not path.name.endswith("shm")
        }
        if not closed:
            service.close()
        self.folder = folder

    def outcome(self, name: str, damage: Callable[[bytes], bytes]) -> str:
        """Open a copy with one of its files damaged, and say what became of it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for file, content in self.files.items():
            (self.folder / file).write_bytes(damage(content) if file == name else content)
        try:
            service = open_service(self.folder)
        except SelectionError:
            return "refused"
        try:
            return self._read(service)
        except NotFound:
            return "begun anew"
        except SelectionError:
            return "refused"
        finally:
            service.close()

    def _read(self, service: Service) -> str:
        state = service.state(OWNER, self.session)
        assert self.hashes[state.version] == state.head_hash
        service.verify(OWNER, self.session)
        if state.version == EDITS + 1:
            assert state.decision == self.decision
            return "whole"
        return "beginning"


def cut(luck: random.Random) -> Callable[[bytes], bytes]:
    return lambda content: content[: luck.randrange(len(content))]


def flip(luck: random.Random) -> Callable[[bytes], bytes]:
    def flipped(content: bytes) -> bytes:
        damaged = bytearray(content)
        damaged[luck.randrange(len(content))] ^= 1 << luck.randrange(8)
        return bytes(damaged)

    return flipped


@pytest.fixture
def open_store(tmp_path: Path) -> Kept:
    (tmp_path / "home").mkdir()
    return Kept(tmp_path / "home", tmp_path / "copy", closed=False)


@pytest.fixture
def closed_store(tmp_path: Path) -> Kept:
    (tmp_path / "home").mkdir()
    return Kept(tmp_path / "home", tmp_path / "copy", closed=True)


def test_a_log_cut_anywhere_leaves_a_beginning_of_the_history(open_store: Kept) -> None:
    luck = random.Random(4)
    found = Counter(open_store.outcome("sessions.db-wal", cut(luck)) for _ in range(CUTS))
    assert set(found) <= {"whole", "beginning", "begun anew", "refused"}
    assert found["beginning"] > 0


def test_a_log_with_a_flipped_bit_leaves_a_beginning_of_the_history(open_store: Kept) -> None:
    luck = random.Random(5)
    found = Counter(open_store.outcome("sessions.db-wal", flip(luck)) for _ in range(LOG_FLIPS))
    assert set(found) <= {"whole", "beginning", "begun anew", "refused"}
    assert found["beginning"] > 0


def test_a_flipped_bit_in_the_file_is_noticed_or_changes_nothing(closed_store: Kept) -> None:
    luck = random.Random(6)
    found = Counter(closed_store.outcome("sessions.db", flip(luck)) for _ in range(FILE_FLIPS))
    assert set(found) <= {"whole", "refused", "begun anew"}
    assert min(found["whole"], found["refused"]) > 0


def test_the_check_notices_a_history_that_is_another(open_store: Kept) -> None:
    open_store.hashes[EDITS + 1] = "0" * 64
    with pytest.raises(AssertionError):
        open_store.outcome("sessions.db-wal", bytes)
