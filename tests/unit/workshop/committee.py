"""A committee in the phase of scores, with judgements revealed: what a meeting agrees on."""

from collections.abc import Mapping

from selection.model.criteria import Criterion, Linear
from selection.model.decision import Decision
from selection.model.participants import Declaration
from selection.model.rounds import Ballot
from selection.workshop.chemistry import CRITERION
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from selection.workshop.service import Service
from tests.decisions import integrator, score, small_decision, token
from tests.meetings import SINCE, Meeting, once
from tests.rooms import NOTHING

LEADER = token("facilitator")
CELLS = (("northstar-pro", "E1"), ("harbour-basic", "E1"), ("aleph", "I1"))


def decision_with_chemistry() -> Decision:
    """The small decision, with a second integrator and the criterion about its project manager."""
    small = small_decision()
    chemistry = Criterion.model_validate(
        {
            "id": CRITERION,
            "name": "Chemistry",
            "definition": "How members rate working with the project manager.",
            "group": "ease",
            "scope": "integrator",
            "direction": "increasing",
            "from": "measure",
            "value": Linear(kind="linear", unit="rating", worst=0, best=5),
            "sources": ("invented",),
        }
    )
    chosen = small.criteria_set.model_copy(update={"integrator": ("I1", CRITERION)})
    return small.model_copy(
        update={
            "criteria": (*small.criteria, chemistry),
            "criteria_set": chosen,
            "integrators": (*small.integrators, integrator("bet")),
            "scores": {},
        }
    )


def committee(service: Service, *members: str, **rules: object) -> Meeting:
    """Bring a committee to the phase of scores: locked, and with nothing to declare."""
    session = service.open_session(LEADER, decision_with_chemistry())
    found = Meeting(service, session, LEADER)
    found.edit(
        Edit("procedure", (), "formal"),
        Edit("rules", (), rules),
        Edit("stand", (), {"phase": "lock", "since": SINCE}),
    )
    found.link = service.make_link(LEADER, session, "members", found.state.version).secret
    found.join(*members)
    for who in (LEADER, *found.members.values()):
        service.declare(who, session, dict.fromkeys(must_declare_on(found.state.decision), NOTHING), once())
    service.lock(LEADER, session, found.state.version)
    found.turn_to("scores")
    return found


def recuse(found: Meeting, member: str, *alternatives: str) -> None:
    said = Declaration(interest="actual", about="A cousin works there", recused=True)
    found.service.declare(found.members[member], found.session, dict.fromkeys(alternatives, said), once())


def scored(found: Meeting, name: str, levels: Mapping[str, Mapping[str, int]]) -> None:
    """Hold a round of scores up to its reveal: member → alternative → level."""
    cells = [{"alternative": alternative, "criterion": criterion} for alternative, criterion in CELLS]
    found.prepare(name, subject="scores", cells=cells)
    found.service.move_round(LEADER, found.session, name, "open", once())
    criteria = dict(CELLS)
    for member, row in levels.items():
        scores = {alternative: {criteria[alternative]: score(level)} for alternative, level in row.items()}
        found.service.judge(found.members[member], found.session, name, Ballot(scores=scores), once())
    for step in ("closed", "revealed"):
        found.service.move_round(LEADER, found.session, name, step, once())


def rated(found: Meeting, name: str, levels: Mapping[str, Mapping[str, object]]) -> None:
    """Hold a round about project managers up to its reveal: member → integrator → level."""
    found.prepare(name, subject="chemistry", alternatives=["aleph", "bet"])
    found.service.move_round(LEADER, found.session, name, "open", once())
    for member, row in levels.items():
        ballot = Ballot.model_validate({"chemistry": row})
        found.service.judge(found.members[member], found.session, name, ballot, once())
    for step in ("closed", "revealed"):
        found.service.move_round(LEADER, found.session, name, step, once())
