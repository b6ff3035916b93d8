"""Second opinions reproduce published examples to the precision they were printed with.

Each test names the publication and where its figures were read. Figures are facts; no code
came with them.
"""

import numpy as np

from selection.analysis.methods import Opinion
from selection.analysis.second_opinions import (
    copras,
    moora,
    promethee_ii,
    topsis,
    vikor,
    weighted_product,
    weighted_sum,
)


def printed(opinion: Opinion, digits: int) -> tuple[float, ...]:
    return tuple(round(score, digits) for score in opinion.scores)


# Chakraborty, Zavadskas & Antucheviciene (2015), example 2: machines for a flexible cell.
MACHINES = (
    (581818, 54.49, 3, 5500),
    (595454, 49.73, 3, 4500),
    (586060, 51.24, 3, 5000),
    (522727, 45.71, 3, 5800),
    (561818, 52.66, 3, 5200),
    (543030, 74.46, 4, 5600),
    (522727, 75.42, 4, 5800),
    (486970, 62.62, 4, 5600),
    (509394, 65.87, 4, 6400),
    (513333, 70.67, 4, 6000),
)
MACHINE_WEIGHTS = (0.467, 0.160, 0.095, 0.278)
MACHINE_DIRECTIONS = ("min", "min", "min", "max")
MACHINE_RANKS = (6, 10, 8, 1, 5, 9, 7, 3, 2, 4)

# Opricovic & Tzeng (2007): hydropower schemes.
HYDROPOWER = (
    (4184.3, 2914.0, 407.2, 251.0, 195, 244, 15, 2.41),
    (5211.9, 3630.0, 501.7, 308.3, 282, 346, 21, 1.41),
    (5021.3, 3920.5, 504.0, 278.6, 12, 56, 3, 4.42),
    (5566.1, 3957.9, 559.5, 335.3, 167, 268, 16, 3.36),
    (5060.5, 3293.5, 514.1, 284.2, 69, 90, 7, 4.04),
    (4317.9, 2925.9, 432.8, 239.3, 12, 55, 3, 4.36),
)
HYDROPOWER_DIRECTIONS = ("max", "min", "max", "max", "min", "min", "min", "max")

# Papathanasiou & Ploskas (2018), the same six in their chapters on VIKOR and on PROMETHEE.
SIX = ((8, 7, 2, 1), (5, 3, 7, 5), (7, 5, 6, 4), (9, 9, 7, 3), (11, 10, 3, 7), (6, 9, 5, 4))
SIX_WEIGHTS = (0.4, 0.3, 0.1, 0.2)


def test_the_weighted_sum_of_three_alternatives_on_four_criteria() -> None:
    """Example of Triantaphyllou, E. (2000), Multi-criteria decision making methods: a comparative study.

    Springer. Read in the encyclopaedia article "Weighted sum model", whose table prints 21.50,
    22.00 and 22.00; some copies print 20.00 for the third, which their own matrix contradicts.
    """
    matrix = [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]]
    opinion = weighted_sum(matrix, [0.20, 0.15, 0.40, 0.25], ["max"] * 4)
    assert printed(opinion, 2) == (21.50, 22.00, 22.00)
    assert opinion.ranks == (3, 1, 1)


def test_the_weighted_sum_of_ten_machines() -> None:
    """Chakraborty, S., Zavadskas, E. K., & Antucheviciene, J. (2015). Applications of WASPAS method.

    Applications of WASPAS method as a multi-criteria decision-making tool. Economic Computation
    and Economic Cybernetics Studies and Research, 49(1), 5-22, example 2 with lambda = 1. Read in
    the test suite of scikit-criteria 0.9. The paper divides by the best of each column first and
    rounds on the way, so its second figure is one off in the last digit.
    """
    machines = np.array(MACHINES)
    normalised = np.column_stack([machines[:, :3].min(axis=0) / machines[:, :3], machines[:, 3] / 6400])
    opinion = weighted_sum(normalised, MACHINE_WEIGHTS, ["max"] * 4)
    paper = (0.8590, 0.8194, 0.8430, 0.9420, 0.8645, 0.8315, 0.8552, 0.8983, 0.9067, 0.8784)
    differences = np.abs(np.round(opinion.scores, 4) - paper).round(4)
    assert differences.tolist() == [0, 0.0001, 0, 0, 0, 0, 0, 0, 0, 0]
    assert opinion.ranks == MACHINE_RANKS


