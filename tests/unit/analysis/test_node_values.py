"""Values under one child alone say everything about the values under any weights of the node."""

import datetime as dt

import numpy as np
import pytest

from selection.analysis.evaluation import rank
from selection.analysis.foundation import lay_foundation
from selection.analysis.node_values import node_values
from selection.analysis.weights import node_weights
from tests.decisions import small_decision
from tests.examples import example

TODAY = dt.date(2026, 8, 13)


@pytest.mark.parametrize("node", ["sides", "platform", "platform.data", "integrator"])
def test_the_values_of_the_tender_are_linear_in_the_weights_of_a_node(node: str) -> None:
    decision = example("tender")
    foundation, nodes = lay_foundation(decision, TODAY), node_weights(decision)
    found = node_values(foundation, nodes, node)
    own = np.array(list(nodes[node].values()))
    ranked = {pair.name: pair.middle for pair in rank(foundation, nodes).pairs if pair.gate.verdict != "fail"}
    assert dict(zip(found.names, (found.table @ own).tolist(), strict=True)) == pytest.approx(
        ranked, abs=1e-12
    )


def test_who_fails_a_gate_is_left_out() -> None:
    decision = example("tender")
    foundation, nodes = lay_foundation(decision, TODAY), node_weights(decision)
    failed = [pair.name for pair in rank(foundation, nodes).pairs if pair.gate.verdict == "fail"]
    assert failed
    assert not set(failed) & set(node_values(foundation, nodes, "platform").names)


def test_without_pairs_a_node_ranks_its_own_side() -> None:
    decision = small_decision().model_copy(update={"integrators": (), "scores": {}})
    foundation = lay_foundation(decision, TODAY)
    nodes = node_weights(decision)
    standing = [p.name for p in rank(foundation, nodes).platforms if p.gate.verdict != "fail"]
    assert node_values(foundation, nodes, "platform").names == tuple(standing)
    assert standing
    assert node_values(foundation, nodes, "integrator").names == ()
