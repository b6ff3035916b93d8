"""How weights are entered, within Criteria and weights: node by node, kept as a draft until decided."""

import json
from collections.abc import Mapping, Sequence

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from selection.analysis.weights import node_weights
from selection.errors import SelectionError
from selection.model.consistency import children_of
from selection.model.criteria import Side
from selection.model.decision import Decision, NodeWeights
from selection.views.desk import Desk
from selection.views.widgets import plain
from selection.web.process import service
from selection.words.criteria import anchors, measured_how

SUBJECT = "weights"
START = 50.0
"""Where every slider stands until somebody moves it."""
_ROUND = "weights-round"
_DRAFT = TypeAdapter(dict[str, NodeWeights])
Weights = dict[str, NodeWeights]


def draft_of(desk: Desk) -> Weights:
    """Give what was entered but not decided, as far as it is about the criteria of today."""
    nodes = children_of(desk.decision)
    entered = fitted(_kept(desk), desk.decision)
    return {node: said for node, said in entered.items() if len(nodes[node]) > 1}


def fitted(weights: Mapping[str, NodeWeights], decision: Decision) -> Weights:
    """Narrow weights to the criteria a decision still has; what is about none of them is left out."""
    nodes = children_of(decision)
    narrowed = {node: _narrowed(said, nodes[node]) for node, said in weights.items() if node in nodes}
    return {node: said for node, said in narrowed.items() if said is not None}


def _narrowed(said: NodeWeights, children: Sequence[str]) -> NodeWeights | None:
    named = {*said.points, *said.order}
    if named and named.isdisjoint(children):
        return None
    points = {name: given for name, given in said.points.items() if name in children}
    return said.model_copy(
        update={"points": points, "order": tuple(name for name in said.order if name in children)}
    )


def complete(weights: Weights, decision: Decision) -> Weights:
    """Give those weights that say all there is to say of their node, in the way they were meant."""
    nodes = children_of(decision)
    return {node: _as_meant(said) for node, said in weights.items() if _is_complete(said, nodes[node])}


def unfinished(weights: Weights, decision: Decision) -> list[str]:
    """Name the nodes at which somebody began to say something that can't be used yet."""
    nodes = children_of(decision)
    return [
        node
        for node, said in weights.items()
        if (said.method == "rank_order" or said.points) and not _is_complete(said, nodes[node])
    ]


def _is_complete(said: NodeWeights, children: Sequence[str]) -> bool:
    if said.method == "rank_order":
        return set(said.order) == set(children)
    return set(said.points) == set(children) and sum(said.points.values()) > 0


def _as_meant(said: NodeWeights) -> NodeWeights:
    """Leave out what was entered by the other method: a draft keeps both, so that one can change back."""
    if said.method == "rank_order":
        return NodeWeights(method="rank_order", order=said.order)
    return NodeWeights(points=said.points)


def counting(desk: Desk, draft: Weights) -> Weights:
    """Give the weights that count if the draft is used: the decided ones, under what is complete in it."""
    return {**desk.decision.weights, **complete(draft, desk.decision)}


def discard(desk: Desk) -> None:
    """Forget the draft, and draw its sliders afresh: a browser would send the old ones again."""
    service().drop_draft(desk.visitor.token, desk.session, SUBJECT)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _kept(desk: Desk) -> Weights:
    kept = service().draft(desk.visitor.token, desk.session, SUBJECT)
    if kept is None:
        return {}
    try:
        return _DRAFT.validate_json(kept.bytes, strict=False)
    except ValidationError:
        return {}


def _say(desk: Desk, node: str, **said: object) -> None:
    """Keep what was said of one node beside what the draft holds of the others."""
    kept = _kept(desk)
    before = fitted(kept, desk.decision).get(node) or desk.decision.weights.get(node) or NodeWeights()
    _save(desk, {**kept, node: before.model_copy(update=said)})


def _save(desk: Desk, weights: Weights) -> None:
    before = service().draft(desk.visitor.token, desk.session, SUBJECT)
    content = json.dumps({node: said.model_dump(mode="json") for node, said in weights.items()}).encode()
    revision = before.revision + 1 if before else 1
    try:
        service().save_draft(desk.visitor.token, desk.session, SUBJECT, revision, content)
    except SelectionError as error:
        desk.visitor.tell(error)


def _key(desk: Desk, *parts: str) -> str:
    return desk.key("weights", str(st.session_state.get(_ROUND, 0)), *parts)


