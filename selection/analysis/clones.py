"""Alternatives that are nearly the same, put together so that they don't take each other's share.

Two alternatives are near-clones if their overall values can't be further apart than a stated distance,
criterion by criterion: Σ weight · (the furthest their partial values can be apart). Open answers that
both share cancel; others can still turn out anywhere, so they keep alternatives apart. Two pairs on one
platform whose firms are almost equal are the common case.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from selection.analysis.smaa import Flags
from selection.analysis.standing import Standing

Table = NDArray[np.float64]

Groups = tuple[tuple[int, ...], ...]


def near_clones(found: Standing, limit: float, owners: Sequence[tuple[str, ...]]) -> Groups:
    """Group the alternatives that are not excluded; an excluded one stands alone.

    Parameters
    ----------
    owners
        Per alternative and criterion, whose cells it rests on; the same name means the same cells.
    """
    rows = found.compared.tolist()
    apart = np.full((len(found.names), len(found.names)), np.inf)
    low, high = found.low * found.weights, found.high * found.weights
    numbers: dict[str, int] = {}
    labels = np.array([[numbers.setdefault(name, len(numbers)) for name in row] for row in owners])
    for row in rows:
        furthest = np.maximum(high[row] - low[rows], high[rows] - low[row])
        shared = labels[rows] == labels[row]
        apart[row, rows] = np.where(shared, 0.0, furthest).sum(axis=1)
    return grouped(apart, limit)


def grouped(distances: ArrayLike, limit: float) -> Groups:
    """Put together what is within a distance of the first of its group.

    Groups are made in the order given, and a chain of small steps doesn't join what is far apart.

    >>> grouped([[0, 0.01, 0.3], [0.01, 0, 0.3], [0.3, 0.3, 0]], 0.02)
    ((0, 1), (2,))
    """
    apart = np.asarray(distances, dtype=np.float64)
    left = list(range(len(apart)))
    groups: list[tuple[int, ...]] = []
    while left:
        first = left[0]
        found = tuple(at for at in left if at == first or apart[first, at] < limit)
        groups.append(found)
        left = [at for at in left if at not in found]
    return tuple(groups)


def best_of_groups(scores: Table, eligible: Flags, groups: Groups) -> tuple[Table, Flags]:
    """Let every group stand for its best member: groups × draws, and whether any member takes part."""
    if all(len(group) == 1 for group in groups):
        return scores, eligible
    taking_part = np.where(eligible, scores, -np.inf)
    best = np.array([taking_part[list(group)].max(axis=0) for group in groups])
    present = np.array([eligible[list(group)].any(axis=0) for group in groups])
    return np.where(present, best, 0.0), present
