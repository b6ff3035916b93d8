"""The workshop as whoever leads it sees it: what now, and below it the part that is being worked on."""

from collections.abc import Callable, Mapping

import streamlit as st

from selection.views.desk import SESSION, Desk
from selection.views.live import follow
from selection.views.wall import WALL
from selection.views.widgets import plain
from selection.views.workshop_begin import begin, rules_part
from selection.views.workshop_decision import decision_part
from selection.views.workshop_differences import differences_part
from selection.views.workshop_interests import interests_part
from selection.views.workshop_lead import lead
from selection.views.workshop_lock import lock_part
from selection.views.workshop_names import local_moment
from selection.views.workshop_parts import Part, chosen_part
from selection.views.workshop_prepare import prepare_part
from selection.views.workshop_rounds import rounds_part


def page(desk: Desk) -> None:
    """Lead the workshop."""
    _ = desk.words
    if desk.state.phase is None:
        begin(desk)
        if desk.state.to_declare:
            interests_part(desk)
        follow(desk)
        return
    _head(desk)
    lead(desk)
    parts: Mapping[Part, Callable[[Desk], None]] = {
        "rounds": rounds_part,
        "prepare": prepare_part,
        "differences": differences_part,
        "interests": interests_part,
        "lock": lock_part,
        "decision": decision_part,
        "rules": rules_part,
    }
    parts[chosen_part(desk)](desk)
    follow(desk)


def _head(desk: Desk) -> None:
    """Say in few lines who is here and what is frozen: on a phone each of them moves what to do down."""
    _ = desk.words
    with st.container(horizontal=True, vertical_alignment="center", key="at-hand"):
        st.title(_("What now?"), anchor=False, width="content")
        st.link_button(_("Open the wall"), f"{WALL}?{SESSION}={desk.session}", icon=":material/cast:")
    lock, members = desk.state.proceedings.lock, desk.state.proceedings.members
    known = [plain(_.counted("{count} member is here.", "{count} members are here.", len(members)))]
    if lock is not None:
        said = _("Locked on {moment}, version {version}.", moment=local_moment(lock.at, _), version=lock.id)
        known.append(f":material/lock: {plain(said)}")
    with st.container(key="who-is-here"):
        st.caption(" · ".join(known))
