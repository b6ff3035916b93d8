"""Partial values of all alternatives on all criteria, as tables of intervals.

An open cell can turn out anywhere between worst and best, so its partial value is the interval
[0, 1]; one that members judged and have not agreed on lies between their judgements; one resting on
evidence below the gate's level may also turn out worse than stated.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selection.analysis.cells import Resolved, Subject, score_cell
from selection.analysis.fit import Fit, as_is_fit
from selection.analysis.values import Scale, partial_value
from selection.model.consistency import criterion_fed_by
from selection.model.criteria import Criterion, DeliveryLadder
from selection.model.decision import Decision
from selection.model.judgements import Answer, Evidence, Score
from selection.model.needs import TIERS, Delivery, Need

Table = NDArray[np.float64]
Bounds = tuple[float, float, float]
"""Lowest, highest and proven partial value."""

NOTHING: Bounds = (0.0, 0.0, 0.0)
ANYTHING: Bounds = (0.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Partials:
    """Partial values, alternatives × criteria, in [0, 1].

    `low` and `high` bound them over the open cells, `proven` is the lower bound if evidence below
    the gate's level is not relied on either.
    """

    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    low: Table
    high: Table
    proven: Table

    def columns(self, names: Sequence[str]) -> "Partials":
        """Give some criteria only, in the order asked for."""
        at = [self.criteria.index(name) for name in names]
        return Partials(
            self.alternatives, tuple(names), self.low[:, at], self.high[:, at], self.proven[:, at]
        )


def measured(
    decision: Decision, subjects: Sequence[Subject], criteria: Sequence[Criterion], today: dt.date
) -> tuple[Partials, dict[str, dict[str, Resolved[Score]]]]:
    """Value what was measured: every subject on every criterion that comes from a measure."""
    cells = {
        subject.id: {c.id: score_cell(decision, subject, c.id, c.measured_by, today) for c in criteria}
        for subject in subjects
    }
    return _table_of(cells, criteria, decision.gate_evidence), cells


def _table_of(
    cells: Mapping[str, Mapping[str, Resolved[Score]]], criteria: Sequence[Criterion], level: Evidence
) -> Partials:
    bounds = np.array(
        [[_bounds(row[c.id], c, level) for c in criteria] for row in cells.values()], dtype=np.float64
    ).reshape(len(cells), len(criteria), 3)
    return Partials(
        tuple(cells), tuple(c.id for c in criteria), bounds[:, :, 0], bounds[:, :, 1], bounds[:, :, 2]
    )


def _bounds(found: Resolved[Score], criterion: Criterion, level: Evidence) -> Bounds:
    judged = judged_values(found, criterion)
    if judged:
        return min(judged), max(judged), 0.0 if found.is_weak(level) else min(judged)
    return NOTHING if found.cell.state == "no_answer" else ANYTHING


def judged_values(found: Resolved[Score], criterion: Criterion) -> tuple[float, ...]:
    """Give what a cell is worth: one value if it is agreed or measured, one per judgement until then."""
    scores = (found.cell, *(opinion.score for opinion in found.opinions))
    scale = criterion.value
    if isinstance(scale, DeliveryLadder):
        return ()
    return tuple(partial_value(s.performance, scale) for s in scores if s.performance is not None)


def from_needs(
    decision: Decision,
    cells: Mapping[str, Mapping[str, Resolved[Answer]]],
    criteria: Sequence[Criterion],
) -> Partials:
    """Value how needs are met: every offer on every criterion that needs feed."""
    fed: dict[str, list[Need]] = {c.id: [] for c in criteria}
    for need in decision.needs:
        name = criterion_fed_by(decision, need)
        if name in fed:
            fed[name].append(need)
    ladders = [c for c in criteria if isinstance(c.value, DeliveryLadder)]
    table = _ladder_table(decision, cells, {c.id: fed[c.id] for c in ladders})
    columns = {c.id: table[:, at] for at, c in enumerate(ladders)}
    for criterion in criteria:
        if not isinstance(criterion.value, DeliveryLadder):
            columns[criterion.id] = _fit_column(decision, cells, criterion.value, fed[criterion.id])
    bounds = np.stack([columns[c.id] for c in criteria], axis=1) if criteria else np.zeros((len(cells), 0, 3))
    return Partials(
        tuple(cells), tuple(c.id for c in criteria), bounds[:, :, 0], bounds[:, :, 1], bounds[:, :, 2]
    )


def _fit_column(
    decision: Decision,
    cells: Mapping[str, Mapping[str, Resolved[Answer]]],
    scale: Scale,
    needs: Sequence[Need],
) -> Table:
    level = decision.gate_evidence
    fits = [as_is_fit(needs, answers, decision.policy, level) for answers in cells.values()]
    return np.array([_fit_bounds(fit, scale) for fit in fits], dtype=np.float64).reshape(len(cells), 3)


def _fit_bounds(fit: Fit | None, scale: Scale) -> Bounds:
    if fit is None:
        return ANYTHING
    low, high, proven = (
        partial_value(float(100 * share), scale) for share in (fit.low, fit.high, fit.proven)
    )
    return low, high, proven


def _ladder_table(
    decision: Decision,
    cells: Mapping[str, Mapping[str, Resolved[Answer]]],
    fed: Mapping[str, Sequence[Need]],
) -> Table:
    """Average the ladder per tier, then over tiers by their shares: offers × criteria × bounds."""
    ordered = [need for needs in fed.values() for need in needs]
    ladder, level = decision.policy.ladder, decision.gate_evidence
    rungs = np.array(
        [[_rung(answers[need.id], ladder, level) for need in ordered] for answers in cells.values()],
        dtype=np.float64,
    ).reshape(len(cells), len(ordered), 4)
    cohorts = _cohorts(fed)
    sums = np.einsum("onk,nct->octk", rungs, cohorts)
    counted = sums[..., 3:]
    means = np.divide(sums[..., :3], counted, out=np.zeros_like(sums[..., :3]), where=counted > 0)
    shares = np.array([decision.policy.tier_shares[tier] for tier in TIERS])
    present = (counted > 0).astype(np.float64)
    weights = shares[None, None, :, None] * present
    weights = np.where(weights.sum(axis=2, keepdims=True) > 0, weights, present)
    total = weights.sum(axis=2)
    value = np.divide(
        (means * weights).sum(axis=2), total, out=np.zeros((*means.shape[:2], 3)), where=total > 0
    )
    nothing_applies = total[..., 0] == 0
    value[nothing_applies] = ANYTHING
    return np.asarray(value, dtype=np.float64)


def _rung(
    found: Resolved[Answer], ladder: Mapping[Delivery, float], level: Evidence
) -> tuple[float, float, float, float]:
    """Give one answer's bounds, and whether it counts at all."""
    cell = found.cell
    if cell.leaves_the_count:
        return *NOTHING, 0.0
    if cell.is_open:
        return *ANYTHING, 1.0
    value = ladder[cell.delivery] if cell.delivery is not None else 0.0
    return value, value, 0.0 if found.is_weak(level) else value, 1.0


def _cohorts(fed: Mapping[str, Sequence[Need]]) -> Table:
    """Mark which need belongs to which criterion and tier: needs × criteria × tiers."""
    rows = [(c, TIERS.index(need.tier)) for c, needs in enumerate(fed.values()) for need in needs]
    cohorts = np.zeros((len(rows), len(fed), len(TIERS)))
    for row, (criterion, tier) in enumerate(rows):
        cohorts[row, criterion, tier] = 1.0
    return cohorts
