"""What now: what is missing and the one thing to press, and below it where the session is."""

import streamlit as st

from selection.model.proceedings import AGENDAS, WORKSHOP_PHASES, AgendaName, WorkshopPhase
from selection.views.desk import Desk
from selection.views.forms import LINE, field_key, refused, too_long
from selection.views.widgets import go, plain
from selection.views.workshop_clock import countdown
from selection.views.workshop_names import ask_deadline, is_over, local_moment, now
from selection.views.workshop_parts import part_at
from selection.views.workshop_rounds import act_on, main_action
from selection.words import Words
from selection.words.meeting import agenda_word, lack_sentence, step_word, what_now
from selection.words.workshop_terms import phase_word
from selection.workshop.agenda import (
    Lack,
    Move,
    earlier_phases,
    lacking,
    meeting_begins,
    next_move,
    stand_after,
    step_name,
)
from selection.workshop.events import Edit


def lead(desk: Desk) -> None:
    """Answer what now: what to do, what is missing, how it goes on, and where the session is."""
    _ = desk.words
    known = desk.state.proceedings
    stand = known.stand
    if stand is None:
        return
    step = step_name(known.rules.agenda, stand.step)
    with st.container(border=True, key="what-now"):
        if step is not None:
            _steps(desk, step)
        st.subheader(plain(what_now(_asked(desk, step or stand.phase), _)), anchor=False)
        _deadline_line(desk)
        missing = lacking(desk.state)
        for lack in missing:
            _lack(lack, _)
        with st.container(horizontal=True, vertical_alignment="center"):
            _onward(desk, missing)
            _meeting(desk)
            _seldom(desk)
        _phases(stand.phase, _)


def _asked(desk: Desk, step: str) -> str:
    """Tell what is asked now: the step that is on, or what follows once it is done."""
    known = desk.state.proceedings
    if step == "lock" and known.lock is not None:
        return "locked"
    if step == "decision" and known.award is not None:
        return "in_doubt" if desk.state.doubted_by else "awarded"
    return step


def _phases(reached: WorkshopPhase, _: Words) -> None:
    """Show all phases in one line: those that are over, the one that is on, those to come."""
    place = WORKSHOP_PHASES.index(reached)
    parts = []
    for at, phase in enumerate(WORKSHOP_PHASES):
        word = plain(phase_word(phase, _))
        if at == place:
            parts.append(f":blue-badge[**{word}**]")
        else:
            parts.append(f"✓ {word}" if at < place else word)
    with st.container(key="phases"):
        st.markdown(" · ".join(parts))


def _steps(desk: Desk, step: str) -> None:
    _ = desk.words
    known = desk.state.proceedings
    parts = [
        f"**{plain(step_word(name, _))} {_.number(minutes)}**" if name == step else plain(step_word(name, _))
        for name, minutes in AGENDAS[known.rules.agenda]
    ]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(" · ".join(parts), width="stretch")
        countdown(known, _)


def _lack(lack: Lack, _: Words) -> None:
    sign = "✕" if lack.blocks else "!"
    st.markdown(f"{sign} {plain(lack_sentence(lack, _))}")


def _onward(desk: Desk, missing: tuple[Lack, ...]) -> None:
    """Offer what the rounds ask for first, else the next step; the latter stays within reach."""
    _ = desk.words
    action = main_action(desk)
    is_open = action is not None and action.part == part_at(desk)
    if action is not None and not is_open:
        pressed = st.button(
            action.label,
            type="primary",
            icon=f":material/{action.icon}:",
            key="main-action",
            on_click=lambda: act_on(desk, action),
        )
        if pressed and action.page:
            go(action.page)
    move = next_move(desk.state.proceedings)
    if move is None:
        return
    blocked = any(lack.blocks for lack in missing) and move.phase != desk.state.phase
    st.button(
        _next_label(desk, move),
        type="secondary" if action is not None else "primary",
        icon=":material/arrow_forward:",
        icon_position="right",
        key="next-step",
        disabled=blocked,
        on_click=lambda: _move(desk, move),
    )


