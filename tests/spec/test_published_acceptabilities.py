"""SMAA: acceptabilities, central weights and confidence factors as they were published.

Where figures were read is said with each. Simulated shares are held to the tolerance that as many draws
allow: 100,000 draws put an acceptability within 0.3 points in 95 of 100 cases, and the papers print
whole percentages, some of them of 10,000 draws.
"""

from functools import cache

import numpy as np
import pytest

from selection.analysis.smaa import Smaa, smaa, smaa_from, uniform

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


# Tervonen, van Valkenhoef, Buskens, Hillege & Postmus (2011): four antidepressants, as mean and standard
# deviation of each measurement; the first row is the logarithm of a relative risk.
DRUGS = (
    ((0, 0), (0.086, 0.056), (0.095, 0.044), (0.113, 0.048)),
    ((11.7, 2.5), (9.2, 1.86), (15.4, 2.65), (5.5, 2.32)),
    ((7.2, 1.45), (10.6, 1.58), (7.5, 1.48), (15.7, 4.44)),
    ((16.6, 3.27), (21.2, 5.15), (20.2, 3.78), (12.8, 2.45)),
    ((13.7, 1.89), (14.3, 2.93), (15.0, 3.21), (11.2, 3.98)),
    ((18.6, 1.79), (18.3, 3.7), (19.5, 2.6), (31.0, 1.68)),
)

# Thrombolytics (MCDA-web): events and their absence among those treated with heparin and enoxaparin.
THROMBOLYTICS = (((20, 116), (40, 96), (1, 135)), ((8, 121), (32, 97), (5, 124)))


@cache
def drugs() -> Smaa:
    """Value efficacy (more is better) and five side effects (less is better) within the 95 % intervals."""
    generator = np.random.default_rng(2011)
    values = []
    for row, stated in enumerate(np.array(DRUGS)):
        mean, deviation = stated.T
        drawn = generator.normal(mean, deviation, (DRAWS, len(mean)))
        least, most = (mean - 1.96 * deviation).min(), (mean + 1.96 * deviation).max()
        if row == 0:
            drawn, least, most = np.exp(drawn), np.exp(least), np.exp(most)
        share = (drawn - least) / (most - least)
        values.append(share if row == 0 else 1 - share)
    weights = uniform(len(DRUGS))(generator, DRAWS)
    return smaa(np.stack(values, axis=2), weights, pairwise=False)


def thrombolytics(*, ordered: bool) -> Smaa:
    """Value proximal and distal thrombosis and bleeding on the scales of the case."""
    generator = np.random.default_rng(2013)
    drawn = np.stack(
        [np.stack([generator.beta(*c, size=DRAWS) for c in row], axis=1) for row in THROMBOLYTICS], axis=1
    )
    weights = uniform(3)(generator, DRAWS)
    if ordered:
        weights = -np.sort(-weights, axis=1)[:, [0, 2, 1]]
    return smaa((np.array([0.25, 0.4, 0.1]) - drawn) / [0.25, 0.25, 0.1], weights)


def assert_published(found: Smaa, first: list[float], central: list[list[float]], sure: list[float]) -> None:
    """Hold shares to 3 % of themselves, central weights and confidence factors to 5 %."""
    assert found.first == pytest.approx(first, rel=0.03)
    assert np.array(found.central_weights) == pytest.approx(np.array(central), rel=0.05)
    assert found.confidence == pytest.approx(sure, rel=0.05)


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


def test_rank_acceptabilities_and_central_weights_of_four_antidepressants() -> None:
    """Tervonen, T., van Valkenhoef, G., Buskens, E., Hillege, H. L., & Postmus, D. (2011).

    A stochastic multicriteria model for evidence-based decision making in drug benefit-risk analysis.
    Statistics in Medicine, 30(12), 1419-1428, without preferences. Data and results read in the test suite of
    JSMAA, the authors' own program (SMAA2SimulationTest, testCorrectResultsWithBRModel), which holds
    the two printed digits to within 2 points, and confidence factors to within 3.
    """
    found = drugs()
    acceptability = [[20, 28, 30, 22], [25, 29, 27, 19], [17, 25, 29, 30], [39, 18, 15, 29]]
    assert np.abs(percent(found.acceptability[:, :-1]) - acceptability).max() <= 2
    central = [
        [8, 14, 23, 18, 16, 22],
        [18, 17, 15, 13, 15, 22],
        [21, 10, 22, 13, 15, 20],
        [18, 21, 12, 21, 19, 9],
    ]
    assert np.abs(percent(found.central_weights) - central).max() <= 2
    assert np.abs(percent(found.confidence) - [48, 44, 34, 74]).max() <= 3


def test_rank_acceptabilities_and_central_weights_of_two_thrombolytics() -> None:
    """The thrombolytics case of MCDA-web, without preferences.

    Distributions read in examples/regular-examples/thrombolytics.json and results of 10,000
    draws in R/test/thrombo.R of drugis/mcda-elicitation-web, which holds acceptabilities to 2 % of
    themselves and central weights to 5 %; the R package smaa 0.3 prints 0.3504 and 0.6496 for the same case,
    and 0.187, 0.277, 0.536 and 0.407, 0.364, 0.229.
    """
    central = [[0.197600, 0.278042, 0.524359], [0.411819, 0.357825, 0.230357]]
    assert_published(thrombolytics(ordered=False), [0.3381, 0.6619], central, [0.6389, 0.8925])


def test_rank_acceptabilities_and_central_weights_under_an_order_of_the_criteria() -> None:
    """The same case where proximal thrombosis weighs most, then bleeding; read at the same place."""
    central = [[0.523973, 0.121296, 0.354732], [0.622924, 0.110252, 0.266825]]
    assert_published(thrombolytics(ordered=True), [0.1369, 0.8631], central, [0.1914, 0.9174])


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
