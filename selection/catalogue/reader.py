"""Reads YAML that nobody vouches for, within limits, and says where it is wrong.

YAML says one thing and readers hear another: ``NO`` becomes false, ``12:30:00`` becomes 45000, ``010``
becomes 8 and the second of two equal keys silently wins. Here a plain value is text unless YAML 1.1 and
YAML 1.2 agree that it is something else; where they disagree the file is refused and the value has to be
quoted. What only serves to hide or to multiply (anchors, aliases, tags, merge keys, directives, bidi
overrides) is refused too, and every limit is checked before the memory is spent.

References
----------
YAML 1.1, language-independent types, yaml.org/type; YAML 1.2.2, section 10.3, core schema.
Boucher and Anderson, "Trojan Source: Invisible Vulnerabilities", USENIX Security 2023 (bidi controls).
"""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

from selection.errors import CatalogueError, Findings

MAX_BYTES: Final = 1_048_576
MAX_DEPTH: Final = 20
MAX_NODES: Final = 50_000  # as YAML counts them: every mapping, list and scalar, keys included
MAX_TEXT: Final = 20_000
MAX_KEY: Final = 200
MAX_INTEGER_DIGITS: Final = 15  # a spreadsheet keeps no more
MAX_FLOAT_DIGITS: Final = 21  # enough for every float as Python writes it
MAX_FINDINGS: Final = 50

# fmt: off
CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "file_missing": (), "file_not_regular": (), "file_unreadable": ("reason",), "file_empty": (),
    "file_too_large": ("found", "allowed"), "encoding_not_utf8": ("found",),
    "control_character": ("found",), "bidi_control": ("found",), "hidden_character_in_key": ("found",),
    "yaml_syntax": ("problem", "column", "began"),
    "directive_refused": ("found",), "several_documents": (), "merge_key": (),
    "anchor_refused": ("found",), "alias_refused": ("found",), "tag_refused": ("found",),
    "key_not_text": ("found",), "duplicate_key": ("found", "first", "first_line"),
    "look_alike_key": ("found", "first", "first_line"), "ambiguous_scalar": ("found", "could_be"),
    "number_too_long": ("found", "allowed"), "text_too_long": ("found", "allowed"),
    "too_deep": ("found", "allowed"), "too_many_nodes": ("allowed",), "too_many_findings": ("allowed",),
}
"""Every code this module raises, with the figures it carries."""

PROBLEMS: Final[Mapping[str, str]] = {
    "mapping values are not allowed": "colon_unexpected", "could not find expected ':'": "colon_missing",
    "unexpected end of stream": "quote_unclosed", "unexpected document": "quote_unclosed",
    "',' or": "bracket_unclosed", "start any token": "character", "alphabetic or numeric": "character",
    "escape": "escape", "decimal": "escape", "tag": "tag", "<document start>": "text_after_end",
    "expected key": "out_of_place", "block": "out_of_place", "'-' indicator": "out_of_place",
    "entries": "out_of_place", "node content": "out_of_place", "line break": "out_of_place",
}
"""What the parser's messages mean by their first known fragment; besides, there are ``tab`` and ``other``."""

