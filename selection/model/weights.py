"""What somebody said about how much the children of one node matter, and whether it can be weights.

There are six ways of saying it, from an order to answered either/or questions; an entry keeps only
what was said, and `selection.analysis.elicited` turns it into weights with a range.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from selection.errors import WeightError
from selection.model.base import Entry, Id, Many

WeightMethod = Literal["rank_order", "points", "swing", "pairwise", "best_worst", "trade_offs"]
WEIGHT_METHODS: tuple[WeightMethod, ...] = (
    "rank_order",
    "points",
    "swing",
    "pairwise",
    "best_worst",
    "trade_offs",
)

T = TypeVar("T")

GREATEST_SWING = 100.0
EQUAL_TOLERANCE = 1.1
"""Two things said to be worth the same are so up to this factor."""

Points = Annotated[float, Field(ge=0, le=1e6)]
SwingPoints = Annotated[float, Field(ge=0, le=GREATEST_SWING)]
Ratio = Annotated[float, Field(ge=0.001, le=1000)]
Step = Annotated[float, Field(ge=1, le=9)]

_ROUNDING = 1e-9


class BestWorst(Entry):
    """The child that matters most, the one that matters least, and the others held against both."""

    best: Id | None = None
    worst: Id | None = None
    best_to_others: dict[Id, Step] = {}
    """How many times as much the best matters, from 1 to 9."""
    others_to_worst: dict[Id, Step] = {}
    """How many times as much it matters as the worst, from 1 to 9."""


class TradeOff(Entry):
    """One either/or question and its answer: the whole way of one child, or part of the way of another."""

    first: Id
    """Improves from its worst anchor to its best."""
    second: Id
    part: Annotated[float, Field(ge=0.01, le=1)] = 1.0
    """How far the second improves, as a share of the value between its anchors."""
    answer: Literal["first", "second", "equal"]


class NodeWeights(Entry):
    """How the children of one node of the criteria tree are weighted against each other."""

    method: WeightMethod = "points"
    points: dict[Id, Points] = {}
    order: Many[Id] = ()
    """Most important first."""
    swing: dict[Id, SwingPoints] = {}
    """What going from worst to best is worth; 100 for the child where it is worth most."""
    pairwise: dict[Id, dict[Id, Ratio]] = {}
    """How many times as much the first matters as the second; any two at most once, some may be left out."""
    best_worst: BestWorst | None = None
    trade_offs: Annotated[Many[TradeOff], Field(max_length=200)] = ()


def weighted_children(said: NodeWeights) -> tuple[str, ...]:
    """Name what the chosen method speaks of, each as often as it is named there.

    >>> weighted_children(NodeWeights(method="swing", swing={"fit": 100, "ease": 40}))
    ('fit', 'ease')
    """
    return _NAMED[said.method](said)


def _best_worst_names(said: NodeWeights) -> tuple[str, ...]:
    found = said.best_worst or BestWorst()
    ends = [name for name in (found.best, found.worst) if name is not None]
    return tuple(dict.fromkeys([*ends, *found.best_to_others, *found.others_to_worst]))


_NAMED: Mapping[WeightMethod, Callable[[NodeWeights], tuple[str, ...]]] = {
    "points": lambda said: tuple(said.points),
    "rank_order": lambda said: said.order,
    "swing": lambda said: tuple(said.swing),
    "pairwise": lambda said: tuple(dict.fromkeys(n for a, row in said.pairwise.items() for n in (a, *row))),
    "best_worst": _best_worst_names,
    "trade_offs": lambda said: tuple(dict.fromkeys(n for t in said.trade_offs for n in (t.first, t.second))),
}


def weight_defects(said: NodeWeights, children: Sequence[str], where: str) -> Iterator[WeightError]:
    """List why what was said can't be the weights of these children."""
    if is_about(said, children):
        yield from own_defects(said, where)
    else:
        named = list(weighted_children(said))
        yield WeightError("weights_not_of_children", where, found=named, allowed=list(children))


