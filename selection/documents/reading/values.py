"""One cell as the value its field takes, or why it can't be."""

import math
import re
from typing import Final

from pydantic import TypeAdapter, ValidationError

from selection.catalogue.files import CODES
from selection.documents.questionnaire.choices import codes_by_word, folded
from selection.documents.questionnaire.form import FieldKind
from selection.documents.reading.process import TableCell
from selection.errors import UploadError
from selection.model.base import Day

PLAIN_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
YEARS: Final = range(1900, 3000)
YES, NO = "yes", "no"
_DAY: Final[TypeAdapter[str]] = TypeAdapter(Day)
Value = str | float


def value_of(cell: TableCell, kind: FieldKind, highest_level: int = 0) -> Value:
    """Read a cell as a field of its kind takes it.

    Raises
    ------
    UploadError
        If it isn't one of those that can be chosen, no number, no day, or a formula.
    """
    if cell.kind == "f":
        raise UploadError("formula_for_answer", cell.where, found=str(cell.value)[:60])
    if kind == "text":
        return cell.text
    if kind == "day":
        return day_of(cell)
    if kind == "number":
        return number_of(cell)
    if kind == "level":
        return _level_of(cell, highest_level)
    return _choice_of(cell, kind)


def _choice_of(cell: TableCell, kind: FieldKind) -> str:
    known = codes_by_word(kind)
    word = {True: YES, False: NO}[bool(cell.value)] if cell.kind == "b" else folded(cell.text)
    if word not in known:
        allowed = list(dict.fromkeys(known.values()))
        raise UploadError("not_a_choice", cell.where, found=cell.text, allowed=allowed)
    return known[word]


def number_of(cell: TableCell) -> float:
    """Read a number; one with a comma could be read in two ways and is not.

    >>> number_of(TableCell(1, 1, "s", "12.5", "A1"))
    12.5
    """
    if cell.kind == "n" and isinstance(cell.value, int | float) and math.isfinite(cell.value):
        return float(cell.value)
    if cell.kind == "s" and PLAIN_NUMBER.fullmatch(cell.text) and cell.text.isascii():
        return float(cell.text)
    raise UploadError("not_number", cell.where, found=cell.text)


def _level_of(cell: TableCell, highest: int) -> float:
    level = number_of(cell)
    if not level.is_integer() or not 0 <= level <= highest:
        raise UploadError("no_such_level", cell.where, found=level, allowed=f"0-{highest}")
    return level


def day_of(cell: TableCell) -> str:
    """Read a day as exactly as it was written: a date of the spreadsheet, or text such as 2026-08.

    >>> day_of(TableCell(1, 1, "n", 2027, "A1")), day_of(TableCell(1, 1, "s", "2027-06", "A1"))
    ('2027', '2027-06')
    """
    written = cell.text
    if cell.kind == "n" and isinstance(cell.value, int | float) and cell.value in YEARS:
        written = str(int(cell.value))
    try:
        return _DAY.validate_python(written)
    except ValidationError as error:
        code = error.errors()[0]["type"]
        raise UploadError(CODES.get(code, code), cell.where, found=written) from None
