"""Draws of the whole decision: weights, scores, answers and evidence, each of which can be held still.

Everything is drawn once; which sources of doubt count is decided afterwards, so that results with one
source and with another rest on the same draws and differ by nothing but the source.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from selection.analysis.cell_draws import CellDraws, CellTable, Shifts
from selection.analysis.evaluation import Evaluation
from selection.analysis.foundation import Foundation, Kind
from selection.analysis.gates import promised_in_time
from selection.analysis.shaken_tables import FitGate, Moved, ShakenTable
from selection.analysis.uncertain import SOURCES, Source, uncertain_cells
from selection.analysis.weight_draws import Electorate, WeightDraws, fixed
from selection.analysis.weights import NodeWeightTable

Table = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]

KINDS: tuple[Kind, ...] = ("platform", "integrator", "pair")

_AT_ONCE = 2**22


@dataclass(frozen=True, eq=False)
class Setting:
    """A decision made ready to be drawn: what is uncertain about it, and who may weigh."""

    foundation: Foundation
    nodes: NodeWeightTable
    electorate: Electorate
    cells: CellTable
    tables: Mapping[Kind, ShakenTable]
    fit: FitGate

    @classmethod
    def of(cls, evaluation: Evaluation) -> "Setting":
        """Make a result's decision ready; weights that are held still are the result's own."""
        foundation = evaluation.foundation
        decision = foundation.decision
        cells = CellTable(uncertain_cells(foundation), decision.policy.robustness)
        tables = {kind: ShakenTable.of(foundation, kind, cells) for kind in KINDS}
        fit = FitGate.of(foundation, cells)
        return cls(foundation, evaluation.nodes, Electorate.of(decision), cells, tables, fit)

    @cached_property
    def names(self) -> Mapping[Kind, tuple[str, ...]]:
        """The alternatives of each kind, in the order of the rows."""
        return {kind: self.tables[kind].alternatives for kind in KINDS}

    @cached_property
    def criteria(self) -> Mapping[Kind, tuple[str, ...]]:
        """The criteria of each kind, in the order of its weights' columns."""
        platform, firm = self.tables["platform"].criteria, self.tables["integrator"].criteria
        whole = (*platform, *self.foundation.decision.criteria_set.leaves("integrator"))
        return {"platform": platform, "integrator": firm, "pair": whole}

    @cached_property
    def official(self) -> WeightDraws:
        """The weights of the result, as a single draw."""
        return fixed(self.foundation.decision, self.nodes)

    @cached_property
    def owners(self) -> tuple[Indices, Indices]:
        """The row of each pair's offer, and of its firm."""
        offers = {name: at for at, name in enumerate(self.names["platform"])}
        firms = {name: at for at, name in enumerate(self.names["integrator"])}
        found = [(offers[pair.offer], firms[pair.integrator]) for pair in self.foundation.pairs]
        rows = np.array(found, dtype=np.intp).reshape(len(found), 2)
        return rows[:, 0], rows[:, 1]

    @cached_property
    def excused(self) -> Mapping[int, frozenset[int]]:
        """The rows of bids, each with the cells it need not fear for its gate.

        A must-need that was answered and that the bid commits to in time is covered by the promise, whether
        or not the answer turns out to be true, as it is in the gate itself.
        """
        stated: dict[str, dict[str, int]] = {}
        for at, cell in enumerate(self.cells.cells):
            if cell.kind == "need" and not cell.is_open:
                stated.setdefault(cell.owners[0], {})[cell.item] = at
        found = {}
        for row, pair in enumerate(self.foundation.pairs):
            promised = promised_in_time(self.foundation.rules, pair.bid.commitments) if pair.bid else ()
            cells = stated.get(pair.offer, {})
            covered = frozenset(cells[need] for need in promised if need in cells)
            if covered:
                found[row] = covered
        return found

    def draws(self, count: int, seed: int) -> "Iterator[Draws]":
        """Draw everything that many times, in portions that fit into the memory.

        The same seed gives the same draws.
        """
        generator = np.random.default_rng(seed)
        widest = max(1, len(self.cells.cells), *(len(names) for names in self.names.values()))
        portion = max(100, _AT_ONCE // widest)
        for start in range(0, count, portion):
            size = min(portion, count - start)
            weights = self.electorate.draw(generator, size)
            yield Draws(self, weights, self.cells.draw(generator, size))


@dataclass(frozen=True, eq=False)
class Draws:
    """A portion of the draws."""

    setting: Setting
    weights: WeightDraws
    cells: CellDraws

    @property
    def count(self) -> int:
        """How many draws there are."""
        return self.weights.count

    def worlds(self, sources: Collection[Source] = SOURCES) -> "Worlds":
        """See what the draws make of the alternatives if only some sources of doubt vary."""
        weights = self.weights if "weights" in sources else self.setting.official
        return Worlds(self.setting, weights, self.cells.shifts(sources))


@dataclass(frozen=True, eq=False)
class Worlds:
    """What became of every alternative, draw by draw."""

    setting: Setting
    weights: WeightDraws
    shifts: Shifts

    @property
    def count(self) -> int:
        """How many draws there are."""
        return self.shifts.count

    @cached_property
    def moved(self) -> Mapping[Kind, Moved]:
        """How far each uncertain place of each table is from its middle."""
        return {kind: table.moved(self.shifts) for kind, table in self.setting.tables.items()}

    def scores(self, kind: Kind, weights: WeightDraws | None = None) -> Table:
        """Give overall values of one kind, alternatives × draws; under other weights where they are given."""
        chosen = weights or self.weights
        if kind == "platform":
            return self._platforms(chosen)
        if kind == "integrator":
            within = chosen.integrator[:, self._columns("integrator")].sum(axis=1)
            return np.asarray(self._firms(chosen) / np.where(within > 0, within, 1))
        offers, firms = self.setting.owners
        share = chosen.share
        other = self._firms(chosen)[firms] + self._own(chosen)
        return np.asarray(share * self._platforms(chosen)[offers] + (1 - share) * other)

    def _platforms(self, weights: WeightDraws) -> Table:
        return self.setting.tables["platform"].values(weights.platform, self.moved["platform"])

    def _firms(self, weights: WeightDraws) -> Table:
        table = self.setting.tables["integrator"]
        return table.values(weights.integrator[:, self._columns("integrator")], self.moved["integrator"])

    def _own(self, weights: WeightDraws) -> Table:
        table = self.setting.tables["pair"]
        return table.values(weights.integrator[:, self._columns("pair")], self.moved["pair"])

    def _columns(self, kind: Kind) -> list[int]:
        leaves = self.setting.foundation.decision.criteria_set.leaves("integrator")
        return [leaves.index(name) for name in self.setting.tables[kind].criteria]

    def weights_of(self, kind: Kind) -> Table:
        """Give the weights one kind of alternatives is valued with: draws × criteria; rows sum to 1."""
        if kind == "platform":
            found = self.weights.platform
        elif kind == "integrator":
            own = self.weights.integrator[:, self._columns("integrator")]
            total = own.sum(axis=1, keepdims=True)
            found = own / np.where(total > 0, total, 1)
        else:
            found = self.weights.overall
        return found if len(found) == self.count else np.repeat(found, self.count, axis=0)

    @cached_property
    def _passed_platforms(self) -> Flags:
        failed = self.setting.tables["platform"].failures(self.shifts) | self.setting.fit.missed(self.shifts)
        return np.asarray(~failed)

    @cached_property
    def _passed_firms(self) -> Flags:
        return ~self.setting.tables["integrator"].failures(self.shifts)

    def eligible(self, kind: Kind) -> Flags:
        """Tell which alternatives' gates do not fail: alternatives × draws."""
        if kind == "platform":
            return self._passed_platforms
        if kind == "integrator":
            return self._passed_firms
        _, firms = self.setting.owners
        own = ~self.setting.tables["pair"].failures(self.shifts) & self._compatible()
        return np.asarray(self._passed_offers() & self._passed_firms[firms] & own)

    def _passed_offers(self) -> Flags:
        """Tell whether each pair's offer passes, given what the bid promises: pairs × draws."""
        offers, _ = self.setting.owners
        found = self._passed_platforms[offers]
        missed = self.setting.fit.missed(self.shifts) if self.setting.excused else found
        for row, cells in self.setting.excused.items():
            failed = self.setting.tables["platform"].failures(self.shifts, cells)[offers[row]]
            found[row] = ~(failed | missed[offers[row]])
        return found

    def _compatible(self) -> Flags:
        pairs = self.setting.foundation.pairs
        found = np.array([pair.compatibility != "no" for pair in pairs], dtype=bool)
        by_draw = np.repeat(found[:, None], self.count, axis=1)
        order = {pair.id: at for at, pair in enumerate(pairs)}
        for at, which in enumerate(self.shifts.deciding.tolist()):
            cell = self.setting.cells.cells[which]
            if cell.kind == "compatibility":
                by_draw[[order[name] for name in cell.owners]] &= self.shifts.fails[at] <= 0
        return by_draw
