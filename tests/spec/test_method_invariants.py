"""What holds of the methods whatever is ranked, and what a method owns up to where it does not."""

import math
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from selection.analysis.methods import PROFILES, Method, MethodResult, Opinion, ReversalSource
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

METHODS: dict[Method, Callable[..., Opinion]] = {
    Method.WEIGHTED_SUM: weighted_sum,
    Method.WEIGHTED_PRODUCT: weighted_product,
    Method.TOPSIS: topsis,
    Method.VIKOR: vikor,
    Method.COPRAS: copras,
    Method.MOORA: moora,
    Method.PROMETHEE_II: promethee_ii,
}

Rows = list[list[float]]


@st.composite
def decisions(draw: st.DrawFn, alternatives: int = 2) -> tuple[Rows, list[int], list[bool]]:
    """Partial values in steps of 0.05, whole points for weights, and which criteria were decreasing."""
    criteria = draw(st.integers(1, 5))
    step = st.integers(0, 20).map(lambda steps: steps / 20)
    row = st.lists(step, min_size=criteria, max_size=criteria)
    values = draw(st.lists(row, min_size=alternatives, max_size=7))
    weights = draw(st.lists(st.integers(1, 10), min_size=criteria, max_size=criteria))
    decreasing = draw(st.lists(st.booleans(), min_size=criteria, max_size=criteria))
    return values, weights, decreasing


def winners(ranks: tuple[int, ...]) -> set[int]:
    return {position for position, rank in enumerate(ranks) if rank == 1}


def without(position: int, rows: list) -> list:
    return rows[:position] + rows[position + 1 :]


@given(decisions(), st.randoms(use_true_random=False))
def test_the_order_in_which_alternatives_are_listed_changes_no_rank(decision, random) -> None:
    values, weights, decreasing = decision
    order = list(range(len(values)))
    random.shuffle(order)
    listed = opinions(values, weights, decreasing=decreasing)
    shuffled = opinions([values[position] for position in order], weights, decreasing=decreasing)
    for before, after in zip(listed, shuffled, strict=True):
        if isinstance(before, MethodResult):
            assert after.ranks == tuple(before.ranks[position] for position in order)
        else:
            assert after.unmet == before.unmet


@given(decisions(), st.randoms(use_true_random=False))
def test_the_order_in_which_criteria_are_listed_changes_no_rank(decision, random) -> None:
    values, weights, decreasing = decision
    order = list(range(len(weights)))
    random.shuffle(order)
    listed = opinions(values, weights, decreasing=decreasing)
    shuffled = opinions(
        [[row[position] for position in order] for row in values],
        [weights[position] for position in order],
        decreasing=[decreasing[position] for position in order],
    )
    assert [ranks_or_need(after) for after in shuffled] == [ranks_or_need(before) for before in listed]


def ranks_or_need(opinion: Opinion) -> object:
    return opinion.ranks if isinstance(opinion, MethodResult) else opinion.unmet


@given(decisions(), st.floats(1e-6, 1e6))
def test_weights_multiplied_by_one_factor_change_no_rank(decision, factor: float) -> None:
    values, weights, decreasing = decision
    stated = opinions(values, weights, decreasing=decreasing)
    scaled = opinions(values, [factor * weight for weight in weights], decreasing=decreasing)
    assert [ranks_or_need(after) for after in scaled] == [ranks_or_need(before) for before in stated]


@given(decisions(), st.data())
def test_an_alternative_and_its_double_share_a_rank(decision, data) -> None:
    values, weights, decreasing = decision
    position = data.draw(st.integers(0, len(values) - 1))
    for opinion in opinions([*values, values[position]], weights, decreasing=decreasing):
        if isinstance(opinion, MethodResult):
            assert opinion.ranks[-1] == opinion.ranks[position]


@given(decisions())
def test_ranks_count_the_alternatives_strictly_better(decision) -> None:
    values, weights, decreasing = decision
    for opinion in opinions(values, weights, decreasing=decreasing):
        if isinstance(opinion, MethodResult):
            sign = 1 if opinion.higher_is_better else -1
            merits = [sign * round(score, 9) for score in opinion.scores]
            better = tuple(sum(other > merit for other in merits) for merit in merits)
            assert opinion.ranks == tuple(1 + count for count in better)


@given(decisions(), st.data())
def test_a_dominated_alternative_never_ranks_ahead_of_the_one_that_dominates_it(decision, data) -> None:
    values, weights, decreasing = decision
    position = data.draw(st.integers(0, len(values) - 1))
    worse = [value / 2 for value in values[position]]
    assume(worse != values[position])
    for opinion in opinions([*values, worse], weights, decreasing=decreasing):
        if isinstance(opinion, MethodResult):
            assert opinion.ranks[-1] >= opinion.ranks[position]


