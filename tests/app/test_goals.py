"""The chain from what hurts to goals to needs: entered, tied, and its loose ends said on both sides."""

import pytest

from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.model.goals import Goal, Pain
from tests.app.screens import Screen, ids, open_decision
from tests.decisions import small_decision


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, fresh_decision("Ours", shipped()), "scope")


@pytest.fixture
def small(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "scope")


def say_what_hurts(screen: Screen, text: str, owner: str = "") -> Screen:
    screen.write("text_area", "What hurts?", text)
    return screen.write("text_input", "Who feels it most?", owner).press("Add it")


def test_what_hurts_is_stored_and_shown_with_who_feels_it(screen: Screen) -> None:
    say_what_hurts(screen, " Quotes get lost ", "Dana Levi")
    assert screen.decision.pains == (Pain(id="pain-1", text="Quotes get lost", owner="Dana Levi"),)
    assert "Quotes get lost · Dana Levi" in screen.lines()


def test_nothing_that_hurts_is_not_stored_and_says_so(screen: Screen) -> None:
    assert say_what_hurts(screen, "  ", "Dana Levi").version == 1
    assert screen.shown("error") == ["Write what hurts first."]


def test_without_anything_entered_nothing_hangs_loose(screen: Screen) -> None:
    assert (screen.shown("warning"), screen.shown("success")) == ([], [])


def test_a_pain_without_a_goal_is_said_until_one_is_set_against_it(screen: Screen) -> None:
    say_what_hurts(screen, "Quotes get lost.")
    assert screen.shown("warning") == ["Hurts, but no goal is set against it: Quotes get lost."]
    screen.write("text_area", "What should be different?", "No quote gets lost")
    screen.write("multiselect", "What is it set against?", ["pain-1"]).press("Add goal")
    assert screen.decision.goals == (Goal(id="goal-1", text="No quote gets lost", pains=("pain-1",)),)
    assert screen.shown("warning") == ["Goals no need serves: No quote gets lost."]


def test_a_goal_says_what_it_is_set_against_and_what_serves_it(small: Screen) -> None:
    assert "Set against: Answers come late · 1 need serves it · 1 measure tells" in small.shown("caption")


def test_needs_without_a_goal_are_named_until_they_are_tied(small: Screen) -> None:
    assert small.shown("warning") == ["Needs that serve no goal: N2, N3."]
    small.write("multiselect", "Needs that serve it", ["N1", "N2", "N3"]).press("Tie them")
    assert [need.goal for need in small.decision.needs] == ["G1", "G1", "G1"]
    assert small.shown("warning") == []
    assert small.shown("success") == ["Everything that hurts has a goal, and every goal has needs."]


def test_untying_a_need_frees_it_alone(small: Screen) -> None:
    small.write("multiselect", "Needs that serve it", ["N3"]).press("Tie them")
    assert [need.goal for need in small.decision.needs] == [None, None, "G1"]


def test_a_goal_is_changed_where_it_stands(small: Screen) -> None:
    small.press(key="change-goal-G1").write("text_area", "", "2 days", "goal-G1-target")
    small.press_in_dialog("change-goal-G1", "Save")
    before = small_decision().goals[0]
    assert small.decision.goals == (before.model_copy(update={"target": "2 days"}),)


def test_removing_what_hurts_frees_the_goals_set_against_it(small: Screen) -> None:
    small.press(key="change-pain-late").widget("button", key="change-pain-late").click()
    small.press(key="pain-late-Remove")
    assert small.decision.pains == ()
    assert [goal.pains for goal in small.decision.goals] == [()]


def test_removing_a_goal_frees_needs_and_measures(small: Screen) -> None:
    small.press(key="goal-gone-G1")
    assert ids(small.decision.goals) == []
    assert [need.goal for need in small.decision.needs] == [None, None, None]
    assert [measure.goal for measure in small.decision.measures] == [None]


def test_what_is_in_and_what_is_out_is_stored_line_by_line(screen: Screen) -> None:
    screen.fill("text_area", "In: one a line", "Quotes\n\n Orders ")
    screen.fill("text_area", "Out: one a line", "Invoices")
    assert screen.decision.scope.inside == ("Quotes", "Orders")
    assert screen.decision.scope.outside == ("Invoices",)


def test_too_long_a_line_of_the_scope_is_not_stored(screen: Screen) -> None:
    screen.fill("text_area", "Out: one a line", "x" * 501)
    assert screen.shown("error") == ["“Out: one a line”: 501 characters; 500 fit."]
    assert screen.version == 1


def test_goals_in_a_circle_are_told_and_a_passed_day_too(visitor: str) -> None:
    goals = (
        Goal(id="A", text="Faster.", part_of="B", due="2020-01-31"),
        Goal(id="B", text="Better", part_of="A"),
    )
    needs = tuple(one.model_copy(update={"goal": None}) for one in small_decision().needs)
    changes = {"goals": goals, "needs": needs, "measures": (), "processes": ()}
    screen = open_decision(visitor, small_decision().model_copy(update=changes), "scope")
    assert [text for text in screen.shown("warning") if "circle" in text] == [
        (
            "These goals are part of each other in a circle: Faster → Better → Faster. "
            "Take one of them out of the circle: it is part of no wider goal."
        )
    ]
    assert "Its day, Jan 31, 2020, has passed. Set a new one, or say what came of it." in screen.shown(
        "caption"
    )
