"""What somebody has still to declare on, and what is kept back from them until they have.

Once a workshop has begun, whoever leads, judges or watches sees of a bidder nothing of what is known of it
before having said what they have to do with it; who only watches sees it once answers are opened. So nobody
looks from another seat at what they would have had to declare on in their own.
That holds for the state somebody is shown, for the history, and for what may be made of either.
"""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from selection.errors import SessionError
from selection.model.consistency import alternative_name
from selection.model.decision import Bid, Decision, parts_of
from selection.model.proceedings import Proceedings
from selection.model.rounds import Ballot, cell_of
from selection.model.tender import TenderFile
from selection.workshop.events import SECTION_OF_KIND, TAKEN_IN, Edit, Event
from selection.workshop.guards import must_declare_on
from selection.workshop.permissions import OPENED, Phase, Standing
from selection.workshop.state import SessionState, value_at

Row = TypeVar("Row")

HELD: frozenset[Standing] = frozenset({"facilitator", "member", "observer"})
"""Who says what they have to do with a bidder before seeing anything of it."""

BEFORE_BIDDERS: frozenset[Phase] = frozenset({"scope", "needs", "weights"})
"""Phases about what is needed: nothing of a bidder is looked at, so nobody is led to declare yet."""

OF_BIDDERS = frozenset(
    {
        *("answer", "score", "cost", "bid", "reference_call", "tender_file", "clarification"),
        *("response", "judgement", "agreement", "minority_note"),
    }
)
"""The sections that tell what is known of a bidder, or what was said of it."""
SPOKEN = frozenset({"judgement", "response", "minority_note"})
"""What somebody said themselves is kept back from nobody who said it."""
CHECKED_AGAINST = frozenset({"criterion", "cost_policy", "price_policy"})
"""What scores, costs and prices must fit: whether a change of it is refused would tell of them."""
JUDGED_ON = frozenset({"scores", "chemistry"})
"""Subjects of which what is agreed is about a bidder."""


def to_declare(state: SessionState, viewer: str, standing: Standing) -> tuple[str, ...]:
    """Name the bidders somebody is still to declare on; none where no workshop has begun."""
    if state.proceedings.phase is None or standing not in HELD:
        return ()
    said = state.proceedings.declarations.get(viewer, {})
    return tuple(name for name in must_declare_on(state.decision) if name not in said)


def asked_now(seen: SessionState) -> tuple[str, ...]:
    """Name whom somebody is led to declare on now, in a state as they see it."""
    return () if seen.proceedings.phase in BEFORE_BIDDERS else seen.to_declare


def open_to(state: SessionState, viewer: str, standing: Standing) -> frozenset[str] | None:
    """Name the bidders of which somebody may see what is known; None where nothing is kept back from them."""
    known = state.proceedings
    if standing == "observer" and known.phase is not None and known.phase not in OPENED:
        return frozenset()
    if not to_declare(state, viewer, standing):
        return None
    return frozenset(known.declarations.get(viewer, {}))


def refuse_undeclared(state: SessionState, viewer: str, standing: Standing, what: str) -> None:
    """Refuse what shows, or rests on, all that is known of every bidder.

    Raises
    ------
    SessionError
        Naming all that somebody has still to declare on.
    """
    missing = to_declare(state, viewer, standing)
    if missing:
        raise not_declared(replace(state, to_declare=missing), what)


def whole(seen: SessionState) -> Decision:
    """Give the decision of a state as somebody sees it, to work out results from or to hand over.

    Raises
    ------
    SessionError
        If something of it is kept back from them, naming all that they have still to declare on.
    """
    if seen.to_declare:
        raise not_declared(seen)
    return seen.decision


def not_declared(seen: SessionState, what: str = "decision") -> SessionError:
    """Give the refusal of what shows or rests on every bidder, to who has still to declare on some."""
    names = [alternative_name(seen.decision, name) for name in seen.to_declare]
    return SessionError("declare_on_all", what, found=names)


def refuse_blind(state: SessionState, viewer: str, standing: Standing, edits: Iterable[Edit]) -> None:
    """Refuse to change what is known of a bidder, or was agreed of it, without having declared on it.

    What all of it must fit is changed only by who has declared on every bidder.

    Raises
    ------
    SessionError
        Naming the first such bidder, or all of them.
    """
    shown = open_to(state, viewer, standing)
    if shown is None:
        return
    for edit in edits:
        if edit.section in CHECKED_AGAINST and value_at(state.decision, edit.section, edit.key).value:
            refuse_undeclared(state, viewer, standing, edit.section)
        if edit.section == "clarification" and _is_unpublished(state, edit):
            refuse_undeclared(state, viewer, standing, edit.section)
        if edit.section == "tender_file" and _has_note(state):
            # It is kept back from who has still to declare, and would be gone with what they write.
            refuse_undeclared(state, viewer, standing, edit.section)
        for name in _touched(state, edit):
            if not is_shown(name, shown):
                where = ".".join((edit.section, *edit.key))
                raise SessionError("declare_first", where, found=alternative_name(state.decision, name))


