"""Criteria and weights: entered as a draft, decided as one submission."""

import json

import pytest

from selection.analysis.weights import leaf_weights, node_weights
from selection.catalogue.library import shipped
from selection.model.decision import Decision, NodeWeights
from selection.web.process import service
from selection.workshop.events import Edit
from tests.app.screens import EN, Screen, open_decision
from tests.decisions import small_decision

NOT_DECIDED = "**Not decided yet.** Your sliders are kept; the results still use the old weights."
SIDES = "Weight of the platform, in percent"
HALVES = "Half and half is where we start: not yet decided."
ALIKE = "All alike until you move them: not yet decided."
USE = "Use these weights"


def decided() -> Decision:
    weights = {
        "sides": NodeWeights(points={"platform": 50, "integrator": 50}),
        "platform": NodeWeights(points={"fit": 60, "ease": 40}),
    }
    return small_decision().model_copy(update={"weights": weights})


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, decided(), "criteria")


def draft_of(screen: Screen) -> dict[str, dict[str, float]] | None:
    kept = service().draft(screen.token, screen.session, "weights")
    if kept is None:
        return None
    return {node: weights["points"] for node, weights in json.loads(kept.bytes).items()}


def buttons(screen: Screen) -> list[str]:
    return [button.label for button in screen.at.button]


def points(screen: Screen, node: str) -> dict[str, float]:
    """Give where the sliders of a node stand."""
    return {s.label: s.value for s in screen.at.slider if f"-points-{node}-" in str(s.key)}


def placed(screen: Screen, node: str = "platform") -> list[str]:
    return list(screen.widget("multiselect", key=f"order-{node}").value)


def test_decided_weights_are_shown_and_there_is_nothing_to_decide(screen: Screen) -> None:
    assert screen.title == "What matters, and how much?"
    assert points(screen, "platform") == {"Fit": 60.0, "Ease": 40.0}
    assert NOT_DECIDED not in screen.shown("markdown")
    assert "Only one criterion here: Criterion I1." in screen.shown("caption")


def test_moving_a_slider_keeps_a_draft_and_leaves_the_decision_as_it_is(screen: Screen) -> None:
    before = screen.decision
    screen.fill("slider", "Fit", 80.0)
    assert (screen.decision, screen.version) == (before, 1)
    assert draft_of(screen) == {"platform": {"fit": 80, "ease": 40}}
    assert NOT_DECIDED in screen.shown("markdown")


def test_a_draft_is_there_again_after_a_reload(screen: Screen) -> None:
    again = screen.fill("slider", "Fit", 80.0).reload("criteria")
    assert again.widget("slider", "Fit").value == 80.0
    assert NOT_DECIDED in again.shown("markdown")


def test_the_preview_follows_the_sliders_before_anything_is_decided(screen: Screen) -> None:
    assert "**Platform** · 50.0%" in screen.shown("caption")
    screen.fill("slider", SIDES, 70)
    assert "**Platform** · 70.0%" in screen.shown("caption")
    assert "**Integrator** · 30.0%" in screen.shown("caption")


def test_using_the_weights_stores_what_changed_and_drops_the_draft(screen: Screen) -> None:
    screen.fill("slider", "Fit", 80.0).press("Use these weights")
    assert screen.decision.weights == {
        **decided().weights,
        "platform": NodeWeights(points={"fit": 80, "ease": 40}),
    }
    assert screen.version == 2
    assert draft_of(screen) is None
    assert NOT_DECIDED not in screen.shown("markdown")


def test_several_changed_nodes_are_decided_together(screen: Screen) -> None:
    screen.fill("slider", SIDES, 70).fill("slider", "Ease", 20.0).press("Use these weights")
    assert screen.decision.weights == {
        "sides": NodeWeights(points={"platform": 70, "integrator": 30}),
        "platform": NodeWeights(points={"fit": 60, "ease": 20}),
    }
    screen.press("Undo last change")
    assert screen.decision.weights == decided().weights


def test_discarding_brings_the_decided_weights_back(screen: Screen) -> None:
    screen.fill("slider", "Fit", 80.0).press("Discard")
    assert screen.widget("slider", "Fit").value == 60.0
    assert draft_of(screen) is None
    assert NOT_DECIDED not in screen.shown("markdown")
    assert (screen.decision, screen.version) == (decided(), 1)


