"""Everything the program says is translated into Hebrew and Polish, in all its forms, and nothing else."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from gettext import c2py  # type: ignore[attr-defined]
from string import Formatter

import pytest
import yaml
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from selection.cli import LANGUAGES as SPOKEN_ON_THE_COMMAND_LINE
from selection.model.base import LANGUAGES, Language
from selection.words.catalogues import FORMS, PLURALS, Message, compiled, messages_in, place, read, renewed
from tests.speech import (
    HEBREW,
    ROOT,
    SELECTION,
    forms,
    has_letters,
    said,
    sources,
    speaks,
    without_placeholders,
)

TRANSLATED: tuple[Language, ...] = ("he", "pl")
# Where a form stands for one number only, it may say that number in a word.
SAYS_ITS_NUMBER: dict[Language, set[int]] = {"he": {0, 1}, "pl": {0}}
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What is spelt alike in both languages.
ALSO_POLISH = {
    "dd",
    "mm",
    "Integrator",
    "Professional",
    "Ranking",
    "Standard",
    "Start",
    "integrator",
    "marketing",
}
TEXTS = ("criteria/**/*.yaml", "vendor_profiles/attributes.yaml", "examples/*.yaml")


@cache
def held(language: Language) -> Catalog:
    return read(language)


def pairs(language: Language) -> Iterator[tuple[Message, tuple[str, ...]]]:
    for message in held(language):
        if message.id:
            yield message.id if isinstance(message.id, str) else tuple(message.id), forms(message.string)


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


# What is gathered


def unreadable_calls(source: str) -> list[int]:
    """Find where something is said that does not stand there as it is."""
    calls = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call) and speaks(n)]
    wanted = {"counted": 2}
    return [
        call.lineno
        for call in calls
        if not all(
            isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            for argument in (call.args or [call])[: wanted.get(getattr(call.func, "attr", ""), 1)]
        )
    ]


def test_every_message_stands_in_the_sources_as_it_is() -> None:
    found = {name: unreadable_calls(source) for name, source in sources().items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source", ["_(name)", "_(f'{n} left')", "_('a' if one else 'b')", "_.counted('a', many, 2)", "words()"]
)
def test_a_message_that_is_put_together_is_noticed(source: str) -> None:
    assert unreadable_calls(source) == [1]


def test_whatever_a_common_extractor_finds_is_gathered() -> None:
    found = extract_from_dir(SELECTION, [("**.py", "python")], keywords={"_": None, "counted": (1, 2)})
    # It takes a counted message that holds another one for a plain one.
    messages = {forms(message)[0] for _file, _line, message, _comments, _context in found}
    assert len(messages) > 500
    assert messages - {forms(message)[0] for message in said()} == set()


def test_a_message_within_a_message_is_gathered() -> None:
    source = "_.counted('{n} of {all}', '{n} of {all}', n, all=_('everybody'))\nf\"{_('seen')}, {_('kept')}\""
    assert set(messages_in(source)) == {("{n} of {all}", "{n} of {all}"), "everybody", "seen", "kept"}


def test_what_is_counted_is_never_said_without_a_number_too() -> None:
    plain = {message for message in said() if isinstance(message, str)}
    counted = [message for message in said() if not isinstance(message, str)]
    assert [one for one, _many in counted if one in plain] == []
    assert len({one for one, _many in counted}) == len(counted)


# The catalogues


def test_the_command_line_offers_the_languages_there_are() -> None:
    assert (SPOKEN_ON_THE_COMMAND_LINE, {"en", *TRANSLATED}) == (LANGUAGES, set(LANGUAGES))


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_has_every_message_and_no_other(language: Language) -> None:
    there = {message for message, _forms in pairs(language)}
    assert (said().keys() - there, there - said().keys(), held(language).obsolete) == (set(), set(), {})


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_in_all_its_forms(language: Language) -> None:
    wanted = {message: 1 if isinstance(message, str) else FORMS for message in said()}
    found = {message: sum(bool(form.strip()) for form in said_so) for message, said_so in pairs(language)}
    assert {m: found.get(m, 0) for m, number in wanted.items() if found.get(m, 0) != number} == {}
    assert [message.id for message in held(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_forms_of_counted_messages_are_those_the_language_has(language: Language) -> None:
    """Hold them against CLDR: which numbers share a form, and that every form is for some number."""
    form = c2py(PLURALS[language].split("plural=", 1)[1].rstrip(";"))
    category = Locale(language).plural_form
    together = {(form(number), category(number)) for number in range(1001)}
    assert len(together) == FORMS == len({at for at, _name in together}) == len({n for _at, n in together})


def differing_placeholders(message: Message, said_so: tuple[str, ...], language: Language) -> list[str]:
    wanted = placeholders(forms(message)[-1])
    allowed = [
        [wanted, wanted - {"count"}] if len(said_so) > 1 and at in SAYS_ITS_NUMBER[language] else [wanted]
        for at in range(len(said_so))
    ]
    return [form for form, sets in zip(said_so, allowed, strict=True) if placeholders(form) not in sets]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_message(language: Language) -> None:
    found = {message: differing_placeholders(message, s, language) for message, s in pairs(language)}
    assert {message: differing for message, differing in found.items() if differing} == {}


def test_a_placeholder_that_is_lost_added_or_misspelt_is_noticed() -> None:
    assert differing_placeholders("{a} of {b}", ("{a}",), "pl") == ["{a}"]
    assert differing_placeholders("all", ("{a}",), "pl") == ["{a}"]
    assert differing_placeholders("{name}", ("{nam}",), "he") == ["{nam}"]
    counted = ("{count} day", "{count} days")
    assert differing_placeholders(counted, ("one", "two", "{count}"), "he") == []
    assert differing_placeholders(counted, ("one", "two", "{count}"), "pl") == ["two"]


def dress(text: str) -> tuple[object, ...]:
    """Give what is not language: spaces around, bold marks, icons."""
    around = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])
    return *around, text.count("**"), sorted(re.findall(r":material/\w+:", text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_spaces_around_and_markup(language: Language) -> None:
    found = {
        message: [s for s in said_so if dress(s) != dress(forms(message)[0])]
        for message, said_so in pairs(language)
    }
    assert {message: differing for message, differing in found.items() if differing} == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_turns_the_order_of_the_text_by_invisible_characters(language: Language) -> None:
    assert [m for m, said_so in pairs(language) if BIDI_CONTROLS.search(" ".join(said_so))] == []


def test_a_hebrew_message_is_written_in_hebrew() -> None:
    in_letters = [(m, s) for m, s in pairs("he") if has_letters(without_placeholders(forms(m)[0]))]
    assert [message for message, said_so in in_letters if not all(map(HEBREW.search, said_so))] == []


def test_a_polish_message_is_not_the_english_one() -> None:
    in_letters = [(m, s) for m, s in pairs("pl") if has_letters(without_placeholders(forms(m)[0]))]
    assert {message for message, said_so in in_letters if set(said_so) & set(forms(message))} <= ALSO_POLISH


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_gettext_reads_is_compiled_from_what_people_read(language: Language) -> None:
    renewed_now = renewed(language, held(language), said())
    assert place(language).with_suffix(".mo").read_bytes() == compiled(renewed_now)


def test_a_renewed_catalogue_guesses_nothing() -> None:
    old = Catalog(locale="pl")
    old.add("Save", "Zapisz")
    old.add("Safe", "Bezpieczny", flags={"fuzzy"})
    old.add("Gone", "Nie ma")
    new = renewed(
        "pl", old, {"Save": ["a.py"], "Saved": ["a.py"], "Safe": ["a.py"], ("a day", "days"): ["b.py"]}
    )
    assert {m.id: m.string for m in new if m.id} == {
        "Save": "Zapisz",
        "Saved": "",
        "Safe": "",
        ("a day", "days"): ("", "", ""),
    }


# The shipped texts


def texts(node: object, where: str) -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(node, dict):
        if "en" in node:
            yield where, node
        for key, value in node.items():
            yield from texts(value, f"{where}.{key}")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from texts(value, f"{where}.{at}")


@pytest.mark.parametrize("pattern", TEXTS)
def test_every_shipped_text_is_there_in_every_language(pattern: str) -> None:
    files = sorted(ROOT.glob(pattern))
    found = [text for f in files for text in texts(yaml.safe_load(f.read_text(encoding="utf-8")), f.stem)]
    assert found
    assert [where for where, text in found if set(text) != set(LANGUAGES) or not all(text.values())] == []
    assert [where for where, text in found if not HEBREW.search(text["he"])] == []


@pytest.mark.parametrize("pattern", TEXTS[:2])
def test_every_name_and_description_that_ships_is_a_text_in_languages(pattern: str) -> None:
    plain = [
        (file.stem, name, value)
        for file in sorted(ROOT.glob(pattern))
        for name, value in entries(yaml.safe_load(file.read_text(encoding="utf-8")))
        if name in {"name", "title", "text", "definition", "question", "note", "levels"}
        and isinstance(value, str)
    ]
    assert plain == []


def entries(node: object) -> Iterator[tuple[str, object]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key), value
            yield from entries(value)
    elif isinstance(node, list):
        for value in node:
            yield from entries(value)
