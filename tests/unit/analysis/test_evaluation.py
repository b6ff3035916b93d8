import pytest

from selection.analysis.evaluation import BaselineLine, Contribution, evaluate, rank
from selection.analysis.weights import node_weights
from selection.errors import NotFound
from selection.model.criteria import Branch
from selection.model.decision import Baseline, Decision
from selection.model.judgements import Score
from tests.building import (
    TODAY,
    answer,
    bid,
    criterion,
    decide,
    fed,
    firm,
    need,
    possible,
    ranks,
    result,
    score,
    values,
    verdicts,
)

# Platform's side: A 3/4, K (cost) 1/4. Integrator's side: C 1/2, Q per pair 1/2.
CRITERIA = (
    criterion("A"),
    criterion("K", group="cost"),
    criterion("C", "integrator"),
    criterion("Q", "pair"),
)
POINTS = {"A": 3.0, "K": 1.0}
SCORES = {
    "a": {"A": score(80), "K": score(20)},
    "b": {"A": score(60), "K": score(100)},
    "x": {"C": score(50)},
    "y": {"C": score(100)},
    "a+x": {"Q": score(100)},
    "a+y": {"Q": score(0)},
    "b+x": {"Q": score(40)},
    "b+y": {"Q": score(60)},
}


def four_pairs(**more: object) -> Decision:
    given = {"criteria": CRITERIA, "points": POINTS, "scores": SCORES, "firms": ("x", "y")}
    return decide(("a", "b"), **{**given, **more})  # type: ignore[arg-type]


def test_offers_are_ranked_on_the_platforms_criteria_alone() -> None:
    found = result(four_pairs())
    assert values(found.platforms) == {
        "b": pytest.approx((0.7, 0.7), abs=1e-12),
        "a": pytest.approx((0.65, 0.65), abs=1e-12),
    }
    assert ranks(found.platforms) == {"b": 1, "a": 2}


def test_firms_are_ranked_on_the_integrators_own_criteria_alone() -> None:
    found = result(four_pairs())
    assert values(found.integrators) == {"y": (1.0, 1.0), "x": (0.5, 0.5)}
    assert ranks(found.integrators) == {"y": 1, "x": 2}


def test_a_pairs_value_is_its_platforms_its_firms_and_its_own_part() -> None:
    found = result(four_pairs(sides={"platform": 60, "integrator": 40}))
    expected = {
        "a+x": 0.6 * 0.65 + 0.4 * (0.25 + 0.5),
        "a+y": 0.6 * 0.65 + 0.4 * (0.5 + 0.0),
        "b+x": 0.6 * 0.70 + 0.4 * (0.25 + 0.2),
        "b+y": 0.6 * 0.70 + 0.4 * (0.5 + 0.3),
    }
    assert {name: low for name, (low, _) in values(found.pairs).items()} == pytest.approx(expected, abs=1e-12)
    assert ranks(found.pairs) == {"b+y": 1, "a+x": 2, "b+x": 3, "a+y": 4}
    assert [pair.id for pair in found.pairs] == ["b+y", "a+x", "b+x", "a+y"]


def test_quality_is_the_value_without_the_cost_group() -> None:
    found = result(four_pairs())
    assert found.alternative("a").quality_low == pytest.approx(0.8, abs=1e-12)
    assert found.alternative("b").quality_high == pytest.approx(0.6, abs=1e-12)
    # Of the pair's weights A has 3/8, C and Q 1/4 each: 7/8 are not cost.
    pair = found.alternative("a+x")
    assert pair.quality_low == pytest.approx((0.375 * 0.8 + 0.25 * 0.5 + 0.25 * 1.0) / 0.875, abs=1e-12)


def test_where_all_is_cost_there_is_no_quality() -> None:
    only_cost = decide(
        criteria=(criterion("K", group="cost"),), points={"F0": 0.0}, scores={"a": {"K": score(50)}}
    )
    found = result(only_cost).alternative("a")
    assert (found.low, found.quality_low, found.quality_high) == (0.5, 0.0, 0.0)


