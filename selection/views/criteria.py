"""Criteria and weights: what matters, and how much; entered as a draft, decided as one submission."""

import json
from collections.abc import Mapping

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from selection.analysis.weights import leaf_weights, node_weights, side_weights
from selection.errors import SelectionError
from selection.model.consistency import check, children_of, criterion_fed_by
from selection.model.criteria import SIDES, Branch, CriteriaSet, Criterion, Side
from selection.model.decision import Decision, NodeWeights
from selection.views.charts import show, weight_chart
from selection.views.desk import Desk, library
from selection.views.palette import INTEGRATOR, PLATFORM
from selection.views.rules import rules_section
from selection.views.widgets import gate_badge, onward, plain, question
from selection.web.process import service
from selection.words.criteria import anchors, measured_how
from selection.workshop.events import Edit

SUBJECT = "weights"
_DRAFT = TypeAdapter(dict[str, NodeWeights])
Weights = dict[str, NodeWeights]


def page(desk: Desk) -> None:
    """Ask what matters, and how much."""
    _ = desk.words
    question(
        _("What matters, and how much?"),
        _("Decide before you look at vendors: how much would moving from the worst to the best be worth?"),
    )
    _choose_set(desk)
    draft = _draft(desk)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _sides(desk, draft)
        for side in SIDES:
            _side(desk, draft, side)
    with right:
        _preview(desk, _entered(desk, draft))
    _decide(desk, draft)
    with st.expander(_("Rules of counting: the pass line, evidence, what counts as is")):
        rules_section(desk)
    onward(_("Next: vendors"), "vendors")


def _choose_set(desk: Desk) -> None:
    _ = desk.words
    sets = {chosen.id: chosen for chosen in library().criteria_sets}
    current = desk.decision.criteria_set
    options = list(dict.fromkeys([current.id, *sets]))
    titles = {name: _.text(sets[name].title) for name in sets} | {current.id: _.text(current.title)}
    key = desk.key("set")
    st.segmented_control(
        _("Criteria"),
        options,
        default=current.id,
        format_func=lambda name: titles[name],
        required=True,
        key=key,
        on_change=lambda: _take_set(desk, sets[st.session_state[key]]),
    )
    starved = _starved(desk.decision)
    if starved:
        names = ", ".join(plain(_.text(c.name)) for c in starved)
        st.warning(_("No need feeds these criteria, so nothing can be ranked by them: {names}.", names=names))
        st.button(
            _("Leave them out"),
            key=desk.key("prune"),
            on_click=lambda: _take_set(desk, _without(current, {c.id for c in starved})),
        )


def _starved(decision: Decision) -> list[Criterion]:
    fed = {criterion_fed_by(decision, need) for need in decision.needs}
    weighted = decision.criteria_set.leaves("platform")
    return [
        c
        for c in decision.criteria
        if decision.needs and c.from_ == "needs" and c.id in weighted and c.id not in fed
    ]


def _without(chosen: CriteriaSet, gone: set[str]) -> CriteriaSet:
    def kept(nodes: tuple[str | Branch, ...]) -> tuple[str | Branch, ...]:
        pruned = [
            Branch(group=n.group, criteria=tuple(c for c in n.criteria if c not in gone))
            if isinstance(n, Branch) and set(n.criteria) - gone
            else n
            for n in nodes
            if not (set(n.criteria) <= gone if isinstance(n, Branch) else n in gone)
        ]
        return tuple(pruned)

    return chosen.model_copy(
        update={"platform": kept(chosen.platform), "integrator": kept(chosen.integrator)}
    )


