"""The totals of somebody else's table, by their own points and weights, held against what they print.

References
----------
A weighted sum, total = Σ weight · points, in exact fractions; rank = 1 + the number of larger totals, so that
equal totals share a rank.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from selection.documents.reading.process import Book, TableCell
from selection.documents.reading.tables import Table, TableQuestion, laid_out, meaning_of
from selection.documents.reading.values import number_of
from selection.errors import UploadError
from selection.model.mapping import TableMapping

TOLERANCE = Fraction(1, 10**9)


@dataclass(frozen=True)
class Total:
    """What the rows of one vendor add up to."""

    alternative: str
    total: Fraction
    rank: int
    counted: int
    """How many of its cells have points."""
    uncounted: int
    """How many have none."""
    published: float | None = None

    @property
    def agrees(self) -> bool | None:
        """Whether the printed total is the sum of the rows; none if none is printed."""
        if self.published is None:
            return None
        return abs(self.total - Fraction(str(self.published))) <= TOLERANCE


def totals(book: Book, mapping: TableMapping) -> tuple[Total, ...]:
    """Add up a table as its authors do, vendor by vendor in the order of the table.

    Raises
    ------
    UploadError
        If the table is not laid out as the mapping says, or a weight is no number.
    """
    return totals_of(laid_out(book, mapping), mapping)


def totals_of(table: Table, mapping: TableMapping) -> tuple[Total, ...]:
    """Add up a table that is laid out; raises as `totals`."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    counted: dict[str, int] = defaultdict(int)
    cells: dict[str, int] = defaultdict(int)
    for answer in table.answers:
        cells[answer.alternative] += 1
        points = _points(answer.cell, mapping)
        if points is None:
            continue
        counted[answer.alternative] += 1
        sums[answer.alternative] += points * _weight(table.questions[answer.question], mapping)
    return tuple(
        Total(
            name,
            sums[name],
            1 + sum(sums[other] > sums[name] for other in cells),
            counted[name],
            cells[name] - counted[name],
            mapping.published.get(name),
        )
        for name in cells
    )


def disagreements(found: tuple[Total, ...]) -> tuple[Total, ...]:
    """List the totals that are printed otherwise than their rows add up."""
    return tuple(total for total in found if total.agrees is False)


def _points(cell: TableCell, mapping: TableMapping) -> Fraction | None:
    meaning, _rest = meaning_of(cell.text, mapping)
    if meaning is not None and meaning.points is not None:
        return Fraction(str(meaning.points))
    if mapping.holds != "scores":
        return None
    return Fraction(str(number_of(cell)))


def _weight(question: TableQuestion, mapping: TableMapping) -> Fraction:
    if question.name in mapping.weights:
        return Fraction(str(mapping.weights[question.name]))
    return Fraction(1) if question.weight is None else Fraction(str(_number(question.weight)))


def _number(cell: TableCell) -> float:
    """Read a weight, which many write as a percentage."""
    text = cell.text.removesuffix("%").strip()
    if cell.kind == "s" and cell.text.endswith("%"):
        return number_of(TableCell(cell.row, cell.column, "s", text, cell.where)) / 100
    found = number_of(cell)
    if found < 0:
        raise UploadError("number_too_small", cell.where, found=found, allowed=0)
    return found


def by_name(found: tuple[Total, ...]) -> Mapping[str, Total]:
    """Give totals by vendor."""
    return {total.alternative: total for total in found}
