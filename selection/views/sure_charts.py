"""The pictures of sureness, as Altair draws them: those no document has.

Shades of one colour run from light to dark and figures stand in or beside every mark, so that they can be
read in black and white; areas of the weight map bear a letter as well as a colour.
"""

from collections.abc import Sequence
from functools import cache

import altair as alt

from selection.analysis.critical import CriticalWeight
from selection.analysis.evaluation import Evaluation
from selection.analysis.pictures import OUTSIDE, Difference, Tornado, WeightMap
from selection.documents.charts.frame import (
    SCREEN,
    Rows,
    Spec,
    along,
    dressed,
    filled,
    for_chart,
    named,
    text_at_start,
    ticks,
)
from selection.documents.charts.palette import BASELINE, INK, MUTED, PARTS, PLATFORM
from selection.documents.charts.sureness import either_way, names_above, row_below_its_name
from selection.model.base import Language
from selection.words import Words
from selection.words.directions import is_right_to_left
from selection.words.reasons import part_name

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def critical_chart(found: Sequence[CriticalWeight], evaluation: Evaluation, _: Words) -> Spec:
    """Draw over which weights the leader stays ahead, and what the weight is now."""
    data: Rows = [
        {
            "name": for_chart(part_name(one.part, one.name, evaluation, _), _.language),
            "zero": 0,
            "low": one.lower.weight if one.lower else 0.0,
            "high": one.upper.weight if one.upper else 1.0,
            "now": one.weight,
            "text": _.percent(one.weight, 1),
        }
        for one in found
    ]
    return dict(filled(_critical(_.language), {"weights": data}))


@cache
def _critical(language: Language) -> Spec:
    _ = Words(language)
    base = named("weights").encode(
        y=alt.Y("name:N", sort=None, axis=None), tooltip=["name:N", alt.Tooltip("text:N", title=_("now"))]
    )
    x = alt.X("low:Q", scale=along(language), axis=alt.Axis(format="%"), title=_("weight"))
    ranges = base.mark_bar(height=10, cornerRadius=3, opacity=0.45, color=PLATFORM.css, yOffset=8).encode(
        x=x, x2="high:Q"
    )
    now = base.mark_tick(thickness=3, height=18, color=INK.css, yOffset=8).encode(x="now:Q")
    title = text_at_start(base, language, SCREEN, fontSize=14, dy=-9).encode(x="zero:Q", text="name:N")
    return dressed(alt.layer(ranges, now, title).properties(height=alt.Step(40)), SCREEN)


def tornado_chart(found: Tornado, most: int, evaluation: Evaluation, _: Words) -> Spec:
    """Draw how far the lead moves with each weight, and with each open answer."""
    criteria = evaluation.foundation.criteria
    data: Rows = [
        {
            "name": for_chart(_.text(criteria[bar.criterion].name), _.language),
            "lead": found.lead,
            "low": bar.lead_low,
            "high": bar.lead_high,
            "open_low": bar.open_low,
            "open_high": bar.open_high,
            "text": " … ".join(
                (_.value(min(bar.lead_low, bar.open_low)), _.value(max(bar.lead_high, bar.open_high)))
            ),
        }
        for bar in found.bars[:most]
    ]
    return dict(filled(_tornado(_.language), {"bars": data, "level": [{"zero": 0}]}))


@cache
def _tornado(language: Language) -> Spec:
    _ = Words(language)
    base = named("bars").encode(
        y=row_below_its_name(),
        tooltip=["name:N", alt.Tooltip("text:N", title=_("lead"))],
    )
    answers = base.mark_rule(strokeWidth=2, color=MUTED.css).encode(
        x=alt.X(
            "open_low:Q",
            scale=either_way(language),
            axis=ticks(_, "difference"),
            title=_("lead over the next"),
        ),
        x2="open_high:Q",
    )
    weights = base.mark_bar(height=14, color=PLATFORM.css, opacity=0.6).encode(x="low:Q", x2="high:Q")
    now = base.mark_tick(thickness=2, height=20, color=INK.css).encode(x="lead:Q")
    level = named("level").mark_rule(color=BASELINE.css, strokeDash=[6, 4], strokeWidth=2).encode(x="zero:Q")
    return dressed(
        alt.layer(answers, weights, now, level, names_above("bars", 10, language, SCREEN)).properties(
            height=alt.Step(44)
        ),
        SCREEN,
    )


