"""Ready or not ready, and why: every reason with a case that gives it and one that doesn't."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.analysis.readiness import (
    BlockLevel,
    ReadinessResult,
    Reason,
    Weakest,
    assess_readiness,
    block_level,
    lower_median,
    manager_level,
)
from selection.model.readiness import BlockScore, ManagerChecklist
from tests.undertakings import goal, undertaking

BLOCKS = ("vision", "information")
GOVERNANCE = {"owner": True, "project_manager": True, "user_representatives": True, "sponsor": True}
MANAGER = {"knows_organisation": 4, "knows_processes": 3, "authority": 2, "availability": 5}


def scores(*levels: int) -> list[dict[str, Any]]:
    return [{"by": f"Member {n}", "level": level} for n, level in enumerate(levels)]


def assessed(goals: int = 1, line: float = 2.0, **readiness: Any) -> ReadinessResult:
    whole = {
        "blocks": {"vision": scores(3), "information": scores(2)},
        "governance": GOVERNANCE,
        "manager": MANAGER,
    }
    decision = undertaking(goals=[goal(f"G{n}") for n in range(goals)], readiness={**whole, **readiness})
    return assess_readiness(decision, BLOCKS, line)


def test_where_nothing_stands_against_it_the_organisation_is_ready() -> None:
    found = assessed()
    assert (found.verdict, found.reasons) == ("ready", ())


def test_information_below_the_line_is_not_ready_whatever_else_holds() -> None:
    found = assessed(blocks={"vision": scores(5), "information": scores(1, 1, 5)})
    assert found.verdict == "not_ready"
    assert found.reasons == (Reason("information_below_line", ("information",), {"level": 1, "line": 2.0}),)


def test_the_line_of_the_library_counts() -> None:
    assert [reason.code for reason in assessed(line=2.5).reasons] == ["information_below_line"]


@pytest.mark.parametrize("name", GOVERNANCE)
def test_each_no_of_governance_is_a_reason_of_its_own(name: str) -> None:
    found = assessed(governance={**GOVERNANCE, name: False})
    assert found.reasons == (Reason(f"no_{name}"),)  # type: ignore[arg-type]


def test_what_was_not_answered_is_said_as_such_and_is_no_no() -> None:
    found = assessed(governance={"owner": True, "sponsor": True})
    names = ("project_manager", "user_representatives")
    assert found.reasons == (Reason("governance_unanswered", names, {"count": 2}),)
    assert found.governance == {**GOVERNANCE, "project_manager": None, "user_representatives": None}


def test_the_project_manager_is_as_good_as_the_weakest_item() -> None:
    found = assessed(manager={**MANAGER, "availability": 1})
    assert found.manager == Weakest(1, ("availability",), ())
    assert found.reasons == (Reason("manager_below_line", ("availability",), {"level": 1, "line": 2}),)


def test_a_project_manager_of_whom_something_is_not_known_has_no_level() -> None:
    known = ManagerChecklist(knows_organisation=4, authority=4)
    assert manager_level(known) == Weakest(
        None, ("knows_organisation", "authority"), ("knows_processes", "availability")
    )
    found = assessed(manager={"knows_organisation": 4, "authority": 4})
    assert [reason.code for reason in found.reasons] == ["manager_not_assessed"]


def test_a_block_that_is_not_there_at_all_is_a_reason_and_a_low_one_is_not() -> None:
    absent = assessed(blocks={"vision": scores(0), "information": scores(2)})
    assert absent.reasons == (Reason("block_below_line", ("vision",), {"level": 0, "line": 1}),)
    assert assessed(blocks={"vision": scores(1), "information": scores(2)}).reasons == ()


def test_blocks_nobody_scored_are_named_together_and_information_by_itself() -> None:
    assert assessed(blocks={}).reasons == (
        Reason("information_not_scored", ("information",), {"line": 2.0}),
        Reason("blocks_not_scored", ("vision",), {"count": 1}),
    )


def test_without_a_complete_goal_nobody_is_ready() -> None:
    assert assessed(goals=0).reasons == (Reason("no_goal", figures={"goals": 0}),)


def test_the_weakest_blocks_are_all_those_at_the_lowest_level() -> None:
    assert assessed().weakest == ("information",)
    assert assessed(blocks={"vision": scores(2), "information": scores(2)}).weakest == BLOCKS
    assert assessed(blocks={}).weakest == ()


def test_nothing_entered_is_not_ready_and_says_everything_that_is_missing() -> None:
    found = assess_readiness(undertaking(), BLOCKS)
    assert [reason.code for reason in found.reasons] == [
        "information_not_scored",
        "governance_unanswered",
        "manager_not_assessed",
        "blocks_not_scored",
        "no_goal",
    ]


def test_members_who_see_a_block_differently_are_told_to_talk() -> None:
    found = [
        block_level("vision", [BlockScore.model_validate(s) for s in scores(*levels)])
        for levels in ((1, 3), (2, 3))
    ]
    assert found == [BlockLevel("vision", 1, 2, 2), BlockLevel("vision", 2, 1, 2)]
    assert [level.is_disputed for level in found] == [True, False]


@given(st.lists(st.integers(0, 5), min_size=1))
def test_a_level_is_one_that_somebody_gave_and_half_gave_no_less(levels: list[int]) -> None:
    median = lower_median(levels)
    assert median in levels
    assert 2 * sum(level >= median for level in levels) >= len(levels)
