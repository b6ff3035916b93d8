"""Either/or questions: which to ask next, and whether the answers already settle the ranking.

A question holds two imagined alternatives against each other that differ in two children only: in one
the first child is at its best anchor and the second at its worst, in the other the second is at its
best (or part of the way there) and the first at its worst. The answer bounds the ratio of two weights.

Settled is decided exactly: two alternatives are in a settled order if the least difference of their
values over all weights that agree with the answers (a linear programme) is not negative. Draws only
spare the programme where they already show both orders, and choose the next question. As long as first
place is open, what counts are the leader's gaps to every rival that could still overtake it; after that,
the gaps between neighbours in the order that could still be turned round. Asked is the question whose
answer is expected to explain most of these gaps' variance, close gaps counting more than wide ones:

    Σ over open gaps g of  cov(answer, g)² / (p (1 − p) · E g²),    p = share of draws that answer "first".

How much an answer tells about who is ahead (mutual information) settles fewer decisions: it leaves out
answers that pin a gap down without turning its sign yet.

References
----------
Keeney, R. L. and Raiffa, H. (1976). Decisions with Multiple Objectives. Wiley (trade-offs between two
attributes).
White, C. C., Sage, A. P. and Dozono, S. (1984). A model of multiattribute decisionmaking and trade-off
weight determination under uncertainty. IEEE Transactions on Systems, Man, and Cybernetics SMC-14(2),
223-229 (dominance over all weights that agree with what was said).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import numpy as np

from selection.analysis.elicited import answered_region
from selection.analysis.spreads import RatioRegion, Table
from selection.model.weights import TradeOff

STEP: Final = 0.05
"""A question about part of the way is about so many of these steps."""
QUANTILES: Final = tuple(quarter / 4 for quarter in (1, 2, 3))
"""Parts are tried at which so many of the draws would answer "second"."""
ENOUGH_QUESTIONS: Final = 20
"""After so many answers one is told that one may stop, settled or not."""
MOST_QUESTIONS: Final = 200
"""No more answers than these are kept."""
QUESTION_DRAWS: Final = 1000
QUESTION_SEED: Final = 20
WHOLE_WAY_FAVOURED: Final = 1.1
"""A question about the whole way is easier to imagine, so it is asked unless another tells more by this."""

_ALIKE = 1e-9
_NO_SPREAD = 1e-18
_ENDS = ("first", "second")

Settled = Literal["nothing", "first", "order"]


@dataclass(frozen=True)
class EitherOr:
    """One question: is it the whole way of the first, or part of the way of the second."""

    first: str
    second: str
    part: float


@dataclass(frozen=True)
class Progress:
    """How far the answers have come."""

    settled: Settled
    """Whether the whole order is the same under all weights that agree, or its first place, or neither."""
    question: EitherOr | None
    """What to ask next; None if nothing is left to be settled or asked."""
    asked: int
    lead: float | None
    """Under what share of the weights that agree the leader is first; None if there is nothing to rank."""

    @property
    def spent(self) -> bool:
        """Whether somebody has answered as much as can be asked of anybody."""
        return self.asked >= ENOUGH_QUESTIONS


def progress(answered: Sequence[TradeOff], children: Sequence[str], values: Table) -> Progress:
    """Tell whether answers settle the ranking, and what to ask next if they don't.

    Parameters
    ----------
    answered
        What was asked and answered so far.
    children
        What is weighted.
    values
        One row for each alternative, one column for each child: the overall value the alternative would
        have if that child alone weighed anything at this node. Overall values are then linear in the
        node's weights.

    Raises
    ------
    WeightError
        If no weights agree with the answers.

    >>> values = np.array([[0.9, 0.2], [0.4, 0.8]])
    >>> progress((), ["fit", "ease"], values).question
    EitherOr(first='ease', second='fit', part=1.0)
    >>> progress((TradeOff(first="fit", second="ease", answer="first"),), ["fit", "ease"], values).settled
    'nothing'
    >>> progress((TradeOff(first="ease", second="fit", answer="first"),), ["fit", "ease"], values).settled
    'order'
    """
    names = sorted(children)
    table = np.asarray(values, dtype=np.float64).reshape(-1, len(names))
    table = table[:, [list(children).index(name) for name in names]]
    region = answered_region(answered, names)
    draws = region.draw(np.random.default_rng(QUESTION_SEED), QUESTION_DRAWS)
    settled, gaps = _settled(region, table, draws)
    lead = _lead(table, draws, region.centre)
    if len(answered) >= MOST_QUESTIONS or settled == "order":
        return Progress(settled, None, len(answered), lead)
    candidates = [*_candidates(answered, names, region, draws)]
    return Progress(settled, _most_telling(candidates, names, draws, gaps), len(answered), lead)


def _lead(values: Table, draws: Table, centre: Table) -> float | None:
    if len(values) <= 1:
        return None
    scores = np.round(draws @ values.T, 9)
    leader = int(np.argmax(np.round(values @ centre, 9)))
    return float((scores[:, leader] >= scores.max(axis=1)).mean())


@dataclass(frozen=True)
class _Gap:
    """A difference of two alternatives' values that could still be turned round."""

    slope: Table
    """What each child adds to it: the difference is slope · weights, and positive at the centre."""
    against: Table
    """Weights that agree with the answers and turn it round."""


