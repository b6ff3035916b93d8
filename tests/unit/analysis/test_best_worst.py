"""Everything against the best and the worst: weights, consistency, and the range."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.analysis.best_worst import CONSISTENCY_INDEX, best_worst_weights
from selection.errors import WeightError

OPEN = float("nan")


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 9), st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=5))
def test_no_weights_come_nearer_to_the_comparisons_than_the_ratio_deviation(ends, others) -> None:
    """Held against brute force: over a fine grid of the best's weight, each other as near as it can be."""
    ahead = [1.0, *(float(a) for a, _ in others), float(ends)]
    behind = [float(ends), *(float(b) for _, b in others), 1.0]
    found = best_worst_weights(ahead, behind, best=0, worst=len(ahead) - 1).ratio_deviation
    best = np.linspace(0.5, 100, 20_001)
    off = np.abs(best - ends)
    for a, b in others:
        low, high = np.zeros_like(best), np.full_like(best, 100.0)
        for _halving in range(40):
            middle = (low + high) / 2
            # At weight w of the other, |best / w - a| falls while |w - b| is allowed to grow.
            reach = (best >= (a - middle) * np.maximum(b - middle, 0)) | (middle >= a)
            fits = reach & (best <= (a + middle) * (b + middle))
            low, high = np.where(fits, low, middle), np.where(fits, middle, high)
        off = np.maximum(off, high)
    assert found == pytest.approx(float(off.min()), abs=5e-3)


def test_the_consistency_index_is_the_worst_that_can_be_said() -> None:
    """The index of Rezaei (2015) is the deviation if the middle is held the whole range from both ends."""
    for ends, index in enumerate(CONSISTENCY_INDEX, start=1):
        found = best_worst_weights([1, ends, ends], [ends, ends, 1], best=0, worst=2)
        assert found.ratio_deviation == pytest.approx(index, abs=0.006)


def test_the_least_consistent_of_them_is_named() -> None:
    found = best_worst_weights([1, 2, 3, 8], [8, 4, 8, 1], best=0, worst=3)
    assert found.most_doubtful == 2
    assert found.input_consistency_ratio == pytest.approx((24 - 8) / 56)


def test_what_is_not_compared_with_both_is_compared_with_one() -> None:
    found = best_worst_weights([1, 2, OPEN, 8], [OPEN, OPEN, 2, 1], best=0, worst=3)
    assert found.weights == pytest.approx(np.array([8, 4, 2, 1]) / 15)
    assert (found.deviation, found.ratio_deviation) == (pytest.approx(0, abs=1e-9), 0)


def test_best_and_worst_alone_are_two_weights() -> None:
    assert best_worst_weights([1, 4], [4, 1], best=0, worst=1).weights == pytest.approx([0.8, 0.2])


def test_best_and_worst_may_matter_alike() -> None:
    found = best_worst_weights([1, 1, 1], [1, 1, 1], best=0, worst=2)
    assert found.weights == pytest.approx([1 / 3] * 3)
    assert (found.consistency_ratio, found.most_doubtful) == (0, None)


def test_the_range_holds_ratios_half_a_step_from_what_was_said() -> None:
    low, high = best_worst_weights([1, 4], [4, 1], best=0, worst=1).region.bounds()
    assert low == pytest.approx([3.5 / 4.5, 1 / 5.5])
    assert high == pytest.approx([4.5 / 5.5, 1 / 4.5])


@pytest.mark.parametrize(
    ("ahead", "behind", "code"),
    [
        ([1, 10, 4], [4, 2, 1], "best_worst_out_of_range"),
        ([1, 0, 4], [4, 2, 1], "best_worst_out_of_range"),
        ([1, 2, 4], [5, 2, 1], "best_and_worst_disagree"),
        ([1, OPEN, 4], [4, OPEN, 1], "comparisons_apart"),
    ],
)
def test_comparisons_that_can_not_be_are_refused(ahead: list[float], behind: list[float], code: str) -> None:
    with pytest.raises(WeightError) as caught:
        best_worst_weights(ahead, behind, best=0, worst=2)
    assert caught.value.code == code
