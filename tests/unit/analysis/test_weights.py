from fractions import Fraction
from typing import Any

import pytest

from selection.analysis.weights import (
    leaf_weights,
    node_weights,
    side_weights,
    undecided_nodes,
    weights_from_points,
    weights_from_rank_order,
)
from selection.errors import WeightError
from selection.model.criteria import Branch
from selection.model.decision import Decision, NodeWeights
from tests.building import criterion, decide, fed, need


def tree(**weights: NodeWeights) -> Decision:
    """F and a branch of A and B on the platform's side, C and Q on the other."""
    return decide(
        needs=(need("N1"),),
        criteria=(
            fed("F"),
            criterion("A"),
            criterion("B"),
            criterion("C", "integrator"),
            criterion("Q", "pair"),
        ),
        tree={"platform": ("F", Branch(group="use", criteria=("A", "B"))), "integrator": ("C", "Q")},
        weights={name.replace("_", "."): given for name, given in weights.items()},
    )


def points(**given: float) -> NodeWeights:
    return NodeWeights(points={name: float(figure) for name, figure in given.items()})


def test_points_become_shares_of_their_sum() -> None:
    assert weights_from_points({"a": 60, "b": 20, "c": 0}) == {"a": 0.75, "b": 0.25, "c": 0.0}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"a": 3, "b": -1}, "weight_negative"),
        ({"a": 0, "b": 0}, "weights_all_zero"),
        ({}, "weights_all_zero"),
        ({"a": float("nan")}, "weight_not_finite"),
        ({"a": float("inf"), "b": 1}, "weight_not_finite"),
        ({"a": 1e308, "b": 1e308}, "weight_not_finite"),
    ],
)
def test_points_that_cannot_be_weights_are_refused(given: dict[str, float], code: str) -> None:
    with pytest.raises(WeightError) as refused:
        weights_from_points(given)
    assert refused.value.code == code


@pytest.mark.parametrize("count", range(1, 9))
def test_rank_order_weights_are_the_published_centroid(count: int) -> None:
    names = [f"c{place}" for place in range(count)]
    exact = [
        sum((Fraction(1, place) for place in range(rank, count + 1)), Fraction(0)) / count
        for rank in range(1, count + 1)
    ]
    found = weights_from_rank_order(names)
    assert list(found) == names
    assert list(found.values()) == pytest.approx([float(weight) for weight in exact], abs=1e-12)
    assert sum(found.values()) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("order", [[], ["a", "b", "a"]])
def test_an_order_of_nothing_or_with_somebody_twice_is_refused(order: list[str]) -> None:
    with pytest.raises(WeightError) as refused:
        weights_from_rank_order(order)
    assert (refused.value.code, refused.value.figures) == ("rank_order", {"found": order})


def test_a_node_nobody_decided_on_is_shared_evenly() -> None:
    assert node_weights(tree()) == {
        "sides": {"platform": 0.5, "integrator": 0.5},
        "platform": {"F": 0.5, "use": 0.5},
        "platform.use": {"A": 0.5, "B": 0.5},
        "integrator": {"C": 0.5, "Q": 0.5},
    }


def test_every_node_is_weighted_as_it_was_decided() -> None:
    decided = tree(
        sides=points(platform=3, integrator=1),
        platform=points(F=1, use=3),
        platform_use=NodeWeights(method="rank_order", order=("B", "A")),
    )
    assert node_weights(decided) == {
        "sides": {"platform": 0.75, "integrator": 0.25},
        "platform": {"F": 0.25, "use": 0.75},
        "platform.use": {"B": 0.75, "A": 0.25},
        "integrator": {"C": 0.5, "Q": 0.5},
    }


def test_a_criterions_weight_is_the_product_down_the_tree() -> None:
    decided = tree(sides=points(platform=3, integrator=1), platform=points(F=1, use=3))
    nodes = node_weights(decided)
    assert side_weights(decided, nodes, "platform") == {"F": 0.25, "A": 0.375, "B": 0.375}
    assert side_weights(decided, nodes, "integrator") == {"C": 0.5, "Q": 0.5}
    assert leaf_weights(decided, nodes) == {"F": 0.1875, "A": 0.28125, "B": 0.28125, "C": 0.125, "Q": 0.125}


def test_weights_sum_to_one_at_every_node_and_over_all_criteria() -> None:
    decided = tree(sides=points(platform=1, integrator=2), platform=points(F=1, use=6))
    nodes = node_weights(decided)
    assert [sum(node.values()) for node in nodes.values()] == pytest.approx([1] * 4, abs=1e-12)
    assert sum(leaf_weights(decided, nodes).values()) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("given", "undecided"),
    [
        ({}, ("sides", "platform", "platform.use", "integrator")),
        ({"sides": points(platform=1, integrator=1)}, ("platform", "platform.use", "integrator")),
        ({"platform_use": points(A=1, B=1)}, ("sides", "platform", "integrator")),
    ],
)
def test_the_balance_of_the_sides_is_undecided_until_somebody_decides(
    given: dict[str, Any], undecided: tuple[str, ...]
) -> None:
    assert undecided_nodes(tree(**given)) == undecided


def test_where_there_is_one_child_there_is_nothing_to_decide() -> None:
    alone = decide(weights={})
    assert undecided_nodes(alone) == ()
    assert node_weights(alone) == {"sides": {"platform": 1.0}, "platform": {"F0": 1.0}}
    assert leaf_weights(alone, node_weights(alone)) == {"F0": 1.0}


def test_a_tree_without_criteria_has_no_weights() -> None:
    empty = decide(needs=(need("N1"),), tree={"platform": (), "integrator": ()})
    assert node_weights(empty) == {"sides": {}}
    assert leaf_weights(empty, node_weights(empty)) == {}
