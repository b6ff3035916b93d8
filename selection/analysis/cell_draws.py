"""Drawing what uncertain cells turn out to be: one draw per cell, shared by all that rest on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from selection.analysis.uncertain import Outcome, Source, UncertainCell
from selection.model.robustness import RobustnessPolicy

Table = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]
Signs = NDArray[np.int8]
Ladder = tuple[tuple[Outcome, ...], tuple[float, ...]]
"""Outcomes, and the chances with which they are drawn; none where all are as likely."""


@dataclass(frozen=True, eq=False)
class CellTable:
    """Uncertain cells as arrays, a row per cell, so that all of them are drawn together."""

    cells: tuple[UncertainCell, ...]
    shaken: RobustnessPolicy

    @cached_property
    def before(self) -> Table:
        """What each cell is worth while it is not drawn."""
        return np.array([cell.before.value for cell in self.cells], dtype=np.float64)

    @cached_property
    def fails_before(self) -> Flags:
        """Whether each cell fails a gate while it is not drawn."""
        return np.array([cell.before.fails for cell in self.cells], dtype=bool)

    @cached_property
    def as_is_before(self) -> Flags:
        """Whether each cell counts as met, or could, while it is not drawn."""
        return np.array([cell.before.as_is for cell in self.cells], dtype=bool)

    @cached_property
    def is_open(self) -> Flags:
        """Whether nothing is stated in each cell."""
        return np.array([cell.is_open for cell in self.cells], dtype=bool)

    @cached_property
    def is_judged(self) -> Flags:
        """Whether members judged each cell and have not agreed on it."""
        return np.array([bool(cell.chances) for cell in self.cells], dtype=bool)

    @cached_property
    def step(self) -> Table:
        """A level of each cell's scale, if its score may be one off."""
        return np.array([cell.step for cell in self.cells], dtype=np.float64)

    @cached_property
    def bar(self) -> Table:
        """The value below which each cell fails a gate."""
        return np.array([cell.bar for cell in self.cells], dtype=np.float64)

    @cached_property
    def excludes(self) -> Flags:
        """Whether each cell can fail a gate by itself."""
        found = [c.bar > 0 or c.before.fails or any(o.fails for o in c.outcomes) for c in self.cells]
        return np.array(found, dtype=bool)

    @cached_property
    def counts(self) -> Flags:
        """Whether each cell counts towards as-is fit."""
        return np.array([cell.kind == "need" for cell in self.cells], dtype=bool)

    @cached_property
    def truth(self) -> Table:
        """How likely what is stated is true; an open cell states nothing that could be."""
        return np.array([0.0 if cell.is_open else cell.truth for cell in self.cells])

    @cached_property
    def may_vary(self) -> Indices:
        """The rows of cells that are open or may be worse than stated."""
        found = [at for at, cell in enumerate(self.cells) if cell.is_open or cell.may_be_worse]
        return np.array(found, dtype=np.intp)

    @cached_property
    def judged(self) -> Indices:
        """The rows of cells whose score may be a level off."""
        return np.flatnonzero(self.step > 0)

    @cached_property
    def choices(self) -> Table:
        """How many outcomes each cell may come to if not what is stated; 0 on an even scale."""
        return np.array(
            [
                len(cell.outcomes) if cell.is_open else cell.worse if cell.outcomes else 0
                for cell in self.cells
            ],
            dtype=np.float64,
        )

    @cached_property
    def ladders(self) -> tuple[tuple[Ladder, Indices], ...]:
        """The lists of outcomes there are, each with the rows among `may_vary` that draw from it."""
        rows: dict[Ladder, list[int]] = {}
        seen: dict[int, list[int]] = {}
        for place, at in enumerate(self.may_vary.tolist()):
            cell = self.cells[at]
            if cell.chances:
                rows.setdefault((cell.outcomes, cell.chances), []).append(place)
                continue
            # Cells share their lists, so that comparing them by identity first is enough for most.
            if id(cell.outcomes) not in seen:
                seen[id(cell.outcomes)] = rows.setdefault((cell.outcomes, ()), [])
            seen[id(cell.outcomes)].append(place)
        return tuple((ladder, np.array(found, dtype=np.intp)) for ladder, found in rows.items())

    def draw(self, generator: np.random.Generator, count: int) -> "CellDraws":
        """Draw everything uncertain about the cells: cells × draws."""
        chance = generator.random((len(self.may_vary), count), dtype=np.float32)
        steps = generator.random((len(self.judged), count), dtype=np.float32)
        return CellDraws(self, chance, steps)


