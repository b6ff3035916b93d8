"""How a criterion is told: its anchors, its measuring, its performances."""

import pytest

from selection.model.criteria import Criterion, Ordinal, PiecewiseLinear
from selection.words import Words
from selection.words.criteria import anchors, measured_how, performance
from tests.building import criterion, fed

_ = Words()
LEVELS = Ordinal(kind="ordinal", levels=("poor", "fair", "good"))
STEPS = PiecewiseLinear(kind="piecewise_linear", unit="%", levels=("<50", 50, 85, 99))


@pytest.mark.parametrize(
    ("told", "ends", "figure", "shown"),
    [
        (criterion("U", worst=90, best=10), "Worst: 90 points. Best: 10 points.", 12.5, "12.5 points"),
        (criterion("U", value=LEVELS), "Worst: poor. Best: good.", 1.0, "fair"),
        (criterion("U", value=STEPS), "Worst: 50%. Best: 99%.", 60.0, "60%"),
        (fed(), "Worst: every need is absent. Best: every need is met as is.", 0.5, "0.50"),
    ],
)
def test_a_scale_is_told_by_its_ends_and_a_performance_in_its_terms(
    told: Criterion, ends: str, figure: float, shown: str
) -> None:
    assert anchors(told, _) == ends
    assert performance(told, figure, _) == shown


def test_it_is_said_where_a_performance_comes_from() -> None:
    assert measured_how(fed(), _) == "Comes from how the needs that feed it are delivered."
    assert measured_how(criterion("U"), _) == "Measured on its own."