@given(decisions(alternatives=3), st.data())
def test_removing_a_loser_never_changes_the_winner_of_the_weighted_sum(decision, data) -> None:
    values, weights, _ = decision
    increasing = ["max"] * len(weights)
    ranks = weighted_sum(values, weights, increasing).ranks
    losers = [position for position, rank in enumerate(ranks) if rank > 1]
    assume(losers)
    leaving = data.draw(st.sampled_from(losers))
    remaining = weighted_sum(without(leaving, values), weights, increasing).ranks
    named = without(leaving, list(range(len(values))))
    assert {named[position] for position in winners(remaining)} == winners(ranks)


@given(decisions(alternatives=3), st.data())
def test_removing_an_alternative_never_swaps_two_others_in_the_sum_or_the_product(decision, data) -> None:
    values, weights, _ = decision
    leaving = data.draw(st.integers(0, len(values) - 1))
    everyone = opinions(values, weights)[:2]
    remaining = opinions(without(leaving, values), weights)[:2]
    assert [opinion.scores for opinion in remaining] == [
        tuple(without(leaving, list(opinion.scores))) for opinion in everyone
    ]


@given(decisions(), st.data())
def test_improving_a_value_never_lowers_its_rank_in_the_weighted_sum(decision, data) -> None:
    values, weights, _ = decision
    alternative = data.draw(st.integers(0, len(values) - 1))
    criterion = data.draw(st.integers(0, len(weights) - 1))
    improved = [list(row) for row in values]
    improved[alternative][criterion] = data.draw(st.floats(values[alternative][criterion], 1))
    increasing = ["max"] * len(weights)
    before = weighted_sum(values, weights, increasing).ranks[alternative]
    assert weighted_sum(improved, weights, increasing).ranks[alternative] <= before


@given(
    st.integers(1, 4).flatmap(
        lambda criteria: st.tuples(
            st.lists(
                st.lists(st.floats(-1e300, 1e300), min_size=criteria, max_size=criteria),
                min_size=2,
                max_size=5,
            ),
            st.lists(st.floats(0, 1e300), min_size=criteria, max_size=criteria).filter(any),
            st.lists(st.sampled_from(["max", "min"]), min_size=criteria, max_size=criteria),
        )
    ),
    st.sampled_from(Method),
)
def test_whatever_finite_numbers_are_ranked_no_score_is_other_than_finite(table, method: Method) -> None:
    matrix, weights, directions = table
    opinion = METHODS[method](matrix, weights, directions)
    if isinstance(opinion, MethodResult):
        assert all(math.isfinite(score) for score in opinion.scores)
        assert min(opinion.ranks) == 1
    else:
        assert opinion.unmet in PROFILES[method].needs


REVERSALS = {
    Method.TOPSIS: ([[7, 4], [8, 1], [1, 9], [2, 9]], [1, 1], ["max", "max"], 2),
    Method.VIKOR: ([[8, 5], [2, 6], [4, 1], [1, 6]], [1, 1], ["max", "max"], 2),
    Method.COPRAS: ([[3, 1], [1, 1], [9, 8], [6, 4]], [3, 2], ["max", "min"], 1),
    Method.MOORA: ([[1, 8], [4, 6], [8, 1], [6, 2]], [3, 2], ["max", "max"], 0),
    Method.PROMETHEE_II: ([[1, 7, 7], [6, 8, 1], [5, 7, 9], [9, 6, 3]], [2, 1, 2], ["max"] * 3, 0),
}


@pytest.mark.parametrize("method", REVERSALS)
def test_a_method_that_can_reverse_ranks_does_so_when_the_last_alternative_leaves(method: Method) -> None:
    matrix, weights, directions, last = REVERSALS[method]
    everyone = METHODS[method](matrix, weights, directions).ranks
    assert everyone[last] == max(everyone)
    named = without(last, [0, 1, 2, 3])
    remaining = METHODS[method](without(last, matrix), weights, directions).ranks
    assert {named[position] for position in winners(remaining)} != winners(everyone)


def test_the_profiles_own_up_to_exactly_these_reversals() -> None:
    assert {method for method, profile in PROFILES.items() if profile.can_reverse_ranks} == set(REVERSALS)


def test_a_profile_says_where_a_reversal_comes_from() -> None:
    assert PROFILES[Method.VIKOR].reversal_sources == (ReversalSource.IDEAL_FROM_ALTERNATIVES,)
    assert PROFILES[Method.WEIGHTED_PRODUCT].reversal_sources == ()
