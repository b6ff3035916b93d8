"""Risks that lie with people: for every rule what raises it and what does not."""

from typing import Any

import pytest

from selection.analysis.raised import Found
from selection.analysis.risks import RuleCode
from selection.model.decision import Decision
from tests.undertakings import goal, governance, measure, needs, person, replies, risk, system, undertaking


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("no_owner", "owner"),
        ("no_project_manager", "project_manager"),
        ("no_user_representatives", "user_representatives"),
        ("no_sponsor", "sponsor"),
    ],
)
def test_a_no_raises_it_and_a_yes_or_no_answer_does_not(code: RuleCode, name: str) -> None:
    assert risk(code, governance(**{name: False})) is not None
    assert risk(code, governance(**{name: True})) is None
    assert risk(code, governance()) is None


def test_goals_of_which_none_has_an_owner_have_no_owner() -> None:
    assert risk("no_owner", undertaking(goals=[goal(owner=None)])) == Found(figures={"goals": 1})
    assert risk("no_owner", undertaking(goals=[goal("G1", owner=None), goal("G2")])) is None


@pytest.mark.parametrize(("years", "raised"), [(0.5, True), (1.0, True), (1.5, False), (None, False)])
def test_a_sponsor_who_looks_no_further_than_a_year(years: float | None, raised: bool) -> None:
    found = risk("short_horizon", governance(sponsor_horizon_years=years))
    assert found == (Found(figures={"years": years}) if raised and years else None)


def led(hours: float, is_chief: bool) -> Decision:
    return undertaking(
        scope={"project_manager": {"name": "Miriam Halevi", "hours_per_week": hours}},
        readiness={"manager": {"is_chief_executive": is_chief}},
    )


def test_a_chief_executive_with_less_than_eight_hours_a_week() -> None:
    code: RuleCode = "chief_executive_without_time"
    assert risk(code, led(7.5, True)) == Found(figures={"hours": 7.5, "line": 8})
    assert risk(code, led(8.0, True)) is None
    assert risk(code, led(2.0, False)) is None
    assert risk(code, undertaking(readiness={"manager": {"is_chief_executive": True}})) is None


def managed(**more: Any) -> Decision:
    whole = {"knows_organisation": 4, "knows_processes": 4, "authority": 4, "availability": 4}
    return undertaking(readiness={"manager": {**whole, **more}})


def test_a_project_manager_with_one_weak_item() -> None:
    code: RuleCode = "manager_not_equal_to_it"
    assert risk(code, managed(authority=1)) == Found(("authority",), {"level": 1, "line": 2})
    assert risk(code, managed(authority=2)) is None
    assert risk(code, managed(authority=None, availability=0)) is None


def test_people_who_are_to_act_and_promised_no_time() -> None:
    code: RuleCode = "team_without_time"
    idle = undertaking(stakeholders=[person("Dana", involvement="responsible")])
    assert risk(code, idle) == Found(("dana",), {"count": 1})
    busy = undertaking(stakeholders=[person("Dana", involvement="responsible", hours_promised=3.0)])
    assert risk(code, busy) is None
    assert risk(code, undertaking(stakeholders=[person("Dana", involvement="informed")])) is None


def test_a_manager_who_keeps_all_other_duties() -> None:
    code: RuleCode = "team_without_time"
    assert risk(code, managed(relieved_percent=0.0)) == Found(figures={"count": 0})
    assert risk(code, managed(relieved_percent=20.0)) is None


def test_stakeholders_of_whom_none_is_accountable() -> None:
    code: RuleCode = "nobody_accountable"
    assert risk(code, undertaking(stakeholders=[person("Dana")])) == Found(figures={"count": 1})
    assert risk(code, undertaking(stakeholders=[person("Dana", involvement="accountable")])) is None
    assert risk(code, undertaking()) is None


def owned(dana: int, others: int) -> Decision:
    named = [measure(f"M{n}", owner="Dana Levi" if n < dana else f"Person {n}") for n in range(dana + others)]
    return undertaking(measures=named)


def test_one_person_who_owns_more_than_half_of_everything() -> None:
    assert risk("key_person", owned(4, 2)) == Found(("Dana Levi",), {"count": 4, "total": 6})
    assert risk("key_person", owned(3, 3)) is None
    assert risk("key_person", owned(5, 0)) is None


def test_names_that_were_erased_are_not_taken_for_one_person() -> None:
    erased = [measure(f"M{n}", owner="[erased]") for n in range(6)]
    assert risk("key_person", undertaking(measures=erased)) is None


def test_ownership_is_counted_over_goals_needs_measures_processes_and_systems() -> None:
    decision = undertaking(
        goals=[goal(owner="Dana Levi")],
        needs=needs(2, owner="Dana Levi"),
        measures=[measure(owner="Dana Levi")],
        processes=[{"id": "sale", "name": "Sale", "owner": "Dana Levi"}],
        source_systems=[system(owner="Dana Levi")],
    )
    assert risk("key_person", decision) == Found(("Dana Levi",), {"count": 6, "total": 6})


def test_people_who_are_made_to_type() -> None:
    assert risk("forced_entry", governance(forced_entry=True)) == Found()
    assert risk("forced_entry", governance(forced_entry=False)) is None


def test_a_department_without_a_person_or_without_a_need() -> None:
    decision = undertaking(
        readiness={"departments": ["Sales", "Service"]},
        stakeholders=[person("Dana"), person("Jan", "Service")],
        needs=needs(1, department="Sales"),
    )
    assert risk("department_unheard", decision) == Found(("Service",), {"count": 1})
    heard = undertaking(stakeholders=[person("Dana")], needs=needs(1, department="Sales"))
    assert risk("department_unheard", heard) is None


def test_few_needs_of_end_users() -> None:
    others = [{**need, "id": f"O{need['id']}"} for need in needs(5, author="Noa Peretz")]
    users = needs(1, author="Dana Levi", author_is_end_user=True)
    assert risk("users_unheard", undertaking(needs=[*users, *others])) == Found(
        figures={"count": 1, "total": 6}
    )
    assert risk("users_unheard", undertaking(needs=[*users, *others[:4]])) is None
    assert risk("users_unheard", undertaking(needs=needs(6))) is None


def surveyed(*answers: dict[str, Any]) -> Decision:
    return undertaking(readiness={"survey": list(answers)})


def test_low_acceptance_in_one_department() -> None:
    mixed = [*replies("before", "Sales", (5, 5, 4)), *replies("before", "Service", (2,))]
    assert risk("low_acceptance", surveyed(*mixed)) == Found(("Service",), {"count": 1, "line": 3})
    assert risk("low_acceptance", surveyed(*replies("before", "Sales", (3, 3)))) is None


def test_acceptance_that_rose_is_not_low_any_more() -> None:
    risen = [*replies("before", "Sales", (1,)), *replies("after", "Sales", (4,))]
    assert risk("low_acceptance", surveyed(*risen)) is None
    assert risk("low_acceptance", surveyed()) is None
