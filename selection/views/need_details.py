"""The details of one need: its words, who asked for it, what it serves, when it is needed; within Needs."""

import streamlit as st

from selection.model.needs import Need
from selection.views.desk import Desk
from selection.views.entries import Field, entry_form
from selection.views.widgets import plain
from selection.workshop.events import Edit


def details(desk: Desk, need: Need) -> None:
    """Ask about one need, in a window of its own."""
    _ = desk.words
    if need.sources:
        st.caption(_("Source: {sources}", sources=plain(", ".join(need.sources))))
    fields = _fields(desk)
    held = {one.name: getattr(need, one.name) for one in fields}
    said = entry_form(desk, ("need", need.id), fields, held, (_("Save"), _("Remove this need")))
    if said is None:
        return
    if said[0] == _("Save"):
        desk.submit(Edit("need", (need.id,), need.model_copy(update=said[1])))
    else:
        desk.submit(*_removal(desk, need))
    st.rerun()


def _fields(desk: Desk) -> tuple[Field, ...]:
    _ = desk.words
    phases = {phase.id: _.text(phase.title) for phase in desk.decision.phases}
    goals = {goal.id: _.text(goal.text) for goal in desk.decision.goals}
    return (
        Field("text", _("What is needed?"), "prose", wanted=_("Write what you need first.")),
        Field("goal", _("Which goal does it serve?"), "choice", goals),
        Field("phase", _("Needed by phase"), "choice", phases),
        Field("owner", _("Who needs it?"), "person"),
        Field("author", _("Who asked for it?"), "person"),
        Field("department", _("In which department?")),
        Field("author_is_end_user", _("Who asked will work with the system"), "check"),
        Field("reason", _("Why?"), "prose"),
    )


def _removal(desk: Desk, need: Need) -> list[Edit]:
    answered = [o for o, answers in desk.decision.answers.items() if need.id in answers]
    return [*(Edit("answer", (offer, need.id)) for offer in answered), Edit("need", (need.id,))]
