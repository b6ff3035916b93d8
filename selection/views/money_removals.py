"""What about money goes along when an offer, a firm or a bid is removed."""

from collections.abc import Collection

from selection.model.decision import Decision, parts_of
from selection.workshop.events import Edit


def money_removals(decision: Decision, gone: Collection[str]) -> list[Edit]:
    """Take along the costs, receipts, reviews and licence models of what is removed."""
    lines = [
        Edit("cost", (line.id,))
        for line in decision.costs
        if set(gone) & {line.alternative, *parts_of(line.alternative)}
    ]
    return [*lines, *_licence_models(decision, gone), *_tender_file(decision, gone)]


def _licence_models(decision: Decision, gone: Collection[str]) -> list[Edit]:
    policy = decision.cost_policy
    if policy is None or not set(gone) & policy.licence_models.keys():
        return []
    kept = {name: model for name, model in policy.licence_models.items() if name not in gone}
    return [Edit("cost_policy", (), policy.model_copy(update={"licence_models": kept}))]


def _tender_file(decision: Decision, gone: Collection[str]) -> list[Edit]:
    file = decision.tender_file
    if file is None:
        return []
    changes: dict[str, object] = {
        "received": {bid: moment for bid, moment in file.received.items() if bid not in gone},
        "low_price_reviews": {bid: said for bid, said in file.low_price_reviews.items() if bid not in gone},
    }
    if file.opening:
        bids = tuple(bid for bid in file.opening.bids if bid not in gone)
        changes["opening"] = file.opening.model_copy(update={"bids": bids})
    kept = file.model_copy(update=changes)
    return [Edit("tender_file", (), kept)] if kept != file else []
