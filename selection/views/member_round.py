"""A round as a member goes through it: question by question, a look at all of it, and handing it in."""

import datetime as dt

import streamlit as st

from selection.errors import SelectionError
from selection.model.base import instant
from selection.model.rounds import Ballot, Round
from selection.views.desk import Desk
from selection.views.forms import field_key
from selection.views.member_declare import declare_first
from selection.views.member_drafts import judging, stored_in
from selection.views.member_hand_in import hand_in
from selection.views.member_steps import REVIEW, arrive, back_and_on, here, home_button, progress, turn_to
from selection.views.member_walk import open_words, stops_at, walk
from selection.views.member_weights import ask_weights
from selection.views.member_words import asked_title, list_said, said_words
from selection.views.turns import turn
from selection.views.widgets import heading, notice, plain
from selection.views.workshop_names import round_name
from selection.words.errors import explain
from selection.workshop.guards import refuse_ballot
from selection.workshop.permissions import require
from selection.workshop.sheets import Judging, Said, alternative_of


def why_closed(desk: Desk, found: Round) -> SelectionError | None:
    """Tell why a round takes nothing now; None if it does. Whatever is stored is held against the same."""
    try:
        require(desk.standing, "judge", desk.state.phase)
        refuse_ballot(desk.state, desk.me, found.id, Ballot(), _now())
    except SelectionError as error:
        return error
    return None


def _now() -> str:
    return instant(dt.datetime.now(dt.UTC), "microseconds")


def round_page(desk: Desk, found: Round) -> None:
    """Let a member judge, or say plainly why they no longer can."""
    refusal = why_closed(desk, found)
    if refusal is None:
        _questions(desk, found)
    else:
        _over(desk, found, refusal)


@st.fragment
@turn()
def _questions(desk: Desk, found: Round) -> None:
    """Only the question is drawn again when it is answered, not the page around it."""
    notice()
    now = judging(desk, found)
    home_button(desk, found.id)
    if not now.items:
        st.markdown(desk.words("Nothing is asked of you in this round."))
    elif found.subject == "weights":
        _weights(desk, now)
    elif stop := stops_at(desk, now):
        progress(stop, now.items, now.done, desk.words)
        declare_first(desk, alternative_of(stop))
        arrive(f"{found.id}-{stop}")
    else:
        walk(desk, now)


def _weights(desk: Desk, now: Judging) -> None:
    found = now.round
    item = here(desk, found.id, now.items, now.done)
    if item == REVIEW:
        _review(desk, now)
    else:
        progress(item, now.items, now.done, desk.words)
        # One part however much it holds: what stands below keeps its number, and with it its button.
        with st.container():
            ask_weights(desk, found, item, now.said.get(item, Said()), now.items)
        back_and_on(desk, found.id, item, now.items, is_answered=item in now.done)
    arrive(f"{found.id}-{item}")


def _review(desk: Desk, now: Judging) -> None:
    found = now.round
    st.title(plain(round_name(desk, found)), anchor=False)
    _left_open(desk, now)
    hand_in(desk, now)
    for item in now.items:
        words = heading(said_words(desk, item, now.said.get(item)))
        st.button(
            f"{plain(asked_title(desk, found.subject, item))} · **{words}**",
            type="tertiary",
            wrap=True,
            key=field_key(desk, "again", found.id, item),
            on_click=turn_to,
            args=(desk, found.id, item),
        )


def _left_open(desk: Desk, now: Judging) -> None:
    _ = desk.words
    left = [item for item in now.items if item not in now.done]
    if not left:
        return
    st.markdown(open_words(len(left), _))
    st.button(
        _("Go to the first open one"),
        key=field_key(desk, "move-open", now.round.id),
        on_click=turn_to,
        args=(desk, now.round.id, left[0]),
    )


def _over(desk: Desk, found: Round, refusal: SelectionError) -> None:
    """Say why nothing is taken any more, and show what was said: nothing is lost."""
    _ = desk.words
    home_button(desk, found.id)
    st.title(plain(round_name(desk, found)), anchor=False)
    told = explain(refusal, _)
    st.info(plain(f"{told.sentence} {told.remedy}".strip()))
    read_only(desk, found)


def read_only(desk: Desk, found: Round) -> None:
    """Show what somebody handed in in a round, and what they had entered and not handed in."""
    _ = desk.words
    now = judging(desk, found)
    if now.stored is None:
        st.markdown(_("You handed nothing in in this round."))
    else:
        st.markdown(f"**{_('What you handed in')}**")
        list_said(desk, found, stored_in(desk, found), now.items)
    if now.done and not now.is_handed_in:
        with st.expander(_("What you had entered and not handed in")):
            list_said(desk, found, now.said, now.done)
