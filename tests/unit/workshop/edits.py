"""One value for every section, other than what the small decision, or a new session, holds there."""

import base64

from selection.model.costs import CostPolicy
from selection.model.course import Pace, Phase
from selection.model.criteria import Group
from selection.model.decision import Baseline, DecisionScope, NodeWeights, Offer, Policy
from selection.model.goals import Goal, Pain
from selection.model.members import Member
from selection.model.needs import NeedGroup
from selection.model.participants import Declaration, Link, Participant
from selection.model.pricing import PricePolicy
from selection.model.proceedings import Award, Lock, Response, Rules, Stand
from selection.model.profiles import Attribute
from selection.model.readiness import BlockScore, Process, Readiness, SourceSystem
from selection.model.references import ReferenceCall
from selection.model.risks import FailureCost, RiskResponse
from selection.model.rounds import Agreement, Ballot, MinorityNote, Round
from selection.model.tender import Clarification
from selection.workshop.events import Edit
from tests.decisions import (
    answer,
    bid,
    criterion_in_levels,
    integrator,
    log_entry,
    measure,
    need,
    platform,
    score,
    small_decision,
    stakeholder,
)
from tests.money import cost_line, tender_file

JAN = Member(
    id="jan",
    name="Jan Kowalski",
    department="Sales",
    voting_weight=2,
    weights={"sides": NodeWeights(method="swing", swing={"platform": 100, "integrator": 40})},
    scores={"harbour-basic": {"E1": score(1.0, reason="Jan Kowalski tried it")}},
    recused=("aleph",),
)

EDITS: tuple[Edit, ...] = (
    Edit("title", (), "Another title"),
    Edit("mode", (), "tender"),
    Edit("stage", (), "award"),
    Edit("procedure", (), "formal"),
    Edit("policy", (), Policy(fit_line=0.7)),
    Edit("scope", (), DecisionScope(success="Everybody uses it", users=40)),
    Edit("baseline", (), Baseline(name="Sheets", kind="keep", answers={"N1": answer(by="Dana Levi")})),
    Edit("criteria_set", (), small_decision().criteria_set.model_copy(update={"title": "Renamed"})),
    Edit("pain", ("twice",), Pain(id="twice", text="Typed twice", owner="Dana Levi")),
    Edit("goal", ("G2",), Goal(id="G2", text="Fewer clicks", owner="Jan Kowalski")),
    Edit("measure", ("M2",), measure("M2")),
    Edit("pace", (), Pace(most_parallel_changes=1)),
    Edit("readiness", (), Readiness(blocks={"vision": (BlockScore(by="Jan Kowalski", level=2),)})),
    Edit("process", ("sale",), Process(id="sale", name="Sale", owner="Jan Kowalski")),
    Edit("source_system", ("erp",), SourceSystem(id="erp", name="ERP", entity="orders", owner="Dana Levi")),
    Edit("stakeholder", ("dana",), stakeholder("dana")),
    Edit("risk", ("key_person",), RiskResponse(owner="Dana Levi", kind="avoid", response="Ask Noa Peretz")),
    Edit("failure_cost", (), FailureCost(currency="PLN", licences=100.0, note="Dana Levi says so")),
    Edit(
        "reference_call",
        ("C1",),
        ReferenceCall(id="C1", about="aleph", customer="Mill", spoke_to="Noa Peretz", lessons="Ask early"),
    ),
    Edit("log", ("L2",), log_entry("L2", overrides="goal_first")),
    Edit("phase", ("P2",), Phase(id="P2", title="Service", starts="2027-06")),
    Edit("need_group", ("service",), NeedGroup(id="service", title="Service")),
    Edit("need", ("N2",), need("N2", "must", reason="Asked for by Dana Levi")),
    Edit("group", ("cost",), Group(id="cost", name="Cost")),
    Edit("criterion", ("E2",), criterion_in_levels("E2", "platform")),
    Edit("attribute", ("sso",), Attribute(id="sso", title="Single sign-on", type="yes_no")),
    Edit("platform", ("lighthouse",), platform("lighthouse")),
    Edit("integrator", ("bet",), integrator("bet")),
    Edit("offer", ("n2",), Offer(id="n2", product="northstar", edition="Basic", deployment="cloud")),
    Edit("bid", ("B1",), bid()),
    Edit("weights", ("sides",), NodeWeights(points={"platform": 70, "integrator": 30})),
    Edit("answer", ("harbour-basic", "N1"), answer("partial", gap="Only by e-mail", by="Dana Levi")),
    Edit("score", ("harbour-basic", "E1"), score(0.0, reason="Jan Kowalski saw it")),
    Edit("cost_policy", (), CostPolicy(currency="PLN", discount_rate=0.05)),
    Edit("cost", ("c1",), cost_line("c1", "aleph", 500.0, note="Dana Levi was told so")),
    Edit("price_policy", (), PricePolicy(sealed=True, deadline="2026-12-01T12:00")),
    Edit("tender_file", (), tender_file()),
    Edit(
        "clarification", ("Q1",), Clarification(id="Q1", asked_on="2026-11-02", question="In which language?")
    ),
    Edit("member", ("jan",), JAN),
)

AT = "2026-11-22T09:00:00Z"
PROCEEDINGS_EDITS: tuple[Edit, ...] = (
    Edit("rules", (), Rules(identities="anonymous", quorum=0.6)),
    Edit("stand", (), Stand(phase="needs", since=AT, reason="Dana Levi was missing")),
    Edit("participant", ("jan",), Participant(id="jan", role="member", name="Jan Kowalski")),
    Edit("link", ("l1",), Link(id="l1", kind="members", made=AT)),
    Edit("round", ("r1",), Round(id="r1", subject="tiers", needs=("N1",))),
    Edit("judgement", ("r1", "jan"), Ballot(tiers={"N1": "nice"}, chemistry={"aleph": 3})),
    Edit(
        "declaration",
        ("jan", "aleph"),
        Declaration(interest="actual", about="Noa Peretz is a cousin", recused=True),
    ),
    Edit(
        "agreement",
        ("tiers", "N1"),
        Agreement(
            round="r1", by="moderation", reason="Dana Levi explained it", judged=3, of=4, present=("jan",)
        ),
    ),
    Edit("minority_note", ("tiers", "N1", "jan"), MinorityNote(text="Dana Levi left early")),
    Edit("lock", ("1",), Lock(id="1", hash="0" * 64, version=7, at=AT)),
    Edit(
        "award",
        (),
        Award(
            winner="northstar-pro+aleph",
            status="awarded",
            rule="chair",
            result_hash="0" * 64,
            engine="0",
            at=AT,
            reason="Dana Levi said so",
        ),
    ),
    Edit(
        "response",
        ("resp", "northstar-pro"),
        Response(name="answers.xlsx", file=base64.b64encode(b"Dana Levi").decode(), at=AT),
    ),
)
