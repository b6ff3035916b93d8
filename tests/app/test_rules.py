"""The rules of counting, where a committee sets them."""

import pytest

from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.model.criteria import PiecewiseLinear
from selection.model.decision import Policy
from tests.app.screens import Screen, open_decision
from tests.decisions import small_decision

LINE = "As-is fit an offer must reach, in percent"


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, fresh_decision("Ours", shipped()), "criteria")


def fit_scale(screen: Screen) -> PiecewiseLinear:
    (criterion,) = [c for c in screen.decision.criteria if c.id == "F1"]
    assert isinstance(criterion.value, PiecewiseLinear)
    return criterion.value


def test_moving_the_pass_line_moves_the_scale_of_the_weighted_fit_along(screen: Screen) -> None:
    assert fit_scale(screen).levels == (80, 84, 88, 92, 96, 100)
    screen.fill("slider", LINE, 90)
    assert screen.decision.policy == Policy(fit_line=0.9)
    assert fit_scale(screen).levels == (90, 92, 94, 96, 98, 100)
    assert next(c.gate for c in screen.decision.criteria if c.id == "F1") == 90.0


def test_the_line_and_the_scale_are_taken_back_together(screen: Screen) -> None:
    before = screen.decision
    screen.fill("slider", LINE, 65).press("Undo last change")
    assert screen.decision == before
    assert screen.widget("slider", LINE).value == 80


def test_a_line_without_a_gated_criterion_moves_alone(visitor: str) -> None:
    before = small_decision()
    screen = open_decision(visitor, before, "criteria").fill("slider", LINE, 75)
    assert screen.decision == before.model_copy(update={"policy": Policy(fit_line=0.75)})


@pytest.mark.parametrize(
    ("stage", "level"), [("market_scan", "claim"), ("short_list", "document"), ("award", "demonstration")]
)
def test_the_stage_says_what_a_gate_asks_for(screen: Screen, stage: str, level: str) -> None:
    screen.fill("segmented_control", "How far are you?", stage)
    assert screen.decision.stage == stage
    assert (
        f"At this stage a gate passes only on answers shown at least by: {level}. Weaker ones leave it open."
    ) in screen.shown("caption")


def test_the_two_switches_store_what_they_say(screen: Screen) -> None:
    screen.fill("toggle", "What an administrator sets up without code counts as is", True)
    screen.fill("toggle", "A long-term need of a planned phase that is absent excludes", False)
    assert screen.decision.policy == Policy(configuration_counts_as_is=True, future_needs_gate=False)


def test_the_weights_of_the_tiers_are_printed(screen: Screen) -> None:
    text = "In the fit, musts weigh 60%, long-term needs 30%, nice-to-haves 10%."
    assert text in screen.shown("caption")
