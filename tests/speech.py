"""What the program says, gathered from its sources, for the tests about its languages."""

import ast
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from string import Formatter

from selection.words.catalogues import SPEAKERS, Message, gather

ROOT = Path(__file__).resolve().parents[1]
SELECTION = ROOT / "selection"
HEBREW = re.compile("[\N{HEBREW LETTER ALEF}-\N{HEBREW LETTER TAV}]")


@cache
def said() -> dict[Message, list[str]]:
    return gather()


def forms(text: str | Iterable[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def without_placeholders(text: str) -> str:
    return "".join(literal for literal, *_ in Formatter().parse(text))


def has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def sources() -> dict[str, str]:
    return {f.relative_to(ROOT).as_posix(): f.read_text(encoding="utf-8") for f in SELECTION.rglob("*.py")}


def speaks(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(attr="counted"):
            return True
        case ast.Name(name) | ast.Attribute(attr=name):
            return name in SPEAKERS - {"self"}
    return False
