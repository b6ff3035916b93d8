"""What a committee did stands in the documents: agreed, declared, decided and locked, and nothing sealed."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.documents.meeting_told import meeting_told
from selection.model.consistency import offer_names
from selection.model.participants import Declaration
from selection.model.rounds import MinorityNote
from selection.storage.store import Store
from selection.words import Words
from selection.workshop.moderation import agree_tier
from selection.workshop.service import Service
from tests.meetings import Meeting, meeting, once

EN = Words("en")
NINE = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    opened = Service(Store(f"sqlite:///{tmp_path / 'sessions.db'}"), lambda: NINE)
    yield opened
    opened.close()


def agreed(service: Service, **rules: object) -> Meeting:
    """A meeting that has agreed on the tier of one need, against a member's note."""
    held = meeting(service, "dana", "eli", **rules)
    held.turn_to("needs")
    need = held.state.decision.needs[0].id
    held.prepare("r1", subject="tiers", needs=[need])
    held.move("r1", "open")
    held.judge("dana", "r1", tiers={need: "must"})
    held.judge("eli", "r1", tiers={need: "nice"})
    for state in ("closed", "revealed"):
        held.move("r1", state)
    present = (held.id_of("dana"), held.id_of("eli"))
    held.edit(*agree_tier(held.state, "r1", need, "must", "Sales can't work without it", present))
    note = MinorityNote(text="Nobody in my team asked for it")
    held.service.dissent(held.members["eli"], held.session, "tiers", need, note, once())
    return held


def test_what_was_agreed_is_told_with_reason_who_was_there_and_who_thought_otherwise(
    service: Service,
) -> None:
    held = agreed(service)
    need = held.state.decision.needs[0]
    how = "Agreed in the meeting; 2 of 2 had judged. Present: Dana, Eli."
    assert meeting_told(held.state, EN).agreed == (
        f"{need.id} · {EN.text(need.text)}. {how} Because: Sales can't work without it",
        "Minority note by Eli: Nobody in my team asked for it",
    )


def test_where_identities_are_not_shown_nobody_is_named(service: Service) -> None:
    told = meeting_told(agreed(service, identities="anonymous").state, EN).agreed
    assert "Dana" not in " ".join(told)
    assert told[1] == "Minority note by a member: Nobody in my team asked for it"


def test_interests_are_told_and_who_declared_none(service: Service) -> None:
    held = meeting(service, "dana", "eli")
    offer = held.state.decision.offers[0]
    name = offer_names(held.state.decision)[offer.id]
    paid = Declaration(interest="actual", about="My brother", commission=True, recused=True)
    held.service.declare(held.members["dana"], held.session, {offer.id: paid}, once())
    held.service.declare(held.members["eli"], held.session, {offer.id: Declaration(interest="none")}, once())
    assert meeting_told(held.state, EN).declared == (
        f"Dana, on {name}: actual. Would be paid a commission. Judgements left out. Because: My brother",
        "No interest in any bidder was declared by: Eli.",
    )


def test_a_lock_is_told_with_its_hash_and_marks_every_page(service: Service) -> None:
    held = meeting(service)
    assert meeting_told(held.state, EN).mark == ""
    held.turn_to("lock")
    service.lock(held.facilitator, held.session, held.state.version)
    lock = held.state.proceedings.lock
    assert lock is not None
    told = meeting_told(held.state, EN)
    assert told.locked == (f"Locked, version 1, {EN.moment(NINE)} UTC: {lock.hash}",)
    assert told.mark == f"Locked: {lock.hash[:16]}"


def test_before_anything_happened_nothing_is_told(service: Service) -> None:
    told = meeting_told(meeting(service).state, EN)
    assert (told.agreed, told.decided, told.declared, told.locked, told.mark) == ((), (), (), (), "")
