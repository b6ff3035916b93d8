"""What the sentence about a result is made of: who is ahead, why, and what would turn it.

Only figures and names; `words` makes the sentence. Where open answers leave several that could be first
and nobody has passed the gates, nobody is named: the middle of an interval says how well an offer is
documented, not how good it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from selection.analysis.askable import Ask, asks
from selection.analysis.critical import CriticalWeight
from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.pictures import Difference
from selection.analysis.prospects import Outlay, outlay
from selection.analysis.ranking import DIGITS
from selection.analysis.robustness import Sureness
from selection.model.inquiry import ASK_KINDS

Case = Literal["nobody", "baseline", "only_one", "undecided", "level", "behind_open_gate", "ahead"]

MOST_NAMED = 3
"""So many criteria are named on either side."""

SHOWN = 0.005
"""What would be shown as 0.00 is not named."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How much one criterion contributes to a lead."""

    criterion: str
    amount: float


@dataclass(frozen=True, slots=True)
class Tipping:
    """The weight beyond which the rival is ahead: `more` if it is above, `now` what it weighs today."""

    part: CriticalWeight
    weight: float
    more: bool

    @property
    def now(self) -> float:
        """What it weighs today."""
        return self.part.weight


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that alone may put the rival ahead.

    Where `excludes`, an answer may fail a gate of the leader; else the rival's answers may turn out so
    much better, or the leader's so much worse, that the lead is gone: `shift` is how far at most.
    """

    ask: Ask
    shift: float
    excludes: bool


@dataclass(frozen=True, slots=True)
class Reasons:
    """The facts of the sentence; what a case does not need is empty.

    `sure` tells that the lead holds whatever the open answers turn out to be. `possible` are those that
    could still be first.
    """

    case: Case
    leader: str | None = None
    rival: str | None = None
    lead: float = 0.0
    sure: bool = True
    gate_open: bool = False
    for_it: tuple[Gap, ...] = ()
    against_it: tuple[Gap, ...] = ()
    tipping: Tipping | None = None
    flip: Flip | None = None
    possible: tuple[str, ...] = field(default=())


def reasons(sureness: Sureness) -> Reasons:
    """Gather what is to be said about one kind of alternatives.

    Raises
    ------
    SelectionError
        If the result can't be computed.
    """
    evaluation = sureness.evaluation
    everyone: tuple[Alternative, ...] = getattr(evaluation, f"{sureness.kind}s")
    standing = [a for a in everyone if a.gate.verdict != "fail"]
    leader = sureness.leader
    if leader is None or not standing:
        return Reasons("nobody")
    if _nothing_beats_the_baseline(standing, sureness):
        return Reasons("baseline", possible=tuple(a.id for a in standing))
    if len(standing) == 1:
        return Reasons("only_one", leader, gate_open=standing[0].gate.verdict == "open")
    rival = sureness.strongest_rival
    if rival is None:
        return Reasons("only_one", leader)
    found = sureness.difference(leader, rival)
    possible = tuple(a.id for a in standing if a.rank_best == 1)
    passed = {a.id for a in standing if a.gate.verdict == "pass"}
    if leader not in passed and round(found.low, DIGITS) <= 0:
        return Reasons("undecided", possible=possible)
    return _about_two(sureness, found, gate_open=leader not in passed, possible=possible)


def _about_two(
    sureness: Sureness, found: Difference, *, gate_open: bool, possible: tuple[str, ...]
) -> Reasons:
    lead = found.middle
    level = abs(round(lead, DIGITS)) <= sureness.policy.level_within
    case: Case = "level" if level else "ahead" if lead > 0 else "behind_open_gate"
    gaps = [Gap(row.criterion, row.middle) for row in found.rows if abs(row.middle) >= SHOWN]
    return Reasons(
        case,
        found.one,
        found.other,
        lead,
        sure=round(found.low, DIGITS) > 0,
        gate_open=gate_open,
        for_it=tuple(gap for gap in gaps if gap.amount > 0)[:MOST_NAMED],
        against_it=tuple(gap for gap in gaps if gap.amount < 0)[:MOST_NAMED],
        tipping=_tipping(sureness.critical_weights, found.other) if case == "ahead" else None,
        flip=_flip(sureness.evaluation, found) if case == "ahead" else None,
        possible=possible,
    )


def _nothing_beats_the_baseline(standing: Sequence[Alternative], sureness: Sureness) -> bool:
    line = sureness.evaluation.baseline
    if line is None or sureness.kind == "integrator":
        return False
    low = line.low if sureness.kind == "pair" else line.platform_low
    needed = round(low + sureness.evaluation.decision.policy.baseline_margin, DIGITS)
    return all(round(alternative.high, DIGITS) < needed for alternative in standing)


def _tipping(listed: Sequence[CriticalWeight], rival: str) -> Tipping | None:
    """Find the weight with least room at which it is this rival that comes level."""
    found = [
        Tipping(part, turn.weight, more)
        for part in listed
        for turn, more in ((part.lower, False), (part.upper, True))
        # At either end of a scale of weights one part counts alone, or not at all.
        if turn is not None and turn.rival == rival and 0 < turn.weight < 1
    ]
    return min(
        found,
        # Of two with as much room, the one that grows is the easier to imagine.
        key=lambda tipping: (round(abs(tipping.weight - tipping.now), DIGITS), not tipping.more),
        default=None,
    )


def _flip(evaluation: Evaluation, lead: Difference) -> Flip | None:
    """Find the least effort after which the rival may be ahead, by what it may settle at best for it."""
    laid = outlay(evaluation)
    if {lead.one, lead.other} - {a.id for a in laid.alternatives}:
        return None
    policy = evaluation.decision.policy.inquiry
    effects = dict(_effects(laid, lead))
    found = []
    for ask in asks(evaluation.foundation, laid.cells):
        shift = sum(effects[at][0] for at in ask.cells if at in effects)
        excludes = any(effects[at][1] for at in ask.cells if at in effects)
        if excludes or round(shift - lead.middle, DIGITS) > 0:
            found.append(Flip(ask, shift, excludes))
    order = {kind: at for at, kind in enumerate(ASK_KINDS)}
    return min(
        found,
        key=lambda flip: (
            flip.ask.hours(policy.efforts),
            order[flip.ask.kind],
            -flip.shift,
            flip.ask.subject,
        ),
        default=None,
    )


def _effects(laid: Outlay, lead: Difference) -> Iterator[tuple[int, tuple[float, bool]]]:
    """Tell for each cell how far it may move the lead towards the rival, and whether it may end it."""
    names = [alternative.id for alternative in laid.alternatives]
    parts = {
        name: set(laid.prospect.alternatives[names.index(name)].tolist()) for name in (lead.one, lead.other)
    }
    for at, (part, place) in enumerate(laid.prospect.places):
        mine, theirs = part in parts[lead.one], part in parts[lead.other]
        if mine == theirs or laid.cells[at].kind == "compatibility":
            continue
        cell, now = laid.prospect.parts[part].cells[place], laid.settled[at]
        possible = cell.values[cell.chances > 0]
        if mine:
            yield at, (now - float(possible.min()), bool((~cell.alive[cell.chances > 0]).any()))
        else:
            yield at, (float(possible.max()) - now, False)
