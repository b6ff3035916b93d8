"""Where customer data lives today, and what becomes of it, within Readiness."""

import streamlit as st

from selection.analysis.groundwork import SystemState, inventory
from selection.model.readiness import SourceSystem
from selection.views.desk import Desk
from selection.views.entries import Field, Register, add_entry, card_head, told
from selection.views.widgets import plain
from selection.words.project_terms import fate_words, migration_words
from selection.words.readiness import system_sentence


def systems(desk: Desk) -> None:
    """Ask which system holds what, and which of them is to be believed."""
    _ = desk.words
    st.markdown(_("One trusted source for every kind of data; then decide what is moved."))
    found = inventory(desk.decision)
    for entities, sentence in (
        (found.entities_without_trusted_source, _("Without a trusted source: {entities}.")),
        (found.entities_with_several, _("Several systems are said to be the trusted source of: {entities}.")),
    ):
        if entities:
            named = ", ".join(_.text(entity) for entity in entities)
            st.warning(plain(sentence.format(entities=named)), icon=":material/database:")
    states = {state.system: state for state in found.systems}
    register = _register(desk)
    for system in desk.decision.source_systems:
        _card(desk, register, system, states[system.id])
    add_entry(desk, register)


def _card(desk: Desk, register: Register, system: SourceSystem, state: SystemState) -> None:
    _ = desk.words
    trusted = {True: _("yes"), False: _("no"), None: None}[system.trusted]
    quality = None if system.quality is None else _("{level} of 5", level=system.quality)
    with st.container(border=True):
        title = f"**{plain(_.told(system.name))}** · {plain(_.told(system.entity))}"
        card_head(desk, register, system, title, _.text(system.name))
        st.markdown(
            told(
                (
                    (_("owner"), system.owner and _.told(system.owner)),
                    (_("trusted"), trusted),
                    (_("quality"), quality),
                    (_("becomes"), fate_words(_)[system.fate] if system.fate else None),
                )
            )
        )
        st.caption(plain(system_sentence(state, _)))


def _register(desk: Desk) -> Register:
    _ = desk.words
    yes_no = {True: _("yes"), False: _("no")}
    fields = (
        Field("name", _("System"), wanted=_("Name the system first."), hint=_("The order book")),
        Field("entity", _("What does it hold?"), wanted=_("Say what it holds first."), hint=_("customers")),
        Field("owner", _("Who owns it?"), "person"),
        Field("trusted", _("Is it the trusted source?"), "choice", yes_no),
        Field("quality", _("How good is its data, 0 to 5?"), "choice", {n: str(n) for n in range(6)}),
        Field("fate", _("What becomes of it?"), "choice", fate_words(_)),
        Field("migration", _("What is moved?"), "choice", migration_words(_)),
        Field("deduplicated", _("Duplicates are cleared before anything is moved"), "check"),
    )
    return Register(
        "source_system", desk.decision.source_systems, fields, _("Add a source system"), _("Add system")
    )
