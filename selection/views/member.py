"""A member's own pages: what is asked of them now, and what became of what they said."""

from functools import partial

import streamlit as st

from selection.model.rounds import Round
from selection.views.desk import Desk
from selection.views.forms import field_key
from selection.views.member_agreed import agreed_values, agreements, award, leave_a_note
from selection.views.member_declare import declare_all
from selection.views.member_drafts import (
    DECLARATIONS,
    handed_in,
    judging,
    round_sheet,
    skip_introduction,
    was_skipped,
)
from selection.views.member_interests import ask_to_declare, lead_back
from selection.views.member_receipts import all_receipts, show_just_stored
from selection.views.member_revealed import revealed_round
from selection.views.member_round import read_only, round_page, why_closed
from selection.views.member_steps import HOME, arrive, open_page, page_at
from selection.views.waiting import introduction
from selection.views.widgets import plain
from selection.views.workshop_names import local_moment, round_name

ROUND = "round:"


def member(desk: Desk) -> None:
    """Show a member the page they are at: their own, a round, or their declarations."""
    page = member_page(desk)
    found = _round_at(desk, page)
    if found is not None:
        round_page(desk, found)
    elif page == DECLARATIONS:
        declare_all(desk)
    else:
        _home(desk)


def member_page(desk: Desk) -> str:
    """Name the page a member is at; their own, too, where a round takes nothing more of them."""
    page = page_at(desk) or _where_they_were(desk)
    found = _round_at(desk, page)
    if found is None:
        return page if page == DECLARATIONS else HOME
    return HOME if _is_over_for(desk, found) else page


def _round_at(desk: Desk, page: str) -> Round | None:
    return desk.state.proceedings.round(page.removeprefix(ROUND)) if page.startswith(ROUND) else None


def _is_over_for(desk: Desk, found: Round) -> bool:
    """Tell whether a round takes nothing more of somebody, and holds nothing they did not hand in."""
    if why_closed(desk, found) is None:
        return False
    now = judging(desk, found)
    return now.is_handed_in or not now.done


def _where_they_were(desk: Desk) -> str:
    """Bring somebody back who reloads, scans again or comes from another device: to what they had begun."""
    begun = [found for found in _open_rounds(desk) if _is_begun(desk, found)]
    page = f"{ROUND}{begun[0].id}" if begun else HOME
    open_page(desk, page)
    return page


def _is_begun(desk: Desk, found: Round) -> bool:
    return handed_in(desk, found) is None and round_sheet(desk, found.id).revision > 0


def _open_rounds(desk: Desk) -> list[Round]:
    """List the rounds in which somebody is asked something now."""
    takes = [found for found in desk.state.proceedings.rounds if why_closed(desk, found) is None]
    return [found for found in takes if judging(desk, found).items]


def _home(desk: Desk) -> None:
    _ = desk.words
    st.title(plain(_.told(desk.decision.title)), anchor=False)
    _who(desk)
    st.markdown(phase_sentence(desk))
    asked = _asked(desk)
    if not asked and _is_at_work(desk):
        st.markdown(waits_for(desk))
        st.caption(_("Leave this page open; it goes on by itself."))
    show_so_far(desk)
    leave_a_note(desk)
    show_just_stored(desk, "note")
    _earlier(desk)
    all_receipts(desk)
    arrive(HOME)


def _is_at_work(desk: Desk) -> bool:
    return desk.state.proceedings.award is None


def _who(desk: Desk) -> None:
    """Ask once who somebody is; they may leave it open, and change it later."""
    _ = desk.words
    known = desk.state.proceedings.participant(desk.me)
    told = [plain(_.told(text)) for text in (known and known.name, known and known.department) if text]
    if not told and not was_skipped(desk):
        with st.container(border=True):
            st.markdown(_("Who are you?"))
            introduction(desk, known)
            st.button(
                _("I'd rather not say"),
                type="tertiary",
                key=field_key(desk, "unnamed"),
                on_click=partial(skip_introduction, desk),
            )
        return
    with st.expander(" · ".join(told) or _("You take part without a name")):
        introduction(desk, known)


def _asked(desk: Desk) -> bool:
    """Show what is asked of somebody now; tell whether anything is."""
    _ = desk.words
    rounds = _open_rounds(desk)
    left = ask_to_declare(desk)
    wanted = bool(left) or any(handed_in(desk, found) is None for found in rounds)
    is_first = not left
    for found in rounds:
        is_open = handed_in(desk, found) is None
        _round_card(desk, found, leads=is_first and is_open)
        is_first = is_first and not is_open
    if not left:
        lead_back(desk)
    return wanted


