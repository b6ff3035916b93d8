"""From a decision to its result: values, ranks and pairs, every figure with what it is made of.

The foundation holds what depends on answers and scores, `rank` adds what depends on the weights; a
moved weight needs only the second.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from selection.analysis.fit import Fit
from selection.analysis.foundation import Foundation, Kind, lay_foundation
from selection.analysis.gates import Gate
from selection.analysis.pairs import PairKey
from selection.analysis.partials import Partials, Table
from selection.analysis.ranking import Block, Indices, display_order, possible_ranks, totals
from selection.analysis.weights import NodeWeightTable, leaf_weights, node_weights, side_weights
from selection.errors import NotFound
from selection.model.base import Localised
from selection.model.consistency import offer_names
from selection.model.decision import Decision


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one criterion adds to an alternative's value: weight · partial value."""

    criterion: str
    weight: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Breakdown:
    """What every criterion adds to one kind of alternatives' values: alternatives × criteria."""

    criteria: tuple[str, ...]
    weights: Table
    low: Table
    high: Table

    def of(self, row: int) -> tuple[Contribution, ...]:
        """Give the contributions to one alternative's value."""
        figures = zip(
            self.criteria,
            self.weights.tolist(),
            self.low[row].tolist(),
            self.high[row].tolist(),
            strict=True,
        )
        return tuple(Contribution(*figure) for figure in figures)


@dataclass(frozen=True, slots=True, eq=False)
class Alternative:
    """The result for one offer, integrator or pair."""

    id: str
    kind: Kind
    name: str
    gate: Gate
    fit: Fit | None
    low: float
    high: float
    proven: float
    """The lower bound if evidence weaker than the stage asks for is not relied on."""
    quality_low: float
    quality_high: float
    """The value without the cost group."""
    rank: int | None
    rank_best: int | None
    rank_worst: int | None
    breakdown: Breakdown
    row: int
    pair: PairKey | None = None

    @property
    def middle(self) -> float:
        """The middle of the interval."""
        return (self.low + self.high) / 2

    @property
    def is_exact(self) -> bool:
        """Whether no open answer is left in its value."""
        return self.low == self.high

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """What each criterion adds; lows and highs sum to the alternative's."""
        return self.breakdown.of(self.row)


@dataclass(frozen=True, slots=True)
class BaselineLine:
    """The value of not buying, over the platform's side alone and over everything."""

    name: str | Localised
    platform_low: float
    platform_high: float
    low: float
    high: float


@dataclass(frozen=True)
class Evaluation:
    """The result of a decision under its weights."""

    foundation: Foundation
    nodes: NodeWeightTable
    platforms: tuple[Alternative, ...]
    integrators: tuple[Alternative, ...]
    pairs: tuple[Alternative, ...]
    baseline: BaselineLine | None

    @property
    def decision(self) -> Decision:
        """The decision it is the result of."""
        return self.foundation.decision

    def alternative(self, name: str) -> Alternative:
        """Find a result by its alternative's id.

        Raises
        ------
        NotFound
            If there is no such alternative.
        """
        everyone = {found.id: found for found in (*self.platforms, *self.integrators, *self.pairs)}
        if name not in everyone:
            raise NotFound("unknown_alternative", found=name, allowed=sorted(everyone))
        return everyone[name]


def evaluate(decision: Decision, today: dt.date) -> Evaluation:
    """Compute a decision's whole result.

    Parameters
    ----------
    today
        The day on which the age of facts is judged.

    Raises
    ------
    NoAlternativeLeft
        If there is no offer to rank.
    DecisionError
        If a need feeds no criterion, or a criterion is fed by no need.
    """
    return rank(lay_foundation(decision, today), node_weights(decision))


def rank(foundation: Foundation, nodes: NodeWeightTable) -> Evaluation:
    """Rank offers, integrators and pairs under the weights of the criteria tree's nodes."""
    decision = foundation.decision
    within_platform = side_weights(decision, nodes, "platform") if "platform" in nodes else {}
    within_integrator = side_weights(decision, nodes, "integrator") if "integrator" in nodes else {}
    overall = leaf_weights(decision, nodes)
    firms = _normalised({name: within_integrator[name] for name in foundation.integrator.criteria})
    names = offer_names(decision)
    platforms = _alternatives(
        foundation, "platform", list(names.items()), [(foundation.platform, None)], within_platform
    )
    integrators = _alternatives(
        foundation,
        "integrator",
        [(firm.id, firm.name) for firm in decision.integrators],
        [(foundation.integrator, None)],
        firms,
    )
    keys = foundation.pairs
    owners = (
        (foundation.platform, [p.offer for p in keys]),
        (foundation.integrator, [p.integrator for p in keys]),
        (foundation.pair, None),
    )
    pairs = _alternatives(foundation, "pair", [(p.id, p.name) for p in keys], owners, overall)
    return Evaluation(
        foundation, nodes, platforms, integrators, pairs, _baseline_line(foundation, within_platform, overall)
    )


