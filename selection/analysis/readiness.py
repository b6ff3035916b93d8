"""Whether the organisation is ready for a CRM: a verdict, and the reasons it rests on.

Levels run from 0 to 5. A block's level is the *lower median* of what the members gave it, so that it is a
level somebody gave; the spread stands beside it and is never averaged away. What nobody answered is no zero:
it appears as not answered, and stands in the way of *ready* as such.

References
----------
Statements A18 to A39, A62 and A63 of docs/sources.md: eight building blocks, information as the decisive one,
the seven steps of a process, and what a project manager must bring.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from selection.model.decision import Decision
from selection.model.readiness import INFORMATION, BlockScore, Governance, ManagerChecklist

Verdict = Literal["ready", "not_ready"]
ReasonCode = Literal[
    "information_below_line",
    "information_not_scored",
    "no_owner",
    "no_project_manager",
    "no_user_representatives",
    "no_sponsor",
    "governance_unanswered",
    "manager_below_line",
    "manager_not_assessed",
    "block_below_line",
    "blocks_not_scored",
    "no_goal",
]

INFORMATION_LINE: Final = 2.0
"""Below this level of 5 the information block says *not ready*; the library may set its own (A35)."""
BLOCK_LINE: Final = 1
"""Below this level, a block that is not there at all, any block says *not ready*."""
MANAGER_LINE: Final = 2
WIDE_SPREAD: Final = 2
"""From this difference of levels on, the members see a block differently and should talk."""

GOVERNANCE: Final[tuple[tuple[str, ReasonCode], ...]] = (
    ("owner", "no_owner"),
    ("project_manager", "no_project_manager"),
    ("user_representatives", "no_user_representatives"),
    ("sponsor", "no_sponsor"),
)
"""Four questions, each with its own yes or no; one never makes up for another."""

MANAGER_ITEMS: Final = ("knows_organisation", "knows_processes", "authority", "availability")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the verdict is what it is: a code, what it is about, and figures."""

    code: ReasonCode
    items: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BlockLevel:
    """What the members gave one building block."""

    block: str
    level: int | None
    spread: int
    scored_by: int

    @property
    def is_disputed(self) -> bool:
        """Whether the members see it so differently that the level alone would mislead."""
        return self.spread >= WIDE_SPREAD


@dataclass(frozen=True, slots=True)
class Weakest:
    """The project manager's weakest item, which decides; None while one of four is unanswered."""

    level: int | None
    items: tuple[str, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadinessResult:
    """The verdict with everything it rests on."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    blocks: tuple[BlockLevel, ...]
    weakest: tuple[str, ...]
    """The building blocks at the lowest level given; several if they share it."""
    manager: Weakest
    governance: Mapping[str, bool | None]


def assess_readiness(
    decision: Decision, blocks: Sequence[str], line: float = INFORMATION_LINE
) -> ReadinessResult:
    """Say whether the organisation is ready, and if not, for what reasons.

    Parameters
    ----------
    decision
        What was entered.
    blocks
        The building blocks of the library, in its order.
    line
        Below this level the information block says *not ready*.
    """
    levels = tuple(block_level(name, decision.readiness.blocks.get(name, ())) for name in blocks)
    manager = manager_level(decision.readiness.manager)
    reasons = (
        *_of_information(levels, line),
        *_of_governance(decision.readiness.governance),
        *_of_manager(manager),
        *_of_blocks(levels),
        *_of_goals(decision),
    )
    return ReadinessResult(
        verdict="not_ready" if reasons else "ready",
        reasons=reasons,
        blocks=levels,
        weakest=_weakest(levels),
        manager=manager,
        governance={name: getattr(decision.readiness.governance, name) for name, _ in GOVERNANCE},
    )


def block_level(block: str, scores: Sequence[BlockScore]) -> BlockLevel:
    """Give a building block the lower median of its scores, with their spread.

    >>> scores = [BlockScore(by=who, level=level) for who, level in (("A", 1), ("B", 4), ("C", 2), ("D", 5))]
    >>> block_level("vision", scores)
    BlockLevel(block='vision', level=2, spread=4, scored_by=4)
    """
    levels = sorted(score.level for score in scores)
    return BlockLevel(
        block,
        level=lower_median(levels),
        spread=levels[-1] - levels[0] if levels else 0,
        scored_by=len(levels),
    )


def lower_median(levels: Sequence[int]) -> int | None:
    """Give the middle one of some levels, the lower of two; nothing of none.

    >>> lower_median([5, 1, 2]), lower_median([1, 4]), lower_median([])
    (2, 1, None)
    """
    return sorted(levels)[(len(levels) - 1) // 2] if levels else None


def manager_level(manager: ManagerChecklist) -> Weakest:
    """Give the project manager the level of the weakest item, never the mean.

    >>> manager_level(ManagerChecklist(knows_organisation=5, knows_processes=5, authority=4, availability=1))
    Weakest(level=1, items=('availability',), unanswered=())
    """
    found = {item: getattr(manager, item) for item in MANAGER_ITEMS}
    unanswered = tuple(item for item, level in found.items() if level is None)
    answered = [level for level in found.values() if level is not None]
    lowest = min(answered, default=None)
    return Weakest(
        level=None if unanswered else lowest,
        items=tuple(item for item, level in found.items() if level is not None and level == lowest),
        unanswered=unanswered,
    )


def _of_information(levels: Sequence[BlockLevel], line: float) -> Iterator[Reason]:
    information = next((level for level in levels if level.block == INFORMATION), None)
    if information is None or information.level is None:
        yield Reason("information_not_scored", (INFORMATION,), {"line": line})
    elif information.level < line:
        yield Reason("information_below_line", (INFORMATION,), {"level": information.level, "line": line})


def _of_governance(governance: Governance) -> Iterator[Reason]:
    for name, code in GOVERNANCE:
        if getattr(governance, name) is False:
            yield Reason(code)
    if unanswered := tuple(name for name, _ in GOVERNANCE if getattr(governance, name) is None):
        yield Reason("governance_unanswered", unanswered, {"count": len(unanswered)})


def _of_manager(manager: Weakest) -> Iterator[Reason]:
    if manager.unanswered:
        yield Reason("manager_not_assessed", manager.unanswered, {"count": len(manager.unanswered)})
    elif manager.level is not None and manager.level < MANAGER_LINE:
        yield Reason("manager_below_line", manager.items, {"level": manager.level, "line": MANAGER_LINE})


def _of_blocks(levels: Sequence[BlockLevel]) -> Iterator[Reason]:
    others = [level for level in levels if level.block != INFORMATION]
    for found in others:
        if found.level is not None and found.level < BLOCK_LINE:
            yield Reason("block_below_line", (found.block,), {"level": found.level, "line": BLOCK_LINE})
    if missing := tuple(found.block for found in others if found.level is None):
        yield Reason("blocks_not_scored", missing, {"count": len(missing)})


def _of_goals(decision: Decision) -> Iterator[Reason]:
    if not any(goal.is_complete for goal in decision.goals):
        yield Reason("no_goal", figures={"goals": len(decision.goals)})


def _weakest(levels: Sequence[BlockLevel]) -> tuple[str, ...]:
    lowest = min((found.level for found in levels if found.level is not None), default=None)
    return tuple(found.block for found in levels if found.level is not None and found.level == lowest)
