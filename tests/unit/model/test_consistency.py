"""A decision that agrees with itself, and every way in which it may not."""

from typing import Any

import pytest

from selection.errors import DecisionError, OutOfScale, WeightError
from selection.model.base import LARGEST, Localised
from selection.model.consistency import (
    check,
    children_of,
    criterion_fed_by,
    loose_ends,
    obstacles,
    offer_name,
)
from selection.model.criteria import Branch, CriteriaSet, Criterion, Ordinal
from selection.model.decision import LADDER, Baseline, Decision, NodeWeights, Offer, Policy
from selection.model.goals import Goal
from selection.model.needs import FactRule
from selection.model.profiles import Attribute, Edition, Implementation
from selection.model.references import ReferenceCall
from tests.building import (
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
    product,
    promise,
    score,
)

Change = dict[str, Any]

LEVELS = Criterion.model_validate(
    {
        **criterion("L").model_dump(by_alias=True),
        "value": Ordinal(kind="ordinal", levels=("poor", "fair", "good")),
    }
)


def whole() -> Decision:
    """One of everything, and no contradiction."""
    return decide(
        ("a", "b"),
        needs=(need("N1", phase="P1", goal="G"), need("N2", "nice", answered_by=RULE)),
        answers={"a": {"N1": answer()}},
        criteria=(fed("F"), criterion("A", measured_by="users"), LEVELS, criterion("Q", "pair")),
        scores={"a": {"A": score(3.0), "L": score(2.0)}, "a+x": {"Q": score(5.0)}, "B1": {"Q": score(5.0)}},
        tree={"platform": ("F", Branch(group="use", criteria=("A", "L"))), "integrator": ("Q",)},
        goals=(Goal(id="G", text="Faster"),),
        attributes=(
            Attribute(id="users", title="Users", type="number"),
            Attribute(id="api", title="API", type="yes_no"),
            Attribute(id="note", title="Note", type="text"),
            Attribute(id="tongues", title="Languages", type="list"),
        ),
        platforms=(product("a", FACTS), product("b")),
        integrators=(firm("x", {"a": "yes"}),),
        bids=(bid("B1", "a", "x", promise("N1")),),
        weights={"platform": points(F=1, use=1)},
        baseline=Baseline(name="Keep", kind="keep", answers={"N1": answer()}, scores={"A": score(1.0)}),
    )


RULE = FactRule(fact="api", deliveries={"true": "as_is"})
FACTS = {
    "users": (fact(5.0),),
    "api": (fact(True, editions=["Pro"]),),
    "note": (fact("fine"),),
    "tongues": (fact(["he"]),),
}


def points(**given: float) -> NodeWeights:
    return NodeWeights(points={name: float(figure) for name, figure in given.items()})


def changed(**fields: Any) -> Decision:
    return whole().model_copy(update=fields)


def said(errors: tuple[DecisionError, ...]) -> list[tuple[str, str]]:
    return [(error.code, error.where) for error in errors]


def entries(section: str) -> list[Any]:
    return list(getattr(whole(), section))


def altered(section: str, index: int, **fields: Any) -> Change:
    held = entries(section)
    held[index] = held[index].model_copy(update=fields)
    return {section: tuple(held)}


def repeated(section: str) -> Change:
    return {section: (*entries(section), entries(section)[0])}


def tree(**nodes: Any) -> Change:
    chosen = {"platform": ("F", Branch(group="use", criteria=("A", "L"))), "integrator": ("Q",), **nodes}
    return {"criteria_set": CriteriaSet(kind="criteria_set", id="s", version=1, title="S", **chosen)}


def of_product(name: str, *stated: Any) -> Change:
    return {"platforms": (product("a", {**FACTS, name: stated}), product("b"))}


def test_a_decision_that_agrees_with_itself_has_no_defect() -> None:
    assert (check(whole()), loose_ends(whole()), obstacles(whole())) == ((), (), ())


