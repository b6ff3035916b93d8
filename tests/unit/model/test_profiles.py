import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from selection.model.profiles import Fact, PlatformProfile
from tests.building import TODAY, fact


@pytest.mark.parametrize("value", [True, 0.0, 12, "yes, in Pro", ["Hebrew", "Polish"], "unknown"])
def test_a_fact_is_a_yes_a_number_a_text_or_a_list(value: object) -> None:
    read = fact(value).value
    assert read == (tuple(value) if isinstance(value, list) else value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None, {"a": 1}, ""])
def test_what_nobody_could_check_is_no_fact(value: object) -> None:
    with pytest.raises(ValidationError):
        fact(value)


@pytest.mark.parametrize("missing", ["as_of", "source", "method", "confidence"])
def test_a_fact_without_date_source_method_or_confidence_is_refused(missing: str) -> None:
    whole = fact(True).model_dump(exclude_none=True)
    assert Fact.model_validate(whole) == fact(True)
    del whole[missing]
    with pytest.raises(ValidationError):
        Fact.model_validate(whole)


def test_an_undated_fact_says_when_it_was_seen() -> None:
    assert fact(True, as_of="undated", seen="2026-08").seen == "2026-08"
    with pytest.raises(ValidationError) as refused:
        fact(True, as_of="undated")
    assert [error["type"] for error in refused.value.errors()] == ["undated_not_seen"]


def test_what_was_looked_for_and_not_found_is_not_known() -> None:
    assert fact(False).known
    assert not fact("unknown").known


@pytest.mark.parametrize(
    ("editions", "edition", "holds"),
    [
        ("all", "Pro", True),
        ("all", None, True),
        (["Pro"], "Pro", True),
        (["Pro"], "Basic", False),
        (["Pro"], None, False),
    ],
)
def test_a_fact_about_some_editions_says_nothing_of_the_others(
    editions: object, edition: str | None, holds: bool
) -> None:
    assert fact(True, editions=editions).holds_for(edition) is holds


@pytest.mark.parametrize(
    ("as_of", "days", "stale"),
    [
        ("2026-11-22", 1, False),
        ("2026-11-21", 1, False),
        ("2026-11-20", 1, True),
        ("2026-11", 21, False),
        ("2026-11", 20, True),
        ("2020", None, False),
        ("2027", 1, False),
    ],
)
def test_a_fact_is_stale_once_it_is_older_than_its_kind_may_get(
    as_of: str, days: int | None, stale: bool
) -> None:
    assert fact(True, as_of=as_of).is_stale(days, TODAY) is stale


@pytest.mark.parametrize("days", [None, 10_000])
def test_an_undated_fact_is_always_stale(days: int | None) -> None:
    undated = fact(True, as_of="undated", seen="2026-11-22")
    assert undated.is_stale(days, dt.date(2026, 11, 22))


def profile(**more: Any) -> PlatformProfile:
    edition = {"name": "Pro", "deployment": "cloud"}
    plain = {"kind": "platform", "id": "x", "name": "X", "vendor": "X Ltd", "editions": [edition]}
    return PlatformProfile.model_validate({**plain, **more})


def test_what_is_invented_says_so_in_its_name() -> None:
    assert profile(fictional=True, name="X (Fictional)").fictional
    assert not profile().fictional
    with pytest.raises(ValidationError) as refused:
        profile(fictional=True)
    assert [error["type"] for error in refused.value.errors()] == ["fiction_not_named"]


def test_a_product_without_editions_cannot_be_bought() -> None:
    with pytest.raises(ValidationError):
        profile(editions=[])
