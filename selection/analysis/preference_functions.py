"""PROMETHEE II with the six preference functions of its authors, one per criterion.

A preference function says how much a difference counts, from 0 (not at all) to 1 (in full).

References
----------
Brans, J. P. and Vincke, P. (1985). A preference ranking organisation method: the PROMETHEE method for
multiple criteria decision-making. Management Science 31(6), 647-656.
Brans, J. P., Vincke, P. and Mareschal, B. (1986). How to select and how to rank projects: the PROMETHEE
method. European Journal of Operational Research 24(2), 228-238.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selection.analysis.methods import competition_ranks
from selection.analysis.performance_table import Directions, Names, Weights, performance_table
from selection.errors import DecisionError, NoAlternativeLeft

Table = NDArray[np.float64]
Shape = Literal["usual", "u_shape", "v_shape", "level", "linear", "gaussian"]

_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Preference:
    """How differences on one criterion count.

    `usual`: any advantage in full. `u_shape`: in full above `indifference` (q). `v_shape`: rising to
    `preference` (p). `level`: half between q and p. `linear`: rising from q to p. `gaussian`: rising
    without end, `spread` (s) being where the rise is steepest.
    """

    shape: Shape = "usual"
    indifference: float = 0.0
    preference: float = 0.0
    spread: float = 0.0

    def __post_init__(self) -> None:
        """Refuse thresholds the shape can't work with."""
        found = (self.indifference, self.preference, self.spread)
        if not np.isfinite(found).all() or min(found) < 0:
            raise DecisionError("threshold_out_of_range", self.shape, found=found, least=0)
        if self.shape in ("level", "linear") and self.preference < self.indifference:
            least = self.indifference
            raise DecisionError(
                "preference_below_indifference", self.shape, found=self.preference, least=least
            )
        needed = {"v_shape": self.preference, "gaussian": self.spread}.get(self.shape, 1.0)
        if needed == 0:
            raise DecisionError("threshold_out_of_range", self.shape, found=0.0, least=_NOISE)

    def of(self, difference: Table) -> Table:
        """Say how much differences count.

        >>> Preference("linear", indifference=1, preference=3).of(np.array([-1.0, 1.0, 2.0, 4.0])).tolist()
        [0.0, 0.0, 0.5, 1.0]
        """
        return np.where(difference > 0, _SHAPES[self.shape](difference, self), 0.0)


def _above(difference: Table, threshold: float) -> Table:
    """Tell what exceeds a threshold; float noise at the threshold doesn't."""
    return ((difference > threshold) & ~np.isclose(difference, threshold, rtol=_NOISE, atol=0)).astype(float)


def _rising(difference: Table, start: float, end: float) -> Table:
    if end == start:
        return _above(difference, start)
    return np.asarray(np.clip((difference - start) / (end - start), 0, 1))


_SHAPES: Mapping[Shape, Callable[[Table, Preference], Table]] = {
    "usual": lambda d, _: _above(d, 0.0),
    "u_shape": lambda d, p: _above(d, p.indifference),
    "v_shape": lambda d, p: _rising(d, 0.0, p.preference),
    "level": lambda d, p: (_above(d, p.indifference) + _above(d, p.preference)) / 2,
    "linear": lambda d, p: _rising(d, p.indifference, p.preference),
    "gaussian": lambda d, p: 1 - np.exp(-(d**2) / (2 * p.spread**2)),
}


@dataclass(frozen=True, slots=True)
class Flows:
    """What speaks for each alternative against all others, what against it, and the net of the two."""

    leaving: tuple[float, ...]
    entering: tuple[float, ...]
    net: tuple[float, ...]
    ranks: tuple[int, ...]


def promethee_flows(
    matrix: ArrayLike,
    weights: Weights,
    directions: Directions,
    preferences: Sequence[Preference],
    alternatives: Names = None,
) -> Flows:
    """Compare every two alternatives, criterion by criterion, each by its own preference function.

    Raises
    ------
    NoAlternativeLeft
        If there are fewer than two alternatives to compare.
    DecisionError
        If the arrays contradict each other, a performance is missing, or there is not one preference
        function per criterion.

    >>> promethee_flows([[4], [3], [1]], [1], ["max"], [Preference("u_shape", indifference=1)]).net
    (0.5, 0.5, -1.0)
    """
    table = performance_table(matrix, weights, directions, alternatives)
    if len(preferences) != len(directions):
        raise DecisionError(
            "threshold_count", "preferences", found=len(preferences), expected=len(directions)
        )
    if len(table.performances) <= 1:
        raise NoAlternativeLeft("no_alternative_left", "matrix")
    if np.isnan(table.performances).any():
        raise DecisionError("performance_not_finite", "matrix", found="nan")
    index = np.zeros((len(table.performances),) * 2)
    for column, criterion in enumerate(table.criteria):
        values = table.performances[:, column] * (-1 if table.decreasing[column] else 1)
        difference = values[:, None] - values[None, :]
        index += table.weights[column] * preferences[criterion].of(difference)
    others = len(index) - 1
    leaving, entering = index.sum(axis=1) / others, index.sum(axis=0) / others
    net = tuple((leaving - entering).tolist())
    return Flows(tuple(leaving.tolist()), tuple(entering.tolist()), net, competition_ranks(net))
