"""Weights from the best and the worst: everything is held against these two only.

References
----------
Rezaei, J. (2015). Best-worst multi-criteria decision-making method. Omega 53, 49-57 (consistency ratio).
Rezaei, J. (2016). Best-worst multi-criteria decision-making method: Some properties and a linear model.
Omega 64, 126-130 (linear model, intervals).
Liang, F., Brunelli, M. and Rezaei, J. (2020). Consistency issues in the best worst method: Measurements
and thresholds. Omega 96, 102175 (input-based consistency ratio).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from selection.analysis.spreads import RatioRegion, Table, shares
from selection.errors import WeightError

CONSISTENCY_INDEX = (0.0, 0.44, 1.00, 1.63, 2.30, 3.00, 3.73, 4.47, 5.23)
"""Rezaei (2015): the largest deviation possible if the best is held 1, 2 … 9 times the worst."""
HALF_A_STEP = 0.5
"""The least doubt of a stated comparison: people answer in whole steps."""

_HALVINGS = 80


@dataclass(frozen=True)
class BestWorstWeights:
    """Weights that sum to 1, and how far the comparisons were from agreeing with each other."""

    weights: Table
    deviation: float
    """ξ of the linear model: the largest |w_best − a · w_j| and |w_j − a · w_worst|."""
    ratio_deviation: float
    """ξ of the ratio model: the least possible largest |w_best / w_j − a| and |w_j / w_worst − a|."""
    consistency_ratio: float
    """The ratio model's ξ over its consistency index."""
    input_consistency_ratio: float
    """The largest |a_best,j · a_j,worst − a_best,worst| over a²_best,worst − a_best,worst."""
    most_doubtful: int | None
    """Which of them is held against best and worst least consistently; None if all agree."""
    region: RatioRegion
    """All weights within reach of the comparisons."""


@dataclass(frozen=True)
class _Stated:
    """Comparisons in one order: with NaN where none was made."""

    best: int
    worst: int
    from_best: Table
    to_worst: Table

    @property
    def best_over_worst(self) -> float:
        return float(self.from_best[self.worst])


def best_worst_weights(
    best_to_others: Sequence[float], others_to_worst: Sequence[float], best: int, worst: int
) -> BestWorstWeights:
    """Give the weights that holding everything against the best and the worst amounts to.

    The linear model: minimise ξ subject to |w_best − a_best,j · w_j| <= ξ, |w_j − a_j,worst · w_worst| <= ξ
    and Σ w = 1. The range: all weights whose ratios are off by no more than those weights are, and by
    half a step at least.

    Parameters
    ----------
    best_to_others, others_to_worst
        How many times as much the best matters as each, and each as the worst; NaN where not said.
    best, worst
        Which they are.

    Raises
    ------
    WeightError
        If a figure is not from 1 to 9, the two say different things of best against worst, or something
        is compared with neither.

    >>> found = best_worst_weights([1, 2, 8], [8, 4, 1], best=0, worst=2)
    >>> found.weights.round(4).tolist(), found.consistency_ratio
    ([0.6154, 0.3077, 0.0769], 0.0)
    """
    stated = _checked(best_to_others, others_to_worst, best, worst)
    weights, deviation = _linear(stated)
    ratio_deviation = _ratio_deviation(stated)
    index = float(np.interp(stated.best_over_worst, np.arange(1, 10), CONSISTENCY_INDEX))
    doubt = _input_inconsistency(stated)
    return BestWorstWeights(
        weights,
        deviation,
        ratio_deviation,
        ratio_deviation / index if index > 0 else 0.0,
        float(doubt.max()),
        int(np.argmax(doubt)) if doubt.max() > 0 else None,
        _region(stated, max(_reach(stated, weights), HALF_A_STEP)),
    )


def _checked(from_best: Sequence[float], to_worst: Sequence[float], best: int, worst: int) -> _Stated:
    ahead, behind = np.array(from_best, dtype=np.float64), np.array(to_worst, dtype=np.float64)
    given = np.concatenate([ahead, behind])
    wrong = given[~np.isnan(given) & ~((given >= 1) & (given <= len(CONSISTENCY_INDEX)))]
    if wrong.size:
        raise WeightError("best_worst_out_of_range", found=float(wrong[0]))
    ahead[best], behind[worst] = 1.0, 1.0
    ends = (ahead[worst], behind[best])
    if not np.isnan(ends).any() and ends[0] != ends[1]:
        raise WeightError("best_and_worst_disagree", found=ends[0], other=ends[1])
    ahead[worst] = behind[best] = ends[1] if np.isnan(ends[0]) else ends[0]
    lonely = np.isnan(ahead) & np.isnan(behind)
    if lonely.any():
        raise WeightError("comparisons_apart", found=[best, worst], other=np.nonzero(lonely)[0].tolist())
    return _Stated(best, worst, ahead, behind)


