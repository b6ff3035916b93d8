"""The lock: criteria, anchors, weights, gates, policies and tie-break, as one hash and date.

Who asked for a need, who owns it and why is not locked: a name can be erased without breaking the lock.

What is locked can still be changed, but only by an amendment: the next lock, with its reason, in the same
submission. So the newest lock always says what the decision holds, or the submission is refused.
"""

import hashlib
from collections.abc import Iterable, Mapping

from pydantic_core import to_jsonable_python

from selection.errors import SessionError
from selection.model.base import Remark
from selection.model.decision import Decision
from selection.model.proceedings import Lock, Rules
from selection.workshop.contents import Json, to_json_bytes, without_personal
from selection.workshop.events import SECTIONS, Edit
from selection.workshop.state import SessionState

FROZEN = (
    "policy",
    "need_groups",
    "needs",
    "groups",
    "criteria",
    "criteria_set",
    "weights",
    "cost_policy",
    "price_policy",
)
"""The parts of a decision that a lock covers."""

MEETING = frozenset({"agenda", "homework"})
"""What is said of a meeting, not of how it is judged and decided: the next one has its own."""

TOUCHING = frozenset(
    name for name, section in SECTIONS.items() if section.field in (*FROZEN, "rules", "locks")
)
"""The sections whose change may be a change of what is locked."""


def frozen_parts(decision: Decision, rules: Rules) -> Json:
    """Give what a lock covers as plain data, in one order."""
    parts = {name: without_personal(getattr(decision, name)) for name in FROZEN}
    if isinstance(parts["price_policy"], dict):
        # That quality is final is said after the lock, and changes no rule.
        parts["price_policy"].pop("quality_final")
    return {**parts, "rules": {name: said for name, said in _said(rules) if name not in MEETING}}


def _said(rules: Rules) -> Iterable[tuple[str, Json]]:
    plain: Mapping[str, Json] = to_jsonable_python(rules)
    return plain.items()


def frozen_hash(decision: Decision, rules: Rules) -> str:
    """Give the hash by which a lock says what it covers; whoever holds the decision can take it again."""
    return hashlib.sha256(to_json_bytes(frozen_parts(decision, rules))).hexdigest()


def next_lock(state: SessionState, at: str, reason: Remark | None = None) -> Edit:
    """Give the edit that, as the next event, locks a state as it is."""
    number = str(len(state.proceedings.locks) + 1)
    version = state.version + 1
    digest = frozen_hash(state.decision, state.proceedings.rules)
    return Edit("lock", (number,), Lock(id=number, hash=digest, version=version, at=at, reason=reason))


def refuse_changes_behind_the_lock(after: SessionState) -> None:
    """Refuse a change of what is locked that is no amendment.

    Raises
    ------
    SessionError
        If the newest lock does not say what the decision holds.
    """
    lock = after.proceedings.lock
    if lock is not None and lock.hash != frozen_hash(after.decision, after.proceedings.rules):
        raise SessionError("locked", f"lock.{lock.id}", lock=lock.id, at=lock.at)
