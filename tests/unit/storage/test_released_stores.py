"""Stores that released versions wrote are brought up to date with nothing lost: tests/samples/schema_*.db."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from selection.storage.database import open_database
from selection.storage.migrations import schema_version
from selection.storage.store import Store
from selection.workshop.audit import Receipt
from selection.workshop.service import Service
from tests.databases import DATABASES
from tests.decisions import small_decision, token

FROZEN = Path(__file__).parents[2] / "samples" / "schema_1.db"
SESSION = "00000000000000000000000000000001"
HEAD = "b86d90ff53def495c12d11344d5a3128033af8a85bdab0af1183e6c0c8783961"


def sqlite_store(folder: Path) -> str:
    shutil.copy(FROZEN, folder / "sessions.db")
    return f"sqlite:///{folder / 'sessions.db'}"


def postgresql_store(folder: Path) -> str:
    """Make the tables as the first released version made them, with the rows of the frozen file."""
    url = DATABASES["postgresql"](folder)
    database = open_database(url)
    frozen = sqlite3.connect(FROZEN)
    with database.writer.begin() as connection:
        for statement in database.migrations[1]:
            connection.exec_driver_sql(statement)
        connection.execute(text("UPDATE meta SET schema_version = 1"))
        for table in ("sessions", "events", "contents", "drafts"):
            found = frozen.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in found.description]
            places = ", ".join(f":{name}" for name in names)
            rows = [dict(zip(names, row, strict=True)) for row in found]
            connection.execute(text(f"INSERT INTO {table} VALUES ({places})"), rows)
    frozen.close()
    database.close()
    return url


STORES = {"sqlite": sqlite_store, "postgresql": postgresql_store}


@pytest.fixture(params=STORES)
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Service]:
    opened = Service(Store(STORES[request.param](tmp_path)))
    yield opened
    opened.close()


def test_a_store_of_the_first_version_is_brought_up_to_date(service: Service) -> None:
    assert service.store_version() == 2


def test_its_owner_still_finds_the_session_and_its_draft(service: Service) -> None:
    ann = token("ann")
    assert [(found.id, found.title, found.mine) for found in service.my_sessions(ann)] == [
        (SESSION, "A later title", True)
    ]
    draft = service.draft(ann, SESSION, "N1")
    assert draft is not None
    assert draft.bytes == b"half a thought"


def test_the_history_ends_with_the_receipt_that_was_given_then(service: Service) -> None:
    assert service.verify(token("ann"), SESSION) == Receipt(4, HEAD, 4)


def test_the_decision_is_what_it_was(service: Service) -> None:
    expected = small_decision().model_copy(update={"title": "A later title"})
    assert service.state(token("ann"), SESSION).decision == expected


def test_the_frozen_file_is_what_the_first_version_wrote(tmp_path: Path) -> None:
    shutil.copy(FROZEN, tmp_path / "copy.db")
    database = open_database(f"sqlite:///{tmp_path / 'copy.db'}")
    with database.engine.begin() as connection:
        assert schema_version(connection) == 1
    database.close()
