"""How every use case begins and ends: who asks, what they may, and what is written in one step."""

import datetime as dt
import logging
import re
import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce

from selection.errors import ChainBroken, NotFound, PermissionDenied, SessionError
from selection.model.base import instant, to_line
from selection.storage.rows import News, Seat, SessionRow, Submission, Tail, Way
from selection.storage.store import Store
from selection.workshop.audit import Head, Receipt, link, verify, verify_contents
from selection.workshop.changes import (
    Prepared,
    contents_with_erased,
    prepare,
    says_the_same,
    says_the_same_but_for_erased,
)
from selection.workshop.declaring import refuse_blind
from selection.workshop.events import Edit, Record, from_bytes
from selection.workshop.meanwhile import Seen, refuse_stale
from selection.workshop.permissions import (
    ACTION_OF_SECTION,
    Action,
    Standing,
    is_token,
    require,
    standing_of,
    token_hash,
)
from selection.workshop.recent import Recent
from selection.workshop.state import SessionState, fold

MAX_NAME_LENGTH = 200
"""Of submission ids and draft subjects, which callers choose."""

_SESSIONS_KEPT_FOLDED = 128
_SEATS_KEPT = 10_000
_SESSION_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")
_log = logging.getLogger(__name__)


def utc_now() -> dt.datetime:
    """Tell the time by which events are dated."""
    return dt.datetime.now(dt.UTC)


def is_session_id(text: str) -> bool:
    """Tell whether a text can name a session, and stand in an address."""
    return _SESSION_ID.fullmatch(text) is not None


def session_id() -> str:
    """Draw a session's name: 128 random bits that can stand in an address and on a command line."""
    return secrets.token_hex(16)


@dataclass(frozen=True)
class Caller:
    """Somebody who was let in to do something: who they are, and the whole session as it is."""

    me: str
    standing: Standing
    state: SessionState


@dataclass(frozen=True)
class Composed:
    """What is to be written together."""

    prepared: Prepared
    seats: tuple[Seat, ...] = ()
    links: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Written:
    """Events in the store, and whether they were written just now or had been there before."""

    records: tuple[Record, ...]
    now: bool