def _next_label(desk: Desk, move: Move) -> str:
    _ = desk.words
    name = step_name(desk.state.proceedings.rules.agenda, move.step)
    return _("Next: {step}", step=step_word(name, _) if name else phase_word(move.phase, _))


def _move(desk: Desk, move: Move) -> None:
    desk.submit(stand_after(desk.state.proceedings.stand, move, now()))


def _seldom(desk: Desk) -> None:
    """Keep what is needed once in a session within one press, and out of the way of what is needed now."""
    with st.popover(desk.words("More"), icon=":material/more_horiz:", key="seldom"):
        _set_deadline(desk)
        _backward(desk)


def _backward(desk: Desk) -> None:
    _ = desk.words
    phase = desk.state.phase
    earlier = earlier_phases(phase) if phase else ()
    if not earlier:
        return
    with st.form(field_key(desk, "back"), border=False):
        st.markdown(f"**{_('Go back')}**")
        chosen = st.selectbox(
            _("To which phase?"),
            earlier,
            format_func=lambda name: phase_word(name, _),
            key=field_key(desk, "back", "phase"),
        )
        reason = st.text_input(_("Why?"), key=field_key(desk, "back", "reason"))
        if st.form_submit_button(_("Go back to this phase")) and chosen is not None:
            _go_back(desk, chosen, reason)


def _go_back(desk: Desk, phase: WorkshopPhase, reason: str) -> None:
    _ = desk.words
    problems = [] if reason.strip() else [_("Write the reason first.")]
    if refused([*problems, *too_long(_, (_("Why?"), reason, LINE))]):
        return
    desk.submit(stand_after(desk.state.proceedings.stand, Move(phase), now(), reason.strip()))
    st.rerun()


def _deadline_line(desk: Desk) -> None:
    _ = desk.words
    stand = desk.state.proceedings.stand
    if stand is None:
        return
    if stand.reason is not None:
        st.caption(plain(_("Went back, because: {reason}", reason=_.text(stand.reason))))
    if stand.deadline is not None:
        over = is_over(stand.deadline)
        moment = local_moment(stand.deadline, _)
        said = _("The deadline was {moment}.", moment=moment) if over else _("Until {moment}.", moment=moment)
        st.markdown(f":material/event: {plain(said)}")


def _set_deadline(desk: Desk) -> None:
    _ = desk.words
    stand = desk.state.proceedings.stand
    if stand is None:
        return
    with st.form(field_key(desk, "deadline"), border=False):
        st.markdown(f"**{_('Deadline')}**")
        found = ask_deadline(_, field_key(desk, "phase-ends"), stand.deadline, _("This phase ends on"))
        if st.form_submit_button(_("Set the deadline")):
            desk.submit(Edit("stand", (), stand.model_copy(update={"deadline": found})))
            st.rerun()


def _meeting(desk: Desk) -> None:
    """Offer to start the clock of a meeting while none is on."""
    _ = desk.words
    known = desk.state.proceedings
    stand, phase = known.stand, desk.state.phase
    if stand is None or stand.step is not None or phase is None or phase == "decision":
        return
    agenda: AgendaName = "first" if known.lock is None else "second"
    blocked = agenda == "second" and any(lack.blocks for lack in lacking(desk.state))
    st.button(
        _("Start the meeting"),
        help=agenda_word(agenda, _),
        icon=":material/play_arrow:",
        key="start-meeting",
        disabled=blocked,
        on_click=lambda: _start_meeting(desk, agenda),
    )


def _start_meeting(desk: Desk, agenda: AgendaName) -> None:
    known = desk.state.proceedings
    move = meeting_begins(known.phase, agenda)
    edits = [stand_after(known.stand, move, now())]
    if known.rules.agenda != agenda:
        edits.insert(0, Edit("rules", (), known.rules.model_copy(update={"agenda": agenda})))
    desk.submit(*edits)
