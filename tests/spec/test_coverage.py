"""No statement of the articles falls out, and no contested figure gets in."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from selection.catalogue.library import shipped
from selection.model.base import LANGUAGES, reading

ROOT = Path(__file__).resolve().parents[2]
REASON_LENGTH = 40
"""An excuse shorter than this explains nothing."""


class Row(NamedTuple):
    statement: str
    what: str
    places: list[str]
    tests: list[str]


@cache
def page() -> str:
    return (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")


def rows(text: str) -> list[Row]:
    found = re.findall(r"^\| (A\d+) \| (.+?) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    return [
        Row(statement, what, re.findall(r"`([^`]+)`", places), re.findall(r"`([^`]+)`", tests))
        for statement, what, places, tests in found
    ]


def test_all_98_statements_stand_there_once_and_in_order() -> None:
    assert [row.statement for row in rows(page())] == [f"A{number}" for number in range(1, 99)]


def test_every_place_is_there_and_holds_the_name_it_is_looked_up_by() -> None:
    missing = [(row.statement, place) for row in rows(page()) for place in row.places if not is_there(place)]
    assert missing == []


def is_there(place: str) -> bool:
    path, _, name = place.partition("#")
    file = ROOT / path
    return (
        file.is_file() and re.search(rf"\b{re.escape(name)}\b", file.read_text(encoding="utf-8")) is not None
    )


def test_every_test_that_is_named_is_there() -> None:
    missing = [(row.statement, test) for row in rows(page()) for test in row.tests if not is_defined(test)]
    assert missing == []


def is_defined(test: str) -> bool:
    file, _, name = test.partition("::")
    if not (ROOT / file).is_file():
        return False
    statements = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
    return name in {found.name for found in statements if isinstance(found, ast.FunctionDef)}


def test_what_is_embodied_names_place_and_test_and_what_is_not_says_why() -> None:
    assert [row.statement for row in rows(page()) if not is_accounted_for(row)] == []


def is_accounted_for(row: Row) -> bool:
    if row.what.startswith("not embodied: "):
        return len(row.what) > REASON_LENGTH and not row.places
    return bool(row.places and row.tests)


def test_only_what_nobody_could_source_is_not_embodied() -> None:
    assert [row.statement for row in rows(page()) if row.what.startswith("not embodied: ")] == ["A81"]


def test_a_gap_in_the_page_would_be_noticed() -> None:
    (row,) = rows(
        "| A1 | shown | `docs/nowhere.md` · `docs/coverage.md#nobody-wrote` | `tests/spec/none.py::test_x` |"
    )
    assert [is_there(place) for place in (*row.places, "docs/coverage.md#linters")] == [False, False, True]
    assert [is_defined(test) for test in (*row.tests, "tests/spec/test_coverage.py::is_defined")] == [
        False,
        True,
    ]
    assert is_accounted_for(row)
    assert not is_accounted_for(row._replace(tests=[]))
    assert not is_accounted_for(row._replace(what="not embodied: no time", places=[]))


# Contested claims


def percentages_claimed() -> set[float]:
    """Read every percentage off the claims and what is said against them."""
    texts = (
        reading(text, language)
        for claim in shipped().risks.claims
        for text in (claim.text, claim.counter)
        for language in LANGUAGES
    )
    joined = " ".join(texts)
    ranges = re.findall(r"(\d+) ?(?:to|–|-|עד|do) ?(\d+) ?%", joined)
    single = re.findall(r"(\d+) ?%", joined)
    return {float(figure) for figure in (*single, *(end for ends in ranges for end in ends))}


def constants(source: str) -> set[float]:
    return {
        float(node.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float)
    }


def names(source: str) -> set[str]:
    tree = ast.walk(ast.parse(source))
    return {getattr(node, "attr", getattr(node, "id", getattr(node, "name", ""))) for node in tree}


def arithmetic() -> dict[str, str]:
    modules = (ROOT / "selection" / "analysis").glob("*.py")
    return {module.name: module.read_text(encoding="utf-8") for module in sorted(modules)}


def test_the_claims_hold_the_figures_that_are_looked_for() -> None:
    assert percentages_claimed() >= {65.0, 55.0, 75.0, 18.0, 70.0}


def test_no_figure_of_a_contested_claim_stands_in_the_arithmetic() -> None:
    claimed = percentages_claimed()
    claimed |= {figure / 100 for figure in claimed}
    found = {name: constants(source) & claimed for name, source in arithmetic().items()}
    assert {name: figures for name, figures in found.items() if figures} == {}
    assert constants("FAILED = 0.65") & claimed == {0.65}


def test_no_part_of_the_arithmetic_reads_the_claims() -> None:
    reading_them = [name for name, source in arithmetic().items() if {"claims", "Claim"} & names(source)]
    assert reading_them == []
    assert "claims" in names("library.risks.claims")
