"""Reads comparison workbooks for the tests: formulas, the engine's figures beside them, and places."""

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import openpyxl
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from selection.analysis.evaluation import Evaluation
from selection.documents.workbook import drawn
from selection.documents.workbook.paper import Key, Place
from selection.model.base import Language
from selection.words import Words
from tests.examples import TODAY

FIRST_DAY = dt.datetime.fromisoformat("1899-12-30")


@dataclass(frozen=True)
class Written:
    """A workbook as it was written."""

    evaluation: Evaluation
    content: bytes
    places: dict[Key, Place]

    @cached_property
    def formulas(self) -> Workbook:
        return openpyxl.load_workbook(io.BytesIO(self.content))

    @cached_property
    def figures(self) -> Workbook:
        return openpyxl.load_workbook(io.BytesIO(self.content), data_only=True)

    def again(self) -> Workbook:
        """A copy to change."""
        return openpyxl.load_workbook(io.BytesIO(self.content))

    def cell(self, book: Workbook, *key: str) -> Cell:
        sheet, row, column = self.places[key]
        found: Cell = book[sheet].cell(row + 1, column + 1)
        return found

    def read(self, book: Workbook, *key: str) -> object:
        return plain(self.cell(book, *key).value)


def written(evaluation: Evaluation, language: Language = "en") -> Written:
    found = drawn(evaluation, Words(language), TODAY)
    return Written(evaluation, found.content, found.places)


def plain(value: object) -> object:
    """What a cell shows: an empty text is nothing, a date the number of its day."""
    if isinstance(value, dt.datetime):
        return float((value - FIRST_DAY).days)
    return "" if value is None else value


def cells_of_formulas(book: Workbook) -> Iterator[tuple[str, Cell]]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell) for cell in row if cell.data_type == "f")


def differences(expected: Written, found: Workbook) -> list[str]:
    """Every formula's cell whose figure is not the expected one, to 1e-9; of amounts, to 1e-9 of them."""
    differing = []
    for title, cell in cells_of_formulas(expected.formulas):
        here = plain(expected.figures[title][cell.coordinate].value)
        there = plain(found[title][cell.coordinate].value)
        if not same(here, there):
            differing.append(f"{title}!{cell.coordinate}: {here!r} expected, {there!r} found, {cell.value}")
    return differing


def same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))
    return one == other


def errors(book: Workbook) -> list[str]:
    return [
        f"{sheet.title}!{cell.coordinate}: {cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e"
    ]
