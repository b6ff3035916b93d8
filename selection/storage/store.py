"""The store: appends events under the session's head, and gives them back as they were written.

Correct is what the write transaction makes so: it takes the database's write lock first, reads the
session's head again, and only then writes. The lock of this process only keeps its own threads from
crowding each other at that door.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, TableClause, bindparam, delete, insert, select, update
from sqlalchemy import column as col
from sqlalchemy import table as named

from selection.errors import NotFound, StaleVersion, StorageError, StoreBusy
from selection.storage.database import open_database, store_url
from selection.storage.failures import PATIENCE, store_busy, told_in_our_words
from selection.storage.migrations import migrate, schema_version
from selection.workshop.audit import Head, link
from selection.workshop.contents import Content
from selection.workshop.events import Record, Step


def _columns(name: str, *columns: str) -> TableClause:
    return named(name, *(col(column) for column in columns))


_HEAD = ("title", "updated", "head_seq", "head_hash")
SESSIONS = _columns("sessions", "id", "owner", "owner_hash", "created", *_HEAD)
EVENTS = _columns("events", "session", "seq", "bytes", "hash", "submission", "part")
CONTENTS = _columns("contents", "session", "seq", "hash", "nonce", "bytes")
DRAFTS = _columns("drafts", "session", "actor", "subject", "revision", "bytes", "updated")


@dataclass(frozen=True)
class SessionRow:
    """A session as the store lists it: whose it is, and where its history ends."""

    id: str
    owner: str
    owner_hash: str
    title: str
    created: str
    updated: str
    head: Head


@dataclass(frozen=True)
class Submission:
    """Events to be written together, and how the session will be listed once they are."""

    id: str
    steps: tuple[Step, ...]
    title: str
    time: str


@dataclass(frozen=True)
class Tail:
    """The events after some point, what lies beside them, and where the history ends."""

    head: Head
    records: tuple[Record, ...]
    contents: Mapping[str, Content]


@dataclass(frozen=True)
class Draft:
    """What a member has entered but not submitted."""

    revision: int
    bytes: bytes
    updated: str


class Store:
    """Sessions in one database.

    Parameters
    ----------
    url
        Where they lie; by default where the environment says.
    patience
        How many seconds to wait for another writer.

    Raises
    ------
    StorageError
        From every method, if the database can't do what was asked; then nothing of it was done.
    """

    def __init__(self, url: str | None = None, patience: float = PATIENCE) -> None:
        self._database = open_database(url or store_url(), patience)
        self._patience = patience
        self._turn = threading.Lock()
        try:
            with told_in_our_words(self._patience):
                self._database.make_ready()
                migrate(self._database)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the database."""
        self._database.engine.dispose()

    def schema_version(self) -> int:
        """Tell which schema the store has; that it answers at all shows that it is there."""
        with self._reading() as connection:
            return schema_version(connection)

    def open_session(self, session: str, owner: str, owner_hash: str, first: Submission) -> Record:
        """Begin a session with its first event."""
        row = {"id": session, "owner": owner, "owner_hash": owner_hash, "created": first.time}
        with self._writing() as connection:
            connection.execute(insert(SESSIONS).values(**row, **_listing(first, Head())))
            return _write(connection, session, Head(), first)[-1]

    def session(self, session: str) -> SessionRow | None:
        """Look a session up."""
        with self._reading() as connection:
            return _session(connection, session)

    def sessions_of(self, owner_hash: str) -> tuple[SessionRow, ...]:
        """List the sessions of one owner, the one that changed last first."""
        query = select(SESSIONS).where(SESSIONS.c.owner_hash == owner_hash)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(SESSIONS.c.updated.desc(), SESSIONS.c.id)).all()
        return tuple(_row(row) for row in rows)

    def append(
        self, session: str, expected_version: int, submission: Submission, erasing: Sequence[str] = ()
    ) -> tuple[Record, ...]:
        """Write a submission's events at the end of a session's history, all or none.

        A submission that is already there is not written again: its events are given as they are.

        Parameters
        ----------
        erasing
            Contents that go for good with it: out of the tables, the file and the log beside it.

        Raises
        ------
        NotFound
            If the session is gone.
        StaleVersion
            If the history has grown since the version the submission was made for.
        """
        with self._writing() as connection:
            row = _session(connection, session, to_write=True)
            if row is None:
                raise NotFound("session_not_found")
            earlier = _submission(connection, session, submission.id)
            if earlier:
                return earlier
            if row.head.seq != expected_version:
                raise StaleVersion("stale_version", expected=expected_version, found=row.head.seq)
            written = _write(connection, session, row.head, submission)
            _erase(connection, session, erasing)
        if erasing:
            self.forget_deleted()
        return written

    def submission(self, session: str, submission: str) -> tuple[Record, ...]:
        """Give the events of a submission; none if it never arrived."""
        with self._reading() as connection:
            return _submission(connection, session, submission)

    def tail(self, session: str, after: int = 0) -> Tail:
        """Give the history after an event, as it is at one moment.

        Raises
        ------
        NotFound
            If the session is gone.
        """
        events = select(EVENTS).where(EVENTS.c.session == session, EVENTS.c.seq > after)
        beside = select(CONTENTS).where(CONTENTS.c.session == session, CONTENTS.c.seq > after)
        with self._reading() as connection:
            row = _session(connection, session)
            records = connection.execute(events.order_by(EVENTS.c.seq)).all()
            contents = connection.execute(beside).all()
        if row is None:
            raise NotFound("session_not_found")
        found = {
            content.hash: Content(content.hash, _bytes(content.nonce), _bytes(content.bytes))
            for content in contents
        }
        return Tail(row.head, tuple(_record(record) for record in records), found)

    def delete_session(self, session: str) -> None:
        """Erase a session with everything that belongs to it."""
        with self._writing() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.id == session))
        self.forget_deleted()

    def save_draft(self, session: str, actor: str, subject: str, draft: Draft) -> None:
        """Keep a member's newest draft on a subject.

        Raises
        ------
        NotFound
            If the session is gone.
        StaleVersion
            If a newer draft is there already, or another one of the same revision.
        """
        with self._writing() as connection:
            if _session(connection, session, to_write=True) is None:
                raise NotFound("session_not_found")
            kept = _draft(connection, session, actor, subject)
            if kept and (kept.revision, kept.bytes) == (draft.revision, draft.bytes):
                return
            if kept and kept.revision >= draft.revision:
                raise StaleVersion("draft_older", expected=draft.revision, found=kept.revision)
            place = {"session": session, "actor": actor, "subject": subject}
            values = {"revision": draft.revision, "bytes": draft.bytes, "updated": draft.updated}
            _forget_draft(connection, **place)
            connection.execute(insert(DRAFTS).values(**place, **values))

    def draft(self, session: str, actor: str, subject: str) -> Draft | None:
        """Give a member's draft on a subject."""
        with self._reading() as connection:
            return _draft(connection, session, actor, subject)

    def drop_draft(self, session: str, actor: str, subject: str) -> None:
        """Forget a member's draft on a subject."""
        with self._writing() as connection:
            _forget_draft(connection, session, actor, subject)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told_in_our_words(self._patience), self._database.engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._alone(), told_in_our_words(self._patience), self._database.writer.begin() as connection:
            yield connection

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=self._patience):
            raise store_busy(self._patience)
        try:
            yield
        finally:
            self._turn.release()

    def forget_deleted(self) -> None:
        """Leave no trace of what was deleted.

        Raises
        ------
        StoreBusy
            If others kept the store busy all the time; what was deleted is gone all the same.
        """
        try:
            with self._alone(), told_in_our_words(self._patience):
                self._database.forget_deleted()
        except StoreBusy:
            raise StoreBusy("traces_kept_by_reader", seconds=self._patience) from None


