"""What may turn out otherwise than the tables say, and what it may turn out to be.

An open answer may be any delivery, an open score any level of its scale, a pairing nobody has confirmed
a yes or a no. What is stated on weak evidence is true with the chance the policy gives that evidence, and
else something worse; a score the team agreed on may be a level off. `no_answer` counts as worst and is
not uncertain. Every cell is listed once, however many alternatives rest on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from selection.analysis.cells import Resolved
from selection.analysis.fit import need_shares
from selection.analysis.foundation import Foundation, Kind
from selection.analysis.gates import Gate
from selection.analysis.partials import judged_values
from selection.analysis.values import partial_value
from selection.model.consistency import criterion_fed_by
from selection.model.criteria import Criterion, DeliveryLadder, Linear, Ordinal, PiecewiseLinear
from selection.model.decision import Policy
from selection.model.judgements import Answer, Score
from selection.model.needs import DELIVERIES, Need
from selection.model.robustness import RobustnessPolicy

Source = Literal["weights", "scores", "answers", "evidence"]
SOURCES: tuple[Source, ...] = ("weights", "scores", "answers", "evidence")

CellKind = Literal["need", "criterion", "compatibility"]

LEVELS_OF_EVEN_SCALE = 5
"""An even scale is read as levels 0 to 5, like those that are written in levels."""

_HALF_WAY = 0.5
"""What an open cell is worth while it is not drawn: the middle of its interval."""

_BEYOND = 1e-9
"""What lies beyond a gate's line is below every value that doesn't."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing a cell may turn out to be.

    `value` is from 0 to 1: a rung of the ladder, a partial value, or (where a criterion measures as-is
    fit) whether it counts. `fails` tells whether it fails a gate by itself, `as_is` whether it counts
    towards as-is fit.
    """

    code: str
    value: float
    fails: bool = False
    as_is: bool = False


@dataclass(frozen=True, slots=True)
class UncertainCell:
    """One cell that may turn out otherwise.

    `outcomes` are in order, the worst first; empty on an even scale, where any value may come. An open
    cell takes each with equal chance. A stated one is `stated` with chance `truth`, else one of the first
    `worse` outcomes with equal chance (on an even scale, any value below what is stated). `step` is a
    level of the scale if the score was agreed on and may be one off, else 0. `share` is what the cell
    weighs within its criterion; below `bar` a gate on the criterion fails. Where members judged and have
    not agreed, `outcomes` are what they said, taken with their `chances`: their shares of the votes.
    """

    kind: CellKind
    side: Kind
    owners: tuple[str, ...]
    item: str
    criterion: str | None
    outcomes: tuple[Outcome, ...]
    stated: Outcome | None = None
    truth: float = 1.0
    worse: int = 0
    step: float = 0.0
    share: float = 1.0
    bar: float = 0.0
    chances: tuple[float, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nothing is stated."""
        return self.stated is None

    @property
    def may_be_worse(self) -> bool:
        """Whether what is stated may turn out not to be true."""
        if self.stated is None or self.truth >= 1:
            return False
        return self.worse > 0 if self.outcomes else self.stated.value > 0

    @property
    def before(self) -> Outcome:
        """What it counts as while it is not drawn."""
        if self.chances:
            return Outcome("open", (self.outcomes[0].value + self.outcomes[-1].value) / 2)
        return self.stated or Outcome("open", _HALF_WAY, as_is=True)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is agreed and yet there is only one thing it can be: all judged alike."""
        return len(self.chances) == 1


def uncertain_cells(foundation: Foundation) -> tuple[UncertainCell, ...]:
    """List every cell that may turn out otherwise under the decision's policy."""
    found = [*_about_needs(foundation), *_about_scores(foundation), *_about_compatibility(foundation)]
    unsure = (cell for cell in found if cell.is_open or cell.may_be_worse or cell.step)
    return tuple(cell for cell in unsure if not cell.is_settled)


def failing_items(gate: Gate) -> frozenset[str]:
    """Name the needs and criteria that fail a gate as things stand."""
    parts = (part for part in gate.parts_that("fail") if part.gate not in ("fit", "compatibility"))
    return frozenset(reason.item for part in parts for reason in part.reasons if reason.verdict == "fail")