def is_about(said: NodeWeights, children: Sequence[str]) -> bool:
    """Tell whether what was said speaks of these children, of each once, and of nothing else.

    Answered questions may be about some of the children only; every other method speaks of all, except
    that a single child has nothing to be compared with.
    """
    named = weighted_children(said)
    silent = said.method == "trade_offs" or (said.method == "pairwise" and len(children) == 1)
    missing = set() if silent else set(children) - set(named)
    return not missing and set(named) <= set(children) and len(set(named)) == len(named)


def own_defects(said: NodeWeights, where: str) -> Iterator[WeightError]:
    """List where what was said contradicts itself, whatever it is about."""
    return _DEFECTS[said.method](said, where)


def _points_defects(said: NodeWeights, where: str) -> Iterator[WeightError]:
    if said.points and sum(said.points.values()) <= 0:
        yield WeightError("weights_all_zero", where)


def _order_defects(said: NodeWeights, where: str) -> Iterator[WeightError]:
    if len(set(said.order)) != len(said.order):
        yield WeightError("rank_order", where, found=list(said.order))


def _swing_defects(said: NodeWeights, where: str) -> Iterator[WeightError]:
    greatest = max(said.swing.values(), default=GREATEST_SWING)
    if greatest != GREATEST_SWING:
        yield WeightError("swing_without_reference", where, found=greatest, allowed=GREATEST_SWING)


def _pairwise_defects(said: NodeWeights, where: str) -> Iterator[WeightError]:
    pairs = [(row, column) for row, stated in said.pairwise.items() for column in stated]
    seen: set[frozenset[str]] = set()
    for row, column in pairs:
        place = f"{where}.pairwise.{row}.{column}"
        if row == column:
            yield WeightError("compared_with_itself", place, found=row)
        elif frozenset((row, column)) in seen:
            yield WeightError("compared_twice", place, found=[column, row])
        seen.add(frozenset((row, column)))
    apart = parts_apart(weighted_children(said), pairs)
    if len(apart) > 1:
        yield WeightError("comparisons_apart", where, found=list(apart[0]), other=list(apart[1]))


