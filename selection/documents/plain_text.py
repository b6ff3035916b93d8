"""Plain text for a terminal or a letter: aligned columns and wrapped paragraphs."""

import textwrap
import unicodedata
from collections.abc import Sequence

WIDTH = 100
GAP = "  "


def columns(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Align a table; the columns named in `right` are flush right, as figures are.

    >>> for line in columns(["name", "value"], [["Northstar", "0.71"], ["Alba", "1"]], right=[1]):
    ...     print(line)
    name       value
    Northstar   0.71
    Alba           1
    """
    table = [list(header), *([_one_line(cell) for cell in row] for row in rows)]
    widths = [max(width_of(row[at]) for row in table) for at in range(len(header))]
    return [
        GAP.join(_padded(cell, widths[at], at in right) for at, cell in enumerate(row)).rstrip()
        for row in table
    ]


def paragraph(text: str, indent: int = 0, hanging: int = 0) -> list[str]:
    """Wrap a paragraph; lines after the first are set in further by `hanging`."""
    return textwrap.wrap(
        _one_line(text),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_on_hyphens=False,
    )


def width_of(text: str) -> int:
    r"""Count the places a text takes: none for a mark or a sign of direction, two for a wide character.

    >>> width_of("Brzęczyk"), width_of("שלום"), width_of("製品"), width_of("\u2066CRM\u2069")
    (8, 4, 4, 3)
    """
    return sum(_places(character) for character in text)


def _places(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - width_of(text))
    return space + text if right else text + space
