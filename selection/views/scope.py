"""Goals and scope: what success will look like, before any product is looked at."""

import datetime as dt
from typing import Literal

import streamlit as st

from selection.model.course import Phase
from selection.model.decision import ProjectManager
from selection.model.needs import Area
from selection.views.desk import Desk, desk_of
from selection.views.forms import (
    LINE,
    PERSON,
    PROSE,
    as_held,
    field_key,
    form_key,
    missing,
    refused,
    show_stored,
    store,
    too_long,
)
from selection.views.goals import goals
from selection.views.language import day_order
from selection.views.widgets import NO_BREAK, onward, plain, question, unbroken
from selection.words.terms import area_word, baseline_word
from selection.workshop.events import Edit

AREAS: tuple[Area, ...] = ("marketing", "sales", "service")
ENOUGH_HOURS = 8
BASELINES = ("keep", "extend", "nothing")
NO_BASELINE = ""


def page(desk: Desk) -> None:
    """Ask what success will look like."""
    _ = desk.words
    question(
        _("What will success look like here?"),
        _("CRM projects fail for want of a goal, an owner and a measure. Settle these before any product."),
    )
    _success(desk)
    goals(desk)
    left, right = st.columns(2, gap="large")
    with left:
        _phases(desk)
        _limits(desk)
    with right:
        _people(desk)
        _baseline(desk)
    onward(_("Next: needs"), "needs")


def _success(desk: Desk) -> None:
    _ = desk.words
    scope = desk.decision.scope
    key = field_key(desk, "success")
    label = _("In a year we will say it worked, because …")

    def save() -> None:
        text = st.session_state[key].strip()
        if len(text) <= PROSE:
            _put_scope(desk, success=text or None)

    show_stored(key, _.text(scope.success) if scope.success else "")
    text = st.text_area(
        label,
        key=key,
        on_change=save,
        placeholder=_(
            "… every rep knows before a visit what the customer bought, asked and complained about."
        ),
    )
    refused(too_long(_, (label, text, PROSE)))


def _limits(desk: Desk) -> None:
    """Ask what belongs to the project and, as important, what does not."""
    _ = desk.words
    st.subheader(_("What is in, and what is out?"), anchor=False)
    with st.container(border=True):
        _lines(desk, "inside", _("In: one a line"), _("Quotes and orders"))
        _lines(desk, "outside", _("Out: one a line"), _("Invoices stay with accounting"))


def _lines(desk: Desk, name: Literal["inside", "outside"], label: str, hint: str) -> None:
    _ = desk.words
    held = {_.text(line): line for line in getattr(desk.decision.scope, name)}
    key = field_key(desk, name)

    def save() -> None:
        lines = [line.strip() for line in st.session_state[key].splitlines() if line.strip()]
        if all(len(line) <= LINE for line in lines):
            _put_scope(desk, **{name: tuple(held.get(line, line) for line in lines)})

    show_stored(key, "\n".join(held))
    text = st.text_area(label, key=key, on_change=save, placeholder=hint)
    refused(too_long(_, *((label, line, LINE) for line in text.splitlines())))


def _put_scope(desk: Desk, **changes: object) -> None:
    """Store fields of the scope; two left in one go find each other's change already stored."""
    now = desk_of(desk.visitor, desk.session) or desk
    now.submit(Edit("scope", (), now.decision.scope.model_copy(update=changes)))


def _free(stem: str, taken: set[str]) -> str:
    return next(f"{stem}-{n}" for n in range(1, 1000) if f"{stem}-{n}" not in taken)


