"""Acceptabilities, central weights, compromise sets and preference functions as they were published.

Where figures were read is said with each. Simulated shares are held to the tolerance that as many draws
allow: 100,000 draws put an acceptability within 0.3 points in 95 of 100 cases, and the papers print
whole percentages.
"""

from functools import cache

import numpy as np
import pytest

from selection.analysis.compromise import compromise
from selection.analysis.preference_functions import Preference, promethee_flows
from selection.analysis.smaa import Smaa, smaa, smaa_from, uniform
from tests.spec.test_published_cases import (
    HYDROPOWER,
    HYDROPOWER_DIRECTIONS,
    SIX,
    SIX_WEIGHTS,
)

DRAWS = 100_000

# Lahdelma, Hokkanen & Salminen (1998), section 5: six plans, four criteria, more is better.
PLANS = (
    (5.0, -1.5, 15.0, 4.0),
    (2.5, -3.8, 25.0, 2.5),
    (3.0, -2.8, 10.0, 2.8),
    (3.0, -3.2, 16.0, 3.2),
    (2.0, -6.7, 0.0, 1.0),
    (4.0, -3.4, 30.0, 3.5),
)

# Lahdelma & Salminen (2001), section 5: thirteen ways to build a harbour, eleven criteria.
HARBOURS = (
    (4, 1.0, 985, 30, 166, 705, 25000, 4.5, 4.2, 15.1, 1.75),
    (4, 2.5, 985, 30, 166, 765, 25000, 4.5, 4.1, 15.3, 1.69),
    (4, 1.5, 985, 30, 166, 705, 25000, 4.5, 4.3, 12.7, 1.75),
    (4, 1.5, 985, 30, 166, 705, 25000, 4.5, 4.3, 12.2, 1.65),
    (4, 1.5, 985, 35, 177, 705, 25000, 4.5, 4.4, 15.1, 1.68),
    (4, 2.5, 985, 35, 177, 765, 25000, 4.5, 4.3, 15.3, 1.62),
    (4, 2.0, 985, 35, 177, 705, 25000, 4.5, 4.5, 12.7, 1.68),
    (4, 2.0, 985, 35, 177, 705, 25000, 4.5, 4.5, 12.2, 1.58),
    (4, 1.0, 985, 35, 166, 705, 25000, 4.5, 4.6, 14.8, 1.72),
    (4, 2.5, 985, 35, 166, 765, 25000, 4.5, 4.5, 15.0, 1.66),
    (4, 1.5, 985, 35, 166, 705, 25000, 4.5, 4.7, 12.4, 1.72),
    (4, 2.0, 985, 35, 166, 705, 25000, 4.5, 4.7, 11.9, 1.62),
    (1, 0.0, 1300, 50, 266, 4200, 0, 2.0, 1.0, 18.8, 1.00),
)
HARBOUR_SIGNS = (-1, -1, -1, 1, 1, -1, 1, 1, 1, -1, 1)


def shaken(matrix: object, deviations: object, seed: int) -> Smaa:
    """Draw every performance evenly within its deviation, value it between worst and best, and count."""
    generator = np.random.default_rng(seed)
    performances = np.asarray(matrix, dtype=float)
    worst, best = performances.min(axis=0), performances.max(axis=0)
    lots = generator.uniform(-1, 1, (DRAWS, *performances.shape))
    drawn = performances + lots * np.asarray(deviations, dtype=float)
    weights = uniform(performances.shape[1])(generator, DRAWS)
    return smaa((drawn - worst) / (best - worst), weights, pairwise=False)


@cache
def plans() -> Smaa:
    performances = np.array(PLANS)
    deviations = np.stack(
        [np.full(6, 0.5), np.abs(performances[:, 1]) * 0.1, np.full(6, 10.0), np.full(6, 0.5)], axis=1
    )
    return shaken(performances, deviations, seed=1998)


@cache
def harbours() -> Smaa:
    performances = np.array(HARBOURS) * HARBOUR_SIGNS
    spread = (performances.max(axis=0) - performances.min(axis=0)) / 10
    return shaken(performances, spread, seed=2001)


def percent(shares: object) -> np.ndarray:
    return 100 * np.asarray(shares)


