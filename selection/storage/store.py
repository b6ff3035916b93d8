"""The store: appends events under the session's head, and gives them back as they were written.

Correct is what the write transaction makes so: it takes the database's write lock first, reads the
session's head again, and only then writes. The lock of this process only keeps its own threads from
crowding each other at that door.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial

from sqlalchemy import Connection, delete, insert, select, update

from selection.errors import NotFound, SessionError, StaleVersion, StorageError, StoreBusy
from selection.storage.database import open_database, store_url
from selection.storage.failures import PATIENCE, told_in_our_words
from selection.storage.history import (
    erase,
    listing,
    refuse_second_seats,
    session_of,
    submissions_of,
    tail_of,
    write_submissions,
)
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
    session_row,
)
from selection.storage.statements import (
    ADD_CONTENT,
    ADD_DRAFT,
    ADD_EVENT,
    CHANGE_DRAFT,
    DRAFT,
    DRAFTS_OF,
    DRAFTS_OF_SESSION,
    FORGET_DRAFT,
    SEATS_OF,
    SESSION_FOR,
)
from selection.storage.together import Together
from selection.workshop.audit import Head
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
            if session_of(connection, session) is not None:
                raise StorageError("session_there_already")
            connection.execute(insert(SESSIONS).values(**row, **listing(first, Head())))
            return write_submissions(connection, session, Head(), first)[first.id][-1]

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
            if session_of(connection, session) is not None:
                raise StorageError("session_there_already")
            connection.execute(insert(SESSIONS).values(**row, **listing(last, tail.head)))
            for record in tail.records:
                part = parts[record.submission]
                connection.execute(ADD_EVENT, {"session": session, "part": part, **vars(record)})
                parts[record.submission] += 1
            for content in tail.contents.values():
                place = {"session": session, "seq": restored.places[content.hash]}
                connection.execute(ADD_CONTENT, {**place, **vars(content)})
            write_submissions(connection, session, tail.head, last)

    def session(self, session: str, token_hash: str = "") -> SessionRow | None:
        """Look a session up, for somebody."""
        place = {"of_session": session, "of_token": token_hash}
        with self._reading() as connection:
            found = connection.execute(SESSION_FOR, place).one_or_none()
        return None if found is None else replace(session_row(found), seat=found.participant)

    def seats(self, session: str, token_hashes: Collection[str]) -> dict[str, str]:
        """Tell who those are that have a seat, by the hashes of their tokens."""
        place = {"of_session": session, "of_tokens": list(token_hashes)}
        with self._reading() as connection:
            return {found.token_hash: found.participant for found in connection.execute(SEATS_OF, place)}

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

    def append_all(
        self,
        session: str,
        names: Collection[str],
        compose: Callable[[Head, Callable[[int], Tail], Collection[str]], Sequence[Submission]],
        erasing: Sequence[str] = (),
    ) -> dict[str, tuple[Record, ...]]:
        """Write submissions composed for the end of the history, wherever that is, all of them or none.

        `compose` is given the head, what reads the events after any other, and which of the names are not
        there yet, perhaps none; nobody writes in between. It may leave some out. What is already there is
        not written again: its events are given as they are.

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

        def write(connection: Connection) -> dict[str, tuple[Record, ...]]:
            row = session_of(connection, session, to_write=True)
            if row is None:
                raise NotFound("session_not_found")
            there = submissions_of(connection, session, names)
            missing = [name for name in names if name not in there]
            composed = compose(row.head, partial(tail_of, connection, row), missing)
            if not composed:
                return there
            refuse_second_seats(connection, session, composed)
            written = write_submissions(connection, session, row.head, *composed)
            erase(connection, session, erasing)
            reached, quiet = written[composed[-1].id][-1].seq, all(one.quiet for one in composed)
            self._database.announce(connection, News(session, reached, quiet))
            return there | written

        written = self._together.do(write)
        if erasing and written:
            self.forget_deleted()
        return written

    def submission(self, session: str, submission: str) -> tuple[Record, ...]:
        """Give the events of a submission; none if it never arrived."""
        with self._reading() as connection:
            return submissions_of(connection, session, [submission]).get(submission, ())

    def tail(self, session: str, after: int = 0) -> Tail:
        """Give the history after an event, as it is at one moment.

        Raises
        ------
        NotFound
            If the session is gone.
        """
        with self._reading() as connection:
            row = session_of(connection, session)
            if row is None:
                raise NotFound("session_not_found")
            return tail_of(connection, row, after)

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
            if session_of(connection, session, to_write=True) is None:
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

    def drafts(self, session: str, actors: Collection[str], subject: str) -> dict[str, Draft]:
        """Give the drafts that members have on a subject."""
        place = {"of_session": session, "of_actors": list(actors), "on_subject": subject}
        with self._reading() as connection:
            return {found.actor: Draft(*found[1:]) for found in connection.execute(DRAFTS_OF, place)}

    def drop_draft(self, session: str, actor: str, subject: str) -> None:
        """Forget a member's draft on a subject."""
        with self._writing() as connection:
            _forget_draft(connection, session, actor, subject)

    def rewrite_drafts(self, session: str, rewritten: Callable[[bytes], bytes]) -> None:
        """Put something else in the place of what a session's drafts hold; their revisions stay."""
        with self._writing() as connection:
            session_of(connection, session, to_write=True)
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


def _draft(connection: Connection, session: str, actor: str, subject: str) -> Draft | None:
    found = connection.execute(DRAFT, _place(session, actor, subject)).one_or_none()
    return None if found is None else Draft(*found)


def _forget_draft(connection: Connection, session: str, actor: str, subject: str) -> None:
    connection.execute(FORGET_DRAFT, _place(session, actor, subject))


def _place(session: str, actor: str, subject: str) -> dict[str, str]:
    return {"of_session": session, "of_actor": actor, "on_subject": subject}
