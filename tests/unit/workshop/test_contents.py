"""Personal texts leave the value, their hashes stay, and both find each other again."""

from typing import get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from selection.errors import DecisionError
from selection.model.base import ERASED, Localised, Personal
from selection.model.course import LogEntry
from selection.model.decision import Decision
from selection.model.judgements import AcceptedGap, Answer
from selection.model.needs import FactRule
from selection.workshop.contents import merge, personal_paths, put_aside, split_personal, to_json_bytes
from tests.decisions import answer, bid, small_decision

NAMES = {"Miriam Halevi", "Jan Kowalski", "Dana Levi", "Noa Peretz"}


def at(value: object, path: tuple[str | int, ...]) -> object:
    for step in path:
        value = value[step]  # type: ignore[index]
    return value


def test_a_decision_names_and_quotes_people_in_exactly_these_places() -> None:
    decision = small_decision().model_copy(update={"bids": (bid(),)})
    assert set(personal_paths(decision)) == {
        ("scope", "project_manager", "name"),
        ("pains", 0, "owner"),
        ("goals", 0, "owner"),
        ("measures", 0, "owner"),
        ("measures", 0, "reviewer"),
        ("measures", 0, "readings", 0, "by"),
        ("measures", 0, "readings", 0, "note"),
        ("readiness", "blocks", "information", 0, "by"),
        ("readiness", "blocks", "information", 0, "note"),
        ("processes", 0, "owner"),
        ("source_systems", 0, "owner"),
        ("stakeholders", 0, "name"),
        ("stakeholders", 0, "commitments"),
        ("risks", "no_owner", "owner"),
        ("risks", "no_owner", "response"),
        ("log", 0, "text"),
        ("log", 0, "reason"),
        ("log", 0, "present", 0),
        ("log", 0, "present", 1),
        ("needs", 0, "owner"),
        ("needs", 0, "reason"),
        ("bids", 0, "project_manager"),
        ("bids", 0, "commitments", 0, "note"),
        ("answers", "northstar-pro", "N1", "by"),
        ("answers", "northstar-pro", "N1", "reason"),
        ("answers", "northstar-pro", "N2", "gap"),
        ("answers", "northstar-pro", "N2", "accepted", "reason"),
        ("answers", "northstar-pro", "N2", "accepted", "by"),
        ("scores", "northstar-pro", "E1", "by"),
    }


def test_nothing_about_a_person_is_left_in_what_is_split() -> None:
    plain, contents = split_personal(small_decision().model_copy(update={"bids": (bid(),)}))
    written = to_json_bytes(plain).decode()
    assert {name for name in NAMES if name in written} == set()
    assert {name for name in NAMES if any(name in c.bytes.decode() for c in contents)} == NAMES


def test_of_everybody_who_was_there_one_can_be_erased_alone() -> None:
    entry = small_decision().log[0]
    plain, contents = split_personal(entry)
    kept = {content.hash: None if content.bytes == b'"Dana Levi"' else content for content in contents}
    assert list(kept.values()).count(None) == 1
    merged = LogEntry.model_validate(merge(plain, kept))
    assert merged == entry.model_copy(update={"present": (ERASED, "Jan Kowalski")})


def test_what_somebody_said_in_several_languages_is_taken_out_in_each() -> None:
    said = answer(reason=Localised(en="Dana Levi saw it", he="דנה לוי ראתה"))
    plain, contents = split_personal(said)
    assert set(personal_paths(said)) == {("reason", "en"), ("reason", "he")}
    assert "Levi" not in to_json_bytes(plain).decode()
    assert Answer.model_validate(merge(plain, {c.hash: c for c in contents})) == said
    erased = Answer.model_validate(merge(plain, dict.fromkeys(c.hash for c in contents)))
    assert erased.reason == Localised(en=ERASED, he=ERASED)


def test_what_is_not_about_a_person_stays_in_the_value() -> None:
    plain, contents = split_personal(answer(source="https://example.org", as_of="2026-08"))
    assert contents == ()
    assert at(plain, ("source",)) == "https://example.org"


def test_merging_gives_the_decision_back() -> None:
    decision = small_decision().model_copy(update={"bids": (bid(),)})
    plain, contents = split_personal(decision)
    assert Decision.model_validate(merge(plain, {c.hash: c for c in contents})) == decision


def test_an_erased_text_reads_erased_and_the_others_stay() -> None:
    value = answer("partial", gap="No export", accepted=AcceptedGap(reason="We can live with it", by="Dana"))
    plain, contents = split_personal(value)
    kept = {c.hash: None if b"Dana" in c.bytes else c for c in contents}
    assert type(value).model_validate(merge(plain, kept)) == value.model_copy(
        update={"accepted": AcceptedGap(reason="We can live with it", by=ERASED)}
    )


def test_the_same_name_is_never_hashed_alike_twice() -> None:
    hashes = {put_aside("Dana")[0].hash for _ in range(100)}
    assert len(hashes) == 100


def test_a_value_that_only_looks_like_a_reference_is_left_alone() -> None:
    rule = FactRule(fact="api", deliveries={"$content": "as_is"})
    plain, _ = split_personal(rule)
    assert FactRule.model_validate(merge(plain, {})) == rule


def test_a_content_that_was_altered_says_so() -> None:
    content, _ = put_aside("Dana")
    altered = type(content)(content.hash, content.nonce, b'"Diana"')
    assert (content.is_unaltered, altered.is_unaltered) == (True, False)


def test_a_text_that_no_encoding_can_carry_is_refused() -> None:
    with pytest.raises(DecisionError) as caught:
        to_json_bytes({"title": "half \ud83d"})
    assert caught.value.code == "text_not_unicode"


def models_within(annotation: object, seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in seen:
        seen.add(annotation)
        for hint in get_type_hints(annotation, include_extras=True).values():
            models_within(hint, seen)
    for inner in get_args(annotation):
        models_within(inner, seen)
    return seen


def names_a_person(annotation: object) -> bool:
    marks = (*get_args(annotation), *getattr(annotation, "__metadata__", ()))
    return any(isinstance(mark, Personal) or names_a_person(mark) for mark in marks)


def shapes_with_a_person(annotation: object) -> set[object]:
    """Name the containers, apart from lists and *or None*, between a field and a personal text."""
    if not names_a_person(annotation):
        return set()
    origin = get_origin(annotation)
    here = {origin} if origin in (dict, list, set, frozenset) else set()
    return here.union(*(shapes_with_a_person(inner) for inner in get_args(annotation)))


def test_every_personal_text_of_the_model_stands_in_a_field_or_a_list() -> None:
    hints = [
        hint
        for model in models_within(Decision, set())
        for hint in get_type_hints(model, include_extras=True).values()
    ]
    assert [hint for hint in hints if shapes_with_a_person(hint)] == []
    assert sum(names_a_person(hint) for hint in hints) >= 8
