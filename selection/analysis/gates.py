"""Gates: what excludes an alternative before anything is ranked, and what still could.

A gate fails if any part of it fails, else it is open if any part is open, else it is passed. An
open part names the fewest favourable answers that would close it and the fewest unfavourable that
would fail it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from selection.analysis.cells import Resolved
from selection.analysis.fit import Fit, counts_as_is, exact, tier_shares
from selection.model.base import first_day, last_day
from selection.model.criteria import Criterion
from selection.model.decision import Commitment, Decision
from selection.model.judgements import Answer, Evidence, Score
from selection.model.needs import Delivery, Need, Tier

Verdict = Literal["pass", "fail", "open"]
GateName = Literal["must_needs", "future_needs", "fit", "criterion", "compatibility"]
Judged = tuple[Verdict, str]
"""A verdict, and the code of what led to it."""

STILL_TO_BE_MADE: tuple[Delivery, ...] = ("partial", "custom", "roadmap")
"""Deliveries that leave something to be done, so that somebody has to promise it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one need or criterion fails a gate or keeps it open."""

    item: str
    verdict: Verdict
    code: str


@dataclass(frozen=True, slots=True)
class Held:
    """A figure held against a gate's line: its bounds, and the line."""

    low: Fraction | float
    high: Fraction | float
    line: Fraction | float


@dataclass(frozen=True, slots=True)
class GatePart:
    """The verdict of one rule on one alternative.

    `to_pass` are the fewest answers or promises that, all turning out well, would pass it; `to_fail`
    the fewest answers that, all turning out badly, would fail it. Both are empty unless the part is
    open, `to_fail` also where every answer is settled and only a promise is missing.
    """

    gate: GateName
    verdict: Verdict
    item: str | None = None
    reasons: tuple[Reason, ...] = ()
    figure: Held | None = None
    to_pass: tuple[str, ...] = ()
    to_fail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """All gates of one alternative together."""

    parts: tuple[GatePart, ...]

    @property
    def verdict(self) -> Verdict:
        """Fail if any part fails, else open if any is open, else pass."""
        return compose(part.verdict for part in self.parts)

    def parts_that(self, verdict: Verdict) -> tuple[GatePart, ...]:
        """Give the parts with one verdict."""
        return tuple(part for part in self.parts if part.verdict == verdict)


