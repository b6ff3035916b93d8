"""Who would win under each member's own weights, and whether enough of them stand behind the result.

A result is called robust only if its winner comes first under at least two thirds of the members' own
weights (the share is a policy). Whoever said nothing about a node is counted with what was agreed there;
whoever said nothing at all is not counted.
"""

from dataclasses import dataclass

from selection.analysis.evaluation import Evaluation
from selection.analysis.ranking import DIGITS
from selection.analysis.standing import Standing, standings, weights_of
from selection.analysis.weight_draws import Electorate, own_weights


@dataclass(frozen=True, slots=True)
class MemberWinner:
    """Who wins under one member's own weights; where the member abstained, under what was agreed."""

    member: str
    winner: str | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class Support:
    """How many members' own weights lead to the winner of the result; `needed` is the policy's share."""

    leader: str | None
    members: tuple[MemberWinner, ...]
    needed: float

    @property
    def agreeing(self) -> int:
        """Under how many members' own weights the result's winner comes first."""
        return sum(member.agrees for member in self.members)

    @property
    def is_enough(self) -> bool:
        """Whether that is the share the policy asks for; so it is where nobody weighed."""
        share = self.agreeing / len(self.members) if self.members else 1.0
        return self.leader is not None and round(share, DIGITS) >= round(self.needed, DIGITS)


def member_support(evaluation: Evaluation) -> Support:
    """Ask every member's own weights who wins: among pairs, or among platforms where there are no pairs."""
    needed = evaluation.decision.policy.robustness.members_at_least
    found = {one.kind: one for one in standings(evaluation)}
    chosen = found.get("pair") or next(iter(found.values()), None)
    if chosen is None:
        return Support(None, (), needed)
    leader = None if chosen.leader is None else chosen.names[chosen.leader]
    return Support(leader, member_winners(evaluation, Electorate.of(evaluation.decision), chosen), needed)


def member_winners(
    evaluation: Evaluation, electorate: Electorate, found: Standing
) -> tuple[MemberWinner, ...]:
    """List who wins under each member's own weights among one kind of alternatives."""
    listed = []
    for member, nodes in own_weights(electorate).items():
        winner = found.winner(found.middle @ weights_of(evaluation, found.kind, nodes))
        name = None if winner is None else found.names[winner]
        listed.append(MemberWinner(member, name, agrees=winner == found.leader))
    return tuple(listed)
