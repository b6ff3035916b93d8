"""Comparisons of two at a time: consistency, what disagrees most, and what is left open."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.analysis.pairwise import (
    RANDOM_INDEX,
    disagreements,
    joint_comparisons,
    overall_priorities,
    pairwise_weights,
    random_index,
)
from selection.analysis.spreads import Table
from selection.errors import WeightError

OPEN = np.nan


def of_weights(*weights: float) -> Table:
    own = np.array(weights)
    return own[:, None] / own[None, :]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    size = draw(st.integers(3, 6))
    table = np.eye(size)
    for row in range(size):
        for column in range(row + 1, size):
            ratio = draw(st.sampled_from([1 / 9, 1 / 4, 1 / 2, 1, 2, 3, 5, 9]))
            table[row, column], table[column, row] = ratio, 1 / ratio
    return table


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=9))
def test_consistent_comparisons_give_the_weights_they_came_from(weights: list[float]) -> None:
    found = pairwise_weights(of_weights(*weights))
    assert found.weights == pytest.approx(np.array(weights) / sum(weights), abs=1e-9)
    assert found.consistency_index == pytest.approx(0, abs=1e-9)
    assert found.is_consistent_enough


@settings(deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_things_changes_neither_weights_nor_consistency(table: Table, random) -> None:
    order = list(range(len(table)))
    random.shuffle(order)
    one, other = pairwise_weights(table), pairwise_weights(table[np.ix_(order, order)])
    assert other.weights == pytest.approx(one.weights[order], abs=1e-9)
    assert other.consistency_index == pytest.approx(one.consistency_index, abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(tables())
def test_what_is_left_open_is_filled_in_with_the_least_eigenvalue_there_can_be(table: Table) -> None:
    table[0, 1] = table[1, 0] = OPEN
    found = pairwise_weights(table)
    for factor in (0.9, 0.99, 1.01, 1.1):
        other = found.completed.copy()
        other[0, 1], other[1, 0] = other[0, 1] * factor, other[1, 0] / factor
        assert pairwise_weights(other).principal_eigenvalue >= found.principal_eigenvalue - 1e-9


def test_as_many_comparisons_as_are_needed_can_not_be_inconsistent() -> None:
    found = pairwise_weights(np.array([[1, 2, OPEN], [0.5, 1, 3], [OPEN, 1 / 3, 1]]))
    assert found.weights == pytest.approx([0.6, 0.3, 0.1], abs=1e-9)
    assert found.consistency_ratio is None


def test_two_things_have_no_consistency_ratio() -> None:
    assert pairwise_weights(of_weights(3, 1)).consistency_ratio is None


def test_one_side_of_each_comparison_is_enough() -> None:
    half = np.array([[1, 2, 4], [OPEN, 1, 2], [OPEN, OPEN, 1]])
    assert pairwise_weights(half).weights == pytest.approx([4 / 7, 2 / 7, 1 / 7])


def test_a_circle_is_not_consistent_enough() -> None:
    circle = np.array([[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]])
    found = pairwise_weights(circle)
    assert found.weights == pytest.approx([1 / 3] * 3)
    assert not found.is_consistent_enough


def test_random_indices_are_saatys_and_shrink_with_every_open_comparison() -> None:
    assert [random_index(size) for size in range(1, 11)] == list(RANDOM_INDEX[:10])
    assert random_index(40) == 1.59
    assert random_index(5, 3) == pytest.approx(1.12 * (1 - 6 / 12))
    assert random_index(4, 3) == 0


def test_the_comparison_that_was_turned_round_is_found_and_its_repair_is_what_the_others_say() -> None:
    table = of_weights(8, 4, 2, 1)
    table[0, 2], table[2, 0] = 1 / 4, 4
    first, *others = disagreements(table)
    assert (first.row, first.column, first.stated) == (0, 2, 0.25)
    assert first.fitting == pytest.approx(4, abs=1e-6)
    assert first.factor == pytest.approx(16, abs=1e-4)
    assert len(others) == 2
    table[0, 2], table[2, 0] = first.fitting, 1 / first.fitting
    assert pairwise_weights(table).consistency_index == pytest.approx(0, abs=1e-6)


def test_comparisons_that_agree_have_no_disagreement() -> None:
    assert disagreements(of_weights(5, 3, 1)) == ()


def test_a_comparison_the_others_say_nothing_about_disagrees_with_none() -> None:
    table = np.array([[1, 2, 8, OPEN], [0.5, 1, 2, OPEN], [1 / 8, 0.5, 1, 3], [OPEN, OPEN, 1 / 3, 1]])
    pairs = {(found.row, found.column) for found in disagreements(table, 6)}
    assert pairs == {(0, 1), (0, 2), (1, 2)}


@settings(deadline=None)
@given(st.lists(tables(), min_size=1, max_size=3).filter(lambda group: len({len(t) for t in group}) == 1))
def test_the_group_says_the_inverse_when_everybody_does(group: list[Table]) -> None:
    assert joint_comparisons([t.T for t in group]) == pytest.approx(joint_comparisons(group).T, rel=1e-9)


def test_a_group_compares_what_any_of_them_compared() -> None:
    one = np.array([[1, 2, OPEN], [0.5, 1, OPEN], [OPEN, OPEN, 1]])
    other = np.array([[1, 8, OPEN], [1 / 8, 1, 3], [OPEN, 1 / 3, 1]])
    found = joint_comparisons([one, other])
    assert (found[0, 1], found[1, 2], bool(np.isnan(found[0, 2]))) == (
        pytest.approx(4),
        pytest.approx(3),
        True,
    )


def test_a_vote_counts_like_as_many_people() -> None:
    one, other = of_weights(4, 1), of_weights(1, 1)
    assert joint_comparisons([one, other], [2, 1]) == pytest.approx(joint_comparisons([one, one, other]))


def test_priorities_of_a_hierarchy_sum_to_one() -> None:
    local = np.array([[0.5, 0.3, 0.2], [0.2, 0.2, 0.6]])
    assert overall_priorities(np.array([0.7, 0.3]), local) == pytest.approx([0.41, 0.27, 0.32])


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([[1, 2, 3], [0.5, 1, 2]], "comparisons_not_square"),
        (np.zeros((0, 0)), "comparisons_not_square"),
        ([[1, 0], [OPEN, 1]], "ratio_not_positive"),
        ([[1, -2], [OPEN, 1]], "ratio_not_positive"),
        ([[1, np.inf], [OPEN, 1]], "ratio_not_positive"),
        ([[1, 2], [2, 1]], "comparisons_not_reciprocal"),
        ([[1, OPEN], [OPEN, 1]], "comparisons_apart"),
    ],
)
def test_a_table_that_is_none_is_refused(table: object, code: str) -> None:
    with pytest.raises(WeightError) as caught:
        pairwise_weights(np.array(table, dtype=float))
    assert caught.value.code == code


def test_a_group_of_nobody_has_not_judged() -> None:
    with pytest.raises(WeightError) as caught:
        joint_comparisons([])
    assert caught.value.code == "nobody_judged"
