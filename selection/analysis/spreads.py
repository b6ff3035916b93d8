"""How sure weights are: the ways in which weights that agree with what was said lie around them.

Every spread draws weights that sum to 1, and knows the least and the greatest each of them can be.
The same generator in the same state gives the same draws.

References
----------
Smith, R. L. (1984). Efficient Monte Carlo procedures for generating points uniformly distributed over
bounded regions. Operations Research 32(6), 1296-1308 (hit-and-run).
Devroye, L. (1986). Non-Uniform Random Variate Generation. Springer, chapter V (spacings and simplices).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

NORMAL_95 = 1.959963984540054
"""The standard normal lies within this of 0 in 95 of 100 cases."""
MOST_RATIO = 1e9
"""No weight is taken to be more than this many times another, so that every ratio is finite."""
CHAINS = 256
BURN_IN = 48
"""Walks that go on side by side, and the steps each of them takes before the first that counts."""

_AT_THE_EDGE = 1e-12
_NOTHING = 1e-7


class Spread(Protocol):
    """Weights around what was said: draws of them, and the least and the greatest of each."""

    def draw(self, generator: np.random.Generator, count: int) -> Table:
        """Draw weights, one row each."""
        ...

    def bounds(self) -> tuple[Table, Table]:
        """Give the least and the greatest weight of each."""
        ...


def shares(table: Table) -> Table:
    """Let every row sum to 1.

    >>> shares(np.array([[60.0, 20.0], [1.0, 1.0]])).tolist()
    [[0.75, 0.25], [0.5, 0.5]]
    """
    return np.asarray(table / table.sum(axis=-1, keepdims=True))


@dataclass(frozen=True)
class Simplex:
    """All weights there are, or all of them in an order: nothing else is known.

    Uniform: exponential spacings, of which the k-th greatest weight takes its share of the k-th and all
    after it (Rényi's representation), so that nothing need be sorted.
    """

    order: tuple[int, ...]
    """Columns, the greatest weight first; empty if no order is known."""
    size: int

    def draw(self, generator: np.random.Generator, count: int) -> Table:
        """Draw uniformly."""
        spacings = generator.standard_exponential((count, self.size))
        if not self.order:
            return shares(spacings)
        parts = spacings / np.arange(1, self.size + 1)
        falling = np.cumsum(parts[:, ::-1], axis=1)[:, ::-1]
        weights = np.empty_like(falling)
        weights[:, list(self.order)] = falling
        return shares(weights)

    def bounds(self) -> tuple[Table, Table]:
        """Give the range of each: the k-th greatest is at most 1/k, and only the first is at least 1/n."""
        low, high = np.zeros(self.size), np.ones(self.size)
        for place, column in enumerate(self.order, start=1):
            high[column] = 1 / place
        if self.order:
            low[self.order[0]] = 1 / self.size
        elif self.size == 1:
            low[:] = 1.0
        return low, high


@dataclass(frozen=True)
class LogNormal:
    """Weights that may each be off by a factor; a weight of 0 stays 0.

    The logarithms of the factors are normal with covariance root · rootᵀ. The bounds keep the ratio of
    any two weights within its own 95 %, so that at least 95 of 100 draws of a weight lie within them.
    """

    weights: Table
    root: Table

    def draw(self, generator: np.random.Generator, count: int) -> Table:
        """Multiply each weight by a factor of its own, and let them sum to 1 again."""
        noise = generator.standard_normal((count, len(self.weights))) @ self.root.T
        return shares(self.weights * np.exp(noise))

    def bounds(self) -> tuple[Table, Table]:
        """Give the range outside which fewer than 5 of 100 draws lie."""
        covariance = self.root @ self.root.T
        own = np.diag(covariance)
        apart = np.sqrt(np.clip(own[:, None] + own[None, :] - 2 * covariance, 0, None))
        factor = np.exp(NORMAL_95 * apart)
        least, most = (self.weights @ factor, self.weights @ (1 / factor))
        return self.weights / least, self.weights / most


@dataclass(frozen=True)
class Box:
    """Points that may each lie anywhere between two limits, drawn evenly and shared out."""

    least: Table
    most: Table

    def draw(self, generator: np.random.Generator, count: int) -> Table:
        """Draw each point between its limits, and let them sum to 1."""
        part = generator.random((count, len(self.least)))
        return shares(self.least + part * (self.most - self.least))

    def bounds(self) -> tuple[Table, Table]:
        """Give the range of each: its own limit against the other limits of the others."""
        low = self.least + (self.most.sum() - self.most)
        high = self.most + (self.least.sum() - self.least)
        return self.least / low, self.most / high


@dataclass(frozen=True)
class RatioRegion:
    """All weights whose ratios keep within bounds: w_i <= most[i, j] · w_j.

    What bounds imply for other ratios is found by closing them (the longest way from one to another), and
    the closed bounds give the corners: the weights at which one child weighs as much as it can, or as
    little. Draws walk through the region (hit-and-run): many walks side by side, each beginning at a
    random mixture of the corners, along directions the corners span, so that thin regions and regions of
    fewer dimensions are walked through as well as wide ones. The draws come near the uniform
    distribution, and are within the region always.
    """

    most: Table

    @cached_property
    def closed(self) -> Table:
        """The greatest ratio of any two weights that all bounds together allow."""
        bounds = np.minimum(np.log(self.most), np.log(MOST_RATIO))
        np.fill_diagonal(bounds, np.minimum(np.diag(bounds), 0.0))
        for way in range(len(bounds)):
            bounds = np.minimum(bounds, bounds[:, way, None] + bounds[None, way, :])
        return np.asarray(np.exp(bounds))

    @property
    def is_empty(self) -> bool:
        """Whether no weights keep within all bounds."""
        return bool(np.any(np.diag(self.closed) < 1 - _NOTHING))

    @cached_property
    def greatest(self) -> Table:
        """The corners at which each child in turn weighs as much as it can."""
        return shares(1 / self.closed)

    @cached_property
    def least(self) -> Table:
        """The corners at which each child in turn weighs as little as it can."""
        return shares(self.closed.T)

    @property
    def centre(self) -> Table:
        """The mean of the corners at which each child weighs most; for an order that is its centroid."""
        return np.asarray(self.greatest.mean(axis=0))

    def bounds(self) -> tuple[Table, Table]:
        """Give the least and the greatest weight of each."""
        low, high = np.diag(self.least), np.diag(self.greatest)
        return np.where(low < _NOTHING, 0.0, low), np.where(high > 1 - _NOTHING, 1.0, high)

    def inequalities(self) -> Table:
        """Give the region as rows a with a · w >= 0, the first of them saying that no weight is negative."""
        size = len(self.most)
        rows, columns = np.nonzero((self.most < MOST_RATIO) & ~np.eye(size, dtype=bool))
        found = np.zeros((len(rows), size))
        found[np.arange(len(rows)), rows] = -1.0
        found[np.arange(len(rows)), columns] = self.most[rows, columns]
        scale = np.abs(found).max(axis=1, keepdims=True, initial=1.0)
        return np.concatenate([np.eye(size), found / scale])

    def draw(self, generator: np.random.Generator, count: int) -> Table:
        """Walk through the region, and give where the walks came by."""
        size = len(self.most)
        walks = min(CHAINS, max(count, 1))
        steps = -(-count // walks)
        inequalities = self.inequalities()
        corners = np.concatenate([self.greatest, self.least])
        start = shares(generator.standard_exponential((walks, len(corners)))) @ corners
        spans = (corners - corners.mean(axis=0)) @ inequalities.T
        slack = start @ inequalities.T
        visited = np.empty((steps, walks, size))
        for step in range(-BURN_IN, steps):
            ways = generator.standard_normal((walks, len(corners))) @ spans
            slack = slack + _stride(slack, ways, generator.random(walks))[:, None] * ways
            if step >= 0:
                visited[step] = slack[:, :size]
        found = np.clip(visited.reshape(-1, size)[:count], 0.0, None)
        return shares(found)


def _stride(slack: Table, ways: Table, part: Table) -> Table:
    """Choose how far each walk goes along its way: evenly between the two walls it would run into."""
    towards = -ways / np.maximum(slack, _AT_THE_EDGE)
    ahead, behind = towards.max(axis=1), towards.min(axis=1)
    forward = np.divide(1.0, ahead, out=np.zeros_like(ahead), where=ahead > _AT_THE_EDGE)
    backward = np.divide(1.0, behind, out=np.zeros_like(behind), where=behind < -_AT_THE_EDGE)
    return np.asarray(backward + part * (forward - backward))
