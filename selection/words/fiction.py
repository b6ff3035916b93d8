"""Names of what is invented, which say so in their reader's language.

They are stored as they were given, with “(fictional)” in them, and everything that is counted, hashed or
read back rests on them as stored; what is shown or printed is made of a copy.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from selection.analysis.evaluation import Evaluation, rank
from selection.analysis.foundation import Foundation
from selection.model.base import Entry
from selection.model.decision import Decision
from selection.words import Words

MARK = "(fictional)"
"""What stands in the stored name of an invented product or firm."""
_NAMES = ("name", "vendor", "customer")
_NAMED = ("platforms", "integrators", "offers", "bids", "reference_calls")

E = TypeVar("E", bound=Entry)


def told_name(name: str, _: Words) -> str:
    """Give a name with its mark of fiction in the reader's language.

    >>> told_name("Oakhelm (fictional)", Words("pl")), told_name("Oakhelm", Words("pl"))
    ('Oakhelm (fikcja)', 'Oakhelm')
    """
    return name.replace(MARK, _("(fictional)"))


def told_entry(entry: E, _: Words) -> E:
    """Give a profile, offer, bid or call with its names as `told_name` gives them."""
    held = {field: getattr(entry, field, None) for field in _NAMES}
    changed = {f: told_name(name, _) for f, name in held.items() if isinstance(name, str) and MARK in name}
    return entry.model_copy(update=changed) if changed else entry


def told_decision(decision: Decision, _: Words) -> Decision:
    """Give a decision to be read, never to be stored."""
    if _("(fictional)") == MARK:
        return decision
    named: dict[str, Iterable[Entry]] = {section: getattr(decision, section) for section in _NAMED}
    update = {section: tuple(told_entry(one, _) for one in found) for section, found in named.items()}
    return decision.model_copy(update=update)


def told_foundation(foundation: Foundation, _: Words) -> Foundation:
    """Give what a result rests on to be read."""
    decision = told_decision(foundation.decision, _)
    if decision is foundation.decision:
        return foundation
    bids = {bid.id: bid for bid in decision.bids}
    pairs = tuple(
        replace(pair, name=told_name(pair.name, _), bid=bids[pair.id] if pair.bid else None)
        for pair in foundation.pairs
    )
    return replace(foundation, decision=decision, pairs=pairs)


def told_evaluation(evaluation: Evaluation, _: Words) -> Evaluation:
    """Give a result to be read; its figures are those it had."""
    foundation = told_foundation(evaluation.foundation, _)
    return evaluation if foundation is evaluation.foundation else rank(foundation, evaluation.nodes)
