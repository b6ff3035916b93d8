"""Price formulas: what each makes of quality and price, what it needs, and whether a loser can decide it.

Quality is in points from 0 to 100 and so is every weighted result. A formula that looks at the lowest
price of all rests on who else has bid: take that bidder away and two others may change places.

References
----------
Bergman, M. A. and Lundberg, S. (2013). Tender evaluation and supplier selection methods in public
procurement. Journal of Purchasing and Supply Management 19(2), 73-83 (not read by us; cited as the usual
source of the case against scoring by the lowest price).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from selection.model.pricing import PriceFormula

FULL = 100.0

Required = Literal["benchmark", "money_per_point", "nothing"]


@dataclass(frozen=True, slots=True)
class Entrant:
    """One bid as a price formula sees it: points of quality from 0 to 100, and a price."""

    id: str
    quality: float
    price: float


@dataclass(frozen=True, slots=True)
class Terms:
    """The published figures of a formula, all in one currency."""

    price_share: float = 0.5
    benchmark: float = 0.0
    """The price that earns no points."""
    full_points_at: float = 0.0
    """The price that earns all points."""
    money_per_point: float = 1.0
    """K: the worth of one point of quality."""


@dataclass(frozen=True, slots=True)
class FormulaProfile:
    """What there is to know about a formula before it is chosen."""

    formula: PriceFormula
    required: Required
    rests_on_other_bids: bool
    """Whether a losing bidder can decide the winner."""


FORMULAS: Mapping[PriceFormula, FormulaProfile] = {
    profile.formula: profile
    for profile in (
        FormulaProfile("linear_benchmark", "benchmark", rests_on_other_bids=False),
        FormulaProfile("quality_less_cost", "money_per_point", rests_on_other_bids=False),
        FormulaProfile("price_per_point", "nothing", rests_on_other_bids=False),
        FormulaProfile("lowest_over_price", "nothing", rests_on_other_bids=True),
        FormulaProfile("linear_lowest", "nothing", rests_on_other_bids=True),
    )
}

Figure = Callable[[Terms, Entrant, float], float | None]


def award_figures(
    formula: PriceFormula, terms: Terms, entrants: Sequence[Entrant]
) -> dict[str, float | None]:
    """Give every bid its figure under a formula; more is better, and None is no figure at all.

    `price_per_point` gives minus the price of one point, so that more is better there too; a bid of no
    quality has no such price.

    >>> bids = [Entrant("A", 70, 100), Entrant("B", 80, 115), Entrant("C", 10, 50)]
    >>> {k: round(v, 2) for k, v in award_figures("lowest_over_price", Terms(), bids).items()}
    {'A': 60.0, 'B': 61.74, 'C': 55.0}
    >>> {k: round(v, 2) for k, v in award_figures("lowest_over_price", Terms(), bids[:2]).items()}
    {'A': 85.0, 'B': 83.48}
    """
    lowest = min((entrant.price for entrant in entrants), default=0.0)
    figure = _FIGURES[formula]
    return {entrant.id: figure(terms, entrant, lowest) for entrant in entrants}


def price_points(formula: PriceFormula, terms: Terms, price: float, lowest: float) -> float:
    """Give the points from 0 to 100 a price earns, where a formula gives any.

    >>> price_points("linear_benchmark", Terms(benchmark=200, full_points_at=100), 150, 50)
    50.0
    """
    return FULL * min(1.0, max(0.0, _SHARES[formula](terms, price, lowest)))


def _linear_benchmark(terms: Terms, price: float, _lowest: float) -> float:
    distance = terms.benchmark - terms.full_points_at
    return (terms.benchmark - price) / distance if distance > 0 else float(price <= terms.benchmark)


def _lowest_over_price(_terms: Terms, price: float, lowest: float) -> float:
    return lowest / price if price > 0 else 1.0


def _linear_lowest(_terms: Terms, price: float, lowest: float) -> float:
    return 2 - price / lowest if lowest > 0 else float(price <= 0)


_SHARES: Mapping[PriceFormula, Callable[[Terms, float, float], float]] = {
    "linear_benchmark": _linear_benchmark,
    "lowest_over_price": _lowest_over_price,
    "linear_lowest": _linear_lowest,
}


def _weighed(formula: PriceFormula) -> Figure:
    def figure(terms: Terms, entrant: Entrant, lowest: float) -> float | None:
        points = price_points(formula, terms, entrant.price, lowest)
        return (1 - terms.price_share) * entrant.quality + terms.price_share * points

    return figure


def _quality_less_cost(terms: Terms, entrant: Entrant, _lowest: float) -> float | None:
    return quality_less_cost(entrant.quality, entrant.price, terms.money_per_point)


def quality_less_cost(quality: float, cost: float, money_per_point: float) -> float:
    """Give quality in points, less what is paid in points: quality - cost / K.

    >>> quality_less_cost(70, 120_000, 4_000)
    40.0
    """
    return quality - cost / money_per_point


def _price_per_point(_terms: Terms, entrant: Entrant, _lowest: float) -> float | None:
    per_point = money_for_a_point(entrant.quality, entrant.price)
    return None if per_point is None else -per_point


def money_for_a_point(quality: float, cost: float) -> float | None:
    """Tell what one point of quality costs; None where there is no quality to pay for.

    >>> money_for_a_point(50, 100_000), money_for_a_point(0, 1)
    (2000.0, None)
    """
    return cost / quality if quality > 0 else None


_FIGURES: Mapping[PriceFormula, Figure] = {
    "linear_benchmark": _weighed("linear_benchmark"),
    "lowest_over_price": _weighed("lowest_over_price"),
    "linear_lowest": _weighed("linear_lowest"),
    "quality_less_cost": _quality_less_cost,
    "price_per_point": _price_per_point,
}
