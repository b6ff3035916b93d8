"""Decisions for the engine's tests, each no larger than the rule it is about.

Offers are named as their products; every figure is invented.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import strategies as st

from selection.analysis.evaluation import Alternative, Evaluation, evaluate
from selection.analysis.gates import GatePart
from selection.model.base import Money
from selection.model.course import Phase
from selection.model.criteria import (
    CriteriaSet,
    Criterion,
    DeliveryLadder,
    Linear,
    Node,
    PiecewiseLinear,
    ValueFunction,
)
from selection.model.decision import Bid, Commitment, Decision, NodeWeights, Offer, Policy
from selection.model.judgements import EVIDENCE, Answer, Score
from selection.model.needs import DELIVERIES, TIERS, Need
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


def exactly(figure: float) -> Any:
    """Hand-worked figures hold to twelve digits."""
    return pytest.approx(figure, abs=1e-12)


def of_needs(answers: Mapping[str, Answer], needs: Sequence[Need] = (), **more: Any) -> Decision:
    """One offer and its answers; must-needs unless needs are given, on one ladder."""
    asked = needs or [need(name) for name in answers]
    return decide(needs=asked, answers={"a": answers}, **{"criteria": (fed("F"),), **more})


def met(count: int, of: int, tier: str = "must") -> dict[Need, Answer]:
    """Needs of one tier, so many of them met as is."""
    deliveries = ["as_is" if at < count else "configuration" for at in range(of)]
    return {need(f"{tier}{at}", tier): answer(found) for at, found in enumerate(deliveries)}


def fit_of(*tiers: Mapping[Need, Answer], **more: Any) -> Evaluation:
    given = {asked: found for tier in tiers for asked, found in tier.items()}
    return result(of_needs({asked.id: found for asked, found in given.items()}, tuple(given), **more))


def part(evaluation: Evaluation, alternative: str, gate: str) -> GatePart:
    return next(p for p in evaluation.alternative(alternative).gate.parts if p.gate == gate)


# The criteria of generated decisions: every kind of scale and scope, two with a gate, one of them a cost.
GENERATED = (
    fed("F"),
    fed("G", PiecewiseLinear(kind="piecewise_linear", unit="%", levels=("<20", 20, 60, 80, 100))),
    criterion("A", gate=0.0),
    _criterion(
        "B",
        {
            "scope": "platform",
            "from": "measure",
            "value": PiecewiseLinear(kind="piecewise_linear", unit="days", levels=(">120", 120, 80, 60, 10)),
        },
    ),
    criterion("K", worst=100, best=0, group="cost"),
    criterion("C", "integrator", gate=0.0),
    criterion("Q", "pair"),
)
OFFERS, FIRMS = ("o0", "o1", "o2"), ("x0", "x1")
OPEN_STATES = ("not_asked", "asked", "cannot_judge", "not_applicable")
_WORKS = [answer("as_is"), answer("as_is"), answer("configuration"), answer("add_on")]
_DELIVERED = [answer(delivery, evidence) for delivery in DELIVERIES for evidence in ("proof", "claim")]
_UNANSWERED = [not_answered(state) for state in (*OPEN_STATES, "no_answer")]
_UNSCORED = [Score.model_validate({"state": s, "reason": "why"}) for s in (*OPEN_STATES[:3], "no_answer")]
_SETTLED = st.sampled_from(_WORKS), st.sampled_from([score(float(p)) for p in range(0, 131, 10)])
_UNSETTLED = (
    st.sampled_from([*_WORKS * 5, *_DELIVERED, *_UNANSWERED, DOES_NOT_APPLY]),
    st.sampled_from([*(score(float(p), e) for p in range(-10, 131, 10) for e in EVIDENCE), *_UNSCORED * 4]),
)


@st.composite
def decisions(draw: st.DrawFn, *, settled: bool | None = None) -> Decision:
    """Draw a decision on up to three offers and two firms; settled: all is answered, nothing is weak."""
    certain = draw(st.booleans()) if settled is None else settled
    an_answer, a_score = _SETTLED if certain else _UNSETTLED
    offers, firms = OFFERS[: draw(st.integers(1, 3))], FIRMS[: draw(st.integers(0, 2))]
    phases = st.sampled_from((None, "P2"))
    lines = draw(
        st.lists(st.tuples(st.sampled_from(TIERS), st.sampled_from("FG"), phases), min_size=2, max_size=5)
    )
    feeds = ["F", "G", *(feeds for _, feeds, _ in lines[2:])]
    needs = [need(f"N{at}", tier, feeds[at], phase=phase) for at, (tier, _, phase) in enumerate(lines)]
    scored = {**dict.fromkeys(offers, "ABK"), **dict.fromkeys(firms, "C")}
    scored |= {f"{offer}+{name}": "Q" for offer in offers for name in firms}
    points = draw(st.tuples(*[st.integers(0, 8)] * len(GENERATED)))
    weighed = dict(zip("FGABKCQ", map(float, points), strict=True))
    weighed |= {
        names[0]: 1.0 for names in ("FGABK", "CQ") if not any(weighed[criterion] for criterion in names)
    }
    told = st.sampled_from(("yes",) if certain else ("yes", "yes", "unknown", "no"))
    return decide(
        offers,
        needs=needs,
        answers={name: {asked.id: draw(an_answer) for asked in needs} for name in offers},
        criteria=GENERATED,
        scores={name: {asked: draw(a_score) for asked in names} for name, names in scored.items()},
        points=weighed,
        sides={"platform": float(draw(st.integers(1, 9))), "integrator": float(draw(st.integers(0, 9)))},
        integrators=[firm(name, {offer: draw(told) for offer in offers}) for name in firms],
        stage=draw(st.sampled_from(("market_scan", "short_list", "award"))),
        policy=Policy(fit_line=draw(st.sampled_from((0.0, 0.3, 0.8))), future_needs_gate=draw(st.booleans())),
    )
