"""One contested item at a time: who stands where and why, how it was judged before, and the agreed value."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from selection.analysis.disagreement import TIERS_FROM_THE_LEAST, Disagreement, Judgement
from selection.analysis.uncertain import levels_of
from selection.errors import SelectionError
from selection.model.needs import TIERS
from selection.model.rounds import Round, cell_of
from selection.views.desk import Desk
from selection.views.forms import PROSE, field_key, form_key, refused, store, too_long
from selection.views.tables import read_table
from selection.views.weight_names import criterion_of
from selection.views.widgets import plain
from selection.views.workshop_figures import (
    Found,
    agreement_of,
    consensus_word,
    figure_word,
    found_in,
    judge_word,
    judged_word,
    judges_word,
    level_word,
    middle_word,
    span_word,
    standing_badge,
    thing_name,
)
from selection.views.workshop_names import person_name, round_name
from selection.views.workshop_rounds import filled
from selection.words.agreeing import agreement_sentence
from selection.words.terms import evidence_word, tier_word
from selection.workshop.agenda import line_of_rounds
from selection.workshop.events import Edit
from selection.workshop.moderation import agree_score, agree_tier
from selection.workshop.revealed import is_out_of_bounds, recused_from


def one_item(desk: Desk, chosen: Round, found: Found, present: Sequence[str]) -> None:
    """Show one item with everything said about it, and let the meeting agree on a value."""
    _ = desk.words
    known = {one.item: one for one in found}
    if not known:
        return
    st.subheader(_("One at a time"), anchor=False)
    item = _choose(desk, chosen, known)
    one = known[item]
    with st.container(border=True, key="one-item"):
        st.markdown(f"**{plain(thing_name(desk, one))}** {standing_badge(desk, one)}")
        who_stands_where(desk, one)
        comments(desk, one)
        over_rounds(desk, chosen, one)
        left_out(desk, chosen, one)
        how_agreed(desk, one)
        _agree(desk, chosen, one, present)


def _choose(desk: Desk, chosen: Round, known: Mapping[str, Disagreement]) -> str:
    """Turn from item to item, what is left to talk about first."""
    _ = desk.words
    items = list(known)
    key = field_key(desk, "item", chosen.id)
    if st.session_state.get(key) not in items:
        left = [item for item in items if agreement_of(desk, known[item]) is None]
        st.session_state[key] = (left or items)[0]

    def turn(to: str) -> None:
        st.session_state[key] = to

    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            _("Item"), items, format_func=lambda item: thing_name(desk, known[item]), key=key, width="stretch"
        )
        at = items.index(st.session_state[key])
        after = [item for item in items[at + 1 :] if agreement_of(desk, known[item]) is None]
        st.button(
            _("Next open item"),
            icon=":material/arrow_forward:",
            key="next-item",
            disabled=not after,
            on_click=lambda: turn(after[0]),
        )
    return str(st.session_state[key])


def who_stands_where(desk: Desk, one: Disagreement) -> None:
    """Show every value that was given, how often, and by which departments."""
    _ = desk.words
    by_value: dict[float, list[Judgement]] = {}
    for said in one.judgements:
        by_value.setdefault(said.figure, []).append(said)
    named = any(said.department for said in one.judgements)
    rows = []
    for value in sorted(by_value, reverse=True):
        row = {_("Value"): figure_word(desk, one, value), _("How many"): _.number(len(by_value[value]))}
        if named:
            row[_("Who")] = judges_word(by_value[value], _)
        rows.append(row)
    if rows:
        read_table(pd.DataFrame(rows), _("Who stands where"))
    parts = [_("{judged} judged", judged=judged_word(one, _))]
    parts.append(_("consensus {share}", share=consensus_word(one, _)))
    if one.cannot_judge:
        parts.append(_.counted("{count} can't judge this", "{count} can't judge this", len(one.cannot_judge)))
    st.caption(plain(" · ".join(parts)))


def comments(desk: Desk, one: Disagreement) -> None:
    """Show why judges said what they said, and what they know it from."""
    _ = desk.words
    lines = []
    for said in one.judgements:
        if said.comment is None:
            continue
        known = f", {evidence_word(said.evidence, _)}" if said.evidence else ""
        who = plain(f"{judge_word(said, _)}, {figure_word(desk, one, said.figure)}{known}")
        lines.append(f"- {who}: {plain(_.text(said.comment))}")
    if lines:
        st.markdown("\n".join(sorted(lines)))


def over_rounds(desk: Desk, chosen: Round, one: Disagreement) -> None:
    """Put what was judged before beside what was judged since."""
    _ = desk.words
    line = line_of_rounds(desk.state.proceedings, chosen)
    rows = [
        {
            _("Round"): round_name(desk, earlier),
            _("From–to"): span_word(desk, found),
            _("Lower median"): middle_word(desk, found),
            _("Consensus"): consensus_word(found, _),
            _("Judged"): judged_word(found, _),
        }
        for earlier in line
        for found in found_in(desk, earlier.id)
        if (found.item, found.child) == (one.item, one.child)
    ]
    if len(rows) > 1:
        read_table(pd.DataFrame(rows), _("Round by round"))


def left_out(desk: Desk, chosen: Round, one: Disagreement) -> None:
    """Say whose judgements are left out for a conflict of interest."""
    if one.subject != "scores":
        return
    _ = desk.words
    alternative, _criterion = cell_of(one.item)
    out = [
        person_name(desk, judge)
        for judge in chosen.judges
        if is_out_of_bounds(alternative, recused_from(desk.decision, desk.state.proceedings, judge))
    ]
    if out:
        names = ", ".join(out)
        st.caption(plain(_("Left out because of a conflict of interest: {names}.", names=names)))


def how_agreed(desk: Desk, one: Disagreement) -> None:
    """Say how it was agreed, and what those who don't share it want on record."""
    _ = desk.words
    agreed = agreement_of(desk, one)
    if agreed is not None:
        names = [person_name(desk, name) for name in agreed.present]
        st.success(plain(agreement_sentence(agreed, names, _)), icon=":material/handshake:")
    notes = desk.state.proceedings.minority_notes.get(one.subject, {}).get(one.item, {})
    anonymous = desk.state.proceedings.rules.identities == "anonymous"
    for author, note in notes.items():
        who = _("a member") if anonymous else person_name(desk, author)
        said = _("Minority note, {who}: {text}", who=who, text=_.text(note.text))
        st.markdown(f":material/sticky_note_2: {plain(said)}")