def _round_card(desk: Desk, found: Round, *, leads: bool) -> None:
    """Show an open round, with how far somebody is in it."""
    _ = desk.words
    now = judging(desk, found)
    stored = handed_in(desk, found)
    with st.container(border=True):
        st.markdown(f"**{plain(round_name(desk, found))}**")
        st.caption(" · ".join(_state_of(desk, found, len(now.done), len(now.items))))
        if stored is not None and not now.is_handed_in:
            st.caption(_("You changed something since; it counts once you hand it in again."))
        begun = _("Go on") if now.done else _("Begin")
        st.button(
            _("Look at it or change it") if stored is not None else begun,
            type="primary" if leads else "secondary",
            width="stretch",
            key=field_key(desk, "go", found.id),
            on_click=partial(open_page, desk, f"{ROUND}{found.id}"),
        )


def _state_of(desk: Desk, found: Round, done: int, count: int) -> list[str]:
    _ = desk.words
    told = [_("{done} of {count} done", done=done, count=count)]
    if handed_in(desk, found) is not None:
        told.append(_("handed in"))
    if found.deadline:
        told.append(_("until {time}", time=plain(local_moment(found.deadline, _))))
    return told


def phase_sentence(desk: Desk) -> str:
    """Say what is going on, in one sentence."""
    _ = desk.words
    told = {
        None: _("The workshop has not begun yet."),
        "scope": _("**Now: the scope.** We settle what this is about."),
        "needs": _("**Now: the needs.** We say what it must do, and what can wait."),
        "weights": _("**Now: the weights.** We say what counts more."),
        "lock": _("**Now: the lock.** What we judge by is about to be frozen."),
        "answers": _("**Now: collecting answers.** Vendors and firms are answering."),
        "scores": _("**Now: the scores.** We judge how well each of them does."),
        "decision": _("**Now: the decision.**"),
    }
    if desk.state.phase is None and desk.decision.procedure == "open" and desk.state.proceedings.stand:
        return _("The order of the workshop is set aside for now.")
    return told[desk.state.phase]


def waits_for(desk: Desk) -> str:
    """Say what happens next, to somebody who has nothing to do."""
    _ = desk.words
    stand = desk.state.proceedings.stand
    closed = [found for found in desk.state.proceedings.rounds if found.state == "closed"]
    if any(found.state == "open" for found in desk.state.proceedings.rounds):
        return _("Nothing is left for you to do. We wait for the others.")
    if closed:
        return _("Nothing is asked of you now. What everybody said is about to be shown.")
    if desk.state.phase == "answers" and stand and stand.deadline:
        until = plain(local_moment(stand.deadline, _))
        return _("Nothing is asked of you now. Answers come in until {time}.", time=until)
    return _("Nothing is asked of you now. Whoever runs the session goes on shortly.")


def show_so_far(desk: Desk) -> None:
    """Show what is open to everybody: the award, what was revealed, and what was agreed."""
    _ = desk.words
    known = desk.state.proceedings
    if known.award:
        award(desk, known.award)
    revealed = [found for found in known.rounds if not found.is_sealed]
    for found in reversed(revealed):
        title = _("What we said: {round}", round=plain(_.apart(round_name(desk, found))))
        with st.expander(title, expanded=found is revealed[-1] and found.state == "revealed"):
            revealed_round(desk, found)
    count = sum(1 for _agreed in agreements(desk))
    if count:
        with st.expander(_("Agreed so far ({count})", count=count)):
            agreed_values(desk)


def _earlier(desk: Desk) -> None:
    """Keep what somebody said in rounds that are over readable for them, and for nobody else."""
    _ = desk.words
    over = [
        found
        for found in desk.state.proceedings.rounds
        if found.state != "draft" and why_closed(desk, found) is not None
    ]
    for found in reversed(over):
        with st.expander(_("What I said: {round}", round=plain(_.apart(round_name(desk, found))))):
            _why_silent(desk, found)
            read_only(desk, found)


def _why_silent(desk: Desk, found: Round) -> None:
    """Tell a late joiner that a round was over before they came."""
    _ = desk.words
    if found.judges and desk.me not in found.judges:
        st.caption(_("This round was over before you joined. You can judge in the next one."))