def compose(verdicts: Iterable[Verdict]) -> Verdict:
    """Compose verdicts of parts into the verdict of the whole.

    >>> compose(["pass", "open", "pass"]), compose(["open", "fail"]), compose([])
    ('open', 'fail', 'pass')
    """
    found = set(verdicts)
    return "fail" if "fail" in found else "open" if "open" in found else "pass"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the gates of a decision need to know, read once."""

    needs: tuple[Need, ...]
    phase_starts: Mapping[str, dt.date]
    level: Evidence
    fit_line: Fraction
    future_needs: bool

    @classmethod
    def of(cls, decision: Decision) -> "Rules":
        """Read the rules off a decision."""
        return cls(
            needs=decision.needs,
            phase_starts={phase.id: first_day(phase.starts) for phase in decision.phases},
            level=decision.gate_evidence,
            fit_line=exact(decision.policy.fit_line),
            future_needs=decision.policy.future_needs_gate,
        )

    def needed_by(self, need: Need) -> dt.date | None:
        """Give the day a need must be there: its phase's start, else the first phase's."""
        if need.phase is not None:
            return self.phase_starts.get(need.phase)
        return min(self.phase_starts.values(), default=None)


def must_needs_gate(
    rules: Rules,
    cells: Mapping[str, Resolved[Answer]],
    commitments: Mapping[str, Commitment] | None = None,
) -> GatePart:
    """Judge the must-needs of an offer, or of a bid that commits to some of them."""
    promised = commitments or {}
    verdicts = {
        need.id: _must_verdict(cells[need.id], rules, rules.needed_by(need), promised.get(need.id))
        for need in rules.needs
        if need.tier == "must"
    }
    return _needs_part("must_needs", verdicts, cells, rules.level)


def _must_verdict(
    found: Resolved[Answer], rules: Rules, needed_by: dt.date | None, commitment: Commitment | None
) -> Judged:
    cell = found.cell
    if (settled := _met_by_nothing(found)) is not None:
        return settled
    if cell.delivery == "roadmap" and not _in_time(cell.available, needed_by):
        return "fail", "roadmap_too_late"
    if commitment is not None and _in_time(commitment.by, needed_by):
        # Who promises it in the contract, at a price, needs no other proof that it will be there.
        return "pass", "committed"
    if cell.delivery in STILL_TO_BE_MADE and cell.accepted is None:
        return "open", "committed_too_late" if commitment else str(cell.delivery)
    return _met_on_evidence(found, rules.level)


def promised_in_time(rules: Rules, commitments: Iterable[Commitment]) -> frozenset[str]:
    """Name the must-needs that somebody promises by the day they are needed."""
    musts = {need.id: rules.needed_by(need) for need in rules.needs if need.tier == "must"}
    return frozenset(c.need for c in commitments if c.need in musts and _in_time(c.by, musts[c.need]))


def _met_by_nothing(found: Resolved[Answer]) -> Judged | None:
    """Judge what every gate over needs judges alike: no need, no answer yet, or nothing that meets it."""
    cell = found.cell
    if cell.leaves_the_count:
        return "pass", "not_applicable"
    if cell.is_open:
        return "open", _why_open(found)
    if cell.state == "no_answer" or cell.delivery == "absent":
        return "fail", cell.delivery or cell.state
    return None


def _met_on_evidence(found: Resolved[Answer], level: Evidence) -> Judged:
    return ("open", "evidence_too_weak") if found.is_weak(level) else ("pass", str(found.cell.delivery))


def _why_open(found: Resolved[Answer] | Resolved[Score]) -> str:
    return "conflict" if found.origin == "conflict" else found.cell.state


def _in_time(promised: str | None, needed_by: dt.date | None) -> bool:
    return promised is not None and (needed_by is None or last_day(promised) <= needed_by)


def future_needs_gate(rules: Rules, cells: Mapping[str, Resolved[Answer]]) -> GatePart:
    """Judge the long-term needs of planned phases: one that is absent for good closes the way there."""
    planned = [n for n in rules.needs if n.tier == "long_term" and n.phase in rules.phase_starts]
    verdicts = {
        need.id: _met_by_nothing(cells[need.id]) or _met_on_evidence(cells[need.id], rules.level)
        for need in planned
    }
    return _needs_part("future_needs", verdicts, cells, rules.level)


def _needs_part(
    gate: GateName, verdicts: Mapping[str, Judged], cells: Mapping[str, Resolved[Answer]], level: Evidence
) -> GatePart:
    verdict = compose(found for found, _ in verdicts.values())
    opened = [name for name, (found, _) in verdicts.items() if found == "open"] if verdict == "open" else []
    unsettled = [name for name in opened if cells[name].cell.is_open or cells[name].is_weak(level)]
    return GatePart(
        gate,
        verdict,
        reasons=tuple(Reason(name, *judged) for name, judged in verdicts.items() if judged[0] != "pass"),
        to_pass=tuple(opened),
        to_fail=tuple(unsettled[:1]),
    )


def fit_gate(
    decision: Decision, rules: Rules, fit: Fit | None, cells: Mapping[str, Resolved[Answer]]
) -> GatePart:
    """Judge an offer's as-is fit against the pass line; only answers with enough evidence can pass it."""
    if fit is None:
        return GatePart("fit", "open", reasons=(Reason("fit", "open", "no_need_applies"),))
    figure = Held(fit.proven, fit.high, rules.fit_line)
    if fit.proven >= rules.fit_line:
        return GatePart("fit", "pass", figure=figure)
    if fit.high < rules.fit_line:
        return GatePart("fit", "fail", reasons=_not_as_is(decision, cells), figure=figure)
    undecided = _undecided(decision, rules, fit, cells)
    return GatePart(
        "fit",
        "open",
        reasons=tuple(Reason(name, "open", code) for name, code, _ in undecided),
        to_pass=_fewest(undecided, rules.fit_line - fit.proven, strictly=False),
        to_fail=_fewest(undecided, fit.high - rules.fit_line, strictly=True),
        figure=figure,
    )


