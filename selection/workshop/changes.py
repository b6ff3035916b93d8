"""From what somebody wants to the events that will say so: edits, taking in, and undoing, purely."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from selection.errors import SessionError
from selection.model.base import ERASED
from selection.model.decision import Decision
from selection.workshop.audit import GENESIS
from selection.workshop.contents import Content, Contents, Json, put_aside, split_personal
from selection.workshop.events import (
    CONTENTS_ERASED,
    SCHEMAS,
    SECTION_OF_KIND,
    SECTIONS,
    TAKEN_IN,
    Body,
    Edit,
    Event,
    Record,
    Step,
    from_bytes,
    to_bytes,
)
from selection.workshop.state import (
    KEPT_BACK,
    Change,
    SessionState,
    after,
    apply,
    change_of,
    fold,
    heard,
    read_decision,
    read_value,
    value_at,
)


@dataclass(frozen=True)
class Prepared:
    """Events ready to be written, and the state they lead to (under the hash of the one before them)."""

    steps: tuple[Step, ...]
    state: SessionState

    @property
    def decision(self) -> Decision:
        """The decision they lead to."""
        return self.state.decision


def take_in(session: str, decision: Decision, actor: str, time: str) -> Prepared:
    """Begin a session with its own copy of everything a decision rests on.

    Raises
    ------
    DecisionError
        If the decision breaks a rule of its own parts.
    """
    copy = read_decision(decision)
    plain, personal = split_personal(copy)
    bulk, reference = put_aside(plain)
    event = Event(session, 1, TAKEN_IN, SCHEMAS[TAKEN_IN], actor, time, {"key": [], "value": reference})
    state = heard(SessionState(session, 1, GENESIS, time, actor, copy), event)
    return Prepared((Step(to_bytes(event), (bulk, *personal)),), state)


def prepare(
    state: SessionState, edits: Sequence[Edit], actor: str, time: str, undoes: Sequence[int | None] = ()
) -> Prepared:
    """Turn edits into the events that follow a state.

    Raises
    ------
    SessionError
        If an edit is for no section, or has another key than its section.
    DecisionError
        If a value can't stand where it was put.
    NotFound
        If something is withdrawn that isn't there.
    """
    reached, steps = state, []
    for offset, edit in enumerate(edits):
        change = _read(edit)
        seq = state.version + offset + 1
        reached = after(replace(reached, version=seq, updated=time), change)
        plain, contents = _put_away(change)
        body = _body(change, plain, undoes[offset] if undoes else None)
        kind = f"{edit.section}_set"
        event = Event(state.session, seq, kind, SCHEMAS[kind], actor, time, body)
        reached = heard(reached, event)
        steps.append(Step(to_bytes(event), contents))
    return Prepared(tuple(steps), reached)


def _put_away(change: Change) -> tuple[Json, tuple[Content, ...]]:
    """Give what an event holds of a value, and what lies beside it: the personal, and all that is sealed."""
    plain, personal = split_personal(change.value)
    if plain is None or not SECTIONS[change.section].sealed:
        return plain, personal
    sealed, reference = put_aside(plain)
    return reference, (sealed, *personal)


def erasure(state: SessionState, hashes: Sequence[str], actor: str, time: str) -> Prepared:
    """Write into the history that contents were erased, so that what is missing is known to be meant."""
    body: Body = {"erases": list(hashes)}
    schema = SCHEMAS[CONTENTS_ERASED]
    event = Event(state.session, state.version + 1, CONTENTS_ERASED, schema, actor, time, body)
    return Prepared((Step(to_bytes(event), ()),), replace(state, version=event.seq, updated=time))


def contents_with_erased(records: Iterable[Record], contents: Contents) -> Contents:
    """Add to what lies beside the events what they say was erased."""
    erased = (name for record in records for name in from_bytes(record.bytes).erases)
    return {**dict.fromkeys(erased), **contents}


def unwind(
    records: Sequence[Record], contents: Contents, actor: str
) -> tuple[tuple[Edit, ...], tuple[int, ...]]:
    """Find somebody's newest submission that still stands, and the edits that take it back.

    A submission that was undone no longer stands, and an undo is not itself undone; so undoing again
    goes further back, and what is entered after an undo is the next to be undone. Its edits are taken
    back newest first, each by the value (and place) that its section had just before.

    Returns
    -------
    tuple
        The edits, and for each the number of the event it undoes.

    Raises
    ------
    SessionError
        If nothing is left to take back.
    """
    events = [from_bytes(record.bytes) for record in records]
    undone = {event.undoes for event in events}
    final = {record.submission for record, event in zip(records, events, strict=True) if _is_final(event)}
    standing = [
        record
        for record, event in zip(records, events, strict=True)
        if event.actor == actor
        and record.submission not in final
        and event.undoes is None
        and event.seq not in undone
    ]
    if not standing:
        raise SessionError("nothing_to_undo")
    chosen = [record for record in standing if record.submission == standing[-1].submission]
    state = fold(records[: chosen[0].seq - 1], contents)
    inverse = []
    for record in chosen:
        event = from_bytes(record.bytes)
        before = value_at(state.decision, SECTION_OF_KIND[event.kind], event.key)
        inverse.append((Edit(before.section, before.key, before.value, before.at), event.seq))
        state = apply(state, record, contents)
    inverse.reverse()
    return tuple(edit for edit, _ in inverse), tuple(seq for _, seq in inverse)


def _is_final(event: Event) -> bool:
    """Tell whether an event is not a change of the decision alone, and so is never undone."""
    section = SECTION_OF_KIND.get(event.kind)
    return section is None or SECTIONS[section].root != "decision"


@dataclass(frozen=True)
class Partly:
    """Of a value the fields somebody said; the others follow from what stood there when it was written."""

    fields: Mapping[str, object]


def says_the_same(
    records: Iterable[Record], contents: Contents, said: Sequence[Edit], entailed: Collection[str] = ()
) -> bool:
    """Tell whether events that were written say this, so that sending it again changes nothing.

    Parameters
    ----------
    said
        What somebody says, not what follows from it. Where it is said `Partly`, the end of the key may be
        left out as well: a number that was given only when it was written.
    entailed
        Sections of which events may have been written because of what was said.
    """
    return _compared(records, said, entailed, lambda event, edit: _is_said(change_of(event, contents), edit))


def says_the_same_but_for_erased(
    records: Iterable[Record], contents: Contents, said: Sequence[Edit], entailed: Collection[str] = ()
) -> bool:
    """Tell whether events that were written say this as far as it can still be told.

    Of a text that was erased nobody can tell any more whether it is the one that is said now.
    """
    return _compared(records, said, entailed, lambda event, edit: _may_be_said(event, contents, edit))


def _compared(
    records: Iterable[Record],
    said: Sequence[Edit],
    entailed: Collection[str],
    is_said: Callable[[Event, Edit], bool],
) -> bool:
    events = [from_bytes(record.bytes) for record in records]
    if any(event.kind not in SECTION_OF_KIND for event in events):
        return False
    told = [event for event in events if SECTION_OF_KIND[event.kind] not in entailed]
    return len(told) == len(said) and all(map(is_said, told, said))


def _is_said(written: Change, edit: Edit) -> bool:
    again = _said_again(written, edit)
    return again is not None and written == again


def _may_be_said(event: Event, contents: Contents, edit: Edit) -> bool:
    written = change_of(event, contents)
    if written is KEPT_BACK:
        return (SECTION_OF_KIND[event.kind], event.key) == (edit.section, edit.key)
    again = _said_again(written, edit)
    if again is None or replace(again, value=None) != replace(written, value=None):
        return False
    return _is_left(to_jsonable_python(written.value), to_jsonable_python(again.value))


def _is_left(written: object, said: object) -> bool:
    """Tell whether something is what was said, or what is left of it."""
    if written == ERASED:
        return isinstance(said, str)
    if isinstance(written, dict) and isinstance(said, dict):
        return written.keys() == said.keys() and all(_is_left(written[name], said[name]) for name in said)
    if isinstance(written, list) and isinstance(said, list):
        return len(written) == len(said) and all(map(_is_left, written, said))
    return written == said


def _said_again(written: Change, edit: Edit) -> Change | None:
    """Give what an edit says, with what was written beside it if it is said partly; None if elsewhere."""
    if not isinstance(edit.value, Partly):
        return _read(edit)
    is_there = (written.section, written.key[: len(edit.key)]) == (edit.section, edit.key)
    if not is_there or not isinstance(written.value, BaseModel):
        return None
    again = {**written.value.model_dump(by_alias=True), **edit.value.fields}
    return replace(written, value=read_value(written.section, written.key, again))


def _read(edit: Edit) -> Change:
    section = SECTIONS.get(edit.section)
    if section is None:
        raise SessionError("section_unknown", edit.section, allowed=sorted(SECTIONS))
    if len(edit.key) != len(section.key):
        raise SessionError("key_of_other_length", edit.section, found=len(edit.key), allowed=len(section.key))
    if edit.at is not None and (edit.at < 0 or section.key != ("id",)):
        raise SessionError("place_impossible", edit.section, found=edit.at)
    value = None if edit.value is None else read_value(edit.section, edit.key, edit.value)
    return Change(edit.section, edit.key, value, edit.at)


def _body(change: Change, plain: Json, undoes: int | None) -> Body:
    body: Body = {"key": list(change.key), "value": plain}
    extras = {"at": change.at, "undoes": undoes}
    return body | {name: number for name, number in extras.items() if number is not None}
