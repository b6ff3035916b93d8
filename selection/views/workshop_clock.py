"""The countdown of a step: it alone is drawn every second."""

import datetime as dt

import streamlit as st

from selection.model.proceedings import Proceedings
from selection.views.widgets import plain
from selection.words import Words
from selection.words.meeting import clock
from selection.workshop.agenda import step_ends

SECONDS_BETWEEN_TICKS = 1.0


def countdown(proceedings: Proceedings, _: Words, *, large: bool = False) -> None:
    """Show what is left of the step that is on; nothing between meetings."""
    ends = step_ends(proceedings)
    if ends is not None:
        _ticking(ends, _, large)


@st.fragment(run_every=SECONDS_BETWEEN_TICKS)
def _ticking(ends: dt.datetime, _: Words, large: bool) -> None:
    left = (ends - dt.datetime.now(dt.UTC)).total_seconds()
    written = plain(clock(left, _))
    with st.container(key="wall-clock" if large else "lead-clock", width="stretch" if large else "content"):
        if large:
            st.markdown(f"### {written}")
        else:
            st.markdown(f":material/timer: **{written}**")
