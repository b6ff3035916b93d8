"""Tables of partial values and gates that change with what uncertain cells turn out to be.

A table belongs to one of the three blocks (platforms, integrators, pairs). Its value under drawn weights
is what the middles are worth, plus, for the places that rest on uncertain cells, what the draw adds.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from selection.analysis.cell_draws import CellTable, Shifts, rows_of
from selection.analysis.fit import counts_as_is, exact, need_shares
from selection.analysis.foundation import Foundation, Kind
from selection.analysis.partials import Partials
from selection.analysis.products import product
from selection.analysis.uncertain import failing_items, fed_needs
from selection.analysis.values import partial_value
from selection.model.criteria import Linear, PiecewiseLinear
from selection.model.needs import Need

Table = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]
Counts = NDArray[np.int64]
Whole = NDArray[Any]
"""Whole numbers: of the machine, or Python's own where those would be too small."""

_OPEN_HALF = 0.5
_PERCENT = 100


@dataclass(frozen=True, slots=True, eq=False)
class ShakenTable:
    """One block of partial values, and the places in it that rest on uncertain cells.

    `cells` are rows of the cell table, sorted by alternative and criterion; a place (`rows`, `columns`)
    is where one alternative meets one criterion, and its cells begin at `starts`. `curved` holds, per
    place, the scale on which as-is fit is valued, and `met` the fit before anything is drawn. `owners` are
    the rows of all cells of the cell table.
    """

    alternatives: tuple[str, ...]
    criteria: tuple[str, ...]
    middle: Table
    cells: Indices
    share: Table
    starts: Indices
    rows: Indices
    columns: Indices
    curved: Mapping[int, Linear | PiecewiseLinear]
    met: Table
    failing: Counts
    owners: Indices

    @classmethod
    def of(cls, foundation: Foundation, kind: Kind, table: CellTable) -> "ShakenTable":
        """Lay out one block of a foundation."""
        partials: Partials = getattr(foundation, kind)
        rows = rows_of(table.cells, partials.alternatives)
        order = {name: at for at, name in enumerate(partials.criteria)}
        columns = np.array([order.get(cell.criterion or "", -1) for cell in table.cells], dtype=np.intp)
        here = np.array([cell.side == kind for cell in table.cells], dtype=bool) & (columns >= 0)
        place = rows * max(1, len(partials.criteria)) + columns
        cells = np.flatnonzero(here)
        cells = cells[np.argsort(place[cells], kind="stable")]
        _, starts = np.unique(place[cells], return_index=True)
        first = cells[starts]
        scales = _fit_scales(foundation, [partials.criteria[at] for at in columns[first]])
        return cls(
            alternatives=partials.alternatives,
            criteria=partials.criteria,
            middle=(partials.low + partials.high) / 2,
            cells=cells,
            share=np.array([table.cells[at].share for at in cells.tolist()], dtype=np.float64),
            starts=starts,
            rows=rows[first],
            columns=columns[first],
            curved=scales,
            met=_met_before(foundation, partials, rows[first], columns[first], scales),
            failing=_failing_counts(foundation, kind, partials.alternatives),
            owners=rows,
        )

    def moved(self, shifts: Shifts) -> "Moved":
        """Give how far the places that rest on shifted cells are from their middles."""
        place = np.full(int(self.cells.max(initial=-1)) + 1, -1, dtype=np.intp)
        place[self.cells] = np.repeat(np.arange(len(self.starts)), np.diff([*self.starts, len(self.cells)]))
        share = np.zeros(len(place))
        share[self.cells] = self.share
        here = np.flatnonzero(shifts.cells < len(place))
        here = here[place[shifts.cells[here]] >= 0]
        here = here[np.argsort(place[shifts.cells[here]], kind="stable")]
        cells = shifts.cells[here]
        parts = shifts.worth[here] * share[cells, None]
        places, found = summed(place[cells], parts)
        for at, which in enumerate(places.tolist()):
            if which in self.curved:
                valued = partial_values(_PERCENT * (self.met[which] + found[at]), self.curved[which])
                found[at] = valued - self.middle[self.rows[which], self.columns[which]]
        return Moved(self.rows[places], self.columns[places], found)

    def values(self, weights: Table, moved: "Moved") -> Table:
        """Give every alternative's part, alternatives × draws, under weights given as draws × criteria."""
        across = np.ascontiguousarray(weights.T)
        found = product(self.middle, across) + np.zeros((1, moved.by.shape[1]))
        rows, starts = np.unique(moved.rows, return_index=True)
        ends = np.append(starts, len(moved.rows))[1:]
        # Alternative by alternative, because a table of all products would not stay in the nearest memory.
        for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True):
            by = moved.by[start:end]
            found[row] += np.einsum(
                "pd,pd->d", by, np.broadcast_to(across[moved.columns[start:end]], by.shape)
            )
        return found

    def failures(self, shifts: Shifts, excused: Collection[int] = ()) -> Flags:
        """Tell whether a cell, unless it is excused, fails each alternative's gate: alternatives × draws."""
        count = np.repeat(self.failing[:, None], shifts.count, axis=1)
        counting = np.setdiff1d(self.cells, np.array(list(excused), dtype=np.intp))
        here = np.flatnonzero(np.isin(shifts.deciding, counting))
        here = here[np.argsort(self.owners[shifts.deciding[here]], kind="stable")]
        rows, sums = summed(self.owners[shifts.deciding[here]], shifts.fails[here].astype(np.int64))
        count[rows] += sums
        return np.asarray(count > 0)


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """Places of a table, sorted by row, and how far each is from its middle: places × draws."""

    rows: Indices
    columns: Indices
    by: Table