class Access:
    """What all use cases share.

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
        self._ahead: Recent[str, SessionState] = Recent(_SESSIONS_KEPT_FOLDED)
        self._seats: Recent[tuple[str, str], str] = Recent(_SEATS_KEPT)
        self._listeners: list[Callable[[News], None]] = []

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def store_version(self) -> int:
        """Ask the store for its schema; that it answers shows that it is there."""
        return self._store.schema_version()

    def _enter(self, token: str, session: str, action: Action) -> Caller:
        """Let a visitor in to do something, or refuse and say so in the log."""
        caller = self._caller(token, session)
        self._require(caller, action)
        return caller

    def _caller(self, token: str, session: str) -> Caller:
        row = self._row(token, session)
        if row is None or row.seat is None:
            _log.info("refused a visitor without a seat")
            raise NotFound("session_not_found")
        # A seat once taken stays with its token; what may be done from it is told by the state.
        self._seats.keep((session, token_hash(token)), row.seat)
        state = self._state(row)
        standing = _standing(state, row.seat)
        if standing == "stranger":
            _log.info("refused %s, who was removed, in session %s", row.seat, session)
            raise _gone(state, row.seat)
        return Caller(row.seat, standing, state)

    def _row(self, token: str, session: str) -> SessionRow | None:
        if not is_token(token) or not is_session_id(session):
            return None
        return self._store.session(session, token_hash(token))

    def _require(self, caller: Caller, action: Action) -> None:
        if caller.standing == "stranger":
            raise _gone(caller.state, caller.me)
        try:
            require(caller.standing, action, caller.state.phase)
        except PermissionDenied:
            _log.info("refused %s to %s in session %s", action, caller.me, caller.state.session)
            raise

    def _require_all(self, caller: Caller, edits: Sequence[Edit]) -> None:
        """Let edits pass if each of them may be made, and none is about what is kept back from the caller."""
        for edit in edits:
            action = ACTION_OF_SECTION.get(edit.section)
            if action is None:
                self._require(caller, "read")
                raise SessionError("section_not_edited", edit.section)
            self._require(caller, action)
        refuse_blind(caller.state, caller.me, caller.standing, edits)

    def _state(self, row: SessionRow) -> SessionState:
        known = self._recent.get(row.id)
        if known and Head(known.version, known.head_hash) == row.head:
            return known
        return self._brought_up(row.id, known, partial(self._store.tail, row.id))

    def _brought_up(
        self, session: str, known: SessionState | None, read: Callable[[int], Tail]
    ) -> SessionState:
        """Fold what came since into what is known, and remember it."""
        tail = read(known.version if known else 0)
        after = Head(known.version, known.head_hash) if known else Head()
        refuse_another_end(verify(session, tail.records, after), tail.head)
        verify_contents(tail.contents.values())
        if known and any(from_bytes(record.bytes).erases for record in tail.records):
            # What is remembered still holds what was erased.
            self._recent.forget(session)
            return self._brought_up(session, None, read)
        state = fold(tail.records, contents_with_erased(tail.records, tail.contents), known)
        self._remember(state)
        return state

    def _write(
        self,
        caller: Caller,
        seen: Seen,
        submission_id: str,
        build: Callable[[SessionState], Prepared],
        *,
        erasing: Sequence[str] = (),
        links: tuple[Way, ...] = (),
    ) -> Written:
        """Write what is built for the state as it is, unless what bears on it was changed meanwhile.

        What doesn't only moves what is built to a later place.
        """
        refuse_name("submission_id", submission_id)

        def compose(state: SessionState) -> Composed:
            refuse_stale(state, seen, caller.me)
            return Composed(build(state), links=links)

        return self._composed(caller.state.session, submission_id, compose, erasing)

    def _append_next(
        self,
        caller: Caller,
        action: Action | None,
        submission_id: str,
        compose: Callable[[SessionState], Sequence[Edit]],
        *,
        seats: tuple[Seat, ...] = (),
    ) -> Written:
        """Write what is composed for the state as it is when the events are written.

        The permission is looked at again there: a phase, a round or a role may have changed meanwhile. Only
        for taking a seat none is needed but what `compose` itself looks at.
        """
        refuse_name("submission_id", submission_id)

        def compose_all(state: SessionState) -> Composed:
            if action is not None:
                self._require(standing_now(caller, state), action)
            return Composed(prepare(state, compose(state), caller.me, self._time()), seats)

        return self._composed(caller.state.session, submission_id, compose_all)

    def _composed(
        self,
        session: str,
        submission_id: str,
        compose: Callable[[SessionState], Composed],
        erasing: Sequence[str] = (),
    ) -> Written:
        reached: SessionState | None = None

        def submission(head: Head, read: Callable[[int], Tail]) -> Submission:
            nonlocal reached
            composed = compose(self._at_head(session, head, read))
            reached = replace(composed.prepared.state, head_hash=_head_after(head, composed.prepared))
            if erasing:
                # It still holds what is erased: whoever writes next reads the history anew.
                self._ahead.forget(session)
            else:
                self._ahead.keep(session, reached)
            return _submission(submission_id, composed)

        written = self._store.append_next(session, submission_id, submission, erasing)
        if erasing:
            self._recent.forget(session)
        elif reached is not None:
            self._remember(reached)
        self._tell(News(session, written[-1].seq, _is_quiet(written)))
        return Written(written, reached is not None)

    def _at_head(self, session: str, head: Head, read: Callable[[int], Tail]) -> SessionState:
        # Others' events of the same transaction are not in the store yet, and may never be.
        ahead = self._ahead.get(session)
        if ahead and Head(ahead.version, ahead.head_hash) == head:
            return ahead
        known = self._recent.get(session)
        if known and Head(known.version, known.head_hash) == head:
            return known
        return self._brought_up(session, known, read)

    def _remember(self, state: SessionState) -> None:
        """Remember a state, unless another thread has come further meanwhile."""
        self._recent.keep(state.session, state, unless=lambda kept: kept.version > state.version)

    def _forget(self, session: str) -> None:
        """Remember nothing of a session that was erased: another may come by its name, with other seats."""
        self._recent.forget(session)
        self._ahead.forget(session)
        self._seats.forget_all(lambda seat: seat[0] == session)

    def listen(self, heard: Callable[[News], None]) -> None:
        """Be told of every submission that is written, in whatever thread writes it.

        It may be told twice, and of submissions of other processes too; the version of the session is the
        truth.
        """
        if not self._listeners:
            self._store.listen(self._tell)
        self._listeners.append(heard)

    def _tell(self, news: News) -> None:
        for heard in self._listeners:
            heard(news)

    def _receipt(
        self, session: str, written: Written, wanted: Sequence[Edit], entailed: Collection[str] = ()
    ) -> Receipt:
        """Give the receipt; of a submission that was there already only if it says the same.

        Every use case whose submission id comes from outside ends here.

        Parameters
        ----------
        wanted, entailed
            What is said, and what may follow from it (see `says_the_same`).

        Raises
        ------
        SessionError
            If the submission id was used for something else, or nobody can tell any more whether it was
            because a text in it was erased since.
        """
        if not written.now:
            after = self._store.tail(session, written.records[0].seq - 1)
            there = (written.records, contents_with_erased(after.records, after.contents), wanted, entailed)
            if not says_the_same(*there):
                where = written.records[0].submission
                if says_the_same_but_for_erased(*there):
                    raise SessionError("submission_erased_since", where)
                raise SessionError("submission_reused", where)
        return receipt(written.records)

    def _time(self, later: dt.timedelta = dt.timedelta()) -> str:
        return instant(self._clock() + later, "microseconds")


def receipt(written: Sequence[Record]) -> Receipt:
    """Give the proof that events were stored."""
    last = written[-1]
    return Receipt(last.seq, last.hash, last.seq)


def refuse_name(what: str, name: str) -> None:
    """Refuse a name chosen by a caller that is no name.

    Raises
    ------
    SessionError
        If it is empty, too long or can't be printed.
    """
    if not (0 < len(name) <= MAX_NAME_LENGTH and name.isprintable()):
        raise SessionError("name_unusable", what, found=len(name), allowed=MAX_NAME_LENGTH)


def _head_after(head: Head, prepared: Prepared) -> str:
    return reduce(link, (step.event for step in prepared.steps), head.hash)


def _is_quiet(written: Sequence[Record]) -> bool:
    return all(from_bytes(record.bytes).is_quiet for record in written)


def _standing(state: SessionState, me: str) -> Standing:
    known = state.proceedings.participant(me)
    if me == state.owner and known is None:
        return "facilitator"
    return standing_of(known.role, known.presence) if known else "stranger"


def standing_now(caller: Caller, state: SessionState) -> Caller:
    """Give a caller as they stand in another state: a role or a presence may have changed meanwhile."""
    return replace(caller, standing=_standing(state, caller.me), state=state)


def _gone(state: SessionState, me: str) -> NotFound:
    """Tell who was removed that they were: having had a seat, they know of the session anyway."""
    known = state.proceedings.participant(me)
    if known is not None and known.presence == "removed":
        return NotFound("removed_from_session")
    return NotFound("session_not_found")


def _submission(submission_id: str, composed: Composed) -> Submission:
    prepared, state = composed.prepared, composed.prepared.state
    title = to_line(state.decision.title)
    quiet = all(from_bytes(step.event).is_quiet for step in prepared.steps)
    listed = (submission_id, prepared.steps, title, state.updated)
    return Submission(*listed, composed.seats, composed.links, quiet)


def refuse_another_end(found: Head, listed: Head) -> None:
    """Refuse a history that ends elsewhere than the session says: its tail is gone, or was added.

    Raises
    ------
    ChainBroken
        Naming the first event that is too few or too many.
    """
    if found != listed:
        first = min(found.seq, listed.seq) + (found.seq != listed.seq)
        raise ChainBroken("chain_broken", f"event {first}", first_bad_seq=first)
