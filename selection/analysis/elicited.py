"""From what somebody said of one node to its weights, with a range: how sure they are.

Whatever the way of saying it, what comes out is the same: weights that sum to 1, the least and the
greatest each can be, and draws of weights that agree with what was said. How doubt is read into each
way is a policy, printed with the result (docs/method.md, Elicitation).

References
----------
Barron, F. H. and Barrett, B. E. (1996). Decision quality using ranked attribute weights.
Management Science 42(11), 1515-1523 (rank order centroid).
von Winterfeldt, D. and Edwards, W. (1986). Decision Analysis and Behavioral Research. Cambridge
University Press (swing weights).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from selection.analysis.best_worst import best_worst_weights
from selection.analysis.pairwise import comparison_table, judgement_noise, pairwise_weights
from selection.analysis.spreads import NORMAL_95, Box, LogNormal, RatioRegion, Simplex, Spread, Table, shares
from selection.errors import WeightError
from selection.model.weights import (
    BestWorst,
    NodeWeights,
    TradeOff,
    WeightMethod,
    ratio_bounds,
    weight_defects,
)

POINTS_FACTOR: Final = 1.5
"""Points are right up to this factor, in 95 of 100 cases."""
POINTS_NOISE: Final = float(np.log(POINTS_FACTOR)) / NORMAL_95
SWING_TOLERANCE: Final = 10.0
"""Swing points are right up to so many points, up or down."""


@dataclass(frozen=True)
class Elicited:
    """The weights of a node's children, and how sure they are."""

    children: tuple[str, ...]
    weights: Table
    low: Table
    high: Table
    _spread: Spread
    _columns: tuple[int, ...]

    def draw(self, generator: np.random.Generator, count: int) -> Table:
        """Draw weights that agree with what was said: `count` rows that sum to 1, a column for each child.

        What is drawn for a child does not depend on the order in which the children stand.
        """
        return np.asarray(self._spread.draw(generator, count)[:, self._columns])

    @property
    def by_child(self) -> dict[str, float]:
        """The weights by name."""
        return dict(zip(self.children, self.weights.tolist(), strict=True))


_Found = tuple[Table, Spread]


def elicit(said: NodeWeights | None, children: Sequence[str]) -> Elicited:
    """Turn what was said of a node into the weights of its children, with a range.

    If nothing was said, the children share evenly and any weights at all are in the range.

    Raises
    ------
    WeightError
        If what was said is about other children, or contradicts itself.

    >>> found = elicit(NodeWeights(method="rank_order", order=("fit", "ease")), ["ease", "fit"])
    >>> found.by_child
    {'ease': 0.25, 'fit': 0.75}
    >>> found.low.tolist(), found.high.tolist()
    ([0.0, 0.5], [0.5, 1.0])
    """
    names = sorted(children)
    if said is not None:
        for defect in weight_defects(said, children, ""):
            raise defect
    alone = len(names) <= 1
    weights, spread = _even(names) if said is None or alone else _METHODS[said.method](said, names)
    columns = tuple(names.index(child) for child in children)
    low, high = spread.bounds()
    at = list(columns)
    return Elicited(tuple(children), weights[at], low[at], high[at], spread, columns)


def _even(names: Sequence[str]) -> _Found:
    count = len(names)
    return np.full(count, 1 / count) if count else np.zeros(0), Simplex((), count)


def _from_points(said: NodeWeights, names: Sequence[str]) -> _Found:
    weights = shares(np.array([said.points[name] for name in names]))
    return weights, LogNormal(weights, POINTS_NOISE * np.eye(len(names)))


def _from_order(said: NodeWeights, names: Sequence[str]) -> _Found:
    order = [names.index(name) for name in said.order]
    shared = 1 / np.arange(1, len(names) + 1)
    weights = np.empty(len(names))
    weights[order] = np.cumsum(shared[::-1])[::-1] / len(names)
    return weights, Simplex(tuple(order), len(names))


def _from_swing(said: NodeWeights, names: Sequence[str]) -> _Found:
    points = np.array([said.swing[name] for name in names])
    least, most = np.clip([points - SWING_TOLERANCE, points + SWING_TOLERANCE], 0.0, points.max())
    return shares(points), Box(least, most)


def _from_pairwise(said: NodeWeights, names: Sequence[str]) -> _Found:
    table = comparison_table(said.pairwise, names)
    weights = pairwise_weights(table).weights
    return weights, LogNormal(weights, judgement_noise(table, POINTS_NOISE))


def _from_best_worst(said: NodeWeights, names: Sequence[str]) -> _Found:
    given = said.best_worst or BestWorst()
    found = best_worst_weights(
        [given.best_to_others.get(name, np.nan) for name in names],
        [given.others_to_worst.get(name, np.nan) for name in names],
        names.index(str(given.best)),
        names.index(str(given.worst)),
    )
    return found.weights, found.region


def _from_trade_offs(said: NodeWeights, names: Sequence[str]) -> _Found:
    region = answered_region(said.trade_offs, names)
    return region.centre, region


def answered_region(answered: Sequence[TradeOff], names: Sequence[str]) -> RatioRegion:
    """Give all weights that agree with the answers to either/or questions.

    Raises
    ------
    WeightError
        If there are none.
    """
    most = np.full((len(names), len(names)), np.inf)
    for question in answered:
        for one, other, bound in ratio_bounds(question):
            at = names.index(one), names.index(other)
            most[at] = min(most[at], bound)
    region = RatioRegion(most)
    if region.is_empty:
        raise WeightError("answers_contradict", count=len(answered))
    return region


_METHODS: Mapping[WeightMethod, Callable[[NodeWeights, Sequence[str]], _Found]] = {
    "points": _from_points,
    "rank_order": _from_order,
    "swing": _from_swing,
    "pairwise": _from_pairwise,
    "best_worst": _from_best_worst,
    "trade_offs": _from_trade_offs,
}
