"""Preparing a round: what is asked, of whom, until when; suggested so that one press is enough."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from selection.analysis.disagreement import MOST_NEEDS, most_relevant_needs
from selection.model.consistency import children_of
from selection.model.criteria import Criterion, Ordinal
from selection.model.decision import Decision, pair_id
from selection.model.rounds import JudgedCell, Round, RoundState, Subject
from selection.views.desk import Desk
from selection.views.entries import free_number
from selection.views.forms import LINE, field_key, refused, too_long
from selection.views.tables import read_table
from selection.views.widgets import plain
from selection.views.workshop_names import (
    alternative_name,
    ask_deadline,
    item_name,
    member_names,
    people_key,
)
from selection.views.workshop_parts import open_part
from selection.views.workshop_rounds import filled, move_round
from selection.words.workshop_terms import phase_word, subject_word
from selection.workshop import chemistry
from selection.workshop.agenda import MOST_COMPARED, shared_out, suggested_nodes
from selection.workshop.events import Edit
from selection.workshop.guards import MOST_CELLS, PHASE_OF_SUBJECT

FEW_MEMBERS = 12
Asked = dict[str, Any]


def prepare_part(desk: Desk) -> None:
    """Ask what the next round is about."""
    _ = desk.words
    subjects: list[Subject] = [s for s, phase in PHASE_OF_SUBJECT.items() if phase == desk.state.phase]
    if not subjects:
        names = ", ".join(dict.fromkeys(phase_word(phase, _) for phase in PHASE_OF_SUBJECT.values()))
        st.markdown(
            plain(_("Rounds are prepared in the phases in which people judge: {names}.", names=names))
        )
        return
    subject = subjects[0]
    if len(subjects) > 1:
        chosen = st.radio(
            _("What is judged?"),
            subjects,
            format_func=lambda name: subject_word(name, _),
            horizontal=True,
            key=field_key(desk, "prepare-subject"),
        )
        subject = chosen or subject
    asked = _ASK[subject](desk)
    if asked is not None:
        _store(desk, subject, asked)


def _store(desk: Desk, subject: Subject, asked: Asked) -> None:
    _ = desk.words
    key = field_key(desk, "prepare", subject)
    with st.expander(_("Title and deadline")):
        title = st.text_input(_("Title, if it is to have one"), key=f"{key}-title")
        deadline = ask_deadline(_, f"{key}-until", None, _("Nothing is taken after"))
    if refused(too_long(_, (_("Title"), title, LINE))):
        return
    known = desk.state.proceedings
    name = free_number("round", {found.id for found in known.rounds})
    fields = {"id": name, "subject": subject, "title": title.strip() or None, "deadline": deadline, **asked}
    try:
        draft = Round.model_validate(fields)
    except ValidationError:
        st.caption(_("Choose at least one thing to judge."))
        return
    with st.container(horizontal=True):
        _button(desk, draft, _("Open it now"), "open")
        _button(desk, draft, _("Keep it as a draft"), "draft")


def _button(desk: Desk, draft: Round, label: str, state: RoundState) -> None:
    st.button(
        label,
        type=filled(desk, "prepare") if state == "open" else "secondary",
        key=f"prepare-{state}",
        on_click=lambda: store_round(desk, draft, state),
    )


def store_round(desk: Desk, draft: Round, state: RoundState) -> None:
    """Store a round, open it if that is wanted, and show it."""
    if desk.submit(Edit("round", (draft.id,), draft)):
        open_part(desk, "rounds")
        if state == "open":
            move_round(desk, draft.id, state)


def _ask_tiers(desk: Desk) -> Asked | None:
    _ = desk.words
    decision = desk.decision
    if not decision.needs:
        st.markdown(_("There are no needs yet."))
        return None
    agreed = desk.state.proceedings.agreements.get("tiers", {})
    order = most_relevant_needs(decision, agreed, len(decision.needs))
    if not order:
        st.markdown(_("Every need's tier is agreed already."))
        return None
    count = len(order)
    if count > 1:
        count = st.slider(
            _("How many needs, the most relevant first?"),
            1,
            len(order),
            min(MOST_NEEDS, len(order)),
            key=field_key(desk, "prepare-needs"),
        )
    names = {name: item_name(desk, "tiers", name) for name in order}
    key = field_key(desk, "prepare-without", str(count))
    without = st.multiselect(
        _("Leave out"), order[:count], format_func=lambda name: f"{name} · {names[name]}", key=key
    )
    chosen = tuple(name for name in order[:count] if name not in without)
    with st.expander(_.counted("The {count} need", "The {count} needs", len(chosen))):
        st.markdown("\n".join(f"1. {plain(names[name])}" for name in chosen))
    return {"needs": chosen}


def _ask_weights(desk: Desk) -> Asked | None:
    _ = desk.words
    nodes = {node: children for node, children in children_of(desk.decision).items() if len(children) > 1}
    if not nodes:
        st.markdown(_("There is nothing to weigh against each other yet."))
        return None
    names = {node: item_name(desk, "weights", node) for node in nodes}
    chosen = st.multiselect(
        _("Which parts of the tree are weighed?"),
        list(nodes),
        list(suggested_nodes(desk.decision)),
        format_func=lambda node: f"{names[node]} ({len(nodes[node])})",
        key=field_key(desk, "prepare-nodes"),
    )
    compared = sum(len(nodes[node]) for node in chosen)
    st.caption(
        _.counted("{count} thing is weighed.", "{count} things are weighed.", compared)
        if compared <= MOST_COMPARED
        else _(
            "{count} things are weighed; in 20 minutes of a meeting about {most} can be.",
            count=compared,
            most=MOST_COMPARED,
        )
    )
    return {"nodes": tuple(node for node in nodes if node in chosen)}


def _ask_scores(desk: Desk) -> Asked | None:
    _ = desk.words
    judged = {c.id: c for c in desk.decision.criteria if isinstance(c.value, Ordinal) and _used(desk, c)}
    alternatives = {name: judged_as(desk.decision, found) for name, found in judged.items()}
    judged = {name: found for name, found in judged.items() if alternatives[name]}
    if not judged:
        st.markdown(_("No criterion in use is judged by described levels."))
        return None
    names = {name: _.text(found.name) for name, found in judged.items()}
    criteria = st.multiselect(
        _("Which criteria?"),
        list(judged),
        list(judged),
        format_func=lambda name: f"{name} · {names[name]}",
        key=field_key(desk, "prepare-criteria"),
    )
    everybody = dict.fromkeys(a for name in criteria for a in alternatives[name])
    without = st.multiselect(
        _("Leave out"),
        list(everybody),
        format_func=lambda name: alternative_name(desk, name),
        key=field_key(desk, "prepare-alternatives"),
    )
    cells = tuple(
        JudgedCell(alternative=one, criterion=name)
        for name in criteria
        for one in alternatives[name]
        if one not in without
    )
    return {"cells": cells, "assigned": _assigned(desk, cells)}


def _used(desk: Desk, criterion: Criterion) -> bool:
    chosen = desk.decision.criteria_set
    return criterion.id in (*chosen.leaves("platform"), *chosen.leaves("integrator"))


def judged_as(decision: Decision, criterion: Criterion) -> tuple[str, ...]:
    """Name what is judged on a criterion: offers, integrators, or bids where firms bid for pairs."""
    if criterion.scope == "platform":
        return tuple(offer.id for offer in decision.offers)
    if criterion.scope == "integrator":
        return tuple(firm.id for firm in decision.integrators)
    if decision.bids:
        return tuple(bid.id for bid in decision.bids)
    return tuple(
        pair_id(offer.id, firm.id)
        for offer in decision.offers
        for firm in decision.integrators
        if (found := firm.implements.get(offer.product)) is not None and found.answer != "no"
    )


def _assigned(desk: Desk, cells: Sequence[JudgedCell]) -> Mapping[str, tuple[str, ...]]:
    """Share the criteria out so that nobody judges more than 30 cells, and let that be changed."""
    _ = desk.words
    members = member_names(desk)
    per_criterion: dict[str, int] = {}
    for cell in cells:
        per_criterion[cell.criterion] = per_criterion.get(cell.criterion, 0) + 1
    shares = dict(shared_out(per_criterion, tuple(members)))
    if not members:
        st.caption(
            _(
                "Nobody has joined yet. Who joins later judges everything, up to {most} cells.",
                most=MOST_CELLS,
            )
        )
        return {}
    with st.expander(_("Who judges what"), expanded=bool(shares)):
        for member in _shown_members(desk, members):
            key = field_key(desk, "assign", member, *per_criterion)
            suggested = list(shares.get(member, tuple(per_criterion)))
            chosen = st.multiselect(plain(members[member]), list(per_criterion), suggested, key=key)
            if set(chosen) != set(suggested) or member in shares:
                shares[member] = tuple(chosen)
        _counts(desk, members, shares, per_criterion)
    return shares


def _shown_members(desk: Desk, members: Mapping[str, str]) -> tuple[str, ...]:
    """Show all of a few members, of many only one that is chosen."""
    if len(members) <= FEW_MEMBERS:
        return tuple(members)
    _ = desk.words
    chosen = st.selectbox(
        _("Whose share do you want to change?"),
        list(members),
        index=None,
        placeholder="—",
        format_func=lambda name: members[name],
        key=people_key(desk, "assign-whose"),
    )
    changed = tuple(name for name in members if st.session_state.get(field_key(desk, "assigned", name)))
    if chosen is not None:
        st.session_state[field_key(desk, "assigned", str(chosen))] = True
    return tuple(dict.fromkeys((*changed, *([str(chosen)] if chosen is not None else []))))


def _counts(
    desk: Desk,
    members: Mapping[str, str],
    shares: Mapping[str, tuple[str, ...]],
    per_criterion: Mapping[str, int],
) -> None:
    _ = desk.words
    counts = {name: sum(per_criterion[c] for c in shares.get(name, tuple(per_criterion))) for name in members}
    rows = [{_("Member"): members[name], _("Cells"): _.number(count)} for name, count in counts.items()]
    read_table(pd.DataFrame(rows), _("Cells per member"))
    over = [members[name] for name, count in counts.items() if count > MOST_CELLS]
    if over:
        st.error(
            plain(_("More than {most} cells: {names}.", most=MOST_CELLS, names=", ".join(over))),
            icon=":material/error:",
        )


def _ask_chemistry(desk: Desk) -> Asked | None:
    _ = desk.words
    if not chemistry.has_criterion(desk.decision):
        st.markdown(_("No criterion in use is about the proposed project manager."))
        return None
    managers = {bid.id: f"{bid.name}: {_.text(bid.project_manager)}" for bid in desk.told.bids}
    if not managers:
        st.markdown(_("No bid names a project manager."))
        return None
    st.caption(
        _("Each rates privately, 0 to 5; only the lower median is ever shown, and it is never talked about.")
    )
    one_of_each = {bid.integrator: bid.id for bid in reversed(desk.decision.bids)}
    chosen = st.multiselect(
        _("Which proposed project managers were met? One of each firm"),
        list(managers),
        [name for name in managers if name in one_of_each.values()],
        format_func=lambda name: managers[name],
        key=field_key(desk, "prepare-managers"),
    )
    return {"alternatives": tuple(chosen)}


_ASK = {"tiers": _ask_tiers, "weights": _ask_weights, "scores": _ask_scores, "chemistry": _ask_chemistry}
