"""What a failed introduction would cost, against the licences alone.

References
----------
Statement A41 of docs/sources.md. All figures are the team's own estimates; none enters the result.
"""

from dataclasses import dataclass
from typing import Final

from selection.model.risks import FailureCost

ITEMS: Final = ("licences", "rollout", "own_time", "second_attempt", "lost_business")


@dataclass(frozen=True, slots=True)
class FailureSum:
    """The sum of what was estimated, how often it holds the licences, and what is not estimated yet."""

    total: float
    times_licences: float | None
    missing: tuple[str, ...]


def failure_sum(cost: FailureCost) -> FailureSum:
    """Add up what a failure would cost; what is not estimated is named and counts nothing.

    >>> failure_sum(FailureCost(currency="EUR", licences=100.0, rollout=300.0)).times_licences
    4.0
    """
    said = {item: found for item in ITEMS if (found := getattr(cost, item)) is not None}
    total = sum(said.values())
    missing = tuple(item for item in ITEMS if item not in said)
    return FailureSum(total, total / cost.licences if cost.licences else None, missing)
