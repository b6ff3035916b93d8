"""How every use case that changes something ends: what is written in one step, and the proof of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from selection.errors import SessionError
from selection.model.base import to_line
from selection.storage.rows import News, Seat, Submission, Tail, Way
from selection.workshop.audit import Head, Receipt, link
from selection.workshop.changes import (
    Prepared,
    contents_with_erased,
    prepare,
    says_the_same,
    says_the_same_but_for_erased,
)
from selection.workshop.events import Edit, Record, from_bytes
from selection.workshop.meanwhile import Seen, refuse_stale
from selection.workshop.permissions import Action
from selection.workshop.service.access import Access, Caller, standing_now
from selection.workshop.service.each import raised
from selection.workshop.state import SessionState

MAX_NAME_LENGTH = 200
"""Of submission ids and draft subjects, which callers choose."""


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


Compose = Callable[[SessionState], Composed]
"""What is to be written on top of a state; it raises what speaks against it."""


class Writing(Access):
    """What all use cases share that change something."""

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
        """Write what is composed for the state as it is when the events are written."""
        refuse_name("submission_id", submission_id)
        composing = self._composing(caller, action, compose, seats)
        return self._composed(caller.state.session, submission_id, composing)

    def _composing(
        self,
        caller: Caller,
        action: Action | None,
        compose: Callable[[SessionState], Sequence[Edit]],
        seats: tuple[Seat, ...] = (),
    ) -> Compose:
        """Give what composes somebody's edits for the state they will be written at.

        The permission is looked at again there: a phase, a round or a role may have changed meanwhile. Only
        for taking a seat none is needed but what `compose` itself looks at.
        """

        def composed(state: SessionState) -> Composed:
            if action is not None:
                self._require(standing_now(caller, state), action)
            return Composed(prepare(state, compose(state), caller.me, self._time()), seats)

        return composed

    def _composed(
        self, session: str, submission_id: str, compose: Compose, erasing: Sequence[str] = ()
    ) -> Written:
        return raised(self._composed_all(session, {submission_id: compose}, erasing)[submission_id])

    def _composed_all(
        self, session: str, asked: Mapping[str, Compose], erasing: Sequence[str] = ()
    ) -> dict[str, Written | Exception]:
        """Write submissions in one step, each on top of those before it; each is refused alone."""
        refused: dict[str, Exception] = {}
        composed: list[Submission] = []
        reached: SessionState | None = None

        def submissions(
            head: Head, read: Callable[[int], Tail], missing: Collection[str]
        ) -> Sequence[Submission]:
            nonlocal reached
            # A try that was taken back is forgotten.
            refused.clear()
            composed.clear()
            reached = self._at_head(session, head, read)
            for name in missing:
                try:
                    found = asked[name](reached)
                except Exception as error:  # noqa: BLE001 -- it is told to whoever asked for it
                    refused[name] = error
                    continue
                reached = replace(found.prepared.state, head_hash=_head_after(reached, found.prepared))
                composed.append(_submission(name, found))
            if erasing:
                # It still holds what is erased: whoever writes next reads the history anew.
                self._ahead.forget(session)
            else:
                self._ahead.keep(session, reached)
            return composed

        written = self._store.append_all(session, list(asked), submissions, erasing)
        if erasing:
            self._recent.forget(session)
        elif reached is not None:
            self._remember(reached)
        self._tell_of(session, written.values())
        now = {submission.id for submission in composed}
        return {**refused, **{name: Written(records, name in now) for name, records in written.items()}}

    def _at_head(self, session: str, head: Head, read: Callable[[int], Tail]) -> SessionState:
        # Others' events of the same transaction are not in the store yet, and may never be.
        ahead = self._ahead.get(session)
        if ahead and Head(ahead.version, ahead.head_hash) == head:
            return ahead
        known = self._recent.get(session)
        if known and Head(known.version, known.head_hash) == head:
            return known
        return self._brought_up(session, known, read)

    def _tell_of(self, session: str, written: Collection[Sequence[Record]]) -> None:
        if written:
            records = [record for records in written for record in records]
            self._tell(News(session, max(record.seq for record in records), _is_quiet(records)))

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


def _head_after(state: SessionState, prepared: Prepared) -> str:
    return reduce(link, (step.event for step in prepared.steps), state.head_hash)


def _is_quiet(written: Sequence[Record]) -> bool:
    return all(from_bytes(record.bytes).is_quiet for record in written)


def _submission(submission_id: str, composed: Composed) -> Submission:
    prepared, state = composed.prepared, composed.prepared.state
    title = to_line(state.decision.title)
    quiet = all(from_bytes(step.event).is_quiet for step in prepared.steps)
    listed = (submission_id, prepared.steps, title, state.updated)
    return Submission(*listed, composed.seats, composed.links, quiet)
