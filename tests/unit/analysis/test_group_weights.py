"""What a group might agree on, from what each of its members said alone."""

import pytest

from selection.analysis.group_weights import proposals
from selection.model.criteria import Branch, CriteriaSet
from selection.model.decision import Decision
from selection.model.members import Member
from selection.model.weights import NodeWeights

CHOSEN = CriteriaSet(
    kind="criteria_set",
    id="few",
    version=1,
    title="Few",
    platform=(Branch(group="use", criteria=("a", "b")), "c"),
    integrator=("d",),
)


def group(*members: Member, **weights: NodeWeights) -> Decision:
    return Decision(id="d", title="D", criteria_set=CHOSEN, members=members, weights=weights)


def points(**given: float) -> NodeWeights:
    return NodeWeights(points={name: float(figure) for name, figure in given.items()})


def member(name: str, said: NodeWeights | None = None, *, node: str = "platform", **more: object) -> Member:
    return Member.model_validate({"id": name, "weights": {node: said} if said else {}, **more})


def test_nobody_counts_more_by_writing_larger_figures() -> None:
    found = proposals(group(member("ann", points(use=900, c=300)), member("bob", points(use=1, c=3))))
    assert found["platform"].weights == {"use": 0.5, "c": 0.5}
    assert (found["platform"].least, found["platform"].most) == (
        {"use": 0.25, "c": 0.25},
        {"use": 0.75, "c": 0.75},
    )


def test_votes_count_by_their_weight() -> None:
    ann = member("ann", points(use=1, c=3), voting_weight=3)
    found = proposals(group(ann, member("bob", points(use=1, c=0))))
    assert found["platform"].weights == {"use": pytest.approx((3 * 0.25 + 1) / 4), "c": pytest.approx(0.5625)}


def test_who_abstained_at_a_node_does_not_count_there() -> None:
    ann = member("ann", points(use=1, c=3))
    bob = member("bob", points(a=1, b=1), node="platform.use")
    found = proposals(group(ann, bob))
    assert found["platform"].judges == ("ann",)
    assert found["platform"].weights == {"use": 0.25, "c": 0.75}
    assert found["platform.use"].judges == ("bob",)
    assert "sides" not in found


def test_what_was_said_of_other_children_is_no_judgement_of_these() -> None:
    assert proposals(group(member("ann", points(use=1, gone=3)))) == {}


def test_every_department_counts_alike_if_that_is_the_rule() -> None:
    sales = [member(f"s{at}", points(use=1, c=0), department="Sales") for at in range(3)]
    works = member("w", points(use=0, c=1), department="Works council")
    by_head = proposals(group(*sales, works))
    by_department = proposals(group(*sales, works), by_department=True)
    assert by_head["platform"].weights == {"use": 0.75, "c": 0.25}
    assert by_department["platform"].weights == {"use": pytest.approx(0.5), "c": pytest.approx(0.5)}


def compared(ratio: float) -> NodeWeights:
    return NodeWeights(method="pairwise", pairwise={"use": {"c": ratio}})


def test_comparisons_are_joined_by_their_geometric_mean() -> None:
    found = proposals(group(member("ann", compared(8)), member("bob", compared(2))))
    assert found["platform"].weights == {"use": pytest.approx(0.8), "c": pytest.approx(0.2)}


def test_comparisons_beside_points_are_averaged_as_weights() -> None:
    found = proposals(group(member("ann", compared(3)), member("bob", points(use=1, c=1))))
    assert found["platform"].weights == {"use": pytest.approx(0.625), "c": pytest.approx(0.375)}


def test_concordance_is_that_of_the_members_who_judged() -> None:
    agreeing = group(member("ann", points(use=9, c=1)), member("bob", points(use=6, c=4)), member("eve"))
    assert proposals(agreeing)["platform"].concordance == 1
    assert proposals(group(member("ann", points(use=9, c=1))))["platform"].concordance is None


def test_where_nobody_judged_nothing_is_proposed() -> None:
    decision = group(member("ann", points(use=1, c=3)), sides=points(platform=30, integrator=70))
    assert {node: found.weights for node, found in proposals(decision).items()} == {
        "platform": {"use": 0.25, "c": 0.75}
    }


def test_a_group_of_nobody_proposes_nothing() -> None:
    assert proposals(group()) == {}
