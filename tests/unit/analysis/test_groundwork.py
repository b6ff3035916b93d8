"""Processes, source systems and promised hours: what is there and what is still to be decided."""

from typing import Any

import pytest

from selection.analysis.groundwork import (
    STEPS,
    inventory,
    process_progress,
    promised_hours,
    system_state,
    worth_knowing_for,
)
from selection.model.readiness import Process, SourceSystem, Stakeholder
from tests.undertakings import person, process, system, undertaking

WHOLE = {
    "mapped": True,
    "high_priority": False,
    "rank": 2,
    "owner": "Dana Levi",
    "front_office_change": "One form",
    "back_office_change": "No second entry",
    "service_level": "One day",
    "measure": "M1",
}


def test_a_process_that_took_all_seven_steps_has_none_left() -> None:
    found = process_progress(Process.model_validate(process("sale", **WHOLE)))
    assert (found.done, found.next_step) == (STEPS, None)


def test_a_process_that_took_no_step_is_to_be_mapped_first() -> None:
    found = process_progress(Process(id="sale", name="Sale"))
    assert (found.done, found.next_step) == ((), "mapped")


@pytest.mark.parametrize(
    ("field", "step"),
    [
        ("mapped", "mapped"),
        ("high_priority", "priority"),
        ("rank", "ranked"),
        ("owner", "owned"),
        ("front_office_change", "changed"),
        ("back_office_change", "changed"),
        ("service_level", "service_level"),
        ("measure", "measured"),
    ],
)
def test_a_step_that_is_not_taken_is_the_next_one(field: str, step: str) -> None:
    without = {name: value for name, value in WHOLE.items() if name != field}
    found = process_progress(Process.model_validate(process("sale", **without)))
    assert found.next_step == step
    assert len(found.done) == 6


SETTLED: dict[str, Any] = {"owner": "Dana Levi", "trusted": True, "quality": 4, "fate": "integrate"}


def state(**more: object) -> tuple[str, ...]:
    return system_state(SourceSystem.model_validate(system(**{**SETTLED, **more}))).undecided


def test_a_settled_system_has_nothing_undecided_and_a_new_one_everything_that_is_asked() -> None:
    assert state() == ()
    assert system_state(SourceSystem.model_validate(system())).undecided == (
        "owner",
        "trusted",
        "quality",
        "fate",
    )


def test_a_replaced_system_needs_a_decision_on_migration_and_is_tidied_before_it_moves() -> None:
    assert state(fate="replace") == ("migration",)
    assert state(fate="replace", migration="full") == ("deduplicated",)
    assert state(fate="replace", migration="full", deduplicated=True) == ()
    assert state(fate="replace", migration="archive") == ()


@pytest.mark.parametrize(
    ("fate", "criteria"),
    [
        (None, ("D1", "I1", "F5")),
        ("replace", ("D1", "I1", "F5")),
        ("integrate", ("I1", "F5")),
        ("archive", ("D1", "F5")),
    ],
)
def test_a_system_is_worth_knowing_for_the_criteria_its_fate_touches(
    fate: str | None, criteria: tuple[str, ...]
) -> None:
    assert system_state(SourceSystem.model_validate(system(fate=fate))).informs == criteria


@pytest.mark.parametrize(
    ("criteria", "systems"),
    [
        ({"D1"}, ["moved", "open"]),
        ({"I1"}, ["moved", "kept", "open"]),
        ({"F5", "D1"}, ["moved", "kept", "open"]),
        ({"U1"}, []),
        (set(), []),
    ],
)
def test_whoever_judges_a_criterion_is_shown_the_systems_it_is_about(
    criteria: set[str], systems: list[str]
) -> None:
    decision = undertaking(
        source_systems=[
            system("moved", fate="replace", migration="full"),
            system("kept", fate="integrate"),
            system("open"),
        ]
    )
    assert [found.id for found in worth_knowing_for(decision, criteria)] == systems


def test_every_kind_of_data_has_one_trusted_source_or_is_named() -> None:
    found = inventory(
        undertaking(
            source_systems=[
                system("A", trusted=True),
                system("B", trusted=True),
                system("C", entity="orders", trusted=False),
                system("D", entity="contracts", trusted=True),
            ]
        )
    )
    assert found.entities_with_several == ("customers",)
    assert found.entities_without_trusted_source == ("orders",)
    assert [state.system for state in found.systems] == ["A", "B", "C", "D"]


def test_hours_are_added_up_by_department_and_those_who_act_without_time_are_named() -> None:
    people = [
        person("Dana", hours_promised=4.0, involvement="responsible"),
        person("Jan", "Service", involvement="accountable"),
        person("Noa", "Service", hours_promised=2.5, involvement="consulted"),
        person("Uri", "Service", involvement="informed"),
    ]
    found = promised_hours([Stakeholder.model_validate(entry) for entry in people])
    assert (found.total, found.by_department, found.without) == (
        6.5,
        {"Sales": 4.0, "Service": 2.5},
        ("jan",),
    )


def test_five_hundred_stakeholders_are_added_up_like_five() -> None:
    people = [Stakeholder.model_validate(person(f"P{n}", hours_promised=1.0)) for n in range(500)]
    assert promised_hours(people).total == 500.0
    assert promised_hours(()).total == 0
