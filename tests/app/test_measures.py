"""Success measures: taken over or written, what is missing said, and the review held against targets."""

import datetime as dt

import pytest

from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.model.goals import Measure, Reading
from tests.app.screens import Screen, ids, open_decision, read, table
from tests.decisions import measure, small_decision

NONE_YET = "No measure yet. Take one over below: without a measure nobody can say whether it worked."


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, fresh_decision("Ours", shipped()), "measures")


@pytest.fixture
def small(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "measures")


def test_without_measures_the_page_says_what_that_means(screen: Screen) -> None:
    assert screen.title == "How will you know that it worked?"
    assert NONE_YET in screen.shown("markdown")


def test_all_shipped_measures_are_offered_and_a_taken_one_no_more(screen: Screen) -> None:
    offered = screen.widget("multiselect", "Measures ready to be taken over")
    assert len(offered.options) == len(shipped().measures.measures) == 21
    screen.write("multiselect", "Measures ready to be taken over", ["SM1"]).press("Take over")
    assert len(screen.widget("multiselect", "Measures ready to be taken over").options) == 20


def test_a_measure_taken_over_has_all_but_the_teams_own_figures(screen: Screen) -> None:
    screen.write("multiselect", "Measures ready to be taken over", ["SM1", "SM2"]).press("Take over")
    first = shipped().measures.measures[0]
    assert ids(screen.decision.measures) == ["SM1", "SM2"]
    assert screen.decision.measures[0] == Measure(
        id="SM1",
        template="SM1",
        name=first.name,
        unit=first.unit,
        formula=first.formula,
        data_source=first.data_source,
        level=first.level,
        better=first.better,
        cadence=first.cadence,
    )


def test_a_customer_strategy_picks_the_measures_that_tell_of_it(screen: Screen) -> None:
    screen.fill("pills", "What do you want of your customers? It picks the measures that tell of it.", "earn")
    assert screen.widget("multiselect", "Measures ready to be taken over").value == ["SM7", "SM10", "SM11"]
    screen.press("Take over")
    assert ids(screen.decision.measures) == ["SM7", "SM10", "SM11"]


def test_what_a_measure_lacks_is_said_beside_it(screen: Screen) -> None:
    screen.write("multiselect", "Measures ready to be taken over", ["SM1"]).press("Take over")
    (said,) = [text for text in screen.shown("caption") if text.startswith("It has")]
    assert said == (
        "It has no baseline. Measure today's figure before anything changes. "
        "It has no target. Say which figure you want to reach. "
        "It has no date. Say by when the target is to be reached. "
        "Nobody owns it. Name who answers for the figure. "
        "It serves no goal. Choose the goal it tells about. "
        "Say from which figure on it is a success, and from which on a failure."
    )


def complete(today: dt.date) -> Measure:
    more = {
        "formula": "Days between question and answer, median",
        "data_source": "The mail archive",
        "mechanism": "Every question is on one page, so that none waits unseen",
        "success": 1.5,
        "failure": 2.5,
        "due": (today + dt.timedelta(days=365)).isoformat(),
        "cadence": "monthly",
        "readings": (),
    }
    return measure().model_copy(update=more)


def test_a_measure_that_says_everything_has_no_remark(visitor: str) -> None:
    today = dt.datetime.now(dt.UTC).date()
    decision = small_decision().model_copy(update={"measures": (complete(today),)})
    screen = open_decision(visitor, decision, "measures")
    assert "1 measure; 1 complete." in screen.shown("markdown")
    assert [text for text in screen.shown("caption") if text.startswith(("It has", "Nobody"))] == []


def test_a_measure_of_ones_own_is_stored_with_its_goal(small: Screen) -> None:
    small.write("text_input", "What is measured?", "Hours spent on reports")
    small.write("selectbox", "Which goal does it tell of?", "G1")
    small.write("text_input", "In what unit?", "hours").press("Add measure")
    own = Measure(id="measure-1", name="Hours spent on reports", goal="G1", unit="hours")
    assert small.decision.measures[1] == own


def test_a_measure_without_a_name_is_not_stored_and_says_so(small: Screen) -> None:
    assert small.press("Add measure").version == 1
    assert small.shown("error") == ["Write what is measured first."]


def test_figures_of_a_measure_are_changed_and_its_readings_kept(small: Screen) -> None:
    small.press(key="change-measure-M1").write("number_input", "A success from", 1.5)
    small.press_in_dialog("change-measure-M1", "Save")
    assert small.decision.measures == (measure().model_copy(update={"success": 1.5}),)


def test_removing_a_measure_frees_the_process_it_told_of(small: Screen) -> None:
    small.press(key="change-measure-M1").press_in_dialog("change-measure-M1", "Remove")
    assert small.decision.measures == ()
    assert [process.measure for process in small.decision.processes] == [None]


def test_levels_on_which_nothing_is_measured_are_named(small: Screen) -> None:
    assert small.shown("warning") == [
        "Nothing is measured on the level of: the firm, customer strategy, infrastructure."
    ]


def test_a_goal_nobody_measures_is_named(visitor: str) -> None:
    decision = small_decision().model_copy(
        update={"measures": (measure().model_copy(update={"goal": None}),)}
    )
    warnings = open_decision(visitor, decision, "measures").shown("warning")
    assert warnings[0] == "No measure tells of: Answer within a day."


def review(screen: Screen) -> list[tuple[str, ...]]:
    frames = [read(element) for element in screen.at.table]
    (found,) = [frame for frame in frames if "Month 3" in frame.columns]
    return table(found, ["Measure", "Target", "Failure from", "Month 3", "Month 6", "Month 12"])


def test_the_review_holds_what_was_read_against_the_target(small: Screen) -> None:
    assert review(small) == [("Days to the first answer", "1 day", "—", "? 2 missed", "—", "—")]


def enter_reading(screen: Screen, month: int | None, value: float) -> Screen:
    screen.write("selectbox", "Measure", "M1")
    if month is not None:
        screen.write("selectbox", "When, counted from go-live?", month)
    return screen.write("number_input", "What was read?", value).press("Store the reading")


def test_a_reading_is_stored_with_its_month_and_told_as_reached(small: Screen) -> None:
    enter_reading(small, 6, 1.0)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    assert small.decision.measures[0].readings[1] == Reading(month=6, value=1.0, as_of=today)
    assert review(small) == [("Days to the first answer", "1 day", "—", "? 2 missed", "✓ 1 reached", "—")]


def test_from_the_line_of_failure_on_a_reading_is_told_as_failed(visitor: str) -> None:
    lined = measure().model_copy(update={"failure": 2.0})
    decision = small_decision().model_copy(update={"measures": (lined,)})
    found = review(open_decision(visitor, decision, "measures"))
    assert found == [("Days to the first answer", "1 day", "2 days", "✕ 2 failed", "—", "—")]


def test_a_second_reading_of_a_month_takes_the_place_of_the_first(small: Screen) -> None:
    enter_reading(small, 3, 0.5)
    assert [(one.month, one.value) for one in small.decision.measures[0].readings] == [(3, 0.5)]


def test_a_reading_without_a_month_is_not_stored_and_says_so(small: Screen) -> None:
    assert enter_reading(small, None, 1.0).version == 1
    assert small.shown("error") == ["Choose a month first."]
