"""The charts of printed documents, as Vega-Lite draws them: bars with what is open, stacks, shares, squares.

They take plain rows, so that a document can draw whatever it has figures for; colours are the screens'.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from selection.analysis.gates import Verdict
from selection.model.base import Language
from selection.words import Words

Spec = dict[str, Any]

FONT: Final = "Heebo"
WIDTH: Final = 480
"""The width of what is drawn, in points: that of the page's text, without margins of the drawing."""
INK, MUTED, LINE, ACCENT, BASELINE = "#17212f", "#55606f", "#d8dfe8", "#1f5fbf", "#3d434c"
GATE: Final[Mapping[Verdict, str]] = {"pass": "#0b8277", "open": "#a86200", "fail": "#8f1d33"}
PARTS: Final = (
    "#1f5fbf",
    "#b3580c",
    "#0b7a6f",
    "#7b4fb5",
    "#a83a66",
    "#4f7415",
    "#1a6a90",
    "#7a5c22",
    "#566272",
)
"""Slices of a sum; each bears its number, too, because so many hues can't all stay apart for everybody."""
DELIVERED: Final = ("#0b8277", "#4fa79e", "#9ccbc5", "#d7a04a", "#c2650f", "#7b4fb5", "#8f1d33", "#c3cad4")
ROW: Final = 36
ROOM: Final = 46
NAMES_WIDTH: Final = 150
"""How much of the width the names of rows take where they stand beside what is drawn."""
SQUARES: Final = 330
"""How much of the width is left for the squares of a table of pairs, beside the names of its rows."""
NARROWEST: Final = 0.028
"""The narrowest slice, as a share of the axis, that has room for its number."""
DIMMEST: Final = 0.2
LIGHT_TEXT_FROM: Final = 0.55
_ISOLATE, _POP = "\u2067", "\u2069"


@dataclass(frozen=True)
class Bar:
    """One row of bars: from low to high it is open where the figure ends."""

    name: str
    low: float
    high: float
    text: str
    colour: str = ACCENT


@dataclass(frozen=True)
class Level:
    """A line, or a band where it is open itself, to hold bars against."""

    low: float
    high: float


@dataclass(frozen=True)
class Slice:
    """One slice of a row: what it stands for, how wide it is, and what is written in it."""

    name: str
    part: str
    width: float
    text: str = ""


@dataclass(frozen=True)
class Square:
    """One square of a table of pairs."""

    row: str
    column: str
    value: float | None
    text: str


@dataclass(frozen=True)
class Axis:
    """What an axis tells, and how far it goes."""

    title: str
    end: float = 1.0
    percent: bool = False


def bars(rows: Sequence[Bar], level: Level | None, axis: Axis, _: Words) -> Spec:
    """Draw figures as bars, pale where they are still open, each under its name."""
    values = [
        {
            "row": at,
            "title": _worded(row.name, _.language),
            "zero": 0,
            "low": row.low,
            "high": row.high,
            "text": _worded(row.text, _.language),
            "colour": row.colour,
        }
        for at, row in enumerate(rows)
    ]
    colour = {"field": "colour", "type": "nominal", "scale": None}
    known = _layer({"type": "bar", "height": 11, "yOffset": 8}, x="zero", x2="low", color=colour)
    could_be = _layer(
        {"type": "bar", "height": 11, "yOffset": 8, "opacity": 0.35}, x="low", x2="high", color=colour
    )
    known["encoding"]["x"] |= {"scale": _along(axis.end, _.language), "axis": _ticks(axis, _)}
    layers = [known, could_be, *_levels(level, len(rows))]
    layers += [_title(_.language), _beside(_.language)]
    return _drawn(values, layers, len(rows) * ROW, _.language)


def _levels(level: Level | None, rows: int) -> list[Spec]:
    """Draw a stroke at every bar, and none through the names."""
    if level is None:
        return []
    values = [{"row": at, "low": level.low, "high": level.high} for at in range(rows)]
    band = {"type": "bar", "height": 17, "yOffset": 8, "color": BASELINE, "opacity": 0.15}
    stroke = {
        "type": "tick",
        "orient": "vertical",
        "size": 17,
        "thickness": 2,
        "yOffset": 8,
        "color": BASELINE,
    }
    layers = [
        _layer(band, x="low", x2="high"),
        *(_layer(stroke, x=end) for end in ("low", "high")),
    ]
    return [{"data": {"values": values}, **layer} for layer in layers]


