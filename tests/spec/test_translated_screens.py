"""Nothing reaches a screen but what was asked for in the reader's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from selection.model.base import LANGUAGES, Language
from selection.words import Words
from tests.speech import SELECTION, has_letters, sources, speaks

SHOWN_FIRST = {
    *(
        "title",
        "header",
        "subheader",
        "markdown",
        "caption",
        "text",
        "write",
        "info",
        "warning",
        "error",
        "success",
    ),
    *(
        "button",
        "download_button",
        "form_submit_button",
        "link_button",
        "page_link",
        "badge",
        "toast",
        "metric",
    ),
    *("selectbox", "multiselect", "radio", "pills", "segmented_control", "slider", "select_slider", "toggle"),
    *("checkbox", "number_input", "text_input", "text_area", "date_input", "file_uploader", "color_picker"),
    *("expander", "popover", "tabs", "spinner", "status", "question", "empty_state", "onward", "small_print"),
}
SHOWN_BY_NAME = {
    "label",
    "help",
    "help_text",
    "placeholder",
    "title",
    "alt",
    "caption",
    "text",
    "body",
    "message",
}
SILENT = (ast.Attribute, ast.Compare, ast.Lambda, ast.Subscript)
PASSED_ON = {"plain", "heading", "join", "format"}
# Icons, colours, tags, and the fields of a chart.
MARKUP = re.compile(r":material/\w+:|:[\w-]+\[|</?\w+[^>]*>|^\w+:[NOQT]$")
# Streamlit's own: the name of the product on the browser's tab, and words that are no text.
KEPT = {"Vendor Selection"}


def shown(node: ast.expr) -> Iterator[str]:
    """Find the literal texts an expression may turn into, words that were asked for left out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif not isinstance(node, SILENT) and not (isinstance(node, ast.Call) and is_silent(node)):
        for part in parts_of(node):
            yield from shown(part)


def is_silent(call: ast.Call) -> bool:
    return speaks(call) or name_of(call) not in PASSED_ON


def parts_of(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.IfExp():
            return [node.body, node.orelse]
        case ast.FormattedValue():
            return [node.value]
        case ast.Call(func=ast.Attribute(value=between)):
            return [between, *node.args]
        case ast.Call():
            return node.args
    return [part for part in ast.iter_child_nodes(node) if isinstance(part, ast.expr)]


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def raw_texts(source: str) -> list[tuple[int, str]]:
    """Find texts that reach a screen without having been asked for in the reader's language."""
    nodes = list(ast.walk(ast.parse(source)))
    given = [part for node in nodes if isinstance(node, ast.Call) for part in (*placed(node), *named(node))]
    titles = [
        key for node in nodes if isinstance(node, ast.Dict) and titled(node) for key in node.keys if key
    ]
    found = [(part.lineno, text) for part in (*given, *titles) for text in shown(part)]
    return [(line, text) for line, text in found if has_letters(MARKUP.sub("", text)) and text not in KEPT]


def placed(call: ast.Call) -> list[ast.expr]:
    if name_of(call) in {"question", "empty_state"}:
        return call.args[:2]
    return call.args[:1] if name_of(call) in SHOWN_FIRST else []


def titled(table: ast.Dict) -> bool:
    return any(isinstance(key, ast.Call) and speaks(key) for key in table.keys)


def named(call: ast.Call) -> list[ast.expr]:
    return (
        [keyword.value for keyword in call.keywords if keyword.arg in SHOWN_BY_NAME]
        if not speaks(call)
        else []
    )


def shown_sources(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (SELECTION / folder).rglob("*.py"))


@pytest.mark.parametrize("file", shown_sources("views"), ids=lambda file: file.name)
def test_every_text_on_a_screen_is_asked_for_in_the_readers_language(file: Path) -> None:
    assert raw_texts(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("st.button('Save')", ["Save"]),
        ("right.caption(f'**{count}** left')", ["** left"]),
        ("st.tabs([_('One'), 'Two'])", ["Two"]),
        ("st.selectbox(_('Who?'), names, help='Choose')", ["Choose"]),
        ("question(_('Who?'), 'Choose')", ["Choose"]),
        ("st.markdown(', '.join(a) + plain(' more'))", [" more"]),
        ("st.info(_('yes') if sure else 'perhaps')", ["perhaps"]),
        ("rows = [{_('name'): a, 'value': b}]", ["value"]),
        ("chart.encode(text='name:N')", []),
        ("st.button(_('Save'), key='save', icon=':material/save:')", []),
        ("st.markdown(f':material/flag: **{_(\"Goal\")}** · {plain(name)}')", []),
        ("st.selectbox(_('Who?'), names, format_func=lambda n: titles[n] or '—')", []),
    ],
)
def test_a_text_that_skips_the_words_is_noticed(source: str, found: list[str]) -> None:
    assert [text for _line, text in raw_texts(source)] == found


def merged_columns(source: str, language: Language) -> list[tuple[int, list[str]]]:
    """Find tables that lose a column because two of its titles are the same word."""
    _ = Words(language)
    found = []
    for table in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Dict)):
        titles = [_(str(key.args[0].value)) for key in table.keys if is_message(key)]  # type: ignore[union-attr]
        if len(set(titles)) < len(titles):
            found.append((table.lineno, titles))
    return found


def is_message(key: ast.expr | None) -> bool:
    return isinstance(key, ast.Call) and speaks(key) and isinstance(key.args[0], ast.Constant)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_of_a_table_have_the_same_title(language: Language) -> None:
    found = {name: merged_columns(source, language) for name, source in sources().items()}
    assert {name: tables for name, tables in found.items() if tables} == {}


def test_two_columns_of_one_title_are_noticed() -> None:
    assert merged_columns("{_('source'): a, _('source'): b}", "en") == [(1, ["source", "source"])]
