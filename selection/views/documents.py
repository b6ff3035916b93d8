"""Documents: what leaves the room, made from the decision as it stands, each as a file to keep."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from selection.documents.decision_copy import decision_copy, left_out_sentence
from selection.documents.exports import Document, Order, export
from selection.documents.meeting_told import meeting_told
from selection.documents.report import Besides, LogLine, report
from selection.documents.report.sureness_told import sureness_told
from selection.errors import SelectionError
from selection.model.consistency import offer_names
from selection.model.decision import Decision
from selection.views.desk import Desk
from selection.views.naming import slug
from selection.views.widgets import empty_state, plain, question
from selection.web.process import service
from selection.words.errors import explain
from selection.words.happenings import happening_sentence

MIME = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
}
MOST_LOGGED = 500
"""As many of the newest events as the log in a report has."""
SHOWN_OF_A_HASH = 12

Heard = Callable[[float], object]


@dataclass(frozen=True)
class Kind:
    """One kind of document: what it is, for whom, and how it is made."""

    id: str
    title: str
    about: str
    icon: str
    make: Callable[[Desk, str | None, Heard], Document]
    choices: dict[str, str]
    """Whom it can be made for; empty if it is one for all."""


def page(desk: Desk) -> None:
    """Offer every document the decision can give."""
    _ = desk.words
    question(
        _("What do you want to hand over?"),
        _("Every document is made from the decision as it stands now, and says what it was made from."),
    )
    if not desk.decision.offers:
        empty_state(_("There is nothing to write about yet."), _("Choose products"), "vendors")
        return
    try:
        desk.foundation()
    except SelectionError as error:
        found = explain(error, _)
        empty_state(plain(f"{found.sentence} {found.remedy}"), _("To criteria and weights"), "criteria")
        return
    for kind in _kinds(desk):
        with st.container(border=True):
            _offer(desk, kind)


def _kinds(desk: Desk) -> tuple[Kind, ...]:
    _, bidders = desk.words, _bidders(desk.told)
    return (
        Kind(
            "report",
            _("Report"),
            _("The whole decision for a board and for whoever challenges it: pages with charts and sources."),
            "picture_as_pdf",
            _report,
            {},
        ),
        Kind(
            "workbook",
            _("Comparison workbook"),
            _("Every figure is a formula down to the raw answers; change a weight and it ranks anew."),
            "table_view",
            _exported("workbook"),
            {},
        ),
        Kind(
            "debrief",
            _("Debrief of one bidder"),
            _("Score and reason for every criterion and what was missed, and nothing of other bidders."),
            "feedback",
            _exported("debrief"),
            bidders,
        ),
        Kind(
            "schedule",
            _("Contract schedule and work breakdown"),
            _("Everything that was promised: by whom, for when, and how it will be built."),
            "event_note",
            _exported("schedule"),
            bidders,
        ),
        Kind(
            "decision",
            _("Decision file"),
            left_out_sentence(desk.decision, _)
            or _("The whole decision in one file, to keep or to open elsewhere."),
            "save",
            _decision_file,
            {},
        ),
    )


def _bidders(decision: Decision) -> dict[str, str]:
    """Name who is debriefed and scheduled: every bid, or every offer where nobody has bid."""
    return {bid.id: bid.name for bid in decision.bids} or offer_names(decision)


def _offer(desk: Desk, kind: Kind) -> None:
    _ = desk.words
    titled = f":material/{kind.icon}: **{kind.title}**"
    st.markdown(titled)
    st.caption(plain(kind.about))
    whom = _whom(desk, kind)
    pressed = st.button(_("Make it"), key=f"make-{kind.id}", icon=":material/edit_document:")
    kept, known = f"{desk.session[:8]}-made", desk.key(kind.id, whom or "", _.language)
    if pressed:
        made = _made(desk, kind, whom)
        if made is not None:
            # One at a time: documents are large, and quickly made again.
            st.session_state[kept] = (known, made)
            st.rerun()
    at_hand, document = st.session_state.get(kept, (None, None))
    if document is not None and at_hand == known:
        st.download_button(
            _("Download {file}", file=plain(document.name)),
            document.content,
            document.name,
            MIME[document.name.rpartition(".")[2]],
            icon=":material/download:",
            type="primary",
            on_click="ignore",
            key=f"download-{kind.id}",
        )


def _whom(desk: Desk, kind: Kind) -> str | None:
    if not kind.choices:
        return None
    _ = desk.words
    chosen = st.selectbox(
        _("For whom?"),
        list(kind.choices),
        format_func=lambda name: kind.choices[name],
        key=f"{desk.session[:8]}-{kind.id}-whom",
    )
    return str(chosen)


def _made(desk: Desk, kind: Kind, whom: str | None) -> Document | None:
    """Make a document while a bar tells how far it is; None, and the reason, if it can't be."""
    _ = desk.words
    said = _("Writing: {document}", document=plain(kind.title))
    bar = st.progress(0.0, text=said)
    try:
        return kind.make(desk, whom, lambda share: bar.progress(share, text=said))
    except SelectionError as error:
        found = explain(error, _)
        st.error(plain(f"{found.sentence} {found.remedy}"))
        return None
    finally:
        bar.empty()


def _exported(kind: str) -> Callable[[Desk, str | None, Heard], Document]:
    def make(desk: Desk, whom: str | None, heard: Heard) -> Document:
        heard(0.2)
        mark = meeting_told(desk.state, desk.words).mark
        order = Order(desk.whole, desk.today, desk.words, whom, mark=mark, head=desk.state.head_hash)
        (document,) = export(kind, order)
        return document

    return make


def _report(desk: Desk, _whom: str | None, heard: Heard) -> Document:
    content = report(
        desk.evaluate_stored(), desk.words, desk.today, _besides(desk), lambda done, of: heard(done / of)
    )
    return Document(f"{slug(desk.words.text(desk.decision.title))}-report.pdf", content)


def _besides(desk: Desk) -> Besides:
    """Give what the session knows beside the decision: its log, and the head of its chain."""
    history = service().history(desk.visitor.token, desk.session)
    lines = tuple(
        LogLine(
            event.time[:16].replace("T", " "),
            happening_sentence(
                event.kind,
                event.key,
                withdrawn=event.value is None,
                undoes=event.undoes,
                sealed=event.sealed,
                _=desk.words,
            ),
            event.hash[:SHOWN_OF_A_HASH],
        )
        for event in history[-MOST_LOGGED:]
    )
    meeting = meeting_told(desk.state, desk.words)
    told = sureness_told(desk.evaluate_stored(), desk.words)
    return Besides(
        sureness=told.sentences,
        drawn=told.drawn,
        disagreement=meeting.agreed,
        outcome=meeting.decided,
        conflicts=meeting.declared,
        log=lines,
        locked=meeting.locked,
        mark=meeting.mark,
        audit_head=history[-1].hash,
    )


def _decision_file(desk: Desk, _whom: str | None, _heard: Heard) -> Document:
    mark = meeting_told(desk.state, desk.words).mark
    content = decision_copy(desk.whole, desk.words, mark).encode()
    return Document(f"{slug(desk.words.text(desk.decision.title))}.yaml", content)
