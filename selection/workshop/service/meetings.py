"""What a committee does together: moving rounds on, declaring interests, dissenting, locking and deciding."""

import datetime as dt
from collections.abc import Sequence

from selection.errors import NotFound, SessionError
from selection.model.base import Remark, is_past
from selection.model.decision import Decision
from selection.model.participants import Declaration
from selection.model.rounds import MinorityNote, RoundState
from selection.workshop.audit import Receipt
from selection.workshop.awarding import Choice, award_of
from selection.workshop.changes import Partly, Prepared, contents_with_erased, prepare
from selection.workshop.declaring import refuse_blind, refuse_undeclared
from selection.workshop.events import Edit
from selection.workshop.guards import refuse_out_of_order
from selection.workshop.locking import FROZEN, TOUCHING, next_lock
from selection.workshop.meanwhile import Seen
from selection.workshop.moderation import moved
from selection.workshop.recusal import reopened
from selection.workshop.seals import asked_about, seen_by
from selection.workshop.service.acceptance import refuse_unacceptable
from selection.workshop.service.access import standing_now
from selection.workshop.service.as_seen import built_as_seen
from selection.workshop.service.writing import Writing, Written, receipt
from selection.workshop.state import SessionState, fold

AMENDED = (TOUCHING | {"agreement"}) - {"lock", "rules"}
"""What an amendment may change by itself: what is locked, and what was agreed about it."""
ENTAILED = frozenset({"agreement", "score"})
"""What follows from the reveal of private ratings, and from a late recusal."""


