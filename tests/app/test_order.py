"""Working out of order: allowed, and said in one line."""

import pytest

from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from tests.app.screens import Screen, open_decision, written
from tests.decisions import small_decision


def said(screen: Screen) -> list[str]:
    return [text for text in screen.shown("caption") if "Not done yet:" in text]


@pytest.mark.parametrize("page", ["needs", "criteria", "vendors"])
def test_what_was_left_out_and_what_it_costs_is_said_on_later_pages(visitor: str, page: str) -> None:
    (line,) = said(open_decision(visitor, fresh_decision("Ours", shipped()), page))
    assert line.startswith(":material/low_priority: Not done yet: goals, success measures, readiness")
    assert line.endswith("Without a goal, success will be a matter of opinion.")


def test_what_every_step_costs_that_was_left_out_is_told_on_asking(visitor: str) -> None:
    screen = open_decision(visitor, fresh_decision("Ours", shipped()), "needs")
    (line,) = [one for one in screen.at.caption if "Not done yet:" in written(one.value)]
    assert written(line.help).split("\n") == [
        "- **Goals**: Without a goal, success will be a matter of opinion.",
        "- **Success measures**: Without a measured start, nobody can tell a year later what changed.",
        "- **Readiness**: Obstacles that are not looked for now turn up after the contract.",
    ]


@pytest.mark.parametrize("page", ["scope", "results", "risks", "log"])
def test_pages_that_need_nothing_before_them_say_nothing(visitor: str, page: str) -> None:
    assert said(open_decision(visitor, fresh_decision("Ours", shipped()), page)) == []


def test_who_did_the_steps_before_reads_nothing_of_it(visitor: str) -> None:
    assert said(open_decision(visitor, small_decision(), "needs")) == []


def test_the_page_works_all_the_same(visitor: str) -> None:
    screen = open_decision(visitor, fresh_decision("Ours", shipped()), "needs")
    screen.write("text_area", "What do you need? One line that can be tested", "A quote in Hebrew")
    assert len(screen.press(key="own-Add").decision.needs) == 1
