"""Matrix products in blocks that one processor does alone.

A library that shares a product among processors waits until all have done their part. Where another one is
busy, as it is when several people use a server, that takes many times as long as doing it alone.
"""

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

_ALONE = 2**19
"""Multiplications up to which a product is not shared."""
_BLOCK = 64


def product(left: Table, right: Table) -> Table:
    """Multiply two tables.

    >>> product(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]])).tolist()
    [[11.0]]
    """
    found = np.empty((len(left), right.shape[1]))
    height = max(1, min(len(left), _BLOCK))
    width = max(1, _ALONE // (height * max(1, left.shape[1])))
    for top in range(0, len(left), height):
        for start in range(0, right.shape[1], width):
            place = slice(top, top + height), slice(start, start + width)
            np.matmul(left[place[0]], right[:, place[1]], out=found[place])
    return found


def long_product(left: Table, right: Table) -> Table:
    """Multiply a wide table with a tall one, adding up the blocks.

    >>> long_product(np.ones((1, 9000)), np.ones((9000, 1))).tolist()
    [[9000.0]]
    """
    found = np.zeros((len(left), right.shape[1]))
    step = max(1, _ALONE // max(1, found.size))
    for start in range(0, len(right), step):
        found += left[:, start : start + step] @ right[start : start + step]
    return found
