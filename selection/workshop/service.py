"""The use cases: the only way from a screen, a route or a command to what is stored."""

import datetime as dt
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selection.errors import (
    ChainBroken,
    NotFound,
    PermissionDenied,
    SessionError,
    StaleVersion,
)
from selection.model.base import Localised, from_line, to_line
from selection.model.decision import Decision
from selection.storage.database import store_url
from selection.storage.store import Draft, SessionRow, Store, Submission
from selection.workshop.audit import Head, Receipt, verify, verify_contents, verify_extends
from selection.workshop.changes import (
    Prepared,
    contents_with_erased,
    erasure,
    prepare,
    says_the_same,
    take_in,
    unwind,
)
from selection.workshop.contents import Contents
from selection.workshop.events import SECTION_OF_KIND, Edit, Record, from_bytes
from selection.workshop.permissions import Action, is_token, require, role_of, token_hash
from selection.workshop.procedure import refuse_contradictions, refuse_scoring_before_a_goal
from selection.workshop.recent import Recent
from selection.workshop.state import SessionState, change_of, fold

MAX_DRAFT_BYTES = 256 * 1024
MAX_NAME_LENGTH = 200
"""Of submission ids and draft subjects, which callers choose."""

_SESSIONS_KEPT_FOLDED = 128
_SESSION_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True)
class SessionSummary:
    """A session in its owner's list."""

    id: str
    title: str | Localised
    created: str
    updated: str
    version: int


@dataclass(frozen=True)
class Happening:
    """One line of a session's history: who did what, when, and the link that proves it."""

    seq: int
    kind: str
    actor: str
    time: str
    key: tuple[str, ...]
    value: object
    """What the section holds since; None where it was withdrawn, and for the decision taken in."""
    undoes: int | None
    hash: str


def utc_now() -> dt.datetime:
    """Tell the time by which events are dated."""
    return dt.datetime.now(dt.UTC)


def session_id() -> str:
    """Draw a session's name: 128 random bits that can stand in an address and on a command line."""
    return secrets.token_hex(16)


def sessions_home() -> str:
    """Name the database in which sessions live, as the environment says now."""
    return store_url()


def open_service(url: str | None = None) -> "Service":
    """Open the store and give the use cases on it.

    Raises
    ------
    StorageError
        If the store can't be opened.
    """
    return Service(Store(url))


