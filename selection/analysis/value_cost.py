"""Quality against cost: where every alternative stands, and which of them nobody beats on both.

Quality is the value without the cost group, cost the total over the horizon; neither is in the other.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from selection.analysis.costs import Cost, Range, in_policy_currency, lines_of, policy_of, total_cost
from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.gates import Verdict
from selection.analysis.price_formulas import FULL, money_for_a_point, quality_less_cost
from selection.analysis.ranking import DIGITS
from selection.analysis.weights import leaf_weights
from selection.errors import DecisionError
from selection.model.base import Localised, Money
from selection.model.costs import BASELINE
from selection.model.decision import Decision


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one alternative stands on the plane; cost is None where nothing is stated or to be seen."""

    id: str
    name: str | Localised
    verdict: Verdict | None
    """None for the baseline, which is never gated."""
    quality_low: float
    quality_high: float
    cost: Cost | None
    lacking: DecisionError | None
    """What keeps its cost from being worked out."""
    efficient: bool
    figure: Range | None
    """Quality - cost / K in points, where K is published."""
    per_point: float | None
    """What one point of quality costs, at the likely cost and the middle of quality."""

    @property
    def quality(self) -> float:
        """The middle of quality, from 0 to 1."""
        return (self.quality_low + self.quality_high) / 2


@dataclass(frozen=True, slots=True)
class Plane:
    """Quality against cost for pairs (or platforms, where there are no pairs) and for the baseline."""

    currency: str
    horizon: int
    standings: tuple[Standing, ...]
    baseline: Standing | None
    money_per_point: float | None

    @property
    def front(self) -> tuple[Standing, ...]:
        """The efficient ones, cheapest first."""
        efficient = [found for found in self.standings if found.efficient and found.cost]
        return tuple(sorted(efficient, key=lambda found: found.cost.total.likely if found.cost else 0.0))


def efficient_front(points: Sequence[tuple[float, float]]) -> tuple[bool, ...]:
    """Tell of each (cost, quality) whether no other costs no more, is no worse, and differs.

    Sorted by cost and then by quality, best first, one is efficient if it is better than all before it,
    or the same as the last that was.

    >>> efficient_front([(100, 0.5), (120, 0.7), (130, 0.6), (100, 0.5)])
    (True, True, False, True)
    """
    rounded = [(round(cost, DIGITS), round(quality, DIGITS)) for cost, quality in points]
    order = sorted(range(len(points)), key=lambda at: (rounded[at][0], -rounded[at][1]))
    found, best, last = [False] * len(points), float("-inf"), None
    for at in order:
        if rounded[at][1] > best or rounded[at] == last:
            found[at], best, last = True, rounded[at][1], rounded[at]
    return tuple(found)


def costs_are_known(evaluation: Evaluation) -> bool:
    """Tell whether anything is stated, and may be seen, about what any alternative costs."""
    everyone = evaluation.pairs or evaluation.platforms
    return any(lines_of(evaluation.decision, found.id) for found in everyone)


def plane(evaluation: Evaluation, today: dt.date) -> Plane:
    """Put every alternative on the plane of quality against cost.

    Excluded ones are shown and never efficient; those without a cost are listed and not drawn.

    Parameters
    ----------
    today
        The day on which it is judged whether offers are still valid.
    """
    decision = evaluation.decision
    listed = evaluation.pairs or evaluation.platforms
    costs = {found.id: _cost(decision, found.id, today) for found in listed}
    alive = [found for found in listed if found.gate.verdict != "fail" and isinstance(costs[found.id], Cost)]
    marks = efficient_front([(_likely(costs[a.id]), (a.quality_low + a.quality_high) / 2) for a in alive])
    efficient = {found.id for found, mark in zip(alive, marks, strict=True) if mark}
    k = money_per_point(decision)
    standings = tuple(
        _standing(found, costs[found.id], k, efficient=found.id in efficient) for found in listed
    )
    policy = policy_of(decision)
    baseline = _baseline(evaluation, k, _cost(decision, BASELINE, today))
    return Plane(policy.currency, policy.horizon, standings, baseline, k)


def money_per_point(decision: Decision) -> float | None:
    """Give K in the currency of the cost policy, if it is published.

    Raises
    ------
    DecisionError
        If there is no rate for its currency.
    """
    policy = decision.price_policy
    published: Money | None = policy.money_per_point if policy else None
    if published is None or published.amount <= 0:
        return None
    return in_policy_currency(decision, published, "price_policy.money_per_point")


def _cost(decision: Decision, name: str, today: dt.date) -> Cost | DecisionError | None:
    try:
        return total_cost(decision, name, today)
    except DecisionError as lacking:
        return lacking


def _likely(cost: Cost | DecisionError | None) -> float:
    return cost.total.likely if isinstance(cost, Cost) else 0.0


def _standing(
    found: Alternative, cost: Cost | DecisionError | None, k: float | None, *, efficient: bool
) -> Standing:
    quality = (found.quality_low, found.quality_high)
    return _placed((found.id, found.name, found.gate.verdict), quality, cost, efficient=efficient, k=k)


def _placed(
    named: tuple[str, str | Localised, Verdict | None],
    quality: tuple[float, float],
    cost: Cost | DecisionError | None,
    *,
    efficient: bool,
    k: float | None,
) -> Standing:
    known = cost if isinstance(cost, Cost) else None
    lacking = cost if isinstance(cost, DecisionError) else None
    low, high = quality
    figure = _figure(low, high, known.total, k) if known and k else None
    per_point = money_for_a_point(FULL * (low + high) / 2, known.total.likely) if known else None
    return Standing(*named, low, high, known, lacking, efficient, figure, per_point)


def _figure(low: float, high: float, cost: Range, k: float) -> Range:
    """Give quality - cost / K at its worst, in the middle and at its best."""
    return Range(
        quality_less_cost(FULL * low, cost.high, k),
        quality_less_cost(FULL * (low + high) / 2, cost.likely, k),
        quality_less_cost(FULL * high, cost.low, k),
    )


def _baseline(evaluation: Evaluation, k: float | None, cost: Cost | DecisionError | None) -> Standing | None:
    partials, line = evaluation.foundation.baseline, evaluation.baseline
    if partials is None or line is None:
        return None
    overall = leaf_weights(evaluation.decision, evaluation.nodes)
    worth = {n: w for n, w in overall.items() if not evaluation.foundation.criteria[n].is_cost}
    weights = np.array([worth.get(name, 0.0) for name in partials.criteria])
    share = weights.sum() or 1.0
    quality = (float(partials.low[0] @ weights / share), float(partials.high[0] @ weights / share))
    named = (BASELINE, line.name, None)
    return _placed(named, quality, cost, efficient=False, k=k)
