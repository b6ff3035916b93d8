"""How price enters an award: the formula, the figures it needs, and when prices may be seen."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints

from selection.model.base import Day, Entry, Money, Person, real_moment

PriceFormula = Literal[
    "linear_benchmark", "quality_less_cost", "price_per_point", "lowest_over_price", "linear_lowest"
]
PRICE_FORMULAS: tuple[PriceFormula, ...] = get_args(PriceFormula)
"""The library; the first is the default once a benchmark is published."""


Moment = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"),
    AfterValidator(real_moment),
    Field(description='A day and a time, always in quotes, such as "2026-12-01T12:00".'),
]
"""``2026-11-30T12:00``: a day and a time, both at the buyer's place."""


class FinalQuality(Entry):
    """The quality of one alternative as it stood when it was declared final."""

    low: Annotated[float, Field(ge=0, le=1)]
    high: Annotated[float, Field(ge=0, le=1)]


class QualityFinal(Entry):
    """Who declared quality final, when, and what it was; from then on prices may be seen."""

    on: Day
    by: Person
    quality: dict[str, FinalQuality] = {}
    """Bid or pair → its quality on that day, so that a later change shows."""


class PricePolicy(Entry):
    """The rules of price, published with the tender documents.

    Without a formula price is told beside quality and decides nothing by itself. With one, the
    criteria of the group *cost* carry no weight, because price must not count twice.
    """

    formula: PriceFormula | None = None
    price_share: Annotated[float, Field(ge=0, le=1)] = 0.5
    """The weight of price against quality, where the formula weighs the two."""
    benchmark: Money | None = None
    """The published price that earns no points for price: the budget."""
    full_points_at: Money | None = None
    """The published price that earns all points for price; without it, nothing to pay."""
    money_per_point: Money | None = None
    """K: what one point of quality, of 100, is worth to the buyer."""
    sealed: bool = False
    """Whether prices stay unseen until quality is final."""
    quality_final: QualityFinal | None = None
    deadline: Moment | None = None
    """When bids must be there."""
    low_price_line: Annotated[float, Field(ge=0.001, le=1)] | None = None
    """The share of the benchmark below which a price is reviewed as abnormally low."""
