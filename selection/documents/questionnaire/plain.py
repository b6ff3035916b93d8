"""A form as CSV and as YAML: the same questions, for programs and for people without a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from selection.catalogue.decision_file import write_plain
from selection.documents.questionnaire.form import Filling, Form, FormSheet
from selection.documents.spreadsheet_text import guarded

STAMP_ROWS: Final = "stamp"
COVER: Final = "cover"
ASKED: Final = ("sheet", "id", "asked")


def write_csv(form: Form) -> str:
    """Write a form as one table: a row for each question, a column for whatever is asked anywhere.

    Answers are codes. Text that a spreadsheet could calculate is guarded (`spreadsheet_text`).
    """
    fields = list(dict.fromkeys(asked.code for sheet in form.sheets for asked in sheet.fields))
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow([*ASKED, *fields])
    for name, value in form.stamp.items():
        table.writerow([STAMP_ROWS, name, guarded(value), *("" for _field in fields)])
    for sheet in form.sheets:
        for question in sheet.questions:
            asked = " · ".join(text for text in question.asked if text)
            given = [_cell(question.given.get(code)) for code in fields]
            table.writerow([sheet.code, guarded(question.key), guarded(asked), *given])
    # The mark by which spreadsheets know the encoding.
    return "\ufeff" + written.getvalue()


def _cell(given: Filling | None) -> str | float:
    if given is None:
        return ""
    return guarded(given) if isinstance(given, str) else given


def write_yaml(form: Form) -> str:
    """Write a form as YAML: sheet → question → what is asked, and the fields to be filled in."""
    stamp = {**form.stamp, "format": int(form.stamp["format"])}
    sheets = {sheet.code: dict(_entries(sheet)) for sheet in form.sheets}
    return write_plain(
        {**stamp, "kind": f"answers_{form.kind}", "fingerprints": form.fingerprints, "sheets": sheets}
    )


def _entries(sheet: FormSheet) -> Iterator[tuple[str, dict[str, object]]]:
    for question in sheet.questions:
        asked = " · ".join(text for text in question.asked if text)
        fields = {asked_field.code: question.given.get(asked_field.code) for asked_field in sheet.fields}
        yield question.key, {"asked": asked, **fields}
