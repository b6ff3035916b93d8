"""What vendors and firms sent in: how much of it, and once it is opened each file, read like any other."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import streamlit as st

from selection.documents.reading.preview import Preview
from selection.documents.reading.returned import preview_of_filled
from selection.errors import SelectionError
from selection.model.proceedings import Response
from selection.views.desk import Desk
from selection.views.file_preview import filled_once, say_errors, say_stored, show_preview
from selection.views.forms import field_key
from selection.views.widgets import plain
from selection.views.workshop_names import alternative_name, local_moment, local_zone, person_name
from selection.workshop.permissions import OPENED
from selection.workshop.seals import awaited


@dataclass(frozen=True)
class SentIn:
    """A file that came in, whose it is, and whom it is about."""

    who: str
    about: str
    response: Response

    @property
    def data(self) -> bytes:
        """The file as it was sent."""
        return base64.b64decode(self.response.file)


def sent_in(desk: Desk) -> None:
    """Say how many questionnaires came in; once they are opened, list them and let them be read."""
    _ = desk.words
    wanted = len(awaited(desk.state))
    files = list(_files(desk))
    if not wanted and not files:
        return
    if desk.state.proceedings.phase not in OPENED:
        said = {"done": desk.state.sent, "count": wanted}
        st.markdown(
            _("Vendors and firms: {done} of {count} questionnaires have been sent in.", **said)
            + " "
            + _("Nobody sees what is in them before all are opened, with the phase of scores.")
        )
        return
    label = _("Sent in by vendors and firms ({count})", count=len(files))
    # Drawn only where it is wanted: whether a file was read takes reading it.
    if st.toggle(label, key=field_key(desk, "sent-in")):
        _list(desk, files)


def _files(desk: Desk) -> Iterator[SentIn]:
    for who, found in desk.state.proceedings.responses.items():
        for about, response in found.items():
            yield SentIn(who, about, response)


def _list(desk: Desk, files: list[SentIn]) -> None:
    _ = desk.words
    if not files:
        st.markdown(_("Nothing was sent in."))
        return
    st.caption(_("Times are those of your clock ({zone}).", zone=str(local_zone())))
    looked_at = st.session_state.get(field_key(desk, "sent-in-open"))
    for file in files:
        with st.container(border=True):
            _one(desk, file, is_open=looked_at == (file.who, file.about))


def _one(desk: Desk, file: SentIn, *, is_open: bool) -> None:
    """Show who sent a file about whom and when, whether it was read, and what is in it once asked for."""
    _ = desk.words
    turn = field_key(desk, "sent-in", file.who, file.about)
    preview = _preview(desk, file)
    with st.container(horizontal=True, vertical_alignment="center"):
        who, about = person_name(desk, file.who), alternative_name(desk, file.about)
        when = local_moment(file.response.at, _)
        lines = (
            f"**{plain(_.apart(about))}** · {_standing(desk, preview)}",
            plain(" · ".join(_.apart(part) for part in (who, when, file.response.name))),
        )
        st.markdown("  \n".join(lines), width="stretch")
        st.button(
            _("Close it") if is_open else _("Look at it"),
            key=f"{turn}-look",
            on_click=partial(_turn_to, desk, None if is_open else (file.who, file.about)),
        )
    say_stored(desk, turn)
    if not is_open:
        return
    if isinstance(preview, Preview):
        show_preview(desk, preview, turn)
    else:
        say_errors(desk, [preview])


def _turn_to(desk: Desk, chosen: tuple[str, str] | None) -> None:
    st.session_state[field_key(desk, "sent-in-open")] = chosen


def _standing(desk: Desk, preview: Preview | SelectionError) -> str:
    """Say whether a file was read already: then nothing in it differs from what is in the decision."""
    _ = desk.words
    if not isinstance(preview, Preview):
        return f":orange-badge[{plain(_('can’t be read'))}]"
    if preview.refusals:
        return f":orange-badge[{plain(_('does not fit'))}]"
    if not preview.changes:
        return f":green-badge[{plain(_('read: all of it is in the decision'))}]"
    count = len(preview.changes)
    told = _.counted("{count} field not read in yet", "{count} fields not read in yet", count)
    return f":gray-badge[{plain(told)}]"


def _preview(desk: Desk, file: SentIn) -> Preview | SelectionError:
    _ = desk.words
    try:
        with st.spinner(_("Reading the file")):
            version = (desk.session, desk.state.edited, desk.state.viewer)
            name = (file.who, file.about, file.response.at, desk.today.isoformat())
            return _kept(version, name, desk, file)
    except SelectionError as error:
        return error


@st.cache_resource(max_entries=256, ttl=3600, show_spinner=False)
def _kept(
    version: tuple[str, int, str],  # noqa: ARG001 -- the key
    name: tuple[str, str, str, str],  # noqa: ARG001 -- the key
    _desk: Desk,
    _file: SentIn,
) -> Preview:
    filled = filled_once(_file.data, _file.response.name)
    return preview_of_filled(filled, _desk.decision, _desk.today, _file.about)
