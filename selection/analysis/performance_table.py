"""Alternatives by criteria: checked before any method sees them, and the arithmetic NumPy does alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selection.analysis.methods import PROFILES, Method, Need, NotApplicable
from selection.errors import DecisionError, OutOfScale, WeightError

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Weights = Sequence[float]
Directions = Sequence[str]
Names = Sequence[str] | None

# Two figures closer than this share of the largest one in their column are one figure that was
# computed in two ways, such as 0.1 + 0.2 and 0.3.
NOISE = 1e-12
_ROWS_AND_COLUMNS = 2


@dataclass(frozen=True, eq=False)
class PerformanceTable:
    """Alternatives by criteria, checked before any method sees it.

    Weights sum to 1. A criterion of weight zero is left out, since it has no say; `criteria`
    holds the positions of those that stayed.
    """

    performances: Numbers
    weights: Numbers
    decreasing: Flags
    criteria: tuple[int, ...]
    alternatives: tuple[str, ...]


def performance_table(
    matrix: ArrayLike, weights: Weights, directions: Directions, alternatives: Names = None
) -> PerformanceTable:
    """Check a matrix (a row for each alternative), weights, directions and names.

    An open cell is written NaN or None and is no error here: each method says whether it can
    apply. Weights need not sum to 1.

    Raises
    ------
    DecisionError
        If the matrix is not a rectangle of finite numbers, directions are not ``max`` or ``min``,
        or names are missing or repeated.
    WeightError
        If weights are missing, negative, not finite or all zero.

    >>> table = performance_table([[8, 200], [9, 150]], [3, 1], ["max", "min"])
    >>> table.weights.tolist(), table.decreasing.tolist()
    ([0.75, 0.25], [False, True])
    """
    performances = rectangle(matrix)
    rows, columns = performances.shape
    shares = _shares(weights, columns)
    decreasing = _decreasing(directions, columns)
    names = _names(alternatives, rows)
    # A smaller share could not move the ninth digit of any score, but could underflow in a square.
    counted = np.flatnonzero(shares > NOISE)
    return PerformanceTable(
        _without_noise(performances[:, counted]),
        shares[counted],
        decreasing[counted],
        tuple(counted.tolist()),
        names,
    )


def rectangle(matrix: ArrayLike) -> Numbers:
    """Read a matrix of performances; NaN or None is an open cell.

    Raises
    ------
    DecisionError
        If the rows differ in length, hold something else than numbers, or an infinite one.

    >>> rectangle([[1, 2], [3, None]]).tolist()
    [[1.0, 2.0], [3.0, nan]]
    """
    try:
        performances = np.array(matrix, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise DecisionError("matrix_not_numbers", "matrix") from error
    if performances.ndim != _ROWS_AND_COLUMNS or performances.shape[1] == 0:
        raise DecisionError("matrix_not_rectangular", "matrix", shape=performances.shape)
    infinite = np.argwhere(np.isinf(performances))
    if infinite.size:
        row, column = infinite[0].tolist()
        found = float(performances[row, column])
        raise DecisionError("performance_infinite", f"matrix[{row}][{column}]", found=found)
    return performances


def _shares(weights: Weights, columns: int) -> Numbers:
    try:
        given = np.array(weights, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise WeightError("weights_not_numbers", "weights") from error
    if given.shape != (columns,):
        raise WeightError("weight_count", "weights", found=given.size, expected=columns)
    for position, weight in enumerate(given.tolist()):
        if not np.isfinite(weight):
            raise WeightError("weight_not_finite", f"weights[{position}]", found=weight)
        if weight < 0:
            raise WeightError("weight_negative", f"weights[{position}]", found=weight)
    if not given.any():
        raise WeightError("weights_all_zero", "weights", count=columns)
    relative = given / given.max()
    return np.asarray(relative / relative.sum())


def _decreasing(directions: Directions, columns: int) -> Flags:
    if len(directions) != columns:
        raise DecisionError("direction_count", "directions", found=len(directions), expected=columns)
    for position, direction in enumerate(directions):
        if direction not in ("max", "min"):
            raise DecisionError(
                "direction_unknown", f"directions[{position}]", found=direction, allowed=("max", "min")
            )
    return np.array([direction == "min" for direction in directions])


def _names(alternatives: Names, rows: int) -> tuple[str, ...]:
    if alternatives is None:
        return ()
    names = tuple(alternatives)
    if len(names) != rows:
        raise DecisionError("alternative_count", "alternatives", found=len(names), expected=rows)
    for position, name in enumerate(names):
        if name in names[:position]:
            raise DecisionError("alternative_repeated", f"alternatives[{position}]", found=name)
    return names


def _without_noise(performances: Numbers) -> Numbers:
    # Normalising by the alternatives' own range or spread would blow float noise up to a full step.
    if not len(performances) or np.isnan(performances).any():
        return performances
    return np.column_stack([_steps(column) for column in performances.T])


def _steps(column: Numbers) -> Numbers:
    largest = float(np.abs(column).max())
    if largest == 0:
        return column
    order = np.argsort(column, kind="stable")
    ordered = column[order]
    starts = np.concatenate(([True], np.diff(ordered / largest) > NOISE))
    stepped = np.empty_like(column)
    stepped[order] = ordered[starts][np.cumsum(starts) - 1]
    return stepped


Places = tuple[tuple[int, ...], tuple[int, ...]]


def unmet_need(method: Method, table: PerformanceTable) -> NotApplicable | None:
    """Tell the first need of a method that a table does not meet, and where; None if it applies.

    >>> open_cell = performance_table([[1, 2], [3, None]], [1, 1], ["max", "max"])
    >>> unmet_need(Method.VIKOR, open_cell).unmet
    <Need.NO_OPEN_CELL: 'no_open_cell'>
    """
    for need in PROFILES[method].needs:
        places = _OFFENCES[need](table)
        if places is not None:
            alternatives, criteria = places
            return NotApplicable(method, need, alternatives, criteria)
    return None


def _cells(table: PerformanceTable, offending: Flags) -> Places | None:
    if not offending.any():
        return None
    rows = np.flatnonzero(offending.any(axis=1)).tolist()
    columns = np.flatnonzero(offending.any(axis=0)).tolist()
    return tuple(rows), tuple(table.criteria[column] for column in columns)


def _alternatives(offending: Flags) -> Places | None:
    rows = np.flatnonzero(offending.all(axis=1)).tolist()
    return (tuple(rows), ()) if rows else None


def _criteria(table: PerformanceTable, offending: Flags) -> Places | None:
    columns = np.flatnonzero(offending.all(axis=0)).tolist()
    return ((), tuple(table.criteria[column] for column in columns)) if columns else None


def _whole_table(offending: bool) -> Places | None:
    return ((), ()) if offending else None


def _without_cost(table: PerformanceTable) -> Flags:
    # Dividing by a cost that is mere noise beside the dearest would be as good as dividing by 0.
    return parts_of_largest(table.performances) <= NOISE


_OFFENCES: Mapping[Need, Callable[[PerformanceTable], Places | None]] = {
    Need.TWO_ALTERNATIVES: lambda table: _whole_table(len(table.performances) <= 1),
    Need.NO_OPEN_CELL: lambda table: _cells(table, np.isnan(table.performances)),
    Need.A_DIFFERENCE: lambda table: _whole_table(bool((table.performances == table.performances[0]).all())),
    Need.POSITIVE_VALUES: lambda table: _cells(table, table.performances <= 0),
    Need.NO_NEGATIVE_VALUE: lambda table: _cells(table, table.performances < 0),
    Need.A_DECREASING_CRITERION: lambda table: _whole_table(not table.decreasing.any()),
    Need.A_COST_IN_EVERY_DECREASING_CRITERION: lambda table: _criteria(
        table, _without_cost(table) & table.decreasing
    ),
    Need.A_COST_FOR_EVERY_ALTERNATIVE: lambda table: _alternatives(_without_cost(table)[:, table.decreasing]),
}


def partial_values_within_scale(partial_values: ArrayLike) -> Numbers:
    """Read a matrix of partial values; what float noise put beyond 0 or 1 is brought back.

    Raises
    ------
    OutOfScale
        If a partial value is below 0 or above 1.
    DecisionError
        As for `rectangle`.

    >>> partial_values_within_scale([[0.1 + 0.9, None]]).tolist()
    [[1.0, nan]]
    """
    values = rectangle(partial_values)
    outside = np.argwhere((values < -NOISE) | (values > 1 + NOISE))
    if outside.size:
        row, column = outside[0].tolist()
        where = f"partial_values[{row}][{column}]"
        found = float(values[row, column])
        raise OutOfScale("partial_value_out_of_scale", where, found=found, worst=0, best=1)
    return np.asarray(values.clip(0, 1))


def weighted_sums(table: PerformanceTable) -> Numbers:
    """Add up each alternative's weighted performances, subtracting those of decreasing criteria.

    >>> weighted_sums(performance_table([[0.5, 1], [0.2, 0]], [1, 1], ["max", "min"])).tolist()
    [-0.25, 0.1]
    """
    signed = np.where(table.decreasing, -table.performances, table.performances)
    return np.asarray((signed * table.weights).sum(axis=1))


def ratios_to_best(table: PerformanceTable) -> Numbers:
    """Divide each performance by the best of its column, or the best by it where less is better.

    >>> ratios_to_best(performance_table([[2, 100], [4, 400]], [1, 1], ["max", "min"])).tolist()
    [[0.5, 1.0], [1.0, 0.25]]
    """
    performances = table.performances
    lowest, highest = performances.min(axis=0), performances.max(axis=0)
    ratios = np.where(table.decreasing, lowest / performances, performances / highest)
    # A ratio too small for a float would become 0 and have no logarithm.
    return np.asarray(np.maximum(ratios, np.finfo(np.float64).tiny))


def parts_by_length(performances: Numbers) -> Numbers:
    """Divide each column by its Euclidean length.

    >>> parts_by_length(np.array([[3.0, 0.0], [4.0, 0.0]])).tolist()
    [[0.6, 0.0], [0.8, 0.0]]
    """
    relative = parts_of_largest(performances)
    return np.asarray(relative / _or_one(np.sqrt((relative**2).sum(axis=0))))


def parts_by_sum(performances: Numbers) -> Numbers:
    """Divide each column by its sum.

    >>> parts_by_sum(np.array([[1.0], [3.0]])).tolist()
    [[0.25], [0.75]]
    """
    relative = parts_of_largest(performances)
    return np.asarray(relative / _or_one(relative.sum(axis=0)))


def parts_of_largest(performances: Numbers) -> Numbers:
    """Divide each column by its largest magnitude, so that squares of large and small units stay finite.

    >>> parts_of_largest(np.array([[1e200], [-2e200]])).tolist()
    [[0.5], [-1.0]]
    """
    return np.asarray(performances / _or_one(np.abs(performances).max(axis=0)))


def _or_one(wholes: Numbers) -> Numbers:
    # A column of zeros has nothing to share out and stays zero.
    return np.where(wholes == 0, 1, wholes)


def net_flows(
    performances: Numbers, weights: Numbers, indifference: ArrayLike = 0.0, preference: ArrayLike = 0.0
) -> Numbers:
    """Net, for increasing criteria, the preference for each alternative and against it, over all others.

    >>> net_flows(np.array([[4, 3, 2], [3, 2, 4], [5, 1, 3]]), np.array([0.5, 0.3, 0.2])).round(9).tolist()
    [0.1, -0.3, 0.2]
    """
    count, columns = performances.shape
    q, p = np.broadcast_to(indifference, columns), np.broadcast_to(preference, columns)
    flows = np.zeros(count)
    for column, values in enumerate(performances.T):
        preferred = _preference(values[:, None] - values[None, :], q[column], p[column])
        flows += weights[column] * (preferred - preferred.T).sum(axis=1)
    return np.asarray(flows / (count - 1))


def _preference(difference: Numbers, indifference: float, preference: float) -> Numbers:
    if preference > indifference:
        return np.asarray(np.clip((difference - indifference) / (preference - indifference), 0, 1))
    # A step would turn float noise at the threshold into a full preference.
    at_threshold = np.isclose(difference, indifference, rtol=1e-9, atol=0)
    return np.where((difference > indifference) & ~at_threshold, 1.0, 0.0)


def preference_thresholds(
    indifference: float | Sequence[float], preference: float | Sequence[float], columns: int
) -> tuple[Numbers, Numbers]:
    """Spread one threshold over all criteria, or check that there is one for each.

    Raises
    ------
    DecisionError
        If there are too few or too many, one is negative or not finite, or preference lies below
        indifference.

    >>> [thresholds.tolist() for thresholds in preference_thresholds(0.1, [0.2, 0.3], 2)]
    [[0.1, 0.1], [0.2, 0.3]]
    """
    q, p = (np.asarray(threshold, dtype=np.float64) for threshold in (indifference, preference))
    for where, given in (("indifference", q), ("preference", p)):
        if given.shape not in ((), (columns,)):
            raise DecisionError("threshold_count", where, found=given.size, expected=columns)
        if not (np.isfinite(given).all() and (given >= 0).all()):
            raise DecisionError("threshold_out_of_range", where, found=given.tolist(), least=0)
    if (p < q).any():
        raise DecisionError("preference_below_indifference", "preference", found=p.tolist(), least=q.tolist())
    return np.broadcast_to(q, columns), np.broadcast_to(p, columns)
