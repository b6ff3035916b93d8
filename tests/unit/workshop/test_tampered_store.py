"""A store that was changed behind the program's back does not pass for the truth."""

import sqlite3
from pathlib import Path

import pytest

from selection.errors import ChainBroken
from selection.storage.store import Store
from selection.workshop.events import Edit
from selection.workshop.service import Service

RETITLED = Edit("title", (), "B")


def altered(file: Path, *statements: str) -> None:
    """Change a store the way its owner could, past the triggers."""
    connection = sqlite3.connect(file)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for statement in (*(f"DROP TRIGGER {name}" for (name,) in triggers), *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("statement", "first_bad"),
    [
        ("UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), 'B', 'X') AS BLOB) WHERE seq = 2", 2),
        ("UPDATE events SET hash = '{}' WHERE seq = 2", 2),
        ("DELETE FROM events WHERE seq = 3", 3),
        ("DELETE FROM events WHERE seq = 2", 2),
        ("UPDATE sessions SET head_seq = 2", 3),
        ("UPDATE sessions SET head_hash = (SELECT hash FROM events WHERE seq = 1)", 3),
    ],
)
def test_a_history_that_was_changed_in_the_file_is_not_shown(
    service: Service, ann: str, session: str, file: Path, statement: str, first_bad: int
) -> None:
    for version, title in ((1, "B"), (2, "C")):
        service.submit(ann, session, Edit("title", (), title), version, title)
    altered(file, statement)
    reader = Service(Store(f"sqlite:///{file}"))
    for use in (reader.verify, reader.state):
        with pytest.raises(ChainBroken) as caught:
            use(ann, session)
        assert caught.value.figures == {"first_bad_seq": first_bad}
    reader.close()


def test_a_history_that_was_not_changed_is_shown(
    service: Service, ann: str, session: str, file: Path
) -> None:
    receipt = service.submit(ann, session, RETITLED, 1, "x1")
    altered(file)
    reader = Service(Store(f"sqlite:///{file}"))
    assert (reader.verify(ann, session), reader.state(ann, session)) == (receipt, service.state(ann, session))
    reader.close()


def test_a_history_that_was_cut_and_listed_as_shorter_is_caught_by_whoever_knows_more(
    service: Service, ann: str, session: str, file: Path
) -> None:
    receipt = service.submit(ann, session, RETITLED, 1, "x1")
    service.state(ann, session)
    altered(
        file,
        "UPDATE sessions SET head_seq = 1, head_hash = (SELECT hash FROM events WHERE seq = 1)",
        "DELETE FROM events WHERE seq = 2",
    )
    for use in (service.state, service.verify):
        with pytest.raises(ChainBroken):
            use(ann, session)
    fresh = Service(Store(f"sqlite:///{file}"))
    assert fresh.verify(ann, session).seq == 1
    with pytest.raises(ChainBroken) as caught:
        fresh.verify(ann, session, [receipt])
    fresh.close()
    assert (caught.value.code, caught.value.figures) == ("receipt_not_in_chain", {"first_bad_seq": 2})


def test_a_personal_text_that_was_changed_in_the_file_is_not_shown(
    service: Service, ann: str, session: str, file: Path
) -> None:
    renamed = "replace(CAST(bytes AS TEXT), 'Dana Levi', 'Dina Levi')"
    altered(file, f"UPDATE contents SET bytes = CAST({renamed} AS BLOB)")
    for use in (service.state, service.verify, service.history):
        with pytest.raises(ChainBroken, match="content_altered"):
            use(ann, session)
