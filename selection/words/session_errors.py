"""Sessions and their store, when something is refused or fails, in words."""

from collections.abc import Mapping

from selection.words import Words
from selection.words.saying import Saying, says


def session_sayings(_: Words) -> Mapping[str, Saying]:
    """Give what there is to say about sessions, their history and where it is kept."""
    return {**_people(_), **_edits(_), **_history(_), **_store(_)}


def _people(_: Words) -> Mapping[str, Saying]:
    return {
        "nobody_of_that_name": says(
            _("Nobody of that name is mentioned in this decision."),
            remedy=_("Enter the name exactly as it is written."),
        ),
        "session_not_found": says(
            _("There is no such decision here, or it was made in another browser."),
            remedy=_("Ask for the decision file and open it below."),
        ),
        "removed_from_session": says(
            _("The facilitator removed you from this session; what you said before stays."),
            remedy=_("If that is a mistake, tell them: they can let you in again."),
        ),
        "too_fast": says(
            _("This was sent in more often within one minute than a person can; the last one is not stored."),
            remedy=_("Wait a minute and send it again; everything before it is kept."),
        ),
        "not_allowed": says(_("You may not do this here."), remedy=_("Ask whoever runs the session.")),
        "seated_already": says(
            _("This browser has a seat in this session already."), remedy=_("Load the page again.")
        ),
        "visitor_unknown": says(
            _("This browser is not known yet."), remedy=_("Allow cookies for this page and load it again.")
        ),
    }


def _edits(_: Words) -> Mapping[str, Saying]:
    nothing_lost = _("Load the page again; nothing that was stored is lost.")
    return {
        "stale_version": says(
            _("Somebody else changed this meanwhile: it is at version {found}, you saw version {expected}."),
            remedy=_("Look at the new state, then make your change again."),
        ),
        "draft_older": says(
            _("A newer draft of yours is stored already, revision {found} after {expected}."),
            remedy=nothing_lost,
        ),
        "draft_too_big": says(
            _("The draft has {found} bytes; at most {allowed} are kept."), remedy=_("Shorten it.")
        ),
        "draft_number_impossible": says(
            _("A draft has a number from 0 to {allowed}; this one was not stored."), remedy=nothing_lost
        ),
        "goal_first": says(
            _("In a formal session nothing is scored before one goal has an owner, a baseline and a target."),
            remedy=_("Complete a goal, or log the decision to do without one, with its reason."),
        ),
        "formal_left_unexplained": says(
            _("The formal procedure is not left without a reason that is written down."),
            remedy=_("Log the decision to leave it with its reason, on the page of decisions."),
        ),
        "formal_reason_stays": says(
            _("By this decision the formal procedure was left, so it stays in the log while that holds."),
            remedy=_("Change its words, or return to the formal procedure first."),
        ),
        "nothing_submitted": says(_("There is nothing to store."), remedy=_("Enter something first.")),
        "submission_erased_since": says(
            _("This was stored already; what was erased from it since is not stored again."),
            remedy=_("Load the page again to see what is stored."),
        ),
        "submission_reused": says(_("This was sent before with something else in it."), remedy=nothing_lost),
        "nothing_to_undo": says(_("There is nothing left to undo."), remedy=_("Make the change by hand.")),
        "no_such_entry": says(_("What was to be removed is not there any more."), remedy=nothing_lost),
        "section_not_removable": says(
            _("No decision can do without this part."), remedy=_("Replace it instead of removing it.")
        ),
        "section_unknown": says(
            _("There is no such part of a decision; the parts are: {allowed}."), remedy=nothing_lost
        ),
        "key_of_other_length": says(
            _("The place has {found} steps, but it takes {allowed} to name it."), remedy=nothing_lost
        ),
        "place_impossible": says(_("There is no place {found} in this list."), remedy=nothing_lost),
        "value_not_plain": says(_("A value of type {found} can't be stored."), remedy=nothing_lost),
        "name_unusable": says(
            _("A name has 1 to {allowed} characters, all of them visible; this one has {found}."),
            remedy=_("Choose another name."),
        ),
    }


def _history(_: Words) -> Mapping[str, Saying]:
    restore = _("Stop working in this session and restore it from a backup or an export.")
    return {
        "chain_broken": says(
            _("The history is not what was written, from event {first_bad_seq} on."), remedy=restore
        ),
        "content_missing": says(
            _("Something the history refers to is gone from the store, and nobody erased it."),
            remedy=restore,
        ),
        "content_altered": says(_("A text in the store is not what was written."), remedy=restore),
        "receipt_not_in_chain": says(
            _("The history does not pass through event {first_bad_seq} as the receipt has it."),
            remedy=restore,
        ),
        "history_is_final": says(
            _("What is written in the history is never changed or deleted."),
            remedy=_("Add a correction instead."),
        ),
        "event_too_new": says(
            _("A newer version of the program wrote an event of kind {kind} (schema {schema})."),
            remedy=_("Install the newer version."),
        ),
        "schema_too_new": says(
            _("The store is of version {found}, but this program knows versions up to {allowed}."),
            remedy=_("Install the newer version of the program."),
        ),
    }


def _store(_: Words) -> Mapping[str, Saying]:
    operator = _("Tell whoever runs the server; nothing that was confirmed is lost.")
    return {
        "store_busy": says(
            _("The store was kept busy by others for more than {seconds} seconds; nothing was stored."),
            remedy=_("Try again in a moment."),
        ),
        "traces_kept_by_reader": says(
            _("It is deleted, but traces of it stay in the store until others have finished reading."),
            remedy=_("Do the same again in a moment."),
        ),
        "disk_full": says(
            _("The disk is full; nothing was stored."), remedy=_("Free some space, then try again.")
        ),
        "store_read_only": says(
            _("The store can be read but not written; nothing was stored."), remedy=operator
        ),
        "store_not_writing": says(_("The disk refused to write; nothing was stored."), remedy=operator),
        "store_not_opening": says(
            _("The store can't be opened (error {number})."),
            remedy=_("Check the folder and who may write to it."),
        ),
        "store_damaged": says(
            _("The file of the store is damaged."),
            remedy=_("Restore it from a backup; keep the damaged file."),
        ),
        "store_failed": says(_("The store failed (error {number}); nothing was stored."), remedy=operator),
        "value_too_big": says(_("This is too big to be stored."), remedy=_("Shorten it.")),
        "database_url_unreadable": says(
            _("DATABASE_URL is not the address of a database."),
            remedy=_("Correct it, or leave it out to use a file."),
        ),
        "database_not_supported": says(
            _("DATABASE_URL names a database of type {found}; supported: {allowed}."),
            remedy=_("Use a database that is supported, or leave it out to use a file."),
        ),
        "database_forgets": says(
            _("DATABASE_URL names a database in memory, which forgets everything."),
            remedy=_("Name a file, or leave it out."),
        ),
    }