def _not_as_is(decision: Decision, cells: Mapping[str, Resolved[Answer]]) -> tuple[Reason, ...]:
    return tuple(
        Reason(need.id, "fail", cell.delivery or cell.state)
        for need in decision.needs
        if not (cell := cells[need.id].cell).is_open
        and not cell.leaves_the_count
        and not counts_as_is(cell, decision.policy)
    )


def _undecided(
    decision: Decision, rules: Rules, fit: Fit, cells: Mapping[str, Resolved[Answer]]
) -> list[tuple[str, str, Fraction]]:
    """List the needs whose answers could still move the fit, the heaviest first."""
    shares = tier_shares(decision.policy, (tier for tier, count in fit.by_tier.items() if count.total))
    each: dict[Tier, Fraction] = {tier: share / fit.by_tier[tier].total for tier, share in shares.items()}
    found = [
        (
            need.id,
            _why_open(cells[need.id]) if cells[need.id].cell.is_open else "evidence_too_weak",
            each[need.tier],
        )
        for need in rules.needs
        if _could_move_fit(decision, rules, cells[need.id])
    ]
    return sorted(found, key=lambda entry: -entry[2])


def _could_move_fit(decision: Decision, rules: Rules, found: Resolved[Answer]) -> bool:
    weak = found.is_weak(rules.level) and counts_as_is(found.cell, decision.policy)
    return found.cell.is_open or weak


def _fewest(
    undecided: Sequence[tuple[str, str, Fraction]], distance: Fraction, *, strictly: bool
) -> tuple[str, ...]:
    taken: list[str] = []
    covered = Fraction(0)
    for name, _, weight in undecided:
        if covered > distance or (covered == distance and not strictly):
            break
        taken.append(name)
        covered += weight
    return tuple(taken)


def criterion_gate(criterion: Criterion, found: Resolved[Score], level: Evidence) -> GatePart:
    """Judge a measured performance against its criterion's gate line, which is its worst anchor."""
    line = criterion.value.worst_anchor
    performance = found.cell.performance
    verdict, code = _criterion_verdict(criterion, found, level)
    asked = (criterion.id,) if verdict == "open" else ()
    return GatePart(
        "criterion",
        verdict,
        criterion.id,
        reasons=(Reason(criterion.id, verdict, code),) if verdict != "pass" else (),
        figure=Held(performance, performance, line) if performance is not None else None,
        to_pass=asked,
        to_fail=asked,
    )


def _criterion_verdict(criterion: Criterion, found: Resolved[Score], level: Evidence) -> Judged:
    if found.opinions:
        return _verdict_of_opinions(criterion, found, level)
    performance, line = found.cell.performance, criterion.value.worst_anchor
    if found.cell.state == "no_answer":
        return "fail", "no_answer"
    if performance is None:
        return "open", _why_open(found)
    if (performance < line) if criterion.direction == "increasing" else (performance > line):
        return "fail", "beyond_line"
    return ("open", "evidence_too_weak") if found.is_weak(level) else ("pass", "within_line")


def _verdict_of_opinions(criterion: Criterion, found: Resolved[Score], level: Evidence) -> Judged:
    """Until members agree, a gate is passed or failed only if it would be by every judgement."""
    verdicts = {_criterion_verdict(criterion, Resolved(said.score), level) for said in found.opinions}
    return verdicts.pop() if len(verdicts) == 1 else ("open", "judgements_apart")
