"""Light or dark: as the visitor's device is set, unless they choose.

Streamlit can't be told by the script which theme to show, and its own menu is English and remembers a
choice for one page only. So the choice is written where Streamlit looks when it starts, for every page,
and the page is loaded again.
"""

from collections.abc import Sequence

import streamlit as st

from selection.words import Words

_STYLE = """
fieldset { border: 0; margin: 0; padding: 0; display: flex; font-size: 0.875rem; }
legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
label { display: flex; align-items: center; min-height: 2.6rem; padding: 0 0.8rem; cursor: pointer;
  border: 1px solid var(--line); margin-inline-start: -1px; color: var(--ink); position: relative; }
label:first-of-type { border-start-start-radius: 0.6rem; border-end-start-radius: 0.6rem; margin: 0; }
label:last-of-type { border-start-end-radius: 0.6rem; border-end-end-radius: 0.6rem; }
label { background: var(--ground); }
label:has(:checked) { color: var(--accent); box-shadow: inset 0 -2px 0 var(--accent);
  background: color-mix(in srgb, var(--accent) 12%, var(--ground)); }
label:has(:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; z-index: 2; }
input { position: absolute; opacity: 0; inset: 0; margin: 0; cursor: pointer; }
"""

_CHOICE = """
export default function ({ data, parentElement }) {
  const base = window.location.pathname.replace(/[^/]*$/, "");
  const place = (page) => `stActiveTheme-${base}${page}-v2`;
  const here = window.localStorage.getItem(`stActiveTheme-${window.location.pathname}-v2`);
  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = data.name;
  fieldset.append(legend);
  for (const [theme, word] of data.themes) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "radio";
    input.name = "appearance";
    input.value = theme;
    input.checked = theme === (here ? JSON.parse(here) : "System");
    input.onchange = () => {
      for (const page of data.pages) window.localStorage.setItem(place(page), JSON.stringify(theme));
      window.location.reload();
    };
    label.append(input, word);
    fieldset.append(label);
  }
  parentElement.querySelector("fieldset")?.remove();
  parentElement.append(fieldset);
}
"""


def appearance_switch(pages: Sequence[str], _: Words) -> None:
    """Let the visitor choose light or dark, for all pages of this browser."""
    themes = [("System", _("Auto")), ("Light", _("Light")), ("Dark", _("Dark"))]
    data = {"name": _("Light or dark"), "themes": themes, "pages": list(pages)}
    _component()(data=data, key="appearance")


@st.cache_resource(show_spinner=False)
def _component() -> "st.components.v2.types.ComponentRenderer":
    return st.components.v2.component("appearance", js=_CHOICE, css=_STYLE)
