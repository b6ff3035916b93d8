"""Calls with references, questions of bidders and the opening of bids are kept back like answers."""

from collections.abc import Callable

import pytest

from selection.documents.meeting_told import meeting_told
from selection.model.decision import Decision
from selection.model.references import ReferenceCall
from selection.model.tender import Clarification, LowPriceReview, Opening, TenderFile
from selection.words import Words
from selection.workshop.events import Edit
from selection.workshop.service import Service
from selection.workshop.state import SessionState
from tests.decisions import bid, small_decision, token
from tests.faults.test_declaring import _sent, everything, refusal
from tests.meetings import Meeting, guest, meeting, once
from tests.rooms import NOTHING

SECOND, EYE = token("second"), token("eye")
MOMENT = "2026-11-20T10:00"
EARLY, LATE = "2026-11-19T08:07", "2026-11-19T08:08"
MARKS = {
    "Mark of a call",
    "Mark of a customer",
    "Mark of a question",
    "Mark of an opening",
    "Mark of a review",
    EARLY,
    LATE,
}
TOLD_TO_ALL = "Told to all"
BIDDERS = ("late", "low", "northstar-pro", "harbour-basic", "aleph")


def tendered() -> Decision:
    """Two bids came in and were opened; of a product and of a firm a customer was called."""
    calls = (
        ReferenceCall(id="R1", about="northstar-pro", customer="Mark of a customer"),
        ReferenceCall(id="R2", about="aleph", customer="Another", lessons="Mark of a call"),
    )
    asked = (
        Clarification(id="Q1", asked_on="2026-11-01", question="Mark of a question"),
        Clarification(
            id="Q2", asked_on="2026-11-01", question=TOLD_TO_ALL, answer="Yes", published_on="2026-11-02"
        ),
    )
    protocol = Opening(
        opened=MOMENT, by="Dana Levi", witness="Jan Kowalski", bids=("late", "low"), note="Mark of an opening"
    )
    review = LowPriceReview(outcome="asked", explanation="Mark of a review", by="Dana Levi", on="2026-11-21")
    return small_decision().model_copy(
        update={
            "bids": (bid("late"), bid("low")),
            "reference_calls": calls,
            "clarifications": asked,
            "tender_file": TenderFile(
                reference="2026/7",
                opening=protocol,
                received={"late": LATE, "low": EARLY},
                low_price_reviews={"low": review},
            ),
        }
    )


@pytest.fixture
def found(service: Service) -> Meeting:
    """A workshop at its scores, with a second facilitator and an observer who have not declared."""
    held = meeting(service, "mia", about=tendered())
    for said in (guest("eye", "observer"), guest("second", "facilitator")):
        way = service.make_link(held.facilitator, held.session, "personal", held.state.version, said)
        service.join(token(said.id), way.secret)
    held.declare_nothing(held.facilitator)
    for phase in ("needs", "weights", "lock"):
        held.turn_to(phase)
    service.lock(held.facilitator, held.session, held.state.version)
    for phase in ("answers", "scores"):
        held.turn_to(phase)
    return held


def marks(shown: object) -> set[str]:
    return {mark for mark in MARKS if mark in f"{shown}{shown!r}"}


def seen_by(found: Meeting, who: str) -> SessionState:
    return found.service.state(who, found.session)


WHO: dict[str, Callable[[Meeting], str]] = {
    "leads": lambda _: SECOND,
    "judges": lambda found: found.members["mia"],
    "watches": lambda _: EYE,
}


@pytest.mark.parametrize("who", WHO)
def test_before_declaring_nobody_finds_any_of_it_anywhere(found: Meeting, who: str) -> None:
    visitor = WHO[who](found)
    shown = [*everything(found, visitor), str(meeting_told(seen_by(found, visitor), Words("en")))]
    assert set().union(*map(marks, shown)) == set()
    assert TOLD_TO_ALL in str(seen_by(found, visitor).decision.clarifications)


