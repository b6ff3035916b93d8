"""What was changed since somebody last looked, and whether it bears on what they are about to write."""

from collections.abc import Sequence
from dataclasses import dataclass

from selection.errors import StaleVersion
from selection.workshop.events import Edit
from selection.workshop.state import KEPT_TRACES, SessionState, Trace

ABOUT_PEOPLE = frozenset({"participant", "link", "declaration"})
"""What is said of people and ways in while others work: it changes nothing of what is being worked on."""
RESTS_ON_PEOPLE = frozenset({"round", "agreement", "lock", "award"})
"""What is said in the name of those who are there, and may judge."""


@dataclass(frozen=True)
class Seen:
    """What somebody had before them when they changed something, and where they changed it."""

    version: int
    edits: Sequence[Edit] | None = None
    """None if the whole session counts: everything that was changed since then bears on it."""


def refuse_stale(state: SessionState, seen: Seen, me: str) -> None:
    """Refuse what was made for a version since which something that bears on it was changed.

    Judgements handed in meanwhile never do. Of what somebody changed themselves only the same place does: who
    presses faster than their page is drawn is not told to have been overtaken by themselves.

    Raises
    ------
    StaleVersion
        With both versions.
    """
    if seen.version <= state.version:
        since = [trace for trace in state.lately if trace.seq > seen.version]
        unknown = len(state.lately) == KEPT_TRACES == len(since)
        if not unknown and not any(_bears(trace, me, seen.edits) for trace in since):
            return
    raise StaleVersion("stale_version", expected=seen.version, found=state.version)


def _bears(trace: Trace, me: str, edits: Sequence[Edit] | None) -> bool:
    return edits is None or any(_bears_on(trace, me, edit) for edit in edits)


def _bears_on(trace: Trace, me: str, edit: Edit) -> bool:
    if (trace.section, trace.key) == (edit.section, edit.key):
        return True
    if trace.actor == me or edit.section in ABOUT_PEOPLE:
        return False
    return trace.section not in ABOUT_PEOPLE or edit.section in RESTS_ON_PEOPLE
