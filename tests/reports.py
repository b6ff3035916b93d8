"""Reports read back: their text page by page, and what in them could lead outside."""

import io
import re
from functools import lru_cache

from pypdf import PdfReader

BREAKS = re.compile("[\\s\u2066-\u2069]+")


def read(report: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(report))


@lru_cache(maxsize=32)
def page_texts(report: bytes, most: int | None = None) -> tuple[str, ...]:
    """Give the text of the first pages; reading it back takes longer than writing it."""
    return tuple(page.extract_text() for page in read(report).pages[:most])


def squeezed(text: str) -> str:
    """Leave out all that depends on where a line breaks."""
    return BREAKS.sub("", text)


def squeezed_text(report: bytes, most: int | None = None) -> str:
    return squeezed("".join(page_texts(report, most)))


def links_outside(report: bytes) -> list[str]:
    """List every annotation that isn't a jump within the report."""
    found = []
    for page in read(report).pages:
        for annotation in page.get("/Annots") or []:
            entry = annotation.get_object()
            if "/Dest" not in entry and entry.get("/A", {}).get("/S") != "/GoTo":
                found.append(str(entry))
    return found
