"""Which unanswered questions could still change the result, the most telling first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from selection.analysis.cells import Resolved
from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.fit import as_is_fit, tier_shares
from selection.analysis.gates import Gate, GateName
from selection.analysis.partials import Partials
from selection.analysis.ranking import DIGITS
from selection.analysis.values import most_moved
from selection.analysis.weights import leaf_weights
from selection.model.consistency import criterion_fed_by
from selection.model.criteria import DeliveryLadder, ValueFunction
from selection.model.decision import Policy
from selection.model.judgements import Answer, Score
from selection.model.needs import Need

QuestionKind = Literal["need", "criterion", "compatibility"]
Action = Literal["ask", "verify", "agree"]


@dataclass(frozen=True, slots=True)
class Question:
    """One cell still to be had, and what hangs on it.

    `action` is *ask* for an open cell, *verify* for an answer whose evidence is too weak for a gate and
    *agree* for a cell that members judged differently and have not agreed on. `swing` is how far, at most,
    the overall value of a pair (or of the offer, where there are no pairs) could still move on this answer
    alone, or how much of it rests on the answer to be verified; `gates` are the gates it keeps open;
    `first_place` tells whether its alternative could still come first.
    """

    alternative: str
    kind: QuestionKind
    item: str
    action: Action
    state: str
    swing: float
    gates: tuple[GateName, ...]
    first_place: bool


def questions(evaluation: Evaluation) -> tuple[Question, ...]:
    """List every question about an alternative that is not excluded."""
    found = [*_about_needs(evaluation), *_about_scores(evaluation), *_about_compatibility(evaluation)]
    return tuple(
        sorted(
            found,
            key=lambda q: (not q.first_place, -len(q.gates), -round(q.swing, DIGITS), q.alternative, q.item),
        )
    )


def _contenders(evaluation: Evaluation) -> set[str]:
    """Name the offers and firms that could still be, or be part of, the first."""
    pairs = [pair for pair in evaluation.pairs if pair.rank_best == 1]
    if pairs:
        keys = [pair.pair for pair in pairs if pair.pair]
        return {pair.id for pair in pairs} | {k.offer for k in keys} | {k.integrator for k in keys}
    return {a.id for a in (*evaluation.platforms, *evaluation.integrators) if a.rank_best == 1}


def _weights(evaluation: Evaluation) -> dict[str, float]:
    if evaluation.pairs:
        return leaf_weights(evaluation.decision, evaluation.nodes)
    own = [a.contributions for a in (*evaluation.platforms[:1], *evaluation.integrators[:1])]
    return {c.criterion: c.weight for contributions in own for c in contributions}


def _about_needs(evaluation: Evaluation) -> Iterator[Question]:
    contenders = _contenders(evaluation)
    for platform in evaluation.platforms:
        if platform.gate.verdict == "fail":
            continue
        swings = _need_swings(evaluation, platform)
        opened = _opened_by(platform.gate)
        for need, found in evaluation.foundation.answers[platform.id].items():
            gates = opened.get(need, ())
            weak = found.is_weak(evaluation.foundation.rules.level)
            if found.cell.is_open or (weak and gates):
                yield Question(
                    platform.id,
                    "need",
                    need,
                    "ask" if found.cell.is_open else "verify",
                    "conflict" if found.origin == "conflict" else found.cell.state,
                    swings.get(need, 0.0),
                    gates,
                    platform.id in contenders,
                )


def _opened_by(gate: Gate) -> dict[str, tuple[GateName, ...]]:
    found: dict[str, tuple[GateName, ...]] = {}
    for part in gate.parts_that("open"):
        for reason in part.reasons:
            found[reason.item] = (*found.get(reason.item, ()), part.gate)
    return found


def _need_swings(evaluation: Evaluation, platform: Alternative) -> dict[str, float]:
    """Give for every need what hangs on it: criterion's weight · what the need's share of it is worth."""
    weights = _weights(evaluation)
    cells = evaluation.foundation.answers[platform.id]
    fed: dict[str, list[Need]] = {}
    for need in evaluation.decision.needs:
        name = criterion_fed_by(evaluation.decision, need)
        if name is not None and not cells[need.id].cell.leaves_the_count:
            fed.setdefault(name, []).append(need)
    swings: dict[str, float] = {}
    for name, needs in fed.items():
        worth = _worth_of_needs(evaluation, evaluation.foundation.criteria[name].value, needs, cells)
        swings |= {need: weights[name] * figure for need, figure in worth.items()}
    return swings


def _worth_of_needs(
    evaluation: Evaluation, scale: ValueFunction, needs: Sequence[Need], cells: Mapping[str, Resolved[Answer]]
) -> dict[str, float]:
    policy, level = evaluation.decision.policy, evaluation.foundation.rules.level
    tiers = [need.tier for need in needs]
    shares = {tier: share / tiers.count(tier) for tier, share in tier_shares(policy, set(tiers)).items()}
    if isinstance(scale, DeliveryLadder):
        return {n.id: float(shares[n.tier]) * _stake(cells[n.id].cell, policy) for n in needs}
    fit = as_is_fit(needs, cells, policy, level)
    between = (float(100 * fit.proven), float(100 * fit.high)) if fit else (0.0, 100.0)
    steps = {tier: most_moved(scale, *between, float(100 * share)) for tier, share in shares.items()}
    return {need.id: steps[need.tier] for need in needs}


def _stake(answer: Answer, policy: Policy) -> float:
    """Tell how much of the ladder an answer could still move: all of it, or what was stated."""
    return policy.ladder[answer.delivery] if answer.delivery is not None else 1.0


def _about_scores(evaluation: Evaluation) -> Iterator[Question]:
    contenders = _contenders(evaluation)
    weights = _weights(evaluation)
    found_in = evaluation.foundation
    tables = {"platform": found_in.platform, "integrator": found_in.integrator, "pair": found_in.pair}
    for alternative in (*evaluation.platforms, *evaluation.integrators, *evaluation.pairs):
        if alternative.gate.verdict == "fail":
            continue
        opened = _opened_by(alternative.gate)
        for criterion, found in evaluation.foundation.scores.get(alternative.id, {}).items():
            gates = opened.get(criterion, ())
            weak = found.is_weak(evaluation.foundation.rules.level)
            if (found.cell.is_open and not _is_of_one_mind(found, gates)) or (weak and gates):
                yield Question(
                    alternative.id,
                    "criterion",
                    criterion,
                    _action(found),
                    found.origin if found.origin in ("conflict", "judgements") else found.cell.state,
                    weights[criterion] * _stake_in(tables[alternative.kind], alternative.id, criterion),
                    gates,
                    alternative.id in contenders,
                )


def _action(found: Resolved[Score]) -> Action:
    if found.opinions:
        return "agree"
    return "ask" if found.cell.is_open else "verify"


def _is_of_one_mind(found: Resolved[Score], gates: tuple[GateName, ...]) -> bool:
    """Tell whether all who judged a cell said the same, and nothing hangs on their agreement."""
    return not gates and len({opinion.score.performance for opinion in found.opinions}) == 1


def _stake_in(partials: Partials, alternative: str, criterion: str) -> float:
    cell = partials.alternatives.index(alternative), partials.criteria.index(criterion)
    return float(partials.high[cell] - partials.proven[cell])


def _about_compatibility(evaluation: Evaluation) -> Iterator[Question]:
    for alternative in evaluation.pairs:
        pair = alternative.pair
        if pair and pair.compatibility == "unknown" and alternative.gate.verdict == "open":
            yield Question(
                alternative.id,
                "compatibility",
                alternative.id,
                "ask",
                "unknown",
                0.0,
                ("compatibility",),
                alternative.rank_best == 1,
            )


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """One question put to several: what is unknown about the same need or criterion everywhere."""

    kind: QuestionKind
    item: str
    action: Action
    alternatives: tuple[str, ...]
    swing: float
    gates: tuple[GateName, ...]
    first_place: bool


def grouped(found: tuple[Question, ...]) -> tuple[QuestionGroup, ...]:
    """Put together what can be asked in one letter; the order of the most telling is kept."""
    groups: dict[tuple[QuestionKind, str, Action], list[Question]] = {}
    for question in found:
        groups.setdefault((question.kind, question.item, question.action), []).append(question)
    together = [
        QuestionGroup(
            kind,
            item,
            action,
            tuple(q.alternative for q in members),
            max(q.swing for q in members),
            tuple(dict.fromkeys(gate for q in members for gate in q.gates)),
            any(q.first_place for q in members),
        )
        for (kind, item, action), members in groups.items()
    ]
    return tuple(
        sorted(
            together,
            key=lambda g: (not g.first_place, -len(g.gates), -round(g.swing * len(g.alternatives), DIGITS)),
        )
    )


def open_cells_of(found: tuple[Question, ...]) -> Mapping[str, int]:
    """Count the answers still missing per alternative."""
    counted: dict[str, int] = {}
    for question in found:
        if question.action == "ask":
            counted[question.alternative] = counted.get(question.alternative, 0) + 1
    return counted
