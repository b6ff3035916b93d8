"""The charts, as Altair draws them; every one stands beside a table or words that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import streamlit as st

from selection.analysis.evaluation import Alternative
from selection.views.palette import BASELINE, CONTRIBUTIONS, GATE, GATE_SIGN, INK, LINE, MUTED
from selection.words import Words

FONT = "Source Sans, sans-serif"
ROW_HEIGHT = 50
LABEL_WIDTH = 250


@dataclass(frozen=True)
class Level:
    """A line to hold the bars against."""

    name: str
    low: float
    high: float


def show(chart: alt.LayerChart | alt.Chart, alt_text: str, key: str) -> None:
    """Draw a chart in the app's own dress."""
    dressed = (
        chart.configure(font=FONT)
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
    st.altair_chart(dressed, width="stretch", theme=None, key=key, alt=alt_text)


def ranking_chart(alternatives: Sequence[Alternative], level: Level | None, _: Words) -> alt.LayerChart:
    """Draw every alternative's value: a dot, and a bar over all it could still turn out to be.

    Names stand above their bars, so that long ones leave the bars room on a phone.
    """
    rows = [
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
    base = _rows(rows).encode(
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("value:N", title=_("value"))]
    )
    colour = alt.Color(
        "verdict:N", scale=alt.Scale(domain=list(GATE), range=list(GATE.values())), legend=None
    )
    x = alt.X("zero:Q", scale=alt.Scale(domain=[0, 1]), title=_("value, 0 worst to 1 best"))
    known = base.mark_bar(height=14, opacity=0.25, cornerRadiusEnd=3, yOffset=8).encode(
        x=x, x2="low:Q", color=colour
    )
    could_be = base.mark_bar(height=6, cornerRadius=3, opacity=0.65, yOffset=8).encode(
        x="low:Q", x2="high:Q", color=colour
    )
    dots = base.mark_point(filled=True, size=120, opacity=1, yOffset=8).encode(x="middle:Q", color=colour)
    names = base.mark_text(align="left", fontSize=15, fontWeight=600, color=INK, dy=-12).encode(
        x="zero:Q", text="name:N"
    )
    values = base.mark_text(align="left", dx=12, dy=8, fontSize=15, color=INK).encode(
        x="high:Q", text="value:N"
    )
    return alt.layer(known, *_level(level), could_be, dots, names, values).properties(
        height=alt.Step(ROW_HEIGHT)
    )


def _rows(rows: list[dict[str, object]]) -> alt.Chart:
    y = alt.Y("name:N", sort=[str(row["name"]) for row in rows], axis=None)
    return alt.Chart(alt.Data(values=rows)).encode(y=y)


def _level(level: Level | None) -> list[alt.Chart]:
    if level is None:
        return []
    chart = alt.Chart(alt.Data(values=[{"low": level.low, "high": level.high}]))
    band = chart.mark_rect(color=BASELINE, opacity=0.1).encode(x="low:Q", x2="high:Q")
    rule = chart.mark_rule(color=BASELINE, strokeDash=[6, 4], strokeWidth=2)
    return [band, rule.encode(x="low:Q"), rule.encode(x="high:Q")]


@dataclass(frozen=True)
class Part:
    """One slice of an alternative's value."""

    alternative: str
    label: str
    low: float
    high: float


def contribution_chart(parts: Sequence[Part], _: Words) -> alt.LayerChart:
    """Draw what an alternative's value is made of, slice by slice."""
    rows = [
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
    names = list(dict.fromkeys(p.alternative for p in parts))
    base = _rows(rows)
    bars = base.mark_bar(height=18, stroke="white", strokeWidth=1, yOffset=10).encode(
        x=alt.X(
            "middle:Q",
            stack="zero",
            title=_("contribution to the value"),
            scale=alt.Scale(domain=[0, 1]),
        ),
        color=alt.Color(
            "part:N",
            sort=labels,
            scale=alt.Scale(domain=labels, range=_colours(len(labels))),
            legend=alt.Legend(title=None),
        ),
        order=alt.Order("order:Q"),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("part:N", title=_("criterion")),
            alt.Tooltip("value:N", title=_("adds")),
        ],
    )
    titles = _rows([{"name": name, "zero": 0} for name in names])
    text = titles.mark_text(align="left", fontSize=15, fontWeight=600, color=INK, dy=-10).encode(
        x="zero:Q", text="name:N"
    )
    return alt.layer(bars, text).properties(height=alt.Step(ROW_HEIGHT))


def _colours(count: int) -> list[str]:
    return [CONTRIBUTIONS[at % len(CONTRIBUTIONS)] for at in range(count)]


def weight_chart(shares: Sequence[tuple[str, float]], colour: str, _: Words) -> alt.LayerChart:
    """Draw weights that sum to 1, in the order they are given."""
    rows: list[dict[str, object]] = [
        {"name": name, "zero": 0, "share": share, "text": f"{name} · {_.percent(share)}"}
        for name, share in shares
    ]
    base = _rows(rows)
    top = max([0.01, *(share for _name, share in shares)])
    bars = base.mark_bar(height=8, cornerRadiusEnd=3, color=colour, yOffset=8).encode(
        x=alt.X("zero:Q", axis=None, scale=alt.Scale(domain=[0, top])), x2="share:Q"
    )
    text = base.mark_text(align="left", fontSize=14, color=INK, dy=-7).encode(x="zero:Q", text="text:N")
    return alt.layer(bars, text).properties(height=alt.Step(34))


def pair_matrix(pairs: Sequence[Alternative], names: dict[str, str], _: Words) -> alt.LayerChart:
    """Draw pairs as a field of platforms by integrators: the value, and the gate's sign."""
    rows = [
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
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "integrator:N",
            title=None,
            axis=alt.Axis(labelAngle=0, labelLimit=150, orient="top", domain=False, ticks=False),
        ),
        y=alt.Y("platform:N", title=None, axis=alt.Axis(labelLimit=LABEL_WIDTH, domain=False, ticks=False)),
        tooltip=["platform:N", "integrator:N", "text:N"],
    )
    cells = base.mark_rect(cornerRadius=6, stroke="white", strokeWidth=3).encode(
        color=alt.Color(
            "verdict:N", scale=alt.Scale(domain=list(GATE), range=list(GATE.values())), legend=None
        ),
        opacity=alt.Opacity("middle:Q", scale=alt.Scale(domain=[0, 1], range=[0.08, 0.55]), legend=None),
    )
    text = base.mark_text(fontSize=13, color=INK).encode(text="text:N")
    rows_shown = len({row["platform"] for row in rows})
    return alt.layer(cells, text).properties(height=rows_shown * 46 + 30)
