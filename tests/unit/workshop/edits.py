"""One value for every section, other than what the small decision holds there."""

from selection.model.criteria import Group
from selection.model.decision import Baseline, DecisionScope, Goal, NodeWeights, Offer, Phase, Policy
from selection.model.needs import NeedGroup
from selection.model.profiles import Attribute
from selection.workshop.events import Edit
from tests.decisions import (
    answer,
    bid,
    criterion_in_levels,
    integrator,
    need,
    platform,
    score,
    small_decision,
)

EDITS: tuple[Edit, ...] = (
    Edit("title", (), "Another title"),
    Edit("mode", (), "tender"),
    Edit("stage", (), "award"),
    Edit("policy", (), Policy(fit_line=0.7)),
    Edit("scope", (), DecisionScope(success="Everybody uses it", users=40)),
    Edit("baseline", (), Baseline(name="Sheets", kind="keep", answers={"N1": answer(by="Dana Levi")})),
    Edit("criteria_set", (), small_decision().criteria_set.model_copy(update={"title": "Renamed"})),
    Edit("goal", ("G2",), Goal(id="G2", text="Fewer clicks", owner="Jan Kowalski")),
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
)
