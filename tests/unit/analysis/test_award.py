"""The formula in force, and what the tender's file warns of."""

import pytest

from selection.analysis.award import (
    Notice,
    award,
    file_notices,
    final_quality,
    late_bids,
    low_prices,
    notices,
    terms_of,
    usable_formulas,
    visible_prices,
)
from selection.analysis.drop_one import Flip
from selection.errors import DecisionError
from selection.model.base import Money
from selection.model.costs import CostPolicy
from selection.model.decision import Commitment
from selection.model.judgements import Score
from selection.model.pricing import PRICE_FORMULAS, FinalQuality, PriceFormula, PricePolicy, QualityFinal
from selection.model.tender import Clarification, TenderFile
from tests.building import exactly, result
from tests.money import FIXTURE, by_formula, eur, opening, priced_bid, rate, review, tender, tender_file


def test_the_lowest_price_formula_is_named_where_a_loser_decides() -> None:
    found = by_formula("lowest_over_price")
    made = award(found)
    assert made is not None
    assert [(bid.id, round(bid.middle or 0, 2), bid.rank) for bid in made.bids] == [
        ("B", 61.74, 1),
        ("A", 60.0, 2),
        ("C", 55.0, 3),
    ]
    assert made.flips == (Flip("C", ("B",), ("A",)),)
    assert Notice("formula_lets_a_loser_decide", "lowest_over_price") in notices(found)


@pytest.mark.parametrize("formula", ["linear_benchmark", "quality_less_cost", "price_per_point"])
def test_formulas_on_published_figures_name_nobody(formula: str) -> None:
    found = by_formula(formula)
    made = award(found)
    assert made is not None
    assert made.flips == ()
    assert notices(found) == ()


def test_with_a_formula_in_force_cost_criteria_carry_no_weight() -> None:
    """Without one the cost criterion, at its worst for all, has half of the pair's weight."""
    free, bound = result(tender(FIXTURE)), by_formula("linear_benchmark")
    assert {a.id: a.low for a in free.pairs} == {"A": exactly(0.35), "B": exactly(0.4), "C": exactly(0.05)}
    assert {a.id: a.low for a in bound.pairs} == {"A": exactly(0.7), "B": exactly(0.8), "C": exactly(0.1)}
    assert bound.nodes["sides"] == {"platform": 1.0, "integrator": 0.0}
    assert [(a.quality_low, a.quality_high) for a in bound.pairs] == [(a.low, a.high) for a in bound.pairs]


def test_an_open_answer_makes_the_figure_a_range() -> None:
    rules = PricePolicy(formula="linear_benchmark", benchmark=eur(200))
    held = tender(FIXTURE, price_policy=rules)
    held = held.model_copy(update={"scores": {**held.scores, "oA": {"Q": Score(state="not_asked")}}})
    made = award(result(held))
    assert made is not None
    bid = next(bid for bid in made.bids if bid.id == "A")
    assert (bid.low, bid.middle, bid.high) == (exactly(25), exactly(50), exactly(75))


def test_without_a_formula_or_bids_nothing_is_awarded() -> None:
    assert award(result(tender(FIXTURE))) is None
    scan = tender(FIXTURE, price_policy=PricePolicy(formula="price_per_point"))
    assert award(result(scan.model_copy(update={"mode": "market_scan"}))) is None


def test_a_bid_of_no_quality_has_no_price_per_point_and_no_rank() -> None:
    made = award(by_formula("price_per_point", {"A": (70, 100), "Z": (0, 1)}))
    assert made is not None
    assert [(bid.id, bid.rank) for bid in made.bids] == [("A", 1), ("Z", None)]


def test_one_bid_is_first_by_every_formula() -> None:
    for formula in ("linear_benchmark", "quality_less_cost", "lowest_over_price", "linear_lowest"):
        made = award(by_formula(formula, {"A": (70, 100)}))
        assert made is not None
        assert [bid.rank for bid in made.bids] == [1]


