"""Either/or questions: which to ask next, and whether the answers already settle the ranking.

A question holds two imagined alternatives against each other that differ in two children only: in one
the first child is at its best anchor and the second at its worst, in the other the second is at its
best (or part of the way there) and the first at its worst. The answer bounds the ratio of two weights.

Settled is decided exactly: two alternatives are in a settled order if the least difference of their
values over all weights that agree with the answers (a linear programme) is not negative. Draws only
spare the programme where they already show both orders, and choose the next question: the one whose
answer tells most (mutual information) about comparisons of alternatives that are still open.

References
----------
Keeney, R. L. and Raiffa, H. (1976). Decisions with Multiple Objectives. Wiley (trade-offs between two
attributes).
White, C. C., Sage, A. P. and Dozono, S. (1984). A model of multiattribute decisionmaking and trade-off
weight determination under uncertainty. IEEE Transactions on Systems, Man, and Cybernetics SMC-14(2),
223-229 (dominance over all weights that agree with what was said).
Lindley, D. V. (1956). On a measure of the information provided by an experiment. Annals of Mathematical
Statistics 27(4), 986-1005 (the question that tells most).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import numpy as np

from selection.analysis.elicited import answered_region
from selection.analysis.spreads import RatioRegion, Table
from selection.model.weights import TradeOff

PARTS: Final = tuple(quarters / 4 for quarters in (4, 3, 2, 1))
"""How far the second child improves in a question: the whole way, or part of it."""
MOST_QUESTIONS: Final = 20
"""After so many answers asking stops, settled or not."""
QUESTION_DRAWS: Final = 1000
QUESTION_SEED: Final = 20
WHOLE_WAY_FAVOURED: Final = 1.2
"""A question about the whole way is easier to imagine, so it is asked unless another tells more by this."""

_ALIKE = 1e-9
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
        """Whether the budget of questions is used up."""
        return self.asked >= MOST_QUESTIONS


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
    settled, against = _settled(region, table, draws)
    lead = _lead(table, draws, region.centre)
    if len(answered) >= MOST_QUESTIONS or settled == "order":
        return Progress(settled, None, len(answered), lead)
    candidates = [*_candidates(answered, names, region)]
    question = _most_telling(candidates, _Known(names, table, draws, region.centre, against))
    return Progress(settled, question, len(answered), lead)


def _lead(values: Table, draws: Table, centre: Table) -> float | None:
    if len(values) <= 1:
        return None
    scores = np.round(draws @ values.T, 9)
    leader = int(np.argmax(np.round(values @ centre, 9)))
    return float((scores[:, leader] >= scores.max(axis=1)).mean())


@dataclass(frozen=True)
class _Known:
    """What the next question is chosen by."""

    names: Sequence[str]
    values: Table
    draws: Table
    centre: Table
    against: Table | None
    """Weights that agree with the answers and still turn the order round."""


def _settled(region: RatioRegion, values: Table, draws: Table) -> tuple[Settled, Table | None]:
    """Tell what is settled, and give weights under which the rest is not."""
    if len(values) <= 1:
        return "nothing", None
    order = np.argsort(-np.round(values @ region.centre, 9), kind="stable")
    ranked = values[order]
    for other in ranked[1:]:
        against = _turning(region, ranked[0] - other, draws)
        if against is not None:
            return "nothing", against
    for one, other in pairwise(ranked[1:]):
        against = _turning(region, one - other, draws)
        if against is not None:
            return "first", against
    return "order", None


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


def _most_telling(candidates: Sequence[EitherOr], known: _Known) -> EitherOr | None:
    """Choose the question that tells most about what the draws leave open.

    Where they leave nothing open but the programme does, it is the most even question whose answer could
    exclude the weights that still turn the order round.
    """
    if not candidates:
        return None
    first, second = ([known.names.index(getattr(asked, end)) for asked in candidates] for end in _ENDS)
    part = np.array([asked.part for asked in candidates])
    answers = (known.draws[:, first] >= part * known.draws[:, second]).astype(np.float64)
    told = _information(answers, _open_comparisons(known.values, known.draws))
    if told.max() <= _ALIKE:
        told = _balance(answers)
        if known.against is not None:
            sides = (w[first] >= part * w[second] for w in (known.centre, known.against))
            told = told + np.not_equal(*sides)
    favoured = told * np.where(part == 1.0, WHOLE_WAY_FAVOURED, 1.0)
    return candidates[int(np.argmax(np.round(favoured, 9)))]


def _candidates(
    answered: Sequence[TradeOff], names: Sequence[str], region: RatioRegion
) -> Iterator[EitherOr]:
    """List the questions whose answer is still open and that were not asked yet."""
    asked = {(one.first, one.second, one.part) for one in answered}
    asked |= {(second, first, part) for first, second, part in asked if part == 1.0}
    closed = region.closed
    for part in PARTS:
        for i, first in enumerate(names):
            for j, second in enumerate(names):
                twin = i == j or (part == 1.0 and i > j)
                is_open = 1 / closed[j, i] < part - _ALIKE and closed[i, j] > part + _ALIKE
                if not twin and is_open and (first, second, part) not in asked:
                    yield EitherOr(first, second, part)


def _open_comparisons(values: Table, draws: Table) -> Table:
    """Give, for each draw, which of two alternatives is ahead, for those that matter and are open.

    Those are the leader against every other, and each against the next.
    """
    scores = draws @ values.T
    order = np.argsort(-scores.mean(axis=0), kind="stable")
    leader = [(order[0], other) for other in order[1:]]
    pairs = [*leader, *pairwise(order[1:])]
    ahead = np.array([scores[:, one] >= scores[:, other] for one, other in pairs]).reshape(-1, len(draws)).T
    share = ahead.mean(axis=0)
    return np.asarray(ahead[:, (share > 0) & (share < 1)], dtype=np.float64)


def _information(answers: Table, outcomes: Table) -> Table:
    """Sum, over outcomes, what each answer tells about it: their mutual information, in nats."""
    count = len(answers)
    both = answers.T @ outcomes / count
    p, q = answers.mean(axis=0)[:, None], outcomes.mean(axis=0)[None, :]
    cells = ((both, p * q), (p - both, p * (1 - q)), (q - both, (1 - p) * q))
    rest = (1 - p - q + both, (1 - p) * (1 - q))
    return np.asarray(np.sum([_term(joint, apart).sum(axis=1) for joint, apart in (*cells, rest)], axis=0))


def _term(joint: Table, apart: Table) -> Table:
    known = (joint > _ALIKE) & (apart > _ALIKE)
    logarithm = np.log(np.where(known, joint, 1.0) / np.where(known, apart, 1.0))
    return np.where(known, joint * logarithm, 0.0)


def _balance(answers: Table) -> Table:
    """Say how evenly each question divides the draws, for when nothing hangs on the answers yet."""
    share = answers.mean(axis=0)
    return np.asarray(share * (1 - share))
