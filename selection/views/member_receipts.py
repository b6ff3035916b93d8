"""The proof that something was stored: shown at once, and found again later."""

import streamlit as st

from selection.errors import SelectionError
from selection.views.desk import Desk
from selection.views.forms import field_key
from selection.views.widgets import plain
from selection.views.workshop_names import bidder_names, local_moment, round_name
from selection.web.process import service
from selection.words import Words
from selection.words.receipts import receipt_words, written
from selection.workshop.audit import Receipt
from selection.workshop.service import Happening

OWN = ("judgement_set", "declaration_set", "minority_note_set", "response_set")
"""What somebody hands in themselves."""


def stored_now(desk: Desk, what: str, receipt: Receipt) -> None:
    """Keep a receipt that has just come, to be shown."""
    st.session_state[field_key(desk, "receipt", what)] = receipt


def refused_now(desk: Desk, what: str, error: SelectionError) -> None:
    """Say why something was not stored; what is shown of it must not be the receipt of something earlier."""
    st.session_state.pop(field_key(desk, "receipt", what), None)
    desk.visitor.tell(error)


def show_just_stored(desk: Desk, what: str) -> None:
    """Show the receipt of what was handed in a moment ago."""
    found = st.session_state.get(field_key(desk, "receipt", what))
    if found is None:
        return
    told = receipt_words(found, desk.words)
    st.success(told["said"])
    with st.expander(told["keep"]):
        st.caption(told["proves"])
        st.code(told["receipt"], language=None, wrap_lines=True)


def all_receipts(desk: Desk) -> None:
    """List every receipt of what somebody handed in, once they ask: it takes reading all that happened."""
    _ = desk.words
    if not st.toggle(_("My receipts"), key=field_key(desk, "receipts")):
        return
    try:
        happened = service().history(desk.visitor.token, desk.session)
    except SelectionError as error:
        desk.visitor.tell(error)
        st.rerun()
    mine = [one for one in happened if one.kind in OWN and one.actor == desk.me]
    if not mine:
        st.caption(_("You have handed nothing in yet."))
    for one in reversed(mine):
        when = local_moment(one.time, _)
        st.markdown(f"**{plain(_about(desk, one, _))}** · {plain(when)}")
        st.code(written(one.seq, one.hash), language=None, wrap_lines=True)


def _about(desk: Desk, one: Happening, _: Words) -> str:
    if one.kind == "judgement_set":
        found = desk.state.proceedings.round(one.key[0])
        return round_name(desk, found) if found else one.key[0]
    if one.kind == "declaration_set":
        name = bidder_names(desk).get(one.key[1], one.key[1])
        return _("Declaration: {name}", name=name)
    return _("Minority note") if one.kind == "minority_note_set" else _("Answers")
