"""What all charts have in common: how they are built, filled and dressed, for a screen or for paper.

Altair checks a chart against the grammar's whole schema while it is built, which takes longer than all
the rest of a page. So each kind of chart is built once, around data that has only a name, and every
drawing puts its rows in the name's place. On screens colours are variables of the style sheet, so one
template serves light and dark; on paper they are the light ones. Paper shrinks a chart to the width of
its text, so that letters and rows have the same sizes in both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import altair as alt

from selection.documents.charts.palette import INK, LINE, MUTED, Colour
from selection.model.base import Language
from selection.words import Words
from selection.words.directions import is_right_to_left

FONT: Final = "Heebo, sans-serif"
PAPER_WIDTH: Final = 660
"""How wide a chart is drawn for paper, without the room around it."""
ROOM: Final = 64
"""Room on paper for a figure that stands behind the longest bar."""
ROW_HEIGHT: Final = 50
LINE_HEIGHT: Final = 18
LONGEST_LINE: Final = 40
TITLE_SIZE: Final = 15
TEXT_SIZE: Final = 13

Spec = dict[str, Any]
Rows = list[dict[str, object]]

_ISOLATE, _POP = "\u2067", "\u2069"


@dataclass(frozen=True)
class Dress:
    """What a chart is dressed for."""

    on_paper: bool

    def of(self, colour: Colour) -> str:
        """Give a colour as it is named there.

        >>> SCREEN.of(INK), PAPER.of(INK)
        ('var(--ink)', '#17212f')
        """
        return colour.light if self.on_paper else colour.css


SCREEN: Final = Dress(on_paper=False)
PAPER: Final = Dress(on_paper=True)


@dataclass(frozen=True)
class Axis:
    """What an axis tells, how far it goes, and what its figures are."""

    title: str
    end: float = 1.0
    figures: str = "value"
    """``value``, ``percent`` or ``amount``."""


def dressed(chart: alt.LayerChart | alt.FacetChart, dress: Dress, language: Language = "en") -> Spec:
    """Put a chart into its dress, and check it, once."""
    # What the parts of a chart are would be read out in English; the whole has its own text.
    made = (
        chart.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=dress.of(MUTED),
            titleColor=dress.of(MUTED),
            titleFontWeight=400,
            titleFontSize=TEXT_SIZE,
            gridColor=dress.of(LINE),
            domainColor=dress.of(LINE),
            tickColor=dress.of(LINE),
            labelFontSize=TEXT_SIZE,
            aria=False,
        )
        .to_dict()
    )
    if not dress.on_paper:
        # Streamlit would leave an empty line below.
        return {**made, "padding": {"left": 1, "top": 4, "right": 4, "bottom": 4}}
    before, behind = (ROOM, 2) if is_right_to_left(language) else (2, ROOM)
    padding = {"left": before, "right": behind, "top": 2, "bottom": 2}
    return {**made, "width": PAPER_WIDTH, "background": "white", "padding": padding}


def filled(template: Any, rows: Mapping[str, Rows]) -> Any:
    """Put rows in the place of the data they are named for; a layer whose data has none is left out."""
    if isinstance(template, list):
        return [filled(part, rows) for part in template]
    if not isinstance(template, dict):
        return template
    made = {key: filled(part, rows) for key, part in template.items() if key not in ("data", "layer")}
    if "data" in template:
        made["data"] = {"values": rows[template["data"]["name"]]}
    if "layer" in template:
        made["layer"] = [filled(layer, rows) for layer in template["layer"] if _has_rows(layer, rows)]
    return made


def _has_rows(layer: Spec, rows: Mapping[str, Rows]) -> bool:
    """Tell whether a layer has something to draw: rows of its own, or those all layers share."""
    return "data" not in layer or bool(rows[layer["data"]["name"]])


def named(name: str) -> alt.Chart:
    """Begin a chart on rows that will be filled in under a name."""
    return alt.Chart(alt.NamedData(name))


def for_chart(text: str, language: Language) -> str:
    """Keep a label of mixed scripts together in a chart, whose own direction is always left to right.

    >>> for_chart("CRM", "en")
    'CRM'
    """
    return f"{_ISOLATE}{text}{_POP}" if is_right_to_left(language) else text


def row_of_its_own() -> alt.Y:
    """Give every name a row, in the order of the data."""
    return alt.Y("name:N", sort=None, axis=None)


def coloured() -> alt.Color:
    """Take every mark's colour from its row."""
    return alt.Color("colour:N", scale=None)


def along(language: Language, end: float = 1.0) -> alt.Scale:
    """Let figures from 0 on grow the way the language reads."""
    return alt.Scale(domain=[0, end], reverse=is_right_to_left(language), nice=False)


def ticks(_: Words, figures: str = "value") -> alt.Axis:
    """Write the figures of an axis with the locale's own marks."""
    written = {
        "value": f"replace(format(datum.value, '.1f'), '.', '{_.value(0.5)[1]}')",
        "difference": f"replace(format(datum.value, '.4~f'), '.', '{_.value(0.5)[1]}')",
        "percent": "format(datum.value, '.0%')",
        "amount": f"replace(format(datum.value, ',.0f'), regexp(',', 'g'), '{_.number(10_000)[2:-3]}')",
    }
    return alt.Axis(tickCount=5, labelExpr=written[figures], labelOverlap=figures == "amount")


def text_at_start(base: alt.Chart, language: Language, dress: Dress, **how: Any) -> alt.Chart:
    """Set a text that begins where the language begins to read."""
    side: Literal["left", "right"] = "right" if is_right_to_left(language) else "left"
    made: alt.Chart = base.mark_text(align=side, color=dress.of(INK), **how)
    return made


def _lines(name: str, language: Language, dress: Dress) -> list[str]:
    """Write a name above its bar: a long one of two parts on two lines, so that a phone shows both."""
    parts = [name]
    if len(name) > LONGEST_LINE and not dress.on_paper:
        mark, led = (" × ", "× ") if " × " in name else (" · ", "")
        first, parted, second = name.partition(mark)
        parts = [first, f"{led}{second}"] if parted else [name]
    return [for_chart(part, language) for part in parts]


def titled(names: Sequence[str], language: Language, dress: Dress) -> tuple[list[list[str]], bool]:
    """Give the lines of all names, and tell whether any has two; then all have, an empty one above."""
    lines = [_lines(name, language, dress) for name in names]
    tall = any(len(line) > 1 for line in lines)
    return [["", *line] if tall and len(line) == 1 else line for line in lines], tall


def titles(base: alt.Chart, language: Language, dress: Dress, bottom: int, tall: bool) -> alt.Chart:
    """Set names above their bars; what is wider than the chart ends in an ellipsis, not in the margin."""
    words = base.encode(x="zero:Q", text=alt.Text("title:N"))
    first = bottom - (LINE_HEIGHT if tall else 0)
    how = {"fontSize": TITLE_SIZE, "fontWeight": 600, "baseline": "bottom", "lineHeight": LINE_HEIGHT}
    return text_at_start(words, language, dress, dy=first, limit=alt.ExprRef("width"), **how)


def height(tall: bool) -> alt.Step:
    """Give every row the height its name and its bar need."""
    return alt.Step(ROW_HEIGHT + (LINE_HEIGHT if tall else 0))