def _settled(region: RatioRegion, values: Table, draws: Table) -> tuple[Settled, list[_Gap]]:
    """Tell what is settled, and the gaps that what comes next hangs on."""
    if len(values) <= 1:
        return "nothing", []
    ranked = values[np.argsort(-np.round(values @ region.centre, 9), kind="stable")]
    gaps = _open_gaps(region, [ranked[0] - other for other in ranked[1:]], draws)
    if gaps:
        return "nothing", gaps
    gaps = _open_gaps(region, [one - other for one, other in pairwise(ranked[1:])], draws)
    return ("first", gaps) if gaps else ("order", [])


def _open_gaps(region: RatioRegion, slopes: Sequence[Table], draws: Table) -> list[_Gap]:
    found = ((slope, _turning(region, slope, draws)) for slope in slopes)
    return [_Gap(slope, against) for slope, against in found if against is not None]


def _turning(region: RatioRegion, difference: Table, draws: Table) -> Table | None:
    """Give weights of the region at which a difference of values is negative; None if there are none."""
    differences = draws @ difference
    if differences.min(initial=0.0) < -_ALIKE:
        return np.asarray(draws[int(np.argmin(differences))])
    least, weights = least_over(region, difference)
    return weights if least < -_ALIKE else None


def least_over(region: RatioRegion, slope: Table) -> tuple[float, Table]:
    """Give the least that slope · w can be over all weights of a region, and where it is so.

    >>> least, weights = least_over(RatioRegion(np.array([[1.0, np.inf], [1.0, 1.0]])), np.array([1.0, 0.0]))
    >>> least, weights.tolist()
    (0.5, [0.5, 0.5])
    """
    from scipy.optimize import linprog

    inequalities = region.inequalities()[len(slope) :]
    found = linprog(
        slope,
        A_ub=-inequalities if len(inequalities) else None,
        b_ub=np.zeros(len(inequalities)) if len(inequalities) else None,
        A_eq=np.ones((1, len(slope))),
        b_eq=[1.0],
        method="highs",
    )
    return float(found.fun), np.asarray(found.x)


def _most_telling(
    candidates: Sequence[EitherOr], names: Sequence[str], draws: Table, gaps: Sequence[_Gap]
) -> EitherOr | None:
    """Choose the question whose answer is expected to explain most of the open gaps.

    Where the draws don't vary any more but the programme still turns a gap round, it is the most even
    question whose answer could exclude the weights that do so.
    """
    if not candidates:
        return None
    first, second = ([names.index(getattr(asked, end)) for asked in candidates] for end in _ENDS)
    part = np.array([asked.part for asked in candidates])
    answers = (draws[:, first] >= part * draws[:, second]).astype(np.float64)
    told = np.sum([np.zeros(len(part)), *(_explained(answers, draws @ gap.slope) for gap in gaps)], axis=0)
    if told.max() <= _ALIKE:
        told = _balance(answers)
        for gap in gaps:
            told = told + np.abs(answers.mean(axis=0) - (gap.against[first] >= part * gap.against[second]))
    favoured = told * np.where(part == 1.0, WHOLE_WAY_FAVOURED, 1.0)
    return candidates[int(np.argmax(np.round(favoured, 9)))]


def _candidates(
    answered: Sequence[TradeOff], names: Sequence[str], region: RatioRegion, draws: Table
) -> Iterator[EitherOr]:
    """List questions not asked yet whose answer is open: on the whole way, and on parts that divide draws."""
    asked = {(one.first, one.second, one.part) for one in answered}
    asked |= {(second, first, part) for first, second, part in asked if part == 1.0}
    closed = region.closed
    for i, first in enumerate(names):
        for j, second in enumerate(names):
            for part in () if i == j else _parts(draws[:, i], draws[:, j], whole=i < j):
                is_open = 1 / closed[j, i] < part - _ALIKE and closed[i, j] > part + _ALIKE
                if is_open and (first, second, part) not in asked:
                    yield EitherOr(first, second, part)


def _parts(one: Table, other: Table, *, whole: bool) -> list[float]:
    """Give the parts of the other's way that may be worth the whole way of the first."""
    ratios = np.quantile(one / np.maximum(other, _ALIKE), QUANTILES)
    steps = {max(1, round(float(ratio) / STEP)) for ratio in ratios if ratio < 1}
    return [1.0] * whole + [round(step * STEP, 9) for step in sorted(steps) if step * STEP < 1 - _ALIKE]


def _explained(answers: Table, gap: Table) -> Table:
    """Give the share of a gap's second moment that each answer explains; a close gap's is large."""
    p = answers.mean(axis=0)
    covariance = answers.T @ gap / len(gap) - p * gap.mean()
    spread = p * (1 - p) * (gap**2).mean()
    return np.asarray(np.divide(covariance**2, spread, out=np.zeros_like(p), where=spread > _NO_SPREAD))


def _balance(answers: Table) -> Table:
    """Say how evenly each question divides the draws, for when nothing hangs on the answers yet."""
    share = answers.mean(axis=0)
    return np.asarray(share * (1 - share))
