"""What calls with references amount to, and the level they reach on the criteria that ask for them.

The level is told beside the calls and scores nothing by itself: somebody takes it over, or not.

References
----------
Statements A23, A59, A60 and A61 of docs/sources.md; the levels are those of criteria P3 and V2.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from selection.model.decision import Decision
from selection.model.references import ReferenceCall

REPUTATION: Final = "P3"
"""The criterion on integrators: who was reached, and would hire them again."""
INDUSTRY: Final = "V2"
"""The criterion on products: customers of our industry who were spoken to."""
NAMED: Final = 1
MOST: Final = 3
"""So many references count; from one more on, all of them must agree for the top level."""
TOP: Final = 5


@dataclass(frozen=True, slots=True)
class ReferenceRecord:
    """The calls about one offer or integrator, counted."""

    about: str
    named: int
    reached: int
    would_again: int
    would_not: int
    industry_named: int
    industry_reached: int


def reference_record(about: str, calls: Sequence[ReferenceCall]) -> ReferenceRecord:
    """Count what was heard about an offer or integrator.

    >>> call = ReferenceCall(id="C1", about="aleph", customer="Mill", reached=True, would_hire_again=True)
    >>> found = reference_record("aleph", (call,))
    >>> found.named, found.reached, found.would_again, reputation_level(found)
    (1, 1, 1, 2)
    """
    theirs = [call for call in calls if call.about == about]
    reached = [call for call in theirs if call.reached]
    return ReferenceRecord(
        about,
        named=len(theirs),
        reached=len(reached),
        would_again=sum(call.would_hire_again is True for call in reached),
        would_not=sum(call.would_hire_again is False for call in reached),
        industry_named=sum(call.same_industry is True for call in theirs),
        industry_reached=sum(call.same_industry is True for call in reached),
    )


def reputation_level(record: ReferenceRecord) -> int:
    """Give the level on P3: none 0, named only 1, then one more for each that would hire again.

    The top level is for more than three of them, and nobody who would not.
    """
    if record.named == 0:
        return 0
    if record.would_again > MOST and record.would_not == 0:
        return TOP
    return NAMED + min(record.would_again, MOST)


def industry_level(record: ReferenceRecord) -> int:
    """Give the level on V2, as far as calls tell; whether one is like a competitor is for people to say."""
    if record.industry_named == 0:
        return 0
    return NAMED + min(record.industry_reached, MOST)


def level_of_calls(decision: Decision, about: str) -> tuple[str, int] | None:
    """Give the criterion that calls about somebody feed and their level; nothing if it isn't used."""
    is_firm = any(firm.id == about for firm in decision.integrators)
    criterion = REPUTATION if is_firm else INDUSTRY
    if not any(one.id == criterion for one in decision.criteria):
        return None
    record = reference_record(about, decision.reference_calls)
    return criterion, reputation_level(record) if is_firm else industry_level(record)
