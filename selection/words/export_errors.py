"""Exported sessions that are not what was written, in words."""

from collections.abc import Mapping

from selection.words import Words
from selection.words.saying import Saying, says


def export_sayings(_: Words) -> Mapping[str, Saying]:
    """Give what there is to say about exported sessions, by what `selection.workshop.checker` finds."""
    ask = _("Ask whoever gave you the file for another export, and compare both with an old receipt.")
    return {
        "not_an_export": says(
            _("This is no exported session."), remedy=_("Choose a file that was exported from a session.")
        ),
        "export_unreadable": says(
            _("The exported session can't be read: {defect}."),
            remedy=_("It may come from a newer version of the program; update this one."),
        ),
        "export_event_broken": says(
            _("Event {seq} is not what was written: it, or one before it, was changed, removed or moved."),
            remedy=ask,
        ),
        "export_head_elsewhere": says(
            _("The history ends at event {found}, but the export says it ends at event {said}."), remedy=ask
        ),
        "export_content_altered": says(_("A text beside event {seq} was changed."), remedy=ask),
        "export_content_missing": says(
            _("A text beside event {seq} is missing, though it was neither erased nor kept back."), remedy=ask
        ),
        "export_content_of_nothing": says(_("The file holds a text that belongs to no event."), remedy=ask),
        "export_receipt_not_in_chain": says(
            _("The receipt for event {seq} does not fit: that event is gone, or is another one."), remedy=ask
        ),
        "export_not_an_extension": says(
            _("This history does not continue the earlier export: they differ from event {seq} on."),
            remedy=ask,
        ),
        "export_another_session": says(
            _("The earlier export is of another session."), remedy=_("Compare exports of one session.")
        ),
        "export_result_not_as_decided": says(
            _("The result in the file is not the one the decision was made on."),
            remedy=_("Look at the version of the program that the decision names, and compare the results."),
        ),
        "session_there_already": says(
            _("This session is here already."),
            remedy=_("Open it from your list, or ask its facilitator for a link."),
        ),
    }
