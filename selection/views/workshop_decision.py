"""The award: who wins, who stands in reserve, on which conditions, by which votes, and why."""

from collections.abc import Sequence

import streamlit as st

from selection.analysis.evaluation import Alternative, Evaluation
from selection.errors import SelectionError
from selection.model.proceedings import Award
from selection.views.desk import Desk
from selection.views.forms import PROSE, field_key, refused, too_long
from selection.views.widgets import empty_state, heading, plain
from selection.views.workshop_begin import tie_break_words
from selection.views.workshop_names import alternative_name, ask_present, local_moment, person_name
from selection.views.workshop_rounds import filled
from selection.web.process import service
from selection.words import Words
from selection.words.errors import explain
from selection.words.gates import verdict_word
from selection.words.meeting import doubt_sentence
from selection.words.results import rank_text
from selection.words.workshop_terms import workshop_words
from selection.workshop.agenda import is_finished, left_to_agree
from selection.workshop.awarding import Choice

MOST_VOTES = 1000


def decision_part(desk: Desk) -> None:
    """Write the award down, or show it."""
    _ = desk.words
    award = desk.state.proceedings.award
    if award is not None:
        _shown(desk, award)
    if desk.state.phase != "decision":
        st.markdown(_("The award is written down in the phase “decision”."))
        return
    try:
        result = desk.evaluate()
    except SelectionError as error:
        _without_result(desk, error)
        return
    pairs = [pair for pair in result.pairs if pair.gate.verdict != "fail"]
    if not pairs:
        st.markdown(_("Every pair is excluded: nothing can be awarded."))
        return
    if award is None or desk.state.doubted_by:
        if award is not None:
            st.subheader(_("Confirm it with a reason, or make it again"), anchor=False)
        _form(desk, result, pairs)
    else:
        with st.expander(_("Write it down anew")):
            _form(desk, result, pairs)


def _without_result(desk: Desk, error: SelectionError) -> None:
    """Say why there is nothing to decide on, and lead to what is missing."""
    _ = desk.words
    found = explain(error, _)
    said = plain(f"{found.sentence} {found.remedy}")
    if desk.state.to_declare:
        # The button that leads to the question stands above, as what is to be done next.
        st.markdown(said)
    else:
        empty_state(said, _("To criteria and weights"), "criteria")


def award_lines(desk: Desk, award: Award) -> tuple[str, ...]:
    """Say an award in sentences."""
    _ = desk.words
    winner = alternative_name(desk, award.winner)
    first = (
        _("Awarded: {name}.", name=winner)
        if award.status == "awarded"
        else _("Preferred, subject to conditions: {name}.", name=winner)
    )
    lines = [first]
    if award.reserve:
        lines.append(_("In reserve: {name}.", name=alternative_name(desk, award.reserve)))
    if award.conditions:
        lines.append(_("Subject to: {conditions}", conditions=_.text(award.conditions)))
    if award.reason:
        lines.append(_("Because: {reason}", reason=_.text(award.reason)))
    return tuple(lines)


def _shown(desk: Desk, award: Award) -> None:
    _ = desk.words
    with st.container(border=True, key="award"):
        first, *others = award_lines(desk, award)
        st.subheader(plain(first), anchor=False)
        if desk.state.doubted_by:
            _in_doubt(desk)
        for line in others:
            st.markdown(plain(line))
        st.markdown(plain(_how_decided(desk, award)))
        there = ", ".join(person_name(desk, name) for name in award.present)
        if there:
            st.markdown(plain(_("Present: {names}.", names=there)))
        st.caption(
            plain(
                _(
                    "Decided on {moment}, on the result of program version {engine} with this hash:",
                    moment=local_moment(award.at, _),
                    engine=award.engine,
                )
            )
        )
        st.code(award.result_hash, language=None, wrap_lines=True)


def _in_doubt(desk: Desk) -> None:
    """Say who stepped back since, what that opened again, and what makes the award hold."""
    _ = desk.words
    names = ", ".join(person_name(desk, name) for name in desk.state.doubted_by)
    said = _("Who stepped back since: {names}.", names=names)
    st.warning(plain(f"{doubt_sentence(_)} {said}"), icon=":material/warning:")
    known = desk.state.proceedings
    left = sum(len(left_to_agree(known, found)) for found in known.rounds if not is_finished(known, found))
    if left and desk.state.phase == "decision":
        st.markdown(
            plain(
                _.counted(
                    "{count} item is no longer agreed: go back to the scores to agree on it first.",
                    "{count} items are no longer agreed: go back to the scores to agree on them first.",
                    left,
                )
            )
        )


