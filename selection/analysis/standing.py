"""One kind of alternatives as plain arrays: what analyses that move weights, scores or answers start from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.foundation import Foundation, Kind
from selection.analysis.gates import Verdict
from selection.analysis.partials import Partials
from selection.analysis.ranking import DIGITS
from selection.analysis.weights import NodeWeightTable, leaf_weights, side_weights
from selection.model.criteria import SIDES

Table = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """Alternatives of one kind with their partial values (alternatives × criteria) and weights.

    `low` and `high` bound partial values over open answers; `proven` is the lower bound without weak
    evidence.
    """

    kind: Kind
    names: tuple[str, ...]
    criteria: tuple[str, ...]
    low: Table
    high: Table
    proven: Table
    weights: Table
    verdicts: tuple[Verdict, ...]

    @property
    def middle(self) -> Table:
        """Partial values in the middle of their intervals."""
        return (self.low + self.high) / 2

    @property
    def values(self) -> Table:
        """Overall values in the middle of their intervals."""
        return np.asarray(self.middle @ self.weights)

    @property
    def compared(self) -> Indices:
        """The rows of those that passed their gates; where none did, of those that may still pass."""
        return compared(self.verdicts)

    @property
    def is_exact(self) -> bool:
        """Whether no open answer is left in what is compared."""
        rows = self.compared
        return bool((self.low[rows] == self.high[rows]).all())

    @property
    def leader(self) -> int | None:
        """The row of the one that is ahead by its middle; None if all are excluded or there is none."""
        return self.winner(self.values)

    def winner(self, values: Table) -> int | None:
        """Find who is ahead under other values; of several that are level the first by name."""
        return first_of(values, self.compared, self.names)


def compared(verdicts: Sequence[Verdict]) -> Indices:
    """Choose whose values are compared: all that passed, or, where none did, all that did not fail.

    >>> compared(["open", "pass", "fail"]).tolist(), compared(["open", "fail"]).tolist()
    ([1], [0])
    """
    passed = [at for at, verdict in enumerate(verdicts) if verdict == "pass"]
    standing = [at for at, verdict in enumerate(verdicts) if verdict != "fail"]
    return np.array(passed or standing, dtype=np.intp)


def first_of(values: Table, rows: Indices, names: Sequence[str]) -> int | None:
    """Find the greatest value to nine digits; of several the first by name."""
    best = min(rows.tolist(), key=lambda row: (-round(float(values[row]), DIGITS), names[row]), default=None)
    return None if best is None else int(best)


def standings(evaluation: Evaluation) -> tuple[Standing, ...]:
    """Lay out platforms, integrators and pairs, as far as there are any."""
    kinds: tuple[Kind, ...] = ("platform", "integrator", "pair")
    found = (standing(evaluation, kind) for kind in kinds)
    return tuple(one for one in found if one.names and one.criteria)


def standing(evaluation: Evaluation, kind: Kind) -> Standing:
    """Lay out one kind of alternatives, with the weights of the result."""
    foundation = evaluation.foundation
    everyone: tuple[Alternative, ...] = getattr(evaluation, f"{kind}s")
    verdicts = {found.id: found.gate.verdict for found in everyone}
    if kind == "pair":
        tables = _owned(foundation)
    else:
        partials: Partials = getattr(foundation, kind)
        tables = (partials.criteria, partials.low, partials.high, partials.proven)
    names = tuple(pair.id for pair in foundation.pairs) if kind == "pair" else partials.alternatives
    weights = weights_of(evaluation, kind, evaluation.nodes)
    return Standing(kind, names, *tables, weights, tuple(verdicts[name] for name in names))


def _owned(foundation: Foundation) -> tuple[tuple[str, ...], Table, Table, Table]:
    """Put the partial values of each pair's platform, firm and of its own side by side."""
    offers = {name: at for at, name in enumerate(foundation.platform.alternatives)}
    firms = {name: at for at, name in enumerate(foundation.integrator.alternatives)}
    parts = (
        (foundation.platform, [offers[pair.offer] for pair in foundation.pairs]),
        (foundation.integrator, [firms[pair.integrator] for pair in foundation.pairs]),
        (foundation.pair, list(range(len(foundation.pairs)))),
    )
    criteria = tuple(name for partials, _ in parts for name in partials.criteria)
    low = np.hstack([partials.low[rows] for partials, rows in parts])
    high = np.hstack([partials.high[rows] for partials, rows in parts])
    return criteria, low, high, np.hstack([partials.proven[rows] for partials, rows in parts])


def weights_of(evaluation: Evaluation, kind: Kind, nodes: NodeWeightTable) -> Table:
    """Give the weights one kind of alternatives is valued with, in the order of its criteria."""
    decision, foundation = evaluation.decision, evaluation.foundation
    if kind == "pair":
        overall = leaf_weights(decision, nodes)
        parts = (foundation.platform, foundation.integrator, foundation.pair)
        return np.array([overall[name] for partials in parts for name in partials.criteria])
    partials = foundation.platform if kind == "platform" else foundation.integrator
    if kind not in nodes or kind not in SIDES:
        return np.zeros(len(partials.criteria))
    within = side_weights(decision, nodes, kind)
    found = np.array([within[name] for name in partials.criteria], dtype=np.float64)
    total = found.sum()
    return found / total if total > 0 else found
