"""The decision itself: everything a result rests on, in one frozen value."""

from typing import Annotated, Literal

from pydantic import Field

from selection.model.base import Day, Entry, Id, Line, Many, Money, Person, Remark, Text
from selection.model.criteria import CriteriaSet, Criterion, Group
from selection.model.judgements import Answer, Evidence, Score
from selection.model.needs import Area, Delivery, Need, NeedGroup, Tier
from selection.model.profiles import (
    Attribute,
    Deployment,
    EditionName,
    IntegratorProfile,
    PlatformProfile,
)

Mode = Literal["market_scan", "tender"]
Stage = Literal["market_scan", "short_list", "award"]

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


class Goal(Entry):
    """What should be different afterwards, and how one will know."""

    id: Id
    text: Text
    owner: Person | None = None
    baseline: Line | None = None
    target: Line | None = None
    due: Day | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it has an owner, a baseline and a target."""
        return bool(self.owner and self.baseline and self.target)


class Phase(Entry):
    """One step of the roll-out, with the area it brings in."""

    id: Id
    title: Text
    starts: Day
    area: Area | None = None


class ProjectManager(Entry):
    """Who leads the project on the buyer's side, and the time they have for it."""

    name: Person
    hours_per_week: Annotated[float, Field(ge=0, le=80)]


class DecisionScope(Entry):
    """What the project is about, before any product is looked at."""

    success: Text | None = None
    """The answer to: what will success look like here?"""
    starting_area: Area | None = None
    inside: Many[Line] = ()
    outside: Many[Line] = ()
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
    price: Money
    by: Day
    note: Remark | None = None


class Bid(Entry):
    """One tenderer's offer: a platform, the firm that implements it, who leads, and the price."""

    id: Id
    name: Line
    offer: Id
    integrator: Id
    project_manager: Person
    price: Money
    commitments: Many[Commitment] = ()


class NodeWeights(Entry):
    """How the children of one node of the criteria tree are weighted against each other."""

    method: Literal["points", "rank_order"] = "points"
    points: dict[Id, Annotated[float, Field(ge=0, le=1e6)]] = {}
    order: Many[Id] = ()
    """Most important first."""


class Baseline(Entry):
    """What happens without the purchase: keep, extend or do nothing; a line to beat, not a candidate."""

    name: Line
    kind: Literal["keep", "extend", "nothing"]
    answers: dict[Id, Answer] = {}
    scores: dict[Id, Score] = {}


class Decision(Entry):
    """Everything needed to compute a result and to say why; nothing outside it matters.

    It may still be incomplete: a team fills it in step by step. `selection.model.consistency`
    tells whether its parts agree with each other.
    """

    id: Id
    title: Line
    mode: Mode = "market_scan"
    stage: Stage = "market_scan"
    policy: Policy = Policy()
    scope: DecisionScope = DecisionScope()
    goals: Many[Goal] = ()
    phases: Many[Phase] = ()
    need_groups: Many[NeedGroup] = ()
    needs: Many[Need] = ()
    groups: Many[Group] = ()
    criteria: Many[Criterion] = ()
    criteria_set: CriteriaSet
    weights: dict[str, NodeWeights] = {}
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
