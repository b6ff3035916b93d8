"""Goals and scope: what success will look like, before any product is looked at."""

import datetime as dt

import streamlit as st

from selection.model.decision import Goal, Phase, ProjectManager
from selection.model.needs import Area
from selection.views.desk import Desk
from selection.views.widgets import onward, plain, question
from selection.words.terms import area_word, baseline_word
from selection.workshop.events import Edit

AREAS: tuple[Area, ...] = ("marketing", "sales", "service")
ENOUGH_HOURS = 8


def page(desk: Desk) -> None:
    """Ask what success will look like."""
    _ = desk.words
    question(
        _("What will success look like here?"),
        _("CRM projects fail for want of a goal, an owner and a measure. Settle these before any product."),
    )
    _success(desk)
    _goals(desk)
    left, right = st.columns(2, gap="large")
    with left:
        _phases(desk)
    with right:
        _people(desk)
        _baseline(desk)
    onward(_("Next: needs"), "needs")


def _success(desk: Desk) -> None:
    _ = desk.words
    scope = desk.decision.scope
    key = desk.key("success")
    st.text_area(
        _("In a year we will say it worked, because …"),
        value=_.text(scope.success) if scope.success else "",
        max_chars=1000,
        key=key,
        on_change=lambda: _put_scope(desk, success=st.session_state[key].strip() or None),
        placeholder=_(
            "… every rep knows before a visit what the customer bought, asked and complained about."
        ),
    )


def _put_scope(desk: Desk, **changes: object) -> None:
    desk.submit(Edit("scope", (), desk.decision.scope.model_copy(update=changes)))


def _goals(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Goals"), anchor=False)
    goals = desk.decision.goals
    if not any(goal.is_complete for goal in goals):
        st.info(
            _("State one goal at least with an owner, where you stand today and where you want to be."),
            icon=":material/flag:",
        )
    for goal in goals:
        _goal(desk, goal)
    _add_goal(desk)


def _goal(desk: Desk, goal: Goal) -> None:
    _ = desk.words
    with st.container(border=True):
        left, right = st.columns([5, 1], vertical_alignment="top")
        with left:
            st.markdown(f"**{plain(_.text(goal.text))}**")
            parts = [
                (_("today"), goal.baseline),
                (_("target"), goal.target),
                (_("owner"), goal.owner),
                (_("by"), _.day(goal.due) if goal.due else None),
            ]
            st.markdown(
                " · ".join(f"{name}: {plain(_.text(value)) if value else '—'}" for name, value in parts)
            )
            if not goal.is_complete:
                st.caption(_("Not complete: a goal needs an owner, today's figure and a target."))
        right.button(
            _("Remove"),
            type="tertiary",
            key=desk.key("goal-gone", goal.id),
            on_click=lambda: desk.submit(*_goal_removal(desk, goal)),
        )


def _goal_removal(desk: Desk, goal: Goal) -> list[Edit]:
    tied = [need for need in desk.decision.needs if need.goal == goal.id]
    freed = [Edit("need", (need.id,), need.model_copy(update={"goal": None})) for need in tied]
    return [*freed, Edit("goal", (goal.id,))]


def _add_goal(desk: Desk) -> None:
    _ = desk.words
    with (
        st.expander(_("Add a goal"), expanded=not desk.decision.goals),
        st.form(desk.key("goal"), border=False),
    ):
        text = st.text_input(_("What should be different?"), max_chars=300)
        left, right = st.columns(2)
        baseline = left.text_input(_("Where do you stand today?"), max_chars=200)
        target = right.text_input(_("Where do you want to be?"), max_chars=200)
        owner = left.text_input(_("Who owns it?"), max_chars=200)
        due = right.date_input(_("By when?"), value=None, min_value=dt.date(2000, 1, 1))
        if st.form_submit_button(_("Add goal"), type="primary") and text.strip():
            name = _free("goal", {goal.id for goal in desk.decision.goals})
            goal = Goal(
                id=name,
                text=text.strip(),
                baseline=baseline.strip() or None,
                target=target.strip() or None,
                owner=owner.strip() or None,
                due=due.isoformat() if due else None,
            )
            desk.submit(Edit("goal", (name,), goal))
            st.rerun()


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
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(_.text(phase.title))}** · {_.day(phase.starts)}", width="stretch")
            st.button(
                _("Remove"),
                type="tertiary",
                key=desk.key("phase-gone", phase.id),
                on_click=lambda phase=phase: desk.submit(*_phase_removal(desk, phase)),
            )
    with (
        st.expander(_("Add a phase"), expanded=not desk.decision.phases),
        st.form(desk.key("phase"), border=False),
    ):
        title = st.text_input(_("What comes in?"), max_chars=120, placeholder=_("Sales team goes live"))
        area = st.selectbox(_("Area"), [None, *AREAS], format_func=lambda a: area_word(a, _) if a else "—")
        starts = st.date_input(_("From when?"), value=desk.today, min_value=dt.date(2000, 1, 1))
        if st.form_submit_button(_("Add phase"), type="primary") and title.strip():
            name = _free("phase", {phase.id for phase in desk.decision.phases})
            desk.submit(
                Edit(
                    "phase",
                    (name,),
                    Phase(id=name, title=title.strip(), starts=starts.isoformat(), area=area),
                )
            )
            st.rerun()


def _phase_removal(desk: Desk, phase: Phase) -> list[Edit]:
    tied = [need for need in desk.decision.needs if need.phase == phase.id]
    freed = [Edit("need", (need.id,), need.model_copy(update={"phase": None})) for need in tied]
    return [*freed, Edit("phase", (phase.id,))]


def _people(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Who leads the project?"), anchor=False)
    manager = desk.decision.scope.project_manager
    with st.form(desk.key("manager"), border=True):
        name = st.text_input(
            _("Project manager on your side"), value=_.text(manager.name) if manager else "", max_chars=200
        )
        hours = st.number_input(
            _("Hours a week they really have"),
            0.0,
            80.0,
            value=manager.hours_per_week if manager else 0.0,
            step=1.0,
        )
        if st.form_submit_button(_("Save")):
            _save_manager(desk, name, hours)
            st.rerun()
    if manager and manager.hours_per_week < ENOUGH_HOURS:
        st.warning(
            _(
                "{hours} hours a week is little: "
                "a project manager without time is a common cause of failure.",
                hours=_.number(manager.hours_per_week),
            )
        )


def _save_manager(desk: Desk, name: str, hours: float) -> None:
    manager = ProjectManager(name=name.strip(), hours_per_week=hours) if name.strip() else None
    _put_scope(desk, project_manager=manager)


def _baseline(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("And if you bought nothing?"), anchor=False)
    baseline = desk.decision.baseline
    kinds = ("keep", "extend", "nothing")
    with st.form(desk.key("baseline"), border=True):
        kind = st.selectbox(
            _("The line to beat"),
            [None, *kinds],
            index=[None, *kinds].index(baseline.kind if baseline else None),
            format_func=lambda k: baseline_word(k, _) if k else _("no baseline"),
        )
        name = st.text_input(_("What is it called?"), value=baseline.name if baseline else "", max_chars=120)
        if st.form_submit_button(_("Save")):
            _save_baseline(desk, kind, name)
            st.rerun()


def _save_baseline(desk: Desk, kind: str | None, name: str) -> None:
    held = desk.decision.baseline
    if kind is None:
        if held is not None:
            desk.submit(Edit("baseline"))
        return
    base = held.model_dump() if held else {}
    desk.submit(
        Edit("baseline", (), base | {"kind": kind, "name": name.strip() or baseline_word(kind, desk.words)})
    )
