"""Which way a page reads: its language, its direction, and what must turn with it; and its light.

Streamlit knows no right-to-left (upstream issue 552) and takes the direction of sliders and the words of
calendars from the browser's own language, so the document is told on every page, left-to-right ones
included. It gives its light to the app alone, while windows and lists to choose from lie beside the app:
without being told they would be written in the colours of a light page upon dark.
"""

from pathlib import Path

import streamlit as st

from selection.model.base import Language
from selection.words.directions import is_right_to_left

STYLE = Path(__file__).with_name("direction.css")

_DOCUMENT = """
export default function ({ data }) {
  const root = document.documentElement;
  root.dir = data.direction;
  root.lang = data.language;
  const app = document.querySelector("[data-testid=stApp]");
  const follow = () => { root.style.colorScheme = getComputedStyle(app).colorScheme; };
  follow();
  if (!app.dataset.followed) {
    app.dataset.followed = "light";
    new MutationObserver(follow).observe(app, { attributeFilter: ["class"] });
  }
  // Calendars read it when the whole page is drawn again, with the next thing the visitor does.
  Object.defineProperty(navigator, "language", { configurable: true, value: data.language });
  const locale = Symbol.for("react-aria.i18n.locale");
  if (window[locale] === data.language) return;
  window[locale] = data.language;
  // Sliders hear of it only after the first of their kin has come into the page. Telling them again and
  // again until then would keep the page from being drawn.
  const tell = () => window.dispatchEvent(new Event("languagechange"));
  const came = () => {
    if (!document.querySelector("[data-rac]")) return false;
    for (const later of [0, 100, 500]) setTimeout(tell, later);
    return true;
  };
  if (came()) return;
  const watch = new MutationObserver(() => came() && watch.disconnect());
  watch.observe(document.body, { subtree: true, childList: true });
}
"""


def set_direction(language: Language) -> None:
    """Tell the document its language, direction and light; the style sheet turns what doesn't by itself."""
    direction = "rtl" if is_right_to_left(language) else "ltr"
    st.html(STYLE)
    _component()(data={"direction": direction, "language": language}, key="direction", height=0)


@st.cache_resource(show_spinner=False)
def _component() -> "st.components.v2.types.ComponentRenderer":
    return st.components.v2.component("document_direction", js=_DOCUMENT)
