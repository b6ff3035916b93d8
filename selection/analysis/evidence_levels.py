"""Who would win if only what is known on good evidence counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from selection.analysis.cells import Resolved
from selection.analysis.fit import counts_as_is, need_shares
from selection.analysis.foundation import Foundation, Kind
from selection.analysis.partials import Partials
from selection.analysis.shaken_tables import partial_values
from selection.analysis.standing import Standing
from selection.analysis.uncertain import fed_needs
from selection.model.criteria import DeliveryLadder, Linear, PiecewiseLinear
from selection.model.judgements import EVIDENCE, Answer, Evidence

Table = NDArray[np.float64]

_KINDS: tuple[Kind, ...] = ("platform", "integrator", "pair")


@dataclass(frozen=True, slots=True)
class AtEvidence:
    """Who wins where everything known on less than `level` is no longer relied on.

    `fallen` if all of it turns out to be the worst, `open` if it counts as open, in the middle between
    the worst and what was stated.
    """

    level: Evidence
    fallen: str | None
    open: str | None
    same: bool
    """Whether the result's winner still wins if all of it falls."""


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceTables:
    """What partial values lose, table by table, if answers below a level of evidence fall to the worst.

    `middle` is the value as it stands, `fallen` by level what is left of it: alternatives × criteria.
    """

    middle: dict[Kind, Table]
    fallen: dict[Evidence, dict[Kind, Table]]

    @classmethod
    def of(cls, foundation: Foundation) -> "EvidenceTables":
        """Work out the tables for every level but the lowest, below which there is nothing."""
        partials: dict[Kind, Partials] = {kind: getattr(foundation, kind) for kind in _KINDS}
        middle = {kind: (found.low + found.high) / 2 for kind, found in partials.items()}
        levels = EVIDENCE[1:]
        fallen = {level: {kind: table.copy() for kind, table in middle.items()} for level in levels}
        for kind, row, column, lost in _losses(foundation, partials):
            for level, value in lost.items():
                fallen[level][kind][row, column] = value
        return cls(middle, fallen)


Place = tuple[Kind, int, int, dict[Evidence, float]]


def _losses(foundation: Foundation, partials: dict[Kind, Partials]) -> Iterator[Place]:
    """List the places that rest on weak evidence, with what is left of them at each level."""
    for kind in _KINDS:
        table = partials[kind]
        for column, name in enumerate(table.criteria):
            if foundation.criteria[name].from_ == "measure":
                for row, owner in enumerate(table.alternatives):
                    evidence = foundation.scores[owner][name].cell.evidence
                    if evidence is not None and evidence != EVIDENCE[-1]:
                        yield kind, row, column, dict.fromkeys(_levels_above(evidence), 0.0)
    yield from _losses_of_needs(foundation, partials["platform"])


def _levels_above(evidence: Evidence) -> tuple[Evidence, ...]:
    return EVIDENCE[EVIDENCE.index(evidence) + 1 :]


def _losses_of_needs(foundation: Foundation, table: Partials) -> Iterator[Place]:
    for name, needs in fed_needs(foundation).items():
        if name not in table.criteria:
            continue
        column, scale = table.criteria.index(name), foundation.criteria[name].value
        # Shares depend on nothing but which needs apply, and that is alike for most offers.
        by_applying: dict[tuple[bool, ...], dict[str, Fraction]] = {}
        for row, offer in enumerate(table.alternatives):
            cells = foundation.answers[offer]
            applies = tuple(not cells[need.id].cell.leaves_the_count for need in needs)
            if applies not in by_applying:
                by_applying[applies] = need_shares(needs, cells, foundation.decision.policy)
            shares = by_applying[applies]
            if any(cells[need].cell.evidence in EVIDENCE[:-1] for need in shares):
                parts = [(cells[need], float(share)) for need, share in shares.items()]
                yield "platform", row, column, _left(foundation, parts, scale)


def _left(
    foundation: Foundation, parts: list[tuple[Resolved[Answer], float]], scale: object
) -> dict[Evidence, float]:
    """Add up what needs are worth at each level of evidence."""
    worth = np.array([share * _worth(foundation, found, scale) for found, share in parts])
    known = np.array(
        [EVIDENCE.index(found.cell.evidence) if found.cell.evidence else len(EVIDENCE) for found, _ in parts]
    )
    sums = np.array([worth[known >= at].sum() for at in range(1, len(EVIDENCE))])
    if isinstance(scale, Linear | PiecewiseLinear):
        sums = partial_values(100 * sums, scale)
    return dict(zip(EVIDENCE[1:], sums.tolist(), strict=True))


def _worth(foundation: Foundation, found: Resolved[Answer], scale: object) -> float:
    policy = foundation.decision.policy
    if found.cell.is_open:
        return 0.5
    if not isinstance(scale, DeliveryLadder):
        return float(counts_as_is(found.cell, policy))
    return policy.ladder[found.cell.delivery] if found.cell.delivery is not None else 0.0


def at_evidence(foundation: Foundation, found: Standing, tables: EvidenceTables) -> tuple[AtEvidence, ...]:
    """Find who wins at every level of evidence."""
    leader = None if found.leader is None else found.names[found.leader]
    listed = []
    for level, fallen in tables.fallen.items():
        half = {kind: (fallen[kind] + tables.middle[kind]) / 2 for kind in _KINDS}
        winners = [
            None if at is None else found.names[at]
            for at in (found.winner(_values(foundation, found, table)) for table in (fallen, half))
        ]
        listed.append(AtEvidence(level, winners[0], winners[1], same=winners[0] == leader))
    return tuple(listed)


def _values(foundation: Foundation, found: Standing, tables: dict[Kind, Table]) -> Table:
    if found.kind != "pair":
        return np.asarray(tables[found.kind] @ found.weights)
    offers = {name: at for at, name in enumerate(foundation.platform.alternatives)}
    firms = {name: at for at, name in enumerate(foundation.integrator.alternatives)}
    first = len(foundation.platform.criteria)
    second = first + len(foundation.integrator.criteria)
    platform = tables["platform"] @ found.weights[:first]
    firm = tables["integrator"] @ found.weights[first:second]
    own = tables["pair"] @ found.weights[second:]
    rows = [(offers[pair.offer], firms[pair.integrator]) for pair in foundation.pairs]
    at = np.array(rows, dtype=np.intp).reshape(len(rows), 2)
    return np.asarray(platform[at[:, 0]] + firm[at[:, 1]] + own)
