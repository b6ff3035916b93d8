"""A decision as a prospect: what can be chosen, and which cells may still turn out otherwise.

Weights stand as they were given. A cell takes what `uncertain` says it may turn out to be. A score the
team agreed on stands as agreed: nobody is asked to find out whether it is a level off. What lacks a
promise is not counted as failing, nor is an answer that a bid on the offer promises to make true: a promise
is negotiated, not found out. The baseline's own open answers count half.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.fit import counts_as_is, need_shares
from selection.analysis.foundation import Foundation
from selection.analysis.gates import promised_in_time
from selection.analysis.information import Cell, Part, Prospect, Table, Total
from selection.analysis.partials import Partials
from selection.analysis.uncertain import Outcome, UncertainCell, fed_needs, uncertain_cells
from selection.analysis.weights import leaf_weights, side_weights
from selection.model.criteria import Linear, PiecewiseLinear
from selection.model.needs import Need

GRAINS = 200
"""So finely an even scale is divided, where any value may come."""

_PERCENT = 100
_DIGITS = 9

Owner = tuple[str, str]
"""Which part of an alternative: its kind and its id."""

Curve = Callable[[Table], Table]

NOTHING: Owner = ("nothing", "")


@dataclass(frozen=True, eq=False)
class Outlay:
    """A prospect together with what its numbers stand for.

    `cells` are what may still be found out, in the prospect's own order; `alternatives` what can be
    chosen, the fallback left out; `gates` whether what fails a gate can't be had; `settled` what each cell
    adds to a value as things stand, an open one half.
    """

    prospect: Prospect
    cells: tuple[UncertainCell, ...]
    alternatives: tuple[Alternative, ...]
    gates: bool
    settled: tuple[float, ...]


def outlay(evaluation: Evaluation, *, gates: bool = True) -> Outlay:
    """Lay out what there is to choose from: the pairs, or the platforms where there are no pairs.

    Parameters
    ----------
    gates
        Whether what turns out to fail a gate can't be had. Without them the question is which of the
        alternatives would be best, supposing that they pass.
    """
    standing = [a for a in (evaluation.pairs or evaluation.platforms) if a.gate.verdict != "fail"]
    # What members judged and have not agreed on is settled by talking, not by asking anybody.
    unsure = [cell for cell in uncertain_cells(evaluation.foundation) if not cell.chances]
    uncertain = [cell for cell in unsure if cell.is_open or cell.may_be_worse]
    links = {pair: c.item for c in uncertain if c.kind == "compatibility" for pair in c.owners}
    owners = [_owners(alternative, links) for alternative in standing]
    cells: dict[Owner, list[UncertainCell]] = {owner: [] for found in owners for owner in found}
    for cell in uncertain:
        owner = ("link", cell.item) if cell.kind == "compatibility" else (cell.side, cell.owners[0])
        if owner in cells:
            cells[owner].append(cell)
    builder = _Builder(evaluation.foundation, _weights(evaluation), gates, _promised(evaluation.foundation))
    order = {owner: at for at, owner in enumerate(cells)}
    table = [[order[owner] for owner in found] for found in owners]
    return Outlay(
        Prospect(
            tuple(builder.part(owner, found) for owner, found in cells.items()),
            np.array(table, dtype=np.intp).reshape(len(owners), len(owners[0]) if owners else 0),
            _fallback(evaluation),
        ),
        tuple(cell for found in cells.values() for cell in found),
        tuple(standing),
        gates,
        tuple(builder.worth(cell) * cell.before.value for found in cells.values() for cell in found),
    )


def _promised(foundation: Foundation) -> frozenset[tuple[str, str]]:
    """Give every offer and need that some bid on the offer commits to in time."""
    return frozenset(
        (bid.offer, need)
        for bid in foundation.decision.bids
        for need in promised_in_time(foundation.rules, bid.commitments)
    )


def _owners(alternative: Alternative, links: Mapping[str, str]) -> tuple[Owner, ...]:
    pair = alternative.pair
    if pair is None:
        return (("platform", alternative.id),)
    link: Owner = ("link", links[pair.id]) if pair.id in links else NOTHING
    return ("platform", pair.offer), ("integrator", pair.integrator), ("pair", pair.id), link


def _weights(evaluation: Evaluation) -> dict[str, float]:
    if evaluation.pairs:
        return leaf_weights(evaluation.decision, evaluation.nodes)
    return side_weights(evaluation.decision, evaluation.nodes, "platform")


def _fallback(evaluation: Evaluation) -> float:
    """Give what is left if nothing can be had: the baseline's value, else that of the worst of everything."""
    line = evaluation.baseline
    if line is None:
        return 0.0
    low, high = (line.low, line.high) if evaluation.pairs else (line.platform_low, line.platform_high)
    return (low + high) / 2


@dataclass(frozen=True, slots=True)
class _Count:
    """Needs that count as a whole: what each weighs, and what their sum decides."""

    shares: Mapping[str, float]
    total: Total