PLAIN_WORDS: Final[Mapping[str, bool | None]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}
# fmt: on
NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<decimals>\.[0-9]+(?:[eE][-+][0-9]{1,2})?)?")
# The name of the group is what the value could be. \d takes the digits of every script, as int() does.
AMBIGUOUS: Final = re.compile(
    r"""(?P<truth_value> y | yes | on | true | n | no | off | false)
    | (?P<nothing> null)
    | (?P<merge_key> <<)
    | (?P<default_value> =)
    | (?P<date_or_time> \d{4} - \d\d? (?: - \d\d? (?: (?: t | [ \t]+ ) \d [\d:.,+ \t-]* z? )? )?
                      | [-+]? \d [\d_]* (?: : [\d_]+ )+ (?: \. [\d_]* )?)
    | (?P<number> [-+\u2212]? (?: [.,]? \d [\d_.,]* (?: e [-+]? \d+ )? | 0 [xob] [\da-f_]+
                                | \.? (?: nan | inf ) | infinity ))""",
    re.IGNORECASE | re.VERBOSE,
)
# Besides controls: what some readers take for a line end, a byte order mark, halves of a pair.
REFUSED_CHARACTER: Final = re.compile(
    "(?P<control_character>\r(?!\n)|"
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff])"
    "|(?P<bidi_control>[\u202a-\u202e\u2066-\u2069])"
)
# Directives are looked for before parsing because the parser compares each with all the others.
REFUSED_IN_TEXT: Final = re.compile(rf"(?m){REFUSED_CHARACTER.pattern}|^(?P<directive_refused>%[^\r\n]+)")
UNUSABLE: Final = ""  # stands for a key that was refused; an empty key is refused itself
# Without libyaml the same files are read, but slower than promised.
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NO_WAITING: Final = getattr(os, "O_NONBLOCK", 0)  # a pipe nobody writes to must not hold the reader

Scalar: TypeAlias = str | int | float | bool | None
Value: TypeAlias = "Scalar | list[Value] | dict[str, Value]"
Step: TypeAlias = str | int


