"""A store is brought up to date step by step, each whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from selection.errors import SchemaTooNew, StorageError
from selection.storage.database import open_engine
from selection.storage.failures import told_in_our_words
from selection.storage.migrations import MIGRATIONS, migrate, schema_version
from selection.storage.store import CONTENTS, DRAFTS, EVENTS, SESSIONS, Store

NEXT = {**MIGRATIONS, 2: ("CREATE TABLE notes (text TEXT)", "INSERT INTO notes VALUES ('moved in')")}
FAILING = {**MIGRATIONS, 2: ("CREATE TABLE notes (text TEXT)", "INSERT INTO nowhere VALUES (1)")}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sessions.db"


def engine_of(file: Path) -> Engine:
    return open_engine(f"sqlite:///{file}")


def up_to_date(file: Path, migrations: dict[int, tuple[str, ...]]) -> int:
    engine = engine_of(file)
    try:
        with told_in_our_words():
            migrate(engine, engine.execution_options(writes=True), migrations)
        return version_of(file)
    finally:
        engine.dispose()


def version_of(file: Path) -> int:
    engine = engine_of(file)
    with engine.connect() as connection:
        version = schema_version(connection)
    engine.dispose()
    return version


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert list(MIGRATIONS) == list(range(1, len(MIGRATIONS) + 1))


def test_an_empty_file_has_no_version_and_an_opened_one_the_newest(file: Path) -> None:
    assert version_of(file) == 0
    Store(f"sqlite:///{file}").close()
    assert version_of(file) == max(MIGRATIONS)


def test_the_tables_have_the_columns_the_store_writes(file: Path) -> None:
    Store(f"sqlite:///{file}").close()
    engine = engine_of(file)
    tables = inspect(engine)
    for table in (SESSIONS, EVENTS, CONTENTS, DRAFTS):
        assert {column["name"] for column in tables.get_columns(table.name)} == {
            c.name for c in table.columns
        }
    engine.dispose()


def test_a_store_takes_the_steps_it_has_not_taken(file: Path) -> None:
    Store(f"sqlite:///{file}").close()
    assert up_to_date(file, NEXT) == 2
    assert up_to_date(file, NEXT) == 2


def test_a_step_that_fails_leaves_the_store_as_it_was(file: Path) -> None:
    Store(f"sqlite:///{file}").close()
    with pytest.raises(StorageError) as caught:
        up_to_date(file, FAILING)
    assert caught.value.code == "store_failed"
    assert version_of(file) == 1
    assert up_to_date(file, NEXT) == 2


def test_a_store_of_a_newer_program_is_left_alone(file: Path) -> None:
    assert up_to_date(file, NEXT) == 2
    with pytest.raises(SchemaTooNew) as caught:
        Store(f"sqlite:///{file}")
    assert (caught.value.code, caught.value.figures) == ("schema_too_new", {"found": 2, "allowed": 1})
    assert version_of(file) == 2


def test_ten_programs_bring_one_store_up_to_date_together(file: Path) -> None:
    with ThreadPoolExecutor(10) as threads:
        assert list(threads.map(lambda _: up_to_date(file, NEXT), range(10))) == [2] * 10
    engine = engine_of(file)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM notes").scalar_one() == 1
    engine.dispose()
