"""One SQLite file, opened so that what it acknowledges stays."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from selection.errors import StorageError
from selection.storage.failures import store_busy
from selection.storage.rows import News

MIGRATIONS: dict[int, tuple[str, ...]] = {
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
    2: (
        """CREATE TABLE seats (
            session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            token_hash TEXT NOT NULL,
            participant TEXT NOT NULL,
            PRIMARY KEY (session, token_hash)
        ) STRICT""",
        "CREATE INDEX seats_by_token ON seats (token_hash)",
        "INSERT INTO seats SELECT id, owner_hash, owner FROM sessions",
        """CREATE TABLE links (
            hash TEXT PRIMARY KEY,
            session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            link TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX links_by_session ON links (session)",
        "ALTER TABLE sessions ADD COLUMN archived INTEGER NOT NULL DEFAULT 0",
        "DROP INDEX sessions_by_owner",
        "ALTER TABLE sessions DROP COLUMN owner_hash",
    ),
}

_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)


class Sqlite:
    """A database file, made if need be for its owner's eyes only.

    Parameters
    ----------
    address
        Where it is.
    patience
        How many seconds to wait for another writer, or for a connection to become free.

    Raises
    ------
    StorageError
        If it is no file we can keep sessions in.
    """

    migrations = MIGRATIONS

    def __init__(self, address: URL, patience: float) -> None:
        if address.database in (None, "", ":memory:"):
            raise StorageError("database_forgets")
        if not address.query:
            _make_private(Path(str(address.database)))
        self._patience = patience
        self.engine = create_engine(address, hide_parameters=True, pool_timeout=patience)
        self.writer: Engine = self.engine.execution_options(writes=True)
        event.listen(self.engine, "connect", partial(_prepare, int(patience * 1000)))
        event.listen(self.engine, "begin", _begin)

    def make_ready(self) -> None:
        """Let readers read while somebody writes."""
        _outside_transactions(self.engine, "PRAGMA journal_mode = WAL")

    def lock_for_migration(self, connection: Connection) -> None:
        """Do nothing: a transaction that writes is alone already."""

    def announce(self, connection: Connection, news: News) -> None:
        """Do nothing: other processes find it by asking for the version."""

    def listen(self, heard: Callable[[News], None]) -> None:
        """Do nothing: nobody announces anything."""

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def forget_deleted(self) -> None:
        """Leave nothing of what was deleted in the file, nor beside it.

        Deleting is overwriting, but what was moved from page to page before left copies in their gaps: only
        a file that is written anew has none.

        Raises
        ------
        StoreBusy
            If somebody was reading all the time.
        """
        _outside_transactions(self.engine, "VACUUM")
        if _outside_transactions(self.engine, "PRAGMA wal_checkpoint(TRUNCATE)"):
            raise store_busy(self._patience)


def _outside_transactions(engine: Engine, statement: str) -> object:
    """Run a statement and give the first figure of its answer."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(statement)
        return (cursor.fetchone() or (None,))[0]
    finally:
        connection.close()


def _make_private(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_CREAT | os.O_RDONLY, 0o600))
    except OSError as error:
        raise StorageError("store_not_opening", str(file), number=error.errno) from None


def _prepare(milliseconds: int, connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver would begin transactions by itself, and too late; `_begin` says when and which.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"PRAGMA busy_timeout = {milliseconds}", *_PRAGMAS):
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
