"""From performance to partial value: what a performance is worth between worst (0) and best (1).

The anchors are each criterion's own and were fixed before any vendor was seen, so adding or removing
an alternative never changes another's value.

References
----------
Belton, V. and Gear, T. (1983). On a short-coming of Saaty's method of analytic hierarchies. Omega 11(3).
Keeney, R. L. and Raiffa, H. (1976). Decisions with Multiple Objectives. Wiley. Chapter 3.
"""

import math
from bisect import bisect_right
from typing import Literal

from selection.errors import OutOfScale
from selection.model.criteria import Linear, Ordinal, PiecewiseLinear

Beyond = Literal["below", "above"]
Scale = Linear | PiecewiseLinear | Ordinal


def partial_value(performance: float, scale: Scale) -> float:
    """Place a performance on its criterion's fixed scale from 0 (worst) to 1 (best acceptable).

    Outside the anchors the value is held at 0 or 1; `beyond` tells that it was.

    Raises
    ------
    OutOfScale
        If the performance is not a finite number.

    >>> partial_value(27, Linear(kind="linear", unit="days", worst=90, best=0))
    0.7
    >>> grown = PiecewiseLinear(kind="piecewise_linear", unit="%", levels=("<50", 50, 70, 85, 95, 99))
    >>> partial_value(49, grown), partial_value(50, grown), partial_value(60, grown)
    (0.0, 0.2, 0.3)
    """
    if not math.isfinite(performance):
        raise OutOfScale("performance_not_finite", found=performance)
    reached, anchors = _rising(performance, scale)
    lowest = _lowest_level(scale)
    top = lowest + len(anchors) - 1
    passed = bisect_right(anchors, reached)
    if passed == 0:
        return 0.0
    if passed == len(anchors):
        return 1.0
    return (lowest + passed - 1 + _share(reached, anchors[passed - 1], anchors[passed])) / top


def beyond(performance: float, scale: Scale) -> Beyond | None:
    """Tell whether a performance lies outside the anchors: worse than the worst or better than the best.

    What falls short of a step is not outside: the step says what it is worth.
    """
    reached, anchors = _rising(performance, scale)
    if reached > anchors[-1]:
        return "above"
    return "below" if reached < anchors[0] and not _lowest_level(scale) else None


def most_moved(scale: Scale, low: float, high: float, step: float) -> float:
    """Tell how much value one step of performance is worth at most, somewhere between two performances.

    >>> grown = PiecewiseLinear(kind="piecewise_linear", unit="%", levels=("<50", 50, 70, 80, 90, 100))
    >>> round(most_moved(grown, 70, 100, 5), 9), round(most_moved(grown, 40, 100, 5), 9)
    (0.1, 0.25)
    """
    ends = (low, high - step)
    # Value bends only at anchors, and may jump there: the steepest step begins or ends at one.
    bends = [at for anchor in _anchors(scale) for at in (anchor - step, math.nextafter(anchor, low))]
    starts = [*ends, *(at for at in bends if ends[0] <= at <= ends[1])]
    return max(0.0, *(partial_value(at + step, scale) - partial_value(at, scale) for at in starts))


def _rising(performance: float, scale: Scale) -> tuple[float, tuple[float, ...]]:
    """Give the performance and the anchors so that more is better: a decreasing scale is mirrored at zero."""
    anchors = _anchors(scale)
    if scale.direction == "increasing":
        return performance, anchors
    return -performance, tuple(-anchor for anchor in anchors)


def _anchors(scale: Scale) -> tuple[float, ...]:
    if isinstance(scale, Linear):
        return scale.worst, scale.best
    if isinstance(scale, Ordinal):
        return tuple(float(level) for level in range(len(scale.levels)))
    return scale.anchors


def _lowest_level(scale: Scale) -> int:
    """Give the level of the first anchor: 1 after a step, else 0."""
    return int(isinstance(scale, PiecewiseLinear) and scale.step is not None)


def _share(reached: float, left: float, right: float) -> float:
    # The difference of two very large figures can be infinite; that of their halves is not.
    part = 2 if math.isinf(right - left) else 1
    return (reached / part - left / part) / (right / part - left / part)
