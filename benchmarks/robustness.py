"""How long it takes to say how sure a result is: python -m benchmarks.robustness.

Everything runs side by side in one go, in turns, so that what else the machine does falls on all alike.

- *counting ranks* on 20 alternatives and 60 criteria with 100,000 weight vectors: ours, drawing included;
  the same in plain NumPy, as one would write it down; and, scaled from a few evaluations each, a loop over
  scikit-criteria's pipeline and over pymcdm (which is not needed to run; `pip install pymcdm` to measure it);
- *the floor*: what drawing the numbers, the matrix product and touching the memory take at least;
- *the screen*: everything the page about robustness shows, from a result to its last picture;
- *the questions*: what to find out next, over 200 open cells and what is known on weak evidence.
"""

import datetime as dt
import time
import tracemalloc
import warnings
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from benchmarks.decisions import made_up_decision, made_up_measurements, with_open_answers
from benchmarks.timing import Times, line, print_table, timed
from selection.analysis.evaluation import Evaluation, evaluate
from selection.analysis.inquiry import inquire
from selection.analysis.pictures import duels, heat_map, preferences
from selection.analysis.reasons import reasons
from selection.analysis.robustness import Robustness, robustness
from selection.analysis.smaa import CHUNK, smaa, smaa_from, uniform

TODAY = dt.date(2026, 11, 22)
DRAWS = 100_000
TURNS = 7
TURNS_OF_THE_LARGEST = 5
OPEN_CELLS = 200
LOOPED = 60
"""Evaluations a loop is measured on; its time is scaled up from these."""

Table = NDArray[np.float64]


def main() -> None:
    values = np.random.default_rng(0).random((20, 60))
    largest = np.random.default_rng(1).random((1000, 200))
    print_table([*counting(values), *the_largest(largest), *floor(values), *screens(), *questions()])
    print(f"\nmemory at most, 20 × 60: {peak(lambda: smaa_from(values, uniform(60), DRAWS, 1)):.1f} MB")


def in_turns(work: Mapping[str, Callable[[], object]], turns: int) -> dict[str, Times]:
    """Do every piece of work once per turn, after one turn that doesn't count."""
    for one in work.values():
        one()
    found: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(turns):
        for name, one in work.items():
            found[name].append(timed(one))
    return {name: Times(tuple(times)) for name, times in found.items()}


def counting(values: Table) -> list[tuple[str, ...]]:
    drawn = uniform(60)(np.random.default_rng(1), DRAWS)
    loops = {"scikit-criteria, pipeline": looped_pipeline(values), **looped_pymcdm(values)}
    times = in_turns(
        {
            "ours": lambda: smaa_from(values, uniform(60), DRAWS, 1),
            "ours, weights given": lambda: smaa(values, drawn),
            "plain NumPy": lambda: plain(values, DRAWS, 1),
            **loops,
        },
        TURNS,
    )
    for name in loops:
        times[name] = Times(tuple(time * DRAWS / LOOPED for time in times[name].all))
    ours = times["ours"].median
    for name, found in times.items():
        print(f"{name}: {found.median / ours:,.2f} × the time of ours")
    return [line(f"20 × 60, 100,000: {name}", found) for name, found in times.items()]


def plain(values: Table, draws: int, seed: int) -> tuple[Table, Table]:
    """Rank acceptabilities and central weights as one would write them down, portion by portion."""
    generator = np.random.default_rng(seed)
    count, criteria = values.shape
    ranks, central = np.zeros((count, count)), np.zeros((count, criteria))
    for start in range(0, draws, CHUNK):
        weights = generator.standard_exponential((min(CHUNK, draws - start), criteria))
        weights /= weights.sum(axis=1, keepdims=True)
        order = np.argsort(-(weights @ values.T), axis=1)
        places = np.empty_like(order)
        np.put_along_axis(places, order, np.broadcast_to(np.arange(count), order.shape), axis=1)
        cells = places + np.arange(count) * count
        ranks += np.bincount(cells.ravel(), minlength=count * count).reshape(count, count)
        central += (places == 0).astype(np.float64).T @ weights
    return ranks / draws, central / np.maximum(ranks[:, :1], 1)


def looped_pipeline(values: Table) -> Callable[[], object]:
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.pipelines import mkpipe
    from skcriteria.preprocessing.invert_objectives import MinMaxInverter

    pipeline = mkpipe(MinMaxInverter(), WeightedSumModel())
    drawn = uniform(60)(np.random.default_rng(1), LOOPED)

    def work() -> None:
        for weights in drawn:
            pipeline.evaluate(mkdm(values, [max] * 60, weights=weights))

    return work


