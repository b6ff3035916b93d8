"""Faults met in other libraries for multi-criteria decisions, and that ours are free of them.

Each was reproduced by running the version named; what we don't offer at all is named in the
test of what is offered.
"""

import warnings
from collections.abc import Callable

import numpy as np
import pytest

from selection.analysis.methods import Method, MethodResult, Need, Opinion
from selection.analysis.second_opinions import (
    copras,
    moora,
    opinions,
    promethee_ii,
    topsis,
    vikor,
    weighted_product,
    weighted_sum,
)
from selection.errors import DecisionError, WeightError

METHODS: dict[Method, Callable[..., Opinion]] = {
    Method.WEIGHTED_SUM: weighted_sum,
    Method.WEIGHTED_PRODUCT: weighted_product,
    Method.TOPSIS: topsis,
    Method.VIKOR: vikor,
    Method.COPRAS: copras,
    Method.MOORA: moora,
    Method.PROMETHEE_II: promethee_ii,
}
every_method = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS.keys())

DIRECTIONS = ["max", "min"]
WORST_BEST_AND_TWO_EQUAL = [[2, 40], [9, 10], [5, 20], [5, 20]]
NAN = float("nan")


def test_only_methods_whose_results_we_could_check_are_offered() -> None:
    """No ELECTRE, MARCOS, SIMUS, MULTIMOORA or CRITIC, whose faults would come along.

    scikit-criteria 0.10: ELECTRE I needs weights summing to 1 unchecked, MULTIMOORA skips tied
    pairs, MARCOS prints, SIMUS starts a solver, CRITIC turns all weights to NaN over one constant
    criterion, the rank reversal checker never returns on duplicates.
    """
    assert {method.value for method in Method} == {
        "weighted_sum",
        "weighted_product",
        "topsis",
        "vikor",
        "copras",
        "moora",
        "promethee_ii",
    }


@every_method
def test_ranks_are_not_the_inverse_permutation(method: Callable[..., Opinion]) -> None:
    """scikit-criteria 0.10: `untied_rank_` puts the best of these four third and a middle one first."""
    assert method(WORST_BEST_AND_TWO_EQUAL, [1, 1], DIRECTIONS).ranks == (4, 1, 2, 2)


@every_method
def test_a_rank_after_a_tie_says_how_many_are_better(method: Callable[..., Opinion]) -> None:
    """scikit-criteria 0.10 ranks densely, so that its rank 3 may have four alternatives ahead."""
    ranks = method(WORST_BEST_AND_TWO_EQUAL, [1, 1], DIRECTIONS).ranks
    assert max(ranks) == len(ranks)


@every_method
def test_columns_listed_in_another_order_keep_their_weights_and_directions(
    method: Callable[..., Opinion],
) -> None:
    """scikit-criteria 0.10: selecting columns reorders the data but not the weights and objectives."""
    trade_off = np.array([[9, 40, 3], [5, 10, 8], [2, 5, 6]])
    listed = method(trade_off, [6, 3, 1], ["max", "min", "max"])
    reordered = method(trade_off[:, [1, 2, 0]], [3, 1, 6], ["min", "max", "max"])
    assert reordered.ranks == listed.ranks
    assert reordered.scores == pytest.approx(listed.scores, abs=1e-12)


@every_method
@pytest.mark.parametrize("direction", ["max", "min"])
def test_an_open_cell_never_becomes_a_number(method: Callable[..., Opinion], direction: str) -> None:
    """scikit-criteria 0.10: a scaler turns NaN, and for costs the whole column, into 0; VIKOR drops it."""
    opinion = method([[9, NAN], [5, 20], [2, 10]], [1, 1], ["min", direction])
    assert (opinion.unmet, opinion.alternatives, opinion.criteria) == (Need.NO_OPEN_CELL, (0,), (1,))


@pytest.mark.parametrize("method", [weighted_sum, topsis, vikor, moora, promethee_ii])
def test_what_is_free_gets_the_credit(method: Callable[..., Opinion]) -> None:
    """scikit-criteria 0.10: one zero cost scores every vendor 0, or gives an infinite value and raises."""
    opinion = method([[5, 0], [5, 20], [5, 40]], [1, 1], DIRECTIONS)
    assert opinion.ranks == (1, 2, 3)
    assert len(set(opinion.scores)) == 3


