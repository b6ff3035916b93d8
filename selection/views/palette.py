"""The colours of all pages as variables of the style sheet; charts and paper have the same ones.

Pages name a colour by its variable, and the browser takes the one for the theme at hand: a page that turns
dark need not be drawn again.
"""

from functools import cache
from pathlib import Path

from selection.documents.charts.palette import (
    ACCENT,
    BASELINE,
    EDGE,
    GATE,
    GATE_BADGE,
    GATE_GROUND,
    GATE_SIGN,
    GATE_TEXT,
    GROUND,
    INK,
    INTEGRATOR,
    LINE,
    MUTED,
    ON_ACCENT,
    ON_PART,
    PARTS,
    PLATFORM,
    RAISED,
    SIDES,
    TIER,
    Colour,
    everything,
)

__all__ = [
    "ACCENT",
    "BASELINE",
    "EDGE",
    "GATE",
    "GATE_BADGE",
    "GATE_GROUND",
    "GATE_SIGN",
    "GATE_TEXT",
    "GROUND",
    "INK",
    "INTEGRATOR",
    "LINE",
    "MUTED",
    "ON_ACCENT",
    "ON_PART",
    "PARTS",
    "PLATFORM",
    "RAISED",
    "SIDES",
    "TIER",
    "Colour",
    "everything",
    "style_sheet",
    "variables",
]

STYLE = Path(__file__).with_name("style.css")


def variables() -> str:
    """Give all colours as variables of a style sheet, each for the scheme of whatever it is used in."""
    lines = (f"--{one.name}: light-dark({one.light}, {one.dark});" for one in everything())
    return f":root {{ {' '.join(lines)} }}"


@cache
def style_sheet() -> str:
    """Give what all pages are dressed in: the colours, and the rules that use them."""
    return f"<style>{variables()}\n{STYLE.read_text(encoding='utf-8')}</style>"
