"""What every sheet is written with: the paper, the material, and one language's words."""

import datetime as dt
from dataclasses import dataclass

from selection.documents.workbook.codes import Codes
from selection.documents.workbook.material import Block, Material
from selection.documents.workbook.paper import Paper, Sheet, fixed, quoted
from selection.model.criteria import Criterion
from selection.words import Words


@dataclass(frozen=True)
class Work:
    """One workbook in the making."""

    paper: Paper
    material: Material
    words: Words
    codes: Codes
    today: dt.date
    fingerprint: str
    audit_head: str | None
    mark: str = ""
    """What every page must bear of the lock."""

    def sheet(self, code: str) -> Sheet:
        """Give one of the sheets."""
        return self.paper.sheets[code]

    def at(self, *key: str) -> str:
        """Name the cell that holds something, for a formula on any sheet."""
        sheet, row, column = self.paper.places[key]
        return quoted(sheet) + fixed(row, column)

    def date(self, sheet: Sheet, row: int, column: int, day: dt.date, style: str = "input_date") -> None:
        """Write a date that somebody stated."""
        sheet.grid.write_datetime(row, column, day, self.paper.style(style))

    def criterion_name(self, criterion: Criterion) -> str:
        """Name a criterion in the reader's language."""
        return self.words.text(criterion.name)


def block_title(work: Work, block: Block) -> str:
    """Name a block by what its criteria are about."""
    _, tender = work.words, work.material.decision.mode == "tender"
    pairs = _("Bids") if tender else _("Pairs")
    return {"platform": _("Platforms"), "integrator": _("Integrators"), "pair": pairs}[block.kind]


def headed(work: Work, sheet: Sheet, purpose: str) -> None:
    """Write what stands on top of every sheet: its name, what it is for, and that something is invented."""
    sheet.text(0, 0, sheet.name, "title")
    sheet.text(1, 0, purpose, "note")
    sheet.purpose = purpose
    if work.material.decision.fictional:
        stamp = work.words("FICTIONAL: products or firms in this decision are invented.")
        sheet.text(2, 0, stamp, "stamp")


def sum_of_products(one: str | None, other: str | None) -> str:
    """Write the sum of products of two ranges; 0 where there is nothing to sum.

    >>> sum_of_products("A1:A3", "B1:B3"), sum_of_products(None, None)
    ('SUMPRODUCT(A1:A3,B1:B3)', '0')
    """
    return f"SUMPRODUCT({one},{other})" if one and other else "0"
