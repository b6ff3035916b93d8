"""What does not fit is told in one plain sentence of the member's language, and nothing entered is lost."""

import re

import pytest

from selection.errors import SelectionError
from selection.model.base import LANGUAGES, Language
from selection.model.rounds import Ballot
from selection.web.limits import MOST_A_MINUTE, Pace
from selection.web.process import Paced, service
from selection.words import Words
from selection.words.errors import explain
from selection.words.receipts import short
from tests.app.members import (
    LONG,
    MUST,
    NICE,
    UNABLE,
    Phone,
    count_of,
    hand_in,
    handing_in,
    labels,
    stored,
    touch,
    window,
    with_tiers,
)
from tests.meetings import Meeting, once

ALL_SAID = {"N1": "must", "N2": "must", "N3": "must"}
TOO_FAST = (
    "This was sent in more often within one minute than a person can; the last one is not stored. "
    "Wait a minute and send it again; everything before it is kept."
)
LETTERS: dict[Language, str] = {"en": "[a-z]", "he": "[\u05d0-\u05ea]", "pl": "[ąćęłńóśźż]"}


def in_language(found: Meeting, name: str, language: Language) -> Phone:
    screen = window(found, name)
    screen.at.query_params["lang"] = language
    return screen.run()


def answered(found: Meeting, name: str, language: Language) -> Phone:
    """Answer everything with the first choice there is, and come to where it is handed in."""
    screen = in_language(found, name, language)
    next(button for button in screen.at.button if "-go-" in str(button.key)).click()
    screen.run()
    for _need in ALL_SAID:
        first = screen.question["choices"][0]
        touch(screen, f"{first['strong']}{first['beside']}")
    return screen


def told(error: SelectionError, language: Language) -> str:
    said = explain(error, Words(language))
    sentence = f"{said.sentence} {said.remedy}"
    assert re.search(LETTERS[language], sentence)
    return sentence


def refusal(found: Meeting, name: str) -> SelectionError:
    """Try to hand in past every page, and give the refusal."""
    with pytest.raises(SelectionError) as refused:
        found.judge(name, "r1", tiers=ALL_SAID)
    return refused.value


def entered(found: Meeting, name: str) -> bytes:
    kept = service().draft(found.members[name], found.session, "round:r1")
    assert kept is not None
    return kept.bytes


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_round_is_told_and_what_was_entered_is_kept_and_shown(language: Language) -> None:
    found = with_tiers("ann")
    screen = answered(found, "ann", language)
    before = entered(found, "ann")
    found.move("r1", "closed")
    sentence = told(refusal(found, "ann"), language)
    assert hand_in(screen) == {"refused": sentence}
    assert screen.run().shown("info") == [sentence]
    assert (stored(found, "ann"), entered(found, "ann")) == (None, before)
    said = Words(language)("What you had entered and not handed in")
    assert said in [one.label for one in screen.at.expander]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_from_before_the_committee_went_on_is_told_and_loses_nothing(language: Language) -> None:
    found = with_tiers("ann")
    screen = answered(found, "ann", language)
    before = entered(found, "ann")
    for state in ("closed", "revealed"):
        found.move("r1", state)
    found.turn_to("weights")
    sentence = told(refusal(found, "ann"), language)
    assert hand_in(screen) == {"refused": sentence}
    assert screen.run().shown("info") == [sentence]
    assert (stored(found, "ann"), entered(found, "ann")) == (None, before)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_handed_in_from_two_pages_is_stored_once_and_both_show_its_receipt(
    language: Language,
) -> None:
    found = with_tiers("ann")
    answered(found, "ann", language)
    pages = [in_language(found, "ann", language) for _page in range(2)]
    answers = [hand_in(screen)["stored"] for screen in pages]
    event = service().history(found.facilitator, found.session)[-1]
    text = "Stored: number {number}, receipt {receipt}."
    sentence = Words(language)(text, number=event.seq, receipt=short(event.hash))
    proof = f"{event.seq}:{event.hash}"
    assert [(told["said"], told["receipt"]) for told in answers] == [(sentence, proof)] * 2
    assert [handing_in(screen.run())["stored"] for screen in pages] == answers
    assert (count_of(found, "judgement_set"), stored(found, "ann")) == (
        1,
        Ballot.model_validate({"tiers": ALL_SAID}),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_on_a_second_device_begins_a_second_member_and_leaves_the_first_as_they_were(
    language: Language,
) -> None:
    found = with_tiers("phone")
    phone = answered(found, "phone", language)
    before = entered(found, "phone")
    found.join("laptop")
    laptop = in_language(found, "laptop", language)
    assert Words(language)("{done} of {count} done", done=0, count=3) in laptop.shown("caption")
    assert service().draft(found.members["laptop"], found.session, "round:r1") is None
    hand_in(phone)
    assert entered(found, "phone") == before
    assert (stored(found, "phone"), stored(found, "laptop")) == (
        Ballot.model_validate({"tiers": ALL_SAID}),
        None,
    )


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still, and one hand-in a minute."""
    now = [0.0]
    monkeypatch.setattr(Paced, "pace", Pace(lambda: now[0], {**MOST_A_MINUTE, "judge": 1}))
    return now


def test_after_a_refused_hand_in_no_receipt_of_an_earlier_one_is_shown(hasty: list[float]) -> None:
    found = with_tiers("ann")
    screen = touch(window(found, "ann"), "Begin")
    for choice in (MUST, UNABLE, NICE):
        touch(screen, choice)
    touch(screen, "Hand in")
    touch(touch(screen, "It can do N1 · Must"), LONG)
    while "Hand in again" not in labels(screen):
        touch(screen, "Next")
    assert hand_in(screen) == {"refused": TOO_FAST}
    assert (handing_in(screen.run())["label"], handing_in(screen)["stored"]) == ("Hand in again", None)
    assert stored(found, "ann") == Ballot(tiers={"N1": "must", "N2": "cannot_judge", "N3": "nice"})
    hasty[0] += 60
    touch(screen, "Hand in again")
    event = service().history(found.facilitator, found.session)[-1]
    assert handing_in(screen)["stored"]["receipt"] == f"{event.seq}:{event.hash}"
    assert stored(found, "ann") == Ballot(tiers={"N1": "long_term", "N2": "cannot_judge", "N3": "nice"})


def test_a_refused_introduction_leaves_the_name_as_it_was_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = with_tiers("ann")
    monkeypatch.setattr(Paced, "pace", Pace(lambda: 0.0, {**MOST_A_MINUTE, "introduce": 1}))
    service().introduce(found.members["ann"], found.session, "Ann", "Sales", once())
    screen = window(found, "ann").write("text_input", "Your name", "Another")
    screen.press("That is me")
    assert screen.shown("error") == [TOO_FAST]
    known = found.state.proceedings.participant(found.id_of("ann"))
    assert known is not None
    assert (known.name, known.department) == ("Ann", "Sales")