def _phases(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Where to start, and what comes later"), anchor=False)
    key = desk.key("area")
    st.segmented_control(
        _("Starting area"),
        AREAS,
        default=desk.decision.scope.starting_area,
        format_func=lambda area: area_word(area, _),
        key=key,
        on_change=lambda: _put_scope(desk, starting_area=st.session_state[key]),
    )
    for phase in sorted(desk.decision.phases, key=lambda phase: phase.starts):
        with st.container(border=True, horizontal=True, vertical_alignment="center", wrap=False):
            st.markdown(
                f"**{plain(_.told(phase.title))}**{NO_BREAK}· {unbroken(_.day(phase.starts))}",
                width="stretch",
            )
            st.button(
                _("Remove"),
                type="tertiary",
                key=desk.key("phase-gone", phase.id),
                on_click=lambda phase=phase: desk.keep(*_phase_removal(desk, phase)),
            )
    _add_phase(desk)


def _add_phase(desk: Desk) -> None:
    _ = desk.words
    label = _("What comes in?")
    form = form_key(desk, "phase")
    with st.expander(_("Add a phase"), expanded=not desk.decision.phases), st.form(form, border=False):
        title = st.text_input(label, placeholder=_("Sales team goes live"))
        area = st.selectbox(_("Area"), [None, *AREAS], format_func=lambda a: area_word(a, _) if a else "—")
        starts = st.date_input(
            _("From when?"),
            value=desk.today,
            min_value=dt.date(2000, 1, 1),
            key=f"{form}-starts",
            format=day_order(_),
        )
        if st.form_submit_button(_("Add phase"), type="primary") and not refused(
            [
                *missing(
                    (title.strip(), _("Write what comes in first.")), (starts, _("Choose a day first."))
                ),
                *too_long(_, (label, title, PROSE)),
            ]
        ):
            name = _free("phase", {phase.id for phase in desk.decision.phases})
            phase = Phase(id=name, title=title.strip(), starts=starts.isoformat(), area=area)
            store(desk, ("phase",), Edit("phase", (name,), phase))


def _phase_removal(desk: Desk, phase: Phase) -> list[Edit]:
    tied = [need for need in desk.decision.needs if need.phase == phase.id]
    freed = [Edit("need", (need.id,), need.model_copy(update={"phase": None})) for need in tied]
    return [*freed, Edit("phase", (phase.id,))]


def _people(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Who leads the project?"), anchor=False)
    manager = desk.decision.scope.project_manager
    name_key, hours_key = field_key(desk, "manager-name"), field_key(desk, "manager-hours")
    label = _("Project manager on your side")

    def save() -> None:
        name, hours = st.session_state[name_key].strip(), st.session_state[hours_key]
        if len(name) <= PERSON and (name or manager):
            named = ProjectManager(name=name, hours_per_week=hours or 0.0) if name else None
            _put_scope(desk, project_manager=named)

    show_stored(name_key, _.text(manager.name) if manager else "")
    show_stored(hours_key, manager.hours_per_week if manager else 0.0)
    with st.container(border=True):
        name = st.text_input(label, key=name_key, on_change=save)
        hours = st.number_input(
            _("Hours a week they really have"),
            0.0,
            80.0,
            step=1.0,
            key=hours_key,
            on_change=save,
            format="%g",
        )
        refused(too_long(_, (label, name, PERSON)))
        if hours and not name.strip():
            st.warning(_("Not saved yet: name the project manager."), icon=":material/edit_note:")
    if manager and manager.hours_per_week < ENOUGH_HOURS:
        st.warning(
            _(
                "{hours} hours a week is little: "
                "a project manager without time is a common cause of failure.",
                hours=_.number(manager.hours_per_week),
            )
        )


def _baseline(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("And if you bought nothing?"), anchor=False)
    baseline = desk.decision.baseline
    kind_key, name_key = field_key(desk, "baseline-kind"), field_key(desk, "baseline-name")
    label = _("What is it called?")

    def save() -> None:
        kind, name = st.session_state[kind_key], st.session_state[name_key].strip()
        if len(name) <= LINE:
            _put_baseline(desk, kind, name)

    show_stored(kind_key, baseline.kind if baseline else NO_BASELINE)
    show_stored(name_key, _.text(baseline.name) if baseline else "")
    with st.container(border=True):
        kind = st.selectbox(
            _("The line to beat"),
            (NO_BASELINE, *BASELINES),
            format_func=lambda k: baseline_word(k, _) if k else _("no baseline"),
            key=kind_key,
            on_change=save,
        )
        name = st.text_input(label, key=name_key, on_change=save)
        refused(too_long(_, (label, name, LINE)))
        if name.strip() and not kind:
            st.warning(_("Not saved yet: choose the line to beat."), icon=":material/edit_note:")


def _put_baseline(desk: Desk, kind: str, name: str) -> None:
    now = desk_of(desk.visitor, desk.session) or desk
    held = now.decision.baseline
    if kind:
        unnamed = not name or (held is not None and name == baseline_word(held.kind, desk.words))
        known = held.name if held else None
        called = baseline_word(kind, desk.words) if unnamed else as_held(known, name, desk.words)
        now.submit(Edit("baseline", (), (held.model_dump() if held else {}) | {"kind": kind, "name": called}))
    elif held is not None:
        now.submit(Edit("baseline"))
