"""From points or a rank order at every node of the criteria tree to one weight per criterion.

References
----------
Barron, F. H. and Barrett, B. E. (1996). Decision quality using ranked attribute weights.
Management Science 42(11), 1515-1523 (rank order centroid).
"""

import math
from collections.abc import Mapping, Sequence

from selection.analysis.elicited import elicit
from selection.errors import WeightError
from selection.model.consistency import children_of
from selection.model.criteria import SIDES, Branch, Side
from selection.model.decision import Decision
from selection.model.price_rules import weightless
from selection.model.weights import NodeWeights

NodeWeightTable = dict[str, dict[str, float]]


def weights_from_points(points: Mapping[str, float]) -> dict[str, float]:
    """Turn points into weights that sum to 1.

    Raises
    ------
    WeightError
        If a point is negative or not a finite number, or all are zero.

    >>> weights_from_points({"fit": 60, "cost": 20})
    {'fit': 0.75, 'cost': 0.25}
    """
    total = sum(points.values())
    if not math.isfinite(total):
        raise WeightError("weight_not_finite", found=dict(points))
    if any(point < 0 for point in points.values()):
        raise WeightError("weight_negative", found=dict(points))
    if total <= 0:
        raise WeightError("weights_all_zero", found=dict(points))
    return {name: point / total for name, point in points.items()}


def weights_from_rank_order(order: Sequence[str]) -> dict[str, float]:
    """Turn a rank order, most important first, into rank order centroid weights.

    The weight of the k-th of n is the mean over all weights that respect the order: 1/n · Σ_{j=k..n} 1/j.

    Raises
    ------
    WeightError
        If a name stands twice, or there is none.

    >>> {name: round(weight, 4) for name, weight in weights_from_rank_order(["a", "b", "c"]).items()}
    {'a': 0.6111, 'b': 0.2778, 'c': 0.1111}
    """
    if not order or len(set(order)) != len(order):
        raise WeightError("rank_order", found=list(order))
    count = len(order)
    return {
        name: sum(1 / place for place in range(rank, count + 1)) / count
        for rank, name in enumerate(order, start=1)
    }


def node_weights(decision: Decision) -> NodeWeightTable:
    """Give the weights of the children of every node; a node nobody has decided on is shared evenly.

    What carries no weight (cost, where price counts by a formula or is sealed) is weighted 0 and the
    rest of its node sums to 1; a node of which nothing would be left keeps its weights, because its
    own parent carries none.
    """
    apart = weightless(decision)
    found: NodeWeightTable = {}
    for node, children in children_of(decision).items():
        kept = tuple(child for child in children if (node, child) not in apart) or children
        weights = _weights_of(decision.weights.get(node), children, kept)
        found[node] = {child: weights.get(child, 0.0) for child in children}
    return found


def undecided_nodes(decision: Decision) -> tuple[str, ...]:
    """Name the nodes with a choice to make that nobody has weighted yet."""
    return tuple(
        node
        for node, children in children_of(decision).items()
        if len(children) > 1 and node not in decision.weights
    )


def _weights_of(stated: NodeWeights | None, children: Sequence[str], kept: Sequence[str]) -> dict[str, float]:
    """Give the weights of the children that are kept, which sum to 1."""
    if stated is not None and stated.method == "rank_order":
        return weights_from_rank_order([name for name in stated.order if name in kept])
    if stated is not None and stated.method == "points":
        return weights_from_points({name: points for name, points in stated.points.items() if name in kept})
    weights = elicit(stated, children).by_child
    return weights if tuple(kept) == tuple(children) else weights_from_points({n: weights[n] for n in kept})


def side_weights(decision: Decision, nodes: NodeWeightTable, side: Side) -> dict[str, float]:
    """Give the weights of a side's criteria within that side; they sum to 1."""
    branches = decision.criteria_set.platform if side == "platform" else decision.criteria_set.integrator
    found: dict[str, float] = {}
    for branch in branches:
        if isinstance(branch, Branch):
            share = nodes[side][branch.group]
            within = nodes[f"{side}.{branch.group}"]
            found |= {name: share * within[name] for name in branch.criteria}
        else:
            found[branch] = nodes[side][branch]
    return found


def leaf_weights(decision: Decision, nodes: NodeWeightTable) -> dict[str, float]:
    """Give every criterion's weight in the pair's overall value; they sum to 1."""
    sides = nodes["sides"]
    return {
        name: sides[side] * weight
        for side in SIDES
        if side in sides
        for name, weight in side_weights(decision, nodes, side).items()
    }