def looped_pymcdm(values: Table) -> dict[str, Callable[[], object]]:
    try:
        from pymcdm.methods import TOPSIS
    except ImportError:
        print("pymcdm is not installed: its loop is left out")
        return {}
    drawn = uniform(60)(np.random.default_rng(1), LOOPED)
    method, types = TOPSIS(), np.ones(60)

    def work() -> None:
        for weights in drawn:
            method.rank(method(values, weights, types, validation=False))

    return {"pymcdm, TOPSIS unchecked": work}


def the_largest(values: Table) -> list[tuple[str, ...]]:
    work = {"1,000 × 200, 100,000: ours": lambda: smaa(values, weights, pairwise=False)}
    weights = uniform(200)(np.random.default_rng(1), DRAWS)
    times = in_turns(work, TURNS_OF_THE_LARGEST)
    return [line(name, found, target=5000) for name, found in times.items()]


def floor(values: Table) -> list[tuple[str, ...]]:
    generator = np.random.default_rng(1)
    weights = uniform(60)(generator, DRAWS)
    scores = np.empty((DRAWS, 20))
    part = np.empty((CHUNK, 60))

    def draw() -> None:
        for _ in range(DRAWS // CHUNK):
            generator.standard_exponential(out=part)

    times = in_turns(
        {
            "floor: random numbers": draw,
            "floor: matrix product": lambda: np.matmul(weights, values.T, out=scores),
            "floor: memory, weights and values read": lambda: (weights.sum(), scores.sum()),
        },
        TURNS,
    )
    return [line(name, found) for name, found in times.items()]


def screens() -> list[tuple[str, ...]]:
    results = {
        "20 × 60, measured": evaluate(made_up_measurements(20, 60, open_share=0.1), TODAY),
        "20 offers, 121 needs": evaluate(made_up_decision(20, 0, open_share=0.1), TODAY),
        "5 offers × 4 firms": evaluate(made_up_decision(5, 4, open_share=0.1), TODAY),
        "400 pairs": evaluate(made_up_decision(20, 20, open_share=0.1), TODAY),
    }
    lines = []
    for name, found in results.items():
        times = in_turns(
            {
                "sentence": lambda f=found: sentence(f),
                "opened": lambda f=found: opened(f),
                "everything": lambda f=found: everything(f),
            },
            TURNS,
        )
        print(f"{name}: {processor_time(lambda f=found: opened(f)):.0f} ms of processor time as it opens")
        lines.append(line(f"{name}: the sentence and the verdict", times["sentence"]))
        lines.append(line(f"{name}: the screen as it opens", times["opened"], target=300))
        lines.append(line(f"{name}: every list and picture", times["everything"], target=300))
    return lines


def questions() -> list[tuple[str, ...]]:
    results = {
        "20 × 60, measured": evaluate(made_up_measurements(20, 60, open_share=1 / 6), TODAY),
        "20 offers, 121 needs": evaluate(with_open_answers(made_up_decision(20, 0), OPEN_CELLS), TODAY),
        "400 pairs": evaluate(with_open_answers(made_up_decision(20, 20), OPEN_CELLS), TODAY),
    }
    times = in_turns({name: lambda f=found: inquire(f) for name, found in results.items()}, TURNS)
    for name, found in results.items():
        print(
            f"{name}: {processor_time(lambda f=found: inquire(f)):.0f} ms of processor time for the questions"
        )
    return [line(f"{name}: questions, {OPEN_CELLS} open", times[name], target=2000) for name in results]


def processor_time(work: Callable[[], object]) -> float:
    """Give the median processor time, which other work on the machine changes least, in milliseconds."""
    found = []
    for _ in range(TURNS):
        start = time.process_time()
        work()
        found.append(1000 * (time.process_time() - start))
    return float(np.median(found))


def sentence(result: Evaluation) -> Robustness:
    found = robustness(result)
    _ = found.main.verdict
    reasons(found.main)
    return found


def opened(result: Evaluation) -> None:
    """What is worked out before a picture is chosen: the ranks stand open."""
    heat_map(sentence(result).main.survey)


def everything(result: Evaluation) -> None:
    found = sentence(result)
    for one in found.by_kind.values():
        _ = one.verdict, one.critical_weights, one.flips, one.without_criteria, one.without_alternatives
        _ = one.without_evaluators, one.weakest_links, one.ranking, one.tornado
        one.weight_map(*one.standing.criteria[:2])
        heat_map(one.survey)
        duels(one.survey, one.survey.names[:6])
    preferences(found.main.survey)


def peak(work: Callable[[], object]) -> float:
    """Give the most memory a piece of work held at once, in MB."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


if __name__ == "__main__":
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        main()
