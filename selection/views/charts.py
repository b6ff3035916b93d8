"""The charts, as Altair draws them; every one stands beside a table or words that say the same.

Altair checks a chart against the grammar's whole schema while it is built, which takes longer than all
the rest of a page. So each kind of chart is built once, around data that has only a name, and every
drawing puts its rows in the name's place. Colours are variables of the style sheet, so one template
serves light and dark.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import altair as alt
import streamlit as st

from selection.analysis.evaluation import Alternative
from selection.model.base import Language
from selection.views.direction import for_chart, is_right_to_left
from selection.views.palette import (
    BASELINE,
    GATE,
    GATE_SIGN,
    GROUND,
    INK,
    LINE,
    MUTED,
    ON_PART,
    PARTS,
)
from selection.words import Words

FONT = "Heebo, sans-serif"
ROW_HEIGHT = 50
LEVEL_HEIGHT = 24
LINE_HEIGHT = 18
LONGEST_LINE = 40
TITLE_SIZE = 15
TEXT_SIZE = 13
NARROWEST_NUMBERED = 0.03
"""The narrowest slice, as a share of the axis, that has room for its number on a phone."""

Spec = dict[str, Any]
Rows = list[dict[str, object]]


@dataclass(frozen=True)
class Level:
    """A line to hold the bars against."""

    name: str
    low: float
    high: float


@dataclass(frozen=True)
class Part:
    """One slice of an alternative's value."""

    alternative: str
    label: str
    low: float
    high: float


def show(chart: Spec, alt_text: str, key: str, legend: Sequence[str] = ()) -> None:
    """Draw a chart, and below it what its numbered colours mean.

    A chart's own legend would keep its squares on the left of what reads from the right.
    """
    st.vega_lite_chart(chart, width="stretch", theme=None, key=key, alt=alt_text)
    if legend:
        items = "".join(
            f'<li><span style="background: {colour.css}">{number}</span>{escape(label)}</li>'
            for number, (colour, label) in enumerate(zip(PARTS, legend, strict=False), start=1)
        )
        st.html(f'<ul class="legend">{items}</ul>')


def dressed(chart: alt.LayerChart) -> Spec:
    """Put a chart into the app's own dress, and check it, once."""
    # What the parts of a chart are would be read out in English; the whole has its own text.
    made = (
        chart.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=MUTED.css,
            titleColor=MUTED.css,
            titleFontWeight=400,
            titleFontSize=TEXT_SIZE,
            gridColor=LINE.css,
            domainColor=LINE.css,
            tickColor=LINE.css,
            labelFontSize=TEXT_SIZE,
            aria=False,
        )
    )
    # Streamlit would leave an empty line below.
    return {**made.to_dict(), "padding": {"left": 1, "top": 4, "right": 4, "bottom": 4}}


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


def _row_of_its_own() -> alt.Y:
    """Give every name a row, in the order of the data."""
    return alt.Y("name:N", sort=None, axis=None)


def _verdict() -> alt.Color:
    scale = alt.Scale(domain=list(GATE), range=[colour.css for colour in GATE.values()])
    return alt.Color("verdict:N", scale=scale, legend=None)


def along(language: Language) -> alt.Scale:
    """Let values from 0 to 1 grow the way the language reads."""
    return alt.Scale(domain=[0, 1], reverse=is_right_to_left(language))


def ticks(_: Words) -> alt.Axis:
    """Write the figures of an axis with the locale's own decimal sign."""
    written = f"replace(format(datum.value, '.1f'), '.', '{_.value(0.5)[1]}')"
    return alt.Axis(tickCount=5, labelExpr=written)


def fine_ticks(_: Words) -> alt.Axis:
    """Write small differences on an axis with as many digits as they need, by the locale."""
    written = f"replace(format(datum.value, '.4~f'), '.', '{_.value(0.5)[1]}')"
    return alt.Axis(tickCount=5, labelExpr=written)


def text_at_start(base: alt.Chart, language: Language, **how: Any) -> alt.Chart:
    """Set a text that begins where the language begins to read."""
    return base.mark_text(align="right" if is_right_to_left(language) else "left", color=INK.css, **how)


def _lines(name: str, language: Language) -> list[str]:
    """Write a name above its bar: a long pair on two lines, so that a phone shows both of its parts."""
    platform, times, firm = name.partition(" × ")
    parts = [platform, f"× {firm}"] if times and len(name) > LONGEST_LINE else [name]
    return [for_chart(part, language) for part in parts]


def _titled(names: Sequence[str], language: Language) -> tuple[list[list[str]], bool]:
    """Give the lines of all names, and tell whether any has two; then all have, an empty one above."""
    lines = [_lines(name, language) for name in names]
    tall = any(len(line) > 1 for line in lines)
    return [["", *line] if tall and len(line) == 1 else line for line in lines], tall


def _titles(base: alt.Chart, language: Language, bottom: int, tall: bool) -> alt.Chart:
    """Set names above their bars; what is wider than the chart ends in an ellipsis, not in the margin."""
    words = base.encode(x="zero:Q", text=alt.Text("title:N"))
    first = bottom - (LINE_HEIGHT if tall else 0)
    how = {"fontSize": TITLE_SIZE, "fontWeight": 600, "baseline": "bottom", "lineHeight": LINE_HEIGHT}
    return text_at_start(words, language, dy=first, limit=alt.ExprRef("width"), **how)


