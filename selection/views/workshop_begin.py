"""How a workshop is to be run: chosen once at its beginning, changed only until it is locked."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from selection.model.proceedings import AGENDAS, WORKSHOP_PHASES, Rules
from selection.views.desk import Desk
from selection.views.forms import field_key
from selection.views.widgets import plain, question
from selection.views.workshop_names import now
from selection.words import Words
from selection.words.meeting import agenda_line, agenda_word
from selection.words.workshop_terms import workshop_words
from selection.workshop.agenda import Move, meeting_begins, stand_after
from selection.workshop.events import Edit

PERCENT = 100


def begin(desk: Desk) -> None:
    """Ask how the workshop runs; with everything left as it is, one press begins it."""
    _ = desk.words
    if desk.state.proceedings.stand is not None:
        question(_("Go on in order?"), _("The workshop has begun, but its order was set aside."))
        st.button(
            _("Take the order up again"),
            type="primary",
            key="take-up",
            on_click=_take_up,
            args=(desk,),
        )
        return
    question(
        _("How will the workshop run?"),
        _(
            "Everybody judges alone on a phone; nothing is shown before you reveal it. "
            "Then you talk only about what people really differ in."
        ),
    )
    with st.form(field_key(desk, "begin"), border=False):
        said = _ask_meeting(desk, Rules()) | _ask_identities(desk, Rules())
        with st.expander(_("Rules that are fixed with the lock")):
            said |= ask_rules(desk, Rules())
        if st.form_submit_button(_("Begin the workshop"), type="primary", icon=":material/play_arrow:"):
            _begin(desk, Rules.model_validate(said))


def _take_up(desk: Desk) -> None:
    desk.submit(Edit("procedure", (), "formal"))


def _begin(desk: Desk, rules: Rules) -> None:
    # The second meeting needs a lock first, and homework needs no clock: both start between meetings.
    meets = rules.agenda == "first" and not rules.homework
    move = meeting_begins(None, "first") if meets else Move(WORKSHOP_PHASES[0])
    edits = [Edit("rules", (), rules), stand_after(None, move, now())]
    if desk.decision.procedure != "formal":
        edits.insert(0, Edit("procedure", (), "formal"))
    desk.submit(*edits)
    st.rerun()


def _ask_meeting(desk: Desk, held: Rules) -> dict[str, Any]:
    _ = desk.words
    agendas = list(AGENDAS)
    agenda = st.radio(
        _("Which meeting? Each takes 90 minutes"),
        agendas,
        agendas.index(held.agenda),
        format_func=lambda name: agenda_word(name, _),
        captions=[agenda_line(name, _) for name in agendas],
        key=field_key(desk, "agenda"),
    )
    homework = st.radio(
        _("Where do people judge?"),
        [False, True],
        int(held.homework),
        format_func=lambda at_home: _("At home, before the meeting") if at_home else _("In the room"),
        key=field_key(desk, "homework"),
    )
    return {"agenda": agenda, "homework": homework}


def _ask_identities(desk: Desk, held: Rules) -> dict[str, Any]:
    _ = desk.words
    words = {
        "departments": _("By department"),
        "anonymous": _("Nobody is shown: only how many said what"),
    }
    chosen = st.radio(
        _("After a reveal, is it shown who stands where? This can't be changed once somebody has judged."),
        list(words),
        list(words).index(held.identities),
        format_func=lambda name: words[name],
        key=field_key(desk, "identities"),
    )
    return {"identities": chosen}


def ask_rules(desk: Desk, held: Rules) -> dict[str, Any]:
    """Ask for the rules of judging and deciding; the fields stand in a form of the caller's."""
    return _ask_lines(desk, held) | _ask_deciding(desk, held)


