"""Where departments see things differently: building blocks and acceptance, held against each other.

References
----------
Statement A92 of docs/sources.md: people of several departments work on it, and conflicts are to be expected.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selection.analysis.people import acceptance_by_department, is_named
from selection.analysis.readiness import lower_median
from selection.model.base import Localised
from selection.model.decision import Decision

TALK = 2
"""From so many levels between two departments on they should talk about it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that several departments scored: the lower median of each."""

    about: str
    levels: Mapping[str | Localised, int]

    @property
    def gap(self) -> int:
        """How many levels lie between the departments that are furthest apart."""
        return max(self.levels.values()) - min(self.levels.values())

    @property
    def is_disputed(self) -> bool:
        """Whether it is worth talking about."""
        return self.gap >= TALK


def block_differences(decision: Decision) -> tuple[Difference, ...]:
    """Hold building blocks against each other by department, the widest gap first.

    Somebody's department is the one they stand under among stakeholders or members; scores of people who
    stand under none are left out, and so is what only one department scored.
    """
    departments = _departments(decision)
    found: list[Difference] = []
    for block, scores in decision.readiness.blocks.items():
        said: dict[str | Localised, list[int]] = {}
        for score in scores:
            if score.by in departments:
                said.setdefault(departments[score.by], []).append(score.level)
        found += _difference(block, said)
    return tuple(sorted(found, key=lambda one: -one.gap))


def _departments(decision: Decision) -> dict[str, str | Localised]:
    """Name everybody's department; an erased name is nobody's."""
    members = [(member.name, member.department) for member in decision.members]
    people = [(person.name, person.department) for person in decision.stakeholders]
    return {name: place for name, place in (*members, *people) if is_named(name) and place}


def acceptance_differences(decision: Decision, questions: Sequence[str]) -> tuple[Difference, ...]:
    """Hold the newest answers to the survey of acceptance against each other, the widest gap first."""
    by_department = acceptance_by_department(decision.readiness.survey, questions)
    found: list[Difference] = []
    for at, asked in enumerate(questions):
        newest = {name: answers[at].after or answers[at].before for name, answers in by_department.items()}
        found += _difference(asked, {name: [level] for name, level in newest.items() if level is not None})
    return tuple(sorted(found, key=lambda one: -one.gap))


def _difference(about: str, said: Mapping[str | Localised, Sequence[int]]) -> tuple[Difference, ...]:
    levels = {name: level for name, given in said.items() if (level := lower_median(given)) is not None}
    return (Difference(about, levels),) if len(levels) > 1 else ()
