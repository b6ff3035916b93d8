"""What surrounds the choice agrees with itself, and what is merely unwise is not refused."""

from typing import Any

import pytest

from selection.model.base import ERASED
from selection.model.consistency import check
from selection.model.course import GOAL_FIRST, LogEntry, Phase
from selection.model.decision import Decision
from selection.model.goals import Goal, Measure, Pain, Reading
from selection.model.groundwork import MOST_DEPARTMENTS, MOST_ENTRIES, SECTIONS_WITH_IDS, may_be_scored
from selection.model.readiness import Process, Readiness, SourceSystem, Stakeholder
from selection.model.references import ReferenceCall
from selection.model.risks import RiskResponse
from tests.decisions import log_entry, measure, small_decision

COMPLETE = Goal(id="G", text="Faster", owner="Dana Levi", baseline="3 days", target="1 day")


def decision(**changes: Any) -> Decision:
    return small_decision().model_copy(update=changes)


def told(**changes: Any) -> list[tuple[str, str, object]]:
    return [(e.code, e.where, e.figures.get("found")) for e in check(decision(**changes))]


def goal(name: str, **more: Any) -> Goal:
    return Goal.model_validate({"id": name, "text": f"Goal {name}", **more})


def goals(**part_of: str | None) -> tuple[Goal, ...]:
    """Goals by the wider goal each serves, beside the one that a need names."""
    return (goal("G1"), *(goal(name, part_of=wider) for name, wider in part_of.items()))


def test_a_decision_with_one_of_everything_agrees_with_itself() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("section", "entries", "name"),
    [
        ("pains", (Pain(id="late", text="Late"), Pain(id="late", text="Later")), "late"),
        ("pains", (Pain(id="late", text="Late"), Pain(id="LATE", text="Later")), "LATE"),
        ("measures", (measure(), measure()), "M1"),
        ("processes", (Process(id="sale", name="Sale"), Process(id="sale", name="Sales")), "sale"),
        (
            "source_systems",
            tuple(SourceSystem(id="erp", name="ERP", entity=entity) for entity in ("orders", "stock")),
            "erp",
        ),
        (
            "stakeholders",
            tuple(Stakeholder(id="noa", name=name, department="Sales") for name in ("Noa", "Noah")),
            "noa",
        ),
        ("log", (log_entry(), log_entry(text="Something else")), "L1"),
        (
            "reference_calls",
            tuple(ReferenceCall(id="C1", about="aleph", customer=name) for name in ("Mill", "Forge")),
            "C1",
        ),
    ],
)
def test_an_id_stands_once_in_its_section(section: str, entries: tuple[Any, ...], name: str) -> None:
    assert told(**{section: entries}) == [("id_twice", f"{section}.{name}", name)]


