"""What the organisation wants to be different: what hurts, the goals set against it, and their measures."""

from typing import Annotated, Literal

from pydantic import Field

from selection.model.base import Day, Entry, Id, Label, Line, Many, Person, Remark, Text

MeasureLevel = Literal["firm", "customer_strategy", "operation", "infrastructure"]
MEASURE_LEVELS: tuple[MeasureLevel, ...] = ("firm", "customer_strategy", "operation", "infrastructure")
Cadence = Literal["weekly", "monthly", "quarterly", "yearly"]
Better = Literal["higher", "lower"]
Strategy = Literal["keep", "grow", "earn"]
"""Towards a customer: keep who is valuable, grow who is promising, earn more with the others (A28)."""
STRATEGIES: tuple[Strategy, ...] = ("keep", "grow", "earn")
REVIEW_MONTHS: tuple[int, ...] = (3, 6, 12)
"""When, counted from go-live, the measures are held against their targets."""


class Pain(Entry):
    """Where it hurts today: the reason why anything should change."""

    id: Id
    text: Text
    owner: Person | None = None


class Goal(Entry):
    """What should be different afterwards, and how one will know."""

    id: Id
    text: Text
    owner: Person | None = None
    baseline: Label | None = None
    target: Label | None = None
    due: Day | None = None
    pains: Many[Id] = ()
    """What it is set against."""
    part_of: Id | None = None
    """The wider goal it serves."""

    @property
    def is_complete(self) -> bool:
        """Whether it has an owner, a baseline and a target."""
        return bool(self.owner and self.baseline and self.target)


class Reading(Entry):
    """What a measure turned out to be, some months after go-live."""

    month: Annotated[int, Field(ge=0, le=120)]
    value: float
    as_of: Day
    by: Person | None = None
    note: Remark | None = None


class Measure(Entry):
    """How one will know that a goal was reached: a figure with its source, and what counts as failure.

    It may be incomplete while the team works on it; `selection.analysis.linting` says what is missing.
    """

    id: Id
    name: Text
    goal: Id | None = None
    level: MeasureLevel | None = None
    unit: Text | None = None
    formula: Text | None = None
    data_source: Text | None = None
    mechanism: Text | None = None
    """By what the system is expected to move it."""
    better: Better = "higher"
    baseline: float | None = None
    target: float | None = None
    success: float | None = None
    """From here on it counts as a success."""
    failure: float | None = None
    """From here on it counts as a failure."""
    due: Day | None = None
    owner: Person | None = None
    reviewer: Person | None = None
    cadence: Cadence | None = None
    readings: Many[Reading] = ()
    template: Id | None = None
    """The shipped measure it was made from."""


class MeasureTemplate(Entry):
    """A success measure that is ready to be taken over; the figures are the team's own."""

    id: Id
    name: Text
    unit: Text
    formula: Text
    data_source: Text
    level: MeasureLevel
    better: Better
    cadence: Cadence
    strategies: Many[Strategy] = ()
    """The customer strategies it tells about, if it tells about any."""
    sources: Annotated[Many[Line], Field(min_length=1)]


class MeasureLibrary(Entry):
    """The success measures that ship (``criteria/metrics.yaml``)."""

    kind: Literal["metrics"]
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    measures: Annotated[Many[MeasureTemplate], Field(min_length=1, max_length=500)]
