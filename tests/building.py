"""Decisions for the engine's tests, each no larger than the rule it is about.

Offers are named as their products; every figure is invented.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from selection.analysis.evaluation import Alternative, Evaluation, evaluate
from selection.model.base import Money
from selection.model.criteria import (
    CriteriaSet,
    Criterion,
    DeliveryLadder,
    Linear,
    Node,
    PiecewiseLinear,
    ValueFunction,
)
from selection.model.decision import Bid, Commitment, Decision, NodeWeights, Offer, Phase
from selection.model.judgements import Answer, Score
from selection.model.needs import Need
from selection.model.profiles import Edition, Fact, Implementation, IntegratorProfile, PlatformProfile

TODAY = dt.date(2026, 11, 22)
PHASES = (Phase(id="P1", title="First", starts="2027-01"), Phase(id="P2", title="Second", starts="2027-07"))

Answers = Mapping[str, Mapping[str, Answer]]
Scores = Mapping[str, Mapping[str, Score]]


def need(name: str, tier: str = "must", criterion: str = "F", **more: object) -> Need:
    return Need.model_validate(
        {"id": name, "text": f"Can do {name}", "tier": tier, "criterion": criterion, **more}
    )


def answer(delivery: str = "as_is", evidence: str = "reference", **more: object) -> Answer:
    beside = {"partial": {"gap": "No export"}, "roadmap": {"available": "2026-12"}}.get(delivery, {})
    return Answer.model_validate({"delivery": delivery, "evidence": evidence, **beside, **more})


def not_answered(state: str = "not_asked") -> Answer:
    return Answer.model_validate({"state": state, "reason": "said so"})


DOES_NOT_APPLY = Answer(state="not_applicable", reason="No such process here", confirmed=True)


def score(performance: float, evidence: str = "reference", **more: object) -> Score:
    return Score.model_validate({"performance": performance, "evidence": evidence, **more})


def criterion(
    name: str, scope: str = "platform", worst: float = 0, best: float = 100, **more: object
) -> Criterion:
    """A measured criterion on an even scale."""
    value = Linear(kind="linear", unit="points", worst=worst, best=best)
    return _criterion(name, {"scope": scope, "from": "measure", "value": value, **more})


def fed(name: str = "F", value: ValueFunction | None = None, **more: object) -> Criterion:
    """A criterion that needs feed: on the delivery ladder, unless another scale is given."""
    scale = value or DeliveryLadder(kind="delivery_ladder")
    return _criterion(name, {"scope": "platform", "from": "needs", "value": scale, **more})


def as_is_fit_criterion(name: str = "F") -> Criterion:
    return fed(
        name,
        PiecewiseLinear(kind="piecewise_linear", unit="%", levels=(80, 84, 88, 92, 96, 100)),
        gate=80.0,
    )


def _criterion(name: str, fields: Mapping[str, object]) -> Criterion:
    value = fields["value"]
    about = {"id": name, "name": f"Criterion {name}", "definition": "Invented.", "group": "quality"}
    rest = {"direction": getattr(value, "direction", None), "sources": ("invented",)}
    return Criterion.model_validate({**about, **rest, **fields})


def fact(value: object, **more: object) -> Fact:
    stated = {"as_of": "2026-08", "source": "invented", "method": "vendor_doc", "confidence": "high"}
    return Fact.model_validate({"value": value, **stated, **more})


def product(name: str, facts: Mapping[str, tuple[Fact, ...]] | None = None) -> PlatformProfile:
    return PlatformProfile(
        kind="platform",
        id=name,
        name=f"{name} (fictional)",
        fictional=True,
        vendor="Nobody (fictional)",
        editions=(Edition(name="Pro", deployment="cloud"),),
        facts=dict(facts or {}),
    )


def firm(name: str, implements: Mapping[str, str], **more: object) -> IntegratorProfile:
    return IntegratorProfile.model_validate(
        {
            "kind": "integrator",
            "id": name,
            "name": f"{name} (fictional)",
            "fictional": True,
            "implements": {
                offered: Implementation.model_validate({"answer": reply})
                for offered, reply in implements.items()
            },
            **more,
        }
    )


def bid(name: str, offer: str, integrator: str, *commitments: Commitment) -> Bid:
    return Bid(
        id=name,
        name=f"Bid {name}",
        offer=offer,
        integrator=integrator,
        project_manager="Invented Person",
        price=Money(amount=1000.0, currency="EUR"),
        commitments=commitments,
    )


def promise(name: str, by: str = "2026-12") -> Commitment:
    return Commitment(need=name, price=Money(amount=10.0, currency="EUR"), by=by)


def decide(
    offers: Sequence[str] = ("a",),
    *,
    needs: Iterable[Need] = (),
    answers: Answers | None = None,
    criteria: Iterable[Criterion] = (),
    scores: Scores | None = None,
    points: Mapping[str, float] | None = None,
    sides: Mapping[str, float] | None = None,
    tree: Mapping[str, Sequence[Node]] | None = None,
    firms: Sequence[str] = (),
    **more: object,
) -> Decision:
    """Build a decision; without needs of its own it has one that all offers meet and that weighs nothing.

    Criteria weigh the same unless `points` says otherwise; every firm implements every offer.
    """
    asked, judged, replies = tuple(needs), tuple(criteria), answers or {}
    weighing = dict(points or {})
    if not asked:
        asked = (need("N0", "nice", "F0"),)
        replies = {name: {"N0": answer()} for name in offers}
        weighing = {"F0": 0.0 if any(c.scope == "platform" for c in judged) else 1.0, **weighing}
        judged = (fed("F0"), *judged)
    nodes = dict(tree or {})
    for side in ("platform", "integrator"):
        nodes.setdefault(side, tuple(c.id for c in judged if c.side == side))
    weights = {
        side: NodeWeights(points={name: float(weighing.get(name, 1.0)) for name in names})
        for side, names in nodes.items()
        if names and all(isinstance(name, str) for name in names)
    }
    if sides:
        weights["sides"] = NodeWeights(points=dict(sides))
    return Decision.model_validate(
        {
            "id": "invented",
            "title": "Invented",
            "phases": PHASES,
            "needs": asked,
            "criteria": judged,
            "criteria_set": CriteriaSet(
                kind="criteria_set",
                id="s",
                version=1,
                title="Invented",
                **{k: tuple(v) for k, v in nodes.items()},
            ),
            "weights": weights,
            "platforms": tuple(product(name) for name in offers),
            "offers": tuple(
                Offer(id=name, product=name, edition="Pro", deployment="cloud") for name in offers
            ),
            "integrators": tuple(firm(name, dict.fromkeys(offers, "yes")) for name in firms),
            "answers": replies,
            "scores": scores or {},
            **more,
        }
    )


def with_scores(decision: Decision, alternative: str, **changed: Score) -> Decision:
    """The same decision with some scores of one alternative replaced."""
    table = {**decision.scores.get(alternative, {}), **changed}
    return decision.model_copy(update={"scores": {**decision.scores, alternative: table}})


def with_answers(decision: Decision, offer: str, **changed: Answer) -> Decision:
    """The same decision with some answers about one offer replaced."""
    table = {**decision.answers.get(offer, {}), **changed}
    return decision.model_copy(update={"answers": {**decision.answers, offer: table}})


def result(decision: Decision) -> Evaluation:
    return evaluate(decision, TODAY)


def ranks(alternatives: Iterable[Alternative]) -> dict[str, int | None]:
    return {alternative.id: alternative.rank for alternative in alternatives}


def possible(alternatives: Iterable[Alternative]) -> dict[str, tuple[int | None, int | None]]:
    return {a.id: (a.rank_best, a.rank_worst) for a in alternatives}


def values(alternatives: Iterable[Alternative]) -> dict[str, tuple[float, float]]:
    return {a.id: (a.low, a.high) for a in alternatives}


def verdicts(alternatives: Iterable[Alternative]) -> dict[str, str]:
    return {alternative.id: alternative.gate.verdict for alternative in alternatives}
