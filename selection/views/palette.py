"""The colours of meaning, the same on every page; chosen to stay apart for colour-blind readers.

Hue never speaks alone: every colour stands beside a word or a sign.
"""

from selection.analysis.gates import Verdict
from selection.model.needs import Tier

INK = "#17212f"
MUTED = "#5b6776"
LINE = "#d8dfe8"
PLATFORM = "#1f5fbf"
INTEGRATOR = "#d07a1c"
BASELINE = "#7a4fb5"

GATE: dict[Verdict, str] = {"pass": "#0f7b6c", "open": "#b7791f", "fail": "#b3363e"}
GATE_SIGN: dict[Verdict, str] = {"pass": "✓", "open": "?", "fail": "✕"}
GATE_BADGE = {"pass": "green", "open": "orange", "fail": "red"}

TIER: dict[Tier, str] = {"must": "#1b3a63", "long_term": "#4f86c0", "nice": "#9fb4c9"}

CONTRIBUTIONS = (
    "#1f5fbf",
    "#d07a1c",
    "#0f7b6c",
    "#8a5fc2",
    "#c2527a",
    "#5f8a1f",
    "#4fa3c7",
    "#8a6d3b",
    "#6b7a8c",
)
