import dataclasses

import pytest

from selection.analysis.questions import Question, QuestionGroup, grouped, open_cells_of, questions
from selection.model.criteria import DeliveryLadder, Linear, PiecewiseLinear, ValueFunction
from selection.model.decision import Decision, Policy
from selection.model.judgements import Answer
from tests.building import (
    DOES_NOT_APPLY,
    answer,
    as_is_fit_criterion,
    bid,
    criterion,
    decide,
    fact,
    fed,
    firm,
    need,
    not_answered,
    possible,
    product,
    promise,
    result,
    score,
)

A, C, Q = criterion("A"), criterion("C", "integrator"), criterion("Q", "pair")


def asked(decision: Decision) -> tuple[Question, ...]:
    return tuple(
        dataclasses.replace(question, swing=round(question.swing, 9))
        for question in questions(result(decision))
    )


def brief(decision: Decision) -> list[tuple[str, str, str, float]]:
    return [(q.alternative, q.item, q.action, q.swing) for q in asked(decision)]


def one_offer(answers: dict[str, Answer], scale: ValueFunction | None = None, **more: object) -> Decision:
    """Musts M…, nice ones W…, all feeding one criterion that weighs all there is."""
    needs = tuple(need(name, "must" if name.startswith("M") else "nice") for name in answers)
    return decide(needs=needs, answers={"a": answers}, criteria=(fed("F", scale),), **more)


def test_where_everything_is_known_there_is_nothing_to_ask() -> None:
    assert asked(one_offer({"M1": answer(), "M2": answer()})) == ()


def test_an_open_need_is_asked_with_the_gates_it_keeps_open() -> None:
    assert asked(one_offer({"M1": answer(), "M2": not_answered("asked")})) == (
        Question("a", "need", "M2", "ask", "asked", 0.5, ("must_needs", "fit"), True),
    )


def test_an_open_need_that_no_gate_waits_for_is_asked_too() -> None:
    assert asked(one_offer({"M1": answer(), "W1": not_answered()})) == (
        Question("a", "need", "W1", "ask", "not_asked", round(1 / 7, 9), (), True),
    )


def test_evidence_too_weak_for_a_gate_is_to_be_verified_with_what_rests_on_it() -> None:
    weak = {"M1": answer("add_on", "claim"), "M2": answer(), "W1": answer("add_on", "claim")}
    decision = one_offer(weak, stage="award", policy=Policy(fit_line=0.4))
    assert brief(decision) == [("a", "M1", "verify", round(6 / 7 / 2 * 0.6, 9))]


def test_the_answer_of_an_excluded_offer_changes_nothing_and_is_not_asked() -> None:
    assert asked(one_offer({"M1": answer("absent"), "M2": not_answered()})) == ()
    scored = decide(
        needs=(need("M"),), answers={"a": {"M": answer("absent")}}, criteria=(fed("F"), A), firms=("x",)
    )
    assert asked(scored) == ()


def test_contradicting_facts_are_asked_about_as_a_conflict() -> None:
    rule = {"fact": "api", "deliveries": {"true": "as_is", "false": "absent"}}
    torn = product("a", {"api": (fact(True), fact(False)), "years": (fact(1.0), fact(2.0))})
    decision = decide(
        needs=(need("M", answered_by=rule),),
        criteria=(fed("F"), criterion("A", measured_by="years")),
        platforms=(torn,),
    )
    assert {(q.item, q.action, q.state) for q in asked(decision)} == {
        ("M", "ask", "conflict"),
        ("A", "ask", "conflict"),
    }


