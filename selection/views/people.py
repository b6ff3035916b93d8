"""People: who must be in on it, which departments are heard, and whether the users want it."""

import pandas as pd
import streamlit as st

from selection.analysis.groundwork import promised_hours
from selection.analysis.people import acceptance, authorship, department_voices
from selection.model.readiness import Stakeholder, SurveyReply
from selection.views.departments import departments_apart
from selection.views.desk import Desk, desk_of, library
from selection.views.entries import Field, Register, add_entry, change_button, entry_form, told
from selection.views.forms import LINE, field_key, refused, show_stored, store, too_long
from selection.views.tables import read_table
from selection.views.widgets import onward, plain, question
from selection.words.people import told_apart
from selection.words.project_terms import involvement_words
from selection.words.way import authorship_sentence, voice_sentence
from selection.workshop.events import Edit

SHOWN_AT_ONCE = 12


def page(desk: Desk) -> None:
    """Ask who must be in on it."""
    _ = desk.words
    question(_("Who must be in on it?"), plain(authorship_sentence(authorship(desk.decision), _)))
    _departments(desk)
    _stakeholders(desk)
    _survey(desk)
    departments_apart(desk)
    onward(_("Next: needs"), "needs")


def _departments(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Is every department heard?"), anchor=False)
    key, label = field_key(desk, "departments"), _("Departments that deal with customers, one a line")

    def save() -> None:
        lines = [line.strip() for line in st.session_state[key].splitlines() if line.strip()]
        if all(len(line) <= LINE for line in lines):
            now = desk_of(desk.visitor, desk.session) or desk
            known = {_.text(name): name for name in now.decision.readiness.departments}
            named = tuple(known.get(line, line) for line in dict.fromkeys(lines))
            held = now.decision.readiness.model_copy(update={"departments": named})
            now.submit(Edit("readiness", (), held))

    voices = department_voices(desk.decision)
    for voice in voices:
        if not voice.is_heard:
            st.warning(plain(voice_sentence(voice, _)), icon=":material/hearing_disabled:")
    if voices:
        rows = [
            {_("Department"): _.text(voice.department), _("People"): voice.members, _("Needs"): voice.needs}
            for voice in voices
        ]
        read_table(pd.DataFrame(rows), _("Is every department heard?"))
    show_stored(key, "\n".join(_.text(name) for name in desk.decision.readiness.departments))
    text = st.text_area(label, key=key, on_change=save, placeholder=_("Sales"))
    refused(too_long(_, *((label, line, LINE) for line in text.splitlines())))


def _stakeholders(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Who takes part?"), anchor=False)
    people = desk.decision.stakeholders
    register = _register(desk)
    if people:
        hours = promised_hours(people)
        st.markdown(plain(_("Promised so far: {hours} hours a week.", hours=_.number(hours.total))))
    for person in people[:SHOWN_AT_ONCE]:
        _card(desk, register, person)
    if len(people) > SHOWN_AT_ONCE:
        _others(desk, register, people[SHOWN_AT_ONCE:])
    add_entry(desk, register)


def _others(desk: Desk, register: Register, people: tuple[Stakeholder, ...]) -> None:
    """Keep a long list out of the way: one is chosen and shown."""
    _ = desk.words
    listed = {person.id: f"{_.text(person.name)} · {_.text(person.department)}" for person in people}
    names = told_apart(listed, _)
    chosen = st.selectbox(
        _.counted("And {count} more", "And {count} more", len(people)),
        [None, *names],
        format_func=lambda name: "—" if name is None else names[name],
        key=field_key(desk, "stakeholder"),
    )
    for person in people:
        if person.id == chosen:
            _card(desk, register, person)


def _card(desk: Desk, register: Register, person: Stakeholder) -> None:
    _ = desk.words
    does = involvement_words(_)[person.involvement] if person.involvement else None
    hours = None if person.hours_promised is None else _("{hours} h a week", hours=person.hours_promised)
    with st.container(border=True, horizontal=True, vertical_alignment="center", wrap=False):
        st.markdown(
            f"**{plain(_.told(person.name))}** · {plain(_.told(person.department))}  \n"
            + told(((_("part"), does), (_("promised"), hours))),
            width="stretch",
        )
        change_button(desk, register, person, _.text(person.name))


def _register(desk: Desk) -> Register:
    _ = desk.words
    fields = (
        Field("name", _("Name"), "person", wanted=_("Write a name first.")),
        Field("department", _("Department"), wanted=_("Write a department first.")),
        Field("involvement", _("What is their part?"), "choice", involvement_words(_)),
        Field("hours_promised", _("Hours a week they promised"), "number", low=0.0, high=80.0),
        Field("is_end_user", _("Will work with the system every day"), "check"),
        Field("commitments", _("What did they promise?"), "prose"),
    )
    return Register("stakeholder", desk.decision.stakeholders, fields, _("Add a person"), _("Add person"))


def _survey(desk: Desk) -> None:
    """Ask before and after whether people want it; of a person only the department is kept."""
    _ = desk.words
    st.subheader(_("Do people want it? Before and after"), anchor=False)
    st.caption(_("From 1, not at all, to 5, fully. Of who answers, only the department is kept."))
    asked = {one.id: _.text(one.text) for one in library().readiness.survey}
    replies = desk.decision.readiness.survey
    if replies:
        rows = [
            {
                _("Statement"): asked[found.question],
                _("Before"): _answered(desk, found.before, found.n_before),
                _("After"): _answered(desk, found.after, found.n_after),
            }
            for found in acceptance(replies, tuple(asked))
        ]
        read_table(pd.DataFrame(rows), _("Do people want it? Before and after"))
    moments = {"before": _("before go-live"), "after": _("after go-live")}
    levels = {level: str(level) for level in range(1, 6)}
    fields = (
        Field("moment", _("Before or after?"), "choice", moments, _("Say when first.")),
        Field("department", _("Department that answers"), wanted=_("Write a department first.")),
        *(Field(name, text, "choice", levels) for name, text in asked.items()),
    )
    with st.expander(_("Enter one answer")):
        said = entry_form(desk, ("survey",), fields, {}, (_("Store the answer"),))
    if said is not None:
        given = {name: said[1][name] for name in asked if said[1][name] is not None}
        reply = SurveyReply(moment=said[1]["moment"], department=said[1]["department"], levels=given)
        held = desk.decision.readiness.model_copy(update={"survey": (*replies, reply)})
        store(desk, ("survey",), Edit("readiness", (), held))


def _answered(desk: Desk, level: int | None, count: int) -> str:
    _ = desk.words
    return (
        "—"
        if level is None
        else _.counted("{level} ({count} answer)", "{level} ({count} answers)", count, level=level)
    )