def _normalised(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {name: weight / total if total else 0.0 for name, weight in weights.items()}


def _alternatives(
    foundation: Foundation,
    kind: Kind,
    named: Sequence[tuple[str, str]],
    parts: Sequence[tuple[Partials, Sequence[str] | None]],
    weights: Mapping[str, float],
) -> tuple[Alternative, ...]:
    """Assemble results from blocks of partial values, each owned by one alternative or shared by several."""
    if not named:
        return ()
    weighted = [_weighted(partials, owners, weights, len(named)) for partials, owners in parts]
    breakdown = Breakdown(
        tuple(name for partials, _ in parts for name in partials.criteria),
        np.concatenate([part.weights for part in weighted]),
        np.hstack([part.low[part.owner] for part in weighted]),
        np.hstack([part.high[part.owner] for part in weighted]),
    )
    blocks = [Block(part.low.sum(axis=1), part.high.sum(axis=1), part.owner) for part in weighted]
    gates = [foundation.gates[name] for name, _ in named]
    verdicts = [gate.verdict for gate in gates]
    ranks = possible_ranks(blocks, verdicts)
    low, high = totals(blocks)
    proven = np.hstack([part.proven[part.owner] for part in weighted]).sum(axis=1)
    quality_low, quality_high = _quality(foundation, breakdown)
    return tuple(
        Alternative(
            id=named[at][0],
            kind=kind,
            name=named[at][1],
            gate=gates[at],
            fit=foundation.fits.get(foundation.pairs[at].offer if kind == "pair" else named[at][0]),
            low=float(low[at]),
            high=float(high[at]),
            proven=float(proven[at]),
            quality_low=float(quality_low[at]),
            quality_high=float(quality_high[at]),
            rank=ranks.rank(at, verdicts[at]),
            rank_best=ranks.best[at],
            rank_worst=ranks.worst[at],
            breakdown=breakdown,
            row=at,
            pair=foundation.pairs[at] if kind == "pair" else None,
        )
        for at in display_order([name for name, _ in named], verdicts, ranks, low, high)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Weighted:
    weights: Table
    low: Table
    high: Table
    proven: Table
    owner: Indices


def _weighted(
    partials: Partials, owners: Sequence[str] | None, weights: Mapping[str, float], count: int
) -> _Weighted:
    order = {name: at for at, name in enumerate(partials.alternatives)}
    owner = [order[name] for name in owners] if owners is not None else list(range(count))
    w = np.array([weights[name] for name in partials.criteria])
    return _Weighted(
        w, partials.low * w, partials.high * w, partials.proven * w, np.array(owner, dtype=np.intp)
    )


def _quality(foundation: Foundation, breakdown: Breakdown) -> tuple[Table, Table]:
    """Leave the cost group out and let the other weights sum to 1 again."""
    worth = np.array([not foundation.criteria[name].is_cost for name in breakdown.criteria], dtype=bool)
    share = breakdown.weights[worth].sum() or 1.0
    return breakdown.low[:, worth].sum(axis=1) / share, breakdown.high[:, worth].sum(axis=1) / share


def _baseline_line(
    foundation: Foundation, within_platform: Mapping[str, float], overall: Mapping[str, float]
) -> BaselineLine | None:
    partials, baseline = foundation.baseline, foundation.decision.baseline
    if partials is None or baseline is None:
        return None

    def bounds(weights: Mapping[str, float]) -> tuple[float, float]:
        w = np.array([weights.get(name, 0.0) for name in partials.criteria])
        return float(partials.low[0] @ w), float(partials.high[0] @ w)

    platform_low, platform_high = bounds(within_platform)
    low, high = bounds(overall)
    return BaselineLine(baseline.name, platform_low, platform_high, low, high)
