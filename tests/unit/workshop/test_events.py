"""An event is written once, in bytes that every later version of the program can read."""

from dataclasses import replace

import pytest

from selection.errors import SchemaTooNew
from selection.model.decision import Decision
from selection.model.proceedings import Proceedings
from selection.workshop.events import (
    CONTENTS_ERASED,
    SCHEMAS,
    SECTIONS,
    TAKEN_IN,
    Body,
    Event,
    from_bytes,
    to_bytes,
)

EVENT = Event(
    session="s1",
    seq=7,
    kind="title_set",
    schema=1,
    actor="a1",
    time="2026-11-22T09:00:00.000000Z",
    body={"key": [], "value": "Żółty kot"},
)
WRITTEN = (
    '{"session":"s1","seq":7,"kind":"title_set","schema":1,"actor":"a1",'
    '"time":"2026-11-22T09:00:00.000000Z","body":{"key":[],"value":"Żółty kot"}}'
).encode()


def fields(root: str) -> set[str]:
    return {section.field for section in SECTIONS.values() if section.root == root}


def test_everything_in_a_decision_but_its_id_can_be_edited() -> None:
    assert fields("decision") == set(Decision.model_fields) - {"id"}


def test_everything_in_the_proceedings_can_be_edited() -> None:
    assert fields("proceedings") == set(Proceedings.model_fields)


def test_every_kind_of_event_has_a_schema() -> None:
    assert set(SCHEMAS) == {TAKEN_IN, CONTENTS_ERASED, *(f"{name}_set" for name in SECTIONS)}


def test_an_event_is_written_in_these_bytes_for_ever() -> None:
    assert to_bytes(EVENT) == WRITTEN


def test_what_was_written_reads_back_as_it_was() -> None:
    assert from_bytes(WRITTEN) == EVENT


def test_an_entry_keeps_the_order_in_which_its_fields_were_written() -> None:
    body: Body = {"key": ["N1"], "value": {"zeta": 1, "alpha": 2}}
    read = from_bytes(to_bytes(replace(EVENT, body=body)))
    assert list(read.body["value"]) == ["zeta", "alpha"]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("body", "key", "at", "undoes"),
    [
        ({"key": ["N1"], "value": None, "at": 2, "undoes": 5}, ("N1",), 2, 5),
        ({"key": [], "value": "x"}, (), None, None),
    ],
)
def test_a_body_says_where_and_what_it_undoes(
    body: Body, key: tuple[str, ...], at: int | None, undoes: int | None
) -> None:
    event = replace(EVENT, body=body)
    assert (event.key, event.at, event.undoes) == (key, at, undoes)


def test_an_old_event_is_read_through_every_step_since() -> None:
    def text_became_value(body: Body) -> Body:
        return {"key": body["key"], "value": body["text"]}

    def value_is_trimmed(body: Body) -> Body:
        return {**body, "value": str(body["value"]).strip()}

    old = to_bytes(replace(EVENT, body={"key": [], "text": " Żółty kot "}))
    steps = {("title_set", 1): text_became_value, ("title_set", 2): value_is_trimmed}
    assert from_bytes(old, {"title_set": 3}, steps) == replace(EVENT, schema=3)


@pytest.mark.parametrize("change", [{"schema": 2}, {"kind": "mood_set"}], ids=["schema", "kind"])
def test_an_event_of_a_newer_program_is_refused(change: dict[str, int | str]) -> None:
    newer = replace(EVENT, **change)  # type: ignore[arg-type]
    with pytest.raises(SchemaTooNew) as caught:
        from_bytes(to_bytes(newer))
    assert (caught.value.code, caught.value.where) == ("event_too_new", "event 7")
    assert caught.value.figures == {"kind": newer.kind, "schema": newer.schema}
