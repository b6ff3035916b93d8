"""Until members agree, a cell is what they judged: an interval, in the ranking, the gates and the draws."""

import datetime as dt
from collections import Counter
from typing import Any

import numpy as np
import pytest

from selection.analysis.cell_draws import CellTable
from selection.analysis.cells import opinions_on
from selection.analysis.evaluation import evaluate
from selection.analysis.foundation import lay_foundation
from selection.analysis.questions import questions
from selection.analysis.uncertain import uncertain_cells
from selection.model.criteria import Ordinal
from selection.model.decision import Decision
from selection.model.members import Member
from tests.decisions import score, small_decision

TODAY = dt.date(2026, 11, 22)
OFFER, CRITERION = "harbour-basic", "E1"


def judged(*levels: float, votes: tuple[float, ...] = (), **more: Any) -> Decision:
    """Let members judge one cell nobody agreed on, from 0 to 2; the other offer's is agreed."""
    members = tuple(
        Member(
            id=f"m{at}",
            voting_weight=votes[at] if votes else 1.0,
            scores={OFFER: {CRITERION: score(level, **more)}},
        )
        for at, level in enumerate(levels)
    )
    return small_decision().model_copy(update={"members": members})


def bounds(decision: Decision) -> tuple[float, float, float]:
    table = lay_foundation(decision, TODAY).platform
    at = table.alternatives.index(OFFER), table.criteria.index(CRITERION)
    return float(table.low[at]), float(table.high[at]), float(table.proven[at])


def with_gate(decision: Decision) -> Decision:
    gated = [
        c.model_copy(update={"gate": 0.0, "value": Ordinal(kind="ordinal", levels=("a", "b", "c"))})
        if c.id == CRITERION
        else c
        for c in decision.criteria
    ]
    return decision.model_copy(update={"criteria": tuple(gated)})


@pytest.mark.parametrize(
    ("levels", "interval"),
    [
        ((0, 2), (0.0, 1.0)),
        ((1, 2), (0.5, 1.0)),
        ((1, 1, 1), (0.5, 0.5)),
        ((2,), (1.0, 1.0)),
        ((), (0.0, 1.0)),
    ],
)
def test_a_cell_is_the_interval_of_its_judgements_and_a_point_where_all_agree(
    levels: tuple[float, ...], interval: tuple[float, float]
) -> None:
    assert bounds(judged(*levels))[:2] == interval


def test_what_is_agreed_takes_the_place_of_what_was_judged() -> None:
    decision = judged(0, 2)
    agreed = decision.model_copy(update={"scores": {**decision.scores, OFFER: {CRITERION: score(1)}}})
    assert bounds(agreed) == (0.5, 0.5, 0.5)


def test_who_is_recused_or_cannot_judge_is_left_out() -> None:
    decision = judged(0, 1, 2)
    first, second, third = decision.members
    unable = second.model_copy(
        update={"scores": {OFFER: {CRITERION: score(None, state="cannot_judge", evidence=None)}}}
    )
    recused = first.model_copy(update={"recused": (OFFER,)})
    left = decision.model_copy(update={"members": (recused, unable, third)})
    assert bounds(left)[:2] == (1.0, 1.0)
    assert [said.score.performance for said in opinions_on(left, OFFER, CRITERION)] == [2.0]


def test_who_is_recused_from_one_part_of_a_pair_is_left_out_of_the_pair() -> None:
    member = Member(id="m", scores={"harbour-basic+aleph": {"X": score(1)}}, recused=("aleph",))
    decision = small_decision().model_copy(update={"members": (member,)})
    assert opinions_on(decision, "harbour-basic+aleph", "X") == ()


def test_judgements_on_weak_evidence_prove_nothing() -> None:
    assert bounds(judged(1, 2, evidence="proof"))[2] == 0.5
    weak = judged(1, 2, evidence="claim").model_copy(update={"stage": "award"})
    assert bounds(weak)[2] == 0.0


def test_the_overall_value_spans_no_more_than_the_judgements_do() -> None:
    def width(decision: Decision) -> float:
        found = evaluate(decision, TODAY).alternative(OFFER)
        return round(found.high - found.low, 9)

    point, narrow, wide, nothing = (width(judged(*levels)) for levels in ((1, 1), (1, 2), (0, 2), ()))
    assert point < narrow < wide == nothing


def test_a_gate_is_settled_only_where_every_judgement_settles_it_alike() -> None:
    def verdict(decision: Decision) -> tuple[str, set[str]]:
        gate = lay_foundation(decision, TODAY).gates[OFFER]
        part = next(part for part in gate.parts if part.gate == "criterion")
        return part.verdict, {reason.code for reason in part.reasons}

    assert verdict(with_gate(judged(0, 2, evidence="proof"))) == ("pass", set())
    one, other = judged(0, 2).members
    weak = one.model_copy(update={"scores": {OFFER: {CRITERION: score(0, evidence="claim")}}})
    decision = with_gate(judged(0, 2)).model_copy(update={"members": (weak, other), "stage": "award"})
    assert verdict(decision) == ("open", {"judgements_apart"})


def test_draws_take_each_judgement_with_its_share_of_the_votes() -> None:
    decision = judged(0, 2, 2, votes=(1.0, 1.0, 2.0))
    cell = next(
        c
        for c in uncertain_cells(lay_foundation(decision, TODAY))
        if (c.owners, c.item) == ((OFFER,), CRITERION)
    )
    assert ([o.value for o in cell.outcomes], cell.chances, cell.before.value) == (
        [0.0, 1.0],
        (0.25, 0.75),
        0.5,
    )
    drawn = CellTable((cell,), decision.policy.robustness).draw(np.random.default_rng(5), 10_000)
    counted = Counter(drawn.turned_out[0][0].tolist())
    assert set(counted) == {0.0, 1.0}
    # Four standard errors of a share of 0.75 in 10,000 draws.
    assert counted[1.0] / 10_000 == pytest.approx(0.75, abs=4 * (0.75 * 0.25 / 10_000) ** 0.5)


def test_what_members_judged_varies_with_the_doubt_about_scores_and_with_no_other() -> None:
    decision = judged(0, 2)
    cells = tuple(c for c in uncertain_cells(lay_foundation(decision, TODAY)) if c.chances)
    drawn = CellTable(cells, decision.policy.robustness).draw(np.random.default_rng(5), 100)
    assert len(drawn.shifts(("scores",)).cells) == 1
    assert len(drawn.shifts(("answers", "evidence", "weights")).cells) == 0


def test_where_all_judged_alike_nothing_is_left_to_draw_or_to_ask() -> None:
    def left(decision: Decision) -> tuple[list[str], list[str]]:
        uncertain = uncertain_cells(lay_foundation(decision, TODAY))
        asked = questions(evaluate(decision, TODAY))
        return (
            [c.item for c in uncertain if c.owners == (OFFER,) and c.kind == "criterion"],
            [q.action for q in asked if (q.alternative, q.item) == (OFFER, CRITERION)],
        )

    assert left(judged(1, 1)) == ([], [])
    assert left(judged(0, 1)) == ([CRITERION], ["agree"])
    assert left(judged()) == ([CRITERION], ["ask"])
