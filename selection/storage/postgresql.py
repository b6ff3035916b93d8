"""A PostgreSQL database, in which several processes of the app keep sessions together."""

from collections.abc import Callable

from sqlalchemy import URL, Connection, Engine, create_engine, text

from selection.storage.listening import CHANNEL, Listening
from selection.storage.rows import News

_REFUSAL = "VS001"
"""Raised by our own rules in the database (`selection.storage.failures`)."""


def _rule(name: str, message: str, condition: str = "TRUE") -> str:
    return f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF {condition} THEN
            RAISE EXCEPTION '{message}' USING ERRCODE = '{_REFUSAL}';
        END IF;
        RETURN COALESCE(NEW, OLD);
    END $$"""


MIGRATIONS: dict[int, tuple[str, ...]] = {
    1: (
        "CREATE TABLE meta (schema_version INTEGER NOT NULL)",
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
        )""",
        "CREATE INDEX sessions_by_owner ON sessions (owner_hash)",
        """CREATE TABLE events (
            session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            bytes BYTEA NOT NULL,
            hash TEXT NOT NULL,
            submission TEXT NOT NULL,
            part INTEGER NOT NULL,
            PRIMARY KEY (session, seq),
            UNIQUE (session, submission, part)
        )""",
        """CREATE TABLE contents (
            session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            hash TEXT NOT NULL,
            nonce BYTEA NOT NULL,
            bytes BYTEA NOT NULL,
            PRIMARY KEY (session, hash)
        )""",
        "CREATE INDEX contents_by_event ON contents (session, seq)",
        """CREATE TABLE drafts (
            session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            actor TEXT NOT NULL,
            subject TEXT NOT NULL,
            revision INTEGER NOT NULL,
            bytes BYTEA NOT NULL,
            updated TEXT NOT NULL,
            PRIMARY KEY (session, actor, subject)
        )""",
        _rule("events_are_not_changed", "events are not changed"),
        """CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
            FOR EACH ROW EXECUTE FUNCTION events_are_not_changed()""",
        # Events leave only with their whole session, whose row is gone by the time the deletion reaches them.
        _rule(
            "events_are_not_removed",
            "events are not removed",
            "EXISTS (SELECT 1 FROM sessions WHERE id = OLD.session)",
        ),
        """CREATE TRIGGER events_are_not_removed BEFORE DELETE ON events
            FOR EACH ROW EXECUTE FUNCTION events_are_not_removed()""",
        """CREATE TRIGGER events_are_not_emptied BEFORE TRUNCATE ON events
            EXECUTE FUNCTION events_are_not_changed()""",
        _rule("contents_are_not_changed", "contents are erased or stay"),
        """CREATE TRIGGER contents_are_not_changed BEFORE UPDATE ON contents
            FOR EACH ROW EXECUTE FUNCTION contents_are_not_changed()""",
    ),
    2: (
        """CREATE TABLE seats (
            session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            token_hash TEXT NOT NULL,
            participant TEXT NOT NULL,
            PRIMARY KEY (session, token_hash)
        )""",
        "CREATE INDEX seats_by_token ON seats (token_hash)",
        "INSERT INTO seats SELECT id, owner_hash, owner FROM sessions",
        """CREATE TABLE links (
            hash TEXT PRIMARY KEY,
            session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
            link TEXT NOT NULL
        )""",
        "CREATE INDEX links_by_session ON links (session)",
        "ALTER TABLE sessions ADD COLUMN archived INTEGER NOT NULL DEFAULT 0",
        "DROP INDEX sessions_by_owner",
        "ALTER TABLE sessions DROP COLUMN owner_hash",
    ),
}

_MIGRATING = 0x5E1EC7
"""Names, among all locks of the database, the one for bringing its tables up to date."""


class Postgresql:
    """A database on a server.

    Parameters
    ----------
    address
        Where it is.
    patience
        How many seconds to wait for another writer, for the server, or for a connection to become free.
    """

    migrations = MIGRATIONS

    def __init__(self, address: URL, patience: float) -> None:
        self._address = address
        self._listening: Listening | None = None
        milliseconds = int(patience * 1000)
        limits = f"-c lock_timeout={milliseconds} -c statement_timeout={6 * milliseconds}"
        self.engine = create_engine(
            address.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            pool_timeout=patience,
            # The server may have been restarted since.
            pool_pre_ping=True,
            connect_args={"options": limits, "connect_timeout": max(2, int(patience))},
            # What is read in several steps is read as it was at one moment.
            isolation_level="REPEATABLE READ",
        )
        self.writer: Engine = self.engine.execution_options(isolation_level="READ COMMITTED")

    def make_ready(self) -> None:
        """Do nothing: readers read while somebody writes."""

    def lock_for_migration(self, connection: Connection) -> None:
        """Wait until nobody else brings the tables up to date."""
        connection.execute(text("SELECT pg_advisory_xact_lock(:name)"), {"name": _MIGRATING})

    def announce(self, connection: Connection, news: News) -> None:
        """Tell other processes, once the transaction is through."""
        said = f"{news.session} {news.seq} {int(news.quiet)}"
        connection.execute(text("SELECT pg_notify(:channel, :said)"), {"channel": CHANNEL, "said": said})

    def listen(self, heard: Callable[[News], None]) -> None:
        """Be told of what any process announces, in a thread of its own, until it is closed."""
        self._listening = Listening(self._address, heard)

    def close(self) -> None:
        """Let go of the server."""
        if self._listening is not None:
            self._listening.end()
        self.engine.dispose()

    def forget_deleted(self) -> None:
        """Write the tables from which something was deleted anew, without it.

        The server's own log and its older backups are the operator's.
        """
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in ("contents", "drafts", "events", "sessions"):
                connection.execute(text(f"VACUUM FULL {table}"))
