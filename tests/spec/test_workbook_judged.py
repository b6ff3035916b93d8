"""In the workbook, too, a cell that members judged is the interval of their judgements until it is agreed."""

from pathlib import Path

import pytest

from selection.analysis.evaluation import evaluate
from selection.model.decision import Decision
from selection.model.members import Member
from tests.decisions import score, small_decision
from tests.examples import TODAY
from tests.office import recalculated
from tests.workbooks import differences, errors, written

pytestmark = pytest.mark.office


def judged(*levels: float, evidence: str = "proof") -> Decision:
    members = tuple(
        Member(id=f"m{at}", scores={"harbour-basic": {"E1": score(level, evidence=evidence)}})
        for at, level in enumerate(levels)
    )
    return small_decision().model_copy(update={"members": members})


def test_judged_cells_come_out_as_the_engine_has_them_and_give_way_to_what_is_agreed(tmp_path: Path) -> None:
    decisions = {
        "apart": judged(0, 2),
        "alike": judged(1, 1),
        "weak": judged(1, 2, evidence="claim").model_copy(update={"stage": "award"}),
    }
    expected = {name: written(evaluate(decision, TODAY)) for name, decision in decisions.items()}
    came = {name: one.again() for name, one in expected.items()}
    apart = expected["apart"]
    came["agreed"] = apart.again()
    apart.cell(came["agreed"], "score", "platform", "harbour-basic", "E1").value = 1
    settled = judged(0, 2)
    settled = settled.model_copy(
        update={"scores": {**settled.scores, "harbour-basic": {"E1": score(1, evidence="proof")}}}
    )
    expected["agreed"] = written(evaluate(settled, TODAY))
    found = recalculated(came, tmp_path)
    assert [name for name, book in found.items() if errors(book)] == []
    assert [name for name, book in found.items() if differences(expected[name], book)] == []