def _height(tall: bool) -> alt.Step:
    return alt.Step(ROW_HEIGHT + (LINE_HEIGHT if tall else 0))


def ranking_chart(alternatives: Sequence[Alternative], level: Level | None, _: Words) -> Spec:
    """Draw every alternative's value: a dot, and a bar over all it could still turn out to be.

    Names stand above their bars, so that long ones leave the bars room on a phone.
    """
    names = [f"{GATE_SIGN[a.gate.verdict]} {a.name}" for a in alternatives]
    titles, tall = _titled(names, _.language)
    rows: Rows = [
        {
            "name": for_chart(name, _.language),
            "title": title,
            "zero": 0,
            "low": a.low,
            "high": a.high,
            "middle": a.middle,
            "verdict": a.gate.verdict,
            "value": _.interval(a.low, a.high),
        }
        for a, name, title in zip(alternatives, names, titles, strict=True)
    ]
    line: Rows = (
        [{"name": row["name"], "low": level.low, "high": level.high} for row in rows] if level else []
    )
    return dict(filled(_ranking(_.language, tall), {"alternatives": rows, "level": line}))


@cache
def _ranking(language: Language, tall: bool) -> Spec:
    _ = Words(language)
    down = 8 + (LINE_HEIGHT // 2 if tall else 0)
    base = named("alternatives").encode(
        y=_row_of_its_own(),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("value:N", title=_("value"))],
    )
    x = alt.X("zero:Q", scale=along(language), title=_("value, 0 worst to 1 best"), axis=ticks(_))
    known = base.mark_bar(height=14, opacity=0.25, yOffset=down).encode(x=x, x2="low:Q", color=_verdict())
    could_be = base.mark_bar(height=6, cornerRadius=3, opacity=0.65, yOffset=down).encode(
        x="low:Q", x2="high:Q", color=_verdict()
    )
    dots = base.mark_point(filled=True, size=120, opacity=1, yOffset=down).encode(
        x="middle:Q", color=_verdict()
    )
    beyond = -12 if is_right_to_left(language) else 12
    values = text_at_start(base, language, dx=beyond, dy=down, fontSize=TITLE_SIZE).encode(
        x="high:Q", text=alt.Text("value:N")
    )
    # A stroke at every bar, none through the names.
    level = named("level").encode(y=_row_of_its_own())
    band = level.mark_bar(height=LEVEL_HEIGHT, color=BASELINE.css, opacity=0.15, yOffset=down)
    stroke = level.mark_tick(
        orient="vertical", size=LEVEL_HEIGHT, thickness=3, color=BASELINE.css, yOffset=down
    )
    levels = (band.encode(x="low:Q", x2="high:Q"), stroke.encode(x="low:Q"), stroke.encode(x="high:Q"))
    layers = (known, could_be, *levels, dots, _titles(base, language, down - 12, tall), values)
    return dressed(alt.layer(*layers).properties(height=_height(tall)))


def legend_of(parts: Sequence[Part]) -> list[str]:
    """Give what slices are of, in the order of their numbers."""
    return list(dict.fromkeys(part.label for part in parts))


def contribution_chart(parts: Sequence[Part], _: Words) -> Spec:
    """Draw what an alternative's value is made of: slices with their numbers, the widest of them at least.

    The numbers are those of `legend_of`.
    """
    rows: Rows = []
    reached: dict[str, float] = {}
    numbers = {label: at for at, label in enumerate(legend_of(parts), start=1)}
    for part in parts:
        start, width = reached.get(part.alternative, 0.0), (part.low + part.high) / 2
        reached[part.alternative] = start + width
        number = numbers[part.label]
        rows.append(
            {
                "name": for_chart(part.alternative, _.language),
                "part": for_chart(f"{number} · {part.label}", _.language),
                "start": start,
                "end": start + width,
                "centre": start + width / 2,
                "number": str(number) if width >= NARROWEST_NUMBERED else "",
                "value": _.interval(part.low, part.high),
            }
        )
    lines, tall = _titled(list(reached), _.language)
    titles: Rows = [
        {"name": for_chart(name, _.language), "title": title, "zero": 0}
        for name, title in zip(reached, lines, strict=True)
    ]
    return dict(filled(_contributions(_.language, tall), {"parts": rows, "titles": titles}))


@cache
def _contributions(language: Language, tall: bool) -> Spec:
    _ = Words(language)
    down = 10 + (LINE_HEIGHT // 2 if tall else 0)
    x = alt.X("start:Q", scale=along(language), title=_("contribution to the value"), axis=ticks(_))
    colours = alt.Scale(range=[colour.css for colour in PARTS])
    base = named("parts").encode(
        y=_row_of_its_own(),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("part:N", title=_("criterion")),
            alt.Tooltip("value:N", title=_("adds")),
        ],
    )
    bars = base.mark_bar(height=20, stroke=GROUND.css, strokeWidth=1.5, yOffset=down).encode(
        x=x,
        x2="end:Q",
        color=alt.Color("part:N", sort=None, scale=colours, legend=None),
    )
    numbers = base.mark_text(fontSize=TEXT_SIZE, fontWeight=600, color=ON_PART.css, dy=down + 1).encode(
        x="centre:Q", text=alt.Text("number:N")
    )
    titles = _titles(named("titles").encode(y=_row_of_its_own()), language, down - 12, tall)
    layers = (bars, numbers, titles)
    return dressed(alt.layer(*layers).properties(height=_height(tall)))
