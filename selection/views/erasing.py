"""Erasing a person's name for good, within Participants."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from selection.errors import SelectionError
from selection.model.base import ERASED
from selection.model.participants import Participant
from selection.views.desk import Desk, desk_of
from selection.views.forms import begin_afresh, field_key
from selection.views.widgets import plain
from selection.web.process import service
from selection.workshop.naming import Mentions, names_somebody

SHOWN_WHOLE = 5
"""As many texts stand in the window; more are scrolled through."""


def offer_erasure(desk: Desk, one: Participant | None = None) -> None:
    """Offer to erase the name of somebody who takes part, or of anybody else who is named."""
    _ = desk.words
    label = _("Erase the name of somebody else") if one is None else _("Erase this person's name")
    key = field_key(desk, "erase", one.id if one else "somebody")
    if st.button(label, type="tertiary", icon=":material/person_off:", key=key):
        st.dialog(_("Erase a person's name for good"), width="medium")(_erase)(desk, one)


def _erase(desk: Desk, one: Participant | None) -> None:
    _ = desk.words
    st.markdown(
        _(
            "**What they did stays**: every judgement, weight and agreement counts as before. Where the name"
            " stood it says “{word}”.",
            word=_.text(ERASED),
        )
    )
    st.markdown(
        _(
            "**Gone for good** is the name, with every reason, comment and note in which it stands, whoever"
            " wrote it. “Undo last change” does not bring it back."
        )
    )
    try:
        names = _asked_names(desk, one)
        found = service().mentions(desk.visitor.token, desk.session, names)
    except SelectionError as error:
        desk.visitor.tell(error)
        st.rerun()
    _show(desk, found, names, one)
    st.caption(
        _(
            "Not looked through: titles, the wording of needs, goals and criteria, and files that bidders"
            " sent in. Files downloaded before now keep the name."
        )
    )
    with st.container(horizontal=True):
        # Also where nothing is found: traces that a reader held up are then removed.
        now = field_key(desk, "erase-now")
        if st.button(_("Erase for good"), type="primary", disabled=not names, key=now):
            _erased(desk, names, one)
        if st.button(_("Keep the name"), key=field_key(desk, "erase-not")):
            st.rerun()


def _asked_names(desk: Desk, one: Participant | None) -> list[str]:
    """Ask by which names somebody is written; those they took part under stand there already."""
    _ = desk.words
    written = st.text_area(
        _("The name, and every other way it is written"),
        "\n".join(_names_of(desk, one)) if one else "",
        placeholder=_("One a line."),
        help=_(
            "Only these spellings are found. Add a first name alone, a nickname, another form of the name."
        ),
        key=field_key(desk, "erase-names", one.id if one else "somebody"),
    )
    return [name for line in written.splitlines() if (name := line.strip())]


def _names_of(desk: Desk, one: Participant) -> list[str]:
    """Give every name somebody ever took part under, the newest first."""
    happened = service().history(desk.visitor.token, desk.session)
    said = [
        event.value.name
        for event in reversed(happened)
        if event.key == (one.id,) and isinstance(event.value, Participant)
    ]
    return [name for name in dict.fromkeys(said) if name and name != ERASED]


def _show(desk: Desk, found: Mentions, names: Sequence[str], one: Participant | None) -> None:
    """Show which texts will go, so that nobody is surprised by what went along."""
    _ = desk.words
    if names and not (found.texts or found.sealed):
        st.info(_("Nobody of that name is mentioned in this decision."))
    texts = [text for text in found.texts if text not in names]
    if texts:
        st.markdown(_.counted("{count} text goes with it:", "{count} texts go with it:", len(texts)))
        height: int | Literal["content"] = 220 if len(texts) > SHOWN_WHOLE else "content"
        with st.container(border=True, height=height, key=field_key(desk, "erase-texts")):
            st.markdown("\n".join(f"- {plain(text)}" for text in texts))
    if found.sealed:
        st.markdown(
            _.counted(
                "{count} sealed text goes, too; it can't be shown.",
                "{count} sealed texts go, too; they can't be shown.",
                found.sealed,
            )
        )
    _warn_of_others(desk, names, one)


def _warn_of_others(desk: Desk, names: Sequence[str], one: Participant | None) -> None:
    _ = desk.words
    others = [
        str(known.name)
        for known in desk.state.proceedings.participants
        if known.name and (one is None or known.id != one.id) and names_somebody(known.name, names)
    ]
    if others:
        told = ", ".join(_.apart(name) for name in others)
        st.warning(plain(_("These people's names are written alike, and go with it: {names}.", names=told)))


def _erased(desk: Desk, names: Sequence[str], one: Participant | None) -> None:
    now = desk_of(desk.visitor, desk.session) or desk
    try:
        service().erase_person(desk.visitor.token, desk.session, names, now.state.version)
    except SelectionError as error:
        desk.visitor.tell(error)
    if one is not None:
        begin_afresh(desk, "participant", one.id)
    st.rerun()
