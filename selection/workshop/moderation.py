"""The meeting at work: rounds that move on, and what is agreed once judgements are revealed, as edits.

What was agreed comes with how: in which round, by whom of how many, in whose presence and why. Its value
stands in the decision from then on and is official.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from selection.analysis.disagreement import TIERS_FROM_THE_LEAST, Disagreement
from selection.errors import NotFound, SessionError
from selection.model.base import Person, Remark
from selection.model.judgements import Evidence, Score
from selection.model.needs import Tier
from selection.model.proceedings import Proceedings
from selection.model.rounds import ROUND_STATES, Agreement, Round, RoundState, cell_of
from selection.model.weights import NodeWeights
from selection.workshop import chemistry
from selection.workshop.events import Edit
from selection.workshop.panels import disagreement_on, disagreements_in
from selection.workshop.recusal import may_not_judge
from selection.workshop.state import SessionState

Edits = tuple[Edit, ...]


def open_round(state: SessionState, name: str) -> Edits:
    """Let members judge."""
    return (_at(_round(state, name), "open"),)


def close_round(state: SessionState, name: str) -> Edits:
    """Take no more judgements, and write down who could have judged: the m of "n of m".

    Those are the members there are now, and whoever judged and was removed since.
    """
    found = _round(state, name)
    return (_at(found, "closed", judges=could_judge(state.proceedings, name)),)


def reveal_round(state: SessionState, name: str) -> Edits:
    """Show what was said; private ratings of project managers become scores with it."""
    found = _round(state, name)
    scores = tuple(chemistry.rated(state, name)) if found.subject == "chemistry" else ()
    return (_at(found, "revealed"), *scores)


def finish_round(state: SessionState, name: str) -> Edits:
    """Say that everything asked in a round is agreed."""
    return (_at(_round(state, name), "agreed"),)


def moved(state: SessionState, name: str, to: RoundState) -> Edits:
    """Give the edits that bring a round to its next state.

    Raises
    ------
    SessionError
        If there is no such round, or no step leads there.
    """
    was = _round(state, name).state
    if to == "draft" or ROUND_STATES.index(to) != ROUND_STATES.index(was) + 1:
        raise SessionError("round_out_of_order", f"round.{name}", round_state=to, was_state=was)
    return _MOVES[to](state, name)


_MOVES: Mapping[RoundState, Callable[[SessionState, str], Edits]] = {
    "open": open_round,
    "closed": close_round,
    "revealed": reveal_round,
    "agreed": finish_round,
}


def could_judge(proceedings: Proceedings, name: str) -> tuple[str, ...]:
    """Name who could judge in a round as things are: every member, and who judged before being removed."""
    members = {member.id for member in proceedings.members}
    return tuple(sorted(members | proceedings.ballots.get(name, {}).keys()))


def agree_score(
    state: SessionState, name: str, item: str, level: int, reason: Remark, present: Iterable[str]
) -> Edits:
    """Write down the level of a cell the meeting agreed on.

    Raises
    ------
    NotFound
        If the round does not ask for it.
    """
    found = _disagreement(state, name, item)
    return (
        _agreement(state, name, found, reason, present),
        _scored(state, item, float(level), found.evidence, reason),
    )


def agree_tier(
    state: SessionState, name: str, item: str, tier: Tier, reason: Remark, present: Iterable[str]
) -> Edits:
    """Write down the tier of a need the meeting agreed on.

    Raises
    ------
    NotFound
        If the round does not ask for it.
    """
    found = _disagreement(state, name, item)
    return (_agreement(state, name, found, reason, present), *_tiered(state, item, tier))


def agree_weights(
    state: SessionState, name: str, node: str, weights: NodeWeights, reason: Remark, present: Iterable[str]
) -> Edits:
    """Write down the weights of a node the meeting agreed on.

    Raises
    ------
    NotFound
        If the round does not ask for it.
    """
    found = _disagreement(state, name, node)
    return _agreement(state, name, found, reason, present), Edit("weights", (node,), weights)


def agree_en_bloc(
    state: SessionState, name: str, criterion: str | None, reason: Remark, present: Sequence[str]
) -> Edits:
    """Take the lower median over wherever judges are close enough, with one reason for all of it.

    In a round of scores that is done criterion by criterion; tiers are taken over together. What must be
    talked about, is agreed already, or too few judged, stays.
    """
    agreed = state.proceedings.agreements
    edits: list[Edit] = []
    for one in disagreements_in(state, name):
        if one.goes_to_the_room or one.criterion != criterion or one.item in agreed.get(one.subject, {}):
            continue
        said = _agreement(state, name, one, reason, present, by="lower_median")
        edits += (said, *_median(state, one, reason))
    return tuple(edits)


def _median(state: SessionState, found: Disagreement, reason: Remark) -> Edits:
    if found.median is None or found.subject not in ("tiers", "scores"):
        return ()
    if found.subject == "tiers":
        return _tiered(state, found.item, TIERS_FROM_THE_LEAST[int(found.median)])
    return (_scored(state, found.item, found.median, found.evidence, reason),)


def _scored(state: SessionState, item: str, level: float, evidence: Evidence | None, reason: Remark) -> Edit:
    score = Score(performance=level, evidence=evidence or "claim", reason=reason, by=_leader(state))
    return Edit("score", cell_of(item), score)


def _tiered(state: SessionState, name: str, tier: Tier) -> Edits:
    need = next((need for need in state.decision.needs if need.id == name), None)
    return (Edit("need", (name,), need.model_copy(update={"tier": tier})),) if need else ()


def _agreement(
    state: SessionState,
    name: str,
    found: Disagreement,
    reason: Remark,
    present: Iterable[str],
    by: Literal["lower_median", "moderation"] = "moderation",
) -> Edit:
    """Say how it was agreed; who is recused takes no part in it."""
    alternative = cell_of(found.item)[0] if found.subject == "scores" else None
    there = tuple(one for one in present if not may_not_judge(state, one, alternative))
    said = Agreement(round=name, by=by, reason=reason, judged=found.judged, of=found.of, present=there)
    return Edit("agreement", (found.subject, found.item), said)


def _leader(state: SessionState) -> Person | None:
    known = state.proceedings.participant(state.owner)
    return known.name if known else None


def _disagreement(state: SessionState, name: str, item: str) -> Disagreement:
    found = disagreement_on(state, name, item)
    if found is None:
        raise NotFound("agreement_on_nothing", f"round.{name}")
    return found


def _round(state: SessionState, name: str) -> Round:
    found = state.proceedings.round(name)
    if found is None:
        raise SessionError("no_such_round", f"round.{name}")
    return found


def _at(found: Round, to: RoundState, **more: object) -> Edit:
    return Edit("round", (found.id,), found.model_copy(update={"state": to, **more}))
