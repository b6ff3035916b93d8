"""Risks that lie with the course of the project.

References
----------
Statements A24, A50, A51, A93, A95 and A96 of docs/sources.md.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from selection.analysis.plan import areas_of, first_go_live, months_after, pace_of
from selection.analysis.raised import Found, if_any, if_so
from selection.model.base import first_day
from selection.model.decision import Decision

MONTHS_OF_A_CAMPAIGN: Final = 12
AREAS: Final = 3


def single_phase(decision: Decision) -> Found | None:
    """Raise it where everything is to come in one phase."""
    return if_so(len(decision.phases) == 1)


def no_second_year_budget(decision: Decision) -> Found | None:
    """Raise it where there is no money for the year after."""
    return if_so(decision.readiness.governance.second_year_budget is False)


def campaign_style(decision: Decision) -> Found | None:
    """Raise it where nothing is planned later than a year after the first go-live.

    A budget for the second year is a plan for it.
    """
    start = first_go_live(decision)
    if start is None or decision.readiness.governance.second_year_budget is True:
        return None
    end = months_after(start, MONTHS_OF_A_CAMPAIGN)
    return if_so(max(_planned(decision)) < end, months=MONTHS_OF_A_CAMPAIGN)


def _planned(decision: Decision) -> Iterator[date]:
    for phase in decision.phases:
        yield from (first_day(day) for day in (phase.starts, phase.go_live) if day)
    yield from (first_day(measure.due) for measure in decision.measures if measure.due)


def all_areas_at_once(decision: Decision) -> Found | None:
    """Raise it where marketing, sales and service all begin on the same day."""
    starts: dict[str, date] = {}
    for phase in decision.phases:
        for area in areas_of(phase, decision.needs):
            day = first_day(phase.starts)
            starts[area] = min(day, starts.get(area, day))
    return if_so(len(starts) == AREAS and len(set(starts.values())) == 1)


def big_bang(decision: Decision) -> Found | None:
    """Raise it where more than half of the processes, and two at least, change on the day of go-live."""
    changed = tuple(process.id for process in decision.processes if process.redesigned_at_go_live)
    several = len(changed) > 1 and 2 * len(changed) > len(decision.processes)
    return if_any(changed, total=len(decision.processes)) if several else None


def pace_too_fast(decision: Decision) -> Found | None:
    """Raise it where a phase asks people to go through more changes at once than they can take in."""
    most = decision.pace.most_parallel_changes
    if most is None:
        return None
    return if_any(tuple(p.id for p in decision.phases if pace_of(p, most) == "too_many"), most=most)


def no_training(decision: Decision) -> Found | None:
    """Raise it where a phase goes live without training."""
    return if_any(tuple(p.id for p in decision.phases if p.go_live and not p.training))


def no_pilot_group(decision: Decision) -> Found | None:
    """Raise it where no phase begins with a pilot group."""
    return if_so(bool(decision.phases) and not any(phase.pilot_group for phase in decision.phases))