def _take_set(desk: Desk, chosen: CriteriaSet) -> None:
    """Change the set; weights that no longer belong to its tree go with the old one."""
    changed = desk.decision.model_copy(update={"criteria_set": chosen, "weights": {}})
    nodes = children_of(changed)
    kept = {
        node
        for node, weights in desk.decision.weights.items()
        if node in nodes and set(weights.points or weights.order) == set(nodes[node])
    }
    dropped = [Edit("weights", (node,)) for node in desk.decision.weights if node not in kept]
    if not check(changed) and desk.submit(*dropped, Edit("criteria_set", (), chosen)):
        service().drop_draft(desk.visitor.token, desk.session, SUBJECT)


def _draft(desk: Desk) -> Weights:
    """Give the weights as last entered: the draft where there is one, else what was decided."""
    kept = service().draft(desk.visitor.token, desk.session, SUBJECT)
    nodes = children_of(desk.decision)
    entered: Weights = {}
    if kept is not None:
        try:
            entered = _DRAFT.validate_json(kept.bytes, strict=False)
        except ValidationError:
            entered = {}
    fitting = {node: w for node, w in entered.items() if node in nodes and set(w.points) <= set(nodes[node])}
    return {**desk.decision.weights, **fitting}


def _keep(desk: Desk, draft: Weights) -> None:
    kept = service().draft(desk.visitor.token, desk.session, SUBJECT)
    plain_weights = {node: w.model_dump(mode="json") for node, w in _entered(desk, draft).items()}
    try:
        service().save_draft(
            desk.visitor.token,
            desk.session,
            SUBJECT,
            kept.revision + 1 if kept else 1,
            json.dumps(plain_weights).encode(),
        )
    except SelectionError as error:
        desk.visitor.tell(error)


def _entered(desk: Desk, draft: Weights) -> Weights:
    """Read the weights off the screen; a node that isn't drawn, or not filled in, keeps what it had."""
    found = dict(draft)
    for node, children in children_of(desk.decision).items():
        if len(children) < 2:
            continue
        order = st.session_state.get(desk.key("order", node))
        if st.session_state.get(desk.key("method", node)) == "rank_order":
            if order and len(order) == len(children):
                found[node] = NodeWeights(method="rank_order", order=tuple(order))
            continue
        points = {name: st.session_state.get(desk.key("points", node, name)) for name in children}
        if node == "sides":
            share = st.session_state.get(desk.key("sides"))
            points = {} if share is None else {"platform": share, "integrator": 100 - share}
        stated = {name: float(p) for name, p in points.items() if p is not None}
        if set(stated) == set(children) and sum(stated.values()) > 0:
            found[node] = NodeWeights(points=stated)
    return found


def _sides(desk: Desk, draft: Weights) -> None:
    _ = desk.words
    if "integrator" not in children_of(desk.decision).get("sides", ()):
        return
    with st.container(border=True):
        st.subheader(_("Platform or integrator?"), anchor=False)
        st.markdown(_("How much of the choice is the product, and how much the firm that implements it?"))
        stated = node_weights(desk.decision.model_copy(update={"weights": draft}))["sides"]
        st.slider(
            _("Weight of the platform, in percent"),
            0,
            100,
            value=round(100 * stated["platform"]),
            step=5,
            key=desk.key("sides"),
            on_change=lambda: _keep(desk, draft),
        )
        if "sides" not in draft:
            st.caption(_("Half and half is where we start: not yet decided."))


def _side(desk: Desk, draft: Weights, side: Side) -> None:
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
                with st.expander(_("Within: {group}", group=_name(desk, group))):
                    _node(desk, draft, node, children)


def _name(desk: Desk, name: str) -> str:
    _ = desk.words
    found = next((c for c in desk.decision.criteria if c.id == name), None)
    if found:
        return _.text(found.name)
    group = next((g for g in desk.decision.groups if g.id == name), None)
    return _.text(group.name) if group else name


