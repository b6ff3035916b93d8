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
    Bounds,
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
    _known: dict[tuple[int, ...], Table] = field(default_factory=dict)

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
        prior = [view.outlook((), none) for view in self._views]
        self._prior = (
            np.array([found.survival[0] for found in prior]),
            np.array([found.worth[0] for found in prior]),
        )
        self._fallback = len(self.prospect.alternatives)
        self._everything = _Field.of(self.prospect, range(self._fallback))
        self._field = _Field.of(self.prospect, worth_a_look(self.prospect))

    @property
    def now(self) -> Table:
        """What each alternative is expected to be worth, the fallback last."""
        return np.asarray(self._values([], of=self._everything).values[:, 0])

    @property
    def leader(self) -> int:
        """What one would choose now."""
        return int(_best(self.now[:, None])[0])

    @property
    def someone_survives(self) -> float:
        """The chance that at least one alternative turns out to pass all its gates."""
        if not len(self.prospect.alternatives):
            return 0.0
        survival, _worth = self._parts(self._everything, range(len(self._cells)))
        alive = (survival > 0)[self._everything.alternatives].all(axis=1)
        return float(alive.any(axis=0).mean())

    def regret(self) -> float:
        """Give what choosing now is expected to cost against knowing everything."""
        return self.gain(range(len(self._cells))).value

    def gain(self, cells: Collection[int], known: Collection[int] = ()) -> Gain:
        """Tell what some cells are worth knowing, over those that are known already."""
        together = sorted({*cells, *known})
        listed = self._can_be_listed(together)
        after = self._look(together, drawn=not listed)
        before = self._of_these(after, together, sorted(known))
        chosen = _best(before)
        better = after.values.max(axis=0) - after.values[chosen, np.arange(len(chosen))]
        turned = np.flatnonzero(better > _LEVEL)
        chances = after.chances[turned]
        changes = self._counted(_best(after.values[:, turned]), chances)
        replaced = self._counted(chosen[turned], chances)
        return Gain(
            float(after.chances @ better),
            dict(sorted(changes.items(), key=lambda change: -change[1])),
            max(replaced, key=lambda one: replaced[one], default=None),
            listed,
        )

    def _counted(self, chosen: Indices, chances: Table) -> dict[int, float]:
        """Add up by alternative how likely it is chosen; the choices are among those worth a look."""
        counted = np.bincount(chosen, chances)
        names = [*self._field.names, self._fallback]
        return {names[at]: float(counted[at]) for at in np.flatnonzero(counted).tolist()}

    def _can_be_listed(self, cells: Sequence[int]) -> bool:
        count = 1
        for at in cells:
            count *= len(self._cells[at].chances)
            if count > LISTED:
                return False
        return True

    def _of_these(self, after: "_Rows", together: Sequence[int], known: Sequence[int]) -> Table:
        """Look at the same rows knowing only some of the cells."""
        if not known or after.codes is None:
            key = tuple(known)
            if key not in self._known:
                self._known[key] = self._values(known).values
            return np.broadcast_to(self._known[key], after.values.shape)
        columns = [together.index(at) for at in known]
        return self._values(known, after.codes[:, columns]).values

    def _look(self, cells: Sequence[int], *, drawn: bool) -> "_Rows":
        if drawn:
            return self._values(cells)
        sizes = [len(self._cells[at].chances) for at in cells]
        codes = every_combination(sizes).T
        chances = np.ones(len(codes))
        for column, at in enumerate(cells):
            chances *= self._cells[at].chances[codes[:, column]]
        return self._values(cells, codes, chances)

    def _values(
        self,
        known: Sequence[int],
        codes: Indices | None = None,
        chances: Table | None = None,
        of: "_Field | None" = None,
    ) -> "_Rows":
        """Give the expected value of what is worth a look, row by row, the fallback last."""
        chosen = self._field if of is None else of
        values = chosen.expected(*self._parts(chosen, known, codes))
        rows = values.shape[1]
        return _Rows(values, np.full(rows, 1 / rows) if chances is None else chances, codes)

    def _parts(self, of: "_Field", known: Sequence[int], codes: Indices | None = None) -> tuple[Table, Table]:
        """Give survival and worth of every part of a field: parts × rows."""
        by_part: dict[int, list[int]] = {}
        for column, at in enumerate(known):
            by_part.setdefault(self._places[at][0], []).append(column)
        rows = len(codes) if codes is not None else self.draws if known else 1
        survival, worth = (np.repeat(found[of.parts, None], rows, axis=1) for found in self._prior)
        for place, part in enumerate(of.parts.tolist()):
            columns = by_part.get(part)
            if columns:
                places = tuple(self._places[known[column]][1] for column in columns)
                if codes is not None:
                    outlook = self._views[part].outlook(places, codes[:, columns])
                else:
                    outlook = self._drawn_outlook(part, places, [known[column] for column in columns])
                survival[place], worth[place] = outlook.survival, outlook.worth
        return survival, worth

    def _drawn_outlook(self, part: int, places: tuple[int, ...], cells: Sequence[int]) -> Outlook:
        key = part, places
        if key not in self._seen:
            self._seen[key] = self._views[part].outlook(places, self._codes[:, cells])
        return self._seen[key]


