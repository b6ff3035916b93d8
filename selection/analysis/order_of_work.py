"""The order of the work: which step was skipped, and what working without it will cost.

Nothing is forbidden here; the screens say in one line what it costs. (Only a formal session keeps scoring
shut, see `selection.model.groundwork.may_be_scored`.)

References
----------
Statements A3, A36, A40 and A43 of docs/sources.md: goals first, technology last.
"""

from dataclasses import dataclass
from typing import Final, Literal

from selection.model.decision import Decision

Step = Literal["goals", "measures", "readiness", "needs", "weights", "vendors", "answers", "plan"]
STEPS: Final[tuple[Step, ...]] = (
    "goals",
    "measures",
    "readiness",
    "needs",
    "weights",
    "vendors",
    "answers",
    "plan",
)
"""The steps of the method, in their order."""

Cost = Literal[
    "success_stays_opinion",
    "nothing_to_review",
    "obstacles_found_too_late",
    "demo_decides_needs",
    "weights_follow_favourite",
    "nothing_to_compare",
    "brochure_decides",
    "all_at_once",
]
COSTS: Final[dict[Step, Cost]] = {
    "goals": "success_stays_opinion",
    "measures": "nothing_to_review",
    "readiness": "obstacles_found_too_late",
    "needs": "demo_decides_needs",
    "weights": "weights_follow_favourite",
    "vendors": "nothing_to_compare",
    "answers": "brochure_decides",
    "plan": "all_at_once",
}
"""What it costs to go on without a step."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A step that is not done although a later one was begun."""

    step: Step
    cost: Cost
    begun: tuple[Step, ...]
    """The later steps on which work has begun."""


def done(decision: Decision) -> dict[Step, bool]:
    """Say of every step whether enough of it is there to go on.

    >>> from selection.model.criteria import CriteriaSet
    >>> quick = CriteriaSet(kind="criteria_set", id="s", version=1, title="S", platform=(), integrator=())
    >>> any(done(Decision(id="d", title="D", criteria_set=quick)).values())
    False
    """
    readiness = decision.readiness
    return {
        "goals": any(goal.is_complete for goal in decision.goals),
        "measures": any(m.baseline is not None and m.target is not None for m in decision.measures),
        "readiness": bool(readiness.blocks) and readiness.governance.owner is not None,
        "needs": bool(decision.needs),
        "weights": bool(decision.weights),
        "vendors": bool(decision.offers),
        "answers": any(decision.answers.values()) or any(decision.scores.values()),
        "plan": bool(decision.phases),
    }


def skipped(decision: Decision) -> tuple[Skipped, ...]:
    """List the steps that were left out, in the order of the method."""
    state = done(decision)
    found = []
    for at, step in enumerate(STEPS):
        begun = tuple(later for later in STEPS[at + 1 :] if state[later])
        if begun and not state[step]:
            found.append(Skipped(step, COSTS[step], begun))
    return tuple(found)


def missing_before(step: Step, decision: Decision) -> tuple[Skipped, ...]:
    """List the steps that should come before one and are not done: what working on it now will cost."""
    state = done(decision)
    earlier = STEPS[: STEPS.index(step)]
    return tuple(Skipped(name, COSTS[name], (step,)) for name in earlier if not state[name])
