"""Total cost of ownership: every line paid year by year, converted, with or without VAT, discounted.

Payments fall due at the beginning of a year and are worth (1 + r)^-(t - 1) of their amount in year t;
what is paid at the end of the horizon of n years is worth (1 + r)^-n. A level yearly charge a is then
an annuity due: a · (1 - v^n) / (1 - v) with v = 1 / (1 + r).

References
----------
Brealey, R. A., Myers, S. C. and Allen, F. Principles of Corporate Finance. McGraw-Hill. Chapter on how
to calculate present values (annuities; an annuity due is worth 1 + r times an ordinary one).
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from selection.errors import DecisionError
from selection.model.base import Money, last_day
from selection.model.costs import (
    COST_KINDS,
    HORIZONS,
    OWN_KINDS,
    CostKind,
    CostLine,
    CostPolicy,
    Estimate,
    Horizon,
)
from selection.model.decision import Bid, Decision, parts_of
from selection.model.price_rules import visible_price

PRICE_LINE = "price"
"""Names the line that stands for the price of a bid, and begins the names of those of its promises."""


@dataclass(frozen=True, slots=True)
class Range:
    """An amount as low, likely and high, in the currency of the cost policy."""

    low: float
    likely: float
    high: float

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.likely + other.likely, self.high + other.high)

    def times(self, factor: float) -> "Range":
        """Scale all three.

        >>> Range(1.0, 2.0, 4.0).times(0.5)
        Range(low=0.5, likely=1.0, high=2.0)
        """
        return Range(self.low * factor, self.likely * factor, self.high * factor)


NOTHING = Range(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Payment:
    """What one line costs in one year: how many units, what they come to, and what that is worth today."""

    year: int
    units: float
    price_rise: float
    amount: Range
    discount: float

    @property
    def present(self) -> Range:
        """The amount, discounted."""
        return self.amount.times(self.discount)


@dataclass(frozen=True, slots=True)
class LineCost:
    """One line of cost with its payments, and the factors that lead to them."""

    line: CostLine
    rate: float
    """Units of the policy's currency for one of the line's."""
    vat: float
    """What the amount is multiplied by to be net or gross, as the policy says."""
    payments: tuple[Payment, ...]
    expired: bool
    """Whether the offer behind it is no longer valid."""

    @property
    def total(self) -> Range:
        """What it is worth today over the whole horizon."""
        return added(payment.present for payment in self.payments)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one alternative costs over the horizon, down to its lines."""

    alternative: str
    horizon: int
    currency: str
    lines: tuple[LineCost, ...]

    @property
    def total(self) -> Range:
        """The present value of all payments: all low, all likely, all high."""
        return added(line.total for line in self.lines)

    @property
    def by_kind(self) -> Mapping[CostKind, Range]:
        """The total of every kind something is stated for."""
        stated = [kind for kind in COST_KINDS if any(cost.line.kind == kind for cost in self.lines)]
        return {kind: added(cost.total for cost in self.lines if cost.line.kind == kind) for kind in stated}

    @property
    def by_year(self) -> tuple[Range, ...]:
        """What is paid in each year, not discounted."""
        paid = [payment for line in self.lines for payment in line.payments]
        return tuple(
            added(payment.amount for payment in paid if payment.year == year)
            for year in range(1, self.horizon + 1)
        )

    @property
    def missing_kinds(self) -> tuple[CostKind, ...]:
        """The kinds nobody has stated anything for; a lump sum stands for all a bidder is paid for."""
        stated = {cost.line.kind for cost in self.lines}
        asked = OWN_KINDS if "lump_sum" in stated else COST_KINDS[1:]
        return tuple(kind for kind in asked if kind not in stated)


def added(ranges: Iterable[Range]) -> Range:
    """Add amounts up: the lows, the likelies and the highs."""
    return sum(ranges, NOTHING)


def discount_factor(rate: float, years: int) -> float:
    """Tell what a payment after so many years is worth today.

    >>> round(discount_factor(0.05, 2), 6)
    0.907029
    """
    return float((1 + rate) ** -years)


def converted(amount: float, currency: str, policy: CostPolicy, where: str = "") -> float:
    """State an amount in the currency of the policy.

    Raises
    ------
    DecisionError
        If there is no rate for the currency.
    """
    return amount * exchange_rate(currency, policy, where)


def exchange_rate(currency: str, policy: CostPolicy, where: str = "") -> float:
    """Give the units of the policy's currency that one of another is worth.

    Raises
    ------
    DecisionError
        If there is no rate for the currency.
    """
    rates = {rate.currency: rate.rate for rate in policy.rates} | {policy.currency: 1.0}
    if currency not in rates:
        raise DecisionError("rate_missing", where, found=currency, allowed=policy.currency)
    return rates[currency]


def lines_of(decision: Decision, alternative: str) -> tuple[CostLine, ...]:
    """List what is stated about an alternative's cost.

    A pair has the lines of its offer, of its firm and its own. A bid has its own; its price and those of
    its commitments stand for everything a bidder is paid for, as long as nothing but the buyer's own
    costs is stated beside them. While prices are sealed a bid has none.
    """
    bid = next((bid for bid in decision.bids if bid.id == alternative), None)
    if bid is not None:
        return _lines_of_bid(decision, bid, visible_price(decision, bid))
    owners = {alternative, *parts_of(alternative)}
    return tuple(line for line in decision.costs if line.alternative in owners)


def _lines_of_bid(decision: Decision, bid: Bid, price: Money | None) -> tuple[CostLine, ...]:
    own = tuple(line for line in decision.costs if line.alternative == bid.id)
    if price is None:
        return ()
    if any(line.kind not in OWN_KINDS for line in own):
        return own
    return (*price_lines(bid, price), *own)


