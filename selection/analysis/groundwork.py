"""What the CRM will stand on: customer processes on their way, source systems, and the hours people promised.

References
----------
Statements A21, A31, A34 and A94 of docs/sources.md.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from selection.model.base import Localised
from selection.model.decision import Decision
from selection.model.readiness import Process, SourceSystem, Stakeholder

Step = Literal["mapped", "priority", "ranked", "owned", "changed", "service_level", "measured"]
STEPS: Final[tuple[Step, ...]] = (
    "mapped",
    "priority",
    "ranked",
    "owned",
    "changed",
    "service_level",
    "measured",
)
"""The seven steps of a process (A31)."""

Undecided = Literal["owner", "trusted", "quality", "fate", "migration", "deduplicated"]
FEEDS: Final[tuple[tuple[str, str], ...]] = (
    ("D1", "migration"),
    ("I1", "integration"),
    ("F5", "customer_view"),
)
"""Criteria for which the inventory is worth knowing; it never scores them."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one process has come through the seven steps."""

    process: str
    done: tuple[Step, ...]

    @property
    def next_step(self) -> Step | None:
        """The first step that is still to be taken."""
        return next((step for step in STEPS if step not in self.done), None)


def process_progress(process: Process) -> Progress:
    """Say which of the seven steps a process has taken; it changes both in front and behind, or not yet.

    >>> process_progress(Process(id="sale", name="Sale", mapped=True, owner="Dana Levi")).done
    ('mapped', 'owned')
    """
    taken: dict[Step, bool] = {
        "mapped": process.mapped,
        "priority": process.high_priority is not None,
        "ranked": process.rank is not None,
        "owned": process.owner is not None,
        "changed": process.front_office_change is not None and process.back_office_change is not None,
        "service_level": process.service_level is not None,
        "measured": process.measure is not None,
    }
    return Progress(process.id, tuple(step for step in STEPS if taken[step]))


@dataclass(frozen=True, slots=True)
class SystemState:
    """What is still undecided about a source system, and which criteria it is worth knowing for."""

    system: str
    undecided: tuple[Undecided, ...]
    informs: tuple[str, ...]


def system_state(system: SourceSystem) -> SystemState:
    """Say what is undecided about a source system.

    A replaced system needs a decision on what moves, and is tidied first; an integrated one stays.
    """
    moves = system.fate == "replace"
    missing: dict[Undecided, bool] = {
        "owner": system.owner is None,
        "trusted": system.trusted is None,
        "quality": system.quality is None,
        "fate": system.fate is None,
        "migration": moves and system.migration is None,
        "deduplicated": moves and system.migration in {"full", "partial"} and not system.deduplicated,
    }
    fed: dict[str, bool] = {"D1": system.fate != "integrate", "I1": system.fate != "archive", "F5": True}
    return SystemState(
        system.id,
        undecided=tuple(name for name, is_missing in missing.items() if is_missing),
        informs=tuple(criterion for criterion, _ in FEEDS if fed[criterion]),
    )


def worth_knowing_for(decision: Decision, criteria: Collection[str]) -> tuple[SourceSystem, ...]:
    """List the source systems that whoever judges one of some criteria should have in mind."""
    wanted = frozenset(criteria)
    return tuple(
        system for system in decision.source_systems if wanted.intersection(system_state(system).informs)
    )


@dataclass(frozen=True, slots=True)
class Inventory:
    """All source systems together: worth knowing to those who score migration, integration, customer view."""

    systems: tuple[SystemState, ...]
    entities_without_trusted_source: tuple[str | Localised, ...]
    entities_with_several: tuple[str | Localised, ...]
    """Kinds of data for which several systems are said to be the trusted one."""


def inventory(decision: Decision) -> Inventory:
    """Read the inventory of source systems: one trusted source for every kind of data is the aim."""
    systems = decision.source_systems
    entities = tuple(dict.fromkeys(system.entity for system in systems))
    trusted = {entity: sum(s.entity == entity and s.trusted is True for s in systems) for entity in entities}
    return Inventory(
        systems=tuple(system_state(system) for system in systems),
        entities_without_trusted_source=tuple(e for e in entities if trusted[e] == 0),
        entities_with_several=tuple(e for e in entities if trusted[e] > 1),
    )


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours a week that were promised, by department, and who has promised none."""

    total: float
    by_department: dict[str | Localised, float]
    without: tuple[str, ...]
    """Stakeholders who are to act, responsible or accountable, and promised no time."""


def promised_hours(stakeholders: Sequence[Stakeholder]) -> Hours:
    """Add up the hours a week that stakeholders promised."""
    by_department: dict[str | Localised, float] = {}
    for person in stakeholders:
        hours = by_department.get(person.department, 0.0) + (person.hours_promised or 0.0)
        by_department[person.department] = hours
    return Hours(
        total=sum(by_department.values()),
        by_department=by_department,
        without=tuple(person.id for person in stakeholders if _acts(person) and not person.hours_promised),
    )


def _acts(person: Stakeholder) -> bool:
    return person.involvement in {"responsible", "accountable"}
