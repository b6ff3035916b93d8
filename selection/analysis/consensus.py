"""How far judges agree, from 0 (torn in two) to 1 (one mind): on levels of a scale, and on weights.

Kendall's W (its module is `concordance`) asks whether judges put several things in the same order. The two
figures here ask how close judges are to each other on one cell of a table or one tier, and on one set of
weights.

References
----------
Tastle, W. J. and Wierman, M. J. (2007). Consensus and dissention: a measure of ordinal dispersion.
International Journal of Approximate Reasoning 45(3), 531-545.
Goepel, K. D. (2013). Implementing the Analytic Hierarchy Process as a standard method for multi-criteria
decision making in corporate enterprises. Proceedings of the International Symposium on the Analytic
Hierarchy Process, Kuala Lumpur.
Goepel, K. D. (2018). Implementation of an online software tool for the Analytic Hierarchy Process
(AHP-OS). International Journal of the Analytic Hierarchy Process 10(3), 469-487, equations 11 to 21.
"""

from collections.abc import Sequence

import numpy as np

from selection.analysis.spreads import Table
from selection.errors import OutOfScale, WeightError

GREATEST_RATIO = 9.0
"""How many times more than any other thing one thing can matter on the fundamental scale of the AHP."""

_FEWEST = 2
"""There is nobody to agree with below this many judges, and nothing to share out below this many things."""


def ordinal_consensus(levels: Sequence[float], lowest: float, highest: float) -> float | None:
    """Give the agreement of judges who each chose one level of an ordered scale.

    Cns = 1 + Σ p_i log2(1 − |X_i − μ| / d), with μ the judges' mean level and d the width of the scale. It
    is 1 if all chose the same level, and 0 if one half chose the lowest and the other half the highest. Every
    judge is a term with p = 1 / number of judges, which is the same sum.

    Parameters
    ----------
    levels
        One for each judge who chose: a score from 0 to 5, or a tier counted from the least on.
    lowest, highest
        The ends of the scale, not of what was chosen.

    Returns
    -------
    float or None
        None if fewer than two judges chose, or if the scale has only one level.

    Raises
    ------
    OutOfScale
        If a level is not on the scale.

    >>> ordinal_consensus([3, 3, 3], 0, 5), ordinal_consensus([0, 5], 0, 5)
    (1.0, 0.0)
    >>> round(ordinal_consensus([4, 4, 5, 3], 0, 5), 3)
    0.839
    """
    chosen = np.asarray(levels, dtype=np.float64)
    if not ((chosen >= lowest) & (chosen <= highest)).all():
        raise OutOfScale("no_such_level", found=chosen.tolist(), allowed=f"{lowest:g}-{highest:g}")
    if len(chosen) < _FEWEST or lowest == highest:
        return None
    apart = np.abs(chosen - chosen.mean()) / (highest - lowest)
    return _between_none_and_all(1 + float(np.log2(1 - apart).mean()))


def weight_consensus(rows: Table, greatest_ratio: float = GREATEST_RATIO) -> float | None:
    """Give the agreement of judges who each gave weights to the same things: Goepel's S*.

    S* = (1 / D_β − c) / (1 − c). D_β = exp(H_γ − H_α) tells how many groups of wholly different opinion there
    seem to be: H_γ is the Shannon entropy of the mean weights, H_α the mean entropy of each judge's own.
    c = exp(H_α min) / n is what would remain if each of n judges held another thing to matter
    `greatest_ratio` times more than any other. Judges further apart than that, as points allow, count as 0.

    Goepel (2018, table 2) reads it as very low up to 0.50, low up to 0.65, moderate up to 0.75, high up to
    0.85, and very high from there on.

    Parameters
    ----------
    rows
        One row for each judge, one column for each thing; each row is made to sum to 1.
    greatest_ratio
        9 for comparisons of two at a time; infinity where one thing may have all the weight, which makes the
        figure Goepel's relative homogeneity S.

    Returns
    -------
    float or None
        None if there are fewer than two judges or fewer than two things.

    Raises
    ------
    WeightError
        If the rows are not a table, or if a row can't be weights.

    >>> weight_consensus(np.array([[0.5, 0.3, 0.2], [0.5, 0.3, 0.2]]))
    1.0
    >>> round(weight_consensus(np.array([[9, 1], [1, 9]])), 9)
    0.0
    >>> round(weight_consensus(np.array([[60, 30, 10], [40, 40, 20]])), 3)
    0.944
    """
    table = _weights(rows)
    judges, things = table.shape
    if judges < _FEWEST or things < _FEWEST:
        return None
    opinions = float(np.exp(_entropy(table.mean(axis=0)) - _entropy(table).mean()))
    remainder = _least_diversity(things, greatest_ratio) / things
    return _between_none_and_all((1 / opinions - remainder) / (1 - remainder))


def _weights(rows: Table) -> Table:
    table = np.asarray(rows, dtype=np.float64)
    if table.ndim != len(("judges", "things")):
        raise WeightError("ranks_not_a_table", found=list(table.shape))
    if not np.isfinite(table).all():
        raise WeightError("weight_not_finite", found=table.tolist())
    if (table < 0).any():
        raise WeightError("weight_negative", found=table.tolist())
    totals = table.sum(axis=1, keepdims=True)
    if table.shape[1] and (totals <= 0).any():
        raise WeightError("weights_all_zero", found=table.tolist())
    return np.asarray(table / totals)


def _entropy(weights: Table) -> Table:
    """Give −Σ w ln w of each row; what weighs nothing adds nothing."""
    logarithms = np.log(weights, out=np.zeros_like(weights), where=weights > 0)
    return np.asarray(-(weights * logarithms).sum(axis=-1))


def _least_diversity(things: int, greatest_ratio: float) -> float:
    """Give exp(H_α min): how many things seem to matter to somebody who favours one as much as can be."""
    if np.isinf(greatest_ratio):
        return 1.0
    favouring = np.ones(things)
    favouring[0] = greatest_ratio
    return float(np.exp(_entropy(favouring / favouring.sum())))


def _between_none_and_all(figure: float) -> float:
    return min(max(figure, 0.0), 1.0)
