"""What a filled file would change, cell by cell, and the storing of it once somebody agrees."""

import hashlib

import streamlit as st

from selection.documents.reading.filled import Filled, filled_of, is_yaml, read_filled
from selection.documents.reading.preview import Preview, edits_of
from selection.documents.reading.preview_text import field_word, note_sentence, said
from selection.documents.reading.process import Book, read_book
from selection.errors import SelectionError
from selection.views.desk import Desk
from selection.views.widgets import amiss, plain
from selection.words.errors import explain_all

MOST_REFUSALS = 40


def book_once(data: bytes, name: str) -> Book:
    """Open a table once, in a process of its own; the next drawing of the page finds it read."""
    return _book(hashlib.sha256(data).hexdigest(), name, data)


@st.cache_resource(max_entries=16, ttl=900, show_spinner=False)
def _book(digest: str, name: str, _data: bytes) -> Book:  # noqa: ARG001 -- the key
    return read_book(_data, name)


def filled_once(data: bytes, name: str) -> Filled:
    """Read a filled form once; the next drawing of the page finds it read."""
    return _filled(hashlib.sha256(data).hexdigest(), name, data)


@st.cache_resource(max_entries=64, ttl=3600, show_spinner=False)
def _filled(digest: str, name: str, _data: bytes) -> Filled:  # noqa: ARG001 -- the key
    return read_filled(_data, name) if is_yaml(name) else filled_of(read_book(_data, name))


def say_stored(desk: Desk, turn: str) -> None:
    """Say, once, how much was stored of the file before."""
    stored = st.session_state.pop(f"{turn}-stored", None)
    if stored:
        _ = desk.words
        st.success(_.counted("{count} change was stored.", "{count} changes were stored.", stored))


def show_preview(desk: Desk, preview: Preview, turn: str) -> None:
    """Show what a file would change, and store it once somebody agrees.

    Parameters
    ----------
    turn
        Under which the session counts how often it was stored; see `say_stored`.
    """
    _ = desk.words
    for note in preview.notes:
        st.warning(plain(note_sentence(note, _)), icon=":material/history:")
    if preview.conflicts:
        keep = st.toggle(
            _.counted(
                "Keep what is there already ({count} cell says something else)",
                "Keep what is there already ({count} cells say something else)",
                len(preview.conflicts),
            ),
            key=f"{turn}-keep",
        )
        preview = preview.without_conflicts() if keep else preview
    _table(desk, preview, turn)
    if preview.refusals:
        st.error(_("Some places do not fit. Nothing is stored before they are mended in the file."))
        say_errors(desk, preview.refusals[:MOST_REFUSALS])
        return
    if preview.entries and st.button(
        _.counted("Store {count} change", "Store {count} changes", len(preview.changes)),
        type="primary",
        key=f"{turn}-confirm",
    ):
        _store(desk, preview, turn)


def _table(desk: Desk, preview: Preview, turn: str) -> None:
    _ = desk.words
    if not preview.changes:
        st.markdown(_("Nothing would change."))
        return
    rows = [
        {
            _("Cell"): change.where,
            _("About"): change.about,
            _("Field"): field_word(change, preview, _),
            _("There now"): said(change.field, change.old, _) if change.is_conflict else "",
            _("In the file"): said(change.field, change.new, _),
            _("Conflict"): _("yes") if change.is_conflict else "",
        }
        for change in preview.changes
    ]
    st.dataframe(rows, hide_index=True, width="stretch", key=f"{turn}-preview")


def _store(desk: Desk, preview: Preview, turn: str) -> None:
    with st.spinner(desk.words("Storing …")):
        stored = desk.submit(*edits_of(preview))
    if stored:
        st.session_state[turn] = st.session_state.get(turn, 0) + 1
        st.session_state[f"{turn}-stored"] = len(preview.changes)
    st.rerun()


def say_errors(desk: Desk, errors: "list[SelectionError] | tuple[SelectionError, ...]") -> None:
    """Say what does not fit; what is wrong in the same way in many places is said of the first."""
    told: set[str] = set()
    for error in errors:
        for found in explain_all(error, desk.words)[:MOST_REFUSALS]:
            if found.sentence not in told:
                st.error(amiss(found, desk.words))
            told.add(found.sentence)
