"""A form that came back, whatever it was written in: its stamp, and row by row what was filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from selection.catalogue.reader import MAX_BYTES as MAX_YAML_BYTES
from selection.catalogue.reader import Source, read_text
from selection.documents.questionnaire.form import FORMAT
from selection.documents.questionnaire.plain import ASKED, COVER, STAMP_ROWS
from selection.documents.questionnaire.workbook import CODE_MARK, STAMP_MARK
from selection.documents.reading.process import Book, TableCell, TableSheet, read_book, shown_name
from selection.documents.spreadsheet_text import unguarded
from selection.errors import SelectionError, UploadError, UploadTooLarge

KINDS: Final = ("platform", "integrator", "scoring")
LOOKED_AT_FOR_CODES: Final = 12
CHOSEN_COLUMN: Final = 2
YAML_ENDINGS: Final = (".yaml", ".yml")


@dataclass(frozen=True)
class FilledRow:
    """One question as it came back: what stands in its fields, and where."""

    sheet: str
    key: str
    cells: Mapping[str, TableCell]
    where: str


@dataclass(frozen=True)
class Filled:
    """A form as it came back."""

    name: str
    stamp: Mapping[str, str]
    fingerprints: Mapping[str, str]
    rows: tuple[FilledRow, ...]
    refusals: tuple[SelectionError, ...] = ()
    other_sheets: tuple[str, ...] = field(default=())
    """Sheets somebody added; they are not read."""


def is_yaml(name: str) -> bool:
    """Tell by its name whether a file is YAML.

    >>> is_yaml("answers.YML"), is_yaml("answers.xlsx")
    (True, False)
    """
    return name.casefold().endswith(YAML_ENDINGS)


def read_filled(data: bytes, name: str) -> Filled:
    """Read a questionnaire or scoring sheet that came back.

    Raises
    ------
    UploadError
        If it can't be read, or is no form of ours.
    CatalogueError
        If it is YAML and wrong as such.
    """
    if is_yaml(name):
        return _from_yaml(data, name)
    return filled_of(read_book(data, name))


def filled_of(book: Book) -> Filled:
    """Find a form of ours in a file of tables.

    Raises
    ------
    UploadError
        If it is none.
    """
    found = _from_table(book) if book.kind == "csv" else _from_workbook(book)
    _check_stamp(found.stamp, book.name)
    return found


def _check_stamp(stamp: Mapping[str, str], name: str) -> None:
    form = stamp.get("format", "")
    if not form.isdecimal() or stamp.get("kind") not in KINDS or not stamp.get("decision"):
        raise UploadError("form_stamp_missing", name)
    if int(form) > FORMAT:
        raise UploadError("form_too_new", name, found=int(form), allowed=FORMAT)


# A workbook


def _from_workbook(book: Book) -> Filled:
    stamps = [s for s in book.sheets if _text(s, 1, 1) == STAMP_MARK]
    if not stamps:
        raise UploadError("form_stamp_missing", book.name)
    stamp, fingerprints = _stamp_of(stamps[0])
    rows: list[FilledRow] = []
    refusals: list[SelectionError] = []
    others: list[str] = []
    for sheet in book.sheets:
        codes_row = _codes_row(sheet)
        if sheet in stamps:
            continue
        if codes_row is None:
            others.append(sheet.name)
            continue
        code = _text(sheet, codes_row, 1).removeprefix(CODE_MARK)
        if code == COVER:
            stamp |= _chosen_on_cover(sheet, stamp, stamps[0])
            continue
        if sheet.hidden:
            refusals.append(UploadError("sheet_hidden", sheet.name))
        found, defects = _rows_of(sheet, codes_row, code)
        rows += found
        refusals += defects
    return Filled(book.name, stamp, fingerprints, tuple(rows), tuple(refusals), tuple(others))


def _text(sheet: TableSheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return cell.text if cell else ""


def _stamp_of(sheet: TableSheet) -> tuple[dict[str, str], dict[str, str]]:
    stamp, fingerprints = {}, {}
    for row in sheet.rows[1:]:
        name = _text(sheet, row, 1)
        if _text(sheet, row, 3):
            fingerprints[name] = _text(sheet, row, 3)
        elif name:
            stamp[name] = _text(sheet, row, 2)
    return stamp, fingerprints


def _codes_row(sheet: TableSheet) -> int | None:
    rows = (row for row in sheet.rows if row <= LOOKED_AT_FOR_CODES)
    return next((row for row in rows if _text(sheet, row, 1).startswith(CODE_MARK)), None)


def _chosen_on_cover(sheet: TableSheet, stamp: Mapping[str, str], lists: TableSheet) -> dict[str, str]:
    """Find who answers, where the form itself left that open: a choice from the list on the stamp."""
    if stamp.get("alternative"):
        return {}
    listed = {cell.text for (_row, column), cell in lists.cells.items() if column > len(ASKED)}
    chosen = [
        cell.text
        for (_row, column), cell in sheet.cells.items()
        if column == CHOSEN_COLUMN and cell.text in listed
    ]
    return {"alternative": chosen[0]} if chosen else {}


def _rows_of(sheet: TableSheet, codes_row: int, code: str) -> tuple[list[FilledRow], list[SelectionError]]:
    columns = {column: cell.text for column, cell in sheet.row(codes_row).items() if column > 1}
    refusals: list[SelectionError] = [
        UploadError("column_twice", cell.where, found=cell.text)
        for column, cell in sheet.row(codes_row).items()
        if column > 1 and list(columns.values()).index(cell.text) != list(columns).index(column)
    ]
    merged = {place for area in sheet.merged for place in cells_of(area)}
    rows: list[FilledRow] = []
    seen: set[str] = set()
    by_row: dict[int, dict[int, TableCell]] = {}
    for (row, column), cell in sheet.cells.items():
        by_row.setdefault(row, {})[column] = cell
    for row in sorted(row for row in by_row if row > codes_row + 1):
        here = by_row[row]
        key = here[1].text if 1 in here else ""
        cells = {columns[column]: cell for column, cell in here.items() if column in columns}
        refusals += _misfits(cells, merged)
        if key in seen and cells:
            refusals.append(UploadError("question_twice", here[1].where, found=key))
        seen.add(key)
        if not key and cells:
            first = next(iter(cells.values()))
            refusals.append(UploadError("question_nameless", first.where))
        elif cells:
            rows.append(FilledRow(code, key, cells, here[1].where))
    return rows, refusals


def _misfits(cells: Mapping[str, TableCell], merged: set[tuple[int, int]]) -> Iterator[SelectionError]:
    for cell in cells.values():
        if cell.kind == "f":
            yield UploadError("formula_for_answer", cell.where, found=str(cell.value)[:60])
        elif cell.kind == "e":
            yield UploadError("error_for_answer", cell.where, found=cell.text)
        elif (cell.row, cell.column) in merged:
            yield UploadError("merged_answer", cell.where)


def cells_of(area: str) -> Iterator[tuple[int, int]]:
    """List the cells of a merged area, of which a bounded number is looked at.

    >>> list(cells_of("A1:B2"))
    [(1, 1), (1, 2), (2, 1), (2, 2)]
    """
    first, _colon, last = area.partition(":")
    (top, left), (bottom, right) = _place(first), _place(last or first)
    for row in range(top, min(bottom, top + 5000) + 1):
        for column in range(left, min(right, left + 200) + 1):
            yield row, column


def _place(name: str) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(name[len(letters) :] or 1), column


# A text table


def _from_table(book: Book) -> Filled:
    sheet = book.sheets[0]
    titles = {column: cell.text for column, cell in sheet.row(sheet.rows[0]).items()}
    if [titles.get(at) for at in (1, 2, 3)] != list(ASKED):
        raise UploadError("form_stamp_missing", book.name)
    twice = [title for at, title in titles.items() if title in list(titles.values())[: at - 1]]
    refusals = tuple(UploadError("column_twice", f"{book.name}!1", found=title) for title in twice)
    stamp: dict[str, str] = {}
    rows: list[FilledRow] = []
    for number in sheet.rows[1:]:
        cells = {titles[at]: _unguarded(cell) for at, cell in sheet.row(number).items() if at in titles}
        code, key = (cells[name].text if name in cells else "" for name in ("sheet", "id"))
        if code == STAMP_ROWS:
            stamp[key] = cells["asked"].text if "asked" in cells else ""
            continue
        given = {name: cell for name, cell in cells.items() if name not in ASKED}
        if given:
            rows.append(FilledRow(code, key, given, f"{book.name}!{number}"))
    return Filled(book.name, stamp, {}, tuple(rows), refusals)


def _unguarded(cell: TableCell) -> TableCell:
    return TableCell(cell.row, cell.column, cell.kind, unguarded(str(cell.value)), cell.where)


# YAML


def _from_yaml(data: bytes, name: str) -> Filled:
    shown = shown_name(name)
    if len(data) > MAX_YAML_BYTES:
        raise UploadTooLarge("upload_too_large", shown, found=len(data), allowed=MAX_YAML_BYTES)
    source = read_text(data, shown)
    value: Any = source.value
    if not isinstance(value, dict) or not isinstance(value.get("sheets"), dict):
        raise UploadError("form_stamp_missing", shown)
    stamp = {key: str(said) for key, said in value.items() if isinstance(said, str | int)}
    stamp["kind"] = stamp.get("kind", "").removeprefix("answers_")
    _check_stamp(stamp, shown)
    marks = value.get("fingerprints")
    fingerprints = {key: str(mark) for key, mark in marks.items()} if isinstance(marks, dict) else {}
    return Filled(shown, stamp, fingerprints, tuple(_yaml_rows(source, value["sheets"])))


def _yaml_rows(source: Source, sheets: Mapping[str, Any]) -> Iterator[FilledRow]:
    for code, questions in sheets.items():
        for key, fields in questions.items() if isinstance(questions, dict) else ():
            place = ("sheets", code, key)
            given = {
                name: TableCell(0, 0, _kind_of(said), said, source.where((*place, name)))
                for name, said in (fields.items() if isinstance(fields, dict) else ())
                if name != "asked" and isinstance(said, str | int | float) and said != ""
            }
            if given:
                yield FilledRow(code, key, given, source.where(place))


def _kind_of(value: object) -> Any:
    return "b" if isinstance(value, bool) else "s" if isinstance(value, str) else "n"