def test_the_weighted_product_of_ten_machines() -> None:
    """Chakraborty, S., Zavadskas, E. K., & Antucheviciene, J. (2015), as above, with lambda = 0.

    The paper measures each machine against the best of every column; so an eleventh that has them
    all is added, whose product is 1.
    """
    ideal = (486970, 45.71, 3, 6400)
    opinion = weighted_product([*MACHINES, ideal], MACHINE_WEIGHTS, MACHINE_DIRECTIONS)
    paper = (0.8578, 0.8144, 0.8408, 0.9413, 0.8632, 0.8241, 0.8454, 0.8915, 0.8987, 0.8697)
    assert printed(opinion, 4) == (*paper, 1)
    assert weighted_product(MACHINES, MACHINE_WEIGHTS, MACHINE_DIRECTIONS).ranks == MACHINE_RANKS


def test_topsis_of_four_alternatives() -> None:
    """Tzeng, G. H., & Huang, J. J. (2011). Multiple attribute decision making. CRC Press.

    Read in the test suite of scikit-criteria 0.9.
    """
    opinion = topsis([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], [0.3, 0.4, 0.3], ["max"] * 3)
    assert printed(opinion, 4) == (0.5037, 0.6581, 0.7482, 0.3340)
    assert opinion.ranks == (3, 2, 1, 4)


def test_topsis_with_decreasing_criteria() -> None:
    """Ersoy, Y. (2021). Equipment selection for an e-commerce company. LogForum, 17(3).

    Equipment selection for an e-commerce company using entropy-based TOPSIS, EDAS and CODAS
    methods during the COVID-19. Read in the test suite of pyrepo-mcda; the paper prints a third
    digit (0.308, 0.254, 0.327, 0.263, 0.857, 0.192) but its weights are rounded to three.
    """
    matrix = [
        [256, 8, 41, 1.6, 1.77, 7347.16],
        [256, 8, 32, 1.0, 1.80, 6919.99],
        [256, 8, 53, 1.6, 1.90, 8400.00],
        [256, 8, 41, 1.0, 1.75, 6808.90],
        [512, 8, 35, 1.6, 1.70, 8479.99],
        [256, 4, 35, 1.6, 1.70, 7499.99],
    ]
    weights = [0.405, 0.221, 0.134, 0.199, 0.007, 0.034]
    opinion = topsis(matrix, weights, ["max"] * 4 + ["min"] * 2)
    assert printed(opinion, 2) == (0.31, 0.25, 0.33, 0.26, 0.86, 0.19)
    assert opinion.ranks == (3, 5, 2, 4, 1, 6)


def test_vikor_of_risk_against_altitude() -> None:
    """Opricovic, S., & Tzeng, G. H. (2004). Compromise solution by MCDM methods.

    Compromise solution by MCDM methods: a comparative analysis of VIKOR and TOPSIS. European
    Journal of Operational Research, 156(2), 445-455. Read in the test suite of scikit-criteria 0.9.
    """
    opinion = vikor([[1, 3000], [2, 3750], [5, 4500]], [0.5, 0.5], ["min", "max"])
    assert opinion.scores == (1, 0, 1)
    assert opinion.ranks == (2, 1, 2)


def test_vikor_of_six_hydropower_schemes_under_four_sets_of_weights() -> None:
    """Opricovic, S., & Tzeng, G. H. (2007). Extended VIKOR method.

    Extended VIKOR method in comparison with outranking methods. European Journal of Operational
    Research, 178(2), 514-529. Read in the test suite of scikit-criteria 0.9.
    """
    social = {weight: [1] * 4 + [weight] * 4 for weight in (1, 2, 3.2)}
    economic = [2] * 4 + [1] * 4
    found = [
        printed(vikor(HYDROPOWER, weights, HYDROPOWER_DIRECTIONS), 3)
        for weights in (social[1], economic, social[2], social[3.2])
    ]
    assert found == [
        (0.991, 1.000, 0.473, 0.670, 0.000, 0.578),
        (1.000, 0.533, 0.552, 0.563, 0.000, 0.686),
        (0.684, 1.000, 0.147, 0.554, 0.041, 0.191),
        (0.668, 1.000, 0.051, 0.588, 0.058, 0.078),
    ]
    assert vikor(HYDROPOWER, social[3.2], HYDROPOWER_DIRECTIONS).ranks == (5, 6, 1, 4, 2, 3)


