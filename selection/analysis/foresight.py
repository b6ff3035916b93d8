"""Looking ahead: what one would choose once some cells are known, over all they may turn out to be.

Few answers are listed out, every combination with its chance; many are drawn, the same lots for every
question (common random numbers), each cell's lots spread evenly over its outcomes. What is not asked is
never drawn here: given what is known, a value is an expectation.

The gain of a question over what is known already is averaged as

    max_a E(U(a) | known and q) − E(U(a*) | known and q),

a* being what one would have chosen without q. Its mean is I(known and q) − I(known), because the second
term's mean is that of the best choice without q; but no row of it is ever negative, so a question that
changes no choice is worth exactly nothing, however few the draws.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from selection.analysis.information import (
    Flags,
    Indices,
    Outlook,
    PartView,
    Prospect,
    Table,
    every_combination,
)

DRAWS = 1024
"""So many times the answers to a question are drawn, where they are too many to list."""

INNER = 64
"""So many times what nobody has asked is drawn, where it decides on a line or a curve."""

LISTED = 2048
"""Up to so many combinations of answers are listed out."""

LISTED_WITHIN = 128


@dataclass(frozen=True, slots=True, eq=False)
class Gain:
    """What a question adds to what is known.

    `changes` maps an alternative to the chance that it becomes the choice where another would have been
    taken, `from_` the choice it most often replaces. `exact` tells whether all answers were listed.
    """

    value: float
    changes: dict[int, float]
    replaced: int | None
    exact: bool

    @property
    def chance(self) -> float:
        """The chance that the choice changes."""
        return sum(self.changes.values())


@dataclass(eq=False)
class Foresight:
    """All that is uncertain about a prospect, drawn once from a seed."""

    prospect: Prospect
    seed: int
    draws: int = DRAWS
    _seen: dict[tuple[int, tuple[int, ...]], Outlook] = field(default_factory=dict)

    def __post_init__(self) -> None:
        generator = np.random.default_rng(self.seed)
        self._places = self.prospect.places
        parts = self.prospect.parts
        self._cells = [parts[p].cells[c] for p, c in self._places]
        self._codes = np.zeros((self.draws, len(self._cells)), dtype=np.intp)
        for at, cell in enumerate(self._cells):
            self._codes[:, at] = _spread(generator, cell.chances, self.draws)
        self._views = [
            PartView(part, _lots(generator, INNER, len(part.cells)), LISTED_WITHIN) for part in parts
        ]
        none = np.zeros((1, 0), dtype=np.intp)
        self._prior = [view.outlook((), none) for view in self._views]

    @property
    def now(self) -> Table:
        """What each alternative is expected to be worth, the fallback last."""
        return np.asarray(self._values([]).values[0])

    @property
    def leader(self) -> int:
        """What one would choose now."""
        return int(_best(self.now[None])[0])

    @property
    def someone_survives(self) -> float:
        """The chance that at least one alternative turns out to pass all its gates."""
        everything = self._look(range(len(self._cells)), drawn=True)
        if not len(self.prospect.alternatives):
            return 0.0
        return float(everything.chances @ everything.alive.any(axis=1))

    def regret(self) -> float:
        """Give what choosing now is expected to cost against knowing everything."""
        return self.gain(range(len(self._cells))).value

    def gain(self, cells: Collection[int], known: Collection[int] = ()) -> Gain:
        """Tell what some cells are worth knowing, over those that are known already."""
        together = sorted({*cells, *known})
        before_known = sorted(known)
        listed = self._can_be_listed(together)
        after = self._look(together, drawn=not listed)
        before = self._of_these(after, together, before_known)
        chosen = _best(before)
        rows = np.arange(len(after.values))
        better = after.values.max(axis=1) - after.values[rows, chosen]
        turned = better > _LEVEL
        now = _best(after.values)
        counted = np.bincount(now[turned], after.chances[turned])
        changes = {int(a): float(counted[a]) for a in np.flatnonzero(counted)}
        replaced = np.bincount(chosen[turned], after.chances[turned])
        return Gain(
            float(after.chances @ better),
            dict(sorted(changes.items(), key=lambda change: -change[1])),
            int(replaced.argmax()) if replaced.size else None,
            listed,
        )

    def _can_be_listed(self, cells: Sequence[int]) -> bool:
        count = 1
        for at in cells:
            count *= len(self._cells[at].chances)
            if count > LISTED:
                return False
        return True

    def _of_these(self, after: "_Rows", together: Sequence[int], known: Sequence[int]) -> Table:
        """Look at the same rows knowing only some of the cells."""
        if not known:
            return np.broadcast_to(self.now, after.values.shape)
        if after.codes is None:
            return self._look(known, drawn=True).values
        columns = [together.index(at) for at in known]
        return self._values(known, after.codes[:, columns]).values

    def _look(self, cells: Sequence[int], *, drawn: bool) -> "_Rows":
        if drawn:
            return self._values(list(cells))
        sizes = [len(self._cells[at].chances) for at in cells]
        codes = every_combination(sizes).T
        chances = np.ones(len(codes))
        for column, at in enumerate(cells):
            chances *= self._cells[at].chances[codes[:, column]]
        return self._values(cells, codes, chances)

    def _values(
        self, known: Sequence[int], codes: Indices | None = None, chances: Table | None = None
    ) -> "_Rows":
        """Give the expected value of every alternative, row by row, the fallback last."""
        outlooks = list(self._prior)
        by_part: dict[int, list[int]] = {}
        for column, at in enumerate(known):
            by_part.setdefault(self._places[at][0], []).append(column)
        for part, columns in by_part.items():
            places = tuple(self._places[known[column]][1] for column in columns)
            if codes is not None:
                outlooks[part] = self._views[part].outlook(places, codes[:, columns])
            else:
                outlooks[part] = self._drawn_outlook(part, places, [known[column] for column in columns])
        rows = max((len(found.survival) for found in outlooks), default=1)
        survival = np.empty((len(outlooks), rows))
        worth = np.empty_like(survival)
        for part, found in enumerate(outlooks):
            survival[part], worth[part] = found.survival, found.worth
        values, alive = _together(self.prospect, survival, worth)
        p = np.full(rows, 1 / rows) if chances is None else chances
        return _Rows(values, p, alive, codes)

    def _drawn_outlook(self, part: int, places: tuple[int, ...], cells: Sequence[int]) -> Outlook:
        key = part, places
        if key not in self._seen:
            self._seen[key] = self._views[part].outlook(places, self._codes[:, cells])
        return self._seen[key]


_LEVEL = 1e-12
"""Choices whose expected values are no further apart than this are the same."""


def _best(values: Table) -> Indices:
    """Choose row by row: the fallback, which stands last, where nothing is better; else the first best."""
    best = values.argmax(axis=1)
    level = values[:, -1] >= values.max(axis=1) - _LEVEL
    return np.asarray(np.where(level, values.shape[1] - 1, best))


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Expected values of alternatives in several cases: rows × alternatives, the fallback last."""

    values: Table
    chances: Table
    alive: Flags
    codes: Indices | None


