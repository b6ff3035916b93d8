"""How sure we are, in one word: open, tie, robust or fragile, by the first rule that holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from selection.analysis.gates import Verdict as GateVerdict
from selection.analysis.ranking import DIGITS
from selection.analysis.uncertain import Source
from selection.model.robustness import RobustnessPolicy

Sureness = Literal["open", "tie", "robust", "fragile"]

Rule = Literal[
    "gate_not_passed",
    "open_answers_decide",
    "rival_is_level",
    "rival_often_ahead",
    "survives_everything",
    "a_source_of_doubt",
]


@dataclass(frozen=True, slots=True)
class Grounds:
    """The figures a verdict rests on.

    `first` is the share of draws in which the leader comes first when everything varies,
    `first_on_answers` when only answers and evidence do, `first_by_source` when one source alone does.
    `nearest` is the rival nearest in value and `gap` how far apart the two are, whichever is ahead (a rival
    whose gate is open may be); `toughest` the rival that is least often beaten and `beats` how often it is.
    Both rivals are None where there is none.
    """

    gate: GateVerdict
    first: float
    first_on_answers: float
    first_by_source: Mapping[Source, float]
    nearest: str | None
    gap: float
    toughest: str | None
    beats: float
    same_on_evidence: bool
    members_agreeing: int
    members: int

    @property
    def agreement(self) -> float:
        """The share of the members under whose own weights the leader comes first; 1 if there are none."""
        return self.members_agreeing / self.members if self.members else 1.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one leader, the rule that made it, and the figures beside the rule.

    `source` is named where the verdict is *fragile*: what alone lowers the leader's chance most.
    """

    sureness: Sureness
    rule: Rule
    leader: str
    rival: str | None
    source: Source | None
    grounds: Grounds


def judge(leader: str, grounds: Grounds, policy: RobustnessPolicy) -> Verdict:
    """Give the first verdict whose rule holds.

    `open`: the leader's gate is not passed, or it comes first too rarely when only answers and evidence
    vary. `tie`: some rival is level, or beaten too rarely. `robust`: it comes first often enough, wins on
    good evidence alone too, and under enough members' own weights. Else `fragile`.
    """
    if grounds.gate != "pass":
        return Verdict("open", "gate_not_passed", leader, None, None, grounds)
    if grounds.first_on_answers < policy.first_at_least:
        return Verdict("open", "open_answers_decide", leader, grounds.toughest, None, grounds)
    if grounds.nearest is not None and round(grounds.gap, DIGITS) <= policy.level_within:
        return Verdict("tie", "rival_is_level", leader, grounds.nearest, None, grounds)
    if grounds.toughest is not None and grounds.beats < policy.beats_at_least:
        return Verdict("tie", "rival_often_ahead", leader, grounds.toughest, None, grounds)
    if _survives(grounds, policy):
        return Verdict("robust", "survives_everything", leader, None, None, grounds)
    return Verdict("fragile", "a_source_of_doubt", leader, grounds.toughest, _weakest(grounds), grounds)


def _survives(grounds: Grounds, policy: RobustnessPolicy) -> bool:
    often = grounds.first >= policy.first_at_least
    return (
        often
        and grounds.same_on_evidence
        and round(grounds.agreement, DIGITS) >= round(policy.members_at_least, DIGITS)
    )


def _weakest(grounds: Grounds) -> Source:
    """Name the source that alone lowers the chance most; of several the first in the order they are given."""
    return min(grounds.first_by_source, key=lambda source: grounds.first_by_source[source])
