"""What is weighted, by name: criteria, groups of them, nodes, and their steps from worst to best."""

import streamlit as st

from selection.model.consistency import children_of
from selection.model.criteria import Criterion
from selection.views.desk import Desk
from selection.views.widgets import plain
from selection.words.criteria import anchors, measured_how, node_title, part_title
from selection.words.weighing import part_step_of, step_of

MOST_NAMED = 4


def name_of(desk: Desk, name: str) -> str:
    """Name a criterion or a group of criteria."""
    return part_title(desk.decision, name, desk.words)


def criterion_of(desk: Desk, name: str) -> Criterion | None:
    """Find a criterion; None if the name is a group's."""
    return next((c for c in desk.decision.criteria if c.id == name), None)


def title_of(desk: Desk, node: str) -> str:
    """Name a node by its side, and its group where it is one."""
    return node_title(desk.decision, node, desk.words)


def step(desk: Desk, node: str, child: str, part: float = 1.0) -> str:
    """Say what the way of a child from worst to best is, or part of that way."""
    _ = desk.words
    found = criterion_of(desk, child)
    if found:
        return step_of(found, _) if part >= 1 else part_step_of(found, part, _)
    names = [name_of(desk, name) for name in children_of(desk.decision).get(f"{node}.{child}", ())]
    listed = ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
    if part >= 1:
        return _("all of it from worst to best: {names}", names=listed)
    return _("{share} of the way from worst to best: {names}", share=_.percent(part), names=listed)


def explained(desk: Desk, name: str) -> str | None:
    """Say what a criterion means and how it is measured."""
    _ = desk.words
    found = criterion_of(desk, name)
    if found is None:
        return None
    parts = [plain(_.told(found.definition)), measured_how(found, _), plain(anchors(found, _))]
    return "\n\n".join(part for part in parts if part)


def label(desk: Desk, node: str, child: str, part: float = 1.0) -> None:
    """Show a child by name, with its step under it."""
    st.markdown(f"**{plain(name_of(desk, child))}**")
    st.caption(plain(step(desk, node, child, part)))
