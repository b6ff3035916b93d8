"""What a member has entered and not handed in: one draft a subject, the same on every device of theirs.

It is read anew for every drawing and written only when something is entered, question by question, so that
neither a woken phone nor a second one overwrites what was said elsewhere.
"""

from selection.errors import SelectionError
from selection.model.base import Entry
from selection.model.rounds import Ballot, Round
from selection.views.desk import Desk
from selection.views.member_declaring import Declaring
from selection.web.process import service
from selection.workshop.sheets import (
    Entries,
    Judging,
    Kind,
    Said,
    Sheet,
    judging_of,
    read_sheet,
    round_subject,
    told_by,
)

DECLARATIONS = "declarations"
INTRODUCTION = "introduction"


def round_sheet(desk: Desk, found: str) -> Sheet[Said]:
    """Give what was entered in a round; the fields of what no longer can be read are empty."""
    return _sheet(desk, round_subject(found), Said)


def judging(desk: Desk, found: Round) -> Judging:
    """Give what a member is asked in a round, and what they have said."""
    return judging_of(desk.state, desk.me, found, round_sheet(desk, found.id))


def handed_in(desk: Desk, found: Round) -> Ballot | None:
    """Give what somebody handed in in a round; None if they have not."""
    return desk.state.proceedings.ballots.get(found.id, {}).get(desk.me)


def stored_in(desk: Desk, found: Round) -> Entries:
    """Give what somebody handed in in a round, question by question."""
    return told_by(handed_in(desk, found), Sheet(0, {}), desk.decision)


def declaring_sheet(desk: Desk) -> Sheet[Declaring]:
    """Give what was entered of declarations."""
    return _sheet(desk, DECLARATIONS, Declaring)


def enter(desk: Desk, subject: str, item: str, said: Entry) -> None:
    """Keep what was entered on one question beside what is kept of the others."""
    try:
        service().enter(desk.visitor.token, desk.session, subject, item, said)
    except SelectionError as error:
        desk.visitor.tell(error)


def was_skipped(desk: Desk) -> bool:
    """Tell whether somebody preferred not to say who they are."""
    return service().draft(desk.visitor.token, desk.session, INTRODUCTION) is not None


def skip_introduction(desk: Desk) -> None:
    """Keep that somebody prefers not to say who they are, so that nobody asks them again."""
    try:
        service().save_draft(desk.visitor.token, desk.session, INTRODUCTION, 1, b"{}")
    except SelectionError as error:
        desk.visitor.tell(error)


def _sheet(desk: Desk, subject: str, kind: type[Kind]) -> Sheet[Kind]:
    kept = service().draft(desk.visitor.token, desk.session, subject)
    return read_sheet(kept.revision, kept.bytes, kind) if kept else Sheet(0, {})
