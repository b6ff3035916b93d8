"""Who may do what in which phase, as one table, and how a visitor is known without an account.

What the table does not name is refused. `docs/permissions.md` is written from it.
"""

import hashlib
import re
import secrets
from collections.abc import Mapping
from typing import Literal, get_args

from selection.errors import NotFound, PermissionDenied
from selection.model.participants import Role
from selection.model.proceedings import WORKSHOP_PHASES, WorkshopPhase
from selection.model.rounds import RoundState

Standing = Literal["facilitator", "member", "observer", "respondent", "waiting", "stranger"]
"""A role, or what somebody is who has none: let in by a code and not yet admitted, or unknown."""
STANDINGS: tuple[Standing, ...] = get_args(Standing)

Phase = WorkshopPhase | None
"""None while no workshop has begun, or its order was set aside."""

OPENED = frozenset({"scores", "decision"})
"""Phases in which what bidders sent in may be seen."""
PHASES: tuple[Phase, ...] = (None, *WORKSHOP_PHASES)

Action = Literal[
    "read",
    "read_own",
    "draft",
    "set_frame",
    "set_goals",
    "set_needs",
    "set_criteria",
    "set_vendors",
    "enter_answers",
    "enter_scores",
    "manage",
    "lead",
    "judge",
    "enter_slip",
    "moderate",
    "dissent",
    "declare",
    "introduce",
    "respond",
    "lock",
    "amend",
    "decide",
    "export",
    "erase",
    "delete",
]
ACTIONS: tuple[Action, ...] = get_args(Action)

_ALWAYS = frozenset(PHASES)
_UNDECIDED = _ALWAYS - {"decision"}
_JUDGING = frozenset[Phase]({"needs", "weights", "scores"})
_FACILITATOR: Mapping[Action, frozenset[Phase]] = {
    "read": _ALWAYS,
    "draft": _ALWAYS,
    "set_frame": _ALWAYS,
    "set_goals": _ALWAYS,
    "set_needs": _UNDECIDED,
    "set_criteria": _UNDECIDED,
    "set_vendors": _UNDECIDED,
    "enter_answers": frozenset({None, "answers", "scores"}),
    "enter_scores": frozenset({None, "scores"}),
    "manage": _ALWAYS,
    "lead": _ALWAYS,
    "enter_slip": _JUDGING,
    "moderate": _JUDGING,
    "declare": _ALWAYS,
    "introduce": _ALWAYS,
    "lock": frozenset({"lock"}),
    "amend": frozenset({"needs", "weights", "lock", "answers", "scores"}),
    "decide": frozenset({"decision"}),
    "export": _ALWAYS,
    "erase": _ALWAYS,
    "delete": _ALWAYS,
}
MAY: Mapping[Standing, Mapping[Action, frozenset[Phase]]] = {
    "facilitator": _FACILITATOR,
    "member": {
        "read": _ALWAYS,
        "draft": _ALWAYS,
        "judge": _JUDGING,
        "dissent": _JUDGING | {"decision"},
        "declare": _ALWAYS,
        "introduce": _ALWAYS,
    },
    "observer": {"read": _ALWAYS, "draft": _ALWAYS, "declare": _ALWAYS, "introduce": _ALWAYS},
    "respondent": {
        "read_own": _ALWAYS,
        "draft": frozenset({"answers"}),
        "respond": frozenset({"answers"}),
        "introduce": _ALWAYS,
    },
    "waiting": {"introduce": _ALWAYS},
    "stranger": {},
}

RoundAction = Literal["prepare", "judge", "see_others", "moderate"]
IN_ROUND: Mapping[RoundAction, frozenset[RoundState]] = {
    "prepare": frozenset({"draft"}),
    "judge": frozenset({"open"}),
    "see_others": frozenset({"revealed", "agreed"}),
    "moderate": frozenset({"revealed", "agreed"}),
}

ACTION_OF_SECTION: Mapping[str, Action] = {
    "title": "set_frame",
    "mode": "set_frame",
    "stage": "set_frame",
    "procedure": "set_frame",
    "policy": "set_criteria",
    "scope": "set_goals",
    "baseline": "set_vendors",
    "criteria_set": "set_criteria",
    "pace": "set_goals",
    "readiness": "set_goals",
    "pain": "set_goals",
    "goal": "set_goals",
    "measure": "set_goals",
    "process": "set_goals",
    "source_system": "set_goals",
    "stakeholder": "set_goals",
    "risk": "set_goals",
    "failure_cost": "set_goals",
    "reference_call": "set_vendors",
    "log": "set_goals",
    "phase": "set_goals",
    "need_group": "set_needs",
    "need": "set_needs",
    "group": "set_criteria",
    "criterion": "set_criteria",
    "attribute": "set_vendors",
    "platform": "set_vendors",
    "integrator": "set_vendors",
    "offer": "set_vendors",
    "bid": "set_vendors",
    "weights": "set_criteria",
    "answer": "enter_answers",
    "score": "enter_scores",
    "cost_policy": "set_criteria",
    "cost": "enter_answers",
    "price_policy": "set_criteria",
    "tender_file": "set_vendors",
    "clarification": "set_vendors",
    "member": "manage",
    "rules": "manage",
    "stand": "lead",
    "participant": "manage",
    "round": "lead",
    "agreement": "moderate",
}
"""What it takes to change a section; what is missing here has a use case of its own."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def may(standing: Standing, action: Action, phase: Phase) -> bool:
    """Tell whether an action is allowed.

    >>> may("member", "judge", "weights"), may("member", "judge", "lock")
    (True, False)
    """
    return phase in MAY[standing].get(action, ())


def require(standing: Standing, action: Action, phase: Phase = None) -> None:
    """Let an action pass or refuse it.

    Raises
    ------
    NotFound
        For a stranger, in the words that also meet one who asks for what doesn't exist.
    PermissionDenied
        For somebody who may know that the session exists but may not do this, or not now.

    >>> require("facilitator", "lock", "lock")
    """
    if standing == "stranger":
        raise NotFound("session_not_found")
    if action not in MAY[standing]:
        raise PermissionDenied("not_allowed", role=standing, action=action)
    if not may(standing, action, phase):
        raise PermissionDenied("not_in_this_phase", role=standing, action=action, phase=phase)


def standing_of(role: Role | None, presence: str) -> Standing:
    """Tell what a participant may count as.

    >>> standing_of("member", "waiting"), standing_of("member", "removed")
    ('waiting', 'stranger')
    """
    if role is None or presence == "removed":
        return "stranger"
    return "waiting" if presence == "waiting" else role


def new_token() -> str:
    """Draw the 256 random bits by which a visitor is known."""
    return secrets.token_urlsafe(32)


def is_token(text: object) -> bool:
    """Tell whether something could be a visitor's token.

    >>> is_token(new_token()), is_token("alice")
    (True, False)
    """
    return isinstance(text, str) and _TOKEN.fullmatch(text) is not None


def token_hash(token: str) -> str:
    """Hash a token: the only form in which it is stored."""
    return hashlib.sha256(token.encode()).hexdigest()
