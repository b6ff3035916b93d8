"""Differences: what judges of a revealed round are apart in, and how it becomes what was agreed."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from selection.analysis.disagreement import Disagreement, for_the_room
from selection.errors import SelectionError
from selection.model.consistency import alternative_name
from selection.model.rounds import JudgedCell, Round, cell_of
from selection.views.desk import Desk
from selection.views.entries import free_number
from selection.views.forms import PROSE, field_key, refused, store, too_long
from selection.views.tables import read_table
from selection.views.weight_names import name_of
from selection.views.widgets import plain, small_print
from selection.views.workshop_figures import (
    Found,
    agreement_of,
    consensus_word,
    found_in,
    judged_word,
    mean_word,
    middle_word,
    span_word,
    standing_badge,
    thing_name,
)
from selection.views.workshop_group_weights import group_weights
from selection.views.workshop_item import one_item
from selection.views.workshop_names import ask_present, round_name, told_plainly
from selection.views.workshop_parts import open_part
from selection.views.workshop_rounds import move_round
from selection.words.agreeing import consensus_source
from selection.workshop.chemistry import CRITERION, firm_of
from selection.workshop.events import Edit
from selection.workshop.moderation import agree_en_bloc

SHOWN = 30


def differences_part(desk: Desk) -> None:
    """Show what judges differ in, what must be talked about first, and let it be agreed."""
    _ = desk.words
    revealed = [found for found in desk.state.proceedings.rounds if not found.is_sealed]
    if not revealed:
        st.markdown(_("Nothing is revealed yet; differences are shown as soon as a round is."))
        return
    chosen = _choose(desk, revealed)
    if chosen.subject == "chemistry":
        _private(desk, chosen)
        return
    found = found_in(desk, chosen.id)
    _summary(desk, found)
    _table(desk, found)
    present = ask_present(desk, _("Who is in the room?"), "present")
    if chosen.subject == "weights":
        group_weights(desk, chosen, present)
        _again(desk, chosen, found)
        return
    one_item(desk, chosen, found, present)
    _en_bloc(desk, chosen, found, present)
    _again(desk, chosen, found)


def _choose(desk: Desk, revealed: Sequence[Round]) -> Round:
    _ = desk.words
    rounds = {found.id: found for found in reversed(revealed)}
    if len(rounds) == 1:
        return next(iter(rounds.values()))
    chosen = st.selectbox(
        _("Which round?"),
        list(rounds),
        format_func=lambda name: round_name(desk, rounds[name]),
        key=field_key(desk, "differences-round", str(len(rounds))),
    )
    return rounds[str(chosen)]


def _summary(desk: Desk, found: Found) -> None:
    _ = desk.words
    contested = [one for one in for_the_room(found) if agreement_of(desk, one) is None]
    ready = _ready(desk, found)
    title = _.counted("{count} point needs the meeting", "{count} points need the meeting", len(contested))
    st.subheader(plain(title if contested else _("Nothing is left to talk about")), anchor=False)
    if ready:
        st.markdown(
            plain(
                _.counted(
                    "{count} can be taken over as it is.",
                    "{count} can be taken over as they are.",
                    len(ready),
                )
            )
        )


def _ready(desk: Desk, found: Found) -> list[Disagreement]:
    """List what can be taken over as it is; weights are always agreed on together."""
    return [
        one
        for one in found
        if not one.goes_to_the_room and one.subject != "weights" and agreement_of(desk, one) is None
    ]


def _table(desk: Desk, found: Found) -> None:
    _ = desk.words
    contested = tuple(one for one in found if one.goes_to_the_room)
    shown = contested or found[:SHOWN]
    if len(shown) < len(found) and st.toggle(
        _("Show all {count}", count=len(found)), key=field_key(desk, "all-differences")
    ):
        shown = found
    state = _("State")
    rows = [
        {
            _("What"): thing_name(desk, one),
            state: standing_badge(desk, one),
            _("From–to"): span_word(desk, one),
            _("Lower median"): middle_word(desk, one),
            _("Mean, for information"): mean_word(desk, one),
            _("Consensus"): consensus_word(one, _),
            _("Judged"): judged_word(one, _),
        }
        for one in shown
    ]
    table = pd.DataFrame(rows)
    if found and found[0].subject == "tiers":
        table = table.drop(columns=[_("Mean, for information")])
    read_table(table, _("Differences"), marked=(state,))
    if found:
        source = consensus_source(found[0].subject, _)
        small_print(_("What the consensus figure is"), lambda: told_plainly(source))


def _en_bloc(desk: Desk, chosen: Round, found: Found, present: Sequence[str]) -> None:
    """Take over what is not contested: of scores criterion by criterion, with one reason each."""
    _ = desk.words
    ready = _ready(desk, found)
    if not ready:
        return
    criteria = list(dict.fromkeys(one.criterion for one in ready))
    with st.container(border=True):
        st.markdown(f"**{_('Take over what is not contested')}**")
        criterion = criteria[0]
        if chosen.subject == "scores":
            criterion = st.selectbox(
                _("On which criterion?"),
                criteria,
                format_func=lambda name: _criterion_line(desk, ready, str(name)),
                key=field_key(desk, "en-bloc", chosen.id, str(len(criteria))),
            )
        count = sum(one.criterion == criterion for one in ready)
        _bloc_form(desk, chosen, criterion, count, present)


def _criterion_line(desk: Desk, ready: Sequence[Disagreement], name: str) -> str:
    count = sum(one.criterion == name for one in ready)
    return f"{name} · {name_of(desk, name)} ({count})"


def _bloc_form(desk: Desk, chosen: Round, criterion: str | None, count: int, present: Sequence[str]) -> None:
    _ = desk.words
    parts = ("bloc", chosen.id, criterion or "all")
    with st.form(field_key(desk, *parts), border=False):
        reason = st.text_input(
            _("One reason for all of them"), key=field_key(desk, *parts, "reason", str(count))
        )
        label = _.counted("Take over {count} lower median", "Take over {count} lower medians", count)
        if not st.form_submit_button(label):
            return
        problems = [] if reason.strip() else [_("Write the reason first.")]
        if refused([*problems, *too_long(_, (_("Reason"), reason, PROSE))]):
            return
    try:
        edits = agree_en_bloc(desk.state, chosen.id, criterion, reason.strip(), tuple(present))
    except SelectionError as error:
        desk.visitor.tell(error)
        st.rerun()
    store(desk, parts, *edits)


def _again(desk: Desk, chosen: Round, found: Found) -> None:
    """Offer to judge what is contested once more, in a round that stands beside the first."""
    _ = desk.words
    contested = [one for one in for_the_room(found) if agreement_of(desk, one) is None]
    items = tuple(dict.fromkeys(one.item for one in contested))
    if not items or chosen.state != "revealed":
        return
    label = _.counted("Judge {count} contested item again", "Judge {count} contested items again", len(items))
    st.button(
        label, icon=":material/replay:", key="judge-again", on_click=lambda: _judge_again(desk, chosen, items)
    )


def _judge_again(desk: Desk, chosen: Round, items: Sequence[str]) -> None:
    asked: dict[str, Any] = {
        "needs": tuple(items) if chosen.subject == "tiers" else (),
        "nodes": tuple(items) if chosen.subject == "weights" else (),
        "cells": tuple(_cell(item) for item in items) if chosen.subject == "scores" else (),
    }
    name = free_number("round", {one.id for one in desk.state.proceedings.rounds})
    assigned = chosen.assigned if chosen.subject == "scores" else {}
    draft = Round(id=name, subject=chosen.subject, follows=chosen.id, assigned=assigned, **asked)
    if desk.submit(Edit("round", (name,), draft)):
        open_part(desk, "rounds")
        move_round(desk, name, "open")


def _cell(item: str) -> JudgedCell:
    alternative, criterion = cell_of(item)
    return JudgedCell(alternative=alternative, criterion=criterion)


def _private(desk: Desk, chosen: Round) -> None:
    """Show of private ratings nothing but the lower median and how many judged; the ratings stay sealed."""
    _ = desk.words
    agreed = desk.state.proceedings.agreements.get("chemistry", {})
    rows = []
    for name in chosen.alternatives:
        score = desk.decision.scores.get(firm_of(desk.decision, name), {}).get(CRITERION)
        told = agreed.get(name)
        median = score.performance if score is not None else None
        rows.append(
            {
                _("Proposed project manager"): alternative_name(desk.told, name),
                _("Lower median"): _("too few judged") if median is None else _.number(median),
                _("Judged"): _("{judged} of {count} judged", judged=told.judged, count=told.of)
                if told
                else "—",
            }
        )
    read_table(pd.DataFrame(rows), _("Proposed project manager"))
    st.caption(_("Rated in private: who said what is shown to nobody, and it is not talked about."))
