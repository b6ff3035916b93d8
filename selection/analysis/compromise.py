"""VIKOR with its compromise set: who can be proposed, and whether one alone can.

References
----------
Opricovic, S. and Tzeng, G.-H. (2004). Compromise solution by MCDM methods: a comparative analysis of
VIKOR and TOPSIS. European Journal of Operational Research 156(2), 445-455.
Opricovic, S. and Tzeng, G.-H. (2007). Extended VIKOR method in comparison with outranking methods.
European Journal of Operational Research 178(2), 514-529.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selection.analysis.methods import competition_ranks
from selection.analysis.performance_table import Directions, Names, Weights, performance_table
from selection.errors import DecisionError, NoAlternativeLeft

Table = NDArray[np.float64]

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Compromise:
    """The three figures of every alternative, lower is better, and what can be proposed.

    `total` (S) is the weighted sum of regrets, `greatest` (R) the greatest weighted regret, `mixed` (Q)
    both spread over [0, 1] and mixed. `proposed` are rows, the best by Q first: one alone where it has
    an acceptable advantage (Q of the second is further off than 1/(n − 1)) and is also best by S or by
    R; the first two where only the advantage is acceptable; else all that are nearer than that.
    """

    total: tuple[float, ...]
    greatest: tuple[float, ...]
    mixed: tuple[float, ...]
    ranks: tuple[int, ...]
    advantage: bool
    stable: bool
    proposed: tuple[int, ...]


def compromise(
    matrix: ArrayLike,
    weights: Weights,
    directions: Directions,
    alternatives: Names = None,
    *,
    majority: float = 0.5,
) -> Compromise:
    """Rank by VIKOR and find the compromise set.

    A criterion on which all are equal has no say. `majority` is the method's v, the weight of S.

    Raises
    ------
    NoAlternativeLeft
        If there are fewer than two alternatives.
    DecisionError
        If the arrays contradict each other, a performance is missing, or `majority` is not in [0, 1].

    >>> found = compromise([[1, 3000], [2, 3750], [5, 4500]], [1, 1], ["min", "max"])
    >>> found.mixed, found.proposed
    ((1.0, 0.0, 1.0), (1,))
    """
    if not 0 <= majority <= 1:
        raise DecisionError("majority_out_of_range", "majority", found=majority, allowed=(0, 1))
    table = performance_table(matrix, weights, directions, alternatives)
    if len(table.performances) <= 1:
        raise NoAlternativeLeft("no_alternative_left", "matrix")
    if np.isnan(table.performances).any():
        raise DecisionError("performance_not_finite", "matrix", found="nan")
    regrets = _regrets(np.where(table.decreasing, -table.performances, table.performances))
    weighted = regrets * table.weights
    total, greatest = weighted.sum(axis=1), weighted.max(axis=1)
    mixed = majority * _spread(total) + (1 - majority) * _spread(greatest)
    return _proposed(total, greatest, mixed)


def _regrets(values: Table) -> Table:
    """Give how far each is from the best, as a part of the way from the best to the worst."""
    best, worst = values.max(axis=0), values.min(axis=0)
    ranges = np.where(best > worst, best - worst, 1.0)
    return np.asarray((best - values) / ranges)


def _spread(figures: Table) -> Table:
    rounded = figures.round(12)
    low, high = rounded.min(), rounded.max()
    return np.asarray((rounded - low) / (high - low if high > low else 1.0))


def _proposed(total: Table, greatest: Table, mixed: Table) -> Compromise:
    q = mixed.round(_DIGITS)
    order = sorted(range(len(q)), key=lambda row: (q[row], total[row], row))
    enough = round(1 / (len(q) - 1), _DIGITS)
    first = order[0]
    advantage = bool(round(float(q[order[1]] - q[first]), _DIGITS) >= enough)
    best_by = [
        bool(figures[first].round(_DIGITS) == figures.min().round(_DIGITS)) for figures in (total, greatest)
    ]
    stable = any(best_by)
    near = [row for row in order if round(float(q[row] - q[first]), _DIGITS) < enough]
    proposed = near if not advantage else order[:1] if stable else order[:2]
    return Compromise(
        tuple(total.tolist()),
        tuple(greatest.tolist()),
        tuple(mixed.tolist()),
        competition_ranks(mixed.tolist(), higher_is_better=False),
        advantage,
        stable,
        tuple(proposed),
    )
