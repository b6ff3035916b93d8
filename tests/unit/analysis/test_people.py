"""Departments are heard, needs have authors, and acceptance is compared with itself."""

from fractions import Fraction

from selection.analysis.people import (
    Acceptance,
    Authorship,
    DepartmentVoice,
    acceptance,
    acceptance_by_department,
    authorship,
    department_voices,
)
from selection.model.decision import Decision
from tests.undertakings import needs, person, replies, undertaking


def test_a_department_is_heard_with_a_person_and_a_need() -> None:
    decision = undertaking(
        readiness={"departments": ["Sales", "Service"]},
        stakeholders=[person("Dana", "Sales")],
        needs=needs(2, department="sales "),
    )
    assert department_voices(decision) == (
        DepartmentVoice("Sales", members=1, needs=2),
        DepartmentVoice("Service", members=0, needs=0),
    )
    assert [voice.is_heard for voice in department_voices(decision)] == [True, False]


def test_a_department_counts_that_only_a_stakeholder_or_a_need_names() -> None:
    decision = undertaking(stakeholders=[person("Jan", "Field")], needs=needs(1, department="Marketing"))
    assert department_voices(decision) == (DepartmentVoice("Field", 1, 0), DepartmentVoice("Marketing", 0, 1))


def test_without_departments_there_is_nothing_to_hear() -> None:
    assert department_voices(undertaking(needs=needs(3))) == ()


def test_a_need_counts_for_an_end_user_who_is_named() -> None:
    decision = undertaking(
        stakeholders=[person("Dana", is_end_user=True)],
        needs=[
            *needs(1, author="Dana"),
            *({**need, "id": "S1"} for need in needs(1, author="Jan", author_is_end_user=True)),
            *({**need, "id": "S2"} for need in needs(1, author="Noa")),
            *({**need, "id": "S3"} for need in needs(1, author_is_end_user=True)),
        ],
    )
    assert authorship(decision) == Authorship(by_end_users=2, by_others=1, unnamed=1)
    assert authorship(decision).share == Fraction(1, 2)


def test_an_author_who_was_erased_is_not_named() -> None:
    decision = undertaking(
        stakeholders=[person("[erased]", is_end_user=True) | {"id": "x"}], needs=needs(1, author="[erased]")
    )
    assert authorship(decision) == Authorship(0, 0, 1)


def test_without_needs_there_is_no_share() -> None:
    assert authorship(undertaking()).share is None


def surveyed() -> Decision:
    before = replies("before", "Sales", (2, 1, 4)) + replies("before", "Service", (5,))
    after = replies("after", "Sales", (4, 3))
    return undertaking(readiness={"survey": before + after})


def test_acceptance_is_the_median_before_and_after_with_how_many_answered() -> None:
    found = acceptance(surveyed().readiness.survey, ("q1",))
    assert found == (Acceptance("q1", before=2, after=3, n_before=4, n_after=2),)
    assert found[0].change == 1


def test_acceptance_stands_by_department_too() -> None:
    assert acceptance_by_department(surveyed().readiness.survey, ("q1",)) == {
        "Sales": (Acceptance("q1", 2, 3, 3, 2),),
        "Service": (Acceptance("q1", 5, None, 1, 0),),
    }


def test_a_moment_that_is_missing_gives_no_change_and_a_question_nobody_answered_no_median() -> None:
    service = acceptance(surveyed().readiness.survey, ("q1", "q2"), "Service")
    assert [found.change for found in service] == [None, None]
    assert service[1] == Acceptance("q2", None, None, 0, 0)