class Meetings(Writing):
    """The use cases of a workshop."""

    def move_round(self, token: str, session: str, found: str, to: RoundState, submission_id: str) -> Receipt:
        """Take a round one step on: open, close, reveal or finish it.

        However many judgements arrive at the same moment, it takes effect between two of them: those before
        it are in the round, those after it are refused.

        Raises
        ------
        SessionError
            If that is not its next step, or something is missing for it.
        """
        caller = self._enter(token, session, "lead")

        def compose(state: SessionState) -> Sequence[Edit]:
            edits = moved(state, found, to)
            after = prepare(state, edits, caller.me, self._time()).state
            refuse_out_of_order(state, after, edits)
            return edits

        said = Edit("round", (found,), Partly({"state": to}))
        written = self._append_next(caller, "lead", submission_id, compose)
        return self._receipt(session, written, [said], ENTAILED)

    def declare(
        self, token: str, session: str, declared: dict[str, Declaration], submission_id: str
    ) -> Receipt:
        """Store what somebody has to do with alternatives; a late recusal reopens what was agreed with them.

        Raises
        ------
        SessionError
            If nothing is declared.
        """
        caller = self._enter(token, session, "declare")
        if not declared:
            raise SessionError("nothing_submitted")
        said = [Edit("declaration", (caller.me, name), found) for name, found in declared.items()]

        def compose(state: SessionState) -> Sequence[Edit]:
            declaring = prepare(state, said, caller.me, self._time()).state
            return [*said, *reopened(state, declaring, caller.me)]

        written = self._append_next(caller, "declare", submission_id, compose)
        return self._receipt(session, written, said, ENTAILED)

    def dissent(
        self, token: str, session: str, subject: str, item: str, note: MinorityNote, submission_id: str
    ) -> Receipt:
        """Store a member's minority note on something that was agreed.

        Raises
        ------
        SessionError
            If nothing was agreed there.
        """
        caller = self._enter(token, session, "dissent")
        said = [Edit("minority_note", (subject, item, caller.me), note)]

        def compose(state: SessionState) -> Sequence[Edit]:
            if item not in state.proceedings.agreements.get(subject, {}):
                raise SessionError("nothing_agreed_there", f"agreement.{subject}.{item}")
            return said

        return self._receipt(session, self._append_next(caller, "dissent", submission_id, compose), said)

    def respond(
        self, token: str, session: str, about: str, name: str, file: str, submission_id: str
    ) -> Receipt:
        """Store what a respondent sends in, sealed until answers are opened; a later one replaces it.

        Parameters
        ----------
        about
            The offer or integrator it is about.
        name, file
            The file's name, and its bytes in base64.

        Raises
        ------
        DecisionError
            If name or file can't be one.
        SessionError
            If the deadline has passed.
        NotFound
            If they do not answer for that.
        """
        caller = self._enter(token, session, "respond")

        def compose(state: SessionState) -> Sequence[Edit]:
            time, stand = self._time(), state.proceedings.stand
            if stand and stand.deadline and is_past(stand.deadline, time):
                raise SessionError("answers_too_late", deadline=stand.deadline)
            known = state.proceedings.participant(caller.me)
            allowed = asked_about(state.decision, str(known.answers_for if known else ""))
            if about not in allowed:
                raise NotFound("unknown_alternative", found=about, allowed=list(allowed))
            return [Edit("response", (caller.me, about), {"name": name, "file": file, "at": time})]

        said = Edit("response", (caller.me, about), Partly({"name": name, "file": file}))
        return self._receipt(session, self._append_next(caller, "respond", submission_id, compose), [said])

    def lock(self, token: str, session: str, expected_version: int) -> Receipt:
        """Freeze criteria, anchors, weights, gates, policies and tie-break, before anything is opened.

        Raises
        ------
        SessionError
            If they are locked already.
        """
        caller = self._enter(token, session, "lock")
        if caller.state.proceedings.lock is not None:
            raise SessionError("locked_already")

        def build(state: SessionState) -> Prepared:
            time = self._time()
            return prepare(state, [next_lock(state, time)], caller.me, time)

        return receipt(self._write(caller, Seen(expected_version), self._tokens(), build).records)

    def amend(
        self,
        token: str,
        session: str,
        edits: Sequence[Edit],
        reason: Remark,
        expected_version: int,
        submission_id: str,
    ) -> Receipt:
        """Change what is locked, with a reason: the next lock is written with it.

        Raises
        ------
        SessionError
            If nothing is locked yet, nothing is changed, the edits are of something else, or of what is kept
            back from whoever asks.
        DecisionError
            If the edits would make the decision contradict itself.
        CatalogueError
            If they name a definition that does not ship.
        """
        caller = self._enter(token, session, "amend")
        state = caller.state
        if state.proceedings.lock is None:
            raise SessionError("nothing_locked")
        if not edits:
            raise SessionError("nothing_submitted")
        self._require_all(caller, [edit for edit in edits if edit.section not in AMENDED])
        said = [*edits, Edit("lock", (), Partly({"reason": reason}))]
        # What is withdrawn is not there to be withdrawn when it is sent again.
        earlier = self._store.submission(session, submission_id)
        if earlier:
            return self._receipt(session, Written(earlier, now=False), said)
        time = self._time()

        def amended(now: SessionState) -> Prepared:
            changed = prepare(now, edits, caller.me, time).state
            refuse_unacceptable(now.decision, changed.decision, edits)
            wanted = [*edits, next_lock(changed, time, reason)]
            prepared = prepare(now, wanted, caller.me, time)
            refuse_out_of_order(now, prepared.state, wanted)
            return prepared

        def build(now: SessionState) -> Prepared:
            asking = standing_now(caller, now)
            refuse_blind(now, caller.me, asking.standing, edits)
            return built_as_seen(asking, amended)

        return self._receipt(session, self._write(caller, Seen(expected_version), submission_id, build), said)

    def decision_under(self, token: str, session: str, lock: str) -> Decision:
        """Give the decision of today under what an earlier lock covered: the same answers, the old rules.

        Raises
        ------
        NotFound
            If there is no such lock.
        """
        caller = self._enter(token, session, "read")
        state = seen_by(caller.state, caller.me, caller.standing)
        found = next((one for one in state.proceedings.locks if one.id == lock), None)
        if found is None:
            raise NotFound("no_such_lock")
        history = self._store.tail(session)
        contents = contents_with_erased(history.records, history.contents)
        then = fold(history.records[: found.version], contents).decision
        return state.decision.model_copy(update={name: getattr(then, name) for name in FROZEN})

    def decide(
        self, token: str, session: str, choice: Choice, today: dt.date, expected_version: int
    ) -> Receipt:
        """Write down what was decided, with the result it was decided on.

        Raises
        ------
        SessionError
            If it is not what the rule fixed at the lock allows, a reason is missing, or whoever asks has not
            declared on every bidder.
        """
        caller = self._enter(token, session, "decide")
        refuse_undeclared(caller.state, caller.me, caller.standing, "award")
        time = self._time()
        award = award_of(caller.state, choice, today, time)

        def build(state: SessionState) -> Prepared:
            return prepare(state, [Edit("award", (), award)], caller.me, time)

        return receipt(self._write(caller, Seen(expected_version), self._tokens(), build).records)
