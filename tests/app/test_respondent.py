"""A respondent: their own questionnaire out and back, a receipt, and nothing of anybody else."""

import base64

from selection.documents.questionnaire.files import questionnaire_files
from selection.web.process import service
from selection.workshop.events import Edit
from tests.app.members import until, with_scores, workshop
from tests.app.screens import EN, Screen, today
from tests.decisions import token
from tests.meetings import Meeting, guest

LATER = "2099-01-31T17:00:00Z"
ME = "vendor"


def answering(found: Meeting, about: str = "northstar-pro") -> Screen:
    way = service().make_link(
        found.facilitator, found.session, "personal", found.state.version, guest(ME, "respondent", about)
    )
    service().join(token(ME), way.secret)
    return Screen(token(ME), found.session)


def collecting(deadline: str = LATER) -> Meeting:
    found = workshop("ann")
    for phase in ("needs", "weights", "lock"):
        found.turn_to(phase)
    service().lock(found.facilitator, found.session, found.state.version)
    until(found, "answers", deadline)
    return found


def filled(screen: Screen, about: str = "northstar-pro", delivery: str = "as_is") -> bytes:
    """Fill in the form a respondent would download."""
    decision = service().who_am_i(token(ME), screen.session).state.decision
    (data,) = questionnaire_files(decision, about, today(), EN, "yaml").values()
    answered = data.decode().replace("delivery: null", f"delivery: {delivery}", 1)
    return answered.replace("evidence: null", "evidence: document", 1).encode()


def choose(screen: Screen, data: bytes, name: str = "filled.yaml") -> Screen:
    screen.at.file_uploader[0].upload(name, data, "application/yaml")
    return screen.run()


def test_a_respondent_is_told_whom_they_answer_for_and_until_when() -> None:
    screen = answering(collecting())
    assert "You answer for **Northstar (fictional) Pro**." in screen.shown("markdown")
    assert "Answers are taken until **Jan 31, 2099, 5:00\u202fPM** (UTC)." in screen.shown("markdown")
    assert [button.proto.label for button in screen.at.get("download_button")] == ["XLSX", "CSV", "YAML"]


def test_a_filled_questionnaire_is_previewed_handed_in_and_acknowledged() -> None:
    found = collecting()
    screen = answering(found)
    data = filled(screen)
    choose(screen, data)
    assert [text for text in screen.shown("markdown") if text.startswith("The file fills in")] == [
        "The file fills in 2 fields."
    ]
    screen.press("Hand in")
    event = service().history(found.facilitator, found.session)[-1]
    assert event.kind == "response_set"
    assert f"Stored: number {event.seq}, receipt {event.hash[:8]}." in screen.shown("success")
    kept = service().who_am_i(token(ME), found.session).state.proceedings.responses[ME]["northstar-pro"]
    assert (kept.name, base64.b64decode(kept.file)) == ("filled.yaml", data)


def test_what_was_handed_in_is_sealed_from_the_facilitator_until_answers_are_opened() -> None:
    found = collecting()
    screen = answering(found)
    choose(screen, filled(screen)).press("Hand in")
    assert found.state.proceedings.responses == {}


def test_a_later_file_replaces_the_earlier_one() -> None:
    found = collecting()
    screen = answering(found)
    choose(screen, filled(screen)).press("Hand in")
    second = filled(screen, delivery="absent")
    choose(screen, second, "second.yaml").press("Hand in")
    kept = service().who_am_i(token(ME), found.session).state.proceedings.responses[ME]
    assert {about: base64.b64decode(one.file) for about, one in kept.items()} == {"northstar-pro": second}


def test_an_untouched_form_and_a_file_of_something_else_are_not_handed_in() -> None:
    screen = answering(collecting())
    decision = service().who_am_i(token(ME), screen.session).state.decision
    (blank,) = questionnaire_files(decision, "northstar-pro", today(), EN, "yaml").values()
    choose(screen, blank, "blank.yaml")
    assert "The file says nothing that was not known already: fill it in first." in screen.shown("info")
    assert len(screen.at.button) == 0
    choose(screen, b"a: b", "other.yaml")
    assert len(screen.shown("error")) == 1
    assert len(screen.at.button) == 0


def test_after_the_deadline_and_in_other_phases_nothing_is_taken_and_that_is_said() -> None:
    late = answering(collecting("2026-01-31T17:00:00Z"))
    told = "The deadline has passed: Jan 31, 2026, 5:00\u202fPM (UTC). What you handed in is kept."
    assert late.shown("info") == [told]
    assert len(late.at.file_uploader) == 0
    early = answering(workshop("ann"))
    assert early.shown("info") == ["Answers are not taken yet. You can read already what will be asked."]
    over = answering(with_scores("ann"))
    assert over.shown("info") == ["The collecting of answers is over. What you handed in is kept."]


def test_published_clarifications_are_read_and_unpublished_ones_are_not() -> None:
    found = workshop("ann")
    found.declare_nothing()
    asked = {"asked_on": "2026-11-10", "question": "With VAT?", "answer": "Without."}
    found.edit(Edit("clarification", ("c1",), {"id": "c1", **asked, "published_on": "2026-11-12"}))
    found.edit(Edit("clarification", ("c2",), {"id": "c2", **asked, "question": "Not told yet?"}))
    screen = answering(found)
    assert [expander.label for expander in screen.at.expander] == ["Nov 12, 2026 · With VAT?"]
    assert "Without." in screen.shown("markdown")


def test_a_respondent_sees_nothing_of_others() -> None:
    found = collecting()
    screen = answering(found)
    shown = "\n".join(str(node.proto) for block in (screen.at.main, screen.at.sidebar) for node in block)
    for secret in ("Harbour", "Dana Levi", "Ann", "Nobody asks twice", "It can do N1"):
        assert secret not in shown
    assert len(screen.at.sidebar) == 0
