"""The workbook as a thing to write on: sheets, cells, styles, and where what stands.

Text from outside is only ever written as text, marked with a quote prefix where a spreadsheet could take
it for a formula; it is never part of a formula, a sheet's name or a link.
"""

import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellFormulaTuple

from selection.words.directions import has_right_to_left

Key = tuple[str, ...]
LONGEST_SHEET_NAME = 31
LONGEST_HEADING, LONGEST_FOOT = 90, 200
"""Excel takes 255 signs with its commands; a foot bears the lock, of which nothing may be cut off."""
WIDE = 24
"""Columns that still fit on the width of a page."""
_FORBIDDEN_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LOOKS_CALCULATED = re.compile("['=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})

_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_INPUT = {"bg_color": "#FFF6D6", "border": 1, "border_color": "#D9C98F", "locked": False}
STYLES: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 15, "font_color": "#1F3A4D"},
    "stamp": {"bold": True, "font_color": "#9C2B1B"},
    "note": {"italic": True, "font_color": "#555555"},
    "section": {"bold": True, "font_size": 12, "font_color": "#1F3A4D", "bottom": 1},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#33566B", "text_wrap": True, "border": 1},
    "text": {"text_wrap": True},
    "line": {},
    "word": {"align": "center"},
    "strong": {"bold": True},
    "value": {"num_format": "0.0000"},
    "total": {"num_format": "0.0000", "bold": True, "top": 1},
    "percent": {"num_format": "0.0%"},
    "count": {"num_format": "0"},
    "figure": {"num_format": "#,##0.####"},
    "factor": {"num_format": "0.000000"},
    "money": {"num_format": "#,##0.00"},
    "date": {"num_format": "yyyy-mm-dd"},
    "input": _INPUT,
    "input_text": {**_INPUT, "text_wrap": True},
    "input_percent": {**_INPUT, "num_format": "0.00%"},
    "input_money": {**_INPUT, "num_format": "#,##0.00"},
    "input_date": {**_INPUT, "num_format": "yyyy-mm-dd"},
    "input_figure": {**_INPUT, "num_format": "#,##0.####"},
}
WRAPPED = frozenset(name for name, style in STYLES.items() if style.get("text_wrap"))
OF_TEXT = frozenset(name for name, style in STYLES.items() if not {"num_format", "align"} & set(style))
LINE_HEIGHT, MOST_LINES, TITLE_HEIGHT = 13, 25, 24
LETTER, NARROW = 0.95, 8.43
"""How wide a letter is on average, and a column nobody has set, as spreadsheets measure."""
RIGHT_TO_LEFT = 2
"""How a spreadsheet is told that a cell is read from the right; it does not see so by its text everywhere."""
SIGNALS = {
    "passed": ("#E3F1E1", "#1E5B2A"),
    "open": ("#FFF0CC", "#7A5200"),
    "excluded": ("#F8DEDA", "#8C1D10"),
}
VERDICT_NAMES = {"passed": "WordPassed", "open": "WordOpen", "excluded": "WordExcluded"}


class Place(NamedTuple):
    """Where a figure stands: sheet, row and column, counted from 0."""

    sheet: str
    row: int
    column: int


