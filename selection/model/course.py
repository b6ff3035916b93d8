"""The course of the project: its phases, what each brings, and every decision on the way."""

from typing import Annotated, Literal

from pydantic import Field

from selection.model.base import Day, Entry, Id, Label, Line, Many, Person, Remark, Text
from selection.model.needs import Area

LogStage = Literal["vision", "process", "data", "technology"]
LOG_STAGES: tuple[LogStage, ...] = ("vision", "process", "data", "technology")

PersonDays = Annotated[float, Field(ge=0, le=1_000_000)]

GOAL_FIRST = "goal_first"
"""The rule of a formal session that nothing is scored before a goal is complete."""


FORMAL = "formal"
"""The rule that a formal session stays formal: whoever runs it may open it only with a logged reason."""


class Phase(Entry):
    """One step of the roll-out, with the area it brings in."""

    id: Id
    title: Text
    starts: Day
    area: Area | None = None
    go_live: Day | None = None
    modules: Many[Label] = ()
    pilot_group: Label | None = None
    """Who works with it first and teaches the next."""
    training: Text | None = None
    parallel_changes: Annotated[int, Field(ge=0, le=1000)] | None = None
    """How many other changes the same people go through at that time."""
    days_people: PersonDays | None = None
    """Person-days for training, explaining and changing how people work together."""
    days_process: PersonDays | None = None
    """Person-days for mapping and changing processes, and for tidying data."""
    days_technology: PersonDays | None = None
    """Person-days for setting up, connecting and migrating."""


class Pace(Entry):
    """How much change the organisation can take in at once."""

    most_parallel_changes: Annotated[int, Field(ge=0, le=1000)] | None = None
    standstills: Many[Label] = ()
    """Periods in which nothing may be changed."""


class LogEntry(Entry):
    """One decision: what was decided, why, and who was there."""

    id: Id
    day: Day
    stage: LogStage
    text: Remark
    reason: Remark
    present: Many[Person] = ()
    overrides: Line | None = None
    """The rule that was set aside by it, if one was."""
