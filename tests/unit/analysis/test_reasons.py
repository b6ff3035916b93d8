"""The facts of the sentence: every case, and every figure held against the result itself."""

import numpy as np
import pytest
from hypothesis import given, settings

from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.prospects import outlay
from selection.analysis.reasons import SHOWN, Flip, Reasons, Tipping, reasons
from selection.analysis.robustness import Sureness, robustness
from selection.analysis.standing import Standing
from selection.model.criteria import Linear, PiecewiseLinear
from selection.model.decision import Baseline, Decision, Policy
from tests.building import (
    answer,
    criterion,
    decide,
    decisions,
    fed,
    need,
    result,
    score,
    with_answers,
    with_scores,
)

HAIR = 1e-6


def sureness_of(decision: Decision) -> Sureness:
    return robustness(result(decision), draws=100).main


def found_in(decision: Decision) -> Reasons:
    return reasons(sureness_of(decision))


def scored(**performances: float) -> Decision:
    scores = {name: {"A": score(performance)} for name, performance in performances.items()}
    return decide(tuple(performances), criteria=(criterion("A"),), scores=scores)


def test_who_is_surely_ahead_is_named_with_its_lead_and_what_made_it() -> None:
    scores = {"a": {"A": score(80), "B": score(30)}, "b": {"A": score(50), "B": score(40)}}
    found = found_in(decide(("a", "b"), criteria=(criterion("A"), criterion("B")), scores=scores))
    assert (found.case, found.leader, found.rival, found.sure) == ("ahead", "a", "b", True)
    assert found.lead == pytest.approx(0.1)
    assert [(gap.criterion, round(gap.amount, 9)) for gap in found.for_it] == [("A", 0.15)]
    assert [(gap.criterion, round(gap.amount, 9)) for gap in found.against_it] == [("B", -0.05)]
    # Level where 0.3 · A = 0.1 · B, at three quarters of the weight for B.
    assert found.tipping is not None
    assert (found.tipping.weight, found.tipping.now) == (pytest.approx(0.75), pytest.approx(0.5))
    assert found.flip is None


def test_what_is_within_a_hundredth_is_level() -> None:
    assert found_in(scored(a=50.0, b=49.5)).case == "level"
    assert found_in(scored(a=50.0, b=48.5)).case == "ahead"


def test_with_one_alternative_there_is_nothing_to_compare() -> None:
    found = found_in(scored(a=50.0))
    assert (found.case, found.leader, found.rival) == ("only_one", "a", None)


def test_where_all_are_excluded_nobody_is_named() -> None:
    decision = decide(needs=(need("N"),), answers={"a": {"N": answer("absent")}}, criteria=(fed(),))
    assert found_in(decision) == Reasons("nobody")


def test_the_baseline_may_be_what_nothing_beats() -> None:
    keep = Baseline(name="Keep it", kind="keep", answers={"N0": answer()}, scores={"A": score(50)})
    decision = scored(a=50.0, b=40.0).model_copy(update={"baseline": keep})
    assert found_in(decision).case == "baseline"
    beaten = keep.model_copy(update={"scores": {"A": score(30)}})
    assert found_in(decision.model_copy(update={"baseline": beaten})).case == "ahead"


def test_where_nobody_has_passed_and_answers_could_turn_it_nobody_is_named() -> None:
    needs = (need("N"), need("M", "nice"))
    decision = decide(
        ("a", "b"),
        needs=needs,
        answers={"a": {"M": answer()}},
        criteria=(fed(),),
        policy=Policy(fit_line=0.0),
    )
    found = found_in(decision)
    assert (found.case, found.leader, found.possible) == ("undecided", None, ("a", "b"))


def test_an_open_gate_may_hide_who_would_be_ahead() -> None:
    needs = (need("N"),)
    decision = decide(
        ("a", "b"),
        needs=needs,
        answers={"a": {"N": answer("add_on")}, "b": {"N": answer(evidence="document")}},
        criteria=(fed(),),
        stage="award",
        policy=Policy(fit_line=0.0),
    )
    found = found_in(decision)
    assert (found.case, found.leader, found.rival) == ("behind_open_gate", "a", "b")


def test_a_must_that_may_turn_out_badly_is_the_question_that_may_turn_it() -> None:
    decision = decide(
        ("a", "b"),
        needs=(need("N"), need("M")),
        answers={
            "a": {"N": answer(evidence="document"), "M": answer()},
            "b": {"N": answer(), "M": answer("custom", accepted=None)},
        },
        criteria=(fed(),),
        policy=Policy(fit_line=0.0),
    )
    found = found_in(with_answers(decision, "b", M=answer("configuration")))
    assert found.flip is not None
    assert (found.flip.ask.items, found.flip.excludes) == (("N",), True)


