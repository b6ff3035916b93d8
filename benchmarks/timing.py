"""Repeats a piece of work, and says how long it took."""

import gc
import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Times:
    """How long a piece of work took, each time it was done, in milliseconds."""

    all: tuple[float, ...]

    @property
    def least(self) -> float:
        return min(self.all)

    @property
    def median(self) -> float:
        return statistics.median(self.all)

    @property
    def p95(self) -> float:
        """Give the time that 95 of 100 runs stay within (nearest rank)."""
        return sorted(self.all)[math.ceil(0.95 * len(self.all)) - 1]


def timed(work: Callable[[], object]) -> float:
    """Do a piece of work once and give its time in milliseconds."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def repeated(work: Callable[[], object], times: int) -> Times:
    """Do a piece of work again and again, after one time that doesn't count.

    The garbage of making the inputs is collected before; what the work itself leaves behind is
    collected while it runs, as it would be in use.
    """
    work()
    gc.collect()
    return Times(tuple(timed(work) for _ in range(times)))


HEADER = ("", "runs", "min ms", "median ms", "p95 ms", "target ms", "")


def line(name: str, found: Times, target: float | None = None) -> tuple[str, ...]:
    """Give one line of the table; a target is held against the p95."""
    figures = (f"{figure:.2f}" for figure in (found.least, found.median, found.p95))
    held = "" if target is None else "held" if found.p95 <= target else "not held"
    return name, str(len(found.all)), *figures, "" if target is None else f"{target:g}", held


def print_table(lines: Sequence[Sequence[str]]) -> None:
    """Print a markdown table, padded so that it can be read as it is."""
    rows = [HEADER, *lines]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADER))]
    rule = tuple("-" * width for width in widths)
    for row in (HEADER, rule, *lines):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
