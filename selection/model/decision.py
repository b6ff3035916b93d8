"""The decision itself: everything a result rests on, in one frozen value."""

from typing import Annotated, Literal

from pydantic import Field

from selection.model.base import Day, Entry, Id, Label, Line, Many, Money, Person, Remark, Text
from selection.model.costs import CostLine, CostPolicy
from selection.model.course import LogEntry, Pace, Phase
from selection.model.criteria import CriteriaSet, Criterion, Group
from selection.model.goals import Goal, Measure, Pain
from selection.model.inquiry import InquiryPolicy
from selection.model.judgements import Answer, Evidence, Score
from selection.model.members import Member
from selection.model.needs import Area, Delivery, Need, NeedGroup, Tier
from selection.model.pricing import PricePolicy
from selection.model.profiles import (
    Attribute,
    Deployment,
    EditionName,
    IntegratorProfile,
    PlatformProfile,
)
from selection.model.readiness import Process, Readiness, SourceSystem, Stakeholder
from selection.model.references import ReferenceCall
from selection.model.risks import FailureCost, RiskResponse
from selection.model.robustness import RobustnessPolicy
from selection.model.tender import Clarification, TenderFile
from selection.model.weights import NodeWeights

Mode = Literal["market_scan", "tender"]
Stage = Literal["market_scan", "short_list", "award"]
Procedure = Literal["open", "formal"]

EVIDENCE_OF_STAGE: dict[Stage, Evidence] = {
    "market_scan": "claim",
    "short_list": "document",
    "award": "demo",
}
"""The weakest evidence on which a gate passes at a stage."""

LADDER: dict[Delivery, float] = {
    "as_is": 1.0,
    "configuration": 0.8,
    "add_on": 0.6,
    "partial": 0.5,
    "custom": 0.3,
    "roadmap": 0.1,
    "absent": 0.0,
}

Share = Annotated[float, Field(ge=0, le=1)]


class ProjectManager(Entry):
    """Who leads the project on the buyer's side, and the time they have for it."""

    name: Person
    hours_per_week: Annotated[float, Field(ge=0, le=80)]


class DecisionScope(Entry):
    """What the project is about, before any product is looked at."""

    success: Text | None = None
    """The answer to: what will success look like here?"""
    starting_area: Area | None = None
    inside: Many[Label] = ()
    outside: Many[Label] = ()
    users: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    project_manager: ProjectManager | None = None
    note: Text | None = None


class Policy(Entry):
    """The rules of counting that a committee may set, each printed beside the figures it shapes."""

    fit_line: Share = 0.80
    tier_shares: dict[Tier, Share] = {"must": 0.6, "long_term": 0.3, "nice": 0.1}
    configuration_counts_as_is: bool = False
    future_needs_gate: bool = True
    ladder: dict[Delivery, Share] = LADDER
    baseline_margin: Share = 0.05
    robustness: RobustnessPolicy = RobustnessPolicy()
    inquiry: InquiryPolicy = InquiryPolicy()


class Offer(Entry):
    """What can be bought: a product in one edition, deployment and set of add-ons."""

    id: Id
    product: Id
    edition: EditionName
    deployment: Deployment
    add_ons: Many[Line] = ()
    name: Line | None = None


class Commitment(Entry):
    """An integrator's promise to deliver a need by a day, at a price."""

    need: Id
    price: Money | None = None
    """Without it only in what is handed over while prices are sealed."""
    by: Day
    note: Remark | None = None


class Bid(Entry):
    """One tenderer's offer: a platform, the firm that implements it, who leads, and the price."""

    id: Id
    name: Line
    offer: Id
    integrator: Id
    project_manager: Person
    price: Money | None = None
    """Without it only in what is handed over while prices are sealed."""
    commitments: Many[Commitment] = ()


class Baseline(Entry):
    """What happens without the purchase: keep, extend or do nothing; a line to beat, not a candidate."""

    name: Label
    kind: Literal["keep", "extend", "nothing"]
    answers: dict[Id, Answer] = {}
    scores: dict[Id, Score] = {}


class Decision(Entry):
    """Everything needed to compute a result and to say why; nothing outside it matters.

    It may still be incomplete: a team fills it in step by step. `selection.model.consistency`
    tells whether its parts agree with each other.
    """

    id: Id
    title: Label
    mode: Mode = "market_scan"
    stage: Stage = "market_scan"
    procedure: Procedure = "open"
    """`formal`: nothing is scored before a goal has an owner, a baseline and a target."""
    policy: Policy = Policy()
    scope: DecisionScope = DecisionScope()
    pains: Many[Pain] = ()
    goals: Many[Goal] = ()
    measures: Many[Measure] = ()
    phases: Many[Phase] = ()
    pace: Pace = Pace()
    readiness: Readiness = Readiness()
    processes: Many[Process] = ()
    source_systems: Many[SourceSystem] = ()
    stakeholders: Many[Stakeholder] = ()
    risks: dict[Id, RiskResponse] = {}
    """Risk → what the team does about it."""
    failure_cost: FailureCost | None = None
    log: Many[LogEntry] = ()
    reference_calls: Many[ReferenceCall] = ()
    need_groups: Many[NeedGroup] = ()
    needs: Many[Need] = ()
    groups: Many[Group] = ()
    criteria: Many[Criterion] = ()
    criteria_set: CriteriaSet
    weights: dict[str, NodeWeights] = {}
    """What was agreed: node → how its children are weighted."""
    attributes: Many[Attribute] = ()
    platforms: Many[PlatformProfile] = ()
    integrators: Many[IntegratorProfile] = ()
    offers: Many[Offer] = ()
    bids: Many[Bid] = ()
    answers: dict[Id, dict[Id, Answer]] = {}
    """Offer → need → answer."""
    scores: dict[str, dict[Id, Score]] = {}
    """Offer, integrator, bid or ``offer+integrator`` → criterion → score."""
    baseline: Baseline | None = None
    cost_policy: CostPolicy | None = None
    costs: Annotated[Many[CostLine], Field(max_length=5000)] = ()
    price_policy: PricePolicy | None = None
    tender_file: TenderFile | None = None
    clarifications: Annotated[Many[Clarification], Field(max_length=2000)] = ()
    members: Many[Member] = ()
    """Those who decide, and what each of them said alone."""

    @property
    def fictional(self) -> bool:
        """Whether anything in it is invented, so that every page and export must say so."""
        return any(profile.fictional for profile in (*self.platforms, *self.integrators))

    @property
    def gate_evidence(self) -> Evidence:
        """The weakest evidence on which a gate passes at this stage."""
        return EVIDENCE_OF_STAGE[self.stage]


def pair_id(offer: str, integrator: str) -> str:
    """Name the pair of an offer and an integrator where no bid names it.

    >>> pair_id("northstar-pro", "aleph")
    'northstar-pro+aleph'
    """
    return f"{offer}+{integrator}"


def parts_of(alternative: str) -> tuple[str, ...]:
    """Name what an alternative is made of: a pair of its two parts, anything else of itself.

    >>> parts_of("northstar-pro+aleph"), parts_of("aleph")
    (('northstar-pro', 'aleph'), ('aleph',))
    """
    return tuple(alternative.split("+"))
