"""What calls with references amount to, level by level of the criteria that ask for them."""

import pytest

from selection.analysis.references import (
    ReferenceRecord,
    industry_level,
    level_of_calls,
    reference_record,
    reputation_level,
)
from selection.model.references import ReferenceCall
from tests.decisions import criterion_in_levels, small_decision


def call(name: str, again: bool | None = None, **more: object) -> ReferenceCall:
    said = {"reached": again is not None, "would_hire_again": again, **more}
    return ReferenceCall.model_validate({"id": name, "about": "aleph", "customer": f"Mill {name}", **said})


def record(*calls: ReferenceCall) -> ReferenceRecord:
    return reference_record("aleph", calls)


def test_calls_are_counted_for_whom_they_are_about() -> None:
    calls = (call("1", True), call("2", False), call("3"), call("4", True, about="northstar-pro"))
    assert record(*calls) == ReferenceRecord("aleph", 3, 2, 1, 1, 0, 0)


def test_what_is_said_of_somebody_who_was_not_reached_does_not_count() -> None:
    assert record(call("1", True, reached=False)).would_again == 0


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ((), 0),
        ((None,), 1),
        ((False,), 1),
        ((True,), 2),
        ((True, True), 3),
        ((True, True, True), 4),
        ((True, True, True, True), 5),
        ((True, True, True, True, False), 4),
    ],
)
def test_reputation_rises_with_everyone_who_would_hire_again(
    said: tuple[bool | None, ...], level: int
) -> None:
    assert reputation_level(record(*(call(str(at), one) for at, one in enumerate(said)))) == level


@pytest.mark.parametrize(
    ("reached", "level"), [((), 0), ((False,), 1), ((True,), 2), ((True,) * 3, 4), ((True,) * 5, 4)]
)
def test_references_of_our_industry_count_once_they_are_reached(
    reached: tuple[bool, ...], level: int
) -> None:
    calls = (call(str(at), reached=one, same_industry=True) for at, one in enumerate(reached))
    assert industry_level(record(*calls)) == level


def test_references_of_another_industry_say_nothing_about_ours() -> None:
    assert industry_level(record(call("1", True, same_industry=False))) == 0


def test_a_firm_is_told_its_reputation_and_a_product_its_industry() -> None:
    asked = (criterion_in_levels("P3", "integrator"), criterion_in_levels("V2", "platform"))
    calls = (call("1", True), call("2", True, about="northstar-pro", same_industry=True))
    held = small_decision()
    told = held.model_copy(update={"reference_calls": calls, "criteria": (*held.criteria, *asked)})
    assert level_of_calls(told, "aleph") == ("P3", 2)
    assert level_of_calls(told, "northstar-pro") == ("V2", 2)


def test_nothing_is_told_of_a_criterion_that_is_not_used() -> None:
    assert level_of_calls(small_decision(), "aleph") is None