@pytest.mark.parametrize(
    ("scale", "swing"),
    [
        (DeliveryLadder(kind="delivery_ladder"), 0.1),
        (Linear(kind="linear", unit="%", worst=0, best=100), 0.1),
        (Linear(kind="linear", unit="%", worst=80, best=100), 0.5),
        (as_is_fit_criterion().value, 0.5),
        # The steepest stretch that is still in reach counts: from 90 % on one tenth is worth two levels.
        (PiecewiseLinear(kind="piecewise_linear", unit="%", levels=(0, 60, 90, 95, 100)), 0.5),
        (PiecewiseLinear(kind="piecewise_linear", unit="%", levels=("<90", 90, 95, 100)), 2 / 3),
    ],
)
def test_the_swing_of_a_need_follows_its_criterions_scale(scale: ValueFunction, swing: float) -> None:
    ten = {f"M{at}": answer() if at else not_answered() for at in range(10)}
    assert brief(one_offer(ten, scale)) == [("a", "M0", "ask", round(swing, 9))]


def test_the_swing_on_as_is_fit_covers_what_is_proven_to_what_is_possible() -> None:
    ten = {f"M{at}": answer("as_is", "demo" if at else "claim") for at in range(10)}
    assert brief(one_offer(ten, as_is_fit_criterion().value, stage="award")) == [("a", "M0", "verify", 0.5)]


def test_what_does_not_apply_shares_no_weight_and_is_not_asked() -> None:
    found = one_offer({"M1": not_answered(), "M2": answer(), "M3": DOES_NOT_APPLY})
    assert brief(found) == [("a", "M1", "ask", 0.5)]


def test_an_open_score_swings_by_its_weight_in_the_pair() -> None:
    decision = decide(
        ("a",), criteria=(A, C, Q), firms=("x",), sides={"platform": 60, "integrator": 40}, scores={}
    )
    assert asked(decision) == (
        Question("a", "criterion", "A", "ask", "not_asked", 0.6, (), True),
        Question("a+x", "criterion", "Q", "ask", "not_asked", 0.2, (), True),
        Question("x", "criterion", "C", "ask", "not_asked", 0.2, (), True),
    )


def test_without_pairs_an_open_score_swings_by_its_weight_on_its_own_side() -> None:
    decision = decide(
        ("a",), criteria=(A, criterion("B"), C), integrators=(firm("x", {"a": "no"}),), scores={}
    )
    assert brief(decision) == [("x", "C", "ask", 1.0), ("a", "A", "ask", 0.5), ("a", "B", "ask", 0.5)]


def test_a_weak_score_is_verified_only_where_a_gate_waits_for_it() -> None:
    gated = criterion("A", gate=0.0)
    scores = {"a": {"A": score(40, "claim"), "B": score(40, "claim")}}
    decision = decide(criteria=(gated, criterion("B")), scores=scores, stage="award")
    assert asked(decision) == (
        Question("a", "criterion", "A", "verify", "answered", 0.2, ("criterion",), True),
    )


def test_whether_a_firm_implements_an_offer_is_asked() -> None:
    decision = decide(("a",), integrators=(firm("x", {}),))
    assert asked(decision) == (
        Question("a+x", "compatibility", "a+x", "ask", "unknown", 0.0, ("compatibility",), True),
    )
    assert asked(decide(("a",), firms=("x",))) == ()


def test_whether_a_firm_implements_an_excluded_offer_is_not_asked() -> None:
    decision = decide(
        needs=(need("M"),),
        answers={"a": {"M": answer("absent")}},
        criteria=(fed("F"),),
        integrators=(firm("x", {}),),
    )
    assert asked(decision) == ()


def test_what_could_still_change_the_first_place_is_asked_first() -> None:
    # b could reach 0.7, a and c are 0.8 and 0.9 surely; d could still be first.
    scores = {
        "a": {"A": score(80), "B": score(80)},
        "b": {"A": score(40)},
        "c": {"A": score(90), "B": score(90)},
        "d": {"B": score(85)},
    }
    decision = decide(("a", "b", "c", "d"), criteria=(A, criterion("B")), scores=scores)
    assert possible(result(decision).platforms) == {"c": (1, 2), "d": (1, 4), "a": (2, 3), "b": (3, 4)}
    assert [(q.alternative, q.first_place) for q in asked(decision)] == [("d", True), ("b", False)]


