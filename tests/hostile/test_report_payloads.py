"""Text from outside is set as it was written: it never becomes markup, a link or a drawing's code."""

from functools import cache

import pytest

from selection.analysis.evaluation import evaluate
from selection.documents.report import report
from selection.words import Words
from tests.examples import TODAY
from tests.poisoned import poisoned
from tests.reports import links_outside, page_texts, squeezed, squeezed_text

PAYLOADS = (
    '#import "@preview/cetz:0.3.0"',
    '#panic("stopped")',
    '#read("/etc/hostname")',
    '#include "report.typ"',
    "#sys.inputs",
    "#context here().page()",
    '#link("https://example.invalid")[press]',
    '#image("https://example.invalid/a.png")',
    "https://example.invalid/a?b=c",
    "= A heading",
    "*bold* _slanted_ `raw`",
    "$ x^2 $",
    "@label and <label>",
    "// a comment",
    "/* a comment",
    "] } ) #[",
    "\\u{48} \\",
    "</svg><script>alert(1)</script>",
    '"><image href="http://example.invalid/a.png"/>',
    "&lt;b&gt; &#65; &amp;",
    "{{ datum.title }}",
    "'+alert(1)+'",
    '"}],"sections":[',
    "javascript:alert(1)",
)


BEGINNING = 12
IN_DRAWINGS = 20


@cache
def made(payload: str) -> bytes:
    return report(evaluate(poisoned(payload), TODAY), Words("en"), TODAY)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_stands_there_as_often_as_harmless_text(payload: str) -> None:
    text, harmless = squeezed_text(made(payload)), squeezed_text(made("harmless")).count("harmless")
    # Drawings end a name that is too long for them in an ellipsis, so they are held to its beginning.
    assert text.count(squeezed(payload)[:BEGINNING]) >= harmless
    assert text.count(squeezed(payload)) >= harmless - IN_DRAWINGS > 0


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_report_leads_outside(payload: str) -> None:
    assert links_outside(made(payload)) == []
    raw = made(payload)
    assert [
        name for name in (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile") if name in raw
    ] == []


def test_a_word_without_an_end_breaks_within_its_page_and_loses_nothing() -> None:
    endless = "x" * 60
    text = squeezed_text(made(endless))
    assert text.count(endless) >= squeezed_text(made("harmless")).count("harmless") - IN_DRAWINGS
    assert len(page_texts(made(endless))) < 60