@pytest.mark.parametrize(
    ("method", "need"),
    [(weighted_product, Need.POSITIVE_VALUES), (copras, Need.A_COST_FOR_EVERY_ALTERNATIVE)],
)
def test_a_method_that_divides_by_costs_says_that_it_cannot(
    method: Callable[..., Opinion], need: Need
) -> None:
    opinion = method([[5, 0], [5, 20], [5, 40]], [1, 1], DIRECTIONS)
    assert (opinion.unmet, opinion.alternatives) == (need, (0,))


@every_method
def test_a_criterion_on_which_all_are_equal_has_no_say(method: Callable[..., Opinion]) -> None:
    """scikit-criteria 0.10: VIKOR warns and CRITIC loses all weights over a constant criterion."""
    trade_off = [[9, 40], [5, 30], [2, 5]]
    beside = [[*row, 7] for row in trade_off]
    expected = method(trade_off, [2, 1], DIRECTIONS).ranks
    assert method(beside, [2, 1, 4], [*DIRECTIONS, "max"]).ranks == expected


@pytest.mark.parametrize("method", [weighted_sum, topsis, vikor, moora, promethee_ii])
def test_a_column_of_zeros_has_no_say_either(method: Callable[..., Opinion]) -> None:
    """scikit-criteria: a column of zeros has no length to divide by (issue 8, closed)."""
    assert method([[1, 0], [3, 0], [2, 0]], [1, 1], ["max", "min"]).ranks == (3, 1, 2)


@every_method
def test_costs_do_not_count_as_benefits(method: Callable[..., Opinion]) -> None:
    """pymcdm 1.4.0: COPRAS adds costs to benefits, so that here the dearest wins.

    mcda-promethee 1.1.0 and pyDecision 5.1.8 maximise costs in PROMETHEE unless told twice, and
    the min-max scaler of scikit-criteria 0.10 does not turn a cost round.
    """
    assert method([[5, 10], [5, 20], [5, 40]], [1, 1], DIRECTIONS).ranks == (1, 2, 3)


@pytest.mark.parametrize("method", [weighted_sum, weighted_product, topsis, vikor, moora, promethee_ii])
def test_the_same_figures_as_benefits_rank_the_other_way(method: Callable[..., Opinion]) -> None:
    assert method([[5, 10], [5, 20], [5, 40]], [1, 1], ["max", "max"]).ranks == (3, 2, 1)


def test_costs_are_taken_as_they_are_and_not_by_their_reciprocals() -> None:
    """scikit-criteria 0.10 offers 1/x for costs, which is not TOPSIS as published and changes the winner."""
    benefits, costs = [5, 9, 5], [70, 20, 10]
    kept = topsis([list(row) for row in zip(benefits, costs, strict=True)], [1, 1], DIRECTIONS)
    reciprocals = [[benefit, 1 / cost] for benefit, cost in zip(benefits, costs, strict=True)]
    assert kept.ranks == (3, 1, 2)
    assert topsis(reciprocals, [1, 1], ["max", "max"]).ranks == (3, 2, 1)


def test_the_best_alternative_has_the_highest_net_flow() -> None:
    """JMcDM: its documented PROMETHEE output is minus the net flow, so that the worst is called best."""
    opinion = promethee_ii([[1, 1], [2, 2], [3, 3]], [1, 1], ["max", "max"])
    assert opinion.scores == (-1, 0, 1)
    assert opinion.ranks == (3, 2, 1)


def test_promethee_with_thresholds_answers_the_same_when_asked_again() -> None:
    """pymcdm 1.4.0: the second call of one PROMETHEE with p or q raises."""
    matrix = [[8, 7, 2], [5, 3, 7], [7, 5, 6]]
    first, second = (
        promethee_ii(matrix, [4, 3, 1], ["max"] * 3, indifference=1, preference=2) for _ in range(2)
    )
    assert isinstance(first, MethodResult)
    assert second == first


@every_method
def test_identical_alternatives_tie_and_raise_nothing(method: Callable[..., Opinion]) -> None:
    """scikit-criteria 0.10: TOPSIS raises on identical alternatives; pymcdm 1.4.0 gives NaN."""
    opinion = method([[5, 20], [5, 20], [9, 10], [9, 10]], [1, 1], DIRECTIONS)
    assert opinion.ranks == (3, 3, 1, 1)