def fed_needs(foundation: Foundation) -> dict[str, list[Need]]:
    """Map every criterion that needs feed to its needs."""
    fed: dict[str, list[Need]] = {}
    for need in foundation.decision.needs:
        name = criterion_fed_by(foundation.decision, need)
        if name is not None and name in foundation.criteria:
            fed.setdefault(name, []).append(need)
    return fed


def _about_needs(foundation: Foundation) -> Iterator[UncertainCell]:
    templates = _need_templates(foundation)
    shares: dict[tuple[bool, ...], dict[str, float]] = {}
    for offer, cells in foundation.answers.items():
        applies = tuple(not found.cell.leaves_the_count for found in cells.values())
        if applies not in shares:
            shares[applies] = _shares_within_criteria(foundation, cells)
        failing = failing_items(foundation.gates[offer])
        for name, share in shares[applies].items():
            template, found = templates[name], cells[name]
            if found.cell.state != "no_answer":
                stated = _answer_stated(template, found, foundation, fails=name in failing)
                yield replace(template, owners=(offer,), share=share, **stated)


def _need_templates(foundation: Foundation) -> dict[str, UncertainCell]:
    """Prepare what cells of one need have in common: the criterion it feeds and what answers may be."""
    policy, excluding = foundation.decision.policy, _excluding_needs(foundation)
    found: dict[str, UncertainCell] = {}
    ladders: dict[tuple[bool, bool], tuple[Outcome, ...]] = {}
    for criterion, needs in fed_needs(foundation).items():
        counts = not isinstance(foundation.criteria[criterion].value, DeliveryLadder)
        for need in needs:
            key = (need.id in excluding, counts)
            if key not in ladders:
                ladders[key] = _deliveries(policy, excludes=key[0], counts=counts)
            found[need.id] = UncertainCell("need", "platform", (), need.id, criterion, ladders[key])
    return found


def _excluding_needs(foundation: Foundation) -> frozenset[str]:
    rules = foundation.rules
    later = [n for n in rules.needs if n.tier == "long_term" and n.phase in rules.phase_starts]
    musts = [n for n in rules.needs if n.tier == "must"]
    return frozenset(need.id for need in (*musts, *(later if rules.future_needs else ())))


def _deliveries(policy: Policy, *, excludes: bool, counts: bool) -> tuple[Outcome, ...]:
    """List what an answer may turn out to be, the worst first.

    A delivery drawn as *roadmap* is taken to be in time: nobody has named a day that is too late.
    """
    worst_first = sorted(DELIVERIES, key=lambda d: (policy.ladder[d], -DELIVERIES.index(d)))
    as_is = {"as_is", "configuration"} if policy.configuration_counts_as_is else {"as_is"}
    return tuple(
        Outcome(
            delivery,
            float(delivery in as_is) if counts else policy.ladder[delivery],
            excludes and delivery == "absent",
            delivery in as_is,
        )
        for delivery in worst_first
    )


def _shares_within_criteria(
    foundation: Foundation, cells: Mapping[str, Resolved[Answer]]
) -> dict[str, float]:
    policy = foundation.decision.policy
    return {
        name: float(share)
        for needs in fed_needs(foundation).values()
        for name, share in need_shares(needs, cells, policy).items()
    }


def _answer_stated(
    template: UncertainCell, found: Resolved[Answer], foundation: Foundation, *, fails: bool
) -> dict[str, Any]:
    """Give what is known of an answer's cell beside its template; nothing of one that is open."""
    evidence = found.cell.evidence
    if found.cell.is_open or evidence is None:
        return {}
    policy = foundation.decision.policy
    at = next(n for n, outcome in enumerate(template.outcomes) if outcome.code == found.cell.delivery)
    rungs = [policy.ladder[outcome.code] for outcome in template.outcomes]  # type: ignore[index]
    as_stated = template.outcomes[at]
    return {
        "stated": as_stated if as_stated.fails == fails else replace(as_stated, fails=fails),
        "truth": policy.robustness.truth[evidence],
        "worse": sum(rung < rungs[at] for rung in rungs),
    }


