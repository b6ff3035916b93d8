"""Counting ranks over drawn weights on plain arrays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from selection.analysis.smaa import Smaa, smaa, smaa_from, uniform
from selection.errors import DecisionError, NoAlternativeLeft, WeightError

FRACTIONS = st.integers(0, 20).map(lambda part: part / 20)


def tables(rows: int, columns: int) -> st.SearchStrategy[np.ndarray]:
    return arrays.arrays(np.float64, (rows, columns), elements=FRACTIONS)


def weights(count: int, criteria: int, seed: int = 1) -> np.ndarray:
    return uniform(criteria)(np.random.default_rng(seed), count)


def plainly(values: np.ndarray, drawn: np.ndarray, eligible: np.ndarray) -> np.ndarray:
    """Count ranks one by one, as a person would."""
    counted = np.zeros((len(values), len(values) + 1))
    for row, taking_part in zip(drawn, eligible, strict=True):
        scores = [round(float(v @ row), 9) for v in values]
        for at in range(len(values)):
            ahead = [
                1
                for b in range(len(values))
                if taking_part[b] and round(scores[b] * 1e9) > round(scores[at] * 1e9)
            ]
            counted[at, len(ahead) if taking_part[at] else -1] += 1
    return counted / len(drawn)


@given(tables(5, 3), st.integers(0, 2**31))
def test_shares_are_those_that_counting_one_by_one_gives(values: np.ndarray, seed: int) -> None:
    generator = np.random.default_rng(seed)
    drawn, eligible = weights(40, 3, seed), generator.random((40, 5)) < 0.8
    found = smaa(values, drawn, eligible)
    assert np.abs(found.acceptability - plainly(values, drawn, eligible)).max() < 1e-12


@given(tables(6, 4), st.integers(0, 2**31))
def test_every_row_of_acceptabilities_sums_to_one(values: np.ndarray, seed: int) -> None:
    eligible = np.random.default_rng(seed).random(6) < 0.7
    found = smaa(values, weights(200, 4, seed), eligible)
    assert np.abs(found.acceptability.sum(axis=1) - 1).max() < 1e-12
    assert found.excluded[~eligible].tolist() == [1.0] * int((~eligible).sum())


@given(tables(4, 3), st.permutations(range(4)), st.permutations(range(3)))
def test_the_order_of_alternatives_and_criteria_changes_nothing(
    values: np.ndarray, rows: list[int], columns: list[int]
) -> None:
    drawn = weights(100, 3)
    found = smaa(values, drawn)
    other = smaa(values[np.ix_(rows, columns)], drawn[:, columns])
    assert np.abs(other.first - found.first[rows]).max() < 1e-12


@given(tables(4, 3), st.integers(0, 3), st.integers(0, 2), FRACTIONS)
def test_a_better_value_never_lowers_a_rank(values: np.ndarray, row: int, column: int, better: float) -> None:
    drawn = weights(100, 3)
    raised = values.copy()
    raised[row, column] = max(raised[row, column], better)
    before, after = smaa(values, drawn), smaa(raised, drawn)
    reached = np.cumsum(before.acceptability[row]), np.cumsum(after.acceptability[row])
    assert (reached[1] >= reached[0] - 1e-12).all()


@given(tables(4, 3), st.integers(0, 3))
def test_removing_one_that_never_wins_changes_no_first_place(values: np.ndarray, row: int) -> None:
    drawn = weights(100, 3)
    found = smaa(values, drawn)
    kept = [at for at in range(4) if at != row]
    fewer = smaa(values[kept], drawn)
    assert (fewer.first >= found.first[kept] - 1e-12).all()
    if found.first[row] == 0:
        assert fewer.first.tolist() == found.first[kept].tolist()


def bytes_of(found: Smaa) -> bytes:
    parts = [found.acceptability, *[w for w in found.central_weights if w is not None]]
    return b"".join(part.tobytes() for part in parts)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    values = np.random.default_rng(3).random((6, 5))
    found, again, other = (smaa_from(values, uniform(5), 9000, seed) for seed in (7, 7, 8))
    assert bytes_of(found) == bytes_of(again)
    assert bytes_of(found) != bytes_of(other)


def test_many_alternatives_are_ranked_as_few_are() -> None:
    values = np.random.default_rng(3).integers(0, 4, (60, 3)) / 4
    drawn = weights(200, 3)
    found = smaa(values, drawn, pairwise=False)
    assert np.abs(found.acceptability - plainly(values, drawn, np.ones((200, 60), dtype=bool))).max() < 1e-12
    assert found.pairwise is None


def test_level_alternatives_share_the_better_rank() -> None:
    found = smaa([[0.5, 0.5], [0.5, 0.5], [0.1, 0.1]], weights(50, 2))
    assert found.acceptability.tolist() == [[1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0]]


def test_float_noise_is_not_a_difference() -> None:
    found = smaa([[0.1 + 0.2], [0.3]], [[1.0]])
    assert found.first.tolist() == [1.0, 1.0]


def test_who_is_excluded_counts_against_nobody_and_is_beaten_by_all() -> None:
    found = smaa([[0.9], [0.5]], [[1.0]] * 4, [[True, True], [True, True], [False, True], [False, False]])
    assert found.acceptability.tolist() == [[0.5, 0.0, 0.5], [0.25, 0.5, 0.25]]
    assert found.pairwise is not None
    assert found.pairwise.tolist() == [[0.0, 0.5], [0.25, 0.0]]


def test_values_may_differ_from_draw_to_draw() -> None:
    values = [[[0.9], [0.5]], [[0.1], [0.5]], [[0.9], [0.5]], [[0.9], [0.5]]]
    found = smaa(values, [[1.0]] * 4)
    assert found.first.tolist() == [0.75, 0.25]
    assert found.confidence == (0.75, 0.25)


def test_who_never_wins_has_neither_central_weights_nor_a_confidence_factor() -> None:
    found = smaa([[0.9, 0.9], [0.5, 0.5]], weights(50, 2))
    assert found.central_weights[1] is None
    assert found.confidence == (1.0, None)


@pytest.mark.parametrize("values", [[[0.4, 0.2]], [[0.0, 0.0]], [[1.0, 1.0]]])
def test_one_alternative_is_always_first(values: list[list[float]]) -> None:
    assert smaa(values, weights(20, 2)).acceptability.tolist() == [[1.0, 0.0]]


def test_one_criterion_leaves_nothing_to_the_weights() -> None:
    assert smaa([[0.4], [0.6]], weights(20, 1)).first.tolist() == [0.0, 1.0]


def test_if_all_are_excluded_nobody_is_first() -> None:
    found = smaa([[0.4], [0.6]], weights(20, 1), [False, False])
    assert found.acceptability.tolist() == [[0.0, 0.0, 1.0], [0.0, 0.0, 1.0]]
    assert found.central_weights == (None, None)


@pytest.mark.parametrize(
    ("values", "drawn", "eligible", "error", "code"),
    [
        ([[0.1, 0.2]], [[0.5, -0.5]], None, WeightError, "weight_negative"),
        ([[0.1, 0.2]], [[0.5, np.nan]], None, WeightError, "weight_negative"),
        ([[0.1, 0.2]], [[0.5, np.inf]], None, WeightError, "weight_not_finite"),
        ([[0.1, np.nan]], [[0.5, 0.5]], None, DecisionError, "performance_not_finite"),
        ([[0.1, 0.2]], [[0.5, 0.2, 0.3]], None, DecisionError, "array_shape"),
        ([[0.1, 0.2]], [0.5, 0.5], None, DecisionError, "array_shape"),
        ([0.1, 0.2], [[0.5, 0.5]], None, DecisionError, "array_shape"),
        ([[0.1, 0.2]], [[0.5, 0.5]], [True, False], DecisionError, "array_shape"),
        ([[[0.1, 0.2]]], [[0.5, 0.5], [0.5, 0.5]], None, DecisionError, "array_shape"),
        (np.zeros((0, 2)), [[0.5, 0.5]], None, NoAlternativeLeft, "no_alternative_left"),
        ([[0.1, 0.2]], np.zeros((0, 2)), None, NoAlternativeLeft, "no_alternative_left"),
    ],
)
def test_arrays_that_can_not_be_meant_are_refused(
    values: object, drawn: object, eligible: object, error: type[DecisionError], code: str
) -> None:
    with pytest.raises(error) as refused:
        smaa(values, drawn, eligible)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_drawing_needs_one_table_of_values() -> None:
    with pytest.raises(DecisionError) as refused:
        smaa_from([0.1], uniform(1), 10, 1)
    assert refused.value.code == "array_shape"