def _node(desk: Desk, draft: Weights, node: str, children: tuple[str, ...]) -> None:
    _ = desk.words
    if len(children) < 2:
        st.caption(_("Only one criterion here: {name}.", name=plain(_name(desk, children[0]))))
        return
    stated = draft.get(node)
    methods = {"points": _("Give points"), "rank_order": _("Only put in order")}
    method = st.segmented_control(
        _("How do you want to say it?"),
        list(methods),
        default=stated.method if stated else "points",
        format_func=lambda name: methods[name],
        required=True,
        key=desk.key("method", node),
        on_change=lambda: _keep(desk, draft),
        label_visibility="collapsed",
    )
    if method == "rank_order":
        st.multiselect(
            _("Choose them in order, the most important first"),
            children,
            default=list(stated.order) if stated and stated.order else [],
            format_func=lambda name: _name(desk, name),
            key=desk.key("order", node),
            on_change=lambda: _keep(desk, draft),
        )
        return
    known: Mapping[str, float] = stated.points if stated and stated.points else dict.fromkeys(children, 50.0)
    top = max(100.0, *known.values())
    for name in children:
        st.slider(
            _name(desk, name),
            0.0,
            top,
            value=float(known.get(name, 50.0)),
            step=5.0 if top <= 100 else 1.0,
            format="%.0f",
            key=desk.key("points", node, name),
            help=_explained(desk, name),
            on_change=lambda: _keep(desk, draft),
        )
    if node not in draft:
        st.caption(_("All alike until you move them: not yet decided."))


def _explained(desk: Desk, name: str) -> str | None:
    _ = desk.words
    found = next((c for c in desk.decision.criteria if c.id == name), None)
    if found is None:
        return None
    parts = [plain(_.text(found.definition)), measured_how(found, _), plain(anchors(found, _))]
    return "\n\n".join(part for part in parts if part)


def _preview(desk: Desk, entered: Weights) -> None:
    _ = desk.words
    decision = desk.decision.model_copy(update={"weights": entered})
    nodes = node_weights(decision)
    st.subheader(_("What that means"), anchor=False)
    overall = leaf_weights(decision, nodes)
    for side, colour in (("platform", PLATFORM), ("integrator", INTEGRATOR)):
        if side not in nodes:
            continue
        names = list(side_weights(decision, nodes, side))  # type: ignore[arg-type]
        shares = sorted(((_name(desk, n), overall[n]) for n in names), key=lambda share: -share[1])
        title = _("Platform") if side == "platform" else _("Integrator")
        st.caption(f"**{title}** · {_.percent(nodes['sides'][side])}")
        described = ", ".join(f"{name} {_.percent(share)}" for name, share in shares)
        show(weight_chart(shares[:12], colour, _), described, desk.key("weight-chart", side))
    try:
        result = desk.evaluate(nodes)
    except SelectionError:
        return
    leading = (result.pairs or result.platforms)[:3]
    if leading:
        st.caption(_("First with these weights"))
        for alternative in leading:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{_.interval(alternative.low, alternative.high)}** {plain(alternative.name)}")
                gate_badge(alternative.gate.verdict, _)


def _decide(desk: Desk, draft: Weights) -> None:
    _ = desk.words
    entered = _entered(desk, draft)
    changed = {node: w for node, w in entered.items() if desk.decision.weights.get(node) != w}
    if not changed:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(_("**Not decided yet.** Your sliders are kept; the results still use the old weights."))
        st.button(
            _("Use these weights"),
            type="primary",
            key=desk.key("decide"),
            on_click=lambda: _submit(desk, changed),
        )
        st.button(_("Discard"), key=desk.key("discard"), on_click=lambda: _discard(desk))


def _submit(desk: Desk, changed: Weights) -> None:
    if desk.submit(*(Edit("weights", (node,), weights) for node, weights in changed.items())):
        service().drop_draft(desk.visitor.token, desk.session, SUBJECT)


def _discard(desk: Desk) -> None:
    service().drop_draft(desk.visitor.token, desk.session, SUBJECT)
    prefix = f"{desk.session[:8]}-{desk.state.version}-"
    for key in [key for key in st.session_state if str(key).startswith(prefix)]:
        del st.session_state[key]
