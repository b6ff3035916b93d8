"""Draws of a whole decision: each is a decision of its own, and the engine agrees with what was drawn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.analysis.draws import KINDS, Draws, Setting, Worlds
from selection.analysis.evaluation import Alternative, Evaluation, evaluate
from selection.analysis.foundation import Kind
from selection.analysis.uncertain import SOURCES, Source, UncertainCell, uncertain_cells
from selection.analysis.values import Scale
from selection.model.criteria import Linear, Ordinal
from selection.model.decision import Decision, NodeWeights, Policy
from selection.model.judgements import Answer, Score
from selection.model.members import Member
from selection.model.robustness import RobustnessPolicy
from tests.building import (
    answer,
    criterion,
    decide,
    decisions,
    fed,
    firm,
    need,
    not_answered,
    result,
    score,
    with_answers,
    with_scores,
)
from tests.examples import TODAY
from tests.examples import result as result_of_example

FACTS: tuple[Source, ...] = ("answers", "evidence")


def drawn(evaluation: Evaluation, count: int = 40, seed: int = 1) -> Draws:
    return next(Setting.of(evaluation).draws(count, seed))


def of_kind(evaluation: Evaluation, kind: Kind) -> dict[str, Alternative]:
    found = {"platform": evaluation.platforms, "integrator": evaluation.integrators, "pair": evaluation.pairs}
    return {alternative.id: alternative for alternative in found[kind]}


def performance_at(value: float, scale: Scale) -> float:
    """Give a performance that is worth so much."""
    if isinstance(scale, Linear):
        return scale.worst + value * (scale.best - scale.worst)
    if isinstance(scale, Ordinal):
        return value * (len(scale.levels) - 1)
    level = value * (len(scale.levels) - 1)
    if scale.step is None:
        return float(np.interp(level, range(len(scale.anchors)), scale.anchors))
    beyond = scale.step - 1 if scale.direction == "increasing" else scale.step + 1
    return float(np.interp(level, range(1, len(scale.anchors) + 1), scale.anchors)) if level >= 1 else beyond


def as_drawn(evaluation: Evaluation, draws: Draws, at: int) -> Decision:
    """Write what was drawn into the decision, as if it had been found out."""
    decision = evaluation.decision
    table = draws.cells.table
    for place, which in enumerate(table.may_vary.tolist()):
        if draws.cells.untrue[place, at]:
            cell, value = table.cells[which], float(draws.cells.turned_out[0][place, at])
            fails, as_is = (bool(part[place, at]) for part in draws.cells.turned_out[1:])
            decision = found_out(decision, evaluation, cell, (value, fails, as_is))
    return decision


def found_out(
    decision: Decision, evaluation: Evaluation, cell: UncertainCell, drawn_as: tuple[float, bool, bool]
) -> Decision:
    value, fails, as_is = drawn_as
    if cell.kind == "need":
        kinds = [o.code for o in cell.outcomes if (o.value, o.fails, o.as_is) == (value, fails, as_is)]
        return with_answers(decision, cell.owners[0], **{cell.item: answer(kinds[0])})
    if cell.kind == "criterion":
        scale = evaluation.foundation.criteria[cell.item].value
        performance = performance_at(value, scale)  # type: ignore[arg-type]
        return with_scores(decision, cell.owners[0], **{cell.item: score(performance)})
    product, name = cell.item.split("+")
    firms = [
        firm(one.id, {**{p: r.answer for p, r in one.implements.items()}, product: "no" if fails else "yes"})
        if one.id == name
        else one
        for one in decision.integrators
    ]
    return decision.model_copy(update={"integrators": tuple(firms)})


@given(decisions(), st.integers(0, 39))
def test_every_draw_is_worth_what_the_engine_says_of_the_same_answers(decision: Decision, at: int) -> None:
    evaluation = result(decision)
    draws = drawn(evaluation)
    worlds = draws.worlds(FACTS)
    found_so = result(as_drawn(evaluation, draws, at))
    for kind in KINDS:
        scores, eligible = worlds.scores(kind), worlds.eligible(kind)
        alternatives = of_kind(found_so, kind)
        for row, name in enumerate(draws.setting.names[kind]):
            if name not in alternatives:
                # The engine doesn't list pairs that can't be had; the draw excludes them.
                assert not eligible[row, at]
                continue
            alternative = alternatives[name]
            assert abs(scores[row, at] - alternative.middle) < 1e-9
            assert eligible[row, at] == (alternative.gate.verdict != "fail")


@given(decisions())
def test_if_nothing_varies_the_draws_are_the_result(decision: Decision) -> None:
    evaluation = result(decision)
    worlds = drawn(evaluation, 3).worlds(())
    for kind in KINDS:
        alternatives = of_kind(evaluation, kind)
        scores, eligible = worlds.scores(kind), worlds.eligible(kind)
        for row, name in enumerate(worlds.setting.names[kind]):
            assert np.abs(scores[row] - alternatives[name].middle).max() < 1e-9
            assert eligible[row].tolist() == [alternatives[name].gate.verdict != "fail"] * 3


@given(decisions())
def test_whatever_open_cells_turn_out_to_be_the_interval_holds(decision: Decision) -> None:
    evaluation = result(decision)
    worlds = drawn(evaluation).worlds(("answers",))
    for kind in KINDS:
        alternatives = of_kind(evaluation, kind)
        for row, name in enumerate(worlds.setting.names[kind]):
            scores = worlds.scores(kind)[row]
            assert scores.min() >= alternatives[name].low - 1e-9
            assert scores.max() <= alternatives[name].high + 1e-9


@given(decisions())
def test_whatever_open_cells_turn_out_to_be_possible_ranks_hold(decision: Decision) -> None:
    evaluation = result(decision)
    worlds = drawn(evaluation).worlds(("answers",))
    for kind in KINDS:
        alternatives = of_kind(evaluation, kind)
        scores, eligible = worlds.scores(kind).round(9), worlds.eligible(kind)
        for row, name in enumerate(worlds.setting.names[kind]):
            found = alternatives[name]
            if found.rank_best is None or found.rank_worst is None:
                assert not eligible[row].any()
                continue
            ahead = ((scores > scores[row]) & eligible).sum(axis=0)
            assert (1 + ahead[eligible[row]] <= found.rank_worst).all()
            assert (1 + ahead[eligible[row]] >= found.rank_best).all()


@given(decisions())
def test_everything_that_varies_gives_finite_figures(decision: Decision) -> None:
    worlds = drawn(result(decision)).worlds(SOURCES)
    for kind in KINDS:
        scores = worlds.scores(kind)
        assert np.isfinite(scores).all()
        assert scores.min(initial=0) >= -1e-9
        assert scores.max(initial=0) <= 1 + 1e-9


def shares_of(worlds: Worlds, kind: Kind = "platform") -> dict[float, float]:
    """Give the share of each value of the first alternative."""
    found, counts = np.unique(worlds.scores(kind)[0].round(6), return_counts=True)
    return dict(zip(found.tolist(), (counts / counts.sum()).tolist(), strict=True))


def test_an_open_score_is_any_level_with_equal_chance() -> None:
    levels = Ordinal(kind="ordinal", levels=("poor", "fair", "good"))
    decision = decide(criteria=(criterion("X", value=levels),))
    found = shares_of(drawn(result(decision), 9000).worlds(FACTS))
    assert list(found) == [0.0, 0.5, 1.0]
    assert max(abs(share - 1 / 3) for share in found.values()) < 0.02


def test_an_open_score_on_an_even_scale_is_anything_between_worst_and_best() -> None:
    worlds = drawn(result(decide(criteria=(criterion("X"),))), 9000).worlds(FACTS)
    scores = worlds.scores("platform")[0]
    assert np.abs(np.quantile(scores, [0.1, 0.5, 0.9]) - [0.1, 0.5, 0.9]).max() < 0.02


@pytest.mark.parametrize(("evidence", "truth"), [("claim", 0.2), ("document", 0.6)])
def test_a_claim_is_rarely_true_and_a_document_mostly(evidence: str, truth: float) -> None:
    levels = Ordinal(kind="ordinal", levels=("poor", "fair", "good", "great"))
    decision = decide(criteria=(criterion("X", value=levels),), scores={"a": {"X": score(2, evidence)}})
    found = shares_of(drawn(result(decision), 9000).worlds(("evidence",)))
    assert list(found) == [0.0, 0.333333, 0.666667]
    assert abs(found[0.666667] - truth) < 0.02
    assert abs(found[0.0] - (1 - truth) / 2) < 0.02


def test_what_was_shown_in_a_demo_is_true() -> None:
    decision = decide(criteria=(criterion("X"),), scores={"a": {"X": score(70, "demo")}})
    assert shares_of(drawn(result(decision), 200).worlds(FACTS)) == {0.7: 1.0}


def test_an_agreed_score_may_be_a_level_off_either_way_and_never_beyond_the_scale() -> None:
    decision = decide(criteria=(criterion("X"),), scores={"a": {"X": score(50)}})
    found = shares_of(drawn(result(decision), 9000).worlds(("scores",)))
    assert list(found) == [0.3, 0.5, 0.7]
    assert abs(found[0.3] - 0.15) < 0.015
    assert abs(found[0.7] - 0.15) < 0.015
    at_the_top = decide(criteria=(criterion("X"),), scores={"a": {"X": score(100)}})
    assert list(shares_of(drawn(result(at_the_top), 900).worlds(("scores",)))) == [0.8, 1.0]


def test_no_answer_is_worst_in_every_draw() -> None:
    decision = decide(
        needs=(need("N1", "nice"),),
        answers={"a": {"N1": not_answered("no_answer")}},
        criteria=(fed("F"), criterion("X")),
        scores={"a": {"X": Score.model_validate({"state": "no_answer", "reason": "late"})}},
    )
    evaluation = result(decision)
    assert uncertain_cells(evaluation.foundation) == ()
    assert shares_of(drawn(evaluation, 50).worlds(SOURCES)) == {0.0: 1.0}


def test_an_open_must_excludes_where_it_turns_out_absent() -> None:
    decision = decide(
        needs=(need("N1"),), criteria=(fed("F"),), policy=Policy(fit_line=0.0), answers={"a": {}}
    )
    eligible = drawn(result(decision), 9000).worlds(FACTS).eligible("platform")
    assert abs(eligible.mean() - 6 / 7) < 0.02


def test_an_unconfirmed_pairing_is_one_draw_for_all_pairs_that_rest_on_it() -> None:
    decision = decide(
        criteria=(criterion("X"), criterion("C", "integrator")), integrators=[firm("x", {"a": "unknown"})]
    )
    twice = decision.model_copy(
        update={
            "offers": (*decision.offers, decision.offers[0].model_copy(update={"id": "b", "name": "B"})),
            "answers": {**decision.answers, "b": decision.answers["a"]},
        }
    )
    eligible = drawn(result(twice), 2000).worlds(("answers",)).eligible("pair")
    assert (eligible[0] == eligible[1]).all()
    assert abs(eligible.mean() - 0.5) < 0.04


def test_pairs_share_the_draw_of_their_platform() -> None:
    decision = decide(
        criteria=(criterion("X"), criterion("C", "integrator")),
        firms=("x", "y"),
        scores={"x": {"C": score(50)}, "y": {"C": score(50)}},
    )
    scores = drawn(result(decision), 50).worlds(FACTS).scores("pair")
    assert np.abs(scores[0] - scores[1]).max() < 1e-12


def weighing(*members: Member, **weights: NodeWeights) -> Setting:
    decision = decide(
        criteria=(criterion("X"), criterion("Y")), scores={"a": {"X": score(100), "Y": score(0)}}
    )
    return Setting.of(result(decision.model_copy(update={"members": members, "weights": weights})))


def points(x: float, y: float) -> dict[str, NodeWeights]:
    return {"platform": NodeWeights(points={"F0": 0.0, "X": x, "Y": y})}


def weight_of_x(setting: Setting) -> np.ndarray:
    found = next(setting.draws(9000, 1)).weights.platform
    return np.asarray(found[:, setting.criteria["platform"].index("X")])


def test_members_are_picked_by_their_voting_weight() -> None:
    setting = weighing(
        Member(id="m", voting_weight=3.0, weights=points(1, 0)), Member(id="n", weights=points(0, 1))
    )
    assert abs(weight_of_x(setting).mean() - 0.75) < 0.02


def test_where_a_member_abstained_another_one_is_heard() -> None:
    setting = weighing(
        Member(id="m", voting_weight=9.0, weights={"sides": NodeWeights(points={"platform": 1.0})}),
        Member(id="n", weights=points(0, 1)),
    )
    assert weight_of_x(setting).max() == 0.0


def test_without_members_what_was_agreed_is_drawn_around() -> None:
    found = weight_of_x(weighing(**points(60, 20)))
    assert abs(np.median(found) - 0.75) < 0.01
    assert found.std() > 0.01


def test_a_node_nobody_judged_may_be_weighted_in_any_way_and_is_named() -> None:
    setting = weighing()
    assert setting.electorate.undecided == ("platform",)
    assert abs(weight_of_x(setting).mean() - 1 / 3) < 0.02
    assert weighing(**points(1, 1)).electorate.undecided == ()


def test_a_member_whose_weights_are_about_other_children_has_abstained() -> None:
    stale = {"platform": NodeWeights(points={"gone": 1.0})}
    setting = weighing(Member(id="m", weights=stale), **points(0, 1))
    assert weight_of_x(setting).max() == 0.0


def test_the_same_seed_gives_the_same_draws_however_they_are_portioned() -> None:
    decision = decide(criteria=(criterion("X"), criterion("Y")))
    setting = Setting.of(result(decision))
    one, again, other = (next(setting.draws(50, seed)) for seed in (3, 3, 4))
    assert one.weights.platform.tobytes() == again.weights.platform.tobytes()
    assert one.cells.chance.tobytes() == again.cells.chance.tobytes()
    assert one.cells.chance.tobytes() != other.cells.chance.tobytes()


@settings(max_examples=20)
@given(decisions())
def test_a_policy_without_doubt_leaves_only_what_is_open(decision: Decision) -> None:
    sure = RobustnessPolicy(
        score_down=0,
        score_up=0,
        truth=dict.fromkeys(("claim", "document", "demo", "proof", "reference"), 1.0),
    )
    certain = decision.model_copy(update={"policy": decision.policy.model_copy(update={"robustness": sure})})
    assert all(cell.is_open for cell in uncertain_cells(result(certain).foundation))


def test_an_answer_that_is_the_worst_already_can_not_be_worse() -> None:
    stated = {"a": {"N1": Answer.model_validate({"delivery": "absent", "evidence": "claim"})}}
    decision = decide(needs=(need("N1", "nice"),), criteria=(fed("F"),), answers=stated)
    assert uncertain_cells(result(decision).foundation) == ()


def test_a_need_a_bid_commits_to_cannot_exclude_it_whatever_the_answer_turns_out_to_be() -> None:
    tender = result_of_example("tender")
    bids = {pair.id: at for at, pair in enumerate(tender.foundation.pairs)}
    promised = drawn(tender, 400).worlds(("evidence",)).eligible("pair")[bids["quillmere-mirrin"]]
    assert promised.all()
    without = tender.decision.model_copy(
        update={
            "bids": tuple(
                bid.model_copy(update={"commitments": tuple(c for c in bid.commitments if c.need != "MK05")})
                for bid in tender.decision.bids
            )
        }
    )
    feared = drawn(evaluate(without, TODAY), 400).worlds(("evidence",)).eligible("pair")
    assert 0.3 < 1 - feared[bids["quillmere-mirrin"]].mean() < 0.5
