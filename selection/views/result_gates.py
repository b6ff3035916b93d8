"""What was excluded and why, and what keeps a gate open."""

from collections.abc import Sequence

import streamlit as st

from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.gates import GatePart
from selection.views.desk import Desk
from selection.views.widgets import gate_badge, plain
from selection.words.gates import gate_name, part_sentence, reason_sentence
from selection.words.results import fit_sentence

SHOWN = 4


def gates_section(desk: Desk, result: Evaluation) -> None:
    """Show the alternatives whose gate is not passed, each with its reasons."""
    _ = desk.words
    stopped = [a for a in (*result.platforms, *result.integrators) if a.gate.verdict != "pass"]
    own = [pair for pair in result.pairs if _own_parts(pair, result)]
    if not stopped and not own:
        st.success(_("Everybody passed every gate."), icon=":material/task_alt:")
    for verdict, title in (("fail", _("Excluded")), ("open", _("Still open"))):
        members = [a for a in stopped if a.gate.verdict == verdict]
        pairs = [p for p in own if p.gate.verdict == verdict]
        if members or pairs:
            st.subheader(title, anchor=False)
        for alternative in members:
            _stopped(desk, result, alternative, alternative.gate.parts)
        for pair in pairs:
            _stopped(desk, result, pair, _own_parts(pair, result))
    _fits(desk, result)


def _own_parts(pair: Alternative, result: Evaluation) -> tuple[GatePart, ...]:
    """Give what stops a pair beyond what already stops its platform or its firm."""
    if pair.pair is None:
        return ()
    known = {
        part
        for a in (*result.platforms, *result.integrators)
        if a.id in (pair.pair.offer, pair.pair.integrator)
        for part in a.gate.parts
    }
    return tuple(
        part for part in pair.gate.parts if part.verdict == pair.gate.verdict != "pass" and part not in known
    )


def _stopped(desk: Desk, result: Evaluation, alternative: Alternative, parts: Sequence[GatePart]) -> None:
    _ = desk.words
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(alternative.name)}**", width="stretch")
            gate_badge(alternative.gate.verdict, _)
        for part in parts:
            if part.verdict != "pass":
                _part(desk, result, alternative, part)
        closed = _closed_in(alternative, result)
        if closed:
            st.caption(_("Closed by the commitments of: {names}.", names=plain(_.listed(closed))))


def _closed_in(platform: Alternative, result: Evaluation) -> list[str]:
    """Name the bids whose commitments close what is open for a product alone."""
    opened = any(part.gate == "must_needs" for part in platform.gate.parts_that("open"))
    bids = [pair for pair in result.pairs if pair.pair and pair.pair.bid and pair.pair.offer == platform.id]
    if platform.kind != "platform" or not opened:
        return []
    return [
        bid.name
        for bid in bids
        if all(part.verdict == "pass" for part in bid.gate.parts if part.gate == "must_needs")
    ]


def _part(desk: Desk, result: Evaluation, alternative: Alternative, part: GatePart) -> None:
    _ = desk.words
    st.markdown(f"{plain(gate_name(part, result, _))}: {plain(part_sentence(part, result, _))}")
    failing = [reason for reason in part.reasons if reason.verdict == part.verdict]
    shown = SHOWN if part.gate != "fit" else 0
    for reason in failing[:shown]:
        with st.container(gap=None):
            st.markdown(f"- {plain(reason_sentence(reason, result, _))}", width="stretch")
            if part.gate == "must_needs" and alternative.kind == "platform":
                _not_a_must(desk, reason.item, alternative.id)
    rest = failing[shown:]
    if rest:
        title = (
            _.counted("{count} more need", "{count} more needs", len(rest))
            if shown
            else _.counted("The need behind it", "The {count} needs behind it", len(rest))
        )
        with st.expander(title):
            st.markdown("\n".join(f"- {plain(reason_sentence(reason, result, _))}" for reason in rest))


def _not_a_must(desk: Desk, need: str, alternative: str) -> None:
    _ = desk.words
    name = f"{desk.session[:8]}-not-must"

    def count_as_nice() -> None:
        st.session_state[name] = (*st.session_state.get(name, ()), need)

    st.button(
        _("What if {need} were not a must?", need=need),
        type="tertiary",
        key=desk.key("not-must", alternative, need),
        on_click=count_as_nice,
    )


def _fits(desk: Desk, result: Evaluation) -> None:
    _ = desk.words
    line = _.percent(result.decision.policy.fit_line)
    st.subheader(_("As-is fit"), anchor=False)
    st.caption(_("The rule: at least {line} of the needs are met without changing the product.", line=line))
    for alternative in result.platforms:
        if alternative.fit is not None:
            st.markdown(
                f"**{plain(alternative.name)}** · {plain(fit_sentence(alternative.fit, result.decision, _))}"
            )
