"""What an answer is worth before it is given: how much better one chooses, on average, knowing it.

Choosing now, one takes the alternative with the highest expected value, M = max_a E U(a). Knowing the
answer to a question q first, one takes the best in its light. The question is worth the difference

    I(q) = E_q[max_a E(U(a) | q)] − M,

which is never negative, never smaller for a larger set of answers, and for all answers together it is
the regret to be expected from choosing now.

An alternative is a sum of independent parts (a platform, a firm, what belongs to the pair), and a part
is made of cells. It is worth its value if none of its cells fails a gate; otherwise it can't be had, and
one is left with the fallback: what happens without a purchase.

References
----------
Raiffa, H. and Schlaifer, R. (1961). Applied Statistical Decision Theory. Harvard University.
Howard, R. A. (1966). Information value theory. IEEE Transactions on Systems Science and Cybernetics 2(1),
22-26.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selection.errors import DecisionError

Table = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]

HAIR = 1e-9
"""Sums of shares are compared this close to a line, as they are binary numbers."""


_REPLIES_AND_ALTERNATIVES = 2


def value_of_asking(expected: ArrayLike, chances: ArrayLike | None = None) -> float:
    """Tell what one question is worth, from what each alternative is expected to be worth after each reply.

    Parameters
    ----------
    expected
        Replies × alternatives: the expected value of every alternative in the light of every reply.
    chances
        How likely each reply is; all alike if left out.

    Raises
    ------
    DecisionError
        If the arrays don't fit each other or a figure is not finite.

    >>> round(value_of_asking([[0.2, 0.6], [0.9, 0.6]], [0.5, 0.5]), 9)
    0.15
    """
    table = np.asarray(expected, dtype=np.float64)
    shape = "replies × alternatives"
    rows = len(table) if table.ndim else 0
    p = np.full(rows, 1 / max(1, rows)) if chances is None else np.asarray(chances, dtype=np.float64)
    if table.ndim != _REPLIES_AND_ALTERNATIVES or not table.size or p.shape != (rows,):
        raise DecisionError("array_shape", "expected", found=table.shape, expected=shape)
    if not (np.isfinite(table).all() and np.isfinite(p).all()):
        raise DecisionError("performance_not_finite", "expected", found="nan")
    leader = int(np.argmax(p @ table))
    return float(p @ (table.max(axis=1) - table[:, leader]))


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One thing that may still be found out, by what it may turn out to be.

    `values` is what each outcome adds to its part's value, `alive` whether the part survives it, and
    `counts` what it adds to the part's totals (totals × outcomes).
    """

    chances: Table
    values: Table
    alive: Flags
    counts: Table

    @property
    def survival(self) -> float:
        """The chance that the part survives it."""
        return float(self.chances[self.alive].sum())

    def classes(self) -> tuple[Table, Table, Table]:
        """Put outcomes that count alike together, given survival: chances, mean values, counts."""
        left = np.where(self.alive, self.chances, 0.0)
        left = left / (left.sum() or 1.0)
        kinds, kind_of = np.unique(self.counts, axis=1, return_inverse=True)
        size = kinds.shape[1]
        chance = np.bincount(kind_of.ravel(), left, minlength=size)
        total = np.bincount(kind_of.ravel(), left * self.values, minlength=size)
        mean = np.divide(total, chance, out=np.zeros(size), where=chance > 0)
        return np.asarray(chance, dtype=np.float64), np.asarray(mean, dtype=np.float64), kinds


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over cells that counts as a whole: it must reach a line, or is valued on a curve, or both."""

    start: float
    line: float = -np.inf
    curve: Callable[[Table], Table] | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most a part can be worth where it survives, and whether it may not survive."""

    least: float
    most: float
    may_fail: bool


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One independent part of alternatives: what is settled of its value, and its cells."""

    base: float
    cells: tuple[Cell, ...] = ()
    totals: tuple[Total, ...] = ()

    @property
    def bounds(self) -> Bounds:
        """What it can be worth, whatever its cells turn out to be; curves only rise, or only fall."""
        possible = [cell.chances > 0 for cell in self.cells]
        counts = [cell.counts[:, able] for cell, able in zip(self.cells, possible, strict=True)]
        fewest = sum((found.min(axis=1) for found in counts), np.zeros(len(self.totals)))
        most = sum((found.max(axis=1) for found in counts), np.zeros(len(self.totals)))
        ends = [self.base, self.base]
        for cell, able in zip(self.cells, possible, strict=True):
            ends = [ends[0] + cell.values[able].min(), ends[1] + cell.values[able].max()]
        may_fail = any(not cell.alive[able].all() for cell, able in zip(self.cells, possible, strict=True))
        for total, low, high in zip(self.totals, fewest, most, strict=True):
            may_fail |= bool(total.start + low < total.line - HAIR)
            if total.curve is not None:
                valued = total.curve(np.array([total.start + low, total.start + high]))
                ends = [ends[0] + valued.min(), ends[1] + valued.max()]
        return Bounds(float(ends[0]), float(ends[1]), may_fail)


@dataclass(frozen=True, slots=True, eq=False)
class Prospect:
    """What there is to choose from: alternatives as sums of parts, and what is left if none can be had.

    `alternatives` names the parts of each (alternatives × parts); the fallback can always be chosen and
    stands after them.
    """

    parts: tuple[Part, ...]
    alternatives: Indices
    fallback: float

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where every cell stands: its part, and its place in it."""
        return tuple((p, c) for p, part in enumerate(self.parts) for c in range(len(part.cells)))

    def is_nothing(self, part: int) -> bool:
        """Whether a part adds nothing and can't fail: it stands where an alternative has none of its kind."""
        found = self.parts[part]
        return not (found.base or found.cells or found.totals)


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What a part can be expected to be, row by row: its chance to survive, and its value where it does.

    `worth` is the expectation of its value counted only where it survives, E(S · V).
    """

    survival: Table
    worth: Table


class PartView:
    """One part, seen with some of its cells known and the others as likely as they are.

    Exact where no totals count. Where they do, what the unknown cells add to them is listed out if the
    list is short, and drawn otherwise; the same lots serve every question.
    """

    def __init__(self, part: Part, lots: Table, most_listed: int) -> None:
        self._part = part
        self._most = most_listed
        self._survival = np.array([cell.survival for cell in part.cells])
        self._classes = [cell.classes() for cell in part.cells] if part.totals else []
        self._coupled = [len(found[0]) > 1 for found in self._classes]
        self._means = np.array([_mean_if_alive(cell) for cell in part.cells])
        self._drawn = [
            np.searchsorted(np.cumsum(found[0])[:-1], lots[:, at], side="right")
            for at, found in enumerate(self._classes)
        ]
        self._lots = len(lots)

    def outlook(self, known: Sequence[int], codes: Indices) -> Outlook:
        """Look at the part when the cells in `known` have turned out as in `codes` (rows × known)."""
        unknown = [at for at in range(len(self._part.cells)) if at not in set(known)]
        cells = [self._part.cells[at] for at in known]
        columns = range(len(known))
        alive = np.ones(len(codes), dtype=bool)
        value = np.full(len(codes), self._part.base)
        for column, cell in zip(columns, cells, strict=True):
            alive &= cell.alive[codes[:, column]]
            value += cell.values[codes[:, column]]
        chance = float(np.prod(self._survival[unknown]))
        if not self._part.totals:
            survival = alive * chance
            return Outlook(survival, survival * (value + self._means[unknown].sum()))
        reached = np.array([total.start for total in self._part.totals])[:, None] + np.zeros(len(codes))
        for column, cell in zip(columns, cells, strict=True):
            reached += cell.counts[:, codes[:, column]]
        survival, worth = self._counted(value, reached, unknown)
        return Outlook(alive * chance * survival, alive * chance * worth)

    def _counted(self, value: Table, reached: Table, unknown: Sequence[int]) -> tuple[Table, Table]:
        """Average over what the unknown cells may add to the totals; rows that are alike only once."""
        chances, added, counts = self._rest(unknown)
        kinds, back = np.unique(reached.round(9), axis=1, return_inverse=True)
        sums = kinds[:, :, None] + counts[:, None, :]
        held = np.ones(sums.shape[1:], dtype=bool)
        worth = np.broadcast_to(added, sums.shape[1:]).copy()
        for total, figure in zip(self._part.totals, sums, strict=True):
            held &= figure >= total.line - HAIR
            if total.curve is not None:
                worth += total.curve(figure)
        survival = held @ chances
        return survival[back.ravel()], (
            survival[back.ravel()] * value + ((held * worth) @ chances)[back.ravel()]
        )

    def _rest(self, unknown: Sequence[int]) -> tuple[Table, Table, Table]:
        """Give what unknown cells may add together: chances, values, counts (totals × rows)."""
        apart = [at for at in unknown if not self._coupled[at]]
        coupled = [at for at in unknown if self._coupled[at]]
        settled = float(self._means[apart].sum())
        fixed = sum((self._classes[at][2][:, 0] for at in apart), np.zeros(len(self._part.totals)))
        sizes = [len(self._classes[at][0]) for at in coupled]
        # In whole numbers without end: a hundred cells of two kinds are more than a machine's integer holds.
        combinations = prod(sizes)
        listed = combinations <= self._most
        rows = combinations if listed else self._lots
        codes = every_combination(sizes) if listed else [self._drawn[at] for at in coupled]
        chances = np.full(rows, 1.0 if listed else 1 / rows)
        added, counts = np.full(rows, settled), np.repeat(fixed[:, None], rows, axis=1)
        for at, code in zip(coupled, codes, strict=True):
            chance, mean, kinds = self._classes[at]
            added += mean[code]
            counts += kinds[:, code]
            if listed:
                chances *= chance[code]
        return chances, added, counts


def every_combination(sizes: Sequence[int]) -> Indices:
    """List all combinations of as many choices as there are sizes: choices × combinations.

    >>> every_combination([2, 2]).tolist(), every_combination([]).shape
    ([[0, 0, 1, 1], [0, 1, 0, 1]], (0, 1))
    """
    return np.indices(sizes).reshape(len(sizes), prod(sizes))


def _mean_if_alive(cell: Cell) -> float:
    left = np.where(cell.alive, cell.chances, 0.0)
    return float(left @ cell.values / (left.sum() or 1.0))
