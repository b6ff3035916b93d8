"""What hurts, the goals set against it, and the needs that serve them, within Goals and scope."""

from collections.abc import Iterator, Sequence

import streamlit as st

from selection.analysis.chain import Chain, Link, chain, goal_circles
from selection.analysis.plan import passed_days
from selection.model.goals import Goal, Pain
from selection.views.desk import Desk
from selection.views.entries import Field, Register, add_entry, change_button, told
from selection.views.forms import form_key, store
from selection.views.widgets import NO_BREAK, plain, unbroken
from selection.words.gates import few
from selection.words.plan import passed_sentence
from selection.words.way import circle_sentence
from selection.workshop.events import Edit


def goals(desk: Desk) -> None:
    """Ask where it hurts, what should be different, and show what hangs loose."""
    found = chain(desk.decision)
    _pains(desk)
    _goals(desk, found)
    if desk.decision.needs or desk.decision.pains:
        _loose_ends(desk, found)


def _pains(desk: Desk) -> None:
    _ = desk.words
    st.subheader(_("Where does it hurt today?"), anchor=False)
    register = Register(
        "pain",
        desk.decision.pains,
        (
            Field("text", _("What hurts?"), "prose", wanted=_("Write what hurts first.")),
            Field("owner", _("Who feels it most?"), "person"),
        ),
        _("Add what hurts"),
        _("Add it"),
    )
    for pain in desk.decision.pains:
        with st.container(border=True, horizontal=True, vertical_alignment="center", wrap=False):
            said = plain(_.told(pain.text))
            if pain.owner:
                felt = plain(_.apart(_.text(pain.text).removesuffix(".")))
                said = f"{felt}{NO_BREAK}· {plain(unbroken(_.told(pain.owner)))}"
            st.markdown(said, width="stretch")
            change_button(desk, register, pain, _.text(pain.text), _pain_removal(desk, pain))
    add_entry(desk, register)


def _pain_removal(desk: Desk, pain: Pain) -> list[Edit]:
    tied = [goal for goal in desk.decision.goals if pain.id in goal.pains]
    return [
        Edit("goal", (goal.id,), goal.model_copy(update={"pains": _without(goal.pains, pain.id)}))
        for goal in tied
    ]


