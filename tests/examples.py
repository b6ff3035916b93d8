"""The shipped examples, read and evaluated once, for the tests about them."""

import datetime as dt
from functools import cache
from pathlib import Path

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
def result(name: str) -> Evaluation:
    return evaluate(example(name), TODAY)
