"""The plane of quality against cost, as Altair draws it: built once and filled, as in `charts`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import altair as alt

from selection.model.base import Language
from selection.views.charts import TEXT_SIZE, Rows, Spec, dressed, filled, named
from selection.views.direction import for_chart, is_right_to_left
from selection.views.label_places import AWAY, PLACES, Place, label_places
from selection.views.palette import BASELINE, GATE, INK, MUTED, Colour
from selection.words import Words

HEIGHT, PHONE_WIDTH = 380, 190
"""Pixels; the width is what the points share on a phone, beside the axis and its margins."""


@dataclass(frozen=True)
class PlanePoint:
    """One alternative on the plane of quality against cost, in the currency's units."""

    name: str
    sign: str
    kind: str
    """``front``, ``other``, ``excluded`` or ``baseline``."""
    cost: tuple[float, float, float]
    quality: tuple[float, float]
    told: str


PLANE_COLOURS: dict[str, Colour] = {
    "front": GATE["pass"],
    "other": MUTED,
    "excluded": GATE["fail"],
    "baseline": BASELINE,
}


def plane_chart(points: Sequence[PlanePoint], currency: str, _: Words) -> Spec:
    """Draw quality against cost: crosses over what both could still be, and the front as a line."""
    rows: Rows = [
        {
            "name": for_chart(f"{point.sign} {point.name}", _.language),
            "kind": point.kind,
            "cost": point.cost[1],
            "cost_low": point.cost[0],
            "cost_high": point.cost[2],
            "quality": 100 * sum(point.quality) / 2,
            "quality_low": 100 * point.quality[0],
            "quality_high": 100 * point.quality[1],
            "told": point.told,
            "place": place,
        }
        for point, place in zip(points, _places(points), strict=True)
    ]
    front = [row for row in rows if row["kind"] == "front"]
    return dict(filled(_plane(_.language, currency), {"points": rows, "front": front}))


def _places(points: Sequence[PlanePoint]) -> list[str]:
    """Place the labels for a phone, on which points lie closest together; elsewhere there is more room."""
    costs = [point.cost[1] for point in points]
    least, span = min(costs, default=0.0), (max(costs, default=0.0) - min(costs, default=0.0)) or 1.0
    at = [
        ((cost - least) / span * PHONE_WIDTH, (1 - sum(point.quality) / 2) * HEIGHT)
        for cost, point in zip(costs, points, strict=True)
    ]
    return [str(place) for place in label_places(at)]


def _label(points: alt.Chart, place: Place, language: Language) -> alt.Chart:
    along, down = place
    backwards = is_right_to_left(language)
    here = points.transform_filter(alt.datum.place == str(place))
    return here.mark_text(
        align="left" if (along > 0) != backwards else "right",
        color=INK.css,
        dx=AWAY * along * (-1 if backwards else 1),
        dy=AWAY * down,
        fontSize=TEXT_SIZE,
    )


@cache
def _plane(language: Language, currency: str) -> Spec:
    _ = Words(language)
    backwards = is_right_to_left(language)
    x = alt.X(
        "cost:Q",
        title=_("cost in {currency}, less is better", currency=currency),
        axis=alt.Axis(labelExpr=_grouped(_), tickCount=4, labelOverlap=True),
        scale=alt.Scale(zero=False, nice=True, padding=30, reverse=backwards),
    )
    y = alt.Y(
        "quality:Q",
        title=_("quality, 0 to 100"),
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(orient="right" if backwards else "left"),
    )
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=list(PLANE_COLOURS), range=[shade.css for shade in PLANE_COLOURS.values()]),
        legend=None,
    )
    points = named("points")
    across = points.mark_rule(opacity=0.5).encode(x="cost_low:Q", x2="cost_high:Q", y=y, color=colour)
    upright = points.mark_rule(opacity=0.5).encode(x=x, y="quality_low:Q", y2="quality_high:Q", color=colour)
    steps = named("front").mark_line(
        interpolate="step-after", color=PLANE_COLOURS["front"].css, strokeDash=[4, 4]
    )
    dots = points.mark_point(filled=True, size=130, opacity=1).encode(
        x=x,
        y=y,
        color=colour,
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("told:N", title=_("quality and cost"))],
    )
    names = [_label(points, place, language).encode(x=x, y=y, text=alt.Text("name:N")) for place in PLACES]
    layers = (steps.encode(x=x, y=y), across, upright, dots, *names)
    return dressed(alt.layer(*layers).properties(height=HEIGHT))


def _grouped(_: Words) -> str:
    """Write whole amounts on an axis with the mark the locale groups thousands by."""
    mark = _.number(10_000)[2:-3]
    return f"replace(format(datum.value, ',.0f'), regexp(',', 'g'), '{mark}')"
