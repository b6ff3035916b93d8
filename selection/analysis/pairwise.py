"""Weights from comparisons of two at a time: the principal eigenvector, and how consistent it is.

A table of comparisons says at [i, j] how many times as much i matters as j. What is not compared is
NaN; it is filled in so that the whole becomes as consistent as it can be.

References
----------
Saaty, T. L. (1977). A scaling method for priorities in hierarchical structures. Journal of Mathematical
Psychology 15(3), 234-281 (eigenvector, consistency index).
Saaty, T. L. (1980). The Analytic Hierarchy Process. McGraw-Hill (consistency ratio, random indices).
Saaty, T. L. (2005). Theory and Applications of the Analytic Network Process. RWS Publications, p. 31 (the
later random indices, read in the source of AHPy 2.1).
Bozóki, S., Fülöp, J. and Rónyai, L. (2010). On optimal completion of incomplete pairwise comparison
matrices. Mathematical and Computer Modelling 52(1-2), 318-333 (the least principal eigenvalue).
Ágoston, K. Cs. and Csató, L. (2022). Inconsistency thresholds for incomplete pairwise comparison
matrices. Omega 108, 102576 (random index with open comparisons).
Crawford, G. and Williams, C. (1985). A note on the analysis of subjective judgment matrices. Journal of
Mathematical Psychology 29(4), 387-405 (logarithmic least squares).
Aczél, J. and Saaty, T. L. (1983). Procedures for synthesizing ratio judgements. Journal of Mathematical
Psychology 27(1), 93-102 (geometric mean of a group's judgements).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from selection.analysis.spreads import Table, shares
from selection.errors import WeightError
from selection.model.weights import parts_apart

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Saaty's random indices (1980) for 1, 2, 3 … things; beyond 15 the last is used."""
RANDOM_INDEX_2005 = (0.0, 0.0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59)
"""The same of later simulations (Saaty 2005), which many later publications print ratios by."""
ACCEPTABLE_CONSISTENCY_RATIO = 0.10
LEAST_INCONSISTENT = 3
"""Two things can't be compared inconsistently."""

_ROUNDS = 500
_SETTLED = 1e-13
_RECIPROCAL = 1e-6


@dataclass(frozen=True)
class Comparison:
    """One comparison that disagrees with the others, and the value that would agree with them."""

    row: int
    column: int
    stated: float
    fitting: float
    """What the other comparisons say of these two."""

    @property
    def factor(self) -> float:
        """How many times too large or too small it is."""
        return float(np.exp(abs(np.log(self.stated / self.fitting))))


@dataclass(frozen=True)
class PairwiseWeights:
    """Weights that sum to 1, and how far the comparisons were from agreeing with each other."""

    weights: Table
    principal_eigenvalue: float
    consistency_index: float
    consistency_ratio: float | None
    """None where nothing could be inconsistent: two things, or no comparison more than needed."""
    completed: Table
    """The comparisons with the open ones filled in."""

    @property
    def is_consistent_enough(self) -> bool:
        """Whether the ratio is within Saaty's tenth."""
        return (self.consistency_ratio or 0.0) <= ACCEPTABLE_CONSISTENCY_RATIO


def comparison_table(stated: Mapping[str, Mapping[str, float]], names: Sequence[str]) -> Table:
    """Lay sparse comparisons out as a table: what was said, its inverse, and NaN where nothing was.

    >>> comparison_table({"fit": {"ease": 4}}, ["fit", "ease"]).tolist()
    [[1.0, 4.0], [0.25, 1.0]]
    """
    place = {name: at for at, name in enumerate(names)}
    table = np.full((len(names), len(names)), np.nan)
    np.fill_diagonal(table, 1.0)
    for row, columns in stated.items():
        for column, ratio in columns.items():
            table[place[row], place[column]] = ratio
            table[place[column], place[row]] = 1 / ratio
    return table


