"""What a careful reader would say of a measure: positives and negatives, written before the linter was."""

import datetime as dt

import pytest

from selection.analysis.linting_measures import MeasureFinding, lint_measure, lint_measures
from selection.model.goals import Measure

TODAY = dt.date(2026, 11, 22)

WHOLE = {
    "id": "M1",
    "name": "Complaints solved within a week",
    "goal": "G1",
    "level": "operation",
    "unit": "%",
    "formula": "Solved within 7 days / all complaints",
    "data_source": "Case log",
    "mechanism": "Escalation after three days",
    "better": "higher",
    "baseline": 40.0,
    "target": 80.0,
    "success": 75.0,
    "failure": 50.0,
    "due": "2027-12",
    "owner": "Head of service",
    "reviewer": "Controller",
    "cadence": "monthly",
}


def codes(**changes: object) -> list[str]:
    return [f.code for f in lint_measure(Measure.model_validate({**WHOLE, **changes}), TODAY)]


def test_a_measure_in_order_is_not_remarked_on() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("unit", "no_unit"),
        ("formula", "no_formula"),
        ("data_source", "no_data_source"),
        ("baseline", "no_baseline"),
        ("target", "no_target"),
        ("due", "no_due"),
        ("owner", "no_owner"),
        ("level", "no_level"),
        ("cadence", "no_cadence"),
        ("goal", "no_goal"),
        ("success", "no_thresholds"),
        ("failure", "no_thresholds"),
    ],
)
def test_a_part_that_is_missing_is_named(field: str, code: str) -> None:
    assert codes(**{field: None}) == [code]


@pytest.mark.parametrize(
    "name",
    [
        "Logins per month",
        "How often the app is opened",
        "Clicks on the start page",
        "Number of contacts in the database",
        "Notes typed",
        "Liczba kliknięć",
        "Liczba rekordów w bazie",
        "מספר הקליקים",
        "כמות הרשומות שהוזנו",
    ],
)
def test_counting_what_is_done_in_the_tool_measures_nothing(name: str) -> None:
    assert codes(name=name) == ["vanity"]


@pytest.mark.parametrize(
    "name",
    [
        "Share of records with a wrong address",
        "Records updated within 90 days, share of all",
        "Hours saved by fewer meetings",
        "Number of complaints",
        "Udział rekordów bez błędów",
        "Liczba reklamacji",
        "שיעור הרשומות ללא שגיאות",
        "מספר התלונות",
    ],
)
def test_a_share_or_a_count_of_what_happens_to_customers_measures_something(name: str) -> None:
    assert codes(name=name) == []


@pytest.mark.parametrize(
    "name",
    ["Turnover up 12 %", "Raise income by 7%", "+5 % profit", "Wzrost przychodów o 8%", "העלאת הרווח ב-7%"],
)
def test_a_hoped_for_percentage_needs_a_mechanism(name: str) -> None:
    assert codes(name=name, mechanism=None) == ["no_mechanism"]
    assert codes(name=name) == []


def test_a_measure_of_the_work_itself_is_not_asked_for_a_mechanism() -> None:
    assert codes(mechanism=None) == []


def test_a_name_and_nothing_else_is_asked_for_everything() -> None:
    found = lint_measure(Measure(id="M1", name="Adoption"), TODAY)
    assert [finding.code for finding in found] == [
        "no_unit",
        "no_formula",
        "no_data_source",
        "no_baseline",
        "no_target",
        "no_due",
        "no_owner",
        "no_level",
        "no_cadence",
        "no_goal",
        "no_thresholds",
        "no_mechanism",
    ]


@pytest.mark.parametrize(
    ("better", "baseline", "target", "success", "failure"),
    [("higher", 40.0, 30.0, 30.0, 20.0), ("lower", 10.0, 12.0, 12.0, 15.0)],
)
def test_a_target_worse_than_today_is_remarked_on(
    better: str, baseline: float, target: float, success: float, failure: float
) -> None:
    found = codes(better=better, baseline=baseline, target=target, success=success, failure=failure)
    assert found == ["target_backwards"]


def test_a_target_equal_to_today_keeps_what_there_is() -> None:
    assert codes(baseline=80.0) == []


@pytest.mark.parametrize(
    ("better", "target", "success", "failure"),
    [("higher", 80.0, 50.0, 60.0), ("lower", 20.0, 30.0, 25.0), ("higher", 80.0, 50.0, 50.0)],
)
def test_a_failure_that_is_no_worse_than_success_is_remarked_on(
    better: str, target: float, success: float, failure: float
) -> None:
    assert codes(better=better, baseline=40.0, target=target, success=success, failure=failure) == (
        ["thresholds_crossed"]
    )


def test_a_day_that_has_passed_is_remarked_on_and_today_is_not() -> None:
    assert codes(due="2026-10") == ["due_past"]
    assert codes(due="2026-11-21") == ["due_past"]
    assert codes(due="2026-11") == []
    assert codes(due="2026-11-22") == []


def test_findings_carry_the_figures_they_rest_on() -> None:
    measure = Measure.model_validate({**WHOLE, "target": 30.0, "success": 30.0, "failure": 20.0})
    assert lint_measure(measure, TODAY) == (
        MeasureFinding("M1", "target_backwards", {"target": 30.0, "baseline": 40.0}),
    )


def test_all_measures_are_read_in_their_order() -> None:
    first = Measure.model_validate({**WHOLE, "unit": None})
    second = Measure.model_validate({**WHOLE, "id": "M2", "owner": None})
    assert [(f.measure, f.code) for f in lint_measures((first, second), TODAY)] == [
        ("M1", "no_unit"),
        ("M2", "no_owner"),
    ]
    assert lint_measures((), TODAY) == ()
