"""The language a visitor reads in: the one in the link, else the one chosen before, else the browser's."""

import streamlit as st

from selection.model.base import LANGUAGES, Language
from selection.words import NAMES, Words

DAY_ORDER: dict[Language, str] = {"en": "YYYY/MM/DD", "he": "DD.MM.YYYY", "pl": "DD.MM.YYYY"}
LANGUAGE = "lang"
SWITCH = "language"


def chosen_language() -> Language:
    """Know the visitor's language, and keep it in the address so that it travels with the link."""
    for asked in (st.query_params.get(LANGUAGE), st.session_state.get(LANGUAGE)):
        for language in LANGUAGES:
            if asked == language:
                _keep(language)
                return language
    preferred = (st.context.locale or "en").split("-")[0]
    # Browsers still know Hebrew by its old code, too.
    return {"he": "he", "iw": "he", "pl": "pl"}.get(preferred, "en")  # type: ignore[return-value]


def day_order(_: Words) -> str:
    """Give the order in which a day is entered."""
    return DAY_ORDER[_.language]


def _keep(language: Language) -> None:
    st.session_state[LANGUAGE] = language
    if st.query_params.get(LANGUAGE) != language:
        st.query_params[LANGUAGE] = language


def language_switch(_: Words) -> None:
    """Let the visitor choose a language; it is named in itself."""
    # A link may have changed it, too; a switch drawn anew would lose the keyboard's place.
    if st.session_state.get(SWITCH) != _.language:
        st.session_state[SWITCH] = _.language
    st.segmented_control(
        _("Language"),
        LANGUAGES,
        format_func=lambda language: NAMES[language],
        required=True,
        key=SWITCH,
        on_change=lambda: _keep(st.session_state[SWITCH]),
        label_visibility="collapsed",
    )