def test_points_of_another_size_than_a_hundred_keep_their_room(visitor: str) -> None:
    large = {"platform": NodeWeights(points={"fit": 200, "ease": 50})}
    screen = open_decision(visitor, small_decision().model_copy(update={"weights": large}), "criteria")
    screen.fill("slider", "Fit", 150.0)
    assert (screen.widget("slider", "Fit").value, screen.widget("slider", "Fit").max) == (150.0, 200.0)


def undecided(visitor: str) -> Screen:
    return open_decision(visitor, small_decision().model_copy(update={"weights": {}}), "criteria")


def test_weights_nobody_gave_are_said_to_be_undecided_and_there_is_nothing_to_use(visitor: str) -> None:
    screen = undecided(visitor)
    assert [text for text in screen.shown("caption") if text in {HALVES, ALIKE}] == [HALVES, ALIKE]
    assert buttons(screen).count("Keep these equal") == 2
    assert (NOT_DECIDED in screen.shown("markdown"), USE in buttons(screen)) == (False, False)


def test_only_what_somebody_moved_is_decided(visitor: str) -> None:
    screen = undecided(visitor).fill("slider", "Fit", 80.0).press(USE)
    assert screen.decision.weights == {"platform": NodeWeights(points={"fit": 80, "ease": 50})}
    assert [text for text in screen.shown("caption") if text in {HALVES, ALIKE}] == [HALVES]


def test_a_slider_moved_back_is_a_change_too(visitor: str) -> None:
    screen = undecided(visitor).fill("slider", SIDES, 60).fill("slider", SIDES, 50).press(USE)
    assert screen.decision.weights == {"sides": NodeWeights(points={"platform": 50, "integrator": 50})}


def test_criteria_can_be_kept_equal_on_purpose(visitor: str) -> None:
    screen = undecided(visitor).press(key="keep-platform")
    assert (screen.decision.weights, screen.version) == ({}, 1)
    assert draft_of(screen) == {"platform": {"fit": 50, "ease": 50}}
    assert [text for text in screen.shown("caption") if text in {HALVES, ALIKE}] == [HALVES]
    screen.press(USE)
    assert screen.decision.weights == {"platform": NodeWeights(points={"fit": 50, "ease": 50})}


def test_the_sides_can_be_kept_equal_on_purpose(visitor: str) -> None:
    screen = undecided(visitor).press(key="keep-sides").press(USE)
    assert screen.decision.weights == {"sides": NodeWeights(points={"platform": 50, "integrator": 50})}
    assert HALVES not in screen.shown("caption")


def test_what_is_decided_is_not_offered_to_be_kept_equal(screen: Screen) -> None:
    assert "Keep these equal" not in buttons(screen)


def test_points_that_are_all_zero_cannot_be_used(screen: Screen) -> None:
    zero = "All at zero: give at least one of them points."
    screen.fill("slider", "Fit", 0.0)
    assert (screen.widget("button", USE).disabled, zero in screen.shown("caption")) == (False, False)
    screen.fill("slider", "Ease", 0.0)
    assert (screen.widget("button", USE).disabled, zero in screen.shown("caption")) == (True, True)


def test_an_order_is_enough_where_points_are_too_much(screen: Screen) -> None:
    screen.fill("segmented_control", value="rank_order", key="method-platform")
    assert screen.decision == decided()
    screen.fill("multiselect", value=["ease", "fit"], key="order-platform").press("Use these weights")
    assert screen.decision.weights["platform"] == NodeWeights(method="rank_order", order=("ease", "fit"))


def half_an_order(screen: Screen) -> Screen:
    screen.fill("segmented_control", value="rank_order", key="method-platform")
    return screen.fill("multiselect", value=["ease"], key="order-platform")


def test_half_an_order_is_kept_but_does_not_count(screen: Screen) -> None:
    half_an_order(screen)
    assert placed(screen) == ["ease"]
    assert "1 of 2 placed. Place all to use this order." in screen.shown("caption")
    assert (screen.decision, screen.version) == (decided(), 1)
    assert NOT_DECIDED in screen.shown("markdown")