def _about_scores(foundation: Foundation) -> Iterator[UncertainCell]:
    shaken = foundation.decision.policy.robustness
    tables = (foundation.platform, foundation.integrator, foundation.pair)
    scopes: tuple[Kind, ...] = ("platform", "integrator", "pair")
    for scope, table in zip(scopes, tables, strict=True):
        measured = [c for n in table.criteria if (c := foundation.criteria[n]).from_ == "measure"]
        templates = {c.id: _score_template(c, scope) for c in measured}
        for owner in table.alternatives:
            for criterion in measured:
                found = foundation.scores[owner][criterion.id]
                if found.cell.state != "no_answer":
                    template = templates[criterion.id]
                    stated = _score_stated(template, found, criterion, shaken)
                    yield replace(template, owners=(owner,), **stated)


def _score_template(criterion: Criterion, scope: Kind) -> UncertainCell:
    scale = criterion.value
    top = levels_of(criterion)
    stepped = isinstance(scale, PiecewiseLinear) and scale.step is not None
    bar = 1 / top - _BEYOND if criterion.gate is not None and stepped else 0.0
    levels = range(0 if isinstance(scale, Linear) else top + 1)
    outcomes = tuple(Outcome(str(level), level / top, level / top < bar) for level in levels)
    return UncertainCell("criterion", scope, (), criterion.id, criterion.id, outcomes, bar=bar)


def levels_of(criterion: Criterion) -> int:
    """Give the number of a scale's highest level."""
    scale = criterion.value
    if isinstance(scale, Ordinal | PiecewiseLinear):
        return len(scale.levels) - 1
    return LEVELS_OF_EVEN_SCALE


def _score_stated(
    template: UncertainCell, found: Resolved[Score], criterion: Criterion, shaken: RobustnessPolicy
) -> dict[str, Any]:
    """Give what is known of a score's cell beside its template; nothing of one that is open."""
    if found.opinions and not isinstance(criterion.value, DeliveryLadder):
        return _as_judged(found, criterion)
    performance, evidence = found.cell.performance, found.cell.evidence
    if performance is None or evidence is None or isinstance(criterion.value, DeliveryLadder):
        return {}
    value = partial_value(performance, criterion.value)
    fails = criterion.gate is not None and _is_beyond(performance, criterion)
    agreed = found.origin == "stated" and shaken.score_down + shaken.score_up > 0
    return {
        "stated": Outcome("stated", value, fails),
        "truth": shaken.truth[evidence],
        "worse": sum(outcome.value < value - _BEYOND for outcome in template.outcomes),
        "step": 1 / levels_of(criterion) if agreed else 0.0,
        "bar": max(template.bar, _BEYOND) if fails else template.bar,
    }


def _as_judged(found: Resolved[Score], criterion: Criterion) -> dict[str, Any]:
    """Give what members said of a cell, the worst first, each with its share of their votes."""
    votes: dict[Outcome, float] = {}
    for opinion, value in zip(found.opinions, judged_values(found, criterion), strict=True):
        fails = criterion.gate is not None and _is_beyond(opinion.score.performance or 0.0, criterion)
        outcome = Outcome("judged", value, fails)
        votes[outcome] = votes.get(outcome, 0.0) + opinion.votes
    outcomes = sorted(votes, key=lambda outcome: (outcome.value, not outcome.fails))
    total = sum(votes.values())
    return {"outcomes": tuple(outcomes), "chances": tuple(votes[one] / total for one in outcomes)}


def _is_beyond(performance: float, criterion: Criterion) -> bool:
    line = criterion.value.worst_anchor
    return performance < line if criterion.direction == "increasing" else performance > line


def _about_compatibility(foundation: Foundation) -> Iterator[UncertainCell]:
    """List what nobody has confirmed: whether a firm implements a product, once for all its offers."""
    products = {offer.id: offer.product for offer in foundation.decision.offers}
    unknown: dict[tuple[str, str], list[str]] = {}
    for pair in foundation.pairs:
        if pair.compatibility == "unknown":
            unknown.setdefault((products[pair.offer], pair.integrator), []).append(pair.id)
    replies = (Outcome("no", 0.0, fails=True), Outcome("yes", 1.0))
    for (product, firm), pairs in unknown.items():
        yield UncertainCell("compatibility", "pair", tuple(pairs), f"{product}+{firm}", None, replies)