def test_acceptabilities_of_six_municipal_plans() -> None:
    """Lahdelma, R., Hokkanen, J., & Salminen, P. (1998). SMAA.

    SMAA - Stochastic multiobjective acceptability analysis. European Journal of Operational Research,
    106(1), 137-143. Data and results read in the test suite of pysensmcda 2.0.0.
    """
    assert np.abs(percent(plans().first) - [74, 1, 0, 0, 0, 25]).max() <= 1


def test_confidence_factors_of_six_municipal_plans() -> None:
    """Lahdelma, Hokkanen & Salminen (1998), as above; the paper has none for the fifth, which never wins."""
    found = plans()
    assert found.central_weights[4] is None
    assert found.confidence[4] is None
    named = [found.confidence[at] for at in (0, 1, 3, 5)]
    assert np.abs(percent(named) - [99, 12, 1, 71]).max() <= 2


def test_rank_acceptabilities_of_thirteen_harbours() -> None:
    """Lahdelma, R., & Salminen, P. (2001). SMAA-2: Stochastic multicriteria acceptability analysis.

    SMAA-2: Stochastic multicriteria acceptability analysis for group decision making. Operations
    Research, 49(3), 444-454. Data and results read in the test suite of pysensmcda 2.0.0.
    """
    published = [
        [5, 7, 7, 7, 7, 7, 9, 11, 13, 11, 10, 6, 1],
        [0, 0, 0, 0, 0, 1, 1, 2, 4, 9, 19, 47, 16],
        [5, 8, 9, 11, 12, 13, 11, 9, 8, 7, 5, 2, 1],
        [3, 6, 8, 10, 11, 12, 11, 10, 10, 8, 6, 4, 1],
        [4, 7, 9, 10, 11, 11, 12, 13, 12, 6, 3, 1, 0],
        [0, 1, 1, 2, 3, 4, 5, 7, 10, 19, 26, 19, 2],
        [9, 12, 13, 13, 13, 12, 10, 8, 6, 3, 1, 0, 0],
        [8, 10, 11, 11, 11, 11, 10, 10, 9, 5, 2, 1, 0],
        [18, 15, 11, 10, 9, 9, 11, 8, 5, 3, 1, 1, 0],
        [0, 1, 1, 2, 3, 4, 6, 9, 12, 22, 22, 15, 3],
        [27, 21, 16, 12, 9, 6, 4, 2, 1, 1, 0, 0, 0],
        [11, 12, 12, 11, 10, 10, 9, 9, 8, 5, 2, 1, 0],
        [10, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 76],
    ]
    assert np.abs(percent(harbours().acceptability[:, :-1]) - published).max() <= 1


@pytest.mark.parametrize(
    ("count", "greatest", "others"),
    [(2, 0.75, 0.25), (3, 0.6111, 0.1944), (4, 0.5208, 0.1597), (5, 0.4567, 0.1358)],
)
def test_central_weights_of_specialists_are_the_centroids_of_their_corners(
    count: int, greatest: float, others: float
) -> None:
    """Barron, F. H., & Barrett, B. E. (1996). Decision quality using ranked attribute weights.

    Management Science, 42(11), 1515-1523: the greatest of n weights is 1/n · Σ 1/k on average, printed there
    as the first rank order centroid weight. Who is best on one criterion and worst on all others comes first
    exactly where that criterion weighs most, so that is its central weight; the others share the rest.
    """
    found = smaa_from(np.eye(count), uniform(count), DRAWS, seed=count)
    assert np.abs(found.first - 1 / count).max() <= 0.005
    for at in range(count):
        central = found.central_weights[at]
        assert central is not None
        expected = np.full(count, others)
        expected[at] = greatest
        assert np.abs(central - expected).max() <= 0.003


