"""What somebody sees who answers for a vendor or firm: their own questionnaire, and nothing of others."""

import base64
import hashlib
from functools import partial

import streamlit as st

from selection.documents.meeting_told import meeting_told
from selection.documents.questionnaire.files import questionnaire_files
from selection.documents.reading.preview import Preview
from selection.documents.reading.preview_text import field_word, note_sentence, said
from selection.documents.reading.process import MAX_BYTES, shown_name
from selection.documents.reading.returned import preview_of_filled
from selection.errors import SelectionError
from selection.views.desk import Desk
from selection.views.file_preview import filled_once
from selection.views.forms import field_key
from selection.views.imports import MIME
from selection.views.member_receipts import refused_now, show_just_stored, stored_now
from selection.views.widgets import amiss, plain
from selection.views.workshop_names import alternative_name, is_over, local_moment, local_zone
from selection.web.process import service
from selection.words.errors import explain_all
from selection.workshop.permissions import OPENED, may
from selection.workshop.seals import asked_about

FORMATS = ("xlsx", "csv", "yaml")
MOST_SHOWN = 40


def respondent(desk: Desk) -> None:
    """Show what is asked of somebody who answers, until when, and let them hand it in."""
    _ = desk.words
    st.title(plain(_.told(desk.decision.title)), anchor=False)
    known = desk.state.proceedings.participant(desk.me)
    asked = str(known.answers_for) if known else ""
    st.markdown(_("You answer for **{name}**.", name=plain(_.apart(alternative_name(desk, asked)))))
    st.caption(_("Nobody sees what you hand in before all answers are opened together."))
    takes = _deadline(desk)
    for about in asked_about(desk.decision, asked):
        _questionnaire(desk, about, takes=takes)
    _clarifications(desk)


def _deadline(desk: Desk) -> bool:
    """Say until when answers are taken, by the reader's clock; tell whether they are taken now."""
    _ = desk.words
    stand = desk.state.proceedings.stand
    if not may("respondent", "respond", desk.state.phase):
        over = _("The collecting of answers is over. What you handed in is kept.")
        early = _("Answers are not taken yet. You can read already what will be asked.")
        st.info(over if desk.state.phase in OPENED else early)
        return False
    if stand is None or stand.deadline is None:
        st.markdown(_("Whoever runs the session will say until when answers are taken."))
        return True
    figures = {"time": plain(local_moment(stand.deadline, _)), "zone": plain(str(local_zone()))}
    if is_over(stand.deadline):
        st.info(_("The deadline has passed: {time} ({zone}). What you handed in is kept.", **figures))
        return False
    st.markdown(_("Answers are taken until **{time}** ({zone}).", **figures))
    return True


def _questionnaire(desk: Desk, about: str, *, takes: bool) -> None:
    _ = desk.words
    with st.container(border=True):
        st.subheader(plain(_.apart(alternative_name(desk, about))), anchor=False)
        st.markdown(_("First download the questionnaire and fill it in."))
        with st.container(horizontal=True):
            for form in FORMATS:
                _download(desk, about, form)
        _handed_in(desk, about)
        show_just_stored(desk, f"response-{about}")
        if takes:
            st.markdown(_("Then choose the filled file; you see what it says before you hand it in."))
            _read_back(desk, about)


def _download(desk: Desk, about: str, form: str) -> None:
    name = f"questionnaire-{about}.{form}"
    st.download_button(
        form.upper(),
        partial(_file, desk, about, form, name),
        name,
        MIME[form],
        icon=":material/download:",
        on_click="ignore",
        key=field_key(desk, "form", about, form),
        help=desk.words("Download {file}", file=plain(name)),
    )


def _file(desk: Desk, about: str, form: str, name: str) -> bytes:
    mark = meeting_told(desk.state, desk.words).amended
    return questionnaire_files(desk.decision, about, desk.today, desk.words, form, mark)[name]


def _handed_in(desk: Desk, about: str) -> None:
    _ = desk.words
    found = desk.state.proceedings.responses.get(desk.me, {}).get(about)
    if found is not None:
        when = plain(local_moment(found.at, _))
        st.success(_("Handed in: {file}, {time}.", file=plain(_.apart(found.name)), time=when))
        st.caption(_("You may replace it until the deadline; only the last file counts."))


def _read_back(desk: Desk, about: str) -> None:
    _ = desk.words
    turn = field_key(desk, "filled-turn", about)
    file = st.file_uploader(
        _("The filled questionnaire (.xlsx, .csv or .yaml), up to 5 MB"),
        type=["xlsx", "csv", "yaml", "yml"],
        key=f"{turn}-{st.session_state.get(turn, 0)}",
    )
    if file is None:
        return
    data = file.getvalue()[: MAX_BYTES + 1]
    try:
        with st.spinner(_("Reading the file")):
            preview = _preview(desk, about, data, file.name)
    except SelectionError as error:
        _refuse(desk, [error])
        return
    if _is_fit(desk, preview) and st.button(
        _("Hand in"), type="primary", width="stretch", key=field_key(desk, "respond", about)
    ):
        _hand_in(desk, about, data, file.name, turn)


def _preview(desk: Desk, about: str, data: bytes, name: str) -> Preview:
    return preview_of_filled(filled_once(data, name), desk.decision, desk.today, about)


def _is_fit(desk: Desk, preview: Preview) -> bool:
    """Show what a file says; tell whether it can be handed in."""
    _ = desk.words
    for note in preview.notes:
        st.warning(plain(note_sentence(note, _)), icon=":material/history:")
    if preview.refusals:
        st.error(_("Some places do not fit. Mend them in the file and choose it again."))
        _refuse(desk, preview.refusals)
        return False
    count = len(preview.changes)
    if not count:
        st.info(_("The file says nothing that was not known already: fill it in first."))
        return False
    st.markdown(_.counted("The file fills in {count} field.", "The file fills in {count} fields.", count))
    with st.expander(_("What it says")):
        lines = [
            f"{plain(change.about)} · {plain(field_word(change, preview, _))}: "
            f"**{plain(said(change.field, change.new, _))}**"
            for change in preview.changes
        ]
        st.markdown("\n".join(f"- {line}" for line in lines))
    return True


def _refuse(desk: Desk, errors: "list[SelectionError] | tuple[SelectionError, ...]") -> None:
    found = [told for error in errors for told in explain_all(error, desk.words)]
    for told in found[:MOST_SHOWN]:
        st.error(amiss(told, desk.words))


def _hand_in(desk: Desk, about: str, data: bytes, name: str, turn: str) -> None:
    """Store the file as it is, sealed; the same file sent again is stored once."""
    held = desk.state.proceedings.responses.get(desk.me, {}).get(about)
    told = "\n".join((desk.session, desk.me, about, name, held.at if held else ""))
    submission = hashlib.sha256(told.encode() + data).hexdigest()
    file = base64.b64encode(data).decode()
    try:
        receipt = service().respond(
            desk.visitor.token, desk.session, about, shown_name(name), file, submission
        )
    except SelectionError as error:
        refused_now(desk, f"response-{about}", error)
    else:
        stored_now(desk, f"response-{about}", receipt)
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
    st.rerun()


def _clarifications(desk: Desk) -> None:
    """Show what every bidder was told alike."""
    _ = desk.words
    found = desk.decision.clarifications
    if not found:
        return
    st.subheader(_("Questions and answers"), anchor=False)
    for asked in found:
        day = plain(_.day(asked.published_on or asked.asked_on))
        with st.expander(f"{day} · {plain(_.apart(asked.question))}"):
            st.markdown(plain(asked.answer or "—"))
