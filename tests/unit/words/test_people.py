"""What people of a session are called: nobody like anybody else, and who was erased by one word."""

from typing import Any

import pytest

from selection.model.base import ERASED, Language
from selection.model.participants import Participant
from selection.model.proceedings import Proceedings
from selection.words import Words
from selection.words.people import people_names

EN = Words("en")


def people(*said: dict[str, Any]) -> Proceedings:
    found = [{"id": f"p{at}00000", "role": "member", **one} for at, one in enumerate(said, 1)]
    return Proceedings(participants=tuple(Participant.model_validate(one) for one in found))


def test_somebody_is_called_by_name_else_by_department_else_by_role() -> None:
    found = people({"name": "Dana", "department": "Sales"}, {"department": "Service"}, {"role": "observer"})
    assert people_names(found, EN) == {"p100000": "Dana", "p200000": "Service", "p300000": "observer p300"}


def test_two_of_one_name_are_told_apart_by_the_order_in_which_they_came() -> None:
    found = people({"name": "Dana"}, {"name": "Jan"}, {"name": "Dana"})
    assert list(people_names(found, EN).values()) == ["Dana · 1", "Jan", "Dana · 3"]


@pytest.mark.parametrize(("language", "word"), [("en", "(erased)"), ("he", "(נמחק)"), ("pl", "(usunięto)")])
def test_who_was_erased_is_called_by_one_word_in_every_language(language: Language, word: str) -> None:
    one = people({"name": ERASED}, {"name": "Dana"})
    two = people({"name": ERASED}, {"name": ERASED})
    assert list(people_names(one, Words(language)).values()) == [word, "Dana"]
    assert list(people_names(two, Words(language)).values()) == [f"{word} · 1", f"{word} · 2"]
