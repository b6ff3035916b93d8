"""Calls with references of a product or firm, within Vendors: who was asked, and what was learnt."""

from collections.abc import Collection

import streamlit as st

from selection.analysis.references import level_of_calls, reference_record
from selection.model.consistency import offer_names
from selection.model.decision import Decision
from selection.model.judgements import Score
from selection.model.references import ReferenceCall
from selection.views.desk import Desk
from selection.views.entries import Field, Register, add_entry, card_head, told
from selection.views.widgets import plain
from selection.words.fiction import told_name
from selection.words.surroundings import record_sentence
from selection.workshop.events import Edit


def references(desk: Desk) -> None:
    """Ask who else lives with it, and what they say."""
    _ = desk.words
    names = offer_names(desk.told) | {firm.id: firm.name for firm in desk.told.integrators}
    if not names:
        st.caption(_("Add products and integrators first."))
        return
    st.markdown(_("Call customers who live with it. Ask whether they would choose it again, and why."))
    register = _register(desk, names)
    for name, title in names.items():
        calls = [call for call in desk.decision.reference_calls if call.about == name]
        if calls:
            st.subheader(plain(title), anchor=False)
            _record(desk, name)
        for call in calls:
            _card(desk, register, call)
    add_entry(desk, register)


def _register(desk: Desk, names: dict[str, str]) -> Register:
    _ = desk.words
    yes_no = {True: _("yes"), False: _("no")}
    fields = (
        Field("customer", _("Which organisation?"), wanted=_("Name the organisation first.")),
        Field("about", _("About whom?"), "choice", names, _("Say about whom first.")),
        Field("called", _("Called on"), "day"),
        Field("spoke_to", _("Who was spoken to?"), "person"),
        Field("by", _("Who called?"), "person"),
        Field("same_industry", _("Is it of our industry?"), "choice", yes_no),
        Field("would_hire_again", _("Would they choose it again?"), "choice", yes_no),
        Field("reached", _("They were reached"), "check"),
        Field("lessons", _("What did we learn?"), "prose"),
    )
    calls = desk.decision.reference_calls
    return Register("reference_call", calls, fields, _("Add a reference"), _("Add reference"), leads=False)


def _card(desk: Desk, register: Register, call: ReferenceCall) -> None:
    _ = desk.words
    again = {True: _("yes"), False: _("no"), None: None}[call.would_hire_again]
    with st.container(border=True):
        reached = _("was reached") if call.reached else _("not reached yet")
        title = f"**{plain(_.apart(told_name(call.customer, _)))}** · {reached}"
        card_head(desk, register, call, title, told_name(call.customer, _))
        known = (
            (_("called"), _.day(call.called) if call.called else None),
            (_("spoken to"), call.spoke_to and _.told(call.spoke_to)),
            (_("would choose it again"), again),
        )
        st.markdown(told([(name, said) for name, said in known if said]))
        if call.lessons:
            st.markdown(plain(_.told(call.lessons)))


def _record(desk: Desk, about: str) -> None:
    """Say what the calls amount to, and let their level be taken over as a score."""
    _ = desk.words
    record = reference_record(about, desk.decision.reference_calls)
    st.markdown(plain(record_sentence(record, _)))
    found = level_of_calls(desk.decision, about)
    if found is None or record.reached == 0:
        return
    criterion, level = found
    held = desk.decision.scores.get(about, {}).get(criterion)
    if held is not None and held.performance == level:
        st.caption(_("Criterion {criterion} is scored so: level {level}.", criterion=criterion, level=level))
        return
    st.button(
        _("Score criterion {criterion} by these calls: level {level}", criterion=criterion, level=level),
        key=desk.key("by-calls", about),
        on_click=lambda: desk.keep(Edit("score", (about, criterion), _score(desk, about, level))),
    )


def _score(desk: Desk, about: str, level: int) -> Score:
    record = reference_record(about, desk.decision.reference_calls)
    return Score(
        performance=float(level),
        evidence="reference",
        reason=record_sentence(record, desk.words),
        as_of=desk.today.isoformat(),
    )


def reference_removals(decision: Decision, gone: Collection[str]) -> list[Edit]:
    """Withdraw the calls about what goes."""
    return [Edit("reference_call", (call.id,)) for call in decision.reference_calls if call.about in gone]