def _agree(desk: Desk, chosen: Round, one: Disagreement, present: Sequence[str]) -> None:
    _ = desk.words
    words = _values(desk, one)
    parts = ("agree", chosen.id, one.item)
    form = form_key(desk, *parts)
    with st.form(form, border=False):
        suggested = _suggested(one)
        at = list(words).index(suggested) if suggested in words else None
        value = st.selectbox(
            _("Agreed value"),
            list(words),
            at,
            format_func=lambda name: words[name],
            placeholder="—",
            key=f"{form}-value",
        )
        reason = st.text_area(_("Why this value?"), key=f"{form}-reason")
        if not st.form_submit_button(_("Agree on this"), type=filled(desk, "differences")):
            return
        problems = [] if reason.strip() else [_("Write the reason first.")]
        if value is None:
            problems.append(_("Choose the value first."))
        if not present:
            problems.append(_("Say who is in the room first."))
        if refused([*problems, *too_long(_, (_("Why this value?"), reason, PROSE))]) or value is None:
            return
    edits = _agreed(desk, chosen, one, value, reason.strip(), present)
    if edits is None:
        st.rerun()
    st.session_state.pop(field_key(desk, "item", chosen.id), None)
    store(desk, parts, *edits)


def _agreed(
    desk: Desk, chosen: Round, one: Disagreement, value: str, reason: str, present: Sequence[str]
) -> tuple[Edit, ...] | None:
    try:
        if one.subject == "tiers":
            tier = next(tier for tier in TIERS if tier == value)
            return agree_tier(desk.state, chosen.id, one.item, tier, reason, present)
        return agree_score(desk.state, chosen.id, one.item, int(value), reason, present)
    except SelectionError as error:
        desk.visitor.tell(error)
        return None


def _values(desk: Desk, one: Disagreement) -> dict[str, str]:
    """Name the values of the published scale."""
    if one.subject == "tiers":
        return {tier: tier_word(tier, desk.words) for tier in TIERS}
    criterion = criterion_of(desk, one.criterion or "")
    highest = levels_of(criterion) if criterion else 0
    return {str(level): level_word(desk, one.criterion, level) for level in range(highest + 1)}


def _suggested(one: Disagreement) -> str | None:
    if one.median is None:
        return None
    return TIERS_FROM_THE_LEAST[int(one.median)] if one.subject == "tiers" else str(int(one.median))
