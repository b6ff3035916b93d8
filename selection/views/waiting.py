"""The waiting room: what somebody sees who was led in by a code and not yet admitted."""

import uuid

import streamlit as st

from selection.errors import SelectionError
from selection.model.base import ERASED
from selection.model.participants import Participant
from selection.views.desk import Desk
from selection.views.forms import LINE, PERSON, field_key, missing, refused, too_long
from selection.views.live import follow
from selection.views.widgets import plain
from selection.web.process import service


def waiting(desk: Desk) -> None:
    """Ask who waits, and let them wait; the page goes on by itself once they are let in."""
    _ = desk.words
    st.title(_("You are at the door"), anchor=False)
    known = desk.state.proceedings.participant(desk.me)
    if known is None or known.name is None:
        st.markdown(_("Say who you are, so that whoever runs the session can let you in."))
        introduction(desk, known)
    else:
        name = f"**{plain(_.told(known.name))}**"
        st.markdown(_("{name}, whoever runs the session sees you and will let you in.", name=name))
        st.caption(_("Leave this page open; it goes on by itself."))
    follow(desk)


def introduction(desk: Desk, known: Participant | None) -> None:
    """Ask somebody for their name and department."""
    _ = desk.words
    name_label, department_label = _("Your name"), _("Your department")
    with st.form(field_key(desk, "introduction"), border=False):
        name = st.text_input(
            name_label, _own_name(known), key=field_key(desk, "my-name"), autocomplete="name"
        )
        department = st.text_input(
            department_label,
            (known and known.department) or "",
            key=field_key(desk, "my-department"),
            placeholder=_("Sales"),
        )
        if not st.form_submit_button(_("That is me"), type="primary"):
            return
    entered = (name_label, name, PERSON), (department_label, department, LINE)
    if refused((*missing((name.strip(), _("Write your name first."))), *too_long(_, *entered))):
        return
    try:
        service().introduce(
            desk.visitor.token, desk.session, name.strip(), department.strip() or None, uuid.uuid4().hex
        )
    except SelectionError as error:
        desk.visitor.tell(error)
    st.rerun()


def _own_name(known: Participant | None) -> str:
    """Give the name somebody said; they may say it anew after it was erased."""
    return known.name if known and known.name and known.name != ERASED else ""
