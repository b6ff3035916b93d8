"""Preference functions at their thresholds, and VIKOR where it has nothing to compare."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.analysis.compromise import compromise
from selection.analysis.preference_functions import Preference, promethee_flows
from selection.errors import DecisionError, NoAlternativeLeft

DIFFERENCES = np.array([-2.0, 0.0, 1.0, 2.0, 3.0, 4.0])


@pytest.mark.parametrize(
    ("preference", "expected"),
    [
        (Preference(), [0, 0, 1, 1, 1, 1]),
        (Preference("u_shape", indifference=2), [0, 0, 0, 0, 1, 1]),
        (Preference("v_shape", preference=4), [0, 0, 0.25, 0.5, 0.75, 1]),
        (Preference("level", indifference=1, preference=3), [0, 0, 0, 0.5, 0.5, 1]),
        (Preference("linear", indifference=1, preference=3), [0, 0, 0, 0.5, 1, 1]),
        (Preference("linear", indifference=2, preference=2), [0, 0, 0, 0, 1, 1]),
        (Preference("gaussian", spread=1), [0, 0, 0.39347, 0.86466, 0.98889, 0.99966]),
    ],
)
def test_a_difference_counts_by_its_shape(preference: Preference, expected: list[float]) -> None:
    assert preference.of(DIFFERENCES).round(5).tolist() == expected


def test_float_noise_at_a_threshold_is_not_beyond_it() -> None:
    assert Preference("u_shape", indifference=0.3).of(np.array([0.1 + 0.2])).tolist() == [0.0]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"shape": "u_shape", "indifference": -1.0}, "threshold_out_of_range"),
        ({"shape": "v_shape"}, "threshold_out_of_range"),
        ({"shape": "gaussian"}, "threshold_out_of_range"),
        ({"shape": "linear", "indifference": 2.0, "preference": 1.0}, "preference_below_indifference"),
        ({"shape": "gaussian", "spread": float("nan")}, "threshold_out_of_range"),
    ],
)
def test_thresholds_that_a_shape_can_not_work_with_are_refused(fields: dict[str, object], code: str) -> None:
    with pytest.raises(DecisionError) as refused:
        Preference(**fields)  # type: ignore[arg-type]
    assert refused.value.code == code


@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=6))
def test_net_flows_sum_to_zero(matrix: list[list[int]]) -> None:
    shapes = [Preference("gaussian", spread=2), Preference("level", indifference=1, preference=4)]
    found = promethee_flows(matrix, [1, 2], ["max", "min"], shapes)
    assert abs(sum(found.net)) < 1e-12
    assert min(found.leaving) >= 0


def test_flows_need_two_alternatives_all_figures_and_a_function_for_each_criterion() -> None:
    with pytest.raises(NoAlternativeLeft):
        promethee_flows([[1]], [1], ["max"], [Preference()])
    for matrix, shapes in (([[1], [None]], [Preference()]), ([[1], [2]], [])):
        with pytest.raises(DecisionError):
            promethee_flows(matrix, [1], ["max"], shapes)


def test_equal_alternatives_are_all_proposed() -> None:
    found = compromise([[1, 2], [1, 2], [1, 2]], [1, 1], ["max", "max"])
    assert (found.mixed, found.ranks, found.proposed) == ((0.0,) * 3, (1, 1, 1), (0, 1, 2))


def test_a_compromise_needs_two_alternatives_all_figures_and_a_share_for_the_majority() -> None:
    with pytest.raises(NoAlternativeLeft):
        compromise([[1, 2]], [1, 1], ["max", "max"])
    with pytest.raises(DecisionError):
        compromise([[1], [None]], [1], ["max"])
    with pytest.raises(DecisionError) as refused:
        compromise([[1], [2]], [1], ["max"], majority=1.5)
    assert refused.value.code == "majority_out_of_range"
