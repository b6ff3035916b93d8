"""What is unwise or unfinished opens, and is told in a sentence; nothing in it breaks a conclusion."""

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from selection.analysis.chain import chain, goal_circles, measure_matrix
from selection.analysis.groundwork import inventory, process_progress, promised_hours
from selection.analysis.linting_measures import lint_measures
from selection.analysis.linting_needs import lint_needs, too_many_musts
from selection.analysis.order_of_work import STEPS, missing_before, skipped
from selection.analysis.people import acceptance_by_department, authorship, department_voices
from selection.analysis.plan import passed_days, plan
from selection.analysis.readiness import ReadinessResult, assess_readiness
from selection.analysis.risks import raised_risks
from selection.analysis.weakest_link import weakest_link
from selection.catalogue.decision_file import read_decision
from selection.catalogue.library import shipped
from selection.model.decision import Decision
from selection.words import Words
from selection.words.linting import measure_remark, need_remark
from selection.words.plan import passed_sentence, reversed_sentence, weakest_sentence
from selection.words.readiness import system_sentence, verdict_sentence
from selection.words.risks import raised_because
from selection.words.way import (
    authorship_sentence,
    circle_sentence,
    loose_ends,
    skipped_sentence,
    voice_sentence,
)

FOLDER = Path(__file__).with_name("files") / "decisions"
OPENED = sorted(path.stem for path in FOLDER.glob("open_*.yaml"))
TODAY = dt.date(2026, 11, 22)
EN = Words("en")


@cache
def opened(name: str) -> Decision:
    return read_decision(FOLDER / f"{name}.yaml", shipped())


def ready(decision: Decision) -> ReadinessResult:
    return assess_readiness(decision, [block.id for block in shipped().readiness.blocks])


def told(decision: Decision) -> set[str]:
    """Draw every conclusion there is and say it."""
    course = plan(decision)
    said = [
        *(need_remark(finding, EN) for finding in lint_needs(decision.needs)),
        *(measure_remark(finding, EN) for finding in lint_measures(decision.measures, TODAY)),
        *loose_ends(chain(decision), EN),
        *(circle_sentence(circle, EN) for circle in goal_circles(decision.goals)),
        verdict_sentence(ready(decision), {}, EN),
        *(voice_sentence(voice, EN) for voice in department_voices(decision)),
        authorship_sentence(authorship(decision), EN),
        *(system_sentence(state, EN) for state in inventory(decision).systems),
        *(raised_because(code, found, EN) for code, found in raised_risks(decision).items()),
        skipped_sentence(skipped(decision), EN),
        *(skipped_sentence(missing_before(step, decision), EN) for step in STEPS),
        *(passed_sentence(passed, EN) for passed in passed_days(decision, TODAY)),
        *(reversed_sentence(EN) for phase in course.phases if phase.is_reversed),
        weakest_sentence(weakest_link(decision), EN),
    ]
    return {sentence for sentence in said if sentence}


@pytest.mark.parametrize("name", OPENED)
def test_every_conclusion_is_drawn_and_said_in_whole_sentences(name: str) -> None:
    assert [said for said in told(opened(name)) if "{" in said or said[-1] not in ".?"] == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "open_dates_in_the_past",
            "It was to begin or go live by Jun 1998, which has passed. Set a new day.",
        ),
        ("open_dates_in_the_past", "It goes live before it starts: check the two days."),
        (
            "open_dates_in_the_past",
            "Its date, Dec 31, 1999, has passed. Set a new one, or enter what came out.",
        ),
        (
            "open_dates_in_the_past",
            "Its day, Jan 1, 1999, has passed. Set a new one, or say what came of it.",
        ),
        (
            "open_goals_in_a_circle",
            (
                "These goals are part of each other in a circle: faster → loyal → richer → faster. "
                "Take one of them out of the circle: it is part of no wider goal."
            ),
        ),
        ("open_measure_without_a_unit", "It has no unit. Say what is counted: days, %, euros."),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(name: str, sentence: str) -> None:
    assert sentence in told(opened(name))


def test_every_kind_of_bad_input_the_way_allows_has_its_file() -> None:
    assert [name.removeprefix("open_") for name in OPENED] == [
        "500_stakeholders",
        "dates_in_the_past",
        "everything_empty",
        "goal_that_is_part_of_itself",
        "goals_in_a_circle",
        "measure_without_a_unit",
        "phases_out_of_order",
        "target_below_the_baseline",
    ]


def test_a_target_below_the_baseline_is_told() -> None:
    found = lint_measures(opened("open_target_below_the_baseline").measures, TODAY)
    assert "target_backwards" in {finding.code for finding in found}


def test_phases_out_of_order_are_laid_out_in_order() -> None:
    assert [phase.phase for phase in plan(opened("open_phases_out_of_order")).phases] == ["one", "two"]


def test_a_crowd_of_stakeholders_is_counted() -> None:
    decision = opened("open_500_stakeholders")
    assert len(decision.stakeholders) == 500
    assert sum(voice.members for voice in department_voices(decision)) == 500
    assert promised_hours(decision.stakeholders).total == sum(
        person.hours_promised or 0.0 for person in decision.stakeholders
    )


def test_nothing_at_all_is_not_ready_and_raises_nothing() -> None:
    decision = opened("open_everything_empty")
    assert ready(decision).verdict == "not_ready"
    assert raised_risks(decision) == {}
    assert too_many_musts(decision.needs) is None
    assert measure_matrix(decision).cells == {}
    assert acceptance_by_department(decision.readiness.survey, ("q1",)) == {}
    assert [process_progress(process) for process in decision.processes] == []
