"""What a single change would do to the winner: a score a level off; a criterion, rival or evaluator less."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selection.analysis.foundation import Foundation, Kind
from selection.analysis.ranking import DIGITS
from selection.analysis.standing import Standing, compared, first_of
from selection.analysis.uncertain import UncertainCell
from selection.analysis.values import partial_value
from selection.model.criteria import Criterion, DeliveryLadder
from selection.model.judgements import Score
from selection.model.members import Member

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Flip:
    """An agreed score that, one level up (+1) or down (−1), would make another alternative win."""

    alternative: str
    criterion: str
    step: int
    winner: str | None


@dataclass(frozen=True, slots=True)
class Without:
    """Who wins if one criterion, alternative or evaluator is left out; `winner` is None if nobody is left."""

    left_out: str
    winner: str | None
    changed: bool


@dataclass(frozen=True, slots=True)
class EvaluatorDrop:
    """Who wins without one evaluator's judgements, on lower medians of the others'.

    `basis` is who wins on the lower medians of all evaluators, which may differ from the result: that
    rests on what was agreed.
    """

    basis: str | None
    without: tuple[Without, ...]


def _rows_resting_on(foundation: Foundation, found: Standing) -> dict[tuple[Kind, str], list[int]]:
    """Map every owner of cells to the rows that rest on it."""
    rows: dict[tuple[Kind, str], list[int]] = {}
    keys = {pair.id: pair for pair in foundation.pairs}
    for row, name in enumerate(found.names):
        owners: list[tuple[Kind, str]] = [(found.kind, name)]
        if found.kind == "pair":
            owners += [("platform", keys[name].offer), ("integrator", keys[name].integrator)]
        for owner in owners:
            rows.setdefault(owner, []).append(row)
    return rows


def score_flips(foundation: Foundation, found: Standing, cells: Sequence[UncertainCell]) -> tuple[Flip, ...]:
    """Find every agreed score whose step up or down changes the winner, the heaviest criterion first.

    A step below a gate's line excludes what rests on the score.
    """
    leader = found.leader
    if leader is None:
        return ()
    rows = found.compared
    # Of several that are level the first by name wins, and it stands first here.
    rows = rows[np.argsort([found.names[row] for row in rows], kind="stable")]
    values = found.values
    flips = []
    for cell, resting, step, change in _steps(foundation, found, cells):
        moved = values.copy()
        moved[resting] += change
        winner = int(rows[np.argmax(np.round(moved[rows], DIGITS))])
        if winner != leader or (len(rows) == 1 and change == -np.inf):
            name = found.names[winner] if np.isfinite(moved[winner]) else None
            flips.append((cell, Flip(cell.owners[0], cell.item, step, name)))
    weight = dict(zip(found.criteria, found.weights.tolist(), strict=True))
    return tuple(flip for cell, flip in sorted(flips, key=lambda one: -weight[one[0].item]))


def _steps(
    foundation: Foundation, found: Standing, cells: Sequence[UncertainCell]
) -> Iterator[tuple[UncertainCell, list[int], int, float]]:
    """List every step of every agreed score with the rows that rest on it and what it adds to them."""
    resting = _rows_resting_on(foundation, found)
    weight = dict(zip(found.criteria, found.weights.tolist(), strict=True))
    for cell in cells:
        rows = resting.get((cell.side, cell.owners[0]))
        if cell.stated is None or not cell.step or rows is None or cell.item not in weight:
            continue
        for step in (-1, 1):
            value = min(max(cell.stated.value + step * cell.step, 0.0), 1.0)
            if value != cell.stated.value:
                change = weight[cell.item] * (value - cell.stated.value)
                yield cell, rows, step, -np.inf if value < cell.bar else change


def without_criteria(found: Standing) -> tuple[Without, ...]:
    """Drop one criterion at a time, the others keeping their proportions."""
    parts = found.middle * found.weights
    whole = parts.sum(axis=1)
    return tuple(
        _without(found, name, found.winner(whole - parts[:, at]) if found.weights[at] < 1 else None)
        for at, name in enumerate(found.criteria)
    )


def _without(found: Standing, left_out: str, winner: int | None) -> Without:
    name = None if winner is None else found.names[winner]
    return Without(left_out, name, changed=winner != found.leader)


def without_alternatives(found: Standing) -> tuple[Without, ...]:
    """Drop one alternative at a time; on fixed anchors only dropping the winner changes who wins."""
    leader = found.leader
    left = list(found.verdicts)
    if leader is not None:
        left[leader] = "fail"
    runner_up = first_of(found.values, compared(left), found.names)
    # Without anybody else the values stay as they are, and the winner is compared as before.
    return tuple(
        _without(found, name, runner_up if row == leader else leader) for row, name in enumerate(found.names)
    )


def without_evaluators(foundation: Foundation, found: Standing) -> EvaluatorDrop | None:
    """Drop one evaluator at a time, each cell that evaluators judged taking the lower median of the rest.

    Where nobody is left who judged a cell, what was agreed stands. Judgements of alternatives on which a
    member is recused are left out. None if no member judged anything.
    """
    judges = [member for member in foundation.decision.members if member.scores]
    if not judges:
        return None
    basis = found.winner(_medians(foundation, found, judges) @ found.weights)
    name = None if basis is None else found.names[basis]
    listed = []
    for member in judges:
        rest = [other for other in judges if other is not member]
        winner = found.winner(_medians(foundation, found, rest) @ found.weights)
        who = None if winner is None else found.names[winner]
        listed.append(Without(member.id, who, changed=who != name))
    return EvaluatorDrop(name, tuple(listed))


def _medians(foundation: Foundation, found: Standing, judges: Sequence[Member]) -> Table:
    """Give partial values with every cell that was judged at the lower median of the judgements."""
    values = found.middle.copy()
    resting = _rows_resting_on(foundation, found)
    columns = {name: at for at, name in enumerate(found.criteria)}
    for (alternative, name), judged in _judgements(foundation, judges).items():
        criterion = foundation.criteria[name]
        rows = resting.get((criterion.scope, alternative))
        if rows is not None and name in columns:
            values[rows, columns[name]] = lower_median(judged)
    return values


def _judgements(foundation: Foundation, judges: Sequence[Member]) -> dict[tuple[str, str], list[float]]:
    found: dict[tuple[str, str], list[float]] = {}
    for member in judges:
        for alternative, scores in member.scores.items():
            if alternative in member.recused:
                continue
            for name, score in scores.items():
                criterion = foundation.criteria.get(name)
                value = _judged(score, criterion) if criterion is not None else None
                if value is not None:
                    found.setdefault((alternative, name), []).append(value)
    return found


def _judged(score: Score, criterion: Criterion) -> float | None:
    if score.performance is not None and not isinstance(criterion.value, DeliveryLadder):
        return partial_value(score.performance, criterion.value)
    return 0.0 if score.state == "no_answer" else None


def lower_median(values: Sequence[float]) -> float:
    """Give the middle value, and of two middle ones the lower: a value somebody actually gave.

    >>> lower_median([0.2, 0.8]), lower_median([0.2, 0.8, 0.4])
    (0.2, 0.4)
    """
    return sorted(values)[(len(values) - 1) // 2]


@dataclass(frozen=True, slots=True)
class WeakestLink:
    """A pair's value on either side, and the lower of the two."""

    pair: str
    platform: float
    integrator: float

    @property
    def least(self) -> float:
        """The lower of the two."""
        return min(self.platform, self.integrator)


def weakest_links(foundation: Foundation, found: Standing) -> tuple[WeakestLink, ...]:
    """Order pairs by the weaker of their two sides, the best first; beside the result, never the result.

    Pairs that passed are compared; where none did, those that may still pass. Empty where there is only
    one side.
    """
    inside = np.array([name in foundation.platform.criteria for name in found.criteria], dtype=bool)
    share = found.weights[inside].sum()
    if found.kind != "pair" or not inside.any() or inside.all() or not 0 < share < 1:
        return ()
    parts = found.middle * found.weights
    platform = parts[:, inside].sum(axis=1) / share
    other = parts[:, ~inside].sum(axis=1) / (1 - share)
    links = [
        WeakestLink(found.names[row], float(platform[row]), float(other[row]))
        for row in found.compared.tolist()
    ]
    return tuple(sorted(links, key=lambda link: (-round(link.least, DIGITS), link.pair)))