def test_vikor_of_six_alternatives_with_more_weight_on_the_majority() -> None:
    """Papathanasiou, J., & Ploskas, N. (2018). VIKOR. In Multiple criteria decision aid, 31-55. Springer.

    Read in the test suite of pyrepo-mcda.
    """
    opinion = vikor(SIX, SIX_WEIGHTS, ["max"] * 4, majority=0.625)
    assert printed(opinion, 3) == (0.640, 1.000, 0.693, 0.271, 0.000, 0.694)
    assert opinion.ranks == (3, 6, 4, 2, 1, 5)


def test_copras_of_ten_mobile_phones() -> None:
    """Goswami, S., & Mitra, S. (2020). Selecting the best mobile model by AHP-COPRAS and AHP-ARAS.

    Selecting the best mobile model by applying AHP-COPRAS and AHP-ARAS decision making
    methodology. International Journal of Data and Network Science, 4(1), 27-42. Read in the test
    suite of pyrepo-mcda.
    """
    matrix = [
        [80, 16, 2, 5],
        [110, 32, 2, 9],
        [130, 64, 4, 9],
        [185, 64, 4, 1],
        [135, 64, 3, 4],
        [140, 32, 3, 5],
        [185, 64, 6, 7],
        [110, 16, 3, 3],
        [120, 16, 4, 3],
        [340, 128, 6, 5],
    ]
    opinion = copras(matrix, [0.60338, 0.13639, 0.19567, 0.06456], ["min", "max", "max", "max"])
    paper = (1, 0.85262, 0.91930, 0.68523, 0.80515, 0.72587, 0.83436, 0.79758, 0.79097, 0.79533)
    assert printed(opinion, 5) == paper
    assert opinion.ranks == (1, 3, 2, 10, 5, 9, 4, 6, 8, 7)


def test_copras_of_five_research_assistants() -> None:
    """Uysal, Ö., & İnan, T. (2022). Performance evaluation of research assistants by COPRAS method.

    International Journal of Social Science and Economic Research. Printed in per cent; read in
    the test suite of scikit-criteria 0.9.
    """
    matrix = [
        [3.57, 4.00, 4.00, 83.75, 3, 9, 1],
        [3.07, 3.95, 4.00, 83.00, 3, 1, 3],
        [3.23, 3.54, 3.46, 66.00, 4, 0, 2],
        [3.42, 3.96, 4.00, 70.00, 5, 5, 7],
        [2.56, 3.37, 3.79, 82.00, 4, 4, 5],
    ]
    opinion = copras(matrix, [1] * 7, ["max"] * 4 + ["min"] + ["max"] * 2)
    assert printed(opinion, 6) == (1, 0.788501, 0.633837, 0.986506, 0.868878)
    assert opinion.ranks == (1, 4, 5, 2, 3)


def test_moora_of_seven_alternatives() -> None:
    """Siregar, V. M. M., et al. (2021). Decision support system for selection technique using MOORA method.

    IOP Conference Series: Materials Science and Engineering, 1088(1), 012022. Read in the test
    suite of pymcdm.
    """
    matrix = [
        [1.5, 3, 5, 3.3],
        [2, 7, 5, 3.35],
        [3, 1, 5, 3.07],
        [2.2, 4, 5, 3.5],
        [2, 5, 3, 3.09],
        [3.2, 2, 3, 3.48],
        [2.775, 3, 5, 3.27],
    ]
    opinion = moora(matrix, [0.3, 0.2, 0.1, 0.4], ["min", "max", "max", "max"])
    assert printed(opinion, 4) == (0.1801, 0.2345, 0.0625, 0.1757, 0.1683, 0.0742, 0.1197)
    assert opinion.ranks == (2, 1, 7, 3, 4, 6, 5)


