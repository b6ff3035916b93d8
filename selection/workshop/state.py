"""What a session has become: the fold of its events, purely."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_jsonable_python

from selection.errors import ChainBroken, DecisionError, NotFound, SessionError
from selection.model.base import ERASED, TEXT_KINDS
from selection.model.decision import Decision
from selection.workshop.contents import Contents, Json, merge
from selection.workshop.events import (
    CONTENTS_ERASED,
    SECTION_OF_KIND,
    SECTIONS,
    TAKEN_IN,
    Event,
    Record,
    Section,
    from_bytes,
)

Key = tuple[str, ...]


@dataclass(frozen=True)
class SessionState:
    """A session at one version, with the decision its events amount to."""

    session: str
    version: int
    head_hash: str
    updated: str
    decision: Decision


@dataclass(frozen=True)
class Change:
    """A section's value at a key as an event left it; None where it was withdrawn."""

    section: str
    key: Key
    value: object
    at: int | None = None


def fold(records: Iterable[Record], contents: Contents, state: SessionState | None = None) -> SessionState:
    """Apply events in their order, to nothing or to an earlier state.

    Raises
    ------
    ChainBroken
        If there is nothing to begin with, or a content is missing that nobody erased.
    SchemaTooNew
        If a newer version of the program wrote an event.
    """
    for record in records:
        state = apply(state, record, contents)
    if state is None:
        raise _begins_with_nothing()
    return state


def apply(state: SessionState | None, record: Record, contents: Contents) -> SessionState:
    """Give the state after one more event."""
    event = from_bytes(record.bytes)
    if event.kind == TAKEN_IN:
        decision = _taken_in(event, contents)
    elif state is None:
        raise _begins_with_nothing()
    elif event.kind == CONTENTS_ERASED:
        decision = state.decision
    else:
        decision = changed(state.decision, change_of(event, contents))
    return SessionState(event.session, event.seq, record.hash, event.time, decision)


def change_of(event: Event, contents: Contents) -> Change:
    """Read the change an edit event made."""
    section = SECTION_OF_KIND[event.kind]
    plain = merge(event.body["value"], contents)
    value = None if plain is None else read_value(section, event.key, plain)
    return Change(section, event.key, value, event.at)


def read_value(section: str, key: Key, value: object) -> object:
    """Turn a value into what the decision holds at a section's key, or say why it can't stand there.

    Raises
    ------
    DecisionError
        If it is no value for this section, or an entry whose id is not its key.
    """
    part = SECTIONS[section]
    where = ".".join((section, *key))
    plain = _plain(value, where)
    try:
        found = _field(part.field).validate_python(_wrapped(part, key, plain))
    except ValidationError as error:
        raise _refusal(where, len(key), error) from None
    for step in (0,) if isinstance(found, tuple) else key:
        found = found[step]
    if part.key == ("id",) and found.id != key[0]:
        raise DecisionError("id_against_key", where, found=found.id, allowed=key[0])
    return found


def value_at(decision: Decision, section: str, key: Key) -> Change:
    """Give what stands in a section at a key, with its place if its fellows have an order.

    >>> value_at(Decision.model_construct(title="CRM"), "title", ()).value
    'CRM'
    """
    held = getattr(decision, SECTIONS[section].field)
    if isinstance(held, tuple):
        places = [index for index, entry in enumerate(held) if entry.id == key[0]]
        return Change(section, key, held[places[0]], places[0]) if places else Change(section, key, None)
    for step in key:
        held = held.get(step) if held is not None else None
    return Change(section, key, held)


def changed(decision: Decision, change: Change) -> Decision:
    """Give the decision with one of its sections changed.

    Raises
    ------
    NotFound
        If something is withdrawn that isn't there.
    SessionError
        If a part is withdrawn that no decision can do without.
    """
    section = SECTIONS[change.section]
    held = getattr(decision, section.field)
    if not section.key:
        update = _default(change) if change.value is None else change.value
    elif change.value is None and value_at(decision, change.section, change.key).value is None:
        raise NotFound("no_such_entry", ".".join((change.section, *change.key)))
    elif isinstance(held, tuple):
        update = _listed(held, change)
    else:
        update = _tabled(held, change.key, change.value)
    return decision.model_copy(update={section.field: update})


def read_decision(value: object) -> Decision:
    """Take a decision in as it will be read back: checked, and made of nothing but plain values.

    Raises
    ------
    DecisionError
        If it is none.
    """
    try:
        return Decision.model_validate(_plain(value, "decision"))
    except ValidationError as error:
        raise _refusal("decision", 0, error) from None


def _begins_with_nothing() -> ChainBroken:
    return ChainBroken("chain_broken", "event 1", first_bad_seq=1)


def _plain(value: object, where: str) -> Json:
    try:
        return to_jsonable_python(value, by_alias=True)
    except (PydanticSerializationError, ValueError):
        raise DecisionError("value_not_plain", where, found=type(value).__name__) from None


def _taken_in(event: Event, contents: Contents) -> Decision:
    plain = merge(event.body["value"], contents)
    if plain == ERASED:
        raise ChainBroken("content_missing", f"event {event.seq}", first_bad_seq=event.seq)
    return Decision.model_validate(plain)


def _listed(held: tuple[Any, ...], change: Change) -> tuple[Any, ...]:
    others = [entry for entry in held if entry.id != change.key[0]]
    if change.value is None:
        return tuple(others)
    place = change.at
    if place is None:
        place = next((i for i, entry in enumerate(held) if entry.id == change.key[0]), len(others))
    return (*others[:place], change.value, *others[place:])


def _tabled(held: Mapping[str, Any], key: Key, value: object) -> dict[str, Any]:
    name, *deeper = key
    kept = value if not deeper else _tabled(held.get(name, {}), tuple(deeper), value)
    if kept is None or (deeper and not kept):
        return {other: row for other, row in held.items() if other != name}
    return {**held, name: kept}


def _default(change: Change) -> object:
    field = Decision.model_fields[SECTIONS[change.section].field]
    if field.is_required():
        raise SessionError("section_not_removable", change.section)
    return field.get_default(call_default_factory=True)


def _wrapped(section: Section, key: Key, plain: Json) -> Json:
    if section.key == ("id",):
        return [plain]
    for step in reversed(key):
        plain = {step: plain}
    return plain


@cache
def _field(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(Decision, include_extras=True)[name])


def _refusal(where: str, depth: int, error: ValidationError) -> DecisionError:
    """Name the first thing that is wrong; of what was entered, repeat only what the rule itself repeats."""
    first = error.errors(include_url=False, include_input=False)[0]
    steps = (step for step in first["loc"][depth:] if step not in TEXT_KINDS)
    place = ".".join(str(step) for step in (where, *steps))
    figures = {name: value for name, value in first.get("ctx", {}).items() if name != "error"}
    return DecisionError(first["type"], place, **figures)
