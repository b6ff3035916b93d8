"""Whether costs, prices and the tender file agree with the rest of a decision."""

from collections.abc import Iterable, Iterator
from itertools import chain

from selection.errors import DecisionError
from selection.model.base import ERASED, Money
from selection.model.costs import BASELINE, CostPolicy
from selection.model.decision import Decision, pair_id
from selection.model.price_rules import SIDES_NODE, prices_are_sealed, weightless
from selection.model.pricing import PriceFormula

Found = Iterator[DecisionError]

NEEDS_BENCHMARK: tuple[PriceFormula, ...] = ("linear_benchmark",)
NEEDS_K: tuple[PriceFormula, ...] = ("quality_less_cost",)


def money_contradictions(decision: Decision) -> Found:
    """List every contradiction among costs, prices and the tender file."""
    rules = (
        _lines_are_told_apart,
        _rates_are_told_apart,
        _vat_is_known,
        _price_rules_are_whole,
        _bids_have_prices,
        _something_but_cost_is_weighted,
        _two_people_opened,
    )
    return chain.from_iterable(rule(decision) for rule in rules)


def money_loose_ends(decision: Decision) -> Found:
    """List every cost, receipt and review about something the decision doesn't contain."""
    alternatives = costed(decision)
    for line in decision.costs:
        yield from _known("alternative", line.alternative, alternatives, f"costs.{line.id}.alternative")
    bids, criteria = {bid.id for bid in decision.bids}, {c.id for c in decision.criteria}
    file = decision.tender_file
    if decision.cost_policy:
        for name in decision.cost_policy.licence_models:
            yield from _known("offer", name, _ids(decision.offers), f"cost_policy.licence_models.{name}")
    if file is None:
        return
    opened = file.opening.bids if file.opening else ()
    places = [
        *((name, f"tender_file.received.{name}") for name in file.received),
        *((name, f"tender_file.low_price_reviews.{name}") for name in file.low_price_reviews),
        *((name, "tender_file.opening.bids") for name in opened),
    ]
    for name, where in places:
        yield from _known("bid", name, bids, where)
    marked = [(name, f"tender_file.criterion_stages.{name}") for name in file.criterion_stages]
    for name, where in (*marked, *((name, "tender_file.past_record") for name in file.past_record)):
        yield from _known("criterion", name, criteria, where)


def costed(decision: Decision) -> set[str]:
    """Name everything a cost can be stated for."""
    offers, firms = _ids(decision.offers), _ids(decision.integrators)
    pairs = {pair_id(offer, firm) for offer in offers for firm in firms}
    return offers | firms | pairs | _ids(decision.bids) | {BASELINE}


def _ids(entries: Iterable[object]) -> set[str]:
    return {str(getattr(entry, "id", "")) for entry in entries}


def _known(kind: str, found: str, allowed: set[str], where: str) -> Found:
    if found not in allowed:
        yield DecisionError(f"unknown_{kind}", where, found=found, allowed=sorted(allowed))


def _lines_are_told_apart(decision: Decision) -> Found:
    for section in ("costs", "clarifications"):
        for name in _twice(entry.id for entry in getattr(decision, section)):
            yield DecisionError("id_twice", f"{section}.{name}", found=name)


def _twice(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            yield name
        seen.add(name.casefold())


def _rates_are_told_apart(decision: Decision) -> Found:
    policy = decision.cost_policy
    if policy is None:
        return
    for name in _twice(rate.currency for rate in policy.rates):
        yield DecisionError("rate_twice", "cost_policy.rates", found=name)
    if any(rate.currency == policy.currency for rate in policy.rates):
        yield DecisionError("rate_of_itself", "cost_policy.rates", found=policy.currency)


def _vat_is_known(decision: Decision) -> Found:
    """Refuse a gross amount that nobody could turn into a net one."""
    policy = decision.cost_policy
    general = policy.vat_rate if policy else None
    for line in decision.costs:
        if line.includes_vat and line.vat_rate is None and general is None:
            yield DecisionError("vat_rate_missing", f"costs.{line.id}", found=line.id)
    if policy and policy.with_vat and general is None:
        yield DecisionError("vat_rate_missing", "cost_policy.with_vat", found="with_vat")


def _price_rules_are_whole(decision: Decision) -> Found:
    policy = decision.price_policy
    if policy is None:
        return
    if policy.formula in NEEDS_BENCHMARK and policy.benchmark is None:
        yield DecisionError("benchmark_missing", "price_policy.benchmark", found=policy.formula)
    if policy.formula in NEEDS_K and _not_above_zero(policy.money_per_point):
        yield DecisionError("money_per_point_missing", "price_policy.money_per_point", found=policy.formula)
    best, worst = policy.full_points_at, policy.benchmark
    if best and worst and best.currency == worst.currency and best.amount >= worst.amount:
        yield DecisionError(
            "full_points_above_benchmark",
            "price_policy.full_points_at",
            found=best.amount,
            allowed=worst.amount,
        )
    yield from _currencies_have_rates(decision)


def _not_above_zero(money: Money | None) -> bool:
    return money is None or money.amount <= 0


def _currencies_have_rates(decision: Decision) -> Found:
    """Hold the published figures against each other: they must be in one currency, or have a rate."""
    policy, costs = decision.price_policy, decision.cost_policy
    figures = ("benchmark", "full_points_at", "money_per_point")
    stated = {name: money for name in figures if (money := getattr(policy, name)) is not None}
    target = costs.currency if costs else next((money.currency for money in stated.values()), "")
    for name, money in stated.items():
        if not convertible(money.currency, target, costs):
            yield DecisionError("rate_missing", f"price_policy.{name}", found=money.currency, allowed=target)


def convertible(currency: str, target: str, policy: CostPolicy | None) -> bool:
    """Tell whether amounts of a currency can be stated in another."""
    known = {rate.currency for rate in policy.rates} if policy else set()
    return currency == target or currency in known


def _bids_have_prices(decision: Decision) -> Found:
    """Let prices be missing only as long as they are sealed: opening them needs some that can be read."""
    if prices_are_sealed(decision):
        return
    for bid in decision.bids:
        if bid.price is None:
            yield DecisionError("price_missing", f"bids.{bid.id}.price", found=bid.id)
        for promise in bid.commitments:
            if promise.price is None:
                where = f"bids.{bid.id}.commitments.{promise.need}.price"
                yield DecisionError("price_missing", where, found=promise.need)


def _something_but_cost_is_weighted(decision: Decision) -> Found:
    """Refuse a price formula beside weights of which nothing is left once cost carries none."""
    apart = weightless(decision)
    for node in {node for node, _ in apart}:
        out = {child for of, child in apart if of == node}
        stated = decision.weights.get(node)
        points = stated.points if stated and stated.method == "points" else {}
        left = [points[child] for child in points if child not in out]
        if left and sum(left) <= 0:
            yield DecisionError("only_cost_weighted", f"weights.{node}", found=sorted(out))
    if {child for of, child in apart if of == SIDES_NODE} >= {"platform", "integrator"}:
        yield DecisionError("only_cost_weighted", "criteria_set", found=["platform", "integrator"])


def _two_people_opened(decision: Decision) -> Found:
    opening = decision.tender_file.opening if decision.tender_file else None
    if opening is None:
        return
    one, other = (" ".join(person.casefold().split()) for person in (opening.by, opening.witness))
    if one == other and opening.by != ERASED:
        yield DecisionError("opened_by_one_person", "tender_file.opening.witness")
