"""The wall: what everybody in the room sees at once, without names, controls or anything still sealed."""

from collections import Counter
from functools import cache
from pathlib import Path

import streamlit as st

from selection.analysis.disagreement import Disagreement, for_the_room
from selection.errors import SelectionError
from selection.model.rounds import Round
from selection.views.desk import Desk
from selection.views.invitations import base_address, join_address, join_code, qr_code
from selection.views.live import follow
from selection.views.palette import GATE_BADGE, GATE_SIGN
from selection.views.widgets import plain
from selection.views.workshop_begin import rule_lines
from selection.views.workshop_clock import countdown
from selection.views.workshop_decision import award_lines
from selection.views.workshop_figures import (
    agreed_value,
    agreement_of,
    bar,
    figure_word,
    found_in,
    span_word,
    thing_name,
)
from selection.views.workshop_lock import frozen_lines, listed
from selection.views.workshop_names import item_name, local_moment, round_name
from selection.words.gates import verdict_word
from selection.words.meeting import doubt_sentence, handed_in, step_word, wall_question
from selection.words.results import headline
from selection.words.workshop_terms import phase_word
from selection.workshop.agenda import is_finished, step_name
from selection.workshop.guards import PHASE_OF_SUBJECT

WALL = "wall"
"""Where the wall stands."""

STYLE = Path(__file__).with_name("wall.css")
MOST_CONTESTED = 4
MOST_AGREED = 5
MOST_PAIRS = 8
QR_WIDTH = 620
SHOWN_OF_A_HASH = 16
APART = "\u2003"
"""A wide space, so that what belongs to one value is seen from afar."""


def page(desk: Desk) -> None:
    """Show the room where it is."""
    st.html(_style())
    _ = desk.words
    stand = desk.state.proceedings.stand
    if desk.state.phase is None or stand is None:
        st.title(plain(_.told(desk.decision.title)), anchor=False)
        st.markdown(_("The workshop has not begun yet."))
        _way_in(desk)
        follow(desk)
        return
    step = step_name(desk.state.proceedings.rules.agenda, stand.step) or stand.phase
    _head(desk, step)
    _middle(desk, step)
    follow(desk)


@cache
def _style() -> str:
    return f"<style>{STYLE.read_text(encoding='utf-8')}</style>"


def _head(desk: Desk, step: str) -> None:
    _ = desk.words
    stand = desk.state.proceedings.stand
    between = stand is None or stand.step is None
    name = phase_word(step, _) if between else step_word(step, _)
    left, right = st.columns([3, 1], vertical_alignment="center")
    with left:
        st.caption(plain(f"{_.told(desk.decision.title)} · {name}"))
        st.title(plain(wall_question(step, _)), anchor=False)
    with right:
        countdown(desk.state.proceedings, _, large=True)


def _middle(desk: Desk, step: str) -> None:
    if step in ("join", "scope"):
        _scope(desk)
        _way_in(desk)
    elif step == "lock":
        _lock(desk)
    elif step == "answers":
        _deadline(desk)
    elif step == "gates":
        _gates(desk)
    elif step == "how_sure":
        _result(desk)
    elif step in ("decision", "close"):
        _award(desk)
    else:
        _rounds(desk)


def _scope(desk: Desk) -> None:
    success = desk.decision.scope.success
    if success is not None:
        st.markdown(plain(desk.words.told(success)))


def _way_in(desk: Desk) -> None:
    """Show how to join, and how many have."""
    _ = desk.words
    address, code = join_address(desk), join_code(desk)
    left, right = st.columns(2, vertical_alignment="center", gap="large")
    with left:
        if address is not None:
            st.image(qr_code(address), width=QR_WIDTH, alt=_("QR code to join"))
        elif code is None:
            st.markdown(_("Ask whoever leads for the link or the code to join."))
    with right:
        if code is not None:
            st.markdown(_("Open {address} and type:", address=plain(_.apart(f"{base_address()}/code"))))
            with st.container(key="wall-code"):
                st.markdown(f"## {plain(_.apart(code))}")
        here = len(desk.state.proceedings.members)
        with st.container(key="wall-here"):
            st.markdown(f"## {plain(_.counted('{count} is here', '{count} are here', here))}")


def _rounds(desk: Desk) -> None:
    """Show the round that is on: counts while it is sealed, afterwards what is contested and agreed."""
    _ = desk.words
    known = desk.state.proceedings
    here = [found for found in known.rounds if _belongs(desk, found)]
    sealed = [found for found in here if found.state in ("open", "closed")]
    if sealed:
        _sealed(desk, sealed[-1])
        return
    shown = [found for found in here if not found.is_sealed and found.subject != "chemistry"]
    if not shown:
        st.markdown(_("The next round opens in a moment."))
        return
    left = [found for found in shown if not is_finished(known, found)]
    _differences(desk, (left or shown)[-1])


def _belongs(desk: Desk, found: Round) -> bool:
    """Tell whether a round is of the phase that is on, or was left open by the one before."""
    here = PHASE_OF_SUBJECT[found.subject] == desk.state.phase
    return here or (not found.is_sealed and not is_finished(desk.state.proceedings, found))


