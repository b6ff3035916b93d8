"""Remarks beside needs, and who asked for them."""

import pytest

from tests.app.screens import Screen, open_decision
from tests.decisions import need, small_decision


def with_text(visitor: str, text: str) -> Screen:
    needs = (need("N1").model_copy(update={"text": text}),)
    decision = small_decision().model_copy(update={"needs": needs, "answers": {}})
    return open_decision(visitor, decision, "needs")


def said(screen: Screen) -> list[str]:
    return [text for text in screen.shown("caption") if text.startswith(":material/rate_review:")]


def test_a_need_that_cannot_be_tested_bears_a_remark_that_says_what_to_do(visitor: str) -> None:
    screen = with_text(visitor, "Reports should be easy to build.")
    (remark,) = said(screen)
    assert remark == (
        ":material/rate_review: “easy” can't be shown in a demo. "
        "Say what somebody does, and how fast or how often."
    )
    assert "1 need has a remark below. Remarks are for you to weigh; they change no figure." in screen.shown(
        "caption"
    )


def test_a_need_that_can_be_tested_bears_none(visitor: str) -> None:
    screen = with_text(visitor, "A quote is printed in Hebrew within 5 seconds")
    assert said(screen) == []
    assert [text for text in screen.shown("caption") if "remark" in text] == []


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "needs")


def test_who_asked_and_what_it_serves_is_stored(screen: Screen) -> None:
    screen.press(key="details-N2")
    screen.write("selectbox", "Which goal does it serve?", "G1")
    screen.write("text_input", "Who asked for it?", "Noa Peretz")
    screen.write("text_input", "In which department?", "Service")
    screen.write("checkbox", "Who asked will work with the system", True)
    screen.press_in_dialog("details-N2", "Save")
    said = {"goal": "G1", "author": "Noa Peretz", "department": "Service", "author_is_end_user": True}
    assert screen.decision.needs[1] == need("N2", "long_term", **said)
