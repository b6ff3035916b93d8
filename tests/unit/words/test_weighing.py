"""Steps, comparisons and agreement, in words."""

import pytest

from selection.model.criteria import Criterion
from selection.model.weights import WEIGHT_METHODS
from selection.words import Words
from selection.words.weighing import (
    agreement,
    compared,
    method_computed,
    method_doubt,
    method_hint,
    method_names,
    part_step_of,
    step_of,
)

_ = Words("en")
SCALES: dict[str, dict[str, object]] = {
    "days": {"kind": "linear", "unit": "days", "worst": 90.0, "best": 10.0},
    "share": {"kind": "piecewise_linear", "unit": "%", "levels": ("<50", 50.0, 70.0, 85.0, 95.0)},
    "levels": {"kind": "ordinal", "levels": ("none", "paid", "free")},
    "needs": {"kind": "delivery_ladder"},
}


def criterion(scale: str) -> Criterion:
    return Criterion.model_validate(
        {
            "id": "X",
            "name": "X",
            "definition": "X",
            "group": "use",
            "scope": "platform",
            "direction": "decreasing" if scale == "days" else "increasing",
            "from": "needs" if scale == "needs" else "measure",
            "value": SCALES[scale],
            "sources": ("invented",),
        }
    )


@pytest.mark.parametrize(
    ("scale", "whole", "half", "three_quarters"),
    [
        ("days", "from 90 days to 10 days", "from 90 days to 50 days", "from 90 days to 30 days"),
        ("share", "from <50% to 95%", "from <50% to 70%", "from <50% to 85%"),
        ("levels", "from “none” to “free”", "from “none” to “paid”", "75% of the way from “none” to “free”"),
        (
            "needs",
            "from no need met to 100% of the needs met as is",
            "from no need met to 50% of the needs met as is",
            "from no need met to 75% of the needs met as is",
        ),
    ],
)
def test_a_step_is_said_in_the_criterions_own_words(
    scale: str, whole: str, half: str, three_quarters: str
) -> None:
    found = criterion(scale)
    assert step_of(found, _) == whole
    assert part_step_of(found, 0.5, _) == half
    assert part_step_of(found, 0.75, _) == three_quarters


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (3.0, "Fit matters 3 times as much as Ease"),
        (1 / 4, "Ease matters 4 times as much as Fit"),
        (2.5, "Fit matters 2.5 times as much as Ease"),
        (1.0, "Fit and Ease matter equally"),
    ],
)
def test_a_comparison_is_said_the_way_round_in_which_something_matters_more(ratio: float, said: str) -> None:
    assert compared("Fit", "Ease", ratio, _) == said


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (None, "Just enough comparisons to tell; one more would show how well they agree."),
        (0.10, "Your comparisons agree well with each other."),
        (0.15, "Your comparisons agree only roughly; it may be worth looking at these again."),
        (0.21, "Your comparisons contradict each other; please look at these again."),
    ],
)
def test_agreement_is_said_without_a_figure(ratio: float | None, said: str) -> None:
    assert agreement(ratio, _) == said


def test_every_way_has_a_name_a_hint_and_an_explanation_of_its_own() -> None:
    assert list(method_names(_)) == list(WEIGHT_METHODS)
    for told in (method_hint, method_computed, method_doubt):
        assert len({told(method, _) for method in WEIGHT_METHODS}) == len(WEIGHT_METHODS)
