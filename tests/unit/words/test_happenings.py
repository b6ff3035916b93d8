"""Whatever happened in a session is told in words: every kind of event, and of what is sealed, that it is."""

import pytest

from selection.words import Words
from selection.words.happenings import happening_sentence
from selection.words.sections import section_word
from selection.workshop.events import SECTIONS

_ = Words()


@pytest.mark.parametrize("section", SECTIONS)
def test_every_part_of_a_session_has_a_word_of_its_own(section: str) -> None:
    said = happening_sentence(f"{section}_set", (), withdrawn=False, undoes=None, _=_)
    assert said.endswith(" set")
    assert said.removesuffix(" set")[0].isupper()
    assert section_word(section, _) != section or "_" not in section


def test_what_is_sealed_is_told_as_sealed_and_not_as_withdrawn() -> None:
    told = [
        happening_sentence("judgement_set", ("r1", "m1"), withdrawn=True, undoes=None, sealed=sealed, _=_)
        for sealed in (True, False)
    ]
    assert told == ["Judgement stored, sealed: r1, m1", "Judgement withdrawn: r1, m1"]


def test_an_event_of_the_session_itself_is_told_as_a_whole() -> None:
    told = happening_sentence("decision_taken_in", (), withdrawn=True, undoes=None, _=_)
    assert told == "The decision was taken in"
