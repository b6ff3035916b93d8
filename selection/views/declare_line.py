"""What leads whoever leads to their own declaration, for as long as anything is kept back from them."""

from functools import partial
from typing import Literal

import streamlit as st

from selection.views.desk import Desk
from selection.views.widgets import go, plain, question
from selection.views.workshop_parts import open_part, part_at
from selection.views.workshop_rounds import filled
from selection.words.errors import explain
from selection.workshop.declaring import asked_now, not_declared

OF_ALL_BIDDERS = frozenset({"answers", "money", "results", "sure", "documents"})
"""Pages that show, or rest on, what is known of every bidder: of a part of it they would mislead."""


def is_kept_back(desk: Desk, page: str) -> bool:
    """Tell whether a page can't be drawn for somebody who has not declared on every bidder."""
    return bool(desk.state.to_declare) and page in OF_ALL_BIDDERS


def declare_first(desk: Desk) -> None:
    """Stand in for such a page: name whom is still to be declared on, and lead to the question."""
    _ = desk.words
    question(_("What do you have to do with the bidders?"))
    found = explain(not_declared(desk.state), _)
    with st.container(border=True, key="kept-back"):
        st.markdown(plain(f"{found.sentence} {found.remedy}"))
        _lead_there(desk, "primary")


def declare_line(desk: Desk, page: str) -> None:
    """Say above another page that something is kept back, and lead to the one question that opens it."""
    missing = desk.state.to_declare
    if not missing or page in OF_ALL_BIDDERS or (page == "workshop" and _says_nothing_of_bidders(desk)):
        return
    _ = desk.words
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="kept-back"):
        said = _.counted(
            "Nothing that is known of {count} bidder is shown to you, or counted here, "
            "before you have said what you have to do with it.",
            "Nothing that is known of {count} bidders is shown to you, or counted here, "
            "before you have said what you have to do with them.",
            len(missing),
        )
        st.markdown(f":material/visibility_off: {plain(said)}", width="stretch")
        # The one filled button of the workshop leads there already, where it is the next thing to do.
        if not (page == "workshop" and filled(desk, "interests") == "primary"):
            _lead_there(desk, "secondary")


def _says_nothing_of_bidders(desk: Desk) -> bool:
    return not asked_now(desk.state) or part_at(desk) == "interests"


def _lead_there(desk: Desk, kind: Literal["primary", "secondary"]) -> None:
    turned = partial(open_part, desk, "interests")
    label = desk.words("Declare your own interests")
    if st.button(label, type=kind, icon=":material/gavel:", on_click=turned, key="declare-now"):
        go("workshop")