def test_a_benchmark_in_another_currency_is_changed_at_its_rate() -> None:
    policy = PricePolicy(formula="linear_benchmark", benchmark=Money(amount=800, currency="PLN"))
    costs = CostPolicy(currency="EUR", rates=(rate("PLN", 0.25),))
    held = tender(FIXTURE, price_policy=policy, cost_policy=costs)
    assert terms_of(held).benchmark == 200
    made = award(result(held))
    assert made is not None
    assert (made.currency, made.bids[0].id) == ("EUR", "B")


def test_a_price_without_a_rate_is_refused_by_name_and_warns_of_nothing() -> None:
    rules = PricePolicy(formula="price_per_point")
    held = tender({"A": (70, 100)}, price_policy=rules, cost_policy=CostPolicy(currency="EUR"))
    foreign = held.model_copy(update={"bids": (priced_bid("A", Money(amount=1, currency="USD")),)})
    with pytest.raises(DecisionError, match="rate_missing") as caught:
        award(result(foreign))
    assert caught.value.where == "bids.A.price"
    assert notices(result(foreign)) == ()


SEALED = PricePolicy(formula="lowest_over_price", sealed=True)
FINAL = QualityFinal(on="2026-12-05", by="Dana Levi")


def test_sealed_prices_are_seen_by_nobody_until_quality_is_final() -> None:
    sealed = tender(FIXTURE, price_policy=SEALED)
    assert visible_prices(sealed) == {}
    assert award(result(sealed)) is None
    opened = tender(FIXTURE, price_policy=SEALED.model_copy(update={"quality_final": FINAL}))
    assert visible_prices(opened) == {"A": 100.0, "B": 115.0, "C": 50.0}
    assert award(result(opened)) is not None


def test_while_prices_are_sealed_cost_carries_no_weight_and_afterwards_it_does() -> None:
    sealed = PricePolicy(sealed=True)
    assert result(tender(FIXTURE, price_policy=sealed)).nodes["sides"]["integrator"] == 0.0
    opened = sealed.model_copy(update={"quality_final": FINAL})
    assert result(tender(FIXTURE, price_policy=opened)).nodes["sides"]["integrator"] == 0.5


def test_a_performance_on_cost_beside_a_sealed_price_is_warned_of() -> None:
    sealed = tender({"A": (70, 100)}, price_policy=PricePolicy(sealed=True))
    assert file_notices(sealed) == (Notice("sealed_price_in_a_score", "A"),)
    assert file_notices(sealed.model_copy(update={"scores": {}})) == ()


def test_quality_that_changed_after_it_was_final_is_warned_of() -> None:
    kept = final_quality(result(tender({"A": (70, 100), "B": (80, 115)})))
    assert kept == {"A": FinalQuality(low=0.7, high=0.7), "B": FinalQuality(low=0.8, high=0.8)}
    final = PricePolicy(quality_final=FINAL.model_copy(update={"quality": kept}))
    same = tender({"A": (70, 100), "B": (80, 115)}, price_policy=final)
    assert notices(result(same)) == ()
    assert notices(result(tender({"A": (70, 100), "B": (81, 115)}, price_policy=final))) == (
        Notice("quality_changed_after_final", "B"),
    )
    assert notices(result(tender({"A": (70, 100)}, price_policy=final))) == (
        Notice("quality_changed_after_final", "B"),
    )


@pytest.mark.parametrize(("received", "late"), [("2026-12-01T12:00", ()), ("2026-12-01T12:01", ("A",))])
def test_a_bid_is_late_from_the_minute_after_the_deadline(received: str, late: tuple[str, ...]) -> None:
    held = tender(
        {"A": (70, 100)},
        price_policy=PricePolicy(deadline="2026-12-01T12:00"),
        tender_file=TenderFile(received={"A": received}),
    )
    assert late_bids(held) == late
    assert [notice.code for notice in file_notices(held)] == ["late_bid"] * len(late)


def test_without_a_deadline_nothing_is_late() -> None:
    assert late_bids(tender({"A": (1, 1)}, tender_file=TenderFile(received={"A": "2026-12-01T12:00"}))) == ()
    assert late_bids(tender({"A": (1, 1)}, price_policy=PricePolicy(deadline="2026-12-01T12:00"))) == ()


