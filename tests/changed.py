"""Changes a decision and its workbook in the same way, at random, so that they must agree afterwards."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from openpyxl.workbook import Workbook

from selection.documents.workbook.codes import Codes, is_agreed
from selection.model.consistency import check, children_of
from selection.model.criteria import Linear, Ordinal
from selection.model.decision import Decision, NodeWeights, Policy
from selection.model.judgements import EVIDENCE, AcceptedGap, Answer, Score
from selection.model.needs import DELIVERIES, TIERS
from selection.model.profiles import Implementation
from selection.words import Words
from selection.words.terms import stage_word
from tests.workbooks import Written

ANSWERS, SCORES, NODES = 60, 40, 5
STATES = ("not_asked", "asked", "no_answer", "cannot_judge", "not_applicable")
STAGES = ("market_scan", "short_list", "award")


@dataclass
class Changing:
    """One decision and its workbook, changed step by step in the same way."""

    written: Written
    book: Workbook
    words: Words
    draw: random.Random
    decision: Decision = field(init=False)
    codes: Codes = field(init=False)

    def __post_init__(self) -> None:
        self.decision = self.written.evaluation.decision
        self.codes = Codes(self.words)

    def type_in(self, content: object, *key: str) -> None:
        self.written.cell(self.book, *key).value = content  # type: ignore[assignment]

    def replace(self, **sections: object) -> None:
        self.decision = self.decision.model_copy(update=sections)

    def everything(self) -> Decision:
        """Change something of every kind, and give the decision that the workbook must now agree with."""
        for change in CHANGES:
            change(self)
        assert check(self.decision) == ()
        return self.decision


def answers(change: Changing) -> None:
    for _ in range(ANSWERS):
        offer = change.draw.choice(change.decision.offers).id
        need = change.draw.choice(change.decision.needs).id
        answer(change, offer, need, drawn_answer(change.draw))


def answer(change: Changing, offer: str, need: str, given: Answer) -> None:
    told = change.decision.answers
    change.replace(answers={**told, offer: {**told.get(offer, {}), need: given}})
    change.type_in(change.codes.answer(given.delivery or given.state), "answer", offer, need)
    change.type_in(change.codes.evidence(given.evidence) or None, "evidence", offer, need)
    day = dt.datetime.fromisoformat(given.available) if given.available else None
    change.type_in(day, "day", offer, need)
    change.type_in(change.codes.yes_no(True) if is_agreed(given) else None, "agreed", offer, need)


def drawn_answer(draw: random.Random) -> Answer:
    if draw.random() < 0.3:
        state = draw.choice(STATES)
        return Answer.model_validate(
            {
                "state": state,
                "reason": "said so",
                "confirmed": state == "not_applicable" and draw.random() < 0.6,
            }
        )
    delivery = draw.choice(DELIVERIES)
    accepted = AcceptedGap(reason="fine", by="the committee") if draw.random() < 0.5 else None
    return Answer(
        delivery=delivery,
        evidence=draw.choice(EVIDENCE),
        available=draw.choice(("2026-12-01", "2027-09-30", "2029-01-01")) if delivery == "roadmap" else None,
        gap="part of it" if delivery == "partial" else None,
        accepted=accepted if delivery == "partial" else None,
    )


def scores(change: Changing) -> None:
    criteria = {c.id: c for c in change.decision.criteria}
    places = [key[1:] for key in change.written.places if key[0] == "score" and not key[2].startswith("*")]
    for kind, alternative, name in change.draw.sample(places, min(SCORES, len(places))):
        scale = criteria[name].value
        given = Score(state=change.draw.choice(("not_asked", "asked", "no_answer", "cannot_judge")))
        if change.draw.random() < 0.75:
            if isinstance(scale, Ordinal):
                performance = float(change.draw.randrange(len(scale.levels)))
            else:
                ends = (scale.worst, scale.best) if isinstance(scale, Linear) else scale.anchors  # type: ignore[union-attr]
                low, high = min(ends), max(ends)
                performance = round(change.draw.uniform(1.2 * low - 0.2 * high, 1.2 * high - 0.2 * low), 2)
            given = Score(performance=performance, evidence=change.draw.choice(EVIDENCE))
        told = change.decision.scores
        change.replace(scores={**told, alternative: {**told.get(alternative, {}), name: given}})
        content = given.performance if given.performance is not None else change.codes.state(given.state)
        key = ("score", kind, alternative, name)
        change.type_in(content, *key)
        sheet, row, column = change.written.places[key]
        change.book[sheet].cell(row + 1, column + 2).value = change.codes.evidence(given.evidence) or None


def weights(change: Changing) -> None:
    nodes = [node for node, children in children_of(change.decision).items() if len(children) > 1]
    for node in change.draw.sample(nodes, min(NODES, len(nodes))):
        children = children_of(change.decision)[node]
        if change.draw.random() < 0.5:
            points = {child: float(change.draw.randint(1, 60)) for child in children}
            given, method = NodeWeights(points=points), "points"
        else:
            order = tuple(change.draw.sample(children, len(children)))
            given, method = NodeWeights(method="rank_order", order=order), "order"
        change.replace(weights={**change.decision.weights, node: given})
        change.type_in(change.codes.method(method), "method", node)
        for child in children:
            change.type_in(given.points.get(child), "points", node, child)
            place = given.order.index(child) + 1 if given.order else None
            change.type_in(place, "place", node, child)


def rules(change: Changing) -> None:
    draw = change.draw
    shares = dict(
        zip(TIERS, draw.choice(((0.5, 0.3, 0.2), (0.6, 0.35, 0.05), (0.25, 0.25, 0.5))), strict=True)
    )
    ladder = {**change.decision.policy.ladder, "configuration": 0.85, "custom": 0.25}
    policy = Policy(
        fit_line=draw.choice((0.6, 0.75, 0.8, 0.85)),
        tier_shares=shares,
        configuration_counts_as_is=draw.random() < 0.5,
        future_needs_gate=draw.random() < 0.5,
        ladder=ladder,
        baseline_margin=0.1,
    )
    stage = draw.choice(STAGES)
    change.replace(policy=policy, stage=stage)
    change.type_in(policy.fit_line, "fit_line")
    for tier in TIERS:
        change.type_in(shares[tier], "share", tier)
    change.type_in(change.codes.yes_no(policy.configuration_counts_as_is), "configuration")
    change.type_in(change.codes.yes_no(policy.future_needs_gate), "future")
    for delivery in ("configuration", "custom"):
        change.type_in(ladder[delivery], "ladder", delivery)
    change.type_in(0.1, "margin")
    change.type_in(stage_word(stage, change.words), "stage")


def needs(change: Changing) -> None:
    """Put some needs into another tier, and one out of its phase."""
    moved = {need.id: change.draw.choice(TIERS) for need in change.draw.sample(change.decision.needs, 6)}
    for name, tier in moved.items():
        change.type_in(change.codes.tier(tier), "tier", name)
    unplanned = change.draw.choice(change.decision.needs).id
    change.type_in(None, "phase_of", unplanned)
    changed = []
    for need in change.decision.needs:
        phase = None if need.id == unplanned else need.phase
        changed.append(need.model_copy(update={"tier": moved.get(need.id, need.tier), "phase": phase}))
    change.replace(needs=tuple(changed))


def phases(change: Changing) -> None:
    if change.decision.phases:
        phase = change.decision.phases[-1]
        later = phase.model_copy(update={"starts": "2029-06-01"})
        change.replace(phases=(*change.decision.phases[:-1], later))
        change.type_in(dt.datetime.fromisoformat("2029-06-01"), "phase", phase.id)


def promises(change: Changing) -> None:
    bids = []
    for bid in change.decision.bids:
        promised = []
        for promise in bid.commitments:
            by = change.draw.choice(("2026-12-31", "2027-06-30", "2030-01-01"))
            promised.append(promise.model_copy(update={"by": by}))
            change.type_in(dt.datetime.fromisoformat(by), "promise", bid.id, promise.need)
        bids.append(bid.model_copy(update={"commitments": tuple(promised)}))
    change.replace(bids=tuple(bids))


def compatibilities(change: Changing) -> None:
    """Let one firm say of one product that it does not know it."""
    pairs = change.written.evaluation.foundation.pairs
    if not pairs:
        return
    products = {offer.id: offer.product for offer in change.decision.offers}
    chosen = change.draw.choice(pairs)
    doubted = (chosen.integrator, products[chosen.offer])
    firms = []
    for firm in change.decision.integrators:
        known = firm.implements.get(doubted[1], Implementation(answer="unknown"))
        told = {**firm.implements, doubted[1]: known.model_copy(update={"answer": "unknown"})}
        firms.append(firm.model_copy(update={"implements": told}) if firm.id == doubted[0] else firm)
    change.replace(integrators=tuple(firms))
    for pair in pairs:
        if (pair.integrator, products[pair.offer]) == doubted:
            change.type_in(change.codes.compatibility("unknown"), "compatible", pair.id)


CHANGES: tuple[Callable[[Changing], None], ...] = (
    answers,
    scores,
    weights,
    rules,
    needs,
    phases,
    promises,
    compatibilities,
)
