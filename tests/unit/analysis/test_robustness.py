"""How sure a whole result is: the one call, its verdicts and the figures of its pictures."""

import numpy as np
import pytest
from hypothesis import given, settings

from selection.analysis.methods import MethodResult
from selection.analysis.pictures import OUTSIDE, duels, heat_map, preferences
from selection.analysis.robustness import Robustness, robustness
from selection.errors import NotFound
from selection.model.decision import Baseline, Decision, NodeWeights, Policy
from selection.model.members import Member
from selection.model.robustness import RobustnessPolicy
from tests.building import answer, criterion, decide, decisions, fed, need, result, score, with_scores
from tests.examples import result as example

AHEAD = decide(
    ("a", "b"),
    criteria=(criterion("X"), criterion("Y")),
    scores={"a": {"X": score(90), "Y": score(80)}, "b": {"X": score(40), "Y": score(30)}},
    points={"X": 1, "Y": 1},
)


AS_SCORED = Policy(robustness=RobustnessPolicy(score_down=0, score_up=0))


def shaken(decision: Decision, draws: int = 500) -> Robustness:
    return robustness(result(decision), draws=draws, seed=1)


def word(decision: Decision) -> tuple[str, str, str | None]:
    verdict = shaken(decision).main.verdict
    assert verdict is not None
    return verdict.sureness, verdict.rule, verdict.source


def test_a_clear_lead_on_good_evidence_is_robust() -> None:
    assert word(AHEAD) == ("robust", "survives_everything", None)


def test_a_lead_on_claims_is_open() -> None:
    near = with_scores(AHEAD, "b", X=score(70), Y=score(70))
    assert word(with_scores(near, "a", X=score(90, "claim"), Y=score(80, "claim"))) == (
        "open",
        "open_answers_decide",
        None,
    )


def test_alternatives_that_are_level_are_a_tie() -> None:
    level = with_scores(AHEAD, "b", X=score(90), Y=score(80))
    assert word(level) == ("tie", "rival_is_level", None)


def test_a_rival_far_ahead_that_will_hardly_pass_its_gate_is_not_level() -> None:
    """Fifteen musts on claims: each is absent with chance 0.8 / 6, so that all hold in 12 % of the draws."""
    musts = [need(f"N{at}") for at in range(15)]
    doubtful = decide(
        ("a", "b"),
        needs=musts,
        answers={
            name: {must.id: answer("as_is", known) for must in musts}
            for name, known in (("a", "proof"), ("b", "claim"))
        },
        criteria=(fed(), criterion("X")),
        points={"F": 0, "X": 1},
        scores={"a": {"X": score(60)}, "b": {"X": score(95)}},
        stage="award",
        policy=AS_SCORED.model_copy(update={"fit_line": 0.0}),
    )
    found = shaken(doubtful, 4000).main
    assert found.grounds.first == pytest.approx(1 - (1 - 0.8 / 6) ** 15, abs=0.02)
    assert (found.grounds.gap, found.strongest_rival) == (pytest.approx(0.35), "b")
    assert word(doubtful) == ("robust", "survives_everything", None)


def test_a_lead_that_hangs_on_weights_is_fragile_and_says_so() -> None:
    opposed = with_scores(AHEAD, "b", X=score(10), Y=score(100))
    apart = opposed.model_copy(
        update={
            "members": (
                Member(
                    id="m",
                    voting_weight=2.0,
                    weights={"platform": NodeWeights(points={"F0": 0.0, "X": 9.0, "Y": 1.0})},
                ),
                Member(id="n", weights={"platform": NodeWeights(points={"F0": 0.0, "X": 0.0, "Y": 9.0})}),
            )
        }
    )
    assert word(apart) == ("fragile", "a_source_of_doubt", "weights")
    assert [(m.member, m.winner) for m in shaken(apart).main.members] == [("m", "a"), ("n", "b")]


def test_if_everything_is_excluded_there_is_no_leader_and_no_verdict() -> None:
    gated = decide(criteria=(criterion("X", gate=0.0),), scores={"a": {"X": score(-5)}}, policy=AS_SCORED)
    found = shaken(gated).main
    assert (found.leader, found.verdict, found.tornado) == (None, None, None)
    assert (found.critical_weights, found.flips) == ((), ())
    assert found.smaa.acceptability.tolist() == [[0.0, 1.0]]
    with pytest.raises(NotFound) as missing:
        _ = found.grounds
    assert missing.value.code == "no_alternative_left"


def test_an_agreed_score_that_fails_a_gate_may_be_a_level_too_low() -> None:
    gated = decide(criteria=(criterion("X", gate=0.0),), scores={"a": {"X": score(-5)}})
    assert abs(shaken(gated, 5000).main.smaa.first[0] - 0.15) < 0.02


