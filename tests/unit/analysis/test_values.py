import pytest

from selection.analysis.values import Scale, beyond, most_moved, partial_value
from selection.errors import OutOfScale
from selection.model.criteria import Linear, Ordinal, PiecewiseLinear


def even(worst: float, best: float) -> Linear:
    return Linear(kind="linear", unit="days", worst=worst, best=best)


def levels(*anchors: float | str) -> PiecewiseLinear:
    return PiecewiseLinear.model_validate({"kind": "piecewise_linear", "unit": "%", "levels": list(anchors)})


STEP_UP = levels("<50", 50, 70, 85, 95, 99)
STEP_DOWN = levels(">180", 180, 150, 120, 90, 60)
FIT = levels(80, 84, 88, 92, 96, 100)
WORDS = Ordinal(kind="ordinal", levels=("none", "poor", "fair", "good"))


@pytest.mark.parametrize(
    ("scale", "performance", "value"),
    [
        (even(90, 0), 90, 0.0),
        (even(90, 0), 27, 0.7),
        (even(90, 0), 0, 1.0),
        (even(90, 0), 120, 0.0),
        (even(90, 0), -5, 1.0),
        (even(-10, 10), 0, 0.5),
        (FIT, 79.9, 0.0),
        (FIT, 80, 0.0),
        (FIT, 82, 0.1),
        (FIT, 84, 0.2),
        (FIT, 100, 1.0),
        (FIT, 101, 1.0),
        (STEP_UP, 49.999, 0.0),
        (STEP_UP, 50, 0.2),
        (STEP_UP, 60, 0.3),
        (STEP_UP, 99, 1.0),
        (STEP_DOWN, 181, 0.0),
        (STEP_DOWN, 180, 0.2),
        (STEP_DOWN, 165, 0.3),
        (STEP_DOWN, 10, 1.0),
        (WORDS, 0, 0.0),
        (WORDS, 1, 1 / 3),
        (WORDS, 3, 1.0),
    ],
)
def test_value_rises_evenly_between_anchors_and_is_held_outside(
    scale: Scale, performance: float, value: float
) -> None:
    assert partial_value(performance, scale) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    ("scale", "performance", "where"),
    [
        (even(90, 0), 91, "below"),
        (even(90, 0), 90, None),
        (even(90, 0), 0, None),
        (even(90, 0), -1, "above"),
        (FIT, 79, "below"),
        (FIT, 101, "above"),
        (STEP_UP, 49, None),
        (STEP_UP, 99.1, "above"),
        (STEP_DOWN, 181, None),
        (STEP_DOWN, 59, "above"),
        (WORDS, -1, "below"),
        (WORDS, 2, None),
        (WORDS, 4, "above"),
    ],
)
def test_a_performance_outside_the_anchors_is_flagged(
    scale: Scale, performance: float, where: str | None
) -> None:
    assert beyond(performance, scale) == where


@pytest.mark.parametrize("performance", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_finite_number_has_no_value(performance: float) -> None:
    with pytest.raises(OutOfScale) as refused:
        partial_value(performance, FIT)
    assert refused.value.code == "performance_not_finite"


@pytest.mark.parametrize(
    ("scale", "performance", "value"),
    [
        (even(-1e15, 1e15), 0.0, 0.5),
        (even(-1e15, 1e15), 1e308, 1.0),
        (even(1e15, -1e15), 1e308, 0.0),
        (even(0, 1e-300), 1e308, 1.0),
        (even(0, 5e-324), 5e-324, 1.0),
        (even(0, 5e-324), 0.0, 0.0),
        (levels(-1e15, 0, 1e15), 0.5e15, 0.75),
        (even(0, 1), -0.0, 0.0),
    ],
)
def test_the_largest_and_smallest_figures_have_a_value_too(
    scale: Scale, performance: float, value: float
) -> None:
    assert partial_value(performance, scale) == value
    assert str(partial_value(performance, scale)) == str(value)


@pytest.mark.parametrize(
    ("scale", "low", "high", "step", "moved"),
    [
        (even(0, 100), 0, 100, 10, 0.1),
        (even(80, 100), 0, 100, 10, 0.5),
        (even(80, 100), 0, 80, 10, 0.0),
        (even(80, 100), 75, 85, 10, 0.25),
        (FIT, 70, 100, 4, 0.2),
        (FIT, 70, 82, 10, 0.1),
        (STEP_UP, 0, 100, 4, 0.2 + 0.2 * 4 / 20),
        (STEP_UP, 60, 100, 4, 0.2),
        (STEP_UP, 30, 49, 4, 0.0),
    ],
)
def test_a_step_is_worth_most_where_value_rises_fastest(
    scale: Scale, low: float, high: float, step: float, moved: float
) -> None:
    assert most_moved(scale, low, high, step) == pytest.approx(moved, abs=1e-12)


@pytest.mark.parametrize("scale", [even(80, 100), FIT, STEP_UP, levels(0, 10, 90, 100)])
def test_no_step_between_two_performances_moves_more_than_is_said(scale: Scale) -> None:
    low, high, step = 40.0, 100.0, 7.0
    starts = [low + (high - step - low) * at / 2000 for at in range(2001)]
    moved = max(partial_value(at + step, scale) - partial_value(at, scale) for at in starts)
    said = most_moved(scale, low, high, step)
    assert moved <= said + 1e-12
    assert moved == pytest.approx(said, abs=1e-3)
