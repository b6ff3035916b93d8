"""References: who was called, what they said, and how that becomes a score."""

import pytest

from selection.model.judgements import Score
from selection.model.references import ReferenceCall
from tests.app.screens import Screen, open_decision, today
from tests.decisions import criterion_in_levels, small_decision

CALL = ReferenceCall(id="C1", about="aleph", customer="The mill", reached=True, would_hire_again=True)


@pytest.fixture
def screen(visitor: str) -> Screen:
    held = small_decision()
    changes = {"criteria": (*held.criteria, criterion_in_levels("P3", "integrator"))}
    return open_decision(visitor, held.model_copy(update=changes), "vendors")


def with_call(visitor: str, criteria: tuple[str, ...] = ("P3",)) -> Screen:
    held = small_decision()
    asked = tuple(criterion_in_levels(name, "integrator") for name in criteria)
    changes = {"criteria": (*held.criteria, *asked), "reference_calls": (CALL,)}
    return open_decision(visitor, held.model_copy(update=changes), "vendors")


def test_a_reference_is_stored_with_what_it_said(screen: Screen) -> None:
    tab = screen.tab("References")
    screen.write("text_input", "Which organisation?", "The mill", within=tab)
    screen.write("selectbox", "About whom?", "aleph", within=tab)
    screen.write("selectbox", "Would they choose it again?", True, within=tab)
    screen.write("checkbox", "They were reached", True, within=tab)
    screen.press("Add reference")
    (call,) = screen.decision.reference_calls
    assert (call.about, call.customer, call.reached, call.would_hire_again) == (
        "aleph",
        "The mill",
        True,
        True,
    )


def test_calls_are_summed_up_and_their_level_is_taken_over_only_by_a_press(visitor: str) -> None:
    screen = with_call(visitor)
    said = "1 reference named, 1 reached; 1 would choose it again, 0 would not."
    assert said in screen.shown("markdown", screen.tab("References"))
    assert "P3" not in screen.decision.scores.get("aleph", {})
    screen.press(key="by-calls-aleph")
    assert screen.decision.scores["aleph"]["P3"] == Score(
        performance=2.0, evidence="reference", reason=said, as_of=today().isoformat()
    )
    assert "Criterion P3 is scored so: level 2." in screen.shown("caption", screen.tab("References"))


def test_where_the_criterion_is_not_used_nothing_is_to_be_taken_over(visitor: str) -> None:
    screen = with_call(visitor, ())
    assert [button.label for button in screen.at.button if "by these calls" in button.label] == []


def test_a_firm_that_goes_takes_its_calls_along(visitor: str) -> None:
    screen = with_call(visitor)
    screen.press(key="firm-gone-aleph")
    assert screen.decision.reference_calls == ()
