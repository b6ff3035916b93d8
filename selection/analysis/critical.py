"""How much one weight may change before another alternative wins, in closed form.

Let a part of the tree (a criterion, a group, a side) weigh W, G be an alternative's value on that part
and R its value on the rest, each with weights that sum to 1 within. While the others keep their
proportions, the value at weight t is t · G + (1 − t) · R, so a and b are level at

    t* = (Ra − Rb) / ((Ra − Rb) − (Ga − Gb)).

References
----------
Triantaphyllou, E. and Sanchez, A. (1997). A sensitivity analysis approach for some deterministic
multi-criteria decision-making methods. Decision Sciences 28(1), 151-194.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selection.analysis.balance import Turn
from selection.analysis.evaluation import Evaluation
from selection.analysis.foundation import Foundation
from selection.analysis.standing import Standing
from selection.model.criteria import SIDES, Branch

Table = NDArray[np.float64]
Part = Literal["criterion", "group", "side"]

NOISE = 1e-12
"""Differences below this are float noise."""


@dataclass(frozen=True, slots=True)
class CriticalWeight:
    """The range of one weight over which the leader stays first.

    `lower` and `upper` are the nearest turns on either side, None where there is none: then the leader
    stays first down to 0 or up to 1. `weight` is what the part weighs now.
    """

    part: Part
    name: str
    weight: float
    lower: Turn | None
    upper: Turn | None

    @property
    def room(self) -> float:
        """How far the weight is from the nearest turn; 1 if there is none."""
        turns = (turn for turn in (self.lower, self.upper) if turn is not None)
        return min((abs(turn.weight - self.weight) for turn in turns), default=1.0)


def turning_weights(
    values: ArrayLike, weights: ArrayLike, part: Sequence[int], leader: int
) -> tuple[tuple[float, int] | None, tuple[float, int] | None]:
    """Find the nearest weights of a part at which another alternative is level with the leader.

    Parameters
    ----------
    values
        Partial values, alternatives × criteria.
    weights
        One per criterion, summing to 1.
    part
        The criteria (columns) that are weighted up or down together.
    leader
        The row of the alternative that is first.

    Returns
    -------
    lower, upper
        Each a weight with the row of the rival, or None: the greatest t* in [0, W) and the least in
        (W, 1]. Both are None where the part or the rest weighs nothing that could be shared out.

    >>> lower, upper = turning_weights([[0.9, 0.2], [0.4, 0.6]], [0.7, 0.3], [0], leader=0)
    >>> round(lower[0], 9), upper
    (0.444444444, None)
    """
    v, w = np.asarray(values, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    inside = np.zeros(len(w), dtype=bool)
    inside[list(part)] = True
    within, rest = _shared_out(w, inside), _shared_out(w, ~inside)
    if within is None or rest is None:
        return None, None
    weight = float(w[inside].sum())
    gain, loss = v[leader] @ within - v @ within, v[leader] @ rest - v @ rest
    slope = loss - gain
    turns = np.divide(loss, slope, out=np.full(len(v), np.nan), where=np.abs(slope) > NOISE)
    rivals = [(at, float(t)) for at, t in enumerate(turns) if at != leader and -NOISE <= t <= 1 + NOISE]
    clipped = [(min(max(t, 0.0), 1.0) + 0.0, at) for at, t in rivals]
    below = [found for found in clipped if found[0] < weight - NOISE]
    above = [found for found in clipped if found[0] > weight + NOISE]
    # Of several rivals at one turn the one that gains fastest is first beyond it.
    lower = max(below, key=lambda found: (found[0], slope[found[1]]), default=None)
    upper = min(above, key=lambda found: (found[0], slope[found[1]] * -1), default=None)
    return lower, upper


def _shared_out(weights: Table, chosen: NDArray[np.bool_]) -> Table | None:
    """Let some weights sum to 1; a single criterion does so even if it weighs nothing now."""
    if chosen.sum() == 1:
        return chosen.astype(np.float64)
    total = weights[chosen].sum()
    return np.where(chosen, weights, 0.0) / total if total > NOISE else None


def critical_weights(evaluation: Evaluation, found: Standing) -> tuple[CriticalWeight, ...]:
    """Find the critical weights of every criterion, group and side, the one with least room first.

    Compared are those that passed their gates; where none did, those that may still pass. Gates come
    first and rest on no weight: who failed one wins under no weights, and whose gate is open has no rank
    before those that passed, so that neither can take the lead however a weight changes. Values are the
    middles where answers are open. Empty if there is no leader or nobody to lose to.
    """
    leader = found.leader
    if leader is None:
        return ()
    rows = found.compared.tolist()
    values, at = found.middle[rows], rows.index(leader)
    listed = []
    for part, name, columns in parts_of(evaluation.foundation, found):
        lower, upper = turning_weights(values, found.weights, columns, at)
        turns = [
            None if turn is None else Turn(turn[0], found.names[rows[turn[1]]]) for turn in (lower, upper)
        ]
        listed.append(CriticalWeight(part, name, float(found.weights[columns].sum()), *turns))
    return tuple(sorted(listed, key=lambda one: one.room))


def parts_of(foundation: Foundation, found: Standing) -> Iterator[tuple[Part, str, list[int]]]:
    """List what can be weighted up or down: every criterion, every group of several, and each side.

    Groups are named as nodes of the tree, ``side.group``. The sides count only where both are there, and
    the platform's side says it for both.
    """
    order = {name: at for at, name in enumerate(found.criteria)}
    for name, column in order.items():
        yield "criterion", name, [column]
    for name, criteria in _groups(foundation).items():
        columns = [order[c] for c in criteria if c in order]
        if 1 < len(columns) < len(order):
            yield "group", name, columns
    chosen = foundation.decision.criteria_set
    sides = {side: [order[c] for c in chosen.leaves(side) if c in order] for side in SIDES}
    if all(sides.values()):
        yield "side", "platform", sides["platform"]


def _groups(foundation: Foundation) -> Mapping[str, tuple[str, ...]]:
    chosen = foundation.decision.criteria_set
    return {
        f"{side}.{branch.group}": branch.criteria
        for side, branches in (("platform", chosen.platform), ("integrator", chosen.integrator))
        for branch in branches
        if isinstance(branch, Branch)
    }