def _ask_lines(desk: Desk, held: Rules) -> dict[str, Any]:
    _ = desk.words

    def share(name: str, label: str) -> float:
        shown = round(getattr(held, name) * PERCENT)
        entered = st.number_input(label, 0, PERCENT, shown, key=field_key(desk, "rule", name))
        return float(entered) / PERCENT

    quorum = share("quorum", _("Quorum: so many percent of those not recused must have judged"))
    alike = st.checkbox(
        _("In proposed weights every department counts alike, whatever its number of members"),
        held.departments_alike,
        key=field_key(desk, "rule", "alike"),
    )
    st.markdown(f"**{_('What must be discussed')}**")
    return {
        "quorum": quorum,
        "departments_alike": alike,
        "discuss_tiers_below": share("discuss_tiers_below", _("Needs whose consensus is below, in percent")),
        "discuss_weights_from": share(
            "discuss_weights_from", _("Weights that lie further apart than, in percentage points")
        ),
        "discuss_scores_from": st.number_input(
            _("Scores that lie so many levels apart"),
            1,
            5,
            held.discuss_scores_from,
            key=field_key(desk, "rule", "discuss_scores_from"),
        ),
    }


def _ask_deciding(desk: Desk, held: Rules) -> dict[str, Any]:
    _ = desk.words

    def choice(name: str, label: str, words: Mapping[str, str]) -> str:
        at = list(words).index(getattr(held, name))
        found = st.selectbox(
            label, list(words), at, format_func=lambda one: words[one], key=field_key(desk, "rule", name)
        )
        return str(found)

    return {
        "decision_rule": choice("decision_rule", _("How is it decided?"), workshop_words(_)["rule"]),
        "tie_break": choice("tie_break", _("What decides between equals?"), tie_break_words(_)),
    }


def tie_break_words(_: Words) -> Mapping[str, str]:
    """Name what decides between pairs that nothing else tells apart."""
    return {
        "fit": _("the better fit to the needs"),
        "integrator": _("the better integrator"),
        "cost": _("the lower cost"),
        "chair": _("the chair"),
    }


def rules_part(desk: Desk) -> None:
    """Show the rules of the session, and let them be changed until they are locked."""
    _ = desk.words
    held = desk.state.proceedings.rules
    if desk.state.proceedings.lock is not None:
        st.markdown("\n".join(f"- {plain(line)}" for line in rule_lines(held, _)))
        st.caption(_("They were frozen with the lock."))
        return
    begun = any(found.state != "draft" for found in desk.state.proceedings.rounds)
    with st.form(field_key(desk, "rules", str(desk.state.edited)), border=False):
        said = held.model_dump() | _ask_meeting(desk, held)
        if not begun:
            said |= _ask_identities(desk, held)
        said |= ask_rules(desk, held)
        if st.form_submit_button(_("Save the rules")):
            desk.submit(Edit("rules", (), Rules.model_validate(said)))
            st.rerun()


def rule_lines(rules: Rules, _: Words) -> tuple[str, ...]:
    """Say the rules of a session in sentences."""
    shown = (
        _("After a reveal it is shown which department stands where.")
        if rules.identities == "departments"
        else _("Nobody's judgements are shown with a name or department.")
    )
    alike = (_("In proposed weights every department counts alike."),) if rules.departments_alike else ()
    return (
        shown,
        _("Quorum: {share} of those not recused.", share=_.percent(rules.quorum)),
        _(
            "Needs whose consensus is below {share} must be discussed.",
            share=_.percent(rules.discuss_tiers_below),
        ),
        _(
            "Weights more than {points} percentage points apart must be discussed.",
            points=_.number(rules.discuss_weights_from * PERCENT),
        ),
        _.counted(
            "Scores {count} level or more apart must be discussed.",
            "Scores {count} levels or more apart must be discussed.",
            rules.discuss_scores_from,
        ),
        *alike,
        _("Decided by: {rule}.", rule=workshop_words(_)["rule"][rules.decision_rule]),
        _("A tie is settled by: {what}.", what=tie_break_words(_)[rules.tie_break]),
    )
