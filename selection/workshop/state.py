"""What a session has become: the fold of its events, purely."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeVar, get_type_hints

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_jsonable_python

from selection.errors import ChainBroken, DecisionError, NotFound, SessionError
from selection.model.base import ERASED, TEXT_KINDS
from selection.model.decision import Decision
from selection.model.proceedings import Proceedings, WorkshopPhase
from selection.workshop.contents import Contents, Json, merge, references_in
from selection.workshop.doubts import doubted_by
from selection.workshop.events import (
    SECTION_OF_KIND,
    SECTIONS,
    TAKEN_IN,
    Event,
    Record,
    Root,
    Section,
    from_bytes,
)
from selection.workshop.revealed import TELLING, members_of

Key = tuple[str, ...]


NOTHING_YET = Proceedings()
IN_ORDER = ("award", "declaration")
"""Sections of which every event is read: it matters which of them came first."""
KEPT_TRACES = 64
"""So many of the last changes are remembered; who looked before them looks again."""


@dataclass(frozen=True)
class Trace:
    """Where something that others work on was changed, and by whom."""

    seq: int
    actor: str
    section: str
    key: Key

    @classmethod
    def of(cls, event: Event) -> "Trace":
        """Give the trace of an event; what is no change of a section has no place."""
        return cls(event.seq, event.actor, SECTION_OF_KIND.get(event.kind, ""), event.key)


@dataclass(frozen=True)
class SessionState:
    """A session at one version, with the decision and the proceedings its events amount to."""

    session: str
    version: int
    head_hash: str
    updated: str
    owner: str
    """Who began it, and is its facilitator."""
    decision: Decision
    proceedings: Proceedings = NOTHING_YET
    lately: tuple[Trace, ...] = ()
    """The last changes of what others work on; judgements handed in, and people coming, are none."""
    viewer: str = ""
    """Whose eyes it was made for, if there is something they may not see."""
    given: Mapping[str, int] = field(default_factory=dict)
    """Round → how many ballots were handed in: all that is told of a round before its reveal."""
    doubted_by: tuple[str, ...] = ()
    """Who had a hand in the award and was recused only after it; until it is written anew, it is in doubt."""
    spoke: frozenset[str] = frozenset()
    """Who judged, although what they said was sealed where the session was taken in from."""
    to_declare: tuple[str, ...] = ()
    """Of whom something may be kept back from the viewer until they say what they have to do with them."""
    sent: int = 0
    """How many questionnaires bidders sent in: all that is told of them before they are opened."""

    @property
    def edited(self) -> int:
        """The last event that changed what others work on; a session begins with one."""
        return self.lately[-1].seq if self.lately else 1

    @property
    def phase(self) -> WorkshopPhase | None:
        """The phase whose order holds; None if no workshop has begun or its order was set aside."""
        return self.proceedings.phase if self.decision.procedure == "formal" else None


@dataclass(frozen=True)
class Change:
    """A section's value at a key as an event left it; None where it was withdrawn."""

    section: str
    key: Key
    value: object
    at: int | None = None


KEPT_BACK = Change("", (), None)
"""What was sealed when the session left its server, and did not leave with it."""

Part = TypeVar("Part", bound=BaseModel)


def fold(records: Iterable[Record], contents: Contents, state: SessionState | None = None) -> SessionState:
    """Apply events in their order, to nothing or to an earlier state.

    What a later event of the same fold says anew about the same place is not read on the way there.

    Raises
    ------
    ChainBroken
        If there is nothing to begin with, or a content is missing that nobody erased.
    SchemaTooNew
        If a newer version of the program wrote an event.
    """
    written = tuple(records)
    if not written:
        return _begun(state)
    seen = _looked_through(written)
    told = False
    for at, record in enumerate(written):
        if (
            state is not None
            and seen.is_said_again(at)
            and _is_taken(state, seen.places[at], record, contents)
        ):
            continue
        event = seen.newest if record is written[-1] else from_bytes(record.bytes)
        if event.kind == TAKEN_IN:
            decision = _taken_in(event, contents)
            state = SessionState(event.session, 1, record.hash, event.time, event.actor, decision)
        elif state is None:
            raise _begins_with_nothing()
        elif event.kind in SECTION_OF_KIND:
            change = change_of(event, contents)
            state = _spoken(state, event) if change is KEPT_BACK else _changed_alone(state, change)
            told = told or change.section in TELLING
    reached = _arrived(_begun(state), seen.newest, written[-1].hash, seen.loud)
    return _with_members(reached) if told else reached


def _spoken(state: SessionState, event: Event) -> SessionState:
    return replace(state, spoke=state.spoke | {event.key[1]}) if event.kind == "judgement_set" else state


def apply(state: SessionState | None, record: Record, contents: Contents) -> SessionState:
    """Give the state after one more event."""
    return fold((record,), contents, state)


@dataclass(frozen=True)
class _Overview:
    """Of a history, where something is said, but not what: of the events only the newest is kept."""

    places: Sequence[tuple[str, ...]]
    """Of each event its kind and its key."""
    sets: Sequence[bool]
    """Of each event whether it does no more than set a value there."""
    last: Mapping[tuple[str, ...], int]
    """Which event is the last at a place."""
    loud: tuple[Trace, ...]
    newest: Event

    def is_said_again(self, at: int) -> bool:
        """Tell whether an event sets a value at a place where a later one says something again."""
        return self.sets[at] and self.last[self.places[at]] > at


def _looked_through(written: Iterable[Record]) -> _Overview:
    places, sets, loud = [], [], deque[Trace](maxlen=KEPT_TRACES)
    for record in written:
        event = from_bytes(record.bytes)
        places.append((event.kind, *event.key))
        section = SECTION_OF_KIND.get(event.kind, IN_ORDER[0])
        sets.append(section not in IN_ORDER and event.at is None and event.body["value"] is not None)
        if not event.is_quiet:
            loud.append(Trace.of(event))
    return _Overview(places, sets, dict(zip(places, range(len(places)), strict=True)), tuple(loud), event)


