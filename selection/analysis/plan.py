"""The course of the project: what every phase brings, whether its pace can be borne, and when to look back.

References
----------
Statements A15, A37, A44, A51, A94, A95 and A96 of docs/sources.md.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from selection.analysis.linting_measures import falls_short
from selection.model.base import Label, first_day, last_day
from selection.model.course import Phase
from selection.model.decision import Decision
from selection.model.goals import REVIEW_MONTHS, Measure, Reading
from selection.model.needs import Area, Need
from selection.model.readiness import Migration

PacePoint = Literal["within", "too_many", "unknown"]
PhaseGap = Literal["go_live", "training", "pilot_group", "needs", "parallel_changes"]
DatedKind = Literal["goal", "phase", "response"]
Outcome = Literal["reached", "missed", "failed", "not_read", "not_judged"]


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """One phase with what it brings and what it still lacks."""

    phase: str
    starts: dt.date
    go_live: dt.date | None
    needs: tuple[str, ...]
    modules: tuple[Label, ...]
    areas: tuple[Area, ...]
    pace: PacePoint
    gaps: tuple[PhaseGap, ...]
    is_reversed: bool
    """Whether it is to go live before it starts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All phases in the order they start, with what is left outside them."""

    phases: tuple[PhasePlan, ...]
    needs_without_phase: tuple[str, ...]
    migrations: dict[str, Migration | None]
    """Source system → what moves; nothing while it is undecided. Integrated systems are not moved."""
    standstills: tuple[Label, ...]
    most_parallel_changes: int | None


def plan(decision: Decision) -> Plan:
    """Lay out the course of the project."""
    known = {phase.id for phase in decision.phases}
    ordered = sorted(decision.phases, key=lambda phase: first_day(phase.starts))
    return Plan(
        phases=tuple(_phase(phase, decision) for phase in ordered),
        needs_without_phase=tuple(need.id for need in decision.needs if need.phase not in known),
        migrations={
            system.id: system.migration for system in decision.source_systems if system.fate != "integrate"
        },
        standstills=decision.pace.standstills,
        most_parallel_changes=decision.pace.most_parallel_changes,
    )


def _phase(phase: Phase, decision: Decision) -> PhasePlan:
    needs = [need for need in decision.needs if need.phase == phase.id]
    go_live = first_day(phase.go_live) if phase.go_live else None
    return PhasePlan(
        phase=phase.id,
        starts=first_day(phase.starts),
        go_live=go_live,
        needs=tuple(need.id for need in needs),
        modules=phase.modules,
        areas=areas_of(phase, needs),
        pace=pace_of(phase, decision.pace.most_parallel_changes),
        gaps=tuple(_gaps(phase, needs)),
        is_reversed=go_live is not None and go_live < first_day(phase.starts),
    )


@dataclass(frozen=True, slots=True)
class Effort:
    """Person-days of all phases by what they are spent on."""

    people: float
    process: float
    technology: float

    @property
    def total(self) -> float:
        """All of them."""
        return self.people + self.process + self.technology

    @property
    def share_of_technology(self) -> float | None:
        """What part of it is technology; nothing while no day is planned."""
        return self.technology / self.total if self.total else None


def effort(decision: Decision) -> Effort:
    """Add up the person-days of all phases (A37: changing an organisation is harder than technology)."""
    phases = decision.phases
    return Effort(
        people=sum(phase.days_people or 0.0 for phase in phases),
        process=sum(phase.days_process or 0.0 for phase in phases),
        technology=sum(phase.days_technology or 0.0 for phase in phases),
    )


def areas_of(phase: Phase, needs: Sequence[Need]) -> tuple[Area, ...]:
    """List the areas a phase brings in: its own, then those of the needs due in it."""
    found = (phase.area, *(need.area for need in needs if need.phase == phase.id))
    return tuple(dict.fromkeys(area for area in found if area is not None))


def pace_of(phase: Phase, most: int | None) -> PacePoint:
    """Hold the changes people go through at once against what they can take in.

    >>> busy = Phase(id="P1", title="Sales", starts="2027-01", parallel_changes=4)
    >>> pace_of(busy, 3), pace_of(busy, 4), pace_of(busy, None)
    ('too_many', 'within', 'unknown')
    """
    if most is None or phase.parallel_changes is None:
        return "unknown"
    return "too_many" if phase.parallel_changes > most else "within"


def _gaps(phase: Phase, needs: Sequence[Need]) -> Iterator[PhaseGap]:
    given: dict[PhaseGap, object] = {
        "go_live": phase.go_live,
        "training": phase.training,
        "pilot_group": phase.pilot_group,
        "needs": needs,
    }
    yield from (gap for gap, found in given.items() if not found)
    if phase.parallel_changes is None:
        yield "parallel_changes"


@dataclass(frozen=True, slots=True)
class Passed:
    """A day that was set and has gone by, with nothing entered that would show that it was kept."""

    kind: DatedKind
    id: str
    day: str


def passed_days(decision: Decision, today: dt.date) -> tuple[Passed, ...]:
    """List the days of goals, phases and responses to risks that have gone by; measures say so themselves.

    Once a measure was read after go-live, phases lie in the past as they should.
    """
    running = any(measure.readings for measure in decision.measures)
    dated: list[tuple[DatedKind, str, str | None]] = [
        *(("goal", goal.id, goal.due) for goal in decision.goals),
        *(("phase", phase.id, phase.go_live or phase.starts) for phase in decision.phases if not running),
        *(("response", name, response.due) for name, response in decision.risks.items()),
    ]
    return tuple(Passed(kind, name, day) for kind, name, day in dated if day and last_day(day) < today)


@dataclass(frozen=True, slots=True)
class Milestone:
    """One measure at one moment after go-live: what was to be reached, and what was read."""

    measure: str
    month: int
    on: dt.date | None
    """None as long as no phase has a day on which it goes live."""
    outcome: Outcome
    value: float | None = None
    target: float | None = None
    overdue: bool = False


def first_go_live(decision: Decision) -> dt.date | None:
    """Give the day on which the first phase goes live."""
    return min((first_day(phase.go_live) for phase in decision.phases if phase.go_live), default=None)


def months_after(day: dt.date, months: int) -> dt.date:
    """Count months on from a day; where a month is shorter, its last day.

    >>> months_after(dt.date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return dt.date(day.year + year, month + 1, min(day.day, last))


def milestones(decision: Decision, today: dt.date) -> tuple[Milestone, ...]:
    """List every measure at months 3, 6 and 12 after the first go-live, month by month.

    Readings of other months stay with their measure and are no milestone.
    """
    start = first_go_live(decision)
    return tuple(
        _milestone(measure, month, months_after(start, month) if start else None, today)
        for month in REVIEW_MONTHS
        for measure in decision.measures
    )


def _milestone(measure: Measure, month: int, on: dt.date | None, today: dt.date) -> Milestone:
    reading = next((reading for reading in measure.readings if reading.month == month), None)
    if reading is None:
        overdue = on is not None and on < today
        return Milestone(measure.id, month, on, "not_read", target=measure.target, overdue=overdue)
    return Milestone(measure.id, month, on, outcome(reading, measure), reading.value, measure.target)


def outcome(reading: Reading, measure: Measure) -> Outcome:
    """Hold a reading against its measure: reached from the line of success on, failed from failure's on.

    Where no line of success was drawn the target is the line; with neither nothing can be said.

    >>> churn = Measure(id="M1", name="Churn", better="lower", target=6.0, success=7.0, failure=9.0)
    >>> [outcome(Reading(month=3, value=found, as_of="2027-06"), churn) for found in (6.5, 8.0, 9.0)]
    ['reached', 'missed', 'failed']
    """
    line = measure.success if measure.success is not None else measure.target
    if line is not None and not falls_short(reading.value, line, measure):
        return "reached"
    failed = measure.failure is not None and (
        reading.value == measure.failure or falls_short(reading.value, measure.failure, measure)
    )
    if failed:
        return "failed"
    return "missed" if line is not None else "not_judged"
