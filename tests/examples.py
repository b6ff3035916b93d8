"""The shipped examples, read and evaluated once, for the tests about them."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from selection.analysis.evaluation import Evaluation, evaluate
from selection.catalogue.decision_file import read_decision
from selection.catalogue.library import shipped
from selection.model.decision import Decision

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TODAY = dt.date(2026, 11, 22)


@cache
def example(name: str) -> Decision:
    return read_decision(EXAMPLES / f"{name}.yaml", shipped())


@cache
def doubtful() -> Decision:
    """Give the tender in which the projects that put the winner ahead are only claimed."""
    tender = example("tender")
    pair = tender.scores["quillmere-mirrin"]
    claimed = {**pair, "P2": pair["P2"].model_copy(update={"evidence": "claim"})}
    return tender.model_copy(update={"scores": {**tender.scores, "quillmere-mirrin": claimed}})


def in_english(decision: Decision) -> Decision:
    """Give a decision with its texts in English alone, as somebody would write it who knows no other."""
    return Decision.model_validate(_in_english(decision.model_dump(mode="json", by_alias=True)))


def _in_english(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_english(part) for part in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"en", "he", "pl"}:
        return value["en"]
    return {name: _in_english(part) for name, part in value.items()}


@cache
def result(name: str) -> Evaluation:
    return evaluate(example(name), TODAY)
