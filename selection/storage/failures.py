"""What a database says when it can't, in our words."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from selection.errors import StorageError, StoreBusy

PATIENCE = 10
"""Seconds that a writer waits for the others; far longer than any of them takes."""

_CODES: Mapping[int, str] = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_IOERR: "store_not_writing",
    sqlite3.SQLITE_CANTOPEN: "store_not_opening",
    sqlite3.SQLITE_PERM: "store_not_opening",
    sqlite3.SQLITE_AUTH: "store_not_opening",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_damaged",
    sqlite3.SQLITE_TOOBIG: "value_too_big",
}
_PRIMARY_CODE = 0xFF

_STATES: Mapping[str, str] = {
    "VS001": "history_is_final",
    "53100": "disk_full",
    "25006": "store_read_only",
    "58030": "store_not_writing",
    "XX001": "store_damaged",
    "XX002": "store_damaged",
    "54000": "value_too_big",
}
_BUSY_STATES = ("55P03", "57014", "40001", "40P01", "53300")
_NOT_OPENING = ("08", "28", "3D", "57", "42501")
"""How the states begin of a server that can't be reached, is stopping, or lets us in nowhere."""


def store_busy(patience: float) -> StoreBusy:
    """Say that others kept the store longer than anyone should wait."""
    return StoreBusy("store_busy", seconds=patience)


@contextmanager
def told_in_our_words(patience: float = PATIENCE) -> Iterator[None]:
    """Turn every failure of the database into a StorageError that names it.

    Parameters
    ----------
    patience
        How many seconds the database was told to wait for others.

    Raises
    ------
    StoreBusy
        If another writer did not finish in time.
    StorageError
        For a full disk, a read-only or damaged file, and whatever else a database can refuse.
    """
    try:
        yield
    except PoolTimeout:
        raise store_busy(patience) from None
    except DBAPIError as error:
        raise _translated(error.orig, patience) from error
    except sqlite3.Error as error:
        raise _translated(error, patience) from error
    except UnicodeDecodeError as error:
        # The driver can't even read what the database says about its damaged file.
        raise StorageError("store_damaged", number=sqlite3.SQLITE_CORRUPT) from error


def _translated(error: BaseException | None, patience: float) -> StorageError:
    return _of_sqlite(error, patience) if isinstance(error, sqlite3.Error) else _of_server(error, patience)


def _of_server(error: BaseException | None, patience: float) -> StorageError:
    # A server that was never reached has no state to tell.
    state = getattr(error, "sqlstate", None) or "08000"
    if state in _BUSY_STATES:
        return store_busy(patience)
    if state.startswith(_NOT_OPENING):
        return StorageError("store_not_opening", number=state)
    return StorageError(_STATES.get(state, "store_failed"), number=state)


def _of_sqlite(error: sqlite3.Error, patience: float) -> StorageError:
    extended: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if extended == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
        return StorageError("history_is_final")
    primary = extended & _PRIMARY_CODE
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return store_busy(patience)
    return StorageError(_CODES.get(primary, "store_failed"), number=extended)
