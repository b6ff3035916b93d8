"""What a page says above itself: what was left out before it, changed after the lock, or is in doubt."""

from collections.abc import Sequence

import streamlit as st

from selection.analysis.order_of_work import Skipped, Step, missing_before
from selection.views.desk import Desk
from selection.views.widgets import heading, plain
from selection.words import Words
from selection.words.meeting import doubt_sentence, stamp_sentence
from selection.words.way import cost_sentence, skipped_sentence, step_word

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
        said = f":material/low_priority: {plain(skipped_sentence(missing, desk.words))}"
        st.caption(said, help=_every_cost(missing, desk.words) if len(missing) > 1 else None)
    lock = desk.state.proceedings.lock
    if lock is not None and lock.id != "1" and page in STAMPED:
        st.markdown(f":orange-badge[:material/edit_note: {plain(stamp_sentence(lock, desk.words))}]")
    if desk.state.doubted_by and page in STAMPED:
        st.warning(plain(doubt_sentence(desk.words)), icon=":material/warning:")


def _every_cost(missing: Sequence[Skipped], _: Words) -> str:
    """List what every step costs that was left out; the line itself has room for the first only."""
    return "\n".join(
        f"- **{plain(heading(step_word(one.step, _)))}**: {plain(cost_sentence(one.cost, _))}"
        for one in missing
    )
