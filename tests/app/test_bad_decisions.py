"""Decisions that are unwise or unfinished open on their pages, and the page says so in a sentence."""

import pytest

from selection.catalogue.decision_file import read_decision
from selection.catalogue.library import shipped
from selection.model.decision import Decision
from tests.app.screens import Screen, open_decision
from tests.hostile.test_what_opens_is_told import FOLDER

PAGES = (
    *("scope", "measures", "readiness", "people", "needs", "criteria", "vendors", "answers", "money"),
    *("results", "sure", "risks", "plan", "log", "documents", "workshop", "participants"),
)


def bad(name: str) -> Decision:
    return read_decision(FOLDER / f"open_{name}.yaml", shipped())


def said(screen: Screen) -> str:
    kinds = ("markdown", "caption", "warning", "error", "info")
    return "\n".join(text for kind in kinds for text in screen.shown(kind))


@pytest.mark.parametrize(
    ("name", "page", "sentence"),
    [
        ("dates_in_the_past", "plan", "It goes live before it starts: check the two days."),
        ("dates_in_the_past", "plan", "which has passed. Set a new day."),
        ("dates_in_the_past", "measures", "Its date, Dec 31, 1999, has passed."),
        ("dates_in_the_past", "scope", "Its day, Jan 1, 1999, has passed."),
        (
            "target_below_the_baseline",
            "measures",
            "is worse than today's 80. Check both, and which way is better.",
        ),
        ("goals_in_a_circle", "scope", "These goals are part of each other in a circle"),
        (
            "goal_that_is_part_of_itself",
            "scope",
            "This goal is said to be part of itself: Answers are given sooner.",
        ),
        ("measure_without_a_unit", "measures", "It has no unit. Say what is counted: days, %, euros."),
        ("phases_out_of_order", "plan", "2 phases."),
        ("500_stakeholders", "people", "Promised so far:"),
        ("500_stakeholders", "risks", "raised"),
        ("everything_empty", "readiness", "Not ready, because"),
        ("everything_empty", "needs", "No needs yet."),
        ("everything_empty", "plan", "No phase yet."),
    ],
)
def test_a_bad_decision_opens_on_its_page_and_says_so(
    visitor: str, name: str, page: str, sentence: str
) -> None:
    assert sentence in said(open_decision(visitor, bad(name), page))


def test_every_page_opens_on_a_decision_in_which_everything_is_empty(visitor: str) -> None:
    screen = open_decision(visitor, bad("everything_empty"), "scope")
    titles = [screen.reload(page).title for page in PAGES]
    assert len(set(titles)) == len(PAGES)
