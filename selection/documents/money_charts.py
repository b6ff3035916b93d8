"""Quality against cost, and costs over the years, drawn for print; tables beside them say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from selection.documents.report_charts import BASELINE, FONT, GATE, INK, LINE, MUTED, PARTS, WIDTH, Spec
from selection.model.base import Language
from selection.words import Words

HEIGHT = 260
COLOURS = {"front": GATE["pass"], "other": MUTED, "excluded": GATE["fail"], "baseline": BASELINE}
SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")


@dataclass(frozen=True)
class Dress:
    """How a chart looks: on paper as it is here, on a screen in the colours of its style sheet."""

    ink: str = INK
    muted: str = MUTED
    line: str = LINE
    parts: tuple[str, ...] = PARTS
    font: str = FONT
    size: int = 9


PRINT = Dress()


@dataclass(frozen=True)
class Spot:
    """One alternative: its number in the table, its kind, and low, likely and high of both."""

    number: int
    kind: str
    """``front``, ``other``, ``excluded`` or ``baseline``."""
    cost: tuple[float, float, float]
    quality: tuple[float, float, float]


@dataclass(frozen=True)
class Path:
    """One line over the years, from the first on."""

    name: str
    paid: tuple[float, ...]


def plane(spots: Sequence[Spot], title: str, _: Words) -> Spec:
    """Draw quality against cost: crosses over what both could still be, and the front as a dashed line."""
    rows = [_spot(spot) for spot in spots]
    front = [row for row, spot in zip(rows, spots, strict=True) if spot.kind == "front"]
    x = _across("cost_mid", title, _.language)
    y = _upright("quality_mid", _("quality, 0 to 100"), _.language)
    y["scale"] = {"zero": False, "nice": True, "padding": 20}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    rule = {"type": "rule", "opacity": 0.45, "strokeWidth": 1.4}
    number = {"type": "text", "fontSize": 11, "fontWeight": 700, "dx": 9, "dy": -9, "color": INK}
    steps = {"type": "line", "interpolate": "step-after", "strokeDash": [4, 4], "color": COLOURS["front"]}
    both = {"x": x, "y": y, "color": colour}
    across = {**both, "x": {**x, "field": "cost_low"}, "x2": {"field": "cost_high"}}
    upright = {**both, "y": {**y, "field": "quality_low"}, "y2": {"field": "quality_high"}}
    point = {"type": "point", "filled": True, "size": 70, "opacity": 1}
    layers = [
        {"data": {"values": front}, "mark": steps, "encoding": {"x": x, "y": y}},
        {"mark": rule, "encoding": across},
        {"mark": rule, "encoding": upright},
        {"mark": point, "encoding": both},
        {"mark": number, "encoding": {"x": x, "y": y, "text": {"field": "number", "type": "nominal"}}},
    ]
    return _framed(rows, layers)


def _spot(spot: Spot) -> Spec:
    ends = ("low", "mid", "high")
    cost = {f"cost_{end}": value for end, value in zip(ends, spot.cost, strict=True)}
    quality = {f"quality_{end}": value for end, value in zip(ends, spot.quality, strict=True)}
    return {"number": str(spot.number), "colour": COLOURS[spot.kind], **cost, **quality}


def paths(lines: Sequence[Path], title: str, _: Words, dress: Dress = PRINT) -> Spec:
    """Draw what was paid in all after each year, each line with a mark of its own and its name in the key.

    Screen and report draw by the same specification.
    """
    rows = [
        {"name": _kept(line.name, _.language), "year": year, "paid": paid}
        for line in lines
        for year, paid in enumerate(line.paid, start=1)
    ]
    names = [_kept(line.name, _.language) for line in lines]
    key = {"title": None, "orient": "bottom", "columns": 2, "labelLimit": WIDTH // 2, "symbolType": "circle"}
    colour = {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": names, "range": list(dress.parts[: len(names)])},
        "legend": key,
    }
    shape = {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": names, "range": list(SHAPES[: len(names)])},
    }
    x = {**_across("year", _("after year"), _.language), "type": "ordinal"}
    x["axis"] = {"labelAngle": 0, "title": _kept(_("after year"), _.language)}
    x.pop("scale")
    x["sort"] = "descending" if _.language == "he" else "ascending"
    y = {**_upright("paid", title, _.language), "scale": {"zero": True}}
    line_mark = {"type": "line", "strokeWidth": 2}
    point = {"type": "point", "filled": True, "size": 55, "opacity": 1}
    layers = [
        {"mark": line_mark, "encoding": {"x": x, "y": y, "color": colour}},
        {"mark": point, "encoding": {"x": x, "y": y, "color": colour, "shape": shape}},
    ]
    return _framed(rows, layers, dress)


def _across(field: str, title: str, language: Language) -> Spec:
    scale = {"zero": False, "nice": True, "padding": 24, "reverse": language == "he"}
    axis = {"title": _kept(title, language), "format": "~s", "tickCount": 5}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}


def _upright(field: str, title: str, language: Language) -> Spec:
    axis = {
        "title": _kept(title, language),
        "format": "~s",
        "tickCount": 5,
        "orient": "right" if language == "he" else "left",
    }
    return {"field": field, "type": "quantitative", "axis": axis}


def _kept(text: str, language: Language) -> str:
    """Keep a label of mixed scripts together; a drawing's own direction is always left to right."""
    return f"\u2067{text}\u2069" if language == "he" else text


def _framed(rows: Sequence[Spec], layers: Sequence[Spec], dress: Dress = PRINT) -> Spec:
    axis = {
        "labelColor": MUTED,
        "titleColor": MUTED,
        "titleFontWeight": 400,
        "titleFontSize": dress.size,
        "labelFontSize": dress.size,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
    }
    config = {
        "font": dress.font,
        "view": {"stroke": None},
        "axis": axis,
        "legend": {"labelColor": dress.ink, "labelFontSize": dress.size},
    }
    sizes = {
        "width": WIDTH - 60,
        "height": HEIGHT,
        "background": "white" if dress == PRINT else "transparent",
    }
    return {"data": {"values": list(rows)}, "layer": list(layers), "config": config, **sizes}
