"""What members say in a round: handed in from a sheet, one by one or a whole committee at once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from selection.errors import NotFound, SessionError, StorageError, StoreBusy
from selection.model.rounds import Ballot
from selection.storage.rows import Draft
from selection.workshop.audit import Receipt
from selection.workshop.events import Edit
from selection.workshop.guards import refuse_ballot
from selection.workshop.permissions import Action, is_token, token_hash
from selection.workshop.service.access import Caller, is_session_id
from selection.workshop.service.each import each, raised
from selection.workshop.service.writing import Compose, Writing, Written, receipt
from selection.workshop.sheets import (
    Judging,
    Said,
    Sheet,
    hand_in_name,
    judging_of,
    read_sheet,
    round_subject,
)
from selection.workshop.state import SessionState, read_value


@dataclass(frozen=True)
class _HandedIn:
    """What somebody hands in, by the name under which it is stored once."""

    name: str
    said: Edit
    compose: Compose


class Ballots(Writing):
    """The use cases of judging alone."""

    def judge(self, token: str, session: str, found: str, ballot: Ballot, submission_id: str) -> Receipt:
        """Store what a member says in a round; until the reveal it is seen by nobody else.

        Whatever happens at the same moment, either the round was open when it was written, or it is
        refused: there is nothing in between.

        Raises
        ------
        PermissionDenied
            If the visitor judges nothing, or not now.
        SessionError
            If the round takes no judgements, does not ask for this, or the member is recused.
        """
        caller = self._enter(token, session, "judge")
        said = ballot.model_copy(update={"entered_by": None})
        return self._store_ballot(caller, "judge", (found, caller.me), said, submission_id)

    def hand_in_all(
        self, tokens: Collection[str], session: str, found: str
    ) -> dict[str, Receipt | Exception]:
        """Store what members have entered in a round, as it stands on their sheets; once, however often.

        They share the ways to the store and nothing else: each is let in, refused or stored by themselves.

        Returns
        -------
        dict
            For each token the receipt, or what speaks against it: that nothing is entered there, or what
            `judge` would raise.
        """
        callers = self._enter_all(tokens, session)
        let_in = {caller.me for caller in callers.values() if isinstance(caller, Caller)}
        drafts = self._store.drafts(session, let_in, round_subject(found)) if let_in else {}
        sheets = each(callers, lambda caller: self._sheet_of(caller, found, drafts.get(caller.me)))
        asked = {one.name: one.compose for one in sheets.values() if isinstance(one, _HandedIn)}
        written = self._written_all(session, asked) if asked else {}
        return each(sheets, lambda one: self._receipt(session, raised(written[one.name]), [one.said]))

    def _enter_all(self, tokens: Collection[str], session: str) -> dict[str, Caller | Exception]:
        """Let visitors in to judge, each for themselves, with the session read once for all of them."""
        hashes = {token: token_hash(token) for token in tokens if is_token(token)}
        seats = self._store.seats(session, hashes.values()) if hashes and is_session_id(session) else {}
        row = self._store.session(session) if seats else None
        state = self._state(row) if row else None

        def enter(token: str) -> Caller:
            seat = seats.get(hashes.get(token, ""))
            if seat is None or state is None:
                raise self._without_seat()
            caller = self._seated(token, seat, state)
            self._require(caller, "judge")
            return caller

        return each({token: token for token in tokens}, enter)

    def _sheet_of(self, caller: Caller, found: str, draft: Draft | None) -> _HandedIn:
        now = _judging(caller, found, draft)
        if now is None:
            raise SessionError("no_such_round", f"round.{found}")
        if not now.done:
            raise SessionError("nothing_submitted")
        name = hand_in_name(caller.state, caller.me, now)
        said, compose = self._saying((found, caller.me), now.ballot)
        return _HandedIn(name, said, self._composing(caller, "judge", compose))

    def _written_all(self, session: str, asked: Mapping[str, Compose]) -> dict[str, Written | Exception]:
        """Write in one step what is asked for; what the store can't take together it is given one by one."""
        try:
            return self._composed_all(session, asked)
        except StoreBusy:
            raise
        except StorageError:
            names = {name: name for name in asked}
            return each(names, lambda name: self._composed(session, name, asked[name]))

    def handed_in(self, token: str, session: str, found: str) -> Receipt | None:
        """Give the proof that a member handed in what stands on their sheet; None if they did not."""
        caller = self._enter(token, session, "read")
        now = _judging(caller, found, self._store.draft(session, caller.me, round_subject(found)))
        if now is None or not now.is_handed_in:
            return None
        written = self._store.submission(session, hand_in_name(caller.state, caller.me, now))
        return receipt(written) if written else None

    def enter_slip(
        self, token: str, session: str, found: str, member: str, ballot: Ballot, submission_id: str
    ) -> Receipt:
        """Store what a member wrote on paper, marked with who entered it.

        Raises
        ------
        NotFound
            If nobody of that id is a member.
        """
        caller = self._enter(token, session, "enter_slip")
        if member not in {one.id for one in caller.state.proceedings.members}:
            raise NotFound("nobody_of_that_id")
        said = ballot.model_copy(update={"entered_by": caller.me})
        return self._store_ballot(caller, "enter_slip", (found, member), said, submission_id)

    def _store_ballot(
        self, caller: Caller, action: Action, key: tuple[str, str], ballot: Ballot, submission_id: str
    ) -> Receipt:
        said, compose = self._saying(key, ballot)
        written = self._append_next(caller, action, submission_id, compose)
        return self._receipt(caller.state.session, written, [said])

    def _saying(
        self, key: tuple[str, str], ballot: Ballot
    ) -> tuple[Edit, Callable[[SessionState], Sequence[Edit]]]:
        """Give the edit that says something in a round, and what refuses it where the round does."""
        found, member = key
        said = Edit("judgement", key, read_value("judgement", key, ballot))

        def compose(state: SessionState) -> Sequence[Edit]:
            refuse_ballot(state, member, found, ballot, self._time())
            return [said]

        return said, compose


def _judging(caller: Caller, found: str, draft: Draft | None) -> Judging | None:
    asked = caller.state.proceedings.round(found)
    if asked is None:
        return None
    sheet = read_sheet(draft.revision, draft.bytes, Said) if draft else Sheet[Said](0, {})
    return judging_of(caller.state, caller.me, asked, sheet)
