"""The store: appends events under the session's head, and gives them back as they were written.

Correct is what the write transaction makes so: it takes the database's write lock first, reads the
session's head again, and only then writes. The lock of this process only keeps its own threads from
crowding each other at that door.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial

from sqlalchemy import Connection, delete, insert, select, update

from selection.errors import NotFound, SessionError, StaleVersion, StorageError, StoreBusy
from selection.storage.database import open_database, store_url
from selection.storage.failures import PATIENCE, told_in_our_words
from selection.storage.migrations import migrate, schema_version
from selection.storage.rows import (
    LINKS,
    SEATS,
    SESSIONS,
    Draft,
    Found,
    News,
    Restored,
    SessionRow,
    Submission,
    Tail,
    as_bytes,
    record_of,
    session_row,
)
from selection.storage.statements import (
    ADD_CONTENT,
    ADD_DRAFT,
    ADD_EVENT,
    CHANGE_DRAFT,
    CONTENTS_AFTER,
    DRAFT,
    DRAFTS_OF_SESSION,
    ERASE_CONTENT,
    EVENTS_AFTER,
    FORGET_DRAFT,
    LIST_SESSION,
    SESSION,
    SESSION_FOR,
    SESSION_TO_WRITE,
    SUBMISSION,
)
from selection.storage.together import Together
from selection.workshop.audit import Head, link
from selection.workshop.contents import Content
from selection.workshop.events import Record

LARGEST_REVISION = 2**31 - 1
"""Of a draft; PostgreSQL keeps its number in 32 bits, and the same holds on either database."""


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
        self._together = Together(self._begin, patience)
        try:
            with told_in_our_words(self._patience):
                self._database.make_ready()
                migrate(self._database)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def schema_version(self) -> int:
        """Tell which schema the store has; that it answers at all shows that it is there."""
        with self._reading() as connection:
            return schema_version(connection)

    def open_session(self, session: str, owner: str, first: Submission) -> Record:
        """Begin a session with its first events.

        Raises
        ------
        StorageError
            If a session of that id is there already.
        """
        row = {"id": session, "owner": owner, "created": first.time, "archived": 0}
        with self._writing() as connection:
            if _session(connection, session) is not None:
                raise StorageError("session_there_already")
            connection.execute(insert(SESSIONS).values(**row, **_listing(first, Head())))
            return _write(connection, session, Head(), first)[-1]

    def restore(self, restored: Restored) -> None:
        """Put an exported session back, every event as it was written.

        Raises
        ------
        StorageError
            If a session of that id is there already.
        """
        session, tail = restored.session, restored.tail
        last = Submission(restored.submission, restored.steps, restored.title, restored.time, restored.seats)
        row = {"id": session, "owner": restored.owner, "created": restored.time, "archived": 0}
        parts = Counter[str]()
        with self._writing() as connection:
            if _session(connection, session) is not None:
                raise StorageError("session_there_already")
            connection.execute(insert(SESSIONS).values(**row, **_listing(last, tail.head)))
            for record in tail.records:
                part = parts[record.submission]
                connection.execute(ADD_EVENT, {"session": session, "part": part, **asdict(record)})
                parts[record.submission] += 1
            for content in tail.contents.values():
                place = {"session": session, "seq": restored.places[content.hash]}
                connection.execute(ADD_CONTENT, {**place, **asdict(content)})
            _write(connection, session, tail.head, last)

    def session(self, session: str, token_hash: str = "") -> SessionRow | None:
        """Look a session up, for somebody."""
        place = {"of_session": session, "of_token": token_hash}
        with self._reading() as connection:
            found = connection.execute(SESSION_FOR, place).one_or_none()
        return None if found is None else replace(session_row(found), seat=found.participant)

    def sessions_of(self, token_hash: str) -> tuple[SessionRow, ...]:
        """List the sessions somebody has a seat in, the one that changed last first."""
        query = select(SESSIONS, SEATS.c.participant).join(SEATS, SEATS.c.session == SESSIONS.c.id)
        mine = query.where(SEATS.c.token_hash == token_hash)
        with self._reading() as connection:
            rows = connection.execute(mine.order_by(SESSIONS.c.updated.desc(), SESSIONS.c.id)).all()
        return tuple(replace(session_row(row), seat=row.participant) for row in rows)

    def listen(self, heard: Callable[[News], None]) -> None:
        """Be told, as far as the database can tell, of what other processes write."""
        self._database.listen(heard)

    def archive(self, session: str, archived: bool) -> None:
        """Put a session away, or take it out again."""
        change = update(SESSIONS).where(SESSIONS.c.id == session).values(archived=int(archived))
        with self._writing() as connection:
            connection.execute(change)

    def way(self, secret_hash: str) -> Found | None:
        """Tell where a link's secret leads; None if it was never given out."""
        query = select(LINKS.c.session, LINKS.c.link).where(LINKS.c.hash == secret_hash)
        with self._reading() as connection:
            found = connection.execute(query).one_or_none()
        return None if found is None else Found(*found)

    def append_next(
        self,
        session: str,
        submission_id: str,
        compose: Callable[[Head, Callable[[int], Tail]], Submission],
        erasing: Sequence[str] = (),
    ) -> tuple[Record, ...]:
        """Write what is composed for the end of the history, wherever that is, all of it or none.

        `compose` is given the head, and what reads the events after any other; nobody writes in between. A
        submission that is already there is not composed again: its events are given as they are.

        Parameters
        ----------
        erasing
            Contents that go for good with it: out of the tables, the file and the log beside it.

        Raises
        ------
        NotFound
            If the session is gone.
        StorageError
            If somebody has a seat there already who was to take one.
        """

        def write(connection: Connection) -> tuple[Record, ...]:
            row = _session(connection, session, to_write=True)
            if row is None:
                raise NotFound("session_not_found")
            earlier = _submission(connection, session, submission_id)
            if earlier:
                return earlier
            submission = compose(row.head, partial(_tail, connection, row))
            _refuse_second_seats(connection, session, submission)
            written = _write(connection, session, row.head, submission)
            _erase(connection, session, erasing)
            self._database.announce(connection, News(session, written[-1].seq, submission.quiet))
            return written

        written = self._together.do(write)
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
        with self._reading() as connection:
            row = _session(connection, session)
            if row is None:
                raise NotFound("session_not_found")
            return _tail(connection, row, after)

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
        SessionError
            If no revision has that number: no database could hold it.
        """
        if not 0 <= draft.revision <= LARGEST_REVISION:
            # The number itself is not repeated: it may have any length.
            raise SessionError("draft_number_impossible", subject, allowed=LARGEST_REVISION)

        def write(connection: Connection) -> None:
            if _session(connection, session, to_write=True) is None:
                raise NotFound("session_not_found")
            kept = _draft(connection, session, actor, subject)
            if kept and (kept.revision, kept.bytes) == (draft.revision, draft.bytes):
                return
            if kept and kept.revision >= draft.revision:
                raise StaleVersion("draft_older", expected=draft.revision, found=kept.revision)
            _forget_draft(connection, session, actor, subject)
            place = {"session": session, "actor": actor, "subject": subject}
            connection.execute(ADD_DRAFT, {**place, **asdict(draft)})

        self._together.do(write)

    def draft(self, session: str, actor: str, subject: str) -> Draft | None:
        """Give a member's draft on a subject."""
        with self._reading() as connection:
            return _draft(connection, session, actor, subject)

    def drop_draft(self, session: str, actor: str, subject: str) -> None:
        """Forget a member's draft on a subject."""
        with self._writing() as connection:
            _forget_draft(connection, session, actor, subject)

    def rewrite_drafts(self, session: str, rewritten: Callable[[bytes], bytes]) -> None:
        """Put something else in the place of what a session's drafts hold; their revisions stay."""
        with self._writing() as connection:
            _session(connection, session, to_write=True)
            for kept in connection.execute(DRAFTS_OF_SESSION, {"of_session": session}).all():
                found = rewritten(as_bytes(kept.bytes))
                if found != as_bytes(kept.bytes):
                    place = _place(session, kept.actor, kept.subject)
                    connection.execute(CHANGE_DRAFT, {**place, "bytes": found})

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with told_in_our_words(self._patience), self._database.engine.begin() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._together.alone(), self._begin() as connection:
            yield connection

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        with told_in_our_words(self._patience), self._database.writer.begin() as connection:
            yield connection

    def forget_deleted(self) -> None:
        """Leave no trace of what was deleted.

        Raises
        ------
        StoreBusy
            If others kept the store busy all the time; what was deleted is gone all the same.
        """
        try:
            with self._together.alone(), told_in_our_words(self._patience):
                self._database.forget_deleted()
        except StoreBusy:
            raise StoreBusy("traces_kept_by_reader", seconds=self._patience) from None