def pairwise_weights(comparisons: Table, indices: Sequence[float] = RANDOM_INDEX) -> PairwiseWeights:
    """Give the weights that comparisons of two at a time amount to.

    The weights are the principal eigenvector w of the (completed) table A, A w = λ w;
    CI = (λ − n) / (n − 1); CR = CI / RI, RI being multiplied by 1 − 2 m / ((n − 1)(n − 2)) where m
    comparisons are open.

    Parameters
    ----------
    indices
        The random indices RI for 1, 2, 3 … things.

    Raises
    ------
    WeightError
        If the table is not square, a ratio is not positive, two directions contradict each other, or
        some things are connected with the others by no comparison.

    >>> found = pairwise_weights(np.array([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]))
    >>> found.weights.round(4).tolist(), abs(round(found.consistency_ratio, 9))
    ([0.5714, 0.2857, 0.1429], 0.0)
    """
    table = checked(comparisons)
    completed = _completed(table)
    eigenvalue, weights = _principal(completed)
    size = len(table)
    index = max(eigenvalue - size, 0.0) / (size - 1) if size > 1 else 0.0
    random = random_index(size, open_comparisons(table), indices)
    return PairwiseWeights(weights, eigenvalue, index, index / random if random > 0 else None, completed)


def checked(comparisons: Table) -> Table:
    """Give comparisons as a table in which each says the inverse of its counterpart.

    Raises
    ------
    WeightError
        As in `pairwise_weights`.
    """
    table = np.array(comparisons, dtype=np.float64)
    if table.shape != (len(table), len(table)) or not table.size:
        raise WeightError("comparisons_not_square", found=len(table))
    stated = table[~np.isnan(table)]
    wrong = stated[~(np.isfinite(stated) & (stated > 0))]
    if wrong.size:
        raise WeightError("ratio_not_positive", found=float(wrong[0]))
    np.fill_diagonal(table, 1.0)
    table = np.where(np.isnan(table), 1 / table.T, table)
    off = np.abs(np.log(table) + np.log(table.T)) > _RECIPROCAL
    if off.any():
        row, column = (int(at[0]) for at in np.nonzero(off))
        raise WeightError("comparisons_not_reciprocal", found=row, other=column)
    _connected(table)
    return table


def _connected(table: Table) -> None:
    pairs = [(str(row), str(column)) for row, column in np.argwhere(~np.isnan(table))]
    parts = parts_apart([str(at) for at in range(len(table))], pairs)
    if len(parts) > 1:
        raise WeightError("comparisons_apart", found=list(parts[0]), other=list(parts[1]))


def open_comparisons(table: Table) -> int:
    """Count the pairs that were not compared."""
    return int(np.isnan(table).sum()) // 2


def random_index(size: int, missing: int = 0, indices: Sequence[float] = RANDOM_INDEX) -> float:
    """Give the consistency index that random comparisons have on average.

    >>> random_index(4), round(random_index(4, 1), 4)
    (0.9, 0.6)
    """
    if size < LEAST_INCONSISTENT:
        return 0.0
    full = indices[min(size, len(indices)) - 1]
    return max(full * (1 - 2 * missing / ((size - 1) * (size - 2))), 0.0)


def _principal(table: Table) -> tuple[float, Table]:
    """Give the principal eigenvalue and its eigenvector, which is positive and unique (Perron)."""
    values, vectors = np.linalg.eig(table)
    at = int(np.argmax(values.real))
    return float(values[at].real), shares(np.abs(vectors[:, at].real))


def _completed(table: Table) -> Table:
    """Fill in what was not compared, so that the principal eigenvalue is the least there can be.

    In logarithms the eigenvalue is convex. Its slope at an open pair is zero where the filled-in ratio
    is sqrt(w_i u_j / (w_j u_i)), w and u being the right and the left eigenvector; every round sets all
    open pairs to that, going half of the way.
    """
    missing = np.isnan(table)
    if not missing.any():
        return table
    fitted = _logarithmic_weights(table)
    filled = np.where(missing, np.exp(fitted[:, None] - fitted[None, :]), table)
    for _round in range(_ROUNDS):
        right, left = (np.log(_principal(turned)[1]) for turned in (filled, filled.T))
        balance = (right - left) / 2
        target = np.exp(balance[:, None] - balance[None, :])
        step = np.where(missing, np.sqrt(filled * target), filled)
        moved = np.abs(np.log(step / filled)).max()
        filled = step
        if moved < _SETTLED:
            break
    return np.asarray(filled)


def _logarithmic_weights(table: Table) -> Table:
    """Give the logarithms of the weights that fit all stated comparisons best by least squares."""
    logarithms = np.where(np.isnan(table), 0.0, np.log(table))
    return np.asarray(np.linalg.pinv(laplacian(table)) @ logarithms.sum(axis=1))


