"""Which ranks alternatives get when weights, and perhaps values, are not known exactly.

This is the analysis to call from Python on plain arrays: partial values, drawn weights, and who may
take part; what comes back are shares of the draws. Nothing here knows of decisions or files.

References
----------
Lahdelma, R., Hokkanen, J. and Salminen, P. (1998). SMAA - Stochastic multiobjective acceptability
analysis. European Journal of Operational Research 106(1), 137-143.
Lahdelma, R. and Salminen, P. (2001). SMAA-2: Stochastic multicriteria acceptability analysis for group
decision making. Operations Research 49(3), 444-454.
Leskinen, P., Viitanen, J., Kangas, A. and Kangas, J. (2006). Alternatives to incorporate uncertainty and
risk attitude in multicriteria evaluation of forest plans. Forest Science 52(3), 304-312 (pairwise winning).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selection.analysis.products import long_product, product
from selection.analysis.ranking import DIGITS
from selection.errors import DecisionError, NoAlternativeLeft, WeightError

Table = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ranks = NDArray[np.signedinteger[Any]]
Draw = Callable[[np.random.Generator, int], Table]
"""Draws that many weight vectors, one per row."""

CHUNK = 4096
"""So many draws are looked at together: enough for the processor, little for the memory."""

FEW = 40
"""Up to so many alternatives counting who is ahead of whom is faster than sorting."""

_CELLS_AT_ONCE = 2**19

_ONE_TABLE, _TABLE_BY_DRAW = 2, 3
"""Dimensions of values: one table, or a table for every draw."""


@dataclass(frozen=True, slots=True, eq=False)
class Smaa:
    """What became of the alternatives over all draws.

    `acceptability` has a row per alternative: its share of the draws at rank 1, 2, …, and last the share
    in which it was excluded; a row sums to 1. Alternatives that are level share the better rank.
    `central_weights` are the mean weights of the draws in which it came first, what somebody thinks who
    prefers it; `confidence` is the share of draws in which it is first when exactly these weights are
    used. Both are None for one that never came first. `pairwise[a, b]` is the share of draws in which a
    took part and was ahead of b, or b was excluded; it is None unless asked for.
    """

    draws: int
    acceptability: Table
    central_weights: tuple[Table | None, ...]
    confidence: tuple[float | None, ...]
    pairwise: Table | None

    @property
    def first(self) -> Table:
        """The share of draws in which each alternative came first."""
        return np.asarray(self.acceptability[:, 0])

    @property
    def excluded(self) -> Table:
        """The share of draws in which each alternative's gate failed."""
        return np.asarray(self.acceptability[:, -1])


def smaa(
    values: ArrayLike, weights: ArrayLike, eligible: ArrayLike | None = None, *, pairwise: bool = True
) -> Smaa:
    """Rank alternatives under every weight vector and count.

    Parameters
    ----------
    values
        Partial values, more is better: alternatives × criteria, or draws × alternatives × criteria.
    weights
        Draws × criteria, none negative.
    eligible
        Whether each alternative takes part: one per alternative, or draws × alternatives. All do if
        it is left out.
    pairwise
        Whether to count for every two alternatives who is ahead. With very many alternatives that is
        most of the work.

    Raises
    ------
    NoAlternativeLeft
        If there is no alternative, or no draw.
    DecisionError
        If the arrays don't fit each other, or a value is not a finite number.
    WeightError
        If a weight is negative or not a finite number.

    >>> found = smaa([[0.9, 0.2], [0.4, 0.6]], [[0.7, 0.3], [0.5, 0.5], [0.2, 0.8], [0.1, 0.9]])
    >>> found.acceptability.tolist()
    [[0.5, 0.5, 0.0], [0.5, 0.5, 0.0]]
    >>> found.central_weights[0].tolist(), found.confidence
    ([0.6, 0.4], (1.0, 1.0))
    """
    w = np.asarray(weights, dtype=np.float64)
    if w.ndim != _ONE_TABLE:
        raise DecisionError("array_shape", "weights", found=w.shape, expected="draws × criteria")
    taken = _Given(_checked_values(values, w.shape), _checked_eligible(eligible, values, len(w)))
    chunks = ((start, w[start : start + taken.rows]) for start in range(0, len(w), taken.rows))
    return _counted(taken, chunks, len(w), pairwise=pairwise)


def smaa_from(
    values: ArrayLike, draw: Draw, draws: int, seed: int, eligible: ArrayLike | None = None
) -> Smaa:
    """Draw weights as they are needed, so that no table of all of them is ever held, and count.

    Raises
    ------
    NoAlternativeLeft, DecisionError, WeightError
        As for `smaa`.

    >>> found = smaa_from([[1, 0], [0, 1]], uniform(2), draws=1000, seed=5)
    >>> bool(abs(found.first[0] - 0.5) < 0.05)
    True
    """
    generator = np.random.default_rng(seed)
    first = np.asarray(values, dtype=np.float64)
    if first.ndim != _ONE_TABLE:
        raise DecisionError("array_shape", "values", found=first.shape, expected="alternatives × criteria")
    taken = _Given(_checked_values(first, (draws, first.shape[1])), _checked_eligible(eligible, first, draws))
    starts = range(0, draws, taken.rows)
    chunks = ((start, draw(generator, min(taken.rows, draws - start))) for start in starts)
    return _counted(taken, chunks, draws, pairwise=True)


