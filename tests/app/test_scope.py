"""Goals and scope: what is entered is stored, shown, and there again after a reload."""

import datetime as dt

import pytest

from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.model.course import Phase
from selection.model.decision import Baseline, ProjectManager
from selection.model.goals import Goal
from selection.web.process import service
from tests.app.screens import NONE, Screen, ids, open_decision
from tests.decisions import small_decision

HINT = "State one goal at least with an owner, where you stand today and where you want to be."


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, fresh_decision("Ours", shipped()), "scope")


def state_goal(screen: Screen, text: str, **fields: str) -> Screen:
    labels = {
        "baseline": "Where do you stand today?",
        "target": "Where do you want to be?",
        "owner": "Who owns it?",
    }
    screen.write("text_area", "What should be different?", text)
    for name, value in fields.items():
        screen.write("text_input" if name == "owner" else "text_area", labels[name], value)
    return screen.press("Add goal")


def test_a_stated_goal_is_stored_as_one_event_and_shown(screen: Screen) -> None:
    state_goal(screen, "No lead waits", baseline="two days", target="one hour", owner="Dana Levi")
    goal = Goal(id="goal-1", text="No lead waits", baseline="two days", target="one hour", owner="Dana Levi")
    assert screen.decision.goals == (goal,)
    history = service().history(screen.token, screen.session)
    assert [(event.kind, event.key) for event in history][1:] == [("goal_set", ("goal-1",))]
    assert "**No lead waits**" in screen.shown("markdown")
    assert "Today: two days · target: one hour · owner: Dana Levi · by: —" in screen.lines()


def test_goals_survive_a_reload(screen: Screen) -> None:
    state_goal(screen, "No lead waits")
    assert "**No lead waits**" in screen.reload("scope").shown("markdown")


def test_the_hint_stays_until_one_goal_is_complete(screen: Screen) -> None:
    assert screen.shown("info") == [HINT]
    state_goal(screen, "No lead waits", owner="Dana Levi")
    assert screen.shown("info") == [HINT]
    assert "Not complete: a goal needs an owner, today's figure and a target." in screen.shown("caption")
    state_goal(screen, "No quote is lost", baseline="41%", target="10%", owner="Jan Kowalski")
    assert screen.shown("info") == []


def test_a_goal_without_a_text_is_not_stored_says_so_and_stays(screen: Screen) -> None:
    state_goal(screen, "   ", owner="Dana Levi")
    assert (screen.decision.goals, screen.version) == ((), 1)
    assert screen.shown("error") == ["Write what should be different first."]
    assert screen.widget("text_input", "Who owns it?").value == "Dana Levi"


def test_a_goal_too_long_for_its_fields_stays_and_says_what_fits(screen: Screen) -> None:
    state_goal(screen, "x" * 5001, baseline="y" * 501, owner="z" * 201)
    assert screen.shown("error") == [
        "“What should be different?”: 5,001 characters; 5,000 fit.",
        "“Where do you stand today?”: 501 characters; 500 fit.",
        "“Who owns it?”: 201 characters; 200 fit.",
    ]
    assert screen.widget("text_area", "What should be different?").value == "x" * 5001


def drawn_as(screen: Screen, goal: str, phase: str) -> list[str]:
    return screen.drawn_as("text_area", goal) + screen.drawn_as("text_input", phase)


def test_half_filled_forms_stay_while_something_else_is_stored(screen: Screen) -> None:
    goal, phase = "What should be different?", "What comes in?"
    before = drawn_as(screen, goal, phase)
    screen.fill("text_area", "In a year we will say it worked, because …", "Nobody asks twice.")
    assert (drawn_as(screen, goal, phase), screen.version) == (before, 2)
    state_goal(screen, "No lead waits")
    assert screen.widget("text_area", goal).value == ""
    after = drawn_as(screen, goal, phase)
    assert (after[0] == before[0], after[1] == before[1]) == (False, True)


def test_removing_a_goal_frees_the_needs_that_were_tied_to_it(visitor: str) -> None:
    screen = open_decision(visitor, small_decision(), "scope").press(key="goal-gone-G1")
    assert screen.decision.goals == ()
    assert [need.goal for need in screen.decision.needs] == [None, None, None]


def test_what_success_means_is_stored_when_the_field_is_left(screen: Screen) -> None:
    label = "In a year we will say it worked, because …"
    screen.fill("text_area", label, " Nobody asks twice. ")
    assert screen.decision.scope.success == "Nobody asks twice."
    assert screen.reload("scope").widget("text_area", label).value == "Nobody asks twice."
    screen.fill("text_area", label, "")
    assert screen.decision.scope.success is None


def test_too_long_an_answer_is_not_stored_and_says_what_fits(screen: Screen) -> None:
    label = "In a year we will say it worked, because …"
    screen.fill("text_area", label, "x" * 5001)
    assert screen.shown("error") == [f"“{label}”: 5,001 characters; 5,000 fit."]
    assert (screen.widget("text_area", label).value, screen.version) == ("x" * 5001, 1)


def test_a_phase_without_a_title_says_what_is_missing(screen: Screen) -> None:
    assert screen.press("Add phase").version == 1
    assert screen.shown("error") == ["Write what comes in first."]


def test_a_phase_is_stored_and_phases_stand_in_the_order_they_start(screen: Screen) -> None:
    for title, day in (("Service", dt.date(2028, 1, 10)), ("Sales", dt.date(2027, 3, 1))):
        screen.write("text_input", "What comes in?", title).write("date_input", "From when?", day)
        screen.press("Add phase")
    assert screen.decision.phases == (
        Phase(id="phase-1", title="Service", starts="2028-01-10"),
        Phase(id="phase-2", title="Sales", starts="2027-03-01"),
    )
    dated = [text for text in screen.lines() if "202" in text]
    assert dated == ["**Sales** · Mar 1, 2027", "**Service** · Jan 10, 2028"]


