"""Start: open an example, begin a decision, or go on with one."""

import streamlit as st

from selection.catalogue.decision_file import read_decision, read_decision_text
from selection.catalogue.starting import fresh_decision
from selection.errors import SelectionError
from selection.model.decision import Decision
from selection.views.desk import SESSION, Visitor, library
from selection.views.sessions_list import session_file, sessions_list
from selection.views.sign_in import sign_in_button
from selection.views.widgets import amiss, go
from selection.words.errors import explain_all


def page(visitor: Visitor) -> None:
    """Ask what to open."""
    _ = visitor.words
    st.title(_("Choose a CRM and the firm to implement it"), anchor=False)
    st.markdown(
        _(
            "From what you need to a decision you can defend: goals first, then needs, weights, "
            "facts about the vendors, and at the end the pair of platform and integrator that fits best."
        )
    )
    sign_in_button(_)
    _arrive()
    left, middle, right = st.columns(3, gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.subheader(_("See a finished decision"), anchor=False)
        st.markdown(
            _(
                "An invented tender: five products, four integrators, every question answered. "
                "Look at the result and follow any number to its source."
            )
        )
        st.space("stretch")
        _opener(visitor, "tender", _("Open the tender"), "results", primary=True)
    with middle, st.container(border=True, height="stretch"):
        st.subheader(_("Scan the market"), anchor=False)
        st.markdown(
            _(
                "Twelve real CRM products, described by dated, sourced facts only. "
                "See what public facts can tell, and what you would have to ask."
            )
        )
        st.space("stretch")
        _opener(visitor, "market_scan", _("Open the market scan"), "results")
    with right, st.container(border=True, height="stretch"):
        st.subheader(_("Start your own"), anchor=False)
        title = st.text_input(
            _("What is the decision called?"), placeholder=_("CRM for our sales team"), max_chars=120
        )
        if st.button(_("Start"), width="stretch", key="start-own"):
            _open(visitor, fresh_decision(title.strip() or _("Our CRM decision"), library()), "scope")
        with st.popover(_("Open a decision file"), width="stretch"):
            _from_file(visitor)
        with st.popover(_("Take in a session file"), width="stretch"):
            session_file(visitor, _turn_to)
    sessions_list(visitor, _turn_to)


def _opener(visitor: Visitor, example: str, label: str, page_name: str, *, primary: bool = False) -> None:
    if st.button(label, type="primary" if primary else "secondary", width="stretch", key=f"open-{example}"):
        with st.spinner(visitor.words("Opening …")):
            try:
                decision = read_decision(library().folder / "examples" / f"{example}.yaml", library())
            except SelectionError as error:
                visitor.tell(error)
                st.rerun()
            _open(visitor, decision, page_name)


def _from_file(visitor: Visitor) -> None:
    _ = visitor.words
    file = st.file_uploader(_("A decision file, YAML, up to 1 MB"), type=["yaml", "yml"])
    if file is None or not st.button(_("Open it"), type="primary"):
        return
    try:
        with st.spinner(_("Reading the file")):
            decision = read_decision_text(file.getvalue(), file.name, library())
    except SelectionError as error:
        for found in explain_all(error, _)[:20]:
            st.error(amiss(found, _))
        return
    _open(visitor, decision, "results")


def _open(visitor: Visitor, decision: Decision, page_name: str) -> None:
    session = visitor.open_session(decision)
    if session is None:
        st.rerun()
    _turn_to(str(session), page_name)


def _turn_to(session: str, page_name: str) -> None:
    """Enter a session; its pages exist from the next run on, so the way there is kept until then."""
    st.query_params[SESSION] = session
    st.session_state[SESSION] = session
    st.session_state["arrive_at"] = page_name
    st.rerun()


def _arrive() -> None:
    page_name = st.session_state.pop("arrive_at", None)
    if SESSION in st.session_state and page_name in st.session_state["pages"]:
        go(page_name)
