"""What leads somebody who judges or watches to their declarations, and back to them once they are made."""

from functools import partial

import streamlit as st

from selection.views.desk import Desk
from selection.views.forms import field_key
from selection.views.member_drafts import DECLARATIONS
from selection.views.member_steps import open_page
from selection.views.workshop_names import bidder_names
from selection.workshop.declaring import BEFORE_BIDDERS, asked_now


def ask_to_declare(desk: Desk) -> tuple[str, ...]:
    """Lead to what is still to be declared, and name whom it is about."""
    _ = desk.words
    left = asked_now(desk.state)
    if not left:
        return ()
    count = len(bidder_names(desk))
    with st.container(border=True):
        st.markdown(f"**{_('What do you have to do with the bidders?')}**")
        st.caption(
            _("{done} of {count} declared. Nobody sees answers before.", done=count - len(left), count=count)
        )
        st.button(
            _("Declare"),
            type="primary",
            width="stretch",
            key=field_key(desk, "declare"),
            on_click=partial(open_page, desk, DECLARATIONS),
        )
    return left


def lead_back(desk: Desk) -> None:
    """Let what was declared be read and changed."""
    phase = desk.state.proceedings.phase
    if phase is not None and phase not in BEFORE_BIDDERS and bidder_names(desk):
        st.button(
            desk.words("My declarations of interest"),
            type="tertiary",
            key=field_key(desk, "declarations"),
            on_click=partial(open_page, desk, DECLARATIONS),
        )
