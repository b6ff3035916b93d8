"""What Streamlit says by itself, in the visitor's language: it speaks English only, and can't be told.

Its words are found in the page by where they stand, and replaced there; what people wrote is not touched.
"""

from collections.abc import Callable
from functools import cache

import streamlit as st

from selection.model.base import LANGUAGES, Language
from selection.words import Words

_REPLACE = """
const PLACES = [
  ["button:not([role=radio]), section, nav, [data-testid=stTable] > [role=region]", "aria-label"],
  ["[data-testid=stMultiSelectTagsContainer] [role=group]", "aria-label"],
  ["input[role=combobox]", "placeholder"],
  ["[data-testid=InputInstructions] span, [role=listbox][data-empty] *, a[href='#stMain']", ""],
  ["[role=dialog] > h2[slot=title], [role=dialog] > div > div", ""],
  ["[data-testid=stFileUploaderDropzone] button *, [role=spinbutton][data-placeholder]", ""],
  ["[role=spinbutton]", "aria-label"],
  ["[role=spinbutton]", "aria-valuetext"],
];
const LABELLED = "input, [role=group], [role=radiogroup], [role=slider]";
const SCROLLED = "[data-testid=stTable] > div";
const EVERYWHERE = [LABELLED, SCROLLED, ...PLACES.map(([selector]) => selector)].join(", ");
// Streamlit puts headings between the entries of a list; such a list is announced wrongly, so it is none.
const LISTS = "[data-testid=stSidebarNavItems], [data-testid=stSidebarNavItems] li";
const WATCH = Symbol.for("vendor-selection.own-words");
const ATTRIBUTES = ["aria-label", "aria-valuetext", "placeholder"];

// What people wrote is escaped where it is a label, and a label is read out as it is.
const unescaped = (label) => label.replace(/\\\\([!-\\/:-@[-`{-~])/g, "$1").replaceAll("\u2060", "");

function pattern(said) {
  const literally = (part) => part.replace(/[.*+?^${}()|[\\]\\\\]/g, "\\\\$&");
  const [before, after] = said.split("{name}").map(literally);
  return new RegExp(after === undefined ? `^${before}$` : `^${before}([^]+)${after}$`);
}

function mend(element, rows, at) {
  const put = (found, write) => {
    for (const { patterns, said } of rows) {
      const match = patterns.map((one) => one.exec(found)).find(Boolean);
      const wanted = match && said[at].replace("{name}", () => match[1]);
      if (match) return wanted === found || write(wanted);
    }
  };
  const label = element.getAttribute("aria-label");
  if (label && unescaped(label) !== label) element.setAttribute("aria-label", unescaped(label));
  // What is moved within itself must be reached by those who have no mouse.
  if (element.matches(SCROLLED)) element.tabIndex = 0;
  for (const [selector, attribute] of PLACES) {
    if (!element.matches(selector)) continue;
    if (attribute && element.hasAttribute(attribute))
      put(element.getAttribute(attribute), (wanted) => element.setAttribute(attribute, wanted));
    for (const node of attribute ? [] : element.childNodes)
      if (node.nodeType === Node.TEXT_NODE) put(node.data, (wanted) => (node.data = wanted));
  }
}

export default function ({ data }) {
  const rows = data.words.map((said) => ({ said, patterns: said.map(pattern) }));
  const within = (root) => {
    if (root.matches(EVERYWHERE)) mend(root, rows, data.at);
    if (root.matches(LISTS)) root.role = "none";
    for (const element of root.querySelectorAll(LISTS)) element.role = "none";
    for (const element of root.querySelectorAll(EVERYWHERE)) mend(element, rows, data.at);
  };
  const watch = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
      if (type !== "childList" && element) mend(element, rows, data.at);
      for (const node of addedNodes)
        if (node.nodeType === Node.ELEMENT_NODE) within(node);
        else if (element) mend(element, rows, data.at);
    }
  });
  // Called again with every drawing; two watches in two languages would correct each other for ever.
  window[WATCH]?.disconnect();
  window[WATCH] = watch;
  within(document.body);
  const watched = { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES };
  watch.observe(document.body, watched);
}
"""


def said(_: Callable[..., str]) -> tuple[str, ...]:
    """Say what Streamlit says; the English is its own, letter by letter."""
    return (
        _("Choose an option"),
        _("Choose options"),
        _("No results"),
        _("Press Enter to apply"),
        _("Press Enter to submit form"),
        _("Press Ctrl+Enter to apply"),
        _("Press Ctrl+Enter to submit form"),
        _("Press ⌘+Enter to apply"),
        _("Press ⌘+Enter to submit form"),
        _("Increment"),
        _("Decrement"),
        _("Open"),
        _("Close"),
        _("Clear value"),
        _("Clear all"),
        _("Clear date"),
        _("Select all"),
        _("Selected values"),
        _("Choose date"),
        _("yyyy"),
        _("mm"),
        _("dd"),
        _("year, {name}"),
        _("month, {name}"),
        _("day, {name}"),
        _("Empty"),
        _("Scrollable table"),
        _("Previous month"),
        _("Next month"),
        _("Collapse sidebar"),
        _("Expand sidebar"),
        _("Sidebar"),
        _("App pages"),
        _("Skip to main content"),
        _("Upload"),
        _("Search"),
        _("Fullscreen"),
        _("Close fullscreen"),
        _("Show/hide columns"),
        _("Help"),
        _("Help for {name}"),
        _("Copy to clipboard"),
        _("Remove {name}"),
        _("Page not found"),
        _("The page that you have requested does not seem to exist. Running the app's main page."),
    )


@cache
def _in_all_languages() -> list[tuple[str, ...]]:
    return list(zip(*(said(Words(language)) for language in LANGUAGES), strict=True))


def say_own_words(language: Language) -> None:
    """Let Streamlit's own words be read in a language."""
    data = {"words": _in_all_languages(), "at": LANGUAGES.index(language)}
    _component()(data=data, key="own-words", height=0)


@st.cache_resource(show_spinner=False)
def _component() -> "st.components.v2.types.ComponentRenderer":
    return st.components.v2.component("own_words", js=_REPLACE)