def test_one_id_may_stand_in_two_sections() -> None:
    assert told(source_systems=(SourceSystem(id="M1", name="ERP", entity="orders"),)) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"pains": ()}, ("unknown_pain", "goals.G1.pains", "late")),
        ({"goals": goals(G2="G9")}, ("unknown_goal", "goals.G2.part_of", "G9")),
        (
            {"measures": (measure().model_copy(update={"goal": "G9"}),)},
            ("unknown_goal", "measures.M1.goal", "G9"),
        ),
        ({"measures": ()}, ("unknown_measure", "processes.complaint.measure", "M1")),
    ],
    ids=["pain", "wider goal", "goal", "measure"],
)
def test_a_link_leads_to_something_that_is_there(
    changes: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    assert told(**changes) == [expected]


def test_a_link_that_leads_nowhere_is_told_with_what_is_there() -> None:
    (found,) = check(decision(pains=(Pain(id="typing", text="Typed twice"), Pain(id="slow", text="Slow"))))
    assert found.figures == {"found": "late", "allowed": ["slow", "typing"]}


def test_goals_in_a_circle_are_no_contradiction_and_are_said_elsewhere() -> None:
    assert told(goals=goals(A="B", B="A", C="C")) == []


def test_goals_may_be_part_of_wider_goals_on_any_level() -> None:
    assert told(goals=goals(A=None, B="A", C="B", D="A")) == []


def reading(month: int, value: float = 2) -> Reading:
    return Reading(month=month, value=value, as_of="2027-06")


def test_a_measure_is_read_once_for_a_month() -> None:
    twice = measure().model_copy(update={"readings": (reading(3), reading(6), reading(3, 1))})
    assert told(measures=(twice,)) == [("reading_twice", "measures.M1.readings", 3)]


def test_a_measure_is_read_for_as_many_months_as_one_likes() -> None:
    often = measure().model_copy(update={"readings": tuple(reading(month) for month in range(25))})
    assert told(measures=(often,)) == []


def crowd(count: int) -> tuple[Stakeholder, ...]:
    return tuple(
        Stakeholder(id=f"s{number}", name=f"Person {number}", department="Sales") for number in range(count)
    )


@pytest.mark.parametrize("count", [500, 5_000])
def test_a_crowd_of_stakeholders_is_taken(count: int) -> None:
    assert told(stakeholders=crowd(count)) == []


def test_one_stakeholder_too_many_is_told_with_the_limit() -> None:
    (found,) = check(decision(stakeholders=crowd(5_001)))
    assert (found.code, found.where) == ("section_too_long", "stakeholders")
    assert found.figures == {"found": 5_001, "allowed": 5_000}


def test_responses_to_risks_have_a_limit_too() -> None:
    risks = {f"r{number}": RiskResponse() for number in range(MOST_ENTRIES["risks"] + 1)}
    assert told(risks=risks) == [("section_too_long", "risks", 1_001)]


def test_every_section_of_the_groundwork_has_a_limit() -> None:
    assert {*SECTIONS_WITH_IDS, "goals", "phases", "risks"} == set(MOST_ENTRIES)


def test_departments_have_a_limit_too() -> None:
    def departments(count: int) -> Readiness:
        return Readiness(departments=tuple(f"Branch {number}" for number in range(count)))

    assert told(readiness=departments(MOST_DEPARTMENTS)) == []
    assert told(readiness=departments(MOST_DEPARTMENTS + 1)) == [
        ("section_too_long", "readiness.departments", MOST_DEPARTMENTS + 1)
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"measures": (measure().model_copy(update={"due": "1999-01-01"}),)},
        {"measures": (measure().model_copy(update={"target": 30.0}),)},
        {"measures": (measure().model_copy(update={"success": 3.0, "failure": 1.0}),)},
        {"measures": (Measure(id="M1", name="Something"),)},
        {"phases": (Phase(id="P1", title="First", starts="1999", go_live="1998"),)},
        {"phases": tuple(Phase(id=n, title=n, starts=day) for n, day in (("P2", "2028"), ("P1", "2027")))},
        {"log": (log_entry(day="1999"),)},
        {"stakeholders": ()},
    ],
    ids=[
        "a date in the past", "a target behind the baseline", "thresholds crossed", "no unit",
        "go-live before the start", "phases out of order", "a log of the past", "nobody",
    ],
)  # fmt: skip
def test_what_is_unwise_or_unfinished_is_not_refused(changes: dict[str, Any]) -> None:
    assert told(**changes) == []


def formal(goals: tuple[Goal, ...] = (), log: tuple[LogEntry, ...] = ()) -> Decision:
    return decision(procedure="formal", goals=goals, log=log)


def test_an_open_session_may_always_be_scored() -> None:
    assert may_be_scored(decision(procedure="open", goals=(), log=()))


def test_a_formal_session_may_be_scored_once_a_goal_is_complete() -> None:
    assert may_be_scored(formal((goal("G0"), COMPLETE)))


@pytest.mark.parametrize("missing", ["owner", "baseline", "target"])
def test_a_goal_that_lacks_something_opens_no_scoring(missing: str) -> None:
    assert not may_be_scored(formal((COMPLETE.model_copy(update={missing: None}),)))


def test_a_logged_decision_opens_scoring_without_a_goal() -> None:
    assert may_be_scored(formal(log=(log_entry(overrides=GOAL_FIRST),)))
    assert may_be_scored(formal(log=(log_entry(overrides=GOAL_FIRST, reason=ERASED),)))


@pytest.mark.parametrize("overrides", [None, "another_rule"])
def test_another_logged_decision_does_not(overrides: str | None) -> None:
    assert not may_be_scored(formal(log=(log_entry(overrides=overrides),)))


def test_a_formal_session_without_anything_may_not_be_scored() -> None:
    assert not may_be_scored(formal())
