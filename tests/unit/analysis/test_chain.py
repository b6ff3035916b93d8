"""What hurts, the goals, the needs and the measures hang together, or hang loose."""

import pytest

from selection.analysis.chain import Link, chain, goal_circles, measure_matrix
from selection.model.goals import Goal
from tests.undertakings import goal, measure, needs, undertaking

PAINS = [{"id": "slow", "text": "Answers take days"}, {"id": "twice", "text": "Everything is typed twice"}]


def test_a_pain_leads_to_its_goal_and_the_goal_to_its_needs_and_measures() -> None:
    found = chain(
        undertaking(
            pains=PAINS[:1],
            goals=[goal(pains=["slow"])],
            needs=needs(2, goal="G1"),
            measures=[measure(goal="G1")],
        )
    )
    assert found.links == (Link("G1", pains=("slow",), needs=("N1", "N2"), measures=("M1",)),)
    assert found.is_whole


def test_what_hangs_loose_is_named_on_both_sides() -> None:
    found = chain(undertaking(pains=PAINS, goals=[goal("G1", pains=["slow"]), goal("G2")], needs=needs(1)))
    loose = (
        found.pains_without_goal,
        found.goals_without_pain,
        found.goals_without_need,
        found.needs_without_goal,
    )
    assert loose == (("twice",), ("G2",), ("G1", "G2"), ("N1",))
    assert not found.is_whole


def test_a_goal_that_was_withdrawn_leaves_its_needs_loose() -> None:
    assert chain(undertaking(needs=needs(1, goal="G9"))).needs_without_goal == ("N1",)


def test_nothing_entered_is_no_chain_and_nothing_hangs_loose() -> None:
    found = chain(undertaking())
    assert (found.links, found.needs_without_goal, found.is_whole) == ((), (), False)


def test_a_goal_says_what_it_lacks_to_be_complete() -> None:
    found = chain(undertaking(goals=[goal("G1", owner=None, target=None), goal("G2")]))
    assert found.incomplete_goals == {"G1": ("owner", "target")}


def test_the_matrix_holds_each_measure_under_its_goal_and_level() -> None:
    found = measure_matrix(
        undertaking(
            goals=[goal("G1"), goal("G2")],
            measures=[measure("M1", goal="G1", level="firm"), measure("M2", level="operation")],
        )
    )
    assert found.cells["G1"] == {
        "firm": ("M1",),
        "customer_strategy": (),
        "operation": (),
        "infrastructure": (),
    }
    assert found.goals_without_measure == ("G2",)
    assert found.measures_without_goal == ("M2",)
    assert found.missing_levels == ("customer_strategy", "infrastructure")


def test_all_four_levels_are_missing_where_nothing_is_measured_and_none_where_all_are() -> None:
    levels = ("firm", "customer_strategy", "operation", "infrastructure")
    assert measure_matrix(undertaking()).missing_levels == levels
    every = [measure(f"M{at}", level=level) for at, level in enumerate(levels)]
    assert measure_matrix(undertaking(measures=every)).missing_levels == ()


def circle_of(**part_of: str | None) -> list[list[str]]:
    goals = tuple(Goal(id=name, text=f"Goal {name}", part_of=wider) for name, wider in part_of.items())
    return [list(circle) for circle in goal_circles(goals)]


@pytest.mark.parametrize(
    ("part_of", "circle"),
    [
        ({"A": "A"}, ["A"]),
        ({"A": "B", "B": "A"}, ["A", "B"]),
        ({"A": "B", "B": "C", "C": "A", "D": "A"}, ["A", "B", "C"]),
        ({"D": "A", "A": "B", "B": "A"}, ["A", "B"]),
    ],
    ids=["itself", "two", "three and one beside", "one that leads into it"],
)
def test_goals_that_are_part_of_each_other_are_found_once(part_of: dict[str, str], circle: list[str]) -> None:
    assert circle_of(**part_of) == [circle]


def test_two_circles_are_two_findings() -> None:
    assert circle_of(A="B", B="A", C="C") == [["A", "B"], ["C"]]


def test_goals_that_serve_wider_goals_on_any_level_are_no_circle() -> None:
    assert circle_of(A=None, B="A", C="B", D="A", E="elsewhere") == []
