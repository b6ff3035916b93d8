"""Rounds of judging: how many have handed in, and what can be done with each of them next."""

import uuid
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from selection.errors import SelectionError
from selection.model.rounds import Round, RoundState
from selection.views.desk import Desk
from selection.views.forms import field_key
from selection.views.widgets import heading, plain
from selection.views.workshop_names import ask_deadline, is_over, item_name, local_moment, round_name
from selection.views.workshop_parts import Part, open_part
from selection.views.workshop_slips import slip
from selection.web.process import service
from selection.words import Words
from selection.words.meeting import handed_in
from selection.words.workshop_terms import round_state_word
from selection.workshop.agenda import is_finished, left_to_agree
from selection.workshop.agreed import agreed_items
from selection.workshop.declaring import asked_now
from selection.workshop.events import Edit
from selection.workshop.guards import PHASE_OF_SUBJECT

Step = Literal["open", "close", "reveal", "finish"]
SHOWN_OF_A_ROUND = 40

ICONS = {"open": "play_arrow", "close": "stop", "reveal": "visibility", "finish": "done_all"}
NEXT_STATE: dict[RoundState, RoundState] = {
    "draft": "open",
    "open": "closed",
    "closed": "revealed",
    "revealed": "agreed",
}
STEP_OF_STATE: dict[RoundState, Step] = {
    "draft": "open",
    "open": "close",
    "closed": "reveal",
    "revealed": "finish",
}
SIGNS: dict[RoundState, str] = {"draft": "○", "open": "●", "closed": "■", "revealed": "◇", "agreed": "✓"}


@dataclass(frozen=True)
class Action:
    """The one thing to press: a step of a round, or the part of the page where the work is."""

    label: str
    icon: str
    round: str = ""
    part: Part | None = None
    page: str = ""


def main_action(desk: Desk) -> Action | None:
    """Tell what the phase asks for next; None if nothing but to go on."""
    _ = desk.words
    phase, known = desk.state.phase, desk.state.proceedings
    if phase == "scope" and not known.members:
        return Action(_("Let people in"), "qr_code_2", page="participants")
    if phase == "lock" and known.lock is None:
        return Action(_("Read what is frozen, and lock it"), "lock", part="lock")
    if asked_now(desk.state):
        return Action(_("Declare your own interests"), "gavel", part="interests")
    if phase == "decision":
        return _of_award(desk)
    return _of_rounds(desk)


def _of_award(desk: Desk) -> Action | None:
    _ = desk.words
    if desk.state.doubted_by:
        return Action(_("Confirm the award, or make it again"), "gavel", part="decision")
    return (
        None if desk.state.proceedings.award else Action(_("Write the award down"), "gavel", part="decision")
    )


def filled(desk: Desk, part: Part) -> Literal["primary", "secondary"]:
    """Tell whether the one filled button stands in a part of the page: where the work is, else above."""
    action = main_action(desk)
    return "primary" if action is not None and action.part == part else "secondary"


def _of_rounds(desk: Desk) -> Action | None:
    _ = desk.words
    phase, known = desk.state.phase, desk.state.proceedings
    if phase not in PHASE_OF_SUBJECT.values():
        return None
    here = [found for found in known.rounds if PHASE_OF_SUBJECT[found.subject] == phase]
    waiting = [found for found in here if not is_finished(known, found)]
    if not here:
        return Action(_("Prepare a round"), "add", part="prepare")
    if not waiting:
        return None
    first = waiting[0]
    # A late recusal may open again what was agreed in a round that is over.
    if first.state in ("revealed", "agreed"):
        count = len(left_to_agree(known, first))
        said = _.counted("Agree on {count} item", "Agree on {count} items", count)
        return Action(said, "forum", part="differences")
    return Action(_step_label(first.state, _), ICONS[STEP_OF_STATE[first.state]], round=first.id)


def act_on(desk: Desk, action: Action) -> None:
    """Do what the one button says."""
    found = desk.state.proceedings.round(action.round)
    if action.part is not None:
        open_part(desk, action.part)
    elif found is not None:
        take_step(desk, found)


def take_step(desk: Desk, found: Round) -> None:
    """Bring a round one state further; what was revealed is talked about next."""
    if move_round(desk, found.id, NEXT_STATE[found.state]) and found.state == "closed":
        open_part(desk, "rounds" if found.subject == "chemistry" else "differences")


def move_round(desk: Desk, name: str, to: RoundState) -> bool:
    """Bring a round to its next state, between two judgements; False, and a notice, if it can't be."""
    try:
        service().move_round(desk.visitor.token, desk.session, name, to, uuid.uuid4().hex)
    except SelectionError as error:
        desk.visitor.tell(error)
        return False
    return True


