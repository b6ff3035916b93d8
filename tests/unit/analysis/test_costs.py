"""Total cost of ownership, down to every payment of every line."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.analysis.costs import (
    Cost,
    Range,
    converted,
    lines_of,
    overtakes,
    policy_of,
    total_cost,
)
from selection.errors import DecisionError
from selection.model.costs import CostLine, CostPolicy, Estimate
from selection.model.decision import Decision, DecisionScope
from selection.model.pricing import PricePolicy
from tests.building import TODAY, decide, exactly
from tests.money import EUROS, cost_line, eur, priced_bid, rate, sure, tender


def costing(*lines: CostLine, policy: CostPolicy | None = EUROS, **more: object) -> Decision:
    return decide(("a", "b"), firms=("x",), cost_policy=policy, costs=lines, **more)


def cost(decision: Decision, alternative: str = "a", today: dt.date = TODAY) -> Cost:
    found = total_cost(decision, alternative, today)
    assert found is not None
    return found


def test_low_likely_and_high_are_added_each_by_itself() -> None:
    decision = costing(
        cost_line("l", "a", Estimate(low=80, likely=100, high=150)),
        cost_line("t", "a", Estimate(low=5, likely=10, high=20), kind="training"),
    )
    assert cost(decision).total == Range(85, 110, 170)
    assert cost(decision).by_kind == {"licence": Range(80, 100, 150), "training": Range(5, 10, 20)}


def test_what_nobody_stated_has_no_cost_which_is_not_the_same_as_free() -> None:
    decision = costing(cost_line("l", "a", 0.0))
    assert total_cost(decision, "b", TODAY) is None
    assert cost(decision).total == Range(0, 0, 0)


def test_users_grow_and_prices_rise_from_the_second_year_on() -> None:
    policy = CostPolicy(currency="EUR", horizon=3, users=100, user_growth=0.1)
    decision = costing(cost_line("l", "a", 10.0, charged="per_user_yearly", indexation=0.05), policy=policy)
    # 100 × 10; 110 × 10.50; 121 × 11.025
    assert [paid.likely for paid in cost(decision).by_year] == [exactly(f) for f in (1000, 1155, 1334.025)]
    assert cost(decision).total.likely == exactly(3489.025)


def test_users_are_those_of_the_scope_where_the_rules_name_none() -> None:
    line = cost_line("l", "a", 10.0, charged="per_user_yearly", last_year=1)
    decision = costing(line, scope=DecisionScope(users=7))
    assert cost(decision).total.likely == exactly(70)


def test_a_charge_per_user_without_users_is_refused_with_its_place() -> None:
    decision = costing(cost_line("l", "a", 10.0, charged="per_user_yearly"))
    with pytest.raises(DecisionError) as caught:
        total_cost(decision, "a", TODAY)
    assert (caught.value.code, caught.value.where) == ("users_missing", "costs.l")


@pytest.mark.parametrize(
    ("line", "paid"),
    [
        ({"charged": "once"}, [10, 0, 0]),
        ({"charged": "once", "first_year": 3}, [0, 0, 10]),
        ({"charged": "once", "first_year": 4}, [0, 0, 0]),
        ({"charged": "yearly"}, [10, 10, 10]),
        ({"charged": "yearly", "first_year": 2, "last_year": 2}, [0, 10, 0]),
        ({"charged": "yearly", "first_year": 2, "last_year": 7}, [0, 10, 10]),
        ({"charged": "at_end"}, [0, 0, 10]),
    ],
)
def test_a_charge_is_paid_in_its_years_within_the_horizon(line: dict[str, object], paid: list[float]) -> None:
    decision = costing(cost_line("l", "a", 10.0, **line), policy=CostPolicy(currency="EUR", horizon=3))
    assert [year.likely for year in cost(decision).by_year] == paid


def test_a_payment_is_worth_less_the_later_it_falls_due() -> None:
    policy = CostPolicy(currency="EUR", horizon=3, discount_rate=0.25)
    yearly = costing(cost_line("l", "a", 100.0, charged="yearly"), policy=policy)
    at_end = costing(cost_line("l", "a", 100.0, charged="at_end"), policy=policy)
    assert cost(yearly).total.likely == exactly(100 + 80 + 64)
    assert cost(at_end).total.likely == exactly(51.2)


@given(
    amount=st.floats(0.01, 1e6),
    discount=st.floats(0.001, 1),
    rise=st.floats(-0.5, 1),
    horizon=st.sampled_from((3, 5, 7)),
)
def test_present_value_is_that_of_a_growing_annuity_due(
    amount: float, discount: float, rise: float, horizon: int
) -> None:
    policy = CostPolicy(currency="EUR", horizon=horizon, discount_rate=discount)
    line = cost_line("l", "a", amount, charged="yearly", indexation=rise)
    step = (1 + rise) / (1 + discount)
    closed = amount * (horizon if abs(1 - step) < 1e-9 else (1 - step**horizon) / (1 - step))
    assert cost(costing(line, policy=policy)).total.likely == pytest.approx(closed, rel=1e-6)


@given(amount=st.floats(0, 1e9), worth=st.floats(1e-4, 1e4))
def test_money_that_is_changed_there_and_back_is_the_same(amount: float, worth: float) -> None:
    there = CostPolicy(currency="EUR", rates=(rate("PLN", worth),))
    back = CostPolicy(currency="PLN", rates=(rate("EUR", 1 / worth),))
    assert converted(converted(amount, "PLN", there), "EUR", back) == pytest.approx(amount, rel=1e-12)


def test_an_amount_in_another_currency_is_changed_at_its_dated_rate() -> None:
    policy = CostPolicy(currency="EUR", rates=(rate("PLN", 0.25),))
    decision = costing(cost_line("l", "a", 400.0, currency="PLN"), policy=policy)
    assert cost(decision).total.likely == exactly(100)
    assert cost(decision).lines[0].rate == 0.25


def test_a_currency_without_a_rate_is_refused_with_its_place() -> None:
    decision = costing(cost_line("l", "a", 400.0, currency="PLN"))
    with pytest.raises(DecisionError) as caught:
        total_cost(decision, "a", TODAY)
    assert (caught.value.code, caught.value.where) == ("rate_missing", "costs.l")
    assert caught.value.figures == {"found": "PLN", "allowed": "EUR"}


@pytest.mark.parametrize(
    ("includes", "gross", "total"),
    [(True, False, 100), (True, True, 123), (False, False, 123), (False, True, 151.29)],
)
def test_vat_is_taken_out_or_put_on_as_line_and_rules_say(includes: bool, gross: bool, total: float) -> None:
    policy = CostPolicy(currency="EUR", vat_rate=0.23, with_vat=gross)
    decision = costing(cost_line("l", "a", 123.0, includes_vat=includes), policy=policy)
    assert cost(decision).total.likely == exactly(total)


def test_a_line_may_have_a_rate_of_vat_of_its_own() -> None:
    policy = CostPolicy(currency="EUR", vat_rate=0.23)
    line = cost_line("l", "a", 108.0, includes_vat=True, vat_rate=0.08)
    assert cost(costing(line, policy=policy)).total.likely == exactly(100)


def test_gross_without_a_rate_of_vat_is_refused() -> None:
    with pytest.raises(DecisionError, match="vat_rate_missing"):
        total_cost(costing(cost_line("l", "a", 108.0, includes_vat=True)), "a", TODAY)


def test_an_offer_that_is_no_longer_valid_is_marked_and_still_counted() -> None:
    decision = costing(cost_line("l", "a", 10.0, valid_until="2026-11"))
    assert [line.expired for line in cost(decision, today=dt.date(2026, 11, 30)).lines] == [False]
    late = cost(decision, today=dt.date(2026, 12, 1))
    assert ([line.expired for line in late.lines], late.total.likely) == ([True], 10.0)


def test_a_pair_has_the_lines_of_both_sides_and_its_own() -> None:
    lines = [cost_line(f"l{at}", name, 1.0) for at, name in enumerate(("a", "x", "a+x", "b", "baseline"))]
    decision = costing(*lines)
    assert [line.id for line in lines_of(decision, "a+x")] == ["l0", "l1", "l2"]
    assert [line.id for line in lines_of(decision, "baseline")] == ["l4"]


def test_the_price_of_a_bid_stands_beside_the_buyers_own_costs() -> None:
    decision = tender({"A": (50, 1000)}, costs=(cost_line("own", "A", 200.0, kind="internal_time"),))
    assert [line.id for line in lines_of(decision, "A")] == ["price", "own"]
    assert cost(decision, "A").total.likely == exactly(1200)
    assert cost(decision, "A").missing_kinds == ("operation", "exit")


def test_what_a_bid_is_made_of_replaces_its_price() -> None:
    parts = (cost_line("l", "A", 700.0), cost_line("i", "A", 400.0, kind="implementation"))
    assert cost(tender({"A": (50, 1000)}, costs=parts), "A").total.likely == exactly(1100)


def test_a_sealed_bid_has_no_cost_to_be_seen() -> None:
    sealed = PricePolicy(sealed=True)
    decision = tender({"A": (50, 1000)}, costs=(cost_line("l", "A", 700.0),), price_policy=sealed)
    assert total_cost(decision, "A", TODAY) is None


def test_without_rules_costs_are_added_up_in_the_first_currency_that_was_named() -> None:
    assert policy_of(decide()).currency == "EUR"
    zloty = eur(1).model_copy(update={"currency": "PLN"})
    bids = (priced_bid("A", zloty),)
    assert policy_of(tender({"A": (1, 1)}).model_copy(update={"bids": bids})).currency == "PLN"


def test_kinds_nobody_stated_are_named() -> None:
    found = cost(costing(cost_line("l", "a", 1.0), cost_line("e", "a", 1.0, kind="exit")))
    assert found.missing_kinds == (
        *("add_ons", "implementation", "integration", "migration", "training"),
        *("operation", "internal_time"),
    )


def test_a_subscription_overtakes_a_perpetual_licence_in_the_year_it_has_cost_more() -> None:
    decision = costing(
        cost_line("s", "a", 100.0, charged="yearly"),
        cost_line("p", "b", 250.0),
        cost_line("m", "b", 20.0, charged="yearly", kind="operation"),
    )
    # 100, 200, 300, 400 against 270, 290, 310, 330
    subscription, perpetual = cost(decision, "a"), cost(decision, "b")
    assert overtakes(subscription, perpetual) == 4
    assert overtakes(perpetual, subscription) is None


def test_every_total_can_be_opened_down_to_units_price_and_discount() -> None:
    policy = CostPolicy(currency="EUR", horizon=3, users=10, discount_rate=0.25)
    decision = costing(
        cost_line("l", "a", sure(4.0), charged="per_user_yearly", indexation=0.5, first_year=2, last_year=2),
        policy=policy,
    )
    (line,) = cost(decision).lines
    (paid,) = line.payments
    assert (paid.year, paid.units, paid.price_rise, paid.discount) == (2, 10.0, 1.5, 0.8)
    assert (paid.amount.likely, paid.present.likely) == (exactly(60), exactly(48))
