"""No literal text is handed to Streamlit, whatever its element is called and wherever it stands in the call.

`test_translated_screens` knows the elements the pages use; this test knows none, but Streamlit's own list of
them, so that an element used for the first time tomorrow is held to the same rule.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from tests.spec.test_translated_screens import KEPT, MARKUP, shown
from tests.speech import SELECTION, has_letters

ELEMENTS = {name for name in (*dir(st), *dir(DeltaGenerator)) if not name.startswith("_")}
# Names of elements that other objects have as well, with quite another meaning.
ALSO_ELSEWHERE = {"empty", "form", "title", "update", "line", "map", "help", "context", "text", "format"}
ON_ANY_OBJECT = ELEMENTS - ALSO_ELSEWHERE
# What no visitor reads: how an element looks and behaves, and what it is called within the program.
SILENT_KEYWORDS = {
    *(
        "key",
        "type",
        "icon",
        "icon_position",
        "color",
        "mime",
        "mode",
        "format",
        "language",
        "on_click",
        "on_change",
    ),
    *("width", "height", "gap", "border", "vertical_alignment", "horizontal_alignment", "label_visibility"),
    *(
        "selection_mode",
        "delta_color",
        "delta_arrow",
        "layout",
        "initial_sidebar_state",
        "page_icon",
        "url_path",
    ),
    *("file_name", "theme", "run_every", "scope", "query_params", "on_select", "position", "text_alignment"),
    *(
        "format_func",
        "args",
        "kwargs",
        "vertical",
        "hide_index",
        "column_order",
        "loc",
        "path",
        "accept_new_options",
    ),
    "persist_state",
    "autocomplete",
    "visibility",
}
# Elements that say nothing: they lay out, navigate, or keep.
SILENT_ELEMENTS = {
    "columns",
    "container",
    "cache_data",
    "cache_resource",
    "fragment",
    "switch_page",
    "form",
    "divider",
    "space",
}


def literals(source: str) -> list[tuple[int, str]]:
    """Find texts within calls of Streamlit that nobody asked for in the reader's language."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and is_element(node)]
    found = [(part.lineno, text) for call in calls for part in given(call) for text in shown(part)]
    return [(line, text) for line, text in found if has_letters(MARKUP.sub("", text)) and text not in KEPT]


def is_element(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name("st"), attr=name):
            return name not in SILENT_ELEMENTS
        case ast.Attribute(value=ast.Attribute(value=ast.Name("st"))):
            return not is_memory(call.func)
        case ast.Attribute(value=ast.Name(), attr=name):
            return name in ON_ANY_OBJECT - SILENT_ELEMENTS
    return False


def is_memory(called: ast.Attribute) -> bool:
    return isinstance(called.value, ast.Attribute) and called.value.attr in {
        "session_state",
        "query_params",
        "context",
    }


def given(call: ast.Call) -> Iterator[ast.expr]:
    """Give what an element may show; a code that is said in words by ``format_func`` is not."""
    names = {keyword.arg for keyword in call.keywords}
    silent = SILENT_KEYWORDS | ({"default", "value"} if "format_func" in names else set())
    yield from call.args
    yield from (keyword.value for keyword in call.keywords if keyword.arg not in silent)


@pytest.mark.parametrize("file", sorted((SELECTION / "views").rglob("*.py")), ids=lambda file: file.name)
def test_no_literal_text_is_handed_to_streamlit(file: Path) -> None:
    assert literals(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("st.html('Hello')", ["Hello"]),
        ("st.chat_input('Ask')", ["Ask"]),
        ("st.dialog('Really?')", ["Really?"]),
        ("st.exception('Broken')", ["Broken"]),
        ("st.write(_('one'), 'two')", ["two"]),
        ("st.metric(_('share'), 3, 'more')", ["more"]),
        ("st.column_config.TextColumn('Name')", ["Name"]),
        ("st.column_config.NumberColumn(_('Share'), help='Of all')", ["Of all"]),
        ("st.set_page_config(page_title='Home')", ["Home"]),
        ("left.feedback('stars', default='none')", ["stars", "none"]),
        ("column.caption(f'{count} left')", [" left"]),
        ("st.button(_('Save'), key='save', type='primary')", []),
        ("st.pills(_('When?'), TIERS, default='must', format_func=lambda name: tier_word(name, _))", []),
        ("st.text_input(_('Who?'), value='me')", ["me"]),
        ("st.session_state.get('token')", []),
        ("st.columns([1, 2], gap='large')", []),
        ("name.strip('x')", []),
    ],
)
def test_a_literal_text_is_noticed_in_an_element_nobody_used_before(source: str, found: list[str]) -> None:
    assert [text for _line, text in literals(source)] == found