def laplacian(table: Table) -> Table:
    """Give the Laplacian of the graph whose edges are the comparisons made."""
    stated = (~np.isnan(table)).astype(np.float64)
    np.fill_diagonal(stated, 0.0)
    return np.asarray(np.diag(stated.sum(axis=1)) - stated)


def judgement_noise(table: Table, least: float) -> Table:
    """Give the root of the covariance of log weights if each comparison is off by what it shows.

    The standard deviation of a comparison is that of the residuals of the logarithmic least squares fit,
    but not below `least`: a consistent person is still only so sure. Errors σ of the comparisons carry
    over to the log weights with covariance σ² L⁺, L being the graph's Laplacian.
    """
    fitted = _logarithmic_weights(table)
    residuals = np.log(table) - (fitted[:, None] - fitted[None, :])
    made = len(table) * (len(table) - 1) // 2 - open_comparisons(table)
    beyond = made - (len(table) - 1)
    squares = float(np.nansum(residuals**2)) / 2
    spread = max(np.sqrt(squares / beyond), least) if beyond > 0 else least
    values, vectors = np.linalg.eigh(laplacian(table))
    root = np.array([1 / np.sqrt(value) if value > _RECIPROCAL else 0.0 for value in values])
    return np.asarray(spread * (vectors * root) @ vectors.T)


def disagreements(comparisons: Table, count: int = 3) -> tuple[Comparison, ...]:
    """List the comparisons that disagree most with the others, each with the value that would agree.

    They are found by how far they are from the ratio of the weights (a_ij · w_j / w_i, Saaty 1980); the
    fitting value is what completes the table best once the comparison is taken out of it. A comparison
    the others say nothing about disagrees with none.

    >>> table = np.array([[1, 2, 8.0], [1 / 2, 1, 2], [1 / 8, 1 / 2, 1]])
    >>> [(found.row, found.column, round(found.fitting, 2)) for found in disagreements(table, 1)]
    [(0, 1, 4.0)]
    """
    table = checked(comparisons)
    weights = pairwise_weights(table).weights
    off = np.triu(np.abs(np.log(table * weights[None, :] / weights[:, None])), 1)
    off = np.round(np.nan_to_num(off), 9)
    far = [(int(at) // len(table), int(at) % len(table)) for at in np.argsort(-off, axis=None, kind="stable")]
    doubted = (_against_the_rest(table, row, column) for row, column in far if off[row, column] > 0)
    return tuple(islice((found for found in doubted if found.factor > 1 + _RECIPROCAL), count))


def _against_the_rest(table: Table, row: int, column: int) -> Comparison:
    return Comparison(row, column, float(table[row, column]), _fitting(table, row, column))


def _fitting(table: Table, row: int, column: int) -> float:
    rest = table.copy()
    rest[row, column] = rest[column, row] = np.nan
    try:
        _connected(rest)
    except WeightError:
        return float(table[row, column])
    return float(_completed(rest)[row, column])


def joint_comparisons(tables: Sequence[Table], voting_weights: Sequence[float] | None = None) -> Table:
    """Join the comparisons of several people by their geometric mean, over those who made each of them.

    Only the geometric mean gives the inverse when all comparisons are turned round (Aczél and Saaty).

    Raises
    ------
    WeightError
        If there is nobody, or a table is not as `pairwise_weights` needs it.
    """
    if not tables:
        raise WeightError("nobody_judged")
    held = np.stack([_reciprocal(table) for table in tables])
    votes = np.ones(len(tables)) if voting_weights is None else np.array(voting_weights, dtype=np.float64)
    stated = ~np.isnan(held)
    heard = np.where(stated, votes[:, None, None], 0.0)
    total = heard.sum(axis=0)
    logarithms = np.where(stated, np.log(held), 0.0)
    mean = np.divide(
        (heard * logarithms).sum(axis=0), total, out=np.full(total.shape, np.nan), where=total > 0
    )
    return checked(np.exp(mean))


def _reciprocal(comparisons: Table) -> Table:
    table = np.array(comparisons, dtype=np.float64)
    return np.where(np.isnan(table), 1 / table.T, table)


def overall_priorities(weights: Table, priorities: Table) -> Table:
    """Compose a hierarchy: what each alternative is worth over all criteria, Σ weight · local priority.

    >>> overall_priorities(np.array([0.5, 0.5]), np.array([[0.5, 0.5], [0.25, 0.75]])).tolist()
    [0.375, 0.625]
    """
    return np.asarray(weights @ priorities)
