"""What goes out to be filled in and what comes back, within Answers: forms and other people's tables."""

from functools import partial

import streamlit as st

from selection.catalogue.files import parse
from selection.catalogue.reader import read_text
from selection.documents.meeting_told import meeting_told
from selection.documents.questionnaire.files import FORMATS, questionnaire_files, scoring_sheet_files
from selection.documents.reading.filled import filled_of, is_yaml, read_filled
from selection.documents.reading.preview import Preview
from selection.documents.reading.preview_text import mapping_text, totals_lines
from selection.documents.reading.process import MAX_BYTES, Book
from selection.documents.reading.returned import preview_of_filled
from selection.documents.reading.suggestion import suggested
from selection.documents.reading.table_preview import preview_of_table
from selection.documents.reading.totals import totals
from selection.errors import SelectionError, UploadError
from selection.model.consistency import offer_names
from selection.model.mapping import TableMapping
from selection.views.desk import Desk
from selection.views.file_preview import book_once, say_errors, say_stored, show_preview
from selection.views.mapping_form import mapping_form
from selection.views.sent_in import sent_in
from selection.views.widgets import plain

MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "yaml": "application/yaml",
}
BLANK, SCORING = "=blank", "=scoring"
"""No id looks like them."""


def forms(desk: Desk) -> None:
    """Offer forms to be filled in elsewhere, and read them back."""
    _ = desk.words
    st.divider()
    sent_in(desk)
    # Drawn only where it is wanted: the page is drawn anew with every answer.
    if not st.toggle(_("Questionnaires and tables: send out, read back"), key=f"{desk.session[:8]}-forms"):
        return
    out, back = st.tabs([_("Send out"), _("Read back")])
    with out:
        _send_out(desk)
    with back:
        _read_back(desk)


def _send_out(desk: Desk) -> None:
    _ = desk.words
    st.markdown(
        _(
            "Let vendors and integrators answer in a spreadsheet. What you know already is filled in; "
            "your own people's remarks, owners and weights are not in it."
        )
    )
    names = _addressees(desk)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        whom = st.selectbox(
            _("For whom?"), list(names), format_func=lambda name: names[name], key=f"{desk.session[:8]}-whom"
        )
        form = st.selectbox(
            _("Written as"), list(FORMATS), key=f"{desk.session[:8]}-form", format_func=str.upper
        )
    for name in _file_names(str(whom), str(form)):
        st.download_button(
            _("Download {file}", file=plain(name)),
            partial(_file, desk, str(whom), str(form), name),
            name,
            MIME[str(form)],
            icon=":material/download:",
            on_click="ignore",
            key=f"download-{name}",
        )


def _addressees(desk: Desk) -> dict[str, str]:
    _ = desk.words
    return {
        **offer_names(desk.told),
        **{firm.id: firm.name for firm in desk.told.integrators},
        BLANK: _("anybody: a blank one for each side"),
        SCORING: _("our own evaluators: a scoring sheet"),
    }


def _file_names(whom: str, form: str) -> list[str]:
    """Name the files somebody would get; they are made only once they are asked for."""
    if whom == SCORING:
        return [f"scoring-sheet.{form}"]
    names = ("platform", "integrator") if whom == BLANK else (whom,)
    return [f"questionnaire-{name}.{form}" for name in names]


def _file(desk: Desk, whom: str, form: str, name: str) -> bytes:
    told = meeting_told(desk.state, desk.words)
    if whom == SCORING:
        return scoring_sheet_files(desk.decision, None, desk.today, desk.words, form, told.mark)[name]
    about = None if whom == BLANK else whom
    return questionnaire_files(desk.decision, about, desk.today, desk.words, form, told.amended)[name]


# What comes back


def _read_back(desk: Desk) -> None:
    _ = desk.words
    st.markdown(
        _(
            "You see what would change, cell by cell, before anything is stored. "
            "Other people's tables come in too."
        )
    )
    turn = f"{desk.session[:8]}-import-turn"
    file = st.file_uploader(
        _("A workbook (.xlsx), CSV or YAML, up to 5 MB"),
        type=["xlsx", "csv", "tsv", "txt", "yaml", "yml"],
        key=f"{turn}-{st.session_state.get(turn, 0)}",
    )
    say_stored(desk, turn)
    if file is None:
        return
    try:
        with st.spinner(_("Reading the file")):
            preview = _preview(desk, file.getvalue()[: MAX_BYTES + 1], file.name)
    except SelectionError as error:
        say_errors(desk, [error])
        return
    if preview is not None:
        show_preview(desk, preview, turn)


def _preview(desk: Desk, data: bytes, name: str) -> Preview | None:
    """Read a form of ours, or ask how a table of somebody else's is to be read."""
    if is_yaml(name):
        return preview_of_filled(read_filled(data, name), desk.decision, desk.today, _whom_asked(desk))
    book = book_once(data, name)
    try:
        filled = filled_of(book)
    except UploadError as error:
        if error.code != "form_stamp_missing":
            raise
        return _preview_by_mapping(desk, book)
    blank = not filled.stamp.get("alternative") and filled.stamp["kind"] != "scoring"
    return preview_of_filled(filled, desk.decision, desk.today, _whom_asked(desk) if blank else None)


def _whom_asked(desk: Desk) -> str | None:
    _ = desk.words
    names = {**offer_names(desk.told), **{firm.id: firm.name for firm in desk.told.integrators}}
    chosen = st.selectbox(
        _("Whom is it about?"),
        ["", *names],
        format_func=lambda name: names.get(name, _("as the file says")),
        key=f"{desk.session[:8]}-about",
    )
    return str(chosen) if chosen else None


def _preview_by_mapping(desk: Desk, book: Book) -> Preview:
    _ = desk.words
    st.info(_("This table was not made here. Say how it is to be read; a proposal stands below."))
    by_hand = st.toggle(_("Write it as text instead (YAML)"), key=f"{desk.session[:8]}-by-hand-{book.name}")
    mapping = _written_mapping(desk, book) if by_hand else mapping_form(desk, book)
    if any(meaning.points is not None for meaning in mapping.codes.values()) or mapping.holds == "scores":
        st.text("\n".join(totals_lines(totals(book, mapping), _)))
    return preview_of_table(book, mapping, desk.decision)


def _written_mapping(desk: Desk, book: Book) -> TableMapping:
    """Let whoever knows how write the mapping, or paste one that was kept."""
    _ = desk.words
    written = st.text_area(
        _("How to read it"),
        mapping_text(suggested(book), _),
        height=320,
        key=f"{desk.session[:8]}-mapping-{book.name}",
    )
    return parse(read_text(written, _("the mapping")), TableMapping)
