"""Comparisons: two at a time, or all against the best and the worst."""

from collections.abc import Sequence
from itertools import combinations

import streamlit as st

from selection.analysis.best_worst import best_worst_weights
from selection.analysis.pairwise import Comparison, comparison_table, disagreements, pairwise_weights
from selection.model.weights import BestWorst, NodeWeights
from selection.views.desk import Desk
from selection.views.weight_drafts import complete, refresh, say, weight_key
from selection.views.weight_names import label, name_of
from selection.views.widgets import plain
from selection.words.weighing import agreement, compared

TIMES = (2.0, 3.0, 4.0, 5.0, 7.0, 9.0)
"""Steps a thumb can choose from in one row; what a file says in between is offered beside them."""
USUAL_TIMES = 3.0
STEPS = (1.0, *TIMES)
Pair = tuple[str, str]


def enter_pairwise(desk: Desk, node: str, children: tuple[str, ...], said: NodeWeights) -> None:
    """Ask for as many comparisons as tell the weights, and offer the rest."""
    _ = desk.words
    needed = _ring(children)
    stated = _stated(said)
    for pair in needed:
        _comparison(desk, node, pair, stated.get(pair), stated)
    further = [pair for pair in combinations(children, 2) if pair not in needed]
    if further:
        with st.popover(_("Compare more of them"), key=weight_key(desk, "more", node)):
            st.caption(_("Not needed, but the weights become surer with every comparison."))
            for pair in further:
                _comparison(desk, node, pair, stated.get(pair), stated)
    if node in complete({node: said}, desk.decision):
        _consistency(desk, node, children, stated)
    else:
        begun = sum(pair in stated for pair in needed)
        figures = {"done": begun, "count": len(children) - 1}
        st.caption(_("{done} of at least {count} compared. Your answers are kept.", **figures))


def _ring(children: Sequence[str]) -> list[Pair]:
    """Each with the next, and the last with the first: enough to tell, with one to see if they agree."""
    pairs = set(combinations(children, 2))
    steps = zip(children, [*children[1:], children[0]], strict=True)
    return list(dict.fromkeys(pair if pair in pairs else (pair[1], pair[0]) for pair in steps))


def _stated(said: NodeWeights) -> dict[Pair, float]:
    """Give every comparison both ways."""
    found: dict[Pair, float] = {}
    for row, columns in said.pairwise.items():
        for column, ratio in columns.items():
            found |= {(row, column): ratio, (column, row): 1 / ratio}
    return found


def _comparison(desk: Desk, node: str, pair: Pair, ratio: float | None, stated: dict[Pair, float]) -> None:
    _ = desk.words
    one, other = pair
    names = {one: plain(name_of(desk, one)), other: plain(name_of(desk, other)), "": _("Both equally")}
    side = None if ratio is None else "" if ratio == 1 else one if ratio > 1 else other
    which = weight_key(desk, "which", node, *pair)
    st.segmented_control(
        _("Which matters more: {one} or {other}?", one=names[one], other=names[other]),
        [one, "", other],
        default=side,
        format_func=lambda name: names[name],
        key=which,
        on_change=lambda: _say_which(desk, node, pair, stated),
    )
    if ratio is not None and ratio != 1:
        times = max(ratio, 1 / ratio)
        st.segmented_control(
            _("How many times as much?"),
            sorted({*TIMES, round(times, 2)}),
            default=round(times, 2),
            format_func=lambda figure: _.number(figure, 1),
            required=True,
            key=weight_key(desk, "times", node, *pair, str(side)),
            on_change=lambda: _say_times(desk, node, pair, str(side), stated),
        )


def _say_which(desk: Desk, node: str, pair: Pair, stated: dict[Pair, float]) -> None:
    chosen = st.session_state[weight_key(desk, "which", node, *pair)]
    if chosen is None:
        _say_pairs(desk, node, {kept: ratio for kept, ratio in stated.items() if set(kept) != set(pair)})
        return
    before = stated.get(pair, USUAL_TIMES)
    times = USUAL_TIMES if before == 1 else max(before, 1 / before)
    _say_pair(desk, node, pair, {"": 1.0, pair[0]: times, pair[1]: 1 / times}[chosen], stated)


def _say_times(desk: Desk, node: str, pair: Pair, side: str, stated: dict[Pair, float]) -> None:
    times = st.session_state[weight_key(desk, "times", node, *pair, side)]
    _say_pair(desk, node, pair, times if side == pair[0] else 1 / times, stated)


def _say_pair(desk: Desk, node: str, pair: Pair, ratio: float, stated: dict[Pair, float]) -> None:
    _say_pairs(desk, node, stated | {pair: ratio, (pair[1], pair[0]): 1 / ratio})


def _say_pairs(desk: Desk, node: str, stated: dict[Pair, float]) -> None:
    """Keep each comparison once, the way round in which it is 1 or more."""
    rows: dict[str, dict[str, float]] = {}
    for (row, column), ratio in stated.items():
        if ratio > 1 or (ratio == 1 and row < column):
            rows.setdefault(row, {})[column] = ratio
    say(desk, node, method="pairwise", pairwise=rows)


def _consistency(desk: Desk, node: str, children: tuple[str, ...], stated: dict[Pair, float]) -> None:
    """Say how well the comparisons agree, and offer to repair those that agree least."""
    _ = desk.words
    rows: dict[str, dict[str, float]] = {}
    for (row, column), ratio in stated.items():
        rows.setdefault(row, {})[column] = ratio
    table = comparison_table(rows, children)
    found = pairwise_weights(table)
    st.markdown(f":material/balance: {agreement(found.consistency_ratio, _)}")
    if found.is_consistent_enough:
        return
    for doubt in disagreements(table):
        _repair(desk, node, children, doubt, stated)


