"""Which platform can be had from which integrator."""

from dataclasses import dataclass
from typing import Literal

from selection.model.consistency import offer_names
from selection.model.decision import Bid, Decision, pair_id

Compatibility = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class PairKey:
    """A pair to be judged, and how it came about."""

    id: str
    name: str
    offer: str
    integrator: str
    compatibility: Compatibility
    bid: Bid | None = None


def pairs_of(decision: Decision) -> tuple[PairKey, ...]:
    """List the pairs to judge: a tender's bids, else every offer with every firm that may implement it."""
    if decision.mode == "tender":
        return tuple(
            PairKey(b.id, b.name, b.offer, b.integrator, compatibility(decision, b.offer, b.integrator), b)
            for b in decision.bids
        )
    names = offer_names(decision)
    found = (
        PairKey(
            pair_id(offer.id, firm.id),
            f"{names[offer.id]} × {firm.name}",
            offer.id,
            firm.id,
            compatibility(decision, offer.id, firm.id),
        )
        for offer in decision.offers
        for firm in decision.integrators
    )
    return tuple(pair for pair in found if pair.compatibility != "no")


def compatibility(decision: Decision, offer: str, integrator: str) -> Compatibility:
    """Tell whether a firm implements an offer's product."""
    product = next(o.product for o in decision.offers if o.id == offer)
    firm = next(i for i in decision.integrators if i.id == integrator)
    record = firm.implements.get(product)
    return record.answer if record else "unknown"