CONTRADICTIONS: list[tuple[Change, str, str]] = [
    (repeated("goals"), "id_twice", "goals.G"),
    (repeated("phases"), "id_twice", "phases.P1"),
    (repeated("needs"), "id_twice", "needs.N1"),
    (altered("needs", 1, id="n1"), "id_twice", "needs.n1"),
    (repeated("criteria"), "id_twice", "criteria.F"),
    (repeated("attributes"), "id_twice", "attributes.users"),
    (repeated("platforms"), "id_twice", "platforms.a"),
    (altered("bids", 0, id="A"), "alternative_twice", "bids.A"),
    ({**altered("integrators", 0, id="b"), "bids": ()}, "alternative_twice", "integrators.b"),
    (altered("offers", 1, name="A (fictional) Pro"), "alternative_named_twice", "offers.b"),
    (altered("needs", 0, phase="P9"), "unknown_phase", "needs.N1.phase"),
    (altered("needs", 0, goal="H"), "unknown_goal", "needs.N1.goal"),
    (
        altered("needs", 1, answered_by=RULE.model_copy(update={"fact": "x"})),
        "unknown_attribute",
        "needs.N2.answered_by.fact",
    ),
    (altered("criteria", 1, measured_by="x"), "unknown_attribute", "criteria.A.measured_by"),
    (altered("criteria", 1, measured_by="api"), "measured_by_no_figure", "criteria.A.measured_by"),
    (altered("criteria", 2, measured_by="users"), "measured_by_off_scale", "criteria.L.measured_by"),
    (altered("offers", 0, product="c"), "unknown_product", "offers.a"),
    (altered("offers", 0, edition="Basic"), "unknown_edition", "offers.a"),
    (altered("offers", 0, deployment="self_hosted"), "deployment_not_offered", "offers.a"),
    (altered("bids", 0, offer="c"), "unknown_offer", "bids.B1.offer"),
    (altered("bids", 0, integrator="y"), "unknown_integrator", "bids.B1.integrator"),
    (altered("bids", 0, commitments=(promise("N9"),)), "unknown_need", "bids.B1.commitments"),
    (
        altered("bids", 0, commitments=(promise("N1"), promise("N1", "2028"))),
        "commitment_twice",
        "bids.B1.commitments",
    ),
    (tree(integrator=("Q", "Z")), "unknown_criterion", "criteria_set.integrator.Z"),
    (
        tree(platform=("F", Branch(group="use", criteria=("A", "L", "A")))),
        "criterion_counted_twice",
        "criteria_set.A",
    ),
    (
        tree(platform=("F", "F", Branch(group="use", criteria=("A", "L")))),
        "criterion_counted_twice",
        "criteria_set.F",
    ),
    (tree(feeds={"N1": "Z"}), "unknown_criterion", "criteria_set.feeds.N1"),
    (
        tree(platform=("F", Branch(group="use", criteria=("A",)), Branch(group="use", criteria=("L",)))),
        "branch_twice",
        "criteria_set.platform.use",
    ),
    ({"weights": {"platform.x": points(A=1)}}, "unknown_node", "weights.platform.x"),
    ({"weights": {"platform": points(F=1)}}, "weights_not_of_children", "weights.platform"),
    ({"weights": {"platform": points(F=1, use=1, A=1)}}, "weights_not_of_children", "weights.platform"),
    ({"weights": {"platform": points(F=0, use=0)}}, "weights_all_zero", "weights.platform"),
    (
        {"weights": {"platform": NodeWeights(method="rank_order", order=("F", "use", "F"))}},
        "weights_not_of_children",
        "weights.platform",
    ),
    ({"policy": Policy(tier_shares={"must": 0.6, "nice": 0.4})}, "tier_shares", "policy.tier_shares"),
    (
        {"policy": Policy(tier_shares=dict.fromkeys(("must", "long_term", "nice"), 0.0))},
        "tier_shares",
        "policy.tier_shares",
    ),
    ({"policy": Policy(ladder={**LADDER, "as_is": 0.9})}, "ladder", "policy.ladder"),
    ({"policy": Policy(ladder={**LADDER, "absent": 0.1})}, "ladder", "policy.ladder"),
    ({"policy": Policy(ladder={**LADDER, "custom": 0.55})}, "ladder_rises", "policy.ladder"),
    (
        {"integrators": (firm("x", {}), firm("y", {}).model_copy(update={"name": "X (Fictional)"}))},
        "integrator_named_twice",
        "integrators.y",
    ),
    ({"policy": Policy(ladder={"as_is": 1.0, "absent": 0.0})}, "ladder", "policy.ladder"),
    (of_product("nothing", fact(1.0)), "unknown_attribute", "platforms.a.facts.nothing"),
    (of_product("users", fact(5.0), fact("many")), "fact_of_wrong_type", "platforms.a.facts.users.1"),
    (of_product("users", fact(True)), "fact_of_wrong_type", "platforms.a.facts.users.0"),
    (of_product("api", fact(1.0)), "fact_of_wrong_type", "platforms.a.facts.api.0"),
    (of_product("note", fact(False)), "fact_of_wrong_type", "platforms.a.facts.note.0"),
    (of_product("tongues", fact("he")), "fact_of_wrong_type", "platforms.a.facts.tongues.0"),
    (of_product("api", fact(True, editions=["Max"])), "unknown_edition", "platforms.a.facts.api.0.editions"),
    (
        altered("integrators", 0, facts={"users": (fact("few"),)}),
        "fact_of_wrong_type",
        "integrators.x.facts.users.0",
    ),
    (
        altered(
            "integrators", 0, implements={"a": Implementation(answer="yes", facts={"new": (fact(1.0),)})}
        ),
        "unknown_attribute",
        "integrators.x.implements.a.facts.new",
    ),
    ({"scores": {"a": {"F": score(80.0)}}}, "score_on_needs_criterion", "scores.a.F"),
    ({"scores": {"x": {"A": score(3.0)}}}, "score_on_wrong_scope", "scores.x.A"),
    ({"scores": {"a": {"Q": score(3.0)}}}, "score_on_wrong_scope", "scores.a.Q"),
    (
        {"scores": {"a": {"A": score(3.0).model_copy(update={"state": "not_applicable"})}}},
        "score_not_applicable",
        "scores.a.A",
    ),
    (
        {"baseline": Baseline(name="Keep", kind="keep", scores={"F": score(80.0)})},
        "score_on_needs_criterion",
        "baseline.scores.F",
    ),
]