def test_central_weights_of_two_alternatives_are_the_middles_of_their_intervals() -> None:
    """By hand: with values (0.9, 0.2) and (0.4, 0.6) they are level at w = 4/9 of the first criterion.

    So the first comes first on (4/9, 1], whose middle is 13/18, and the other on [0, 4/9), middle 2/9.
    """
    found = smaa_from([[0.9, 0.2], [0.4, 0.6]], uniform(2), DRAWS, seed=9)
    first, second = found.central_weights
    assert first is not None
    assert second is not None
    assert np.abs(found.first - [5 / 9, 4 / 9]).max() <= 0.005
    assert np.abs(first - [13 / 18, 5 / 18]).max() <= 0.003
    assert np.abs(second - [2 / 9, 7 / 9]).max() <= 0.003
    assert found.confidence == (1.0, 1.0)


def test_the_compromise_of_three_mountains_is_the_middle_one() -> None:
    """Opricovic, S., & Tzeng, G. H. (2004). Compromise solution by MCDM methods.

    Compromise solution by MCDM methods: a comparative analysis of VIKOR and TOPSIS. European Journal of
    Operational Research, 156(2), 445-455. Read in the test suite of scikit-criteria.
    """
    found = compromise([[1, 3000], [2, 3750], [5, 4500]], [0.5, 0.5], ["min", "max"])
    assert found.total == (0.5, 0.375, 0.5)
    assert found.greatest == (0.5, 0.25, 0.5)
    assert found.mixed == (1.0, 0.0, 1.0)
    assert (found.advantage, found.stable, found.proposed) == (True, True, (1,))


@pytest.mark.parametrize(
    ("points", "total", "greatest", "mixed", "proposed"),
    [
        (
            (1, 1),
            (0.692, 0.700, 0.290, 0.423, 0.280, 0.346),
            (0.125, 0.125, 0.121, 0.125, 0.067, 0.125),
            (0.991, 1.000, 0.473, 0.670, 0.000, 0.578),
            {4},
        ),
        (
            (2, 1),
            (0.701, 0.600, 0.386, 0.365, 0.317, 0.459),
            (0.167, 0.114, 0.161, 0.167, 0.089, 0.167),
            (1.000, 0.533, 0.552, 0.563, 0.000, 0.686),
            {4},
        ),
        (
            (1, 2),
            (0.683, 0.800, 0.193, 0.480, 0.243, 0.232),
            (0.113, 0.167, 0.080, 0.122, 0.044, 0.083),
            (0.684, 1.000, 0.147, 0.554, 0.041, 0.191),
            {2, 4, 5},
        ),
        (
            (1, 3.2),
            (0.678, 0.857, 0.138, 0.513, 0.222, 0.167),
            (0.129, 0.190, 0.057, 0.139, 0.042, 0.060),
            (0.668, 1.000, 0.051, 0.588, 0.058, 0.078),
            {2, 4, 5},
        ),
    ],
)
def test_the_compromise_sets_of_six_hydropower_schemes(
    points: tuple[float, float],
    total: tuple[float, ...],
    greatest: tuple[float, ...],
    mixed: tuple[float, ...],
    proposed: set[int],
) -> None:
    """Opricovic, S., & Tzeng, G. H. (2007). Extended VIKOR method in comparison with outranking methods.

    European Journal of Operational Research, 178(2), 514-529. Read in the test suite of scikit-criteria;
    all figures agree within the last digit printed there. `points` are those of each of the four economic
    and of each of the four social criteria.
    """
    economic, social = points
    found = compromise(HYDROPOWER, [economic] * 4 + [social] * 4, HYDROPOWER_DIRECTIONS)
    assert np.abs(np.array(found.total) - total).max() <= 0.001
    assert np.abs(np.array(found.greatest) - greatest).max() <= 0.001
    assert np.abs(np.array(found.mixed) - mixed).max() <= 0.001
    assert (found.advantage, found.stable) == (len(proposed) == 1, True)
    assert set(found.proposed) == proposed


def test_an_advantage_without_stability_proposes_the_first_two() -> None:
    """A case of the test suite of scikit-criteria, computed there by hand."""
    matrix = [
        [1, 101, 1, 101, 1],
        [101, 1, 101, 1, 101],
        [1, 1, 1, 1, 101],
        [11, 11, 11, 16, 61],
        [56, 56, 56, 56, 56],
    ]
    found = compromise(matrix, [1] * 5, ["min"] * 5)
    assert (found.advantage, found.stable, found.proposed) == (True, False, (3, 4))


