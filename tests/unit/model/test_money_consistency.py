"""Every way in which costs, prices and a tender's file may contradict the rest, and none where they agree."""

import pytest
from pydantic import ValidationError

from selection.model.base import ERASED, Money
from selection.model.consistency import check, loose_ends
from selection.model.costs import CostLine, CostPolicy, Estimate
from selection.model.decision import Decision, NodeWeights
from selection.model.price_rules import cost_is_apart, prices_are_sealed, visible_price, weightless
from selection.model.pricing import PricePolicy, QualityFinal
from selection.model.tender import Clarification, TenderFile
from tests.building import criterion, decide
from tests.money import cost_line, eur, opening, rate, review, tender, tender_file

PLN = Money(amount=5, currency="PLN")
ASKED = Clarification(id="Q1", asked_on="2026-11-02", question="Which?")


def held(**more: object) -> Decision:
    return tender({"A": (70, 100)}, **more)


def found(decision: Decision) -> list[tuple[str, str]]:
    return [(error.code, error.where) for error in check(decision)]


def test_a_tender_with_its_money_in_order_contradicts_nothing() -> None:
    rules = PricePolicy(formula="linear_benchmark", benchmark=eur(200), full_points_at=eur(50))
    file = tender_file(opening=opening(("A",)), received={"A": "2026-12-01T11:00"})
    decision = held(
        price_policy=rules, tender_file=file, costs=(cost_line("l", "A", 1.0),), clarifications=(ASKED,)
    )
    assert (check(decision), loose_ends(decision)) == ((), ())


@pytest.mark.parametrize(
    ("parts", "code", "where"),
    [
        ({"costs": (cost_line("l", "A", 1.0), cost_line("L", "A", 2.0))}, "id_twice", "costs.L"),
        ({"clarifications": (ASKED, ASKED)}, "id_twice", "clarifications.Q1"),
        (
            {"cost_policy": CostPolicy(currency="EUR", rates=(rate("PLN", 1), rate("PLN", 2)))},
            "rate_twice",
            "cost_policy.rates",
        ),
        (
            {"cost_policy": CostPolicy(currency="EUR", rates=(rate("EUR", 1),))},
            "rate_of_itself",
            "cost_policy.rates",
        ),
        ({"costs": (cost_line("l", "A", 1.0, includes_vat=True),)}, "vat_rate_missing", "costs.l"),
        (
            {"cost_policy": CostPolicy(currency="EUR", with_vat=True)},
            "vat_rate_missing",
            "cost_policy.with_vat",
        ),
        (
            {"price_policy": PricePolicy(formula="linear_benchmark")},
            "benchmark_missing",
            "price_policy.benchmark",
        ),
        (
            {"price_policy": PricePolicy(formula="quality_less_cost")},
            "money_per_point_missing",
            "price_policy.money_per_point",
        ),
        (
            {"price_policy": PricePolicy(formula="quality_less_cost", money_per_point=eur(0))},
            "money_per_point_missing",
            "price_policy.money_per_point",
        ),
        (
            {"price_policy": PricePolicy(benchmark=eur(100), full_points_at=eur(100))},
            "full_points_above_benchmark",
            "price_policy.full_points_at",
        ),
        (
            {"price_policy": PricePolicy(benchmark=eur(100), money_per_point=PLN)},
            "rate_missing",
            "price_policy.money_per_point",
        ),
        (
            {"price_policy": PricePolicy(benchmark=PLN), "cost_policy": CostPolicy(currency="EUR")},
            "rate_missing",
            "price_policy.benchmark",
        ),
        (
            {"tender_file": TenderFile(opening=opening((), witness="dana  LEVI"))},
            "opened_by_one_person",
            "tender_file.opening.witness",
        ),
    ],
)
def test_a_contradiction_is_named_with_its_place(parts: dict[str, object], code: str, where: str) -> None:
    assert found(held(**parts)) == [(code, where)]