def test_moora_of_six_alternatives_ranked_by_heating_losses() -> None:
    """Kracka, M., Brauers, W. K. M., & Zavadskas, E. K. (2010). Ranking heating losses in a building.

    Ranking heating losses in a building by applying the MULTIMOORA. Inzinerine
    Ekonomika-Engineering Economics, 21(4), 352-359. Read in the test suite of scikit-criteria
    0.9, to the digits given there. The paper adds unweighted ratios; ours share a weight of 1
    among seven.
    """
    matrix = [
        [33.95, 23.78, 11.45, 39.97, 29.44, 167.10, 3.852],
        [38.90, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
        [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
        [30.44, 37.59, 13.91, 74.08, 45.10, 198.34, 2.186],
        [36.21, 14.79, 9.17, 17.77, 17.06, 148.30, 6.610],
        [37.80, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
    ]
    opinion = moora(matrix, [1] * 7, ["min", "min", "min", "min", "max", "min", "max"])
    assert tuple(round(7 * score, 8) for score in opinion.scores) == (
        -1.62447867,
        -0.25233889,
        -0.84635037,
        -2.23363519,
        -1.18698242,
        -0.77456208,
    )
    assert opinion.ranks == (5, 1, 3, 6, 4, 2)


def test_promethee_of_three_alternatives_with_the_usual_criterion() -> None:
    """Zhao, H., Peng, Y., & Li, W. (2013). Revised PROMETHEE II for emergency response.

    Revised PROMETHEE II for improving efficiency in emergency response. Procedia Computer
    Science, 17, 181-188. Read in the test suite of pymcdm.
    """
    opinion = promethee_ii([[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2], ["max"] * 3)
    assert printed(opinion, 2) == (0.1, -0.3, 0.2)
    assert opinion.ranks == (2, 3, 1)


def test_promethee_of_six_alternatives_with_linear_preference() -> None:
    """Papathanasiou, J., & Ploskas, N. (2018). PROMETHEE. In Multiple criteria decision aid, 57-89. Springer.

    Read in the test suite of pyrepo-mcda.
    """
    opinion = promethee_ii(SIX, SIX_WEIGHTS, ["max"] * 4, indifference=1, preference=2)
    assert printed(opinion, 2) == (-0.26, -0.52, -0.22, 0.36, 0.7, -0.06)
    assert opinion.ranks == (5, 6, 4, 2, 1, 3)


def test_promethee_of_four_wind_farms_with_preference_rising_from_zero() -> None:
    """Ziemba, P., Wątróbski, J., Zioło, M., & Karczmarczyk, A. (2017). Using the PROSA method.

    Using the PROSA method in offshore wind farm location problems. Energies, 10(11), 1755. Read
    in the test suite of pyrepo-mcda.
    """
    matrix = [
        [16347, 9.0, 73.8, 36.7, 1.5, 3730, 2, 1, 38.8, 4, 1720524, 40012],
        [14219, 8.5, 55.0, 36.0, 2.0, 3240, 1, 1, 33.1, 2, 1496512, 34803],
        [8160, 9.0, 64.8, 28.5, 2.0, 1860, 2, 2, 45.8, 4, 858830, 19973],
        [8160, 8.5, 62.5, 29.5, 1.5, 1860, 1, 3, 27.3, 3, 858830, 19973],
    ]
    weights = [20, 5, 5, 1.67, 1.67, 11.67, 11.67, 5, 5, 16.67, 8.33, 8.33]
    directions = ["min"] * 5 + ["max", "min", "min", "max", "min", "max", "max"]
    preference = [7280, 4, 13.4, 7.4, 3, 1662, 3, 3, 13.8, 3, 766240, 17820]
    opinion = promethee_ii(matrix, weights, directions, preference=preference)
    assert printed(opinion, 4) == (-0.0445, 0.1884, -0.0954, -0.0485)
    assert opinion.ranks == (2, 1, 4, 3)
