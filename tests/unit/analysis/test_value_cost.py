"""Quality against cost: who is beaten by nobody on both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.analysis.costs import Range
from selection.analysis.value_cost import efficient_front, plane
from selection.model.costs import CostPolicy
from selection.model.decision import Baseline, Decision
from selection.model.pricing import PricePolicy
from tests.building import TODAY, decide, exactly, firm, result, score
from tests.money import EUROS, cost_line, eur, tender

POINTS = st.lists(st.tuples(st.integers(0, 6).map(float), st.integers(0, 6).map(lambda q: q / 6)), max_size=9)


def beaten(one: tuple[float, float], others: list[tuple[float, float]]) -> bool:
    return any(c <= one[0] and q >= one[1] and (c, q) != one for c, q in others)


@given(points=POINTS)
def test_the_front_is_what_comparing_all_with_all_leaves(points: list[tuple[float, float]]) -> None:
    assert efficient_front(points) == tuple(not beaten(point, points) for point in points)


def drawn(decision: Decision) -> dict[str, tuple[float, float, bool]]:
    found = plane(result(decision), TODAY)
    return {s.id: (s.quality, s.cost.total.likely if s.cost else -1.0, s.efficient) for s in found.standings}


def test_pairs_are_placed_by_quality_without_cost_and_by_total_cost() -> None:
    bids = {"A": (70.0, 100.0), "B": (80.0, 115.0), "C": (60.0, 110.0)}
    assert drawn(tender(bids)) == {
        "A": (exactly(0.7), 100.0, True),
        "B": (exactly(0.8), 115.0, True),
        "C": (exactly(0.6), 110.0, False),
    }


def test_the_front_is_listed_from_the_cheapest_on() -> None:
    found = plane(result(tender({"A": (70, 100), "B": (80, 115), "C": (60, 110)})), TODAY)
    assert [standing.id for standing in found.front] == ["A", "B"]
    assert (found.currency, found.horizon) == ("EUR", 5)


def test_what_failed_its_gate_is_shown_and_never_efficient() -> None:
    decision = tender({"A": (70, 100), "B": (80, 90)})
    found = drawn(decision.model_copy(update={"integrators": (firm("x", {"oA": "yes", "oB": "no"}),)}))
    assert {name: mark for name, (_, _, mark) in found.items()} == {"A": True, "B": False}


def test_without_a_stated_cost_an_alternative_is_listed_and_not_efficient() -> None:
    found = plane(result(decide(("a", "b"), costs=(cost_line("l", "a", 10.0),))), TODAY)
    marks = [(s.id, s.cost is None, s.efficient) for s in found.standings]
    assert marks == [("a", False, True), ("b", True, False)]


def test_a_missing_rate_leaves_the_others_standing_and_says_what_is_lacking() -> None:
    lines = (cost_line("l", "a", 10.0, currency="USD"), cost_line("m", "b", 10.0))
    found = plane(result(decide(("a", "b"), cost_policy=EUROS, costs=lines)), TODAY)
    lacking = {s.id: s.lacking.code if s.lacking else None for s in found.standings}
    assert lacking == {"a": "rate_missing", "b": None}


def test_quality_less_cost_is_given_from_its_worst_to_its_best() -> None:
    decision = tender({"A": (70, 1000)}, price_policy=PricePolicy(money_per_point=eur(100)))
    (standing,) = plane(result(decision), TODAY).standings
    assert standing.figure == Range(exactly(60), exactly(60), exactly(60))
    assert standing.per_point == exactly(1000 / 70)


def test_without_a_published_k_there_is_no_such_figure() -> None:
    (standing,) = plane(result(tender({"A": (70, 1000)})), TODAY).standings
    assert standing.figure is None


def test_a_k_of_nothing_is_no_k() -> None:
    decision = tender({"A": (70, 1000)}, price_policy=PricePolicy(money_per_point=eur(0)))
    assert plane(result(decision), TODAY).money_per_point is None


def test_quality_of_nothing_has_no_price_per_point() -> None:
    (standing,) = plane(result(tender({"A": (0, 1000)})), TODAY).standings
    assert standing.per_point is None


def test_the_baseline_is_placed_beside_the_others_and_is_not_one_of_them() -> None:
    line = Baseline(name="Keep it", kind="keep", scores={"Q": score(30.0), "C": score(0.0)})
    costs = (cost_line("l", "baseline", 50.0, charged="yearly"),)
    held = tender({"A": (70, 1000)}, baseline=line, costs=costs)
    found = plane(result(held), TODAY)
    assert found.baseline is not None
    assert (found.baseline.name, found.baseline.quality) == ("Keep it", exactly(0.3))
    assert found.baseline.cost is not None
    assert found.baseline.cost.total.likely == exactly(250)
    assert [s.id for s in found.standings] == ["A"]


@pytest.mark.parametrize("horizon", [3, 5, 7])
def test_the_horizon_of_the_rules_is_that_of_the_plane(horizon: int) -> None:
    policy = CostPolicy.model_validate({"currency": "EUR", "horizon": horizon})
    lines = (cost_line("l", "a", 10.0, charged="yearly"),)
    assert drawn(decide(("a",), cost_policy=policy, costs=lines))["a"][1] == 10.0 * horizon
