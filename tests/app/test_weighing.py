"""Six ways of saying what matters, each enough alone, and what is half said is kept."""

import pytest

from selection.analysis.weights import node_weights
from selection.model.criteria import CriteriaSet, Criterion, Group
from selection.model.decision import Decision
from selection.model.weights import BestWorst, NodeWeights, TradeOff
from tests.app.screens import Screen, open_decision
from tests.decisions import criterion_in_levels, criterion_of_needs, score, small_decision
from tests.examples import example

USE = "Use these weights"
SETTLED = "Settled: stop here. All weights that agree with your answers lead to the same ranking."
FIRST_SETTLED = "First place is settled: stop here, or go on for the places behind it."
NOT_SETTLED = (
    "Not settled yet. You may stop here: the range that is left is counted with. "
    "Or go on: every answer narrows it."
)
AGREE = ":material/balance: Your comparisons agree well with each other."
CONTRADICT = ":material/balance: Your comparisons contradict each other; please look at these again."


def named(name: str) -> Criterion:
    return criterion_in_levels(name, "platform").model_copy(update={"name": name})


def decision(**weights: NodeWeights) -> Decision:
    """Two offers on three criteria of the platform's side, of which each is better on one."""
    before = small_decision()
    chosen = CriteriaSet(
        kind="criteria_set",
        id="three",
        version=1,
        title="Three",
        platform=("Reach", "Speed", "Trust"),
        integrator=("I1",),
    )
    return before.model_copy(
        update={
            "criteria_set": chosen,
            "groups": (Group(id="ease", name="Ease"), Group(id="fit", name="Fit")),
            "criteria": (
                criterion_of_needs(),
                named("Reach"),
                named("Speed"),
                named("Trust"),
                criterion_in_levels("I1", "integrator"),
            ),
            "needs": (),
            "answers": {},
            "weights": weights,
            "scores": {
                "northstar-pro": {"Reach": score(2.0), "Speed": score(0.0), "Trust": score(1.0)},
                "harbour-basic": {"Reach": score(0.0), "Speed": score(2.0), "Trust": score(1.0)},
                "aleph": {"I1": score(1.0)},
            },
        }
    )


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, decision(), "criteria")


def by(screen: Screen, method: str) -> Screen:
    return screen.fill("segmented_control", value=method, key="method-platform")


def labels(screen: Screen) -> list[str]:
    return [button.label for button in screen.at.button]


def test_every_way_is_offered_in_plain_words(screen: Screen) -> None:
    assert screen.widget("segmented_control", key="method-platform").options == [
        "Put in order",
        "Give points",
        "Compare by swing",
        "Compare two at a time",
        "Best and worst",
        "Either/or questions",
    ]


def test_swing_shows_what_each_step_is_and_takes_the_greatest_first(screen: Screen) -> None:
    by(screen, "swing")
    first = screen.widget("radio", key="swing-first-platform")
    assert (first.value, [s.key for s in screen.at.slider if "-swing-" in str(s.key)]) == (None, [])
    screen.fill("radio", value="Speed", key="swing-first-platform")
    assert "If **Speed** is worth 100, what are these steps worth?" in screen.shown("markdown")
    assert screen.shown("caption").count("from “poor” to “good”") == 2
    assert screen.widget("button", USE).disabled
    screen.fill("slider", value=40.0, key="swing-platform-Speed-Reach").press(USE)
    assert screen.decision.weights == {
        "platform": NodeWeights(method="swing", swing={"Speed": 100, "Reach": 40, "Trust": 50})
    }


def test_a_swing_begun_is_there_again_after_a_reload(screen: Screen) -> None:
    by(screen, "swing").fill("radio", value="Trust", key="swing-first-platform")
    again = screen.reload("criteria")
    assert again.widget("radio", key="swing-first-platform").value == "Trust"
    assert again.decision.weights == {}


def which(screen: Screen, one: str, other: str, answer: str) -> Screen:
    return screen.fill("segmented_control", value=answer, key=f"which-platform-{one}-{other}")


def times(screen: Screen, one: str, other: str, figure: float, side: str) -> Screen:
    key = f"times-platform-{one}-{other}-{side}"
    return screen.fill("segmented_control", value=figure, key=key)