def _repair(
    desk: Desk, node: str, children: tuple[str, ...], doubt: Comparison, stated: dict[Pair, float]
) -> None:
    _ = desk.words
    pair = children[doubt.row], children[doubt.column]
    names = plain(name_of(desk, pair[0])), plain(name_of(desk, pair[1]))
    fitting = _nearest(doubt.fitting)
    with st.container(border=True):
        you, others = (compared(*names, ratio, _) for ratio in (doubt.stated, fitting))
        st.markdown(plain(_("You said: {said}. Your other answers say: {others}.", said=you, others=others)))
        st.button(
            _("Use what the others say"),
            icon=":material/build:",
            key=weight_key(desk, "repair", node, *pair),
            on_click=lambda: _use(desk, node, pair, fitting, stated),
        )


def _nearest(ratio: float) -> float:
    """Give the step of the scale that comes nearest to a ratio, either way round."""
    steps = [*STEPS, *(1 / times for times in TIMES)]
    return min(steps, key=lambda step: max(step / ratio, ratio / step))


def _use(desk: Desk, node: str, pair: Pair, ratio: float, stated: dict[Pair, float]) -> None:
    _say_pair(desk, node, pair, ratio, stated)
    refresh()


def enter_best_worst(desk: Desk, node: str, children: tuple[str, ...], said: NodeWeights) -> None:
    """Ask for the best and the worst, then hold the others against both."""
    _ = desk.words
    given = said.best_worst or BestWorst()
    labels = {"best": _("Which matters most?"), "worst": _("Which matters least?")}
    for end, ask in labels.items():
        chosen = getattr(given, end)
        st.selectbox(
            ask,
            children,
            index=children.index(chosen) if chosen else None,
            format_func=lambda name: plain(name_of(desk, name)),
            placeholder=_("Choose one"),
            key=weight_key(desk, end, node),
            on_change=lambda end=end: _say_end(desk, node, given, end),
        )
    if given.best is None or given.worst is None:
        return
    if given.best == given.worst:
        st.caption(_("Choose two different ones."))
        return
    _against(desk, node, children, given)
    if node in complete({node: said}, desk.decision):
        _doubt(desk, children, given)
    else:
        st.caption(_("Hold each of them against one of the two at least. Your answers are kept."))


def _say_end(desk: Desk, node: str, given: BestWorst, end: str) -> None:
    """Choose the best or the worst; what was held against another is no longer said."""
    chosen = st.session_state[weight_key(desk, end, node)]
    held = {"best": "best_to_others", "worst": "others_to_worst"}[end]
    kept = BestWorst.model_validate(given.model_dump() | {end: chosen, held: {}})
    ends = {kept.best, kept.worst} if kept.best and kept.worst else set()
    other = {"best": "others_to_worst", "worst": "best_to_others"}[end]
    left = {name: step for name, step in getattr(kept, other).items() if name not in ends}
    say(desk, node, method="best_worst", best_worst=kept.model_copy(update={other: left}))


def _against(desk: Desk, node: str, children: tuple[str, ...], given: BestWorst) -> None:
    _ = desk.words
    best, worst = str(given.best), str(given.worst)
    others = [name for name in children if name not in (best, worst)]
    most = _("How many times as much does {one} matter?", one=plain(name_of(desk, best)))
    st.markdown(f"**{plain(most)}**")
    for name in [worst, *others]:
        ask = _("As {name}", name=plain(name_of(desk, name)))
        _steps(desk, node, given, "best_to_others", name, ask)
    for name in others:
        label(desk, node, name)
        ask = _("How many times as much does it matter as {other}?", other=plain(name_of(desk, worst)))
        _steps(desk, node, given, "others_to_worst", name, ask)


def _steps(desk: Desk, node: str, given: BestWorst, field: str, name: str, ask: str) -> None:
    _ = desk.words
    held = getattr(given, field).get(name)
    key = weight_key(desk, field, node, str(given.best), str(given.worst), name)
    st.segmented_control(
        ask,
        sorted({*STEPS, *([held] if held else [])}),
        default=held,
        format_func=lambda figure: _.number(figure, 1),
        key=key,
        on_change=lambda: _say_step(desk, node, given, field, name, key),
    )


def _say_step(desk: Desk, node: str, given: BestWorst, field: str, name: str, key: str) -> None:
    chosen = st.session_state[key]
    kept = {other: step for other, step in getattr(given, field).items() if other != name}
    held = kept if chosen is None else kept | {name: chosen}
    say(desk, node, method="best_worst", best_worst=given.model_copy(update={field: held}))


def _doubt(desk: Desk, children: tuple[str, ...], given: BestWorst) -> None:
    """Say how well the figures agree, and which of them agrees least."""
    _ = desk.words
    missing = float("nan")
    found = best_worst_weights(
        [given.best_to_others.get(name, missing) for name in children],
        [given.others_to_worst.get(name, missing) for name in children],
        children.index(str(given.best)),
        children.index(str(given.worst)),
    )
    st.markdown(f":material/balance: {agreement(found.input_consistency_ratio, _)}")
    if found.most_doubtful is not None and found.input_consistency_ratio > 0.1:
        name = plain(name_of(desk, children[found.most_doubtful]))
        st.caption(_("Least in agreement: {name}.", name=name))
