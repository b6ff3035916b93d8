"""The process in which files from outside are opened: a little time, a little memory, one answer.

`process` starts it. It reads one file from standard input and writes the cells it found, or why it did not
look for them, as JSON. Whatever goes wrong in it goes wrong in it alone.
"""

import contextlib
import datetime as dt
import io
import json
import os
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final

from selection.documents.reading.archive import check_parts, open_archive, part
from selection.documents.reading.separated import read_separated
from selection.errors import SelectionError, UploadError

MAX_ROWS: Final = 5000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 150_000  # about as many as can be read in the time
MAX_SHEETS: Final = 60
MAX_TEXT: Final = 5_000_000
CPU_SECONDS: Final = 2
MEMORY: Final = 300_000_000

# fmt: off
OTHER_KINDS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"{\\rtf", "RTF"),
    (b"7z\xbc\xaf", "7z"), (b"Rar!", "RAR"), (b"\x1f\x8b", "gzip"), (b"\x7fELF", "program"),
    (b"MZ", "program"), (b"SQLite format", "SQLite"),
)
# fmt: on
PAGE: Final = re.compile(rb"\s*<(\?xml|!doctype|html|table|svg)", re.IGNORECASE)
OLD_CONTAINER: Final = b"\xd0\xcf\x11\xe0"
SPREADSHEET: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LAST_ROW: Final = re.compile(rb"<row\b[^>]*?\br=\"([0-9]{1,9})\"")
MERGED: Final = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=\"([A-Z0-9:]{1,24})\"")

Plain = dict[str, Any]


def main() -> None:
    """Read the file on standard input and write what it holds to standard output."""
    limit()
    options = json.loads(sys.argv[-1])
    answer = read(sys.stdin.buffer.read(), options)
    json.dump(answer, sys.stdout, ensure_ascii=True, separators=(",", ":"))


