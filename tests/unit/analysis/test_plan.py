"""Phases, pace, migration and milestones."""

import datetime as dt
from typing import Any

import pytest

from selection.analysis.plan import (
    Milestone,
    Passed,
    effort,
    first_go_live,
    milestones,
    months_after,
    outcome,
    passed_days,
    plan,
)
from selection.model.course import Phase
from selection.model.goals import Measure, Reading
from tests.decisions import small_decision
from tests.undertakings import goal, measure, needs, phase, system, undertaking

TODAY = dt.date(2027, 8, 1)
WHOLE = {"go_live": "2027-03-31", "training": "Two days", "pilot_group": "Haifa", "parallel_changes": 2}


def test_phases_stand_in_the_order_they_start_with_what_they_bring() -> None:
    found = plan(
        undertaking(
            phases=[
                phase("P2", "2027-09", area="service", modules=["Cases"]),
                phase("P1", "2027-01", area="sales", **WHOLE),
            ],
            needs=needs(2, phase="P1", area="marketing"),
        )
    )
    first, second = found.phases
    assert (first.phase, first.needs, first.areas, first.gaps) == (
        "P1",
        ("N1", "N2"),
        ("sales", "marketing"),
        (),
    )
    assert (second.phase, second.modules) == ("P2", ("Cases",))
    assert second.gaps == ("go_live", "training", "pilot_group", "needs", "parallel_changes")


def test_needs_outside_every_phase_are_named() -> None:
    found = plan(undertaking(phases=[phase()], needs=[*needs(1, phase="P1"), {**needs(1)[0], "id": "X"}]))
    assert found.needs_without_phase == ("X",)


def test_a_phase_that_goes_live_before_it_starts_is_told_apart() -> None:
    days = ("2026-12-31", "2027-01-01", None)
    phases = [phase(f"P{at}", go_live=day) for at, day in enumerate(days)]
    assert [found.is_reversed for found in plan(undertaking(phases=phases)).phases] == [True, False, False]


def test_pace_is_held_against_what_people_can_take_in() -> None:
    phases = [phase(f"P{n}", parallel_changes=n) for n in (2, 3)]
    found = plan(undertaking(phases=phases, pace={"most_parallel_changes": 2, "standstills": ["December"]}))
    assert [one.pace for one in found.phases] == ["within", "too_many"]
    assert found.standstills == ("December",)
    assert [one.pace for one in plan(undertaking(phases=phases)).phases] == ["unknown", "unknown"]


def test_every_system_that_is_not_merely_connected_has_a_decision_on_migration_or_lacks_it() -> None:
    systems = [
        system("A", fate="replace", migration="partial"),
        system("B"),
        system("C", fate="integrate"),
    ]
    assert plan(undertaking(source_systems=systems)).migrations == {"A": "partial", "B": None}


def test_an_empty_plan_is_empty() -> None:
    found = plan(undertaking())
    assert (found.phases, found.needs_without_phase, found.migrations) == ((), (), {})


def test_milestones_are_counted_from_the_first_go_live() -> None:
    decision = undertaking(
        phases=[phase("P1", go_live="2027-06-30"), phase("P2", go_live="2027-03-31")], measures=[measure()]
    )
    assert first_go_live(decision) == dt.date(2027, 3, 31)
    assert [(found.month, found.on) for found in milestones(decision, TODAY)] == [
        (3, dt.date(2027, 6, 30)),
        (6, dt.date(2027, 9, 30)),
        (12, dt.date(2028, 3, 31)),
    ]


def test_a_milestone_that_has_passed_unread_is_overdue_and_one_to_come_is_not() -> None:
    decision = undertaking(phases=[phase(go_live="2027-03-31")], measures=[measure()])
    found = milestones(decision, TODAY)
    assert [(one.outcome, one.overdue) for one in found] == [
        ("not_read", True),
        ("not_read", False),
        ("not_read", False),
    ]


