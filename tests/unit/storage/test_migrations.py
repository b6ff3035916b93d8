"""A store is brought up to date step by step, each whole or not at all, whichever database it stands on."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import inspect

from selection.errors import SchemaTooNew, StorageError
from selection.storage import postgresql, sqlite
from selection.storage.database import Database, open_database
from selection.storage.failures import told_in_our_words
from selection.storage.migrations import migrate, schema_version
from selection.storage.rows import CONTENTS, DRAFTS, EVENTS, LINKS, SEATS, SESSIONS
from selection.storage.store import Store
from tests.databases import DATABASES

NEWEST = max(sqlite.MIGRATIONS)
NEWER = NEWEST + 1
NEXT = ("CREATE TABLE notes (text TEXT)", "INSERT INTO notes VALUES ('moved in')")
FAILING = ("CREATE TABLE notes (text TEXT)", "INSERT INTO nowhere VALUES (1)")


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return DATABASES[request.param](tmp_path)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = open_database(url)
    yield opened
    opened.engine.dispose()


def up_to_date(url: str, step: tuple[str, ...]) -> int:
    """Open a store as a program would that knows one step more."""
    database = open_database(url)
    database.migrations = {**database.migrations, NEWER: step}
    try:
        with told_in_our_words():
            migrate(database)
        return version_of(database)
    finally:
        database.engine.dispose()


def version_of(database: Database) -> int:
    with database.engine.begin() as connection:
        return schema_version(connection)


def test_the_steps_are_numbered_without_a_gap_and_alike() -> None:
    assert (
        list(sqlite.MIGRATIONS) == list(postgresql.MIGRATIONS) == list(range(1, len(sqlite.MIGRATIONS) + 1))
    )


def test_an_empty_database_has_no_version_and_an_opened_one_the_newest(url: str, database: Database) -> None:
    assert version_of(database) == 0
    Store(url).close()
    assert version_of(database) == max(database.migrations)


def test_the_tables_have_the_columns_the_store_writes(url: str, database: Database) -> None:
    Store(url).close()
    tables = inspect(database.engine)
    for table in (SESSIONS, EVENTS, CONTENTS, DRAFTS, SEATS, LINKS):
        found = {column["name"] for column in tables.get_columns(table.name)}
        assert found == {column.name for column in table.columns}


def test_a_store_takes_the_steps_it_has_not_taken(url: str) -> None:
    Store(url).close()
    assert up_to_date(url, NEXT) == NEWER
    assert up_to_date(url, NEXT) == NEWER


def test_a_step_that_fails_leaves_the_store_as_it_was(url: str, database: Database) -> None:
    Store(url).close()
    with pytest.raises(StorageError) as caught:
        up_to_date(url, FAILING)
    assert caught.value.code == "store_failed"
    assert version_of(database) == NEWEST
    assert up_to_date(url, NEXT) == NEWER


def test_a_store_of_a_newer_program_is_left_alone(url: str, database: Database) -> None:
    assert up_to_date(url, NEXT) == NEWER
    with pytest.raises(SchemaTooNew) as caught:
        Store(url)
    assert (caught.value.code, caught.value.figures) == (
        "schema_too_new",
        {"found": NEWER, "allowed": NEWEST},
    )
    assert version_of(database) == NEWER


def test_ten_programs_bring_one_store_up_to_date_together(url: str, database: Database) -> None:
    with ThreadPoolExecutor(10) as threads:
        assert list(threads.map(lambda _: up_to_date(url, NEXT), range(10))) == [NEWER] * 10
    with database.engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM notes").scalar_one() == 1
