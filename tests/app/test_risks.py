"""Risks: raised by what was entered, with the reason, an owner and a response; claims with both sources."""

import pytest

from selection.analysis.risks import raised_risks
from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.model.risks import FailureCost, RiskResponse
from tests.app.screens import Screen, open_decision
from tests.decisions import small_decision

RISKS = {risk.rule: risk for risk in shipped().risks.risks}


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, fresh_decision("Ours", shipped()), "risks")


@pytest.fixture
def small(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "risks")


def cards(screen: Screen) -> list[str]:
    return [text for text in screen.shown("markdown") if text.startswith(("**? ", "**✓ "))]


def test_where_nothing_was_entered_no_risk_is_raised(screen: Screen) -> None:
    assert screen.title == "What could sink it?"
    assert screen.shown("markdown")[0] == "What was entered so far raises none of the known risks."
    assert cards(screen) == []


def test_every_raised_risk_stands_there_and_the_unmet_come_first(small: Screen) -> None:
    raised = raised_risks(small_decision())
    named = {str(RISKS[rule].name.en) for rule in raised} | {"Nobody owns the project"}
    assert {card.strip("*?✓ ") for card in cards(small)} == named
    signs = [card[2] for card in cards(small)]
    assert signs == sorted(signs, key="?✓".index)


def test_a_risk_says_what_raised_it_by_name(small: Screen) -> None:
    said = [text for text in small.shown("caption") if text.startswith("Raised because:")]
    assert "Raised because: Everything comes in one phase." in said
    assert "Raised because: It is not decided what becomes of: Sheets." in said


def answer_risk(screen: Screen, rule: str, **fields: str) -> Screen:
    for name, value in fields.items():
        kind = {"owner": "text_input", "kind": "selectbox", "response": "text_area"}[name]
        screen.write(kind, "", value, f"risk-{RISKS[rule].id}-{name}")
    return screen.press(key=f"risk-{RISKS[rule].id}-Save")


def test_a_response_is_stored_and_the_risk_counts_as_met(small: Screen) -> None:
    unmet = sum(card.startswith("**?") for card in cards(small))
    answer_risk(small, "single_phase", owner="Dana Levi", kind="avoid", response="Sales in March alone")
    held = RiskResponse(owner="Dana Levi", kind="avoid", response="Sales in March alone")
    assert small.decision.risks[RISKS["single_phase"].id] == held
    assert sum(card.startswith("**?") for card in cards(small)) == unmet - 1
    assert "Owner: Dana Levi · way: avoid it · response: Sales in March alone · by: —" in small.lines()


def test_a_response_without_an_owner_is_not_stored_and_says_so(small: Screen) -> None:
    assert answer_risk(small, "single_phase", kind="avoid").version == 1
    assert small.shown("error") == ["Name who looks after it first."]


def test_a_risk_no_rule_raised_is_raised_by_hand_and_withdrawn(screen: Screen) -> None:
    name = RISKS["forced_entry"].id
    screen.write("selectbox", "Which one?", name).write("text_input", "", "Dana Levi", "by-hand-owner")
    screen.press("Raise it")
    assert screen.decision.risks == {name: RiskResponse(owner="Dana Levi")}
    assert screen.shown("markdown")[0] == "1 risk is raised. 1 has no owner or no response yet."
    assert screen.press(key=f"risk-{name}-Withdraw").decision.risks == {}


def test_claims_stand_there_with_both_sources(screen: Screen) -> None:
    claims = shipped().risks.claims
    shown = screen.shown("markdown")
    for claim in claims:
        at = shown.index(f"**{claim.text.en}**")
        assert shown[at + 2] == str(claim.counter.en)
        assert [shown[at + 1], shown[at + 3]] == [f"Says: {claim.source}", f"Says: {claim.counter_source}"]
    assert "These figures are claims. None of them enters any calculation here." in screen.shown("caption")


def test_what_a_failure_would_cost_is_estimated_and_said_in_a_sentence(screen: Screen) -> None:
    screen.write("number_input", "licences and fees paid by then", 100_000.0)
    screen.write("number_input", "the integrator's work", 250_000.0)
    (box,) = [one for one in screen.at.expander if one.label == "Estimate it"]
    screen.press("Save", within=box)
    cost = screen.decision.failure_cost
    assert cost == FailureCost(currency="EUR", licences=100_000.0, rollout=250_000.0)
    again = screen.reload("risks")
    assert "A failure would cost about €350,000: 3.5 times the licences." in again.shown("markdown")


def test_nothing_estimated_is_no_sentence(screen: Screen) -> None:
    assert [text for text in screen.shown("markdown") if text.startswith("A failure")] == []


def test_a_day_by_which_a_risk_was_to_be_met_is_told_once_it_has_passed(visitor: str) -> None:
    late = RiskResponse(owner="Dana Levi", response="Ask", due="2020-01-31")
    risk = shipped().risks.risks[0].id
    screen = open_decision(visitor, small_decision().model_copy(update={"risks": {risk: late}}), "risks")
    said = "It was to be met by Jan 31, 2020, which has passed. Set a new day, or say what came of it."
    assert said in screen.shown("caption")