def test_without_a_day_of_going_live_milestones_have_no_day_and_are_not_overdue() -> None:
    found = milestones(undertaking(phases=[phase()], measures=[measure()]), TODAY)
    assert [(one.on, one.overdue) for one in found] == [(None, False)] * 3
    assert first_go_live(undertaking()) is None
    assert milestones(undertaking(), TODAY) == ()


def test_a_reading_is_held_against_the_target_at_its_month() -> None:
    reading = {"month": 6, "value": 81.0, "as_of": "2027-09-30"}
    decision = undertaking(
        phases=[phase(go_live="2027-03-31")], measures=[measure(readings=[reading, {**reading, "month": 7}])]
    )
    assert milestones(decision, TODAY)[1] == Milestone(
        "M1", 6, dt.date(2027, 9, 30), "reached", value=81.0, target=80.0
    )


@pytest.mark.parametrize(
    ("lines", "value", "expected"),
    [
        ({"success": 75.0, "failure": 50.0}, 75.0, "reached"),
        ({"success": 75.0, "failure": 50.0}, 74.9, "missed"),
        ({"success": 75.0, "failure": 50.0}, 50.0, "failed"),
        ({"success": None, "failure": 50.0}, 79.9, "missed"),
        ({"success": None, "failure": None}, 80.0, "reached"),
        ({"success": None, "failure": None}, 10.0, "missed"),
        ({"success": None, "failure": None, "target": None}, 10.0, "not_judged"),
        ({"success": None, "failure": 20.0, "target": None}, 10.0, "failed"),
        ({"success": 7.0, "failure": 9.0, "target": 6.0, "better": "lower"}, 7.0, "reached"),
        ({"success": 7.0, "failure": 9.0, "target": 6.0, "better": "lower"}, 8.0, "missed"),
        ({"success": 7.0, "failure": 9.0, "target": 6.0, "better": "lower"}, 9.5, "failed"),
    ],
)
def test_what_counts_as_success_and_as_failure_was_said_before(
    lines: dict[str, Any], value: float, expected: str
) -> None:
    found = outcome(Reading(month=3, value=value, as_of="2027-06"), Measure.model_validate(measure(**lines)))
    assert found == expected


def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert months_after(dt.date(2027, 1, 31), 1) == dt.date(2027, 2, 28)
    assert months_after(dt.date(2027, 12, 1), 12) == dt.date(2028, 12, 1)


def test_days_that_have_gone_by_are_named_and_today_has_not() -> None:
    decision = undertaking(
        goals=[goal("G1", due="2027-07-31"), goal("G2", due="2027-08-01"), goal("G3")],
        phases=[phase("P1", "2027-01"), phase("P2", "2027-01", go_live="2027-12")],
        risks={"no_owner": {"due": "2027-06"}, "big_bang": {}},
    )
    assert passed_days(decision, TODAY) == (
        Passed("goal", "G1", "2027-07-31"),
        Passed("phase", "P1", "2027-01"),
        Passed("response", "no_owner", "2027-06"),
    )


def test_phases_lie_in_the_past_as_they_should_once_something_was_read() -> None:
    reading = {"month": 3, "value": 60.0, "as_of": "2027-06"}
    decision = undertaking(phases=[phase("P1", "2027-01")], measures=[measure(readings=[reading])])
    assert passed_days(decision, TODAY) == ()


def test_person_days_of_all_phases_are_split_into_people_process_and_technology() -> None:
    busy = Phase(
        id="A", title="Sales", starts="2027-01", days_people=30.0, days_process=10.0, days_technology=10.0
    )
    more = Phase(id="B", title="Service", starts="2027-06", days_technology=50.0)
    found = effort(small_decision().model_copy(update={"phases": (busy, more)}))
    assert (found.people, found.process, found.technology, found.total) == (30.0, 10.0, 60.0, 100.0)
    assert found.share_of_technology == 0.6


def test_while_no_day_is_planned_there_is_nothing_to_split() -> None:
    assert effort(small_decision()).share_of_technology is None
