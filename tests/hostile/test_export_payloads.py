"""Text from outside stays text, and stays what it was, in everything that goes to bidders and evaluators.

The comparison workbook and the report have tests of their own beside this one.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from functools import cache

import openpyxl
import pytest
import yaml
from openpyxl.cell import Cell

from selection.documents.exports import Document, Order, export
from selection.documents.spreadsheet_text import guarded, unguarded
from selection.documents.workbook.paper import is_calculated
from selection.words import Words
from tests.examples import TODAY
from tests.poisoned import PAYLOADS, poisoned

KINDS = ("questionnaire", "scoring-sheet", "debrief", "schedule")
FORMS = ("questionnaire", "scoring-sheet")
HARMLESS = "harmless"


@cache
def exported(payload: str, kind: str, form: str = "xlsx") -> tuple[Document, ...]:
    """Export for everybody, and questionnaires for one offer and one firm, too."""
    decision = poisoned(payload)
    about: tuple[str | None, ...] = (None,)
    if kind == "questionnaire":
        about = (None, decision.offers[0].id, decision.integrators[0].id)
    orders = [Order(decision, TODAY, Words("en"), name, form) for name in about]
    return tuple(document for order in orders for document in export(kind, order))


def cells(document: Document) -> Iterator[Cell]:
    for sheet in openpyxl.load_workbook(io.BytesIO(document.content)):
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def formulas(payload: str, kind: str) -> list[str]:
    found = exported(payload, kind)
    return sorted(str(cell.value) for one in found for cell in cells(one) if cell.data_type == "f")


def texts(payload: str, kind: str) -> list[str]:
    found = exported(payload, kind)
    return [str(cell.value) for one in found for cell in cells(one) if cell.data_type in ("s", "inlineStr")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_is_in_a_formula(payload: str, kind: str) -> None:
    assert formulas(payload, kind) == formulas(HARMLESS, kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_stands_there_undamaged_and_as_often_as_harmless_text(payload: str, kind: str) -> None:
    found, harmless = (sum(one.count(it) for one in texts(it, kind)) for it in (payload, HARMLESS))
    assert found == harmless > 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("payload", [one for one in PAYLOADS if is_calculated(one)])
def test_what_looks_calculated_is_marked_as_text(payload: str, kind: str) -> None:
    looking = [
        cell
        for document in exported(payload, kind)
        for cell in cells(document)
        if cell.data_type != "f" and payload in str(cell.value) and is_calculated(str(cell.value))
    ]
    assert [cell.coordinate for cell in looking if not cell.quotePrefix] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_leads_outside(payload: str, kind: str) -> None:
    for document in exported(payload, kind):
        with zipfile.ZipFile(io.BytesIO(document.content)) as parts:
            relations = "".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".rels"))
        assert 'TargetMode="External"' not in relations
        assert [cell.coordinate for cell in cells(document) if cell.hyperlink] == []


def rows(document: Document) -> list[str]:
    return [text for row in csv.reader(io.StringIO(document.content.decode("utf-8-sig"))) for text in row]


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_table_is_guarded_and_gives_back_what_was_written(payload: str, kind: str) -> None:
    found = [text for document in exported(payload, kind, "csv") for text in rows(document)]
    harmless = [text for document in exported(HARMLESS, kind, "csv") for text in rows(document)]
    assert [text for text in found if guarded(unguarded(text)) != text] == []
    told = sum(unguarded(text).count(payload) for text in found)
    assert told == sum(text.count(HARMLESS) for text in harmless) > 0


def strings(plain: object) -> Iterator[str]:
    if isinstance(plain, dict):
        for name, value in plain.items():
            yield from (*strings(name), *strings(value))
    elif isinstance(plain, list):
        for value in plain:
            yield from strings(value)
    elif isinstance(plain, str):
        yield plain


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_yaml_gives_back_what_was_written(payload: str, kind: str) -> None:
    def told(it: str) -> int:
        plain = [yaml.safe_load(document.content) for document in exported(it, kind, "yaml")]
        return sum(text.count(it) for text in strings(plain))

    assert told(payload) == told(HARMLESS) > 0
