"""Small decisions for tests: all invented, valid, and with something personal wherever it can stand."""

import base64
import hashlib

from selection.model.base import Money
from selection.model.course import LogEntry, Pace, Phase
from selection.model.criteria import Branch, CriteriaSet, Criterion, DeliveryLadder, Group, Ordinal
from selection.model.decision import (
    Bid,
    Commitment,
    Decision,
    DecisionScope,
    NodeWeights,
    Offer,
    ProjectManager,
)
from selection.model.goals import Goal, Measure, Pain, Reading
from selection.model.judgements import AcceptedGap, Answer, Score
from selection.model.needs import Need, NeedGroup
from selection.model.profiles import (
    Attribute,
    Edition,
    Fact,
    Implementation,
    IntegratorProfile,
    PlatformProfile,
)
from selection.model.readiness import (
    BlockScore,
    Governance,
    ManagerChecklist,
    Process,
    Readiness,
    SourceSystem,
    Stakeholder,
    SurveyReply,
)
from selection.model.risks import RiskResponse


def token(name: str) -> str:
    """Give a visitor of a test the token a browser would have."""
    return base64.urlsafe_b64encode(hashlib.sha256(name.encode()).digest()).decode().rstrip("=")


def platform(name: str) -> PlatformProfile:
    return PlatformProfile(
        id=name,
        name=f"{name.title()} (fictional)",
        fictional=True,
        kind="platform",
        vendor=f"{name.title()} Ltd",
        editions=(Edition(name="Pro", deployment="cloud"), Edition(name="Basic", deployment="cloud")),
        facts={
            "api": (
                Fact(value=True, as_of="2026-08", source="invented", method="vendor_doc", confidence="low"),
            )
        },
    )


def integrator(name: str = "aleph") -> IntegratorProfile:
    return IntegratorProfile(
        id=name,
        name=f"{name.title()} (fictional)",
        fictional=True,
        kind="integrator",
        implements={
            "northstar": Implementation(answer="yes"),
            "harbour": Implementation(answer="yes"),
        },
    )


def criterion_of_needs() -> Criterion:
    return Criterion.model_validate(
        {
            "id": "F1",
            "name": "Fit to needs",
            "definition": "How the needs are delivered.",
            "group": "fit",
            "scope": "platform",
            "direction": "increasing",
            "from": "needs",
            "value": DeliveryLadder(kind="delivery_ladder"),
            "sources": ("invented",),
        }
    )


def criterion_in_levels(name: str, scope: str) -> Criterion:
    return Criterion.model_validate(
        {
            "id": name,
            "name": f"Criterion {name}",
            "definition": "In three levels.",
            "group": "ease",
            "scope": scope,
            "direction": "increasing",
            "from": "measure",
            "value": Ordinal(kind="ordinal", levels=("poor", "fair", "good")),
            "sources": ("invented",),
        }
    )


def need(name: str, tier: str = "must", **more: object) -> Need:
    return Need.model_validate(
        {"id": name, "text": f"It can do {name}", "tier": tier, "criterion": "F1", **more}
    )


def answer(delivery: str = "as_is", **more: object) -> Answer:
    return Answer.model_validate({"delivery": delivery, "evidence": "document", **more})


def score(performance: float = 1.0, **more: object) -> Score:
    return Score.model_validate({"performance": performance, "evidence": "demo", **more})