def _step_label(state: RoundState, _: Words) -> str:
    return {
        "draft": _("Open the round"),
        "open": _("Close the round"),
        "closed": _("Reveal to everybody"),
        "revealed": _("Finish the round"),
    }[state]


def rounds_part(desk: Desk) -> None:
    """Show all rounds, the newest first."""
    _ = desk.words
    rounds = desk.state.proceedings.rounds
    if not rounds:
        st.markdown(_("No round has been prepared yet."))
        return
    for found in reversed(rounds):
        with st.container(border=True, key=f"round-{found.id}"):
            _round(desk, found)


def _round(desk: Desk, found: Round) -> None:
    _ = desk.words
    state = heading(round_state_word(found.state, _))
    st.markdown(f"**{plain(round_name(desk, found))}** · {SIGNS[found.state]} {plain(state)}")
    st.caption(plain(_about(desk, found)))
    if found.state != "draft":
        _progress(desk, found)
    with st.container(horizontal=True):
        _steps(desk, found)
    if found.state == "open":
        slip(desk, found)


def _about(desk: Desk, found: Round) -> str:
    """Say what a round asks for, whom, and until when."""
    _ = desk.words
    counts = {
        "tiers": _.counted("{count} need", "{count} needs", len(found.needs)),
        "weights": _.counted("{count} node", "{count} nodes", len(found.nodes)),
        "scores": _.counted("{count} cell", "{count} cells", len(found.cells)),
        "chemistry": _.counted("{count} person", "{count} people", len(found.alternatives)),
    }
    parts = [counts[found.subject]]
    if found.follows is not None:
        earlier = desk.state.proceedings.round(found.follows)
        if earlier is not None:
            parts.append(_("judged again after: {round}", round=round_name(desk, earlier)))
    if found.deadline is not None:
        over = is_over(found.deadline)
        moment = local_moment(found.deadline, _)
        parts.append(_("was due {moment}", moment=moment) if over else _("due {moment}", moment=moment))
    return " · ".join(parts)


def _progress(desk: Desk, found: Round) -> None:
    """Show how many handed in; before the reveal nothing else is known here."""
    _ = desk.words
    of = len(found.judges) if found.judges else len(desk.state.proceedings.members)
    given = desk.state.given.get(found.id, 0)
    of = max(of, given)
    st.progress(given / of if of else 0.0, text=plain(handed_in(given, of, _)))


def _steps(desk: Desk, found: Round) -> None:
    _ = desk.words
    key = field_key(desk, "round", found.id)
    if found.state in STEP_OF_STATE and not (found.state == "revealed" and not agreed_items(found)):
        left = left_to_agree(desk.state.proceedings, found) if found.state == "revealed" else ()
        st.button(
            _step_label(found.state, _),
            icon=f":material/{ICONS[STEP_OF_STATE[found.state]]}:",
            key=f"{key}-step",
            disabled=bool(left),
            on_click=lambda: take_step(desk, found),
        )
    if found.state == "draft":
        drop = _("Drop it")
        st.button(
            drop,
            type="tertiary",
            icon=":material/delete:",
            key=f"{key}-drop",
            on_click=_drop,
            args=(desk, found),
        )
    if found.state in ("draft", "open"):
        _deadline(desk, found)
    with st.popover(_("What it asks"), icon=":material/list:", key=f"{key}-asks"):
        _asks(desk, found)


def _drop(desk: Desk, found: Round) -> None:
    desk.submit(Edit("round", (found.id,)))


def _deadline(desk: Desk, found: Round) -> None:
    _ = desk.words
    key = field_key(desk, "round", found.id, "until")
    with st.popover(_("Deadline"), icon=":material/event:", key=key), st.form(f"{key}-form", border=False):
        chosen = ask_deadline(_, key, found.deadline, _("Nothing is taken after"))
        if st.form_submit_button(_("Set the deadline")):
            desk.submit(Edit("round", (found.id,), found.model_copy(update={"deadline": chosen})))
            st.rerun()


def _asks(desk: Desk, found: Round) -> None:
    items = agreed_items(found) or found.alternatives
    lines = [f"- {plain(item_name(desk, found.subject, item))}" for item in items[:SHOWN_OF_A_ROUND]]
    if len(items) > SHOWN_OF_A_ROUND:
        _ = desk.words
        lines.append("- " + _.counted("and {count} more", "and {count} more", len(items) - SHOWN_OF_A_ROUND))
    st.markdown("\n".join(lines))