_LEVEL = 1e-12
"""Choices whose expected values are no further apart than this are the same."""


def _best(values: Table) -> Indices:
    """Choose row by row: the fallback, which stands last, where nothing is better; else the first best."""
    best = values.argmax(axis=0)
    level = values[-1] >= values.max(axis=0) - _LEVEL
    return np.asarray(np.where(level, len(values) - 1, best))


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Expected values in several cases: what is worth a look × rows, the fallback last."""

    values: Table
    chances: Table
    codes: Indices | None


@dataclass(frozen=True, slots=True, eq=False)
class _Field:
    """Some of a prospect's alternatives, and the parts they are made of.

    `names` are their rows in the prospect, `parts` its parts, and `alternatives` says by places in these
    what each is made of.
    """

    names: tuple[int, ...]
    parts: Indices
    alternatives: Indices
    fallback: float

    @classmethod
    def of(cls, prospect: Prospect, rows: Sequence[int]) -> "_Field":
        chosen = prospect.alternatives[list(rows)]
        chosen = chosen[:, [not all(map(prospect.is_nothing, column)) for column in chosen.T.tolist()]]
        parts, places = np.unique(chosen, return_inverse=True)
        return cls(tuple(rows), parts, places.reshape(chosen.shape), prospect.fallback)

    def expected(self, survival: Table, worth: Table) -> Table:
        """Join parts: E U = fallback + E[S · (V − fallback)], the parts being independent."""
        lives, valued = np.ones((2, len(self.names), survival.shape[1]))
        valued[:] = 0.0
        for part in self.alternatives.T:
            valued *= survival[part]
            valued += lives * worth[part]
            lives *= survival[part]
        found = np.full((len(self.names) + 1, survival.shape[1]), self.fallback)
        found[:-1] += valued
        found[:-1] -= self.fallback * lives
        return found


def worth_a_look(prospect: Prospect) -> list[int]:
    """Leave out the alternatives that something else is better than, whatever turns out.

    One is better than another if, where the two differ, its parts can't fail and are worth more at their
    least than the other's at their most; what both rest on cancels. (Where the other is expected to be
    worth more all the same, because it may fail and then leaves the fallback, the fallback is better yet.)
    """
    bounds = [part.bounds for part in prospect.parts]
    kept: list[int] = []
    rows = [tuple(row) for row in prospect.alternatives.tolist()]
    for at in sorted(range(len(rows)), key=lambda row: -sum(bounds[part].least for part in rows[row])):
        if not any(_is_better(rows[other], rows[at], bounds) for other in kept):
            kept.append(at)
    return sorted(kept)


def _is_better(one: tuple[int, ...], other: tuple[int, ...], bounds: Sequence[Bounds]) -> bool:
    mine, theirs = set(one) - set(other), set(other) - set(one)
    if any(bounds[part].may_fail for part in mine):
        return False
    return sum(bounds[p].least for p in mine) > sum(bounds[p].most for p in theirs) + _LEVEL


def _spread(generator: np.random.Generator, chances: Table, draws: int) -> Indices:
    """Draw outcomes so that each comes as often as its chance says, to a draw."""
    lots = (generator.permutation(draws) + generator.random(draws)) / draws
    return np.searchsorted(np.cumsum(chances)[:-1], lots, side="right")


def _lots(generator: np.random.Generator, rows: int, columns: int) -> Table:
    """Draw lots between 0 and 1, each column spread evenly."""
    places = generator.permuted(np.tile(np.arange(rows), (columns, 1)), axis=1).T
    return np.asarray((places + generator.random((rows, columns))) / rows)
