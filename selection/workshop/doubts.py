"""Whether an award may still be relied on: not once somebody who had a hand in it was recused after it.

It follows from the order of the events alone: a declaration that recuses comes after the award that is
written, and the next award clears it.
"""

from collections.abc import Container, Sequence

from selection.model.decision import Decision
from selection.model.proceedings import Proceedings
from selection.workshop.revealed import recused_from


def doubted_by(
    decision: Decision,
    before: Proceedings,
    after: Proceedings,
    section: str,
    key: Sequence[str],
    spoke: Container[str] = (),
) -> tuple[str, ...] | None:
    """Give who casts doubt on an award by a change, nobody where it is written anew, else None.

    Parameters
    ----------
    section, key
        What was changed, and where; a declaration stands under whose it is.
    spoke
        Who judged, although what they said did not come along when the session was taken in.
    """
    if section == "award":
        return ()
    if section != "declaration" or before.award is None:
        return None
    who = key[0]
    if who not in spoke and not had_a_hand(before, who):
        return None
    was, now = (recused_from(decision, known, who) for known in (before, after))
    return (who,) if now - was else None


def had_a_hand(proceedings: Proceedings, who: str) -> bool:
    """Tell whether somebody leads, or judged, or was there when something was agreed or decided."""
    known = proceedings.participant(who)
    if known is None or known.role == "facilitator":
        # Who began a session leads it without being listed.
        return True
    agreed = (one for found in proceedings.agreements.values() for one in found.values())
    there = {*(proceedings.award.present if proceedings.award else ())}
    there |= {name for one in agreed for name in one.present}
    return who in there or any(who in said for said in proceedings.ballots.values())
