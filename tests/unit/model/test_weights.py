"""What somebody said about weights: what can be said, what contradicts itself, what is left of it."""

import pytest
from hypothesis import given
from pydantic import ValidationError

from selection.catalogue.decision_file import read_decision_text, write_decision
from selection.catalogue.library import shipped
from selection.model.consistency import check, loose_ends
from selection.model.decision import Decision
from selection.model.members import Member
from selection.model.weights import (
    BestWorst,
    NodeWeights,
    TradeOff,
    as_meant,
    contradicts,
    narrowed,
    own_defects,
    parts_apart,
    ratio_bounds,
    weight_defects,
    weighted_children,
)
from selection.workshop.contents import personal_paths
from tests.decisions import score, small_decision
from tests.unit.analysis.sayings import node_weights

NAMES = ("fit", "ease", "price")


def codes(said: NodeWeights, children: tuple[str, ...] = NAMES) -> list[str]:
    return [defect.code for defect in weight_defects(said, children, "here")]


@given(node_weights())
def test_what_is_said_well_has_no_defect_and_keeps_its_meaning(said) -> None:
    weights, names = said
    assert codes(weights, names) == []
    assert as_meant(weights) == weights
    assert narrowed(weights, names) == weights


@given(node_weights())
def test_a_file_gives_back_what_was_written_into_it(said) -> None:
    weights, _names = said
    member = Member(id="ann", name="Ann", weights={"platform": weights}, recused=("aleph",))
    written = small_decision().model_copy(update={"members": (member,)})
    plain = NodeWeights.model_validate_json(weights.model_dump_json())
    assert plain == weights
    held = Decision.model_validate_json(written.model_dump_json())
    assert held.members == (member,)


def test_a_decision_file_carries_members_and_their_weights() -> None:
    said = NodeWeights(method="pairwise", pairwise={"fit": {"ease": 2.5}})
    member = Member(
        id="ann",
        name="Ann Levi",
        department="Sales",
        voting_weight=2,
        weights={"platform": said},
        scores={"northstar-pro": {"E1": score(2.0)}},
        recused=("harbour-basic",),
    )
    decision = small_decision().model_copy(update={"members": (member,)})
    assert read_decision_text(write_decision(decision), "decision.yaml", shipped()) == decision


def test_what_a_member_is_called_and_wrote_is_personal() -> None:
    told = score(1.0, reason="Ann tried it", by="Ann")
    member = Member(id="ann", name="Ann", department="Sales", scores={"aleph": {"I1": told}})
    assert sorted(personal_paths(member)) == [
        ("name",),
        ("scores", "aleph", "I1", "by"),
        ("scores", "aleph", "I1", "reason"),
    ]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (NodeWeights(method="rank_order", order=("fit", "ease")), "weights_not_of_children"),
        (NodeWeights(method="swing", swing={"fit": 100, "ease": 2, "gone": 1}), "weights_not_of_children"),
        (NodeWeights(method="swing", swing={"fit": 80, "ease": 2, "price": 1}), "swing_without_reference"),
        (NodeWeights(method="best_worst", best_worst=BestWorst(best="fit")), "weights_not_of_children"),
        (
            NodeWeights(
                method="best_worst",
                best_worst=BestWorst(best="fit", worst="fit", best_to_others={"ease": 2, "price": 3}),
            ),
            "best_is_worst",
        ),
        (
            NodeWeights(
                method="best_worst",
                best_worst=BestWorst(best="fit", best_to_others={"ease": 2, "price": 3}),
            ),
            "best_or_worst_missing",
        ),
    ],
)
def test_what_can_not_be_weights_is_named(said: NodeWeights, code: str) -> None:
    assert codes(said) == [code]


def test_questions_may_be_about_some_of_the_children() -> None:
    said = NodeWeights(
        method="trade_offs", trade_offs=(TradeOff(first="fit", second="ease", answer="first"),)
    )
    assert codes(said) == []
    assert codes(said, ("fit", "price")) == ["weights_not_of_children"]


