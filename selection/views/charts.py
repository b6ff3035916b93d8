"""The charts, as Altair draws them; every one stands beside a table or words that say the same.

Altair checks a chart against the grammar's whole schema while it is built, which takes longer than all
the rest of a page. So each kind of chart is built once, around data that has only a name, and every
drawing puts its rows in the name's place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import streamlit as st

from selection.analysis.evaluation import Alternative
from selection.model.base import Language
from selection.views.direction import for_chart
from selection.views.palette import BASELINE, CONTRIBUTIONS, GATE, GATE_SIGN, INK, LINE, MUTED
from selection.words import Words

ROW_HEIGHT = 50
LABEL_WIDTH = 250

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


def show(chart: Spec, alt_text: str, key: str) -> None:
    """Draw a chart."""
    st.vega_lite_chart(chart, width="stretch", theme=None, key=key, alt=alt_text)


def _dressed(chart: alt.LayerChart) -> Spec:
    """Put a chart into the app's own dress, and check it, once."""
    dressed = (
        chart.configure(font="Source Sans, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            titleColor=MUTED,
            gridColor=LINE,
            domainColor=LINE,
            tickColor=LINE,
            labelFontSize=13,
        )
        .configure_legend(labelColor=INK, titleColor=MUTED, labelFontSize=13, orient="bottom", columns=3)
    )
    return dressed.to_dict()


def _filled(template: Any, rows: Mapping[str, Rows]) -> Any:
    """Put rows in the place of the data they are named for; a layer whose data has none is left out."""
    if isinstance(template, list):
        return [_filled(part, rows) for part in template]
    if not isinstance(template, dict):
        return template
    filled = {key: _filled(part, rows) for key, part in template.items() if key not in ("data", "layer")}
    if "data" in template:
        filled["data"] = {"values": rows[template["data"]["name"]]}
    if "layer" in template:
        filled["layer"] = [_filled(layer, rows) for layer in template["layer"] if _has_rows(layer, rows)]
    return filled


def _has_rows(layer: Spec, rows: Mapping[str, Rows]) -> bool:
    """Tell whether a layer has something to draw: rows of its own, or those all layers share."""
    return "data" not in layer or bool(rows[layer["data"]["name"]])


def _named(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name))


def _row_of_its_own() -> alt.Y:
    """Give every name a row, in the order of the data."""
    return alt.Y("name:N", sort=None, axis=None)


def _verdict() -> alt.Color:
    scale = alt.Scale(domain=list(GATE), range=list(GATE.values()))
    return alt.Color("verdict:N", scale=scale, legend=None)


def _title(base: alt.Chart, above: int, size: int = 15, weight: int = 600) -> alt.Chart:
    return base.mark_text(align="left", fontSize=size, fontWeight=weight, color=INK, dy=above)


def ranking_chart(alternatives: Sequence[Alternative], level: Level | None, _: Words) -> Spec:
    """Draw every alternative's value: a dot, and a bar over all it could still turn out to be.

    Names stand above their bars, so that long ones leave the bars room on a phone.
    """
    rows: Rows = [
        {
            "name": for_chart(f"{GATE_SIGN[a.gate.verdict]} {a.name}", _.language),
            "zero": 0,
            "low": a.low,
            "high": a.high,
            "middle": a.middle,
            "verdict": a.gate.verdict,
            "value": _.interval(a.low, a.high),
        }
        for a in alternatives
    ]
    line: Rows = [{"low": level.low, "high": level.high}] if level else []
    return dict(_filled(_ranking(_.language), {"alternatives": rows, "level": line}))


@cache
def _ranking(language: Language) -> Spec:
    _ = Words(language)
    base = _named("alternatives").encode(
        y=_row_of_its_own(),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("value:N", title=_("value"))],
    )
    x = alt.X(
        "zero:Q",
        scale=alt.Scale(domain=[0, 1]),
        title=_("value, 0 worst to 1 best"),
        axis=alt.Axis(tickCount=5),
    )
    known = base.mark_bar(height=14, opacity=0.25, cornerRadiusEnd=3, yOffset=8).encode(
        x=x, x2="low:Q", color=_verdict()
    )
    could_be = base.mark_bar(height=6, cornerRadius=3, opacity=0.65, yOffset=8).encode(
        x="low:Q", x2="high:Q", color=_verdict()
    )
    dots = base.mark_point(filled=True, size=120, opacity=1, yOffset=8).encode(x="middle:Q", color=_verdict())
    names = _title(base, -12).encode(x="zero:Q", text=alt.Text("name:N"))
    values = base.mark_text(align="left", dx=12, dy=8, fontSize=15, color=INK).encode(
        x="high:Q", text=alt.Text("value:N")
    )
    level = _named("level")
    band = level.mark_rect(color=BASELINE, opacity=0.1).encode(x="low:Q", x2="high:Q")
    rule = level.mark_rule(color=BASELINE, strokeDash=[6, 4], strokeWidth=2)
    layers = (known, band, rule.encode(x="low:Q"), rule.encode(x="high:Q"), could_be, dots, names, values)
    return _dressed(alt.layer(*layers).properties(height=alt.Step(ROW_HEIGHT)))


