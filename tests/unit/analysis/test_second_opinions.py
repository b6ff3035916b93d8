"""Second opinions: what each method answers, when it has no opinion, and what it refuses to read."""

import math
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from selection.analysis.methods import (
    PROFILES,
    Assumption,
    Method,
    MethodResult,
    Need,
    NotApplicable,
    competition_ranks,
)
from selection.analysis.second_opinions import (
    copras,
    moora,
    opinions,
    promethee_aggregator,
    promethee_ii,
    topsis,
    vikor,
    weighted_product,
    weighted_sum,
)
from selection.errors import DecisionError, OutOfScale, SelectionError, WeightError

ROOT = Path(__file__).resolve().parents[3]
NAN = float("nan")
METHODS = {
    Method.WEIGHTED_SUM: weighted_sum,
    Method.WEIGHTED_PRODUCT: weighted_product,
    Method.TOPSIS: topsis,
    Method.VIKOR: vikor,
    Method.COPRAS: copras,
    Method.MOORA: moora,
    Method.PROMETHEE_II: promethee_ii,
}
every_method = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS.keys())

# Benefit and cost of three alternatives; the first has the most for the least.
BENEFIT_AND_COST = [[9.0, 10.0], [5.0, 20.0], [2.0, 40.0]]
DIRECTIONS = ["max", "min"]


def heavy_modules_after(statements: str) -> list[str]:
    heavy = ("matplotlib", "pandas", "scipy", "skcriteria", "sklearn")
    program = f"{statements}; import sys; print(*[name for name in {heavy!r} if name in sys.modules])"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()


def test_offering_second_opinions_loads_nothing_heavy_until_one_is_asked_for() -> None:
    statements = (
        "import selection.analysis.second_opinions as second; second.weighted_sum([[1], [2]], [1], ['max'])"
    )
    assert heavy_modules_after(statements) == []


def test_a_method_of_scikit_criteria_loads_it_when_asked() -> None:
    topsis(BENEFIT_AND_COST, [1, 1], DIRECTIONS)
    assert "skcriteria" in sys.modules


@every_method
def test_the_dominating_alternative_is_first_and_the_dominated_last(method: Callable) -> None:
    assert method(BENEFIT_AND_COST, [1, 1], DIRECTIONS).ranks == (1, 2, 3)


@every_method
def test_the_dominating_alternative_is_last_when_directions_are_turned_round(method: Callable) -> None:
    assert method(BENEFIT_AND_COST, [1, 1], ["min", "max"]).ranks == (3, 2, 1)


def test_a_result_names_its_method_its_direction_and_its_alternatives() -> None:
    result = vikor([[1, 3000], [2, 3750], [5, 4500]], [1, 1], ["min", "max"], ["A", "B", "C"])
    assert result == MethodResult(Method.VIKOR, (1.0, 0.0, 1.0), (2, 1, 2), False, ("A", "B", "C"))


def test_only_vikor_counts_downwards() -> None:
    assert [method for method, profile in PROFILES.items() if not profile.higher_is_better] == [Method.VIKOR]


def test_ranks_skip_the_places_taken_by_a_tie() -> None:
    assert competition_ranks([0.5, 0.9, 0.9, 0.1]) == (3, 1, 1, 4)
    assert competition_ranks([0.5, 0.9, 0.9, 0.1], higher_is_better=False) == (2, 3, 3, 1)


def test_scores_tie_when_they_agree_to_nine_digits_and_not_at_eight() -> None:
    assert competition_ranks([0.5, 0.5 + 4e-10]) == (1, 1)
    assert competition_ranks([0.5, 0.5 + 1e-9]) == (2, 1)


@every_method
def test_weights_count_by_their_ratio_and_decide_a_trade_off(method: Callable) -> None:
    more_for_more = [[9.0, 40.0], [5.0, 20.0], [2.0, 10.0]]
    benefit_first = method(more_for_more, [0.9, 0.1], DIRECTIONS)
    assert method(more_for_more, [900, 100], DIRECTIONS).ranks == benefit_first.ranks == (1, 2, 3)
    assert method(more_for_more, [0.1, 0.9], DIRECTIONS).ranks == (3, 2, 1)


