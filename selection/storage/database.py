"""Which database: the one the environment names, opened as its kind demands."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from platformdirs import user_data_dir
from sqlalchemy import URL, Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from selection.errors import StorageError
from selection.storage.failures import PATIENCE
from selection.storage.postgresql import Postgresql
from selection.storage.rows import News
from selection.storage.sqlite import Sqlite


class Database(Protocol):
    """What the store needs of a database."""

    engine: Engine
    """For reading: everything in one transaction as it was at one moment."""
    writer: Engine
    """For writing: what is read again in the transaction is what others have written."""
    migrations: dict[int, tuple[str, ...]]

    def make_ready(self) -> None:
        """Prepare it, once, before its tables are looked at."""

    def lock_for_migration(self, connection: Connection) -> None:
        """Keep others from bringing the tables up to date at the same time."""

    def announce(self, connection: Connection, news: News) -> None:
        """Tell other processes, once the transaction is through."""

    def listen(self, heard: Callable[[News], None]) -> None:
        """Be told of what other processes announce, in a thread of its own, until it is closed."""

    def close(self) -> None:
        """Let go of it."""

    def forget_deleted(self) -> None:
        """Leave no trace of what was deleted."""


_KINDS: Mapping[str, type[Sqlite] | type[Postgresql]] = {
    "sqlite": Sqlite,
    "postgresql": Postgresql,
    "postgres": Postgresql,
}


def store_url(environ: Mapping[str, str] = os.environ) -> str:
    """Name the database: `DATABASE_URL`, else ``sessions.db`` in the home the system gives us.

    `VENDOR_SELECTION_HOME` names another home.
    """
    if environ.get("DATABASE_URL"):
        return environ["DATABASE_URL"]
    home = environ.get("VENDOR_SELECTION_HOME") or user_data_dir("vendor-selection", appauthor=False)
    database = str(Path(home).expanduser().absolute() / "sessions.db")
    return URL.create("sqlite", database=database).render_as_string(hide_password=False)


def open_database(url: str, patience: float = PATIENCE) -> Database:
    """Open a database.

    Parameters
    ----------
    url
        Where it is.
    patience
        How many seconds to wait for others.

    Raises
    ------
    StorageError
        If it is no database we can keep sessions in. The address is not repeated: it may hold a password.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        raise StorageError("database_url_unreadable") from None
    kind = address.drivername.partition("+")[0]
    if kind not in _KINDS:
        raise StorageError("database_not_supported", found=kind, allowed=["sqlite", "postgresql"])
    return _KINDS[kind](address, patience)
