"""What is said of names that a reader would take for each other."""

import streamlit as st

from selection.model.look_alikes import look_alikes
from selection.views.desk import Desk
from selection.views.widgets import plain
from selection.words.errors import explain


def say_look_alikes(desk: Desk, *sections: str) -> None:
    """Warn of names in some sections of the decision that look alike."""
    for found in look_alikes(desk.decision):
        if found.where.split(".")[0] in sections:
            told = explain(found, desk.words)
            st.warning(plain(f"{told.sentence} {told.remedy}"), icon=":material/compare:")