@dataclass(frozen=True, eq=False)
class CellDraws:
    """What the cells turned out to be, draw by draw; which of it counts depends on what may vary.

    `chance` and `steps` are the lots; what they mean is worked out once and kept.
    """

    table: CellTable
    chance: NDArray[np.float32]
    steps: NDArray[np.float32]

    @property
    def count(self) -> int:
        """How many draws there are."""
        return int(self.chance.shape[1])

    @cached_property
    def untrue(self) -> Flags:
        """Whether what is stated does not hold, for the cells that may vary; so it is for all open ones."""
        return np.asarray(self.chance >= self.table.truth[self.table.may_vary, None].astype(np.float32))

    @cached_property
    def turned_out(self) -> tuple[Table, Flags, Flags]:
        """What cells that may vary are if not as stated: value, whether it fails a gate, whether as is."""
        table, rows = self.table, self.table.may_vary
        truth = table.truth[rows, None].astype(np.float32)
        # What is left of the lot once it has decided on the truth decides on the outcome.
        rest = np.clip((self.chance - truth) / np.maximum(1 - truth, np.float32(1e-6)), 0, 1)
        value = np.empty(rest.shape)
        fails, as_is = np.zeros(rest.shape, dtype=bool), np.zeros(rest.shape, dtype=bool)
        for (outcomes, chances), places in table.ladders:
            at = rows[places]
            if not outcomes:
                top = np.where(table.is_open[at], 1.0, table.before[at])
                value[places] = rest[places] * top[:, None]
                fails[places] = value[places] < table.bar[at, None]
                continue
            index = _drawn(rest[places], chances, table.choices[at, None].astype(np.float32))
            value[places] = np.array([outcome.value for outcome in outcomes])[index]
            fails[places] = np.array([outcome.fails for outcome in outcomes])[index]
            as_is[places] = np.array([outcome.as_is for outcome in outcomes])[index]
        return value, fails, as_is

    @cached_property
    def stepped(self) -> tuple[Table, Flags]:
        """What agreed scores are if they may be a level off: value, and whether it fails a gate."""
        table, rows = self.table, self.table.judged
        way = (self.steps >= 1 - table.shaken.score_up).astype(np.float64)
        way -= self.steps < table.shaken.score_down
        value = np.clip(table.before[rows, None] + way * table.step[rows, None], 0, 1)
        moved = value < table.bar[rows, None]
        return value, np.where(way == 0, table.fails_before[rows, None], moved)

    def shifts(self, sources: Collection[Source]) -> "Shifts":
        """Give how far each cell is from what it was, if only some sources of doubt are looked at."""
        table = self.table
        varying = self._varying(sources)
        at = table.may_vary[varying]
        steps = table.judged if "scores" in sources else np.zeros(0, dtype=np.intp)
        cells, worth = self._worth(varying, steps)
        met = varying[table.counts[at]]
        as_is = self.turned_out[2][met].astype(np.int8) - table.as_is_before[table.may_vary[met], None]
        return Shifts(
            self.count,
            cells,
            worth,
            *self._fails(varying, steps),
            table.may_vary[met],
            np.where(self.untrue[met], as_is, 0),
        )

    @cached_property
    def fallen(self) -> Table:
        """How much the cells that may vary are worth beyond what they were, where they are not as stated."""
        changed = self.turned_out[0] - self.table.before[self.table.may_vary, None]
        return np.where(self.untrue, changed, 0.0)

    @cached_property
    def off_by_a_level(self) -> Table:
        """How much agreed scores are worth beyond what they were."""
        return np.asarray(self.stepped[0] - self.table.before[self.table.judged, None])

    def _worth(self, varying: Indices, steps: Indices) -> tuple[Indices, Table]:
        """Give the shifted cells, and by how much; what is stated and not true is not a level off as well."""
        at = self.table.may_vary[varying]
        if not steps.size:
            return at, self.fallen if len(at) == len(self.fallen) else self.fallen[varying]
        if not varying.size:
            return steps, self.off_by_a_level
        cells = np.union1d(at, steps)
        worth = np.zeros((len(cells), self.count))
        worth[np.searchsorted(cells, steps)] = self.off_by_a_level
        place = np.searchsorted(cells, at)
        worth[place] = np.where(self.untrue[varying], self.fallen[varying], worth[place])
        return cells, worth

    def _fails(self, varying: Indices, steps: Indices) -> tuple[Indices, Signs]:
        table = self.table
        varying = varying[table.excludes[table.may_vary[varying]]]
        at, chosen = table.may_vary[varying], np.flatnonzero(table.excludes[steps])
        cells = np.union1d(at, steps[chosen])
        fails = np.repeat(table.fails_before[cells, None], self.count, axis=1)
        if chosen.size:
            fails[np.searchsorted(cells, steps[chosen])] = self.stepped[1][chosen]
        place = np.searchsorted(cells, at)
        fails[place] = np.where(self.untrue[varying], self.turned_out[1][varying], fails[place])
        return cells, fails.astype(np.int8) - table.fails_before[cells, None]

    def _varying(self, sources: Collection[Source]) -> Indices:
        """Give the places among the cells that may vary of those that do so now."""
        rows = self.table.may_vary
        is_open, is_judged = self.table.is_open[rows], self.table.is_judged[rows]
        counted = is_open & ~is_judged & ("answers" in sources)
        counted |= is_judged & ("scores" in sources)
        counted |= ~is_open & ("evidence" in sources)
        return np.flatnonzero(counted)


def _drawn(rest: Table, chances: tuple[float, ...], choices: NDArray[np.float32]) -> Indices:
    """Turn lots into places among outcomes: as likely as their chances, or all alike."""
    if chances:
        return np.asarray(np.searchsorted(np.cumsum(chances)[:-1], rest, side="right"), dtype=np.intp)
    return np.minimum(rest * choices, choices - 1).astype(np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class Shifts:
    """How far cells are from what they were before anything was drawn: cells × draws.

    `worth` is the shift in value of `cells`; `fails`, of `deciding`, is 1 where a gate fails that did not,
    and −1 the other way; `as_is`, of `counting`, the same for what counts towards as-is fit.
    """

    count: int
    cells: Indices
    worth: Table
    deciding: Indices
    fails: Signs
    counting: Indices
    as_is: Signs


def rows_of(cells: Sequence[UncertainCell], names: Sequence[str]) -> Indices:
    """Find for every cell the row of its owner in a table; −1 where it has none there.

    >>> rows_of([UncertainCell("need", "platform", ("b",), "N1", "F1", ())], ["a", "b"]).tolist()
    [1]
    """
    order = {name: at for at, name in enumerate(names)}
    return np.array([order.get(cell.owners[0], -1) for cell in cells], dtype=np.intp)
