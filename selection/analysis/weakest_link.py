"""The parts of which each must hold: software, project manager, users, data, documentation.

A panel beside the result and never in it: nothing here enters a value, a gate or a rank.

References
----------
Statement A68 of docs/sources.md: as on a journey, one part that fails is enough to miss the goal.
"""

from dataclasses import dataclass
from typing import Final, Literal

from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.people import acceptance
from selection.analysis.readiness import block_level, manager_level
from selection.analysis.values import partial_value
from selection.model.criteria import DeliveryLadder
from selection.model.decision import Decision
from selection.model.readiness import INFORMATION, SurveyReply

Part = Literal["software", "project_manager", "users", "data", "documentation"]
PARTS: Final[tuple[Part, ...]] = ("software", "project_manager", "users", "data", "documentation")
DOCUMENTATION: Final = "P6"
"""The criterion on procedures and handover."""
TOP: Final = 5


@dataclass(frozen=True, slots=True)
class Link:
    """One part and its level from 0 to 5; None where it is not known."""

    part: Part
    level: float | None


@dataclass(frozen=True, slots=True)
class WeakestLink:
    """All five parts, and which of the known ones is the weakest."""

    links: tuple[Link, ...]

    @property
    def level(self) -> float | None:
        """The lowest level that is known."""
        return min((link.level for link in self.links if link.level is not None), default=None)

    @property
    def weakest(self) -> tuple[Part, ...]:
        """The parts at the lowest known level; several if they share it."""
        return tuple(link.part for link in self.links if link.level is not None and link.level == self.level)

    @property
    def unknown(self) -> tuple[Part, ...]:
        """The parts of which nothing is known yet; any of them may be the weakest."""
        return tuple(link.part for link in self.links if link.level is None)


def weakest_link(
    decision: Decision, evaluation: Evaluation | None = None, alternative: str | None = None
) -> WeakestLink:
    """Put the five parts side by side for one alternative, or for the buyer alone.

    Software is five times the lowest value, cost left out, that the alternative's offer can still have; the
    project manager is the weakest item of the checklist; users are the lowest median of the newest acceptance
    survey, 1 to 5 put on 0 to 5; data is the information block; documentation is the level on criterion P6.
    """
    chosen = evaluation.alternative(alternative) if evaluation and alternative else None
    levels: dict[Part, float | None] = {
        "software": _software(evaluation, chosen),
        "project_manager": manager_level(decision.readiness.manager).level,
        "users": users_level(decision.readiness.survey),
        "data": block_level(INFORMATION, decision.readiness.blocks.get(INFORMATION, ())).level,
        "documentation": _documentation(decision, chosen),
    }
    return WeakestLink(tuple(Link(part, levels[part]) for part in PARTS))


def users_level(replies: tuple[SurveyReply, ...]) -> float | None:
    """Give the lowest median of the newest survey there is, on a scale from 0 to 5."""
    questions = tuple(dict.fromkeys(name for reply in replies for name in reply.levels))
    asked = acceptance(replies, questions)
    after = [found.after for found in asked if found.after is not None]
    before = [found.before for found in asked if found.before is not None]
    lowest = min(after or before, default=None)
    return None if lowest is None else (lowest - 1) * TOP / (TOP - 1)


def _software(evaluation: Evaluation | None, chosen: Alternative | None) -> float | None:
    if evaluation is None or chosen is None or chosen.kind == "integrator":
        return None
    offer = chosen.pair.offer if chosen.pair else chosen.id
    return round(TOP * evaluation.alternative(offer).quality_low, 2)


def _documentation(decision: Decision, chosen: Alternative | None) -> float | None:
    criterion = next((found for found in decision.criteria if found.id == DOCUMENTATION), None)
    if criterion is None or chosen is None or isinstance(criterion.value, DeliveryLadder):
        return None
    firm = chosen.pair.integrator if chosen.pair else chosen.id
    for owner in (chosen.id, firm):
        score = decision.scores.get(owner, {}).get(DOCUMENTATION)
        if score is not None and score.performance is not None:
            return round(TOP * partial_value(score.performance, criterion.value), 2)
    return None