def test_nothing_but_identical_alternatives_raises_nothing() -> None:
    unmet_or_ranks = {
        method: opinion.ranks if isinstance(opinion, MethodResult) else opinion.unmet
        for method, ask in METHODS.items()
        for opinion in [ask([[5, 20], [5, 20]], [1, 1], DIRECTIONS)]
    }
    assert unmet_or_ranks == {
        Method.WEIGHTED_SUM: (1, 1),
        Method.WEIGHTED_PRODUCT: (1, 1),
        Method.TOPSIS: Need.A_DIFFERENCE,
        Method.VIKOR: Need.A_DIFFERENCE,
        Method.COPRAS: (1, 1),
        Method.MOORA: (1, 1),
        Method.PROMETHEE_II: (1, 1),
    }


@every_method
def test_one_alternative_raises_nothing(method: Callable[..., Opinion]) -> None:
    """scikit-criteria 0.10: with one alternative TOPSIS raises ValueError and VIKOR divides by zero."""
    assert method([[5, 20]], [1, 1], DIRECTIONS).unmet == Need.TWO_ALTERNATIVES


@every_method
def test_two_alternatives_are_enough(method: Callable[..., Opinion]) -> None:
    """scikit-criteria 0.10: its rank reversal checker overflows on two alternatives."""
    assert method([[5, 20], [9, 10]], [1, 1], DIRECTIONS).ranks == (2, 1)


@every_method
def test_float_noise_never_breaks_a_tie(method: Callable[..., Opinion]) -> None:
    """scikit-criteria 0.10 ranks 0.1 + 0.2 ahead of 0.3."""
    noisy = [[0.1 + 0.2, 0.2], [0.3, 0.2], [0.2, 0.7 - 0.1]]
    assert method(noisy, [1, 1], DIRECTIONS).ranks == (1, 1, 3)


@pytest.mark.parametrize("method", [weighted_sum, weighted_product, copras, moora, promethee_ii])
def test_float_noise_is_a_tie_even_where_there_is_no_other_difference(method: Callable[..., Opinion]) -> None:
    assert method([[0.1 + 0.2, 5], [0.3, 5]], [1, 1], DIRECTIONS).ranks == (1, 1)
    assert method([[0.30001, 5], [0.3, 5]], [1, 1], DIRECTIONS).ranks == (1, 2)


@pytest.mark.parametrize("method", [topsis, vikor])
def test_float_noise_is_not_stretched_to_the_whole_scale(method: Callable[..., Opinion]) -> None:
    assert method([[0.1 + 0.2, 5], [0.3, 5]], [1, 1], DIRECTIONS).unmet == Need.A_DIFFERENCE
    assert method([[0.30001, 5], [0.3, 5]], [1, 1], DIRECTIONS).ranks == (1, 2)


def test_equal_sums_of_regrets_are_not_told_apart_by_float_noise() -> None:
    """VIKOR stretches the sums to [0, 1], so the last bit of (9 + 2) / 22 would become half of Q."""
    opinion = vikor([[0, 1, 0, 1], [1, 0, 1, 0]], [9, 7, 2, 4], ["max"] * 4)
    assert (opinion.ranks, opinion.scores) == ((2, 1), (0.5, 0))


def test_float_noise_is_no_step_across_a_threshold_of_promethee() -> None:
    """Here 0.8 - 0.7 comes out above 0.1."""
    flows = [
        promethee_ii([[ahead], [0.7]], [1], ["max"], indifference=0.1, preference=0.1).scores
        for ahead in (0.8, 0.81)
    ]
    assert flows == [(0, 0), (1, -1)]


def test_units_of_any_size_are_compared_without_running_over_or_under() -> None:
    figures = [[1e-300, 1e300], [1e300, 1e-300], [1e-300, 1e-300]]
    assert [ask(figures, [1, 1], ["max", "max"]).ranks for ask in (weighted_product, topsis, moora)] == [
        (1, 1, 3)
    ] * 3


