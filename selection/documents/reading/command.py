"""What `read` does: look at a file that came back, and write a new decision file once that is agreed to."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selection.catalogue.decision_file import write_decision
from selection.catalogue.files import load
from selection.documents.exports import Document, write
from selection.documents.reading.preview import Preview, decision_after
from selection.documents.reading.preview_text import mapping_text, preview_lines, totals_lines
from selection.documents.reading.process import Book, bytes_of, read_book
from selection.documents.reading.returned import preview_of_form
from selection.documents.reading.suggestion import suggested
from selection.documents.reading.table_preview import preview_of_table
from selection.documents.reading.totals import Total, totals
from selection.model.decision import Decision
from selection.model.mapping import TableMapping
from selection.model.price_rules import prices_are_sealed
from selection.words import Words


@dataclass(frozen=True)
class Request:
    """What shall be read into which decision, and how."""

    decision: Decision
    file: Path
    today: dt.date
    alternative: str | None = None
    mapping: Path | None = None
    keep: bool = False
    """Whether what is there already stays where the file says something else."""


@dataclass(frozen=True)
class Look:
    """What was found: the preview, and of somebody else's table its totals."""

    preview: Preview
    totals: tuple[Total, ...] = ()


def look(request: Request) -> Look:
    """Read a file that came back and say what it would change.

    Raises
    ------
    SelectionError
        If the file or the mapping can't be read, or the one doesn't fit the other.
    """
    if request.mapping is None:
        data, name = bytes_of(request.file), request.file.name
        found = Look(preview_of_form(data, name, request.decision, request.today, request.alternative))
    else:
        mapping = load(request.mapping, TableMapping)
        book = read_table(request.file, mapping)
        found = Look(preview_of_table(book, mapping, request.decision), _totals(book, mapping))
    return Look(found.preview.without_conflicts(), found.totals) if request.keep else found


def read_table(file: Path, mapping: TableMapping | None = None) -> Book:
    """Read a table in the encoding and with the separator a mapping names, if it does; raises as `look`."""
    said = {"encoding": mapping.encoding, "delimiter": mapping.delimiter} if mapping else {}
    return read_book(bytes_of(file), file.name, {name: text for name, text in said.items() if text})


def _totals(book: Book, mapping: TableMapping) -> tuple[Total, ...]:
    """Add the table up where it says what its answers count for."""
    has_points = any(meaning.points is not None for meaning in mapping.codes.values())
    return totals(book, mapping) if has_points or mapping.holds == "scores" else ()


def proposal(request: Request, _: Words) -> str:
    """Write the mapping that is proposed for a table; raises as `look`."""
    return mapping_text(suggested(read_table(request.file)), _)


def look_lines(found: Look, _: Words) -> Iterator[str]:
    """Tell what was found."""
    yield from preview_lines(found.preview, _)
    if found.totals:
        yield ""
        yield from totals_lines(found.totals, _)


def store(preview: Preview, out: Path) -> Path:
    """Write the decision as it stands afterwards to a new file; the one that was read is left as it is.

    Sealed prices stand in it as they stood in the other, so nobody else on the machine may read it.

    Raises
    ------
    SelectionError
        If a file of that name exists, or it can't be written.
    """
    content = write_decision(decision_after(preview)).encode()
    private = prices_are_sealed(preview.decision)
    return write((Document(out.name, content),), out, private=private)[0]


def seal_sentence(preview: Preview, _: Words) -> str:
    """Say that the file that was written holds sealed prices, if it does."""
    if not prices_are_sealed(preview.decision):
        return ""
    return _("Sealed prices stand in it as they stood in the file that was read; hand on neither of them.")