def price_lines(bid: Bid, price: Money) -> tuple[CostLine, ...]:
    """Give the price of a bid, and those of what it promises beside it, as lines of cost.

    Both are paid once and at the beginning.
    """
    promised = [(f"{PRICE_LINE}-{promise.need}", promise.price) for promise in bid.commitments]
    stated = [(PRICE_LINE, price), *((name, money) for name, money in promised if money)]
    return tuple(_paid_at_once(bid, name, money) for name, money in stated)


def _paid_at_once(bid: Bid, name: str, money: Money) -> CostLine:
    amount = Estimate(low=money.amount, likely=money.amount, high=money.amount)
    return CostLine(id=name, alternative=bid.id, kind="lump_sum", amount=amount, currency=money.currency)


def total_cost(decision: Decision, alternative: str, today: dt.date) -> Cost | None:
    """Work out what an alternative costs; None where nothing is stated, which is not the same as free.

    Parameters
    ----------
    today
        The day on which it is judged whether an offer is still valid.

    Raises
    ------
    DecisionError
        If a rate, the number of users or the rate of VAT is missing.
    """
    lines = lines_of(decision, alternative)
    if not lines:
        return None
    policy = policy_of(decision)
    costs = tuple(_line_cost(decision, policy, line, today) for line in lines)
    return Cost(alternative, policy.horizon, policy.currency, costs)


def policy_of(decision: Decision) -> CostPolicy:
    """Give the rules of adding up; where nobody set any, those of the first currency that was named."""
    if decision.cost_policy:
        return decision.cost_policy
    rules = decision.price_policy
    published = (rules.benchmark, rules.full_points_at, rules.money_per_point) if rules else ()
    named = [money.currency for money in published if money]
    named += [bid.price.currency for bid in decision.bids if bid.price]
    named += [line.currency for line in decision.costs]
    return CostPolicy(currency=named[0] if named else "EUR")


def _line_cost(decision: Decision, policy: CostPolicy, line: CostLine, today: dt.date) -> LineCost:
    where = f"costs.{line.id}"
    rate, vat = exchange_rate(line.currency, policy, where), _vat_factor(policy, line)
    if line.charged == "per_user_yearly":
        users_in(decision, policy, 1, line)
    base = Range(line.amount.low, line.amount.likely, line.amount.high).times(rate * vat)
    payments = tuple(
        _payment(decision, policy, line, base, year) for year in years_paid(line, policy.horizon)
    )
    expired = line.valid_until is not None and last_day(line.valid_until) < today
    return LineCost(line, rate, vat, payments, expired)


def years_paid(line: CostLine, horizon: int) -> tuple[int, ...]:
    """List the years of the horizon in which a line is paid."""
    if line.charged == "at_end":
        return (horizon,)
    last = min(line.last_year or horizon, horizon)
    years = range(line.first_year, last + 1)
    return tuple(years[:1]) if line.charged == "once" else tuple(years)


def _payment(decision: Decision, policy: CostPolicy, line: CostLine, base: Range, year: int) -> Payment:
    units = users_in(decision, policy, year, line) if line.charged == "per_user_yearly" else 1.0
    rise = float((1 + line.indexation) ** (year - 1))
    after = policy.horizon if line.charged == "at_end" else year - 1
    return Payment(year, units, rise, base.times(units * rise), discount_factor(policy.discount_rate, after))


def users_in(decision: Decision, policy: CostPolicy, year: int, line: CostLine) -> float:
    """Give the number of users in a year: those of the first, grown every year since.

    Raises
    ------
    DecisionError
        If nobody has said how many users there are.
    """
    users = policy.users or decision.scope.users
    if users is None:
        raise DecisionError("users_missing", f"costs.{line.id}", found=line.id)
    return float(users * (1 + policy.user_growth) ** (year - 1))


def _vat_factor(policy: CostPolicy, line: CostLine) -> float:
    """Take VAT out or put it on, as the line and the policy say."""
    rate = line.vat_rate if line.vat_rate is not None else policy.vat_rate
    if rate is None:
        if line.includes_vat or policy.with_vat:
            raise DecisionError("vat_rate_missing", f"costs.{line.id}", found=line.id)
        return 1.0
    net = 1 / (1 + rate) if line.includes_vat else 1.0
    return net * (1 + rate) if policy.with_vat else net


def overtakes(one: Cost, other: Cost) -> int | None:
    """Name the first year in which one alternative has cost more in all, having cost no more before.

    With it a subscription is held against a perpetual licence. Likely amounts, not discounted; None if
    it costs more from the first year on, or never does.
    """
    sums = zip(
        *(list(accumulate(paid.likely for paid in cost.by_year)) for cost in (one, other)), strict=True
    )
    ahead = [mine > theirs for mine, theirs in sums]
    return ahead.index(True) + 1 if True in ahead and not ahead[0] else None


def over_horizons(decision: Decision, alternative: str, today: dt.date) -> dict[Horizon, Cost] | None:
    """Work out what an alternative costs over 3, 5 and 7 years by the same rules; None as `total_cost`.

    Raises
    ------
    DecisionError
        As `total_cost`.
    """
    policy, found = policy_of(decision), {}
    for horizon in HORIZONS:
        rules = policy.model_copy(update={"horizon": horizon})
        cost = total_cost(decision.model_copy(update={"cost_policy": rules}), alternative, today)
        if cost is None:
            return None
        found[horizon] = cost
    return found


def in_policy_currency(decision: Decision, money: Money, where: str) -> float:
    """State money in the currency in which the decision adds up.

    Raises
    ------
    DecisionError
        If there is no rate for its currency.
    """
    return converted(money.amount, money.currency, policy_of(decision), where)