class Service:
    """Everything that can be done with sessions, by visitors who are known by their token alone.

    A session that doesn't exist and a session of somebody else look the same to a visitor: every
    method that takes a session raises NotFound with the same code and no figures.

    Parameters
    ----------
    store
        Where sessions live.
    clock
        What dates events.
    tokens
        What names new sessions and people.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], dt.datetime] = utc_now,
        tokens: Callable[[], str] = session_id,
    ) -> None:
        self._store = store
        self._clock = clock
        self._tokens = tokens
        self._recent: Recent[str, SessionState] = Recent(_SESSIONS_KEPT_FOLDED)

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def store_version(self) -> int:
        """Ask the store for its schema; that it answers shows that it is there."""
        return self._store.schema_version()

    def open_session(self, token: str, decision: Decision) -> str:
        """Begin a session with its own copy of a decision, owned by the visitor.

        Raises
        ------
        PermissionDenied
            If the visitor has no token that could own anything.
        DecisionError
            If the decision contradicts itself.
        """
        if not is_token(token):
            raise PermissionDenied("visitor_unknown")
        session, actor, time = self._tokens(), self._tokens(), self._time()
        prepared = take_in(session, decision, actor, time)
        refuse_contradictions(None, prepared.decision)
        first = Submission(self._tokens(), prepared.steps, to_line(prepared.decision.title), time)
        self._store.open_session(session, actor, token_hash(token), first)
        return session

    def my_sessions(self, token: str) -> tuple[SessionSummary, ...]:
        """List the sessions a visitor owns, the one that changed last first."""
        if not is_token(token):
            return ()
        rows = self._store.sessions_of(token_hash(token))
        return tuple(SessionSummary(r.id, from_line(r.title), r.created, r.updated, r.head.seq) for r in rows)

    def state(self, token: str, session: str) -> SessionState:
        """Give a session as it is now.

        Raises
        ------
        ChainBroken
            If the stored history is not what was written.
        """
        return self._state(self._enter(token, session, "read"))

    def submit(
        self,
        token: str,
        session: str,
        edits: Edit | Sequence[Edit],
        expected_version: int,
        submission_id: str,
    ) -> Receipt:
        """Write edits as one step: all of them or none.

        Sending the same submission again, after a lost answer, changes nothing and gives the same receipt.

        Raises
        ------
        StaleVersion
            If somebody else wrote since `expected_version`; the figures tell both versions.
        DecisionError
            If the edits would make the decision contradict itself.
        SessionError
            If the submission id was used for something else, an edit is for no section, or scoring is early.
        NotFound
            If an edit withdraws what isn't there.
        """
        row = self._enter(token, session, "edit")
        _refuse_name("submission_id", submission_id)
        wanted = (edits,) if isinstance(edits, Edit) else tuple(edits)
        if not wanted:
            raise SessionError("nothing_submitted")
        # The state is read first: a submission that arrives in between is then found, not called stale.
        state = self._state(row)
        earlier = self._store.submission(row.id, submission_id)
        if earlier:
            return self._again(row.id, earlier, wanted)
        _refuse_stale(state, expected_version)
        time = self._time()
        prepared = prepare(state, wanted, row.owner, time)
        refuse_contradictions(state.decision, prepared.decision)
        refuse_scoring_before_a_goal(state.decision, prepared.decision, wanted)
        written = self._append(state, prepared, submission_id, time)
        if [record.bytes for record in written] != [step.event for step in prepared.steps]:
            return self._again(row.id, written, wanted)
        return _receipt(written)

    def undo(self, token: str, session: str, expected_version: int) -> Receipt:
        """Take the visitor's newest submission that still stands back, by writing what was there before.

        Undoing again goes further back; what is entered after an undo is the next to be undone. What
        is restored was accepted once, so it is not checked again.

        Raises
        ------
        SessionError
            If nothing is left to undo.
        StaleVersion
            If somebody else wrote since `expected_version`.
        """
        row = self._enter(token, session, "edit")
        state = self._state(row)
        _refuse_stale(state, expected_version)
        history = self._store.tail(session)
        contents = contents_with_erased(history.records, history.contents)
        edits, undoes = unwind(history.records[: state.version], contents, row.owner)
        time = self._time()
        prepared = prepare(state, edits, row.owner, time, undoes)
        return _receipt(self._append(state, prepared, self._tokens(), time))

    def history(self, token: str, session: str) -> tuple[Happening, ...]:
        """Tell everything that happened in a session, first things first."""
        row = self._enter(token, session, "read")
        history = self._store.tail(row.id)
        verify(row.id, history.records)
        verify_contents(history.contents.values())
        contents = contents_with_erased(history.records, history.contents)
        return tuple(_happening(record, contents) for record in history.records)

    def verify(self, token: str, session: str, receipts: Sequence[Receipt] = ()) -> Receipt:
        """Check a session's whole history, that it still passes through old receipts, and give its head.

        Raises
        ------
        ChainBroken
            Naming the first event that is not what was written, or not what a receipt says.
        """
        row = self._enter(token, session, "read")
        history = self._store.tail(row.id)
        _refuse_another_end(verify(row.id, history.records), history.head)
        verify_contents(history.contents.values())
        for receipt in receipts:
            verify_extends(history.records, receipt.seq, receipt.hash)
        return _receipt(history.records)

    def erase_person(self, token: str, session: str, name: str, expected_version: int) -> Receipt:
        """Erase every personal text that names somebody, for good; the chain of events holds.

        That it was erased, when and by whom, is written into the history; the name is not.

        Raises
        ------
        NotFound
            If nobody of that name is mentioned.
        StaleVersion
            If somebody else wrote since.
        """
        row = self._enter(token, session, "edit")
        state = self._state(row)
        _refuse_stale(state, expected_version)
        beside = self._store.tail(row.id).contents.values()
        hashes = [content.hash for content in beside if content.mentions(name)]
        if not hashes:
            # An erasure before this one may have been held up before its traces were gone.
            self._store.forget_deleted()
            raise NotFound("nobody_of_that_name")
        time = self._time()
        prepared = erasure(state, hashes, row.owner, time)
        return _receipt(self._append(state, prepared, self._tokens(), time, hashes))

    def delete_session(self, token: str, session: str) -> None:
        """Erase a session with everything in it; that is its owner's right."""
        row = self._enter(token, session, "delete")
        self._store.delete_session(row.id)
        self._recent.forget(row.id)

    def save_draft(self, token: str, session: str, subject: str, revision: int, content: bytes) -> None:
        """Keep what the visitor has entered on a subject but not submitted.

        Raises
        ------
        StaleVersion
            If a newer draft is there, as when a phone wakes up with an old screen.
        SessionError
            If it is too big to be a draft.
        """
        row = self._enter(token, session, "draft")
        _refuse_name("subject", subject)
        if len(content) > MAX_DRAFT_BYTES:
            raise SessionError("draft_too_big", subject, found=len(content), allowed=MAX_DRAFT_BYTES)
        self._store.save_draft(row.id, row.owner, subject, Draft(revision, content, self._time()))

    def draft(self, token: str, session: str, subject: str) -> Draft | None:
        """Give back what the visitor has entered on a subject but not submitted."""
        row = self._enter(token, session, "draft")
        return self._store.draft(row.id, row.owner, subject)

    def drop_draft(self, token: str, session: str, subject: str) -> None:
        """Forget what the visitor has entered on a subject but not submitted."""
        row = self._enter(token, session, "draft")
        self._store.drop_draft(row.id, row.owner, subject)

    def _enter(self, token: str, session: str, action: Action) -> SessionRow:
        row = self._store.session(session) if _SESSION_ID.fullmatch(session) else None
        if row is None:
            raise NotFound("session_not_found")
        require(role_of(token, row.owner_hash), action)
        return row

    def _state(self, row: SessionRow) -> SessionState:
        known = self._recent.get(row.id)
        if known and Head(known.version, known.head_hash) == row.head:
            return known
        after = Head(known.version, known.head_hash) if known else Head()
        tail = self._store.tail(row.id, after.seq)
        _refuse_another_end(verify(row.id, tail.records, after), tail.head)
        verify_contents(tail.contents.values())
        if known and any(from_bytes(record.bytes).erases for record in tail.records):
            # What is remembered still holds what was erased.
            self._recent.forget(row.id)
            return self._state(row)
        state = fold(tail.records, contents_with_erased(tail.records, tail.contents), known)
        self._recent.keep(row.id, state)
        return state

    def _append(
        self,
        state: SessionState,
        prepared: Prepared,
        submission_id: str,
        time: str,
        erasing: Sequence[str] = (),
    ) -> tuple[Record, ...]:
        submission = Submission(submission_id, prepared.steps, to_line(prepared.decision.title), time)
        return self._store.append(state.session, state.version, submission, erasing)

    def _again(self, session: str, written: tuple[Record, ...], wanted: tuple[Edit, ...]) -> Receipt:
        after = self._store.tail(session, written[0].seq - 1)
        contents = contents_with_erased(after.records, after.contents)
        if not says_the_same(written, contents, wanted):
            raise SessionError("submission_reused", where=written[0].submission)
        return _receipt(written)

    def _time(self) -> str:
        return self._clock().astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _happening(record: Record, contents: Contents) -> Happening:
    event = from_bytes(record.bytes)
    value = change_of(event, contents).value if event.kind in SECTION_OF_KIND else None
    said = (event.seq, event.kind, event.actor, event.time, event.key)
    return Happening(*said, value, event.undoes, record.hash)


def _receipt(written: Sequence[Record]) -> Receipt:
    last = written[-1]
    return Receipt(last.seq, last.hash, last.seq)


def _refuse_stale(state: SessionState, expected_version: int) -> None:
    if state.version != expected_version:
        raise StaleVersion("stale_version", expected=expected_version, found=state.version)


def _refuse_another_end(found: Head, listed: Head) -> None:
    """Refuse a history that ends elsewhere than the session says: its tail is gone, or was added."""
    if found != listed:
        first = min(found.seq, listed.seq) + (found.seq != listed.seq)
        raise ChainBroken("chain_broken", f"event {first}", first_bad_seq=first)


def _refuse_name(what: str, name: str) -> None:
    if not (0 < len(name) <= MAX_NAME_LENGTH and name.isprintable()):
        raise SessionError("name_unusable", what, found=len(name), allowed=MAX_NAME_LENGTH)