def _say_sides(desk: Desk) -> None:
    share = st.session_state[_key(desk, "sides")]
    _say(desk, "sides", method="points", points={"platform": share, "integrator": 100 - share})


def _say_points(desk: Desk, node: str, children: Sequence[str]) -> None:
    points = {name: st.session_state[_key(desk, "points", node, name)] for name in children}
    _say(desk, node, method="points", points=points)


def _say_order(desk: Desk, node: str) -> None:
    order = tuple(st.session_state[_key(desk, "order", node)])
    _say(desk, node, method="rank_order", order=order)


def _say_method(desk: Desk, node: str) -> None:
    _say(desk, node, method=st.session_state[_key(desk, "method", node)])


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
            key=_key(desk, "sides"),
            on_change=lambda: _say_sides(desk),
        )
        if "sides" not in counted:
            st.caption(_("Half and half is where we start: not yet decided."))
            st.button(
                _("Keep these equal"),
                icon=":material/equal:",
                key=_key(desk, "keep", "sides"),
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
                with st.expander(_("Within: {group}", group=name_of(desk, group))):
                    _node(desk, draft, node, children)


def name_of(desk: Desk, name: str) -> str:
    """Name a criterion or a group of criteria."""
    _ = desk.words
    found = next((c for c in desk.decision.criteria if c.id == name), None)
    if found:
        return _.text(found.name)
    group = next((g for g in desk.decision.groups if g.id == name), None)
    return _.text(group.name) if group else name


def title_of(desk: Desk, node: str) -> str:
    """Name a node by its side, and its group where it is one."""
    _ = desk.words
    sides = {"sides": _("Platform or integrator?"), "platform": _("Platform"), "integrator": _("Integrator")}
    side, *group = node.split(".")
    return ": ".join([sides[side], *(name_of(desk, name) for name in group)])


def _node(desk: Desk, draft: Weights, node: str, children: tuple[str, ...]) -> None:
    _ = desk.words
    if len(children) < 2:
        st.caption(_("Only one criterion here: {name}.", name=plain(name_of(desk, children[0]))))
        return
    said = draft.get(node) or desk.decision.weights.get(node) or NodeWeights()
    methods = {"points": _("Give points"), "rank_order": _("Only put in order")}
    method = st.segmented_control(
        _("How do you want to say it?"),
        list(methods),
        default=said.method,
        format_func=lambda name: methods[name],
        required=True,
        key=_key(desk, "method", node),
        on_change=lambda: _say_method(desk, node),
        label_visibility="collapsed",
    )
    if method == "rank_order":
        _order(desk, node, children, said)
    else:
        _points(desk, node, children, said)


def _order(desk: Desk, node: str, children: tuple[str, ...], said: NodeWeights) -> None:
    _ = desk.words
    st.multiselect(
        _("Choose them in order, the most important first"),
        children,
        default=list(said.order),
        format_func=lambda name: name_of(desk, name),
        key=_key(desk, "order", node),
        on_change=lambda: _say_order(desk, node),
    )
    if len(said.order) < len(children):
        figures = {"placed": len(said.order), "count": len(children)}
        st.caption(_("{placed} of {count} placed. Place all to use this order.", **figures))


def _points(desk: Desk, node: str, children: tuple[str, ...], said: NodeWeights) -> None:
    decided = desk.decision.weights.get(node, NodeWeights())
    top = max([100.0, *said.points.values(), *decided.points.values()])
    for name in children:
        st.slider(
            name_of(desk, name),
            0.0,
            top,
            value=float(said.points.get(name, START)),
            step=5.0 if top <= 100 else 1.0,
            format="%.0f",
            key=_key(desk, "points", node, name),
            help=_explained(desk, name),
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
        st.caption(_("All alike until you move them: the order you decided still counts."))
    else:
        st.caption(_("All alike until you move them: not yet decided."))
    st.button(
        _("Keep these points") if said.points else _("Keep these equal"),
        icon=":material/equal:",
        key=_key(desk, "keep", node),
        on_click=lambda: _say_points(desk, node, children),
    )


def _explained(desk: Desk, name: str) -> str | None:
    _ = desk.words
    found = next((c for c in desk.decision.criteria if c.id == name), None)
    if found is None:
        return None
    parts = [plain(_.text(found.definition)), measured_how(found, _), plain(anchors(found, _))]
    return "\n\n".join(part for part in parts if part)
