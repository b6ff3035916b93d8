"""How every use case begins: who asks, what they may, and the session as it is."""

import datetime as dt
import logging
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from selection.errors import ChainBroken, NotFound, PermissionDenied, SessionError
from selection.model.base import instant
from selection.storage.rows import News, SessionRow, Tail
from selection.storage.store import Store
from selection.workshop.audit import Head, verify, verify_contents
from selection.workshop.changes import contents_with_erased
from selection.workshop.declaring import refuse_blind
from selection.workshop.events import Edit, from_bytes
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
            raise self._without_seat()
        return self._seated(token, row.seat, self._state(row))

    def _without_seat(self) -> NotFound:
        _log.info("refused a visitor without a seat")
        return NotFound("session_not_found")

    def _seated(self, token: str, seat: str, state: SessionState) -> Caller:
        # A seat once taken stays with its token; what may be done from it is told by the state.
        self._seats.keep((state.session, token_hash(token)), seat)
        standing = _standing(state, seat)
        if standing == "stranger":
            _log.info("refused %s, who was removed, in session %s", seat, state.session)
            raise _gone(state, seat)
        return Caller(seat, standing, state)

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

    def _time(self, later: dt.timedelta = dt.timedelta()) -> str:
        return instant(self._clock() + later, "microseconds")


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
