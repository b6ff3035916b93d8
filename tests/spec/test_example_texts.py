"""The examples are written in every language: whatever their people say, and what they call their goals.

Facts of profiles are quoted from their sources and stay in the language of these.
"""

from collections.abc import Iterator
from functools import cache
from typing import get_type_hints

import pytest
from pydantic import BaseModel

from selection.model.base import LANGUAGES, Localised
from tests.examples import example
from tests.speech import has_letters

NAMES = ("tender", "market_scan")


@cache
def takes_languages(model: type[BaseModel], name: str) -> bool:
    """Tell whether a field may hold a text in several languages."""
    return "Localised" in str(get_type_hints(model, include_extras=True)[name])


def said(value: object, where: str = "", in_languages: bool = False) -> Iterator[tuple[str, object]]:
    """Find every text that could be in languages, with its place."""
    if isinstance(value, Localised) or (in_languages and isinstance(value, str)):
        yield where, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from said(getattr(value, name), f"{where}.{name}", takes_languages(type(value), name))
    elif isinstance(value, dict | tuple):
        places = value.items() if isinstance(value, dict) else enumerate(value)
        for place, inner in places:
            yield from said(inner, f"{where}.{place}", in_languages)


@cache
def texts(name: str) -> dict[str, object]:
    return {where: text for where, text in said(example(name)) if ".facts." not in where}


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_an_example_is_there_in_every_language(name: str) -> None:
    found = texts(name)
    assert len(found) > 200
    plain = [where for where, text in found.items() if isinstance(text, str) and has_letters(text)]
    missing = [
        where
        for where, text in found.items()
        if isinstance(text, Localised) and not all(getattr(text, language) for language in LANGUAGES)
    ]
    assert (plain, missing) == ([], [])


def test_nothing_that_is_said_of_an_answer_was_overlooked() -> None:
    kinds = {where.rsplit(".", 1)[1] for where in texts("tender") if ".answers." in where}
    assert {"reason", "gap", "source"} <= kinds