@every_method
def test_an_open_cell_leaves_a_method_without_opinion(method: Callable) -> None:
    missing = [[9, 10], [NAN, 20], [2, 40]]
    opinion = method(missing, [1, 1], DIRECTIONS)
    assert (opinion.unmet, opinion.alternatives, opinion.criteria) == (Need.NO_OPEN_CELL, (1,), (0,))


@every_method
def test_none_is_an_open_cell(method: Callable) -> None:
    assert method([[9, 10], [5, None]], [1, 1], DIRECTIONS).unmet == Need.NO_OPEN_CELL


@every_method
def test_an_open_cell_is_no_obstacle_where_its_criterion_has_no_weight(method: Callable) -> None:
    complete = method(BENEFIT_AND_COST, [1, 1], DIRECTIONS)
    beside = [[*row, NAN] for row in BENEFIT_AND_COST]
    assert method(beside, [1, 1, 0], [*DIRECTIONS, "max"]) == complete


@every_method
@pytest.mark.parametrize("rows", [[], [[9.0, 10.0]]], ids=["none", "one"])
def test_one_alternative_is_no_ranking(method: Callable, rows: list[list[float]]) -> None:
    matrix = np.array(rows).reshape(-1, 2)
    assert method(matrix, [1, 1], DIRECTIONS).unmet == Need.TWO_ALTERNATIVES


@pytest.mark.parametrize("method", [topsis, vikor])
def test_a_method_that_measures_against_the_best_needs_a_difference(method: Callable) -> None:
    same = [[3, 5], [3, 5]]
    assert method(same, [1, 1], ["max", "max"]).unmet == Need.A_DIFFERENCE
    assert method([[3, 5, 1], [3, 5, 2]], [1, 1, 0], ["max"] * 3).unmet == Need.A_DIFFERENCE
    assert method([[3, 5, 1], [3, 5, 2]], [1, 1, 1], ["max"] * 3).ranks == (2, 1)


@pytest.mark.parametrize("method", [weighted_sum, weighted_product, copras, moora, promethee_ii])
def test_other_methods_tie_alternatives_that_are_all_the_same(method: Callable) -> None:
    assert method([[3, 5], [3, 5], [3, 5]], [1, 1], DIRECTIONS).ranks == (1, 1, 1)


def test_a_product_needs_values_above_zero() -> None:
    opinion = weighted_product([[1, 0], [2, 3], [-1, 4]], [1, 1], ["max", "max"])
    assert opinion == NotApplicable(Method.WEIGHTED_PRODUCT, Need.POSITIVE_VALUES, (0, 2), (0, 1))


def test_a_product_takes_a_zero_without_weight() -> None:
    assert weighted_product([[1, 0], [2, 3]], [1, 0], ["max", "max"]).ranks == (2, 1)


def test_copras_needs_values_that_are_not_negative() -> None:
    opinion = copras([[1, 4], [-2, 3]], [1, 1], DIRECTIONS)
    assert opinion == NotApplicable(Method.COPRAS, Need.NO_NEGATIVE_VALUE, (1,), (0,))


def test_copras_needs_a_decreasing_criterion() -> None:
    opinion = copras([[1, 4], [2, 3]], [1, 1], ["max", "max"])
    assert opinion == NotApplicable(Method.COPRAS, Need.A_DECREASING_CRITERION)


def test_copras_needs_a_cost_for_every_alternative() -> None:
    opinion = copras([[1, 4], [2, 0], [3, 3]], [1, 1], DIRECTIONS)
    assert opinion == NotApplicable(Method.COPRAS, Need.A_COST_FOR_EVERY_ALTERNATIVE, (1,), ())


