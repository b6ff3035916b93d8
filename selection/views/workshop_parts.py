"""The parts of the workshop page, of which one is open at a time."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from selection.views.desk import Desk
from selection.views.forms import field_key
from selection.words import Words

Part = Literal["rounds", "prepare", "differences", "interests", "lock", "decision", "rules"]


def part_words(_: Words) -> Mapping[Part, str]:
    """Name the parts."""
    return {
        "rounds": _("Rounds"),
        "prepare": _("Prepare a round"),
        "differences": _("Differences"),
        "interests": _("Interests"),
        "lock": _("Lock"),
        "decision": _("Award"),
        "rules": _("Rules of the session"),
    }


def part_key(desk: Desk) -> str:
    """Name the switch between the parts."""
    return field_key(desk, "workshop-part")


def part_at(desk: Desk) -> Part:
    """Tell which part is open; at first it is what the phase is about."""
    key = part_key(desk)
    if key not in st.session_state:
        st.session_state[key] = _FIRST.get(desk.state.phase or "", "rounds")
    found: Part = st.session_state[key] or "rounds"
    return found


def open_part(desk: Desk, part: Part) -> None:
    """Turn to a part at the next drawing."""
    st.session_state[part_key(desk)] = part


def chosen_part(desk: Desk) -> Part:
    """Let a part be chosen; what the phase is about is open at first."""
    words = part_words(desk.words)
    part_at(desk)
    chosen: Part | None = st.segmented_control(
        desk.words("Part of the workshop"),
        list(words),
        format_func=lambda name: words[name],
        required=True,
        key=part_key(desk),
        label_visibility="collapsed",
        persist_state="page",
    )
    return chosen or "rounds"


_FIRST: Mapping[str, Part] = {"lock": "lock", "answers": "interests", "decision": "decision"}
