"""Each price formula, worked by hand."""

import pytest

from selection.analysis.price_formulas import FORMULAS, Entrant, Terms, award_figures, price_points
from selection.model.pricing import PRICE_FORMULAS, PriceFormula

BIDS = [Entrant("A", 70, 100), Entrant("B", 80, 115), Entrant("C", 10, 50)]
TERMS = Terms(benchmark=200, money_per_point=2)


@pytest.mark.parametrize(
    ("formula", "figures"),
    [
        # 0.5 × quality + 0.5 × 100 × (200 - P) / 200
        ("linear_benchmark", {"A": 60.0, "B": 61.25, "C": 42.5}),
        # quality - P / 2
        ("quality_less_cost", {"A": 20.0, "B": 22.5, "C": -15.0}),
        ("price_per_point", {"A": -1.4286, "B": -1.4375, "C": -5.0}),
        # 0.5 × quality + 0.5 × 100 × 50 / P
        ("lowest_over_price", {"A": 60.0, "B": 61.7391, "C": 55.0}),
        # 0.5 × quality + 0.5 × 100 × (2 - P / 50), at least 0
        ("linear_lowest", {"A": 35.0, "B": 40.0, "C": 55.0}),
    ],
)
def test_a_formula_gives_these_figures(formula: PriceFormula, figures: dict[str, float]) -> None:
    found = award_figures(formula, TERMS, BIDS)
    assert {name: round(figure or 0.0, 4) for name, figure in found.items()} == figures


def test_the_share_of_price_is_what_was_published() -> None:
    (figure,) = award_figures("linear_benchmark", Terms(price_share=0.2, benchmark=200), BIDS[:1]).values()
    assert figure == pytest.approx(0.8 * 70 + 0.2 * 50)


@pytest.mark.parametrize(
    ("price", "points"), [(50.0, 100.0), (100.0, 100.0), (150.0, 50.0), (200.0, 0.0), (300.0, 0.0)]
)
def test_points_for_price_stay_between_none_and_all(price: float, points: float) -> None:
    assert price_points("linear_benchmark", Terms(benchmark=200, full_points_at=100), price, 50) == points


@pytest.mark.parametrize("formula", ["linear_benchmark", "lowest_over_price", "linear_lowest"])
def test_a_bid_that_costs_nothing_earns_all_points_for_price(formula: PriceFormula) -> None:
    assert price_points(formula, TERMS, 0.0, 0.0) == 100.0


@pytest.mark.parametrize("formula", ["lowest_over_price", "linear_lowest"])
def test_beside_a_bid_that_costs_nothing_the_others_earn_none(formula: PriceFormula) -> None:
    assert price_points(formula, TERMS, 10.0, 0.0) == 0.0


def test_a_benchmark_of_nothing_leaves_points_only_to_what_costs_nothing() -> None:
    assert [price_points("linear_benchmark", Terms(), price, 0.0) for price in (0.0, 1.0)] == [100.0, 0.0]


def test_quality_of_nothing_has_no_price_per_point() -> None:
    assert award_figures("price_per_point", TERMS, [Entrant("Z", 0, 10)]) == {"Z": None}


@pytest.mark.parametrize("formula", PRICE_FORMULAS)
def test_without_bids_there_are_no_figures_and_one_bid_has_one(formula: PriceFormula) -> None:
    assert award_figures(formula, TERMS, []) == {}
    assert list(award_figures(formula, TERMS, BIDS[:1])) == ["A"]


def test_every_formula_has_a_profile_and_the_default_comes_first() -> None:
    assert tuple(FORMULAS) == PRICE_FORMULAS
    assert PRICE_FORMULAS[0] == "linear_benchmark"