def test_a_cost_that_is_noise_beside_the_dearest_is_no_cost_to_divide_by() -> None:
    opinion = copras([[1, 4], [2, 1e-13]], [1, 1], DIRECTIONS)
    assert opinion == NotApplicable(Method.COPRAS, Need.A_COST_FOR_EVERY_ALTERNATIVE, (1,), ())
    assert copras([[1, 4], [2, 1e-11]], [1, 1], DIRECTIONS).ranks == (2, 1)


def test_copras_needs_a_cost_in_every_decreasing_criterion() -> None:
    opinion = copras([[1, 4, 0], [2, 5, 0]], [1, 1, 1], ["max", "min", "min"])
    assert opinion == NotApplicable(Method.COPRAS, Need.A_COST_IN_EVERY_DECREASING_CRITERION, (), (2,))


def test_copras_takes_a_benefit_nobody_has() -> None:
    assert copras([[0, 4], [0, 5]], [1, 1], DIRECTIONS).ranks == (1, 2)


def test_every_need_and_assumption_belongs_to_some_method() -> None:
    profiles = PROFILES.values()
    assert {need for profile in profiles for need in profile.needs} == set(Need)
    assert {code for profile in profiles for code in profile.assumptions} == set(Assumption)


REFUSED_MATRICES = {
    "rows of two lengths": ([[1, 2], [3]], "matrix_not_numbers", "matrix"),
    "words": ([["dear", 2]], "matrix_not_numbers", "matrix"),
    "a number beyond floats": ([[10**400, 2]], "matrix_not_numbers", "matrix"),
    "a single row": ([1, 2], "matrix_not_rectangular", "matrix"),
    "no criteria": ([[], []], "matrix_not_rectangular", "matrix"),
    "infinity": ([[1, 2], [math.inf, 4]], "performance_infinite", "matrix[1][0]"),
}
REFUSED_DIRECTIONS = {
    "one missing": (["max"], "direction_count", "directions"),
    "one misspelt": (["max", "mn"], "direction_unknown", "directions[1]"),
}
REFUSED_NAMES = {
    "one missing": (["A", "B"], "alternative_count", "alternatives"),
    "one twice": (["A", "B", "A"], "alternative_repeated", "alternatives[2]"),
}
REFUSED_WEIGHTS = {
    "a weight missing": ([1], "weight_count", "weights"),
    "a weight below zero": ([2, -1], "weight_negative", "weights[1]"),
    "a weight that is open": ([NAN, 1], "weight_not_finite", "weights[0]"),
    "an infinite weight": ([1, math.inf], "weight_not_finite", "weights[1]"),
    "no weight at all": ([0, 0], "weights_all_zero", "weights"),
    "a word for a weight": ([1, "much"], "weights_not_numbers", "weights"),
}


@every_method
@pytest.mark.parametrize(("matrix", "code", "where"), REFUSED_MATRICES.values(), ids=REFUSED_MATRICES.keys())
def test_a_matrix_that_is_no_table_of_numbers_is_refused(
    method: Callable, matrix: list, code: str, where: str
) -> None:
    with pytest.raises(DecisionError) as refusal:
        method(matrix, [1, 1], DIRECTIONS)
    assert (refusal.value.code, refusal.value.where) == (code, where)


@every_method
@pytest.mark.parametrize(
    ("directions", "code", "where"), REFUSED_DIRECTIONS.values(), ids=REFUSED_DIRECTIONS.keys()
)
def test_directions_other_than_max_and_min_are_refused(
    method: Callable, directions: list, code: str, where: str
) -> None:
    with pytest.raises(DecisionError) as refusal:
        method(BENEFIT_AND_COST, [1, 1], directions)
    assert (refusal.value.code, refusal.value.where) == (code, where)


@every_method
@pytest.mark.parametrize(("names", "code", "where"), REFUSED_NAMES.values(), ids=REFUSED_NAMES.keys())
def test_names_that_do_not_tell_alternatives_apart_are_refused(
    method: Callable, names: list, code: str, where: str
) -> None:
    with pytest.raises(DecisionError) as refusal:
        method(BENEFIT_AND_COST, [1, 1], DIRECTIONS, names)
    assert (refusal.value.code, refusal.value.where) == (code, where)