@pytest.mark.parametrize("who", WHO)
def test_once_all_are_declared_on_it_is_seen(found: Meeting, who: str) -> None:
    visitor = WHO[who](found)
    found.declare_nothing(visitor)
    seen = seen_by(found, visitor).decision
    assert (seen.reference_calls, seen.clarifications, seen.tender_file) == (
        found.state.decision.reference_calls,
        found.state.decision.clarifications,
        found.state.decision.tender_file,
    )
    assert marks(seen) == MARKS


def test_of_each_bidder_it_is_seen_once_it_is_declared_on(found: Meeting) -> None:
    found.service.declare(SECOND, found.session, {"late": NOTHING, "aleph": NOTHING}, once())
    seen = seen_by(found, SECOND).decision
    file = seen.tender_file
    assert file is not None
    assert file.opening is not None
    assert [call.id for call in seen.reference_calls] == ["R2"]
    assert [asked.id for asked in seen.clarifications] == ["Q2"]
    assert (file.reference, dict(file.received), file.low_price_reviews) == ("2026/7", {"late": LATE}, {})
    assert (file.opening.bids, file.opening.note, file.opening.by) == (("late",), None, "Dana Levi")


def test_whether_it_was_opened_is_told_to_who_only_watches_once_answers_are_opened(found: Meeting) -> None:
    found.declare_nothing(EYE)
    found.turn_to("answers", reason="More time")
    assert marks(seen_by(found, EYE)) == set()


CHANGES: dict[str, Edit] = {
    "a call is taken off": Edit("reference_call", ("R1",)),
    "a call is written over": Edit(
        "reference_call", ("R1",), ReferenceCall(id="R1", about="northstar-pro", customer="Another")
    ),
    "a call is added": Edit(
        "reference_call", ("R3",), ReferenceCall(id="R3", about="aleph", customer="Another")
    ),
    "a question is answered": Edit(
        "clarification",
        ("Q1",),
        Clarification(
            id="Q1", asked_on="2026-11-01", question="Which?", answer="This", published_on="2026-11-02"
        ),
    ),
    "a question is added": Edit(
        "clarification", ("Q3",), Clarification(id="Q3", asked_on="2026-11-01", question="Which?")
    ),
    "the file is emptied": Edit("tender_file", (), TenderFile()),
    "a bid is entered as opened": Edit("tender_file", (), {"received": {"late": MOMENT}}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_changes_it_unseen(found: Meeting, change: str) -> None:
    before = found.state
    error = refusal(_sent(found, SECOND, CHANGES[change]))
    assert error.code in ("declare_first", "declare_on_all")
    assert found.state.version == before.version
    found.declare_nothing(SECOND)
    _sent(found, SECOND, CHANGES[change])()
    assert found.state.decision != before.decision


@pytest.mark.parametrize("value", [7, "no file", {"received": 7}, {"opening": {"bids": 7}}, [["late"]]])
def test_what_is_no_file_of_a_tender_is_refused_in_our_words(found: Meeting, value: object) -> None:
    assert refusal(_sent(found, SECOND, Edit("tender_file", (), value))).code == "declare_on_all"


def test_the_note_of_an_opening_is_not_written_away_by_who_may_not_see_it(found: Meeting) -> None:
    opened = dict.fromkeys(("late", "low", "northstar-pro"), NOTHING)
    found.service.declare(SECOND, found.session, opened, once())
    seen = seen_by(found, SECOND).decision.tender_file
    assert seen is not None
    assert seen.opening is not None
    assert (seen.opening.bids, seen.opening.note) == (("late", "low"), None)
    assert refusal(_sent(found, SECOND, Edit("tender_file", (), seen))).code == "declare_on_all"
    kept = found.state.decision.tender_file
    assert kept is not None
    assert kept.opening is not None
    assert kept.opening.note == "Mark of an opening"


def test_there_is_nothing_to_keep_back_before_a_workshop_begins(service: Service) -> None:
    leader = token("facilitator")
    session = service.open_session(leader, tendered())
    assert marks(service.state(leader, session).decision) == MARKS