def test_one_alternative_is_first_in_every_draw() -> None:
    alone = decide(criteria=(criterion("X"),), scores={"a": {"X": score(50)}})
    assert word(alone) == ("robust", "survives_everything", None)


def test_where_everything_is_unknown_nothing_is_sure() -> None:
    unknown = decide(("a", "b"), criteria=(criterion("X"), criterion("Y")))
    found = shaken(unknown, 2000).main
    assert np.abs(found.smaa.first - 0.5).max() < 0.05
    assert found.verdict is not None
    assert found.verdict.sureness == "open"


def test_a_member_who_answered_nothing_changes_nothing() -> None:
    silent = AHEAD.model_copy(update={"members": (Member(id="m"),)})
    assert shaken(silent).main.members == ()
    assert shaken(silent).main.smaa.acceptability.tolist() == shaken(AHEAD).main.smaa.acceptability.tolist()


def test_what_nobody_weighted_is_named() -> None:
    assert shaken(AHEAD).undecided == ()
    assert shaken(AHEAD.model_copy(update={"weights": {}})).undecided == ("platform",)


def test_the_same_seed_gives_the_same_figures_and_seed_and_draws_are_told() -> None:
    one, again = (robustness(example("tender"), draws=300, seed=9) for _ in range(2))
    assert (one.seed, one.draws) == (9, 300)
    assert one.main.smaa.acceptability.tobytes() == again.main.smaa.acceptability.tobytes()
    other = robustness(example("tender"), draws=300, seed=10)
    assert one.main.smaa.acceptability.tobytes() != other.main.smaa.acceptability.tobytes()


def test_the_policy_says_how_often_and_from_where_to_draw() -> None:
    found = robustness(result(AHEAD))
    assert (found.draws, found.seed) == (1000, 5)


