"""What charts of sureness are drawn from, as plain figures: ranking, weight map, tornado, difference."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selection.analysis.gates import Verdict
from selection.analysis.ranking import DIGITS
from selection.analysis.standing import Standing
from selection.analysis.survey import Survey

Table = NDArray[np.float64]

OUTSIDE = -1
"""A place of a weight map where the two weights would sum to more than 1."""

_MOST_OF_THE_DRAWS = (0.05, 0.95)

NOTABLE = 0.005
"""A central weight no farther than this from the usual one says nothing about who would choose so."""


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One alternative in the interval ranking.

    `low` and `high` are the bounds whatever open answers turn out to be, `proven` the lower bound without
    weak evidence; nine of ten draws lie between `drawn_low` and `drawn_high`. `likeliest_rank` is the rank
    it gets most often, None where it is excluded in every draw.
    """

    name: str
    gate: Verdict
    low: float
    middle: float
    high: float
    proven: float
    drawn_low: float
    drawn_high: float
    likeliest_rank: int | None
    first: float


def interval_ranking(found: Standing, survey: Survey) -> tuple[IntervalRow, ...]:
    """List alternatives by how often they come first, then by their middle."""
    low, high = found.low @ found.weights, found.high @ found.weights
    proven = found.proven @ found.weights
    drawn = np.quantile(survey.scores, _MOST_OF_THE_DRAWS, axis=1)
    ranks = survey.acceptability
    rows = [
        IntervalRow(
            name,
            found.verdicts[at],
            float(low[at]),
            float(low[at] + high[at]) / 2,
            float(high[at]),
            float(proven[at]),
            float(drawn[0, at]),
            float(drawn[1, at]),
            None if ranks[at, :-1].sum() == 0 else int(ranks[at, :-1].argmax()) + 1,
            float(ranks[at, 0]),
        )
        for at, name in enumerate(found.names)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.first, -round(row.middle, DIGITS), row.name)))


@dataclass(frozen=True, slots=True, eq=False)
class WeightMap:
    """Who wins under any two weights, the others keeping their proportions.

    `winners[y, x]` is the row of the winner in `names` where the first criterion weighs `steps[x]` and
    the second `steps[y]`, or −1 where they would sum to more than 1.
    """

    first: str
    second: str
    names: tuple[str, ...]
    steps: Table
    winners: NDArray[np.intp]
    now: tuple[float, float]

    @property
    def shares(self) -> dict[str, float]:
        """The share of the map that each winner has."""
        inside = self.winners[self.winners != OUTSIDE]
        rows, counts = np.unique(inside, return_counts=True)
        return {self.names[row]: float(n) / inside.size for row, n in zip(rows, counts.tolist(), strict=True)}


def weight_map(found: Standing, first: str, second: str, places: int = 41) -> WeightMap | None:
    """Draw up the map for two criteria; None if there are no two, or nobody to compare."""
    rows = found.compared
    if first == second or {first, second} - set(found.criteria) or not rows.size:
        return None
    x, y = found.criteria.index(first), found.criteria.index(second)
    rest = np.array([at not in (x, y) for at in range(len(found.criteria))], dtype=bool)
    within = np.where(rest, found.weights, 0.0)
    total = within.sum()
    # Where the two are all that weighs, what is left over counts alike for everybody.
    others = found.middle @ (within / total) if total > 0 else np.zeros(len(found.names))
    steps = np.linspace(0, 1, places)
    across, up = np.meshgrid(steps, steps)
    left = 1 - across - up
    ordered = np.array(sorted(rows.tolist(), key=lambda row: found.names[row]), dtype=np.intp)
    middle = found.middle
    values = np.stack(
        [across * middle[row, x] + up * middle[row, y] + left * others[row] for row in ordered.tolist()]
    )
    winners = ordered[np.argmax(values.round(DIGITS), axis=0)]
    winners[left < -(10.0**-DIGITS)] = OUTSIDE
    now = float(found.weights[x]), float(found.weights[y])
    return WeightMap(first, second, found.names, steps, winners, now)


