"""From what somebody wants to the events that will say so: edits, taking in, and undoing, purely."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selection.errors import SessionError
from selection.model.decision import Decision
from selection.workshop.contents import Contents, Json, put_aside, split_personal
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
    Change,
    SessionState,
    apply,
    change_of,
    changed,
    fold,
    read_decision,
    read_value,
    value_at,
)


@dataclass(frozen=True)
class Prepared:
    """Events ready to be written, and the decision they lead to."""

    steps: tuple[Step, ...]
    decision: Decision


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
    return Prepared((Step(to_bytes(event), (bulk, *personal)),), copy)


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
    decision, steps = state.decision, []
    for offset, edit in enumerate(edits):
        change = _read(edit)
        decision = changed(decision, change)
        plain, personal = split_personal(change.value)
        body = _body(change, plain, undoes[offset] if undoes else None)
        kind = f"{edit.section}_set"
        event = Event(state.session, state.version + offset + 1, kind, SCHEMAS[kind], actor, time, body)
        steps.append(Step(to_bytes(event), personal))
    return Prepared(tuple(steps), decision)


def erasure(state: SessionState, hashes: Sequence[str], actor: str, time: str) -> Prepared:
    """Write into the history that contents were erased, so that what is missing is known to be meant."""
    body: Body = {"erases": list(hashes)}
    schema = SCHEMAS[CONTENTS_ERASED]
    event = Event(state.session, state.version + 1, CONTENTS_ERASED, schema, actor, time, body)
    return Prepared((Step(to_bytes(event), ()),), state.decision)


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
    standing = [
        record
        for record, event in zip(records, events, strict=True)
        if event.actor == actor
        and event.kind in SECTION_OF_KIND
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


def says_the_same(records: Iterable[Record], contents: Contents, edits: Sequence[Edit]) -> bool:
    """Tell whether events that were written are these edits, so that sending them again changes nothing."""
    events = [from_bytes(record.bytes) for record in records]
    if any(event.kind not in SECTION_OF_KIND for event in events):
        return False
    written = [change_of(event, contents) for event in events]
    return written == [_read(edit) for edit in edits]


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