def _tail(connection: Connection, row: SessionRow, after: int) -> Tail:
    place = {"of_session": row.id, "after": after}
    records = connection.execute(EVENTS_AFTER, place).all()
    contents = connection.execute(CONTENTS_AFTER, place).all() if records else []
    found = {
        content.hash: Content(content.hash, as_bytes(content.nonce), as_bytes(content.bytes))
        for content in contents
    }
    return Tail(row.head, tuple(record_of(record) for record in records), found)


def _write(connection: Connection, session: str, head: Head, submission: Submission) -> tuple[Record, ...]:
    written = []
    for part, step in enumerate(submission.steps):
        head = Head(head.seq + 1, link(head.hash, step.event))
        record = Record(head.seq, step.event, head.hash, submission.id)
        connection.execute(ADD_EVENT, {"session": session, "part": part, **asdict(record)})
        beside = [{"session": session, "seq": head.seq, **asdict(content)} for content in step.contents]
        if beside:
            connection.execute(ADD_CONTENT, beside)
        written.append(record)
    for table, rows in ((SEATS, submission.seats), (LINKS, submission.links)):
        for row in rows:
            connection.execute(insert(table).values(session=session, **asdict(row)))
    connection.execute(LIST_SESSION, {"of_session": session, **_listing(submission, head)})
    return tuple(written)


