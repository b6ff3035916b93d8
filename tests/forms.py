"""Forms filled in as a vendor or an evaluator would, cell by cell, in whatever they were written."""

import csv
import datetime as dt
import io
from collections.abc import Mapping
from typing import Any

import openpyxl

from selection.documents.questionnaire.files import questionnaire_files, scoring_sheet_files
from selection.documents.questionnaire.workbook import CODE_MARK
from selection.documents.reading.preview import Preview
from selection.documents.reading.returned import preview_of_form
from selection.documents.spreadsheet_text import guarded
from selection.model.base import Language
from selection.model.decision import Decision
from selection.words import Words

TODAY = dt.date(2026, 11, 22)
Filling = Mapping[str, Mapping[str, Mapping[str, object]]]
"""Sheet → question → field → what is entered."""


def questionnaire(
    decision: Decision, alternative: str, language: Language = "en", form: str = "xlsx"
) -> bytes:
    (content,) = questionnaire_files(decision, alternative, TODAY, Words(language), form).values()
    return content


def scoring_sheet(decision: Decision, alternative: str | None = None, form: str = "xlsx") -> bytes:
    (content,) = scoring_sheet_files(decision, alternative, TODAY, Words("en"), form).values()
    return content


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: Any) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def places(book: Any) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Find every cell that can be filled in: sheet's code, question, field → sheet's name, cell."""
    found = {}
    for sheet in book.worksheets:
        for row in range(1, 8):
            mark = sheet.cell(row, 1).value
            if isinstance(mark, str) and mark.startswith(CODE_MARK):
                fields = {c.column: c.value for c in sheet[row] if c.value and c.column > 1}
                for below in range(row + 2, sheet.max_row + 1):
                    for column, field in fields.items():
                        key = (mark.removeprefix(CODE_MARK), str(sheet.cell(below, 1).value), field)
                        found[key] = (sheet.title, sheet.cell(below, column).coordinate)
    return found


def filled(content: bytes, filling: Filling) -> bytes:
    """Fill a workbook in and save it, as another program than ours."""
    book = opened(content)
    where = places(book)
    for sheet, questions in filling.items():
        for question, fields in questions.items():
            for field, value in fields.items():
                name, cell = where[sheet, question, field]
                book[name][cell] = value
    return saved(book)


def filled_csv(content: bytes, filling: Filling) -> bytes:
    """Fill the CSV form in."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    columns = {title: at for at, title in enumerate(rows[0])}
    for row in rows[1:]:
        for field, value in filling.get(row[0], {}).get(row[1], {}).items():
            row[columns[field]] = guarded(str(value))
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def preview(
    content: bytes, decision: Decision, name: str = "answers.xlsx", about: str | None = None
) -> Preview:
    return preview_of_form(content, name, decision, TODAY, about)


def refusals(found: Preview) -> list[tuple[str, str]]:
    """Give every refusal as its code and place."""
    return [(error.code, error.where) for error in found.refusals]
