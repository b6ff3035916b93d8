"""How far the balance between platform and integrator may shift before another pair wins.

A pair's value is λ · P + (1 − λ) · J, with P its value on the platform's side and J on the
integrator's. Two pairs are level where λ · (Pa − Pb) + (1 − λ) · (Ja − Jb) = 0, so

    λ* = −(Ja − Jb) / ((Pa − Pb) − (Ja − Jb)).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.partials import Partials
from selection.analysis.ranking import DIGITS
from selection.analysis.weights import side_weights
from selection.model.criteria import SIDES


@dataclass(frozen=True, slots=True)
class Turn:
    """A weight of the platform's side at which another pair becomes first."""

    weight: float
    rival: str


@dataclass(frozen=True, slots=True)
class Balance:
    """The range of λ over which the first pair stays first; without a turn on one side, to that side's end.

    `exact` is False where open answers make values intervals; their middles are compared then.
    """

    leader: str
    weight: float
    lower: Turn | None
    upper: Turn | None
    exact: bool


@dataclass(frozen=True, slots=True)
class SideValues:
    """A pair's value on either side of the tree, each in [0, 1]."""

    pair: str
    platform: float
    integrator: float


def balance(evaluation: Evaluation) -> Balance | None:
    """Find the weights of the platform's side at which the winning pair changes.

    Only pairs that passed their gates are compared: to name a leader among those that may still pass would
    order them by how well they are documented. None if no pair has passed, or there is only one side.
    """
    sides = evaluation.nodes["sides"]
    compared = [pair for pair in evaluation.pairs if pair.gate.verdict == "pass"]
    if set(sides) != set(SIDES) or not compared:
        return None
    values = {found.pair: found for found in side_values(evaluation, compared)}
    leader = max(compared, key=lambda pair: round(pair.middle, DIGITS))
    rivals = [values[pair.id] for pair in compared if pair is not leader]
    lower, upper = _nearest_turns(values[leader.id], rivals, sides["platform"])
    return Balance(leader.id, sides["platform"], lower, upper, exact=all(pair.is_exact for pair in compared))


def _nearest_turns(
    leader: SideValues, rivals: Sequence[SideValues], weight: float
) -> tuple[Turn | None, Turn | None]:
    """Find the nearest turn to either side: a rival the platform's side favours wins above, another below.

    Of several rivals at one turn the one that gains fastest is first beyond it.
    """
    crossings = [
        (level, _slope(rival, leader), rival.pair)
        for rival in rivals
        if (level := level_weight(leader, rival)) is not None
    ]
    above = [(max(level, weight), -gain, name) for level, gain, name in crossings if gain > 0]
    below = [(min(level, weight), -gain, name) for level, gain, name in crossings if gain < 0]
    lower, upper = max(below, default=None), min(above, default=None)
    return (Turn(lower[0], lower[2]) if lower else None, Turn(upper[0], upper[2]) if upper else None)


def _slope(one: SideValues, other: SideValues) -> float:
    """Tell how fast the one's lead over the other grows with λ."""
    return (one.platform - other.platform) - (one.integrator - other.integrator)


def level_weight(leader: SideValues, rival: SideValues) -> float | None:
    """Give the λ in [0, 1] at which two pairs are level; None if there is none.

    >>> level_weight(SideValues("a", 0.9, 0.5), SideValues("b", 0.6, 0.6))
    0.25
    """
    slope = _slope(leader, rival)
    if round(slope, DIGITS) == 0:
        return None
    level = round((rival.integrator - leader.integrator) / slope, DIGITS)
    return abs(level) if 0 <= level <= 1 else None


def side_values(evaluation: Evaluation, pairs: Sequence[Alternative]) -> tuple[SideValues, ...]:
    """Give the middle of every pair's value on either side of the tree."""
    foundation = evaluation.foundation
    within = {side: side_weights(evaluation.decision, evaluation.nodes, side) for side in SIDES}
    platforms = _middles(foundation.platform, within["platform"])
    firms = _middles(foundation.integrator, within["integrator"])
    own = _middles(foundation.pair, within["integrator"])
    return tuple(
        SideValues(
            alternative.id,
            platforms[key.offer],
            firms[key.integrator] + own[alternative.id],
        )
        for alternative in pairs
        if (key := alternative.pair) is not None
    )


def _middles(partials: Partials, weights: Mapping[str, float]) -> dict[str, float]:
    w = np.array([weights[name] for name in partials.criteria])
    middle = ((partials.low + partials.high) / 2) @ w
    return dict(zip(partials.alternatives, middle.tolist(), strict=True))
