"""How long the report takes to make: python -m benchmarks.report.

Measured are `examples/tender.yaml` (13 charts, about 60 pages), in English and Hebrew, and a made-up decision
of 20 offers × all 121 needs and 5 integrators (100 pairs). The result is there already, and so are the draws
that say how sure it is. *Warm* leaves out the first report of a process,
which loads what draws and what sets; *cold* is that first one. *Pause of others* is the longest time for
which a thread of the same process had to wait while a report was made.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from benchmarks.decisions import made_up_decision
from benchmarks.questionnaires import pauses
from benchmarks.timing import Times, line, print_table, repeated, timed
from selection.analysis.evaluation import evaluate
from selection.catalogue.decision_file import read_decision
from selection.catalogue.library import shipped
from selection.documents.report import Besides, report
from selection.documents.report.sureness_told import sureness_told
from selection.model.base import Language
from selection.model.decision import Decision
from selection.words import Words

TODAY = dt.date(2026, 11, 22)
RUNS = 6
TENDER = Path(__file__).resolve().parents[1] / "examples" / "tender.yaml"


def main() -> None:
    tender = read_decision(TENDER, shipped())
    large = made_up_decision(offers=20, integrators=5, open_share=0.1)
    cold = Times((timed(made(tender)),))
    print_table(
        [
            line("the tender that ships, cold", cold),
            line("the tender that ships, warm", repeated(made(tender), RUNS), target=2000),
            line("the same in Hebrew, warm", repeated(made(tender, "he"), RUNS), target=2000),
            line("20 offers × 121 needs, 100 pairs, warm", repeated(made(large), RUNS)),
            line("longest pause of others", Times((max(pauses(made(tender)).all),)), target=250),
        ]
    )


def made(decision: Decision, language: Language = "en") -> Callable[[], bytes]:
    """Prepare to make a decision's report."""
    evaluation, words = evaluate(decision, TODAY), Words(language)
    told = sureness_told(evaluation, words)
    besides = Besides(sureness=told.sentences, drawn=told.drawn)
    return lambda: report(evaluation, words, TODAY, besides)


if __name__ == "__main__":
    main()