def parts_apart(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Put together what comparisons connect; more than one part means that weights can't be told.

    >>> parts_apart(["a", "b", "c"], [("a", "b")])
    (('a', 'b'), ('c',))
    """
    part: dict[str, tuple[str, ...]] = {name: (name,) for name in names}
    for one, other in pairs:
        if part[one] != part[other]:
            joined = (*part[one], *part[other])
            part |= dict.fromkeys(joined, joined)
    return tuple(dict.fromkeys(part.values()))


def _best_worst_defects(said: NodeWeights, where: str) -> Iterator[WeightError]:
    found = said.best_worst or BestWorst()
    place = f"{where}.best_worst"
    if found.best is None or found.worst is None:
        yield WeightError("best_or_worst_missing", place)
    elif found.best == found.worst and len(weighted_children(said)) > 1:
        yield WeightError("best_is_worst", place, found=found.best)
    itself = {found.best: found.best_to_others, found.worst: found.others_to_worst}
    for end, stated in itself.items():
        if end is not None and stated.get(end, 1.0) != 1.0:
            yield WeightError("compared_with_itself", place, found=end)
    ends = [found.best_to_others.get(found.worst or ""), found.others_to_worst.get(found.best or "")]
    if None not in ends and ends[0] != ends[1]:
        yield WeightError("best_and_worst_disagree", place, found=ends[0], other=ends[1])


def _trade_off_defects(said: NodeWeights, where: str) -> Iterator[WeightError]:
    for index, question in enumerate(said.trade_offs):
        if question.first == question.second:
            place = f"{where}.trade_offs.{index}"
            yield WeightError("compared_with_itself", place, found=question.first)
            return
    if contradicts(said.trade_offs):
        yield WeightError("answers_contradict", where, count=len(said.trade_offs))


def contradicts(answered: Sequence[TradeOff]) -> bool:
    """Tell whether no weights at all agree with the answers: going round in a circle, something would gain.

    Every answer bounds the ratio of two weights; the bounds can all be kept unless the logarithms of
    some of them, taken round a circle, add up to less than nothing (Bellman and Ford).
    """
    bounds = [bound for question in answered for bound in ratio_bounds(question)]
    distance = {name: 0.0 for one, other, _ in bounds for name in (one, other)}
    for _round in range(len(distance) + 1):
        moved = False
        for one, other, bound in bounds:
            reached = distance[other] + log(bound)
            if reached < distance[one] - _ROUNDING:
                distance[one], moved = reached, True
        if not moved:
            return False
    return True


def ratio_bounds(question: TradeOff) -> tuple[tuple[str, str, float], ...]:
    """Say an answer as bounds: the weight of one is at most so many times the weight of the other.

    >>> ratio_bounds(TradeOff(first="fit", second="ease", part=0.5, answer="first"))
    (('ease', 'fit', 2.0),)
    """
    prefers_first = (question.second, question.first, 1 / question.part)
    prefers_second = (question.first, question.second, question.part)
    if question.answer == "equal":
        both = (prefers_first, prefers_second)
        return tuple((one, other, bound * EQUAL_TOLERANCE) for one, other, bound in both)
    return (prefers_first,) if question.answer == "first" else (prefers_second,)


_DEFECTS: Mapping[WeightMethod, Callable[[NodeWeights, str], Iterator[WeightError]]] = {
    "points": _points_defects,
    "rank_order": _order_defects,
    "swing": _swing_defects,
    "pairwise": _pairwise_defects,
    "best_worst": _best_worst_defects,
    "trade_offs": _trade_off_defects,
}


def as_meant(said: NodeWeights) -> NodeWeights:
    """Leave out what was said in other ways than the chosen one.

    >>> as_meant(NodeWeights(points={"fit": 60}, order=("fit",))) == NodeWeights(points={"fit": 60})
    True
    """
    field = _HELD_IN[said.method]
    return NodeWeights.model_validate({"method": said.method, field: getattr(said, field)})


def narrowed(said: NodeWeights, children: Sequence[str]) -> NodeWeights | None:
    """Keep of everything that was said what is about these children; None if nothing is."""
    left = said.model_copy(
        update={
            "points": _kept(said.points, children),
            "order": tuple(name for name in said.order if name in children),
            "swing": _kept(said.swing, children),
            "pairwise": _narrowed_rows(said.pairwise, children),
            "best_worst": said.best_worst and _narrowed_ends(said.best_worst, children),
            "trade_offs": tuple(t for t in said.trade_offs if {t.first, t.second} <= set(children)),
        }
    )
    return None if _names(said) and not _names(left) else left


def _names(said: NodeWeights) -> set[str]:
    return {name for named in _NAMED.values() for name in named(said)}


def _kept(said: Mapping[str, T], children: Sequence[str]) -> dict[str, T]:
    return {name: given for name, given in said.items() if name in children}


def _narrowed_rows(
    said: Mapping[str, Mapping[str, float]], children: Sequence[str]
) -> dict[str, dict[str, float]]:
    rows = {name: _kept(row, children) for name, row in _kept(said, children).items()}
    return {name: row for name, row in rows.items() if row}


def _narrowed_ends(said: BestWorst, children: Sequence[str]) -> BestWorst:
    """Keep what was held against a best and a worst that are still there."""
    best, worst = (name if name in children else None for name in (said.best, said.worst))
    return BestWorst(
        best=best,
        worst=worst,
        best_to_others=_kept(said.best_to_others, children) if best else {},
        others_to_worst=_kept(said.others_to_worst, children) if worst else {},
    )


_HELD_IN: Mapping[WeightMethod, str] = {
    "points": "points",
    "rank_order": "order",
    "swing": "swing",
    "pairwise": "pairwise",
    "best_worst": "best_worst",
    "trade_offs": "trade_offs",
}
