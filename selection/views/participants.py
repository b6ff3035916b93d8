"""Participants: how people get in, who waits to be let in, who takes part, as what and with which weight."""

from typing import Literal

import pandas as pd
import streamlit as st

from selection.errors import SelectionError
from selection.model.base import ERASED
from selection.model.participants import Participant, Presence
from selection.views.desk import Desk, desk_of
from selection.views.entries import Field, entry_form
from selection.views.erasing import offer_erasure
from selection.views.forms import begin_afresh
from selection.views.invitations import invitations, join_address, join_code, whom_to_answer_for
from selection.views.live import follow
from selection.views.tables import read_table
from selection.views.widgets import heading, plain, question
from selection.views.workshop_names import people_key
from selection.web.process import service
from selection.words import Words
from selection.words.people import told_apart
from selection.words.workshop_terms import role_word
from selection.workshop.events import Edit

__all__ = ["join_address", "join_code", "page"]

CHANGEABLE = ("facilitator", "member", "observer")


def page(desk: Desk) -> None:
    """Ask who decides together."""
    _ = desk.words
    question(
        _("Who decides together?"),
        _("Show the link, let people in, and say whose voice counts how much."),
    )
    _waiting_room(desk)
    invitations(desk)
    _people(desk)
    offer_erasure(desk)
    follow(desk)


def _waiting_room(desk: Desk) -> None:
    _ = desk.words
    waiting = [known for known in desk.state.proceedings.participants if known.presence == "waiting"]
    if not waiting:
        return
    st.subheader(_("At the door ({count})", count=len(waiting)), anchor=False)
    names = shown_names(desk)
    for known in waiting:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"door-{known.id}"):
            department = f" · {plain(_.told(known.department))}" if known.department else ""
            st.markdown(f"**{plain(names[known.id])}**{department}", width="stretch")
            with st.container(horizontal=True, width="content", wrap=False):
                for label, presence in ((_("Let in"), "present"), (_("Turn away"), "removed")):
                    st.button(
                        label,
                        type=_kind(presence, alone=len(waiting) == 1),
                        key=f"{presence}-{known.id}",
                        on_click=_put,
                        args=(desk, [known], presence),
                    )
    if len(waiting) > 1:
        st.button(
            _("Let all in"), type="primary", key="let-all-in", on_click=_put, args=(desk, waiting, "present")
        )


def _kind(presence: str, *, alone: bool) -> Literal["primary", "secondary", "tertiary"]:
    """Fill the one button that lets everybody in who waits; where only one does it is theirs."""
    if presence != "present":
        return "tertiary"
    return "primary" if alone else "secondary"


def _people(desk: Desk) -> None:
    _ = desk.words
    people = [known for known in desk.state.proceedings.participants if known.presence != "waiting"]
    st.subheader(_("Who takes part ({count})", count=len(people)), anchor=False)
    if not people:
        st.markdown(_("Nobody yet but you. Everyone who opens the link appears here at once."))
        return
    about = whom_to_answer_for(desk)
    names = shown_names(desk)
    rows = [
        {
            _("Name"): names[known.id],
            _("Role"): _role(known, about.get(known.answers_for or ""), _),
            _("Department"): _.text(known.department) if known.department else "—",
            _("Voting weight"): _.number(known.voting_weight, 3) if known.role == "member" else "—",
            _("Here"): presence_word(known.presence, _),
        }
        for known in people
    ]
    read_table(pd.DataFrame(rows), _("Participants"))
    _change(desk, people)


def _change(desk: Desk, people: list[Participant]) -> None:
    _ = desk.words
    known, names = {one.id: one for one in people}, shown_names(desk)
    chosen = st.selectbox(
        _("Change what is said of somebody"),
        [None, *known],
        format_func=lambda name: "—" if name is None else names[name],
        key=people_key(desk, "participant"),
    )
    if chosen is None:
        return
    one = known[chosen]
    fields = [
        Field("name", _("Name"), "person"),
        Field("department", _("Department")),
        Field("voting_weight", _("Voting weight"), "number", low=0.001, high=1000.0),
    ]
    if one.role != "respondent" and one.id != desk.state.owner:
        roles = {role: heading(role_word(role, _)) for role in CHANGEABLE}
        fields.append(Field("role", _("Role"), "choice", roles, _("Choose a role first.")))
    aside = _("Let in again") if one.presence == "removed" else _("Remove from the session")
    buttons = (_("Save"),) if one.id == desk.state.owner else (_("Save"), aside)
    # Another window's form, in which an erased name still stands, must not bring it back.
    parts = ("participant", one.id, *(["erased"] if one.name == ERASED else ()))
    said = entry_form(desk, parts, fields, one.model_dump(), buttons)
    offer_erasure(desk, one)
    if said is None:
        return
    pressed, values = said
    if pressed == aside:
        _put(desk, [one], "present" if one.presence == "removed" else "removed")
        st.rerun()
    _save(desk, one, values, parts)


def _save(desk: Desk, one: Participant, values: dict[str, object], parts: tuple[str, ...]) -> None:
    """Store what was changed; what the person said of themselves meanwhile stays."""
    now = desk_of(desk.visitor, desk.session) or desk
    held = now.state.proceedings.participant(one.id) or one
    changed = {name: value for name, value in values.items() if value != getattr(one, name)}
    if "voting_weight" in changed and changed["voting_weight"] is None:
        changed["voting_weight"] = 1.0
    if now.submit(Edit("participant", (one.id,), held.model_dump() | changed)):
        begin_afresh(desk, *parts)
    st.rerun()


def _put(desk: Desk, people: list[Participant], presence: Presence) -> None:
    """Let people in, or remove them: who is removed keeps what they said, and says nothing more."""
    for known in people:
        now = desk_of(desk.visitor, desk.session)
        if now is None:
            return
        token, version = desk.visitor.token, now.state.version
        try:
            service().admit(token, desk.session, known.id, presence, version)
        except SelectionError as error:
            desk.visitor.tell(error)
            return


def shown_names(desk: Desk) -> dict[str, str]:
    """Name everybody; who has not said their name is told by the order in which people came."""
    everybody = desk.state.proceedings.participants
    return told_apart(
        {known.id: _shown(desk, known, at) for at, known in enumerate(everybody, 1)}, desk.words
    )


def _shown(desk: Desk, known: Participant, at: int) -> str:
    _ = desk.words
    if known.name:
        return _.text(known.name)
    if known.id == desk.state.owner:
        return _("You, who began the session")
    return _("Somebody without a name ({number})", number=at)


def presence_word(presence: Presence, _: Words) -> str:
    """Say whether somebody takes part."""
    words: dict[Presence, str] = {"waiting": _("at the door"), "present": _("yes"), "removed": _("removed")}
    return words[presence]


def _role(known: Participant, whom: str | None, _: Words) -> str:
    role = role_word(known.role, _)
    return role if whom is None else _("{role} for {whom}", role=role, whom=whom)
