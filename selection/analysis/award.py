"""What the price formula in force makes of the bids, and what a tender's file still warns of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Literal

from selection.analysis.costs import converted, in_policy_currency, policy_of, price_lines
from selection.analysis.drop_one import Flip, all_formula_flips
from selection.analysis.evaluation import Evaluation
from selection.analysis.price_formulas import FORMULAS, FULL, Entrant, Terms, award_figures
from selection.analysis.ranking import DIGITS
from selection.errors import DecisionError
from selection.model.base import Money
from selection.model.decision import Decision
from selection.model.price_rules import prices_are_sealed, visible_price
from selection.model.pricing import FinalQuality, PriceFormula, PricePolicy
from selection.model.tender import LowPriceReview

MOVED = 5e-10
"""Quality that differs by less is the same: half of what rounding to nine digits leaves."""
FEWEST_OTHERS = 2

NoticeCode = Literal[
    "formula_lets_a_loser_decide",
    "late_bid",
    "bid_not_opened",
    "bid_without_receipt",
    "price_abnormally_low",
    "past_record_at_award",
    "clarification_not_published",
    "quality_changed_after_final",
    "sealed_price_in_a_score",
]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about money or the tender's file that people should know before they award."""

    code: NoticeCode
    item: str
    """A bid, a criterion, a clarification or a formula."""


@dataclass(frozen=True, slots=True)
class Awarded:
    """One bid under the formula in force: its figure at its lowest, middle and highest quality."""

    id: str
    name: str
    price: float
    low: float | None
    middle: float | None
    high: float | None
    rank: int | None
    """By the middle, among those that did not fail; None without a figure."""


@dataclass(frozen=True, slots=True)
class Award:
    """What a price formula makes of the bids that did not fail, and what a loser could change about it."""

    formula: PriceFormula
    terms: Terms
    currency: str
    bids: tuple[Awarded, ...]
    flips: tuple[Flip, ...]


@dataclass(frozen=True, slots=True)
class LowPrice:
    """A bid whose price is below the line for a review."""

    bid: str
    share: float
    """Its price as a share of what it is held against."""
    against_benchmark: bool
    """Whether that is the published benchmark; else it is the median of the other bids."""
    review: LowPriceReview | None


def terms_of(decision: Decision) -> Terms:
    """Read the published figures of the price policy, all in one currency.

    Raises
    ------
    DecisionError
        If there is no rate for one of them.
    """
    policy = decision.price_policy or PricePolicy()

    def amount(name: str, money: Money | None, otherwise: float) -> float:
        return in_policy_currency(decision, money, f"price_policy.{name}") if money else otherwise

    return Terms(
        policy.price_share,
        amount("benchmark", policy.benchmark, 0.0),
        amount("full_points_at", policy.full_points_at, 0.0),
        amount("money_per_point", policy.money_per_point, 1.0),
    )


def visible_prices(decision: Decision) -> dict[str, float]:
    """Give the prices of all bids, with those of their promises, in one currency; none while they are sealed.

    Raises
    ------
    DecisionError
        If there is no rate for one of them.
    """
    seen = {
        bid.id: price_lines(bid, price) for bid in decision.bids if (price := visible_price(decision, bid))
    }
    policy = policy_of(decision)
    return {
        name: sum(
            converted(line.amount.likely, line.currency, policy, f"bids.{name}.price") for line in lines
        )
        for name, lines in seen.items()
    }


def entrants_of(evaluation: Evaluation) -> dict[Literal["low", "middle", "high"], tuple[Entrant, ...]]:
    """Give the bids that did not fail as a formula sees them, at three readings of their quality."""
    prices = visible_prices(evaluation.decision)
    standing = [a for a in evaluation.pairs if a.id in prices and a.gate.verdict != "fail"]

    def at(quality: Mapping[str, float]) -> tuple[Entrant, ...]:
        return tuple(Entrant(a.id, FULL * quality[a.id], prices[a.id]) for a in standing)

    return {
        "low": at({a.id: a.quality_low for a in standing}),
        "middle": at({a.id: (a.quality_low + a.quality_high) / 2 for a in standing}),
        "high": at({a.id: a.quality_high for a in standing}),
    }


def award(evaluation: Evaluation) -> Award | None:
    """Award by the formula in force; None without one, or while prices are sealed, or without bids.

    Raises
    ------
    DecisionError
        If there is no rate for a price.
    """
    policy = evaluation.decision.price_policy
    if policy is None or policy.formula is None or prices_are_sealed(evaluation.decision):
        return None
    entrants = entrants_of(evaluation)
    if not entrants["middle"]:
        return None
    terms = terms_of(evaluation.decision)
    figures = {name: award_figures(policy.formula, terms, read) for name, read in entrants.items()}
    names = {a.id: a.name for a in evaluation.pairs}
    bids = [
        Awarded(
            entrant.id,
            names[entrant.id],
            entrant.price,
            figures["low"][entrant.id],
            figures["middle"][entrant.id],
            figures["high"][entrant.id],
            _rank(figures["middle"], entrant.id),
        )
        for entrant in entrants["middle"]
    ]
    bids.sort(key=lambda bid: (bid.rank or len(bids) + 1, bid.id))
    found = all_formula_flips(terms, entrants["middle"], (policy.formula,))
    return Award(
        policy.formula,
        terms,
        policy_of(evaluation.decision).currency,
        tuple(bids),
        found.get(policy.formula, ()),
    )


