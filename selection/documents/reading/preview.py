"""What would change if a file that came back were stored: cell by cell, with conflicts and refusals.

Nothing is stored here. `edits_of` turns a preview that somebody has agreed to into the edits that store it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from selection.errors import SelectionError
from selection.model.consistency import check, loose_ends
from selection.model.decision import Bid, Commitment, Decision
from selection.workshop.events import Edit
from selection.workshop.state import Change as StateChange
from selection.workshop.state import changed, read_value

Kind = Literal[
    "need", "platform_added", "offer", "attribute", "answer", "score", "fact", "record", "bid", "commitment"
]


@dataclass(frozen=True)
class CellChange:
    """One cell's difference to what stands in the decision: field by field, from old to new."""

    where: str
    about: str
    field: str
    old: object
    new: object

    @property
    def is_conflict(self) -> bool:
        """Whether something else stands there already."""
        return self.old is not None


@dataclass(frozen=True)
class Entry:
    """What one row of the file changes; it is stored as a whole or not at all."""

    kind: Kind
    key: tuple[str, ...]
    value: object
    changes: tuple[CellChange, ...]

    @property
    def is_conflict(self) -> bool:
        """Whether anything in it differs from what stands there already."""
        return any(change.is_conflict for change in self.changes)


@dataclass(frozen=True)
class Note:
    """Something to know before agreeing: a code, and the names it is about."""

    code: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What a file would change in a decision."""

    name: str
    decision: Decision
    alternatives: tuple[str, ...]
    """Whom it is about."""
    entries: tuple[Entry, ...]
    refusals: tuple[SelectionError, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def changes(self) -> tuple[CellChange, ...]:
        """Every cell that would change, in the order of the file."""
        return tuple(change for entry in self.entries for change in entry.changes)

    @property
    def conflicts(self) -> tuple[CellChange, ...]:
        """The cells in whose place something else stands already."""
        return tuple(change for change in self.changes if change.is_conflict)

    def without_conflicts(self) -> "Preview":
        """Give the preview of storing only what stands in nobody's way."""
        kept = tuple(entry for entry in self.entries if not entry.is_conflict)
        return Preview(self.name, self.decision, self.alternatives, kept, self.refusals, self.notes)


def edits_of(preview: Preview) -> tuple[Edit, ...]:
    """Give the edits that store what a preview shows, to be sent as one submission.

    Rows about the same profile or bid become one edit of it.
    """
    return _folded(preview)[0]


def decision_after(preview: Preview) -> Decision:
    """Give the decision as it would stand."""
    return _folded(preview)[1]


def _folded(preview: Preview) -> tuple[tuple[Edit, ...], Decision]:
    decision = preview.decision
    edits: dict[tuple[str, tuple[str, ...]], Edit] = {}
    for entry in preview.entries:
        edit = _edit(decision, entry)
        edits[edit.section, edit.key] = edit
        value = read_value(edit.section, edit.key, edit.value)
        decision = changed(decision, StateChange(edit.section, edit.key, value))
    return tuple(edits.values()), decision


def contradictions(preview: Preview) -> tuple[SelectionError, ...]:
    """List what would contradict itself afterwards and does not now."""
    after = decision_after(preview)
    before = {(e.code, e.where) for e in (*check(preview.decision), *loose_ends(preview.decision))}
    return tuple(e for e in (*check(after), *loose_ends(after)) if (e.code, e.where) not in before)


def _edit(decision: Decision, entry: Entry) -> Edit:
    if entry.kind == "fact":
        return _fact_edit(decision, entry)
    if entry.kind == "record":
        return _record_edit(decision, entry)
    if entry.kind in ("bid", "commitment"):
        return _bid_edit(decision, entry)
    return Edit("platform" if entry.kind == "platform_added" else entry.kind, entry.key, entry.value)


def _fact_edit(decision: Decision, entry: Entry) -> Edit:
    section, owner, attribute = entry.key
    profiles: Iterable[Any] = decision.platforms if section == "platform" else decision.integrators
    profile = next(p for p in profiles if p.id == owner)
    facts = {**profile.facts, attribute: entry.value}
    return Edit(section, (owner,), profile.model_copy(update={"facts": facts}))


def _record_edit(decision: Decision, entry: Entry) -> Edit:
    owner, product = entry.key
    firm = next(f for f in decision.integrators if f.id == owner)
    return Edit(
        "integrator",
        (owner,),
        firm.model_copy(update={"implements": {**firm.implements, product: entry.value}}),
    )


def _bid_edit(decision: Decision, entry: Entry) -> Edit:
    bid = next(b for b in decision.bids if b.id == entry.key[0])
    update: dict[str, object] = {}
    if isinstance(entry.value, Commitment):
        others = tuple(c for c in bid.commitments if c.need != entry.value.need)
        update = {"commitments": (*others, entry.value)}
    elif isinstance(entry.value, Bid):
        update = {"project_manager": entry.value.project_manager, "price": entry.value.price}
    return Edit("bid", (bid.id,), bid.model_copy(update=update))


def differences(
    about: str, old: Mapping[str, object], new: Mapping[str, object], where: Mapping[str, str]
) -> tuple[CellChange, ...]:
    """List the fields in which two readings of a row differ, each with the place it was read at."""
    row = where[""]
    return tuple(
        CellChange(where.get(field, row), about, field, old.get(field), said)
        for field, said in new.items()
        if said is not None and said != old.get(field)
    )