def test_many_draws_are_counted_portion_by_portion(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fits into the memory only in portions gives shares as what fits at once does."""
    whole = robustness(result(AHEAD), draws=2000, seed=1).main
    monkeypatch.setattr("selection.analysis.draws._AT_ONCE", 1000)
    portions = robustness(result(AHEAD), draws=2000, seed=1).main
    assert np.abs(whole.smaa.acceptability - portions.smaa.acceptability).max() < 0.05
    assert np.abs(portions.smaa.acceptability.sum(axis=1) - 1).max() < 1e-12
    assert portions.smaa.confidence[0] is not None
    assert portions.smaa.confidence[0] > 0.95


def test_the_pairs_are_what_the_decision_is_about() -> None:
    found = robustness(example("tender"), draws=200, seed=1)
    assert list(found.by_kind) == ["platform", "integrator", "pair"]
    assert found.main.kind == "pair"
    assert shaken(AHEAD).main.kind == "platform"


def test_the_leader_is_held_against_the_baseline() -> None:
    keep = Baseline(
        name="Keep", kind="keep", answers={"N0": answer()}, scores={"X": score(10), "Y": score(10)}
    )
    assert shaken(AHEAD.model_copy(update={"baseline": keep})).main.survey.above == 1.0
    good = keep.model_copy(update={"scores": {"X": score(100), "Y": score(100)}})
    assert shaken(AHEAD.model_copy(update={"baseline": good})).main.survey.above == 0.0
    assert shaken(AHEAD).main.survey.above is None


def test_beside_excluded_shares_stands_who_would_win_if_all_passed() -> None:
    gated = decide(
        ("a", "b"),
        criteria=(criterion("X", gate=0.0),),
        scores={"a": {"X": score(-5)}, "b": {"X": score(-9)}},
        policy=AS_SCORED,
    )
    found = shaken(gated).main.survey
    assert found.smaa.excluded.tolist() == [1.0, 1.0]
    assert found.supposing.max() > 0.5


@settings(max_examples=30)
@given(decisions())
def test_every_figure_of_any_decision_is_a_number(decision: Decision) -> None:
    found = robustness(result(decision), draws=100, seed=1)
    for one in found.by_kind.values():
        assert np.abs(one.smaa.acceptability.sum(axis=1) - 1).max() < 1e-9
        assert np.isfinite(one.survey.grouped.acceptability).all()
        assert all(w is None or np.isfinite(w).all() for w in one.smaa.central_weights)
        assert all(
            np.isfinite([row.low, row.high, row.drawn_low, row.drawn_high]).all() for row in one.ranking
        )
        assert (one.verdict is None) == (one.leader is None)
        assert one.tornado is None or all(np.isfinite(bar.span) for bar in one.tornado.bars)


def test_the_ranking_lists_the_most_often_first() -> None:
    rows = shaken(AHEAD).main.ranking
    assert [(row.name, row.likeliest_rank) for row in rows] == [("a", 1), ("b", 2)]
    assert rows[0].low == rows[0].high == pytest.approx(0.85)
    assert heat_map(shaken(AHEAD).main.survey)[0][0] == "a"


def test_central_weights_say_for_whom_each_alternative_is() -> None:
    opposed = with_scores(with_scores(AHEAD, "a", X=score(70), Y=score(40)), "b", X=score(40), Y=score(69))
    main = shaken(opposed, 2000).main
    found = {one.name: one for one in preferences(main.survey, most=1)}
    assert set(found) == {"a", "b"}
    assert [name for name, _there, _usual in found["a"].more] == ["X"]
    assert [name for name, _there, _usual in found["b"].more] == ["Y"]
    for one in found.values():
        assert all(there > usual for _name, there, usual in one.more)
        assert all(there < usual for _name, there, usual in one.less)
    assert [one.first for one in preferences(main.survey)] == sorted(main.smaa.first.tolist(), reverse=True)
    assert {one.name: one.assured for one in preferences(main.survey)} == dict(
        zip(main.survey.names, main.smaa.confidence, strict=True)
    )


def test_who_is_ahead_of_whom_how_often_is_counted_both_ways() -> None:
    main = shaken(AHEAD, 500).main
    table = duels(main.survey, ["b", "a"])
    assert table is not None
    assert table[1, 0] == main.survey.first[("weights", "scores", "answers", "evidence")][0]
    assert table[0, 1] + table[1, 0] <= 1


def test_confidence_factors_are_worked_out_only_when_somebody_asks() -> None:
    main = shaken(AHEAD, 500).main
    assert set(main.survey.counted.confidence) == {None}
    again = shaken(AHEAD, 500).main
    assert main.smaa.confidence == again.smaa.confidence
    assert all(share is None or 0 <= share <= 1 for share in main.smaa.confidence)


def test_the_weight_map_says_who_wins_under_any_two_weights() -> None:
    opposed = with_scores(AHEAD, "b", X=score(10), Y=score(100))
    found = shaken(opposed).main.weight_map("X", "Y", places=11)
    assert found is not None
    assert [found.names[found.winners[0, 10]], found.names[found.winners[10, 0]]] == ["a", "b"]
    assert found.winners[10, 10] == OUTSIDE
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.now == (0.5, 0.5)


def test_a_weight_map_needs_two_criteria_that_are_there() -> None:
    main = shaken(AHEAD).main
    assert (main.weight_map("X", "X"), main.weight_map("X", "gone")) == (None, None)


def test_a_difference_is_taken_apart_criterion_by_criterion() -> None:
    found = shaken(AHEAD).main.difference("a", "b")
    assert found.middle == pytest.approx(0.5)
    assert {row.criterion: pytest.approx(row.middle) for row in found.rows} == {
        "X": 0.25,
        "Y": 0.25,
        "F0": 0.0,
    }
    with pytest.raises(NotFound) as missing:
        shaken(AHEAD).main.difference("a", "nobody")
    assert missing.value.code == "unknown_alternative"


def test_what_two_pairs_share_cancels_in_their_difference() -> None:
    decision = decide(
        criteria=(criterion("X"), criterion("C", "integrator")),
        firms=("x", "y"),
        scores={"x": {"C": score(80)}, "y": {"C": score(30)}},
    )
    found = shaken(decision).main.difference("a+x", "a+y")
    assert (found.low, found.high) == (pytest.approx(0.25), pytest.approx(0.25))


def test_the_tornado_shows_how_the_lead_moves_with_weights_and_open_answers() -> None:
    decision = decide(
        ("a", "b"),
        criteria=(criterion("X"), criterion("Y")),
        scores={"a": {"X": score(90)}, "b": {"X": score(40), "Y": score(50)}},
        points={"X": 1, "Y": 1},
    )
    found = shaken(decision).main.tornado
    assert found is not None
    assert (found.leader, found.rival, found.lead) == ("a", "b", pytest.approx(0.25))
    first = found.bars[0]
    assert (first.criterion, first.open_low, first.open_high) == ("Y", pytest.approx(0.0), pytest.approx(0.5))
    assert all(bar.lead_low <= found.lead + 1e-9 for bar in found.bars)


def test_other_methods_are_asked_about_what_is_complete() -> None:
    found = shaken(AHEAD).main.opinions()
    assert [o.ranks[0] for o in found if isinstance(o, MethodResult)] == [1] * sum(
        isinstance(o, MethodResult) for o in found
    )
    assert len(found) == 7
    incomplete = decide(("a", "b"), criteria=(criterion("X"),), scores={"a": {"X": score(1)}})
    assert shaken(incomplete).main.opinions() == ()
