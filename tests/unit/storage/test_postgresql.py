"""What a PostgreSQL server is asked for beyond what every store does, and what its refusals become."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from selection.errors import StorageError, StoreBusy
from selection.storage.store import Draft, Store
from selection.workshop.contents import put_aside
from tests.contract.test_store import SESSION, TIME, Submission, step, submission
from tests.databases import append, postgresql_url


@pytest.fixture
def url(tmp_path: Path) -> str:
    return postgresql_url(tmp_path)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store(url)
    content, _ = put_aside("Dana")
    opened.open_session(SESSION, "a1", submission("x0", 1))
    append(opened, SESSION, Submission("x1", (step(2, content),), "T", TIME))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET hash = 'x'",
        "DELETE FROM events",
        "TRUNCATE events",
        "TRUNCATE sessions CASCADE",
        "UPDATE contents SET bytes = ''",
    ],
)
def test_the_database_itself_refuses_to_change_what_happened(store: Store, url: str, statement: str) -> None:
    with psycopg.connect(url) as connection, pytest.raises(psycopg.Error) as caught:
        connection.execute(statement.encode())
    assert caught.value.sqlstate == "VS001"
    assert len(store.tail(SESSION).records) == 2


def test_a_refused_change_is_told_as_what_it_is(store: Store) -> None:
    with pytest.raises(StorageError) as caught, store._writing() as connection:
        connection.execute(text("DELETE FROM events"))
    assert caught.value.code == "history_is_final"


def test_a_server_that_is_not_there_is_told_without_repeating_the_password() -> None:
    with pytest.raises(StorageError) as caught:
        Store("postgresql://ann:secret@127.0.0.1:9/x", patience=1)
    assert caught.value.code == "store_not_opening"
    assert "secret" not in str(caught.value)


def test_a_database_that_is_not_there_is_told(url: str) -> None:
    with pytest.raises(StorageError) as caught:
        Store(url.replace("store_", "nowhere_"))
    assert caught.value.code == "store_not_opening"


def test_another_program_that_does_not_finish_is_waited_for_only_so_long(store: Store, url: str) -> None:
    hurried = Store(url, patience=0.2)
    with psycopg.connect(url) as other:
        other.execute("SELECT * FROM sessions FOR UPDATE")
        with pytest.raises(StoreBusy) as caught:
            append(hurried, SESSION, submission("x2", 3))
    assert (caught.value.code, caught.value.figures) == ("store_busy", {"seconds": 0.2})
    assert append(hurried, SESSION, submission("x2", 3)) == store.submission(SESSION, "x2")
    hurried.close()


def test_a_tail_is_read_as_it_was_at_one_moment(store: Store) -> None:
    with store._reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM events")).scalar_one()
        append(store, SESSION, submission("x2", 3))
        assert connection.execute(text("SELECT count(*) FROM events")).scalar_one() == before
    assert len(store.tail(SESSION).records) == before + 1


def test_an_erased_text_and_a_dropped_draft_leave_no_trace_in_the_tables(store: Store, url: str) -> None:
    dana, _ = put_aside("Zofia Wrona-Kowalska")
    append(store, SESSION, Submission("x2", (step(3, dana),), "T", TIME))
    store.save_draft(SESSION, "a1", "N1", Draft(1, b"Zofia Wrona-Kowalska is slow", TIME))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        database = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        (oid,) = database.fetchone() or (0,)
        (home,) = connection.execute("SHOW data_directory").fetchone() or ("",)
    tables = Path(home) / "base" / str(oid)

    def occurrences() -> int:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
        return sum(b"Zofia Wrona-Kowalska" in path.read_bytes() for path in tables.iterdir())

    assert occurrences() == 2
    store.drop_draft(SESSION, "a1", "N1")
    append(store, SESSION, submission("x3", 4), erasing=[dana.hash])
    assert occurrences() == 0
