"""What of the members' judgements has been revealed, as the analysis sees it.

The decision names its members with what each of them said alone; in a workshop that follows from the
rounds that were revealed, without what members are recused from. Where identities are not to be shown,
members stand there under numbers that say nothing about who they are or when they judged.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from selection.model.decision import Decision, parts_of
from selection.model.judgements import Score
from selection.model.members import Member
from selection.model.participants import Participant
from selection.model.proceedings import Proceedings
from selection.model.rounds import CANNOT_JUDGE, Ballot, Round
from selection.model.weights import NodeWeights

TELLING = frozenset({"rules", "participant", "round", "declaration", "bid"})
"""Sections whose change may change what is known of the members."""


def members_of(decision: Decision, proceedings: Proceedings) -> tuple[Member, ...]:
    """Give the members with what was revealed of them; a later round takes the place of an earlier one."""
    judges = [one for one in proceedings.participants if one.role == "member" and one.presence != "waiting"]
    if not judges:
        return decision.members
    revealed = [found for found in proceedings.rounds if not found.is_sealed]
    known = [_member(decision, proceedings, judge, revealed) for judge in judges]
    return _unnamed(known) if proceedings.rules.identities == "anonymous" else tuple(known)


def out_of_bounds(decision: Decision, declared: Iterable[str]) -> frozenset[str]:
    """Name every alternative that is one of those somebody is recused from, and every bid that contains one.

    >>> from selection.model.criteria import CriteriaSet
    >>> chosen = CriteriaSet(kind="criteria_set", id="one", version=1, title="One", platform=("fit",))
    >>> nothing = Decision(id="d", title="D", criteria_set=chosen)
    >>> sorted(out_of_bounds(nothing, ["aleph"]))
    ['aleph']
    """
    named = frozenset(declared)
    bids = {bid.id for bid in decision.bids if {bid.offer, bid.integrator} & named}
    return named | bids


def recused_from(decision: Decision, proceedings: Proceedings, member: str) -> frozenset[str]:
    """Name every alternative somebody does not judge."""
    said = proceedings.declarations.get(member, {})
    return out_of_bounds(decision, (name for name, found in said.items() if found.recused))


def is_out_of_bounds(alternative: str, recused: frozenset[str]) -> bool:
    """Tell whether an alternative, or a part of a pair, is among those somebody is recused from."""
    return alternative in recused or not recused.isdisjoint(parts_of(alternative))


def heard_ballots(
    decision: Decision, proceedings: Proceedings, found: Round
) -> Iterator[tuple[Participant, Ballot]]:
    """Give every member's ballot of a round, without what they are recused from."""
    for name, ballot in proceedings.ballots.get(found.id, {}).items():
        judge = proceedings.participant(name)
        if judge is not None:
            yield judge, without(ballot, recused_from(decision, proceedings, name))


def without(ballot: Ballot, recused: frozenset[str]) -> Ballot:
    """Leave out of a ballot what its author is recused from."""
    scores = {name: row for name, row in ballot.scores.items() if not is_out_of_bounds(name, recused)}
    met = {name: level for name, level in ballot.chemistry.items() if not is_out_of_bounds(name, recused)}
    return ballot.model_copy(update={"scores": scores, "chemistry": met})


def _member(
    decision: Decision, proceedings: Proceedings, judge: Participant, revealed: Iterable[Round]
) -> Member:
    recused = recused_from(decision, proceedings, judge.id)
    weights: dict[str, NodeWeights] = {}
    scores: dict[str, dict[str, Score]] = {}
    for found in revealed:
        ballot = proceedings.ballots.get(found.id, {}).get(judge.id)
        if ballot is None:
            continue
        weights = {node: said for node, said in weights.items() if ballot.weights.get(node) != CANNOT_JUDGE}
        weights |= {node: said for node, said in ballot.weights.items() if said != CANNOT_JUDGE}
        for name, row in without(ballot, recused).scores.items():
            scores[name] = scores.get(name, {}) | row
    return Member(
        id=judge.id,
        name=judge.name,
        department=judge.department,
        voting_weight=judge.voting_weight,
        weights=weights,
        scores=scores,
        recused=tuple(sorted(recused)),
    )


def _unnamed(members: Iterable[Member]) -> tuple[Member, ...]:
    bare = [member.model_copy(update={"name": None, "department": None, "id": "judge"}) for member in members]
    shuffled = sorted(bare, key=_unrelated)
    return tuple(member.model_copy(update={"id": f"judge-{n}"}) for n, member in enumerate(shuffled, 1))


def _unrelated(entry: Member | Ballot) -> str:
    """An order that follows from what was said alone, and shows nothing of who said it or when."""
    return hashlib.sha256(entry.model_dump_json().encode()).hexdigest()


def unnamed_ballots(ballots: Mapping[str, Ballot]) -> dict[str, Ballot]:
    """Give ballots under numbers, in an order that has nothing to do with who sent them in or when."""
    bare = [ballot.model_copy(update={"entered_by": None}) for ballot in ballots.values()]
    return {f"judge-{n}": ballot for n, ballot in enumerate(sorted(bare, key=_unrelated), 1)}
