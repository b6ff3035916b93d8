"""Every use case of the service as somebody might try it, with the action it takes and what it writes."""

import datetime as dt
import inspect
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from selection.model.participants import Participant
from selection.model.rounds import MinorityNote, Subject
from selection.storage.rows import Draft
from selection.workshop.awarding import Choice
from selection.workshop.events import Edit
from selection.workshop.guards import PHASE_OF_SUBJECT
from selection.workshop.permissions import ACTION_OF_SECTION, Action, token_hash
from selection.workshop.service import Service
from selection.workshop.service.each import raised
from selection.workshop.sheets import Said, entries_of, round_subject
from tests.decisions import small_decision
from tests.rooms import NOTHING, PEOPLE, SAID, SECOND, SINCE, Room, round_named
from tests.unit.workshop.edits import EDITS

TODAY = dt.date(2026, 11, 22)
Attempt = Callable[[Room, str], object]


@dataclass(frozen=True)
class UseCase:
    """What it takes to be allowed, how it is tried, and how many events it writes if it succeeds."""

    action: Action | None
    """None where a seat is enough."""
    attempt: Attempt
    writes: int = 0


def subject_of(room: Room) -> Subject:
    """Give what is judged in the phase a session is in; tiers where nothing is."""
    here = [subject for subject, phase in PHASE_OF_SUBJECT.items() if phase == room.state.phase]
    return here[0] if here else "tiers"


def _head(room: Room) -> int:
    """Give the version without asking as somebody in particular."""
    row = room.service._store.session(room.session)
    return row.head.seq if row else 0


def _judge(room: Room, who: str) -> object:
    subject = subject_of(room)
    return room.service.judge(who, room.session, round_named(subject, "open"), SAID[subject], room.once())


def _hand_in(room: Room, who: str) -> object:
    """Hand in what lies on somebody's sheet, even of those who could not have laid it there."""
    subject, store = subject_of(room), room.service._store
    name = round_named(subject, "open")
    row = store.session(room.session, token_hash(who))
    if row is not None and row.seat is not None:
        entered = {item: said.model_dump(mode="json") for item, said in entries_of(SAID[subject]).items()}
        draft = Draft(1, json.dumps(entered).encode(), SINCE)
        store.save_draft(room.session, row.seat, round_subject(name), draft)
    return raised(room.service.hand_in_all([who], room.session, name)[who])


def _enter_in_round(room: Room, who: str) -> object:
    subject = subject_of(room)
    item, said = next(iter(entries_of(SAID[subject]).items()))
    return room.service.enter_in_round(who, room.session, round_named(subject, "open"), item, said)


def _handed_in(room: Room, who: str) -> object:
    return room.service.handed_in(who, room.session, round_named(subject_of(room), "open"))


def _slip(room: Room, who: str) -> object:
    subject, member = subject_of(room), room.id_of(SECOND)
    name = round_named(subject, "open")
    return room.service.enter_slip(who, room.session, name, member, SAID[subject], room.once())


def _submit(edit: Edit) -> Attempt:
    return lambda room, who: room.service.submit(who, room.session, edit, _head(room), room.once())


def _undo(room: Room, who: str) -> object:
    if who == PEOPLE["facilitator"]:
        room.edit(Edit("title", (), "To be undone"))
    return room.service.undo(who, room.session, _head(room))


def _introduce(room: Room, who: str) -> object:
    return room.service.introduce(who, room.session, "Noa", "Sales", room.once())


def _lend(room: Room, who: str) -> object:
    return room.service.make_link(who, room.session, "members", _head(room))


def _revoke(room: Room, who: str) -> object:
    link = room.state.proceedings.links[0].id
    return room.service.revoke_link(who, room.session, link, _head(room))


def _admit(room: Room, who: str) -> object:
    member = room.id_of(SECOND)
    return room.service.admit(who, room.session, member, "removed", _head(room))


def _dissent(room: Room, who: str) -> object:
    note = MinorityNote(text="I do not share this")
    return room.service.dissent(who, room.session, "tiers", "N1", note, room.once())


def _respond(room: Room, who: str) -> object:
    return room.service.respond(who, room.session, "northstar-pro", "answers.xlsx", "QUJD", room.once())


def _amend(room: Room, who: str) -> object:
    edits = [Edit("need", ("N3",), small_decision().needs[2].model_copy(update={"tier": "must"}))]
    return room.service.amend(who, room.session, edits, "It is needed after all", _head(room), room.once())