@pytest.mark.parametrize(
    "stated",
    [
        {"method": "guess"},
        {"pairwise": {"fit": {"ease": 0}}},
        {"pairwise": {"fit": {"ease": 2000}}},
        {"swing": {"fit": 120}},
        {"best_worst": {"best_to_others": {"fit": 10}}},
        {"trade_offs": [{"first": "a", "second": "b", "part": 0, "answer": "first"}]},
        {"trade_offs": [{"first": "a", "second": "b", "answer": "both"}]},
    ],
)
def test_what_is_out_of_range_is_refused(stated: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        NodeWeights.model_validate(stated)


def test_a_vote_weighs_more_than_nothing() -> None:
    with pytest.raises(ValidationError):
        Member(id="ann", voting_weight=0)


def test_answers_round_a_circle_contradict_each_other() -> None:
    circle = [
        TradeOff(first="a", second="b", part=0.9, answer="second"),
        TradeOff(first="b", second="c", part=0.9, answer="second"),
        TradeOff(first="c", second="a", part=0.9, answer="second"),
    ]
    assert contradicts(circle)
    assert not contradicts(circle[:2])
    assert not contradicts([])


def test_an_answer_worth_the_same_bounds_both_sides() -> None:
    asked = TradeOff(first="a", second="b", part=0.5, answer="equal")
    assert ratio_bounds(asked) == (("b", "a", 2.2), ("a", "b", 0.55))


def test_comparisons_connect_what_they_name() -> None:
    assert parts_apart("abcd", [("a", "b"), ("c", "d"), ("b", "a")]) == (("a", "b"), ("c", "d"))


FULL = NodeWeights(
    method="swing",
    points={"fit": 5, "gone": 9},
    order=("gone", "ease"),
    swing={"gone": 100, "fit": 20},
    pairwise={"fit": {"ease": 2, "gone": 3}, "gone": {"ease": 2}},
    best_worst=BestWorst(
        best="gone", worst="ease", best_to_others={"fit": 2}, others_to_worst={"fit": 3, "gone": 4}
    ),
    trade_offs=(
        TradeOff(first="fit", second="gone", answer="first"),
        TradeOff(first="fit", second="ease", answer="second"),
    ),
)


def test_of_what_was_said_in_every_way_what_is_still_there_is_kept() -> None:
    assert narrowed(FULL, NAMES) == NodeWeights(
        method="swing",
        points={"fit": 5},
        order=("ease",),
        swing={"fit": 20},
        pairwise={"fit": {"ease": 2}},
        best_worst=BestWorst(worst="ease", others_to_worst={"fit": 3}),
        trade_offs=(TradeOff(first="fit", second="ease", answer="second"),),
    )
    assert narrowed(FULL, ("other",)) is None
    assert narrowed(NodeWeights(), ("other",)) == NodeWeights()


@pytest.mark.parametrize(
    ("method", "names"),
    [
        ("points", ("fit", "gone")),
        ("rank_order", ("gone", "ease")),
        ("swing", ("gone", "fit")),
        ("pairwise", ("fit", "ease", "gone")),
        ("best_worst", ("gone", "ease", "fit")),
        ("trade_offs", ("fit", "gone", "ease")),
    ],
)
def test_the_chosen_way_says_what_it_is_about_and_the_others_are_left_out(
    method: str, names: tuple[str, ...]
) -> None:
    said = FULL.model_copy(update={"method": method})
    assert weighted_children(said) == names
    assert weighted_children(as_meant(said)) == names
    assert sum(bool(weighted_children(as_meant(said).model_copy(update={"method": m}))) for m in METHODS) == 1


METHODS = ("points", "rank_order", "swing", "pairwise", "best_worst", "trade_offs")


def with_member(**given: object) -> Decision:
    member = Member.model_validate({"id": "ann", **given})
    return small_decision().model_copy(update={"members": (member,)})


def test_a_member_who_contradicts_themselves_is_refused() -> None:
    circle = [{"first": a, "second": b, "part": 0.9, "answer": "second"} for a, b in ("ab", "ba")]
    said = {"method": "trade_offs", "trade_offs": circle}
    (found,) = check(with_member(weights={"platform": said}))
    assert (found.code, found.where) == ("answers_contradict", "members.ann.weights.platform")
    assert [defect.code for defect in own_defects(NodeWeights.model_validate(said), "")] == [found.code]


def test_two_members_of_one_id_are_refused() -> None:
    twice = small_decision().model_copy(update={"members": (Member(id="ann"), Member(id="Ann"))})
    assert [(found.code, found.where) for found in check(twice)] == [("id_twice", "members.Ann")]


def test_a_member_scores_on_the_scale() -> None:
    found = check(with_member(scores={"northstar-pro": {"E1": score(7.0)}}))
    assert [(error.code, error.where) for error in found] == [
        ("no_such_level", "members.ann.scores.northstar-pro.E1")
    ]


def test_what_a_member_said_of_something_that_is_gone_is_a_loose_end_and_no_contradiction() -> None:
    decision = with_member(
        weights={"platform": {"points": {"fit": 1, "gone": 2}}, "cellar": {"points": {"a": 1}}},
        scores={"nobody": {"E1": score(1.0)}},
        recused=("nobody",),
    )
    assert check(decision) == ()
    assert [(error.code, error.where) for error in loose_ends(decision)] == [
        ("unknown_alternative", "members.ann.scores.nobody"),
        ("unknown_alternative", "members.ann.recused"),
        ("weights_not_of_children", "members.ann.weights.platform"),
        ("unknown_node", "members.ann.weights.cellar"),
    ]
