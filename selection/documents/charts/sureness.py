"""How sure: what is possible beside where draws lie, who came at which rank, and who is ahead of whom.

Shades of one colour run from light to dark and figures stand in or beside every mark, so that they can be
read in black and white.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import altair as alt
import numpy as np
from numpy.typing import NDArray

from selection.analysis.pictures import IntervalRow
from selection.documents.charts.frame import (
    Dress,
    Rows,
    Spec,
    along,
    coloured,
    dressed,
    filled,
    for_chart,
    named,
    row_of_its_own,
    text_at_start,
    ticks,
)
from selection.documents.charts.palette import GATE, GROUND, INK, PLATFORM
from selection.model.base import Language
from selection.words import Words
from selection.words.directions import is_right_to_left
from selection.words.sureness import shown_share

Table = NDArray[np.float64]

ROW = 46
MANY_RANKS = 5


def row_below_its_name() -> alt.Y:
    """Give every name a row with room for the name above what is drawn, as a phone has none beside it."""
    scale = alt.Scale(paddingInner=0.5, paddingOuter=0.4)
    return alt.Y("name:N", sort=None, axis=None, scale=scale)


def names_above(data: str, lift: int, language: Language, dress: Dress) -> alt.Chart:
    """Set names above what is drawn of them."""
    text = text_at_start(named(data), language, dress, baseline="bottom", fontSize=14, dy=-lift)
    start = alt.value("width" if is_right_to_left(language) else 0)
    return text.encode(x=start, y=row_below_its_name(), text="name:N")


def either_way(language: Language) -> alt.Scale:
    """Let values around zero grow the way the language reads."""
    return alt.Scale(reverse=is_right_to_left(language))


def interval_chart(rows: Sequence[IntervalRow], names: Mapping[str, str], _: Words, dress: Dress) -> Spec:
    """Draw for every alternative what is possible, and where nine of ten draws lie."""
    data: Rows = [
        {
            "name": for_chart(names[row.name], _.language),
            "zero": 0,
            "low": row.low,
            "high": row.high,
            "drawn_low": row.drawn_low,
            "drawn_high": row.drawn_high,
            "middle": row.middle,
            "colour": dress.of(GATE[row.gate]),
            "value": _.interval(row.low, row.high),
            "drawn": _.interval(row.drawn_low, row.drawn_high),
        }
        for row in rows
    ]
    return dict(filled(_intervals(_.language, dress), {"rows": data}))


@cache
def _intervals(language: Language, dress: Dress) -> Spec:
    _ = Words(language)
    base = named("rows").encode(
        y=row_of_its_own(),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("value:N", title=_("possible")),
            alt.Tooltip("drawn:N", title=_("nine of ten draws")),
        ],
    )
    x = alt.X(
        "low:Q",
        scale=along(language),
        axis=ticks(_),
        title=for_chart(_("value, 0 worst to 1 best"), language),
    )
    possible = base.mark_rule(strokeWidth=2, yOffset=10).encode(x=x, x2="high:Q", color=coloured())
    drawn = base.mark_bar(height=10, cornerRadius=3, opacity=0.55, yOffset=10).encode(
        x="drawn_low:Q", x2="drawn_high:Q", color=coloured()
    )
    middle = base.mark_tick(thickness=3, height=16, color=dress.of(INK), yOffset=10).encode(x="middle:Q")
    title = text_at_start(base, language, dress, fontSize=14, fontWeight=600, dy=-9).encode(
        x="zero:Q", text="name:N"
    )
    return dressed(
        alt.layer(possible, drawn, middle, title).properties(height=alt.Step(ROW)), dress, language
    )


def acceptability_chart(
    rows: Sequence[tuple[str, tuple[float, ...]]], names: Mapping[str, str], _: Words, dress: Dress
) -> Spec:
    """Draw how often each alternative comes at each rank, the fuller the oftener."""
    data: Rows = []
    for name, shares in rows:
        data += [
            {
                "name": for_chart(names[name], _.language),
                "rank": for_chart(column, _.language),
                "share": share,
                "text": shown_share(share, "", _),
            }
            for column, share in rank_columns(shares, _)
        ]
    titles: Rows = [{"name": for_chart(names[name], _.language)} for name, _shares in rows]
    return dict(filled(_acceptability(_.language, dress), {"shares": data, "titles": titles}))


def rank_columns(shares: Sequence[float], _: Words) -> list[tuple[str, float]]:
    """Give rank shares under the heads they are shown by: the first ranks, all below them, and excluded."""
    ranks = min(MANY_RANKS, len(shares) - 1)
    columns = [(str(rank), share) for rank, share in enumerate(shares[:ranks], start=1)]
    if ranks < len(shares) - 1:
        columns.append((_("lower"), sum(shares[ranks:-1])))
    return [*columns, (_("excluded"), shares[-1])]


@cache
def _acceptability(language: Language, dress: Dress) -> Spec:
    top = alt.Axis(labelAngle=0, orient="top", domain=False, ticks=False, labelFontSize=11)
    base = named("shares").encode(
        x=alt.X("rank:N", sort=None, title=None, axis=top, scale=either_way(language)),
        y=row_below_its_name(),
        tooltip=["name:N", "rank:N", "text:N"],
    )
    # Faint enough at its fullest for the figure on it to be read, on light ground and on dark.
    fullness = alt.Scale(domain=[0, 1], range=[0.04, 0.5])
    cells = base.mark_rect(stroke=dress.of(GROUND), strokeWidth=2, color=dress.of(PLATFORM)).encode(
        opacity=alt.Opacity("share:Q", scale=fullness, legend=None)
    )
    text = base.mark_text(fontSize=13, color=dress.of(INK)).encode(text="text:N")
    return dressed(
        alt.layer(cells, text, names_above("titles", 15, language, dress)).properties(height=alt.Step(56)),
        dress,
        language,
    )


def duels_chart(rows: Sequence[str], table: Table, names: Mapping[str, str], _: Words, dress: Dress) -> Spec:
    """Draw how often the one in the row is ahead of the one in the column, the fuller the oftener."""
    titled = [for_chart(f"{at} · {names[name]}", _.language) for at, name in enumerate(rows, start=1)]
    data: Rows = [
        {
            "name": titled[at],
            "rank": str(to + 1),
            "share": 0.0 if at == to else float(table[at, to]),
            "text": "—" if at == to else _.percent(float(table[at, to])),
        }
        for at in range(len(rows))
        for to in range(len(rows))
    ]
    return dict(
        filled(
            _acceptability(_.language, dress), {"shares": data, "titles": [{"name": one} for one in titled]}
        )
    )
