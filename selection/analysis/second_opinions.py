"""Second opinions on a ranking, by methods other than ours.

The official value and ranks come from the weighted sum on fixed anchors. Here other methods
look at the same alternatives, mostly through scikit-criteria, and each says by its profile
what it assumes and whether it can reverse ranks, or that it can't apply. This is the only
module that imports scikit-criteria, and it does so when a method is first called: loading it
takes seconds and a page that shows no second opinion should not pay for it.

Every method can be called on a plain matrix, weights and directions, to be checked against a
textbook.

References
----------
Wang, Y.-M., & Luo, Y. (2009). On rank reversal in decision analysis. Mathematical and Computer
Modelling, 49(5-6), 1221-1229.
García-Cascales, M. S., & Lamata, M. T. (2012). On rank reversal and TOPSIS method. Mathematical
and Computer Modelling, 56(5-6), 123-132.
De Keyser, W., & Peeters, P. (1996). A note on the use of PROMETHEE multicriteria methods.
European Journal of Operational Research, 89(3), 457-461.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selection.analysis.methods import PROFILES, Method, MethodResult, Opinion, competition_ranks
from selection.analysis.performance_table import (
    Directions,
    Names,
    Numbers,
    PerformanceTable,
    Weights,
    net_flows,
    partial_values_within_scale,
    parts_by_length,
    parts_by_sum,
    parts_of_largest,
    performance_table,
    preference_thresholds,
    ratios_to_best,
    unmet_need,
    weighted_sums,
)
from selection.errors import DecisionError

# A partial value of 0 would make a product 0 whatever the other criteria say, and so tie all
# alternatives that fail on something.
PRODUCT_FLOOR = 0.01

# VIKOR spreads the sums and maxima of regrets over [0, 1], so their float noise must go first.
_REGRET_DIGITS = 12


def weighted_sum(
    matrix: ArrayLike, weights: Weights, directions: Directions, alternatives: Names = None
) -> Opinion:
    """Add up the weighted performances, subtracting those of decreasing criteria.

    The performances are taken as they are, so they must already share one unit, as partial
    values do. Nothing depends on the other alternatives, so ranks can't reverse.

    Raises
    ------
    DecisionError
        If the matrix, directions, names or weights (`WeightError`) contradict each other.

    References
    ----------
    Fishburn, P. C. (1967). Additive utilities with incomplete product sets. Operations
    Research, 15(3), 537-542.

    >>> weighted_sum([[25, 20, 15, 30], [10, 30, 20, 30]], [20, 15, 40, 25], ["max"] * 4).ranks
    (2, 1)
    """
    return _opinion(
        Method.WEIGHTED_SUM, performance_table(matrix, weights, directions, alternatives), weighted_sums
    )


def weighted_product(
    matrix: ArrayLike, weights: Weights, directions: Directions, alternatives: Names = None
) -> Opinion:
    """Multiply the performances, each raised to its weight, or to its negative where less is better.

    The score is Triantaphyllou's P(A/B), where B is the best alternative, so that it is 1 for the
    best and no unit makes it too large or too small. The ratio of two scores rests on those two
    alternatives alone, so ranks can't reverse.

    Raises
    ------
    DecisionError
        As for `weighted_sum`.

    References
    ----------
    Bridgman, P. W. (1922). Dimensional analysis. Yale University Press.
    Triantaphyllou, E. (2000). Multi-criteria decision making methods. Springer.

    >>> weighted_product([[2, 100], [4, 100], [4, 400]], [1, 1], ["max", "min"]).ranks
    (2, 1, 3)
    """
    return _opinion(
        Method.WEIGHTED_PRODUCT,
        performance_table(matrix, weights, directions, alternatives),
        lambda table: _products_relative_to_best(ratios_to_best(table), table.weights),
    )


def topsis(
    matrix: ArrayLike, weights: Weights, directions: Directions, alternatives: Names = None
) -> Opinion:
    """Measure how close each alternative is to an ideal made of the best of every column.

    Columns are divided by their Euclidean length and decreasing criteria kept as they are.

    Raises
    ------
    DecisionError
        As for `weighted_sum`.

    References
    ----------
    Hwang, C. L., & Yoon, K. (1981). Multiple attribute decision making. Springer.

    >>> topsis([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], [3, 4, 3], ["max"] * 3).ranks
    (3, 2, 1, 4)
    """
    return _opinion(Method.TOPSIS, performance_table(matrix, weights, directions, alternatives), _closeness)


def vikor(
    matrix: ArrayLike,
    weights: Weights,
    directions: Directions,
    alternatives: Names = None,
    *,
    majority: float = 0.5,
) -> Opinion:
    """Weigh the sum of all regrets against the greatest single regret; the lowest Q is best.

    `majority` is the method's v, the weight of the sum. All alternatives are ranked by Q; the
    compromise set is not merged into one rank: `selection.analysis.compromise` gives it. A criterion
    on which all are equal has no say.

    Raises
    ------
    DecisionError
        As for `weighted_sum`, or if `majority` is not between 0 and 1.

    References
    ----------
    Opricovic, S., & Tzeng, G. H. (2004). Compromise solution by MCDM methods: a comparative
    analysis of VIKOR and TOPSIS. European Journal of Operational Research, 156(2), 445-455.

    >>> vikor([[1, 3000], [2, 3750], [5, 4500]], [1, 1], ["min", "max"]).scores
    (1.0, 0.0, 1.0)
    """
    if not 0 <= majority <= 1:
        raise DecisionError("majority_out_of_range", "majority", found=majority, allowed=(0, 1))
    return _opinion(
        Method.VIKOR,
        performance_table(matrix, weights, directions, alternatives),
        lambda table: _regrets(table, majority),
    )


def copras(
    matrix: ArrayLike, weights: Weights, directions: Directions, alternatives: Names = None
) -> Opinion:
    """Add each alternative's share of all benefits to what its share of all costs leaves it.

    The score is the utility degree, 1 for the best. Without a decreasing criterion the method
    adds nothing to a weighted sum, and where an alternative costs nothing it would divide by 0.

    Raises
    ------
    DecisionError
        As for `weighted_sum`.

    References
    ----------
    Zavadskas, E. K., Kaklauskas, A., & Sarka, V. (1994). The new method of multicriteria complex
    proportional assessment of projects. Technological and Economic Development of Economy, 1(3).

    >>> copras([[5, 10], [5, 20], [5, 40]], [1, 1], ["max", "min"]).ranks
    (1, 2, 3)
    """
    return _opinion(Method.COPRAS, performance_table(matrix, weights, directions, alternatives), _utilities)


def moora(matrix: ArrayLike, weights: Weights, directions: Directions, alternatives: Names = None) -> Opinion:
    """Subtract weighted costs from weighted benefits, columns divided by their Euclidean length.

    This is the ratio system of MOORA.

    Raises
    ------
    DecisionError
        As for `weighted_sum`.

    References
    ----------
    Brauers, W. K. M., & Zavadskas, E. K. (2006). The MOORA method and its application to
    privatization in a transition economy. Control and Cybernetics, 35(2), 445-469.

    >>> moora([[5, 10], [5, 20], [5, 40]], [1, 1], ["max", "min"]).ranks
    (1, 2, 3)
    """
    return _opinion(Method.MOORA, performance_table(matrix, weights, directions, alternatives), _ratio_system)


def promethee_ii(
    matrix: ArrayLike,
    weights: Weights,
    directions: Directions,
    alternatives: Names = None,
    *,
    indifference: float | Sequence[float] = 0.0,
    preference: float | Sequence[float] = 0.0,
) -> Opinion:
    """Compare every two alternatives criterion by criterion and net what speaks for and against each.

    On a criterion, preference is 0 up to a difference of `indifference` (q), 1 from `preference`
    (p), and linear between. Both 0 is the usual criterion: any advantage counts in full. One
    threshold holds for all criteria, or one is given for each. The other shapes of preference are in
    `selection.analysis.preference_functions`.

    Raises
    ------
    DecisionError
        As for `weighted_sum`, or if a threshold is negative, or preference below indifference.

    References
    ----------
    Brans, J. P., & Vincke, P. (1985). A preference ranking organisation method. Management
    Science, 31(6), 647-656.

    >>> promethee_ii([[4, 3, 2], [3, 2, 4], [5, 1, 3]], [5, 3, 2], ["max"] * 3).ranks
    (2, 3, 1)
    """
    table = performance_table(matrix, weights, directions, alternatives)
    q, p = preference_thresholds(indifference, preference, len(directions))
    counted = list(table.criteria)
    return _opinion(Method.PROMETHEE_II, table, lambda checked: _net_flows(checked, q[counted], p[counted]))


def opinions(
    partial_values: ArrayLike,
    weights: Weights,
    *,
    decreasing: Sequence[bool] | None = None,
    alternatives: Names = None,
    indifference: float | Sequence[float] = 0.0,
    preference: float | Sequence[float] = 0.0,
) -> tuple[Opinion, ...]:
    """Ask every method about the same partial values, in the order of `Method`.

    Partial values lie in [0, 1] and more is better, on each criterion's own fixed anchors. For
    the methods that treat costs and benefits differently, a criterion that was decreasing
    enters as 1 - v, to be minimised. The weighted sum takes v as it is, the weighted product
    0.01 + 0.99 v, so that neither rests on which other alternatives are present.

    Raises
    ------
    OutOfScale
        If a partial value is below 0 or above 1.
    DecisionError
        As for `weighted_sum` and `promethee_ii`.

    >>> [opinion.ranks for opinion in opinions([[1, 0.2], [0.4, 0.6]], [1, 1])[:2]]
    [(1, 2), (2, 1)]
    """
    values = partial_values_within_scale(partial_values)
    columns = values.shape[1]
    costs = np.zeros(columns, dtype=bool) if decreasing is None else np.array(decreasing, dtype=bool)
    directions = ["min" if cost else "max" for cost in costs]
    if len(directions) != columns:
        raise DecisionError("direction_count", "decreasing", found=len(directions), expected=columns)
    increasing = ["max"] * columns
    turned = np.where(costs, 1 - values, values)
    floored = PRODUCT_FLOOR + (1 - PRODUCT_FLOOR) * values
    return (
        weighted_sum(values, weights, increasing, alternatives),
        _opinion(
            Method.WEIGHTED_PRODUCT,
            performance_table(floored, weights, increasing, alternatives),
            lambda table: 10 ** _logarithms_of_products(table.performances, table.weights),
        ),
        *(method(turned, weights, directions, alternatives) for method in (topsis, vikor, copras, moora)),
        promethee_ii(
            turned, weights, directions, alternatives, indifference=indifference, preference=preference
        ),
    )


@cache
def promethee_aggregator() -> Any:
    """Give PROMETHEE II to scikit-criteria, which lacks it, as one of its own aggregators.

    The class returned works in its pipelines and comparators.

    >>> promethee_aggregator()(indifference=0.1, preference=0.3).get_method_name()
    'PrometheeII'
    """
    from skcriteria.extend import mkagg
    from skcriteria.utils.rank import rank_values

    @mkagg(indifference=0.0, preference=0.0)  # type: ignore[untyped-decorator]
    def PrometheeII(  # noqa: N802 - scikit-criteria takes the class's name from the function's
        matrix: Numbers, objectives: Numbers, weights: Numbers, hparams: Any, **_: object
    ) -> tuple[Numbers, dict[str, Numbers]]:
        flows = net_flows(matrix * objectives, weights, hparams.indifference, hparams.preference)
        return rank_values(flows, reverse=True), {"net_flows": flows}

    return PrometheeII


def _opinion(
    method: Method, table: PerformanceTable, scored: Callable[[PerformanceTable], Numbers]
) -> Opinion:
    obstacle = unmet_need(method, table)
    if obstacle is not None:
        return obstacle
    scores = tuple(float(score) for score in scored(table))
    higher_is_better = PROFILES[method].higher_is_better
    ranks = competition_ranks(scores, higher_is_better=higher_is_better)
    return MethodResult(method, scores, ranks, higher_is_better, table.alternatives)


def _products_relative_to_best(values: Numbers, weights: Numbers) -> Numbers:
    logarithms = _logarithms_of_products(values, weights)
    return np.asarray(10 ** (logarithms - logarithms.max()))


def _logarithms_of_products(values: Numbers, weights: Numbers) -> Numbers:
    from skcriteria.agg.simple import wpm

    logarithms: Numbers = wpm(values, weights)[1]
    return logarithms


def _objectives(table: PerformanceTable) -> NDArray[np.int64]:
    return np.where(table.decreasing, -1, 1)


def _closeness(table: PerformanceTable) -> Numbers:
    from skcriteria.agg.topsis import topsis as closeness_to_ideal

    # The function and not the class, which warns against decreasing criteria although keeping
    # them is what agrees with the textbook.
    similarity: Numbers = closeness_to_ideal(
        parts_by_length(table.performances), _objectives(table), table.weights
    )[-1]
    return similarity


def _regrets(table: PerformanceTable, majority: float) -> Numbers:
    from skcriteria import mkdm
    from skcriteria.agg.vikor import VIKOR

    matrix = mkdm(parts_of_largest(table.performances), _objectives(table), weights=table.weights)
    # Where all are equal on a criterion, VIKOR divides 0 by 0 and then takes the regret for 0.
    with np.errstate(invalid="ignore"):
        regrets = VIKOR(use_compromise_set=False).evaluate(matrix).e_
    return majority * _spread(regrets.s_k) + (1 - majority) * _spread(regrets.r_k)


def _spread(regrets: Numbers) -> Numbers:
    rounded = regrets.round(_REGRET_DIGITS)
    lowest, highest = rounded.min(), rounded.max()
    return np.asarray((rounded - lowest) / (highest - lowest if highest > lowest else 1))


def _utilities(table: PerformanceTable) -> Numbers:
    from skcriteria.agg.copras import copras as complex_proportional_assessment

    shares = parts_by_sum(table.performances)
    percentages: Numbers = complex_proportional_assessment(shares, table.weights, _objectives(table))[1]
    return percentages / 100


def _ratio_system(table: PerformanceTable) -> Numbers:
    from skcriteria.agg.moora import ratio

    scores: Numbers = ratio(parts_by_length(table.performances), _objectives(table), table.weights)[1]
    return scores


def _net_flows(table: PerformanceTable, indifference: Numbers, preference: Numbers) -> Numbers:
    from skcriteria import mkdm

    aggregator = promethee_aggregator()(indifference=indifference, preference=preference)
    flows: Numbers = aggregator.evaluate(
        mkdm(table.performances, _objectives(table), weights=table.weights)
    ).e_.net_flows
    return flows