@pytest.mark.parametrize(
    "parts",
    [
        {"costs": (cost_line("l", "A", 1.0, includes_vat=True, vat_rate=0.2),)},
        {
            "costs": (cost_line("l", "A", 1.0, includes_vat=True),),
            "cost_policy": CostPolicy(currency="EUR", vat_rate=0.2, with_vat=True),
        },
        {
            "price_policy": PricePolicy(benchmark=PLN, formula="linear_benchmark"),
            "cost_policy": CostPolicy(currency="EUR", rates=(rate("PLN", 0.25),)),
        },
    ],
)
def test_what_has_its_rate_contradicts_nothing(parts: dict[str, object]) -> None:
    assert found(held(**parts)) == []


def test_two_people_whose_names_were_erased_are_still_two() -> None:
    erased = opening((), witness=ERASED).model_copy(update={"by": ERASED})
    assert found(held(tender_file=TenderFile(opening=erased))) == []


def test_cost_alone_with_weight_is_refused_beside_a_formula() -> None:
    judged = (criterion("Q"), criterion("K", worst=9, best=0, group="cost"))
    only_cost = {"platform": NodeWeights(points={"F0": 0.0, "Q": 0.0, "K": 1.0})}
    rules = PricePolicy(formula="price_per_point")
    free = decide(criteria=judged, weights=only_cost)
    assert found(free) == []
    assert found(free.model_copy(update={"price_policy": rules})) == [
        ("only_cost_weighted", "weights.platform")
    ]


def test_what_is_about_nothing_is_a_loose_end() -> None:
    decision = held(
        costs=(cost_line("l", "gone", 1.0), cost_line("b", "baseline", 1.0), cost_line("p", "oA+x", 1.0)),
        cost_policy=CostPolicy(currency="EUR", licence_models={"lost": "perpetual"}),
        tender_file=TenderFile(
            opening=opening(("B9",)),
            received={"B8": "2026-12-01T11:00"},
            low_price_reviews={"B7": review("asked")},
            criterion_stages={"Z": "award"},
            past_record=("Y",),
        ),
    )
    assert [(error.code, error.where) for error in loose_ends(decision)] == [
        ("unknown_alternative", "costs.l.alternative"),
        ("unknown_offer", "cost_policy.licence_models.lost"),
        ("unknown_bid", "tender_file.received.B8"),
        ("unknown_bid", "tender_file.low_price_reviews.B7"),
        ("unknown_bid", "tender_file.opening.bids"),
        ("unknown_criterion", "tender_file.criterion_stages.Z"),
        ("unknown_criterion", "tender_file.past_record"),
    ]


def test_low_likely_and_high_stand_in_order() -> None:
    assert Estimate(low=1, likely=1, high=2).high == 2
    with pytest.raises(ValidationError, match="low, likely, high"):
        Estimate(low=2, likely=1, high=3)


def test_a_charge_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="years"):
        cost_line("l", "A", 1.0, first_year=3, last_year=2)
    assert isinstance(cost_line("l", "A", 1.0, first_year=3, last_year=3), CostLine)


@pytest.mark.parametrize("moment", ["2026-12-01", "2026-12-01T25:00", "2026-02-30T12:00"])
def test_a_deadline_is_a_day_and_a_time_that_exist(moment: str) -> None:
    with pytest.raises(ValidationError):
        PricePolicy(deadline=moment)


def test_a_price_is_seen_once_quality_is_final() -> None:
    sealed = held(price_policy=PricePolicy(sealed=True))
    final = QualityFinal(on="2026-12-05", by="Dana Levi")
    opened = held(price_policy=PricePolicy(sealed=True, quality_final=final))
    assert [prices_are_sealed(d) for d in (held(), sealed, opened)] == [False, True, False]
    assert [visible_price(d, d.bids[0]) for d in (held(), sealed, opened)] == [eur(100), None, eur(100)]


def test_only_cost_is_left_without_weight_and_only_by_a_formula_or_a_seal() -> None:
    formula, sealed = PricePolicy(formula="price_per_point"), PricePolicy(sealed=True)
    apart = frozenset({("integrator", "C"), ("sides", "integrator")})
    assert weightless(held()) == weightless(held(price_policy=PricePolicy())) == frozenset()
    assert weightless(held(price_policy=formula)) == weightless(held(price_policy=sealed)) == apart
    assert cost_is_apart(held(price_policy=sealed))
