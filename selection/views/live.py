"""Keeping a screen up to date while others act: pushed at once, and looked after in any case.

The browser keeps one stream of version numbers open while the page can be seen; a number that is newer
than what is drawn draws the page again. Without the stream the same is found by asking every few seconds.
"""

import streamlit as st

from selection.errors import SelectionError
from selection.views.desk import NOTICE, SHOWN, Desk
from selection.web.process import service
from selection.workshop.permissions import Standing
from selection.workshop.state import SessionState

SECONDS_BETWEEN_LOOKS = 5.0

COUNTING: tuple[Standing, ...] = ("facilitator", "observer")
"""Whose screens, of which the wall is one, also show how many have judged."""

_STREAM = """
export default function ({ data, setStateValue }) {
  const address = data.address;
  const open = () => {
    if (window.sessionNews?.address === address || document.hidden) return;
    close();
    const source = new EventSource(address);
    source.onmessage = (message) => window.sessionNews?.tell(Number(message.data));
    window.sessionNews = { address, source };
  };
  const close = () => {
    window.sessionNews?.source.close();
    window.sessionNews = undefined;
  };
  const follow = () => {
    if (document.hidden) close();
    else open();
    if (window.sessionNews) window.sessionNews.tell = (version) => setStateValue("version", version);
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => document.removeEventListener("visibilitychange", follow);
}
"""


def follow(desk: Desk) -> None:
    """Draw the page again as soon as the session has changed."""
    _follow(desk, _drawn(desk.standing, desk.state))


def _drawn(standing: Standing, state: SessionState) -> int:
    """Tell by what number a screen is out of date."""
    return state.version if standing in COUNTING else state.edited


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _follow(desk: Desk, drawn: int) -> None:
    _stream()(data={"address": f"/events/{desk.session}"}, key=f"news-{desk.session}", height=0)
    try:
        now = service().who_am_i(desk.visitor.token, desk.session)
    except SelectionError:
        # The seat is gone, or the store can't be asked: the page says which.
        st.rerun()
    if _drawn(now.standing, now.state) != drawn:
        _draw_again()


def _draw_again() -> None:
    """Draw the page for what others did: what it told whoever sits before it still stands."""
    shown = st.session_state.get(SHOWN)
    if shown:
        st.session_state.setdefault(NOTICE, shown)
    st.rerun()


@st.cache_resource(show_spinner=False)
def _stream() -> "st.components.v2.types.ComponentRenderer":
    return st.components.v2.component("session_news", js=_STREAM)
