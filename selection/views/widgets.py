"""The few things every page is built of."""

import re
from collections.abc import Callable
from typing import Literal

import streamlit as st

from selection.analysis.gates import Verdict
from selection.views.desk import NOTICE, SHOWN, Desk
from selection.views.palette import GATE_BADGE, GATE_SIGN
from selection.words import Words
from selection.words.errors import Explanation
from selection.words.gates import verdict_word

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")

NO_BREAK = "\N{NO-BREAK SPACE}"
SHORT = 24

_SEEN_ANYWAY = re.compile(r"https?(?=:)|www(?=\.)|@|:(?=material/|streamlit:)", re.IGNORECASE)


def plain(text: str) -> str:
    r"""Let text from outside stand in markdown as it is written, markup and all.

    Addresses would become links and icons' names icons although they are escaped; a joiner nobody sees
    keeps them words.

    >>> plain("**big** :red[sale]")
    '\\*\\*big\\*\\* \\:red\\[sale\\]'
    >>> plain("www.sale.example")
    'www\u2060\\.sale\\.example'
    >>> plain(":material/delete:")
    '\\:\u2060material/delete\\:'
    """
    return _MARKUP.sub(r"\\\1", _SEEN_ANYWAY.sub("\\g<0>\N{WORD JOINER}", text.replace("\n", " ")))


def question(title: str, help_text: str = "") -> None:
    """Open a page with the one question it asks."""
    st.title(title, anchor=False)
    if help_text:
        st.markdown(help_text)


def notice() -> None:
    """Show what went wrong with the last action, until the next one."""
    found = st.session_state.pop(NOTICE, None)
    st.session_state[SHOWN] = found
    if found:
        st.error(plain(found), icon=":material/error:")


def amiss(found: Explanation, _: Words) -> str:
    """Say where something is wrong, what, and what to do about it."""
    said = plain(f"{found.sentence} {found.remedy}")
    return f"{plain(_.apart(found.where))}: {said}" if found.where else said


def heading(word: str) -> str:
    """Begin a word with a capital, as headings do.

    >>> heading("nice to have")
    'Nice to have'
    """
    return word[:1].upper() + word[1:]


def unbroken(text: str) -> str:
    r"""Keep a short text, as a day or a name is, on one line.

    >>> unbroken("31 Dec 2027"), unbroken("A sentence takes as many lines as it needs.")
    ('31\xa0Dec\xa02027', 'A sentence takes as many lines as it needs.')
    """
    return text.replace(" ", NO_BREAK) if len(text) <= SHORT else text


def gate_badge(verdict: Verdict, _: Words) -> None:
    """Show a gate's verdict: colour, sign and word."""
    st.badge(f"{GATE_SIGN[verdict]} {verdict_word(verdict, _)}", color=GATE_BADGE[verdict])


def badge(verdict: Verdict, text: str) -> str:
    r"""Write a text in a gate's colour behind its sign, for places where a badge is a part of something.

    >>> badge("open", "0.25–0.75")
    ':orange-badge[? 0\\.25–0\\.75]'
    """
    return f":{GATE_BADGE[verdict]}-badge[{GATE_SIGN[verdict]} {plain(text)}]"


def fiction_banner(desk: Desk) -> None:
    """Say on every page that something in the decision is invented."""
    if desk.decision.fictional:
        _ = desk.words
        real = any(not profile.fictional for profile in desk.decision.platforms)
        text = (
            _("Some of the firms in this decision are invented; the products are real, their facts sourced.")
            if real
            else _("Everything in this decision is invented: products, firms, people and figures.")
        )
        with st.container(key="fiction"):
            st.caption(f"{_fictional(_)} · {text}")


def fiction_mark(desk: Desk) -> None:
    """Say the same in one word, where there is room for no more."""
    if desk.decision.fictional:
        st.caption(_fictional(desk.words), width="content")


def _fictional(_: Words) -> str:
    return f":material/theater_comedy: **{_('Fictional')}**"


def empty_state(message: str, label: str, page: str) -> None:
    """Say what is missing and lead to where it is filled in."""
    with st.container(border=True):
        st.markdown(message)
        if st.button(label, type="primary"):
            go(page)


def go(page: str) -> None:
    """Turn to another page of the same session."""
    st.switch_page(st.session_state["pages"][page], query_params=dict(st.query_params))


def onward(label: str, page: str, *, leads: bool = True) -> None:
    """End a page with the way to the next question, filled unless something else is to be done first."""
    st.divider()
    kind: Literal["primary", "secondary"] = "primary" if leads else "secondary"
    if st.button(label, type=kind, icon=":material/arrow_forward:", icon_position="right", key="onward"):
        go(page)


def small_print(title: str, draw: Callable[[], object]) -> None:
    """Keep what only some want to know one click away."""
    with st.expander(title):
        draw()
