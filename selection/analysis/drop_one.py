"""The drop-one-bidder test: whether a bid that loses decides which bid wins.

Each loser is taken away in turn and the award is made again. On fixed anchors it can't change; where
it does, the formula or method lets a hopeless, or a friendly, bid choose the winner.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.methods import Method, MethodResult
from selection.analysis.price_formulas import FORMULAS, Entrant, Terms, award_figures
from selection.analysis.ranking import DIGITS
from selection.model.pricing import PriceFormula

Winners = frozenset[str]
Award = Callable[[Sequence[str]], Winners]
NOBODY: Winners = frozenset()


@dataclass(frozen=True, slots=True)
class Flip:
    """A loser without which somebody else wins."""

    dropped: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def winners(figures: Mapping[str, float | None]) -> Winners:
    """Name whoever has the highest figure; several if they are level.

    >>> sorted(winners({"a": 1.0, "b": None, "c": 1.0 + 1e-12}))
    ['a', 'c']
    """
    rounded = {name: round(figure, DIGITS) for name, figure in figures.items() if figure is not None}
    best = max(rounded.values(), default=None)
    return frozenset(name for name, figure in rounded.items() if figure == best)


def flips(award: Award, names: Sequence[str]) -> tuple[Flip, ...]:
    """Take away every loser in turn and list those without which the winner is another.

    Where a method can't say who wins, with or without somebody, nothing is said to have changed.
    """
    before = award(names)
    found = []
    for dropped in names:
        if dropped in before:
            continue
        after = award([name for name in names if name != dropped])
        if before and after and after != before:
            found.append(Flip(dropped, tuple(sorted(before)), tuple(sorted(after))))
    return tuple(found)


def formula_flips(formula: PriceFormula, terms: Terms, entrants: Sequence[Entrant]) -> tuple[Flip, ...]:
    """Put a price formula to the test.

    >>> bids = [Entrant("A", 70, 100), Entrant("B", 80, 115), Entrant("C", 10, 50)]
    >>> formula_flips("lowest_over_price", Terms(), bids)
    (Flip(dropped='C', before=('B',), after=('A',)),)
    >>> formula_flips("linear_benchmark", Terms(benchmark=200), bids)
    ()
    """
    known = {entrant.id: entrant for entrant in entrants}

    def award(names: Sequence[str]) -> Winners:
        return winners(award_figures(formula, terms, [known[name] for name in names]))

    return flips(award, list(known))


def all_formula_flips(
    terms: Terms, entrants: Sequence[Entrant], formulas: Sequence[PriceFormula] = tuple(FORMULAS)
) -> dict[PriceFormula, tuple[Flip, ...]]:
    """Put several formulas to the test, and keep those in which a loser decides."""
    tested = {formula: formula_flips(formula, terms, entrants) for formula in formulas}
    return {formula: found for formula, found in tested.items() if found}


def method_flips(evaluation: Evaluation) -> dict[Method, tuple[Flip, ...]]:
    """Put the second opinions to the test, on alternatives that passed and have no open answers."""
    listed = evaluation.pairs or evaluation.platforms
    standing = {a.id: a for a in listed if a.gate.verdict == "pass" and a.is_exact}

    @cache
    def won(names: tuple[str, ...]) -> Mapping[Method, Winners]:
        return _winners_by_method(evaluation, [standing[name] for name in names])

    def award_by(method: Method) -> Award:
        return lambda names: won(tuple(names)).get(method, NOBODY)

    found = {method: flips(award_by(method), list(standing)) for method in Method}
    return {method: those for method, those in found.items() if those}


def _winners_by_method(evaluation: Evaluation, asked: Sequence[Alternative]) -> Mapping[Method, Winners]:
    from selection.analysis.second_opinions import opinions

    names = [alternative.id for alternative in asked]
    if len(asked) <= 1:
        return dict.fromkeys(Method, frozenset(names))
    weights = asked[0].breakdown.weights
    used = weights > 0
    partials = np.array([a.breakdown.low[a.row] for a in asked])[:, used] / weights[used]
    criteria = [name for name, counts in zip(asked[0].breakdown.criteria, used, strict=True) if counts]
    decreasing = [evaluation.foundation.criteria[name].direction == "decreasing" for name in criteria]
    said = opinions(np.clip(partials, 0.0, 1.0), weights[used].tolist(), decreasing=decreasing)
    return {
        opinion.method: frozenset(name for name, rank in zip(names, opinion.ranks, strict=True) if rank == 1)
        for opinion in said
        if isinstance(opinion, MethodResult)
    }
