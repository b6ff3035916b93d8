"""Where a workshop goes next, what that takes, and what is still missing before it should."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from selection.analysis.weights import undecided_nodes
from selection.model.base import Remark
from selection.model.consistency import children_of
from selection.model.criteria import SIDES
from selection.model.decision import Decision
from selection.model.groundwork import may_be_scored
from selection.model.proceedings import (
    AGENDAS,
    WORKSHOP_PHASES,
    AgendaName,
    Proceedings,
    Stand,
    WorkshopPhase,
)
from selection.model.rounds import Round
from selection.workshop.agreed import agreed_items
from selection.workshop.events import Edit
from selection.workshop.guards import MOST_CELLS, PHASE_OF_SUBJECT, must_declare_on
from selection.workshop.state import SessionState

PHASE_OF_STEP: Mapping[str, WorkshopPhase] = {
    "join": "scope",
    "tiers": "needs",
    "weights": "weights",
    "differences": "weights",
    "lock": "lock",
    "gates": "scores",
    "cells": "scores",
    "how_sure": "scores",
    "decision": "decision",
    "close": "decision",
}
"""The phase a session is in while a step of a meeting's agenda is on."""

MOST_COMPARED = 8
"""So many criteria at most are weighted in one go of a meeting."""

LackKind = Literal[
    "nobody_joined",
    "no_goal",
    "no_needs",
    "rounds_unfinished",
    "weights_undecided",
    "not_locked",
    "facilitator_undeclared",
    "owner_undeclared",
    "members_undeclared",
    "award_in_doubt",
]


@dataclass(frozen=True)
class Move:
    """Where a session may go from where it is."""

    phase: WorkshopPhase
    step: int | None = None


@dataclass(frozen=True)
class Lack:
    """Something that is missing before the next step."""

    kind: LackKind
    count: int = 1
    blocks: bool = False
    """Whether the next step is refused without it; otherwise it is only worth knowing."""


def step_name(agenda: AgendaName, step: int | None) -> str | None:
    """Name the step of an agenda that is on; None between meetings.

    >>> step_name("first", 1), step_name("second", None)
    ('tiers', None)
    """
    steps = AGENDAS[agenda]
    return steps[step][0] if step is not None and step < len(steps) else None


def step_ends(proceedings: Proceedings) -> dt.datetime | None:
    """Tell when the minutes of the step are over; None between meetings."""
    stand = proceedings.stand
    if stand is None or stand.step is None or stand.step_since is None:
        return None
    steps = AGENDAS[proceedings.rules.agenda]
    if stand.step >= len(steps):
        return None
    return dt.datetime.fromisoformat(stand.step_since) + dt.timedelta(minutes=steps[stand.step][1])


def next_move(proceedings: Proceedings) -> Move | None:
    """Give the step after the one that is on, or the next phase between meetings; None at the end."""
    stand = proceedings.stand
    if stand is None:
        return None
    steps = AGENDAS[proceedings.rules.agenda]
    place = WORKSHOP_PHASES.index(stand.phase)
    if stand.step is not None and stand.step + 1 < len(steps):
        step = stand.step + 1
        wanted = WORKSHOP_PHASES.index(PHASE_OF_STEP[steps[step][0]])
        return Move(WORKSHOP_PHASES[max(place, wanted)], step)
    if place + 1 == len(WORKSHOP_PHASES):
        return None
    return Move(WORKSHOP_PHASES[place + 1])


def meeting_begins(reached: WorkshopPhase | None, agenda: AgendaName) -> Move:
    """Give the step of a meeting that fits the phase that is reached, or the next one after it.

    >>> meeting_begins(None, "first"), meeting_begins("answers", "second")
    (Move(phase='scope', step=0), Move(phase='scores', step=0))
    """
    place = WORKSHOP_PHASES.index(reached) if reached else 0
    wanted = [WORKSHOP_PHASES.index(PHASE_OF_STEP[name]) for name, _minutes in AGENDAS[agenda]]
    step = next((at for at, phase in enumerate(wanted) if phase >= place), len(wanted) - 1)
    return Move(WORKSHOP_PHASES[max(place, wanted[step])], step)


def earlier_phases(phase: WorkshopPhase) -> tuple[WorkshopPhase, ...]:
    """Name the phases somebody may go back to, the last one first.

    >>> earlier_phases("weights")
    ('needs', 'scope')
    """
    return WORKSHOP_PHASES[: WORKSHOP_PHASES.index(phase)][::-1]


def stand_after(
    stand: Stand | None, move: Move, now: str, reason: Remark | None = None, deadline: str | None = None
) -> Edit:
    """Give the edit that makes a move; a phase that goes on keeps its beginning and its deadline."""
    stays = stand is not None and stand.phase == move.phase
    since = stand.since if stand is not None and stays else now
    kept = stand.deadline if stand is not None and stays else None
    timed = None if move.step is None else now
    reached = Stand(
        phase=move.phase,
        since=since,
        deadline=deadline or kept,
        step=move.step,
        step_since=timed,
        reason=reason,
    )
    return Edit("stand", (), reached)


def lacking(state: SessionState) -> tuple[Lack, ...]:
    """List what is missing before the phase is left."""
    phase = state.phase
    return (*_in_doubt(state), *_LACKS[phase](state)) if phase is not None else ()


