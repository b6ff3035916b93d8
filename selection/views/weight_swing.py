"""Swing: which step from worst to best is worth most, and what the others are worth beside it."""

import streamlit as st

from selection.model.weights import GREATEST_SWING, NodeWeights
from selection.views.desk import Desk
from selection.views.weight_drafts import say, weight_key
from selection.views.weight_names import label, name_of, step
from selection.views.widgets import plain

START = 50.0


def enter_swing(desk: Desk, node: str, children: tuple[str, ...], said: NodeWeights) -> None:
    """Ask for the step that is worth most, then for the others in proportion."""
    _ = desk.words
    greatest = next((name for name in children if said.swing.get(name) == GREATEST_SWING), None)
    first = st.radio(
        _("Imagine everything at its worst, and you may improve one thing: which step would you take first?"),
        children,
        index=children.index(greatest) if greatest else None,
        format_func=lambda name: plain(name_of(desk, name)),
        captions=[plain(step(desk, node, name)) for name in children],
        key=weight_key(desk, "swing-first", node),
        on_change=lambda: _say_first(desk, node, said),
    )
    greatest = first or greatest
    if greatest is None:
        return
    st.markdown(
        _("If **{name}** is worth 100, what are these steps worth?", name=plain(name_of(desk, greatest)))
    )
    others = tuple(name for name in children if name != greatest)
    for name in others:
        label(desk, node, name)
        st.slider(
            plain(name_of(desk, name)),
            0.0,
            GREATEST_SWING,
            value=float(said.swing.get(name, START)),
            step=5.0,
            format="%.0f",
            key=weight_key(desk, "swing", node, greatest, name),
            on_change=lambda: _say_swings(desk, node, greatest, others),
            label_visibility="collapsed",
        )
    if set(said.swing) != set(children):
        st.caption(_("These start at 50 until you move one of them."))
        st.button(
            _("Keep what you see"),
            icon=":material/check:",
            key=weight_key(desk, "swing-keep", node),
            on_click=lambda: _say_swings(desk, node, greatest, others),
        )


def _say_first(desk: Desk, node: str, said: NodeWeights) -> None:
    """Let the chosen step be worth 100; what was said of others stays, below it."""
    chosen = st.session_state[weight_key(desk, "swing-first", node)]
    kept = {n: points for n, points in said.swing.items() if points < GREATEST_SWING and n != chosen}
    say(desk, node, method="swing", swing=kept | {chosen: GREATEST_SWING})


def _say_swings(desk: Desk, node: str, greatest: str, others: tuple[str, ...]) -> None:
    said = {name: float(st.session_state[weight_key(desk, "swing", node, greatest, name)]) for name in others}
    say(desk, node, method="swing", swing={greatest: GREATEST_SWING, **said})
