"""An exported session read back: its events, what lies beside them, and what the session has become."""

from collections.abc import Iterator, Mapping

from selection.workshop.changes import contents_with_erased
from selection.workshop.contents import Content
from selection.workshop.events import Record
from selection.workshop.state import SessionState, fold


def records_of(session: Mapping[str, object]) -> Iterator[Record]:
    """Give the events of an export, in their order."""
    for seq, event in enumerate(listed(session, "events"), 1):
        yield Record(seq, str(event["bytes"]).encode(), str(event["hash"]), str(event["submission"]))


def contents_of(session: Mapping[str, object]) -> Iterator[Content]:
    """Give what travelled beside the events."""
    for found in listed(session, "contents"):
        yield Content(str(found["hash"]), bytes.fromhex(found["nonce"]), str(found["bytes"]).encode())


def state_of(session: Mapping[str, object]) -> SessionState:
    """Fold an export into what the session has become; what stayed behind reads as gone."""
    records = tuple(records_of(session))
    withheld = dict.fromkeys(str(name) for name in listed(session, "withheld"))
    beside = {found.hash: found for found in contents_of(session)}
    return fold(records, contents_with_erased(records, {**withheld, **beside}))


def listed(session: Mapping[str, object], name: str) -> list[dict[str, str]]:
    """Give one of the lists of an export.

    Raises
    ------
    TypeError
        If it is none.
    """
    found = session[name]
    if not isinstance(found, list):
        raise TypeError(name)
    return found
