"""Large buttons to answer a question with, none of them chosen beforehand."""

from collections.abc import Callable, Mapping

import streamlit as st

from selection.views.desk import Desk
from selection.views.forms import field_key


def choose(
    desk: Desk, name: str, choices: Mapping[object, str], chosen: object, say: Callable[[object], None]
) -> None:
    """Offer choices one below the other, each as wide as a thumb likes it; the chosen one has a tick.

    Parameters
    ----------
    name
        Of the question, which no other question on the page has.
    choices
        What can be said, with its words.
    chosen
        What was said so far; None if nothing was.
    """
    with st.container(key=field_key(desk, "question", name), gap="small"):
        for choice, words in choices.items():
            is_chosen = choice == chosen and type(choice) is type(chosen)
            st.button(
                words,
                icon=":material/check:" if is_chosen else None,
                type="primary" if is_chosen else "secondary",
                width="stretch",
                wrap=True,
                key=field_key(desk, "say", name, str(choice)),
                on_click=say,
                args=(choice,),
            )
