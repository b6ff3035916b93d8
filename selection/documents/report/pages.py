"""Pages as PDF: typst sets the plain data of a report by one template; texts are data there, never markup."""

import datetime as dt
import json
from pathlib import Path
from typing import Final

from selection.documents.report.blocks import Plain
from selection.documents.report.fonts import FONTS

TEMPLATE: Final = Path(__file__).with_name("report.typ")


def pages(report: Plain, made_on: dt.date) -> bytes:
    """Set a report. The same data give the same bytes: the only date in the file is the one passed in.

    Raises
    ------
    typst.TypstError
        If the template and the data don't fit each other.
    """
    import typst

    noon = dt.datetime.combine(made_on, dt.time(12), dt.UTC)
    return typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(report, ensure_ascii=False)},
        timestamp=int(noon.timestamp()),
    )
