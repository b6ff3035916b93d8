"""One row of a form with the values of its fields, and how a part of the model is made of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from selection.catalogue.files import BOUNDS, CODES
from selection.documents.questionnaire.form import FieldKind, Form, FormSheet, Question
from selection.documents.reading.filled import FilledRow
from selection.documents.reading.values import Value, value_of
from selection.errors import UploadError
from selection.model.base import Entry as ModelEntry
from selection.model.decision import Decision
from selection.model.profiles import UNKNOWN

FIELD_OF_DEFECT: Final[Mapping[str, str]] = {
    "roadmap_without_date": "available",
    "partial_without_gap": "gap",
    "not_applicable_without_reason": "comment",
    "answer_without_evidence": "evidence",
    "delivery_against_state": "delivery",
    "performance_against_state": "performance",
}
"""The field to mend, where a rule concerns several."""
FIELD_OF_MODEL: Final[Mapping[str, str]] = {
    "reason": "comment",
    "note": "comment",
    "price": "amount",
    "by": "available",
}


@dataclass(frozen=True)
class Reading:
    """What the rows are read against."""

    decision: Decision
    form: Form
    alternative: str
    source: str
    today: dt.date


@dataclass(frozen=True)
class Row:
    """One row with the question it answers and the values of its fields."""

    filled: FilledRow
    question: Question
    sheet: FormSheet
    values: Mapping[str, Value]

    @property
    def places(self) -> dict[str, str]:
        """Where each field was read, and under no name the row."""
        return {"": self.filled.where, **{code: cell.where for code, cell in self.filled.cells.items()}}


def parsed(filled: FilledRow, sheet: FormSheet, question: Question) -> tuple[Row, list[UploadError]]:
    """Read the fields of a row, and say which of them can't be."""
    values: dict[str, Value] = {}
    refusals: list[UploadError] = []
    fields = {asked.code: asked for asked in sheet.fields}
    for code, cell in filled.cells.items():
        if code not in fields:
            continue
        kind: FieldKind = sheet.kind_of(question, fields[code])
        if code == "value" and cell.text.casefold() == UNKNOWN:
            kind = "text"
        try:
            values[code] = value_of(cell, kind, question.levels)
        except UploadError as error:
            refusals.append(error)
    return Row(filled, question, sheet, {code: v for code, v in values.items() if v != ""}), refusals


def plain_fields(entry: ModelEntry) -> dict[str, object]:
    """Give the fields of a part of the model."""
    return {name: getattr(entry, name) for name in type(entry).model_fields}


def made(model: type[Any], fields: Mapping[str, object], places: Mapping[str, str]) -> Any:
    """Make a part of the model of a row's fields, or name the field that keeps it from being made.

    Raises
    ------
    UploadError
        If the fields don't make one; its place is the cell to mend.
    """
    try:
        return model.model_validate(dict(fields))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        field = FIELD_OF_DEFECT.get(first["type"]) or (
            name if name in places else FIELD_OF_MODEL.get(name, name)
        )
        context = first.get("ctx", {})
        figures = {key: said for key, said in context.items() if key not in (*BOUNDS, "error")}
        allowed = next((context[key] for key in BOUNDS if key in context), None)
        if allowed is not None:
            figures["allowed"] = allowed
        code = CODES.get(first["type"], first["type"])
        raise UploadError(code, places.get(field, places[""]), **figures) from None
