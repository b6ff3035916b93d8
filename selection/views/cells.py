"""What the rows of both kinds of answers share: their keys, and where what they show comes from."""

import hashlib

import streamlit as st

from selection.analysis.cells import Resolved
from selection.model.judgements import Answer, Cell, CellState, Score
from selection.views.desk import Desk
from selection.views.widgets import plain

# No id looks like it.
BASELINE = "=baseline"
STATES: tuple[CellState, ...] = ("not_asked", "asked", "no_answer", "cannot_judge", "not_applicable")


def cell_key(desk: Desk, cell: Cell, *parts: str) -> str:
    """Name a widget after what it shows, so that saving one row leaves half-filled others alone."""
    stated = hashlib.sha256(cell.model_dump_json().encode()).hexdigest()[:8]
    return "-".join((desk.session[:8], stated, *parts))


def provenance(found: Resolved[Answer] | Resolved[Score], desk: Desk) -> None:
    """Say that a row shows a published fact, or that published facts contradict each other."""
    _ = desk.words
    if found.origin == "fact":
        stale = _(" · out of date") if found.stale else ""
        source = plain(str(found.cell.source))
        day = _.day(found.cell.as_of) if found.cell.as_of else _("undated")
        st.caption(_("From a published fact: {source}, {day}{stale}", source=source, day=day, stale=stale))
    elif found.origin == "conflict":
        sources = plain("; ".join(f"{fact.value} ({fact.source})" for fact in found.facts))
        st.caption(_("Published facts contradict each other: {sources}", sources=sources))
