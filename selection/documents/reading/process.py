"""Tables from outside, opened in a process of their own and handed on as plain cells."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from selection.errors import UploadError, UploadTooLarge

MAX_BYTES: Final = 5_000_000
# Clock time, which a busy machine stretches; processor time is limited by the child itself.
PATIENCE_SECONDS: Final = 15.0
CPU_SECONDS: Final = 2
LONGEST_NAME: Final = 120
PACKAGE_ROOT: Final = Path(__file__).resolve().parents[3]
PROGRAM: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from selection.documents.reading.child import main; main()"
)

CellKind = Literal["s", "n", "b", "d", "f", "e"]
"""Text, number, truth value, day, formula, error."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell as it was found, and where."""

    row: int
    column: int
    kind: CellKind
    value: str | float | bool
    where: str

    @property
    def text(self) -> str:
        """The cell as one would type it."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value).strip()


@dataclass(frozen=True)
class TableSheet:
    """One sheet: its cells by row and column, and which of them were merged."""

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], TableCell] = field(repr=False)
    merged: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the rows in which something stands."""
        return tuple(sorted({row for row, _column in self.cells}))

    def row(self, number: int) -> dict[int, TableCell]:
        """Give the cells of one row by column."""
        return {column: cell for (row, column), cell in self.cells.items() if row == number}


@dataclass(frozen=True)
class Book:
    """A file of tables as it was read."""

    name: str
    kind: Literal["xlsx", "csv"]
    sheets: tuple[TableSheet, ...]
    encoding: str = ""
    delimiter: str = ""


def read_book(data: bytes, name: str, options: Mapping[str, str] | None = None) -> Book:
    """Read a workbook or a text table that nobody vouches for.

    Parameters
    ----------
    data
        What was sent.
    name
        The file's name as messages shall use it.
    options
        ``encoding`` and ``delimiter`` of a text table, where they shall not be guessed.

    Raises
    ------
    UploadError
        If it is outside the limits, of another kind, damaged, or holds more than cells.
    """
    shown = shown_name(name)
    if len(data) > MAX_BYTES:
        raise UploadTooLarge("upload_too_large", shown, found=len(data), allowed=MAX_BYTES)
    found = _found_by_the_child(data, shown, options or {})
    if "code" in found:
        place = f"{shown} {found['where']}".strip()
        raise UploadError(found["code"], place, **found["figures"])
    sheets = tuple(_sheet(shown, plain, found["kind"]) for plain in found["sheets"])
    return Book(shown, found["kind"], sheets, found.get("encoding", ""), found.get("delimiter", ""))


def bytes_of(path: Path) -> bytes:
    """Read a file from disk, never more of it than is allowed.

    Raises
    ------
    UploadError
        If there is no such file, or it can't be opened.
    """
    name = shown_name(path.name)
    if not path.is_file():
        raise UploadError("file_missing", name)
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UploadError("file_unreadable", name, reason=error.strerror or "") from None


def shown_name(name: str) -> str:
    r"""Give a file's name as it may stand in a message: without folders, short, nothing invisible.

    >>> shown_name("../../etc/pass\x00wd")
    'pass\ufffdwd'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in last)[:LONGEST_NAME]


def _found_by_the_child(data: bytes, name: str, options: Mapping[str, str]) -> dict[str, Any]:
    command = [
        sys.executable,
        "-I",
        "-X",
        "utf8",
        "-c",
        PROGRAM,
        str(PACKAGE_ROOT),
        json.dumps(dict(options)),
    ]
    # It needs nothing this process knows: no address of a database, no secret.
    environment = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    try:
        ended = subprocess.run(  # noqa: S603 -- this interpreter and our own program, nothing from outside
            command, input=data, capture_output=True, timeout=PATIENCE_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise UploadError("upload_too_slow", name, allowed=CPU_SECONDS) from None
    if ended.returncode < 0:
        raise UploadError("upload_too_slow", name, allowed=CPU_SECONDS)
    if ended.returncode:
        raise UploadError("upload_unreadable", name)
    plain: dict[str, Any] = json.loads(ended.stdout)
    return plain


def _sheet(book: str, plain: Mapping[str, Any], kind: str) -> TableSheet:
    name = str(plain["name"])

    def place(row: int, column: int) -> str:
        cell = f"{column_name(column)}{row}"
        return f"{name}!{cell}" if kind == "xlsx" else f"{book}!{cell}"

    cells = {
        (row, column): TableCell(row, column, sort, value, place(row, column))
        for row, column, sort, value in plain["cells"]
    }
    return TableSheet(name, plain["hidden"], cells, tuple(plain["merged"]))


def column_name(number: int) -> str:
    """Name a column as spreadsheets do.

    >>> column_name(1), column_name(27)
    ('A', 'AA')
    """
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
