"""Paper slips: what a member wrote on paper, entered for them and marked with who entered it."""

import uuid
from collections.abc import Mapping

import streamlit as st

from selection.errors import SelectionError
from selection.model.consistency import children_of
from selection.model.criteria import Ordinal
from selection.model.judgements import EVIDENCE, Evidence
from selection.model.needs import TIERS
from selection.model.rounds import CANNOT_JUDGE, Round, cell_of
from selection.model.weights import NodeWeights
from selection.views.desk import Desk
from selection.views.forms import begin_afresh, form_key, refused
from selection.views.weight_names import criterion_of, name_of
from selection.views.widgets import plain
from selection.views.workshop_names import item_name, member_names, people_key
from selection.web.process import service
from selection.words import Words
from selection.words.terms import evidence_word, tier_word
from selection.workshop.revealed import recused_from
from selection.workshop.sheets import Choice, Said, ballot_of, questions_of

HIGHEST = 5
BLANK = None


def slip(desk: Desk, found: Round) -> None:
    """Let whoever leads enter a slip of paper while the round is open."""
    _ = desk.words
    names = member_names(desk)
    if not names:
        return
    with st.expander(_("Enter a paper slip")):
        st.caption(
            _("It replaces what the member handed in before, and is marked as entered by the facilitator.")
        )
        member = st.selectbox(
            _("Whose slip?"),
            list(names),
            index=None,
            format_func=lambda name: names[name],
            placeholder="—",
            key=people_key(desk, "slip", found.id),
        )
        if member is not None:
            _form(desk, found, str(member))


def _form(desk: Desk, found: Round, member: str) -> None:
    _ = desk.words
    recused = recused_from(desk.decision, desk.state.proceedings, member)
    items = questions_of(found, member, recused)
    parts = ("slip", found.id, member)
    form = form_key(desk, *parts)
    with st.form(form, border=False):
        evidence = _evidence(form, _) if found.subject == "scores" else None
        entries = {item: said for item in items if (said := _ask(desk, found, item, form, evidence))}
        if not st.form_submit_button(_("Enter this slip")):
            return
        problems = [] if entries else [_("Enter something first.")]
        levels = any(said.choice not in (BLANK, CANNOT_JUDGE) for said in entries.values())
        if found.subject == "scores" and levels and evidence is None:
            problems.append(_("Say how they know."))
        if refused(problems):
            return
    _enter(desk, found, member, entries, items, parts)


def _enter(
    desk: Desk,
    found: Round,
    member: str,
    entries: Mapping[str, Said],
    items: tuple[str, ...],
    parts: tuple[str, ...],
) -> None:
    ballot = ballot_of(found, entries, items, desk.decision)
    try:
        service().enter_slip(desk.visitor.token, desk.session, found.id, member, ballot, uuid.uuid4().hex)
    except SelectionError as error:
        desk.visitor.tell(error)
    else:
        begin_afresh(desk, *parts)
    st.rerun()


def _evidence(form: str, _: Words) -> Evidence | None:
    chosen: Evidence | None = st.selectbox(
        _("How do they know?"),
        EVIDENCE,
        index=None,
        placeholder="—",
        format_func=lambda one: evidence_word(one, _),
        key=f"{form}-evidence",
    )
    return chosen


def _ask(desk: Desk, found: Round, item: str, form: str, evidence: Evidence | None) -> Said | None:
    """Ask one question of a slip; None if it was left blank."""
    key = f"{form}-{item}"
    if found.subject == "weights":
        return _ask_points(desk, item, key)
    words = _choices(desk, found, item)
    choice = st.selectbox(
        plain(item_name(desk, found.subject, item)),
        list(words),
        index=None,
        placeholder="—",
        format_func=lambda one: words[one],
        key=key,
    )
    return None if choice is None else Said(choice=choice, evidence=evidence)


def _choices(desk: Desk, found: Round, item: str) -> Mapping[Choice, str]:
    _ = desk.words
    unable: dict[Choice, str] = {CANNOT_JUDGE: _("Can't judge this")}
    if found.subject == "tiers":
        return {**{tier: tier_word(tier, _) for tier in TIERS}, **unable}
    if found.subject == "chemistry":
        return {**{level: str(level) for level in range(HIGHEST + 1)}, **unable}
    criterion = criterion_of(desk, cell_of(item)[1])
    scale = criterion.value if criterion else None
    levels = scale.levels if isinstance(scale, Ordinal) else ()
    return {**{at: f"{at} · {_.text(level)}" for at, level in enumerate(levels)}, **unable}


def _ask_points(desk: Desk, node: str, key: str) -> Said | None:
    """Ask for points of a node's children; nothing entered is nothing said."""
    st.markdown(f"**{plain(item_name(desk, 'weights', node))}**")
    points = {}
    for child in children_of(desk.decision).get(node, ()):
        found = st.number_input(plain(name_of(desk, child)), 0.0, 100.0, None, step=5.0, key=f"{key}-{child}")
        if found is not None:
            points[child] = float(found)
    return Said(weights=NodeWeights(method="points", points=points)) if points else None