def test_half_an_order_is_there_again_after_another_page_and_after_a_reload(screen: Screen) -> None:
    half_an_order(screen).press("Next: vendors")
    again = screen.reload("criteria")
    assert again.widget("segmented_control", key="method-platform").value == "rank_order"
    assert placed(again) == ["ease"]


def test_nothing_can_be_used_while_an_order_is_half_done_and_it_is_said_why(screen: Screen) -> None:
    why = "Before you can use these weights, finish what is begun: Platform."
    screen.fill("slider", SIDES, 70)
    assert (screen.widget("button", USE).disabled, why in screen.shown("caption")) == (False, False)
    half_an_order(screen)
    assert (screen.widget("button", USE).disabled, why in screen.shown("caption")) == (True, True)
    screen.fill("multiselect", value=["ease", "fit"], key="order-platform")
    assert (screen.widget("button", USE).disabled, why in screen.shown("caption")) == (False, False)
    screen.press(USE)
    assert screen.decision.weights == {
        "sides": NodeWeights(points={"platform": 70, "integrator": 30}),
        "platform": NodeWeights(method="rank_order", order=("ease", "fit")),
    }


def test_going_back_to_points_brings_them_back(screen: Screen) -> None:
    half_an_order(screen).fill("segmented_control", value="points", key="method-platform")
    assert points(screen, "platform") == {"Fit": 60.0, "Ease": 40.0}
    assert NOT_DECIDED not in screen.shown("markdown")


def test_a_decided_order_counts_until_points_are_given(visitor: str) -> None:
    ordered = {"platform": NodeWeights(method="rank_order", order=("ease", "fit"))}
    screen = open_decision(visitor, small_decision().model_copy(update={"weights": ordered}), "criteria")
    screen.fill("segmented_control", value="points", key="method-platform")
    said = "All alike until you move them: what you decided before still counts."
    assert (said in screen.shown("caption"), NOT_DECIDED in screen.shown("markdown")) == (True, False)
    screen.press(key="keep-platform").press(USE)
    assert screen.decision.weights == {"platform": NodeWeights(points={"fit": 50, "ease": 50})}


def test_discarding_forgets_half_an_order(screen: Screen) -> None:
    half_an_order(screen).press("Discard")
    assert screen.widget("segmented_control", key="method-platform").value == "points"
    assert (draft_of(screen), NOT_DECIDED in screen.shown("markdown")) == (None, False)


def test_a_change_stored_elsewhere_takes_nothing_entered_away(screen: Screen) -> None:
    half_an_order(screen).fill("slider", SIDES, 70)
    elsewhere = Edit("title", (), "Renamed meanwhile")
    service().submit(screen.token, screen.session, elsewhere, screen.version, "elsewhere")
    screen.run()
    assert (screen.version, screen.widget("slider", SIDES).value, placed(screen)) == (2, 70, ["ease"])
    screen.fill("multiselect", value=["ease", "fit"], key="order-platform").press(USE)
    assert screen.decision.weights == {
        "sides": NodeWeights(points={"platform": 70, "integrator": 30}),
        "platform": NodeWeights(method="rank_order", order=("ease", "fit")),
    }


INTEGRATOR_DECIDED = {"integrator": NodeWeights(points={"P2": 10, "P4": 20, "P5": 30, "C1": 40})}


def fresh(
    visitor: str, *needs: str, weights: dict[str, NodeWeights] = INTEGRATOR_DECIDED, chosen_set: str = "quick"
) -> Screen:
    """A decision on the shipped criteria with some needs of the library."""
    library = shipped()
    chosen = tuple(need for need in library.needs.needs if need.id in needs)
    decision = Decision(
        id="fresh",
        title="Fresh",
        groups=library.groups,
        criteria=library.criteria,
        criteria_set=library.criteria_set(chosen_set),
        attributes=library.attributes,
        need_groups=library.needs.groups,
        needs=chosen,
        weights=weights,
    )
    return open_decision(visitor, decision, "criteria")


def test_switching_the_set_takes_the_weights_that_do_not_fit_it_away(visitor: str) -> None:
    screen = fresh(visitor, "SA09")
    screen.fill("segmented_control", "Criteria", "full")
    assert screen.decision.criteria_set == shipped().criteria_set("full")
    assert screen.decision.weights == {}
    screen.press("Undo last change")
    assert screen.decision.criteria_set == shipped().criteria_set("quick")
    assert list(screen.decision.weights) == ["integrator"]


