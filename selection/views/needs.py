"""Needs: a board with three columns, for what is a must, what comes later, and what is merely liked."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from selection.analysis.dismissals import WeighedRemark
from selection.analysis.linting_needs import too_many_musts
from selection.model.needs import TIERS, Need, Tier
from selection.views.desk import Desk, library
from selection.views.forms import PROSE, form_key, missing, refused, store, too_long
from selection.views.look_alikes import say_look_alikes
from selection.views.need_details import details
from selection.views.need_remarks import remark_counts, remarks, show_remarks
from selection.views.widgets import heading, onward, plain, question, small_print
from selection.words.linting import too_many_musts_sentence
from selection.words.terms import tier_word
from selection.workshop.events import Edit

ALL = "all"
_BESIDE: tuple[Literal["right", "distribute", "left"], ...] = ("right", "distribute", "left")
"""Where what moves a need stands below its text: on the side it moves to."""


def page(desk: Desk) -> None:
    """Ask what is needed, and when."""
    _ = desk.words
    question(
        _("What do you need, and what would merely be nice?"),
        _("One line each, so that it can be tested. A must is what you can't start without."),
    )
    say_look_alikes(desk, "needs")
    _counts(desk)
    if desk.decision.needs:
        remark_counts(desk)
        _board(desk)
    _add(desk)
    if desk.decision.needs:
        onward(_("Next: criteria and weights"), "criteria")


def _counts(desk: Desk) -> None:
    _ = desk.words
    needs = desk.decision.needs
    if not needs:
        st.info(_("No needs yet. Take some from the library below, then add your own."))
        return
    for column, tier in zip(st.columns(3, wrap=False), TIERS, strict=True):
        count = sum(need.tier == tier for need in needs)
        column.metric(
            heading(tier_word(tier, _)),
            count,
            _.percent(count / len(needs)),
            delta_color="off",
            delta_arrow="off",
        )
    share = too_many_musts(needs)
    if share is not None:
        st.warning(too_many_musts_sentence(share, _), icon=":material/warning:")


def _board(desk: Desk) -> None:
    _ = desk.words
    shown = _of_group(desk, _group_filter(desk, desk.decision.needs, "board"), desk.decision.needs)
    said = remarks(desk)
    for column, tier in zip(st.columns(3), TIERS, strict=True):
        with column:
            members = [need for need in shown if need.tier == tier]
            with st.container(key=f"tier-{tier}"):
                st.subheader(f"{heading(tier_word(tier, _))} · {len(members)}", anchor=False)
            for need in members:
                _card(desk, need, said.get(need.id, ()))
            if not members:
                st.caption(_("Nothing here."))


def _groups(desk: Desk, needs: Sequence[Need]) -> dict[str, str]:
    _ = desk.words
    titles = {group.id: _.text(group.title) for group in desk.decision.need_groups}
    found = {name: titles[name] for name in titles if any(n.id.startswith(name) for n in needs)}
    if any(not any(n.id.startswith(name) for name in titles) for n in needs):
        found[""] = _("Your own")
    return found


def _group_filter(desk: Desk, needs: Sequence[Need], name: str) -> str:
    _ = desk.words
    groups = _groups(desk, needs)
    options = [*([ALL] if len(needs) <= 40 else []), *groups]
    if len(options) < 2:
        return ALL
    titles = {ALL: _("All")} | groups
    return st.pills(
        _("Area"),
        options,
        default=options[0],
        format_func=lambda option: plain(titles[option]),
        required=True,
        key=f"{desk.session[:8]}-group-{name}",
        label_visibility="collapsed",
    )


def _of_group(desk: Desk, group: str, needs: Sequence[Need]) -> list[Need]:
    if group == ALL:
        return list(needs)
    known = [g.id for g in desk.decision.need_groups]
    if group == "":
        return [n for n in needs if not any(n.id.startswith(name) for name in known)]
    return [n for n in needs if n.id.startswith(group)]


def _card(desk: Desk, need: Need, said: Sequence[WeighedRemark]) -> None:
    _ = desk.words
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="xsmall"):
            st.caption(need.id, width="stretch")
            name = _("Details of {need}", need=need.id)
            if st.button(
                name,
                icon=":material/more_horiz:",
                type="tertiary",
                help=name,
                key=desk.key("details", need.id),
            ):
                st.dialog(need.id)(details)(desk, need)
        st.markdown(plain(_.told(need.text)))
        show_remarks(desk, need, said)
        at = TIERS.index(need.tier)
        with st.container(horizontal=True, horizontal_alignment=_BESIDE[at], gap="xsmall"):
            if at > 0:
                _mover(desk, need, TIERS[at - 1], "left")
            if at < len(TIERS) - 1:
                _mover(desk, need, TIERS[at + 1], "right")


def _mover(desk: Desk, need: Need, tier: Tier, side: Literal["left", "right"]) -> None:
    _ = desk.words
    st.button(
        heading(tier_word(tier, _)),
        icon=f":material/chevron_{side}:",
        icon_position=side,
        type="tertiary",
        help=_("Move {need} to: {tier}", need=need.id, tier=tier_word(tier, _)),
        key=desk.key("move", need.id, tier),
        on_click=lambda: desk.keep(_put(need, tier=tier)),
    )


def _put(need: Need, **changes: object) -> Edit:
    return Edit("need", (need.id,), need.model_copy(update=changes))


def _add(desk: Desk) -> None:
    _ = desk.words
    have = {need.id for need in desk.decision.needs}
    offered = [need for need in library().needs.needs if need.id not in have]
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True):
        st.subheader(_("From the library"), anchor=False)
        caution = library().needs.caution
        if not offered:
            st.caption(_("Every need of the library is in already."))
        else:
            st.caption(
                _("{count} tested needs to start from. Vote on their tier yourselves.", count=len(offered))
            )
            if caution:
                small_print(_("Before you take from this list"), lambda: st.markdown(plain(_.told(caution))))
            _from_library(desk, offered)
    with right, st.container(border=True):
        st.subheader(_("Your own"), anchor=False)
        _own(desk, have)


def _from_library(desk: Desk, offered: Sequence[Need]) -> None:
    _ = desk.words
    titles = {g.id: _.text(g.title) for g in library().needs.groups}
    group = st.selectbox(
        _("Area"), list(titles), format_func=lambda name: titles[name], key=f"{desk.session[:8]}-library"
    )
    members = {need.id: need for need in offered if need.id.startswith(str(group))}
    key = desk.key("pick", str(group))
    st.multiselect(
        _("Needs"), list(members), format_func=lambda name: f"{name} · {_.text(members[name].text)}", key=key
    )
    with st.container(horizontal=True):
        st.button(
            _("Add the chosen"),
            type="secondary" if desk.decision.needs else "primary",
            key=desk.key("add-chosen"),
            on_click=lambda: _take(desk, [members[name] for name in st.session_state[key]]),
        )
        st.button(
            _("Add all of this area"),
            key=desk.key("add-group"),
            on_click=lambda: _take(desk, list(members.values())),
        )


def _take(desk: Desk, needs: Sequence[Need]) -> None:
    if needs:
        desk.submit(*(Edit("need", (need.id,), need) for need in needs))


def _own(desk: Desk, have: set[str]) -> None:
    _ = desk.words
    label = _("What do you need? One line that can be tested")
    form = form_key(desk, "own")
    with st.form(form, border=False):
        text = st.text_area(label)
        tier = st.segmented_control(
            _("How much do you need it?"),
            TIERS,
            default="must",
            format_func=lambda name: tier_word(name, _),
            required=True,
        )
        weighted = [
            c for c in desk.decision.criteria if c.from_ == "needs" and c.value.kind == "delivery_ladder"
        ]
        names = {c.id: _.text(c.name) for c in weighted}
        criterion = st.selectbox(
            _("What does it belong to?"),
            list(names),
            format_func=lambda name: names[name],
            key=f"{form}-criterion",
        )
        if st.form_submit_button(_("Add")) and not refused(
            [
                *missing((text.strip(), _("Write what you need first."))),
                *too_long(_, (label, text, PROSE)),
            ]
        ):
            number = next(n for n in range(1, 2000) if f"OWN{n:02d}" not in have)
            name = f"OWN{number:02d}"
            need = Need(id=name, text=text.strip(), tier=tier, criterion=criterion)
            store(desk, ("own",), Edit("need", (name,), need))
