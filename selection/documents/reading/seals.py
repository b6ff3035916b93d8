"""What a preview may show while prices are sealed: that a price comes in, and not which."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from selection.documents.reading.filled import FilledRow
from selection.documents.reading.preview import CellChange, Entry, Preview
from selection.errors import SelectionError
from selection.model.decision import Decision
from selection.model.price_rules import prices_are_sealed

PRICED_SHEETS = frozenset({"bids", "commitments"})
PRICED_KINDS = frozenset({"bid", "commitment"})
PRICE_FIELDS = frozenset({"amount", "currency"})
SCORE_FIELDS = frozenset({"performance", "comment", "source"})


class Sealed(str):
    """Stands in the place of a price that may not be seen yet; programs read it as the word ``sealed``."""

    __slots__ = ()


SEALED = Sealed("sealed")


def with_seals(preview: Preview) -> Preview:
    """Give a preview that shows no sealed price; what would be stored stays the same."""
    if not prices_are_sealed(preview.decision):
        return preview
    entries = tuple(_hidden(entry, preview.decision) for entry in preview.entries)
    return replace(preview, entries=entries)


def _hidden(entry: Entry, decision: Decision) -> Entry:
    fields = _sealed_fields(entry, decision)
    return replace(entry, changes=tuple(_over(change, fields) for change in entry.changes))


def _sealed_fields(entry: Entry, decision: Decision) -> frozenset[str]:
    if entry.kind in PRICED_KINDS:
        return PRICE_FIELDS
    is_cost = entry.kind == "score" and entry.key[1] in _cost_criteria(decision)
    return SCORE_FIELDS if is_cost else frozenset()


def _cost_criteria(decision: Decision) -> frozenset[str]:
    return frozenset(criterion.id for criterion in decision.criteria if criterion.is_cost)


def _over(change: CellChange, fields: frozenset[str]) -> CellChange:
    if change.field not in fields:
        return change
    old, new = (None if value is None else SEALED for value in (change.old, change.new))
    return replace(change, old=old, new=new)


def unguessable(old: Mapping[str, object], stated: Collection[str], decision: Decision) -> dict[str, object]:
    """Give what stood there, so that who states a sealed amount does not learn whether it was the same."""
    is_guessed = "amount" in stated and old.get("amount") is not None and prices_are_sealed(decision)
    return {**old, "amount": SEALED} if is_guessed else dict(old)


def is_sealed_score(criterion: str, decision: Decision) -> bool:
    """Tell whether a score would give a sealed price away."""
    return prices_are_sealed(decision) and criterion in _cost_criteria(decision)


def hushed(error: SelectionError, row: FilledRow, decision: Decision) -> SelectionError:
    """Give a refusal that doesn't repeat what stands in a row with a sealed price."""
    about_money = row.sheet in PRICED_SHEETS or row.key.partition("/")[0] in _cost_criteria(decision)
    if not about_money or "found" not in error.figures or not prices_are_sealed(decision):
        return error
    error.figures["found"] = "…"
    return error
