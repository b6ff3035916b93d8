"""What sums are made of: rows of slices, each with its number; values, deliveries, payments by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import altair as alt

from selection.documents.charts.frame import (
    LINE_HEIGHT,
    TEXT_SIZE,
    TITLE_SIZE,
    Axis,
    Dress,
    Rows,
    Spec,
    along,
    coloured,
    dressed,
    filled,
    for_chart,
    height,
    named,
    row_of_its_own,
    text_at_start,
    ticks,
    titled,
    titles,
)
from selection.documents.charts.palette import GROUND, INK, ON_PART, PARTS
from selection.model.base import Language
from selection.words import Words
from selection.words.directions import is_right_to_left

NARROWEST_NUMBERED = 0.03
"""The narrowest slice, as a share of the axis, that has room for its number on a phone."""
LUMINANCES, GAMMA = (0.2126, 0.7152, 0.0722), 2.2
BRIGHT = 0.2
"""From this luminance on dark letters have the greater contrast; between white and our ink it lies at 0.2."""


@dataclass(frozen=True)
class Shade:
    """What a slice is filled with, and what is written on it in."""

    fill: str
    ink: str


@dataclass(frozen=True)
class Part:
    """One slice of a row: of whom, of what, from where to where it could reach, and how it is marked."""

    alternative: str
    label: str
    low: float
    high: float
    mark: str = ""
    """What stands in it; without it the number it has in the key."""
    shade: Shade | None = None
    told: str = ""
    """How it is told to whoever points at it; without it, its figure."""


@dataclass(frozen=True)
class Key:
    """What one colour of slices means, below the drawing."""

    shade: Shade
    mark: str
    label: str


def shade_on(fill: str) -> Shade:
    """Give a colour the letters that are read on it best, light ones or dark.

    References
    ----------
    Web Content Accessibility Guidelines 2.2, definition of relative luminance, with its curve as a power.

    >>> shade_on("#0b8277").ink, shade_on("#c3cad4").ink
    ('#ffffff', '#17212f')
    """
    channels = (int(fill[at : at + 2], 16) / 255 for at in (1, 3, 5))
    luminance = sum(share * c**GAMMA for share, c in zip(LUMINANCES, channels, strict=True))
    return Shade(fill, (INK if luminance > BRIGHT else GROUND).light)


def shades(dress: Dress) -> tuple[Shade, ...]:
    """Give the colours of slices in the order of their numbers."""
    return tuple(Shade(dress.of(part), dress.of(ON_PART)) for part in PARTS)


def legend_of(parts: Sequence[Part]) -> list[str]:
    """Give what slices are of, in the order of their numbers."""
    return list(dict.fromkeys(part.label for part in parts))


def numbered(labels: Sequence[str], dress: Dress) -> tuple[Key, ...]:
    """Give the key to slices that bear their numbers."""
    usual = shades(dress)
    return tuple(Key(usual[at % len(usual)], str(at + 1), label) for at, label in enumerate(labels))


def parts_chart(parts: Sequence[Part], axis: Axis, _: Words, dress: Dress, ends: Sequence[str] = ()) -> Spec:
    """Draw what each row is made of: slices with their numbers, the widest of them at least.

    The numbers are those of `legend_of`; `ends` are the figures behind the rows, if they have any.
    """
    rows: Rows = []
    reached: dict[str, float] = {}
    numbers = {label: at for at, label in enumerate(legend_of(parts))}
    usual = shades(dress)
    for part in parts:
        start, width = reached.get(part.alternative, 0.0), (part.low + part.high) / 2
        reached[part.alternative] = start + width
        shade = part.shade or usual[numbers[part.label] % len(usual)]
        number = numbers[part.label] + 1
        rows.append(
            {
                "name": for_chart(part.alternative, _.language),
                "part": for_chart(f"{number} · {part.label}", _.language),
                "start": start,
                "end": start + width,
                "centre": start + width / 2,
                "number": (part.mark or str(number)) if width >= NARROWEST_NUMBERED * axis.end else "",
                "value": part.told or _.interval(part.low, part.high),
                "colour": shade.fill,
                "ink": shade.ink,
            }
        )
    lines, tall = titled(list(reached), _.language, dress)
    names: Rows = [
        {"name": for_chart(name, _.language), "title": title, "zero": 0}
        for name, title in zip(reached, lines, strict=True)
    ]
    behind: Rows = [
        {"name": for_chart(name, _.language), "end": reached[name], "text": for_chart(text, _.language)}
        for name, text in zip(reached, ends, strict=False)
    ]
    template = _parts(_.language, tall, axis, dress)
    return dict(filled(template, {"parts": rows, "titles": names, "ends": behind}))


@cache
def _parts(language: Language, tall: bool, axis: Axis, dress: Dress) -> Spec:
    _ = Words(language)
    down = 10 + (LINE_HEIGHT // 2 if tall else 0)
    x = alt.X(
        "start:Q",
        scale=along(language, axis.end),
        title=for_chart(axis.title, language),
        axis=ticks(_, axis.figures),
    )
    base = named("parts").encode(
        y=row_of_its_own(),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("part:N", title=" "),
            alt.Tooltip("value:N", title=_("adds")),
        ],
    )
    bars = base.mark_bar(height=20, stroke=dress.of(GROUND), strokeWidth=1.5, yOffset=down).encode(
        x=x, x2="end:Q", color=coloured()
    )
    numbers = base.mark_text(fontSize=TEXT_SIZE, fontWeight=600, dy=down + 1).encode(
        x="centre:Q", text=alt.Text("number:N"), color=alt.Color("ink:N", scale=None)
    )
    beyond = -6 if is_right_to_left(language) else 6
    ends = text_at_start(
        named("ends").encode(y=row_of_its_own()), language, dress, dx=beyond, dy=down + 1, fontSize=TITLE_SIZE
    ).encode(x="end:Q", text="text:N")
    names = titles(named("titles").encode(y=row_of_its_own()), language, dress, down - 12, tall)
    chart = alt.layer(bars, numbers, names, ends).properties(height=height(tall))
    return dressed(chart, dress, language)
