"""A changed comparison workbook, recalculated in LibreOffice, says what the engine says of the same change.

Excel itself can't be tried here; the formulas keep to functions that Excel 2016 has.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.workbook import Workbook

from selection.analysis.evaluation import Evaluation, evaluate
from selection.analysis.fit import exact
from selection.model.base import Language
from selection.model.decision import Decision, Policy
from selection.words import Words
from tests.building import decisions, met, of_needs
from tests.changed import Changing
from tests.examples import TODAY, result
from tests.office import recalculated
from tests.poisoned import PAYLOADS, poisoned
from tests.workbooks import Written, cells_of_formulas, differences, errors, same, written

LANGUAGES: tuple[Language, ...] = ("en", "he", "pl")
GENERATED = 12
# What Excel 2016 and LibreOffice both know, and what the formulas are written with.
FUNCTIONS = {
    *("ABS", "AND", "COUNT", "COUNTIF", "COUNTIFS", "IF", "IFERROR", "INDEX", "ISNUMBER", "LARGE", "MATCH"),
    *(
        "MAX",
        "MEDIAN",
        "MIN",
        "N",
        "NOT",
        "OR",
        "ROUND",
        "ROWS",
        "SIGN",
        "SMALL",
        "SUM",
        "SUMIFS",
        "SUMPRODUCT",
    ),
}
pytestmark = pytest.mark.office


@dataclass(frozen=True)
class Case:
    """A workbook as LibreOffice worked it out, and the one the engine would have written."""

    expected: Written
    found: Workbook


def generated() -> list[Decision]:
    drawn: list[Decision] = []

    @settings(
        max_examples=GENERATED, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(decisions())
    def collect(decision: Decision) -> None:
        drawn.append(decision)

    collect()
    return drawn


def on_the_line(met_as_is: int, of: int, line: float) -> Evaluation:
    needs = met(met_as_is, of)
    found = of_needs(
        {need.id: given_answer for need, given_answer in needs.items()},
        tuple(needs),
        policy=Policy(fit_line=line),
    )
    return evaluate(found, TODAY)


ON_THE_LINE = {
    "28 of 35": (28, 35, 0.8),
    "27 of 35": (27, 35, 0.8),
    "7 of 10": (7, 10, 0.7),
    "29 of 50": (29, 50, 0.58),
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Case]:
    """Change, recalculate and read everything once: starting LibreOffice is what takes long."""
    books: dict[str, Workbook] = {}
    expected: dict[str, Written] = {}

    def unchanged(name: str, evaluation: Evaluation, language: Language = "en") -> None:
        expected[name] = written(evaluation, language)
        books[name] = expected[name].again()

    def changed(name: str, evaluation: Evaluation, language: Language, seed: int) -> None:
        before = written(evaluation, language)
        books[name] = before.again()
        change = Changing(before, books[name], Words(language), random.Random(seed))
        expected[name] = written(evaluate(change.everything(), TODAY), language)
        assert expected[name].places == before.places

    for seed, language in enumerate(LANGUAGES):
        changed(f"tender changed {language}", result("tender"), language, seed)
    changed("market scan changed", result("market_scan"), "he", 7)
    for number, decision in enumerate(generated()):
        unchanged(f"generated {number}", evaluate(decision, TODAY), LANGUAGES[number % 3])
    for name, figures in ON_THE_LINE.items():
        unchanged(name, on_the_line(*figures))
    unchanged("poisoned", evaluate(poisoned(PAYLOADS[0]), TODAY))
    found = recalculated(books, tmp_path_factory.mktemp("office"))
    return {name: Case(expected[name], found[name]) for name in books}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_changed_at_random_agrees_with_the_engine(
    cases: Mapping[str, Case], language: Language
) -> None:
    case = cases[f"tender changed {language}"]
    assert differences(case.expected, case.found) == []


def test_a_changed_market_scan_agrees_with_the_engine(cases: Mapping[str, Case]) -> None:
    case = cases["market scan changed"]
    assert differences(case.expected, case.found) == []


def test_decisions_of_every_shape_agree_with_the_engine(cases: Mapping[str, Case]) -> None:
    shapes = [case for name, case in cases.items() if name.startswith("generated")]
    assert len(shapes) >= GENERATED
    assert [found for case in shapes for found in differences(case.expected, case.found)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_ranks_and_gates_are_the_engines_own(cases: Mapping[str, Case], language: Language) -> None:
    """Not by the figures written beside the formulas, but by the evaluation itself."""
    case = cases[f"tender changed {language}"]
    verdicts = {"pass": "✓", "open": "○", "fail": "✗"}
    evaluation = case.expected.evaluation
    for found in (*evaluation.platforms, *evaluation.integrators, *evaluation.pairs):
        told = {
            "low": found.low,
            "high": found.high,
            "proven": found.proven,
            "quality_low": found.quality_low,
            "quality_high": found.quality_high,
            "rank": found.rank if found.rank is not None else "",
            "rank_best": found.rank_best if found.rank_best is not None else "",
            "rank_worst": found.rank_worst if found.rank_worst is not None else "",
        }
        for figure, value in told.items():
            assert same(case.expected.read(case.found, figure, found.kind, found.id), value), (
                found.id,
                figure,
            )
        gate = case.expected.read(case.found, "gate", found.kind, found.id)
        assert str(gate)[0] == verdicts[found.gate.verdict]
        total = case.expected.read(case.found, "contributed", "low", found.kind, found.id)
        assert same(total, found.low)


def test_a_change_does_change_the_order(cases: Mapping[str, Case]) -> None:
    case = cases["tender changed en"]
    places = [str(place) for place in range(1, 9)]
    before = [pair.name for pair in result("tender").pairs]
    after = [str(case.expected.read(case.found, "ranking", "pair", place)) for place in places]
    assert sorted(before) == sorted(after)
    assert before != after


@pytest.mark.parametrize("name", ON_THE_LINE)
def test_the_pass_line_is_compared_exactly(cases: Mapping[str, Case], name: str) -> None:
    count, of, line = ON_THE_LINE[name]
    case = cases[name]
    passes = str(case.expected.read(case.found, "fit", "a")).startswith("✓")
    assert passes == (exact(line) * of <= count)


def test_no_cell_holds_an_error(cases: Mapping[str, Case]) -> None:
    assert {name: errors(case.found) for name, case in cases.items() if errors(case.found)} == {}


def test_libreoffice_evaluates_nothing_from_outside(cases: Mapping[str, Case]) -> None:
    case = cases["poisoned"]
    assert differences(case.expected, case.found) == []


def test_formulas_use_only_functions_that_old_programs_know(cases: Mapping[str, Case]) -> None:
    used = {
        name
        for case in cases.values()
        for _, cell in cells_of_formulas(case.expected.formulas)
        for name in re.findall(r"\b([A-Z][A-Z0-9.]*)\(", re.sub(r"'[^']*'!|\"[^\"]*\"", "", str(cell.value)))
    }
    assert used <= FUNCTIONS
