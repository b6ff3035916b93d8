"""How sure: the verdict and the sentence first, then what to find out next, then the pictures."""

import datetime as dt
from dataclasses import dataclass, field

import streamlit as st

from selection.analysis.evaluation import Evaluation
from selection.analysis.inquiry import Inquiry, Step, inquire
from selection.analysis.robustness import Robustness, Sureness, robustness
from selection.errors import SelectionError
from selection.model.inquiry import ASK_KINDS
from selection.views.desk import Desk
from selection.views.sure_pictures import pictures
from selection.views.widgets import empty_state, plain, question, small_print
from selection.words import Words
from selection.words.asking import (
    agenda_title,
    ask_sentence,
    change_sentence,
    gain_sentence,
    inquiry_rule,
    inquiry_sentence,
    names_of,
    topic,
)
from selection.words.errors import explain
from selection.words.reasons import reasons_sentence
from selection.words.sureness import policy_sentence, verdict_rule, verdict_sentence

VERDICT_SIGN = {"robust": "✓", "fragile": "!", "tie": "=", "open": "?"}


@dataclass
class Shelf:
    """What was worked out for one version of a session, as far as it was asked for."""

    robustness: Robustness | None = None
    inquiry: Inquiry | None = None
    sentences: dict[str, str] = field(default_factory=dict)


@st.cache_resource(max_entries=64, show_spinner=False)
def _shelf(version: tuple[str, int, str], today: dt.date) -> Shelf:  # noqa: ARG001 -- the key
    return Shelf()


def page(desk: Desk) -> None:
    """Say how sure the result is."""
    _ = desk.words
    question(_("How sure are we?"))
    if not desk.decision.offers:
        empty_state(_("There is nothing to rank yet."), _("Choose products"), "vendors")
        return
    try:
        result = desk.evaluate()
    except SelectionError as error:
        found = explain(error, _)
        empty_state(plain(f"{found.sentence} {found.remedy}"), _("To criteria and weights"), "criteria")
        return
    shelf = _shelf((desk.session, desk.state.edited, desk.state.viewer), desk.today)
    if shelf.robustness is None:
        with st.spinner(_("Drawing weights and open answers …")):
            shelf.robustness = robustness(result)
    shaken = shelf.robustness
    main = shaken.main
    names = names_of(result)
    with st.container(key="sure-answer", border=True):
        sign = VERDICT_SIGN[main.verdict.sureness] if main.verdict else "✕"
        st.subheader(plain(f"{sign} {verdict_sentence(main, names, _)}"), anchor=False)
        st.markdown(plain(_sentence(shelf, main, result, _)))
    small_print(_("The rule of the verdict, and what the draws rest on"), lambda: _rules(shaken, _))
    # The questions are above the pictures, but take longest to be weighed: they come last.
    questions = st.container()
    pictures(desk, shaken, result, names)
    with questions:
        _next(desk, shelf, result)


def _sentence(shelf: Shelf, main: Sureness, result: Evaluation, _: Words) -> str:
    if _.language not in shelf.sentences:
        from selection.analysis.reasons import reasons

        shelf.sentences[_.language] = reasons_sentence(reasons(main), result, _)
    return shelf.sentences[_.language]


def _rules(shaken: Robustness, _: Words) -> None:
    st.markdown(plain(verdict_rule(shaken.policy, _)))
    st.markdown(plain(policy_sentence(shaken, _)))


def _inquiry(desk: Desk, shelf: Shelf, result: Evaluation) -> Inquiry:
    """Weigh the questions once per version, and show how far that has got."""
    if shelf.inquiry is None:
        said = desk.words("Weighing what could be asked …")
        bar = st.progress(0.0, text=said)
        shelf.inquiry = inquire(result, progress=lambda share: bar.progress(share, text=said))
        bar.empty()
    return shelf.inquiry


def _next(desk: Desk, shelf: Shelf, result: Evaluation) -> None:
    _ = desk.words
    st.subheader(_("What to find out next"), anchor=False)
    inquiry = _inquiry(desk, shelf, result)
    st.markdown(plain(inquiry_sentence(inquiry, result, _)))
    for number, step in enumerate(inquiry.steps, start=1):
        _line(number, step, inquiry, result, _)
    if inquiry.steps:
        small_print(_("As an agenda"), lambda: _agenda(inquiry, result, _))
    small_print(_("How the list is made"), lambda: st.markdown(plain(inquiry_rule(inquiry, _))))


def _line(number: int, step: Step, inquiry: Inquiry, result: Evaluation, _: Words) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{number}\\. {plain(ask_sentence(step.ask, result, _))}**")
        st.markdown(plain(change_sentence(step, inquiry, result, _)))
        st.caption(plain(gain_sentence(step, inquiry, _)))


def _agenda(inquiry: Inquiry, result: Evaluation, _: Words) -> None:
    """List the same by the occasion at which it is found out."""
    for kind in ASK_KINDS:
        asked = [step.ask for step in inquiry.steps if step.ask.kind == kind]
        if asked:
            st.markdown(f"**{plain(agenda_title(kind, _))}**")
            st.markdown("\n".join(f"- {plain(topic(ask, result, _))}" for ask in asked))
