"""Plan: phases with what they bring and lack, the pace, what is moved, and the weakest link."""

import datetime as dt

import pytest

from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.model.course import Pace, Phase
from tests.app.screens import Screen, open_decision, read, table
from tests.decisions import small_decision


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, fresh_decision("Ours", shipped()), "plan")


@pytest.fixture
def small(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "plan")


def frame(screen: Screen, column: str, columns: list[str]) -> list[tuple[str, ...]]:
    (found,) = [found for element in screen.at.table if column in (found := read(element)).columns]
    return table(found, columns)


def test_without_a_phase_the_page_says_where_to_begin(screen: Screen) -> None:
    assert screen.title == "In which steps does it come in?"
    assert screen.shown("markdown")[0] == (
        "No phase yet. Start with one area and a small group; they teach the next."
    )


def test_a_phase_shows_what_it_brings_and_what_is_not_said(small: Screen) -> None:
    assert small.lines()[:3] == [
        "1 phase. 2 needs belong to no phase yet.",
        "**Sales first** · Jan 2027",
        "Goes live: — · areas: sales · modules: — · needs: N1 · pilot group: — · training: —",
    ]
    assert (
        "Not said yet: a day on which it goes live, training, a pilot group, "
        "how many other changes run beside it. "
        "It is not said yet how many changes people can take in, or how many there are."
    ) in small.shown("caption")


def test_a_phase_is_stored_with_all_it_brings(screen: Screen) -> None:
    screen.write("text_input", "What comes in?", "Sales").write(
        "date_input", "From when?", dt.date(2027, 3, 1)
    )
    screen.write("date_input", "Goes live on", dt.date(2027, 6, 1)).write("selectbox", "Area", "sales")
    screen.write("text_input", "Who works with it first?", "Nine sellers")
    screen.write("number_input", "How many other changes run beside it?", 1)
    screen.write("text_area", "Modules, one a line", "Quotes\nVisits")
    screen.write("text_area", "Training: who learns what, when?", "Two half days").press("Add phase")
    assert screen.decision.phases == (
        Phase(
            id="phase-1",
            title="Sales",
            starts="2027-03-01",
            go_live="2027-06-01",
            area="sales",
            modules=("Quotes", "Visits"),
            pilot_group="Nine sellers",
            training="Two half days",
            parallel_changes=1,
        ),
    )
    assert "The measures are read at month 3: Sep 1, 2027; month 6: Dec 1, 2027; month 12: Jun 1, 2028." in (
        screen.lines()
    )


def test_a_phase_without_a_title_is_not_stored_and_says_so(screen: Screen) -> None:
    assert screen.press("Add phase").version == 1
    assert screen.shown("error") == ["Write what comes in first."]


def test_a_day_known_to_the_month_stays_so_when_something_else_is_changed(small: Screen) -> None:
    small.press(key="change-phase-P1").write("text_input", "", "Nine sellers", "phase-P1-pilot_group")
    small.widget("button", key="change-phase-P1").click()
    small.press(key="phase-P1-Save")
    before = small_decision().phases[0]
    assert small.decision.phases == (before.model_copy(update={"pilot_group": "Nine sellers"}),)


def test_a_phase_that_goes_live_before_it_starts_is_said(visitor: str) -> None:
    phase = Phase(id="P1", title="Sales", starts="2027-06-01", go_live="2027-03-01")
    decision = small_decision().model_copy(update={"phases": (phase,)})
    captions = open_decision(visitor, decision, "plan").shown("caption")
    assert [c for c in captions if c.startswith("It goes live before it starts: check the two days.")] != []


def test_more_changes_than_people_can_take_in_are_said(visitor: str) -> None:
    phase = Phase(id="P1", title="Sales", starts="2027-06-01", parallel_changes=3)
    decision = small_decision().model_copy(update={"phases": (phase,)})
    captions = " ".join(open_decision(visitor, decision, "plan").shown("caption"))
    assert "More changes at once than people can take in: start later, or with fewer people." in captions


def test_the_pace_is_stored(screen: Screen) -> None:
    screen.write("number_input", "At most so many changes at once", 2)
    screen.write("text_area", "When must nothing change? One period a line", "December\nJune").press("Save")
    assert screen.decision.pace == Pace(most_parallel_changes=2, standstills=("December", "June"))


def test_what_is_moved_is_told_per_system(small: Screen) -> None:
    assert frame(small, "Decision", ["System", "Decision"]) == [("Sheets", "not decided yet")]


def test_the_weakest_link_stands_beside_the_result(small: Screen) -> None:
    parts = frame(small, "Part", ["Part", "Level"])
    assert [part for part, _level in parts] == [
        "software",
        "project manager",
        "users",
        "data",
        "documentation",
    ]
    assert dict(parts)["data"] == "●●●○○\u00a03"
    assert "It stands beside the result and changes nothing in it." in small.shown("caption")


def test_of_parts_nobody_spoke_of_nothing_is_known(screen: Screen) -> None:
    assert {level for _part, level in frame(screen, "Part", ["Part", "Level"])} == {"not known"}


def test_effort_is_split_and_much_technology_is_remarked_on(visitor: str) -> None:
    phase = Phase(id="P1", title="Sales", starts="2030-01", days_people=20.0, days_technology=60.0)
    screen = open_decision(visitor, small_decision().model_copy(update={"phases": (phase,)}), "plan")
    assert (
        "Of 80 person-days: 25% for people, 0% for processes, 75% for technology. "
        "Changing how people work is usually the harder part: check that it is not forgotten."
    ) in screen.shown("markdown")
    assert [text for text in screen.lines() if text.endswith("person-days: 80")] != []


def test_without_planned_days_nothing_is_said_of_effort(small: Screen) -> None:
    assert [text for text in small.shown("markdown") if "person-days" in text] == []


def test_a_phase_whose_day_has_passed_is_told(visitor: str) -> None:
    phase = Phase(id="P1", title="Sales", starts="2020-01-01")
    decision = small_decision().model_copy(update={"phases": (phase,), "measures": (), "processes": ()})
    (said,) = [
        text for text in open_decision(visitor, decision, "plan").shown("caption") if "has passed" in text
    ]
    assert "It was to begin or go live by Jan 1, 2020, which has passed. Set a new day." in said
