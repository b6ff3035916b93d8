"""What working with the proposed project manager would be like: one bid a screen, privately."""

from functools import partial

import streamlit as st

from selection.model.rounds import CANNOT_JUDGE, Round
from selection.views.desk import Desk
from selection.views.member_choices import choose
from selection.views.member_drafts import enter
from selection.views.member_steps import asked, following, turn_to
from selection.views.member_words import cannot_judge, level_words
from selection.views.widgets import plain
from selection.views.workshop_names import alternative_name
from selection.workshop.sheets import Said, round_subject


def ask_chemistry(desk: Desk, found: Round, item: str, said: Said, items: tuple[str, ...]) -> None:
    """Ask how well one could work with the person a bid names; an answer leads on at once."""
    _ = desk.words
    name = plain(_.apart(alternative_name(desk, item)))
    person = _proposed(desk, item)
    question = (
        _("How well could you work with {person}, whom {name} proposes?", person=plain(person), name=name)
        if person
        else _("How well could you work with the project manager {name} proposes?", name=name)
    )
    asked(desk, question)
    st.caption(_("Nobody sees your answer: only the middle value of all is ever shown, without names."))
    choices = {**level_words(None, _), CANNOT_JUDGE: cannot_judge(_)}
    choose(desk, f"{found.id}-{item}", choices, said.choice, partial(_say, desk, found, item, items))


def _proposed(desk: Desk, item: str) -> str:
    """Name the person a bid or a firm proposes; nobody where a firm's bids name different ones."""
    named = {bid.project_manager for bid in desk.decision.bids if item in (bid.id, bid.integrator)}
    return desk.words.text(named.pop()) if len(named) == 1 else ""


def _say(desk: Desk, found: Round, item: str, items: tuple[str, ...], choice: object) -> None:
    enter(desk, round_subject(found.id), item, Said.model_validate({"choice": choice}))
    turn_to(desk, found.id, following(items, item))
