"""Customer processes on their way through seven steps, within Readiness."""

import pandas as pd
import streamlit as st

from selection.analysis.groundwork import STEPS, Progress, process_progress
from selection.model.readiness import Process
from selection.views.desk import Desk, library
from selection.views.entries import Field, Register, add_entry, change_button
from selection.views.tables import read_table
from selection.views.widgets import plain
from selection.words.readiness import process_step_word
from selection.workshop.events import Edit


def processes(desk: Desk) -> None:
    """Ask what happens with customers, and how far each process has come."""
    _ = desk.words
    st.markdown(_("Seven steps for each process, before anything is bought: from mapped to measured."))
    register = _register(desk)
    if desk.decision.processes:
        progress = {one.id: process_progress(one) for one in desk.decision.processes}
        read_table(_table(desk, progress), _("Processes"), stacked=True)
        for process in desk.decision.processes:
            _card(desk, register, process, progress[process.id])
    _starters(desk)
    add_entry(desk, _short(desk))


def _table(desk: Desk, progress: dict[str, Progress]) -> pd.DataFrame:
    _ = desk.words
    rows = [
        {_("Process"): _.text(process.name), _("Steps taken"): _bar(len(progress[process.id].done))}
        | {_("Next"): _next(progress[process.id], desk)}
        for process in desk.decision.processes
    ]
    return pd.DataFrame(rows)


def _bar(done: int) -> str:
    return f"{'●' * done}{'○' * (len(STEPS) - done)} {done}/{len(STEPS)}"


def _next(found: Progress, desk: Desk) -> str:
    step = found.next_step
    return process_step_word(step, desk.words) if step else desk.words("all done")


def _card(desk: Desk, register: Register, process: Process, found: Progress) -> None:
    _ = desk.words
    with st.container(border=True, horizontal=True, vertical_alignment="center", wrap=False):
        done = ", ".join(process_step_word(step, _) for step in found.done)
        st.markdown(f"**{plain(_.told(process.name))}** · {plain(done) if done else '—'}", width="stretch")
        change_button(desk, register, process, _.text(process.name))


def _short(desk: Desk) -> Register:
    _ = desk.words
    wanted = _("Name the process first.")
    fields = (Field("name", _("What is the process called?"), "sentence", wanted=wanted),)
    return Register("process", desk.decision.processes, fields, _("Add a process"), _("Add process"))


def _register(desk: Desk) -> Register:
    _ = desk.words
    measures = {measure.id: _.text(measure.name) for measure in desk.decision.measures}
    fields = (
        *_short(desk).fields,
        Field("mapped", _("It is mapped as it works today"), "check"),
        Field("high_priority", _("Is it of high priority?"), "choice", {True: _("yes"), False: _("no")}),
        Field("rank", _("Its rank by strategy, 1 the first"), "whole", low=1),
        Field("owner", _("Who owns it?"), "person"),
        Field("measure", _("Which measure tells of it?"), "choice", measures),
        Field("front_office_change", _("What changes towards the customer?"), "prose"),
        Field("back_office_change", _("What changes behind it?"), "prose"),
        Field("service_level", _("What service level is promised?"), "sentence"),
        Field("redesigned_at_go_live", _("It is redesigned at go-live"), "check"),
    )
    return Register("process", desk.decision.processes, fields, "", "")


def _starters(desk: Desk) -> None:
    """Offer the processes most begin with, those that are not there yet."""
    _ = desk.words
    have = {process.id for process in desk.decision.processes}
    offered = [one for one in library().readiness.processes if one.id not in have]
    if not offered:
        return
    st.markdown(_("Most begin with these:"))
    with st.container(horizontal=True):
        for one in offered:
            st.button(
                _.text(one.name),
                icon=":material/add:",
                key=desk.key("starter", one.id),
                on_click=desk.keep,
                args=(Edit("process", (one.id,), Process(id=one.id, name=one.name)),),
            )
