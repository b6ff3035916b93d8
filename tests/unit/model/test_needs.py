from typing import Any

import pytest
from pydantic import ValidationError

from selection.model.needs import FactRule, Need, NeedLibrary


def rule(**given: Any) -> FactRule:
    return FactRule.model_validate({"fact": "api", **given})


@pytest.mark.parametrize(
    "given",
    [
        {"deliveries": {"true": "as_is", "false": "absent"}},
        {"at_least": 10.0, "then": "as_is", "otherwise": "absent"},
        {"includes": "Hebrew", "then": "as_is", "otherwise": "add_on"},
    ],
)
def test_a_fact_is_read_in_one_way(given: dict[str, Any]) -> None:
    assert rule(**given).model_dump(exclude_none=True) == {"fact": "api", **given}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"then": "as_is", "otherwise": "absent"},
        {"at_least": 10.0},
        {"at_least": 10.0, "then": "as_is"},
        {"includes": "Hebrew", "otherwise": "absent"},
        {"at_least": 10.0, "includes": "Hebrew", "then": "as_is", "otherwise": "absent"},
        {"deliveries": {"true": "as_is"}, "at_least": 10.0, "then": "as_is", "otherwise": "absent"},
        {"deliveries": {"true": "as_is"}, "then": "as_is", "otherwise": "absent"},
    ],
)
def test_a_fact_read_in_no_way_or_in_two_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        rule(**given)
    assert [error["type"] for error in refused.value.errors()] == ["fact_rule_ways"]


def test_a_need_feeds_one_criterion() -> None:
    assert Need(id="N1", text="Export", tier="must", criterion="F1").criterion == "F1"


@pytest.mark.parametrize("two", [["F1", "F2"], ("F1",), []])
def test_a_need_that_feeds_a_list_of_criteria_is_refused(two: object) -> None:
    with pytest.raises(ValidationError) as refused:
        Need.model_validate({"id": "N1", "text": "Export", "tier": "must", "criterion": two})
    assert [error["type"] for error in refused.value.errors()] == ["need_feeds_two_criteria"]


def test_a_need_stands_in_one_of_three_tiers() -> None:
    with pytest.raises(ValidationError):
        Need.model_validate({"id": "N1", "text": "Export", "tier": "should"})


def test_a_library_without_needs_is_refused() -> None:
    library = {"kind": "needs", "id": "crm", "version": 1, "title": "Needs"}
    one = {"id": "N1", "text": "Export", "tier": "nice"}
    assert len(NeedLibrary.model_validate({**library, "needs": [one]}).needs) == 1
    with pytest.raises(ValidationError):
        NeedLibrary.model_validate({**library, "needs": []})
