"""Which database, and how it is opened so that what it acknowledges stays."""

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from platformdirs import user_data_dir
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from selection.errors import StorageError
from selection.storage.failures import PATIENCE

_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)


def store_url(environ: Mapping[str, str] = os.environ) -> str:
    """Name the database: `DATABASE_URL`, else ``sessions.db`` in the home the system gives us.

    `VENDOR_SELECTION_HOME` names another home.
    """
    if environ.get("DATABASE_URL"):
        return environ["DATABASE_URL"]
    home = environ.get("VENDOR_SELECTION_HOME") or user_data_dir("vendor-selection", appauthor=False)
    database = str(Path(home).expanduser().absolute() / "sessions.db")
    return URL.create("sqlite", database=database).render_as_string(hide_password=False)


def open_engine(url: str, patience: float = PATIENCE) -> Engine:
    """Open a database file, made if need be for its owner's eyes only.

    Parameters
    ----------
    url
        Where it is.
    patience
        How many seconds to wait for another writer, or for a connection to become free.

    Raises
    ------
    StorageError
        If it is no database we can keep sessions in. The address is not repeated: it may hold a password.
    """
    address = _read(url)
    if not address.query:
        _make_private(Path(str(address.database)))
    engine = create_engine(address, hide_parameters=True, pool_timeout=patience)
    event.listen(engine, "connect", partial(_prepare, int(patience * 1000)))
    event.listen(engine, "begin", _begin)
    return engine


def _read(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise StorageError("database_url_unreadable") from None
    backend = address.get_backend_name()
    if backend != "sqlite":
        raise StorageError("database_not_supported", found=backend, allowed="sqlite")
    if address.database in (None, "", ":memory:"):
        raise StorageError("database_forgets")
    return address


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
