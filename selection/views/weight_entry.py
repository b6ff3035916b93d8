"""How weights are entered, within Criteria and weights: node by node, kept as a draft until decided."""

from collections.abc import Callable, Sequence

import streamlit as st

from selection.analysis.elicited import elicit
from selection.analysis.weights import node_weights
from selection.model.consistency import children_of
from selection.model.criteria import Side
from selection.model.weights import NodeWeights, WeightMethod
from selection.views.comparisons import enter_best_worst, enter_pairwise
from selection.views.desk import Desk
from selection.views.either_or import enter_trade_offs
from selection.views.weight_drafts import Weights, complete, counting, entered, say, weight_key
from selection.views.weight_names import explained, name_of
from selection.views.weight_swing import enter_swing
from selection.views.widgets import plain
from selection.words.weighing import method_computed, method_doubt, method_hint, method_names

START = 50.0
"""Where every slider stands until somebody moves it."""


def _say_sides(desk: Desk) -> None:
    share = st.session_state[weight_key(desk, "sides")]
    say(desk, "sides", method="points", points={"platform": share, "integrator": 100 - share})


def _say_points(desk: Desk, node: str, children: Sequence[str]) -> None:
    points = {name: st.session_state[weight_key(desk, "points", node, name)] for name in children}
    say(desk, node, method="points", points=points)


def _say_order(desk: Desk, node: str) -> None:
    order = tuple(st.session_state[weight_key(desk, "order", node)])
    say(desk, node, method="rank_order", order=order)


def _say_method(desk: Desk, node: str) -> None:
    say(desk, node, method=st.session_state[weight_key(desk, "method", node)])


def enter_sides(desk: Desk, draft: Weights) -> None:
    """Ask how much of the choice is the platform, and how much the integrator."""
    _ = desk.words
    if len(children_of(desk.decision)["sides"]) < 2:
        return
    counted = counting(desk, draft)
    with st.container(border=True):
        st.subheader(_("Platform or integrator?"), anchor=False)
        st.markdown(_("How much of the choice is the product, and how much the firm that implements it?"))
        stated = node_weights(desk.decision.model_copy(update={"weights": counted}))["sides"]
        st.slider(
            _("Weight of the platform, in percent"),
            0,
            100,
            value=round(100 * stated["platform"]),
            step=5,
            key=weight_key(desk, "sides"),
            on_change=lambda: _say_sides(desk),
        )
        if "sides" not in counted:
            st.caption(_("Half and half is where we start: not yet decided."))
            st.button(
                _("Keep these equal"),
                icon=":material/equal:",
                key=weight_key(desk, "keep", "sides"),
                on_click=lambda: _say_sides(desk),
            )


def enter_side(desk: Desk, draft: Weights, side: Side) -> None:
    """Ask for the weights of a side, and within each of its groups."""
    _ = desk.words
    nodes = children_of(desk.decision)
    if side not in nodes:
        return
    titles = {"platform": _("On the platform's side"), "integrator": _("On the integrator's side")}
    with st.container(border=True):
        st.subheader(titles[side], anchor=False)
        _node(desk, draft, side, nodes[side])
        for node, children in nodes.items():
            if node.startswith(f"{side}.") and len(children) > 1:
                group = node.split(".")[1]
                title = _("Within: {group}", group=plain(name_of(desk, group)))
                with st.expander(title, key=f"{desk.session[:8]}-within-{node}", on_change="rerun") as within:
                    # Folded ones are not drawn: they were half of the work of every moved slider.
                    if within.open:
                        _node(desk, draft, node, children)


Enter = Callable[[Desk, str, tuple[str, ...], NodeWeights], None]


def _node(desk: Desk, draft: Weights, node: str, children: tuple[str, ...]) -> None:
    _ = desk.words
    if len(children) < 2:
        st.caption(_("Only one criterion here: {name}.", name=plain(name_of(desk, children[0]))))
        return
    said = entered(desk, draft, node)
    methods = method_names(_)
    method = st.segmented_control(
        _("How do you want to say it?"),
        list(methods),
        default=said.method,
        format_func=lambda name: methods[name],
        required=True,
        key=weight_key(desk, "method", node),
        on_change=lambda: _say_method(desk, node),
        label_visibility="collapsed",
    )
    st.caption(method_hint(method, _))
    enter: dict[WeightMethod, Enter] = {
        "points": _points,
        "rank_order": _order,
        "swing": enter_swing,
        "pairwise": enter_pairwise,
        "best_worst": enter_best_worst,
        "trade_offs": lambda desk, node, children, said: enter_trade_offs(
            desk, node, children, said, counting(desk, draft)
        ),
    }
    enter[method](desk, node, children, said)
    _computed(desk, node, children, said)


def _computed(desk: Desk, node: str, children: tuple[str, ...], said: NodeWeights) -> None:
    """Keep the name of the method, and the range of the weights, one click away."""
    _ = desk.words
    key = weight_key(desk, "how", node, said.method)
    with st.popover(_("How this is computed"), key=key, on_change="rerun") as opened:
        if not opened.open:
            return
        whole = complete({node: said}, desk.decision).get(node)
        st.markdown(method_computed(said.method, _))
        st.markdown(method_doubt(said.method, _))
        if whole is None:
            return
        found = elicit(whole, children)
        rows = zip(found.children, found.weights, found.low, found.high, strict=True)
        for name, weight, low, high in sorted(rows, key=lambda row: -row[1]):
            figures = {"low": _.percent(low), "high": _.percent(high), "weight": _.percent(weight, 1)}
            st.markdown(
                f"**{plain(name_of(desk, name))}** · " + _("{weight}, between {low} and {high}", **figures)
            )


def _order(desk: Desk, node: str, children: tuple[str, ...], said: NodeWeights) -> None:
    _ = desk.words
    st.multiselect(
        _("Choose them in order, the most important first"),
        children,
        default=list(said.order),
        format_func=lambda name: plain(name_of(desk, name)),
        key=weight_key(desk, "order", node),
        on_change=lambda: _say_order(desk, node),
        # All at once would be the order in which they are listed, which nobody gave.
        select_all=False,
    )
    if len(said.order) < len(children):
        figures = {"placed": len(said.order), "count": len(children)}
        st.caption(_("{placed} of {count} placed. Place all to use this order.", **figures))


def _points(desk: Desk, node: str, children: tuple[str, ...], said: NodeWeights) -> None:
    decided = desk.decision.weights.get(node, NodeWeights())
    top = max([100.0, *said.points.values(), *decided.points.values()])
    for name in children:
        st.slider(
            plain(name_of(desk, name)),
            0.0,
            top,
            value=float(said.points.get(name, START)),
            step=5.0 if top <= 100 else 1.0,
            format="%.0f",
            key=weight_key(desk, "points", node, name),
            help=explained(desk, name),
            on_change=lambda: _say_points(desk, node, children),
        )
    _points_still_open(desk, node, children, said)


def _points_still_open(desk: Desk, node: str, children: tuple[str, ...], said: NodeWeights) -> None:
    _ = desk.words
    if set(said.points) == set(children):
        if not sum(said.points.values()):
            st.caption(_("All at zero: give at least one of them points."))
        return
    if said.points:
        st.caption(_("Not all of these had points before: move a slider, or keep what you see."))
    elif node in desk.decision.weights:
        st.caption(_("All alike until you move them: what you decided before still counts."))
    else:
        st.caption(_("All alike until you move them: not yet decided."))
    st.button(
        _("Keep these points") if said.points else _("Keep these equal"),
        icon=":material/equal:",
        key=weight_key(desk, "keep", node),
        on_click=lambda: _say_points(desk, node, children),
    )
