"""What the order of a workshop forbids, held where events are written and not on screens."""

from collections.abc import Iterable, Iterator, Mapping

from selection.analysis.elicited import elicit
from selection.errors import SessionError
from selection.model.base import is_past
from selection.model.consistency import children_of
from selection.model.course import GOAL_FIRST
from selection.model.criteria import Ordinal
from selection.model.decision import Decision, parts_of
from selection.model.groundwork import may_be_scored
from selection.model.measuring import alternatives_of_scope, scores_are_on_scale
from selection.model.members import Member
from selection.model.participants import Participant
from selection.model.proceedings import WORKSHOP_PHASES, WorkshopPhase
from selection.model.rounds import CANNOT_JUDGE, ROUND_STATES, Ballot, Round, Subject, cell_item
from selection.workshop import chemistry
from selection.workshop.agreed import agreed_items, refuse_agreement, refuse_values_nobody_agreed
from selection.workshop.events import Edit
from selection.workshop.locking import TOUCHING, refuse_changes_behind_the_lock
from selection.workshop.moderation import could_judge
from selection.workshop.permissions import IN_ROUND, OPENED
from selection.workshop.revealed import is_out_of_bounds, recused_from
from selection.workshop.state import SessionState

PHASE_OF_SUBJECT: Mapping[Subject, WorkshopPhase] = {
    "tiers": "needs",
    "weights": "weights",
    "scores": "scores",
    "chemistry": "scores",
}
"""The phase in which a round of a subject is opened."""

MOST_CELLS = 30
"""More than about so many cells nobody judges with care."""


def refuse_out_of_order(before: SessionState, after: SessionState, edits: Iterable[Edit]) -> None:
    """Refuse edits that the workshop's order forbids.

    Raises
    ------
    SessionError
        With the first rule that one of them breaks.
    """
    wanted = tuple(edits)
    for edit in wanted:
        rule = _RULES.get(edit.section)
        if rule is not None:
            rule(before, after, edit)
    if any(edit.section in TOUCHING for edit in wanted):
        refuse_changes_behind_the_lock(after)
    if before.phase is not None:
        refuse_values_nobody_agreed(before, after, wanted)


def refuse_ballot(state: SessionState, member: str, found: str, ballot: Ballot, now: str) -> None:
    """Refuse what a member may not say in a round, or may not say now.

    Raises
    ------
    SessionError
        If the round does not take judgements, does not ask for this, or the member has not declared or
        is recused.
    """
    where = f"round.{found}"
    asked = state.proceedings.round(found)
    if asked is None:
        raise SessionError("no_such_round", where)
    if asked.state not in IN_ROUND["judge"]:
        raise SessionError("round_not_open", where, round_state=asked.state)
    if asked.deadline is not None and is_past(asked.deadline, now):
        raise SessionError("round_over", where, deadline=asked.deadline)
    strange = [*_not_asked(asked, member, ballot)]
    if strange:
        raise SessionError("judgement_not_asked", f"{where}.{strange[0]}")
    _refuse_impossible_judgement(state.decision, ballot, where)
    _refuse_undeclared(state, member, ballot, where)


def judged_alternatives(ballot: Ballot) -> tuple[str, ...]:
    """Name the alternatives a ballot says something about."""
    return (*ballot.scores, *ballot.chemistry)


def must_declare_on(decision: Decision) -> tuple[str, ...]:
    """Name everything somebody has to say their interest in: bids, offers and integrators."""
    bids = (bid.id for bid in decision.bids)
    return (*bids, *(offer.id for offer in decision.offers), *(firm.id for firm in decision.integrators))


def _not_asked(asked: Round, member: str, ballot: Ballot) -> Iterator[str]:
    cells = {(cell.alternative, cell.criterion) for cell in asked.cells}
    mine = asked.criteria_of(member)
    yield from (need for need in ballot.tiers if need not in asked.needs)
    yield from (node for node in ballot.weights if node not in asked.nodes)
    yield from (name for name in ballot.chemistry if name not in asked.alternatives)
    for name, row in ballot.scores.items():
        for criterion in row:
            if (name, criterion) not in cells or criterion not in mine:
                yield f"{name}.{criterion}"


