"""How soon either/or questions settle a decision: python -m benchmarks.either_or.

Somebody with fixed weights in mind (drawn evenly over all there are) answers what is asked about made-up
alternatives (partial values drawn evenly; that they are closer to each other would change nothing), until
the whole order is settled or they have answered 40 questions. Told is in what share of the decisions the
winner and the whole order were settled by 20 answers, and by 40, and how often the winner found is the right
one anyway.
"""

import time
from dataclasses import dataclass

import numpy as np

from selection.analysis.elicited import answered_region
from selection.analysis.spreads import Table
from selection.analysis.trade_offs import EitherOr, progress
from selection.model.weights import TradeOff

DECISIONS = 20
PATIENCE = 20, 40
SEED = 5


@dataclass(frozen=True)
class Course:
    """How one decision went: after how many answers what was settled, None where it never was."""

    first: int | None
    order: int | None
    right: bool
    slowest: float
    """Seconds the slowest question took to be found."""


def main() -> None:
    heads = ["alternatives × criteria"]
    heads += [f"{what} settled by {most}" for what in ("winner", "order") for most in PATIENCE]
    print(f"| {' | '.join((*heads, 'winner right', 'slowest ms'))} |\n|{' --- |' * 7}")
    for count, criteria in ((3, 5), (5, 5), (3, 8), (5, 8), (8, 8)):
        courses = [_course(count, criteria, seed) for seed in range(SEED, SEED + DECISIONS)]
        print(_line(f"{count} × {criteria}", courses), flush=True)


def _course(count: int, criteria: int, seed: int) -> Course:
    generator = np.random.default_rng(seed)
    values = generator.random((count, criteria))
    names = [f"C{at}" for at in range(criteria)]
    mind = dict(zip(names, generator.dirichlet(np.ones(criteria)).tolist(), strict=True))
    return _asked(values, names, mind)


def _asked(values: Table, names: list[str], mind: dict[str, float]) -> Course:
    answers: tuple[TradeOff, ...] = ()
    first: int | None = None
    slowest = 0.0
    while True:
        start = time.perf_counter()
        found = progress(answers, names, values)
        slowest = max(slowest, time.perf_counter() - start)
        if first is None and found.settled != "nothing":
            first = len(answers)
        if found.question is None or len(answers) == PATIENCE[-1]:
            break
        answers = (*answers, _answer(found.question, mind))
    centre = answered_region(answers, names).centre
    own = np.array([mind[name] for name in names])
    right = int(np.argmax(values @ own)) == int(np.argmax(values @ centre))
    return Course(first, len(answers) if found.settled == "order" else None, right, slowest)


def _answer(asked: EitherOr, mind: dict[str, float]) -> TradeOff:
    said = "first" if mind[asked.first] > asked.part * mind[asked.second] else "second"
    return TradeOff(first=asked.first, second=asked.second, part=asked.part, answer=said)


def _line(name: str, courses: list[Course]) -> str:
    cells = [name]
    for found in ([c.first for c in courses], [c.order for c in courses]):
        cells += [f"{np.mean([n is not None and n <= most for n in found]):.0%}" for most in PATIENCE]
    cells += [f"{np.mean([c.right for c in courses]):.0%}", f"{1000 * max(c.slowest for c in courses):.0f}"]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
