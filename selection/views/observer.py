"""What an observer sees: what is open to everybody, and nothing to press but their own declarations."""

import streamlit as st

from selection.views.desk import Desk
from selection.views.member import phase_sentence, show_so_far
from selection.views.member_declare import declare_all
from selection.views.member_drafts import DECLARATIONS
from selection.views.member_interests import ask_to_declare, lead_back
from selection.views.member_steps import page_at
from selection.views.widgets import plain


def observer(desk: Desk) -> None:
    """Ask what they have to do with the bidders, and show what was revealed, agreed and decided so far."""
    if page_at(desk) == DECLARATIONS:
        declare_all(desk)
        return
    _ = desk.words
    st.title(plain(_.told(desk.decision.title)), anchor=False)
    st.caption(_("You watch. You judge nothing, and nothing sealed is shown to you."))
    st.markdown(phase_sentence(desk))
    left = ask_to_declare(desk)
    known = desk.state.proceedings
    if not known.award and all(found.is_sealed for found in known.rounds):
        st.markdown(_("Nothing has been revealed yet."))
    show_so_far(desk)
    if not left:
        lead_back(desk)
    st.caption(_("Leave this page open; it goes on by itself."))
