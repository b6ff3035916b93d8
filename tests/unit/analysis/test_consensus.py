"""How close judges are to each other, on a level and on weights."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.analysis.consensus import ordinal_consensus, weight_consensus
from selection.errors import OutOfScale, WeightError

levels = st.lists(st.integers(0, 5), min_size=2, max_size=12)
tables = st.integers(2, 5).flatmap(
    lambda things: st.lists(
        st.lists(st.integers(1, 9), min_size=things, max_size=things), min_size=2, max_size=6
    )
)


def counted(*counts: int) -> list[int]:
    """Spell out a frequency vector: so many judges at level 1, so many at level 2 …"""
    return [level for level, count in enumerate(counts, 1) for _judge in range(count)]


@pytest.mark.parametrize(
    ("chosen", "highest", "printed", "digits"),
    [
        (counted(30, 40, 210, 130, 530, 50, 10), 7, 0.7256876, 7),
        (counted(3, 3, 2, 3, 7), 5, 0.3340394927779964, 12),
    ],
)
def test_agreement_on_a_level_is_that_of_other_implementations(
    chosen: list[int], highest: int, printed: float, digits: int
) -> None:
    """Figures printed in the documentation of two other implementations of Tastle and Wierman (2007).

    The first in the reference manual of the R package agrmt (D. Ruedin, function consensus), the second in
    that of the Python package stikpetP (P. Stikker, me_consensus, example 2). Both were read there.
    """
    assert round(ordinal_consensus(chosen, 1, highest), digits) == round(printed, digits)


def test_agreement_on_a_level_can_be_worked_by_hand() -> None:
    """0, 0, 3 of 0 to 4: the mean is 1, so 1 + 2/3 log2(3/4) + 1/3 log2(1/2)."""
    by_hand = 1 + 2 / 3 * math.log2(3 / 4) - 1 / 3
    assert ordinal_consensus([0, 0, 3], 0, 4) == pytest.approx(by_hand, abs=1e-12)


@given(levels)
def test_agreement_on_a_level_lies_between_the_torn_and_the_unanimous(chosen: list[int]) -> None:
    found = ordinal_consensus(chosen, 0, 5)
    assert 0 <= found <= 1
    assert (found == 1) == (len(set(chosen)) == 1)


@given(levels)
def test_turning_the_scale_round_or_asking_everybody_twice_changes_nothing(chosen: list[int]) -> None:
    found = ordinal_consensus(chosen, 0, 5)
    assert ordinal_consensus([5 - level for level in chosen], 0, 5) == pytest.approx(found, abs=1e-12)
    assert ordinal_consensus(chosen * 2, 0, 5) == pytest.approx(found, abs=1e-12)


def test_two_halves_at_the_ends_agree_on_nothing() -> None:
    assert ordinal_consensus([0, 5, 5, 0], 0, 5) == 0


@pytest.mark.parametrize(("chosen", "highest"), [([], 5), ([3], 5), ([0, 0], 0)])
def test_on_a_level_there_may_be_nobody_to_agree_with(chosen: list[int], highest: int) -> None:
    assert ordinal_consensus(chosen, 0, highest) is None


@pytest.mark.parametrize("chosen", [[6, 2], [-1, 2], [math.nan, 2]])
def test_a_level_that_is_not_on_the_scale_is_refused(chosen: list[float]) -> None:
    with pytest.raises(OutOfScale) as caught:
        ordinal_consensus(chosen, 0, 5)
    assert (caught.value.code, caught.value.figures["allowed"]) == ("no_such_level", "0-5")


@pytest.mark.parametrize("scale", [2, 5, 9])
@pytest.mark.parametrize("judges", [2, 3, 4, 7])
def test_judges_who_each_favour_another_thing_as_much_as_can_be_agree_on_nothing(
    judges: int, scale: int
) -> None:
    """The test case of Goepel (2018), page 482, read in the published article.

    "Each participant judges one different leaf extreme more important than all others. The resulting
    consensus should show 0% for all scales."
    """
    rows = np.ones((judges, judges)) + (scale - 1) * np.eye(judges)
    assert weight_consensus(rows, scale) == pytest.approx(0, abs=1e-12)


def test_agreement_on_weights_can_be_worked_by_hand() -> None:
    """Goepel (2018), equations 11 to 21, for the weights 3:1 and 1:1 on a scale up to 9."""
    alpha = (-(0.75 * math.log(0.75) + 0.25 * math.log(0.25)) + math.log(2)) / 2
    gamma = -(0.625 * math.log(0.625) + 0.375 * math.log(0.375))
    remainder = math.exp(-(0.9 * math.log(0.9) + 0.1 * math.log(0.1))) / 2
    by_hand = (math.exp(alpha - gamma) - remainder) / (1 - remainder)
    assert weight_consensus(np.array([[3, 1], [1, 1]])) == pytest.approx(by_hand, abs=1e-12)


@given(tables)
def test_agreement_on_weights_lies_between_none_and_all(rows: list[list[int]]) -> None:
    table = np.array(rows, dtype=float)
    found = weight_consensus(table)
    assert 0 <= found <= 1
    shares = table / table.sum(axis=1, keepdims=True)
    assert (found > 1 - 1e-9) == (np.ptp(shares, axis=0).max() < 1e-6)


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_judges_and_things_and_the_size_of_their_figures_change_nothing(rows, random) -> None:
    table = np.array(rows, dtype=float)
    judges, things = list(range(table.shape[0])), list(range(table.shape[1]))
    random.shuffle(judges)
    random.shuffle(things)
    other = 7 * table[np.ix_(judges, things)]
    assert weight_consensus(other) == pytest.approx(weight_consensus(table), abs=1e-9)


def test_points_may_lie_further_apart_than_comparisons_of_two_can() -> None:
    assert weight_consensus(np.eye(2)) == 0
    assert weight_consensus(np.array([[9, 1], [1, 9]]), math.inf) > 0
    halves = np.array([[1, 0, 0], [0, 1, 0]])
    assert weight_consensus(halves, math.inf) == pytest.approx((1 / 2 - 1 / 3) / (1 - 1 / 3), abs=1e-12)


@pytest.mark.parametrize("rows", [[[1, 2]], [[1], [2]], [[], []]])
def test_on_weights_there_may_be_nothing_to_agree_on(rows: list[list[float]]) -> None:
    assert weight_consensus(np.array(rows)) is None


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([1, 2], "ranks_not_a_table"),
        ([[1, math.nan], [1, 1]], "weight_not_finite"),
        ([[1, -1], [1, 1]], "weight_negative"),
        ([[0, 0], [1, 1]], "weights_all_zero"),
    ],
)
def test_rows_that_are_no_weights_are_refused(rows: list[object], code: str) -> None:
    with pytest.raises(WeightError) as caught:
        weight_consensus(np.array(rows))
    assert caught.value.code == code
