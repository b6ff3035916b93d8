"""Risks that lie with what is wanted and with the data: for every rule what raises it and what does not."""

from typing import Any

import pytest

from selection.analysis.raised import Found
from selection.model.decision import Decision
from tests.decisions import small_decision
from tests.undertakings import goal, governance, measure, needs, risk, system, undertaking


def looked_at(**changes: Any) -> Decision:
    """Take a decision that has offers, answers and scores, and change what stands before them."""
    empty = undertaking(**changes)
    return small_decision().model_copy(
        update={"goals": empty.goals, "needs": empty.needs, "scope": empty.scope}
    )


def test_products_are_looked_at_and_nobody_said_what_success_is() -> None:
    assert risk("no_success_definition", looked_at()) == Found(figures={"offers": 2})
    assert risk("no_success_definition", looked_at(scope={"success": "Nobody asks twice"})) is None
    assert risk("no_success_definition", looked_at(goals=[goal()])) is None
    assert risk("no_success_definition", undertaking()) is None


def test_goals_without_a_single_usable_measure() -> None:
    assert risk("no_measure", undertaking(goals=[goal()])) == Found(figures={"measures": 0})
    assert risk("no_measure", undertaking(needs=needs(1), measures=[measure(target=None)])) == Found(
        figures={"measures": 1}
    )
    assert risk("no_measure", undertaking(goals=[goal()], measures=[measure()])) is None
    assert risk("no_measure", undertaking()) is None


def test_products_are_judged_before_goals_and_needs_are_there() -> None:
    assert risk("technology_first", looked_at()) == Found(figures={"goals": 0, "needs": 0})
    assert risk("technology_first", looked_at(goals=[goal()])) is not None
    assert risk("technology_first", looked_at(goals=[goal()], needs=needs(1))) is None
    assert risk("technology_first", undertaking()) is None


def test_needs_and_nothing_that_is_outside() -> None:
    assert risk("no_scope", undertaking(needs=needs(1))) == Found()
    assert risk("no_scope", undertaking(needs=needs(1), scope={"outside": ["Payroll"]})) is None
    assert risk("no_scope", undertaking()) is None


def test_more_than_sixty_percent_musts() -> None:
    musts = [{**need, "tier": "must"} for need in needs(7)]
    nice = [{**need, "id": f"X{need['id']}"} for need in needs(3)]
    assert risk("too_many_musts", undertaking(needs=[*musts, *nice])) == Found(figures={"share": 0.7})
    assert risk("too_many_musts", undertaking(needs=[*musts[:6], *nice, {**nice[0], "id": "Y"}])) is None


def test_needs_that_belong_to_finance() -> None:
    payroll = {"id": "F1", "text": "Payroll of the sales force is run.", "tier": "must"}
    assert risk("scope_creep", undertaking(needs=[*needs(1), payroll])) == Found(("F1",), {"count": 1})
    assert risk("scope_creep", undertaking(needs=needs(3))) is None


@pytest.mark.parametrize(
    ("more", "raised"),
    [
        ({"quality": 1}, True),
        ({"quality": 1, "fate": "replace"}, True),
        ({"quality": 2}, False),
        ({"quality": 0, "fate": "archive"}, False),
        ({}, False),
    ],
)
def test_poor_data_in_a_system_that_is_used_on(more: dict[str, Any], raised: bool) -> None:
    found = risk("data_quality", undertaking(source_systems=[system(**more)]))
    assert found == (Found(("ERP",), {"count": 1, "line": 2}) if raised else None)


def test_data_without_an_owner_or_without_rules() -> None:
    assert risk("no_data_rules", governance(data_owner=False, entry_rules=False)) == Found(
        ("data_owner", "entry_rules"), {"count": 2}
    )
    assert risk("no_data_rules", governance(data_owner=True, entry_rules=True)) is None
    assert risk("no_data_rules", governance()) is None


def informed(*levels: int) -> Decision:
    scores = [{"by": f"Member {n}", "level": level} for n, level in enumerate(levels)]
    return undertaking(readiness={"blocks": {"information": scores}})


def test_information_below_two_of_five() -> None:
    assert risk("information_not_ready", informed(1)) == Found(figures={"level": 1, "line": 2.0})
    assert risk("information_not_ready", informed(2)) is None
    assert risk("information_not_ready", informed()) is None


def test_a_system_of_which_it_is_open_what_becomes_of_it() -> None:
    open_fate, open_migration = system("A"), system("B", fate="replace")
    settled = system("C", fate="replace", migration="partial")
    found = risk("migration_undecided", undertaking(source_systems=[open_fate, open_migration, settled]))
    assert found == Found(("A", "B"), {"count": 2})
    assert risk("migration_undecided", undertaking(source_systems=[settled])) is None
