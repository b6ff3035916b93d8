"""Thresholds exclude the same alternatives in whatever order they are written."""

import itertools

import numpy as np
import pytest

from selection.analysis.gates import criterion_gate
from selection.model.decision import Decision
from tests.building import criterion, decide, result, score, verdicts

# Three figures of six shares, and the least that is acceptable of each.
SHARES = {
    "PE": (7, 5, 35),
    "JN": (5, 4, 26),
    "AA": (5, 6, 28),
    "FN": (3, 4, 36),
    "MM": (1, 7, 30),
    "GN": (5, 8, 30),
}
THRESHOLDS = {"ROE": 1.5, "CAP": 4.5, "RI": 27.5}
ORDERS = list(itertools.permutations(THRESHOLDS))


def gated(order: tuple[str, ...]) -> Decision:
    criteria = tuple(
        criterion(name, worst=THRESHOLDS[name], best=100, gate=THRESHOLDS[name]) for name in order
    )
    scores = {
        share: dict(zip(("ROE", "CAP", "RI"), map(score, figures), strict=True))
        for share, figures in SHARES.items()
    }
    return decide(tuple(SHARES), criteria=criteria, scores=scores)


def who_is_left(order: tuple[str, ...]) -> set[str]:
    found = verdicts(result(gated(order)).platforms)
    return {name for name, verdict in found.items() if verdict == "pass"}


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_our_gates_do_not_depend_on_the_order_of_the_thresholds(order: tuple[str, ...]) -> None:
    by_hand = {
        name for name, row in SHARES.items() if all(np.array(row) >= np.array(list(THRESHOLDS.values())))
    }
    assert who_is_left(order) == by_hand == {"PE", "AA", "GN"}


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_nor_on_the_order_of_the_scores(order: tuple[str, ...]) -> None:
    decision = gated(("ROE", "CAP", "RI"))
    mixed = {share: {name: row[name] for name in order} for share, row in decision.scores.items()}
    found = result(decision.model_copy(update={"scores": dict(reversed(mixed.items()))}))
    assert {p.id for p in found.platforms if p.gate.verdict == "pass"} == {"PE", "AA", "GN"}


def test_a_gate_asks_for_its_own_criterion_by_name() -> None:
    evaluation = result(gated(("RI", "ROE", "CAP")))
    cells = evaluation.foundation.scores["MM"]
    criteria = evaluation.foundation.criteria
    judged = {name: criterion_gate(criteria[name], cells[name], "claim").verdict for name in THRESHOLDS}
    assert judged == {"ROE": "fail", "CAP": "pass", "RI": "pass"}


def test_the_filters_we_do_not_use_keep_other_alternatives_in_another_order() -> None:
    import skcriteria
    from skcriteria.preprocessing.filters import FilterGT

    matrix = skcriteria.mkdm(
        list(SHARES.values()), [max, max, min], alternatives=list(SHARES), criteria=["ROE", "CAP", "RI"]
    )
    kept = {order: kept_by(FilterGT, matrix, order) for order in (("ROE", "RI"), ("RI", "ROE"))}
    assert kept[("ROE", "RI")] == {"PE", "AA", "FN", "GN"}
    assert kept[("RI", "ROE")] == set()


def kept_by(filters: type, matrix: object, order: tuple[str, ...]) -> set[str]:
    found = filters({name: THRESHOLDS[name] for name in order}).transform(matrix)
    return set(found.alternatives.tolist())
