"""What is official: values that were agreed and how, notes of those who differ, and the award."""

import uuid
from collections.abc import Iterator

import streamlit as st

from selection.analysis.elicited import elicit
from selection.errors import SelectionError
from selection.model.consistency import children_of
from selection.model.proceedings import Award
from selection.model.rounds import SUBJECTS, Agreement, MinorityNote, Subject, cell_of
from selection.views.desk import Desk
from selection.views.forms import PROSE, form_key
from selection.views.member_receipts import refused_now, stored_now
from selection.views.member_words import child_name, level_words
from selection.views.weight_names import criterion_of
from selection.views.widgets import heading, plain
from selection.views.workshop_names import alternative_name, item_name, local_moment
from selection.web.process import service
from selection.words.meeting import doubt_sentence
from selection.words.terms import tier_word
from selection.words.workshop_terms import subject_word, workshop_words
from selection.workshop.permissions import may

MODERATED: tuple[Subject, ...] = tuple(subject for subject in SUBJECTS if subject != "chemistry")


def agreements(desk: Desk) -> Iterator[tuple[Subject, str, Agreement]]:
    """Give everything that was agreed, subject by subject; what was said of people is not moderated."""
    for subject in MODERATED:
        for item, found in desk.state.proceedings.agreements.get(subject, {}).items():
            yield subject, item, found


def agreed_values(desk: Desk) -> None:
    """Show what was agreed, with its reason and by how many."""
    _ = desk.words
    last: Subject | None = None
    for subject, item, found in agreements(desk):
        if subject != last:
            st.markdown(f"**{heading(subject_word(subject, _))}**")
            last = subject
        with st.container(border=True):
            st.markdown("  \n".join(_agreed(desk, subject, item, found)))
            _notes(desk, subject, item)


def _agreed(desk: Desk, subject: Subject, item: str, found: Agreement) -> list[str]:
    _ = desk.words
    counted = _("{judged} of {count} judged", judged=found.judged, count=found.of)
    lines = [plain(item_name(desk, subject, item)), f"**{value_words(desk, subject, item)}** · {counted}"]
    return [*lines, plain(_.told(found.reason))] if found.reason else lines


def value_words(desk: Desk, subject: Subject, item: str) -> str:
    """Say the official value of something."""
    _ = desk.words
    decision = desk.decision
    if subject == "tiers":
        need = next((need for need in decision.needs if need.id == item), None)
        return heading(tier_word(need.tier, _)) if need else "—"
    if subject == "weights":
        said = decision.weights.get(item)
        if said is None:
            return "—"
        weights = elicit(said, children_of(decision)[item]).by_child
        return " · ".join(f"{child_name(desk, item, name)} {_.percent(w)}" for name, w in weights.items())
    alternative, criterion = cell_of(item)
    score = decision.scores.get(alternative, {}).get(criterion)
    if score is None or score.performance is None:
        return _("shown once you have declared your interests")
    words = level_words(criterion_of(desk, criterion), _)
    return words.get(int(score.performance), _.number(score.performance)).replace("**", "")


def _notes(desk: Desk, subject: Subject, item: str) -> None:
    """Show what those who differ have put on record, without saying who they are."""
    _ = desk.words
    notes = desk.state.proceedings.minority_notes.get(subject, {}).get(item, {})
    for who, note in notes.items():
        label = _("My note") if who == desk.me else _("Minority note")
        st.caption(f"{label}: {plain(_.told(note.text))}")


def leave_a_note(desk: Desk) -> None:
    """Let somebody who does not share an agreement put that on record."""
    _ = desk.words
    known = list(agreements(desk))
    if not known or not may(desk.standing, "dissent", desk.state.phase):
        return
    with st.expander(_("I see something differently")):
        with st.form(form_key(desk, "note"), border=False):
            at = st.selectbox(
                _("What was agreed"),
                range(len(known)),
                format_func=lambda n: item_name(desk, known[n][0], known[n][1]),
                key=form_key(desk, "note-on"),
            )
            text = st.text_area(
                _("What should be on record?"), key=form_key(desk, "note-text"), max_chars=PROSE
            )
            sent = st.form_submit_button(_("Put on record"), type="primary")
        if sent and not text.strip():
            st.error(_("Write your note first."), icon=":material/error:")
        elif sent:
            subject, item, _found = known[at]
            _dissent(desk, subject, item, text.strip())


def _dissent(desk: Desk, subject: Subject, item: str, text: str) -> None:
    try:
        note = MinorityNote(text=text)
        receipt = service().dissent(desk.visitor.token, desk.session, subject, item, note, uuid.uuid4().hex)
    except SelectionError as error:
        refused_now(desk, "note", error)
    else:
        stored_now(desk, "note", receipt)
    st.rerun()


def award(desk: Desk, found: Award) -> None:
    """Say what was decided, by which rule and why."""
    _ = desk.words
    name = plain(_.apart(alternative_name(desk, found.winner)))
    with st.container(border=True):
        if found.status == "awarded":
            st.subheader(_("Decided: {name}", name=name), anchor=False)
        else:
            st.subheader(_("Preferred: {name}", name=name), anchor=False)
        if desk.state.doubted_by:
            st.warning(plain(doubt_sentence(_)), icon=":material/warning:")
        st.markdown("  \n".join(_award_lines(desk, found)))


def _award_lines(desk: Desk, found: Award) -> list[str]:
    _ = desk.words
    lines = []
    if found.reserve:
        reserve = plain(_.apart(alternative_name(desk, found.reserve)))
        lines.append(_("In reserve: {name}", name=reserve))
    if found.conditions:
        lines.append(_("Subject to: {conditions}", conditions=plain(_.told(found.conditions))))
    if found.reason:
        lines.append(_("Because: {reason}", reason=plain(_.told(found.reason))))
    lines.append(_("By the rule: {rule}", rule=workshop_words(_)["rule"][found.rule]))
    if found.votes_for is not None:
        votes = {"votes_for": found.votes_for, "votes_against": found.votes_against or 0}
        lines.append(_("{votes_for} for, {votes_against} against", **votes))
    lines.append(plain(local_moment(found.at, _)))
    return lines