def test_in_pairs_the_first_place_is_the_pairs() -> None:
    # On its own b is behind; with the better firm it can be first, and a cannot.
    scores = {"a": {"A": score(60)}, "x": {"C": score(0)}, "y": {}}
    firms = (firm("x", {"a": "yes", "b": "no"}), firm("y", {"a": "no", "b": "yes"}))
    decision = decide(
        ("a", "b"), criteria=(A, C), scores={**scores, "b": {"A": score(55)}}, integrators=firms
    )
    assert possible(result(decision).pairs) == {"b+y": (1, 2), "a+x": (1, 2)}
    assert [(q.alternative, q.first_place) for q in asked(decision)] == [("y", True)]
    behind = decide(
        ("a", "b"),
        criteria=(A, C),
        scores={**scores, "a": {"A": score(0)}, "b": {}, "y": {"C": score(100)}},
        integrators=firms,
    )
    assert [(q.alternative, q.first_place) for q in asked(behind)] == [("b", True)]


def test_a_pair_surely_behind_another_is_asked_about_last() -> None:
    scores = {"a": {"A": score(100)}, "x": {"C": score(100)}, "b+x": {"Q": score(0)}}
    decision = decide(
        ("a", "b"),
        criteria=(A, C, Q),
        points={"A": 1.0, "C": 0.0, "Q": 1.0},
        sides={"platform": 1, "integrator": 3},
        scores={**scores, "a+x": {"Q": score(50)}},
        firms=("x",),
    )
    assert possible(result(decision).pairs) == {"a+x": (1, 1), "b+x": (2, 2)}
    assert [(q.alternative, q.first_place) for q in asked(decision)] == [("b", False)]


def test_a_commitment_may_decide_a_pair_and_the_question_about_the_offer_remains() -> None:
    decision = decide(
        needs=(need("M1"), need("M2")),
        answers={"a": {"M1": answer("custom", "claim"), "M2": answer()}},
        criteria=(fed("F"), C),
        scores={"x": {"C": score(1)}},
        firms=("x",),
        mode="tender",
        stage="award",
        bids=(bid("B1", "a", "x", promise("M1")),),
        policy=Policy(fit_line=0.3),
    )
    found = result(decision)
    assert (found.alternative("a").gate.verdict, found.alternative("B1").gate.verdict) == ("open", "pass")
    assert asked(decision) == (
        Question("a", "need", "M1", "verify", "answered", 0.075, ("must_needs",), True),
    )


def question(alternative: str, item: str, swing: float, *gates: str, first: bool = False) -> Question:
    return Question(alternative, "need", item, "ask", "not_asked", swing, gates, first)  # type: ignore[arg-type]


def test_one_letter_asks_the_same_question_of_everyone() -> None:
    found = (
        question("a", "M1", 0.1, "fit"),
        question("b", "M1", 0.2, "fit", "must_needs"),
        question("b", "M2", 0.3, first=True),
    )
    assert grouped(found) == (
        QuestionGroup("need", "M2", "ask", ("b",), 0.3, (), True),
        QuestionGroup("need", "M1", "ask", ("a", "b"), 0.2, ("fit", "must_needs"), False),
    )
    assert grouped(()) == ()


def test_a_letter_to_many_goes_before_one_to_few_with_the_same_swing() -> None:
    found = (question("a", "M1", 0.3), question("a", "M2", 0.1 + 0.2), question("b", "M2", 0.3))
    assert [(group.item, group.alternatives) for group in grouped(found)] == [
        ("M2", ("a", "b")),
        ("M1", ("a",)),
    ]


def test_asking_and_verifying_are_two_letters() -> None:
    verify = dataclasses.replace(question("b", "M1", 0.1), action="verify")
    assert [group.action for group in grouped((question("a", "M1", 0.1), verify))] == ["ask", "verify"]


def test_missing_answers_are_counted_per_alternative_without_those_to_verify() -> None:
    verify = dataclasses.replace(question("b", "M3", 0.1), action="verify")
    found = (question("a", "M1", 0.1), question("a", "M2", 0.1), question("b", "M1", 0.1), verify)
    assert open_cells_of(found) == {"a": 2, "b": 1}
    assert open_cells_of(()) == {}