@cache
def letters(column: int) -> str:
    """Name a column as spreadsheets do.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    return str(xl_col_to_name(column))


def a1(row: int, column: int) -> str:
    """Name a cell, counted from 0.

    >>> a1(4, 2)
    'C5'
    """
    return f"{letters(column)}{row + 1}"


def fixed(row: int, column: int) -> str:
    """Name a cell so that it stays the same when the formula is copied.

    >>> fixed(4, 2)
    '$C$5'
    """
    return f"${letters(column)}${row + 1}"


@cache
def quoted(name: str) -> str:
    """Write a sheet's name as it stands before a cell in a formula.

    >>> quoted("Bidder's needs")
    "'Bidder''s needs'!"
    """
    return "'" + name.replace("'", "''") + "'!"


def sheet_name(text: str, taken: Sequence[str] = ()) -> str:
    """Make a name that a sheet may have: short, without signs that mean something there, and used once.

    >>> sheet_name("Needs/answers [raw]"), sheet_name("Gates", ["gates"])
    ('Needs answers raw', 'Gates 2')
    """
    clean = " ".join(_FORBIDDEN_IN_SHEET_NAMES.sub(" ", text).split()).strip("'") or "_"
    found, number = clean[:LONGEST_SHEET_NAME], 1
    while found.casefold() in {name.casefold() for name in taken} | {"history"}:
        number += 1
        found = f"{clean[: LONGEST_SHEET_NAME - 3]} {number}"
    return found


def page_text(text: str, most: int = LONGEST_HEADING) -> str:
    """Make text safe for a page's header or footer, where an ampersand begins a command.

    >>> page_text("Even & Kamień")
    'Even && Kamień'
    """
    short = text if len(text) <= most else f"{text[: most - 1]}…"
    return " ".join(short.split()).replace("&", "&&")


@dataclass
class Sheet:
    """One sheet; rows and columns are counted from 0."""

    paper: "Paper"
    name: str
    grid: Any
    """XlsxWriter's worksheet."""
    purpose: str = ""
    wrapped: list[tuple[int, int, int]] = field(default_factory=list)
    """Row, column and length of text that is broken into lines."""
    wide: dict[int, float] = field(default_factory=dict)

    @property
    def prefix(self) -> str:
        """What stands before a cell of this sheet in another sheet's formula."""
        return quoted(self.name)

    def at(self, row: int, column: int) -> str:
        """Name a cell for a formula on any sheet."""
        return self.prefix + fixed(row, column)

    def span(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Name a range of cells for a formula on any sheet."""
        return f"{self.prefix}{fixed(*first)}:{fixed(*last)}"

    def note(self, key: Key, row: int, column: int) -> None:
        """Remember where something stands."""
        self.paper.places[key] = Place(self.name, row, column)

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """Write text; whatever it looks like, it stays text."""
        self.grid.write_string(row, column, text, self.paper.style(style, text))
        if style in WRAPPED:
            self.wrapped.append((row, column, len(text)))

    def number(self, row: int, column: int, figure: float, style: str = "figure") -> None:
        """Write a figure that somebody stated."""
        self.grid.write_number(row, column, figure, self.paper.style(style))

    def blank(self, row: int, column: int, style: str = "input") -> None:
        """Leave a cell empty for somebody to fill in."""
        self.grid.write_blank(row, column, None, self.paper.style(style))

    def put(self, row: int, column: int, content: "str | float | None", style: str = "input") -> None:
        """Write what somebody stated: text, a figure or nothing yet."""
        if content is None or content == "":
            self.blank(row, column, style)
        elif isinstance(content, str):
            self.text(row, column, content, style)
        else:
            self.number(row, column, content, style)

    def formula(
        self, row: int, column: int, formula: str, value: "str | float", style: str = "value"
    ) -> None:
        """Write a formula with the figure it gives, for viewers that don't calculate.

        Past XlsxWriter's own method, which looks every formula through for functions newer than 2016:
        that takes longer than everything else together, and none are used here.
        """
        if isinstance(value, str) and value in _ERRORS:
            value = ""
        self.grid._check_dimensions(row, column)
        kept = formula.removeprefix("=")
        said = self.paper.style(style, value if isinstance(value, str) and not is_calculated(value) else "")
        self.grid.table[row][column] = CellFormulaTuple(kept, said, value)

    def heads(self, row: int, titles: Sequence[str], column: int = 0) -> None:
        """Write a table's headings."""
        for offset, title in enumerate(titles):
            self.text(row, column + offset, title, "head")

    def widths(self, *widths: float, column: int = 0) -> None:
        """Set the widths of columns, from left to right."""
        for offset, width in enumerate(widths):
            self.grid.set_column(column + offset, column + offset, width)
            self.wide[column + offset] = width

    def choices(self, first: tuple[int, int], last: tuple[int, int], name: str) -> None:
        """Let cells be chosen from a named list."""
        if last[0] >= first[0]:
            self.grid.data_validation(*first, *last, {"validate": "list", "source": f"={name}"})

    def between(self, first: tuple[int, int], last: tuple[int, int], low: float, high: float) -> None:
        """Let cells hold figures within bounds."""
        if last[0] >= first[0]:
            self.grid.data_validation(
                *first, *last, {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
            )

    def verdicts(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Colour verdicts, which say the same by a sign and a word."""
        for name, word in self.paper.verdicts.items():
            rule = {"type": "cell", "criteria": "==", "value": f"={word}", "format": self.paper.signal(name)}
            self.grid.conditional_format(*first, *last, rule)

    def fit_heights(self) -> None:
        """Make rows as high as their texts: not every program does that by itself when it opens a file."""
        lines: dict[int, int] = {}
        for row, column, length in self.wrapped:
            here = math.ceil(LETTER * length / self.wide.get(column, NARROW))
            lines[row] = max(here, lines.get(row, 1))
        for row, count in lines.items():
            if count > 1:
                self.grid.set_row(row, LINE_HEIGHT * min(count, MOST_LINES) + 2)

    def freeze(self, row: int, column: int, last_column: int) -> None:
        """Keep headings in sight, on screen and in print."""
        self.grid.freeze_panes(row, column)
        self.grid.repeat_rows(max(row - 1, 0))
        if last_column > WIDE:
            self.grid.repeat_columns(0, max(column - 1, 0))
            self.grid.set_print_scale(60)
        else:
            self.grid.fit_to_pages(1, 0)


def is_calculated(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula if it were typed in.

    >>> is_calculated("=1+1"), is_calculated("− yes"), is_calculated("- yes")
    (True, False, True)
    """
    return _LOOKS_CALCULATED.match(text) is not None


def marked(text: str, mark: str) -> str:
    """Put what a document must bear of the lock behind a text.

    >>> marked("Nov 22, 2026", "Locked: 5f2a"), marked("Nov 22, 2026", "")
    ('Nov 22, 2026 · Locked: 5f2a', 'Nov 22, 2026')
    """
    return f"{text} · {mark}" if mark else text


@dataclass
class Paper:
    """A workbook being written."""

    right_to_left: bool
    header: str
    footer: str
    properties: Mapping[str, object]
    verdicts: Mapping[str, str] = field(default_factory=lambda: VERDICT_NAMES)
    """What verdicts are compared with: names that formulas know, or texts in quotes."""
    places: dict[Key, Place] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the file, in memory."""
        self._bytes = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book: Any = xlsxwriter.Workbook(self._bytes, options)
        self.book.set_properties(dict(self.properties))
        self.book.set_calc_mode("auto")
        self._styles: dict[tuple[str, bool, bool], Any] = {}

    def sheet(self, code: str, title: str, colour: str) -> Sheet:
        """Add a sheet, set up for reading direction and print."""
        name = sheet_name(title, [sheet.name for sheet in self.sheets.values()])
        grid = self.book.add_worksheet(name)
        grid.set_tab_color(colour)
        grid.hide_gridlines(2)
        grid.set_landscape()
        grid.set_paper(9)
        grid.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
        grid.set_header(self._across(page_text(self.header), "&A"))
        grid.set_footer(self._across(page_text(self.footer, LONGEST_FOOT), "&P / &N"))
        if self.right_to_left:
            grid.right_to_left()
        self.sheets[code] = Sheet(self, name, grid)
        return self.sheets[code]

    def _across(self, opening: str, closing: str) -> str:
        """Write a line of the printed page from where its language begins; left is always named first."""
        left, right = (closing, opening) if self.right_to_left else (opening, closing)
        return f"&L{left}&R{right}"

    def style(self, name: str, text: str = "") -> Any:
        """Give the style for a text, or for whatever has no direction; made when it is first used."""
        quoted, rightward = is_calculated(text), has_right_to_left(text)
        found = self._styles.get((name, quoted, rightward))
        if found is None:
            # Names are not in the sheet's script; each text keeps its own direction but starts at the right.
            aligned = {"align": "right"} if self.right_to_left and name in OF_TEXT else {}
            read = {"reading_order": RIGHT_TO_LEFT} if rightward else {}
            more = {**aligned, **read, **({"quote_prefix": True} if quoted else {})}
            found = self.book.add_format({**_FONT, **STYLES[name], **more})
            self._styles[name, quoted, rightward] = found
        return found

    def signal(self, name: str) -> Any:
        """Give a colour of meaning."""
        key = (f"signal {name}", False, False)
        if key not in self._styles:
            background, colour = SIGNALS[name]
            self._styles[key] = self.book.add_format({"bg_color": background, "font_color": colour})
        return self._styles[key]

    def define(self, name: str, reference: str) -> None:
        """Name a cell or a range for all formulas."""
        self.book.define_name(name, f"={reference}")

    def finished(self) -> bytes:
        """Close the file and give its bytes."""
        for sheet in self.sheets.values():
            sheet.fit_heights()
            sheet.grid.set_row(0, TITLE_HEIGHT)
        self.book.close()
        return self._bytes.getvalue()
