"""Readiness: whether everything around the software is there, and if not, for what reasons."""

from functools import partial

import pandas as pd
import streamlit as st

from selection.analysis.readiness import BlockLevel, ReadinessResult, assess_readiness
from selection.model.readiness import INFORMATION, BlockScore, BuildingBlock
from selection.views.desk import Desk, desk_of, library
from selection.views.forms import PERSON, field_key, refused, too_long
from selection.views.governance import governance
from selection.views.processes import processes
from selection.views.radar import Axis, show_radar
from selection.views.systems import systems
from selection.views.tables import read_table
from selection.views.widgets import onward, plain, question
from selection.views.yes_no import yes_no
from selection.words import Words
from selection.words.readiness import verdict_sentence
from selection.workshop.events import Edit

LEVELS = 5
FULL, EMPTY = "●", "○"


def page(desk: Desk) -> None:
    """Say whether the organisation is ready, then ask for what that rests on."""
    _ = desk.words
    blocks = library().readiness.blocks
    result = assess_readiness(desk.decision, [block.id for block in blocks], library().readiness.line)
    names = {block.id: _.text(block.name) for block in blocks}
    question(_("Are you ready for it?"))
    told = st.success if result.verdict == "ready" else st.warning
    told(plain(verdict_sentence(result, names, _)), icon=":material/foundation:")
    parts = st.tabs([_("Building blocks"), _("Who answers for it"), _("Processes"), _("Source systems")])
    with parts[0]:
        _blocks(desk, result)
    with parts[1]:
        governance(desk, result)
    with parts[2]:
        processes(desk)
    with parts[3]:
        systems(desk)
    onward(_("Next: people"), "people")


def _blocks(desk: Desk, result: ReadinessResult) -> None:
    _ = desk.words
    blocks = {block.id: block for block in library().readiness.blocks}
    if result.weakest:
        names = ", ".join(_.text(blocks[name].name) for name in result.weakest)
        st.markdown(plain(_("Weakest: {blocks}. Begin there.", blocks=names)))
    drawn, told = st.columns([3, 4], gap="medium")
    with drawn:
        _radar(desk, result)
    with told:
        read_table(_table(desk, result), _("Building blocks"))
    chosen = st.pills(
        _("Which building block?"),
        list(blocks),
        default=next(iter(blocks)),
        format_func=lambda name: plain(_.text(blocks[name].name)),
        required=True,
        key=field_key(desk, "block"),
    )
    _block(desk, blocks[chosen])


def _radar(desk: Desk, result: ReadinessResult) -> None:
    """Draw the levels, with the line that the information block must reach."""
    _ = desk.words
    if not any(found.scored_by for found in result.blocks):
        return
    names = {block.id: _.text(block.name) for block in library().readiness.blocks}
    axes = [Axis(names[found.block], found.level) for found in result.blocks]
    line = library().readiness.line
    described = "; ".join(f"{axis.name}: {dots(axis.level, _)}" for axis in axes)
    show_radar(axes, {names[INFORMATION]: line}, _, described)
    st.caption(
        _(
            "From the middle, 0, to the rim, 5. The stroke at {block} is the line you need to reach.",
            block=names[INFORMATION],
        )
    )


def _table(desk: Desk, result: ReadinessResult) -> pd.DataFrame:
    """Write every block's level as a row of dots and as a number, so that it needs no colour."""
    _ = desk.words
    names = {block.id: _.text(block.name) for block in library().readiness.blocks}
    rows = [
        {
            _("Building block"): names[found.block],
            _("Level"): dots(found.level, _),
            _("Scored by"): _.number(found.scored_by),
            _("They differ by"): _spread(found, _),
        }
        for found in result.blocks
    ]
    return pd.DataFrame(rows)


def dots(level: int | None, _: Words) -> str:
    """Draw a level from 0 to 5 in text, with its figure.

    >>> dots(3, Words("en")), dots(None, Words("en"))
    ('●●●○○\\xa03', 'not scored')
    """
    if level is None:
        return _("not scored")
    return f"{FULL * level}{EMPTY * (LEVELS - level)}\u00a0{_.number(level)}"


def _spread(found: BlockLevel, _: Words) -> str:
    if found.scored_by < 2:
        return "—"
    return _("{levels}: talk about it", levels=found.spread) if found.is_disputed else _.number(found.spread)


def _block(desk: Desk, block: BuildingBlock) -> None:
    _ = desk.words
    with st.container(border=True):
        st.markdown(f"**{plain(_.told(block.name))}** · {plain(_.told(block.about))}")
        _score(desk, block)
        if block.questions:
            st.markdown(f"**{_('Yes or no?')}**")
        for asked in block.questions:
            answer = desk.decision.readiness.answers.get(asked.id)
            yes_no(desk, asked.id, _.text(asked.text), answer, partial(_answer, desk, asked.id))


def _score(desk: Desk, block: BuildingBlock) -> None:
    _ = desk.words
    who_key, label = field_key(desk, "scorer"), _("Who scores?")
    # A field that is not drawn is forgotten with the page; whoever scores goes from block to block.
    st.session_state[who_key] = st.session_state.get(who_key, "")
    left, right = st.columns([1, 2])
    who = left.text_input(label, key=who_key).strip()
    held = next((one for one in desk.decision.readiness.blocks.get(block.id, ()) if one.by == who), None)
    level_key = desk.key("level", block.id, who)
    right.selectbox(
        _("What does it look like today?"),
        [None, *range(LEVELS + 1)],
        held.level + 1 if held else 0,
        format_func=lambda at: _("not said") if at is None else f"{at} · {_.text(block.anchors[at])}",
        key=level_key,
        disabled=not who,
        on_change=lambda: _put_level(desk, block.id, who, st.session_state[level_key]),
    )
    refused(too_long(_, (label, who, PERSON)))
    if not who:
        st.caption(_("Say who scores; every member scores for themselves."))


def _put_level(desk: Desk, block: str, who: str, level: int | None) -> None:
    """Store one member's level of one block, or take it back."""
    now = desk_of(desk.visitor, desk.session) or desk
    held = now.decision.readiness
    others = tuple(one for one in held.blocks.get(block, ()) if one.by != who)
    scores = (*others, BlockScore(by=who, level=level)) if level is not None else others
    kept = {name: found for name, found in held.blocks.items() if name != block}
    blocks = {**kept, block: scores} if scores else kept
    now.submit(Edit("readiness", (), held.model_copy(update={"blocks": blocks})))


def _answer(desk: Desk, name: str, said: bool | None) -> None:
    now = desk_of(desk.visitor, desk.session) or desk
    held = now.decision.readiness
    kept = {asked: answer for asked, answer in held.answers.items() if asked != name}
    answers = kept if said is None else {**kept, name: said}
    now.submit(Edit("readiness", (), held.model_copy(update={"answers": answers})))
