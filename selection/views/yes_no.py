"""Questions that are answered with yes or no, or not yet."""

from collections.abc import Callable

import streamlit as st

from selection.views.desk import Desk
from selection.views.widgets import plain

YES, NO = "yes", "no"
ANSWER = {YES: True, NO: False, None: None}
Store = Callable[[bool | None], object]


def yes_no(desk: Desk, name: str, asked: str, held: bool | None, store: Store) -> None:
    """Ask one question; what is pressed is stored at once, and pressing it again takes it back."""
    _ = desk.words
    words = {YES: _("yes"), NO: _("no")}
    key = desk.key("yes-no", name)

    def save() -> None:
        store(ANSWER[st.session_state[key]])

    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(asked), width="stretch")
        st.segmented_control(
            asked,
            [YES, NO],
            default=next((word for word, answer in ANSWER.items() if answer is held), None),
            format_func=lambda word: words[word],
            key=key,
            label_visibility="collapsed",
            on_change=save,
        )
