"""Additive value with open answers as intervals, and the ranks that follow for certain.

Two alternatives are compared by the interval of their *difference*: cells they share cancel. So
alternatives are sums of blocks (a platform, an integrator, their pair), and a shared block counts
the same on both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selection.analysis.gates import Verdict

Table = NDArray[np.float64]
Indices = NDArray[np.intp]

DIGITS = 9
"""Values are compared after rounding to this many digits, so that float noise is never a difference."""


@dataclass(frozen=True, slots=True)
class Block:
    """One part of an overall value: bounds per owner, and the owner each alternative takes it from."""

    low: Table
    high: Table
    owner: Indices


@dataclass(frozen=True, slots=True)
class Ranks:
    """Best and worst possible rank of each alternative; None for one that is excluded."""

    best: tuple[int | None, ...]
    worst: tuple[int | None, ...]

    def rank(self, index: int, verdict: Verdict) -> int | None:
        """Give the rank, where the gate is passed and only one is possible."""
        certain = self.best[index] == self.worst[index]
        return self.best[index] if verdict == "pass" and certain else None


def totals(blocks: Sequence[Block]) -> tuple[Table, Table]:
    """Give the lowest and highest overall value of every alternative."""
    low = sum((block.low[block.owner] for block in blocks), np.zeros(1))
    high = sum((block.high[block.owner] for block in blocks), np.zeros(1))
    return np.asarray(low), np.asarray(high)


def possible_ranks(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> Ranks:
    """Give every alternative's best and worst possible rank.

    The best is 1 + the number of alternatives that passed their gate and are surely ahead; the worst
    is 1 + the number that did not fail it and are possibly ahead.
    """
    passed = np.array([verdict == "pass" for verdict in verdicts], dtype=bool)
    alive = np.array([verdict != "fail" for verdict in verdicts], dtype=bool)
    if not len(verdicts):
        return Ranks((), ())
    low, high = totals(blocks)
    if _nothing_is_shared(blocks):
        best, worst = _ranks_by_sorting(low.round(DIGITS), high.round(DIGITS), passed, alive)
    else:
        best, worst = _ranks_by_pairs(blocks, low, high, passed, alive)
    return Ranks(
        tuple(int(rank) if here else None for rank, here in zip(best, alive, strict=True)),
        tuple(int(rank) if here else None for rank, here in zip(worst, alive, strict=True)),
    )


def _nothing_is_shared(blocks: Sequence[Block]) -> bool:
    return all(len(np.unique(block.owner)) == len(block.owner) for block in blocks)


def _ranks_by_sorting(
    low: Table, high: Table, passed: NDArray[np.bool_], alive: NDArray[np.bool_]
) -> tuple[Indices, Indices]:
    surely = np.sort(low[passed])
    possibly = np.sort(high[alive])
    best = 1 + len(surely) - np.searchsorted(surely, high, side="right")
    ahead = len(possibly) - np.searchsorted(possibly, low, side="right")
    itself = alive & (high > low)
    return best, 1 + ahead - itself


def _ranks_by_pairs(
    blocks: Sequence[Block], low: Table, high: Table, passed: NDArray[np.bool_], alive: NDArray[np.bool_]
) -> tuple[Indices, Indices]:
    """Compare all with all; where a block is shared, one side's bound is put on the other's side too."""
    mine_high = np.zeros((len(low), len(low)))
    mine_low = np.zeros_like(mine_high)
    for block in blocks:
        shared = block.owner[:, None] == block.owner[None, :]
        bottom, top = block.low[block.owner], block.high[block.owner]
        mine_high += np.where(shared, bottom[:, None], top[:, None])
        mine_low += np.where(shared, top[:, None], bottom[:, None])
    surely_ahead = low[None, :].round(DIGITS) > mine_high.round(DIGITS)
    possibly_ahead = high[None, :].round(DIGITS) > mine_low.round(DIGITS)
    return 1 + (surely_ahead & passed).sum(axis=1), 1 + (possibly_ahead & alive).sum(axis=1)


def display_order(
    names: Sequence[str], verdicts: Sequence[Verdict], ranks: Ranks, low: Table, high: Table
) -> list[int]:
    """Order alternatives for reading: by gate, ranked ones first by rank, others by the interval's middle.

    Those still level stand by their ids, so that the order in which they were entered shows nowhere.
    """
    gate_order = {"pass": 0, "open": 1, "fail": 2}

    def key(index: int) -> tuple[int, int, float, str]:
        rank = ranks.rank(index, verdicts[index])
        middle = round(float(low[index] + high[index]) / 2, DIGITS)
        place = rank if rank is not None else len(verdicts) + 1
        return gate_order[verdicts[index]], place, -middle, names[index]

    return sorted(range(len(verdicts)), key=key)
