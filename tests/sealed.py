"""A tender with sealed prices, every one a figure that stands nowhere else, and a search for them."""

from functools import cache

from selection.model.consistency import check, loose_ends
from selection.model.decision import Decision
from selection.model.judgements import Score
from selection.model.pricing import PricePolicy, QualityFinal
from tests.examples import example
from tests.money import cost_line, eur

PRICE, PROMISE, COST, PERFORMANCE = 770_123.0, 31_457.0, 65_891.0, 987_654.0
TELLTALE = ("770123", "31457", "65891", "987654")
"""The figures without the signs that group their digits."""
BID = "quillmere-zelkova"
FINAL = QualityFinal(on="2026-11-20", by="Dana Levi")


@cache
def sealed() -> Decision:
    tender = example("tender")
    cost = next(c.id for c in tender.criteria if c.is_cost and c.id in tender.scores[BID])
    bids = []
    for bid in tender.bids:
        promises = tuple(p.model_copy(update={"price": eur(PROMISE)}) for p in bid.commitments)
        bids.append(bid.model_copy(update={"price": eur(PRICE), "commitments": promises}))
    given = Score(performance=PERFORMANCE, evidence="document", reason="987,654 in all", source="the bid")
    scores = {**tender.scores, BID: {**tender.scores[BID], cost: given}}
    costs = tuple(cost_line(f"own-{bid.id}", bid.id, COST, kind="operation") for bid in bids)
    policy = PricePolicy(sealed=True)
    found = tender.model_copy(
        update={"bids": tuple(bids), "scores": scores, "costs": costs, "price_policy": policy}
    )
    assert (check(found), loose_ends(found)) == ((), ())
    return found


@cache
def opened() -> Decision:
    policy = PricePolicy(sealed=True, quality_final=FINAL)
    return sealed().model_copy(update={"price_policy": policy})


def leaks(text: str) -> list[str]:
    """Name the figures that stand in a text, however it groups digits."""
    digits = "".join(sign for sign in text if sign.isalnum() or sign == "<")
    return [figure for figure in TELLTALE if figure in digits]
