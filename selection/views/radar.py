"""A radar of levels from 0 to 5: every axis a building block, the line below which nothing can be built."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import altair as alt
import streamlit as st

from selection.documents.charts.frame import SCREEN, Rows, Spec, dressed, filled, for_chart, named
from selection.model.base import Language
from selection.views.palette import ACCENT, BASELINE, INK, LINE
from selection.words import Words
from selection.words.directions import is_right_to_left

Side = Literal["left", "center", "right"]
SIDES: tuple[Side, ...] = get_args(Side)

TOP = 5
LEVEL = 15
"""How far two rings are apart; in pixels."""
ACROSS, UP, DOWN = 11.8, 6.6, 8.6
"""How far the picture goes to the sides, up and down, so that names have room; in levels."""
NAMES_AT = 5.7
SIDEWAYS = 0.3
"""From this cosine on a name stands beside its axis, and not above or below it."""
_SHORT_WORD = re.compile(r"\b(\w{1,2}) ")


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its name, and its level if it has one."""

    name: str
    level: int | None


def show_radar(axes: Sequence[Axis], marked: Mapping[str, float], _: Words, described: str) -> None:
    """Draw the radar; `marked` holds the axes with a line of their own, and where it lies."""
    spec = radar(axes, marked, _.language)
    with st.container(key="radar-frame"):
        st.vega_lite_chart(spec, width="content", theme=None, key="radar", alt=described)


def radar(axes: Sequence[Axis], marked: Mapping[str, float], language: Language) -> Spec:
    """Lay out rings, axes and what was scored; axes follow each other the way the language reads."""
    turns = [_turn(at, len(axes), language) for at in range(len(axes))]
    rings: Rows = [
        {"ring": ring, "order": at, **_place(turns[at % len(axes)], ring)}
        for ring in range(1, TOP + 1)
        for at in range(len(axes) + 1)
    ]
    spokes: Rows = [
        {"spoke": at, "order": end, **_place(turn, end * TOP)}
        for at, turn in enumerate(turns)
        for end in (0, 1)
    ]
    scored: Rows = [
        {"order": at, **_place(turn, axis.level)}
        for at, (axis, turn) in enumerate(zip(axes, turns, strict=True))
        if axis.level is not None
    ]
    lines: Rows = [
        {"line": axis.name, "order": side, **_place(turn + side * 0.3, marked[axis.name])}
        for axis, turn in zip(axes, turns, strict=True)
        if axis.name in marked
        for side in (-1, 1)
    ]
    names: dict[str, Rows] = {side: _names(axes, turns, side, language) for side in SIDES}
    data = {"rings": rings, "spokes": spokes, "scored": scored, "lines": lines, **names}
    made: Spec = filled(_template(), data)
    return made


def _turn(at: int, count: int, language: Language) -> float:
    """Give an axis's angle: the first points up, the others follow as a clock goes, or against it."""
    way = 1 if is_right_to_left(language) else -1
    return math.pi / 2 + way * 2 * math.pi * at / count


def _place(turn: float, level: float) -> dict[str, object]:
    return {"x": round(level * math.cos(turn), 4), "y": round(level * math.sin(turn), 4)}


def _names(axes: Sequence[Axis], turns: Sequence[float], side: str, language: Language) -> Rows:
    return [
        {"name": [for_chart(part, language) for part in _lines(axis.name)], **_place(turn, NAMES_AT)}
        for axis, turn in zip(axes, turns, strict=True)
        if _side(turn) == side
    ]


def _lines(name: str) -> list[str]:
    r"""Break a name into lines; a word of one or two letters stays with the next.

    >>> _lines("Organizacja i ludzie")
    ['Organizacja', 'i\xa0ludzie']
    """
    return _SHORT_WORD.sub("\\1\N{NO-BREAK SPACE}", name).split(" ")


def _side(turn: float) -> str:
    across = math.cos(turn)
    return "center" if abs(across) < SIDEWAYS else "left" if across > 0 else "right"


@cache
def _template() -> Spec:
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-ACROSS, ACROSS], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-DOWN, UP], nice=False))

    def placed(lines: alt.Chart) -> alt.Chart:
        drawn: alt.Chart = lines.encode(x=x, y=y, order="order:Q")
        return drawn

    scored = named("scored").mark_line(
        interpolate="linear-closed", color=ACCENT.css, strokeWidth=2, fill=ACCENT.css, fillOpacity=0.18
    )
    layers = (
        placed(named("rings").mark_line(color=LINE.css, strokeWidth=1)).encode(detail="ring:N"),
        placed(named("spokes").mark_line(color=LINE.css, strokeWidth=1)).encode(detail="spoke:N"),
        placed(scored),
        named("scored").mark_point(filled=True, size=50, color=ACCENT.css, opacity=1).encode(x=x, y=y),
        placed(named("lines").mark_line(color=BASELINE.css, strokeWidth=3)).encode(detail="line:N"),
        *(_texts(side, x, y) for side in SIDES),
    )
    return dressed(
        alt.layer(*layers).properties(width=2 * ACROSS * LEVEL, height=(UP + DOWN) * LEVEL), SCREEN
    )


def _texts(side: Side, x: alt.X, y: alt.Y) -> alt.Chart:
    drawn = named(side).mark_text(align=side, baseline="middle", fontSize=13, lineHeight=15, color=INK.css)
    placed: alt.Chart = drawn.encode(x=x, y=y, text="name:N")
    return placed
