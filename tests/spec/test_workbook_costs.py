"""Costs over 3, 5 and 7 years in a changed workbook, recalculated in LibreOffice, are the engine's own.

Amounts are compared to one part in a billion, all other figures to 1e-9.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from selection.analysis.costs import over_horizons
from selection.analysis.evaluation import evaluate
from selection.analysis.value_cost import plane
from selection.documents.workbook.cost_lines_sheet import (
    CHARGED,
    CURRENCY,
    FROM,
    GROSS,
    HIGH,
    KIND,
    LIKELY,
    LOW,
    RISE,
    UNTIL,
    VAT,
)
from selection.errors import DecisionError
from selection.model.base import LANGUAGES, Language
from selection.model.costs import COST_KINDS, HORIZONS, CostLine, CostPolicy, Estimate
from selection.model.decision import Decision
from selection.model.pricing import PricePolicy
from selection.words import Words
from selection.words.money import charged_word, cost_kind_word
from tests.building import criterion, decide, score
from tests.examples import TODAY, example
from tests.money import cost_line, eur, rate
from tests.office import recalculated
from tests.workbooks import Written, differences, errors, same, written

CHARGES = ("once", "yearly", "per_user_yearly", "at_end")
pytestmark = pytest.mark.office


@dataclass
class Case:
    """A workbook that was changed, and the decision that was changed in the same way."""

    before: Written
    book: Workbook
    decision: Decision
    found: Workbook | None = None

    def type_in(self, content: Any, *key: str, column: int | None = None) -> None:
        sheet, row, stated = self.before.places[key]
        at = stated if column is None else column
        self.book[sheet].cell(row + 1, at + 1).value = content

    def figure(self, *key: str) -> object:
        assert self.found is not None
        return self.before.read(self.found, *key)


def tender(**more: Any) -> Decision:
    found = example("tender")
    policy = found.cost_policy or CostPolicy(currency="EUR")
    rules = {"rates": (rate("PLN", 0.24), rate("ILS", 0.26)), "vat_rate": 0.17, "discount_rate": 0.05, **more}
    return found.model_copy(update={"cost_policy": policy.model_copy(update=rules)})


def scan() -> Decision:
    """Two offers and two firms, each with costs of its own, and one pair with some of its own."""
    lines = (
        cost_line("licence", "o1", 90.0, charged="per_user_yearly", indexation=0.03),
        cost_line("servers", "o2", Estimate(low=4000, likely=5000, high=9000), kind="operation", last_year=4),
        cost_line("rollout", "x", 60_000, kind="implementation", currency="PLN"),
        cost_line("rollout-y", "y", 80_000, kind="implementation", includes_vat=True, vat_rate=0.23),
        cost_line("moving", "o1+x", 7_500, kind="migration", first_year=2),
        cost_line("leaving", "o1", 9_000, kind="exit", charged="at_end", indexation=0.02),
        cost_line("dollars", "o2", 100, kind="add_ons", currency="USD"),
    )
    return decide(
        ["o1", "o2"],
        criteria=(criterion("Q"), criterion("P", "pair")),
        scores={"o1": {"Q": score(70.0)}, "o2": {"Q": score(50.0)}},
        points={"F0": 0.0, "Q": 1.0, "P": 1.0},
        firms=("x", "y"),
        costs=lines,
        cost_policy=CostPolicy(currency="EUR", users=40, rates=(rate("PLN", 0.24),), horizon=3),
        price_policy=PricePolicy(money_per_point=eur(2_000)),
    )


def changed(case: Case, words: Words, draw: random.Random) -> None:
    """Change rules, rates and lines in the sheet and in the decision alike."""
    policy = case.decision.cost_policy
    assert policy is not None
    horizon = draw.choice(HORIZONS)
    rules = {"discount_rate": 0.08, "user_growth": -0.04, "users": 90, "vat_rate": 0.19, "with_vat": True}
    rates = tuple(one.model_copy(update={"rate": round(one.rate * 1.1, 4)}) for one in policy.rates)
    typed = (
        *(("CostHorizon", horizon), ("CostDiscount", 0.08), ("CostGrowth", -0.04), ("CostUsers", 90)),
        *(("CostVat", 0.19), ("CostWithVat", words("yes")), ("K", 9_000)),
    )
    for name, content in typed:
        case.type_in(content, "cost_rule", name)
    for one in rates:
        case.type_in(one.rate, "rate", one.currency)
    lines = tuple(redrawn(line, draw) for line in case.decision.costs)
    for line in lines:
        type_line(case, line, words)
    price = (case.decision.price_policy or PricePolicy()).model_copy(update={"money_per_point": eur(9_000)})
    case.decision = case.decision.model_copy(
        update={
            "cost_policy": policy.model_copy(update={**rules, "horizon": horizon, "rates": rates}),
            "costs": lines,
            "price_policy": price,
        }
    )


def redrawn(line: CostLine, draw: random.Random) -> CostLine:
    low = round(draw.uniform(0, 90_000), 2)
    first = draw.randint(1, 4)
    return line.model_copy(
        update={
            "amount": Estimate(low=low, likely=low * 1.5, high=low * 3),
            # Of a bid some become what it is made of, and then replace its price.
            "kind": draw.choice(COST_KINDS) if draw.random() < 0.3 else line.kind,
            "charged": draw.choice(CHARGES),
            "currency": draw.choice(("EUR", "PLN")),
            "first_year": first,
            "last_year": draw.choice((None, first, first + 2)),
            "indexation": round(draw.uniform(-0.05, 0.1), 3),
            "includes_vat": draw.random() < 0.5,
            "vat_rate": draw.choice((None, 0.08)),
        }
    )


def type_line(case: Case, line: CostLine, words: Words) -> None:
    typed = {
        LOW: line.amount.low,
        LIKELY: line.amount.likely,
        HIGH: line.amount.high,
        KIND: cost_kind_word(line.kind, words),
        CHARGED: charged_word(line.charged, words),
        CURRENCY: line.currency,
        FROM: line.first_year,
        UNTIL: line.last_year,
        RISE: line.indexation,
        GROSS: words("yes") if line.includes_vat else words("no"),
        VAT: line.vat_rate,
    }
    for column, content in typed.items():
        case.type_in(content, "cost_line", line.alternative, line.id, column=column)


def made(decision: Decision, language: Language = "en") -> Case:
    before = written(evaluate(decision, TODAY), language)
    return Case(before, before.again(), decision)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Case]:
    found: dict[str, Case] = {}
    for seed, language in enumerate(LANGUAGES):
        case = found[f"tender {language}"] = made(tender(), language)
        changed(case, Words(language), random.Random(seed))
    found["scan"] = made(scan())
    case = found["scan changed"] = made(scan())
    changed(case, Words("en"), random.Random(11))
    found["nobody counted the users"] = made(tender(users=None))
    found["no users"] = made(
        scan().model_copy(update={"cost_policy": CostPolicy(currency="EUR", rates=(rate("PLN", 0.2),))})
    )
    books = recalculated({name: case.book for name, case in found.items()}, tmp_path_factory.mktemp("office"))
    for name, case in found.items():
        case.found = books[name]
    return found


CASES = (
    "tender en",
    "tender he",
    "tender pl",
    "scan",
    "scan changed",
    "nobody counted the users",
    "no users",
)


@pytest.mark.parametrize("name", CASES)
def test_totals_over_three_five_and_seven_years_are_the_engines(cases: Mapping[str, Case], name: str) -> None:
    case, told = cases[name], 0
    for key in case.before.places:
        if key[0] != "cost" or key[2] == "chosen":
            continue
        try:
            costs = over_horizons(case.decision, key[1], TODAY)
        except DecisionError:
            costs = None
        total = costs[int(key[2])].total if costs else None  # type: ignore[index]
        expected = getattr(total, key[3]) if total else ""
        assert same(case.figure(*key), expected), (key, expected, case.figure(*key))
        told += expected != ""
    assert told >= 9


@pytest.mark.parametrize("name", CASES)
def test_what_the_chosen_years_are_made_of_is_the_engines(cases: Mapping[str, Case], name: str) -> None:
    case = cases[name]
    policy = case.decision.cost_policy
    assert policy is not None
    for key in case.before.places:
        if key[0] != "cost_kind":
            continue
        try:
            costs = over_horizons(case.decision, key[1], TODAY)
        except DecisionError:
            costs = None
        by_kind = costs[policy.horizon].by_kind if costs else {}
        expected = by_kind[key[2]].likely if key[2] in by_kind else 0.0  # type: ignore[index]
        assert same(case.figure(*key), expected if costs else ""), key


@pytest.mark.parametrize("name", CASES)
def test_the_front_and_quality_less_cost_are_the_engines(cases: Mapping[str, Case], name: str) -> None:
    case = cases[name]
    words = Words(name[-2:] if name.startswith("tender") else "en")  # type: ignore[arg-type]
    found = plane(evaluate(case.decision, TODAY), TODAY)
    for standing in found.standings:
        said = words("yes") if standing.efficient else words("no")
        assert case.figure("efficient", standing.id) == said, standing.id
        per_point = standing.per_point if standing.per_point is not None else ""
        assert same(case.figure("per_point", standing.id), per_point)
        figures = [case.figure("figure", standing.id, end) for end in ("low", "likely", "high")]
        expected = [
            getattr(standing.figure, end) if standing.figure else "" for end in ("low", "likely", "high")
        ]
        assert all(map(same, figures, expected)), (standing.id, figures, expected)
    assert any(standing.efficient for standing in found.standings) == (name != "no users")


def test_an_unchanged_sheet_agrees_with_what_was_written(cases: Mapping[str, Case]) -> None:
    for name in ("scan", "nobody counted the users", "no users"):
        case = cases[name]
        assert case.found is not None
        assert differences(case.before, case.found) == []


def test_no_cell_holds_an_error(cases: Mapping[str, Case]) -> None:
    assert {
        name: errors(case.found) for name, case in cases.items() if case.found and errors(case.found)
    } == {}


def test_a_currency_without_a_rate_leaves_its_alternatives_without_a_total(cases: Mapping[str, Case]) -> None:
    assert cases["scan"].figure("cost", "o2+x", "3", "likely") == ""
    assert isinstance(cases["scan"].figure("cost", "o1+x", "3", "likely"), float | int)


def test_a_decision_in_which_nothing_is_stated_has_no_sheets_of_cost() -> None:
    book = written(evaluate(scan().model_copy(update={"costs": ()}), TODAY)).formulas
    assert not {"Cost lines", "Cost over the years"} & set(book.sheetnames)