def _refuse_second_seats(connection: Connection, session: str, submission: Submission) -> None:
    """Refuse a seat to who took one since they were looked up, before anything is written."""
    for seat in submission.seats:
        place = {"of_session": session, "of_token": seat.token_hash}
        if connection.execute(SESSION_FOR, place).one().participant is not None:
            raise StorageError("seated_already")


def _erase(connection: Connection, session: str, hashes: Sequence[str]) -> None:
    if hashes:
        places = [{"of_session": session, "erased": content} for content in hashes]
        connection.execute(ERASE_CONTENT, places)


def _listing(submission: Submission, head: Head) -> dict[str, str | int]:
    return {
        "title": submission.title,
        "updated": submission.time,
        "head_seq": head.seq,
        "head_hash": head.hash,
    }


def _session(connection: Connection, session: str, *, to_write: bool = False) -> SessionRow | None:
    asked = SESSION_TO_WRITE if to_write else SESSION
    found = connection.execute(asked, {"of_session": session}).one_or_none()
    return None if found is None else session_row(found)


def _submission(connection: Connection, session: str, submission: str) -> tuple[Record, ...]:
    place = {"of_session": session, "of_submission": submission}
    return tuple(record_of(found) for found in connection.execute(SUBMISSION, place))


def _draft(connection: Connection, session: str, actor: str, subject: str) -> Draft | None:
    found = connection.execute(DRAFT, _place(session, actor, subject)).one_or_none()
    return None if found is None else Draft(*found)


def _forget_draft(connection: Connection, session: str, actor: str, subject: str) -> None:
    connection.execute(FORGET_DRAFT, _place(session, actor, subject))


def _place(session: str, actor: str, subject: str) -> dict[str, str]:
    return {"of_session": session, "of_actor": actor, "on_subject": subject}
