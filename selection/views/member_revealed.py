"""What a round showed once it was revealed: who said what how often, in words and in bars made of text."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from selection.analysis.disagreement import TIERS_FROM_THE_LEAST, Disagreement, by_department
from selection.model.rounds import Round
from selection.views.desk import Desk
from selection.views.member_drafts import handed_in, stored_in
from selection.views.member_words import asked_title, child_name, said_words
from selection.views.widgets import heading, plain
from selection.views.workshop_figures import agreed_badge, agreement_of, bar, from_to, judge_word
from selection.words import Words
from selection.words.terms import tier_word
from selection.workshop.chemistry import CRITERION, firm_of
from selection.workshop.panels import disagreements_in


def revealed_round(desk: Desk, found: Round) -> None:
    """Show what was said in a round, the most contested first."""
    _ = desk.words
    if found.subject == "chemistry":
        _middles(desk, found)
        return
    known = disagreements_in(desk.state, found.id)
    if found.subject == "weights":
        _nodes(desk, found, known)
        return
    st.markdown(_to_discuss(desk, known))
    for one in known:
        if one.must_discuss:
            _item(desk, found, one)
    for one in known:
        if not one.must_discuss:
            _in_short(desk, found, one)


def _to_discuss(desk: Desk, known: Sequence[Disagreement]) -> str:
    """Count what must still be discussed; what was agreed since the reveal need not."""
    _ = desk.words
    contested = {one.item: agreement_of(desk, one) for one in known if one.must_discuss}
    count = sum(agreed is None for agreed in contested.values())
    if not contested:
        return _("You all agree closely enough: nothing here has to be discussed.")
    if not count:
        return _("What you differed in has been discussed and agreed.")
    return _.counted("{count} point must be discussed.", "{count} points must be discussed.", count)


def _item(desk: Desk, found: Round, one: Disagreement) -> None:
    _ = desk.words
    lines = [f"{plain(asked_title(desk, found.subject, one.item))}{_mark(desk, one)}"]
    counts = Counter(one.figures)
    for figure in sorted(counts, reverse=True):
        count = counts[figure]
        lines.append(f"**{_figure_word(one, figure, _)}** {bar(count, one.judged)} {_.number(count)}")
    lines += _rest(desk, found, one)
    with st.container(border=True):
        st.markdown("  \n".join(lines))
        _comments(desk, one)


def _comments(desk: Desk, one: Disagreement) -> None:
    """Show why judges said what they said, in no order that would tell when or by whom."""
    _ = desk.words
    told = [
        f"- {plain(_.apart(judge_word(said, _)))}, {_figure_word(one, said.figure, _)}: "
        f"{plain(_.told(said.comment))}"
        for said in one.judgements
        if said.comment is not None
    ]
    if told:
        st.markdown("\n".join(sorted(told)))


def _in_short(desk: Desk, found: Round, one: Disagreement) -> None:
    """Say in two lines what nobody has to talk about."""
    _ = desk.words
    title = plain(asked_title(desk, found.subject, one.item))
    counts = Counter(one.figures)
    told = [
        f"**{_figure_word(one, figure, _)}** {bar(counts[figure], one.judged)} {_.number(counts[figure])}"
        for figure in sorted(counts, reverse=True)
    ]
    st.markdown("  \n".join((f"{title}{_mark(desk, one)}", " · ".join([*told, _rest(desk, found, one)[0]]))))
    _comments(desk, one)


def _mark(desk: Desk, one: Disagreement) -> str:
    """Say where it stands: agreed by now, or still to be discussed."""
    if agreement_of(desk, one) is not None:
        return f" {agreed_badge(desk, one)}"
    return f" :orange-badge[{desk.words('to discuss')}]" if one.must_discuss else ""


def _figure_word(one: Disagreement, figure: float, _: Words) -> str:
    if one.subject == "tiers":
        return heading(tier_word(TIERS_FROM_THE_LEAST[int(figure)], _))
    return _.number(figure)


def _rest(desk: Desk, found: Round, one: Disagreement) -> list[str]:
    """Say who could not judge, how many judged, which department stands where, and what oneself said."""
    _ = desk.words
    lines = [_("{judged} of {count} judged", judged=one.judged, count=one.of)]
    if one.cannot_judge:
        count = len(one.cannot_judge)
        lines[0] += " · " + _.counted("{count} can't judge it", "{count} can't judge it", count)
    stands = {place: figures for place, figures in by_department(one).items() if place is not None}
    if len(stands) > 1:
        told = (
            f"{plain(_.apart(place))}: {', '.join(_figure_word(one, f, _) for f in sorted(set(figures)))}"
            for place, figures in stands.items()
        )
        lines.append(" · ".join(told))
    if handed_in(desk, found) is not None:
        mine = stored_in(desk, found).get(one.item)
        lines.append(_("You said: {said}", said=said_words(desk, one.item, mine)))
    return lines


def _nodes(desk: Desk, found: Round, known: Sequence[Disagreement]) -> None:
    _ = desk.words
    st.markdown(_to_discuss(desk, known))
    for node in dict.fromkeys(one.item for one in known):
        children = [one for one in known if one.item == node]
        lines = [f"**{plain(asked_title(desk, 'weights', node))}**{_mark_any(desk, children)}"]
        lines += [_child(desk, one) for one in children if one.median is not None]
        lines += _rest(desk, found, children[0])[:1]
        with st.container(border=True):
            st.markdown("  \n".join(lines))


def _mark_any(desk: Desk, children: Sequence[Disagreement]) -> str:
    return next((mark for one in children if (mark := _mark(desk, one))), "")


def _child(desk: Desk, one: Disagreement) -> str:
    _ = desk.words
    name, middle = child_name(desk, one.item, one.child or ""), one.median or 0.0
    low, high = one.lowest or 0.0, one.highest or 0.0
    said = _.percent(middle)
    if round(low, 2) != round(high, 2):
        span = from_to(_.percent(low), _.percent(high), _)
        said = f"{said} ({span})"
    return f"{name} {bar(100 * middle, 100)} {said}"


def _middles(desk: Desk, found: Round) -> None:
    """Of what was said of people in private only the middle value is told, and by how many."""
    _ = desk.words
    agreed = desk.state.proceedings.agreements.get("chemistry", {})
    for name in found.alternatives:
        title = plain(asked_title(desk, "chemistry", name))
        score = desk.decision.scores.get(firm_of(desk.decision, name), {}).get(CRITERION)
        told = agreed.get(name)
        if score is None or score.performance is None:
            st.markdown(f"**{title}**  \n{_('No middle value: too few judged, or it is not shown to you.')}")
            continue
        middle = _("Middle value {level} of 5", level=_.number(score.performance))
        counted = _("{judged} of {count} judged", judged=told.judged, count=told.of) if told else ""
        st.markdown(f"**{title}**  \n{bar(score.performance, 5)} {middle} · {counted}")
