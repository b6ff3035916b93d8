"""A committee at work, for tests: begun, with members who joined by the link, on a small decision."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from selection.model.decision import Decision
from selection.model.participants import Declaration, Participant
from selection.model.rounds import Ballot
from selection.workshop.audit import Receipt
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from selection.workshop.service import Service
from selection.workshop.state import SessionState
from tests.decisions import small_decision, token

SINCE = "2026-11-22T09:00:00Z"


def once() -> str:
    return uuid.uuid4().hex


@dataclass
class Meeting:
    """A session with a facilitator and members, moved on by short words."""

    service: Service
    session: str
    facilitator: str
    members: dict[str, str] = field(default_factory=dict)
    """Name → token."""
    link: str = ""

    @property
    def state(self) -> SessionState:
        return self.service.state(self.facilitator, self.session)

    def edit(self, *edits: Edit) -> Receipt:
        return self.service.submit(self.facilitator, self.session, edits, self.state.version, once())

    def turn_to(self, phase: str, reason: str | None = None) -> Receipt:
        return self.edit(Edit("stand", (), {"phase": phase, "since": SINCE, "reason": reason}))

    def declare_nothing(self, *who: str) -> None:
        """Let people, or who leads, say that they have nothing to do with any bidder."""
        everybody = dict.fromkeys(must_declare_on(self.state.decision), Declaration(interest="none"))
        for one in who or (self.facilitator,):
            self.service.declare(one, self.session, everybody, once())

    def join(self, *names: str) -> None:
        for name in names:
            self.members[name] = token(name)
            said = Participant(id="said", role="member", name=name.title())
            self.service.join(self.members[name], self.link, said)

    def id_of(self, name: str) -> str:
        return self.service.who_am_i(self.members[name], self.session).me

    def prepare(self, name: str, **asked: Any) -> None:
        self.edit(Edit("round", (name,), {"id": name, **asked}))

    def move(self, name: str, state: str) -> Receipt:
        found = self.state.proceedings.round(name)
        assert found is not None
        judges = tuple(member.id for member in self.state.proceedings.members) if state == "closed" else ()
        update: Mapping[str, object] = {"state": state, "judges": judges or found.judges}
        return self.edit(Edit("round", (name,), found.model_copy(update=dict(update))))

    def judge(self, member: str, name: str, **said: Any) -> Receipt:
        ballot = Ballot.model_validate(said)
        return self.service.judge(self.members[member], self.session, name, ballot, once())


def meeting(service: Service, *members: str, about: Decision | None = None, **rules: Any) -> Meeting:
    """Begin a workshop with some members in it, on a small decision unless another is given."""
    facilitator = token("facilitator")
    found = Meeting(service, service.open_session(facilitator, about or small_decision()), facilitator)
    stand = Edit("stand", (), {"phase": "scope", "since": SINCE})
    found.edit(Edit("procedure", (), "formal"), Edit("rules", (), rules), stand)
    found.link = service.make_link(facilitator, found.session, "members", found.state.version).secret
    found.join(*members)
    return found


def guest(name: str, role: str, answers_for: str | None = None) -> Participant:
    """Describe somebody for whom a personal link is made."""
    return Participant.model_validate({"id": name, "role": role, "answers_for": answers_for})
