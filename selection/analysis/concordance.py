"""How far judges agree: Kendall's coefficient of concordance.

References
----------
Kendall, M. G. and Babington Smith, B. (1939). The problem of m rankings. Annals of Mathematical
Statistics 10(3), 275-287.
Kendall, M. G. and Gibbons, J. D. (1990). Rank Correlation Methods, 5th edition. Edward Arnold, chapter 6
(correction for ties).
"""

import numpy as np

from selection.analysis.spreads import Table
from selection.errors import WeightError


def kendalls_w(judgements: Table) -> float | None:
    """Give the agreement of judges, from 0 (none) to 1 (all rank alike).

    W = 12 S / (m² (n³ − n) − m Σ T), where S is the sum of squared deviations of the objects' rank sums
    from their mean and T = Σ (t³ − t) over the groups of t objects a judge holds equal.

    Parameters
    ----------
    judgements
        One row for each judge, one column for each object: ranks, or any figures to rank by.

    Returns
    -------
    float or None
        None if there is nobody to agree with, nothing to rank, or everybody holds everything equal.

    Raises
    ------
    WeightError
        If the judgements are not a table, or one of them is missing.

    >>> kendalls_w(np.array([[1, 2, 3], [1, 2, 3]])), kendalls_w(np.array([[1, 2, 3], [3, 2, 1]]))
    (1.0, 0.0)
    """
    table = np.asarray(judgements, dtype=np.float64)
    if table.ndim != len(("judges", "objects")) or np.isnan(table).any():
        raise WeightError("ranks_not_a_table", found=list(table.shape))
    judges, objects = table.shape
    ranked = np.array([mean_ranks(row) for row in table]).reshape(judges, objects)
    sums = ranked.sum(axis=0)
    squares = float(((sums - sums.mean()) ** 2).sum()) if objects else 0.0
    ties = sum(float((sizes**3 - sizes).sum()) for sizes in map(_tied, table))
    most: float = judges**2 * (objects**3 - objects) - judges * ties
    if judges == 1 or most <= 0:
        return None
    return float(min(12 * squares / most, 1.0))


def mean_ranks(row: Table) -> Table:
    """Rank from the least on; those that are equal share the mean of their places.

    >>> mean_ranks(np.array([20.0, 10.0, 20.0])).tolist()
    [2.5, 1.0, 2.5]
    """
    _distinct, place, sizes = np.unique(row, return_inverse=True, return_counts=True)
    last = np.cumsum(sizes)
    return np.asarray((last - (sizes - 1) / 2)[place])


def _tied(row: Table) -> Table:
    return np.asarray(np.unique(row, return_counts=True)[1], dtype=np.float64)
