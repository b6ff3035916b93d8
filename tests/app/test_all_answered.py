"""Answers: one question at a time, stored once it is complete, and open until somebody knows."""

import pytest

from selection.model.judgements import Answer, Score
from selection.words.results import headline
from tests.app.screens import EN, Screen, open_decision
from tests.decisions import small_decision

DELIVERY, EVIDENCE, WHY = "Delivery", "How do we know?", "Why?"
GAP = "What is missing? Needed to save a partial delivery"
ACCEPTED = "Does the committee accept the gap? Then say who, and give the reason above"
PROMISED = "Promised for when? Year, or year-month-day; needed to save"


@pytest.fixture
def screen(visitor: str) -> Screen:
    """The first question is N1, which only the second offer has not answered."""
    return open_decision(visitor, small_decision(), "answers")


def questions(screen: Screen) -> list[str]:
    return list(screen.widget("selectbox", "Question").options)


def test_when_all_is_answered_the_page_says_so(visitor: str) -> None:
    held = small_decision()
    given = {offer.id: {n.id: Answer(state="no_answer") for n in held.needs} for offer in held.offers}
    scores = {
        **{offer.id: {"E1": Score(state="no_answer")} for offer in held.offers},
        "aleph": {"I1": Score(state="no_answer")},
    }
    decision = held.model_copy(update={"answers": given, "scores": scores})
    screen = open_decision(visitor, decision, "answers")
    assert screen.at.get("progress")[0].proto.text == "5 of 5 questions answered for everybody"
    assert screen.shown("success") == ["Everything is answered."]
    assert len(questions(screen)) == 5


def test_while_something_is_open_the_page_does_not_say_that_all_is_answered(screen: Screen) -> None:
    assert screen.shown("success") == []


def test_without_offers_there_is_nobody_to_ask(visitor: str) -> None:
    decision = small_decision().model_copy(update={"offers": (), "answers": {}, "scores": {}})
    screen = open_decision(visitor, decision, "answers")
    assert "There is nobody to ask yet." in screen.shown("markdown")
    assert screen.press("Choose products").title == "Who is in the running?"


def test_the_page_leads_on_to_the_result(screen: Screen) -> None:
    assert screen.press("See the result").title == headline(screen.result, EN)