def _sealed(desk: Desk, found: Round) -> None:
    _ = desk.words
    given = desk.state.given.get(found.id, 0)
    of = max(len(found.judges) or len(desk.state.proceedings.members), given)
    st.subheader(plain(round_name(desk, found)), anchor=False)
    with st.container(key="wall-count"):
        st.markdown(f"## {plain(handed_in(given, of, _))}")
    st.progress(given / of if of else 0.0)
    if found.state == "closed":
        st.markdown(_("The round is closed. The reveal comes next."))
        return
    st.markdown(_("Everybody judges alone. Nothing is shown before the reveal."))
    if found.deadline is not None:
        st.markdown(plain(_("Until {moment}.", moment=local_moment(found.deadline, _))))


def _differences(desk: Desk, found: Round) -> None:
    _ = desk.words
    if found.subject == "scores" and desk.state.to_declare:
        _nothing_of_bidders(desk)
        return
    everything = found_in(desk, found.id)
    contested = [one for one in for_the_room(everything) if agreement_of(desk, one) is None]
    agreed = [one for one in everything if agreement_of(desk, one) is not None]
    left, right = st.columns([2, 1], gap="large")
    with left:
        title = _.counted("{count} point to talk about", "{count} points to talk about", len(contested))
        st.subheader(plain(title if contested else _("Nothing is left to talk about")), anchor=False)
        for one in contested[:MOST_CONTESTED]:
            st.markdown(f"**{plain(thing_name(desk, one))}**  \n{_distribution(desk, one)}")
        if len(contested) > MOST_CONTESTED:
            more = len(contested) - MOST_CONTESTED
            st.caption(plain(_.counted("and {count} more", "and {count} more", more)))
    with right, st.container(key="wall-agreed"):
        items = list({one.item: one for one in agreed}.values())
        if items:
            st.subheader(plain(_("{count} agreed", count=len(items))), anchor=False)
        for one in items[-MOST_AGREED:]:
            st.markdown(f":green-badge[✓ {plain(agreed_value(desk, one))}] {plain(_agreed_name(desk, one))}")


def _agreed_name(desk: Desk, one: Disagreement) -> str:
    """Name what was agreed; of a node, the node and not one of its children."""
    return item_name(desk, one.subject, one.item)


def _distribution(desk: Desk, one: Disagreement) -> str:
    """Show how many gave which value, as on the phones; of weights only from where to where they lie."""
    _ = desk.words
    if one.subject == "weights" or not one.figures:
        return plain(span_word(desk, one))
    counts = Counter(one.figures)
    parts = [
        f"**{plain(figure_word(desk, one, value))}** :blue[{bar(counts[value], one.judged)}] "
        f"{plain(_.number(counts[value]))}"
        for value in sorted(counts)[::-1]
    ]
    if one.cannot_judge:
        unable = len(one.cannot_judge)
        parts.append(plain(_.counted("{count} can't judge", "{count} can't judge", unable)))
    return APART.join(parts)


def _lock(desk: Desk) -> None:
    _ = desk.words
    lock = desk.state.proceedings.lock
    if lock is not None:
        moment = local_moment(lock.at, _)
        said = _("Locked on {moment}, version {version}.", moment=moment, version=lock.id)
        st.subheader(plain(said), anchor=False)
        st.caption(plain(f"{lock.hash[:SHOWN_OF_A_HASH]}…"))
    left, right = st.columns(2, gap="large")
    with left:
        listed(frozen_lines(desk))
    with right:
        listed(rule_lines(desk.state.proceedings.rules, _))


def _deadline(desk: Desk) -> None:
    _ = desk.words
    stand = desk.state.proceedings.stand
    if stand is not None and stand.deadline is not None:
        with st.container(key="wall-result"):
            st.header(plain(_("Until {moment}.", moment=local_moment(stand.deadline, _))), anchor=False)
    st.markdown(_("What vendors send in stays sealed until then."))


def _gates(desk: Desk) -> None:
    """Show who passed, who is open and who failed, beside each other; judgements play no part in it."""
    _ = desk.words
    try:
        result = desk.evaluate()
    except SelectionError:
        _nothing_of_bidders(desk)
        return
    pairs = result.pairs or result.platforms
    verdicts = [verdict for verdict in GATE_SIGN if any(one.gate.verdict == verdict for one in pairs)]
    if not verdicts:
        return
    for place, verdict in zip(st.columns(len(verdicts), gap="large"), verdicts, strict=True):
        names = [plain(one.name) for one in pairs if one.gate.verdict == verdict]
        badge = f":{GATE_BADGE[verdict]}-badge[{GATE_SIGN[verdict]} {plain(verdict_word(verdict, _))}]"
        with place, st.container(key=f"wall-gates-{verdict}"):
            st.subheader(f"{badge} {plain(_.number(len(names)))}", anchor=False)
            for name in names[:MOST_PAIRS]:
                st.markdown(name)


def _result(desk: Desk) -> None:
    _ = desk.words
    try:
        first = headline(desk.evaluate(), _)
    except SelectionError:
        _nothing_of_bidders(desk)
        return
    with st.container(key="wall-result"):
        st.header(plain(first), anchor=False)


def _nothing_of_bidders(desk: Desk) -> None:
    """Say why there is nothing to see, where something is kept back: to the whole room, so of nobody."""
    if desk.state.to_declare:
        st.markdown(desk.words("What is known of the bidders stands here once interests are declared."))


def _award(desk: Desk) -> None:
    award = desk.state.proceedings.award
    if award is None:
        _result(desk)
        return
    first, *others = award_lines(desk, award)
    with st.container(key="wall-award"):
        st.header(plain(first), anchor=False)
        if desk.state.doubted_by:
            st.warning(plain(doubt_sentence(desk.words)), icon=":material/warning:")
        for line in others:
            st.markdown(plain(line))