def test_contributions_are_weight_times_partial_value() -> None:
    found = result(four_pairs(sides={"platform": 60, "integrator": 40})).alternative("a+x")
    assert found.contributions == (
        Contribution("F0", 0.0, 0.0, 0.0),
        Contribution("A", *(pytest.approx(x, abs=1e-12) for x in (0.45, 0.36, 0.36))),
        Contribution("K", *(pytest.approx(x, abs=1e-12) for x in (0.15, 0.03, 0.03))),
        Contribution("C", *(pytest.approx(x, abs=1e-12) for x in (0.2, 0.1, 0.1))),
        Contribution("Q", *(pytest.approx(x, abs=1e-12) for x in (0.2, 0.2, 0.2))),
    )


def test_an_open_score_makes_the_value_an_interval() -> None:
    missing = {**SCORES, "a": {"K": score(20)}}
    found = result(four_pairs(scores=missing))
    a = found.alternative("a")
    assert (a.low, a.high, a.middle, a.is_exact) == (
        pytest.approx(0.05, abs=1e-12),
        pytest.approx(0.8, abs=1e-12),
        pytest.approx(0.425, abs=1e-12),
        False,
    )
    assert found.alternative("b").is_exact
    assert possible(found.platforms) == {"a": (1, 2), "b": (1, 2)}
    assert ranks(found.platforms) == {"a": None, "b": None}


def test_pairs_that_share_an_open_platform_are_still_told_apart() -> None:
    found = result(four_pairs(scores={**SCORES, "b": {}}))
    b = possible(pair for pair in found.pairs if pair.pair and pair.pair.offer == "b")
    # b+y is ahead of b+x by 0.175 whatever b turns out to be worth; both may fall behind a+x and a+y.
    assert b == {"b+y": (1, 3), "b+x": (2, 4)}


def test_evidence_below_the_stages_level_lowers_what_is_proven_and_nothing_else() -> None:
    weak = {**SCORES, "a": {"A": score(80, "document"), "K": score(20, "demo")}}
    found = result(four_pairs(scores=weak, stage="award"))
    a = found.alternative("a")
    assert (a.low, a.high) == (pytest.approx(0.65, abs=1e-12),) * 2
    assert a.proven == pytest.approx(0.05, abs=1e-12)
    assert found.alternative("b").proven == found.alternative("b").low
    assert ranks(found.platforms) == {"b": 1, "a": 2}
    assert found.alternative("a+x").proven == pytest.approx(0.5 * 0.05 + 0.5 * 0.75, abs=1e-12)


def test_an_excluded_offer_keeps_its_value_and_loses_its_rank() -> None:
    decision = four_pairs(
        needs=(need("M"),),
        answers={"a": {"M": answer()}, "b": {"M": answer("absent")}},
        criteria=(fed("F"), *CRITERIA),
        points={**POINTS, "F": 0.0},
    )
    found = result(decision)
    assert verdicts(found.platforms) == {"a": "pass", "b": "fail"}
    assert ranks(found.platforms) == {"a": 1, "b": None}
    assert values(found.platforms)["b"] == pytest.approx((0.7, 0.7), abs=1e-12)
    assert ranks(found.pairs) == {"a+x": 1, "a+y": 2, "b+y": None, "b+x": None}


def test_a_pair_nobody_knows_to_be_possible_is_listed_and_not_ranked() -> None:
    firms = (firm("x", {"a": "yes", "b": "unknown"}), firm("y", {"a": "yes", "b": "no"}))
    found = result(four_pairs(integrators=firms))
    assert verdicts(found.pairs) == {"a+x": "pass", "a+y": "pass", "b+x": "open"}
    assert ranks(found.pairs) == {"a+x": 1, "a+y": 2, "b+x": None}