Numbers = TypeVar("Numbers", bound=np.generic)


def summed(keys: Indices, parts: NDArray[Numbers]) -> tuple[Indices, NDArray[Numbers]]:
    """Add up rows with the same key; keys are sorted.

    >>> keys, sums = summed(np.array([0, 0, 2]), np.array([[1.0], [2.0], [5.0]]))
    >>> keys.tolist(), sums.tolist()
    ([0, 2], [[3.0], [5.0]])
    """
    found, starts = np.unique(keys, return_index=True)
    if len(found) == len(keys):
        return found, parts
    return found, np.add.reduceat(parts, starts, axis=0)


def _fit_scales(foundation: Foundation, names: Sequence[str]) -> dict[int, Linear | PiecewiseLinear]:
    """Find the places where needs are counted on a scale instead of being averaged on the ladder."""
    found: dict[int, Linear | PiecewiseLinear] = {}
    for place, name in enumerate(names):
        criterion = foundation.criteria[name]
        if criterion.from_ == "needs" and isinstance(criterion.value, Linear | PiecewiseLinear):
            found[place] = criterion.value
    return found


def _met_before(
    foundation: Foundation,
    partials: Partials,
    rows: Indices,
    columns: Indices,
    curved: Mapping[int, object],
) -> Table:
    """Give as-is fit of the places where it is valued, an open answer counting half."""
    fed = fed_needs(foundation)
    met = np.zeros(len(rows))
    for place in curved:
        offer, needs = partials.alternatives[rows[place]], fed[partials.criteria[columns[place]]]
        met[place] = _counted(foundation, offer, needs)
    return met


def _counted(foundation: Foundation, offer: str, needs: Sequence[Need]) -> float:
    policy, cells = foundation.decision.policy, foundation.answers[offer]
    shares = need_shares(needs, cells, policy)
    as_is = (share for n, share in shares.items() if counts_as_is(cells[n].cell, policy))
    still_open = (share for n, share in shares.items() if cells[n].cell.is_open)
    return float(sum(as_is, Fraction(0))) + _OPEN_HALF * float(sum(still_open, Fraction(0)))


def _failing_counts(foundation: Foundation, kind: Kind, names: Sequence[str]) -> Counts:
    return np.array([_failing(foundation, kind, name) for name in names], dtype=np.int64)


def _failing(foundation: Foundation, kind: Kind, name: str) -> int:
    """Count the cells that fail an alternative's own gates as things stand."""
    failing = failing_items(foundation.gates[name])
    own = [n for n, c in foundation.criteria.items() if c.scope == kind and n in failing]
    needs = len(failing - foundation.criteria.keys()) if kind == "platform" else 0
    return len(own) + needs


def partial_values(performances: Table, scale: Linear | PiecewiseLinear) -> Table:
    """Place many performances on a scale; what is level to nine digits is at the same place.

    >>> scale = PiecewiseLinear(kind="piecewise_linear", unit="%", levels=("<50", 50, 75, 100))
    >>> partial_values(np.array([49.0, 50.0, 100.0]), scale).round(9).tolist()
    [0.0, 0.333333333, 1.0]
    """
    distinct, back = np.unique(performances.round(9), return_inverse=True)
    valued = np.array([partial_value(float(performance), scale) for performance in distinct])
    return np.asarray(valued[back].reshape(performances.shape))


@dataclass(frozen=True, slots=True, eq=False)
class FitGate:
    """As-is fit against its line, counted in whole numbers so that 80 % of 35 needs is 28.

    `parts` are what each cell counts, in parts of `whole`; `possible` is what each offer can reach at
    most before anything is drawn. An offer to which no need applies has nothing that could fail.
    """

    cells: Indices
    rows: Indices
    parts: Whole
    possible: Whole
    needed: Whole

    @classmethod
    def of(cls, foundation: Foundation, table: CellTable) -> "FitGate":
        """Count in parts that are fine enough for every share of every offer."""
        offers = foundation.platform.alternatives
        policy, needs = foundation.decision.policy, foundation.rules.needs
        shares = [need_shares(needs, foundation.answers[offer], policy) for offer in offers]
        line = exact(policy.fit_line)
        whole = lcm(line.denominator, *(s.denominator for found in shares for s in set(found.values())))
        kind: type[np.int64] | type[object] = np.int64 if whole < 2**62 else object
        at = [n for n, cell in enumerate(table.cells) if cell.kind == "need"]
        rows = rows_of([table.cells[n] for n in at], offers)
        parts = [shares[r][table.cells[n].item] for n, r in zip(at, rows.tolist(), strict=True)]
        reach = [f.high if (f := foundation.fits[offer]) else Fraction(1) for offer in offers]
        return cls(
            cells=np.array(at, dtype=np.intp),
            rows=rows,
            parts=np.array([int(part * whole) for part in parts], dtype=kind),
            possible=np.array([int(share * whole) for share in reach], dtype=kind),
            needed=np.array([int(line * whole) if foundation.fits[o] else 0 for o in offers], dtype=kind),
        )

    def missed(self, shifts: Shifts) -> Flags:
        """Tell whether each offer's fit falls short of the line: offers × draws."""
        reached = np.repeat(self.possible[:, None], shifts.count, axis=1)
        place = np.searchsorted(self.cells, shifts.counting)
        rows, sums = summed(self.rows[place], shifts.as_is * self.parts[place, None])
        reached[rows] += sums
        return np.asarray(reached < self.needed[:, None], dtype=bool)