def _refuse_impossible_judgement(decision: Decision, ballot: Ballot, where: str) -> None:
    """Refuse levels that are not on their scale, and weights that are not of the node's children."""
    nodes = children_of(decision)
    weights = {node: said for node, said in ballot.weights.items() if said != CANNOT_JUDGE}
    for node, said in weights.items():
        elicit(said, nodes.get(node, ()))
    speaker = Member(id="ballot", scores=ballot.scores)
    alone = decision.model_copy(update={"members": (speaker,), "scores": {}, "baseline": None})
    for error in scores_are_on_scale(alone):
        raise error
    for name, row in ballot.scores.items():
        for criterion, score in row.items():
            if score.state not in ("answered", CANNOT_JUDGE):
                raise SessionError("judgement_of_no_kind", f"{where}.{cell_item(name, criterion)}")


def _refuse_undeclared(state: SessionState, member: str, ballot: Ballot, where: str) -> None:
    declared = state.proceedings.declarations.get(member, {})
    recused = recused_from(state.decision, state.proceedings, member)
    for name in judged_alternatives(ballot):
        if is_out_of_bounds(name, recused):
            raise SessionError("recused", f"{where}.{name}", found=name)
        if name not in declared and not all(part in declared for part in parts_of(name)):
            raise SessionError("declare_first", f"{where}.{name}", found=name)


def _stand(before: SessionState, after: SessionState, _edit: Edit) -> None:
    reached, was = after.proceedings.stand, before.proceedings.stand
    if reached is None:
        raise SessionError("workshop_not_unmade", "stand")
    if after.decision.procedure != "formal":
        raise SessionError("workshop_not_formal", "stand")
    place = WORKSHOP_PHASES.index(reached.phase)
    back = was is not None and place < WORKSHOP_PHASES.index(was.phase)
    if back and reached.reason is None:
        raise SessionError("back_without_reason", "stand", phase=reached.phase)
    if place > WORKSHOP_PHASES.index("lock") and after.proceedings.lock is None:
        raise SessionError("lock_first", "stand", phase=reached.phase)
    if reached.phase in OPENED and was is not None and was.phase != reached.phase:
        _refuse_undeclared_facilitator(before)


def _refuse_undeclared_facilitator(state: SessionState) -> None:
    """Who leads, too, says what they have to do with the bidders before answers are opened."""
    declared = state.proceedings.declarations.get(state.owner, {})
    missing = [name for name in must_declare_on(state.decision) if name not in declared]
    if missing:
        raise SessionError("declare_first", "stand", found=missing[0])


def _rules(before: SessionState, after: SessionState, _edit: Edit) -> None:
    was, now = before.proceedings.rules, after.proceedings.rules
    begun = any(found.state != "draft" for found in before.proceedings.rounds)
    if begun and was.identities != now.identities:
        raise SessionError("identities_settled", "rules.identities")


def _participant(before: SessionState, after: SessionState, edit: Edit) -> None:
    if edit.value is None:
        raise SessionError("participant_stays", ".".join(("participant", *edit.key)))
    was, now = (state.proceedings.participant(edit.key[0]) for state in (before, after))
    if now is not None and edit.key[0] == before.owner and not _leads(now):
        raise SessionError("owner_stays", f"participant.{edit.key[0]}")
    if was is not None and now is not None and was.role != now.role and "respondent" in (was.role, now.role):
        raise SessionError("respondent_stays", f"participant.{edit.key[0]}")


def _leads(known: Participant) -> bool:
    return (known.role, known.presence) == ("facilitator", "present")


def _round(before: SessionState, after: SessionState, edit: Edit) -> None:
    where = f"round.{edit.key[0]}"
    was, now = (state.proceedings.round(edit.key[0]) for state in (before, after))
    if now is None:
        if was is not None and was.state != "draft":
            raise SessionError("round_stays", where, round_state=was.state)
        return
    state_before = was.state if was else "draft"
    if ROUND_STATES.index(now.state) - ROUND_STATES.index(state_before) not in (0, 1):
        raise SessionError("round_out_of_order", where, round_state=now.state, was_state=state_before)
    if was is not None and was.state != "draft" and not _is_settled(was, now):
        raise SessionError("round_settled", where, round_state=was.state)
    _refuse_impossible(after, now, where)
    if now.state != state_before:
        _STEPS.get(now.state, _no_rule)(after, now, where)


