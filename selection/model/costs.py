"""What an alternative costs over the years: lines of low, likely and high amounts, and how they add up."""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from selection.model.base import Day, Entry, Id, Label, Line, Many, Remark

CostKind = Literal[
    "lump_sum",
    "licence",
    "add_ons",
    "implementation",
    "integration",
    "migration",
    "training",
    "operation",
    "internal_time",
    "exit",
]
COST_KINDS: tuple[CostKind, ...] = get_args(CostKind)
OWN_KINDS: tuple[CostKind, ...] = ("operation", "internal_time", "exit")
"""What a buyer bears beside the price of a bid."""

Charged = Literal["once", "yearly", "per_user_yearly", "at_end"]
LicenceModel = Literal["subscription", "perpetual", "self_hosted"]
Horizon = Literal[3, 5, 7]
HORIZONS: tuple[Horizon, ...] = (3, 5, 7)

BASELINE = "baseline"
"""Stands in the place of an alternative's id for the costs of not buying."""

Amount = Annotated[float, Field(ge=0, le=1e12)]
Rise = Annotated[float, Field(ge=-0.5, le=2)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Estimate(Entry):
    """An amount as low, likely and high; where it is known, all three are the same."""

    low: Amount
    likely: Amount
    high: Amount

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if not self.low <= self.likely <= self.high:
            raise PydanticCustomError(
                "estimate_not_rising", "low, likely, high", {"found": [self.low, self.likely, self.high]}
            )
        return self


class CostLine(Entry):
    """One thing that is paid for: by whom it is charged, how often, and in which years."""

    id: Id
    alternative: Line
    """An offer, an integrator, ``offer+integrator``, a bid or ``baseline``."""
    kind: CostKind
    amount: Estimate
    currency: Currency
    charged: Charged = "once"
    first_year: Annotated[int, Field(ge=1, le=7)] = 1
    """The year in which it is first paid."""
    last_year: Annotated[int, Field(ge=1, le=7)] | None = None
    """The last year of a yearly charge; without it, the horizon's."""
    indexation: Rise = 0.0
    """By how much the price rises each year, as a share, from the second year on."""
    includes_vat: bool = False
    vat_rate: Annotated[float, Field(ge=0, le=1)] | None = None
    """Without it, the rate of the cost policy."""
    valid_until: Day | None = None
    source: Label | None = None
    note: Remark | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.last_year is not None and self.last_year < self.first_year:
            raise PydanticCustomError(
                "last_year_before_first", "years", {"found": self.last_year, "allowed": self.first_year}
            )
        return self


class ExchangeRate(Entry):
    """How much of the policy's currency one unit of another was worth on a day."""

    currency: Currency
    rate: Annotated[float, Field(ge=1e-9, le=1e9)]
    as_of: Day
    source: Label


class CostPolicy(Entry):
    """How costs are added up, the same for everybody and printed beside every total."""

    horizon: Horizon = 5
    currency: Currency
    rates: Many[ExchangeRate] = ()
    discount_rate: Annotated[float, Field(ge=0, le=1)] = 0.0
    users: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    """Users in the first year; without it, those of the scope."""
    user_growth: Rise = 0.0
    """By how much the number of users rises each year, as a share."""
    vat_rate: Annotated[float, Field(ge=0, le=1)] | None = None
    with_vat: bool = False
    """Whether totals are gross: with the VAT a buyer can't reclaim."""
    licence_models: dict[Id, LicenceModel] = {}
    """Offer → how its licence is paid for, where subscription, perpetual and self-hosted are compared."""