def _how_decided(desk: Desk, award: Award) -> str:
    _ = desk.words
    rule = workshop_words(_)["rule"][award.rule]
    rank = _("rank {rank}", rank=award.rank) if award.rank else _("no rank")
    if award.votes_for is None:
        return _("By the rule: {rule}; {rank} in the result.", rule=rule, rank=rank)
    return _(
        "By the rule: {rule}; {votes_for} for, {votes_against} against; {rank} in the result.",
        rule=rule,
        votes_for=award.votes_for,
        votes_against=award.votes_against or 0,
        rank=rank,
    )


def _form(desk: Desk, result: Evaluation, pairs: Sequence[Alternative]) -> None:
    _ = desk.words
    rules = desk.state.proceedings.rules
    words = workshop_words(_)["rule"]
    st.markdown(
        plain(
            _(
                "It is decided by the rule that was locked: {rule}. A tie is settled by: {tie}.",
                rule=words[rules.decision_rule],
                tie=tie_break_words(_)[rules.tie_break],
            )
        )
    )
    lines = {pair.id: _line(pair, _) for pair in pairs}
    key = field_key(desk, "award")
    held = desk.state.proceedings.award if desk.state.doubted_by else None
    at = list(lines).index(held.winner) if held is not None and held.winner in lines else 0
    winner = st.selectbox(_("Winner"), list(lines), at, format_func=lambda n: lines[n], key=f"{key}-winner")
    reserve = st.selectbox(
        _("In reserve"),
        [name for name in lines if name != winner],
        index=None,
        placeholder="—",
        format_func=lambda name: lines[name],
        key=f"{key}-reserve",
    )
    chosen = result.alternative(str(winner))
    conditions = reason = ""
    if chosen.gate.verdict == "open":
        st.markdown(_("Its gate is still open, so it can only be preferred, subject to something."))
        was = held.conditions if held is not None and held.winner == chosen.id else None
        conditions = st.text_area(_("Subject to what?"), _.text(was or ""), key=f"{key}-conditions")
    why = _why(desk, chosen, held is not None and held.winner == chosen.id)
    reason = st.text_area(why, key=f"{key}-reason")
    votes = _votes(desk)
    present = ask_present(desk, _("Who is present?"), "award-present")
    if st.button(
        _("Write the award down"), type=filled(desk, "decision"), icon=":material/gavel:", key="decide"
    ):
        texts = ((_("Subject to what?"), conditions, PROSE), (why, reason, PROSE))
        if refused(too_long(_, *texts)):
            return
        choice = Choice(
            winner=str(winner),
            reserve=None if reserve is None else str(reserve),
            conditions=conditions.strip() or None,
            reason=reason.strip() or None,
            votes_for=votes[0],
            votes_against=votes[1],
            present=present,
        )
        _decide(desk, choice)


def _why(desk: Desk, chosen: Alternative, is_confirmed: bool) -> str:
    _ = desk.words
    if is_confirmed:
        return _("Why does it hold all the same?")
    return (
        _("Why this one, although it is not first?") if chosen.rank != 1 else _("Why, if you want to say so")
    )


def _line(pair: Alternative, _: Words) -> str:
    """Say where a pair stands; its rank comes first, so that the line runs the way the language does."""
    rank = _("rank {rank}", rank=pair.rank) if pair.rank else rank_text(pair, _)
    return f"{heading(rank)} · {pair.name} · {verdict_word(pair.gate.verdict, _)}"


def _votes(desk: Desk) -> tuple[int | None, int | None]:
    _ = desk.words
    if desk.state.proceedings.rules.decision_rule == "chair":
        return None, None
    key = field_key(desk, "award")
    places = st.columns(2)
    votes_for = places[0].number_input(_("Votes for"), 0, MOST_VOTES, 0, key=f"{key}-for")
    votes_against = places[1].number_input(_("Votes against"), 0, MOST_VOTES, 0, key=f"{key}-against")
    return int(votes_for), int(votes_against)


def _decide(desk: Desk, choice: Choice) -> None:
    try:
        service().decide(desk.visitor.token, desk.session, choice, desk.today, desk.state.version)
    except SelectionError as error:
        desk.visitor.tell(error)
    st.rerun()
