"""Plan: in which steps it comes in, whether people can take it in, and the weakest link."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from selection.analysis.plan import (
    PhasePlan,
    Plan,
    effort,
    first_go_live,
    months_after,
    passed_days,
    plan,
)
from selection.errors import SelectionError
from selection.model.course import Phase
from selection.model.goals import REVIEW_MONTHS
from selection.model.needs import Area
from selection.views.desk import Desk
from selection.views.entries import Field, Register, add_entry, card_head, entry_form, told
from selection.views.forms import store
from selection.views.tables import read_table
from selection.views.weakest import weakest_panel
from selection.views.widgets import NO_BREAK, onward, plain, question, unbroken
from selection.words.plan import gap_word, pace_sentence, passed_sentence, reversed_sentence
from selection.words.project_terms import migration_words
from selection.words.surroundings import effort_sentence
from selection.words.terms import area_word
from selection.workshop.events import Edit

AREAS: tuple[Area, ...] = ("marketing", "sales", "service")
SHOWN = 8


def page(desk: Desk) -> None:
    """Ask in which steps it comes in."""
    _ = desk.words
    found = plan(desk.decision)
    question(_("In which steps does it come in?"), _summary(desk, found))
    phases = {phase.id: phase for phase in desk.decision.phases}
    register = _register(desk)
    for laid in found.phases:
        _phase(desk, register, phases[laid.phase], laid)
    add_entry(desk, register)
    if said := effort_sentence(effort(desk.decision), _):
        st.markdown(plain(said))
    left, right = st.columns(2, gap="large")
    with left:
        _pace(desk)
        _migration(desk, found)
    with right:
        _weakest(desk)
        _milestones(desk)
    onward(_("Next: decision log"), "log")


def _summary(desk: Desk, found: Plan) -> str:
    _ = desk.words
    if not found.phases:
        return _("No phase yet. Start with one area and a small group; they teach the next.")
    said = _.counted("{count} phase.", "{count} phases.", len(found.phases))
    if not found.needs_without_phase:
        return said
    return _.counted(
        "{said} {count} need belongs to no phase yet.",
        "{said} {count} needs belong to no phase yet.",
        len(found.needs_without_phase),
        said=said,
    )


def _register(desk: Desk) -> Register:
    _ = desk.words
    areas = {area: area_word(area, _) for area in AREAS}
    fields = (
        Field("title", _("What comes in?"), "sentence", wanted=_("Write what comes in first.")),
        Field("starts", _("From when?"), "day", wanted=_("Choose a day first.")),
        Field("go_live", _("Goes live on"), "day"),
        Field("area", _("Area"), "choice", areas),
        Field("pilot_group", _("Who works with it first?")),
        Field("parallel_changes", _("How many other changes run beside it?"), "whole"),
        Field("modules", _("Modules, one a line"), "lines"),
        Field("days_people", _("Person-days for people: training, explaining"), "number", low=0.0),
        Field("days_process", _("Person-days for processes and data"), "number", low=0.0),
        Field("days_technology", _("Person-days for technology"), "number", low=0.0),
        Field("training", _("Training: who learns what, when?"), "prose"),
    )
    opener, begins = _("Add a phase"), {"starts": desk.today.isoformat()}
    return Register("phase", desk.decision.phases, fields, opener, _("Add phase"), begins)


def _phase(desk: Desk, register: Register, phase: Phase, laid: PhasePlan) -> None:
    _ = desk.words
    tied = [need for need in desk.decision.needs if need.phase == phase.id]
    freed = [Edit("need", (need.id,), need.model_copy(update={"phase": None})) for need in tied]
    with st.container(border=True):
        title = f"**{plain(_.told(phase.title))}**{NO_BREAK}· {unbroken(_.day(phase.starts))}"
        card_head(desk, register, phase, title, _.text(phase.title), freed)
        st.markdown(told(tuple(_told(desk, phase, laid))))
        st.caption(plain(" ".join(_remarks(desk, laid))))


def _told(desk: Desk, phase: Phase, laid: PhasePlan) -> Iterator[tuple[str, object]]:
    _ = desk.words
    yield _("goes live"), _.day(phase.go_live) if phase.go_live else None
    yield _("areas"), ", ".join(area_word(area, _) for area in laid.areas)
    yield _("modules"), ", ".join(_.text(module) for module in phase.modules)
    yield _("needs"), _few(laid.needs)
    yield _("pilot group"), phase.pilot_group and _.told(phase.pilot_group)
    yield _("training"), phase.training and _.told(phase.training)
    days = [found for found in (phase.days_people, phase.days_process, phase.days_technology) if found]
    if days:
        yield _("person-days"), _.number(sum(days))


def _few(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:SHOWN])
    return f"{shown} … ({len(names)})" if len(names) > SHOWN else shown


def _remarks(desk: Desk, laid: PhasePlan) -> Iterator[str]:
    _ = desk.words
    if laid.is_reversed:
        yield reversed_sentence(_)
    yield from (
        passed_sentence(one, _)
        for one in passed_days(desk.decision, desk.today)
        if (one.kind, one.id) == ("phase", laid.phase)
    )
    if laid.gaps:
        gaps = ", ".join(gap_word(gap, _) for gap in laid.gaps)
        yield _("Not said yet: {gaps}.", gaps=gaps)
    yield pace_sentence(laid.pace, _)


def _pace(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("How much change can people take in?"), anchor=False)
    pace = desk.decision.pace
    fields = (
        Field("most_parallel_changes", _("At most so many changes at once"), "whole"),
        Field("standstills", _("When must nothing change? One period a line"), "lines"),
    )
    held = {"most_parallel_changes": pace.most_parallel_changes, "standstills": pace.standstills}
    with st.container(border=True):
        said = entry_form(desk, ("pace",), fields, held, (_("Save"),))
    if said is not None:
        store(desk, ("pace",), Edit("pace", (), said[1]))


def _migration(desk: Desk, found: Plan) -> None:
    _ = desk.words
    st.subheader(_("What is moved?"), anchor=False)
    if not found.migrations:
        st.caption(_("No source system is entered yet; they stand on the page Readiness."))
        return
    names = {system.id: _.text(system.name) for system in desk.decision.source_systems}
    rows = [
        {_("System"): names[name], _("Decision"): migration_words(_)[move] if move else _("not decided yet")}
        for name, move in found.migrations.items()
    ]
    read_table(pd.DataFrame(rows), _("What is moved?"))


def _weakest(desk: Desk) -> None:
    """Show the weakest link of whoever is ahead."""
    try:
        evaluation = desk.evaluate()
    except SelectionError:
        evaluation = None
    weakest_panel(desk, evaluation)


def _milestones(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Looking back"), anchor=False)
    start = first_go_live(desk.decision)
    if start is None:
        st.caption(_("Once a phase has a day on which it goes live, the days of review stand here."))
        return
    days = "; ".join(
        _("month {month}: {day}", month=month, day=unbroken(_.date(months_after(start, month))))
        for month in REVIEW_MONTHS
    )
    st.markdown(plain(_("The measures are read at {days}.", days=days)))
