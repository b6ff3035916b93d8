"""The charts, in the Vega-Lite grammar; every one stands beside a table or words that say the same.

They are plain dictionaries: a page is drawn again with every moved slider, and building charts through
objects that check themselves against the grammar's schema took longer than all the rest of the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from selection.analysis.evaluation import Alternative
from selection.views.palette import BASELINE, CONTRIBUTIONS, GATE, GATE_SIGN, INK, LINE, MUTED
from selection.words import Words

ROW_HEIGHT = 50
LABEL_WIDTH = 250

Spec = dict[str, Any]
Rows = list[dict[str, object]]

DRESS: Mapping[str, object] = {
    "font": "Source Sans, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": MUTED,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelFontSize": 13,
    },
    "legend": {
        "labelColor": INK,
        "titleColor": MUTED,
        "labelFontSize": 13,
        "orient": "bottom",
        "columns": 3,
    },
}
SHARE: Mapping[str, object] = {"domain": [0, 1]}
VERDICT: Mapping[str, object] = {
    "field": "verdict",
    "type": "nominal",
    "scale": {"domain": list(GATE), "range": list(GATE.values())},
    "legend": None,
}


@dataclass(frozen=True)
class Level:
    """A line to hold the bars against."""

    name: str
    low: float
    high: float


def show(chart: Spec, alt_text: str, key: str) -> None:
    """Draw a chart in the app's own dress."""
    dressed = {**chart, "config": DRESS}
    st.vega_lite_chart(dressed, width="stretch", theme=None, key=key, alt=alt_text)


def _layer(rows: Rows, mark: Spec, **encoding: object) -> Spec:
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _figure(field: str, **how: object) -> Spec:
    return {"field": field, "type": "quantitative", **how}


def _word(field: str, **how: object) -> Spec:
    return {"field": field, "type": "nominal", **how}


def _names(rows: Rows) -> Spec:
    """Give every name a row of its own, in the order they are given."""
    return _word("name", sort=[row["name"] for row in rows], axis=None)


def ranking_chart(alternatives: Sequence[Alternative], level: Level | None, _: Words) -> Spec:
    """Draw every alternative's value: a dot, and a bar over all it could still turn out to be.

    Names stand above their bars, so that long ones leave the bars room on a phone.
    """
    rows: Rows = [
        {
            "name": f"{GATE_SIGN[a.gate.verdict]} {a.name}",
            "zero": 0,
            "low": a.low,
            "high": a.high,
            "middle": a.middle,
            "verdict": a.gate.verdict,
            "value": _.interval(a.low, a.high),
        }
        for a in alternatives
    ]
    told = {"y": _names(rows), "tooltip": [_word("name", title=" "), _word("value", title=_("value"))]}
    known = _layer(
        rows,
        {"type": "bar", "height": 14, "opacity": 0.25, "cornerRadiusEnd": 3, "yOffset": 8},
        x=_figure("zero", scale=SHARE, title=_("value, 0 worst to 1 best")),
        x2={"field": "low"},
        color=VERDICT,
        **told,
    )
    could_be = _layer(
        rows,
        {"type": "bar", "height": 6, "cornerRadius": 3, "opacity": 0.65, "yOffset": 8},
        x=_figure("low"),
        x2={"field": "high"},
        color=VERDICT,
        **told,
    )
    dots = _layer(
        rows,
        {"type": "point", "filled": True, "size": 120, "opacity": 1, "yOffset": 8},
        x=_figure("middle"),
        color=VERDICT,
        **told,
    )
    names = _layer(rows, _title(15, -12), x=_figure("zero"), text=_word("name"), **told)
    values = _layer(
        rows,
        {"type": "text", "align": "left", "dx": 12, "dy": 8, "fontSize": 15, "color": INK},
        x=_figure("high"),
        text=_word("value"),
        **told,
    )
    return {"layer": [known, *_level(level), could_be, dots, names, values], "height": {"step": ROW_HEIGHT}}


def _title(size: int, above: int) -> Spec:
    return {"type": "text", "align": "left", "fontSize": size, "fontWeight": 600, "color": INK, "dy": above}


