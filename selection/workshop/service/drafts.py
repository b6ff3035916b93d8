"""What somebody has entered and not handed in: one draft a subject, the same on every device of theirs."""

import json

from selection.errors import SessionError, StaleVersion
from selection.model.base import Entry
from selection.storage.rows import Draft
from selection.workshop.service.access import Access, Caller
from selection.workshop.service.writing import refuse_name
from selection.workshop.sheets import Said, entered, refuse_entry, round_subject

MAX_DRAFT_BYTES = 256 * 1024
_TRIES = 3
"""Two devices of one person can write at the same moment; the second reads again."""


class Drafts(Access):
    """The use cases of entering, before anything is submitted."""

    def save_draft(self, token: str, session: str, subject: str, revision: int, content: bytes) -> None:
        """Keep what the visitor has entered on a subject but not submitted.

        Raises
        ------
        StaleVersion
            If a newer draft is there, as when a phone wakes up with an old screen.
        SessionError
            If it is too big to be a draft.
        """
        # Not by what is remembered: in another process somebody may have been removed a moment ago.
        self._save(self._enter(token, session, "draft"), subject, revision, content)

    def draft(self, token: str, session: str, subject: str) -> Draft | None:
        """Give back what the visitor has entered on a subject but not submitted."""
        # What is remembered of who they are may be of a session that another program has taken in anew.
        caller = self._enter(token, session, "draft")
        return self._store.draft(session, caller.me, subject)

    def drop_draft(self, token: str, session: str, subject: str) -> None:
        """Forget what the visitor has entered on a subject but not submitted."""
        caller = self._enter(token, session, "draft")
        self._store.drop_draft(session, caller.me, subject)

    def enter(self, token: str, session: str, subject: str, item: str, said: Entry) -> int:
        """Keep what was entered on one question beside what is kept of the others; give the revision.

        Raises
        ------
        StaleVersion
            If other devices of the same person wrote in between, again and again.
        SessionError
            If what is entered has grown too big to be kept.
        """
        return self._keep(self._enter(token, session, "draft"), subject, item, said)

    def enter_in_round(self, token: str, session: str, found: str, item: str, said: Said) -> int:
        """Keep what a member entered on one question of a round; give the revision of their sheet.

        What comes after the close, in the same phase, is kept, too: it counts for nothing, and its author
        reads it there.

        Raises
        ------
        PermissionDenied
            If the visitor judges nothing, or not now.
        SessionError
            If the round does not ask this of them, or takes no such answer; else as `enter` does.
        """
        caller = self._enter(token, session, "judge")
        asked = caller.state.proceedings.round(found)
        if asked is None or asked.state == "draft":
            raise SessionError("no_such_round", f"round.{found}")
        refuse_entry(caller.state, caller.me, asked, item, said)
        return self._keep(caller, round_subject(found), item, said)

    def _keep(self, caller: Caller, subject: str, item: str, said: Entry) -> int:
        for attempt in range(1, _TRIES + 1):
            kept = self._store.draft(caller.state.session, caller.me, subject)
            revision = kept.revision + 1 if kept else 1
            whole = {**entered(kept.bytes if kept else b"{}"), item: said.model_dump(mode="json")}
            try:
                self._save(caller, subject, revision, json.dumps(whole, ensure_ascii=False).encode())
            except StaleVersion:
                if attempt == _TRIES:
                    raise
            else:
                break
        return revision

    def _save(self, caller: Caller, subject: str, revision: int, content: bytes) -> None:
        refuse_name("subject", subject)
        if len(content) > MAX_DRAFT_BYTES:
            raise SessionError("draft_too_big", subject, found=len(content), allowed=MAX_DRAFT_BYTES)
        draft = Draft(revision, content, self._time())
        self._store.save_draft(caller.state.session, caller.me, subject, draft)