def _is_taken(state: SessionState, place: tuple[str, ...], record: Record, contents: Contents) -> bool:
    """Tell whether there is a value at an event's place already, and nothing is missing of what it says."""
    if not all(map(contents.__contains__, references_in(record.bytes))):
        return False
    kind, *key = place
    section = SECTION_OF_KIND[kind]
    return value_at(getattr(state, SECTIONS[section].root), section, tuple(key)).value is not None


def _arrived(state: SessionState, newest: Event, head: str, loud: tuple[Trace, ...]) -> SessionState:
    """Say of a state how far it has come."""
    reached = replace(state, version=newest.seq, head_hash=head, updated=newest.time)
    return _traced(reached, loud) if loud else reached


def _traced(state: SessionState, loud: tuple[Trace, ...]) -> SessionState:
    return replace(state, lately=(*state.lately, *loud)[-KEPT_TRACES:])


def heard(state: SessionState, event: Event) -> SessionState:
    """Give the state with an event's trace, if it changed what others work on."""
    return state if event.is_quiet else _traced(state, (Trace.of(event),))


def after(state: SessionState, change: Change) -> SessionState:
    """Give the state, at the same version, with one of its sections changed.

    Raises
    ------
    NotFound
        If something is withdrawn that isn't there.
    SessionError
        If a part is withdrawn that no decision can do without.
    """
    found = _changed_alone(state, change)
    return _with_members(found) if change.section in TELLING else found


def _changed_alone(state: SessionState, change: Change) -> SessionState:
    if SECTIONS[change.section].root == "decision":
        return replace(state, decision=changed(state.decision, change))
    proceedings = changed(state.proceedings, change)
    told = state.proceedings, proceedings, change.section, change.key, state.spoke
    doubts = doubted_by(state.decision, *told)
    if doubts is not None:
        doubts = tuple(dict.fromkeys((*state.doubted_by, *doubts))) if doubts else ()
        state = replace(state, doubted_by=doubts)
    return replace(state, proceedings=proceedings)


def _with_members(state: SessionState) -> SessionState:
    """Give the state with what is known of its members in its decision."""
    members = members_of(state.decision, state.proceedings)
    return replace(state, decision=state.decision.model_copy(update={"members": members}))


def change_of(event: Event, contents: Contents) -> Change:
    """Read the change an edit event made."""
    section = SECTION_OF_KIND[event.kind]
    plain = merge(event.body["value"], contents)
    if plain == ERASED and SECTIONS[section].sealed:
        return KEPT_BACK
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
        found = _field(part.root, part.field).validate_python(_wrapped(part, key, plain))
    except ValidationError as error:
        raise _refusal(where, len(key), error) from None
    for step in (0,) if isinstance(found, tuple) else key:
        found = found[step]
    if part.key == ("id",) and found.id != key[0]:
        raise DecisionError("id_against_key", where, found=found.id, allowed=key[0])
    return found


def value_at(part: BaseModel, section: str, key: Key) -> Change:
    """Give what stands in a section at a key, with its place if its fellows have an order.

    >>> value_at(Decision.model_construct(title="CRM"), "title", ()).value
    'CRM'
    """
    held = getattr(part, SECTIONS[section].field)
    if isinstance(held, tuple):
        places = [index for index, entry in enumerate(held) if entry.id == key[0]]
        return Change(section, key, held[places[0]], places[0]) if places else Change(section, key, None)
    for step in key:
        held = held.get(step) if held is not None else None
    return Change(section, key, held)


def changed(part: Part, change: Change) -> Part:
    """Give the decision, or the proceedings, with one section changed.

    Raises
    ------
    NotFound
        If something is withdrawn that isn't there.
    SessionError
        If a part is withdrawn that no decision can do without.
    """
    section = SECTIONS[change.section]
    held = getattr(part, section.field)
    if not section.key:
        update = _default(type(part), change) if change.value is None else change.value
    elif change.value is None and value_at(part, change.section, change.key).value is None:
        raise NotFound("no_such_entry", ".".join((change.section, *change.key)))
    elif isinstance(held, tuple):
        update = _listed(held, change)
    else:
        update = _tabled(held, change.key, change.value)
    return part.model_copy(update={section.field: update})


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


def _begun(state: SessionState | None) -> SessionState:
    if state is None:
        raise _begins_with_nothing()
    return state


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


def _default(part: type[BaseModel], change: Change) -> object:
    field = part.model_fields[SECTIONS[change.section].field]
    if field.is_required():
        raise SessionError("section_not_removable", change.section)
    return field.get_default(call_default_factory=True)


def _wrapped(section: Section, key: Key, plain: Json) -> Json:
    if section.key == ("id",):
        return [plain]
    for step in reversed(key):
        plain = {step: plain}
    return plain


_ROOTS: Mapping[Root, type[BaseModel]] = {"decision": Decision, "proceedings": Proceedings}


@cache
def _field(root: Root, name: str) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(_ROOTS[root], include_extras=True)[name])


def _refusal(where: str, depth: int, error: ValidationError) -> DecisionError:
    """Name the first thing that is wrong; of what was entered, repeat only what the rule itself repeats."""
    first = error.errors(include_url=False, include_input=False)[0]
    steps = (step for step in first["loc"][depth:] if step not in TEXT_KINDS)
    place = ".".join(str(step) for step in (where, *steps))
    figures = {name: value for name, value in first.get("ctx", {}).items() if name != "error"}
    return DecisionError(first["type"], place, **figures)