def test_a_price_below_the_line_of_the_benchmark_is_reviewed() -> None:
    rules = PricePolicy(benchmark=eur(100), low_price_line=0.6)
    held = tender({"A": (70, 60), "B": (80, 59)}, price_policy=rules)
    assert [(low.bid, low.share, low.against_benchmark) for low in low_prices(held)] == [("B", 0.59, True)]
    assert Notice("price_abnormally_low", "B") in notices(result(held))


def test_without_a_benchmark_a_price_is_held_against_the_median_of_the_others() -> None:
    rules = PricePolicy(low_price_line=0.6)
    held = tender({"A": (70, 100), "B": (80, 120), "C": (10, 50)}, price_policy=rules)
    assert [(low.bid, round(low.share, 4), low.against_benchmark) for low in low_prices(held)] == [
        ("C", 0.4545, False)
    ]
    assert low_prices(tender({"A": (70, 100), "C": (10, 50)}, price_policy=rules)) == ()


@pytest.mark.parametrize(("outcome", "warned"), [("asked", 1), ("accepted", 0), ("rejected", 0)])
def test_a_low_price_that_was_settled_is_no_longer_warned_of(outcome: str, warned: int) -> None:
    held = tender(
        {"B": (80, 59)},
        price_policy=PricePolicy(benchmark=eur(100), low_price_line=0.6),
        tender_file=TenderFile(low_price_reviews={"B": review(outcome)}),
    )
    assert len(notices(result(held))) == warned


def test_a_past_record_is_warned_of_at_award_and_not_at_selection() -> None:
    def marked(stage: str) -> TenderFile:
        stages = {"Q": stage, "C": "award"}
        return TenderFile.model_validate({"criterion_stages": stages, "past_record": ("Q",)})

    held = tender({"A": (70, 100)})
    assert file_notices(held.model_copy(update={"tender_file": marked("award")})) == (
        Notice("past_record_at_award", "Q"),
    )
    assert file_notices(held.model_copy(update={"tender_file": marked("selection")})) == ()


def test_a_bid_that_is_not_in_the_protocol_is_warned_of() -> None:
    held = tender({"A": (70, 100), "B": (80, 115)})
    file = tender_file(opening=opening(bids=("A",)), received={"A": "2026-12-01T11:00"})
    assert file_notices(held.model_copy(update={"tender_file": file})) == (
        Notice("bid_not_opened", "B"),
        Notice("bid_without_receipt", "B"),
    )
    assert file_notices(held.model_copy(update={"tender_file": TenderFile()})) == ()


@pytest.mark.parametrize(
    ("answer", "published", "warned"),
    [(None, None, 0), ("Hebrew.", None, 1), ("Hebrew.", "2026-11-05", 0)],
)
def test_an_answer_that_was_not_told_to_all_is_warned_of(
    answer: str | None, published: str | None, warned: int
) -> None:
    entry = Clarification(
        id="Q1", asked_on="2026-11-02", question="In which language?", answer=answer, published_on=published
    )
    assert len(file_notices(tender({"A": (1, 1)}, clarifications=(entry,)))) == warned


@pytest.mark.parametrize(
    ("policy", "usable"),
    [
        (PricePolicy(), ("price_per_point", "lowest_over_price", "linear_lowest")),
        (
            PricePolicy(benchmark=eur(1), money_per_point=eur(1)),
            PRICE_FORMULAS,
        ),
    ],
)
def test_a_formula_is_usable_once_its_figures_are_published(
    policy: PricePolicy, usable: tuple[PriceFormula, ...]
) -> None:
    assert usable_formulas(tender({"A": (1, 1)}, price_policy=policy)) == usable


def test_what_a_bid_promises_at_a_price_is_part_of_its_price() -> None:
    decision = tender(FIXTURE)
    first = decision.bids[0]
    promise = Commitment(need="N1", price=eur(30), by="2027-06-30")
    held = decision.model_copy(
        update={"bids": (first.model_copy(update={"commitments": (promise,)}), *decision.bids[1:])}
    )
    assert visible_prices(held) == {"A": 130.0, "B": 115.0, "C": 50.0}
