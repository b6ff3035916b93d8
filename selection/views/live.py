"""Keeping a screen up to date while others act: told at once, and looked after in any case.

While a page can be seen its browser keeps one stream of version numbers open, and asks for the number every
few seconds besides. A number that is newer than what is drawn has the page drawn again, but only once it is
at rest. Nothing here is a part of the page that runs by itself: Streamlit empties what waits to be sent when
such a part runs (https://github.com/streamlit/streamlit/pull/9381), and what a press had just drawn would be
lost.
"""

import streamlit as st

from selection.views.desk import NOTICE, SHOWN, Desk
from selection.web.live import number_for

_NEWS = """
const LOOK_MS = 100, ASK_MS = 5000, AGAIN_MS = 2000, SETTLE_MS = 300, ANSWER_MS = 2000;
const HANDS = ["pointerdown", "keydown"];

function begin() {
  const app = document.querySelector("[data-testid=stApp]");
  const news = { newest: 0, drawn: 0, told: 0, moved: 0, touched: 0, gone: false, hear: (number) => {
    news.newest = Math.max(news.newest, number);
    look();
  } };
  const look = () => {
    const now = Date.now();
    if (document.hidden || now - news.told < AGAIN_MS) return;
    if (news.newest <= news.drawn && !news.gone) return;
    // What a hand did is answered first: what is sent now would still tell how the fields stood before.
    if (app.dataset.testScriptState !== "notRunning" || now - news.moved < SETTLE_MS) return;
    if (news.touched > news.moved && now - news.touched < ANSWER_MS) return;
    Object.assign(news, { told: now, gone: false });
    news.draw();
  };
  const ask = async () => {
    if (document.hidden) return;
    const answer = await fetch(news.version, { cache: "no-store" }).catch(() => undefined);
    if (answer?.ok) news.hear(await answer.json());
    // Whoever has no seat any more is told so by the page.
    news.gone = answer?.status === 404;
  };
  const follow = () => {
    if (document.hidden) {
      news.source?.close();
      news.source = undefined;
    } else if (!news.source) {
      news.source = new EventSource(news.stream);
      news.source.onmessage = (message) => news.hear(Number(message.data));
    }
  };
  const watched = new MutationObserver(() => { news.moved = Date.now(); });
  watched.observe(app, { attributeFilter: ["data-test-script-state"] });
  const touch = () => { news.touched = Date.now(); };
  HANDS.forEach((kind) => document.addEventListener(kind, touch, true));
  const clocks = [setInterval(look, LOOK_MS), setInterval(ask, ASK_MS)];
  document.addEventListener("visibilitychange", follow);
  news.follow = follow;
  // Something reached the server that a page drawn before does not show.
  news.again = () => { news.gone = true; };
  news.end = () => {
    watched.disconnect();
    HANDS.forEach((kind) => document.removeEventListener(kind, touch, true));
    clocks.forEach(clearInterval);
    document.removeEventListener("visibilitychange", follow);
    news.source?.close();
  };
  return news;
}

export default function ({ data, setTriggerValue }) {
  if (window.sessionNews?.stream !== data.stream) {
    window.sessionNews?.end();
    window.sessionNews = begin();
  }
  const news = window.sessionNews;
  if (data.drawn !== news.drawn) Object.assign(news, { told: 0, moved: Date.now() });
  Object.assign(news, data, { draw: () => setTriggerValue("newer", news.newest) });
  news.follow();
  return () => {
    news.end();
    if (window.sessionNews === news) window.sessionNews = undefined;
  };
}
"""


def follow(desk: Desk) -> None:
    """Draw the page again as soon as the session has changed."""
    addresses = {"stream": f"/events/{desk.session}", "version": f"/version/{desk.session}"}
    key = f"news-{desk.session}"
    _news()(
        data={**addresses, "drawn": number_for(desk.standing, desk.state)},
        key=key,
        height=0,
        on_newer_change=_keep_what_was_said,
    )


def _keep_what_was_said() -> None:
    """Leave on the screen why something was refused: nobody here asked for this drawing."""
    shown = st.session_state.get(SHOWN)
    if shown:
        st.session_state.setdefault(NOTICE, shown)


@st.cache_resource(show_spinner=False)
def _news() -> "st.components.v2.types.ComponentRenderer":
    return st.components.v2.component("session_news", js=_NEWS)
