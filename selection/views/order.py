"""Working out of order: allowed, and the page says in one line what it will cost."""

import streamlit as st

from selection.analysis.order_of_work import Step, missing_before
from selection.views.desk import Desk
from selection.views.widgets import plain
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


def order_line(desk: Desk, page: str) -> None:
    """Say what was left out before this page, if anything was."""
    step = STEP_OF_PAGE.get(page)
    missing = missing_before(step, desk.decision) if step else ()
    if missing:
        st.caption(f":material/low_priority: {plain(skipped_sentence(missing, desk.words))}")
