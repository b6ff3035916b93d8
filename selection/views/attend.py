"""What those see who take part without leading: one page of their own, whatever their role."""

from collections.abc import Callable, Mapping

import streamlit as st

from selection.views.desk import Desk
from selection.views.live import follow
from selection.views.member import member
from selection.views.observer import observer
from selection.views.respondent import respondent
from selection.views.waiting import waiting
from selection.workshop.permissions import Standing

PAGES: Mapping[Standing, Callable[[Desk], None]] = {
    "member": member,
    "observer": observer,
    "respondent": respondent,
}


def attend(desk: Desk) -> None:
    """Show somebody their own page, and keep it up to date."""
    if desk.standing == "waiting":
        waiting(desk)
        return
    # A column as wide as a page of text: the same on a phone and before a large screen.
    with st.container(width=720):
        PAGES[desk.standing](desk)
    follow(desk)