def test_two_comparisons_of_three_are_enough(screen: Screen) -> None:
    by(screen, "pairwise")
    which(screen, "Reach", "Speed", "Reach")
    assert "1 of at least 2 compared. Your answers are kept." in screen.shown("caption")
    assert screen.widget("button", USE).disabled
    which(screen, "Speed", "Trust", "")
    screen.press(USE)
    assert screen.decision.weights["platform"] == NodeWeights(
        method="pairwise", pairwise={"Reach": {"Speed": 3}, "Speed": {"Trust": 1}}
    )
    assert node_weights(screen.decision)["platform"] == pytest.approx(
        {"Reach": 0.6, "Speed": 0.2, "Trust": 0.2}
    )


def test_comparisons_that_agree_are_said_to(screen: Screen) -> None:
    by(screen, "pairwise")
    which(screen, "Reach", "Speed", "Reach")
    which(screen, "Speed", "Trust", "")
    which(screen, "Reach", "Trust", "Reach")
    assert AGREE in screen.shown("markdown")
    assert "Use what the others say" not in labels(screen)


def test_a_contradiction_is_named_and_repaired_with_one_press(screen: Screen) -> None:
    by(screen, "pairwise")
    which(screen, "Reach", "Speed", "Reach")
    which(screen, "Speed", "Trust", "Speed")
    which(screen, "Reach", "Trust", "Trust")
    assert CONTRADICT in screen.shown("markdown")
    said = (
        "You said: Trust matters 3 times as much as Reach. "
        "Your other answers say: Reach matters 9 times as much as Trust."
    )
    assert said in screen.shown("markdown")
    screen.press(key="repair-platform-Reach-Trust")
    assert AGREE in screen.shown("markdown")
    screen.press(USE)
    assert screen.decision.weights["platform"].pairwise == {
        "Reach": {"Speed": 3, "Trust": 9},
        "Speed": {"Trust": 3},
    }


def test_how_many_times_as_much_can_be_said(screen: Screen) -> None:
    by(screen, "pairwise")
    which(screen, "Reach", "Speed", "Speed")
    times(screen, "Reach", "Speed", 5.0, "Speed")
    which(screen, "Speed", "Trust", "")
    screen.press(USE)
    assert screen.decision.weights["platform"].pairwise == {"Speed": {"Reach": 5, "Trust": 1}}


def test_a_ratio_from_a_file_is_offered_beside_the_usual_steps(visitor: str) -> None:
    said = NodeWeights(method="pairwise", pairwise={"Reach": {"Speed": 2.5}, "Speed": {"Trust": 1}})
    screen = open_decision(visitor, decision(platform=said), "criteria")
    found = screen.widget("segmented_control", key="times-platform-Reach-Speed-Reach")
    assert (found.value, found.options) == (2.5, ["2", "2.5", "3", "4", "5", "7", "9"])


def test_best_and_worst_hold_the_others_against_both(screen: Screen) -> None:
    by(screen, "best_worst")
    screen.fill("selectbox", "Which matters most?", "Reach").fill(
        "selectbox", "Which matters least?", "Trust"
    )
    assert screen.widget("button", USE).disabled
    screen.fill("segmented_control", value=4.0, key="best_to_others-platform-Reach-Trust-Trust")
    assert screen.widget("button", USE).disabled
    screen.fill("segmented_control", value=2.0, key="best_to_others-platform-Reach-Trust-Speed")
    screen.fill("segmented_control", value=2.0, key="others_to_worst-platform-Reach-Trust-Speed")
    assert AGREE in screen.shown("markdown")
    screen.press(USE)
    assert screen.decision.weights["platform"] == NodeWeights(
        method="best_worst",
        best_worst=BestWorst(
            best="Reach",
            worst="Trust",
            best_to_others={"Trust": 4, "Speed": 2},
            others_to_worst={"Speed": 2},
        ),
    )


def test_the_best_is_not_the_worst(screen: Screen) -> None:
    by(screen, "best_worst")
    screen.fill("selectbox", "Which matters most?", "Reach").fill(
        "selectbox", "Which matters least?", "Reach"
    )
    assert "Choose two different ones." in screen.shown("caption")


