"""The plane of quality against cost: crosses over what both could still be, and the efficient front."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import altair as alt

from selection.analysis.value_cost import Standing
from selection.documents.charts.frame import (
    TEXT_SIZE,
    Axis,
    Dress,
    Rows,
    Spec,
    coloured,
    dressed,
    filled,
    for_chart,
    named,
    ticks,
)
from selection.documents.charts.label_places import AWAY, PLACES, Place, label_places
from selection.documents.charts.palette import BASELINE, GATE, GROUND, INK, MUTED, Colour
from selection.model.base import Language
from selection.words import Words
from selection.words.directions import is_right_to_left

HEIGHT, PHONE_WIDTH = 380, 190
"""Pixels; the width is what the points share on a phone, beside the axis and its margins."""
RIM = 5
"""Pixels round a label in which no line is seen."""


@dataclass(frozen=True)
class PlanePoint:
    """One alternative on the plane, in the currency's units; its name is short, as its number in a table."""

    name: str
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


def kind_of(standing: Standing) -> str:
    """Tell as what an alternative is drawn."""
    if standing.verdict is None:
        return "baseline"
    if standing.verdict == "fail":
        return "excluded"
    return "front" if standing.efficient else "other"


def plane_chart(points: Sequence[PlanePoint], currency: str, _: Words, dress: Dress) -> Spec:
    """Draw quality against cost: crosses over what both could still be, and the front as a line."""
    rows: Rows = [
        {
            "name": for_chart(point.name, _.language),
            "kind": point.kind,
            "colour": dress.of(PLANE_COLOURS[point.kind]),
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
    axis = Axis(_("cost in {currency}, less is better", currency=currency), figures="amount")
    return dict(filled(_plane(_.language, axis, dress), {"points": rows, "front": front}))


def _places(points: Sequence[PlanePoint]) -> list[str]:
    """Place the labels for a phone, on which points lie closest together; elsewhere there is more room."""
    costs = [point.cost[1] for point in points]
    least, span = min(costs, default=0.0), (max(costs, default=0.0) - min(costs, default=0.0)) or 1.0
    at = [
        ((cost - least) / span * PHONE_WIDTH, (1 - sum(point.quality) / 2) * HEIGHT)
        for cost, point in zip(costs, points, strict=True)
    ]
    return [str(place) for place in label_places(at)]


def _label(points: alt.Chart, place: Place, language: Language, colour: str, rim: int = 0) -> alt.Chart:
    along, down = place
    backwards = is_right_to_left(language)
    here = points.transform_filter(alt.datum.place == str(place))
    made: alt.Chart = here.mark_text(
        align="left" if (along > 0) != backwards else "right",
        dx=AWAY * along * (-1 if backwards else 1),
        dy=AWAY * down,
        fontSize=TEXT_SIZE,
        color=colour,
        stroke=colour,
        strokeWidth=rim,
    )
    return made


@cache
def _plane(language: Language, axis: Axis, dress: Dress) -> Spec:
    _ = Words(language)
    backwards = is_right_to_left(language)
    x = alt.X(
        "cost:Q",
        title=for_chart(axis.title, language),
        axis=ticks(_, axis.figures),
        scale=alt.Scale(zero=False, nice=True, padding=30, reverse=backwards),
    )
    y = alt.Y(
        "quality:Q",
        title=for_chart(_("quality, 0 to 100"), language),
        scale=alt.Scale(zero=False, nice=True, padding=20),
        axis=alt.Axis(orient="right" if backwards else "left"),
    )
    points = named("points")
    across = points.mark_rule(opacity=0.5).encode(x="cost_low:Q", x2="cost_high:Q", y=y, color=coloured())
    upright = points.mark_rule(opacity=0.5).encode(
        x=x, y="quality_low:Q", y2="quality_high:Q", color=coloured()
    )
    colour = dress.of(PLANE_COLOURS["front"])
    steps = named("front").mark_line(interpolate="step-after", color=colour, strokeDash=[4, 4])
    dots = points.mark_point(filled=True, size=130, opacity=1).encode(
        x=x,
        y=y,
        color=coloured(),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("told:N", title=_("quality and cost"))],
    )
    # A rim of the ground keeps a line from running through a label.
    rims, names = (
        [
            _label(points, place, language, dress.of(tone), rim).encode(x=x, y=y, text="name:N")
            for place in PLACES
        ]
        for tone, rim in ((GROUND, RIM), (INK, 0))
    )
    # More quality has its price: from the cheapest on, wherever costs grow to.
    front = steps.encode(x=x, y=y, order="cost:Q")
    layers = (front, across, upright, *rims, dots, *names)
    return dressed(alt.layer(*layers).properties(height=HEIGHT), dress, language)