def difference_chart(found: Difference, most: int, evaluation: Evaluation, _: Words) -> Spec:
    """Draw criterion by criterion who gains how much over the other."""
    criteria = evaluation.foundation.criteria
    data: Rows = [
        {
            "name": for_chart(_.text(criteria[row.criterion].name), _.language),
            "zero": 0,
            "amount": row.middle,
            "low": row.low,
            "high": row.high,
            "sign": "+" if row.middle >= 0 else "-",
            "text": _.signed(row.middle, 3),
        }
        for row in found.rows[:most]
    ]
    return dict(filled(_difference(_.language), {"rows": data}))


@cache
def _difference(language: Language) -> Spec:
    _ = Words(language)
    base = named("rows").encode(
        y=row_below_its_name(),
        tooltip=["name:N", alt.Tooltip("text:N", title=_("difference"))],
    )
    colour = alt.Color(
        "sign:N", scale=alt.Scale(domain=["+", "-"], range=[PLATFORM.css, PARTS[1].css]), legend=None
    )
    title = (
        _("left: for the first; right: for the second")
        if is_right_to_left(language)
        else _("right: for the first; left: for the second")
    )
    x = alt.X("zero:Q", scale=either_way(language), axis=ticks(_, "difference"), title=title)
    bars = base.mark_bar(height=14).encode(x=x, x2="amount:Q", color=colour)
    bounds = base.mark_rule(strokeWidth=1, color=INK.css).encode(x="low:Q", x2="high:Q")
    return dressed(
        alt.layer(bars, bounds, names_above("rows", 10, language, SCREEN)).properties(height=alt.Step(44)),
        SCREEN,
    )


def letters(found: WeightMap) -> dict[str, str]:
    """Give every winner of a map a letter, the one with the largest area first."""
    ordered = sorted(found.shares, key=lambda name: (-found.shares[name], name))
    return {name: LETTERS[at % len(LETTERS)] for at, name in enumerate(ordered)}


def weight_map_chart(found: WeightMap, names: dict[str, str], titles: tuple[str, str], _: Words) -> Spec:
    """Draw who wins under any weights of two criteria."""
    signs = letters(found)
    steps = found.steps.tolist()
    half = steps[1] / 2 if len(steps) > 1 else 0.5
    data: Rows = [
        {
            "x": x,
            "y": y,
            "left": x - half,
            "right": x + half,
            "top": y + half,
            "bottom": y - half,
            "letter": signs[found.names[row]],
            "winner": for_chart(names[found.names[row]], _.language),
            "mark": signs[found.names[row]] if (at + up) % 6 == 0 and at % 3 == 0 else "",
        }
        for up, y in enumerate(steps)
        for at, x in enumerate(steps)
        if (row := int(found.winners[up, at])) != OUTSIDE
    ]
    now: Rows = [{"x": found.now[0], "y": found.now[1], "text": for_chart(_("now"), _.language)}]
    spec = dict(filled(_map(_.language), {"places": data, "now": now}))
    axes = spec["layer"][0]["encoding"]
    axes["x"]["title"], axes["y"]["title"] = (for_chart(title, _.language) for title in titles)
    return spec


@cache
def _map(language: Language) -> Spec:
    backwards = is_right_to_left(language)
    scale = alt.Scale(domain=[0, 1])
    side = alt.Axis(format="%", orient="right" if backwards else "left")
    axis = alt.Axis(format="%")
    colour = alt.Color(
        "letter:N",
        scale=alt.Scale(domain=list(LETTERS[:9]), range=[colour.css for colour in PARTS]),
        legend=None,
    )
    base = named("places")
    areas = base.mark_rect(opacity=0.45).encode(
        x=alt.X("left:Q", scale=along(language), axis=axis, title=None),
        x2="right:Q",
        y=alt.Y("bottom:Q", scale=scale, axis=side, title=None),
        y2="top:Q",
        color=colour,
        tooltip=["winner:N"],
    )
    marks = base.mark_text(fontSize=11, color=INK.css).encode(x="x:Q", y="y:Q", text="mark:N")
    now = named("now").encode(x="x:Q", y="y:Q")
    dot = now.mark_point(filled=True, size=140, color=INK.css, opacity=1)
    beside = -10 if backwards else 10
    label = text_at_start(now, language, SCREEN, dx=beside, dy=-10, fontWeight=600, fontSize=14).encode(
        text="text:N"
    )
    return dressed(alt.layer(areas, marks, dot, label).properties(height=420), SCREEN)
