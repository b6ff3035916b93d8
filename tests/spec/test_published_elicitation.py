"""Weights reproduce published examples to the precision they were printed with.

Each test names the publication and where its figures were read. Figures are facts; no code
came with them.
"""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from selection.analysis.best_worst import best_worst_weights
from selection.analysis.concordance import kendalls_w
from selection.analysis.elicited import elicit
from selection.analysis.pairwise import (
    RANDOM_INDEX_2005,
    comparison_table,
    joint_comparisons,
    overall_priorities,
    pairwise_weights,
)
from selection.analysis.spreads import Table
from selection.analysis.weights import weights_from_rank_order
from selection.model.weights import NodeWeights

Pairs = Mapping[tuple[str, str], float]


def table(names: Sequence[str], pairs: Pairs) -> Table:
    sparse: dict[str, dict[str, float]] = {}
    for (row, column), ratio in pairs.items():
        sparse.setdefault(row, {})[column] = ratio
    return comparison_table(sparse, names)


def printed(figures: Table, digits: int) -> list[float]:
    return [round(figure, digits) for figure in figures.tolist()]


# Saaty, T. L. (2008). Decision making with the analytic hierarchy process. International Journal of
# Services Sciences 1(1), 83-98: relative consumption of drinks. Judgements, weights and CR were read in
# the documentation and tests of AHPy 2.1, which reproduces the article's figures.
DRINKS = ("coffee", "wine", "tea", "beer", "soda", "milk", "water")
DRINK_PAIRS: Pairs = {
    ("coffee", "wine"): 9,
    ("coffee", "tea"): 5,
    ("coffee", "beer"): 2,
    ("coffee", "soda"): 1,
    ("coffee", "milk"): 1,
    ("water", "coffee"): 2,
    ("water", "wine"): 9,
    ("water", "tea"): 9,
    ("water", "beer"): 3,
    ("water", "soda"): 2,
    ("water", "milk"): 3,
    ("tea", "wine"): 3,
    ("beer", "wine"): 9,
    ("beer", "tea"): 3,
    ("beer", "milk"): 1,
    ("soda", "wine"): 9,
    ("soda", "tea"): 4,
    ("soda", "beer"): 2,
    ("soda", "milk"): 2,
    ("milk", "wine"): 9,
    ("milk", "tea"): 3,
}


