"""Ways of paying for a licence over the years: subscription, perpetual and self-hosted side by side."""

import datetime as dt
from dataclasses import dataclass
from itertools import accumulate, permutations

from selection.analysis.costs import Cost, over_horizons, overtakes, policy_of
from selection.errors import DecisionError
from selection.model.consistency import offer_names
from selection.model.costs import HORIZONS, LicenceModel
from selection.model.decision import Decision


@dataclass(frozen=True, slots=True)
class LicencePath:
    """What one offer has cost in all after each year: likely amounts, as they are paid, not discounted."""

    offer: str
    name: str
    model: LicenceModel
    paid: tuple[float, ...]
    cost: Cost
    """Over the longest horizon."""


@dataclass(frozen=True, slots=True)
class Overtaking:
    """The first year in which one offer has cost more in all than another that had cost no less before."""

    dearer: str
    cheaper: str
    year: int


@dataclass(frozen=True, slots=True)
class LicenceComparison:
    """Offers whose way of paying is stated and whose costs are known."""

    currency: str
    paths: tuple[LicencePath, ...]
    overtakings: tuple[Overtaking, ...]
    lacking: tuple[tuple[str, DecisionError | None], ...]
    """Offers of which nothing is stated (None), or what keeps their cost from being worked out."""


def licence_comparison(decision: Decision, today: dt.date) -> LicenceComparison:
    """Add up, year by year, what the offers cost by themselves.

    Only what is stated of the offer itself counts, not the price of a bid nor what a firm costs.

    Parameters
    ----------
    today
        The day on which it is judged whether an offer is still valid.
    """
    policy, names = policy_of(decision), offer_names(decision)
    paths: list[LicencePath] = []
    lacking: list[tuple[str, DecisionError | None]] = []
    for offer, model in policy.licence_models.items():
        if offer not in names:
            continue
        try:
            costs = over_horizons(decision, offer, today)
        except DecisionError as error:
            lacking.append((names[offer], error))
            continue
        if costs is None:
            lacking.append((names[offer], None))
            continue
        cost = costs[HORIZONS[-1]]
        paid = tuple(accumulate(year.likely for year in cost.by_year))
        paths.append(LicencePath(offer, names[offer], model, paid, cost))
    return LicenceComparison(policy.currency, tuple(paths), _overtakings(paths), tuple(lacking))


def _overtakings(paths: list[LicencePath]) -> tuple[Overtaking, ...]:
    found = []
    for one, other in permutations(paths, 2):
        year = overtakes(one.cost, other.cost)
        if year is not None and one.model != other.model:
            found.append(Overtaking(one.name, other.name, year))
    return tuple(sorted(found, key=lambda o: (o.year, o.dearer, o.cheaper)))
