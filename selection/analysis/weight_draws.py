"""Drawing weights around what was elicited: a member by voting weight, then that member's own range.

At a node on which the member abstained another one who judged it is picked; where no member judged a
node, what was agreed on there is taken with its method's range; and where nobody said anything, any
weights at all may come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selection.analysis.elicited import Elicited, elicit
from selection.analysis.group_weights import heard
from selection.analysis.weights import NodeWeightTable, node_weights
from selection.model.consistency import children_of
from selection.model.criteria import Branch, Side
from selection.model.decision import Decision
from selection.model.members import Member

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class NodeVoices:
    """Who judged one node: what each said, and how much each counts; `votes` sum to 1."""

    node: str
    children: tuple[str, ...]
    members: tuple[str, ...]
    said: tuple[Elicited, ...]
    votes: tuple[float, ...]

    @property
    def undecided(self) -> bool:
        """Whether there was a choice and nobody made one, so that any weights may come."""
        return not self.said and len(self.children) > 1


@dataclass(frozen=True, slots=True, eq=False)
class WeightDraws:
    """Drawn weights, a row per draw: of each side's criteria within the side, and the platform's share."""

    platform: Table
    integrator: Table
    share: Table

    @property
    def count(self) -> int:
        """How many draws there are."""
        return len(self.share)

    @property
    def overall(self) -> Table:
        """Weights of all criteria in the value of a pair: the platform's first, then the integrator's."""
        share = self.share[:, None]
        return np.hstack([share * self.platform, (1 - share) * self.integrator])


@dataclass(frozen=True, slots=True, eq=False)
class Electorate:
    """Everybody whose weights may be drawn, node by node."""

    decision: Decision
    members: tuple[Member, ...]
    voices: Mapping[str, NodeVoices]

    @classmethod
    def of(cls, decision: Decision) -> "Electorate":
        """Read who judged what; a member who said nothing that can be weights there has abstained."""
        members = tuple(member for member in decision.members if member.weights)
        nodes = children_of(decision)
        voices = {node: _voices(decision, members, node, children) for node, children in nodes.items()}
        return cls(decision, members, voices)

    @property
    def undecided(self) -> tuple[str, ...]:
        """The nodes nobody judged."""
        return tuple(node for node, voices in self.voices.items() if voices.undecided)

    def draw(self, generator: np.random.Generator, count: int) -> WeightDraws:
        """Draw weights of the whole tree."""
        picked = generator.random(count)
        nodes = {node: self._at_node(voices, picked, generator) for node, voices in self.voices.items()}
        return composed(self.decision, nodes, count)

    def _at_node(self, voices: NodeVoices, picked: Table, generator: np.random.Generator) -> Table:
        count = len(picked)
        if not voices.said:
            return elicit(None, voices.children).draw(generator, count)
        again = generator.random(count)
        who = self._who(voices, picked, again)
        found = np.empty((count, len(voices.children)))
        for at, said in enumerate(voices.said):
            rows = np.flatnonzero(who == at)
            if rows.size:
                found[rows] = said.draw(generator, len(rows))
        return found

    def _who(self, voices: NodeVoices, picked: Table, again: Table) -> NDArray[np.intp]:
        """Take the member picked for the draw, or, where that one abstained, another who did not."""
        others = _by_votes(voices.votes, again)
        if not voices.members:
            return others
        order = {name: at for at, name in enumerate(voices.members)}
        seat = np.array([order.get(member.id, -1) for member in self.members], dtype=np.intp)
        own = seat[_by_votes([member.voting_weight for member in self.members], picked)]
        return np.where(own >= 0, own, others)


def _by_votes(votes: Sequence[float], chance: Table) -> NDArray[np.intp]:
    limits = np.cumsum(votes) / sum(votes)
    return np.minimum(np.searchsorted(limits, chance, side="right"), len(votes) - 1)


def _voices(
    decision: Decision, members: Sequence[Member], node: str, children: tuple[str, ...]
) -> NodeVoices:
    voices = [(m, found) for m in members if (found := heard(m, node, children)) is not None]
    if voices:
        total = sum(member.voting_weight for member, _ in voices)
        return NodeVoices(
            node,
            children,
            tuple(member.id for member, _ in voices),
            tuple(found for _, found in voices),
            tuple(member.voting_weight / total for member, _ in voices),
        )
    agreed = decision.weights.get(node)
    if agreed is None:
        return NodeVoices(node, children, (), (), ())
    return NodeVoices(node, children, (), (elicit(agreed, children),), (1.0,))


def composed(decision: Decision, nodes: Mapping[str, Table], count: int) -> WeightDraws:
    """Multiply drawn weights along the paths of the tree: `nodes` are draws × children."""
    sides = _side_share(decision, nodes, count)
    return WeightDraws(
        _within(decision, nodes, "platform", count), _within(decision, nodes, "integrator", count), sides
    )


def _side_share(decision: Decision, nodes: Mapping[str, Table], count: int) -> Table:
    order = children_of(decision)["sides"]
    if "platform" not in order:
        return np.zeros(count)
    return np.asarray(nodes["sides"][:, order.index("platform")])


def _within(decision: Decision, nodes: Mapping[str, Table], side: Side, count: int) -> Table:
    chosen = decision.criteria_set
    branches = chosen.platform if side == "platform" else chosen.integrator
    columns: list[Table] = []
    for at, branch in enumerate(branches):
        share = nodes[side][:, at, None]
        columns.append(share * nodes[f"{side}.{branch.group}"] if isinstance(branch, Branch) else share)
    return np.hstack(columns) if columns else np.zeros((count, 0))


def fixed(decision: Decision, nodes: NodeWeightTable) -> WeightDraws:
    """Give weights that don't vary, as a single draw."""
    children = children_of(decision)
    return composed(
        decision,
        {node: np.array([[nodes[node][child] for child in names]]) for node, names in children.items()},
        1,
    )


def own_weights(electorate: Electorate) -> dict[str, NodeWeightTable]:
    """Give every member's own weights; where a member abstained, what was agreed on stands."""
    agreed = node_weights(electorate.decision)
    found = {}
    for member in electorate.members:
        own = {
            node: said.by_child
            for node, voices in electorate.voices.items()
            for name, said in zip(voices.members, voices.said, strict=False)
            if name == member.id
        }
        if own:
            found[member.id] = agreed | own
    return found
