"""What a single change does to the winner, and near-clones."""

from dataclasses import replace

import numpy as np
from hypothesis import given

from selection.analysis.clones import best_of_groups, grouped
from selection.analysis.evaluation import Evaluation
from selection.analysis.evidence_levels import EvidenceTables, at_evidence
from selection.analysis.robustness import robustness
from selection.analysis.stability import (
    Flip,
    Without,
    score_flips,
    weakest_links,
    without_alternatives,
    without_criteria,
    without_evaluators,
)
from selection.analysis.standing import Standing, standing
from selection.analysis.uncertain import uncertain_cells
from selection.model.decision import Decision, Policy
from selection.model.judgements import EVIDENCE
from selection.model.members import Member
from tests.building import answer, criterion, decide, decisions, fed, need, result, score, with_scores

CLOSE = decide(
    ("a", "b"),
    criteria=(criterion("X"), criterion("Y")),
    scores={"a": {"X": score(60), "Y": score(50)}, "b": {"X": score(45), "Y": score(55)}},
)


def flips(decision: Decision) -> tuple[Flip, ...]:
    evaluation = result(decision)
    found = standing(evaluation, "platform")
    return score_flips(evaluation.foundation, found, uncertain_cells(evaluation.foundation))


def test_a_score_one_level_off_that_changes_the_winner_is_named() -> None:
    assert set(flips(CLOSE)) == {
        Flip("a", "X", -1, "b"),
        Flip("a", "Y", -1, "b"),
        Flip("b", "X", 1, "b"),
        Flip("b", "Y", 1, "b"),
    }


def test_where_the_lead_is_large_no_single_score_changes_the_winner() -> None:
    assert flips(with_scores(CLOSE, "a", X=score(100))) == ()


@given(decisions())
def test_every_flip_is_what_the_engine_says_of_the_moved_score(decision: Decision) -> None:
    evaluation = result(decision)
    found = standing(evaluation, "platform")
    named = {
        (f.alternative, f.criterion, f.step): f.winner
        for f in score_flips(evaluation.foundation, found, uncertain_cells(evaluation.foundation))
    }
    leader = None if found.leader is None else found.names[found.leader]
    for offer in found.names:
        cell = decision.scores[offer]["K"]
        if cell.performance is None or not 0 <= cell.performance <= 100 or found.leader is None:
            continue
        for step in (-1, 1):
            # K falls from 100 to 0, and has no gate.
            moved = min(max(cell.performance - 20 * step, 0.0), 100.0)
            other = result(with_scores(decision, offer, K=cell.model_copy(update={"performance": moved})))
            after = standing(other, "platform")
            winner = None if after.leader is None else after.names[after.leader]
            assert named.get((offer, "K", step), leader) == winner


def test_a_step_below_a_gate_excludes() -> None:
    decision = decide(
        ("a", "b"),
        criteria=(criterion("X", gate=0.0),),
        scores={"a": {"X": score(60)}, "b": {"X": score(-5)}},
    )
    assert flips(decision) == ()


def test_dropping_a_criterion_names_who_wins_without_it() -> None:
    evaluation = result(CLOSE)
    dropped = {w.left_out: w for w in without_criteria(standing(evaluation, "platform"))}
    assert dropped["X"] == Without("X", "b", changed=True)
    assert dropped["Y"] == Without("Y", "a", changed=False)


def test_dropping_the_only_criterion_leaves_nobody() -> None:
    evaluation = result(decide(criteria=(criterion("X"),), scores={"a": {"X": score(50)}}))
    dropped = {w.left_out: w.winner for w in without_criteria(standing(evaluation, "platform"))}
    assert dropped["X"] is None


@given(decisions())
def test_removing_one_that_does_not_win_never_changes_the_winner(decision: Decision) -> None:
    found = standing(result(decision), "platform")
    leader = None if found.leader is None else found.names[found.leader]
    for row, without in enumerate(without_alternatives(found)):
        fewer = without_row(found, row)
        winner = None if fewer.leader is None else fewer.names[fewer.leader]
        assert without == Without(found.names[row], winner, changed=winner != leader)
        assert without.changed == (without.left_out == leader)


def without_row(found: Standing, row: int) -> Standing:
    """The same comparison among the others."""
    kept = [at for at in range(len(found.names)) if at != row]
    return replace(
        found,
        names=tuple(found.names[at] for at in kept),
        low=found.low[kept],
        high=found.high[kept],
        proven=found.proven[kept],
        verdicts=tuple(found.verdicts[at] for at in kept),
    )


def judged(*members: Member) -> Evaluation:
    return result(CLOSE.model_copy(update={"members": members}))


