"""Compromise sets and preference functions as they were published; each says where its figures were read."""

import numpy as np
import pytest

from selection.analysis.compromise import compromise
from selection.analysis.preference_functions import Preference, promethee_flows
from tests.spec.test_published_cases import (
    HYDROPOWER,
    HYDROPOWER_DIRECTIONS,
    SIX,
    SIX_WEIGHTS,
)


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


def test_promethee_with_four_different_preference_functions() -> None:
    """Luque, P. Promethee Windows mejorado, example 2.8. Decision theory, University of Seville.

    One criterion each with the U-shaped, V-shaped, linear and level function; matrix, parameters and the
    three flows to four digits were read in the printed page (calote/TDecisionCodigo,
    tests/Multicriterio/testPrometheeWindows02.html).
    """
    matrix = [[90, 80, 6, 5.4], [58, 65, 2, 9.7], [60, 83, 4, 7.2], [80, 40, 10, 7.5], [72, 52, 6, 2]]
    preferences = [
        Preference("u_shape", indifference=10),
        Preference("v_shape", preference=25),
        Preference("linear", indifference=1.5, preference=5),
        Preference("level", indifference=3, preference=6),
    ]
    found = promethee_flows(matrix, [0.2, 0.2, 0.3, 0.3], ["min", "max", "min", "max"], preferences)
    assert np.round(found.net, 4).tolist() == [-0.0367, 0.4654, 0.4152, -0.4936, -0.3502]
    assert np.round(found.leaving, 4).tolist() == [0.2211, 0.5314, 0.4259, 0.0375, 0.1276]
    assert np.round(found.entering, 4).tolist() == [0.2578, 0.0660, 0.0107, 0.5311, 0.4778]
    assert found.ranks == (3, 1, 2, 5, 4)


def test_promethee_with_different_thresholds_on_twelve_criteria() -> None:
    """Ziemba, P. (2019). Towards strong sustainability management: a generalized PROSA method.

    Sustainability, 11(6), 1555: nine sites. Read in the test suite of pyrepo-mcda 0.1.15.
    """
    columns = [
        [38723, 34913, 25596, 34842, 22570, 39773, 19500, 34525, 16486],
        [33207, 32085, 2123, 32095, 1445, 17485, 868, 16958, 958],
        [0, 0.2, 5, 0.2, 0.2, 0.2, 99, 99, 99],
        [3375, 3127, 3547, 3115, 3090, 4135, 3160, 4295, 3653],
        [11.36, 12.78, 12.78, 12.86, 12.86, 17, 12.86, 17, 12.86],
        [-320.9, -148.4, -148.4, -9.9, -9.9, 0, -9.9, 0, -9.9],
        [203.7, 463, 356.2, 552.5, 295, 383, 264, 352, 264],
        [0, 11.7, 44.8, 11.7, 95.9, 95.9, 116.8, 116.8, 164.9],
        [0, 4.9, 10.7, 5.4, 11.2, 11.2, 11.2, 11.2, 11.2],
        [1, 1, 1, 3.5, 4, 4, 4, 4, 4],
        [21.5, 47.9, 27.7, 39.7, 1.5, 22.7, 2.7, 23.9, 1],
        [0, 3.7, 4.5, 10.3, 11.5, 11.5, 11.3, 11.3, 11.4],
    ]
    weights = [0.3333, 0.1667, 0.1667, 0.3333, 0.25, 0.75, 1, 1, 0.4, 0.20, 0.40, 1]
    directions = [*["min"] * 2, "max", "min", "max", "max", "min", "max", "max", "min", "min", "max"]
    indifference = [420, 1000, 10, 40, 1, 7, 50, 20, 1, 1, 4.6, 1]
    preference = [2100, 5000, 50, 200, 5, 20, 100, 80, 4, 2, 23, 3]
    linear = [
        Preference("linear", indifference=q, preference=p)
        for q, p in zip(indifference, preference, strict=True)
    ]
    found = promethee_flows(np.array(columns).T, weights, directions, linear)
    printed = [-0.4143, -0.5056, -0.2317, -0.2892, 0.3313, 0.0619, 0.4296, 0.1626, 0.4554]
    assert np.round(found.net, 4).tolist() == printed


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