def _without(names: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(one for one in names if one != name)


def _goals(desk: Desk, found: Chain) -> None:
    _ = desk.words
    st.subheader(_("Goals"), anchor=False)
    if not any(goal.is_complete for goal in desk.decision.goals):
        st.info(
            _("State one goal at least with an owner, where you stand today and where you want to be."),
            icon=":material/flag:",
        )
    register = _register(desk)
    links = {link.goal: link for link in found.links}
    for goal in desk.decision.goals:
        _goal(desk, register, goal, links[goal.id])
    add_entry(desk, register)


def _register(desk: Desk) -> Register:
    _ = desk.words
    pains = {pain.id: _.text(pain.text) for pain in desk.decision.pains}
    against = (Field("pains", _("What is it set against?"), "several", pains),) if pains else ()
    wider = {goal.id: _.text(goal.text) for goal in desk.decision.goals}
    within = (Field("part_of", _("Which wider goal does it serve?"), "choice", wider),) if wider else ()
    wanted = _("Write what should be different first.")
    fields = (
        Field("text", _("What should be different?"), "prose", wanted=wanted),
        *against,
        Field("baseline", _("Where do you stand today?"), "long"),
        Field("target", _("Where do you want to be?"), "long"),
        Field("owner", _("Who owns it?"), "person"),
        Field("due", _("By when?"), "day"),
        *within,
    )
    return Register("goal", desk.decision.goals, fields, _("Add a goal"), _("Add goal"))


def _goal(desk: Desk, register: Register, goal: Goal, link: Link) -> None:
    _ = desk.words
    with st.container(border=True):
        st.markdown(f"**{plain(_.told(goal.text))}**")
        st.markdown(
            told(
                (
                    (_("today"), goal.baseline and _.told(goal.baseline)),
                    (_("target"), goal.target and _.told(goal.target)),
                    (_("owner"), goal.owner and _.told(goal.owner)),
                    (_("by"), _.day(goal.due) if goal.due else None),
                )
            )
        )
        st.caption(plain(_links(desk, link)))
        for one in passed_days(desk.decision, desk.today):
            if (one.kind, one.id) == ("goal", goal.id):
                st.caption(passed_sentence(one, _))
        if not goal.is_complete:
            st.caption(_("Not complete: a goal needs an owner, today's figure and a target."))
        with st.container(horizontal=True):
            change_button(desk, register, goal, _.text(goal.text), _goal_removal(desk, goal))
            st.button(
                _("Remove"),
                type="tertiary",
                key=desk.key("goal-gone", goal.id),
                on_click=lambda: desk.keep(*_goal_removal(desk, goal), Edit("goal", (goal.id,))),
            )


def _links(desk: Desk, link: Link) -> str:
    """Say what a goal is set against, and how much serves it."""
    _ = desk.words
    pains = {pain.id: _.text(pain.text) for pain in desk.decision.pains}
    against = _("Set against: {pains}", pains=few([_shortened(pains[name]) for name in link.pains], _))
    needs = _.counted("{count} need serves it", "{count} needs serve it", len(link.needs))
    measures = _.counted("{count} measure tells", "{count} measures tell", len(link.measures))
    return " · ".join([*([against] if link.pains else []), needs, measures])


def _goal_removal(desk: Desk, goal: Goal) -> list[Edit]:
    """Free everything that names a goal, so that it can go."""
    decision = desk.decision
    return [
        *_freed("need", decision.needs, goal.id, "goal"),
        *_freed("measure", decision.measures, goal.id, "goal"),
        *_freed("goal", decision.goals, goal.id, "part_of"),
    ]


def _freed(section: str, entries: Sequence[object], goal: str, field: str) -> Iterator[Edit]:
    for entry in entries:
        if getattr(entry, field) == goal:
            yield Edit(section, (entry.id,), entry.model_copy(update={field: None}))  # type: ignore[attr-defined]


def _loose_ends(desk: Desk, found: Chain) -> None:
    _ = desk.words
    st.subheader(_("Does it hang together?"), anchor=False)
    if found.is_whole:
        st.success(_("Everything that hurts has a goal, and every goal has needs."), icon=":material/link:")
    for sentence in _loose(desk, found):
        st.warning(plain(sentence), icon=":material/link_off:")
    if desk.decision.goals and desk.decision.needs:
        _tie(desk)


def _loose(desk: Desk, found: Chain) -> Iterator[str]:
    """Say what hangs loose, on both sides."""
    _ = desk.words
    pains = {pain.id: _.text(pain.text) for pain in desk.decision.pains}
    goals = {goal.id: _.text(goal.text) for goal in desk.decision.goals}
    for circle in goal_circles(desk.decision.goals):
        yield circle_sentence([_shortened(goals[name]) for name in circle], _)
    if found.pains_without_goal:
        yield _(
            "Hurts, but no goal is set against it: {items}.",
            items=_few(desk, found.pains_without_goal, pains),
        )
    if found.goals_without_pain and pains:
        yield _("Goals nothing hurts for: {items}.", items=_few(desk, found.goals_without_pain, goals))
    if found.goals_without_need:
        yield _("Goals no need serves: {items}.", items=_few(desk, found.goals_without_need, goals))
    if found.needs_without_goal and goals:
        yield _("Needs that serve no goal: {items}.", items=_few(desk, found.needs_without_goal, {}))


def _few(desk: Desk, names: Sequence[str], titles: dict[str, str]) -> str:
    return few([_shortened(titles.get(name, name)) for name in names], desk.words)


def _shortened(text: str) -> str:
    """Let a sentence stand within another.

    >>> _shortened("Quotes are lost.")
    'Quotes are lost'
    """
    return text.rstrip(". ")


def _tie(desk: Desk) -> None:
    _ = desk.words
    titles = {goal.id: _.text(goal.text) for goal in desk.decision.goals}
    needs = {need.id: need for need in desk.decision.needs}
    with st.expander(_("Say which needs serve which goal")):
        goal = st.selectbox(
            _("Goal"),
            list(titles),
            format_func=lambda name: titles[name],
            key=form_key(desk, "tie-goal"),
        )
        parts = ("tie", str(goal))
        tied = [need.id for need in needs.values() if need.goal == goal]
        key = f"{form_key(desk, *parts)}-{desk.state.edited}"
        with st.form(f"{key}-form", border=False):
            chosen = st.multiselect(
                _("Needs that serve it"),
                list(needs),
                tied,
                format_func=lambda name: f"{name} · {_.text(needs[name].text)}",
                key=key,
            )
            if st.form_submit_button(_("Tie them")):
                store(desk, parts, *_tying(desk, goal, tied, chosen))


def _tying(desk: Desk, goal: str, tied: Sequence[str], chosen: Sequence[str]) -> Iterator[Edit]:
    for need in desk.decision.needs:
        if (need.id in chosen) != (need.id in tied):
            now = goal if need.id in chosen else None
            yield Edit("need", (need.id,), need.model_copy(update={"goal": now}))