@every_method
@pytest.mark.parametrize(("weights", "code", "where"), REFUSED_WEIGHTS.values(), ids=REFUSED_WEIGHTS.keys())
def test_weights_that_cannot_be_weights_are_refused(
    method: Callable, weights: list, code: str, where: str
) -> None:
    with pytest.raises(WeightError) as refusal:
        method(BENEFIT_AND_COST, weights, DIRECTIONS)
    assert (refusal.value.code, refusal.value.where) == (code, where)


def test_vikor_with_all_weight_on_the_majority_ranks_by_the_sum_of_regrets() -> None:
    balanced_or_extreme = [[5, 5], [10, 2], [0, 10]]
    assert vikor(balanced_or_extreme, [1, 1], ["max", "max"], majority=1).ranks == (3, 1, 1)
    assert vikor(balanced_or_extreme, [1, 1], ["max", "max"], majority=0).ranks == (1, 2, 2)


@pytest.mark.parametrize("majority", [-0.1, 1.1, NAN])
def test_the_majority_of_vikor_lies_between_zero_and_one(majority: float) -> None:
    with pytest.raises(DecisionError) as refusal:
        vikor(BENEFIT_AND_COST, [1, 1], DIRECTIONS, majority=majority)
    assert refusal.value.code == "majority_out_of_range"


def test_promethee_sees_no_difference_up_to_indifference_and_all_of_it_from_preference() -> None:
    flows = [
        promethee_ii([[difference], [0]], [1], ["max"], indifference=1, preference=3).scores[0]
        for difference in (0.5, 1, 2, 3, 9)
    ]
    assert flows == [0, 0, 0.5, 1, 1]


def test_promethee_with_equal_thresholds_steps_above_them() -> None:
    flows = [
        promethee_ii([[difference], [0]], [1], ["max"], indifference=2, preference=2).scores[0]
        for difference in (1, 2, 3)
    ]
    assert flows == [0, 0, 1]


def test_promethee_takes_a_threshold_for_each_criterion_even_beside_one_without_weight() -> None:
    matrix = [[3, 7, 0], [0, 1, 2]]
    opinion = promethee_ii(matrix, [1, 0, 1], ["max"] * 3, indifference=[0, 5, 0], preference=[4, 9, 2])
    assert opinion.scores == (0.5 * 0.75 - 0.5, 0.5 - 0.5 * 0.75)


@pytest.mark.parametrize(
    ("indifference", "preference", "code"),
    [
        ([1, 2, 3], 4, "threshold_count"),
        (-1, 0, "threshold_out_of_range"),
        (0, math.inf, "threshold_out_of_range"),
        (2, 1, "preference_below_indifference"),
    ],
)
def test_thresholds_that_make_no_preference_function_are_refused(
    indifference: float, preference: float, code: str
) -> None:
    with pytest.raises(DecisionError) as refusal:
        promethee_ii(BENEFIT_AND_COST, [1, 1], DIRECTIONS, indifference=indifference, preference=preference)
    assert refusal.value.code == code


def test_scikit_criteria_can_use_our_promethee_as_its_own() -> None:
    import skcriteria

    matrix = skcriteria.mkdm(BENEFIT_AND_COST, [max, min], weights=[0.5, 0.5])
    result = promethee_aggregator()(indifference=0, preference=10).evaluate(matrix)
    assert result.method == "PrometheeII"
    assert result.rank_.tolist() == [1, 2, 3]


PARTIAL_VALUES = [[0.9, 0.2], [0.5, 0.5], [0.1, 0.7]]


def test_every_method_is_asked_in_the_order_they_are_listed() -> None:
    asked = opinions(PARTIAL_VALUES, [1, 1], decreasing=[False, True], alternatives=["A", "B", "C"])
    assert tuple(opinion.method for opinion in asked) == tuple(Method)
    assert all(opinion.alternatives == ("A", "B", "C") for opinion in asked)