@dataclass(frozen=True)
class _Builder:
    """Makes parts of owners and cells."""

    foundation: Foundation
    weights: Mapping[str, float]
    gates: bool
    promised: Collection[tuple[str, str]]

    def part(self, owner: Owner, cells: Sequence[UncertainCell]) -> Part:
        kind, name = owner
        counts = self._counts(name, cells) if kind == "platform" else ()
        tables = {
            "platform": self.foundation.platform,
            "integrator": self.foundation.integrator,
            "pair": self.foundation.pair,
        }
        base = self._base(tables[kind], name, cells) if kind in tables else 0.0
        made = tuple(self._cell(cell, counts) for cell in cells)
        return Part(base, made, tuple(count.total for count in counts))

    def _base(self, partials: Partials, name: str, cells: Sequence[UncertainCell]) -> float:
        """Give what is settled of a part's value: all of its value but what rests on its cells."""
        row = partials.alternatives.index(name)
        middles = ((partials.low[row] + partials.high[row]) / 2).tolist()
        values = dict(zip(partials.criteria, middles, strict=True))
        for cell in cells:
            if cell.criterion is not None:
                values[cell.criterion] -= cell.share * cell.before.value
        return float(sum(self.weights[c] * value for c, value in values.items() if self._scale(c) is None))

    def _scale(self, criterion: str) -> Linear | PiecewiseLinear | None:
        """Give the scale on which needs are counted, where a criterion counts them."""
        found = self.foundation.criteria[criterion]
        counted = found.from_ == "needs" and isinstance(found.value, Linear | PiecewiseLinear)
        return found.value if counted and isinstance(found.value, Linear | PiecewiseLinear) else None

    def _counts(self, offer: str, cells: Sequence[UncertainCell]) -> tuple[_Count, ...]:
        counts = []
        for criterion, needs in fed_needs(self.foundation).items():
            scale = self._scale(criterion)
            if scale is not None:
                curve = curve_of(scale, self.weights[criterion])
                counts.append(self._count(offer, needs, cells, curve=curve))
        if self.gates and self.foundation.fits[offer] is not None:
            line = float(self.foundation.rules.fit_line)
            counts.append(self._count(offer, self.foundation.rules.needs, cells, line=line))
        return tuple(counts)

    def _count(
        self,
        offer: str,
        needs: Sequence[Need],
        cells: Sequence[UncertainCell],
        *,
        line: float = -np.inf,
        curve: Curve | None = None,
    ) -> _Count:
        policy, answers = self.foundation.decision.policy, self.foundation.answers[offer]
        uncertain = {cell.item for cell in cells if cell.kind == "need"}
        shares = need_shares(needs, answers, policy)
        settled = (
            share
            for name, share in shares.items()
            if name not in uncertain and counts_as_is(answers[name].cell, policy)
        )
        start = float(sum(settled, Fraction(0)))
        return _Count({name: float(s) for name, s in shares.items()}, Total(start, line, curve))

    def worth(self, cell: UncertainCell) -> float:
        """Give what a cell is worth at best; nothing by itself where needs are counted together."""
        if cell.criterion is None or self._scale(cell.criterion) is not None:
            return 0.0
        return self.weights[cell.criterion] * cell.share

    def _cell(self, cell: UncertainCell, counts: Sequence[_Count]) -> Cell:
        outcomes, chances = outcomes_of(cell)
        weight = self.worth(cell)
        covered = not cell.is_open and (cell.owners[0], cell.item) in self.promised
        feared = self.gates and not covered
        alive = [not (feared and (o.fails or o.value < cell.bar)) for o in outcomes]
        counted = [[c.shares.get(cell.item, 0.0) * o.as_is for o in outcomes] for c in counts]
        return Cell(
            chances,
            np.array([weight * o.value for o in outcomes]),
            np.array(alive, dtype=bool),
            np.array(counted, dtype=np.float64).reshape(len(counts), len(outcomes)),
        )


def outcomes_of(cell: UncertainCell) -> tuple[tuple[Outcome, ...], Table]:
    """List what a cell may turn out to be, with the chance of each.

    >>> worse, stated = Outcome("absent", 0.0), Outcome("as_is", 1.0)
    >>> claimed = UncertainCell("need", "platform", ("a",), "N", "F", (worse, stated), stated, 0.2, 1)
    >>> outcomes_of(claimed)[1].tolist()
    [0.2, 0.8]
    """
    if cell.outcomes:
        others = cell.outcomes[: cell.worse] if cell.stated else cell.outcomes
    else:
        top = cell.stated.value if cell.stated else 1.0
        others = tuple(Outcome(f"{n}", top * (n + 0.5) / GRAINS) for n in range(GRAINS))
    if cell.stated is None:
        return others, np.full(len(others), 1 / len(others))
    if not others:
        return (cell.stated,), np.ones(1)
    return (cell.stated, *others), np.array([cell.truth, *[(1 - cell.truth) / len(others)] * len(others)])


def curve_of(scale: Linear | PiecewiseLinear, weight: float) -> Curve:
    """Make of a scale in percent the function from a share of needs to weighted value.

    >>> grown = PiecewiseLinear(kind="piecewise_linear", unit="%", levels=("<50", 50, 75, 100))
    >>> curve_of(grown, 0.3)(np.array([0.4999, 0.5, 0.75, 1.0])).round(9).tolist()
    [0.0, 0.1, 0.2, 0.3]
    """
    rising = 1.0 if scale.direction == "increasing" else -1.0
    anchors = (scale.worst, scale.best) if isinstance(scale, Linear) else scale.anchors
    lowest = int(isinstance(scale, PiecewiseLinear) and scale.step is not None)
    knots = rising * np.array(anchors)
    heights = weight * (lowest + np.arange(len(anchors))) / (lowest + len(anchors) - 1)

    def valued(shares: Table) -> Table:
        reached = (rising * _PERCENT * shares).round(_DIGITS)
        return np.interp(reached, knots, heights, left=0.0 if lowest else heights[0])

    return valued