@pytest.mark.parametrize(("change", "code", "where"), CONTRADICTIONS, ids=[c[1] for c in CONTRADICTIONS])
def test_a_contradiction_is_named_with_its_place(change: Change, code: str, where: str) -> None:
    assert said(check(changed(**change))) == [(code, where)]


def test_a_criterion_on_the_wrong_side_is_named_with_what_is_allowed() -> None:
    found = check(changed(**tree(platform=("F", "A", "L", "Q"), integrator=()), weights={}))
    assert [(e.code, e.where, e.figures) for e in found] == [
        ("criterion_on_wrong_side", "criteria_set.platform.Q", {"found": "Q", "allowed": "integrator"})
    ]


def test_a_branch_named_as_a_criterion_beside_it_is_refused() -> None:
    branch = Branch(group="F", criteria=("A", "L"))
    assert said(check(changed(**tree(platform=("F", branch)), weights={}))) == [
        ("branch_twice", "criteria_set.platform.F")
    ]


def test_one_branch_may_stand_on_either_side() -> None:
    sides = tree(integrator=(Branch(group="use", criteria=("Q",)),))
    assert check(changed(**sides)) == ()


@pytest.mark.parametrize("performance", [-1.0, 3.0, 1.5, LARGEST])
def test_a_level_that_the_scale_does_not_have_is_refused(performance: float) -> None:
    (found,) = check(changed(scores={"a": {"L": score(performance)}}))
    assert isinstance(found, OutOfScale)
    assert (found.code, found.where) == ("no_such_level", "scores.a.L")
    assert found.figures == {"found": performance, "allowed": "0-2"}


def test_a_performance_beyond_the_anchors_of_a_scale_with_a_unit_is_no_contradiction() -> None:
    assert check(changed(scores={"a": {"A": score(LARGEST)}})) == ()


def test_weights_that_cannot_be_weights_are_weight_errors() -> None:
    (found,) = check(changed(weights={"platform": points(F=0, use=0)}))
    assert isinstance(found, WeightError)


def test_an_unknown_fact_and_one_looked_for_in_vain_are_different_things() -> None:
    for name in FACTS:
        assert check(changed(**of_product(name, fact("unknown")))) == ()


def test_an_edition_may_be_sold_in_two_deployments() -> None:
    both = tuple(Edition(name="Pro", deployment=where) for where in ("cloud", "self_hosted"))
    platforms = (product("a", FACTS).model_copy(update={"editions": both}), product("b"))
    for where in ("cloud", "self_hosted"):
        offers = altered("offers", 0, deployment=where)
        assert check(changed(platforms=platforms, **offers)) == ()


@pytest.mark.parametrize(("line", "codes"), [(0.8, []), (0.75, ["fit_line_off_anchor"])])
def test_the_fit_line_is_the_worst_anchor_of_as_is_fit_where_it_is_weighted(
    line: float, codes: list[str]
) -> None:
    weighted = decide(criteria=(as_is_fit_criterion(),), needs=(need("N1"),), policy=Policy(fit_line=line))
    assert [error.code for error in check(weighted)] == codes
    beside = decide(
        criteria=(fed("F"), as_is_fit_criterion("F1")),
        needs=(need("N1"),),
        tree={"platform": ("F",)},
        policy=Policy(fit_line=line),
    )
    assert check(beside) == ()


