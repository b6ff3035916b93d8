"""The tree can be read and used by anybody, anywhere."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 400
KEPT_HIDDEN = {".ci", ".streamlit"}
BY_PRODUCTS = {"__pycache__", "build", "dist", "test-results"}
# Put together here, so that this file does not name what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.~%/-])/(?:" + "|".join(["root", "home", "Users", "work"]) + r")/\w")
REGISTRY = re.compile(r"\b(?:" + "|".join(["pypi", "pythonhosted", "npmjs", "debian"]) + r")\.(?:org|com)\b")


def files() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f in KEPT_HIDDEN or not (f.startswith(".") or f in BY_PRODUCTS)]
        yield from (Path(folder, name) for name in names)


def texts() -> Iterator[tuple[str, str]]:
    for file in files():
        try:
            yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY], ids=["machine path", "package registry"])
def test_no_text_names_somebodys_machine_or_a_package_registry(pattern: re.Pattern[str]) -> None:
    found = {name: pattern.findall(text) for name, text in texts() if not name.startswith("tests/hostile/")}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {name: text.count("\n") for name, text in texts() if name.endswith(".py")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_a_path_is_told_from_an_address() -> None:
    folder = "/".join(["", "home", "ann", "notes"])
    assert MACHINE_PATH.search(f"see {folder}")
    assert MACHINE_PATH.search(f'open("{folder}")')
    assert not MACHINE_PATH.search(f"https://docs.example.org{folder}")


def test_the_search_reaches_the_sources_and_the_hidden_settings() -> None:
    names = {name for name, _ in texts()}
    assert {"go.py", ".ci/run", ".streamlit/config.toml", "selection/errors.py"} <= names
