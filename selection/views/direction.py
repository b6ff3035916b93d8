"""Which way a page reads: its language, its direction, and what must turn with it.

Streamlit knows no right-to-left (upstream issue 552) and takes the direction of sliders from the
browser's own language, so the document is told on every page, left-to-right ones included.
"""

from pathlib import Path

import streamlit as st

from selection.model.base import Language

RIGHT_TO_LEFT: frozenset[Language] = frozenset({"he"})
STYLE = Path(__file__).with_name("direction.css")

_DOCUMENT = """
export default function ({ data }) {
  const root = document.documentElement;
  root.dir = data.direction;
  root.lang = data.language;
  const locale = Symbol.for("react-aria.i18n.locale");
  if (window[locale] !== data.language) {
    window[locale] = data.language;
    window.dispatchEvent(new Event("languagechange"));
  }
}
"""

_ISOLATE, _POP = "\u2067", "\u2069"


def is_right_to_left(language: Language) -> bool:
    """Tell whether a language is written from right to left."""
    return language in RIGHT_TO_LEFT


def set_direction(language: Language) -> None:
    """Tell the document its language and direction, and let the style sheet turn what doesn't by itself."""
    direction = "rtl" if is_right_to_left(language) else "ltr"
    st.html(STYLE)
    _component()(data={"direction": direction, "language": language}, key="direction", height=0)


@st.cache_resource(show_spinner=False)
def _component() -> "st.components.v2.types.ComponentRenderer":
    return st.components.v2.component("document_direction", js=_DOCUMENT)


def for_chart(text: str, language: Language) -> str:
    """Keep a label of mixed scripts together in a chart, whose own direction is always left to right.

    >>> for_chart("CRM", "en")
    'CRM'
    """
    return f"{_ISOLATE}{text}{_POP}" if is_right_to_left(language) else text
