"""Decision log: what was decided on the way, why and by whom; beside it the history of every change."""

import datetime as dt

import pandas as pd
import streamlit as st

from selection.errors import SelectionError
from selection.model.course import FORMAL, GOAL_FIRST, LOG_STAGES, LogEntry, LogStage
from selection.views.desk import Desk
from selection.views.entries import Field, Register, add_entry, change_button, entry_form, free_number
from selection.views.forms import store
from selection.views.tables import read_table
from selection.views.widgets import NO_BREAK, heading, plain, question, unbroken
from selection.web.process import service
from selection.words.errors import explain
from selection.words.project_terms import log_stage_words
from selection.words.sections import section_word
from selection.workshop.events import SECTION_OF_KIND, Edit
from selection.workshop.service import Happening

NEWEST = 50
"""So many of the newest changes are shown; the decision file and the audit have them all."""


def page(desk: Desk) -> None:
    """Ask what was decided, and why."""
    _ = desk.words
    question(_("What was decided on the way, and why?"), _summary(desk))
    add_entry(desk, _register(desk))
    if desk.decision.procedure == "formal":
        _opening(desk)
    for stage in LOG_STAGES:
        _stage(desk, stage)
    _history(desk)


def _summary(desk: Desk) -> str:
    _ = desk.words
    entries = desk.decision.log
    if not entries:
        return _("Nothing is written down yet. Note each decision with its reason and who was there.")
    without = sum(not entry.present for entry in entries)
    said = _.counted("{count} decision is written down.", "{count} decisions are written down.", len(entries))
    if not without:
        return said
    return _.counted(
        "{said} {count} does not say who was there.",
        "{said} {count} do not say who was there.",
        without,
        said=said,
    )


def _register(desk: Desk, held: str | None = None) -> Register:
    """Say what is asked of a decision; a rule that only this one sets aside stays a choice for it."""
    _ = desk.words
    overrides = ({held: _rule(desk, held)} if held else {}) | {
        GOAL_FIRST: _("that a goal comes before the first score")
    }
    fields = (
        Field("text", _("What was decided?"), "prose", wanted=_("Write what was decided first.")),
        Field("reason", _("Why?"), "prose", wanted=_("Write the reason first.")),
        Field("stage", _("What is it about?"), "choice", log_stage_words(_), _("Say what it is about.")),
        Field("day", _("When was it decided?"), "day", wanted=_("Choose a day first.")),
        Field("present", _("Who was there? One a line"), "people"),
        Field("overrides", _("Does it set a rule aside?"), "choice", overrides),
    )
    opener, begins = _("Write a decision down"), {"day": desk.today.isoformat()}
    return Register("log", desk.decision.log, fields, opener, _("Add decision"), begins)


def _opening(desk: Desk) -> None:
    """Let the formal procedure be left, with the decision and its reason written down in the same step."""
    _ = desk.words
    fields = (
        Field("reason", _("Why?"), "prose", wanted=_("Write the reason first.")),
        Field("present", _("Who was there? One a line"), "people"),
    )
    with st.expander(_("Leave the formal procedure")):
        st.caption(_("From then on anything can be changed at any time. The reason stays in the log."))
        said = entry_form(desk, ("opening",), fields, {}, (_("Leave it, and log the reason"),))
    if said is not None:
        name = free_number("log", {entry.id for entry in desk.decision.log})
        entry = LogEntry(
            id=name,
            day=desk.today.isoformat(),
            stage="process",
            text=_("The formal procedure is left."),
            overrides=FORMAL,
            **said[1],
        )
        store(desk, ("opening",), Edit("log", (name,), entry), Edit("procedure", (), "open"))


def _stage(desk: Desk, stage: LogStage) -> None:
    _ = desk.words
    entries = [entry for entry in desk.decision.log if entry.stage == stage]
    if not entries:
        return
    st.subheader(heading(log_stage_words(_)[stage]), anchor=False)
    for entry in sorted(entries, key=lambda entry: entry.day):
        _entry(desk, _register(desk, entry.overrides), entry)


def _entry(desk: Desk, register: Register, entry: LogEntry) -> None:
    _ = desk.words
    with st.container(border=True, horizontal=True, vertical_alignment="center", wrap=False):
        there = _.listed(_.text(name) for name in entry.present)
        decided = plain(_.apart(_.text(entry.text).removesuffix(".")))
        lines = [
            f"**{decided}**{NO_BREAK}· {unbroken(_.day(entry.day))}",
            plain(_("Because: {reason}", reason=_.text(entry.reason))),
            plain(_("There were: {people}", people=there)) if there else _("Who was there is not said."),
        ]
        if entry.overrides:
            lines.append(plain(_("Sets a rule aside: {rule}", rule=_rule(desk, entry.overrides))))
        st.markdown("  \n".join(lines), width="stretch")
        change_button(desk, register, entry, _.text(entry.text))


def _rule(desk: Desk, rule: str) -> str:
    _ = desk.words
    known = {
        GOAL_FIRST: _("a goal comes before the first score"),
        FORMAL: _("the procedure stays formal"),
    }
    return known.get(rule, rule)


def _history(desk: Desk) -> None:
    """List the newest changes; who made them is known by number only."""
    _ = desk.words
    st.subheader(_("Every change, newest first"), anchor=False)
    try:
        happened = service().history(desk.visitor.token, desk.session)
    except SelectionError as error:
        st.error(plain(explain(error, _).sentence), icon=":material/error:")
        return
    people = {actor: at for at, actor in enumerate(dict.fromkeys(one.actor for one in happened), 1)}
    rows = [
        {
            _("No."): _.number(one.seq),
            _("When"): _moment(desk, one),
            _("Who"): _("person {number}", number=people[one.actor]),
            _("What"): _what(desk, one),
        }
        for one in reversed(happened[-NEWEST:])
    ]
    read_table(pd.DataFrame(rows), _("Every change, newest first"))
    st.caption(_("Times are those of Greenwich (UTC). People stand as numbers here."))


def _moment(desk: Desk, one: Happening) -> str:
    found = dt.datetime.fromisoformat(one.time)
    return desk.words.moment(found)


def _what(desk: Desk, one: Happening) -> str:
    """Say what changed: which part, at which place, and whether it was withdrawn or undone."""
    _ = desk.words
    if one.kind not in SECTION_OF_KIND:
        return _("begun") if one.seq == 1 else _("personal texts erased")
    place = " ".join((section_word(SECTION_OF_KIND[one.kind], _), *one.key))
    if one.sealed:
        return _("sealed: {place}", place=place)
    if one.undoes is not None:
        return _("undone: {place}", place=place)
    return place if one.value is not None else _("withdrawn: {place}", place=place)
