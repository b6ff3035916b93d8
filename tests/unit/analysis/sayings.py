"""What people might say of a node, drawn at random in every way of saying it."""

from itertools import pairwise

from hypothesis import strategies as st

from selection.model.weights import BestWorst, NodeWeights, TradeOff

NAMES = ("fit", "ease", "price", "trust", "reach", "speed")
RATIOS = (1 / 9, 1 / 5, 1 / 3, 1 / 2, 1.0, 2.0, 2.5, 4.0, 7.0, 9.0)


@st.composite
def children(draw: st.DrawFn) -> tuple[str, ...]:
    count = draw(st.integers(2, len(NAMES)))
    return tuple(draw(st.permutations(NAMES))[:count])


@st.composite
def node_weights(draw: st.DrawFn) -> tuple[NodeWeights, tuple[str, ...]]:
    names = draw(children())
    return draw(st.one_of(*(way(names) for way in WAYS))), names


def by_points(names: tuple[str, ...]) -> st.SearchStrategy[NodeWeights]:
    each = st.fixed_dictionaries({name: st.sampled_from([0.0, 5.0, 20.0, 50.0, 100.0]) for name in names})
    given = each.filter(lambda points: sum(points.values()) > 0)
    return given.map(lambda points: NodeWeights(points=points))


def by_order(names: tuple[str, ...]) -> st.SearchStrategy[NodeWeights]:
    return st.permutations(names).map(lambda order: NodeWeights(method="rank_order", order=tuple(order)))


def by_swing(names: tuple[str, ...]) -> st.SearchStrategy[NodeWeights]:
    each = st.fixed_dictionaries({name: st.sampled_from([0.0, 5.0, 40.0, 80.0, 100.0]) for name in names})
    return each.map(lambda swing: NodeWeights(method="swing", swing={**swing, names[0]: 100.0}))


def by_comparing(names: tuple[str, ...]) -> st.SearchStrategy[NodeWeights]:
    """Compare each with the next, and some of the others."""
    needed = {(a, b): st.sampled_from(RATIOS) for a, b in pairwise(names)}
    further = {(a, b): st.sampled_from(RATIOS) for i, a in enumerate(names) for b in names[i + 2 :]}
    given = st.fixed_dictionaries(needed, optional=further)
    return given.map(lambda pairs: NodeWeights(method="pairwise", pairwise=rows(pairs)))


def rows(pairs: dict[tuple[str, str], float]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for (row, column), ratio in pairs.items():
        found.setdefault(row, {})[column] = ratio
    return found


@st.composite
def by_ends(draw: st.DrawFn, names: tuple[str, ...]) -> NodeWeights:
    best, *others, worst = names
    step = st.integers(1, 9).map(float)
    ends = draw(step)
    given = BestWorst(
        best=best,
        worst=worst,
        best_to_others={worst: ends} | {name: draw(step) for name in others},
        others_to_worst={name: draw(step) for name in others if draw(st.booleans())},
    )
    return NodeWeights(method="best_worst", best_worst=given)


@st.composite
def by_answers(draw: st.DrawFn, names: tuple[str, ...]) -> NodeWeights:
    """Answer as somebody would who has weights in mind, so that the answers agree."""
    mind = {name: draw(st.sampled_from([1.0, 2.0, 3.0, 5.0, 8.0])) for name in names}
    pairs = [(a, b) for a in names for b in names if a != b]
    asked = draw(
        st.lists(st.tuples(st.sampled_from(pairs), st.sampled_from([0.25, 0.5, 0.75, 1.0])), max_size=8)
    )
    answered = [
        TradeOff(first=a, second=b, part=part, answer=_answer(mind[a], part * mind[b]))
        for (a, b), part in asked
    ]
    return NodeWeights(method="trade_offs", trade_offs=tuple(answered))


def _answer(one: float, other: float) -> str:
    if one == other:
        return "equal"
    return "first" if one > other else "second"


WAYS = (by_points, by_order, by_swing, by_comparing, by_ends, by_answers)
