"""What can't be stored is refused in our words, and nothing of it is there."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from selection.errors import NotFound, StorageError, StoreBusy
from selection.storage.store import Store
from selection.workshop.events import Edit
from selection.workshop.service import Service
from tests.decisions import need, small_decision
from tests.faults.writers import OWNER

# What SQLAlchemy keeps open, and opens beyond that in a rush.
CONNECTIONS = 15
BIG = Edit("need", ("N1",), need("N1", reason="because " * 600))


@pytest.fixture
def hurried(file: Path) -> Store:
    """A second program that waits for nobody."""
    return Store(f"sqlite:///{file}", patience=0.05)


def test_a_full_disk_is_told_and_the_submission_is_not_half_there(service: Service, file: Path) -> None:
    session = service.open_session(OWNER, small_decision())
    store = service._store
    with store._database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError) as caught:
        service.submit(OWNER, session, [BIG] * 20, 1, "x1")
    assert caught.value.code == "disk_full"
    assert service.state(OWNER, session).decision == small_decision()
    with store._database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert service.submit(OWNER, session, [BIG] * 20, 1, "x1").version == 21


WRITES: dict[str, Callable[[Service, str], object]] = {
    "open_session": lambda service, session: service.open_session(OWNER, small_decision()),
    "submit": lambda service, session: service.submit(OWNER, session, Edit("title", (), "B"), 1, "x1"),
    "save_draft": lambda service, session: service.save_draft(OWNER, session, "N1", 1, b"x"),
    "drop_draft": lambda service, session: service.drop_draft(OWNER, session, "N1"),
    "delete_session": lambda service, session: service.delete_session(OWNER, session),
}


@pytest.mark.parametrize("name", WRITES)
def test_another_program_that_does_not_finish_is_waited_for_only_so_long(
    service: Service, hurried: Store, name: str
) -> None:
    session = service.open_session(OWNER, small_decision())
    waiting = Service(hurried)
    with service._store._writing(), pytest.raises(StoreBusy) as caught:
        WRITES[name](waiting, session)
    assert (caught.value.code, caught.value.figures) == ("store_busy", {"seconds": 0.05})
    assert waiting.state(OWNER, session) == service.state(OWNER, session)
    WRITES[name](waiting, session)
    waiting.close()


def test_an_export_that_can_t_be_stored_now_is_not_called_unreadable(
    service: Service, hurried: Store
) -> None:
    session = service.open_session(OWNER, small_decision())
    file = service.export(OWNER, session)
    service.delete_session(OWNER, session)
    waiting = Service(hurried)
    with service._store._writing(), pytest.raises(StoreBusy):
        waiting.import_session(OWNER, file)
    assert waiting.import_session(OWNER, file) == session
    waiting.close()


def test_a_writer_of_the_same_program_is_waited_for_only_so_long(hurried: Store) -> None:
    waiting = Service(hurried)
    session = waiting.open_session(OWNER, small_decision())
    with hurried._together.alone(), pytest.raises(StoreBusy):
        waiting.submit(OWNER, session, Edit("title", (), "B"), 1, "x1")
    assert waiting.submit(OWNER, session, Edit("title", (), "B"), 1, "x1").version == 2
    waiting.close()


def test_a_crowd_of_readers_is_waited_for_only_so_long(hurried: Store) -> None:
    newest = hurried.schema_version()
    with ExitStack() as crowd:
        for _ in range(CONNECTIONS):
            crowd.enter_context(hurried._reading())
        with pytest.raises(StoreBusy):
            hurried.schema_version()
    assert hurried.schema_version() == newest
    hurried.close()


def test_reading_waits_for_no_writer(service: Service, hurried: Store) -> None:
    session = service.open_session(OWNER, small_decision())
    reader = Service(hurried)
    with service._store._writing():
        assert reader.state(OWNER, session).version == 1
    reader.close()


def test_an_erasure_that_a_reader_holds_up_says_so_and_is_finished_by_another(
    service: Service, hurried: Store, file: Path
) -> None:
    session = service.open_session(OWNER, small_decision())
    eraser = Service(hurried)
    with service._store._reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM events").scalar_one()
        with pytest.raises(StoreBusy):
            eraser.erase_person(OWNER, session, "Dana Levi", 1)
    assert eraser.state(OWNER, session).version == 2
    with pytest.raises(NotFound):
        eraser.erase_person(OWNER, session, "Dana Levi", 2)
    assert b"Dana Levi" not in b"".join(path.read_bytes() for path in file.parent.iterdir())
    hurried.close()


def test_a_store_whose_file_is_damaged_says_so(service: Service, file: Path) -> None:
    session = service.open_session(OWNER, small_decision())
    service.close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(StorageError) as caught:
        service.state(OWNER, session)
    assert caught.value.code == "store_damaged"
