"""Real answer tables that nobody here made come in and reproduce the totals their authors print.

The tables are converted from the survey of software of "Model Citizen Developer" (CC BY 4.0,
github.com/modelcitizendeveloper/survey-of-software); path and commit stand in each ``tests/samples/*.yaml``.
They are test inputs only.
"""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from selection.analysis.evaluation import evaluate
from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.documents.reading.preview import decision_after
from selection.documents.reading.process import Book, read_book
from selection.documents.reading.suggestion import suggested
from selection.documents.reading.table_preview import preview_of_table
from selection.documents.reading.totals import by_name, disagreements, totals
from selection.model.criteria import CriteriaSet, Criterion, Linear
from selection.model.decision import Decision
from selection.model.mapping import TableMapping
from tests.forms import TODAY, refusals

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
TABLES = ("crm_selfhosted_4", "task_tools_6")
SCORES = (*TABLES, "accounting_integration_sum")


@cache
def said(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((SAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def table(file: str) -> Book:
    return read_book((SAMPLES / file).read_bytes(), file)


def in_categories(name: str) -> Book:
    """Write the category scores the authors print as the table they stand in: vendors in rows."""
    scores = said(name)["published"].get("scores") or said(name)["scores"]
    first = next(iter(scores.values()))
    heads = list(first) if isinstance(first, dict) else [f"c{n}" for n in range(len(first))]
    rows = [[vendor, *(of.values() if isinstance(of, dict) else of)] for vendor, of in scores.items()]
    text = "\n".join(";".join(str(cell) for cell in row) for row in [["vendor", *heads], *rows])
    return read_book(text.encode(), f"{name}.csv")


def empty_decision() -> Decision:
    fresh = fresh_decision("Sample", shipped())
    return fresh.model_copy(update={"needs": (), "offers": (), "platforms": ()})


@pytest.mark.parametrize("name", TABLES)
def test_the_codes_of_a_table_are_found_as_often_as_its_description_says(name: str) -> None:
    found = suggested(table(f"{name}.answers.csv"))
    counted: Counter[str] = Counter()
    for code, times in found.counts.items():
        meaning = found.mapping.codes[code]
        counted[str(meaning.delivery or meaning.state)] += times
    expected = dict(said(name)["counts"]["by_delivery_or_gap"])
    free = expected.pop("free_text")
    assert counted == expected
    assert sum(found.counts.values()) + free == said(name)["counts"]["answers"]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_comes_in_by_the_proposed_mapping_with_its_needs_and_products(name: str) -> None:
    needs = table(f"{name}.requirements.csv")
    decision = decision_after(preview_of_table(needs, suggested(needs).mapping, empty_decision()))
    assert len(decision.needs) == said(name)["counts"]["requirements"]
    answers = table(f"{name}.answers.csv")
    mapping = suggested(answers).mapping.model_copy(update={"adds": True, "deployment": "self_hosted"})
    found = preview_of_table(answers, mapping, decision)
    assert refusals(found) == []
    after = decision_after(found)
    assert [o.name for o in after.offers] == [v["id"] for v in said(name)["vendors"]]
    deliveries = Counter(a.delivery for row in after.answers.values() for a in row.values())
    expected = said(name)["counts"]["by_delivery_or_gap"]
    for delivery in ("as_is", "partial", "absent", "add_on"):
        assert deliveries[delivery] == expected.get(delivery, 0)
    assert sum(len(row) for row in after.answers.values()) == said(name)["counts"]["answers"]


@pytest.mark.parametrize("name", SCORES)
def test_the_printed_totals_are_the_sums_of_the_printed_scores(name: str) -> None:
    categories = in_categories(name)
    mapping = suggested(categories).mapping
    assert (mapping.holds, mapping.layout) == ("scores", "vendors_in_rows")
    published = said(name)["published"]["totals"]
    found = totals(categories, mapping.model_copy(update={"published": published}))
    assert disagreements(found) == ()
    assert {t.alternative: float(t.total) for t in found} == {v: float(t) for v, t in published.items()}
    assert {t.alternative: t.rank for t in found} == said(name)["recomputed"]["ranks"]


@pytest.mark.parametrize("name", SCORES)
def test_a_printed_total_that_is_wrong_is_told(name: str) -> None:
    categories = in_categories(name)
    published = dict(said(name)["published"]["totals"])
    wrong = next(iter(published))
    published[wrong] += 1
    found = totals(categories, suggested(categories).mapping.model_copy(update={"published": published}))
    assert [t.alternative for t in disagreements(found)] == [wrong]
    assert by_name(found)[wrong].agrees is False


def test_the_engine_ranks_a_plain_sum_as_its_authors_do_ties_included() -> None:
    sample = said("accounting_integration_sum")
    scale = sample["scale"]
    measured = tuple(
        Criterion.model_validate(
            {
                "id": f"c{at}",
                "name": c["name"],
                "definition": "As printed.",
                "group": "integration",
                "scope": "platform",
                "direction": "increasing",
                "from": "measure",
                "value": Linear(kind="linear", unit="points", **{k: float(v) for k, v in scale.items()}),
                "sources": (sample["provenance"]["path"],),
            }
        )
        for at, c in enumerate(sample["criteria"])
    )
    chosen = CriteriaSet(
        kind="criteria_set", id="s", version=1, title="S", platform=tuple(c.id for c in measured)
    )
    bare = empty_decision().model_copy(update={"criteria": measured, "criteria_set": chosen, "weights": {}})
    vendors = read_book(
        ("need,vendor,answer\n" + "\n".join(f"none,{v},-" for v in sample["scores"])).encode(), "vendors.csv"
    )
    adding = TableMapping.model_validate(
        {
            "kind": "mapping",
            "layout": "long",
            "question": "need",
            "alternative": "vendor",
            "answer": "answer",
            "adds": True,
            "deployment": "cloud",
            "codes": {"-": {"state": "not_asked"}},
        }
    )
    with_vendors = decision_after(preview_of_table(vendors, adding, bare)).model_copy(update={"needs": ()})
    names = {v: o.id for o in with_vendors.offers for v in (o.name or "",)}
    scores = in_categories("accounting_integration_sum")
    mapping = suggested(scores).mapping.model_copy(update={"alternatives": names})
    after = decision_after(preview_of_table(scores, mapping, with_vendors))
    result = evaluate(after, TODAY)
    values = {p.id: round(3 * scale["best"] * p.low, 9) for p in result.platforms}
    assert values == {names[v]: total for v, total in sample["published"]["totals"].items()}