def _decide(room: Room, who: str) -> object:
    choice = Choice("harbour-basic+aleph", conditions="the export is built", reason="chosen", votes_for=3)
    return room.service.decide(who, room.session, choice, TODAY, _head(room))


def _guest(room: Room, who: str) -> object:
    guest = Participant(id="guest", role="observer")
    return room.service.make_link(who, room.session, "personal", _head(room), guest)


ON_A_SESSION: Mapping[str, UseCase] = {
    "state": UseCase("read", lambda room, who: room.service.state(who, room.session)),
    "who_am_i": UseCase(None, lambda room, who: room.service.who_am_i(who, room.session)),
    "history": UseCase("read", lambda room, who: room.service.history(who, room.session)),
    "verify": UseCase("read", lambda room, who: room.service.verify(who, room.session)),
    "decision_under": UseCase("read", lambda room, who: room.service.decision_under(who, room.session, "1")),
    "export": UseCase("export", lambda room, who: room.service.export(who, room.session)),
    "submit": UseCase("set_frame", _submit(Edit("title", (), "Another title")), 1),
    "undo": UseCase("set_frame", _undo, 2),
    "save_draft": UseCase(
        "draft", lambda room, who: room.service.save_draft(who, room.session, "N1", 1, b"x")
    ),
    "draft": UseCase("draft", lambda room, who: room.service.draft(who, room.session, "N1")),
    "drop_draft": UseCase("draft", lambda room, who: room.service.drop_draft(who, room.session, "N1")),
    "enter": UseCase(
        "draft", lambda room, who: room.service.enter(who, room.session, "weights", "sides", Said())
    ),
    "enter_in_round": UseCase("judge", _enter_in_round),
    "judge": UseCase("judge", _judge, 1),
    "hand_in_all": UseCase("judge", _hand_in, 1),
    "handed_in": UseCase("read", _handed_in),
    "enter_slip": UseCase("enter_slip", _slip, 1),
    "move_round": UseCase(
        "lead",
        lambda room, who: room.service.move_round(
            who, room.session, round_named(subject_of(room), "closed"), "revealed", room.once()
        ),
        1,
    ),
    "declare": UseCase(
        "declare",
        lambda room, who: room.service.declare(who, room.session, {"aleph": NOTHING}, room.once()),
        1,
    ),
    "dissent": UseCase("dissent", _dissent, 1),
    "respond": UseCase("respond", _respond, 1),
    "introduce": UseCase("introduce", _introduce, 1),
    "lock": UseCase("lock", lambda room, who: room.service.lock(who, room.session, _head(room)), 1),
    "amend": UseCase("amend", _amend, 2),
    "decide": UseCase("decide", _decide, 1),
    "make_link": UseCase("manage", _lend, 1),
    "make_link for a guest": UseCase("manage", _guest, 2),
    "revoke_link": UseCase("manage", _revoke, 1),
    "admit": UseCase("manage", _admit, 1),
    "archive": UseCase("manage", lambda room, who: room.service.archive(who, room.session, True)),
    "mentions": UseCase("erase", lambda room, who: room.service.mentions(who, room.session, ["Dana Levi"])),
    "erase_person": UseCase(
        "erase", lambda room, who: room.service.erase_person(who, room.session, "Dana Levi", _head(room)), 1
    ),
    "delete_session": UseCase("delete", lambda room, who: room.service.delete_session(who, room.session)),
}
"""Keyed by the use case's name, with what is tried of it where that is more than one thing."""

_STAND = Edit("stand", (), {"phase": "needs", "since": SINCE, "reason": "Once more"})
_PREPARED = Edit("round", ("another",), {"id": "another", "subject": "tiers", "needs": ["N2"]})
EDITED: Mapping[str, UseCase] = {
    f"submit {edit.section}": UseCase(ACTION_OF_SECTION[edit.section], _submit(edit))
    for edit in (
        *(edit for edit in EDITS if edit.section not in ("mode", "procedure", "criteria_set", "weights")),
        Edit("rules", (), {"agenda": "second"}),
        Edit("participant", ("late",), Participant(id="late", role="member")),
        _STAND,
        _PREPARED,
    )
}
"""The edits of every section, each with the action it takes."""

ELSEWHERE = {
    "open_session",
    "my_sessions",
    "store_version",
    "close",
    "join",
    "seat_by",
    "listen",
    "import_session",
}
"""Use cases that are about no session in which somebody has a seat already."""


def use_cases() -> set[str]:
    """Name every use case there is."""
    return {name for name, _ in inspect.getmembers(Service, inspect.isfunction) if not name.startswith("_")}
