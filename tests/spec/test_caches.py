"""What the server keeps between visitors is kept under the session, the change and who looks at it.

A cache is shared by everybody: without all three in its key, one visitor's page could be another's.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([ROOT / "app.py", *(ROOT / "selection").rglob("*.py")])
VIEWS = [file for file in SOURCES if file.parent.name == "views"]
KEEPING = ("cache_data", "cache_resource")
KEY = "tuple[str, int, str]"
OF_THE_KEY = ("session", "edited", "viewer")
CONTENT = "digest"
"""A key that is the hash of all the function is given: whoever has it has the content, too."""
PLAIN = {"Language", "Colour", "bool", "str"}
"""What says all that matters of itself: a function of such things alone gives everybody the same."""


def functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def keeps(function: ast.FunctionDef) -> bool:
    """Tell whether what a function gives is kept for others."""
    return any(
        isinstance(part, ast.Attribute) and part.attr in KEEPING
        for decorator in function.decorator_list
        for part in ast.walk(decorator)
    )


def faults(source: str) -> list[str]:
    """Name what is kept in a module under too small a key."""
    tree = ast.parse(source)
    return [
        f"{function.name}: {fault}"
        for function in functions(tree)
        if keeps(function)
        for fault in (*_in_the_key(function), *_in_the_calls(tree, function))
    ]


def _in_the_key(function: ast.FunctionDef) -> Iterator[str]:
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    kinds = {arg.arg: ast.unparse(arg.annotation) for arg in given if arg.annotation}
    if given and not {CONTENT, "_data"} <= kinds.keys() and kinds.get("version") != KEY:
        yield f"is kept without a version: {KEY}"


def _in_the_calls(tree: ast.Module, kept: ast.FunctionDef) -> Iterator[str]:
    if not kept.args.args or kept.args.args[0].arg != "version":
        return
    for function in functions(tree):
        for call in ast.walk(function):
            if not (isinstance(call, ast.Call) and ast.unparse(call.func) == kept.name):
                continue
            if _parts(function, call.args[0]) != OF_THE_KEY:
                yield f"is asked for by another key in {function.name}"


def _parts(function: ast.FunctionDef, key: ast.expr) -> tuple[str, ...]:
    """Name the parts of a key, also of one that was given a name first."""
    if isinstance(key, ast.Name):
        given = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == key.id
        ]
        return _parts(function, given[0]) if len(given) == 1 else ()
    parts = key.elts if isinstance(key, ast.Tuple) else []
    return tuple(part.attr for part in parts if isinstance(part, ast.Attribute))


@pytest.mark.parametrize("file", VIEWS, ids=[file.stem for file in VIEWS])
def test_no_page_keeps_anything_for_another_session_or_another_viewer(file: Path) -> None:
    assert faults(file.read_text(encoding="utf-8")) == []


def test_only_pages_keep_anything_between_visitors_by_streamlit() -> None:
    elsewhere = [
        file.name
        for file in SOURCES
        if file not in VIEWS and any(keeps(f) for f in functions(ast.parse(file.read_text("utf-8"))))
    ]
    assert elsewhere == []
    assert sum(keeps(f) for file in VIEWS for f in functions(ast.parse(file.read_text("utf-8")))) > 5


def test_what_a_page_keeps_by_other_means_is_of_no_session() -> None:
    kept = {
        f"{file.stem}.{function.name}": [ast.unparse(arg.annotation or arg) for arg in function.args.args]
        for file in VIEWS
        for function in functions(ast.parse(file.read_text(encoding="utf-8")))
        if {ast.unparse(mark).partition("(")[0] for mark in function.decorator_list} & {"cache", "lru_cache"}
    }
    assert {name: given for name, given in kept.items() if set(given) - PLAIN} == {}


GOOD = "def page(desk): return _kept((desk.session, desk.state.edited, desk.state.viewer), desk)\n"


@pytest.mark.parametrize(
    ("defined", "asked", "count"),
    [
        (f"version: {KEY}, _desk", GOOD, 0),
        ("", "", 0),
        ("digest: str, _data: bytes", "", 0),
        ("version: tuple[str, int], _desk", GOOD, 1),
        ("_desk", "", 1),
        (f"version: {KEY}, _desk", GOOD.replace(", desk.state.viewer", ""), 1),
        (f"version: {KEY}, _desk", GOOD.replace("desk.session", "desk.me"), 1),
    ],
)
def test_a_key_that_is_too_small_would_be_found(defined: str, asked: str, count: int) -> None:
    kept = f"@st.cache_data(max_entries=64)\ndef _kept({defined}): return 1\n"
    assert len(faults(kept + asked)) == count
