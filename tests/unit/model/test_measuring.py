import pytest
from pydantic import ValidationError

from selection.model.base import LARGEST, LocalisedLine
from selection.model.consistency import check
from selection.model.criteria import Linear, PiecewiseLinear
from selection.model.decision import LADDER, Policy
from selection.model.judgements import Score
from selection.model.needs import FactRule
from selection.model.profiles import Fact
from tests.building import decide, fed, need


def told(scale: Linear | PiecewiseLinear) -> list[tuple[str, str]]:
    decision = decide(criteria=(fed("F", scale),), needs=(need("N1"),))
    return [(error.code, error.where) for error in check(decision)]


@pytest.mark.parametrize("unit", ["%", LocalisedLine(en="%", he="%", pl="%")], ids=["plain", "in languages"])
def test_a_criterion_that_needs_feed_may_count_them_in_percent(unit: str | LocalisedLine) -> None:
    assert told(Linear(kind="linear", unit=unit, worst=0, best=100)) == []
    assert told(PiecewiseLinear(kind="piecewise_linear", unit=unit, levels=(0, 50, 100))) == []


@pytest.mark.parametrize("unit", ["points", "share", " %", "percent", LocalisedLine(en="%", pl="procent")])
def test_a_criterion_that_needs_feed_counts_them_in_nothing_else(unit: str | LocalisedLine) -> None:
    assert told(Linear(kind="linear", unit=unit, worst=0, best=100)) == [
        ("needs_not_in_percent", "criteria.F.value.unit")
    ]


def test_a_ladder_may_stay_level_from_one_way_of_delivery_to_the_next() -> None:
    level = Policy(ladder={**LADDER, "add_on": 0.8, "roadmap": 0.0})
    assert check(decide(criteria=(fed("F"),), needs=(need("N1"),), policy=level)) == ()


BEYOND = [LARGEST * 1.001, -LARGEST * 1.001, 1e300]


@pytest.mark.parametrize("figure", BEYOND, ids=repr)
def test_no_figure_is_beyond_all_measure(figure: float) -> None:
    stated = {"as_of": "2026", "source": "a", "method": "vendor_doc", "confidence": "low"}
    for model, fields in (
        (Score, {"performance": figure, "evidence": "claim"}),
        (Linear, {"kind": "linear", "unit": "days", "worst": figure, "best": 1.0}),
        (PiecewiseLinear, {"kind": "piecewise_linear", "unit": "days", "levels": [1.0, figure]}),
        (Fact, {"value": figure, **stated}),
        (FactRule, {"fact": "users", "at_least": figure, "then": "as_is", "otherwise": "absent"}),
    ):
        with pytest.raises(ValidationError) as refused:
            model.model_validate(fields)
        assert {"greater_than_equal", "less_than_equal"} & {error["type"] for error in refused.value.errors()}


@pytest.mark.parametrize("figure", [LARGEST, -LARGEST, 0.0], ids=repr)
def test_the_largest_figures_are_taken(figure: float) -> None:
    assert Score(performance=figure, evidence="claim").performance == figure
