"""What the rules of price mean for the rest: whether prices may be seen, and whether cost carries weight."""

from selection.model.base import Money
from selection.model.criteria import SIDES, Branch
from selection.model.decision import Bid, Decision

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
