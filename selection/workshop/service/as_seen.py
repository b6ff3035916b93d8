"""How a refusal tells nobody of what is kept back from them."""

from collections.abc import Callable

from selection.errors import DecisionError, SelectionError
from selection.workshop.changes import Prepared
from selection.workshop.declaring import refuse_undeclared
from selection.workshop.seals import seen_by
from selection.workshop.service.access import Caller
from selection.workshop.state import SessionState


def built_as_seen(caller: Caller, build: Callable[[SessionState], Prepared]) -> Prepared:
    """Build what follows a caller's state; no refusal tells them of what is kept back from them.

    What contradicts only something they may not see is refused by naming what they have to declare first.

    Raises
    ------
    DecisionError
        If it contradicts what they see.
    SessionError
        If it contradicts what is kept back from them.
    """
    try:
        return build(caller.state)
    except DecisionError as error:
        seen = seen_by(caller.state, caller.me, caller.standing)
        if _contradiction(seen, build) != str(error):
            refuse_undeclared(caller.state, caller.me, caller.standing, "submission")
        raise


def _contradiction(state: SessionState, build: Callable[[SessionState], Prepared]) -> str | None:
    try:
        build(state)
    except SelectionError as error:
        return str(error)
    return None
