"""From each member's own weights to what the group might agree on, node by node.

It is a proposal for the meeting; what was agreed stands in the decision. Each member's weights sum to 1
before anything is averaged, so that nobody counts more by writing larger figures, and a node is averaged
over those who judged it. Comparisons of two at a time are joined by their geometric mean instead, if
everybody compared.

References
----------
Forman, E. and Peniwati, K. (1998). Aggregating individual judgments and priorities with the Analytic
Hierarchy Process. European Journal of Operational Research 108(1), 165-169.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from selection.analysis.concordance import kendalls_w
from selection.analysis.elicited import Elicited, elicit
from selection.analysis.pairwise import comparison_table, joint_comparisons, pairwise_weights
from selection.analysis.spreads import Table
from selection.errors import WeightError
from selection.model.consistency import children_of
from selection.model.decision import Decision
from selection.model.members import Member


@dataclass(frozen=True)
class NodeProposal:
    """What a group might agree on at one node, and how far its members are from each other."""

    weights: dict[str, float]
    least: dict[str, float]
    """The least weight any of them gave."""
    most: dict[str, float]
    """The greatest weight any of them gave."""
    judges: tuple[str, ...]
    concordance: float | None
    """Kendall's W of their weights; None for fewer than two."""


def proposals(decision: Decision, *, by_department: bool = False) -> dict[str, NodeProposal]:
    """Propose weights for every node that somebody judged.

    With `by_department` every department counts alike, whatever the number and the votes of its members;
    who has none is one of its own.

    >>> from selection.model.criteria import CriteriaSet
    >>> from selection.model.weights import NodeWeights
    >>> chosen = CriteriaSet(
    ...     kind="criteria_set", id="two", version=1, title="Two", platform=("fit", "ease")
    ... )
    >>> ann = Member(id="ann", weights={"platform": NodeWeights(points={"fit": 30, "ease": 10})})
    >>> bob = Member(id="bob", weights={"platform": NodeWeights(points={"fit": 1, "ease": 3})})
    >>> found = proposals(Decision(id="d", title="D", criteria_set=chosen, members=(ann, bob)))
    >>> found["platform"].weights, found["platform"].concordance
    ({'fit': 0.5, 'ease': 0.5}, 0.0)
    """
    nodes = children_of(decision)
    found = {node: _proposal(decision.members, node, nodes[node], by_department) for node in nodes}
    return {node: proposal for node, proposal in found.items() if proposal is not None}


def heard(member: Member, node: str, children: Sequence[str]) -> Elicited | None:
    """Give a member's weights of a node; None if the member abstained.

    What was said of other children, before the tree changed, is no judgement of these.
    """
    said = member.weights.get(node)
    if said is None:
        return None
    try:
        return elicit(said, children)
    except WeightError:
        return None


def _proposal(
    members: Sequence[Member], node: str, children: Sequence[str], by_department: bool
) -> NodeProposal | None:
    said = {m.id: found for m in members if (found := heard(m, node, children)) is not None}
    judges = [member for member in members if member.id in said]
    if not judges or len(children) <= 1:
        return None
    own = np.array([said[member.id].weights for member in judges])
    votes = _votes(judges, by_department)
    if all(member.weights[node].method == "pairwise" for member in judges):
        tables = [comparison_table(member.weights[node].pairwise, children) for member in judges]
        mean = pairwise_weights(joint_comparisons(tables, list(votes.values()))).weights
    else:
        mean = np.average(own, axis=0, weights=list(votes.values()))
    return NodeProposal(
        _named(children, mean),
        _named(children, own.min(axis=0)),
        _named(children, own.max(axis=0)),
        tuple(votes),
        kendalls_w(own),
    )


def _named(children: Sequence[str], figures: Table) -> dict[str, float]:
    return dict(zip(children, figures.tolist(), strict=True))


def _votes(judges: Sequence[Member], by_department: bool) -> Mapping[str, float]:
    if not by_department:
        return {member.id: member.voting_weight for member in judges}
    total: dict[str, float] = {}
    for member in judges:
        place = member.department or member.id
        total[place] = total.get(place, 0.0) + member.voting_weight
    return {m.id: m.voting_weight / total[m.department or m.id] for m in judges}