def small_decision(title: str = "A CRM for a small team") -> Decision:
    """Two offers, one integrator, three needs, three criteria, a few answers and scores."""
    return Decision(
        id="small",
        title=title,
        scope=DecisionScope(
            success="Nobody asks twice",
            users=12,
            project_manager=ProjectManager(name="Miriam Halevi", hours_per_week=12),
        ),
        pains=(Pain(id="late", text="Answers come late", owner="Dana Levi"),),
        goals=(
            Goal(
                id="G1",
                text="Answer within a day",
                owner="Jan Kowalski",
                baseline="3 days",
                target="1 day",
                pains=("late",),
            ),
        ),
        measures=(measure(),),
        pace=Pace(most_parallel_changes=2, standstills=("December",)),
        readiness=readiness(),
        processes=(Process(id="complaint", name="Complaint", mapped=True, owner="Dana Levi", measure="M1"),),
        source_systems=(SourceSystem(id="sheets", name="Sheets", entity="customers", owner="Noa Peretz"),),
        stakeholders=(stakeholder(),),
        risks={
            "no_owner": RiskResponse(owner="Jan Kowalski", kind="reduce", response="Jan Kowalski decides")
        },
        log=(log_entry(),),
        phases=(Phase(id="P1", title="Sales first", starts="2027-01", area="sales"),),
        need_groups=(NeedGroup(id="sales", title="Sales"),),
        needs=(
            need("N1", phase="P1", goal="G1", owner="Dana Levi", reason="Dana Levi types it twice today"),
            need("N2", "long_term"),
            need("N3", "nice"),
        ),
        groups=(Group(id="fit", name="Fit"), Group(id="ease", name="Ease")),
        criteria=(
            criterion_of_needs(),
            criterion_in_levels("E1", "platform"),
            criterion_in_levels("I1", "integrator"),
        ),
        criteria_set=CriteriaSet(
            kind="criteria_set",
            id="tiny",
            version=1,
            title="Tiny",
            platform=(Branch(group="fit", criteria=("F1",)), Branch(group="ease", criteria=("E1",))),
            integrator=("I1",),
            every_need_feeds="F1",
        ),
        weights={"sides": NodeWeights(points={"platform": 50, "integrator": 50})},
        attributes=(Attribute(id="api", title="Has an API", type="yes_no"),),
        platforms=(platform("northstar"), platform("harbour")),
        integrators=(integrator(),),
        offers=(
            Offer(id="northstar-pro", product="northstar", edition="Pro", deployment="cloud"),
            Offer(id="harbour-basic", product="harbour", edition="Basic", deployment="cloud"),
        ),
        answers={
            "northstar-pro": {
                "N1": answer(by="Dana Levi", reason="Seen by Dana Levi"),
                "N2": answer(
                    "partial",
                    gap="No export",
                    accepted=AcceptedGap(reason="We can live with it", by="Jan Kowalski"),
                ),
            }
        },
        scores={"northstar-pro": {"E1": score(2.0, by="Dana Levi")}, "aleph": {"I1": score(1.0)}},
    )


def measure(name: str = "M1") -> Measure:
    return Measure(
        id=name,
        name="Days to the first answer",
        goal="G1",
        level="operation",
        unit="days",
        better="lower",
        baseline=3,
        target=1,
        owner="Jan Kowalski",
        reviewer="Dana Levi",
        readings=(Reading(month=3, value=2, as_of="2027-04", by="Noa Peretz", note="Noa Peretz counted"),),
    )


def readiness() -> Readiness:
    return Readiness(
        blocks={"information": (BlockScore(by="Dana Levi", level=3, note="Dana Levi cleaned it"),)},
        answers={"information_owner": True},
        manager=ManagerChecklist(knows_organisation=4, availability=3),
        governance=Governance(owner=True, sponsor=False),
        departments=("Sales", "Service"),
        survey=(SurveyReply(moment="before", department="Sales", levels={"survey_why": 4}),),
    )


def stakeholder(name: str = "noa") -> Stakeholder:
    return Stakeholder(
        id=name,
        name="Noa Peretz",
        department="Service",
        involvement="consulted",
        hours_promised=3,
        is_end_user=True,
        commitments="Noa Peretz brings the list of complaints",
    )


def log_entry(name: str = "L1", **more: object) -> LogEntry:
    return LogEntry.model_validate(
        {
            "id": name,
            "day": "2026-11-02",
            "stage": "vision",
            "text": "Dana Levi leads sales first",
            "reason": "Jan Kowalski has the time",
            "present": ("Dana Levi", "Jan Kowalski"),
            **more,
        }
    )


def bid(name: str = "B1") -> Bid:
    return Bid(
        id=name,
        name=f"Bid {name}",
        offer="northstar-pro",
        integrator="aleph",
        project_manager="Noa Peretz",
        price=Money(amount=90_000, currency="EUR"),
        commitments=(
            Commitment(
                need="N3",
                price=Money(amount=500, currency="EUR"),
                by="2027-03",
                note="Promised by Noa Peretz",
            ),
        ),
    )
