"""Criteria and weights: what matters, and how much; entered as a draft, decided as one submission."""

import streamlit as st

from selection.analysis.weights import leaf_weights, node_weights, side_weights
from selection.errors import SelectionError
from selection.model.consistency import criterion_fed_by
from selection.model.criteria import SIDES, Branch, CriteriaSet, Criterion, Side
from selection.model.decision import Decision
from selection.views.desk import Desk, library
from selection.views.palette import INTEGRATOR, PLATFORM
from selection.views.rules import rules_section
from selection.views.weight_bars import weight_bars
from selection.views.weight_drafts import (
    SUBJECT,
    Weights,
    complete,
    counting,
    discard,
    draft_of,
    fitted,
    unfinished,
)
from selection.views.weight_entry import enter_side, enter_sides
from selection.views.weight_names import name_of, title_of
from selection.views.widgets import badge, onward, plain, question
from selection.web.process import service
from selection.words.gates import verdict_word
from selection.workshop.events import Edit

WEIGHTS_SHOWN = 12


def page(desk: Desk) -> None:
    """Ask what matters, and how much."""
    _ = desk.words
    question(
        _("What matters, and how much?"),
        _("Decide before you look at vendors: how much would moving from the worst to the best be worth?"),
    )
    _choose_set(desk)
    draft = draft_of(desk)
    left, right = st.columns([3, 2], gap="large")
    with left:
        enter_sides(desk, draft)
        for side in SIDES:
            enter_side(desk, draft, side)
    with right:
        _preview(desk, counting(desk, draft))
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
        format_func=lambda name: plain(titles[name]),
        required=True,
        key=key,
        on_change=lambda: _take_set(desk, sets[st.session_state[key]]),
    )
    starved = _starved(desk.decision)
    if starved:
        names = ", ".join(plain(_.told(c.name)) for c in starved)
        st.warning(_("Results stay empty until a need feeds {names}, or you leave them out.", names=names))
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
    """Change the set; decided weights stay as far as they still say all of their node."""
    decided = desk.decision.weights
    changed = desk.decision.model_copy(update={"criteria_set": chosen, "weights": {}})
    kept = complete(fitted(decided, changed), changed)
    edits = [Edit("weights", (node,), kept.get(node)) for node in decided if kept.get(node) != decided[node]]
    desk.submit(*edits, Edit("criteria_set", (), chosen))


def _preview(desk: Desk, weights: Weights) -> None:
    _ = desk.words
    decision = desk.decision.model_copy(update={"weights": weights})
    nodes = node_weights(decision)
    st.subheader(_("What that means"), anchor=False)
    overall = leaf_weights(decision, nodes)
    for side in SIDES:
        if side in nodes:
            names = side_weights(decision, nodes, side)
            shares = sorted(((name_of(desk, n), overall[n]) for n in names), key=lambda share: -share[1])
            _shares(desk, side, nodes["sides"][side], shares)
    try:
        result = desk.evaluate(nodes)
    except SelectionError:
        return
    leading = (result.pairs or result.platforms)[:3]
    if leading:
        st.caption(_("First with these weights"))
        for alternative in leading:
            value, verdict = _.interval(alternative.low, alternative.high), alternative.gate.verdict
            said = badge(verdict, verdict_word(verdict, _))
            st.markdown(f"**{value}** {plain(_.apart(alternative.name))}  \n{said}")


def _shares(desk: Desk, side: Side, whole: float, shares: list[tuple[str, float]]) -> None:
    _ = desk.words
    title = _("Platform") if side == "platform" else _("Integrator")
    st.caption(f"**{title}** · {_.percent(whole, 1)}")
    colour = PLATFORM if side == "platform" else INTEGRATOR
    st.html(weight_bars(shares[:WEIGHTS_SHOWN], colour, _))
    rest = [share for _name, share in shares[WEIGHTS_SHOWN:]]
    if rest:
        figures = {"count": len(rest), "share": _.percent(sum(rest), 1)}
        st.caption(_("… and {count} more, together {share}", **figures))


def _decide(desk: Desk, draft: Weights) -> None:
    _ = desk.words
    decided = desk.decision.weights
    said = complete(draft, desk.decision)
    changed = {node: weights for node, weights in said.items() if decided.get(node) != weights}
    begun = unfinished(draft, desk.decision)
    if not changed and not begun:
        return
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                _("**Not decided yet.** Your sliders are kept; the results still use the old weights.")
            )
            st.button(
                _("Use these weights"),
                type="primary",
                key=desk.key("decide"),
                disabled=bool(begun),
                on_click=lambda: _submit(desk, changed),
            )
            st.button(_("Discard"), key=desk.key("discard"), on_click=lambda: discard(desk))
        if begun:
            names = ", ".join(plain(title_of(desk, node)) for node in begun)
            st.caption(_("Before you can use these weights, finish what is begun: {names}.", names=names))


def _submit(desk: Desk, changed: Weights) -> None:
    if desk.submit(*(Edit("weights", (node,), weights) for node, weights in changed.items())):
        service().drop_draft(desk.visitor.token, desk.session, SUBJECT)
