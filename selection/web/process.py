"""The one store of the process, shared by routes and pages, and used by nobody faster than people are."""

import logging
import threading
import time
from collections.abc import Collection

from selection.errors import SessionError
from selection.model.base import Entry
from selection.model.participants import Declaration
from selection.model.rounds import Ballot, MinorityNote
from selection.web.limits import Pace
from selection.workshop.audit import Receipt
from selection.workshop.permissions import token_hash
from selection.workshop.service import News, Service, open_service, sessions_home
from selection.workshop.service.each import each
from selection.workshop.sheets import Said

__all__ = ["News", "service"]

_log = logging.getLogger(__name__)


class Paced(Service):
    """The use cases as visitors have them: what one seat sends in faster than a person can is refused.

    What is refused is not stored and not half there; it can be sent again a minute later.
    """

    pace = Pace(time.monotonic)
    """One for the process; seats and sessions have names of their own in it."""

    def judge(self, token: str, session: str, found: str, ballot: Ballot, submission_id: str) -> Receipt:
        """Store what a member says in a round."""
        self._refuse_haste(token, session, "judge")
        return super().judge(token, session, found, ballot, submission_id)

    def hand_in_all(
        self, tokens: Collection[str], session: str, found: str
    ) -> dict[str, Receipt | Exception]:
        """Store what members have entered in a round."""
        asked = {token: token for token in tokens}
        paced = each(asked, lambda token: self._refuse_haste(token, session, "judge"))
        refused = {token: error for token, error in paced.items() if error is not None}
        let_in = [token for token in asked if token not in refused]
        return {**refused, **super().hand_in_all(let_in, session, found)}

    def declare(
        self, token: str, session: str, declared: dict[str, Declaration], submission_id: str
    ) -> Receipt:
        """Store what somebody has to do with alternatives."""
        self._refuse_haste(token, session, "declare")
        return super().declare(token, session, declared, submission_id)

    def dissent(
        self, token: str, session: str, subject: str, item: str, note: MinorityNote, submission_id: str
    ) -> Receipt:
        """Store a member's minority note."""
        self._refuse_haste(token, session, "dissent")
        return super().dissent(token, session, subject, item, note, submission_id)

    def introduce(
        self, token: str, session: str, name: str | None, department: str | None, submission_id: str
    ) -> Receipt:
        """Say who one is."""
        self._refuse_haste(token, session, "introduce")
        return super().introduce(token, session, name, department, submission_id)

    def respond(
        self, token: str, session: str, about: str, name: str, file: str, submission_id: str
    ) -> Receipt:
        """Store what a respondent sends in."""
        self._refuse_haste(token, session, "respond")
        return super().respond(token, session, about, name, file, submission_id)

    def save_draft(self, token: str, session: str, subject: str, revision: int, content: bytes) -> None:
        """Keep what the visitor has entered on a subject but not submitted."""
        self._refuse_haste(token, session, "draft")
        super().save_draft(token, session, subject, revision, content)

    def enter(self, token: str, session: str, subject: str, item: str, said: Entry) -> int:
        """Keep what the visitor has entered on one question of a subject."""
        self._refuse_haste(token, session, "draft")
        return super().enter(token, session, subject, item, said)

    def enter_in_round(self, token: str, session: str, found: str, item: str, said: Said) -> int:
        """Keep what a member has entered on one question of a round."""
        self._refuse_haste(token, session, "draft")
        return super().enter_in_round(token, session, found, item, said)

    def _refuse_haste(self, token: str, session: str, what: str) -> None:
        # Several devices of one person are one seat.
        seat = self._seats.get((session, token_hash(token))) or self._caller(token, session).me
        if self.pace.wait(f"{session} {seat}", what) > 0:
            _log.info("refused %s to %s in session %s: too fast", what, seat, session)
            raise SessionError("too_fast")


_opened: dict[str, Service] = {}
_opening = threading.Lock()


def service() -> Service:
    """Give the use cases on this process's store, which is opened when somebody first asks.

    Raises
    ------
    StorageError
        If the store can't be opened; the next caller tries again.
    """
    home = sessions_home()
    with _opening:
        if home not in _opened:
            _opened[home] = open_service(home, Paced)
        return _opened[home]
