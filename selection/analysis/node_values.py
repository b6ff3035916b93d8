"""What the ranking hangs on at one node: each alternative's value if one child alone counted there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from selection.analysis.evaluation import Alternative, Evaluation, rank
from selection.analysis.foundation import Foundation
from selection.analysis.spreads import Table
from selection.analysis.weights import NodeWeightTable


@dataclass(frozen=True)
class NodeValues:
    """The alternatives an answer at a node could still rank, and their values under each child alone.

    Overall values are linear in a node's weights, so these say everything about them.
    """

    names: tuple[str, ...]
    table: Table


def node_values(foundation: Foundation, nodes: NodeWeightTable, node: str) -> NodeValues:
    """Give the values of the alternatives at a node, the other nodes having the weights they have.

    Open cells count with the middle of their interval; whoever fails a gate is left out.
    """
    children = list(nodes[node])
    corners = [rank(foundation, nodes | {node: _alone(child, children)}) for child in children]
    listed = [_listed(corner, node) for corner in corners]
    first = listed[0] if listed else ()
    columns = [[found.middle for found in corner] for corner in listed]
    table = np.array(columns).reshape(len(children), len(first)).T
    return NodeValues(tuple(found.name for found in first), table)


def _alone(child: str, children: Sequence[str]) -> dict[str, float]:
    return {name: float(name == child) for name in children}


def _listed(evaluation: Evaluation, node: str) -> tuple[Alternative, ...]:
    """Take the pairs, or the node's own side where there are none; always in one order."""
    own = evaluation.integrators if node.startswith("integrator") else evaluation.platforms
    standing = [found for found in evaluation.pairs or own if found.gate.verdict != "fail"]
    return tuple(sorted(standing, key=lambda found: found.id))
