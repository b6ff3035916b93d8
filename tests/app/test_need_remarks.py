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


VAGUE = "Reports should be easy to build."


@pytest.fixture
def remarked(visitor: str) -> Screen:
    return with_text(visitor, VAGUE)


def dismiss(screen: Screen, reason: str) -> Screen:
    screen.press(key="dismiss-N1-not_testable")
    screen.write("text_area", "Your reason", reason)
    screen.write("text_input", "Who says so?", "Noa Peretz")
    return screen.press_in_dialog("dismiss-N1-not_testable", "Dismiss the remark")


def test_a_remark_is_dismissed_with_a_reason_and_shown_as_dismissed(remarked: Screen) -> None:
    dismiss(remarked, "It is shown in the demo")
    ((code, reason, by),) = [(one.code, one.reason, one.by) for one in remarked.decision.needs[0].dismissed]
    assert (code, reason, by) == ("not_testable", "It is shown in the demo", "Noa Peretz")
    again = remarked.reload("needs")
    assert said(again) == []
    assert ":material/done: Dismissed (not testable): It is shown in the demo" in again.shown("caption")
    assert [text for text in again.shown("caption") if "has a remark below" in text] == []


def test_a_remark_is_not_dismissed_without_a_reason(remarked: Screen) -> None:
    dismiss(remarked, "")
    assert remarked.shown("error") == ["Write the reason first."]
    assert remarked.decision.needs[0].dismissed == ()


def test_a_dismissed_remark_can_be_raised_again(remarked: Screen) -> None:
    screen = dismiss(remarked, "It is shown in the demo").reload("needs")
    screen.press(key="raise-N1-not_testable")
    assert screen.decision.needs[0].dismissed == ()
    assert len(said(screen)) == 1


def test_a_dismissed_remark_comes_back_when_the_text_changes(remarked: Screen) -> None:
    screen = dismiss(remarked, "It is shown in the demo").reload("needs")
    screen.press(key="details-N1")
    screen.write("text_area", "What is needed?", "Reports should be simple to build.")
    screen.press_in_dialog("details-N1", "Save")
    assert screen.decision.needs[0].text == "Reports should be simple to build."
    (remark,) = said(screen)
    assert remark.startswith(":material/rate_review: “simple” can't be shown in a demo.")