def _is_settled(was: Round, now: Round) -> bool:
    """Tell whether nothing is changed that stays once a round is open.

    Its deadline may be put off until it closes; who could have judged is written down as it does, and
    never again: nobody reaches a quorum by counting fewer.
    """
    free = {"state"}
    if was.state == "open":
        free |= {"deadline"} if now.state == "open" else {"deadline", "judges"}
    return was.model_dump(exclude=free) == now.model_dump(exclude=free)


def _refuse_impossible(after: SessionState, found: Round, where: str) -> None:
    decision = after.decision
    needs = {need.id for need in decision.needs}
    for need in found.needs:
        if need not in needs:
            raise SessionError("round_asks_unknown", where, found=need)
    nodes, known = children_of(decision), alternatives_of_scope(decision)
    for node in found.nodes:
        if node not in nodes:
            raise SessionError("round_asks_unknown", where, found=node)
    for name in (*found.alternatives, *(cell.alternative for cell in found.cells)):
        if name not in known:
            raise SessionError("round_asks_unknown", where, found=name)
    _refuse_impossible_cells(decision, found, where)
    _refuse_impossible_ratings(decision, found, where)


def _refuse_impossible_cells(decision: Decision, found: Round, where: str) -> None:
    criteria = {criterion.id: criterion for criterion in decision.criteria}
    for cell in found.cells:
        criterion = criteria.get(cell.criterion)
        if criterion is None:
            raise SessionError("round_asks_unknown", where, found=cell.criterion)
        if not isinstance(criterion.value, Ordinal):
            raise SessionError("not_judged_by_level", where, found=cell.criterion)


def _refuse_impossible_ratings(decision: Decision, found: Round, where: str) -> None:
    """A rating becomes its firm's score, so there must be such a criterion, and one manager for each firm."""
    if not found.alternatives:
        return
    if not chemistry.has_criterion(decision):
        raise SessionError("no_criterion_of_chemistry", where, found=chemistry.CRITERION)
    firms = [chemistry.firm_of(decision, name) for name in found.alternatives]
    firm_ids = {firm.id for firm in decision.integrators}
    for name, firm in zip(found.alternatives, firms, strict=True):
        if firm not in firm_ids or firms.count(firm) > 1:
            raise SessionError("not_one_manager", where, found=name)


def _opening(after: SessionState, found: Round, where: str) -> None:
    phase = PHASE_OF_SUBJECT[found.subject]
    if after.phase != phase:
        raise SessionError("round_in_other_phase", where, phase=after.phase, allowed_phase=phase)
    if phase == "scores" and not may_be_scored(after.decision):
        raise SessionError(GOAL_FIRST, where)
    for member in after.proceedings.members:
        cells = [cell for cell in found.cells if cell.criterion in found.criteria_of(member.id)]
        if len(cells) > MOST_CELLS:
            raise SessionError("too_many_cells", where, found=len(cells), allowed=MOST_CELLS)


def _closing(after: SessionState, found: Round, where: str) -> None:
    if set(found.judges) != set(could_judge(after.proceedings, found.id)):
        raise SessionError("judges_not_as_present", where)


def _revealing(after: SessionState, found: Round, where: str) -> None:
    """Private ratings become scores with the reveal, and nobody but the program writes them."""
    agreed = after.proceedings.agreements.get("chemistry", {})
    if any(name not in agreed or agreed[name].round != found.id for name in found.alternatives):
        raise SessionError("ratings_not_taken_over", where)


def _agreeing(after: SessionState, found: Round, where: str) -> None:
    agreed = after.proceedings.agreements.get(found.subject, {})
    missing = [item for item in agreed_items(found) if item not in agreed]
    if missing:
        raise SessionError("not_all_agreed", where, count=len(missing), found=missing[0])


def _no_rule(_after: SessionState, _found: Round, _where: str) -> None:
    """Some steps need nothing more."""


_STEPS = {"open": _opening, "closed": _closing, "revealed": _revealing, "agreed": _agreeing}


_RULES = {
    "stand": _stand,
    "rules": _rules,
    "participant": _participant,
    "round": _round,
    "agreement": refuse_agreement,
}
