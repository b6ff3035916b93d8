"""Whether what surrounds the choice agrees with itself: pains, goals, measures, processes, people, phases.

Only contradictions are refused here. What is merely unwise or unfinished (a date in the past, a target below
the baseline, a measure without a unit, goals that are part of each other) is said elsewhere and never keeps a
decision from opening.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from selection.errors import DecisionError
from selection.model.course import GOAL_FIRST
from selection.model.decision import Decision

Found = Iterator[DecisionError]
Name = TypeVar("Name", str, int)

SECTIONS_WITH_IDS: Final = (
    "pains",
    "measures",
    "processes",
    "source_systems",
    "stakeholders",
    "log",
    "reference_calls",
)

MOST_ENTRIES: Final[Mapping[str, int]] = {
    "pains": 1_000,
    "goals": 1_000,
    "measures": 1_000,
    "processes": 1_000,
    "source_systems": 1_000,
    "stakeholders": 5_000,
    "phases": 200,
    "risks": 1_000,
    "log": 10_000,
    "reference_calls": 1_000,
}
"""How many entries a section may have: far above what any team enters, far below what hurts."""

MOST_DEPARTMENTS: Final = 500


def may_be_scored(decision: Decision) -> bool:
    """Tell whether scoring is open: always, but in a formal session only once a goal is complete.

    A goal is complete with an owner, a baseline and a target. A logged decision that sets the rule
    ``goal_first`` aside opens scoring as well; its reason is part of the log.

    References
    ----------
    Statements A3 and A11 of docs/sources.md: aims come first, and with them what success would be.
    """
    if decision.procedure == "open":
        return True
    return any(goal.is_complete for goal in decision.goals) or any(
        entry.overrides == GOAL_FIRST for entry in decision.log
    )


def _ids_are_unique(decision: Decision) -> Found:
    for section in SECTIONS_WITH_IDS:
        named = {entry.id.casefold(): entry.id for entry in getattr(decision, section)}
        for folded in _repeated(entry.id.casefold() for entry in getattr(decision, section)):
            yield DecisionError("id_twice", f"{section}.{named[folded]}", found=named[folded])


def _sections_are_of_a_size(decision: Decision) -> Found:
    sizes = {section: len(getattr(decision, section)) for section in MOST_ENTRIES}
    for section, found in sizes.items():
        if found > MOST_ENTRIES[section]:
            yield DecisionError("section_too_long", section, found=found, allowed=MOST_ENTRIES[section])
    departments = len(decision.readiness.departments)
    if departments > MOST_DEPARTMENTS:
        where = "readiness.departments"
        yield DecisionError("section_too_long", where, found=departments, allowed=MOST_DEPARTMENTS)


def _links_resolve(decision: Decision) -> Found:
    pains, goals, measures = (
        {entry.id for entry in entries} for entries in (decision.pains, decision.goals, decision.measures)
    )
    for goal in decision.goals:
        for pain in goal.pains:
            yield from _known("pain", pain, pains, f"goals.{goal.id}.pains")
        yield from _known("goal", goal.part_of, goals, f"goals.{goal.id}.part_of")
    for measure in decision.measures:
        yield from _known("goal", measure.goal, goals, f"measures.{measure.id}.goal")
    for process in decision.processes:
        yield from _known("measure", process.measure, measures, f"processes.{process.id}.measure")


def _readings_are_of_one_month_each(decision: Decision) -> Found:
    for measure in decision.measures:
        for month in _repeated(reading.month for reading in measure.readings):
            yield DecisionError("reading_twice", f"measures.{measure.id}.readings", found=month)


def _known(kind: str, found: str | None, allowed: set[str], where: str) -> Found:
    if found is not None and found not in allowed:
        yield DecisionError(f"unknown_{kind}", where, found=found, allowed=sorted(allowed))


def _repeated(names: Iterable[Name]) -> Iterator[Name]:
    return (name for name, times in Counter(names).items() if times > 1)


GROUNDWORK: tuple[Callable[[Decision], Found], ...] = (
    _ids_are_unique,
    _sections_are_of_a_size,
    _links_resolve,
    _readings_are_of_one_month_each,
)
"""The rules, in the order in which their findings are told; `selection.model.consistency` applies them."""
