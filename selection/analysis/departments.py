"""Where departments see things differently: building blocks, acceptance, weights and scores.

Each department speaks with its lower median, which somebody in it did say. Of members it takes what they
said alone, in a workshop after the reveal only, and nothing about those they are recused from.

References
----------
Statement A92 of docs/sources.md: people of several departments work on it, and conflicts are to be expected.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Literal

from selection.analysis.elicited import elicit
from selection.analysis.people import acceptance_by_department, is_named
from selection.analysis.uncertain import levels_of
from selection.analysis.values import partial_value
from selection.errors import WeightError
from selection.model.base import Localised
from selection.model.consistency import children_of
from selection.model.criteria import Criterion, DeliveryLadder
from selection.model.decision import Decision
from selection.model.members import Member

Unit = Literal["level", "weight"]
TALK: Mapping[Unit, float] = {"level": 2, "weight": 0.1}
"""From so much between two departments on they should talk about it: the lines workshops begin with."""
_EXACT = 1e-9

Place = str | Localised


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that several departments judged: the lower median of each.

    `about` is a building block, a question, a child of a node as ``node/child``, or a cell as
    ``alternative/criterion``.
    """

    about: str
    levels: Mapping[Place, float]
    unit: Unit = "level"

    @property
    def gap(self) -> float:
        """How much lies between the departments that are furthest apart."""
        return max(self.levels.values()) - min(self.levels.values())

    @property
    def is_disputed(self) -> bool:
        """Whether it is worth talking about."""
        return self.gap >= TALK[self.unit] - _EXACT


def block_differences(decision: Decision) -> tuple[Difference, ...]:
    """Hold building blocks against each other by department, the widest gap first.

    Somebody's department is the one they stand under among stakeholders or members; scores of people who
    stand under none are left out, and so is what only one department scored.
    """
    departments = _departments(decision)
    said = (
        (block, departments[score.by], score.level)
        for block, scores in decision.readiness.blocks.items()
        for score in scores
        if score.by in departments
    )
    return _differences(said, "level")


def acceptance_differences(decision: Decision, questions: Sequence[str]) -> tuple[Difference, ...]:
    """Hold the newest answers to the survey of acceptance against each other, the widest gap first."""
    by_department = acceptance_by_department(decision.readiness.survey, questions)
    said = (
        (asked, place, newest)
        for at, asked in enumerate(questions)
        for place, answers in by_department.items()
        if (newest := answers[at].after or answers[at].before) is not None
    )
    return _differences(said, "level")


def weight_differences(decision: Decision) -> tuple[Difference, ...]:
    """Hold members' own weights of the children of every node against each other, the widest gap first.

    What was said of other children, before the tree changed, is no judgement of these.
    """
    tree = children_of(decision)
    said = (
        (f"{node}/{child}", member.department, weight)
        for member in _speaking(decision)
        for node in member.weights
        for child, weight in _own_weights(member, node, tree.get(node, ())).items()
    )
    return _differences(said, "weight")


def score_differences(decision: Decision) -> tuple[Difference, ...]:
    """Hold members' own scores against each other, in levels of each criterion's scale, widest gap first."""
    criteria = {criterion.id: criterion for criterion in decision.criteria}
    said = (
        (f"{alternative}/{name}", member.department, level)
        for member in _speaking(decision)
        for alternative, row in member.scores.items()
        if frozenset((alternative, *alternative.split("+"))).isdisjoint(member.recused)
        for name, score in row.items()
        if name in criteria and (level := _level(score.performance, criteria[name])) is not None
    )
    return _differences(said, "level")


def _speaking(decision: Decision) -> Iterator[Member]:
    """Give the members who stand for a department."""
    return (member for member in decision.members if member.department)


def _own_weights(member: Member, node: str, children: Sequence[str]) -> Mapping[str, float]:
    try:
        return elicit(member.weights[node], children).by_child if len(children) > 1 else {}
    except WeightError:
        return {}


def _level(performance: float | None, criterion: Criterion) -> float | None:
    if performance is None or isinstance(criterion.value, DeliveryLadder):
        return None
    return partial_value(performance, criterion.value) * levels_of(criterion)


def _departments(decision: Decision) -> dict[str, Place]:
    """Name everybody's department; an erased name is nobody's."""
    members = [(member.name, member.department) for member in decision.members]
    people = [(person.name, person.department) for person in decision.stakeholders]
    return {name: place for name, place in (*members, *people) if is_named(name) and place}


def _differences(said: Iterable[tuple[str, Place | None, float]], unit: Unit) -> tuple[Difference, ...]:
    """Keep what several departments spoke of, the widest gap first, otherwise as it was said."""
    gathered: dict[str, dict[Place, list[float]]] = {}
    for about, place, figure in said:
        if place is not None:
            gathered.setdefault(about, {}).setdefault(place, []).append(figure)
    found = [
        Difference(about, {place: median_low(figures) for place, figures in places.items()}, unit)
        for about, places in gathered.items()
        if len(places) > 1
    ]
    return tuple(sorted(found, key=lambda one: -one.gap))
