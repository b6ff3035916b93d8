"""Where the label of each point of a chart stands, so that labels lie neither on points nor on each other."""

from collections.abc import Sequence

Place = tuple[int, int]
"""Which way from its point: 1 after it and below it, -1 before it and above it."""

PLACES: tuple[Place, ...] = ((1, -1), (1, 1), (-1, -1), (-1, 1))
"""The places a label may take, the first that is free before the others."""
AWAY = 9.0
_WIDTH, _HEIGHT, _DOT = 26.0, 15.0, 7.0

Box = tuple[float, float, float, float]


def label_places(points: Sequence[tuple[float, float]]) -> list[Place]:
    """Give each of some points, in pixels from the upper left, the place in which its label is freest.

    >>> label_places([(10, 50), (200, 50)])
    [(1, -1), (1, -1)]
    >>> label_places([(10, 50), (25, 40)])
    [(1, 1), (1, -1)]
    """
    dots = [(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in points]
    taken: list[Box] = []
    found: list[Place] = []
    for x, y in points:
        best = min(PLACES, key=lambda place: _covered(_box(x, y, place), [*dots, *taken]))
        taken.append(_box(x, y, best))
        found.append(best)
    return found


def _box(x: float, y: float, place: Place) -> Box:
    right, below = place
    left = x + AWAY if right > 0 else x - AWAY - _WIDTH
    middle = y + below * AWAY
    return (left, middle - _HEIGHT / 2, left + _WIDTH, middle + _HEIGHT / 2)


def _covered(label: Box, others: Sequence[Box]) -> float:
    """Measure how much of a label lies on something."""
    left, top, right, bottom = label
    return sum(
        max(0.0, min(right, box[2]) - max(left, box[0])) * max(0.0, min(bottom, box[3]) - max(top, box[1]))
        for box in others
    )
