"""The tables as rows: what a session, a submission, a draft and a way in look like in the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, TableClause
from sqlalchemy import column as col
from sqlalchemy import table as named

from selection.errors import StorageError
from selection.workshop.audit import Head
from selection.workshop.contents import Content
from selection.workshop.events import Record, Step


def _columns(name: str, *columns: str) -> TableClause:
    return named(name, *(col(column) for column in columns))


_HEAD = ("title", "updated", "head_seq", "head_hash")
SESSIONS = _columns("sessions", "id", "owner", "created", "archived", *_HEAD)
SEATS = _columns("seats", "session", "token_hash", "participant")
LINKS = _columns("links", "hash", "session", "link")
EVENTS = _columns("events", "session", "seq", "bytes", "hash", "submission", "part")
CONTENTS = _columns("contents", "session", "seq", "hash", "nonce", "bytes")
DRAFTS = _columns("drafts", "session", "actor", "subject", "revision", "bytes", "updated")


@dataclass(frozen=True)
class SessionRow:
    """A session as the store lists it: who began it, and where its history ends."""

    id: str
    owner: str
    title: str
    created: str
    updated: str
    archived: bool
    head: Head
    seat: str | None = None
    """Who of its participants the visitor is that it was looked up for."""


@dataclass(frozen=True)
class Seat:
    """By which hash of a token a participant is known again."""

    token_hash: str
    participant: str


@dataclass(frozen=True)
class Way:
    """By which hash of a secret a link is found."""

    hash: str
    link: str


@dataclass(frozen=True)
class Found:
    """Where a secret leads."""

    session: str
    link: str


@dataclass(frozen=True)
class News:
    """That a session has come to an event, for those who want to know at once."""

    session: str
    seq: int
    quiet: bool
    """Whether it changes nothing of what others are working on."""


@dataclass(frozen=True)
class Submission:
    """Events to be written together, and how the session will be listed once they are."""

    id: str
    steps: tuple[Step, ...]
    title: str
    time: str
    seats: tuple[Seat, ...] = ()
    links: tuple[Way, ...] = ()
    quiet: bool = False
    """Whether it changes nothing of what others are working on."""


@dataclass(frozen=True)
class Tail:
    """The events after some point, what lies beside them, and where the history ends."""

    head: Head
    records: tuple[Record, ...]
    contents: Mapping[str, Content]


@dataclass(frozen=True)
class Restored:
    """A session that was exported elsewhere, as it is to lie in the store."""

    session: str
    owner: str
    title: str
    time: str
    tail: Tail
    places: Mapping[str, int]
    """Content → the event beside which it lies."""
    steps: tuple[Step, ...]
    """What is written after its history, under `submission`."""
    submission: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class Draft:
    """What a member has entered but not submitted."""

    revision: int
    bytes: bytes
    updated: str


def session_row(found: Row[Any]) -> SessionRow:
    """Read a session as the table lists it."""
    head = Head(found.head_seq, found.head_hash)
    listed = (found.id, found.owner, found.title, found.created, found.updated)
    return SessionRow(*listed, bool(found.archived), head)


def record_of(found: Row[Any]) -> Record:
    """Read an event as the table holds it."""
    return Record(found.seq, as_bytes(found.bytes), found.hash, found.submission)


def as_bytes(found: object) -> bytes:
    """Take bytes as bytes: a damaged file may give text in their place.

    Raises
    ------
    StorageError
        If they are none.
    """
    if not isinstance(found, bytes):
        raise StorageError("store_damaged", found=type(found).__name__)
    return found
