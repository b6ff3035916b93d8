"""The colours of meaning, the same on every page, chart and paper, each with one for the dark.

Hue never speaks alone: every colour stands beside a word or a sign.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from selection.analysis.gates import Verdict
from selection.model.needs import Tier


@dataclass(frozen=True)
class Colour:
    """One meaning: its name in style sheets, and how it looks on light and on dark ground."""

    name: str
    light: str
    dark: str

    @property
    def css(self) -> str:
        """The colour as style sheets and charts name it.

        >>> INK.css
        'var(--ink)'
        """
        return f"var(--{self.name})"


GROUND = Colour("ground", "#ffffff", "#12161d")
RAISED = Colour("raised", "#f4f6f9", "#1b212b")
INK = Colour("ink", "#17212f", "#e8edf4")
MUTED = Colour("muted", "#55606f", "#a3afbf")
LINE = Colour("line", "#d8dfe8", "#2f3947")
EDGE = Colour("edge", "#8590a0", "#67758a")
ACCENT = Colour("accent", "#1f5fbf", "#6ea8fe")
ON_ACCENT = Colour("on-accent", "#ffffff", "#0d1117")

PLATFORM = Colour("platform", "#1f5fbf", "#6ea8fe")
INTEGRATOR = Colour("integrator", "#c2650f", "#f2a24e")
BASELINE = Colour("baseline", "#3d434c", "#cfd6df")
SIDES = (PLATFORM, INTEGRATOR, BASELINE)

GATE: dict[Verdict, Colour] = {
    "pass": Colour("pass", "#0b8277", "#3fc7b0"),
    "open": Colour("open", "#a86200", "#f0b64f"),
    "fail": Colour("fail", "#8f1d33", "#ee5f78"),
}
GATE_GROUND: dict[Verdict, Colour] = {
    "pass": Colour("pass-ground", "#e6f5f2", "#10302c"),
    "open": Colour("open-ground", "#fdf1de", "#362710"),
    "fail": Colour("fail-ground", "#fbe9ec", "#3d1a22"),
}
GATE_TEXT: dict[Verdict, Colour] = {
    "pass": Colour("pass-text", "#075c54", "#6fdcc8"),
    "open": Colour("open-text", "#7a4700", "#f5c673"),
    "fail": Colour("fail-text", "#8f1d33", "#f799a9"),
}
GATE_SIGN: dict[Verdict, str] = {"pass": "✓", "open": "?", "fail": "✕"}
GATE_BADGE: dict[Verdict, Literal["green", "orange", "red"]] = {
    "pass": "green",
    "open": "orange",
    "fail": "red",
}

TIER: dict[Tier, Colour] = {
    "must": Colour("must", "#12294d", "#d6e6ff"),
    "long_term": Colour("long-term", "#336aa9", "#7fb0f0"),
    "nice": Colour("nice", "#7f94aa", "#57759b"),
}

PARTS = (
    Colour("part-1", "#1f5fbf", "#6ea8fe"),
    Colour("part-2", "#b3580c", "#f2a24e"),
    Colour("part-3", "#0b7a6f", "#3fc7b0"),
    Colour("part-4", "#7b4fb5", "#b996f0"),
    Colour("part-5", "#a83a66", "#f08cb0"),
    Colour("part-6", "#4f7415", "#a3cc5a"),
    Colour("part-7", "#1a6a90", "#7fd0f2"),
    Colour("part-8", "#7a5c22", "#d2b06a"),
    Colour("part-9", "#566272", "#a7b3c2"),
)
"""Slices of a sum. So many hues can't all stay apart for everybody: each slice bears its number, too."""
ON_PART = Colour("on-part", "#ffffff", "#0d1117")


def everything() -> Iterator[Colour]:
    """Give every colour there is."""
    yield from (GROUND, RAISED, INK, MUTED, LINE, EDGE, ACCENT, ON_ACCENT, *SIDES, *PARTS, ON_PART)
    for family in (GATE, GATE_GROUND, GATE_TEXT, TIER):
        yield from family.values()
