"""What leads whoever leads to their own declaration, for as long as anything is kept back from them."""

from functools import partial

import streamlit as st

from selection.views.desk import Desk
from selection.views.widgets import go, plain
from selection.views.workshop_parts import open_part, part_at
from selection.views.workshop_rounds import filled


def declare_line(desk: Desk, page: str) -> None:
    """Say above a page that something is kept back, and lead to the one question that opens it."""
    missing = desk.state.to_declare
    if not missing or (page == "workshop" and part_at(desk) == "interests"):
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
        if page == "workshop" and filled(desk, "interests") == "primary":
            # The one filled button of that page leads there already.
            return
        turned = partial(open_part, desk, "interests")
        label = _("Declare your own interests")
        if st.button(label, icon=":material/gavel:", on_click=turned, key="declare-now"):
            go("workshop")
