"""What vendors sent in, as whoever leads reads it: counted while it is sealed, then read like any file."""

import base64
import datetime as dt

from selection.documents.questionnaire.files import questionnaire_files
from selection.model.judgements import Answer
from selection.model.participants import Declaration
from selection.web.process import service
from selection.workshop.guards import must_declare_on
from tests.app.members import until, workshop
from tests.app.screens import EN, Screen, today
from tests.decisions import token
from tests.meetings import Meeting, guest, once

LATER = "2099-01-31T17:00:00Z"
VENDOR, OTHER = token("vendor"), token("other vendor")
LOOK = "Look at it"


def collecting() -> Meeting:
    """Bring a workshop to the collecting of answers, with somebody for each of the two offers."""
    found = workshop("ann")
    for phase in ("needs", "weights", "lock"):
        found.turn_to(phase)
    service().lock(found.facilitator, found.session, found.state.version)
    until(found, "answers", LATER)
    for who, offer in ((VENDOR, "harbour-basic"), (OTHER, "northstar-pro")):
        invited = guest(offer, "respondent", offer)
        version = found.state.version
        way = service().make_link(found.facilitator, found.session, "personal", version, invited)
        service().join(who, way.secret)
    return found


def send(found: Meeting, data: bytes, name: str = "filled.yaml") -> None:
    file = base64.b64encode(data).decode()
    service().respond(VENDOR, found.session, "harbour-basic", name, file, once())


def filled(found: Meeting) -> bytes:
    decision = service().who_am_i(VENDOR, found.session).state.decision
    (data,) = questionnaire_files(decision, "harbour-basic", today(), EN, "yaml").values()
    answered = data.decode().replace("delivery: null", "delivery: as_is", 1)
    return answered.replace("evidence: null", "evidence: document", 1).encode()


def opened(found: Meeting) -> Screen:
    """Let whoever leads declare and open what was sent in, and list it."""
    none = {name: Declaration(interest="none") for name in must_declare_on(found.state.decision)}
    service().declare(found.facilitator, found.session, none, once())
    found.turn_to("scores")
    return leading(found).fill("toggle", "Sent in by vendors and firms (1)", True)


def leading(found: Meeting) -> Screen:
    return Screen(found.facilitator, found.session, "answers")


def toggles(screen: Screen) -> list[str]:
    return [toggle.label for toggle in screen.at.toggle]


def test_before_they_are_opened_only_how_many_came_in_is_said() -> None:
    found = collecting()
    found.declare_nothing()
    send(found, filled(found))
    told = (
        "Vendors and firms: 1 of 2 questionnaires have been sent in. "
        "Nobody sees what is in them before all are opened, with the phase of scores."
    )
    screen = leading(found)
    assert told in screen.shown("markdown")
    assert [label for label in toggles(screen) if label.startswith("Sent in")] == []
    assert "filled.yaml" not in "\n".join(screen.shown("markdown"))


def test_without_anybody_who_answers_nothing_is_said_of_it() -> None:
    screen = leading(workshop("ann"))
    assert [text for text in screen.shown("markdown") if text.startswith("Vendors and firms")] == []


def test_once_opened_each_file_is_listed_with_who_sent_it_about_whom_and_when() -> None:
    found = collecting()
    send(found, filled(found))
    screen = opened(found)
    (listed,) = [text for text in screen.shown("markdown") if "filled.yaml" in text]
    first, second = listed.split("  \n")
    assert first == "**Harbour (fictional) Basic** · :gray-badge[2 fields not read in yet]"
    moment = EN.moment(when(found))
    assert second == f"respondent harb · {moment} · filled.yaml"
    assert "Times are those of your clock (UTC)." in screen.shown("caption")
    assert len(screen.at.dataframe) == 0


def when(found: Meeting) -> dt.datetime:
    response = found.state.proceedings.responses["harbour-basic"]["harbour-basic"]
    return dt.datetime.fromisoformat(response.at)


def test_a_file_is_previewed_cell_by_cell_stored_as_one_submission_and_then_shown_as_read() -> None:
    found = collecting()
    send(found, filled(found))
    screen = opened(found).press(LOOK)
    (rows,) = [frame.value for frame in screen.at.dataframe]
    assert [tuple(row)[1:5] for row in rows.itertuples(index=False)] == [
        ("N1", "How is it delivered?", "", "as is"),
        ("N1", "How can we know?", "", "document"),
    ]
    assert "harbour-basic" not in found.state.decision.answers
    before = found.state.version
    screen.press("Store 2 changes")
    assert found.state.decision.answers["harbour-basic"] == {
        "N1": Answer(delivery="as_is", evidence="document")
    }
    assert found.state.version == before + 1
    assert screen.shown("success") == ["2 changes were stored."]
    (listed,) = [text for text in screen.shown("markdown") if "filled.yaml" in text]
    assert listed.startswith(
        "**Harbour (fictional) Basic** · :green-badge[read: all of it is in the decision]"
    )
    screen.press("Close it")
    assert LOOK in [button.label for button in screen.at.button]


def test_a_file_that_cannot_be_read_is_listed_and_says_why() -> None:
    found = collecting()
    send(found, b"a: b", "other.yaml")
    screen = opened(found)
    (listed,) = [text for text in screen.shown("markdown") if "other.yaml" in text]
    assert ":orange-badge[can’t be read]" in listed
    assert screen.shown("error") == []
    screen.press(LOOK)
    assert len(screen.shown("error")) == 1
    assert [button.label for button in screen.at.button if button.label.startswith("Store")] == []


def test_how_many_came_in_is_told_to_nobody_but_who_leads() -> None:
    found = collecting()
    send(found, filled(found))
    seen = {who: service().who_am_i(who, found.session).state for who in (OTHER, found.members["ann"])}
    assert {state.sent for state in seen.values()} == {0}
    assert found.state.sent == 1
    assert found.state.proceedings.responses == {}
