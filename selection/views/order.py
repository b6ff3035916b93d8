"""What a page says above itself: what working out of order will cost, and what was changed after the lock."""

import streamlit as st

from selection.analysis.order_of_work import Step, missing_before
from selection.views.desk import Desk
from selection.views.widgets import plain
from selection.words.meeting import stamp_sentence
from selection.words.way import skipped_sentence

STEP_OF_PAGE: dict[str, Step] = {
    "measures": "measures",
    "readiness": "readiness",
    "needs": "needs",
    "criteria": "weights",
    "vendors": "vendors",
    "answers": "answers",
    "plan": "plan",
}
"""Which step of the method a page belongs to; the other pages need nothing before them."""

STAMPED = frozenset({"results", "sure", "risks", "documents", "money"})
"""Pages that show or hand out what came of a lock that was changed."""


def order_line(desk: Desk, page: str) -> None:
    """Say what was left out before this page, if anything was, and whether the lock was changed."""
    step = STEP_OF_PAGE.get(page)
    missing = missing_before(step, desk.decision) if step else ()
    if missing:
        st.caption(f":material/low_priority: {plain(skipped_sentence(missing, desk.words))}")
    lock = desk.state.proceedings.lock
    if lock is not None and lock.id != "1" and page in STAMPED:
        st.markdown(f":orange-badge[:material/edit_note: {plain(stamp_sentence(lock, desk.words))}]")
