"""What the workbook shows, put in order: alternatives in blocks of criteria, and their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from selection.analysis.cells import Resolved
from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.foundation import Kind
from selection.analysis.pairs import PairKey
from selection.analysis.partials import Partials, Table
from selection.analysis.weights import leaf_weights, side_weights
from selection.model.consistency import criterion_fed_by, offer_names
from selection.model.criteria import Criterion
from selection.model.decision import Decision
from selection.model.judgements import EVIDENCE, Answer, Cell, Score
from selection.model.needs import Need
from selection.words import Words

KINDS: tuple[Kind, ...] = ("platform", "integrator", "pair")
BASELINE = "*baseline"
"""Stands for the baseline among ids; no id begins with an asterisk."""


@dataclass(frozen=True)
class Member:
    """One alternative, or the baseline, within a block of criteria."""

    id: str
    name: str
    low: Table
    high: Table
    proven: Table
    scores: Mapping[str, Resolved[Score]]


@dataclass(frozen=True)
class Block:
    """The criteria of one scope, and who is measured on them; the baseline stands last."""

    kind: Kind
    criteria: tuple[Criterion, ...]
    members: tuple[Member, ...]

    def member(self, name: str) -> Member:
        """Find a member by its id."""
        return self._by_id[name]

    @cached_property
    def _by_id(self) -> Mapping[str, Member]:
        return {member.id: member for member in self.members}


@dataclass(frozen=True)
class Owner:
    """Whose answers stand in a column of the needs: an offer, or the baseline."""

    id: str
    name: str
    answers: Mapping[str, Resolved[Answer]]


@dataclass(frozen=True)
class Material:
    """A result, arranged for the workbook."""

    evaluation: Evaluation
    blocks: Mapping[Kind, Block]
    owners: tuple[Owner, ...]
    within: Mapping[Kind, Mapping[str, float]]
    """The weights under which each kind is valued on its own list."""

    @property
    def decision(self) -> Decision:
        """The decision it is about."""
        return self.evaluation.decision

    @property
    def results(self) -> Mapping[Kind, tuple[Alternative, ...]]:
        """Results by kind, in the order of reading."""
        found = self.evaluation
        return {"platform": found.platforms, "integrator": found.integrators, "pair": found.pairs}

    @property
    def main(self) -> Kind:
        """The kind that is awarded: pairs, or offers where there are no pairs."""
        return "pair" if self.evaluation.pairs else "platform"

    def result(self, kind: Kind, name: str) -> Alternative:
        """Find the result of an alternative."""
        return self._by_id[kind][name]

    @cached_property
    def _by_id(self) -> Mapping[Kind, Mapping[str, Alternative]]:
        return {kind: {found.id: found for found in results} for kind, results in self.results.items()}

    @cached_property
    def pairs(self) -> Mapping[str, PairKey]:
        """Find a pair by its id."""
        return {pair.id: pair for pair in self.evaluation.foundation.pairs}

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """List the alternatives of a kind in the order in which the decision names them."""
        return self._ids[kind]

    @cached_property
    def _ids(self) -> Mapping[Kind, tuple[str, ...]]:
        return {
            kind: tuple(member.id for member in block.members if member.id != BASELINE)
            for kind, block in self.blocks.items()
        }

    def kinds(self) -> tuple[Kind, ...]:
        """Name the kinds of which there are alternatives."""
        return tuple(kind for kind in KINDS if self.ids(kind))

    def parts(self, kind: Kind) -> tuple[Kind, ...]:
        """Name the blocks an alternative of a kind is valued on."""
        return KINDS if kind == "pair" else (kind,)

    def part_of(self, kind: Kind, name: str, part: Kind) -> Member:
        """Give the member whose values in a block an alternative takes: a pair its offer's and its firm's."""
        if kind == part or name == BASELINE:
            return self.blocks[part].member(name)
        pair = self.pairs[name]
        return self.blocks[part].member(pair.offer if part == "platform" else pair.integrator)

    def feeds(self, need: Need) -> str:
        """Name the criterion a need feeds."""
        return self._fed[need.id]

    @cached_property
    def _fed(self) -> Mapping[str, str]:
        decision = self.decision
        return {need.id: criterion_fed_by(decision, need) or "" for need in decision.needs}

    def is_weak(self, cell: Cell) -> bool:
        """Tell whether a cell has less evidence than the stage asks for, or none."""
        level = EVIDENCE.index(self.decision.gate_evidence)
        return cell.evidence is None or EVIDENCE.index(cell.evidence) < level


def arranged(evaluation: Evaluation, words: Words) -> Material:
    """Arrange a result for the workbook of a reader."""
    decision, foundation = evaluation.decision, evaluation.foundation
    names = offer_names(decision)
    named: dict[Kind, dict[str, str]] = {
        "platform": names,
        "integrator": {firm.id: firm.name for firm in decision.integrators},
        "pair": {pair.id: pair.name for pair in foundation.pairs},
    }
    partials: dict[Kind, Partials] = {
        "platform": foundation.platform,
        "integrator": foundation.integrator,
        "pair": foundation.pair,
    }
    blocks = {kind: _block(evaluation, kind, partials[kind], named[kind], words) for kind in KINDS}
    owners = tuple(Owner(name, names[name], cells) for name, cells in foundation.answers.items())
    return Material(evaluation, blocks, owners + _baseline_owner(decision, words), _weights(evaluation))


def _block(
    evaluation: Evaluation, kind: Kind, partials: Partials, names: Mapping[str, str], words: Words
) -> Block:
    foundation = evaluation.foundation
    criteria = tuple(foundation.criteria[name] for name in partials.criteria)
    members = [
        Member(
            name,
            names[name],
            partials.low[at],
            partials.high[at],
            partials.proven[at],
            foundation.scores.get(name, {}),
        )
        for at, name in enumerate(partials.alternatives)
    ]
    return Block(kind, criteria, tuple(members) + _baseline_member(evaluation, partials.criteria, words))


def _baseline_member(evaluation: Evaluation, criteria: Sequence[str], words: Words) -> tuple[Member, ...]:
    baseline, found = evaluation.decision.baseline, evaluation.foundation.baseline
    if baseline is None or found is None:
        return ()
    own = found.columns(criteria) if criteria else None
    empty = np.zeros(0)
    low, high, proven = (own.low[0], own.high[0], own.proven[0]) if own else (empty, empty, empty)
    scores = {name: Resolved(score) for name, score in baseline.scores.items()}
    return (Member(BASELINE, words.text(baseline.name), low, high, proven, scores),)


def _baseline_owner(decision: Decision, words: Words) -> tuple[Owner, ...]:
    baseline = decision.baseline
    if baseline is None:
        return ()
    unasked: Resolved[Answer] = Resolved(Answer(state="not_asked"), "none")
    cells = {
        need.id: Resolved(baseline.answers[need.id]) if need.id in baseline.answers else unasked
        for need in decision.needs
    }
    return (Owner(BASELINE, words.text(baseline.name), cells),)


def _weights(evaluation: Evaluation) -> dict[Kind, Mapping[str, float]]:
    decision, nodes = evaluation.decision, evaluation.nodes
    platform = side_weights(decision, nodes, "platform") if "platform" in nodes else {}
    integrator = side_weights(decision, nodes, "integrator") if "integrator" in nodes else {}
    own = evaluation.foundation.integrator.criteria
    total = sum(integrator[name] for name in own)
    firms = {name: integrator[name] / total if total else 0.0 for name in own}
    return {"platform": platform, "integrator": firms, "pair": leaf_weights(decision, nodes)}
