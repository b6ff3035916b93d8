"""A session with everybody in it, in every phase, with rounds in every state: to try out who may do what."""

import datetime as dt
import itertools
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from selection.model.decision import Decision
from selection.model.participants import Declaration, Participant
from selection.model.proceedings import WORKSHOP_PHASES
from selection.model.rounds import ROUND_STATES, Ballot, Round, RoundState, Subject
from selection.model.weights import NodeWeights
from selection.storage.store import Store
from selection.workshop.events import Edit
from selection.workshop.guards import PHASE_OF_SUBJECT, must_declare_on
from selection.workshop.moderation import agree_score, agree_tier, agree_weights
from selection.workshop.permissions import Phase, Standing
from selection.workshop.service import Service
from selection.workshop.state import SessionState
from tests.decisions import score, small_decision, token

PEOPLE: Mapping[Standing, str] = {
    "facilitator": token("facilitator"),
    "member": token("mia"),
    "observer": token("observer"),
    "respondent": token("respondent"),
    "waiting": token("waiting"),
    "stranger": token("removed"),
}
"""Who tries; the stranger took part once and was removed."""
SECOND = token("max")
SUBJECTS: tuple[Subject, ...] = ("tiers", "weights", "scores")
ASKED: Mapping[Subject, Mapping[str, object]] = {
    "tiers": {"needs": ("N1",)},
    "weights": {"nodes": ("sides",)},
    "scores": {"cells": ({"alternative": "harbour-basic", "criterion": "E1"},)},
}
EVEN = NodeWeights(points={"platform": 50, "integrator": 50})
SAID: Mapping[Subject, Ballot] = {
    "tiers": Ballot(tiers={"N1": "must"}),
    "weights": Ballot(weights={"sides": EVEN}),
    "scores": Ballot(scores={"harbour-basic": {"E1": score(1.0)}}),
}
NOTHING = Declaration(interest="none")
SINCE = "2026-11-22T09:00:00Z"


class Ticking:
    """One second later at every reading."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(seconds=1)
        return self.now


@dataclass
class Room:
    """One session, with everybody's token and id, and the secrets of its links."""

    service: Service
    session: str
    secrets: dict[str, str]
    names: Iterator[str]

    @property
    def state(self) -> SessionState:
        return self.service.state(PEOPLE["facilitator"], self.session)

    @property
    def version(self) -> int:
        return self.state.version

    def once(self) -> str:
        return next(self.names)

    def edit(self, *edits: Edit) -> None:
        self.service.submit(PEOPLE["facilitator"], self.session, edits, self.version, self.once())

    def id_of(self, who: str) -> str:
        return self.service.who_am_i(who, self.session).me

    def move(self, name: str, to: RoundState) -> None:
        self.service.move_round(PEOPLE["facilitator"], self.session, name, to, self.once())

    def agreement(self, name: str) -> tuple[Edit, ...]:
        """Give the edits by which what a round asks for is agreed in the meeting."""
        state, present = self.state, (self.id_of(PEOPLE["member"]),)
        found = state.proceedings.round(name)
        assert found is not None
        if found.subject == "tiers":
            return agree_tier(state, name, "N1", "must", "Talked about", present)
        if found.subject == "weights":
            return agree_weights(state, name, "sides", EVEN, "Talked about", present)
        return agree_score(state, name, "harbour-basic/E1", 1, "Talked about", present)


def opened(file: Path) -> Service:
    """Open a store with a clock that ticks once per reading."""
    return Service(Store(f"sqlite:///{file}"), Ticking())


def round_named(subject: Subject, state: RoundState) -> str:
    return f"{subject}-{state}"


def _names(first: str) -> Iterator[str]:
    return (f"{first}{number}" for number in itertools.count())


def furnished(service: Service, decision: Decision | None = None) -> Room:
    """Let everybody take a seat in a session in which no workshop has begun yet."""
    leader = PEOPLE["facilitator"]
    session = service.open_session(leader, decision or small_decision())
    room = Room(service, session, {}, _names("room"))
    guests = {
        "observer": Participant(id="observer", role="observer"),
        "respondent": Participant(id="respondent", role="respondent", answers_for="northstar-pro"),
    }
    for kind in ("members", "code"):
        room.secrets[kind] = service.make_link(leader, session, kind, room.version).secret  # type: ignore[arg-type]
    for name, guest in guests.items():
        room.secrets[name] = service.make_link(leader, session, "personal", room.version, guest).secret
        service.join(PEOPLE[guest.role], room.secrets[name])
    for who in (PEOPLE["member"], SECOND, PEOPLE["stranger"]):
        service.join(who, room.secrets["members"])
    service.join(PEOPLE["waiting"], room.secrets["code"])
    gone = room.id_of(PEOPLE["stranger"])
    service.admit(leader, session, gone, "removed", room.version)
    return room


def in_phases(service: Service, room: Room) -> Iterator[Phase]:
    """Lead a session through its phases, with a round in every state in each in which members judge."""
    leader, session = PEOPLE["facilitator"], room.session
    yield None
    everything = dict.fromkeys(must_declare_on(room.state.decision), NOTHING)
    for who in (leader, PEOPLE["member"], SECOND):
        service.declare(who, session, everything, room.once())
    room.edit(Edit("procedure", (), "formal"), _stand("scope"))
    for phase in WORKSHOP_PHASES:
        if phase != "scope":
            room.edit(_stand(phase))
        for subject in SUBJECTS:
            if PHASE_OF_SUBJECT[subject] == phase:
                _hold_rounds(room, subject)
        yield phase
        if phase == "lock":
            service.lock(leader, session, room.version)


def _stand(phase: str) -> Edit:
    return Edit("stand", (), {"phase": phase, "since": SINCE})


def _hold_rounds(room: Room, subject: Subject) -> None:
    for state in ROUND_STATES:
        name = round_named(subject, state)
        room.edit(
            Edit("round", (name,), Round.model_validate({"id": name, "subject": subject, **ASKED[subject]}))
        )
        for at, step in enumerate(ROUND_STATES[1 : ROUND_STATES.index(state) + 1]):
            if step == "agreed":
                room.edit(*room.agreement(name))
            room.move(name, step)
            if at == 0:
                for who in (PEOPLE["member"], SECOND):
                    room.service.judge(who, room.session, name, SAID[subject], room.once())


def staged(folder: Path) -> dict[Phase, tuple[Path, Room]]:
    """Keep a store for every phase, each with the same session as it was then."""
    first = folder / "first.db"
    service = opened(first)
    room = furnished(service)
    kept: dict[Phase, tuple[Path, Room]] = {}
    for phase in in_phases(service, room):
        file = folder / f"{phase}.db"
        with closing(sqlite3.connect(first)) as source, closing(sqlite3.connect(file)) as copy:
            source.backup(copy)
        kept[phase] = file, room
    service.close()
    return kept


def entered(file: Path, room: Room, folder: Path, names: str) -> Room:
    """Open a copy of a stored session, to do as one likes in it."""
    copy = folder / f"{names}.db"
    shutil.copy(file, copy)
    return Room(opened(copy), room.session, room.secrets, _names(names))