def test_the_sum_and_the_product_see_partial_values_only() -> None:
    stated = opinions(PARTIAL_VALUES, [1, 1])
    as_costs = opinions(PARTIAL_VALUES, [1, 1], decreasing=[True, True])
    assert as_costs[:2] == stated[:2]
    assert tuple(round(score, 9) for score in stated[0].scores) == (0.55, 0.5, 0.4)


def test_a_partial_value_of_zero_leaves_the_product_something() -> None:
    product = opinions([[0, 1], [0.5, 0.5]], [1, 1])[1]
    assert tuple(round(score, 9) for score in product.scores) == (0.1, 0.505)


def test_a_product_of_partial_values_does_not_move_when_an_alternative_leaves() -> None:
    assert opinions(PARTIAL_VALUES[:2], [1, 1])[1].scores == opinions(PARTIAL_VALUES, [1, 1])[1].scores[:2]


@pytest.mark.parametrize(("position", "method"), [(2, topsis), (4, copras), (5, moora)])
def test_a_decreasing_criterion_enters_as_what_is_lacking_to_its_best(
    position: int, method: Callable
) -> None:
    lacking = [[0.9, 1 - 0.2], [0.5, 1 - 0.5], [0.1, 1 - 0.7]]
    asked = opinions(PARTIAL_VALUES, [1, 1], decreasing=[False, True])[position]
    assert asked == method(lacking, [1, 1], DIRECTIONS)


@pytest.mark.parametrize("position", [3, 6])
def test_vikor_and_promethee_see_only_differences_so_costs_may_enter_either_way(position: int) -> None:
    stated = opinions(PARTIAL_VALUES, [2, 1])[position]
    as_costs = opinions(PARTIAL_VALUES, [2, 1], decreasing=[False, True])[position]
    assert as_costs.ranks == stated.ranks
    assert as_costs.scores == pytest.approx(stated.scores, abs=1e-12)


def test_copras_has_no_opinion_on_partial_values_without_a_cost() -> None:
    assert opinions(PARTIAL_VALUES, [1, 1])[4].unmet == Need.A_DECREASING_CRITERION


def test_thresholds_reach_promethee() -> None:
    everything_indifferent = opinions(PARTIAL_VALUES, [1, 1], indifference=1, preference=1)[6]
    assert everything_indifferent.ranks == (1, 1, 1)
    assert opinions(PARTIAL_VALUES, [2, 1])[6].ranks == (1, 2, 3)


def test_no_method_has_an_opinion_on_an_open_cell() -> None:
    asked = opinions([[0.9, NAN], [0.5, 0.5]], [1, 1], decreasing=[False, True])
    assert [opinion.unmet for opinion in asked] == [Need.NO_OPEN_CELL] * len(Method)


@pytest.mark.parametrize(
    ("values", "error", "code", "where"),
    [
        ([[0.5, 1.1], [0, 0]], OutOfScale, "partial_value_out_of_scale", "partial_values[0][1]"),
        ([[0.5, 1.0], [0, -0.1]], OutOfScale, "partial_value_out_of_scale", "partial_values[1][1]"),
        ([[0.5, math.inf], [0, 0]], DecisionError, "performance_infinite", "matrix[0][1]"),
        ([[0.5], [0]], DecisionError, "direction_count", "decreasing"),
    ],
)
def test_partial_values_that_cannot_be_are_refused(
    values: list, error: type[SelectionError], code: str, where: str
) -> None:
    with pytest.raises(error) as refusal:
        opinions(values, [1, 1], decreasing=[False, True])
    assert (refusal.value.code, refusal.value.where) == (code, where)


def test_float_noise_at_the_end_of_the_scale_is_not_beyond_it() -> None:
    assert opinions([[1 + 2e-16, 0], [-2e-17, 1]], [1, 1])[0].scores == (0.5, 0.5)
