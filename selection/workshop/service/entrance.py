"""The entrance: links and codes that let people in, and who is who once they are in."""

import datetime as dt
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from selection.errors import NotFound, PermissionDenied, SessionError, StorageError
from selection.model.participants import Link, LinkKind, Participant, Presence
from selection.storage.rows import Found, Seat, SessionRow
from selection.storage.rows import Way as StoredWay
from selection.workshop.audit import Receipt
from selection.workshop.changes import Partly, Prepared, prepare
from selection.workshop.events import Edit
from selection.workshop.guards import refuse_out_of_order
from selection.workshop.meanwhile import Seen
from selection.workshop.permissions import is_token, new_token, token_hash
from selection.workshop.service.access import Caller, standing_now
from selection.workshop.service.writing import Writing, receipt
from selection.workshop.state import SessionState

_log = logging.getLogger(__name__)

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 letters nobody takes for one another: 8 of them are 40 bits."""
CODE_LENGTH = 8
CODE_LIFETIME = dt.timedelta(hours=12)
"""A code is read out in a room; what is short enough to be typed is not left lying about."""

MOST_PARTICIPANTS = 1000
"""In one session; a link that gets about fills it no further."""


@dataclass(frozen=True)
class Way:
    """A link that was just made: its secret, which is nowhere else, and what it is known by."""

    secret: str
    link: str


class Entrance(Writing):
    """The use cases of coming in."""

    def make_link(
        self,
        token: str,
        session: str,
        kind: LinkKind,
        expected_version: int,
        guest: Participant | None = None,
    ) -> Way:
        """Make a way into a session: for the members, by a code, or for one `guest`.

        A guest who takes no part yet is added with it; one who does is let in by it as who they are.

        Raises
        ------
        StaleVersion
            If somebody else wrote since.
        SessionError
            If the guest judges: whoever had the link could sit down as them and read what they said. If it
            is the one who began the session and somebody else asks, or they would lead it no longer.
        """
        caller = self._enter(token, session, "manage")
        secret = _code() if kind == "code" else new_token()
        link, time = self._tokens(), self._time()
        until = self._time(CODE_LIFETIME) if kind == "code" else None
        made = Link(id=link, kind=kind, participant=guest.id if guest else None, made=time, until=until)
        ways = (StoredWay(token_hash(secret), link),)
        added = [Edit("participant", (guest.id,), guest)] if guest else []
        edits = [*added, Edit("link", (link,), made)]

        def build(now: SessionState) -> Prepared:
            self._still_manages(caller, now)
            known = now.proceedings.participant(guest.id) if guest else None
            if guest and _has_a_ballot(now, known or guest):
                raise SessionError("link_for_a_member")
            if guest and guest.id == now.owner != caller.me:
                raise SessionError("owner_stays")
            wanted = edits[-1:] if known else edits
            prepared = prepare(now, wanted, caller.me, time)
            refuse_out_of_order(now, prepared.state, wanted)
            return prepared

        self._write(caller, Seen(expected_version, edits), self._tokens(), build, links=ways)
        return Way(secret, link)

    def revoke_link(self, token: str, session: str, link: str, expected_version: int) -> Receipt:
        """Let a link lead nowhere from now on; who came in by it stays.

        Raises
        ------
        NotFound
            If there is no such link.
        """
        caller = self._enter(token, session, "manage")
        place = Edit("link", (link,))

        def build(state: SessionState) -> Prepared:
            self._still_manages(caller, state)
            known = _link(state, link)
            if known is None:
                raise NotFound("no_such_link")
            edit = replace(place, value=known.model_copy(update={"revoked": True}))
            return prepare(state, [edit], caller.me, self._time())

        return receipt(self._write(caller, Seen(expected_version, [place]), self._tokens(), build).records)

    def join(self, token: str, secret: str, introduction: Participant | None = None) -> str:
        """Take a seat in the session a link or code leads to, and give that session.

        Who has a seat there already keeps it, whatever link they come by: a reload, a second scan and a
        phone that slept bring a member back to where they were.

        Parameters
        ----------
        introduction
            What somebody new says of themselves; of it only name and department count.

        Raises
        ------
        PermissionDenied
            If the visitor has no token to be known by again.
        NotFound
            If the link leads nowhere, or no longer.
        SessionError
            If so many take part that somebody must be filling the session.
        """
        if not is_token(token):
            raise PermissionDenied("visitor_unknown")
        found, row = self._way(token, secret)
        state = self._state(row)
        link = self._open_link(state, found.link)
        if row.seat is None:
            self._take_seat(token, found, state, link, introduction)
        else:
            _refuse_removed(state, row.seat)
        return found.session

    def seat_by(self, token: str, secret: str) -> str | None:
        """Give the session a link or code leads to if the visitor has a seat there; None if they have none.

        It changes nothing, so that whatever looks at a link before a person does takes no seat.

        Raises
        ------
        NotFound
            If the link leads nowhere, or no longer.
        """
        found, row = self._way(token, secret)
        state = self._state(row)
        self._open_link(state, found.link)
        if row.seat is None:
            return None
        _refuse_removed(state, row.seat)
        return found.session

    def _way(self, token: str, secret: str) -> tuple[Found, SessionRow]:
        found = self._store.way(token_hash(_as_drawn(secret)))
        row = self._store.session(found.session, token_hash(token)) if found else None
        if found is None or row is None:
            raise _nowhere()
        return found, row

    def _open_link(self, state: SessionState, name: str) -> Link:
        link = _link(state, name)
        if link is None or not link.leads_in(self._time()):
            raise _nowhere()
        return link

    def introduce(
        self, token: str, session: str, name: str | None, department: str | None, submission_id: str
    ) -> Receipt:
        """Say who one is; it changes nothing else of the seat."""
        caller = self._enter(token, session, "introduce")
        told = {"name": name or None, "department": department or None}

        def compose(state: SessionState) -> Sequence[Edit]:
            known = state.proceedings.participant(caller.me) or _founder(state)
            return [Edit("participant", (caller.me,), known.model_dump() | told)]

        said = Edit("participant", (caller.me,), Partly(told))
        return self._receipt(session, self._append_next(caller, "introduce", submission_id, compose), [said])

    def admit(
        self, token: str, session: str, participant: str, presence: Presence, expected_version: int
    ) -> Receipt:
        """Let somebody in who waits, or remove somebody.

        Raises
        ------
        NotFound
            If there is nobody of that id.
        SessionError
            If it is the one who began the session.
        """
        caller = self._enter(token, session, "manage")
        place = Edit("participant", (participant,))

        def build(state: SessionState) -> Prepared:
            self._still_manages(caller, state)
            known = state.proceedings.participant(participant)
            if participant == state.owner:
                raise SessionError("owner_stays")
            if known is None:
                raise NotFound("nobody_of_that_id")
            edits = [replace(place, value=known.model_copy(update={"presence": presence}))]
            prepared = prepare(state, edits, caller.me, self._time())
            refuse_out_of_order(state, prepared.state, edits)
            return prepared

        return receipt(self._write(caller, Seen(expected_version, [place]), self._tokens(), build).records)

    def _still_manages(self, caller: Caller, now: SessionState) -> None:
        """Refuse who was removed since they were let in: that somebody was, makes no work stale."""
        self._require(standing_now(caller, now), "manage")

    def _take_seat(
        self, token: str, found: Found, state: SessionState, link: Link, introduction: Participant | None
    ) -> None:
        me = link.participant or self._tokens()
        caller = Caller(me, "waiting", state)
        seats = (Seat(token_hash(token), me),)
        said = introduction.model_dump(include={"name", "department"}) if introduction else {}

        def compose(now: SessionState) -> Sequence[Edit]:
            self._open_link(now, found.link)
            _refuse_removed(now, me)
            known = now.proceedings.participant(me)
            if known and link.kind == "personal" and _has_a_ballot(now, known):
                raise _nowhere()
            if known is None and len(now.proceedings.participants) >= MOST_PARTICIPANTS:
                raise SessionError("session_full", allowed=MOST_PARTICIPANTS)
            if known is None:
                presence: Presence = "waiting" if link.kind == "code" else "present"
                known = Participant(id=me, role="member", presence=presence)
            return [Edit("participant", (me,), known.model_dump() | {k: v for k, v in said.items() if v})]

        # Named by who takes it: who presses twice at once takes one seat.
        taking = token_hash(f"seat {found.link} {token}")
        try:
            self._append_next(caller, None, taking, compose, seats=seats)
        except StorageError as error:
            if error.code != "seated_already":
                raise
            # By another link the same browser was quicker: the seat it has is the one it keeps.
            _log.info("kept the seat that was taken meanwhile")


def _founder(state: SessionState) -> Participant:
    return Participant(id=state.owner, role="facilitator")


def _nowhere() -> NotFound:
    """Give the refusal of a link or code, which is logged without it."""
    _log.info("refused a seat: the link leads nowhere")
    return NotFound("link_leads_nowhere")


def _has_a_ballot(state: SessionState, known: Participant) -> bool:
    """Tell whether somebody judges, or did: then nobody else may sit down as them."""
    return known.role == "member" or any(known.id in said for said in state.proceedings.ballots.values())


def _refuse_removed(state: SessionState, me: str) -> None:
    known = state.proceedings.participant(me)
    if known is not None and known.presence == "removed":
        raise _nowhere()


def _link(state: SessionState, name: str) -> Link | None:
    return next((link for link in state.proceedings.links if link.id == name), None)


def _code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def is_code(text: str) -> bool:
    """Tell whether something typed could be a code.

    >>> is_code("abcd-efgh"), is_code("ABCD1234"), is_code("ABCDEFG")
    (True, False, False)
    """
    bare = _as_drawn(text)
    return len(bare) == CODE_LENGTH and set(bare) <= set(CODE_LETTERS)


def _as_drawn(secret: str) -> str:
    """Read a code as it was meant: typed in small letters, or with spaces or hyphens.

    >>> _as_drawn(" abcd-efgh ")
    'ABCDEFGH'
    """
    bare = "".join(letter for letter in secret if letter not in " -").upper()
    return bare if len(bare) == CODE_LENGTH else secret
