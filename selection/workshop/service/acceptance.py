"""What every change must keep to before it is written, by submission and by amendment alike."""

from collections.abc import Sequence
from functools import cache

from selection.catalogue.known_ids import unknown_ids
from selection.catalogue.library import Library, shipped
from selection.model.decision import Decision
from selection.workshop.events import Edit
from selection.workshop.procedure import refuse_breach

_NAMING = {"risk", "readiness", "measure"}
"""The sections that name shipped definitions by their ids."""


def refuse_unacceptable(before: Decision, after: Decision, edits: Sequence[Edit]) -> None:
    """Refuse a change that contradicts the rest, goes round the procedure, or names what there is not.

    Raises
    ------
    DecisionError
        If the decision would contradict itself.
    SessionError
        If scoring is early, or the formal procedure would be left without a reason that stays.
    CatalogueError
        If it names a risk, building block, question or measure that does not ship.
    """
    refuse_breach(before, after, edits)
    if any(edit.section in _NAMING for edit in edits):
        refuse_unknown_ids(before, after, _library())


def refuse_unknown_ids(before: Decision, after: Decision, library: Library) -> None:
    """Refuse ids of shipped definitions that there are not, as the reading of a file does.

    An id that stood there before is not the fault of the change: it may come from another release.

    Raises
    ------
    CatalogueError
        With the first that is new.
    """
    found = unknown_ids(after, library)
    known = {(error.code, error.figures["found"]) for error in unknown_ids(before, library)} if found else ()
    for error in found:
        if (error.code, error.figures["found"]) not in known:
            raise error


@cache
def _library() -> Library:
    """Read the shipped definitions once, and only when somebody names one."""
    return shipped()
