import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from selection.model.base import Line, Person, Prose, Remark
from selection.model.characters import printable, shows_something, skeleton

LEFT_OUT = {
    "a null": "\x00",
    "an escape": "\x1b",
    "a line separator": "\u2028",
    "an embedding": "\u202b",
    "an override": "\u202e",
    "an isolate": "\u2067",
    "the end of an isolate": "\u2069",
    "a space of no width": "\u200b",
    "a word joiner": "\u2060",
    "a soft hyphen": "\xad",
    "a byte order mark": "\ufeff",
    "an annotation": "\ufffa",
    "a tag": "\U000e0041",
}
KEPT = {
    "a line break": "\n",
    "a tab": "\t",
    "a mark of direction, as word processors leave it": "\u200f",
    "a joiner, as in emoji": "\u200d",
    "a vowel point": "\u05b8",
    "an accent of its own": "e\u0301",
    "a flag spelt in tags": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "a letter of another plane": "\U0001d518",
}


@pytest.mark.parametrize("character", LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_nobody_sees_is_left_out(character: str) -> None:
    assert printable(f"Al{character}eph") == "Aleph"


@pytest.mark.parametrize("characters", KEPT.values(), ids=KEPT)
def test_what_writing_needs_is_kept(characters: str) -> None:
    assert printable(f"Al{characters}eph") == f"Al{characters}eph"


def test_marks_heaped_on_one_letter_are_cut_to_four() -> None:
    assert printable("e" + "\u0301" * 40 + "x") == "e" + "\u0301" * 4 + "x"
    assert printable("e" + "\u0301" * 3 + "\u200b" + "\u0301" * 3) == "e" + "\u0301" * 4


@given(st.text())
def test_what_was_made_printable_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@pytest.mark.parametrize("kind", [Line, Prose, Person, Remark])
@pytest.mark.parametrize("text", [" ", "\u200b", "\u202e\u200f", "\n\t", "\xa0\u2060", "\u0301"])
def test_a_text_of_which_nothing_can_be_seen_is_refused(kind: object, text: str) -> None:
    assert not shows_something(printable(text))
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(text)
    assert [error["type"] for error in refused.value.errors()] == ["text_shows_nothing"]


@pytest.mark.parametrize("kind", [Line, Prose, Person, Remark])
@pytest.mark.parametrize("text", [".", "x\u202e", "א", "👍", " a "])
def test_a_text_of_which_something_can_be_seen_is_taken(kind: object, text: str) -> None:
    assert TypeAdapter(kind).validate_python(text) == printable(text)


ALIKE = {
    "Cyrillic a": ("Acme", "\u0410cme"),
    "Cyrillic throughout": ("COPA", "\u0421\u041e\u0420\u0410"),
    "Greek omicron": ("Oakhelm", "\u039fakhelm"),
    "another case": ("Acme", "ACME"),
    "wide letters": ("Acme", "\uff21\uff43\uff4d\uff45"),
    "another dash": ("A-B", "A\u2013B"),
    "another quotation mark": ("O'Neil", "O\u2019Neil"),
    "another space": ("A B", "A\xa0 B"),
    "a mark of direction": ("Acme", "Acme\u200f"),
    "a zero for an o": ("Oslo", "0slo"),
    "a one for an l": ("Helm", "He1m"),
    "composed and not": ("Łódź", "Ło\u0301dz\u0301"),
}
DIFFERENT = {
    "a Hebrew final form": ("שלום", "שלומ"),
    "an accent": ("Łodz", "Lodz"),
    "another letter": ("Acme", "Acne"),
    "Cyrillic that looks like nothing Latin": ("Д", "A"),
}


@pytest.mark.parametrize(("first", "second"), ALIKE.values(), ids=ALIKE)
def test_what_looks_alike_has_one_skeleton(first: str, second: str) -> None:
    assert skeleton(first) == skeleton(second)


@pytest.mark.parametrize(("first", "second"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_looks_different_has_two(first: str, second: str) -> None:
    assert skeleton(first) != skeleton(second)