def test_in_a_tender_each_bid_stands_for_itself() -> None:
    bids = (bid("B1", "a", "x"), bid("B2", "a", "x"))
    scores = {**SCORES, "B1": {"Q": score(10)}, "B2": {"Q": score(30)}}
    found = result(four_pairs(mode="tender", bids=bids, scores=scores))
    assert ranks(found.pairs) == {"B2": 1, "B1": 2}
    assert [pair.pair.bid for pair in found.pairs if pair.pair] == [bids[1], bids[0]]
    assert found.alternative("B1").name == "Bid B1"
    assert found.alternative("B1").fit == found.alternative("a").fit
    assert found.alternative("x").fit is None


def test_the_baseline_is_a_line_over_the_platforms_side_and_over_everything() -> None:
    keep = Baseline(name="Keep", kind="keep", scores={"A": score(40.0), "K": score(100.0), "C": score(60.0)})
    found = result(four_pairs(baseline=keep))
    assert found.baseline == BaselineLine(
        "Keep", *(pytest.approx(x, abs=1e-12) for x in (0.55, 0.55, 0.275 + 0.15, 0.275 + 0.4))
    )
    assert {pair.id for pair in found.pairs} == {"a+x", "a+y", "b+x", "b+y"}
    assert result(four_pairs()).baseline is None


def test_branches_are_weighted_as_one_before_their_criteria() -> None:
    decision = four_pairs(
        tree={"platform": ("F0", Branch(group="use", criteria=("A", "K"))), "integrator": ("C", "Q")}
    )
    # Nobody weighted the nodes: F0 and the branch share evenly, and so do A and K within it.
    assert values(result(decision).platforms) == {
        "b": pytest.approx((0.9, 0.9), abs=1e-12),
        "a": pytest.approx((0.75, 0.75), abs=1e-12),
    }


def test_without_integrators_the_offers_are_the_whole_result() -> None:
    found = result(four_pairs(firms=()))
    assert (found.integrators, found.pairs) == ((), ())
    assert ranks(found.platforms) == {"b": 1, "a": 2}


def test_criteria_of_the_integrators_side_that_weigh_nothing_tell_no_firm_from_another() -> None:
    found = result(four_pairs(points={**POINTS, "C": 0.0, "Q": 1.0}))
    assert ranks(found.integrators) == {"x": 1, "y": 1}


def test_a_tree_with_one_side_ranks_that_side() -> None:
    scores: dict[str, dict[str, Score]] = {"x": {"C": score(50)}, "y": {"C": score(100)}}
    integrators_only = decide(
        ("a",),
        criteria=(criterion("C", "integrator"),),
        tree={"platform": (), "integrator": ("C",)},
        scores=scores,
        firms=("x", "y"),
    ).model_copy(update={"needs": ()})
    found = result(integrators_only)
    assert values(found.pairs) == {"a+y": (1.0, 1.0), "a+x": (0.5, 0.5)}
    assert values(found.platforms) == {"a": (0.0, 0.0)}


def test_moving_a_weight_needs_no_new_foundation() -> None:
    decision = four_pairs()
    laid = result(decision)
    nodes = {**node_weights(decision), "sides": {"platform": 0.6, "integrator": 0.4}}
    moved = rank(laid.foundation, nodes)
    assert ranks(moved.pairs) == ranks(result(four_pairs(sides={"platform": 60, "integrator": 40})).pairs)
    assert moved.decision is decision


def test_the_same_decision_on_the_same_day_gives_the_same_result() -> None:
    first, second = (evaluate(four_pairs(), TODAY) for _ in range(2))
    assert [a.contributions for a in first.pairs] == [a.contributions for a in second.pairs]
    assert [a.gate for a in first.pairs] == [a.gate for a in second.pairs]


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound) as refused:
        result(four_pairs(firms=())).alternative("c")
    assert refused.value.figures == {"found": "c", "allowed": ["a", "b"]}
