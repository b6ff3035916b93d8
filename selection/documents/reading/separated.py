"""Text tables nobody vouches for: which encoding, which separator, and the rows."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from selection.errors import UploadError

DELIMITERS: Final = (",", ";", "\t", "|")
LOOKED_AT: Final = 60
MAX_CELL: Final = 32_767  # as much as a spreadsheet's cell holds
ENCODINGS: Final[Mapping[str, str]] = {
    "utf-8": "utf-8-sig",
    "utf-8-sig": "utf-8-sig",
    "utf-16": "utf-16",
    "cp1250": "cp1250",
    "cp1252": "cp1252",
    "cp1255": "cp1255",
    "iso-8859-2": "iso-8859-2",
    "iso-8859-8": "iso-8859-8",
}
# Hebrew letters stand in words of their own; accented Latin letters stand among plain ones.
HEBREW_WORD: Final = re.compile(rb"[\xe0-\xfa]{2,}")
HIGH: Final = re.compile(rb"[\x80-\xff]")
# Signs only Poland's letters have in one of the two Latin encodings.
CENTRAL: Final = re.compile(rb"[\xb9\xe6\xea\xb3\xf1\xf3\x9c\x9f\xbf\xa5\xc6\xca\xa3\xd1\xd3\x8c\x8f\xaf]")

Row = tuple[int, list[str]]


def read_separated(
    data: bytes, options: Mapping[str, str], rows: int, columns: int
) -> tuple[list[Row], str, str]:
    """Give the rows of a text table with their numbers, and how it was read: encoding and separator.

    Raises
    ------
    UploadError
        If it can't be read, or not within the limits.
    """
    text, encoding = decoded(data, options.get("encoding"))
    if "\0" in text:
        raise UploadError("table_control_character", found="U+0000")
    delimiter = options.get("delimiter") or likely_delimiter(text)
    found: list[Row] = []
    for number, row in _rows(text, delimiter):
        if not any(cell.strip() for cell in row):
            continue
        if number > rows or len(row) > columns:
            raise UploadError("sheet_too_large", f"{number}", allowed=f"{rows} × {columns}")
        found.append((number, row))
    return found, encoding, delimiter


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(MAX_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, row in enumerate(lines, 1):
            yield number, row
    except csv.Error:
        raise UploadError("table_damaged", f"{number + 1}") from None


def decoded(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    r"""Decode a table in the encoding that is told, or in the likeliest.

    UTF-8 can be recognised; the older encodings of Hebrew and Polish can only be guessed, so the reader is
    told which one was taken.

    Raises
    ------
    UploadError
        If it is not written in the encoding that is told.

    >>> decoded("שלום".encode("cp1255"))
    ('שלום', 'cp1255')
    >>> decoded("żółw".encode("cp1250"))
    ('żółw', 'cp1250')
    """
    name = encoding or _likely_encoding(data)
    known = ENCODINGS.get(name.lower())
    if known is None:
        raise UploadError("encoding_unknown", found=name, allowed=list(ENCODINGS))
    try:
        return data.decode(known), name
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UploadError("table_not_in_encoding", f"{line}", found=name) from None


def _likely_encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    high = len(HIGH.findall(data))
    in_words = sum(len(word) for word in HEBREW_WORD.findall(data))
    if 2 * in_words > high and _decodes(data, "cp1255"):
        return "cp1255"
    central = len(CENTRAL.findall(data))
    return "cp1250" if 2 * central >= high and _decodes(data, "cp1250") else "cp1252"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def likely_delimiter(text: str) -> str:
    r"""Find the separator by which most of the first rows have the same number of cells.

    >>> likely_delimiter("need;answer\n1;yes, of course\n2;no\n")
    ';'
    """
    head = "".join(text.splitlines(keepends=True)[:LOOKED_AT])

    def regularity(delimiter: str) -> tuple[float, int]:
        try:
            widths = [
                len(row) for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter) if row
            ]
        except csv.Error:
            return 0.0, 0
        width, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
        return (times / len(widths), width) if width > 1 else (0.0, 0)

    return max(DELIMITERS, key=regularity)
