"""Sessions and what is in them: begun, changed, undone, looked back on, checked, erased and put away."""

from collections.abc import Sequence
from dataclasses import dataclass

from selection.errors import ChainBroken, NotFound, PermissionDenied, SessionError
from selection.model.base import Localised, from_line, to_line
from selection.model.decision import Decision
from selection.storage.rows import Seat, SessionRow, Submission
from selection.workshop.audit import Receipt, verify, verify_contents, verify_extends
from selection.workshop.changes import Prepared, contents_with_erased, erasure, prepare, take_in, unwind
from selection.workshop.contents import Contents
from selection.workshop.events import SECTION_OF_KIND, Edit, Record, from_bytes
from selection.workshop.guards import refuse_out_of_order
from selection.workshop.meanwhile import Seen, refuse_stale
from selection.workshop.naming import Mentions, draft_without, names_of_people, naming
from selection.workshop.permissions import is_token, token_hash
from selection.workshop.procedure import refuse_breach, refuse_contradictions
from selection.workshop.seals import hidden_contents, may_be_shown, may_read, seen_by, unreadable_contents
from selection.workshop.service.acceptance import refuse_unacceptable
from selection.workshop.service.access import Caller, refuse_another_end, standing_now
from selection.workshop.service.as_seen import built_as_seen
from selection.workshop.service.writing import Writing, Written, receipt, refuse_name
from selection.workshop.state import SessionState, change_of


@dataclass(frozen=True)
class SessionSummary:
    """A session in somebody's list."""

    id: str
    title: str | Localised
    created: str
    updated: str
    version: int
    mine: bool
    """Whether they began it."""
    archived: bool


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
    sealed: bool = False
    """Whether its value is not to be seen by others than its author."""