def _level(level: Level | None) -> list[Spec]:
    if level is None:
        return []
    rows: Rows = [{"low": level.low, "high": level.high}]
    band = {"type": "rect", "color": BASELINE, "opacity": 0.1}
    rule = {"type": "rule", "color": BASELINE, "strokeDash": [6, 4], "strokeWidth": 2}
    return [
        _layer(rows, band, x=_figure("low"), x2={"field": "high"}),
        _layer(rows, rule, x=_figure("low")),
        _layer(rows, rule, x=_figure("high")),
    ]


@dataclass(frozen=True)
class Part:
    """One slice of an alternative's value."""

    alternative: str
    label: str
    low: float
    high: float


def contribution_chart(parts: Sequence[Part], _: Words) -> Spec:
    """Draw what an alternative's value is made of, slice by slice."""
    rows: Rows = [
        {
            "name": p.alternative,
            "part": p.label,
            "middle": (p.low + p.high) / 2,
            "value": _.interval(p.low, p.high),
            "order": at,
        }
        for at, p in enumerate(parts)
    ]
    labels = list(dict.fromkeys(p.label for p in parts))
    titles: Rows = [{"name": name, "zero": 0} for name in dict.fromkeys(p.alternative for p in parts)]
    bars = _layer(
        rows,
        {"type": "bar", "height": 18, "stroke": "white", "strokeWidth": 1, "yOffset": 10},
        x=_figure("middle", stack="zero", title=_("contribution to the value"), scale=SHARE),
        y=_names(rows),
        color=_word(
            "part",
            sort=labels,
            scale={"domain": labels, "range": _colours(len(labels))},
            legend={"title": None},
        ),
        order=_figure("order"),
        tooltip=[
            _word("name", title=" "),
            _word("part", title=_("criterion")),
            _word("value", title=_("adds")),
        ],
    )
    text = _layer(titles, _title(15, -10), x=_figure("zero"), y=_names(titles), text=_word("name"))
    return {"layer": [bars, text], "height": {"step": ROW_HEIGHT}}


def _colours(count: int) -> list[str]:
    return [CONTRIBUTIONS[at % len(CONTRIBUTIONS)] for at in range(count)]


def weight_chart(shares: Sequence[tuple[str, float]], colour: str, _: Words) -> Spec:
    """Draw weights that sum to 1, in the order they are given."""
    rows: Rows = [
        {"name": name, "zero": 0, "share": share, "text": f"{name} · {_.percent(share)}"}
        for name, share in shares
    ]
    top = max([0.01, *(share for _name, share in shares)])
    bars = _layer(
        rows,
        {"type": "bar", "height": 8, "cornerRadiusEnd": 3, "color": colour, "yOffset": 8},
        x=_figure("zero", axis=None, scale={"domain": [0, top]}),
        x2={"field": "share"},
        y=_names(rows),
    )
    text = _layer(
        rows,
        {"type": "text", "align": "left", "fontSize": 14, "color": INK, "dy": -7},
        x=_figure("zero"),
        y=_names(rows),
        text=_word("text"),
    )
    return {"layer": [bars, text], "height": {"step": 34}}


def pair_matrix(pairs: Sequence[Alternative], names: dict[str, str], _: Words) -> Spec:
    """Draw pairs as a field of platforms by integrators: the value, and the gate's sign."""
    rows: Rows = [
        {
            "platform": names[p.pair.offer],
            "integrator": names[p.pair.integrator],
            "verdict": p.gate.verdict,
            "middle": p.middle,
            "text": f"{GATE_SIGN[p.gate.verdict]} {_.interval(p.low, p.high)}",
        }
        for p in pairs
        if p.pair is not None
    ]
    bare = {"domain": False, "ticks": False}
    place = {
        "x": _word(
            "integrator", title=None, axis={"labelAngle": 0, "labelLimit": 150, "orient": "top", **bare}
        ),
        "y": _word("platform", title=None, axis={"labelLimit": LABEL_WIDTH, **bare}),
        "tooltip": [_word("platform"), _word("integrator"), _word("text")],
    }
    cells = _layer(
        rows,
        {"type": "rect", "cornerRadius": 6, "stroke": "white", "strokeWidth": 3},
        color=VERDICT,
        opacity=_figure("middle", scale={"domain": [0, 1], "range": [0.08, 0.55]}, legend=None),
        **place,
    )
    text = _layer(rows, {"type": "text", "fontSize": 13, "color": INK}, text=_word("text"), **place)
    rows_shown = len({row["platform"] for row in rows})
    return {"layer": [cells, text], "height": rows_shown * 46 + 30}
