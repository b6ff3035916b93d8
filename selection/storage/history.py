"""A session's history within a transaction: how it is read, and how it grows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, TableClause, insert

from selection.errors import StorageError
from selection.storage.rows import (
    LINKS,
    SEATS,
    Seat,
    SessionRow,
    Submission,
    Tail,
    Way,
    as_bytes,
    record_of,
    session_row,
)
from selection.storage.statements import (
    ADD_CONTENT,
    ADD_EVENT,
    CONTENTS_AFTER,
    ERASE_CONTENT,
    EVENTS_AFTER,
    LIST_SESSION,
    SESSION,
    SESSION_FOR,
    SESSION_TO_WRITE,
    SUBMISSIONS,
)
from selection.workshop.audit import Head, link
from selection.workshop.contents import Content
from selection.workshop.events import Record


def tail_of(connection: Connection, row: SessionRow, after: int) -> Tail:
    """Read the events after some point, and what lies beside them."""
    place = {"of_session": row.id, "after": after}
    records = connection.execute(EVENTS_AFTER, place).all()
    contents = connection.execute(CONTENTS_AFTER, place).all() if records else []
    found = {
        content.hash: Content(content.hash, as_bytes(content.nonce), as_bytes(content.bytes))
        for content in contents
    }
    return Tail(row.head, tuple(record_of(record) for record in records), found)


def write_submissions(
    connection: Connection, session: str, head: Head, *submissions: Submission
) -> dict[str, tuple[Record, ...]]:
    """Write submissions one after the other, and list the session as they leave it."""
    written: dict[str, tuple[Record, ...]] = {}
    events, beside = [], []
    for submission in submissions:
        records = []
        for part, step in enumerate(submission.steps):
            head = Head(head.seq + 1, link(head.hash, step.event))
            record = Record(head.seq, step.event, head.hash, submission.id)
            records.append(record)
            events.append({"session": session, "part": part, **vars(record)})
            beside += [{"session": session, "seq": head.seq, **vars(content)} for content in step.contents]
        written[submission.id] = tuple(records)
    for statement, rows in ((ADD_EVENT, events), (ADD_CONTENT, beside)):
        if rows:
            connection.execute(statement, rows)
    for table, entries in _ways_in(submissions):
        connection.execute(insert(table).values(session=session, **asdict(entries)))
    connection.execute(LIST_SESSION, {"of_session": session, **listing(submissions[-1], head)})
    return written


def _ways_in(submissions: Iterable[Submission]) -> Iterator[tuple[TableClause, Seat | Way]]:
    for submission in submissions:
        yield from ((SEATS, seat) for seat in submission.seats)
        yield from ((LINKS, way) for way in submission.links)


def refuse_second_seats(connection: Connection, session: str, submissions: Iterable[Submission]) -> None:
    """Refuse a seat to who took one since they were looked up, before anything is written.

    Raises
    ------
    StorageError
        If somebody who was to take a seat has one.
    """
    for seat in (seat for submission in submissions for seat in submission.seats):
        place = {"of_session": session, "of_token": seat.token_hash}
        if connection.execute(SESSION_FOR, place).one().participant is not None:
            raise StorageError("seated_already")


def erase(connection: Connection, session: str, hashes: Sequence[str]) -> None:
    """Take contents out for good."""
    if hashes:
        places = [{"of_session": session, "erased": content} for content in hashes]
        connection.execute(ERASE_CONTENT, places)


def listing(submission: Submission, head: Head) -> dict[str, str | int]:
    """Give how a session is listed once a submission is written."""
    return {
        "title": submission.title,
        "updated": submission.time,
        "head_seq": head.seq,
        "head_hash": head.hash,
    }


def session_of(connection: Connection, session: str, *, to_write: bool = False) -> SessionRow | None:
    """Look a session up, and keep other writers of it waiting if it is to be written."""
    asked = SESSION_TO_WRITE if to_write else SESSION
    found = connection.execute(asked, {"of_session": session}).one_or_none()
    return None if found is None else session_row(found)


def submissions_of(
    connection: Connection, session: str, names: Collection[str]
) -> dict[str, tuple[Record, ...]]:
    """Give the events of those submissions that are there."""
    place = {"of_session": session, "of_submissions": list(names)}
    found: defaultdict[str, tuple[Record, ...]] = defaultdict(tuple)
    for row in connection.execute(SUBMISSIONS, place):
        found[row.submission] += (record_of(row),)
    return dict(found)