def test_dropping_an_evaluator_rests_on_lower_medians_of_the_others() -> None:
    evaluation = judged(
        Member(id="m", scores={"b": {"X": score(90)}}), Member(id="n", scores={"b": {"X": score(45)}})
    )
    found = without_evaluators(evaluation.foundation, standing(evaluation, "platform"))
    assert found is not None
    assert found.basis == "a"
    assert found.without == (Without("m", "a", changed=False), Without("n", "b", changed=True))


def test_a_judgement_of_somebody_recused_does_not_count() -> None:
    biased = Member(id="m", scores={"b": {"X": score(90)}}, recused=("b",))
    evaluation = judged(biased)
    found = without_evaluators(evaluation.foundation, standing(evaluation, "platform"))
    assert found is not None
    assert found.basis == "a"


def test_without_judgements_there_is_no_evaluator_to_drop() -> None:
    evaluation = judged(Member(id="m"))
    assert without_evaluators(evaluation.foundation, standing(evaluation, "platform")) is None


def by_evidence(decision: Decision) -> dict[str, tuple[str | None, str | None, bool]]:
    evaluation = result(decision)
    found = standing(evaluation, "platform")
    rows = at_evidence(evaluation.foundation, found, EvidenceTables.of(evaluation.foundation))
    return {row.level: (row.fallen, row.open, row.same) for row in rows}


def test_a_winner_on_claims_falls_where_claims_do_not_count() -> None:
    claimed = with_scores(CLOSE, "a", X=score(100, "claim"))
    found = by_evidence(claimed)
    assert list(found) == list(EVIDENCE[1:])
    assert found["document"] == ("b", "a", False)
    assert by_evidence(CLOSE)["document"] == ("a", "a", True)


def test_needs_fall_with_their_evidence() -> None:
    decision = decide(
        ("a", "b"),
        needs=(need("N1", "nice"),),
        criteria=(fed("F"),),
        answers={"a": {"N1": answer("as_is", "document")}, "b": {"N1": answer("custom", "demo")}},
        policy=Policy(fit_line=0.0),
    )
    found = by_evidence(decision)
    assert found["document"] == ("a", "a", True)
    assert found["demo"] == ("b", "a", False)
    assert found["proof"][0] == "a"


@given(decisions(settled=True))
def test_on_the_best_evidence_nothing_falls(decision: Decision) -> None:
    for kind in ("platform", "pair"):
        evaluation = result(decision)
        found = standing(evaluation, kind)  # type: ignore[arg-type]
        if found.names:
            rows = at_evidence(evaluation.foundation, found, EvidenceTables.of(evaluation.foundation))
            assert all(row.same for row in rows)


def pairs_of(x: float, y: float) -> Decision:
    return decide(
        ("a",),
        criteria=(criterion("X"), criterion("C", "integrator"), criterion("D", "integrator")),
        firms=("x", "y"),
        scores={
            "a": {"X": score(50)},
            "x": {"C": score(80), "D": score(80)},
            "y": {"C": score(x), "D": score(y)},
        },
    )


def test_the_weakest_link_is_the_lower_of_the_two_sides() -> None:
    evaluation = result(pairs_of(30, 30))
    links = weakest_links(evaluation.foundation, standing(evaluation, "pair"))
    assert [(link.pair, round(link.least, 9)) for link in links] == [("a+x", 0.5), ("a+y", 0.3)]
    assert weakest_links(evaluation.foundation, standing(evaluation, "platform")) == ()


def test_pairs_on_one_platform_with_almost_equal_firms_are_one_group() -> None:
    near = robustness(result(pairs_of(81, 79)), draws=2000, seed=1)
    assert near.by_kind["pair"].survey.groups == ((0, 1),)
    assert near.by_kind["pair"].survey.grouped.first.tolist() == [1.0]
    assert near.by_kind["pair"].smaa.first.max() < 0.7
    apart = robustness(result(pairs_of(40, 79)), draws=2000, seed=1)
    assert apart.by_kind["pair"].survey.groups == ((0,), (1,))


def test_a_chain_of_small_steps_does_not_join_what_is_far_apart() -> None:
    steps = np.array([0.0, 0.01, 0.02, 0.03])
    assert grouped(np.abs(steps[:, None] - steps), 0.015) == ((0, 1), (2, 3))


def test_a_group_stands_for_its_best_member_that_takes_part() -> None:
    scores = np.array([[0.9, 0.9], [0.5, 0.5], [0.6, 0.6]])
    eligible = np.array([[True, False], [True, True], [True, False]])
    best, present = best_of_groups(scores, eligible, ((0, 1), (2,)))
    assert best.tolist() == [[0.9, 0.5], [0.6, 0.0]]
    assert present.tolist() == [[True, True], [True, False]]
