"""One cell a screen: how well one alternative does on one criterion, how we know, and a comment."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from selection.model.judgements import EVIDENCE
from selection.model.rounds import CANNOT_JUDGE, Round, cell_of
from selection.views.desk import Desk
from selection.views.forms import PROSE, field_key, show_stored
from selection.views.member_choices import choose
from selection.views.member_drafts import enter, judging
from selection.views.member_evidence import what_is_said
from selection.views.member_steps import asked, following, turn_to
from selection.views.member_words import cannot_judge, level_words
from selection.views.weight_names import criterion_of, name_of
from selection.views.widgets import plain
from selection.views.workshop_names import alternative_name
from selection.words.terms import evidence_word
from selection.workshop.sheets import Said, round_subject


def ask_score(desk: Desk, found: Round, item: str, said: Said, items: tuple[str, ...]) -> None:
    """Ask for a level in the criterion's own words, then how we know it."""
    _ = desk.words
    alternative, name = cell_of(item)
    criterion = criterion_of(desk, name)
    asked(desk, plain(_.apart(name_of(desk, name))), plain(_.apart(alternative_name(desk, alternative))))
    if criterion is not None:
        st.markdown(plain(_.told(criterion.definition)))
    choices = {**level_words(criterion, _), CANNOT_JUDGE: cannot_judge(_)}
    choose(desk, f"{found.id}-{item}", choices, said.choice, partial(_say, desk, found, item, items))
    if isinstance(said.choice, int):
        _evidence(desk, found, item, said)
    if said.choice is not None:
        _comment(desk, found, item, said)
    if criterion is not None:
        what_is_said(desk, alternative, criterion)


def _evidence(desk: Desk, found: Round, item: str, said: Said) -> None:
    _ = desk.words
    key = field_key(desk, "evidence", found.id, item)
    show_stored(key, said.evidence)
    st.pills(
        _("How do we know?"),
        EVIDENCE,
        format_func=lambda evidence: evidence_word(evidence, _),
        key=key,
        on_change=partial(_keep, desk, found, item, lambda: {"evidence": st.session_state[key]}),
    )
    if said.evidence is None:
        st.caption(_("Choose one: a level counts only with how we know it."))


def _comment(desk: Desk, found: Round, item: str, said: Said) -> None:
    _ = desk.words
    key = field_key(desk, "comment", found.id, item)
    show_stored(key, said.comment)
    st.text_area(
        _("Comment, if you like"),
        key=key,
        max_chars=PROSE,
        height=100,
        on_change=partial(_keep, desk, found, item, lambda: {"comment": st.session_state[key] or ""}),
    )


def _keep(desk: Desk, found: Round, item: str, entered: Callable[[], dict[str, object]]) -> None:
    before = judging(desk, found).said.get(item, Said())
    said = Said.model_validate({**before.model_dump(), **entered()})
    enter(desk, round_subject(found.id), item, said)


def _say(desk: Desk, found: Round, item: str, items: tuple[str, ...], choice: object) -> None:
    kept: dict[str, object] = {"choice": choice}
    if choice == CANNOT_JUDGE:
        kept["evidence"] = None
    _keep(desk, found, item, lambda: kept)
    if choice == CANNOT_JUDGE:
        turn_to(desk, found.id, following(items, item))
