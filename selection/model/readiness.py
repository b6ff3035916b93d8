"""Whether the organisation is ready: its building blocks, processes, systems, people and their time.

References
----------
The eight building blocks and the seven steps of a process are statements A25 to A39 of docs/sources.md.
"""

from typing import Annotated, Literal

from pydantic import Field

from selection.model.base import Entry, Id, Label, Line, Many, Person, Remark, Text

Level = Annotated[int, Field(ge=0, le=5)]
Hours = Annotated[float, Field(ge=0, le=80)]
"""Hours a week."""

INFORMATION = "information"
"""The building block without which a CRM can hardly be run reliably."""

Fate = Literal["replace", "integrate", "archive"]
Migration = Literal["full", "partial", "archive"]
Involvement = Literal["responsible", "accountable", "consulted", "informed"]


class BlockScore(Entry):
    """What one member thinks of one building block."""

    by: Person
    level: Level
    note: Remark | None = None


class Process(Entry):
    """A customer process on its way through the seven steps, from mapped to measured."""

    id: Id
    name: Text
    mapped: bool = False
    high_priority: bool | None = None
    rank: Annotated[int, Field(ge=1, le=1000)] | None = None
    owner: Person | None = None
    front_office_change: Text | None = None
    back_office_change: Text | None = None
    service_level: Text | None = None
    measure: Id | None = None
    redesigned_at_go_live: bool = False


class SourceSystem(Entry):
    """A system in which customer data lives today, and what becomes of it."""

    id: Id
    name: Line
    entity: Label
    """What it holds: customers, orders, contracts."""
    owner: Person | None = None
    trusted: bool | None = None
    quality: Level | None = None
    fate: Fate | None = None
    migration: Migration | None = None
    deduplicated: bool = False
    """Whether its records were tidied before anything is moved."""


class ManagerChecklist(Entry):
    """What the project manager must bring; the weakest item decides."""

    knows_organisation: Level | None = None
    knows_processes: Level | None = None
    authority: Level | None = None
    availability: Level | None = None
    is_chief_executive: bool = False
    relieved_percent: Annotated[float, Field(ge=0, le=100)] | None = None
    """Share of their other duties taken off them."""


class Governance(Entry):
    """Who answers for the project: four questions, each with its own yes or no."""

    owner: bool | None = None
    project_manager: bool | None = None
    user_representatives: bool | None = None
    sponsor: bool | None = None
    sponsor_horizon_years: Annotated[float, Field(ge=0, le=30)] | None = None
    data_owner: bool | None = None
    entry_rules: bool | None = None
    """Whether there are rules for entering and tidying data."""
    forced_entry: bool | None = None
    """Whether people are to be made to type by rewards and punishments."""
    second_year_budget: bool | None = None


class Stakeholder(Entry):
    """Somebody whose work the system will change or who must help to bring it in."""

    id: Id
    """It stays in the history for good, so it names a role or a number and not the person."""
    name: Person
    department: Label
    involvement: Involvement | None = None
    hours_promised: Hours | None = None
    is_end_user: bool = False
    commitments: Remark | None = None


class SurveyReply(Entry):
    """One answer to the survey of acceptance; of the person, only the department is kept."""

    moment: Literal["before", "after"]
    department: Label
    levels: dict[Id, Annotated[int, Field(ge=1, le=5)]]


class Readiness(Entry):
    """Everything around the software that must be there for a CRM project to come off."""

    blocks: dict[Id, Many[BlockScore]] = {}
    answers: dict[Id, bool] = {}
    """Question of a building block → yes or no."""
    manager: ManagerChecklist = ManagerChecklist()
    governance: Governance = Governance()
    departments: Many[Label] = ()
    """Every department that deals with customers."""
    survey: Annotated[Many[SurveyReply], Field(max_length=10_000)] = ()


class Question(Entry):
    """Something to be answered with yes or no before one is ready."""

    id: Id
    text: Text
    sources: Annotated[Many[Line], Field(min_length=1)]


class BuildingBlock(Entry):
    """One of the eight parts a customer strategy stands on."""

    id: Id
    name: Text
    about: Text
    anchors: Annotated[Many[Text], Field(min_length=6, max_length=6)]
    """What levels 0 to 5 look like."""
    questions: Many[Question] = ()
    sources: Annotated[Many[Line], Field(min_length=1)]


class StarterProcess(Entry):
    """A process most organisations begin with."""

    id: Id
    name: Text


class ReadinessLibrary(Entry):
    """What readiness is asked by (``criteria/readiness.yaml``)."""

    kind: Literal["readiness"]
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    line: Annotated[float, Field(ge=0, le=5)]
    """Below this level the information block says: not ready."""
    blocks: Annotated[Many[BuildingBlock], Field(min_length=1, max_length=20)]
    processes: Many[StarterProcess] = ()
    survey: Many[Question] = ()
    """What people are asked before and after; answered from 1 (not at all) to 5 (fully)."""
