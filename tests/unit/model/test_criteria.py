from typing import Any

import pytest
from pydantic import ValidationError

from selection.model.criteria import (
    Branch,
    CriteriaSet,
    Criterion,
    DeliveryLadder,
    Linear,
    Ordinal,
    PiecewiseLinear,
    ValueFunction,
)

LINEAR = {"kind": "linear", "unit": "days", "worst": 90, "best": 0}
RISING = {"kind": "piecewise_linear", "unit": "%", "levels": [80, 84, 88]}
LEVELS = {"kind": "ordinal", "levels": ["poor", "fair", "good"]}
LADDER = {"kind": "delivery_ladder"}


def piecewise(*levels: float | str) -> PiecewiseLinear:
    return PiecewiseLinear.model_validate({"kind": "piecewise_linear", "unit": "%", "levels": list(levels)})


def criterion(**given: Any) -> Criterion:
    plain = {"id": "X", "name": "X", "definition": "X.", "group": "use", "scope": "platform"}
    rest = {"direction": "decreasing", "from": "measure", "value": LINEAR, "sources": ["A1"]}
    return Criterion.model_validate({**plain, **rest, **given})


def codes(refused: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return [error["type"] for error in refused.value.errors()]


@pytest.mark.parametrize(
    ("scale", "direction", "worst"),
    [
        (Linear(kind="linear", unit="days", worst=90, best=0), "decreasing", 90),
        (Linear(kind="linear", unit="years", worst=1, best=9), "increasing", 1),
        (piecewise(80, 90, 100), "increasing", 80),
        (piecewise("<50", 50, 70), "increasing", 50),
        (piecewise(">180", 180, 90), "decreasing", 180),
        (Ordinal.model_validate(LEVELS), "increasing", 0),
        (DeliveryLadder(kind="delivery_ladder"), "increasing", 0),
    ],
    ids=repr,
)
def test_a_scale_knows_its_direction_and_where_value_starts(
    scale: ValueFunction, direction: str, worst: float
) -> None:
    assert (scale.direction, scale.worst_anchor) == (direction, worst)


def test_a_scale_from_a_figure_to_itself_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        Linear(kind="linear", unit="days", worst=3.0, best=3)
    assert codes(refused) == ["anchors_equal"]


@pytest.mark.parametrize("anchor", [float("nan"), float("inf"), True, "3"], ids=repr)
def test_what_is_no_finite_number_is_no_anchor(anchor: object) -> None:
    with pytest.raises(ValidationError):
        Linear.model_validate({**LINEAR, "worst": anchor})
    with pytest.raises(ValidationError):
        PiecewiseLinear.model_validate({**RISING, "levels": [anchor, 84, 88]})


@pytest.mark.parametrize(
    ("levels", "code"),
    [
        ((80, 84, 84), "anchors_not_monotone"),
        ((80, 90, 85), "anchors_not_monotone"),
        ((80, "<90", 100), "step_not_first"),
        (("<50", 60, 70), "step_not_next_anchor"),
        (("<50", 50), "step_not_next_anchor"),
        ((">50", 50, 70), "step_wrong_way"),
        (("<50", 50, 30), "step_wrong_way"),
    ],
)
def test_levels_that_do_not_rise_or_fall_throughout_are_refused(levels: tuple[Any, ...], code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        piecewise(*levels)
    assert codes(refused) == [code]


@pytest.mark.parametrize("levels", [(50,), tuple(range(12))])
def test_a_scale_has_two_to_eleven_levels(levels: tuple[float, ...]) -> None:
    with pytest.raises(ValidationError):
        piecewise(*levels)
    with pytest.raises(ValidationError):
        Ordinal.model_validate({"kind": "ordinal", "levels": [str(level) for level in levels]})


def test_a_step_is_told_from_an_anchor() -> None:
    assert (piecewise("<50", 50, 70).step, piecewise("<50", 50, 70).anchors) == (50, (50, 70))
    assert (piecewise(50, 70).step, piecewise(50, 70).anchors) == (None, (50, 70))
    assert piecewise(">-1.5", -1.5, -3).step == -1.5


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"direction": "increasing"}, "direction_against_anchors"),
        ({"direction": "increasing", "value": LADDER}, "ladder_without_needs"),
        (
            {"from": "needs", "scope": "pair", "direction": "increasing", "value": LADDER},
            "needs_on_wrong_scale",
        ),
        (
            {"from": "needs", "scope": "integrator", "direction": "increasing", "value": RISING},
            "needs_on_wrong_scale",
        ),
        ({"from": "needs", "direction": "increasing", "value": LEVELS}, "needs_on_wrong_scale"),
        ({"gate": 60.0}, "gate_off_worst_anchor"),
        ({"gate": 0.0}, "gate_off_worst_anchor"),
    ],
)
def test_a_criterion_that_disagrees_with_its_scale_is_refused(given: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        criterion(**given)
    assert codes(refused) == [code]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"gate": 90},
        {"direction": "increasing", "value": RISING, "gate": 80.0, "from": "needs"},
        {"direction": "increasing", "value": LADDER, "from": "needs"},
        {"direction": "increasing", "value": LEVELS, "gate": 0.0, "scope": "integrator"},
    ],
)
def test_a_criterion_that_agrees_with_its_scale_is_taken(given: dict[str, Any]) -> None:
    assert criterion(**given).gate == given.get("gate")


def test_a_criterion_without_a_source_is_refused() -> None:
    with pytest.raises(ValidationError):
        criterion(sources=[])


@pytest.mark.parametrize(
    ("scope", "side"), [("platform", "platform"), ("integrator", "integrator"), ("pair", "integrator")]
)
def test_what_is_measured_per_pair_is_on_the_integrators_side(scope: str, side: str) -> None:
    assert criterion(scope=scope).side == side


def test_the_cost_group_is_cost() -> None:
    assert (criterion(group="cost").is_cost, criterion(group="use").is_cost) == (True, False)


def test_the_leaves_of_a_side_are_its_criteria_in_their_order() -> None:
    chosen = CriteriaSet.model_validate(
        {
            "kind": "criteria_set",
            "id": "s",
            "version": 1,
            "title": "S",
            "platform": ["A", {"group": "use", "criteria": ["C", "B"]}, "D"],
        }
    )
    assert chosen.platform[1] == Branch(group="use", criteria=("C", "B"))
    assert chosen.leaves("platform") == ("A", "C", "B", "D")
    assert chosen.leaves("integrator") == ()


def test_a_branch_without_criteria_is_refused() -> None:
    with pytest.raises(ValidationError):
        Branch(group="use", criteria=())
