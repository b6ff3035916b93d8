"""What was measured on one criterion: performance, evidence and reason, alternative by alternative."""

from collections.abc import Callable, Mapping

import streamlit as st

from selection.analysis.cells import Resolved
from selection.analysis.foundation import Foundation
from selection.model.criteria import Criterion, Ordinal
from selection.model.decision import Baseline
from selection.model.judgements import EVIDENCE, Score
from selection.views.cells import BASELINE, STATES, cell_key, provenance
from selection.views.desk import Desk
from selection.views.widgets import plain
from selection.words.criteria import anchors
from selection.words.terms import evidence_word, state_word
from selection.workshop.events import Edit


def answer_criterion(
    desk: Desk, criterion: Criterion, alternatives: Mapping[str, str], foundation: Foundation | None
) -> None:
    """Ask, one by one, what was measured; the baseline is asked too."""
    _ = desk.words
    st.subheader(plain(_.text(criterion.name)), anchor=False)
    st.markdown(plain(_.text(criterion.definition)))
    st.caption(plain(anchors(criterion, _)))
    for name, title in alternatives.items():
        stated = desk.decision.scores.get(name, {}).get(criterion.id, Score(state="not_asked"))
        resolved = foundation.scores.get(name, {}).get(criterion.id) if foundation else None
        _score_row(
            desk,
            criterion,
            name,
            title,
            resolved or Resolved(stated),
            lambda score, name=name: Edit("score", (name, criterion.id), score),
        )
    baseline = desk.decision.baseline
    if baseline is not None:
        held = baseline.scores.get(criterion.id, Score(state="not_asked"))
        _score_row(
            desk,
            criterion,
            BASELINE,
            baseline.name,
            Resolved(held),
            lambda score: _baseline_score(baseline, criterion, score),
        )


def _baseline_score(baseline: Baseline, criterion: Criterion, score: Score) -> Edit:
    return Edit(
        "baseline", (), baseline.model_copy(update={"scores": {**baseline.scores, criterion.id: score}})
    )


def _score_row(
    desk: Desk,
    criterion: Criterion,
    who: str,
    name: str,
    found: Resolved[Score],
    edit: Callable[[Score], Edit],
) -> None:
    _ = desk.words
    cell = found.cell

    def key(part: str) -> str:
        return cell_key(desk, cell, criterion.id, who, part)

    def save() -> None:
        held = cell if found.origin == "stated" else Score(state="not_asked")
        score = _read_score(held, {part: st.session_state.get(key(part)) for part in _SCORE_PARTS})
        if score is not None:
            desk.submit(edit(score))

    with st.container(border=True):
        st.markdown(f"**{plain(name)}**")
        provenance(found, desk)
        columns = st.columns([2, 2, 2, 4])
        options = ["answered", *(s for s in STATES if s != "not_applicable")]
        columns[0].selectbox(
            _("State"),
            options,
            index=options.index(cell.state),
            format_func=lambda s: state_word(s, _),
            key=key("state"),
            on_change=save,
        )
        with columns[1]:
            _performance_field(desk, criterion, cell, key("performance"), save)
        columns[2].selectbox(
            _("How do we know?"),
            EVIDENCE,
            index=EVIDENCE.index(cell.evidence) if cell.evidence else 0,
            format_func=lambda e: evidence_word(e, _),
            key=key("evidence"),
            on_change=save,
        )
        columns[3].text_input(
            _("Why?"),
            value=_.text(cell.reason) if cell.reason else "",
            max_chars=1000,
            key=key("reason"),
            on_change=save,
        )


_SCORE_PARTS = ("state", "performance", "evidence", "reason")


def _performance_field(
    desk: Desk, criterion: Criterion, cell: Score, key: str, save: Callable[[], None]
) -> None:
    _ = desk.words
    scale = criterion.value
    if isinstance(scale, Ordinal):
        levels = [None, *range(len(scale.levels))]
        st.selectbox(
            _("Level"),
            levels,
            index=levels.index(int(cell.performance)) if cell.performance is not None else 0,
            format_func=lambda level: "—" if level is None else f"{level} · {_.text(scale.levels[level])}",
            key=key,
            on_change=save,
        )
        return
    unit = "" if scale.kind == "delivery_ladder" else scale.unit
    st.number_input(unit, value=cell.performance, key=key, on_change=save)


def _read_score(held: Score, entered: Mapping[str, object]) -> Score | None:
    """Make a score of what was entered: a performance says that it was answered."""
    figure = entered["performance"]
    state = str(entered["state"])
    if figure is not None and state in ("not_asked", "answered", "asked"):
        state = "answered"
    fields = {
        "state": state,
        "performance": float(figure) if state == "answered" and isinstance(figure, int | float) else None,
        "evidence": entered["evidence"] if state == "answered" else None,
        "reason": str(entered["reason"] or "").strip() or None,
        "source": held.source,
        "as_of": held.as_of,
        "by": held.by,
    }
    try:
        return Score.model_validate(fields)
    except ValueError:
        return None
