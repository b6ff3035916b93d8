"""Costs, bids and tenders for tests, each no larger than the rule it is about; all invented."""

from collections.abc import Mapping, Sequence
from typing import Any

from selection.analysis.evaluation import Evaluation
from selection.model.base import Money
from selection.model.costs import CostLine, CostPolicy, Estimate, ExchangeRate
from selection.model.decision import Bid, Decision
from selection.model.pricing import PricePolicy
from selection.model.tender import LowPriceReview, Opening, TenderFile
from tests.building import bid, criterion, decide, result, score

EUROS = CostPolicy(currency="EUR")


def eur(amount: float) -> Money:
    return Money(amount=amount, currency="EUR")


def sure(amount: float) -> Estimate:
    return Estimate(low=amount, likely=amount, high=amount)


def cost_line(name: str, alternative: str, amount: float | Estimate, **more: Any) -> CostLine:
    stated = amount if isinstance(amount, Estimate) else sure(amount)
    usual = {"id": name, "alternative": alternative, "kind": "licence", "currency": "EUR"}
    return CostLine.model_validate({**usual, "amount": stated, **more})


def rate(currency: str, worth: float) -> ExchangeRate:
    return ExchangeRate(currency=currency, rate=worth, as_of="2026-11-20", source="invented")


def opening(bids: Sequence[str] = ("B1",), witness: str = "Jan Kowalski") -> Opening:
    return Opening(opened="2026-12-01T12:05", by="Dana Levi", witness=witness, bids=tuple(bids))


def tender_file(**more: Any) -> TenderFile:
    usual = {"opening": opening(), "received": {"B1": "2026-12-01T11:59"}}
    return TenderFile.model_validate({**usual, **more})


def review(outcome: str) -> LowPriceReview:
    return LowPriceReview.model_validate(
        {"outcome": outcome, "explanation": "Own staff", "by": "Dana Levi", "on": "2026-12-03"}
    )


def priced_bid(name: str, price: Money) -> Bid:
    return bid(name, f"o{name}", "x").model_copy(update={"price": price})


def tender(bids: Mapping[str, tuple[float, float]], **more: Any) -> Decision:
    """A tender of bids with their quality (0 to 100 on one criterion) and price in euros.

    A criterion of cost stands beside it, with the same weight, and at its worst for everybody.
    """
    offers = [f"o{name}" for name in bids]
    qualities = {
        offer: {"Q": score(quality)} for offer, (quality, _) in zip(offers, bids.values(), strict=True)
    }
    return decide(
        offers,
        criteria=(criterion("Q"), criterion("C", "pair", worst=100, best=0, group="cost")),
        scores={**qualities, **{name: {"C": score(100.0)} for name in bids}},
        points={"F0": 0.0, "Q": 1.0, "C": 1.0},
        firms=("x",),
        mode="tender",
        bids=tuple(priced_bid(name, eur(price)) for name, (_, price) in bids.items()),
        **more,
    )


FIXTURE = {"A": (70.0, 100.0), "B": (80.0, 115.0), "C": (10.0, 50.0)}
"""The procurement literature's standing example against the lowest price divided by the price."""


def by_formula(formula: str, bids: Mapping[str, tuple[float, float]] = FIXTURE, **more: Any) -> Evaluation:
    usual = {"benchmark": eur(200), "money_per_point": eur(2)}
    policy = PricePolicy.model_validate({"formula": formula, **usual, **more})
    return result(tender(bids, price_policy=policy))
