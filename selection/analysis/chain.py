"""Whether what hurts, the goals, the needs and the measures hang together, and what hangs loose.

References
----------
Statements A3, A4, A16 and A39 of docs/sources.md: what hurts comes first, then goals, then needs; every
measure serves a goal; measures are needed on four levels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selection.model.decision import Decision
from selection.model.goals import MEASURE_LEVELS, Goal, Measure, MeasureLevel


@dataclass(frozen=True, slots=True)
class Chain:
    """Pain → goal → need, with the loose ends on both sides; all by their ids, in the order entered."""

    links: tuple["Link", ...]
    pains_without_goal: tuple[str, ...]
    goals_without_pain: tuple[str, ...]
    goals_without_need: tuple[str, ...]
    needs_without_goal: tuple[str, ...]
    incomplete_goals: Mapping[str, tuple[str, ...]]
    """Goal → which of owner, baseline and target it lacks."""

    @property
    def is_whole(self) -> bool:
        """Whether there is a chain and nothing hangs loose."""
        loose = (
            self.pains_without_goal,
            self.goals_without_pain,
            self.goals_without_need,
            self.needs_without_goal,
        )
        return bool(self.links) and not any(loose)


@dataclass(frozen=True, slots=True)
class Link:
    """One goal with what it is set against, what it asks for and what will tell that it was reached."""

    goal: str
    pains: tuple[str, ...]
    needs: tuple[str, ...]
    measures: tuple[str, ...]


def chain(decision: Decision) -> Chain:
    """Follow every pain to its goals and every goal to its needs and measures."""
    links = tuple(
        Link(
            goal.id,
            pains=goal.pains,
            needs=tuple(need.id for need in decision.needs if need.goal == goal.id),
            measures=tuple(measure.id for measure in decision.measures if measure.goal == goal.id),
        )
        for goal in decision.goals
    )
    goals = {link.goal for link in links}
    met = {pain for link in links for pain in link.pains}
    return Chain(
        links=links,
        pains_without_goal=tuple(pain.id for pain in decision.pains if pain.id not in met),
        goals_without_pain=tuple(link.goal for link in links if not link.pains),
        goals_without_need=tuple(link.goal for link in links if not link.needs),
        needs_without_goal=tuple(need.id for need in decision.needs if need.goal not in goals),
        incomplete_goals={
            goal.id: tuple(part for part in ("owner", "baseline", "target") if not getattr(goal, part))
            for goal in decision.goals
            if not goal.is_complete
        },
    )


def goal_circles(goals: Sequence[Goal]) -> tuple[tuple[str, ...], ...]:
    """Find goals that are part of each other: nobody could say which of them the others serve.

    >>> chicken, egg = Goal(id="A", text="More", part_of="B"), Goal(id="B", text="Better", part_of="A")
    >>> goal_circles((chicken, egg))
    (('A', 'B'),)
    """
    wider = {goal.id: goal.part_of for goal in goals}
    found: list[tuple[str, ...]] = []
    for goal in goals:
        circle = _circle_from(goal, wider)
        if circle and not any(goal.id in known for known in found):
            found.append(circle)
    return tuple(found)


def _circle_from(goal: Goal, wider: Mapping[str, str | None]) -> tuple[str, ...]:
    """Follow the wider goals from one goal; give the way if it comes back to where it began."""
    way = [goal.id]
    following = wider[goal.id]
    while following is not None and following not in way:
        way.append(following)
        following = wider.get(following)
    return tuple(way) if following == goal.id else ()


@dataclass(frozen=True, slots=True)
class MeasureMatrix:
    """Which measure serves which goal, on which level; and what is not measured."""

    cells: Mapping[str, Mapping[MeasureLevel, tuple[str, ...]]]
    """Goal → level → measures."""
    goals_without_measure: tuple[str, ...]
    measures_without_goal: tuple[str, ...]
    missing_levels: tuple[MeasureLevel, ...]


def measure_matrix(decision: Decision) -> MeasureMatrix:
    """Hold the measures against goals and levels."""
    goals = [goal.id for goal in decision.goals]
    return MeasureMatrix(
        cells={goal: _by_level(decision.measures, goal) for goal in goals},
        goals_without_measure=tuple(
            goal for goal in goals if not any(measure.goal == goal for measure in decision.measures)
        ),
        measures_without_goal=tuple(measure.id for measure in decision.measures if measure.goal not in goals),
        missing_levels=tuple(
            level
            for level in MEASURE_LEVELS
            if not any(measure.level == level for measure in decision.measures)
        ),
    )


def _by_level(measures: Sequence[Measure], goal: str) -> dict[MeasureLevel, tuple[str, ...]]:
    return {
        level: tuple(m.id for m in measures if m.goal == goal and m.level == level)
        for level in MEASURE_LEVELS
    }
