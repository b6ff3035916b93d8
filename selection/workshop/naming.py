"""Which texts name somebody, and what is left of a draft without those that do.

A name is looked for as it is written, capitals aside, and as words of its own: "Jan" is not in
"Janina". The small words that Hebrew joins to a name in front belong to it. Other forms of a name,
such as a first name alone or a Polish case, are names of their own.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic_core import from_json

from selection.model.participants import Participant
from selection.workshop.contents import Content, Json

_JOINED_IN_FRONT = "[ושהכלבמ]{0,4}"
"""And, that, the, as, to, in, from: letters, of which several may come together."""

_HEBREW = re.compile("[\u05d0-\u05ea]")


@dataclass(frozen=True)
class Mentions:
    """What an erasure takes, as far as whoever asks may read it."""

    texts: tuple[str, ...]
    """Each text once, the names themselves among them, the shortest first."""
    sealed: int
    """How many more are sealed."""


def names_somebody(text: str, names: Iterable[str]) -> bool:
    """Tell whether one of the names stands in a text.

    >>> names_somebody("As dana LEVI says", ["Dana Levi"]), names_somebody("Janina", ["Jan"])
    (True, False)
    >>> names_somebody("נאמר לדנה", ["דנה"])
    True
    """
    return any(found.search(_composed(text)) for found in map(_pattern, names) if found)


def names_of_people(names: Iterable[str], people: Iterable[Participant]) -> tuple[str, ...]:
    """Give those of the names by which somebody takes part, be it a part of theirs.

    >>> dana = Participant(id="p1", role="member", name="Dana Levi")
    >>> names_of_people(["Dana", "too expensive"], [dana])
    ('Dana',)
    """
    known = [person.name for person in people if person.name]
    return tuple(name for name in names if any(names_somebody(full, (name,)) for full in known))


def naming(contents: Iterable[Content], names: Iterable[str]) -> tuple[Content, ...]:
    """Give the contents that are texts, rather than bulky values, and name somebody."""
    wanted = tuple(names)
    said = ((content, content.text) for content in contents)
    return tuple(content for content, text in said if text is not None and names_somebody(text, wanted))


def draft_without(draft: bytes, names: Iterable[str]) -> bytes:
    """Give a draft in which texts that name somebody are empty; one that can't be read stays as it is.

    >>> draft_without(b'{"N1": {"choice": "must", "comment": "Dana insists"}}', ["Dana"])
    b'{"N1": {"choice": "must", "comment": ""}}'
    """
    try:
        entered = from_json(draft)
    except ValueError:
        return draft
    left = _without(entered, tuple(names))
    return draft if left == entered else json.dumps(left, ensure_ascii=False).encode()


def _without(entered: Json, names: tuple[str, ...]) -> Json:
    if isinstance(entered, dict):
        return {name: _without(inner, names) for name, inner in entered.items()}
    if isinstance(entered, list):
        return [_without(inner, names) for inner in entered]
    return "" if isinstance(entered, str) and names_somebody(entered, names) else entered


def _pattern(name: str) -> re.Pattern[str] | None:
    words = _composed(name).split()
    if not words:
        return None
    joined = _JOINED_IN_FRONT if _HEBREW.match(words[0]) else ""
    written = r"\s+".join(re.escape(word) for word in words)
    return re.compile(rf"(?<!\w){joined}{written}(?!\w)", re.IGNORECASE)


def _composed(text: str) -> str:
    """Write letters with their marks in one way; some systems write them in two parts."""
    return unicodedata.normalize("NFC", text)