LOOSE: list[tuple[Change, str, str]] = [
    ({"answers": {"c": {}}}, "unknown_offer", "answers.c"),
    ({"answers": {"a": {"N9": answer()}}}, "unknown_need", "answers.a.N9"),
    ({"scores": {"c": {}}}, "unknown_alternative", "scores.c"),
    ({"scores": {"a+y": {}}}, "unknown_alternative", "scores.a+y"),
    ({"scores": {"a": {"Z": score(1.0)}}}, "unknown_criterion", "scores.a.Z"),
    (
        {"baseline": Baseline(name="K", kind="keep", answers={"N9": answer()})},
        "unknown_need",
        "baseline.answers.N9",
    ),
    (
        {"baseline": Baseline(name="K", kind="keep", scores={"Z": score(1.0)})},
        "unknown_criterion",
        "baseline.scores.Z",
    ),
]


LOOSE.append(
    (
        {"reference_calls": (ReferenceCall(id="C1", about="gone", customer="Mill"),)},
        "unknown_alternative",
        "reference_calls.C1.about",
    )
)


@pytest.mark.parametrize(("change", "code", "where"), LOOSE, ids=[place for _, _, place in LOOSE])
def test_what_is_about_something_that_is_not_there_is_a_loose_end_and_no_contradiction(
    change: Change, code: str, where: str
) -> None:
    found = changed(**change)
    assert said(loose_ends(found)) == [(code, where)]
    assert check(found) == ()


def test_a_decision_without_a_baseline_has_no_loose_ends_in_it() -> None:
    assert (check(changed(baseline=None)), loose_ends(changed(baseline=None))) == ((), ())


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (altered("needs", 0, criterion=None), "need_feeds_nothing", "needs.N1"),
        (altered("needs", 0, criterion="Z"), "need_feeds_nothing", "needs.N1"),
        (altered("needs", 0, criterion="Q"), "need_feeds_nothing", "needs.N1"),
        (altered("needs", 0, criterion="A"), "need_feeds_measured_criterion", "needs.N1"),
        ({"needs": ()}, "criterion_nobody_measures", "criteria.F"),
    ],
)
def test_what_keeps_a_decision_from_being_ranked_is_named(change: Change, code: str, where: str) -> None:
    assert said(obstacles(changed(**change))) == [(code, where)]


def test_a_criterion_nobody_measures_is_named_as_people_read_it() -> None:
    unfed = altered("criteria", 0, name=Localised(en="Fit", pl="Dopasowanie"))
    (found,) = obstacles(changed(needs=(), **unfed))
    assert found.figures == {"found": "Fit"}


def test_a_need_feeds_what_the_set_says_before_what_it_says_itself() -> None:
    own = need("N1", criterion="F")
    assert criterion_fed_by(changed(), own) == "F"
    assert criterion_fed_by(changed(**tree(every_need_feeds="G")), own) == "G"
    assert criterion_fed_by(changed(**tree(every_need_feeds="G", feeds={"N1": "H"})), own) == "H"
    assert criterion_fed_by(changed(**tree(feeds={"N2": "H"})), own) == "F"
    assert criterion_fed_by(changed(), own.model_copy(update={"criterion": None})) is None


def test_the_nodes_of_the_tree_are_the_sides_and_their_branches() -> None:
    assert children_of(whole()) == {
        "sides": ("platform", "integrator"),
        "platform": ("F", "use"),
        "platform.use": ("A", "L"),
        "integrator": ("Q",),
    }
    assert children_of(changed(**tree(platform=(), integrator=()))) == {"sides": ()}


@pytest.mark.parametrize(
    ("offer", "name"),
    [
        (Offer(id="o", product="a", edition="Pro", deployment="cloud", name="Our plan"), "Our plan"),
        (Offer(id="o", product="a", edition="Pro", deployment="cloud"), "a (fictional) Pro"),
        (Offer(id="o", product="gone", edition="Pro", deployment="cloud"), "gone Pro"),
    ],
)
def test_an_offer_is_named_by_itself_else_by_product_and_edition(offer: Offer, name: str) -> None:
    assert offer_name(changed(offers=(offer,)), "o") == name


def test_every_defect_is_told_at_once() -> None:
    many = changed(**altered("needs", 0, phase="P9", goal="H"), weights={"nowhere": points(F=1)})
    assert [code for code, _ in said(check(many))] == ["unknown_phase", "unknown_goal", "unknown_node"]


def test_an_open_answer_is_no_defect() -> None:
    assert loose_ends(changed(answers={"a": {"N1": not_answered("asked")}})) == ()