def test_another_best_forgets_what_was_held_against_the_first(screen: Screen) -> None:
    by(screen, "best_worst")
    screen.fill("selectbox", "Which matters most?", "Reach").fill(
        "selectbox", "Which matters least?", "Trust"
    )
    screen.fill("segmented_control", value=4.0, key="best_to_others-platform-Reach-Trust-Trust")
    screen.fill("selectbox", "Which matters most?", "Speed")
    assert screen.widget("segmented_control", key="best_to_others-platform-Speed-Trust-Trust").value is None


def test_either_or_asks_about_what_the_ranking_hangs_on_and_stops_when_it_is_settled(screen: Screen) -> None:
    by(screen, "trade_offs")
    assert "**Reach**: from “poor” to “good”" in screen.shown("markdown")
    assert "**Speed**: from “poor” to “good”" in screen.shown("markdown")
    assert "Speed stays at its worst, all else being equal." in screen.shown("caption")
    screen.press("I would rather have this")
    assert SETTLED in screen.shown("success")
    assert "I would rather have this" not in labels(screen)
    screen.press(USE)
    assert screen.decision.weights["platform"] == NodeWeights(
        method="trade_offs", trade_offs=(TradeOff(first="Reach", second="Speed", answer="first"),)
    )


def test_after_twenty_answers_that_settled_nothing_one_may_stop_or_go_on(visitor: str) -> None:
    beside_it = (TradeOff(first="Reach", second="Trust", answer="first"),) * 20
    said = NodeWeights(method="trade_offs", trade_offs=beside_it)
    screen = open_decision(visitor, decision(platform=said), "criteria")
    assert screen.shown("info") == [NOT_SETTLED]
    assert "**Question 21**: which of these two would you rather have?" in screen.shown("markdown")
    screen.press("I would rather have this")
    assert SETTLED in screen.shown("success")


def test_the_last_answer_can_be_taken_back(screen: Screen) -> None:
    by(screen, "trade_offs").press("Rather this one")
    assert SETTLED in screen.shown("success")
    screen.press("Take the last answer back")
    assert SETTLED not in screen.shown("success")
    assert "I would rather have this" in labels(screen)


def test_where_nothing_is_to_be_ranked_the_questions_narrow_the_weights(visitor: str) -> None:
    empty = decision().model_copy(update={"offers": (), "scores": {}})
    screen = by(open_decision(visitor, empty, "criteria"), "trade_offs")
    said = "There is nothing to rank yet, so the questions only narrow the weights."
    assert said in screen.shown("caption")
    assert "I would rather have this" in labels(screen)


def test_what_was_said_in_one_way_is_there_again_after_another(screen: Screen) -> None:
    by(screen, "swing").fill("radio", value="Speed", key="swing-first-platform")
    by(screen, "rank_order").fill("multiselect", value=["Trust"], key="order-platform")
    by(screen, "swing")
    assert screen.widget("radio", key="swing-first-platform").value == "Speed"
    by(screen, "rank_order")
    assert list(screen.widget("multiselect", key="order-platform").value) == ["Trust"]


def test_how_it_is_computed_is_one_click_away_with_the_range(visitor: str) -> None:
    said = NodeWeights(method="rank_order", order=("Trust", "Speed", "Reach"))
    screen = open_decision(visitor, decision(platform=said), "criteria")
    shown = screen.unfold("popover", "how-platform-rank_order").shown("markdown")
    assert "Rank order centroid (ROC): the middle of all weights that respect the order." in shown
    assert "**Trust** · 61.1%, between 33% and 100%" in shown


def test_a_group_is_drawn_once_it_is_unfolded_and_stays_open_when_something_is_entered(visitor: str) -> None:
    screen = open_decision(visitor, example("tender"), "criteria")
    folded = len(screen.at.slider)
    screen.unfold("expander", "within-platform.fit")
    within = [str(slider.key) for slider in screen.at.slider if "points-platform.fit" in str(slider.key)]
    assert len(screen.at.slider) - folded == len(within) > 1
    screen.fill("slider", key=within[0], value=95.0)
    assert screen.widget("slider", key=within[0]).value == 95.0
