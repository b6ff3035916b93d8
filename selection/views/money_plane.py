"""The plane of quality against cost: on the page Money, and where How sure shows what an order rests on."""

import pandas as pd
import streamlit as st

from selection.analysis.costs import Cost
from selection.analysis.value_cost import Plane, Standing
from selection.documents.charts.frame import SCREEN
from selection.documents.charts.plane import PlanePoint, kind_of, plane_chart
from selection.views.charts import show
from selection.views.palette import GATE_SIGN
from selection.views.tables import show_table
from selection.words import Words
from selection.words.money import amount, amounts, quality_points

EFFICIENT = "◆"


def draw_plane(found: Plane, key: str, _: Words) -> None:
    """Draw every alternative whose cost is known, say who stands on the front, and list all of them."""
    points = [_point(number, s, found, _) for number, s in enumerate(_everyone(found), start=1) if s.cost]
    if points:
        show(plane_chart(points, found.currency, _, SCREEN), _told(found, _), key)
        st.caption(_told(found, _))
    else:
        st.info(_("No cost can be shown yet."))
    show_table(_table(found, _), alt=_("Quality and cost of every alternative"))


def _everyone(found: Plane) -> tuple[Standing, ...]:
    """List what is numbered in the chart and the table alike, the baseline last."""
    return (*found.standings, *((found.baseline,) if found.baseline else ()))


def _point(number: int, standing: Standing, found: Plane, _: Words) -> PlanePoint:
    """Mark an alternative by its number in the table: names would hide each other where many are close."""
    cost: Cost = standing.cost  # type: ignore[assignment]
    total = cost.total
    quality = quality_points(standing.quality_low, standing.quality_high, _)
    told = f"{_.text(standing.name)} · {quality} · {amounts(total, found.currency, _)}"
    sign = GATE_SIGN[standing.verdict] if standing.verdict else ""
    return PlanePoint(
        f"{sign} {number}".strip(),
        kind_of(standing),
        (total.low, total.likely, total.high),
        (standing.quality_low, standing.quality_high),
        told,
    )


def _told(found: Plane, _: Words) -> str:
    """Say in words what the chart shows."""
    if not found.front:
        return _("Nobody stands on the efficient front yet.")
    return _(
        "On the efficient front, from the cheapest on: {names}. Each of the others is beaten by one that "
        "is no dearer and no worse.",
        names=", ".join(_.told(standing.name) for standing in found.front),
    )


def _table(found: Plane, _: Words) -> pd.DataFrame:
    standings = _everyone(found)
    table: dict[str, list[str]] = {
        _("alternative"): [_.led(f"{n} · {_.text(s.name)}") for n, s in enumerate(standings, start=1)],
        _("efficient"): [EFFICIENT if s.efficient else "" for s in standings],
        _("quality, 0 to 100"): [quality_points(s.quality_low, s.quality_high, _) for s in standings],
        _.counted("cost over {count} year", "cost over {count} years", found.horizon): [
            amounts(s.cost.total, found.currency, _) if s.cost else "—" for s in standings
        ],
        _("price of one point of quality"): [
            amount(s.per_point, found.currency, _) if s.per_point is not None else "—" for s in standings
        ],
    }
    if found.money_per_point:
        table[_("quality − cost / K")] = [
            _.signed(s.figure.likely, 1) if s.figure else "—" for s in standings
        ]
    return pd.DataFrame(table)
