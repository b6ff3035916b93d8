"""The visitor's sessions: opened again, used once more, put away, kept as a file, or erased."""

from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st

from selection.catalogue.starting import duplicate_of, template_of
from selection.errors import SelectionError
from selection.model.base import reading
from selection.model.decision import Decision
from selection.views.desk import SESSION, Visitor
from selection.views.naming import slug
from selection.views.widgets import amiss, plain
from selection.views.workshop_names import local_moment
from selection.web.process import service
from selection.words.errors import explain, explain_all
from selection.workshop.declaring import whole
from selection.workshop.service import SessionSummary
from selection.workshop.state import SessionState

MOST_LISTED = 50
SESSION_FILE = "session-file"

Turn = Callable[[str, str], None]
"""How a session is opened at one of its pages."""


def sessions_list(visitor: Visitor, turn_to: Turn) -> None:
    """List the sessions, those that were put away last."""
    _ = visitor.words
    try:
        sessions = service().my_sessions(visitor.token)
    except SelectionError as error:
        found = explain(error, _)
        st.error(plain(f"{found.sentence} {found.remedy}"), icon=":material/error:")
        return
    at_hand = [summary for summary in sessions if not summary.archived]
    put_away = [summary for summary in sessions if summary.archived]
    if at_hand:
        st.subheader(_("Your sessions"), anchor=False)
        st.caption(_("Only what you began or joined in this browser is listed here."))
    _rows(visitor, at_hand[:MOST_LISTED], turn_to)
    if put_away:
        with st.expander(_("Put away ({count})", count=len(put_away))):
            _rows(visitor, put_away[:MOST_LISTED], turn_to)


def session_file(visitor: Visitor, turn_to: Turn) -> None:
    """Take in a session that was kept as a file."""
    _ = visitor.words
    file = st.file_uploader(_("A session file, ZIP, up to 5 MB"), type=["zip"])
    if file is None or not st.button(_("Take it in"), type="primary", key="take-in"):
        return
    try:
        with st.spinner(_("Reading the file")):
            session = service().import_session(visitor.token, file.getvalue())
    except SelectionError as error:
        for found in explain_all(error, _)[:5]:
            st.error(amiss(found, _))
        return
    turn_to(session, "scope")


def _rows(visitor: Visitor, sessions: Sequence[SessionSummary], turn_to: Turn) -> None:
    """Show sessions one below the other; of the same name, they are told apart by the minute."""
    _ = visitor.words
    names = Counter(_.text(summary.title) for summary in sessions)
    for summary in sessions:
        is_only = names[_.text(summary.title)] == 1
        changed = _.day(summary.updated[:10]) if is_only else plain(local_moment(summary.updated, _))
        _row(visitor, summary, changed, turn_to)


def _row(visitor: Visitor, summary: SessionSummary, changed: str, turn_to: Turn) -> None:
    _ = visitor.words
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(_.told(summary.title))}**", width="stretch")
        st.caption(_("changed {day}", day=changed), width="content")
        if not summary.mine:
            st.caption(_("you take part"), width="content")
        if st.button(_("Open"), key=f"open-{summary.id}"):
            turn_to(summary.id, "results" if summary.mine else "start")
        if summary.mine:
            with st.popover(_("More"), type="tertiary"):
                _more(visitor, summary, turn_to)


def _more(visitor: Visitor, summary: SessionSummary, turn_to: Turn) -> None:
    _ = visitor.words
    title = reading(summary.title, _.language)

    def key(action: str) -> str:
        return f"{action}-{summary.id}"

    _session_file(visitor, summary, key("export"))
    if st.button(_("Duplicate"), key=key("duplicate"), width="stretch"):
        copy = _("{title} (copy)", title=title)
        _begin(visitor, summary.id, lambda found: duplicate_of(whole(found), copy), turn_to)
    about = _("Its needs, criteria and weights, without vendors, people and answers.")
    if st.button(_("New from this one"), key=key("template"), help=about, width="stretch"):
        _begin(visitor, summary.id, lambda found: template_of(found.decision, title), turn_to)
    label = _("Take out again") if summary.archived else _("Put away")
    if st.button(label, key=key("archive"), width="stretch"):
        _do(visitor, lambda: service().archive(visitor.token, summary.id, not summary.archived))
    st.markdown(_("Deleting erases the decision with its whole history. It can't be undone."))
    if st.button(_("Delete for good"), key=key("delete"), type="primary", width="stretch"):
        _do(visitor, lambda: service().delete_session(visitor.token, summary.id))


def _session_file(visitor: Visitor, summary: SessionSummary, key: str) -> None:
    """Write the session file when asked to, so that a refusal is said instead of an empty file given."""
    _ = visitor.words
    about = _("The whole session with its history, and a program that checks it. Sealed judgements stay.")
    if st.button(_("Session file"), icon=":material/edit_document:", help=about, key=key, width="stretch"):
        try:
            made = (summary.id, summary.version, service().export(visitor.token, summary.id))
        except SelectionError as error:
            visitor.tell(error)
        else:
            # One at a time: they are large, and quickly made again.
            st.session_state[SESSION_FILE] = made
        st.rerun()
    session, version, content = st.session_state.get(SESSION_FILE, ("", 0, b""))
    if (session, version) != (summary.id, summary.version):
        return
    name = f"{slug(reading(summary.title, 'en'))}.zip"
    st.download_button(
        _("Download {file}", file=plain(name)),
        content,
        name,
        mime="application/zip",
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key=f"{key}-file",
        width="stretch",
    )


def _begin(visitor: Visitor, session: str, made: Callable[[SessionState], Decision], turn_to: Turn) -> None:
    try:
        opened = visitor.open_session(made(service().state(visitor.token, session)))
    except SelectionError as error:
        visitor.tell(error)
        opened = None
    if opened is None:
        st.rerun()
    turn_to(str(opened), "scope")


def _do(visitor: Visitor, action: Callable[[], None]) -> None:
    """Do something to a session, and draw the list again without what is gone."""
    try:
        action()
    except SelectionError as error:
        visitor.tell(error)
        st.rerun()
    open_now = st.session_state.get(SESSION)
    if open_now and open_now not in {summary.id for summary in service().my_sessions(visitor.token)}:
        st.session_state.pop(SESSION)
        st.query_params.pop(SESSION, None)
    st.rerun()
