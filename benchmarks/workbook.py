"""How long the comparison workbook takes to write: python -m benchmarks.workbook.

Made up (`decisions.py`), every tenth cell open: 20 offers × all 121 needs, which is the target; the same with
20 integrators, so 400 pairs; and `examples/tender.yaml`. The evaluation is there already.
"""

import datetime as dt
from pathlib import Path

from benchmarks.decisions import made_up_decision
from benchmarks.timing import Times, line, print_table, repeated
from selection.analysis.evaluation import evaluate
from selection.catalogue.decision_file import read_decision
from selection.catalogue.library import shipped
from selection.documents.workbook import comparison_workbook
from selection.model.decision import Decision
from selection.words import Words

TODAY = dt.date(2026, 11, 22)
OPEN_SHARE = 0.1
RUNS = 5
TENDER = Path(__file__).resolve().parents[1] / "examples" / "tender.yaml"


def main() -> None:
    offers = made_up_decision(offers=20, integrators=0, open_share=OPEN_SHARE)
    pairs = made_up_decision(offers=20, integrators=20, open_share=OPEN_SHARE)
    print_table(
        [
            line("20 offers × 121 needs", written(offers), target=1000),
            line("the tender that ships", written(read_decision(TENDER, shipped()))),
            line("20 offers × 20 integrators, 400 pairs", written(pairs)),
        ]
    )


def written(decision: Decision) -> Times:
    """Write a decision's workbook again and again."""
    evaluation, words = evaluate(decision, TODAY), Words("en")
    print(f"{decision.id}: {len(comparison_workbook(evaluation, words, TODAY)) // 1024} KB")
    return repeated(lambda: comparison_workbook(evaluation, words, TODAY), RUNS)


if __name__ == "__main__":
    main()
