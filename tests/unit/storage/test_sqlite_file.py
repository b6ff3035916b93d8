"""How the file is opened, who may read it, and what it refuses by itself."""

import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from selection.errors import StorageError
from selection.storage.database import store_url
from selection.storage.rows import Draft, Seat
from selection.storage.sqlite import MIGRATIONS
from selection.storage.store import Store
from selection.workshop.contents import put_aside
from tests.contract.test_store import SESSION, TIME, Submission, step, submission
from tests.databases import append


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "sessions.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{file}")
    opened.open_session(SESSION, "a1", submission("x0", 1))
    yield opened
    opened.close()


@pytest.fixture
def direct(store: Store, file: Path) -> Iterator[sqlite3.Connection]:
    """A connection past the store, with the rules that lie in the file itself."""
    content, _ = put_aside("Dana")
    append(store, SESSION, Submission("x1", (step(2, content),), "T", TIME))
    connection = sqlite3.connect(file)
    yield connection
    connection.close()


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_and_its_log_are_for_their_owner_alone(store: Store, file: Path) -> None:
    modes = {path.name: mode(path) for path in (file, *file.parent.iterdir())}
    assert modes == {"sessions.db": 0o600, "sessions.db-wal": 0o600, "sessions.db-shm": 0o600}
    assert mode(file.parent) == 0o700


def test_every_connection_waits_its_turn_and_acknowledges_what_the_disk_has(
    store: Store,
) -> None:
    with store._database.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "secure_delete")
        }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "busy_timeout": 10_000,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET bytes = x'00'",
        "UPDATE events SET submission = 'other'",
        "DELETE FROM events",
        "DELETE FROM events WHERE seq = 2",
        "INSERT OR REPLACE INTO events SELECT session, seq, x'00', hash, submission, part FROM events",
        "INSERT OR REPLACE INTO events SELECT session, 9, x'00', hash, submission, part FROM events",
        "UPDATE contents SET bytes = x'00'",
        "INSERT INTO events VALUES ('nobody', 1, x'00', 'h', 'x', 0)",
    ],
)
def test_the_file_itself_refuses_to_change_what_happened(direct: sqlite3.Connection, statement: str) -> None:
    direct.execute("PRAGMA foreign_keys = ON")
    before = direct.execute("SELECT * FROM events").fetchall()
    with pytest.raises(sqlite3.IntegrityError):
        direct.execute(statement)
    assert direct.execute("SELECT * FROM events").fetchall() == before


def test_events_leave_with_their_whole_session_only(direct: sqlite3.Connection) -> None:
    direct.execute("PRAGMA foreign_keys = ON")
    direct.execute("DELETE FROM sessions")
    left = [direct.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("events", "contents")]
    assert left == [0, 0]


def test_a_refused_change_is_told_as_what_it_is(store: Store) -> None:
    with pytest.raises(StorageError) as caught, store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM events")
    assert caught.value.code == "history_is_final"


def test_twenty_first_visitors_at_once_find_one_store(file: Path) -> None:
    def open_and_write(number: int) -> int:
        store = Store(f"sqlite:///{file}")
        session = f"{number:016d}"
        seats = (Seat("h", "a"),)
        store.open_session(session, "a", submission("x0", 1, session=session, seats=seats))
        version = store.schema_version()
        store.close()
        return version

    with ThreadPoolExecutor(20) as threads:
        assert list(threads.map(open_and_write, range(20))) == [max(MIGRATIONS)] * 20
    store = Store(f"sqlite:///{file}")
    assert len(store.sessions_of("h")) == 20
    store.close()


def test_a_dropped_draft_leaves_nothing_in_the_file(store: Store, file: Path) -> None:
    store.save_draft(SESSION, "a1", "N1", Draft(1, b"Dana is slow", TIME))
    store.drop_draft(SESSION, "a1", "N1")
    store.forget_deleted()
    assert [path.name for path in file.parent.iterdir() if b"Dana is slow" in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("environ", "url"),
    [
        ({"DATABASE_URL": "sqlite:////srv/x.db"}, "sqlite:////srv/x.db"),
        ({"DATABASE_URL": "sqlite:////srv/x.db", "VENDOR_SELECTION_HOME": "/srv"}, "sqlite:////srv/x.db"),
        ({"DATABASE_URL": "", "VENDOR_SELECTION_HOME": "/srv/a b?c"}, "sqlite:////srv/a b%3Fc/sessions.db"),
    ],
)
def test_the_environment_says_where(environ: dict[str, str], url: str) -> None:
    assert store_url(environ) == url


def test_without_a_word_sessions_live_where_the_system_keeps_a_users_data() -> None:
    assert store_url({}).endswith("/vendor-selection/sessions.db")


@pytest.mark.parametrize(
    ("url", "code", "figures"),
    [
        (
            "mysql://ann:secret@db/x",
            "database_not_supported",
            {"found": "mysql", "allowed": ["sqlite", "postgresql"]},
        ),
        ("ann:secret@db", "database_url_unreadable", {}),
        ("sqlite://", "database_forgets", {}),
        ("sqlite:///:memory:", "database_forgets", {}),
    ],
)
def test_another_kind_of_database_is_refused_without_repeating_its_password(
    url: str, code: str, figures: dict[str, str]
) -> None:
    with pytest.raises(StorageError) as caught:
        Store(url)
    assert (caught.value.code, caught.value.figures) == (code, figures)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(StorageError) as caught:
        Store(f"sqlite:///{file}")
    assert caught.value.code == "store_damaged"
    assert file.read_bytes() == b"Dear diary, " * 1000


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError) as caught:
        Store(f"sqlite:///{tmp_path}/file/sessions.db")
    assert (caught.value.code, caught.value.where) == ("store_not_opening", f"{tmp_path}/file/sessions.db")


def test_a_store_that_may_only_be_read_is_read_and_not_written(store: Store, file: Path) -> None:
    reader = Store(f"sqlite:///file:{file}?mode=ro&uri=true")
    assert len(reader.tail(SESSION).records) == 1
    with pytest.raises(StorageError) as caught:
        append(reader, SESSION, submission("x1", 2))
    assert caught.value.code == "store_read_only"
    reader.close()
    assert len(store.tail(SESSION).records) == 1