def uniform(criteria: int) -> Draw:
    """Draw weights of which nothing is known: evenly over all that are not negative and sum to 1.

    Independent exponentials divided by their sum are spread evenly (Rubinstein 1982).
    """

    def draw(generator: np.random.Generator, count: int) -> Table:
        found = generator.standard_exponential((count, criteria))
        found /= found.sum(axis=1, keepdims=True)
        return found

    return draw


@dataclass(frozen=True, slots=True, eq=False)
class _Given:
    """The values and who takes part, told by draw whether or not they depend on it."""

    values: Table
    eligible: Flags

    @property
    def count(self) -> int:
        return int(self.values.shape[-2])

    @property
    def rows(self) -> int:
        width = self.count if self.values.ndim == _ONE_TABLE else self.count * self.values.shape[-1]
        return max(64, min(CHUNK, _CELLS_AT_ONCE // max(1, width)))

    def scores(self, start: int, weights: Table) -> Table:
        """Give overall values: alternatives × draws."""
        if self.values.ndim == _ONE_TABLE:
            # Sorting goes through the draws one by one, counting through the alternatives.
            many = self.count > FEW
            return product(weights, self.values.T).T if many else product(self.values, weights.T)
        part = self.values[start : start + len(weights)]
        return np.asarray((part @ weights[:, :, None])[:, :, 0].T)

    def taking_part(self, start: int, count: int) -> Flags | None:
        if self.eligible.ndim == 1:
            return None if self.eligible.all() else np.repeat(self.eligible[:, None], count, axis=1)
        return self.eligible[start : start + count].T


def _checked_values(values: ArrayLike, shape: tuple[int, ...]) -> Table:
    found = np.asarray(values, dtype=np.float64)
    if found.ndim not in (_ONE_TABLE, _TABLE_BY_DRAW) or found.shape[-1] != shape[1]:
        expected = ("alternatives", shape[1])
        raise DecisionError("array_shape", "values", found=found.shape, expected=expected)
    if found.shape[-2] == 0 or shape[0] == 0:
        raise NoAlternativeLeft("no_alternative_left", "values")
    if found.ndim == _TABLE_BY_DRAW and len(found) != shape[0]:
        raise DecisionError("array_shape", "values", found=found.shape, expected=(shape[0], "…", "…"))
    if not np.isfinite(found).all():
        raise DecisionError("performance_not_finite", "values", found="nan")
    return found


def _checked_eligible(eligible: ArrayLike | None, values: ArrayLike, draws: int) -> Flags:
    count = np.shape(np.asarray(values))[-2]
    if eligible is None:
        return np.ones(count, dtype=bool)
    found = np.asarray(eligible, dtype=bool)
    if found.shape not in ((count,), (draws, count)):
        raise DecisionError("array_shape", "eligible", found=found.shape, expected=(draws, count))
    return found


def _check_weights(weights: Table) -> None:
    # One look at both ends finds what is negative, infinite or not a number.
    if not (weights.size and weights.min() >= 0):
        raise WeightError("weight_negative", "weights", found=float(weights.min()) if weights.size else 0)
    if not np.isfinite(weights.max()):
        raise WeightError("weight_not_finite", "weights", found=float(weights.max()))


def _counted(given: _Given, chunks: Iterator[tuple[int, Table]], draws: int, *, pairwise: bool) -> Smaa:
    tally = Tally(given.count, given.values.shape[-1], pairwise=pairwise)
    for start, weights in chunks:
        _check_weights(weights)
        scores, taking_part = given.scores(start, weights), given.taking_part(start, len(weights))
        tally.add_rounded(rounded(scores, taking_part, out=scores), weights, taking_part)
    central = tally.central_weights
    confidence = _confidence(given, central, draws)
    return tally.result(confidence)


def _confidence(given: _Given, central: Sequence[Table | None], draws: int) -> tuple[float | None, ...]:
    named = [(at, weights) for at, weights in enumerate(central) if weights is not None]
    if given.values.ndim == _ONE_TABLE and given.eligible.ndim == 1:
        # The weights that favour an alternative form a convex set, so their mean favours it too.
        return tuple(None if weights is None else 1.0 for weights in central)
    wins = np.zeros(len(named))
    for start in range(0, draws, given.rows):
        count = min(given.rows, draws - start)
        taking_part = given.taking_part(start, count)
        for place, (at, weights) in enumerate(named):
            scores = given.scores(start, np.repeat(weights[None, :], count, axis=0))
            wins[place] += is_first(rounded(scores, taking_part))[at].sum()
    shares = iter((wins / draws).tolist())
    return tuple(None if weights is None else next(shares) for weights in central)


def is_first(scores: Table) -> Flags:
    """Tell which of the rounded scores are the greatest of those that take part: alternatives × draws."""
    return np.asarray((scores == scores.max(axis=0)) & (scores > -np.inf))


def rounded(scores: Table, eligible: Flags | None, out: Table | None = None) -> Table:
    """Give scores to nine digits, what is excluded below everything else.

    The order is that of `round(v, 9)`; the last division is left out, since it changes no order.
    """
    found = np.multiply(scores, 10.0**DIGITS, out=out)
    np.rint(found, out=found)
    if eligible is not None:
        found[~eligible] = -np.inf
    return found


def _ranks_by_counting(scores: Table) -> tuple[Ranks, list[list[int]]]:
    """Count for every alternative who is ahead of it; and for every two, how often it is behind."""
    count, draws = scores.shape
    ahead = np.empty((count, draws), dtype=bool)
    ranks = np.empty((count, draws), dtype=np.int32)
    behind = []
    for at in range(count):
        np.greater(scores, scores[at], out=ahead)
        ranks[at] = np.add.reduce(ahead.view(np.uint8), axis=0, dtype=np.uint8)
        # Row by row: counting along an axis would first make every flag a whole number.
        behind.append([int(np.count_nonzero(row)) for row in ahead])
    ranks += 1
    return ranks, behind


class _Sorter:
    """Ranks many alternatives by sorting, in memory that is kept from one portion to the next."""

    def __init__(self) -> None:
        self._sorted = np.empty((0, 0))
        self._ranks = np.empty(0, dtype=np.int32)

    def ranks(self, scores: Table) -> Ranks:
        by_draw = np.negative(np.ascontiguousarray(scores.T))
        if self._sorted.shape != by_draw.shape:
            self._sorted = np.empty_like(by_draw)
            self._ranks = np.empty(by_draw.size, dtype=np.int32)
        order = np.argsort(by_draw, axis=1)
        order += np.arange(len(by_draw))[:, None] * len(scores)
        # The places are valid, and clipping is the mode that needs no memory of its own.
        by_draw.ravel().take(order, out=self._sorted, mode="clip")
        self._ranks[order.ravel()] = np.tile(np.arange(1, len(scores) + 1, dtype=np.int32), len(by_draw))
        level = self._sorted[:, 1:] == self._sorted[:, :-1]
        rows = np.flatnonzero(level.any(axis=1))
        if rows.size:
            self._ranks[order[rows].ravel()] = _shared_places(level[rows]).ravel()
        return np.ascontiguousarray(self._ranks.reshape(order.shape).T)


def _shared_places(level: Flags) -> Ranks:
    """Give places in order, where one that is level with the one before it shares its place."""
    places = np.tile(np.arange(1, level.shape[1] + 2, dtype=np.int32), (len(level), 1))
    places[:, 1:][level] = 0
    return np.asarray(np.maximum.accumulate(places, axis=1))


class Tally:
    """Counts ranks chunk by chunk, so that no draw has to be kept."""

    def __init__(self, alternatives: int, criteria: int, *, pairwise: bool) -> None:
        self._draws = 0
        # The first column counts who is excluded, and has rank 0.
        self._ranks = np.zeros((alternatives, alternatives + 1), dtype=np.int64)
        self._weights = np.zeros((alternatives, criteria))
        self._ahead = np.zeros((alternatives, alternatives), dtype=np.int64) if pairwise else None
        self._sorter = _Sorter()

    def add(self, scores: Table, weights: Table, eligible: Flags | None = None) -> None:
        """Count draws: alternatives × draws, with the weights they rest on and who took part."""
        self.add_rounded(rounded(scores, eligible), weights, eligible)

    def add_rounded(self, exact: Table, weights: Table, eligible: Flags | None = None) -> None:
        """Count draws whose scores are `rounded` already."""
        ranks = self._ranked(exact)
        if eligible is not None:
            ranks[~eligible] = 0
        first = ranks == 1
        ever = np.flatnonzero(first.any(axis=1))
        self._weights[ever] += long_product(first[ever].astype(np.float64), weights)
        for at, row in enumerate(ranks):
            self._ranks[at] += np.bincount(row, minlength=self._ranks.shape[1])
        self._draws += exact.shape[1]

    def _ranked(self, exact: Table) -> Ranks:
        if self._ahead is None and len(exact) > FEW:
            return self._sorter.ranks(exact)
        ranks, behind = _ranks_by_counting(exact)
        if self._ahead is not None:
            self._ahead += np.array(behind).T
        return ranks

    @property
    def central_weights(self) -> tuple[Table | None, ...]:
        """The mean weights of each alternative's wins."""
        wins = self._ranks[:, 1].tolist()
        return tuple(total / won if won else None for total, won in zip(self._weights, wins, strict=True))

    def result(self, confidence: Sequence[float | None]) -> Smaa:
        """Turn counts into shares."""
        return Smaa(
            self._draws,
            np.roll(self._ranks, -1, axis=1) / self._draws,
            self.central_weights,
            tuple(confidence),
            None if self._ahead is None else self._ahead / self._draws,
        )