def stacks(rows: Sequence[Slice], colours: Sequence[str], axis: Axis, _: Words) -> Spec:
    """Draw what rows are made of, slice after slice, with a key below."""
    values: list[Spec] = []
    reached: dict[str, float] = {}
    parts = list(dict.fromkeys(row.part for row in rows))
    names = list(dict.fromkeys(row.name for row in rows))
    for row in rows:
        start = reached.get(row.name, 0.0)
        reached[row.name] = start + row.width
        values.append(
            {
                "row": names.index(row.name),
                "part": _worded(row.part, _.language),
                "start": start,
                "end": start + row.width,
                "centre": start + row.width / 2,
                "text": row.text if row.width >= NARROWEST * axis.end else "",
            }
        )
    titles = [{"row": at, "title": _worded(name, _.language), "zero": 0} for at, name in enumerate(names)]
    used = [colours[at % len(colours)] for at in range(len(parts))]
    key = {"title": None, "orient": "bottom", "columns": 3, "symbolType": "square", "labelLimit": WIDTH // 3}
    scale = {"domain": [_worded(part, _.language) for part in parts], "range": used}
    colour = {"field": "part", "type": "nominal", "scale": scale, "legend": key}
    mark = {"type": "bar", "height": 15, "yOffset": 8, "stroke": "white", "strokeWidth": 1}
    slices = _layer(mark, x="start", x2="end", color=colour)
    slices["encoding"]["x"] |= {"scale": _along(axis.end, _.language), "axis": _ticks(axis, _)}
    number = {"type": "text", "dy": 8.5, "fontSize": 8.5, "fontWeight": 700, "color": "white"}
    numbers = _layer(number, x="centre", text={"field": "text", "type": "nominal"})
    titled = {"data": {"values": titles}, **_title(_.language)}
    return _drawn(values, [slices, numbers, titled], len(names) * (ROW + 2), _.language)


def shares(rows: Sequence[Bar], end: float, _: Words) -> Spec:
    """Draw shares of a whole as slim bars between their names and their figures."""
    values = [
        {
            "name": _worded(row.name, _.language),
            "zero": 0,
            "high": row.high,
            "text": _worded(row.text, _.language),
            "colour": row.colour,
        }
        for row in rows
    ]
    place = {"field": "name", "type": "nominal", "sort": None, "axis": _names(_.language)}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    scale = {"scale": _along(end, _.language), "axis": None}
    slim = _layer({"type": "bar", "height": 9}, x="zero", x2="high", color=colour)
    slim["encoding"]["x"] |= scale
    beside = _beside(_.language)
    beside["mark"]["dy"] = 0.5
    layers = [{**layer, "encoding": {**layer["encoding"], "y": place}} for layer in (slim, beside)]
    return {**_framed(values, layers, _.language), "width": WIDTH - NAMES_WIDTH, "height": len(rows) * 17}


def _names(language: Language) -> Spec:
    """Set the names of rows beside what is drawn of them."""
    side = "right" if language == "he" else "left"
    return {
        "orient": side,
        "title": None,
        "domain": False,
        "ticks": False,
        "labelLimit": NAMES_WIDTH - 10,
        "labelColor": INK,
    }


def squares(cells: Sequence[Square], _: Words) -> Spec:
    """Draw a table of pairs; the darker a square, the higher its value."""
    values = [
        {
            "row": _worded(cell.row, _.language),
            "column": _worded(cell.column, _.language),
            "shade": shade,
            "text": _worded(cell.text, _.language),
            "ink": "white" if shade > LIGHT_TEXT_FROM else INK,
        }
        for cell, shade in zip(cells, _shades(cells), strict=True)
    ]
    columns, rows = ({value[key] for value in values} for key in ("column", "row"))
    in_lines = {"labelExpr": "split(replace(datum.label, ' (', '|('), '|')", "labelLineHeight": 10}
    across = {
        "field": "column",
        "type": "nominal",
        "sort": None,
        "axis": {
            "orient": "top",
            "title": None,
            "labelAngle": 0,
            "domain": False,
            "ticks": False,
            "labelLimit": SQUARES // len(columns) - 4,
            "labelFontSize": 8,
            "labelPadding": 15,
            "labelColor": INK,
            **in_lines,
        },
        "scale": {"reverse": _.language == "he"},
    }
    down = {"field": "row", "type": "nominal", "sort": None, "axis": _names(_.language) | in_lines}
    opacity = {"field": "shade", "type": "quantitative", "scale": None}
    square = {"type": "rect", "stroke": "white", "strokeWidth": 2, "color": ACCENT}
    word = {"type": "text", "fontSize": 10, "fontWeight": 700}
    text = {"field": "text", "type": "nominal"}
    ink = {"field": "ink", "type": "nominal", "scale": None}
    place = {"x": across, "y": down}
    layers = [
        {"mark": square, "encoding": {**place, "fillOpacity": opacity}},
        {"mark": word, "encoding": {**place, "text": text, "color": ink}},
    ]
    return {
        **_framed(values, layers, _.language),
        "width": {"step": SQUARES / len(columns)},
        "height": 34 * len(rows),
    }


def _shades(cells: Sequence[Square]) -> Iterator[float]:
    """Give the lowest value the palest shade and the highest the darkest; what has none stays white."""
    values = [cell.value for cell in cells if cell.value is not None]
    low, high = min(values, default=0.0), max(values, default=0.0)
    for cell in cells:
        if cell.value is None:
            yield 0.0
        else:
            yield DIMMEST + (1 - DIMMEST) * ((cell.value - low) / (high - low) if high > low else 1.0)


def drawing(spec: Spec) -> str:
    """Draw a chart as SVG.

    Raises
    ------
    ValueError
        If it isn't a chart.
    """
    return str(_drawer().vegalite_to_svg(spec))


@cache
def _drawer() -> Any:
    """Load the drawing engine once, and only where something is drawn; it knows the fonts that ship."""
    import vl_convert

    from selection.documents.report.fonts import FONTS

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def _worded(text: str, language: Language) -> str:
    """Keep a label of mixed scripts together; a drawing's own direction is always left to right."""
    return f"{_ISOLATE}{text}{_POP}" if language == "he" else text


def _encoding(places: Mapping[str, str]) -> Spec:
    return {
        channel: {"field": field, "type": "quantitative"} if channel == "x" else {"field": field}
        for channel, field in places.items()
    }


def _layer(mark: Spec, x: str, x2: str | None = None, **more: Spec) -> Spec:
    places = {"x": x} | ({"x2": x2} if x2 else {})
    return {"mark": mark, "encoding": {"y": _row_of_its_own(), **_encoding(places), **more}}


def _row_of_its_own() -> Spec:
    return {"field": "row", "type": "ordinal", "axis": None}


def _along(end: float, language: Language) -> Spec:
    """Let figures grow the way the language reads."""
    return {"domain": [0, end], "reverse": language == "he", "nice": False}


def _ticks(axis: Axis, _: Words) -> Spec:
    """Write the figures of an axis with the locale's own decimal sign."""
    written = f"replace(format(datum.value, '.1f'), '.', '{_.value(0.5)[1]}')"
    shown = "format(datum.value, '.0%')" if axis.percent else written
    whole = "format(datum.value, '.0f')" if axis.end > 1 else shown
    return {"title": _worded(axis.title, _.language), "tickCount": 5, "labelExpr": whole}


def _starts(language: Language) -> str:
    return "right" if language == "he" else "left"


def _title(language: Language) -> Spec:
    mark = {
        "type": "text",
        "align": _starts(language),
        "baseline": "middle",
        "dy": -7,
        "fontSize": 10,
        "fontWeight": 700,
        "color": INK,
        "limit": WIDTH,
    }
    return _layer(mark, x="zero", text={"field": "title", "type": "nominal"})


def _beside(language: Language) -> Spec:
    """Write the figure behind its bar."""
    dx = -5 if language == "he" else 5
    mark = {"type": "text", "align": _starts(language), "dx": dx, "dy": 8.5, "fontSize": 9.5, "color": INK}
    return _layer(mark, x="high", text={"field": "text", "type": "nominal"})


def _drawn(values: Sequence[Spec], layers: Sequence[Spec], height: float, language: Language) -> Spec:
    return {**_framed(values, layers, language), "width": WIDTH, "height": height}


def _framed(values: Sequence[Spec], layers: Sequence[Spec], language: Language) -> Spec:
    """Frame a drawing, with room where the last figures stand behind their bars."""
    before, behind = (ROOM, 2) if language == "he" else (2, ROOM)
    axis = {
        "labelColor": MUTED,
        "titleColor": MUTED,
        "titleFontWeight": 400,
        "titleFontSize": 9,
        "labelFontSize": 9,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
    }
    legend = {"labelColor": INK, "labelFontSize": 9}
    config = {
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "legend": legend,
        "padding": {"left": before, "right": behind, "top": 2, "bottom": 2},
    }
    return {"data": {"values": list(values)}, "layer": list(layers), "config": config, "background": "white"}