@dataclass(frozen=True, slots=True)
class Bar:
    """How far the leader's lead over one rival moves if one criterion's weight moves within its range.

    `weight_low` and `weight_high` bound nine of ten drawn weights; the others keep their proportions.
    `open_low` and `open_high` are the lead if the open answers on the criterion turn out worst or best
    for the leader.
    """

    criterion: str
    weight: float
    weight_low: float
    weight_high: float
    lead_low: float
    lead_high: float
    open_low: float
    open_high: float

    @property
    def span(self) -> float:
        """How far the lead moves, by weight or by answers."""
        return max(self.lead_high - self.lead_low, self.open_high - self.open_low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """What moves the lead of the leader over its strongest rival, the most telling first."""

    leader: str
    rival: str
    lead: float
    bars: tuple[Bar, ...]


def tornado(found: Standing, survey: Survey, shared: Sequence[bool], rival: int) -> Tornado | None:
    """Move one criterion at a time; `shared` tells on which criteria the two rest on the same cells."""
    leader = found.leader
    if leader is None:
        return None
    lead = found.middle[leader] - found.middle[rival]
    worst = np.where(shared, 0.0, found.low[leader] - found.high[rival])
    best = np.where(shared, 0.0, found.high[leader] - found.low[rival])
    whole = float(lead @ found.weights)
    columns = [survey.criteria.index(name) for name in found.criteria]
    ranges = np.quantile(survey.weights[:, columns], _MOST_OF_THE_DRAWS, axis=0)
    bars = []
    for at, name in enumerate(found.criteria):
        weight = float(found.weights[at])
        ends = [_lead_at(lead, found.weights, at, float(end)) for end in ranges[:, at]]
        without = whole - weight * float(lead[at])
        answers = without + weight * float(worst[at]), without + weight * float(best[at])
        limits = float(ranges[0, at]), float(ranges[1, at])
        bars.append(Bar(name, weight, *limits, min(ends), max(ends), *answers))
    ordered = sorted(bars, key=lambda bar: (-round(bar.span, DIGITS), bar.criterion))
    return Tornado(found.names[leader], found.names[rival], whole, tuple(ordered))


def _lead_at(lead: Table, weights: Table, column: int, weight: float) -> float:
    """Give the lead if one criterion weighs so much and the others keep their proportions."""
    now = float(weights[column])
    if now >= 1:
        return float(lead[column])
    rest = (float(lead @ weights) - now * float(lead[column])) / (1 - now)
    return weight * float(lead[column]) + (1 - weight) * rest


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """What one criterion adds to the difference of two alternatives, with bounds over open answers."""

    criterion: str
    weight: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the difference of two alternatives comes from; rows sum to it, the largest first."""

    one: str
    other: str
    low: float
    middle: float
    high: float
    rows: tuple[DifferenceRow, ...]


def difference(found: Standing, one: int, other: int, shared: Sequence[bool]) -> Difference:
    """Take two alternatives apart, criterion by criterion; what both rest on cancels."""
    same: NDArray[np.bool_] = np.asarray(shared, dtype=bool)
    w = found.weights
    low = w * np.where(same, 0.0, found.low[one] - found.high[other])
    high = w * np.where(same, 0.0, found.high[one] - found.low[other])
    middle = w * (found.middle[one] - found.middle[other])
    figures = zip(found.criteria, w.tolist(), low.tolist(), middle.tolist(), high.tolist(), strict=True)
    rows = sorted((DifferenceRow(*row) for row in figures), key=lambda row: (-abs(row.middle), row.criterion))
    return Difference(
        found.names[one],
        found.names[other],
        float(low.sum()),
        float(middle.sum()),
        float(high.sum()),
        tuple(rows),
    )


def heat_map(survey: Survey) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Give every alternative's rank shares, the excluded share last, the one most often first on top."""
    table = survey.acceptability.tolist()
    rows = [(name, tuple(shares)) for name, shares in zip(survey.names, table, strict=True)]
    return tuple(sorted(rows, key=lambda row: (*(-share for share in row[1]), row[0])))


@dataclass(frozen=True, slots=True)
class Preference:
    """Who would choose an alternative: whoever weighs as it does on average where it comes first.

    `more` and `less` are the criteria whose weight is then farthest above and below that of all draws,
    each with its weight there and its mean weight. `assured` is the confidence factor: how often the
    alternative comes first under exactly these weights.
    """

    name: str
    first: float
    assured: float
    more: tuple[tuple[str, float, float], ...]
    less: tuple[tuple[str, float, float], ...]


def preferences(survey: Survey, most: int = 2) -> tuple[Preference, ...]:
    """Describe by its central weights everybody who ever comes first, the most frequent on top."""
    found = survey.smaa
    usual = survey.weights.mean(axis=0)
    listed = []
    for name, first, central, assured in zip(
        survey.names, found.first.tolist(), found.central_weights, found.confidence, strict=True
    ):
        if central is None or assured is None:
            continue
        order = np.argsort(usual - central, kind="stable").tolist()
        row = [(survey.criteria[at], float(central[at]), float(usual[at])) for at in order]
        more = tuple(one for one in row[:most] if one[1] - one[2] > NOTABLE)
        less = tuple(one for one in row[::-1][:most] if one[2] - one[1] > NOTABLE)
        listed.append(Preference(name, first, assured, more, less))
    return tuple(sorted(listed, key=lambda one: (-one.first, one.name)))


def duels(survey: Survey, names: Sequence[str]) -> Table | None:
    """Give how often each of some is ahead of each other one; None if that was not counted for so many."""
    pairwise = survey.counted.pairwise
    if pairwise is None:
        return None
    rows = [survey.names.index(name) for name in names]
    return np.asarray(pairwise[np.ix_(rows, rows)])
