"""What was measured on one criterion: performance, evidence and reason, alternative by alternative."""

from collections.abc import Callable, Mapping

import streamlit as st
from pydantic import ValidationError

from selection.analysis.cells import Resolved
from selection.analysis.foundation import Foundation
from selection.model.criteria import Criterion, Ordinal
from selection.model.judgements import EVIDENCE, Score
from selection.model.price_rules import prices_are_sealed, without_sealed_prices
from selection.views.cells import (
    BASELINE,
    STATES,
    WHY_HEIGHT,
    Entered,
    Row,
    first_open,
    provenance,
    row_title,
    say_what_is_lacking,
    sources_line,
)
from selection.views.desk import Desk
from selection.views.forms import PROSE, as_held, show_stored, too_long
from selection.views.widgets import plain
from selection.words import Words
from selection.words.criteria import anchors, performance
from selection.words.terms import evidence_word, state_word
from selection.words.units import unit_name


def answer_criterion(
    desk: Desk, criterion: Criterion, alternatives: Mapping[str, str], foundation: Foundation | None
) -> None:
    """Ask, one by one, what was measured; the baseline is asked too."""
    _ = desk.words
    st.subheader(plain(_.told(criterion.name)), anchor=False)
    st.markdown(plain(_.told(criterion.definition)))
    st.caption(plain(anchors(criterion, _)))
    sources_line(desk, criterion.id)
    names = dict(alternatives)
    cells = {who: _resolved(desk, criterion, who, foundation) for who in names}
    baseline = desk.decision.baseline
    if baseline is not None:
        cells[BASELINE] = _stated(baseline.scores.get(criterion.id))
        names[BASELINE] = _.text(baseline.name)
    first = first_open(cells)
    for who, found in cells.items():
        row = Row(desk, "score", who, criterion.id, str(criterion.name))
        _score_row(row, criterion, names[who], found, who == first)


def _resolved(desk: Desk, criterion: Criterion, who: str, foundation: Foundation | None) -> Resolved[Score]:
    resolved = foundation.scores.get(who, {}).get(criterion.id) if foundation else None
    readable = without_sealed_prices(desk.decision)
    return resolved or _stated(readable.scores.get(who, {}).get(criterion.id))


def _stated(score: Score | None) -> Resolved[Score]:
    return Resolved(score) if score else Resolved(Score(state="not_asked"), "none")


def _score_row(row: Row, criterion: Criterion, name: str, found: Resolved[Score], is_first: bool) -> None:
    _ = row.desk.words
    kept = row.draft()
    shown = kept or _parts(found.cell, _)

    def save(changed: str = "") -> None:
        entered = row.entered(_parts(Score(state="not_asked"), _))
        if changed == "performance" and entered["performance"] is not None:
            entered["state"] = "answered"
        if changed == "state" and entered["state"] != "answered":
            entered["performance"] = None
        unchanged = entered == _parts(found.cell, _)
        held = found.cell if found.origin == "stated" else Score(state="not_asked")
        score = _read_score(held, entered, _)
        finished = unchanged or (score is not None and not _lacking(entered, _))
        row.settle(entered, None if unchanged else score, finished)

    title = row_title(row, name, found, _said(criterion, found.cell, _), bool(kept))
    with st.expander(title, expanded=is_first or bool(kept) or found.origin == "stated"):
        provenance(found, row.desk)
        if _is_sealed(row, criterion):
            st.caption(_("A figure is stored here. It is shown once prices are opened."))
        _fields(row, criterion, shown, save)
        if say_what_is_lacking(row, bool(kept), _lacking(shown, _)):
            st.button(_("Save now"), key=row.key("again"), on_click=save)


def _is_sealed(row: Row, criterion: Criterion) -> bool:
    """Tell whether a performance is kept here that would give a sealed price away."""
    decision = row.desk.decision
    kept = criterion.id in decision.scores.get(row.who, {})
    return kept and criterion.is_cost and prices_are_sealed(decision)


def _said(criterion: Criterion, cell: Score, _: Words) -> str:
    """Say on a folded row what was measured."""
    scale = criterion.value
    if cell.performance is None:
        return state_word(cell.state, _)
    if isinstance(scale, Ordinal):
        return _.text(scale.levels[int(cell.performance)])
    return performance(criterion, cell.performance, _)


def _fields(row: Row, criterion: Criterion, shown: Entered, save: Callable[[str], None]) -> None:
    _ = row.desk.words
    for part, value in shown.items():
        show_stored(row.key(part), value)
    columns = st.columns([2, 2, 2, 4])
    usual = ("answered", *(state for state in STATES if state != "not_applicable"))
    columns[0].selectbox(
        _("State"),
        usual if shown["state"] in usual else (*usual, shown["state"]),
        format_func=lambda state: state_word(state, _),
        key=row.key("state"),
        on_change=save,
        args=("state",),
    )
    with columns[1]:
        figure = _performance_field(row, criterion, save)
    columns[2].selectbox(
        _("How do we know?"),
        EVIDENCE,
        format_func=lambda evidence: evidence_word(evidence, _),
        key=row.key("evidence"),
        on_change=save,
        disabled=figure is None,
    )
    columns[3].text_area(_("Why?"), height=WHY_HEIGHT, key=row.key("reason"), on_change=save)


def _performance_field(row: Row, criterion: Criterion, save: Callable[[str], None]) -> float | None:
    _ = row.desk.words
    scale = criterion.value
    key = row.key("performance")
    if isinstance(scale, Ordinal):
        return st.selectbox(
            _("Level"),
            range(len(scale.levels)),
            index=None,
            placeholder="—",
            format_func=lambda level: f"{int(level)} · {_.text(scale.levels[int(level)])}",
            key=key,
            on_change=save,
            args=("performance",),
        )
    unit = "" if scale.kind == "delivery_ladder" else unit_name(scale.unit, _)
    return st.number_input(
        plain(unit) or _("Level"), value=None, key=key, on_change=save, args=("performance",), format="%g"
    )


def _parts(cell: Score, _: Words) -> dict[str, object]:
    """Give what stands in the fields of a row that shows a cell."""
    return {
        "state": cell.state,
        "performance": cell.performance,
        "evidence": cell.evidence or EVIDENCE[0],
        "reason": _.text(cell.reason) if cell.reason else "",
    }


def _lacking(entered: Entered, _: Words) -> str:
    """Say what keeps a row from being stored; nothing if it is complete."""
    for problem in too_long(_, (_("Why?"), str(entered["reason"] or ""), PROSE)):
        return _("Not saved yet: {problem}", problem=problem)
    if entered["state"] == "answered" and entered["performance"] is None:
        return _("Not saved yet: say what was measured.")
    if entered["state"] == "not_applicable" and not entered["reason"]:
        return _("Not saved yet: give a reason and confirm.")
    return ""


def _read_score(held: Score, entered: Entered, _: Words) -> Score | None:
    """Make a score of what was entered; None while it is not complete."""
    figure, state = entered["performance"], str(entered["state"])
    answered = state == "answered"
    fields = {
        "state": state,
        "performance": float(figure) if answered and isinstance(figure, int | float) else None,
        "evidence": entered["evidence"] if answered else None,
        "reason": as_held(held.reason, entered["reason"], _),
        "source": held.source,
        "as_of": held.as_of,
        "by": held.by,
        "confirmed": held.confirmed and state == "not_applicable",
    }
    try:
        return Score.model_validate(fields)
    except ValidationError:
        return None