def by_id(evaluation: Evaluation) -> dict[str, Alternative]:
    return {a.id: a for a in (*evaluation.pairs, *evaluation.platforms, *evaluation.integrators)}


@settings(max_examples=150, deadline=None)
@given(decisions())
def test_every_figure_of_the_sentence_is_the_results(decision: Decision) -> None:
    main = sureness_of(decision)
    found = reasons(main)
    if found.leader is None or found.rival is None:
        assert found.tipping is found.flip is None
        return
    everyone = by_id(main.evaluation)
    leader, rival = everyone[found.leader], everyone[found.rival]
    assert {leader.gate.verdict, rival.gate.verdict} <= {"pass", "open"}
    assert found.lead == pytest.approx(leader.middle - rival.middle, abs=1e-9)
    theirs = {c.criterion: (c.low + c.high) / 2 for c in rival.contributions}
    gaps = {c.criterion: (c.low + c.high) / 2 - theirs[c.criterion] for c in leader.contributions}
    for gap in (*found.for_it, *found.against_it):
        assert gap.amount == pytest.approx(gaps[gap.criterion], abs=1e-9)
    assert all(gap.amount >= SHOWN for gap in found.for_it)
    assert all(gap.amount <= -SHOWN for gap in found.against_it)
    if found.tipping is not None:
        check_tipping(main.standing, found, found.tipping)
    if found.flip is not None:
        check_flip(decision, main.evaluation, found, found.flip)


def check_tipping(standing: Standing, found: Reasons, tipping: Tipping) -> None:
    """Just beyond the weight the rival is at least level, just before it the leader is."""
    part = tipping.part
    inside = np.array([of_part(standing, name, part.part, part.name) for name in standing.criteria])
    leader, rival = (standing.names.index(name or "") for name in (found.leader, found.rival))
    lead = standing.middle[leader] - standing.middle[rival]
    way = HAIR if tipping.more else -HAIR
    assert lead @ at_weight(standing, inside, tipping.weight + way) <= 1e-9
    assert lead @ at_weight(standing, inside, tipping.weight - way) >= -1e-9
    assert (tipping.weight > tipping.now) is tipping.more


def of_part(standing: Standing, criterion_id: str, part: str, name: str) -> bool:
    """The generated trees have no groups: a part is a criterion or a whole side."""
    return criterion_id == name if part == "criterion" else criterion_id in "FGABK"


def at_weight(standing: Standing, inside: np.ndarray, weight: float) -> np.ndarray:
    w = standing.weights
    within = np.where(inside, w, 0.0) if inside.sum() > 1 else inside.astype(float)
    rest = np.where(inside, 0.0, w)
    return weight * within / within.sum() + (1 - weight) * rest / rest.sum()


def check_flip(decision: Decision, evaluation: Evaluation, found: Reasons, flip: Flip) -> None:
    """With the answers as bad for the leader and as good for the rival as may be, the rival is ahead."""
    laid = outlay(evaluation)
    names = [a.id for a in laid.alternatives]
    parts = {n: set(laid.prospect.alternatives[names.index(n)]) for n in (found.leader, found.rival) if n}
    turned = decision
    for at in flip.ask.cells:
        part, cell = laid.prospect.places[at][0], laid.cells[at]
        mine, theirs = (part in parts[name or ""] for name in (found.leader, found.rival))
        if mine and not theirs:
            turned = settled(turned, cell.owners[0], cell.item, best=False)
        elif theirs and not mine and cell.is_open:
            turned = settled(turned, cell.owners[0], cell.item, best=True)
    after = by_id(result(turned))
    leader, rival = after[found.leader or ""], after[found.rival or ""]
    assert leader.gate.verdict == "fail" or rival.middle > leader.middle


def settled(decision: Decision, owner: str, item: str, *, best: bool) -> Decision:
    if any(asked.id == item for asked in decision.needs):
        return with_answers(decision, owner, **{item: answer("as_is" if best else "absent")})
    (scale,) = [c.value for c in decision.criteria if c.id == item]
    assert isinstance(scale, Linear | PiecewiseLinear)
    if isinstance(scale, Linear):
        ends = scale.worst, scale.best
    else:
        beyond = 1 if scale.direction == "decreasing" else -1
        ends = scale.anchors[0] + beyond, scale.anchors[-1]
    return with_scores(decision, owner, **{item: score(ends[best])})
