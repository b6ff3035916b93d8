"""Text from outside stays text in the workbook, and stays what it was."""

import io
import zipfile
from collections import Counter
from functools import cache

import openpyxl
import pytest
from openpyxl.cell import Cell

from selection.analysis.evaluation import evaluate
from selection.documents.workbook.paper import is_calculated, page_text, sheet_name
from tests.examples import TODAY
from tests.poisoned import PAYLOADS, poisoned
from tests.workbooks import Written, cells_of_formulas, written

IN_FORMULAS = 40
"""How much of a payload would show that it became part of a formula."""


@cache
def book(payload: str) -> Written:
    return written(evaluate(poisoned(payload), TODAY))


def texts(found: Written) -> list[Cell]:
    return [
        cell
        for sheet in found.formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type in ("s", "inlineStr")
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_is_in_a_formula(payload: str) -> None:
    harmless = {str(cell.value) for _, cell in cells_of_formulas(book("harmless").formulas)}
    assert {str(cell.value) for _, cell in cells_of_formulas(book(payload).formulas)} == harmless


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_payload_stands_there_undamaged_and_as_often_as_harmless_text(payload: str) -> None:
    def count(found: Written, text: str) -> Counter[str]:
        numbered = (text, *(f"{text} {number}" for number in range(1, 8)))
        return Counter(
            {str(at): [cell.value for cell in texts(found)].count(name) for at, name in enumerate(numbered)}
        )

    assert count(book(payload), payload) == count(book("harmless"), "harmless")
    assert min(count(book(payload), payload).values()) > 0


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_looks_calculated_is_marked_as_text(payload: str) -> None:
    found = [
        cell for cell in texts(book(payload)) if payload in str(cell.value) and is_calculated(str(cell.value))
    ]
    assert [cell.coordinate for cell in found if not cell.quotePrefix] == []
    assert bool(found) == is_calculated(payload)


def test_text_that_looks_like_nothing_is_not_marked() -> None:
    assert [cell.coordinate for cell in texts(book("harmless")) if cell.quotePrefix] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_points_outside(payload: str) -> None:
    with zipfile.ZipFile(io.BytesIO(book(payload).content)) as parts:
        names = parts.namelist()
        relations = "".join(parts.read(name).decode() for name in names if name.endswith(".rels"))
    assert [name for name in names if "external" in name.casefold() or "vba" in name.casefold()] == []
    assert 'TargetMode="External"' not in relations
    assert [cell.hyperlink for cell in texts(book(payload)) if cell.hyperlink] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_sheet_and_no_defined_name_comes_from_outside(payload: str) -> None:
    assert book(payload).formulas.sheetnames == book("harmless").formulas.sheetnames
    assert set(book(payload).formulas.defined_names) == set(book("harmless").formulas.defined_names)


def test_numbers_stay_numbers() -> None:
    found = book(PAYLOADS[0])
    assert found.read(found.formulas, "score", "platform", "o", "L") == -5


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_header_of_a_page_takes_no_command(payload: str) -> None:
    header = book(payload).formulas.worksheets[0].oddHeader
    assert str(header.left.text).replace("&&", "&") == page_text(payload).replace("&&", "&")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a/b\\c?d*e[f]g:h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("History", "History 2"),
        ("", "_"),
        ("x" * 40, "x" * 31),
        ("a\x00b", "a b"),
    ],
)
def test_a_sheets_name_is_made_of_what_may_stand_in_one(name: str, made: str) -> None:
    assert sheet_name(name) == made


def test_two_sheets_never_have_one_name() -> None:
    assert sheet_name("needs", ["Needs"]) == "needs 2"
    assert sheet_name("x" * 40, ["x" * 31]) == "x" * 28 + " 2"


def test_a_workbook_of_payloads_opens() -> None:
    assert openpyxl.load_workbook(io.BytesIO(book(PAYLOADS[-1]).content)).sheetnames
