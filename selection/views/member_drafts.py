"""What a member has entered and not handed in: one draft a subject, the same on every device of theirs.

It is read anew for every drawing and written only when something is entered, question by question, so that
neither a woken phone nor a second one overwrites what was said elsewhere.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from selection.errors import SelectionError, StaleVersion
from selection.model.base import Entry
from selection.model.rounds import Ballot, Round
from selection.views.desk import Desk
from selection.views.member_ballots import Declaring, Entries, Said, entries_of, of_today
from selection.web.process import service

DECLARATIONS = "declarations"
INTRODUCTION = "introduction"
_TRIES = 3
"""Two devices of one person can write at the same moment; the second reads again."""

Kind = TypeVar("Kind", bound=Entry)


@dataclass(frozen=True)
class Sheet(Generic[Kind]):
    """What was entered on one subject: question by question, and how often it was changed."""

    revision: int
    entries: Mapping[str, Kind]


def round_sheet(desk: Desk, found: str) -> Sheet[Said]:
    """Give what was entered in a round; the fields of what no longer can be read are empty."""
    return _sheet(desk, round_subject(found), Said)


def handed_in(desk: Desk, found: Round) -> Ballot | None:
    """Give what somebody handed in in a round; None if they have not."""
    return desk.state.proceedings.ballots.get(found.id, {}).get(desk.me)


def said_in(desk: Desk, found: Round, sheet: Sheet[Said] | None = None) -> Entries:
    """Give what somebody said in a round: what they entered, else what they handed in."""
    stored = handed_in(desk, found)
    entered = (sheet or round_sheet(desk, found.id)).entries
    told = {**(entries_of(stored) if stored else {}), **entered}
    return {item: of_today(said, item, desk.decision) for item, said in told.items()}


def declaring_sheet(desk: Desk) -> Sheet[Declaring]:
    """Give what was entered of declarations."""
    return _sheet(desk, DECLARATIONS, Declaring)


def round_subject(found: str) -> str:
    """Name the draft of a round.

    >>> round_subject("r1")
    'round:r1'
    """
    return f"round:{found}"


def enter(desk: Desk, subject: str, item: str, said: Entry) -> None:
    """Keep what was entered on one question beside what is kept of the others."""
    for attempt in range(_TRIES):
        try:
            kept = service().draft(desk.visitor.token, desk.session, subject)
            revision = kept.revision if kept else 0
            written = {**_plain(kept.bytes if kept else b"{}"), item: said.model_dump(mode="json")}
            content = json.dumps(written, ensure_ascii=False).encode()
            service().save_draft(desk.visitor.token, desk.session, subject, revision + 1, content)
        except StaleVersion as error:
            if attempt + 1 == _TRIES:
                desk.visitor.tell(error)
        except SelectionError as error:
            desk.visitor.tell(error)
            return
        else:
            return


def submission_id(desk: Desk, subject: str, sheet: Sheet[Kind], said: Entry) -> str:
    """Name a submission by what is handed in: pressed twice, or again after a lost answer, it is stored once.

    Whoever changes something and changes it back hands in something new: the revision tells.
    """
    told = "\n".join((desk.session, desk.me, subject, str(sheet.revision), said.model_dump_json()))
    return hashlib.sha256(told.encode()).hexdigest()


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
    if kept is None:
        return Sheet(0, {})
    read: TypeAdapter[Kind] = TypeAdapter(kind)
    entries: dict[str, Kind] = {}
    for item, said in _plain(kept.bytes).items():
        try:
            entries[item] = read.validate_python(said, strict=False)
        except ValidationError:
            # An older or newer program wrote it; the question is asked again.
            continue
    return Sheet(kept.revision, entries)


def _plain(content: bytes) -> dict[str, object]:
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