def contribution_chart(parts: Sequence[Part], _: Words) -> Spec:
    """Draw what an alternative's value is made of, slice by slice."""
    rows: Rows = [
        {
            "name": for_chart(p.alternative, _.language),
            "part": p.label,
            "middle": (p.low + p.high) / 2,
            "value": _.interval(p.low, p.high),
            "order": at,
        }
        for at, p in enumerate(parts)
    ]
    titles: Rows = [{"name": name, "zero": 0} for name in dict.fromkeys(row["name"] for row in rows)]
    return dict(_filled(_contributions(_.language), {"parts": rows, "titles": titles}))


@cache
def _contributions(language: Language) -> Spec:
    _ = Words(language)
    bars = (
        _named("parts")
        .mark_bar(height=18, stroke="white", strokeWidth=1, yOffset=10)
        .encode(
            y=_row_of_its_own(),
            x=alt.X(
                "middle:Q",
                stack="zero",
                title=_("contribution to the value"),
                scale=alt.Scale(domain=[0, 1]),
            ),
            color=alt.Color(
                "part:N",
                sort=None,
                scale=alt.Scale(range=list(CONTRIBUTIONS)),
                legend=alt.Legend(title=None),
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("name:N", title=" "),
                alt.Tooltip("part:N", title=_("criterion")),
                alt.Tooltip("value:N", title=_("adds")),
            ],
        )
    )
    names = _title(_named("titles"), -10).encode(y=_row_of_its_own(), x="zero:Q", text=alt.Text("name:N"))
    return _dressed(alt.layer(bars, names).properties(height=alt.Step(ROW_HEIGHT)))


def weight_chart(shares: Sequence[tuple[str, float]], colour: str, _: Words) -> Spec:
    """Draw weights that sum to 1, in the order they are given."""
    rows: Rows = [
        {
            "name": name,
            "zero": 0,
            "share": share,
            "text": for_chart(f"{name} · {_.percent(share, 1)}", _.language),
        }
        for name, share in shares
    ]
    return dict(_filled(_weights(colour), {"weights": rows}))


@cache
def _weights(colour: str) -> Spec:
    base = _named("weights").encode(y=_row_of_its_own())
    bars = base.mark_bar(height=8, cornerRadiusEnd=3, color=colour, yOffset=8).encode(
        x=alt.X("zero:Q", axis=None, scale=alt.Scale(nice=False)), x2="share:Q"
    )
    text = _title(base, -7, size=14, weight=400).encode(x="zero:Q", text=alt.Text("text:N"))
    return _dressed(alt.layer(bars, text).properties(height=alt.Step(34)))


def pair_matrix(pairs: Sequence[Alternative], names: dict[str, str], _: Words) -> Spec:
    """Draw pairs as a field of platforms by integrators: the value, and the gate's sign."""
    rows: Rows = [
        {
            "platform": for_chart(names[p.pair.offer], _.language),
            "integrator": for_chart(names[p.pair.integrator], _.language),
            "verdict": p.gate.verdict,
            "middle": p.middle,
            "text": f"{GATE_SIGN[p.gate.verdict]} {_.interval(p.low, p.high)}",
        }
        for p in pairs
        if p.pair is not None
    ]
    return dict(_filled(_matrix(), {"pairs": rows}))


@cache
def _matrix() -> Spec:
    columns = alt.Axis(labelAngle=0, labelLimit=150, orient="top", domain=False, ticks=False)
    lines = alt.Axis(labelLimit=LABEL_WIDTH, domain=False, ticks=False)
    base = _named("pairs").encode(
        x=alt.X("integrator:N", title=None, axis=columns),
        y=alt.Y("platform:N", title=None, axis=lines),
        tooltip=["platform:N", "integrator:N", "text:N"],
    )
    cells = base.mark_rect(cornerRadius=6, stroke="white", strokeWidth=3).encode(
        color=_verdict(),
        opacity=alt.Opacity("middle:Q", scale=alt.Scale(domain=[0, 1], range=[0.08, 0.55]), legend=None),
    )
    text = base.mark_text(fontSize=13, color=INK).encode(text=alt.Text("text:N"))
    return _dressed(alt.layer(cells, text).properties(height=alt.Step(46)))
