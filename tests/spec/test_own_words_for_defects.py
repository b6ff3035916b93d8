"""Whatever is wrong with an entry is told in our words, in the reader's language, never in a library's."""

import ast
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from pydantic import ValidationError

import selection.catalogue.decision_file  # noqa: F401  (so that its models are known)
from selection.catalogue.files import CODES
from selection.errors import DecisionError
from selection.model.base import Entry, Language
from selection.words import Words
from selection.words.errors import explain, sayings
from selection.workshop.events import SECTIONS
from selection.workshop.state import read_value
from tests.speech import HEBREW, sources

WRONG: tuple[object, ...] = (
    *(None, True, 7, -7, 1e300, float("nan"), float("inf"), b"x", object()),
    *("", "x", "x" * 6000, " \u200f", "\ud800", "2026-13", "2026-02-30", "<1e9"),
    *([], {}, [None], ["x"], [1], {"x": 1}, {1: 1}, {"en": ""}, {"kind": "x"}),
)


def entries(model: type[Entry] = Entry) -> Iterator[type[Entry]]:
    for inner in model.__subclasses__():
        yield inner
        yield from entries(inner)


def wrongly(value: object) -> tuple[object, ...]:
    return (value, [value], {"x": value}, {"x": {"x": value}})


@cache
def refusals() -> dict[str, str]:
    """Give everything the validating library says of our models, as code and sentence."""
    told: dict[str, str] = {}
    for model in set(entries()):
        for name, field in model.model_fields.items():
            for entered in (deep for value in WRONG for deep in wrongly(value)):
                try:
                    model.model_validate({field.alias or name: entered})
                except ValidationError as error:
                    told |= {detail["type"]: detail["msg"] for detail in error.errors(include_url=False)}
    return told


def test_everything_the_library_refuses_has_a_code_and_a_sentence_of_ours() -> None:
    assert len(refusals()) >= 30
    known = sayings(Words("en"))
    assert {code for code in refusals() if CODES.get(code, code) not in known} == set()


@pytest.mark.parametrize("language", ["en", "he", "pl"])
def test_no_sentence_of_the_librarys_reaches_a_reader(language: Language) -> None:
    _ = Words(language)
    theirs = {code: sentence for code, sentence in refusals().items() if code in CODES}
    assert len(theirs) >= 15
    for code, sentence in theirs.items():
        found = explain(DecisionError(code, "here", ctx_error=sentence, error=sentence), _)
        assert sentence not in f"{found.sentence} {found.remedy}"
        assert "Input should" not in found.sentence
        assert bool(HEBREW.search(found.sentence)) == (language == "he")


@pytest.mark.parametrize("section", SECTIONS)
def test_what_is_refused_in_a_session_is_told_in_the_readers_language(section: str) -> None:
    key = ("a", "b", "c")[: len(SECTIONS[section].key)]
    with pytest.raises(DecisionError) as caught:
        read_value(section, key, [["x"]])
    found = explain(caught.value, Words("he"))
    assert HEBREW.search(found.sentence)
    assert HEBREW.search(found.remedy)
    assert caught.value.code not in found.sentence


def library_words(source: str) -> list[int]:
    """Find where a source could pass on what the library says: its message, or the error as text."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and node.slice.value == "msg"
        ):
            found.append(node.lineno)
        for name in _errors_in(node):
            found += [
                inner.lineno
                for inner in ast.walk(node)
                if isinstance(inner, ast.expr) and _as_text(inner, name)
            ]
    return found


def _errors_in(node: ast.AST) -> list[str]:
    """Name what is an error of the library's within a handler or a function."""
    match node:
        case ast.ExceptHandler(type=kind, name=str() as name) if kind and _is_the_librarys(kind):
            return [name]
        case ast.FunctionDef(args=arguments):
            return [a.arg for a in arguments.args if a.annotation and _is_the_librarys(a.annotation)]
    return []


def _is_the_librarys(kind: ast.expr) -> bool:
    names = {inner.id for inner in ast.walk(kind) if isinstance(inner, ast.Name)}
    return bool(names & {"ValidationError", "ValueError", "Exception", "TypeError"})


def _as_text(node: ast.expr, name: str) -> bool:
    match node:
        case ast.Call(func=ast.Name("str" | "repr"), args=[ast.Name(found)]):
            return found == name
        case ast.FormattedValue(value=ast.Name(found)):
            return found == name
    return False


def test_no_source_passes_the_librarys_words_on() -> None:
    found: dict[str, Any] = {name: library_words(source) for name, source in sources().items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("detail['msg']", [1]),
        ("try:\n    f()\nexcept ValidationError as error:\n    st.error(str(error))", [4]),
        ("try:\n    f()\nexcept ValueError as error:\n    raise X(f'{error}') from None", [4]),
        ("def refusal(where: str, error: ValidationError) -> str:\n    return str(error)", [2]),
        ("try:\n    f()\nexcept ValidationError as error:\n    tell(error.errors()[0]['type'])", []),
        ("try:\n    f()\nexcept SelectionError as error:\n    log(str(error))", []),
    ],
)
def test_passing_them_on_is_noticed(source: str, lines: list[int]) -> None:
    assert library_words(source) == lines
