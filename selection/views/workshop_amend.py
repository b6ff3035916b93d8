"""Changing what is locked: held back with its edits until there is a reason, or given up."""

import datetime as dt
import uuid
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from selection.analysis.evaluation import Evaluation, evaluate
from selection.errors import SelectionError
from selection.model.decision import Decision
from selection.views.desk import PENDING, Desk
from selection.views.forms import PROSE, begin_afresh, form_key, refused, too_long
from selection.views.tables import read_table
from selection.views.widgets import plain
from selection.views.workshop_names import now
from selection.web.process import service
from selection.words import Words
from selection.words.errors import explain
from selection.words.results import rank_text
from selection.words.sections import section_word
from selection.workshop.changes import prepare
from selection.workshop.declaring import whole
from selection.workshop.events import Edit

SHOWN = 12


def offer_amendment(desk: Desk) -> None:
    """Offer to make a change that the lock refused, with a reason; the new ranking is shown first."""
    _ = desk.words
    session, edits = st.session_state.get(PENDING, ("", ()))
    if session != desk.session or not edits:
        return
    lock = desk.state.proceedings.lock
    if lock is None:
        st.session_state.pop(PENDING)
        return
    with st.container(border=True, key="amendment"):
        st.subheader(_("This is locked. Change it nevertheless?"), anchor=False)
        names = list(dict.fromkeys(_place(edit, _) for edit in edits))
        st.markdown(
            plain(
                _(
                    "You are about to change: {what}. It becomes version {version}; "
                    "old and new ranking stand side by side, and every document says so.",
                    what=", ".join(names),
                    version=int(lock.id) + 1,
                )
            )
        )
        changed = _changed(desk, edits)
        if changed is not None:
            compare(desk, desk.decision, changed)
        _ask_reason(desk, edits)


def _place(edit: Edit, _: Words) -> str:
    return " ".join((section_word(edit.section, _), *edit.key))


def _changed(desk: Desk, edits: Sequence[Edit]) -> Decision | None:
    """Give the decision as it would be; None if it can't be."""
    try:
        return prepare(desk.state, edits, desk.me, now()).decision
    except SelectionError:
        return None


def _ask_reason(desk: Desk, edits: Sequence[Edit]) -> None:
    _ = desk.words
    form = form_key(desk, "amend")
    with st.form(form, border=False):
        reason = st.text_area(_("Why is it changed after the lock?"), key=f"{form}-reason")
        with st.container(horizontal=True):
            change = st.form_submit_button(_("Change it, as a new version"), type="primary")
            leave = st.form_submit_button(_("Leave it as it was locked"))
    if leave:
        st.session_state.pop(PENDING)
        st.rerun()
    if not change:
        return
    problems = [] if reason.strip() else [_("Write the reason first.")]
    if refused([*problems, *too_long(_, (_("Reason"), reason, PROSE))]):
        return
    _amend(desk, edits, reason.strip())


def _amend(desk: Desk, edits: Sequence[Edit], reason: str) -> None:
    try:
        service().amend(desk.visitor.token, desk.session, edits, reason, desk.state.version, uuid.uuid4().hex)
    except SelectionError as error:
        desk.visitor.tell(error)
    else:
        st.session_state.pop(PENDING)
        begin_afresh(desk, "amend")
    st.rerun()


def compare(desk: Desk, before: Decision, after: Decision) -> None:
    """Show the ranking under two versions of the rules side by side, on the same answers."""
    _ = desk.words
    try:
        whole(desk.state)
    except SelectionError as error:
        st.caption(plain(explain(error, _).sentence))
        return
    old, new = _ranked(before, desk.today), _ranked(after, desk.today)
    if old is None or new is None:
        st.caption(_("There is no ranking yet to compare."))
        return
    known = {found.id: found for found in (old.pairs or old.platforms)}
    rows = []
    for found in (new.pairs or new.platforms)[:SHOWN]:
        was = known.get(found.id)
        rows.append(
            {
                _("name"): found.name,
                _("rank before"): rank_text(was, _) if was else "—",
                _("rank after"): rank_text(found, _),
                _("value before"): _.interval(was.low, was.high) if was else "—",
                _("value after"): _.interval(found.low, found.high),
            }
        )
    read_table(pd.DataFrame(rows), _("Old and new ranking"))


def _ranked(decision: Decision, today: dt.date) -> Evaluation | None:
    if not decision.offers:
        return None
    try:
        return evaluate(decision, today)
    except SelectionError:
        return None