def limit() -> None:
    """Let the system end this process when it takes too long or too much, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes, options: Mapping[str, str]) -> Plain:
    """Give the cells of a file, or the code of what keeps them from being read."""
    try:
        return _read(data, options)
    except SelectionError as error:
        return _plain_error(error)
    except (MemoryError, RecursionError):
        return _plain_error(UploadError("upload_too_hungry", allowed=MEMORY // 1_000_000))


def _plain_error(error: SelectionError) -> Plain:
    return {"code": error.code, "where": error.where, "figures": error.figures}


def _read(data: bytes, options: Mapping[str, str]) -> Plain:
    if not data.strip():
        raise UploadError("upload_empty")
    if data[:4] == OLD_CONTAINER:
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UploadError("workbook_encrypted")
        raise UploadError("workbook_old")
    kind = next((name for magic, name in OTHER_KINDS if data.startswith(magic)), None)
    if kind is None and PAGE.match(data[:200].removeprefix(b"\xef\xbb\xbf")):
        kind = "HTML/XML"
    if kind is not None:
        raise UploadError("wrong_kind_of_file", found=kind)
    if data[:2] == b"PK":
        return {"kind": "xlsx", "sheets": list(read_workbook(data))}
    rows, encoding, delimiter = read_separated(data, options, MAX_ROWS, MAX_COLUMNS)
    _check_text(sum(len(text) for _at, row in rows for text in row))
    cells = [[at, column, "s", text] for at, row in rows for column, text in enumerate(row, 1) if text != ""]
    sheet = {"name": "", "hidden": False, "cells": cells, "merged": []}
    return {"kind": "csv", "encoding": encoding, "delimiter": delimiter, "sheets": [sheet]}


def read_workbook(data: bytes) -> Iterator[Plain]:
    """Give every sheet of a workbook with the cells that hold something.

    Raises
    ------
    UploadError
        If the workbook is outside the limits, damaged, or holds more than cells.
    """
    with open_archive(data) as archive:
        unpacked = check_parts(archive)
        # Before anything reads them row by row.
        places = _parts_of_sheets(archive)
        markup = {name: unpacked.get(where) or part(archive, where) for name, where in places.items()}
        unpacked.clear()
        for name, written in markup.items():
            _check_size(name, written)
        book = _opened(data)
        if len(book.sheetnames) > MAX_SHEETS:
            raise UploadError("workbook_too_many_sheets", found=len(book.sheetnames), allowed=MAX_SHEETS)
        text = 0
        for sheet in book.worksheets:
            cells = list(_cells(sheet))
            text += sum(len(str(cell[3])) for cell in cells)
            _check_text(text)
            merged = [found.decode() for found in MERGED.findall(markup.get(sheet.title, b""))]
            hidden = sheet.sheet_state != "visible"
            yield {"name": sheet.title, "hidden": hidden, "cells": cells, "merged": merged}


def _check_size(sheet: str, markup: bytes) -> None:
    """Refuse a sheet that is too large by what can be seen before its rows are read."""
    cells = markup.count(b"<c ")
    if cells > MAX_CELLS:
        raise UploadError("sheet_too_many_cells", sheet, found=cells, allowed=MAX_CELLS)
    last = markup[markup.rfind(b"<row ") :]
    found = LAST_ROW.match(last)
    if found and int(found[1]) > MAX_ROWS and (b"<v>" in last or b"<t" in last):
        place = f"{sheet}!{int(found[1])}"
        raise UploadError("sheet_too_large", place, allowed=f"{MAX_ROWS} × {MAX_COLUMNS}")


def _opened(data: bytes) -> Any:
    # What openpyxl would load besides, if it is there: lxml is not defused, the others only cost time.
    for name in ("lxml", "numpy", "PIL"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
    os.environ |= {"OPENPYXL_LXML": "False", "OPENPYXL_DEFUSEDXML": "True"}
    import warnings

    import openpyxl

    warnings.simplefilter("ignore")
    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 -- the library documents none of those it lets through
        raise UploadError("workbook_damaged", found=type(error).__name__) from None


def _cells(sheet: Any) -> Iterator[list[Any]]:
    try:
        sheet.reset_dimensions()  # what a file says about its size is not relied on
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.value != "":
                    if cell.row > MAX_ROWS or cell.column > MAX_COLUMNS:
                        size = f"{MAX_ROWS} × {MAX_COLUMNS}"
                        raise UploadError("sheet_too_large", f"{sheet.title}!{cell.coordinate}", allowed=size)
                    yield [cell.row, cell.column, *_plain(cell)]
    except (MemoryError, RecursionError, UploadError):
        raise
    except Exception as error:  # noqa: BLE001 -- as above
        raise UploadError("workbook_damaged", sheet.title, found=type(error).__name__) from None


def _plain(cell: Any) -> tuple[str, object]:
    value = cell.value
    if cell.data_type in ("f", "e"):
        return cell.data_type, str(getattr(value, "text", value))
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return "d", value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, dt.date):
        return "d", value.isoformat()
    if isinstance(value, int | float):
        return "b" if isinstance(value, bool) else "n", value
    return "s", str(value)


def _parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Tell which part of the archive holds each sheet."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        book = fromstring(part(archive, "xl/workbook.xml"))
        links = fromstring(part(archive, "xl/_rels/workbook.xml.rels"))
    except (ParseError, DefusedXmlException, KeyError):
        raise UploadError("workbook_damaged", "xl/workbook.xml", found="XML") from None
    target = {link.get("Id"): str(link.get("Target")) for link in links}
    named = {sheet.get("name"): target.get(sheet.get(RELATION)) for sheet in book.iter(f"{SPREADSHEET}sheet")}
    known = set(archive.namelist())
    found = {
        str(name): where.lstrip("/") if where.startswith("/") else posixpath.join("xl", where)
        for name, where in named.items()
        if where
    }
    return {name: where for name, where in found.items() if where in known}


def _check_text(found: int) -> None:
    if found > MAX_TEXT:
        raise UploadError("upload_too_much_text", found=found, allowed=MAX_TEXT)
