"""What lies beside the history: personal texts and bulky values, of which an event holds only a hash.

A text that names or quotes a person can thus be erased without changing a byte of the events, and
what is secret can be sealed first and opened later. The hash is taken over 32 random bytes and the
text, so that nobody can find a name by trying names.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel
from pydantic_core import from_json, to_jsonable_python

from selection.errors import ChainBroken, DecisionError
from selection.model.base import ERASED, Localised, Personal, versions

Json = object
"""What `json.loads` gives: a dict, list, text, number, truth value or None."""

Path = tuple[str | int, ...]

_REFERENCE = "$content"
_HASH = re.compile(r"[0-9a-f]{64}")
_HOLDERS = (dict, list)
_REFERRED = re.compile(rb'{"\$content":"([0-9a-f]{64})"}')


@dataclass(frozen=True)
class Content:
    """One text or value kept beside the history, under the hash by which an event refers to it."""

    hash: str
    nonce: bytes
    bytes: bytes

    @property
    def text(self) -> str | None:
        """What it says, if it is a text; None for a bulky value."""
        said = json.loads(self.bytes)
        return said if isinstance(said, str) else None

    @property
    def is_unaltered(self) -> bool:
        """Whether it is what the event referred to when it was written."""
        return content_hash(self.nonce, self.bytes) == self.hash


Contents = Mapping[str, Content | None]
"""What lies beside the history, by hash; None where an event says that it was erased."""


def content_hash(nonce: bytes, content: bytes) -> str:
    """Commit to a content without giving anything of it away.

    >>> content_hash(bytes(32), b"Dana") == content_hash(bytes(32), b"Dana")
    True
    """
    return hashlib.sha256(nonce + content).hexdigest()


def to_json_bytes(value: Json) -> bytes:
    """Write a value in the one form that is stored: UTF-8, no spaces, in the order it has.

    Raises
    ------
    DecisionError
        If a text holds half of a surrogate pair, which no encoding can carry.

    >>> to_json_bytes({"seq": 1, "key": ["N1"]})
    b'{"seq":1,"key":["N1"]}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise DecisionError("text_not_unicode", position=error.start) from None


def split_personal(value: object) -> tuple[Json, tuple[Content, ...]]:
    """Take the personal texts out of a part of a decision and leave their hashes in their places."""
    plain: list[Json] = [to_jsonable_python(value, by_alias=True)]
    contents = []
    for path in personal_paths(value):
        holder, last = _holder(plain, (0, *path))
        content, holder[last] = put_aside(holder[last])
        contents.append(content)
    return plain[0], tuple(contents)


def without_personal(value: object) -> Json:
    """Give a part of a decision as plain data, with nothing in the places of its personal texts.

    >>> from selection.model.goals import Pain
    >>> without_personal(Pain(id="p1", text="Too slow", owner="Dana Levi"))
    {'id': 'p1', 'text': 'Too slow', 'owner': None}
    """
    plain: list[Json] = [to_jsonable_python(value, by_alias=True)]
    for path in personal_paths(value):
        holder, last = _holder(plain, (0, *path))
        holder[last] = None
    return plain[0]


def put_aside(value: Json) -> tuple[Content, Json]:
    """Make a content of a value, and the reference that takes its place."""
    nonce, written = secrets.token_bytes(32), to_json_bytes(value)
    content = Content(content_hash(nonce, written), nonce, written)
    return content, {_REFERENCE: content.hash}


def merge(value: Json, contents: Contents) -> Json:
    """Put contents back in the places that refer to them; what was erased reads ``[erased]``.

    Raises
    ------
    ChainBroken
        If a content is missing that nobody erased.

    >>> content, reference = put_aside("Dana")
    >>> merge({"owner": reference}, {content.hash: content})
    {'owner': 'Dana'}
    >>> merge({"owner": reference}, {content.hash: None})
    {'owner': '[erased]'}
    """
    if isinstance(value, list):
        return [merge(inner, contents) if isinstance(inner, _HOLDERS) else inner for inner in value]
    if not isinstance(value, dict):
        return value
    referred = _referred(value)
    if referred is None:
        return {
            name: merge(inner, contents) if isinstance(inner, _HOLDERS) else inner
            for name, inner in value.items()
        }
    if referred not in contents:
        raise ChainBroken("content_missing", referred)
    content = contents[referred]
    return ERASED if content is None else merge(from_json(content.bytes), contents)


def references(value: Json) -> Iterator[str]:
    """Name the contents a value refers to.

    >>> content, reference = put_aside("Dana")
    >>> list(references({"owner": reference})) == [content.hash]
    True
    """
    parts = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    referred = _referred(value) if isinstance(value, dict) else None
    if referred is not None:
        yield referred
        return
    for part in parts:
        yield from references(part)


def references_in(written: bytes) -> list[str]:
    """Name the contents that bytes refer to, without reading them any further."""
    return [name.decode() for name in _REFERRED.findall(written)]


def personal_paths(value: object, declared: object = None) -> Iterator[Path]:
    """Find the texts of a model, however deep, whose field is declared to be about a person."""
    if isinstance(value, str):
        if _mentions_a_person(declared):
            yield ()
        return
    for place, inner, annotation in _parts(value, declared):
        yield from ((place, *path) for path in personal_paths(inner, annotation))


def _parts(value: object, declared: object) -> Iterator[tuple[str | int, object, object]]:
    """Give what a value consists of: the place of each part, the part, and what is declared of it."""
    if isinstance(value, Localised):
        yield from ((language, said, declared) for language, said in versions(value).items())
    elif isinstance(value, BaseModel):
        for name, annotation in _annotations(type(value)).items():
            field = type(value).model_fields[name]
            yield field.serialization_alias or name, getattr(value, name), annotation
    elif isinstance(value, dict):
        yield from ((name, inner, declared) for name, inner in value.items())
    elif isinstance(value, tuple):
        yield from ((index, inner, declared) for index, inner in enumerate(value))


@cache
def _annotations(model: type[BaseModel]) -> dict[str, object]:
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def _mentions_a_person(declared: object) -> bool:
    # Declarations are few, live as long as the program, and not all of them can be hashed.
    known = _MENTIONING.get(id(declared))
    if known is None:
        known = _MENTIONING[id(declared)] = (declared, _is_about_a_person(declared))
    return known[1]


_MENTIONING: dict[int, tuple[object, bool]] = {}


def _is_about_a_person(declared: object) -> bool:
    if isinstance(declared, Personal):
        return True
    marks = (*get_args(declared), *getattr(declared, "__metadata__", ()))
    return any(_is_about_a_person(mark) for mark in marks)


def _holder(value: Any, path: Path) -> tuple[Any, str | int]:
    """Walk to the list or dict in which a path ends."""
    *way, last = path
    for step in way:
        value = value[step]
    return value, last


def _referred(value: dict[str, Json]) -> str | None:
    found = value.get(_REFERENCE) if len(value) == 1 else None
    return found if isinstance(found, str) and _HASH.fullmatch(found) else None
