"""Somebody else's table, laid out by a mapping: which vendor says what to which question, and where."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from selection.documents.questionnaire.choices import folded
from selection.documents.reading.process import Book, TableCell, TableSheet, column_name
from selection.errors import UploadError
from selection.model.mapping import Meaning, TableMapping

VARIATION: Final = re.compile("[\ufe00-\ufe0f\u200d]")
"""What only says how a sign is drawn."""
COMMENT: Final = re.compile(r"\s*[,;:(]\s*|\s+[-–—/]\s*")
"""Where a comment may begin after a word that is a code: “no limit” does not say no."""
WRAPPED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True)
class TableAnswer:
    """One cell of the table that answers: whom it is about, what was asked, and its comment."""

    question: str
    alternative: str
    cell: TableCell
    comment: str = ""


@dataclass(frozen=True)
class TableQuestion:
    """One question of the table, with what else its row says of it."""

    name: str
    where: str
    text: str = ""
    tier: str = ""
    weight: TableCell | None = None


@dataclass(frozen=True)
class Table:
    """A table as the mapping reads it."""

    questions: Mapping[str, TableQuestion]
    answers: tuple[TableAnswer, ...]


def laid_out(book: Book, mapping: TableMapping) -> Table:
    """Read a table as its mapping says.

    Raises
    ------
    UploadError
        If a sheet or column the mapping names is not there.
    """
    return _Layout(sheet_of(book, mapping), mapping).table()


def sheet_of(book: Book, mapping: TableMapping) -> TableSheet:
    """Give the sheet the mapping names, or the first that is not hidden."""
    shown = [sheet for sheet in book.sheets if not sheet.hidden] or list(book.sheets)
    if mapping.sheet is None:
        return shown[0]
    names = [sheet.name for sheet in book.sheets]
    if mapping.sheet not in names:
        raise UploadError("mapping_sheet_unknown", book.name, found=mapping.sheet, allowed=names)
    return book.sheets[names.index(mapping.sheet)]


def headings(sheet: TableSheet, row: int) -> dict[str, str]:
    """List the columns of a row as a mapping names them, each with its title.

    A heading that stands there twice is named by its letter.
    """
    cells = sorted(sheet.row(row).items())
    titles = [cell.text for _column, cell in cells]
    found = {}
    for column, cell in cells:
        twice = sum(folded(title) == folded(cell.text) for title in titles) > 1
        letter = column_name(column)
        found[f"={letter}" if twice else cell.text] = f"{letter} · {cell.text}" if twice else cell.text
    return found


class _Layout:
    """The laying out of one table, so that what it knows need not be handed round."""

    def __init__(self, sheet: TableSheet, mapping: TableMapping) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self.headings = {column: cell.text for column, cell in sheet.row(mapping.header).items()}
        if not self.headings:
            raise UploadError("mapping_header_missing", sheet.name, found=mapping.header)
        self.rows: dict[int, dict[int, TableCell]] = {}
        for (row, column), cell in sheet.cells.items():
            if row > mapping.header:
                self.rows.setdefault(row, {})[column] = cell

    def table(self) -> Table:
        if self.mapping.layout == "vendors_in_rows":
            return self._vendors_in_rows()
        needed = {"question": self.mapping.question}
        if self.mapping.layout == "long" and self.mapping.holds != "needs":
            needed |= {"alternative": self.mapping.alternative, "answer": self.mapping.answer}
        for name, heading in needed.items():
            if heading is None:
                raise UploadError("mapping_incomplete", self.sheet.name, missing=name)
        questions = dict(self._questions())
        answers = () if self.mapping.holds == "needs" else tuple(self._answers())
        return Table(questions, answers)

    def column(self, heading: str | None) -> int | None:
        """Find a column by its heading, or by its letter."""
        if heading is None:
            return None
        if heading.startswith("=") and heading[1:].isalpha():
            wanted = heading[1:].upper()
            return next((at for at in range(1, 201) if column_name(at) == wanted), None)
        found = [at for at, title in self.headings.items() if folded(title) == folded(heading)]
        if not found:
            allowed = list(self.headings.values())
            raise UploadError("mapping_column_unknown", self.sheet.name, found=heading, allowed=allowed)
        if len(found) > 1:
            raise UploadError("mapping_column_ambiguous", self.sheet.name, found=heading)
        return found[0]

    def _text(self, row: int, heading: str | None) -> str:
        column = self.column(heading)
        cell = self.rows[row].get(column) if column else None
        return cell.text if cell else ""

    def _question_rows(self) -> Iterator[tuple[int, str]]:
        for row in sorted(self.rows):
            name = self._text(row, self.mapping.question)
            if name and name not in self.mapping.left_out:
                yield row, name

    def _questions(self) -> Iterator[tuple[str, TableQuestion]]:
        question, weight = self.column(self.mapping.question), self.column(self.mapping.weight)
        seen: set[str] = set()
        for row, name in self._question_rows():
            if name in seen:
                continue
            seen.add(name)
            said = (self._text(row, self.mapping.text), self._text(row, self.mapping.tier))
            weighed = self.rows[row].get(weight) if weight else None
            yield name, TableQuestion(name, self.rows[row][question or 1].where, *said, weighed)

    def _answers(self) -> Iterator[TableAnswer]:
        if self.mapping.layout == "long":
            answer = self.column(self.mapping.answer)
            for row, name in self._question_rows():
                cell = self.rows[row].get(answer or 0)
                vendor = self._text(row, self.mapping.alternative)
                if cell and vendor:
                    yield TableAnswer(name, vendor, cell, self._text(row, self.mapping.comment))
            return
        for heading in self.mapping.columns:
            column = self.column(heading)
            for row, name in self._question_rows():
                cell = self.rows[row].get(column or 0)
                if cell:
                    yield TableAnswer(name, heading, cell, self._text(row, self.mapping.comment))

    def _vendors_in_rows(self) -> Table:
        if self.mapping.alternative is None:
            raise UploadError("mapping_incomplete", self.sheet.name, missing="alternative")
        vendor = self.column(self.mapping.alternative)
        columns = {heading: self.column(heading) for heading in self.mapping.columns}
        where = self.sheet.row(self.mapping.header)
        questions = {
            heading: TableQuestion(heading, where[column].where if column in where else self.sheet.name)
            for heading, column in columns.items()
            if column is not None
        }
        answers = [
            TableAnswer(heading, cells[vendor].text, cells[column])
            for _row, cells in sorted(self.rows.items())
            for heading, column in columns.items()
            if vendor in cells and column in cells
        ]
        return Table(questions, tuple(answers))


def plain_sign(text: str) -> str:
    """Leave out of a text what only says how its signs are drawn.

    >>> plain_sign("⚠\ufe0f Limited")
    '⚠ Limited'
    """
    return VARIATION.sub("", unicodedata.normalize("NFC", text)).strip()


def meaning_of(text: str, mapping: TableMapping) -> tuple[Meaning | None, str]:
    """Find what a cell means, and what it says besides its code.

    The longest code it begins with counts. After a word a comment must be set off from it by a sign; a code
    of one sign may be doubled.

    >>> codes = {"Y": Meaning(delivery="as_is"), "✅": Meaning(delivery="as_is")}
    >>> mapping = TableMapping(kind="mapping", codes=codes)
    >>> meaning_of("Y - in all editions", mapping)[1], meaning_of("Yearly", mapping)[0]
    ('in all editions', None)
    >>> meaning_of("✅✅ Native", mapping)[1]
    'Native'
    """
    said = plain_sign(text)
    codes = {plain_sign(code): meaning for code, meaning in mapping.codes.items()}
    exact = {folded(code): meaning for code, meaning in codes.items()}
    if folded(said) in exact:
        return exact[folded(said)], ""
    if not mapping.whole_cell:
        for code in sorted((code for code in codes if code), key=len, reverse=True):
            rest = _after(said, code)
            if rest is not None:
                return codes[code], rest
    return mapping.otherwise, said


def _after(said: str, code: str) -> str | None:
    """Give what follows a code at the beginning of a text; none if the text does not begin with it."""
    if not folded(said).startswith(folded(code)):
        return None
    rest = said[len(code) :]
    if code[-1].isalnum() and (code.isdigit() or (rest and not COMMENT.match(rest))):
        return None
    while not code.isalnum() and rest.startswith(code):
        rest = rest[len(code) :]
    comment = rest.strip(" \t\r\n:;,-–—")
    return comment[1:-1].strip() if WRAPPED.fullmatch(comment) else comment
