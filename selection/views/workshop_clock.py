"""The countdown of a step: it ticks in the browser, and nothing is drawn for it."""

import datetime as dt
from typing import Literal

import streamlit as st

from selection.model.proceedings import Proceedings
from selection.words import Words
from selection.workshop.agenda import step_ends

_FACE = '<span class="face" role="timer"></span>'
_STYLE = """
.face { font-variant-numeric: tabular-nums; font-weight: 600; white-space: nowrap; }
.large { display: block; font-size: 3.2rem; line-height: 1.1; text-align: end; }
/* A time that is over has words beside it, and stays in one line. */
.large.late { font-size: 1.8rem; }
@media (max-width: 640px) {
  .large, .large.late { font-size: 2.2rem; text-align: start; white-space: normal; }
}
"""
_TICKING = """
export default function ({ data, parentElement }) {
  const face = parentElement.querySelector(".face");
  // The clock of a phone may be wrong; what counts is how much was left when the page was drawn.
  if (parentElement.drawn !== data.now) {
    parentElement.drawn = data.now;
    parentElement.ahead = data.now - Date.now();
  }
  const show = () => {
    const left = Math.trunc((data.ends - Date.now() - parentElement.ahead) / 1000);
    const seconds = String(Math.abs(left) % 60).padStart(2, "0");
    const time = `${Math.trunc(Math.abs(left) / 60)}:${seconds}`;
    face.classList.toggle("large", data.large);
    face.classList.toggle("late", left < 0);
    face.textContent = left < 0 ? data.over.replace("{time}", time) : time;
  };
  show();
  const ticking = setInterval(show, 1000);
  return () => clearInterval(ticking);
}
"""


def countdown(proceedings: Proceedings, _: Words, *, large: bool = False) -> None:
    """Show what is left of the step that is on; nothing between meetings."""
    ends = step_ends(proceedings)
    if ends is None:
        return
    moments = {"ends": _milliseconds(ends), "now": _milliseconds(dt.datetime.now(dt.UTC))}
    place = "wall-clock" if large else "lead-clock"
    width: Literal["stretch", "content"] = "stretch" if large else "content"
    with st.container(horizontal=True, key=place, width=width, vertical_alignment="center"):
        if not large:
            st.markdown(":material/timer:", width="content")
        words = {"over": _("{time} over", time="{time}"), "large": large}
        _clock()(data={**moments, **words}, key=f"{place}-face", width=width)


def _milliseconds(moment: dt.datetime) -> int:
    return round(moment.timestamp() * 1000)


@st.cache_resource(show_spinner=False)
def _clock() -> "st.components.v2.types.ComponentRenderer":
    return st.components.v2.component("countdown", html=_FACE, css=_STYLE, js=_TICKING)