def _in_doubt(state: SessionState) -> Iterator[Lack]:
    if state.doubted_by:
        yield Lack("award_in_doubt", len(state.doubted_by))


def is_finished(proceedings: Proceedings, found: Round) -> bool:
    """Tell whether nothing is left to do in a round: all is agreed, or asked again in one that follows."""
    if found.is_sealed:
        return False
    later = [other for other in proceedings.rounds if other.follows == found.id]
    again = {item for other in later for item in agreed_items(other)}
    return not set(left_to_agree(proceedings, found)) - again


def left_to_agree(proceedings: Proceedings, found: Round) -> tuple[str, ...]:
    """Name the items of a round on which nothing is agreed yet."""
    agreed = proceedings.agreements.get(found.subject, {})
    return tuple(item for item in agreed_items(found) if item not in agreed)


def line_of_rounds(proceedings: Proceedings, found: Round) -> tuple[Round, ...]:
    """Give a round with all those it follows, the first one first."""
    line = [found]
    while line[0].follows is not None:
        earlier = proceedings.round(line[0].follows)
        if earlier is None or earlier in line:
            break
        line.insert(0, earlier)
    return tuple(line)


def undeclared(state: SessionState, participant: str) -> tuple[str, ...]:
    """Name the bidders somebody has not yet said their interest in."""
    said = state.proceedings.declarations.get(participant, {})
    return tuple(name for name in must_declare_on(state.decision) if name not in said)


def suggested_nodes(decision: Decision) -> tuple[str, ...]:
    """Suggest what a meeting weights: nodes from the top of the tree, at most eight criteria together."""
    nodes = {node: children for node, children in children_of(decision).items() if len(children) > 1}
    from_the_top = sorted(nodes, key=lambda node: (node not in (*SIDES, "sides"), node == "sides"))
    chosen: list[str] = []
    left = MOST_COMPARED
    for node in from_the_top:
        if len(nodes[node]) <= left:
            chosen.append(node)
            left -= len(nodes[node])
    return tuple(node for node in nodes if node in chosen)


def shared_out(cells: Mapping[str, int], members: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Share criteria out among members, so that nobody judges more cells than can be judged with care.

    Nothing is shared out if everybody can judge everything. Else everybody gets as many criteria as fit,
    those first that the fewest judge so far; so numbers of judges differ by one at most where sizes allow.

    Parameters
    ----------
    cells
        Criterion → how many cells it has.

    >>> shared_out({"U4": 20, "T1": 20}, ("ann", "bob"))
    {'ann': ('U4',), 'bob': ('T1',)}
    """
    if sum(cells.values()) <= MOST_CELLS:
        return {}
    judges = dict.fromkeys(cells, 0)
    shares: dict[str, tuple[str, ...]] = {}
    for member in members:
        left = MOST_CELLS
        mine: list[str] = []
        for name in sorted(cells, key=lambda one: judges[one]):
            if cells[name] <= left:
                mine.append(name)
                left -= cells[name]
                judges[name] += 1
        shares[member] = tuple(name for name in cells if name in mine)
    return shares


def _unfinished(state: SessionState) -> Iterator[Lack]:
    proceedings = state.proceedings
    here = [found for found in proceedings.rounds if PHASE_OF_SUBJECT[found.subject] == state.phase]
    count = sum(not is_finished(proceedings, found) for found in here)
    if count:
        yield Lack("rounds_unfinished", count)


def _before_needs(state: SessionState) -> Iterator[Lack]:
    if not state.proceedings.members:
        yield Lack("nobody_joined")
    yield from _no_goal(state)


def _no_goal(state: SessionState) -> Iterator[Lack]:
    """Nothing is refused here without a goal, but everything that scores is."""
    if not may_be_scored(state.decision):
        yield Lack("no_goal")


def _before_weights(state: SessionState) -> Iterator[Lack]:
    if not state.decision.needs:
        yield Lack("no_needs")
    yield from _unfinished(state)


def _before_lock(state: SessionState) -> Iterator[Lack]:
    undecided = undecided_nodes(state.decision)
    if undecided:
        yield Lack("weights_undecided", len(undecided))
    yield from _unfinished(state)


def _before_answers(state: SessionState) -> Iterator[Lack]:
    if state.proceedings.lock is None:
        yield Lack("not_locked", blocks=True)
    yield from _no_goal(state)


def _before_scores(state: SessionState) -> Iterator[Lack]:
    missing = len(undeclared(state, state.owner))
    if missing:
        mine = state.viewer in ("", state.owner)
        yield Lack("facilitator_undeclared" if mine else "owner_undeclared", missing, blocks=True)
    silent = [member for member in state.proceedings.members if undeclared(state, member.id)]
    if silent:
        yield Lack("members_undeclared", len(silent))


def _nothing(_state: SessionState) -> Iterator[Lack]:
    """After the decision nothing follows."""
    yield from ()


_LACKS = {
    "scope": _before_needs,
    "needs": _before_weights,
    "weights": _before_lock,
    "lock": _before_answers,
    "answers": _before_scores,
    "scores": _unfinished,
    "decision": _nothing,
}