def test_criteria_that_no_need_feeds_are_warned_about_and_can_be_left_out(visitor: str) -> None:
    screen = fresh(visitor, "SA09")
    assert screen.shown("warning") == [
        "Results stay empty until a need feeds Connections, or you leave them out."
    ]
    screen.press("Leave them out")
    assert screen.shown("warning") == []
    assert screen.decision.criteria_set.platform == ("F1", "T3", "U1")


def test_leaving_criteria_out_keeps_what_was_decided_on_the_others(visitor: str) -> None:
    weights = {**INTEGRATOR_DECIDED, "platform": NodeWeights(points={"F1": 40, "T3": 30, "I1": 20, "U1": 10})}
    screen = fresh(visitor, "SA09", weights=weights).press("Leave them out")
    assert screen.decision.weights == {
        **INTEGRATOR_DECIDED,
        "platform": NodeWeights(points={"F1": 40, "T3": 30, "U1": 10}),
    }
    screen.press("Undo last change")
    assert screen.decision.weights == weights


def test_leaving_criteria_out_closes_the_gap_in_a_decided_order(visitor: str) -> None:
    weights = {"platform": NodeWeights(method="rank_order", order=("U1", "I1", "F1", "T3"))}
    screen = fresh(visitor, "SA09", weights=weights).press("Leave them out")
    assert screen.decision.weights == {"platform": NodeWeights(method="rank_order", order=("U1", "F1", "T3"))}


def test_leaving_out_the_only_criterion_with_points_leaves_the_others_undecided(visitor: str) -> None:
    weights = {"platform": NodeWeights(points={"F1": 0, "T3": 0, "I1": 20, "U1": 0})}
    screen = fresh(visitor, "SA09", weights=weights).press("Leave them out")
    assert screen.decision.weights == {}


def test_leaving_criteria_out_keeps_a_draft_on_the_others(visitor: str) -> None:
    screen = fresh(visitor, "SA09").fill("slider", "As-is fit", 90.0).fill("slider", SIDES, 60)
    screen.press("Leave them out").press(USE)
    assert screen.decision.weights == {
        **INTEGRATOR_DECIDED,
        "sides": NodeWeights(points={"platform": 60, "integrator": 40}),
        "platform": NodeWeights(points={"F1": 90, "T3": 50, "U1": 50}),
    }


def test_a_criterion_that_comes_back_is_to_be_given_points_before_the_draft_can_be_used(visitor: str) -> None:
    screen = fresh(visitor, "SA09").press("Leave them out").fill("slider", "As-is fit", 90.0)
    screen.press("Undo last change")
    assert screen.widget("slider", "As-is fit").value == 90.0
    assert screen.widget("button", USE).disabled
    screen.press("Keep these points").press(USE)
    assert screen.decision.weights["platform"] == NodeWeights(points={"F1": 90, "T3": 50, "I1": 50, "U1": 50})


def test_the_weights_shown_are_those_counted_with_to_a_tenth_of_a_percent(visitor: str) -> None:
    screen = fresh(visitor, "SA09")
    screen.fill("slider", SIDES, 55)
    assert "**Platform** · 55.0%" in screen.shown("caption")
    assert [text for text in screen.shown("caption") if "more, together" in text] == []


def test_what_a_long_list_of_weights_does_not_show_is_summed_up(visitor: str) -> None:
    screen = fresh(visitor, "SA09", weights={}, chosen_set="full")
    overall = leaf_weights(screen.decision, node_weights(screen.decision))
    shares = sorted((overall[name] for name in screen.decision.criteria_set.leaves("platform")), reverse=True)
    assert len(shares) == 31
    assert [text for text in screen.shown("caption") if "more, together" in text] == [
        f"… and 19 more, together {EN.percent(sum(shares[12:]), 1)}"
    ]


def test_criteria_that_needs_feed_are_not_warned_about(visitor: str) -> None:
    assert fresh(visitor, "SA09", "IN01").shown("warning") == []


def test_the_page_leads_on_to_the_vendors(screen: Screen) -> None:
    assert screen.press("Next: vendors").title == "Who is in the running?"
