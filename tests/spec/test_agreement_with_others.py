"""On any figures: what other implementations, loops and integrals say of the same."""

from math import exp

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from selection.analysis.compromise import compromise
from selection.analysis.preference_functions import Preference, Shape, promethee_flows
from selection.analysis.smaa import smaa_from, uniform

SHAPES: tuple[Shape, ...] = ("usual", "u_shape", "v_shape", "level", "linear", "gaussian")
SEEDS = st.integers(0, 2**32 - 1)


def counts(difference: float, shape: Shape, q: float, p: float, s: float) -> float:
    """Brans, Vincke and Mareschal (1986), table 1, written down one by one."""
    if difference <= 0:
        return 0.0
    linear = (difference - q) / (p - q)
    return {
        "usual": 1.0,
        "u_shape": float(difference > q),
        "v_shape": min(difference / p, 1.0),
        "level": 0.0 if difference <= q else 0.5 if difference <= p else 1.0,
        "linear": min(max(linear, 0.0), 1.0),
        "gaussian": 1 - exp(-(difference**2) / (2 * s**2)),
    }[shape]


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_flows_are_those_that_looping_over_every_two_gives(seed: int) -> None:
    generator = np.random.default_rng(seed)
    rows, columns = int(generator.integers(2, 8)), int(generator.integers(1, 7))
    matrix, weights = generator.uniform(0, 50, (rows, columns)), generator.dirichlet(np.ones(columns))
    shapes = [SHAPES[at] for at in generator.integers(0, len(SHAPES), columns)]
    signs = generator.choice([-1, 1], columns)
    q, s = generator.uniform(0.5, 5, columns), generator.uniform(1, 20, columns)
    p = q + generator.uniform(1, 20, columns)
    index = np.zeros((rows, rows))
    for one in range(rows):
        for other in range(rows):
            gaps = signs * (matrix[one] - matrix[other])
            each = [counts(float(g), *rest) for g, *rest in zip(gaps, shapes, q, p, s, strict=True)]
            index[one, other] = weights @ each
    found = promethee_flows(
        matrix,
        weights.tolist(),
        ["max" if sign > 0 else "min" for sign in signs],
        [Preference(*given) for given in zip(shapes, q.tolist(), p.tolist(), s.tolist(), strict=True)],
    )
    net = (index.sum(axis=1) - index.sum(axis=0)) / (rows - 1)
    assert np.array(found.net) == pytest.approx(net, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_compromise_sets_are_those_of_scikit_criteria(seed: int) -> None:
    """Of figures without ties; where there are any, its rows fall apart by the noise of sums."""
    from skcriteria import mkdm
    from skcriteria.agg.vikor import VIKOR

    generator = np.random.default_rng(seed)
    rows, columns = int(generator.integers(2, 9)), int(generator.integers(2, 7))
    matrix, weights = generator.uniform(0, 50, (rows, columns)), generator.dirichlet(np.ones(columns))
    rising = generator.random(columns) > 0.5
    found = compromise(matrix, weights.tolist(), ["max" if up else "min" for up in rising])
    assume(min(map(abs, np.diff(sorted(found.mixed)))) > 1e-6)
    table = mkdm(matrix, [max if up else min for up in rising], weights=weights)
    theirs = VIKOR(use_compromise_set=True).evaluate(table)
    assert np.array(found.mixed) == pytest.approx(np.array(theirs.e_.q_k), abs=1e-9)
    assert set(found.proposed) == {int(row) for row in theirs.e_.compromise_set}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_acceptabilities_and_central_weights_are_those_of_an_integral(seed: int) -> None:
    """Over a fine grid of all weights of three criteria; 100,000 draws are within 0.3 points of it."""
    values = np.random.default_rng(seed).random((5, 3))
    ticks = (np.arange(300) + 0.5) / 300
    across, up = (axis.ravel() for axis in np.meshgrid(ticks, ticks))
    inside = across + up < 1
    grid = np.column_stack([across, up, 1 - across - up])[inside]
    scores = grid @ values.T
    ranks = (scores[:, :, None] < scores[:, None, :]).sum(axis=2)
    found = smaa_from(values, uniform(3), 100_000, seed=seed)
    shares = (ranks[:, :, None] == np.arange(5)).mean(axis=0)
    assert np.abs(found.acceptability[:, :-1] - shares).max() < 0.006
    for at in range(5):
        if shares[at, 0] > 0.05:
            assert np.abs(found.central_weights[at] - grid[ranks[:, at] == 0].mean(axis=0)).max() < 0.01