def _rank(figures: Mapping[str, float | None], name: str) -> int | None:
    mine = figures[name]
    if mine is None:
        return None
    known = [round(figure, DIGITS) for figure in figures.values() if figure is not None]
    return 1 + sum(figure > round(mine, DIGITS) for figure in known)


def usable_formulas(decision: Decision) -> tuple[PriceFormula, ...]:
    """List the formulas whose published figures are there."""
    policy = decision.price_policy or PricePolicy()
    there = {"nothing": True, "benchmark": policy.benchmark, "money_per_point": policy.money_per_point}
    return tuple(name for name, profile in FORMULAS.items() if there[profile.required])


def late_bids(decision: Decision) -> tuple[str, ...]:
    """Name the bids that came in after the deadline; one at the very minute is in time."""
    policy, file = decision.price_policy, decision.tender_file
    deadline = policy.deadline if policy else None
    if deadline is None or file is None:
        return ()
    return tuple(name for name, received in file.received.items() if received > deadline)


def low_prices(decision: Decision) -> tuple[LowPrice, ...]:
    """List the bids below the line for a review, by the benchmark or else by the median of the others.

    Such a bid is asked, not excluded. None while prices are sealed.

    Raises
    ------
    DecisionError
        If there is no rate for a price.
    """
    policy = decision.price_policy
    if policy is None or policy.low_price_line is None:
        return ()
    prices, benchmark = visible_prices(decision), terms_of(decision).benchmark
    reviews = decision.tender_file.low_price_reviews if decision.tender_file else {}
    found = []
    for name, price in prices.items():
        others = [other for bid, other in prices.items() if bid != name]
        against = benchmark or (median(others) if len(others) >= FEWEST_OTHERS else 0.0)
        if against > 0 and price < policy.low_price_line * against:
            found.append(LowPrice(name, price / against, benchmark > 0, reviews.get(name)))
    return tuple(found)


def final_quality(evaluation: Evaluation) -> dict[str, FinalQuality]:
    """Take down the quality of every pair, to be kept when it is declared final."""

    def within(figure: float) -> float:
        return min(1.0, max(0.0, round(figure, DIGITS)))

    return {
        a.id: FinalQuality(low=within(a.quality_low), high=within(a.quality_high)) for a in evaluation.pairs
    }


def notices(evaluation: Evaluation) -> tuple[Notice, ...]:
    """List what people should know before they award; figures that lack a rate warn of nothing."""
    decision = evaluation.decision
    found = [*file_notices(decision), *_changed_quality(evaluation)]
    try:
        made = award(evaluation)
        found += [Notice("price_abnormally_low", low.bid) for low in low_prices(decision) if _is_open(low)]
    except DecisionError:
        return tuple(found)
    if made and made.flips:
        found.append(Notice("formula_lets_a_loser_decide", made.formula))
    return tuple(found)


def _is_open(low: LowPrice) -> bool:
    return low.review is None or low.review.outcome == "asked"


def file_notices(decision: Decision) -> tuple[Notice, ...]:
    """List what the tender's file alone warns of."""
    return (
        *(Notice("late_bid", name) for name in late_bids(decision)),
        *_opening_notices(decision),
        *_record_notices(decision),
        *(
            Notice("clarification_not_published", entry.id)
            for entry in decision.clarifications
            if entry.answer and not entry.published_on
        ),
        *leaking_scores(decision),
    )


def _opening_notices(decision: Decision) -> Iterator[Notice]:
    file = decision.tender_file
    if file is None or file.opening is None:
        return
    for bid in decision.bids:
        if bid.id not in file.opening.bids:
            yield Notice("bid_not_opened", bid.id)
        if bid.id not in file.received:
            yield Notice("bid_without_receipt", bid.id)


def _record_notices(decision: Decision) -> Iterator[Notice]:
    """Warn of a firm's past where the best bid is chosen: selection asks for it, award may not."""
    file = decision.tender_file
    if file is None:
        return
    for name in file.past_record:
        if file.criterion_stages.get(name) == "award":
            yield Notice("past_record_at_award", name)


def leaking_scores(decision: Decision) -> Iterator[Notice]:
    """Warn of cost performances that somebody stated although prices are to stay unseen.

    They are kept, shown to nobody and counted for nothing; a result knows nothing of them, so that the
    decision itself is asked.
    """
    if not prices_are_sealed(decision):
        return
    cost = {c.id for c in decision.criteria if c.is_cost}
    for bid in decision.bids:
        if cost & decision.scores.get(bid.id, {}).keys():
            yield Notice("sealed_price_in_a_score", bid.id)


def _changed_quality(evaluation: Evaluation) -> Iterator[Notice]:
    policy = evaluation.decision.price_policy
    final = policy.quality_final.quality if policy and policy.quality_final else {}
    now = final_quality(evaluation)
    for name, kept in final.items():
        found = now.get(name)
        moved = found is None or max(abs(found.low - kept.low), abs(found.high - kept.high)) > MOVED
        if moved:
            yield Notice("quality_changed_after_final", name)
