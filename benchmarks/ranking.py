"""How long a result takes to compute: python -m benchmarks.ranking.

Three sizes, made up (`decisions.py`), every tenth cell open so that nothing is skipped. For each:

- *rank*: what a moved weight costs, on a foundation that is laid: values, intervals, possible
  ranks and gates of every offer, integrator and pair, and what every criterion adds to each, as tables;
- *contributions*: the same, and every single contribution read as the object that screens and files use;
- *lay the foundation*: what a changed answer costs: cells, fits, gates and partial values;
- *evaluate*: both, from the decision to the result.
"""

import datetime as dt

from benchmarks.decisions import made_up_decision, made_up_measurements
from benchmarks.timing import line, print_table, repeated
from selection.analysis.evaluation import Evaluation, evaluate, rank
from selection.analysis.foundation import lay_foundation
from selection.analysis.weights import node_weights
from selection.model.decision import Decision

TODAY = dt.date(2026, 11, 22)
OPEN_SHARE = 0.1
RUNS = 60
RUNS_OF_THE_LARGEST = 15


def main() -> None:
    offers = made_up_decision(offers=20, integrators=0, open_share=OPEN_SHARE)
    pairs = made_up_decision(offers=20, integrators=20, open_share=OPEN_SHARE)
    largest = made_up_measurements(offers=1000, criteria=200, open_share=OPEN_SHARE)
    print_table(
        [
            *lines("20 offers", offers, RUNS, target=5),
            *lines("400 pairs", pairs, RUNS, target=20),
            *lines("1,000 × 200", largest, RUNS_OF_THE_LARGEST, target=50),
        ]
    )


def lines(name: str, decision: Decision, runs: int, target: float) -> list[tuple[str, ...]]:
    """Measure one decision."""
    foundation, nodes = lay_foundation(decision, TODAY), node_weights(decision)
    describe(name, rank(foundation, nodes))
    return [
        line(f"{name}: rank", repeated(lambda: rank(foundation, nodes), runs), target),
        line(f"{name}: contributions", repeated(lambda: open_up(rank(foundation, nodes)), runs)),
        line(f"{name}: lay the foundation", repeated(lambda: lay_foundation(decision, TODAY), runs)),
        line(f"{name}: evaluate", repeated(lambda: evaluate(decision, TODAY), runs)),
    ]


def open_up(result: Evaluation) -> int:
    """Read every contribution to every value, and count them."""
    everyone = (*result.platforms, *result.integrators, *result.pairs)
    return sum(len(alternative.contributions) for alternative in everyone)


def describe(name: str, result: Evaluation) -> None:
    print(
        f"{name}: {len(result.platforms)} offers, {len(result.integrators)} integrators, "
        f"{len(result.pairs)} pairs, {len(result.decision.needs)} needs, "
        f"{len(result.foundation.criteria)} criteria, {open_up(result)} contributions"
    )


if __name__ == "__main__":
    main()