def _together(prospect: Prospect, survival: Table, worth: Table) -> tuple[Table, Flags]:
    """Join parts: E U = fallback + E[S · (V − fallback)], the parts being independent."""
    rows = survival.shape[1]
    count = len(prospect.alternatives)
    lives, valued = np.ones((count, rows)), np.zeros((count, rows))
    for column in range(prospect.alternatives.shape[1]):
        part = prospect.alternatives[:, column]
        valued *= survival[part]
        valued += lives * worth[part]
        lives *= survival[part]
    expected = prospect.fallback + valued - prospect.fallback * lives
    fallback = np.full((rows, 1), prospect.fallback)
    return np.hstack([expected.T, fallback]), np.asarray(lives.T > 0)


def _spread(generator: np.random.Generator, chances: Table, draws: int) -> Indices:
    """Draw outcomes so that each comes as often as its chance says, to a draw."""
    lots = (generator.permutation(draws) + generator.random(draws)) / draws
    return np.searchsorted(np.cumsum(chances)[:-1], lots, side="right")


def _lots(generator: np.random.Generator, rows: int, columns: int) -> Table:
    """Draw lots between 0 and 1, each column spread evenly."""
    places = generator.permuted(np.tile(np.arange(rows), (columns, 1)), axis=1).T
    return np.asarray((places + generator.random((rows, columns))) / rows)
