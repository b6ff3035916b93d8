"""No file, however hostile, costs more than a little time, reaches the model, or shows a traceback."""

import random
import time

import pytest

from selection.documents.reading.archive import MAX_UNPACKED
from selection.documents.reading.process import MAX_BYTES, read_book, shown_name
from selection.errors import SelectionError, UploadError
from selection.words import Words
from selection.words.errors import explain
from tests.hostile.workbooks import (
    REFUSED,
    TABLES,
    formulas,
    incompressible,
    plain_workbook,
    with_relation,
    with_sheet,
)

EN = Words("en")
A_HANG = 20.0
"""Ten times what is promised: only a hang fails here; times are measured in benchmarks."""


def refusal(data: bytes, name: str) -> SelectionError:
    with pytest.raises(UploadError) as caught:
        read_book(data, name)
    return caught.value


@pytest.mark.parametrize("defect", REFUSED)
def test_a_workbook_with_this_defect_is_refused_in_a_sentence(defect: str) -> None:
    make, code = REFUSED[defect]
    started = time.monotonic()
    error = refusal(make(), f"{defect}.xlsx")
    assert time.monotonic() - started < A_HANG
    assert error.code == code
    assert error.where.startswith(f"{defect}.xlsx")
    told = explain(error, EN)
    assert told.sentence.endswith(".")
    assert "only a name" not in told.sentence
    assert "{" not in told.sentence


@pytest.mark.parametrize("defect", TABLES)
def test_a_text_table_with_this_defect_is_refused_in_a_sentence(defect: str) -> None:
    data, code = TABLES[defect]
    assert refusal(data, f"{defect}.csv").code == code


def test_a_workbook_without_a_defect_is_read() -> None:
    (sheet,) = read_book(plain_workbook(), "plain.xlsx").sheets
    assert [cell.text for cell in sheet.cells.values()] == ["need 0", "as is", "need 1", "as is"]


def test_a_workbook_that_is_large_but_within_the_limits_is_read() -> None:
    data = incompressible(4_900_000)
    assert len(data) < MAX_BYTES < MAX_UNPACKED
    assert len(read_book(data, "large.xlsx").sheets) == 1


def test_a_web_address_in_a_cell_is_no_link_to_another_file() -> None:
    assert len(read_book(with_relation("hyperlink", "https://vendor.example/"), "link.xlsx").sheets) == 1


def test_what_a_sheet_says_about_its_size_is_not_relied_on() -> None:
    data = with_sheet(before='<dimension ref="A1:XFD1048576"/>')
    assert [cell.text for cell in read_book(data, "false.xlsx").sheets[0].cells.values()] == ["need"]


def test_a_formula_is_told_as_one_whether_or_not_it_has_a_value() -> None:
    (sheet,) = read_book(formulas(), "formulas.xlsx").sheets
    assert {(cell.kind, cell.value) for cell in sheet.cells.values()} == {("f", "=1+1")}


def test_an_unknown_encoding_and_a_wrong_one_are_refused() -> None:
    for encoding, code in (("klingon", "encoding_unknown"), ("utf-8", "table_not_in_encoding")):
        with pytest.raises(UploadError) as caught:
            read_book("ż,ó\n".encode("cp1250"), "t.csv", {"encoding": encoding})
        assert caught.value.code == code


def test_a_workbook_damaged_anywhere_is_read_or_refused() -> None:
    draw = random.Random(7)
    whole = plain_workbook(20)
    outcomes = set()
    for _time in range(40):
        data = bytearray(whole)
        for _damage in range(draw.randint(1, 4)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        try:
            outcomes.add(read_book(bytes(data), "damaged.xlsx").kind)
        except UploadError as error:
            outcomes.add(explain(error, EN).sentence[-1:])
    assert outcomes - {"xlsx"} == {"."}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\answers.xlsx", "answers.xlsx"),
        ("/etc/passwd", "passwd"),
        ("a\x00b.xlsx", "a\ufffdb.xlsx"),
        ("a\x1b[31m.xlsx", "a\ufffd[31m.xlsx"),
        ("\u202exslx.exe", "\ufffdxslx.exe"),
        ("x" * 300, "x" * 120),
        ("%2e%2e%2fpasswd", "%2e%2e%2fpasswd"),
        ("תשובות.xlsx", "תשובות.xlsx"),
    ],
)
def test_a_name_from_outside_is_shown_and_never_opened(name: str, shown: str) -> None:
    assert shown_name(name) == shown
    assert refusal(b"%PDF", name).where == shown