@dataclass(frozen=True, slots=True)
class Source:
    """What a file says, as plain dicts, lists, text, numbers, truth values and None, and where it says it."""

    name: str
    value: Value
    lines: Mapping[tuple[Step, ...], int] = field(repr=False)

    def line_of(self, path: tuple[Step, ...]) -> int:
        """Tell the line of a value: that of its key, or of the deepest known part of its path."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def where(self, path: tuple[Step, ...]) -> str:
        """Name a place as errors do: ``acme.yaml:3 limits.users``."""
        return _where(self.name, self.line_of(path), path)


def read_file(path: Path) -> Source:
    """Read a catalogue or decision file from disk: a regular one, never more of it than is allowed.

    Raises
    ------
    CatalogueError
        If the file can't be read, or says what `read_text` refuses.
    """
    name = str(path)
    with suppress(ValueError, OSError):
        name = str(path.relative_to(Path.cwd()))
    name = _shown(name, 255)
    return read_text(_bytes_of(path, name), name)


def read_text(text: str | bytes, name: str) -> Source:
    r"""Read one YAML document, in UTF-8 with or without byte order mark, under the name messages shall use.

    Raises
    ------
    CatalogueError
        If the text is outside the limits, is no YAML or could be read in two ways. `Findings` if several
        things are wrong. No other exception, whatever the text.

    >>> read_text('country: "NO"\nusers: 40\n', "acme.yaml").value
    {'country': 'NO', 'users': 40}
    >>> read_text("country: NO\n", "acme.yaml")
    Traceback (most recent call last):
    selection.errors.CatalogueError: acme.yaml:1 country: ambiguous_scalar (found='NO', ...)
    """
    name = _shown(name, 255)
    return _Reading(_decoded(text, name), name).source()


def plain_value(text: str) -> Scalar:
    """Give a plain scalar the one meaning all readers share.

    Raises
    ------
    CatalogueError
        If readers would differ, or a number has more digits than they keep; the place is left open.

    >>> plain_value("0.80"), plain_value("as_is"), plain_value("~")
    (0.8, 'as_is', None)
    """
    if text in PLAIN_WORDS:
        return PLAIN_WORDS[text]
    if number := NUMBER.fullmatch(text):
        kind, allowed = (float, MAX_FLOAT_DIGITS) if number["decimals"] else (int, MAX_INTEGER_DIGITS)
        return _number(text, kind, allowed)
    if ambiguous := AMBIGUOUS.fullmatch(text):
        raise CatalogueError("ambiguous_scalar", found=_shown(text), could_be=ambiguous.lastgroup)
    return text


def _number(text: str, kind: type[int] | type[float], allowed: int) -> int | float:
    digits = sum(map(str.isdecimal, text))
    if digits > allowed:
        raise CatalogueError("number_too_long", found=digits, allowed=allowed)
    return kind(text)


class _Reading:
    """One pass over one text: where it stands, and what was found wrong so far."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=LOADER))
        self.line, self.column = 1, 1
        self.path: list[Step] = []
        self.lines: dict[tuple[Step, ...], int] = {}
        self.nodes = 0
        self.findings: list[CatalogueError] = []

    def source(self) -> Source:
        try:
            self.check_characters()
            value = None if self.findings else self.document()
        except CatalogueError as last:
            self.findings.append(self.placed(last))
        if self.findings:
            raise self.findings[0] if len(self.findings) == 1 else Findings(self.findings)
        return Source(self.name, value, self.lines)

    def check_characters(self) -> None:
        counted = 0
        for match in REFUSED_IN_TEXT.finditer(self.text):
            self.line += self.text.count("\n", counted, match.start())
            counted = match.start()
            self.note(_refused(match))

    def document(self) -> Value:
        self.next_event()
        empty = isinstance(self.next_event(), yaml.StreamEndEvent)
        value = None if empty else self.node(self.next_event())
        if value is None and not self.findings:
            raise CatalogueError("file_empty")
        self.next_event()
        if not isinstance(self.next_event(), yaml.StreamEndEvent):
            raise CatalogueError("several_documents")
        return value

    def node(self, event: Any) -> Value:
        self.lines.setdefault(tuple(self.path), self.line)
        self.check_node(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.AliasEvent):
            return None
        if len(self.path) == MAX_DEPTH:
            raise CatalogueError("too_deep", found=MAX_DEPTH + 1, allowed=MAX_DEPTH)
        return self.mapping() if isinstance(event, yaml.MappingStartEvent) else self.sequence()

    def scalar(self, event: Any) -> Scalar:
        try:
            return _scalar_value(event, MAX_TEXT)
        except CatalogueError as defect:
            self.note(defect)
            return None

    def sequence(self) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
            self.path.append(len(values))
            values.append(self.node(event))
            self.path.pop()
        return values

    def mapping(self) -> dict[str, Value]:
        values: dict[str, Value] = {}
        seen: dict[str, tuple[str, int]] = {}
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            key = self.key(event)
            self.path.append(key)
            self.lines[tuple(self.path)] = self.line
            self.check_new(key, seen)
            values[key] = self.node(self.next_event())
            self.path.pop()
        return values

    def key(self, event: Any) -> str:
        self.check_node(event)
        if isinstance(event, yaml.CollectionStartEvent):
            found = "{…}" if isinstance(event, yaml.MappingStartEvent) else "[…]"
            raise CatalogueError("key_not_text", found=found)
        if isinstance(event, yaml.AliasEvent):
            return UNUSABLE
        try:
            return _key_value(event)
        except CatalogueError as defect:
            self.note(defect)
            return UNUSABLE

    def check_new(self, key: str, seen: dict[str, tuple[str, int]]) -> None:
        folded = _folded(key)
        if key == UNUSABLE or folded not in seen:
            seen[folded] = key, self.line
            return
        first, first_line = seen[folded]
        code = "duplicate_key" if key == first else "look_alike_key"
        self.note(CatalogueError(code, found=key, first=first, first_line=first_line))

    def check_node(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise CatalogueError("too_many_nodes", allowed=MAX_NODES)
        if event.anchor is not None:
            code = "alias_refused" if isinstance(event, yaml.AliasEvent) else "anchor_refused"
            self.note(CatalogueError(code, found=_shown(event.anchor)))
        if getattr(event, "tag", None) is not None:
            self.note(CatalogueError("tag_refused", found=_shown(event.tag)))

    def next_event(self) -> Any:
        try:
            event = next(self.events)
        except yaml.MarkedYAMLError as error:
            self.stand_at(error.problem_mark)
            raise _syntax_defect(error, self.text) from None
        except (yaml.YAMLError, ValueError, OverflowError):  # an escape or a tag that names no character
            defect = CatalogueError("yaml_syntax", problem="escape", column=self.column, began=self.line)
            raise defect from None
        self.stand_at(event.start_mark)
        return event

    def stand_at(self, mark: Any) -> None:
        self.line, self.column = mark.line + 1, mark.column + 1

    def note(self, defect: CatalogueError) -> None:
        if len(self.findings) == MAX_FINDINGS:
            raise CatalogueError("too_many_findings", allowed=MAX_FINDINGS)
        self.findings.append(self.placed(defect))

    def placed(self, defect: CatalogueError) -> CatalogueError:
        return CatalogueError(defect.code, _where(self.name, self.line, self.path), **defect.figures)


def _scalar_value(event: Any, allowed: int) -> Scalar:
    text: str = event.value
    if len(text) > allowed:
        raise CatalogueError("text_too_long", found=len(text), allowed=allowed)
    if not event.style:
        return plain_value(text)
    if refused := REFUSED_CHARACTER.search(text):  # put in by an escape, so the file itself lacks it
        raise _refused(refused)
    return text


def _key_value(event: Any) -> str:
    if event.value == "<<" and not event.style:
        raise CatalogueError("merge_key")
    key = _scalar_value(event, MAX_KEY)
    if key == "" or not isinstance(key, str):
        raise CatalogueError("key_not_text", found=_shown(event.value))
    if hidden := [character for character in key if not character.isprintable()]:
        raise CatalogueError("hidden_character_in_key", found=f"U+{ord(hidden[0]):04X}")
    return key


def _refused(match: re.Match[str]) -> CatalogueError:
    found = f"U+{ord(match[0]):04X}" if len(match[0]) == 1 else _shown(match[0])
    return CatalogueError(str(match.lastgroup), found=found)


def _syntax_defect(error: yaml.MarkedYAMLError, text: str) -> CatalogueError:
    mark: Any = error.problem_mark
    began: Any = error.context_mark or mark
    known = (problem for fragment, problem in PROBLEMS.items() if fragment in str(error.problem))
    problem = "tab" if text.startswith("\t", mark.index) else next(known, "other")
    return CatalogueError("yaml_syntax", problem=problem, column=mark.column + 1, began=began.line + 1)


def _folded(key: str) -> str:
    """Fold away what a reader may not see: case, width and other compatibility forms."""
    if key.isascii():
        return key.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", key).casefold())


def _where(name: str, line: int, path: Sequence[Step]) -> str:
    steps = ".".join("?" if step == UNUSABLE else str(step) for step in path)
    return f"{name}:{line} {steps}".rstrip()


def _shown(text: str, allowed: int = 80) -> str:
    short = text if len(text) <= allowed else text[: allowed - 1] + "…"
    return "".join(character if character.isprintable() else "\ufffd" for character in short)


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise CatalogueError("file_not_regular", name)
        _check_size(status.st_size, name)
        with open(path, "rb", opener=lambda file, flags: os.open(file, flags | NO_WAITING)) as file:
            return file.read(MAX_BYTES + 1) or b""
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise CatalogueError("file_missing", name) from None
    except OSError as error:
        raise CatalogueError("file_unreadable", name, reason=errno.errorcode.get(error.errno or 0)) from None


def _decoded(text: str | bytes, name: str) -> str:
    _check_size(len(text), name)
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    _check_size(len(data), name)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:2]:
        raise CatalogueError("encoding_not_utf8", f"{name}:1", found="UTF-16/32")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"0x{data[error.start]:02X}"
        raise CatalogueError("encoding_not_utf8", f"{name}:{line}", found=found) from None


def _check_size(found: int, name: str) -> None:
    if found > MAX_BYTES:
        raise CatalogueError("file_too_large", name, found=found, allowed=MAX_BYTES)
