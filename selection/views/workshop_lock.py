"""The lock: what is frozen in plain words, its hash and date, and every change that came after it."""

from collections.abc import Sequence

import streamlit as st

from selection.analysis.weights import undecided_nodes
from selection.errors import SelectionError
from selection.model.consistency import children_of
from selection.model.decision import Decision
from selection.model.needs import TIERS
from selection.model.proceedings import Lock
from selection.views.desk import Desk
from selection.views.widgets import go, plain
from selection.views.workshop_amend import compare
from selection.views.workshop_begin import rule_lines
from selection.views.workshop_names import local_moment
from selection.web.process import service
from selection.words import Words
from selection.words.terms import tier_word


def lock_part(desk: Desk) -> None:
    """Show what is or will be frozen, and lock it."""
    _ = desk.words
    locks = desk.state.proceedings.locks
    if locks:
        _locked(desk, locks)
        return
    st.subheader(_("What will be frozen"), anchor=False)
    listed((*frozen_lines(desk), *rule_lines(desk.state.proceedings.rules, _)))
    st.caption(
        _("Until it is locked, no answer and no score can be opened. Afterwards a change needs a reason.")
    )
    if desk.state.phase != "lock":
        st.markdown(_("It is locked in the phase “lock”."))
        return
    st.button(
        _("Lock it now"), type="primary", icon=":material/lock:", key="lock-now", on_click=lambda: _lock(desk)
    )


def _lock(desk: Desk) -> None:
    try:
        service().lock(desk.visitor.token, desk.session, desk.state.version)
    except SelectionError as error:
        desk.visitor.tell(error)


def frozen_lines(desk: Desk) -> tuple[str, ...]:
    """Say in plain words what a lock covers."""
    _ = desk.words
    decision = desk.decision
    nodes = [node for node, children in children_of(decision).items() if len(children) > 1]
    undecided = len(undecided_nodes(decision))
    weights = _.counted("The weights at {count} node", "The weights at {count} nodes", len(nodes))
    if undecided:
        weights += " " + _.counted(
            "({count} of them not agreed, so all alike)",
            "({count} of them not agreed, so all alike)",
            undecided,
        )
    return (
        _tiers_line(decision, _),
        _.counted(
            "{count} criterion with its definition, scale and anchors",
            "{count} criteria with their definitions, scales and anchors",
            len(decision.criteria),
        ),
        weights,
        _gates_line(decision, _),
        _("How costs and prices count"),
    )


def listed(lines: Sequence[str]) -> None:
    """Show sentences as one list."""
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _tiers_line(decision: Decision, _: Words) -> str:
    counts = ", ".join(
        f"{tier_word(tier, _)} {_.number(sum(need.tier == tier for need in decision.needs))}"
        for tier in TIERS
    )
    return _.counted(
        "{count} need with its tier: {tiers}",
        "{count} needs with their tiers: {tiers}",
        len(decision.needs),
        tiers=counts,
    )


def _gates_line(decision: Decision, _: Words) -> str:
    gates = sum(criterion.gate is not None for criterion in decision.criteria)
    share = _.percent(decision.policy.fit_line)
    if not gates:
        return _("The gates: every must, and {share} of needs met as is", share=share)
    return _.counted(
        "The gates: every must, {share} of needs met as is, and {count} criterion that can exclude",
        "The gates: every must, {share} of needs met as is, and {count} criteria that can exclude",
        gates,
        share=share,
    )


def _locked(desk: Desk, locks: Sequence[Lock]) -> None:
    _ = desk.words
    st.subheader(_("What is frozen"), anchor=False)
    listed((*frozen_lines(desk), *rule_lines(desk.state.proceedings.rules, _)))
    st.subheader(_("Versions"), anchor=False)
    for lock in reversed(locks):
        with st.container(border=True):
            st.markdown(f"**{plain(_version_title(lock, _))}**")
            if lock.reason is not None:
                st.markdown(plain(_("Because: {reason}", reason=_.text(lock.reason))))
            st.code(lock.hash, language=None, wrap_lines=True)
            if lock.id != "1" and st.toggle(_("Old and new ranking"), key=f"compare-{lock.id}"):
                _compare(desk, lock)
    st.subheader(_("Change something after the lock"), anchor=False)
    st.markdown(
        _(
            "Make the change where it was entered: you will be asked for the reason, shown old and new "
            "ranking, and it becomes the next version."
        )
    )
    with st.container(horizontal=True):
        for label, page in (
            (_("Needs"), "needs"),
            (_("Criteria and weights"), "criteria"),
            (_("Money"), "money"),
        ):
            if st.button(label, key=f"to-{page}", icon=":material/arrow_forward:", icon_position="right"):
                go(page)


def _version_title(lock: Lock, _: Words) -> str:
    moment = local_moment(lock.at, _)
    if lock.id == "1":
        return _("Version 1: locked on {moment}", moment=moment)
    return _("Version {version}: changed after the lock on {moment}", version=int(lock.id), moment=moment)


def _compare(desk: Desk, lock: Lock) -> None:
    try:
        before, after = (
            service().decision_under(desk.visitor.token, desk.session, name)
            for name in (str(int(lock.id) - 1), lock.id)
        )
    except SelectionError as error:
        desk.visitor.tell(error)
        return
    compare(desk, before, after)
