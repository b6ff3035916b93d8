"""What an observer sees: what is open to everybody, and nothing to press."""

import streamlit as st

from selection.views.desk import Desk
from selection.views.member import phase_sentence, show_so_far
from selection.views.widgets import plain


def observer(desk: Desk) -> None:
    """Show what was revealed, agreed and decided so far."""
    _ = desk.words
    st.title(plain(_.told(desk.decision.title)), anchor=False)
    st.caption(_("You watch. Nothing is asked of you, and nothing sealed is shown to you."))
    st.markdown(phase_sentence(desk))
    known = desk.state.proceedings
    if not known.award and all(found.is_sealed for found in known.rounds):
        st.markdown(_("Nothing has been revealed yet."))
    show_so_far(desk)
    st.caption(_("Leave this page open; it goes on by itself."))