class Sessions(Writing):
    """The use cases of one who works on a decision."""

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
        seats = (Seat(token_hash(token), actor),)
        title = to_line(prepared.decision.title)
        self._store.open_session(
            session, actor, Submission(self._tokens(), prepared.steps, title, time, seats)
        )
        return session

    def my_sessions(self, token: str) -> tuple[SessionSummary, ...]:
        """List the sessions a visitor takes part in, the one that changed last first."""
        if not is_token(token):
            return ()
        return tuple(
            SessionSummary(
                row.id,
                from_line(row.title),
                row.created,
                row.updated,
                row.head.seq,
                row.seat == row.owner,
                row.archived,
            )
            for row in self._store.sessions_of(token_hash(token))
            if self._takes_part(row)
        )

    def _takes_part(self, row: SessionRow) -> bool:
        """Tell whether somebody's seat is still theirs; who was removed is not told how it goes on."""
        if row.seat == row.owner:
            return True
        try:
            known = self._state(row).proceedings.participant(str(row.seat))
        except ChainBroken:
            # Whoever opens it is told.
            return True
        return known is not None and known.presence != "removed"

    def state(self, token: str, session: str) -> SessionState:
        """Give a session as it is now, as far as the visitor may see it.

        Raises
        ------
        ChainBroken
            If the stored history is not what was written.
        """
        caller = self._enter(token, session, "read")
        return seen_by(caller.state, caller.me, caller.standing)

    def who_am_i(self, token: str, session: str) -> Caller:
        """Tell who the visitor is in a session, with what they may see of it.

        Unlike `state` it answers everybody who has a seat: who waits to be let in and who answers for a
        vendor see of the decision nothing but its title.
        """
        caller = self._caller(token, session)
        return Caller(caller.me, caller.standing, seen_by(caller.state, caller.me, caller.standing))

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
            If something that bears on it was written since `expected_version`; the figures tell both.
        DecisionError
            If the edits would make the decision contradict itself.
        CatalogueError
            If they name a risk, block, question or measure that does not ship.
        PermissionDenied
            If the visitor may not change that, or not in this phase.
        SessionError
            If the submission id was used for something else, an edit is for no section, scoring is early, or
            the order of a workshop forbids it.
        NotFound
            If an edit withdraws what isn't there.
        """
        caller = self._caller(token, session)
        refuse_name("submission_id", submission_id)
        wanted = (edits,) if isinstance(edits, Edit) else tuple(edits)
        if not wanted:
            raise SessionError("nothing_submitted")
        self._require_all(caller, wanted)
        # The state is read first: a submission that arrives in between is then found, not called stale.
        state = caller.state
        earlier = self._store.submission(session, submission_id)
        if earlier:
            return self._receipt(session, Written(earlier, now=False), wanted)
        refuse_stale(state, Seen(expected_version, wanted), caller.me)
        time = self._time()

        def as_seen(asking: Caller) -> Prepared:
            return built_as_seen(asking, lambda found: _prepared(found, wanted, caller.me, time))

        prepared = as_seen(caller)

        def build(now: SessionState) -> Prepared:
            if now.version == state.version:
                return prepared
            asking = standing_now(caller, now)
            self._require_all(asking, wanted)
            return as_seen(asking)

        written = self._write(caller, Seen(expected_version, wanted), submission_id, build)
        return self._receipt(session, written, wanted)

    def undo(self, token: str, session: str, expected_version: int) -> Receipt:
        """Take the visitor's newest submission that still stands back, by writing what was there before.

        Undoing again goes further back; what is entered after an undo is the next to be undone. It keeps
        to the rules of any submission: what others did meanwhile may rest on what would be taken back,
        and a formal session is not left by it, which takes a reason.

        Raises
        ------
        SessionError
            If nothing is left to undo, or the procedure forbids going back.
        DecisionError
            If the decision would contradict itself without what is taken back.
        StaleVersion
            If somebody else wrote since `expected_version`.
        """
        caller = self._caller(token, session)
        state = caller.state
        refuse_stale(state, Seen(expected_version), caller.me)
        history = self._store.tail(session)
        contents = contents_with_erased(history.records, history.contents)
        edits, undoes = unwind(history.records[: state.version], contents, caller.me)
        self._require_all(caller, edits)
        time = self._time()

        def back_from(now: SessionState) -> Prepared:
            prepared = prepare(now, edits, caller.me, time, undoes)
            refuse_breach(now.decision, prepared.decision, edits)
            refuse_out_of_order(now, prepared.state, edits)
            return prepared

        def build(now: SessionState) -> Prepared:
            return built_as_seen(standing_now(caller, now), back_from)

        return receipt(self._write(caller, Seen(expected_version), self._tokens(), build).records)

    def history(self, token: str, session: str) -> tuple[Happening, ...]:
        """Tell everything that happened in a session, first things first, but not what is sealed.

        What others entered is told only to who leads; everybody else sees the values of their own.
        """
        caller = self._enter(token, session, "read")
        history = self._store.tail(session)
        verify(session, history.records)
        verify_contents(history.contents.values())
        contents = contents_with_erased(history.records, history.contents)
        return tuple(_happening(record, contents, caller) for record in history.records)

    def verify(self, token: str, session: str, receipts: Sequence[Receipt] = ()) -> Receipt:
        """Check a session's whole history, that it still passes through old receipts, and give its head.

        Raises
        ------
        ChainBroken
            Naming the first event that is not what was written, or not what a receipt says.
        """
        self._enter(token, session, "read")
        history = self._store.tail(session)
        refuse_another_end(verify(session, history.records), history.head)
        verify_contents(history.contents.values())
        for old in receipts:
            verify_extends(history.records, old.seq, old.hash)
        return receipt(history.records)

    def mentions(self, token: str, session: str, names: Sequence[str]) -> Mentions:
        """Tell which personal texts `erase_person` would take, as far as they may be read.

        Sealed ones are counted where a name of somebody who takes part stands in them.
        """
        caller = self._enter(token, session, "erase")
        history = self._store.tail(session)
        contents = contents_with_erased(history.records, history.contents)
        sealed = hidden_contents(history.records, contents, caller.state) | unreadable_contents(
            history.records, contents, caller.state, caller.me, caller.standing
        )
        found = naming(history.contents.values(), names)
        # Of sealed texts any other word would tell whether it stands in them.
        theirs = naming(found, names_of_people(names, caller.state.proceedings.participants))
        readable = {content.text or "" for content in found if content.hash not in sealed}
        texts = tuple(sorted(readable, key=lambda text: (len(text), text)))
        return Mentions(texts, sum(content.hash in sealed for content in theirs))

    def erase_person(
        self, token: str, session: str, names: str | Sequence[str], expected_version: int
    ) -> Receipt:
        """Erase every personal text that names somebody, for good; the chain of events holds.

        That something was erased, when and by whom, is written into the history; the names are not. Drafts
        keep the rest of what was entered in them. A title, or the wording of a need, is no personal text.

        Parameters
        ----------
        names
            A name, or all that somebody is written by.

        Raises
        ------
        NotFound
            If nobody of that name is mentioned.
        StaleVersion
            If somebody else wrote since.
        """
        caller = self._enter(token, session, "erase")
        refuse_stale(caller.state, Seen(expected_version), caller.me)
        wanted = (names,) if isinstance(names, str) else tuple(names)
        hashes = [found.hash for found in naming(self._store.tail(session).contents.values(), wanted)]
        self._store.rewrite_drafts(session, lambda draft: draft_without(draft, wanted))
        if not hashes:
            # An erasure before this one may have been held up before its traces were gone.
            self._store.forget_deleted()
            raise NotFound("nobody_of_that_name")

        def build(now: SessionState) -> Prepared:
            return erasure(now, hashes, caller.me, self._time())

        return receipt(
            self._write(caller, Seen(expected_version), self._tokens(), build, erasing=hashes).records
        )

    def archive(self, token: str, session: str, archived: bool) -> None:
        """Put a session away, out of the list, or take it out again."""
        self._enter(token, session, "manage")
        self._store.archive(session, archived)

    def delete_session(self, token: str, session: str) -> None:
        """Erase a session with everything in it; that is its owner's right."""
        row = self._row(token, session)
        # Who began it may erase it even if its history can no longer be read.
        if row is None or row.seat != row.owner:
            self._enter(token, session, "delete")
        self._store.delete_session(session)
        self._forget(session)


def _prepared(now: SessionState, wanted: Sequence[Edit], me: str, time: str) -> Prepared:
    prepared = prepare(now, wanted, me, time)
    refuse_unacceptable(now.decision, prepared.decision, wanted)
    refuse_out_of_order(now, prepared.state, wanted)
    return prepared


def _happening(record: Record, contents: Contents, caller: Caller) -> Happening:
    event = from_bytes(record.bytes)
    state = caller.state
    shown = may_be_shown(state.proceedings, event) and may_read(state, event, caller.me, caller.standing)
    value = change_of(event, contents).value if shown and event.kind in SECTION_OF_KIND else None
    said = (event.seq, event.kind, event.actor, event.time, event.key)
    return Happening(*said, value, event.undoes, record.hash, sealed=not shown)
