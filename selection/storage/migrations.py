"""How the store's tables came to be, step by step; a step that was released is never edited."""

from collections.abc import Mapping

from sqlalchemy import Connection, Engine, inspect, text

from selection.errors import SchemaTooNew

MIGRATIONS: Mapping[int, tuple[str, ...]] = {
    1: (
        "CREATE TABLE meta (schema_version INTEGER NOT NULL) STRICT",
        "INSERT INTO meta VALUES (0)",
        """CREATE TABLE sessions (
            id TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            owner_hash TEXT NOT NULL,
            title TEXT NOT NULL,
            created TEXT NOT NULL,
            updated TEXT NOT NULL,
            head_seq INTEGER NOT NULL,
            head_hash TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX sessions_by_owner ON sessions (owner_hash)",
        """CREATE TABLE events (
            session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            hash TEXT NOT NULL,
            submission TEXT NOT NULL,
            part INTEGER NOT NULL,
            PRIMARY KEY (session, seq),
            UNIQUE (session, submission, part)
        ) STRICT""",
        """CREATE TABLE contents (
            session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            hash TEXT NOT NULL,
            nonce BLOB NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (session, hash)
        ) STRICT""",
        "CREATE INDEX contents_by_event ON contents (session, seq)",
        """CREATE TABLE drafts (
            session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            actor TEXT NOT NULL,
            subject TEXT NOT NULL,
            revision INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            updated TEXT NOT NULL,
            PRIMARY KEY (session, actor, subject)
        ) STRICT""",
        """CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
            BEGIN SELECT RAISE(ABORT, 'events are not changed'); END""",
        # Replacing is neither an update nor, to every connection, a deletion.
        """CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON events
            WHEN EXISTS (SELECT 1 FROM events WHERE session = NEW.session
                AND (seq = NEW.seq OR (submission = NEW.submission AND part = NEW.part)))
            BEGIN SELECT RAISE(ABORT, 'events are not replaced'); END""",
        # Events leave only with their whole session, whose row is gone by the time the deletion reaches them.
        """CREATE TRIGGER events_are_not_removed BEFORE DELETE ON events
            WHEN EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session)
            BEGIN SELECT RAISE(ABORT, 'events are not removed'); END""",
        """CREATE TRIGGER contents_are_not_changed BEFORE UPDATE ON contents
            BEGIN SELECT RAISE(ABORT, 'contents are erased or stay'); END""",
    ),
}


def migrate(reader: Engine, writer: Engine, migrations: Mapping[int, tuple[str, ...]] = MIGRATIONS) -> None:
    """Bring a store up to date, each step in one transaction with its record.

    Raises
    ------
    SchemaTooNew
        If a newer version of the program has been here.
    """
    newest = max(migrations)
    while (version := _version(reader)) < newest:
        with writer.begin() as connection:
            if schema_version(connection) == version:
                _take_step(connection, version + 1, migrations[version + 1])
    if version > newest:
        raise SchemaTooNew("schema_too_new", found=version, allowed=newest)


def schema_version(connection: Connection) -> int:
    """Tell up to which step a store has come; 0 if it is empty."""
    if not inspect(connection).has_table("meta"):
        return 0
    return int(connection.execute(text("SELECT schema_version FROM meta")).scalar_one())


def _version(reader: Engine) -> int:
    with reader.begin() as connection:
        return schema_version(connection)


def _take_step(connection: Connection, version: int, statements: tuple[str, ...]) -> None:
    for statement in statements:
        connection.execute(text(statement))
    connection.execute(text("UPDATE meta SET schema_version = :version"), {"version": version})
