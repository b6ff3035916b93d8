"""What the rules of price mean for the rest: whether prices may be seen, and whether cost carries weight."""

from selection.model.base import Money
from selection.model.criteria import SIDES, Branch
from selection.model.decision import Bid, Decision
from selection.model.judgements import Score

SIDES_NODE = "sides"


def prices_are_sealed(decision: Decision) -> bool:
    """Tell whether prices are to stay unseen, because quality is not final yet."""
    policy = decision.price_policy
    return policy is not None and policy.sealed and policy.quality_final is None


def visible_price(decision: Decision, bid: Bid) -> Money | None:
    """Give the price of a bid to whoever may see it now; None while prices are sealed.

    Pages and documents read prices here and nowhere else.
    """
    return None if prices_are_sealed(decision) else bid.price


def without_sealed_prices(decision: Decision) -> Decision:
    """Give a decision as it may be read by anybody now: the same once prices may be seen.

    While they are sealed it has no price of a bid or of a promise, no line of cost of a bid, and no
    performance that was stated on a criterion of cost, which would give prices away. Whoever has it can
    judge quality; results and all that is handed over are made of it.
    """
    if not prices_are_sealed(decision):
        return decision
    bids = {bid.id for bid in decision.bids}
    cost = {criterion.id for criterion in decision.criteria if criterion.is_cost}
    members = tuple(
        member.model_copy(update={"scores": _but(cost, member.scores)}) for member in decision.members
    )
    return decision.model_copy(
        update={
            "bids": tuple(_unpriced(bid) for bid in decision.bids),
            "costs": tuple(line for line in decision.costs if line.alternative not in bids),
            "scores": _but(cost, decision.scores),
            "members": members,
        }
    )


def _unpriced(bid: Bid) -> Bid:
    promises = tuple(promise.model_copy(update={"price": None}) for promise in bid.commitments)
    return bid.model_copy(update={"price": None, "commitments": promises})


def _but(cost: set[str], scores: dict[str, dict[str, Score]]) -> dict[str, dict[str, Score]]:
    return {
        owner: {name: score for name, score in of_owner.items() if name not in cost}
        for owner, of_owner in scores.items()
    }


def cost_is_apart(decision: Decision) -> bool:
    """Tell whether criteria of cost carry no weight.

    Under a price formula price would count twice, and while prices are sealed a value would give
    them away.
    """
    policy = decision.price_policy
    return policy is not None and (policy.formula is not None or prices_are_sealed(decision))


def weightless(decision: Decision) -> frozenset[tuple[str, str]]:
    """Name the children of the criteria tree, with their nodes, that carry no weight now."""
    if not cost_is_apart(decision):
        return frozenset()
    cost = {criterion.id for criterion in decision.criteria if criterion.is_cost}
    found: set[tuple[str, str]] = set()
    for side in SIDES:
        branches = decision.criteria_set.platform if side == "platform" else decision.criteria_set.integrator
        for branch in branches:
            name, leaves = (
                (branch.group, branch.criteria) if isinstance(branch, Branch) else (branch, (branch,))
            )
            if cost.issuperset(leaves):
                found.add((side, name))
            if isinstance(branch, Branch):
                found |= {(f"{side}.{name}", leaf) for leaf in leaves if leaf in cost}
        if branches and cost.issuperset(decision.criteria_set.leaves(side)):
            found.add((SIDES_NODE, side))
    return frozenset(found)