def test_vikor_ranks_all_alternatives_and_merges_no_compromise_set() -> None:
    """scikit-criteria 0.10 ties the whole compromise set at rank 1 by default; here it has three members.

    pyDecision 5.1.8 returns all alternatives where both conditions fail. Figures: Opricovic &
    Tzeng (2007), European Journal of Operational Research, 178(2), 514-529, third weights.
    """
    matrix = [
        [4184.3, 2914.0, 407.2, 251.0, 195, 244, 15, 2.41],
        [5211.9, 3630.0, 501.7, 308.3, 282, 346, 21, 1.41],
        [5021.3, 3920.5, 504.0, 278.6, 12, 56, 3, 4.42],
        [5566.1, 3957.9, 559.5, 335.3, 167, 268, 16, 3.36],
        [5060.5, 3293.5, 514.1, 284.2, 69, 90, 7, 4.04],
        [4317.9, 2925.9, 432.8, 239.3, 12, 55, 3, 4.36],
    ]
    directions = ["max", "min", "max", "max", "min", "min", "min", "max"]
    assert vikor(matrix, [1, 1, 1, 1, 2, 2, 2, 2], directions).ranks == (5, 6, 2, 4, 1, 3)


@every_method
def test_weights_need_not_sum_to_one(method: Callable[..., Opinion]) -> None:
    """scikit-criteria 0.10 takes unnormalised weights as they are."""
    trade_off = [[9, 40], [5, 10], [2, 5]]
    assert method(trade_off, [30, 10], DIRECTIONS) == method(trade_off, [0.75, 0.25], DIRECTIONS)


@every_method
def test_what_a_decision_matrix_takes_without_a_word_is_refused(method: Callable[..., Opinion]) -> None:
    """scikit-criteria 0.10: `DecisionMatrix` takes negative weights, repeated names and infinity."""
    matrix = [[9.0, 40.0], [5.0, 10.0]]
    with pytest.raises(WeightError) as negative:
        method(matrix, [2, -1], DIRECTIONS)
    with pytest.raises(DecisionError) as repeated:
        method(matrix, [1, 1], DIRECTIONS, ["A", "A"])
    with pytest.raises(DecisionError) as infinite:
        method([[9.0, float("inf")], [5.0, 10.0]], [1, 1], DIRECTIONS)
    assert [refusal.value.code for refusal in (negative, repeated, infinite)] == [
        "weight_negative",
        "alternative_repeated",
        "performance_infinite",
    ]


def test_moora_takes_benefits_alone() -> None:
    """pymcdm 1.4.0 refuses a table of benefits in MOORA."""
    assert moora([[1, 8], [4, 9]], [1, 1], ["max", "max"]).ranks == (2, 1)


@every_method
def test_a_dominated_alternative_is_ranked_and_not_refused(method: Callable[..., Opinion]) -> None:
    """pymcdm raised on dominated alternatives (issue 4); it now warns."""
    assert method([[9, 10], [1, 90], [5, 20]], [1, 1], DIRECTIONS).ranks == (1, 3, 2)


def test_no_method_prints(capfd: pytest.CaptureFixture[str]) -> None:
    """scikit-criteria 0.10: MARCOS prints a table to standard output and SIMUS the log of its solver."""
    opinions([[0.9, 0.2], [0.5, 0.5], [0.1, 0.7]], [1, 1], decreasing=[False, True])
    assert capfd.readouterr() == ("", "")


def test_no_method_leaves_a_trace_in_the_process() -> None:
    """pyDecision 5.1.8 reseeds the random generator of NumPy; a filter for warnings would leak likewise."""
    opinions([[0.9, 0.2], [0.5, 0.5]], [1, 1], decreasing=[False, True])
    before = (list(warnings.filters), np.geterr(), np.random.get_state()[1].tolist())  # noqa: NPY002
    opinions([[0.9, 0.2], [0.5, 0.5]], [1, 1], decreasing=[False, True])
    after = (list(warnings.filters), np.geterr(), np.random.get_state()[1].tolist())  # noqa: NPY002
    assert after == before


@every_method
def test_a_decreasing_criterion_brings_no_warning(method: Callable[..., Opinion]) -> None:
    """scikit-criteria 0.10: TOPSIS warns against the decreasing criteria that its textbook form needs."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        method([[5, 10], [5, 20], [4, 40]], [1, 1], DIRECTIONS)
    assert heard == []


def test_symmetric_alternatives_tie_in_vikor_without_a_warning() -> None:
    """scikit-criteria 0.10: VIKOR divides 0 by 0 and warns where all sums of regrets are equal."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        opinion = vikor([[1, 2], [2, 1]], [1, 1], ["max", "max"])
    assert (opinion.ranks, opinion.scores, heard) == ((1, 1), (0, 0), [])