def test_comparisons_of_seven_drinks_with_their_consistency_ratio() -> None:
    found = pairwise_weights(table(DRINKS, DRINK_PAIRS))
    assert printed(found.weights, 3) == [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
    assert found.consistency_ratio is not None
    assert round(found.consistency_ratio, 3) == 0.022


def test_the_same_consistency_ratio_by_the_later_random_indices() -> None:
    found = pairwise_weights(table(DRINKS, DRINK_PAIRS), RANDOM_INDEX_2005)
    assert found.consistency_ratio == pytest.approx(found.consistency_index / 1.35)
    assert round(found.consistency_index / 1.35, 3) == 0.022


# Saaty, T. L. (2005). Theory and Applications of the Analytic Network Process. RWS Publications: the best
# city to live in, a hierarchy of five criteria and four cities. Read in the tests of AHPy 2.1.
CITIES = ("Bethesda", "Boston", "Pittsburgh", "Santa Fe")
CITY_CRITERIA = ("culture", "family", "housing", "jobs", "transportation")
CITY_CRITERIA_PAIRS: Pairs = {
    ("culture", "housing"): 3,
    ("culture", "transportation"): 5,
    ("family", "culture"): 5,
    ("family", "housing"): 7,
    ("family", "transportation"): 7,
    ("housing", "transportation"): 3,
    ("jobs", "culture"): 2,
    ("jobs", "housing"): 4,
    ("jobs", "transportation"): 7,
    ("family", "jobs"): 1,
}
CITY_PAIRS: Mapping[str, Pairs] = {
    "culture": {
        ("Bethesda", "Pittsburgh"): 1,
        ("Boston", "Bethesda"): 2,
        ("Boston", "Pittsburgh"): 2.5,
        ("Boston", "Santa Fe"): 1,
        ("Santa Fe", "Bethesda"): 2,
        ("Santa Fe", "Pittsburgh"): 2.5,
    },
    "family": {
        ("Bethesda", "Boston"): 2,
        ("Bethesda", "Santa Fe"): 4,
        ("Boston", "Santa Fe"): 2,
        ("Pittsburgh", "Bethesda"): 3,
        ("Pittsburgh", "Boston"): 8,
        ("Pittsburgh", "Santa Fe"): 9,
    },
    "housing": {
        ("Bethesda", "Boston"): 5,
        ("Bethesda", "Santa Fe"): 2.5,
        ("Pittsburgh", "Bethesda"): 2,
        ("Pittsburgh", "Boston"): 9,
        ("Pittsburgh", "Santa Fe"): 7,
        ("Santa Fe", "Boston"): 4,
    },
    "jobs": {
        ("Bethesda", "Pittsburgh"): 3,
        ("Bethesda", "Santa Fe"): 4,
        ("Boston", "Bethesda"): 2,
        ("Boston", "Pittsburgh"): 6,
        ("Boston", "Santa Fe"): 8,
        ("Pittsburgh", "Santa Fe"): 1,
    },
    "transportation": {
        ("Bethesda", "Boston"): 1.5,
        ("Bethesda", "Santa Fe"): 4,
        ("Boston", "Santa Fe"): 2.5,
        ("Pittsburgh", "Bethesda"): 2,
        ("Pittsburgh", "Boston"): 3.5,
        ("Pittsburgh", "Santa Fe"): 9,
    },
}


def test_a_hierarchy_of_five_criteria_and_four_cities() -> None:
    weights = pairwise_weights(table(CITY_CRITERIA, CITY_CRITERIA_PAIRS)).weights
    local = np.array([pairwise_weights(table(CITIES, CITY_PAIRS[name])).weights for name in CITY_CRITERIA])
    assert printed(overall_priorities(weights, local), 3) == [0.229, 0.275, 0.385, 0.111]


# "Analytic hierarchy process – leader example", Wikipedia: three people, four criteria. Judgements were
# read in a machine-readable copy (slunimara/mymcdm, examples/data/example_cm.json), the weights .547, .127,
# .270 and .056 and the priorities .358, .493 and .149 in copies of the article, which cuts .5476 off.
LEADERS = ("Tom", "Dick", "Harry")
LEADER_CRITERIA = ("experience", "education", "charisma", "age")
LEADER_CRITERIA_PAIRS: Pairs = {
    ("experience", "education"): 4,
    ("experience", "charisma"): 3,
    ("experience", "age"): 7,
    ("charisma", "education"): 3,
    ("education", "age"): 3,
    ("charisma", "age"): 5,
}
LEADER_PAIRS: Mapping[str, Pairs] = {
    "experience": {("Dick", "Tom"): 4, ("Tom", "Harry"): 4, ("Dick", "Harry"): 9},
    "education": {("Tom", "Dick"): 3, ("Harry", "Tom"): 5, ("Harry", "Dick"): 7},
    "charisma": {("Tom", "Dick"): 5, ("Tom", "Harry"): 9, ("Dick", "Harry"): 4},
    "age": {("Dick", "Tom"): 3, ("Tom", "Harry"): 5, ("Dick", "Harry"): 9},
}


def test_a_hierarchy_of_four_criteria_and_three_leaders() -> None:
    weights = pairwise_weights(table(LEADER_CRITERIA, LEADER_CRITERIA_PAIRS)).weights
    assert np.abs(weights - [0.547, 0.127, 0.270, 0.056]).max() < 0.001
    local = np.array([pairwise_weights(table(LEADERS, LEADER_PAIRS[one])).weights for one in LEADER_CRITERIA])
    assert printed(overall_priorities(weights, local), 3) == [0.358, 0.493, 0.149]


# Bozóki, S., Fülöp, J. and Rónyai, L. (2010). On optimal completion of incomplete pairwise comparison
# matrices. Mathematical and Computer Modelling 52(1-2), 318-333. Both cases, with the completing values
# to the digits checked here, were read in the tests of AHPy 2.1, which cite the article.


def test_an_incomplete_comparison_of_four_is_completed_with_the_least_eigenvalue() -> None:
    pairs = {("a", "b"): 1, ("a", "c"): 5, ("a", "d"): 2, ("b", "c"): 3, ("b", "d"): 4}
    found = pairwise_weights(table("abcd", pairs))
    assert round(found.completed[2, 3], 6) == 0.730297
    assert printed(found.weights, 4) == [0.3738, 0.3920, 0.0985, 0.1357]


def test_an_incomplete_comparison_of_eight_houses_with_twelve_pairs_open() -> None:
    pairs = {
        ("a", "b"): 5,
        ("a", "c"): 3,
        ("a", "d"): 7,
        ("a", "e"): 6,
        ("a", "f"): 6,
        ("b", "d"): 5,
        ("b", "f"): 3,
        ("c", "e"): 3,
        ("c", "g"): 6,
        ("f", "d"): 4,
        ("g", "a"): 3,
        ("g", "e"): 5,
        ("h", "a"): 4,
        ("h", "b"): 7,
        ("h", "d"): 8,
        ("h", "f"): 6,
    }
    completing = {
        ("b", "c"): 0.3300,
        ("b", "e"): 1.7197,
        ("b", "g"): 0.4664,
        ("c", "d"): 9.9205,
        ("c", "f"): 4.8525,
        ("c", "h"): 0.5696,
        ("d", "e"): 0.5253,
        ("d", "g"): 0.1424,
        ("e", "f"): 0.9312,
        ("e", "h"): 0.1093,
        ("f", "g"): 0.2912,
        ("g", "h"): 0.4031,
    }
    completed = pairwise_weights(table("abcdefgh", pairs)).completed
    found = {(a, b): float(completed["abcdefgh".index(a), "abcdefgh".index(b)]) for a, b in completing}
    assert found == pytest.approx(completing, abs=2e-4)


# Dargahi, D. (2016). Prize: an R package for prioritization estimation based on analytic hierarchy
# process. Bioconductor: four people's judgements of four criteria, joined by the geometric mean after
# Forman and Peniwati (1998). Judgements and results were read in the package's data and tests.
MARKERS = ("tumor", "normal", "frequency", "epitopes")
MARKER_FIGURES = ((2, 4, 5, 3, 4, 2), (0.8, 2, 4, 5, 7, 2), (2, 3, 5, 3, 5, 2), (5, 6, 7, 4, 6, 1))


def people() -> list[Table]:
    places = [(a, b) for at, a in enumerate(MARKERS) for b in MARKERS[at + 1 :]]
    return [table(MARKERS, dict(zip(places, stated, strict=True))) for stated in MARKER_FIGURES]


def test_four_people_are_joined_by_the_geometric_mean() -> None:
    assert joint_comparisons(people()) == pytest.approx(
        np.array(
            [
                [1, 2, 3.46410161513775, 5.1436867236104],
                [0.5, 1, 3.66284150148471, 5.3835632709553],
                [0.288675134594813, 0.273012086270907, 1, 1.68179283050743],
                [0.194413084181396, 0.185750579991336, 0.594603557501361, 1],
            ]
        ),
        abs=1e-12,
    )


def test_four_people_with_different_votes_are_joined_by_the_weighted_geometric_mean() -> None:
    assert joint_comparisons(people(), [0.45, 0.30, 0.10, 0.15]) == pytest.approx(
        np.array(
            [
                [1.0000000, 1.7431670, 3.3548322, 4.918313],
                [0.5736685, 1.0000000, 3.6510408, 5.141337],
                [0.2980775, 0.2738945, 1.0000000, 1.802501],
                [0.2033217, 0.1945019, 0.5547847, 1.000000],
            ]
        ),
        abs=5e-7,
    )


# Rezaei, J. (2016). Best-worst multi-criteria decision-making method: Some properties and a linear model.
# Omega 64, 126-130: buying a car by quality, price, comfort, safety and style. Comparisons, weights and
# the linear model's ξ over its index were read in the tests of the R package BWM 0.1.0 (J. Tomczak),
# which implements the article.


def test_the_best_worst_method_on_consistent_comparisons_of_a_car() -> None:
    found = best_worst_weights([2, 1, 4, 2, 8], [4, 8, 2, 4, 1], best=1, worst=4)
    assert printed(found.weights, 8) == [0.21052632, 0.42105263, 0.10526316, 0.21052632, 0.05263158]
    assert (round(found.deviation, 9), found.consistency_ratio) == (0, 0)


def test_the_best_worst_method_on_inconsistent_comparisons_of_a_car() -> None:
    found = best_worst_weights([2, 1, 4, 3, 8], [4, 8, 2, 3, 1], best=1, worst=4)
    assert printed(found.weights, 8) == [0.22950820, 0.44808743, 0.11475410, 0.15300546, 0.05464481]
    assert round(found.deviation / 4.47, 9) == 0.002444958


def test_the_best_worst_method_on_a_mode_of_transport() -> None:
    """Rezaei, J. (2015). Best-worst multi-criteria decision-making method. Omega 53, 49-57.

    Load flexibility (the worst), accessibility, and cost (the best). The comparisons, ξ = 0.26 and the
    weights 0.071, 0.338 and 0.589 of the ratio model, the only one in that article, were read in the tests
    of JMcDM (test/mcdm/testbestworst.jl). Ours are of the linear model, which the author proposed a year
    later; those of the article are within the range that is drawn from.
    """
    found = best_worst_weights([8, 2, 1], [1, 5, 8], best=2, worst=0)
    assert round(found.ratio_deviation, 2) == 0.26
    low, high = found.region.bounds()
    article = np.array([0.071, 0.338, 0.589])
    assert (low - 0.001 <= article).all()
    assert (article <= high + 0.001).all()
    assert printed(found.weights, 3) == [0.071, 0.321, 0.607]


# Rank order centroid weights by the formula of Barron, F. H. and Barrett, B. E. (1996). Decision quality
# using ranked attribute weights. Management Science, volume 42, pages 1515 to 1523.


def test_the_rank_order_centroid_of_four_project_objectives() -> None:
    """Read in a course text on project selection that prints (1 + 1/2 + 1/3 + 1/4) / 4 = 0.52 and so on."""
    names = ["schedule", "cost", "control", "competition"]
    found = weights_from_rank_order(names)
    assert [round(found[name], 2) for name in names] == [0.52, 0.27, 0.15, 0.06]


def test_the_rank_order_centroid_of_power_before_fuel_economy() -> None:
    """Read in the manual of Logical Decisions for Windows: the mean of (1, 0) and (0.5, 0.5)."""
    assert weights_from_rank_order(["power", "economy"]) == {"power": 0.75, "economy": 0.25}


def swings(**points: float) -> list[float]:
    said = NodeWeights(method="swing", swing={name: float(figure) for name, figure in points.items()})
    return [float(weight) for weight in elicit(said, list(points)).weights]


def test_the_swing_weights_of_an_office() -> None:
    """Goodwin, P. and Wright, G., Decision Analysis for Management Judgment, chapter 3: choosing an office.

    The weights 32, 26, 23, 10, 6 and 3, and that visibility swings 80 against 100 for closeness, were
    read in an online copy (figure 3.5 and page 44). The page with the other four swings was not to be had:
    70, 30, 20 and 10 are the only multiples of ten that give their printed weights, as the next test shows.
    """
    found = swings(closeness=100, visibility=80, image=70, size=30, comfort=20, parking=10)
    assert [round(100 * weight) for weight in found] == [32, 26, 23, 10, 6, 3]


def test_no_other_multiples_of_ten_give_the_printed_weights_of_the_office() -> None:
    tens = [float(ten) for ten in range(0, 101, 10)]
    fitting = [
        others
        for others in itertools.product(tens, repeat=4)
        if [round(100 * part / (180 + sum(others))) for part in (100, 80, *others)] == [32, 26, 23, 10, 6, 3]
    ]
    assert fitting == [(70, 30, 20, 10)]


def test_the_swing_weights_of_a_thrombosis_treatment() -> None:
    """The thrombolytics case of MCDA-web (drugis), exact swings of 2 : 1 twice.

    Ratios and weights were read in its tests (R/test/thrombo.R, commit 34bc9aa).
    """
    found = swings(proximal_dvt=100, distal_dvt=25, bleeding=50)
    assert found == pytest.approx([0.571428571428571, 0.142857142857143, 0.285714285714286], abs=1e-15)


def test_kendalls_w_of_three_raters_of_six_subjects() -> None:
    """Wollschläger, D., R Examples Repository, inter-rater reliability: W = 0.568, read there."""
    ratings = np.array([[1, 6, 3, 2, 5, 4], [1, 5, 6, 2, 4, 3], [2, 3, 6, 5, 4, 1]])
    found = kendalls_w(ratings)
    assert found is not None
    assert round(found, 3) == 0.568


# Hollander, M. and Wolfe, D. A. (1973). Nonparametric Statistical Methods. Wiley, table 7.1: times of 22
# players by three ways of rounding first base, with ties; the example of R's friedman.test. Data, χ² = 11.143
# and W = 0.2532468 were read in a public tutorial that prints R's output of both (Friedman test in R).
ROUNDING_TIMES = (
    (5.40, 5.50, 5.55),
    (5.85, 5.70, 5.75),
    (5.20, 5.60, 5.50),
    (5.55, 5.50, 5.40),
    (5.90, 5.85, 5.70),
    (5.45, 5.55, 5.60),
    (5.40, 5.40, 5.35),
    (5.45, 5.50, 5.35),
    (5.25, 5.15, 5.00),
    (5.85, 5.80, 5.70),
    (5.25, 5.20, 5.10),
    (5.65, 5.55, 5.45),
    (5.60, 5.35, 5.45),
    (5.05, 5.00, 4.95),
    (5.50, 5.50, 5.40),
    (5.45, 5.55, 5.50),
    (5.55, 5.55, 5.35),
    (5.45, 5.50, 5.55),
    (5.50, 5.45, 5.25),
    (5.65, 5.60, 5.40),
    (5.70, 5.65, 5.55),
    (6.30, 6.30, 6.25),
)


def test_kendalls_w_of_twenty_two_players_some_of_whose_times_are_tied() -> None:
    found = kendalls_w(np.array(ROUNDING_TIMES))
    assert found is not None
    assert (round(found, 7), round(22 * (3 - 1) * found, 3)) == (0.2532468, 11.143)
