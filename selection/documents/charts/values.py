"""Figures with all they could still turn out to be: values of alternatives, as-is fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import altair as alt

from selection.analysis.gates import Verdict
from selection.documents.charts.frame import (
    LINE_HEIGHT,
    TITLE_SIZE,
    Axis,
    Dress,
    Rows,
    Spec,
    along,
    coloured,
    dressed,
    filled,
    for_chart,
    height,
    named,
    row_of_its_own,
    text_at_start,
    ticks,
    titled,
    titles,
)
from selection.documents.charts.palette import BASELINE, GATE
from selection.model.base import Language
from selection.words import Words
from selection.words.directions import is_right_to_left

LEVEL_HEIGHT = 24


@dataclass(frozen=True)
class Value:
    """One figure with its ends, as it is named and written; its gate gives the colour."""

    name: str
    low: float
    high: float
    text: str
    verdict: Verdict


@dataclass(frozen=True)
class Level:
    """A line to hold the bars against, a band where it is open itself."""

    name: str
    low: float
    high: float


def values_chart(values: Sequence[Value], level: Level | None, axis: Axis, _: Words, dress: Dress) -> Spec:
    """Draw every figure: a faint bar for what is known, a firm one over all it could be, a dot in the middle.

    Names stand above their bars, so that long ones leave the bars room on a phone.
    """
    lines, tall = titled([value.name for value in values], _.language, dress)
    rows: Rows = [
        {
            "name": for_chart(value.name, _.language),
            "title": title,
            "zero": 0,
            "low": value.low,
            "high": value.high,
            "middle": (value.low + value.high) / 2,
            "colour": dress.of(GATE[value.verdict]),
            "value": for_chart(value.text, _.language),
        }
        for value, title in zip(values, lines, strict=True)
    ]
    line: Rows = (
        [{"name": row["name"], "low": level.low, "high": level.high} for row in rows] if level else []
    )
    return dict(filled(_values(_.language, tall, axis, dress), {"values": rows, "level": line}))


@cache
def _values(language: Language, tall: bool, axis: Axis, dress: Dress) -> Spec:
    _ = Words(language)
    down = 8 + (LINE_HEIGHT // 2 if tall else 0)
    base = named("values").encode(
        y=row_of_its_own(),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("value:N", title=_("value"))],
    )
    x = alt.X(
        "zero:Q",
        scale=along(language, axis.end),
        title=for_chart(axis.title, language),
        axis=ticks(_, axis.figures),
    )
    known = base.mark_bar(height=14, opacity=0.25, yOffset=down).encode(x=x, x2="low:Q", color=coloured())
    could_be = base.mark_bar(height=6, cornerRadius=3, opacity=0.65, yOffset=down).encode(
        x="low:Q", x2="high:Q", color=coloured()
    )
    dots = base.mark_point(filled=True, size=120, opacity=1, yOffset=down).encode(
        x="middle:Q", color=coloured()
    )
    beyond = -12 if is_right_to_left(language) else 12
    figures = text_at_start(base, language, dress, dx=beyond, dy=down, fontSize=TITLE_SIZE).encode(
        x="high:Q", text=alt.Text("value:N")
    )
    # A stroke at every bar, none through the names.
    level = named("level").encode(y=row_of_its_own())
    colour = dress.of(BASELINE)
    band = level.mark_bar(height=LEVEL_HEIGHT, color=colour, opacity=0.15, yOffset=down)
    stroke = level.mark_tick(orient="vertical", size=LEVEL_HEIGHT, thickness=3, color=colour, yOffset=down)
    levels = (band.encode(x="low:Q", x2="high:Q"), stroke.encode(x="low:Q"), stroke.encode(x="high:Q"))
    layers = (known, could_be, *levels, dots, titles(base, language, dress, down - 12, tall), figures)
    return dressed(alt.layer(*layers).properties(height=height(tall)), dress, language)