def test_removing_a_phase_frees_the_needs_that_were_due_by_it(visitor: str) -> None:
    screen = open_decision(visitor, small_decision(), "scope").press(key="phase-gone-P1")
    assert screen.decision.phases == ()
    assert [need.phase for need in screen.decision.needs] == [None, None, None]


def test_the_starting_area_can_be_chosen_and_taken_back(screen: Screen) -> None:
    screen.fill("segmented_control", "Starting area", "sales")
    assert screen.decision.scope.starting_area == "sales"
    screen.fill("segmented_control", "Starting area", None)
    assert screen.decision.scope.starting_area is None


def name_manager(screen: Screen, name: str, hours: float) -> Screen:
    """Leave both fields, each of which stores what stands in the two."""
    screen.fill("text_input", "Project manager on your side", name)
    return screen.fill("number_input", "Hours a week they really have", hours)


def test_a_manager_with_less_than_a_day_a_week_is_warned_about(screen: Screen) -> None:
    name_manager(screen, "Dana Levi", 7.5)
    assert screen.decision.scope.project_manager == ProjectManager(name="Dana Levi", hours_per_week=7.5)
    assert screen.shown("warning") == [
        "7.5 hours a week is little: a project manager without time is a common cause of failure."
    ]
    assert name_manager(screen, "Dana Levi", 8.0).shown("warning") == []


def test_a_manager_without_a_name_is_nobody(screen: Screen) -> None:
    name_manager(screen, "Dana Levi", 12.0)
    assert name_manager(screen, " ", 12.0).decision.scope.project_manager is None


def test_hours_of_nobody_stay_and_wait_for_a_name(screen: Screen) -> None:
    screen.fill("number_input", "Hours a week they really have", 12.0)
    assert (screen.version, screen.shown("warning")) == (1, ["Not saved yet: name the project manager."])
    screen.fill("text_input", "Project manager on your side", "Dana Levi")
    assert screen.decision.scope.project_manager == ProjectManager(name="Dana Levi", hours_per_week=12.0)
    assert screen.shown("warning") == []


def test_two_fields_left_in_one_go_are_both_stored(screen: Screen) -> None:
    screen.write("text_input", "Project manager on your side", "Dana Levi")
    screen.write("number_input", "Hours a week they really have", 12.0)
    screen.fill("text_area", "In a year we will say it worked, because …", "Nobody asks twice.")
    scope = screen.decision.scope
    assert scope.project_manager == ProjectManager(name="Dana Levi", hours_per_week=12.0)
    assert (scope.success, screen.shown("error")) == ("Nobody asks twice.", [])


def test_too_long_a_name_of_a_manager_is_not_stored(screen: Screen) -> None:
    screen.fill("text_input", "Project manager on your side", "x" * 201)
    assert screen.shown("error") == ["“Project manager on your side”: 201 characters; 200 fit."]
    assert screen.version == 1


def test_undoing_a_manager_empties_the_fields(screen: Screen) -> None:
    screen.fill("text_input", "Project manager on your side", "Dana Levi").press("Undo last change")
    assert screen.widget("text_input", "Project manager on your side").value == ""


def set_baseline(screen: Screen, kind: str, name: str) -> Screen:
    screen.fill("selectbox", "The line to beat", kind)
    return screen.fill("text_input", "What is it called?", name) if name else screen


def test_a_baseline_is_stored_renamed_with_its_answers_kept_and_withdrawn(visitor: str) -> None:
    held = Baseline.model_validate(
        {"name": "The list", "kind": "keep", "answers": {"N1": {"state": "no_answer"}}}
    )
    screen = open_decision(visitor, small_decision().model_copy(update={"baseline": held}), "scope")
    set_baseline(screen, "extend", "The list, mended")
    assert screen.decision.baseline == held.model_copy(update={"name": "The list, mended", "kind": "extend"})
    assert set_baseline(screen, NONE, "").decision.baseline is None


def test_a_baseline_nobody_named_is_called_by_what_it_is(screen: Screen) -> None:
    assert set_baseline(screen, "nothing", "").decision.baseline == Baseline(
        name="do nothing", kind="nothing"
    )


def test_a_baseline_nobody_named_is_called_anew_when_it_becomes_another(screen: Screen) -> None:
    held = set_baseline(set_baseline(screen, "nothing", ""), "keep", "").decision.baseline
    assert held == Baseline(name="keep the current system", kind="keep")


def test_a_name_without_a_baseline_stays_and_says_what_is_missing(screen: Screen) -> None:
    screen.fill("text_input", "What is it called?", "The list")
    assert (screen.version, screen.shown("warning")) == (1, ["Not saved yet: choose the line to beat."])
    screen.fill("selectbox", "The line to beat", "keep")
    assert screen.decision.baseline == Baseline(name="The list", kind="keep")


def test_the_page_leads_on_to_the_needs(screen: Screen) -> None:
    assert screen.press("Next: needs").title == "What do you need, and what would merely be nice?"


def test_ids_of_goals_are_used_again_only_when_free(screen: Screen) -> None:
    for text in ("One", "Two"):
        state_goal(screen, text)
    screen.press(key="goal-gone-goal-1")
    assert ids(state_goal(screen, "Three").decision.goals) == ["goal-2", "goal-1"]