def _touched(state: SessionState, edit: Edit) -> Iterator[str]:
    """Name whom an edit is about, by its key, by what it says and by what stands there already."""
    if edit.section in ("answer", "score"):
        yield edit.key[0]
    elif edit.section == "agreement" and edit.key[0] in JUDGED_ON:
        yield _judged(*edit.key)
    elif edit.section in _NAMING:
        held = value_at(state.decision, edit.section, edit.key).value
        yield from _named(edit.section, held)
        if edit.section != "bid":
            yield from _named(edit.section, edit.value)


_NAMING: Mapping[str, str] = {
    "bid": "id",
    "cost": "alternative",
    "reference_call": "about",
    "tender_file": "low_price_reviews",
}
"""Sections whose values say whom they are about, and the field in which they do."""


def _named(section: str, value: object) -> tuple[str, ...]:
    found = _field(value, _NAMING[section])
    if section != "tender_file":
        return (found,) if isinstance(found, str) else ()
    parts = (found, _field(value, "received"), _field(_field(value, "opening"), "bids"))
    listed = (part for part in parts if isinstance(part, Mapping | list | tuple))
    return tuple(name for part in listed for name in part if isinstance(name, str))


def _field(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


def _has_note(state: SessionState) -> bool:
    file = state.decision.tender_file
    return bool(file and file.opening and file.opening.note)


def _is_unpublished(state: SessionState, edit: Edit) -> bool:
    """Tell whether a question was, or would be, kept that names no bidder and was not told to all."""
    held = value_at(state.decision, edit.section, edit.key).value
    return any(said is not None and not _field(said, "published_on") for said in (held, edit.value))


def is_kept_back(proceedings: Proceedings, event: Event, viewer: str) -> bool:
    """Tell whether the value of an event is kept back from somebody who has not declared on all bidders.

    It is told by its place and not by what it says: a single value may be about several bidders.
    """
    section = SECTION_OF_KIND.get(event.kind)
    if section in SPOKEN and event.actor == viewer:
        return False
    if section in ("agreement", "minority_note"):
        return event.key[0] in JUDGED_ON
    if section == "judgement":
        found = proceedings.round(event.key[0])
        return found is None or found.subject in JUDGED_ON
    return event.kind == TAKEN_IN or section in OF_BIDDERS


def is_shown(alternative: str, shown: Container[str]) -> bool:
    """Tell whether an alternative, or both parts of a pair, are among those that are shown."""
    return alternative in shown or all(part in shown for part in parts_of(alternative))


def only(decision: Decision, shown: Collection[str]) -> Decision:
    """Leave of a decision what is known of some bidders, and of all others that there they are."""
    return decision.model_copy(
        update={
            "answers": rows(decision.answers, shown),
            "scores": rows(decision.scores, shown),
            "costs": tuple(line for line in decision.costs if is_shown(line.alternative, shown)),
            "bids": tuple(bid if is_shown(bid.id, shown) else _bare(bid) for bid in decision.bids),
            "members": tuple(
                member.model_copy(update={"scores": rows(member.scores, shown)}) if member.scores else member
                for member in decision.members
            ),
            "reference_calls": tuple(
                call for call in decision.reference_calls if is_shown(call.about, shown)
            ),
            "tender_file": _file_of(decision.tender_file, shown),
            # Whose question it is stands nowhere; what was told to all bidders alike tells of none of them.
            "clarifications": tuple(asked for asked in decision.clarifications if asked.published_on),
        }
    )


def rows(table: Mapping[str, Row], shown: Container[str]) -> dict[str, Row]:
    """Leave of a table, by alternative, what may be shown."""
    return {name: row for name, row in table.items() if is_shown(name, shown)}


def _bare(bid: Bid) -> Bid:
    return bid.model_copy(update={"price": None, "commitments": ()})


def _file_of(file: TenderFile | None, shown: Container[str]) -> TenderFile | None:
    if file is None:
        return None
    opening = file.opening
    if opening is not None:
        bids = tuple(name for name in opening.bids if is_shown(name, shown))
        opening = opening.model_copy(update={"bids": bids, "note": None})
    kept = {"received": rows(file.received, shown), "opening": opening}
    return file.model_copy(update={"low_price_reviews": rows(file.low_price_reviews, shown), **kept})


def only_of(ballot: Ballot, shown: Container[str]) -> Ballot:
    """Leave of a ballot what it says of some bidders, and all that is about none."""
    kept = {"scores": rows(ballot.scores, shown), "chemistry": rows(ballot.chemistry, shown)}
    return ballot.model_copy(update=kept)


def only_agreed(proceedings: Proceedings, shown: Container[str]) -> Proceedings:
    """Leave of what was agreed on other bidders that it was, without the reason, and no note on it."""
    agreements = {
        subject: {
            item: said if _is_open(subject, item, shown) else said.model_copy(update={"reason": None})
            for item, said in found.items()
        }
        for subject, found in proceedings.agreements.items()
    }
    notes = {
        subject: {item: said for item, said in found.items() if _is_open(subject, item, shown)}
        for subject, found in proceedings.minority_notes.items()
    }
    return proceedings.model_copy(update={"agreements": agreements, "minority_notes": notes})


def _is_open(subject: str, item: str, shown: Container[str]) -> bool:
    return subject not in JUDGED_ON or is_shown(_judged(subject, item), shown)


def _judged(subject: str, item: str) -> str:
    return cell_of(item)[0] if subject == "scores" else item
