"""How often the linters are right, on lists that were labelled by hand before there was a linter.

The tables stand in docs/coverage.md; here they are measured again and must say the same, figure by figure.
"""

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from selection.analysis.linting_measures import lint_measures
from selection.analysis.linting_needs import lint_needs
from selection.catalogue.library import shipped
from selection.model.base import LANGUAGES, Language
from selection.model.goals import Measure
from selection.model.needs import Need, RemarkKind

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 22)
NEEDS = ("needs", "needs_second", "needs_unseen", "needs_third", "needs_fifth")
MEASURES = ("measures", "measures_second", "measures_unseen", "measures_third")
FIGURES = ("baseline", "target", "success", "failure")
WHOLE = {
    "unit": "things",
    "formula": "these / those",
    "data_source": "Log",
    "due": "2027-12",
    "owner": "Dana Levi",
    "level": "operation",
    "cadence": "monthly",
}
"""What `complete: true` stands for in the list of measures."""

Marks = set[tuple[str, str]]


def rows(name: str) -> list[dict[str, Any]]:
    path = ROOT / "tests" / "labelled" / f"{name}.yaml"
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def labelled(name: str) -> Marks:
    return {(row["id"], label) for row in rows(name) for label in row["labels"]}


@cache
def found_in_needs(name: str) -> Marks:
    """Lint the needs; a duplicate that names another line than the one it repeats is a false alarm."""
    lines = rows(name)
    repeats = {row["id"]: row.get("of") for row in lines}
    found = lint_needs([Need(id=row["id"], text=row["text"], tier="nice") for row in lines])
    return {
        (one.need if one.of in {None, repeats[one.need]} else f"{one.need} of {one.of}", one.code)
        for one in found
    }


@cache
def found_in_measures(name: str) -> Marks:
    found = lint_measures([as_measure(row) for row in rows(name)], TODAY)
    return {(one.measure, one.code) for one in found}


def as_measure(row: Mapping[str, Any]) -> Measure:
    fields = {name: value for name, value in row.items() if name not in {"labels", "complete"}}
    figures = {name: float(fields[name]) for name in FIGURES if name in fields}
    whole = row.get("complete") or row["id"][0] in "VWX"
    return Measure.model_validate({**(WHOLE if whole else {}), **fields, **figures})


def table(marks: Marks, found: Marks) -> list[list[str]]:
    """Hold what was found against what was labelled: per label how many, precision and recall."""
    return [
        line(label, {one for one in marks if one[1] == label}, {one for one in found if one[1] == label})
        for label in dict.fromkeys(sorted(label for _, label in marks))
    ]


def line(label: str, marks: Marks, found: Marks) -> list[str]:
    right = len(marks & found)
    counts = (len(marks), right, len(found - marks), len(marks - found))
    precision = f"{right / len(found):.2f}" if found else "–"
    return [label, *map(str, counts), precision, f"{right / len(marks):.2f}"]


@cache
def documented(number: int) -> list[list[str]]:
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    body = page.split(f"**Table {number}.**", 1)[1].split("\n\n", 2)[1]
    lines = re.findall(r"^\| (.+) \|$", body, re.MULTILINE)[1:]
    return [[cell.strip().strip("`") for cell in found.split("|")] for found in lines]


def test_the_lists_hold_what_they_say() -> None:
    sizes = {name: len(rows(name)) for name in NEEDS + MEASURES}
    assert list(sizes.values()) == [60, 45, 36, 40, 44, 40, 24, 18, 30]
    for name in NEEDS:
        assert {label for _, label in labelled(name)} == set(get_args(RemarkKind))


@pytest.mark.parametrize(("number", "name"), list(enumerate(NEEDS, start=1)))
def test_the_need_linter_is_right_as_often_as_the_page_says(number: int, name: str) -> None:
    assert documented(number) == table(labelled(name), found_in_needs(name))


@pytest.mark.parametrize(("number", "name"), list(enumerate(MEASURES, start=6)))
def test_the_measure_linter_is_right_as_often_as_the_page_says(number: int, name: str) -> None:
    assert documented(number) == table(labelled(name), found_in_measures(name))


def remarks(language: Language) -> list[str]:
    """Count the remarks on the needs that ship: none of them was written as an example of a bad one."""
    lines = [need.model_copy(update={"text": getattr(need.text, language)}) for need in shipped().needs.needs]
    codes = [finding.code for finding in lint_needs(lines)]
    return [language, str(len(lines)), *(str(codes.count(code)) for code in get_args(RemarkKind))]


def test_the_needs_that_ship_are_remarked_on_as_often_as_the_page_says() -> None:
    assert documented(10) == [remarks(language) for language in LANGUAGES]


@pytest.mark.parametrize(
    ("marks", "found", "expected"),
    [
        ({("L1", "x"), ("L2", "x")}, {("L1", "x")}, ["x", "2", "1", "0", "1", "1.00", "0.50"]),
        ({("L1", "x")}, {("L1", "x"), ("L3", "x")}, ["x", "1", "1", "1", "0", "0.50", "1.00"]),
    ],
)
def test_a_miss_lowers_recall_and_a_false_alarm_precision(
    marks: Marks, found: Marks, expected: list[str]
) -> None:
    assert table(marks, found) == [expected]
