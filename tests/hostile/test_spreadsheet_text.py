"""Text in a table with commas is no formula, however a spreadsheet takes the table apart, and comes back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.documents.spreadsheet_text import guarded, unguarded

CALCULATED = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
TEXTS = st.text(alphabet="a1'\"=+-@;,\t\r\n \uff1d", max_size=12)


def row_of(*texts: str) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(["needs", "N1", *map(guarded, texts), "end"])
    return written.getvalue()


def cells(table: str, delimiter: str) -> list[str]:
    # Spreadsheets end a row at any sign of a new line; Python's reader wants them told apart.
    rows = csv.reader(io.StringIO(table, newline=""), delimiter=delimiter)
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "Yes;=HYPERLINK(1);",
        "Yes;;@SUM(1+1);no",
        "Yes\n=1+1;no",
        "Yes\r\n+1+1\tno",
        "Yes\t-1+1\tno",
        'Yes;"=1+1&";no',
        "Yes;'=1+1;no",
    ],
)
def test_this_text_is_no_formula_however_the_table_is_taken_apart(text: str, delimiter: str) -> None:
    assert [cell for cell in cells(row_of(text), delimiter) if cell.startswith(CALCULATED)] == []


@given(TEXTS, TEXTS)
def test_no_text_is_a_formula_however_the_table_is_taken_apart(one: str, other: str) -> None:
    for delimiter in (",", ";", "\t"):
        found = cells(row_of(one, other), delimiter)
        assert [cell for cell in found if cell.startswith(CALCULATED)] == []


@given(TEXTS)
def test_a_guarded_text_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["5 °C", "a; b", "2–3; 4", "well-known", "one\n\ntwo", "(x) - y", "'tis"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
