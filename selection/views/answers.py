"""Answers: how every offer meets a need, and what was measured; one question at a time."""

from dataclasses import dataclass

import streamlit as st

from selection.analysis.cells import need_cells
from selection.analysis.foundation import Foundation
from selection.errors import SelectionError
from selection.model.consistency import offer_name
from selection.model.criteria import Criterion
from selection.model.needs import Need
from selection.views.desk import Desk
from selection.views.imports import forms
from selection.views.need_answers import answer_need
from selection.views.score_answers import answer_criterion
from selection.views.widgets import empty_state, onward, question


@dataclass(frozen=True)
class Item:
    """One question to be answered for everybody it concerns."""

    id: str
    title: str
    need: Need | None = None
    criterion: Criterion | None = None
    missing: int = 0


def page(desk: Desk) -> None:
    """Ask how each offer does it."""
    _ = desk.words
    question(
        _("How does each of them do it?"),
        _(
            "Answer what you know and say how you know it. "
            "What nobody answered stays open; it never counts as zero."
        ),
    )
    if not desk.decision.offers or not (desk.decision.needs or desk.decision.criteria):
        empty_state(_("There is nobody to ask yet."), _("Choose products"), "vendors")
        return
    items = _items(desk)
    item = _choose(desk, items)
    if item is not None:
        if item.need:
            answer_need(desk, item.need)
        elif item.criterion:
            criterion = item.criterion
            answer_criterion(desk, criterion, _alternatives(desk, criterion), _foundation(desk))
    forms(desk)
    onward(_("See the result"), "results")


def _foundation(desk: Desk) -> Foundation | None:
    try:
        return desk.foundation()
    except SelectionError:
        return None


def _items(desk: Desk) -> list[Item]:
    _ = desk.words
    decision = desk.decision
    cells = need_cells(decision, desk.today)
    needs = [
        Item(n.id, _.text(n.text), need=n, missing=sum(row[n.id].cell.is_open for row in cells.values()))
        for n in decision.needs
    ]
    chosen = decision.criteria_set
    used = (*chosen.leaves("platform"), *chosen.leaves("integrator"))
    known = {c.id: c for c in decision.criteria}
    foundation = _foundation(desk)
    measures = [
        Item(c.id, _.text(c.name), criterion=c, missing=_missing(desk, c, foundation))
        for c in (known[name] for name in used if name in known)
        if c.from_ == "measure" and _alternatives(desk, c)
    ]
    return [*needs, *measures]


def _missing(desk: Desk, criterion: Criterion, foundation: Foundation | None) -> int:
    names = _alternatives(desk, criterion)
    scores = foundation.scores if foundation else {}
    stated = desk.decision.scores
    return sum(
        scores[name][criterion.id].cell.is_open
        if criterion.id in scores.get(name, {})
        else criterion.id not in stated.get(name, {})
        for name in names
    )


def _choose(desk: Desk, items: list[Item]) -> Item | None:
    _ = desk.words
    still = sum(item.missing > 0 for item in items)
    st.progress(
        1 - still / len(items) if items else 0.0,
        text=_(
            "{done} of {count} questions answered for everybody", done=len(items) - still, count=len(items)
        ),
    )
    only_open = st.toggle(_("Only what is still open"), value=still > 0, key=f"{desk.session[:8]}-only-open")
    by_id = {item.id: item for item in items}
    position = f"{desk.session[:8]}-item"
    shown = [
        item.id
        for item in items
        if item.missing or not only_open or item.id == st.session_state.get(position)
    ]
    if not still:
        st.success(_("Everything is answered."), icon=":material/task_alt:")
    if not shown:
        return None
    if st.session_state.get(position) not in shown:
        st.session_state[position] = shown[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            _("Question"),
            shown,
            # Nothing that changes with an answer: the browser finds its choice again by this text.
            format_func=lambda name: _.led(f"{name} · {by_id[name].title}"),
            key=position,
            width="stretch",
        )
        at = shown.index(st.session_state[position])
        _stepper(position, shown, at - 1, ":material/arrow_back:", _("Previous question"))
        _stepper(position, shown, at + 1, ":material/arrow_forward:", _("Next question"))
    chosen = by_id[st.session_state[position]]
    if chosen.missing:
        st.caption(_.counted("{count} answer is open.", "{count} answers are open.", chosen.missing))
    return chosen


def _stepper(position: str, shown: list[str], to: int, icon: str, label: str) -> None:
    def turn() -> None:
        st.session_state[position] = shown[to]

    st.button(
        label, icon=icon, help=label, key=f"step-{icon}", on_click=turn, disabled=not 0 <= to < len(shown)
    )


def _alternatives(desk: Desk, criterion: Criterion) -> dict[str, str]:
    decision = desk.told
    if criterion.scope == "platform":
        return {o.id: offer_name(decision, o.id) for o in decision.offers}
    if criterion.scope == "integrator":
        return {firm.id: firm.name for firm in decision.integrators}
    foundation = _foundation(desk)
    return {pair.id: pair.name for pair in foundation.pairs} if foundation else {}