def _linear(stated: _Stated) -> tuple[Table, float]:
    from scipy.optimize import linprog

    rows = [*_differences(stated)]
    size = len(stated.from_best)
    if not rows:
        return np.full(size, 1 / size), 0.0
    table = np.array(rows)
    slack = np.full((len(rows), 1), -1.0)
    found = linprog(
        [*np.zeros(size), 1.0],
        A_ub=np.concatenate([np.hstack([table, slack]), np.hstack([-table, slack])]),
        b_ub=np.zeros(2 * len(rows)),
        A_eq=[[*np.ones(size), 0.0]],
        b_eq=[1.0],
        method="highs",
    )
    return shares(np.clip(cast(Table, found.x)[:size], 0.0, None)), float(found.x[-1])


def _differences(stated: _Stated) -> list[Table]:
    """Write each comparison as a row whose product with the weights is what the linear model keeps small."""
    size = len(stated.from_best)
    rows = []
    for other in range(size):
        ahead, behind = stated.from_best[other], stated.to_worst[other]
        if other != stated.best and not np.isnan(ahead):
            rows.append(_row(size, stated.best, other, ahead))
        if other not in (stated.worst, stated.best) and not np.isnan(behind):
            rows.append(_row(size, other, stated.worst, behind))
    return rows


def _row(size: int, one: int, other: int, ratio: float) -> Table:
    row = np.zeros(size)
    row[one], row[other] = 1.0, -ratio
    return row


def _ratio_deviation(stated: _Stated) -> float:
    """Find the least ξ with which ratios can keep to all comparisons.

    With the worst's weight as the unit, each other thing lets the best's weight lie between
    (a_best,j − ξ)(a_j,worst − ξ) and (a_best,j + ξ)(a_j,worst + ξ); all those ranges must meet.
    """
    ahead, behind = stated.from_best, stated.to_worst
    both = ~np.isnan(ahead) & ~np.isnan(behind)
    both[[stated.best, stated.worst]] = False
    ahead, behind, ends = ahead[both], behind[both], stated.best_over_worst

    def meet(deviation: float) -> bool:
        least = np.clip(ahead - deviation, 0, None) * np.clip(behind - deviation, 0, None)
        most = (ahead + deviation) * (behind + deviation)
        if not np.isnan(ends):
            least, most = np.append(least, ends - deviation), np.append(most, ends + deviation)
        return not least.size or bool(least.max() <= most.min() + 1e-12)

    low, high = 0.0, float(len(CONSISTENCY_INDEX))
    if meet(low):
        return low
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if meet(middle) else (middle, high)
    return high


def _input_inconsistency(stated: _Stated) -> Table:
    ends = stated.best_over_worst
    found = np.abs(stated.from_best * stated.to_worst - ends) / max(ends * ends - ends, 1.0)
    found[[stated.best, stated.worst]] = 0.0
    return np.nan_to_num(found)


def _reach(stated: _Stated, weights: Table) -> float:
    """Give how far the ratios of weights are from what was stated, at most."""
    with np.errstate(divide="ignore", invalid="ignore"):
        off = [
            weights[stated.best] / weights - stated.from_best,
            weights / weights[stated.worst] - stated.to_worst,
        ]
    return float(np.nanmax(np.abs(np.concatenate(off)), initial=0.0))


def _region(stated: _Stated, deviation: float) -> RatioRegion:
    size = len(stated.from_best)
    most = np.full((size, size), np.inf)
    held = [(stated.best, other, stated.from_best[other]) for other in range(size) if other != stated.best]
    held += [(other, stated.worst, stated.to_worst[other]) for other in range(size) if other != stated.worst]
    for one, other, ratio in held:
        if not np.isnan(ratio):
            most[one, other] = min(most[one, other], ratio + deviation)
            if ratio > deviation:
                most[other, one] = min(most[other, one], 1 / (ratio - deviation))
    return RatioRegion(most)