def test_promethee_with_six_different_preference_functions() -> None:
    """Brans, J. P., Vincke, P., & Mareschal, B. (1986). How to select and how to rank projects.

    How to select and how to rank projects: the PROMETHEE method. European Journal of Operational Research,
    24(2), 228-238: six power stations, one preference function of every kind. The figures were not read
    in a copy of the paper but written down as they are commonly quoted; the order, and that the printed
    flows rest on preferences rounded before they were added, were read in a public comparison of methods.
    """
    matrix = [
        [80, 90, 600, 5.4, 8, 5],
        [65, 58, 200, 9.7, 1, 1],
        [83, 60, 400, 7.2, 4, 7],
        [40, 80, 1000, 7.5, 7, 10],
        [52, 72, 600, 2.0, 3, 8],
        [94, 96, 700, 3.6, 5, 6],
    ]
    preferences = [
        Preference("u_shape", indifference=10),
        Preference("v_shape", preference=30),
        Preference("linear", indifference=50, preference=500),
        Preference("level", indifference=1, preference=6),
        Preference("usual"),
        Preference("gaussian", spread=5),
    ]
    found = promethee_flows(matrix, [1] * 6, ["min", "max", "min", "min", "min", "max"], preferences)
    assert np.abs(np.array(found.leaving) - [0.220, 0.396, 0.247, 0.329, 0.455, 0.300]).max() <= 0.001
    assert np.abs(np.array(found.entering) - [0.365, 0.379, 0.336, 0.349, 0.162, 0.355]).max() <= 0.001
    assert found.ranks == (6, 2, 5, 3, 1, 4)


def test_promethee_with_the_usual_function() -> None:
    """Zhao, H., Peng, Y., & Li, W. (2013). Procedia Computer Science, 17, 181-188.

    Revised PROMETHEE II for improving efficiency in emergency response. Read in the test suite of pymcdm.
    """
    found = promethee_flows(
        [[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2], ["max"] * 3, [Preference()] * 3
    )
    assert np.round(found.net, 2).tolist() == [0.1, -0.3, 0.2]


def test_promethee_with_the_linear_function() -> None:
    """Papathanasiou, J., & Ploskas, N. (2018). PROMETHEE. In Multiple criteria decision aid, 57-89. Springer.

    Read in the test suite of pyrepo-mcda.
    """
    linear = Preference("linear", indifference=1, preference=2)
    found = promethee_flows(SIX, SIX_WEIGHTS, ["max"] * 4, [linear] * 4)
    assert np.round(found.net, 2).tolist() == [-0.26, -0.52, -0.22, 0.36, 0.7, -0.06]
    assert found.ranks == (5, 6, 4, 2, 1, 3)


def test_promethee_with_the_v_shaped_function() -> None:
    """Ziemba, P., Wątróbski, J., Zioło, M., & Karczmarczyk, A. (2017). Energies, 10(11), 1755.

    Using the PROSA method in offshore wind farm location problems. Read in the test suite of pyrepo-mcda.
    """
    matrix = [
        [16347, 9.0, 73.8, 36.7, 1.5, 3730, 2, 1, 38.8, 4, 1720524, 40012],
        [14219, 8.5, 55.0, 36.0, 2.0, 3240, 1, 1, 33.1, 2, 1496512, 34803],
        [8160, 9.0, 64.8, 28.5, 2.0, 1860, 2, 2, 45.8, 4, 858830, 19973],
        [8160, 8.5, 62.5, 29.5, 1.5, 1860, 1, 3, 27.3, 3, 858830, 19973],
    ]
    weights = [20, 5, 5, 1.67, 1.67, 11.67, 11.67, 5, 5, 16.67, 8.33, 8.33]
    directions = ["min"] * 5 + ["max", "min", "min", "max", "min", "max", "max"]
    limits = [7280, 4, 13.4, 7.4, 3, 1662, 3, 3, 13.8, 3, 766240, 17820]
    found = promethee_flows(
        matrix, weights, directions, [Preference("v_shape", preference=limit) for limit in limits]
    )
    assert np.round(found.net, 4).tolist() == [-0.0445, 0.1884, -0.0954, -0.0485]
    assert found.ranks == (2, 1, 4, 3)