def _write(connection: Connection, session: str, head: Head, submission: Submission) -> tuple[Record, ...]:
    written = []
    for part, step in enumerate(submission.steps):
        head = Head(head.seq + 1, link(head.hash, step.event))
        record = Record(head.seq, step.event, head.hash, submission.id)
        connection.execute(insert(EVENTS).values(session=session, part=part, **asdict(record)))
        beside = [{"session": session, "seq": head.seq, **asdict(content)} for content in step.contents]
        if beside:
            connection.execute(insert(CONTENTS), beside)
        written.append(record)
    listing = update(SESSIONS).where(SESSIONS.c.id == session).values(**_listing(submission, head))
    connection.execute(listing)
    return tuple(written)


def _erase(connection: Connection, session: str, hashes: Sequence[str]) -> None:
    erased = delete(CONTENTS).where(CONTENTS.c.session == session, CONTENTS.c.hash == bindparam("erased"))
    if hashes:
        connection.execute(erased, [{"erased": content} for content in hashes])


def _listing(submission: Submission, head: Head) -> dict[str, str | int]:
    return {
        "title": submission.title,
        "updated": submission.time,
        "head_seq": head.seq,
        "head_hash": head.hash,
    }


def _session(connection: Connection, session: str, *, to_write: bool = False) -> SessionRow | None:
    query = select(SESSIONS).where(SESSIONS.c.id == session)
    # Where writers of several sessions write side by side, those of one session wait for each other here.
    found = connection.execute(query.with_for_update(key_share=True) if to_write else query).one_or_none()
    return None if found is None else _row(found)


def _submission(connection: Connection, session: str, submission: str) -> tuple[Record, ...]:
    query = select(EVENTS).where(EVENTS.c.session == session, EVENTS.c.submission == submission)
    return tuple(_record(found) for found in connection.execute(query.order_by(EVENTS.c.part)))


def _draft(connection: Connection, session: str, actor: str, subject: str) -> Draft | None:
    query = select(DRAFTS.c.revision, DRAFTS.c.bytes, DRAFTS.c.updated).where(
        *_place(session, actor, subject)
    )
    found = connection.execute(query).one_or_none()
    return None if found is None else Draft(*found)


def _forget_draft(connection: Connection, session: str, actor: str, subject: str) -> None:
    connection.execute(delete(DRAFTS).where(*_place(session, actor, subject)))


def _place(session: str, actor: str, subject: str) -> tuple[ColumnElement[bool], ...]:
    return DRAFTS.c.session == session, DRAFTS.c.actor == actor, DRAFTS.c.subject == subject


def _row(found: Row[Any]) -> SessionRow:
    head = Head(found.head_seq, found.head_hash)
    return SessionRow(
        found.id, found.owner, found.owner_hash, found.title, found.created, found.updated, head
    )


def _record(found: Row[Any]) -> Record:
    return Record(found.seq, _bytes(found.bytes), found.hash, found.submission)


def _bytes(found: object) -> bytes:
    """Take bytes as bytes: a damaged file may give text in their place."""
    if not isinstance(found, bytes):
        raise StorageError("store_damaged", found=type(found).__name__)
    return found
