"""What a late recusal undoes: whatever was agreed with that person about what they may not judge."""

from collections.abc import Iterator

from selection.model.rounds import Agreement, cell_of
from selection.workshop import chemistry
from selection.workshop.events import Edit
from selection.workshop.revealed import is_out_of_bounds, recused_from
from selection.workshop.state import SessionState


def may_not_judge(state: SessionState, person: str, alternative: str | None) -> bool:
    """Tell whether somebody is recused from an alternative; where nothing is judged, nobody is."""
    if alternative is None:
        return False
    return is_out_of_bounds(alternative, recused_from(state.decision, state.proceedings, person))


def reopened(before: SessionState, after: SessionState, person: str) -> Iterator[Edit]:
    """Give the edits that follow once somebody is recused from more than before.

    An agreed score loses its standing if that person was there when it was agreed, or if their judgement
    is in the median that was taken over; until it is agreed anew the cell is what the remaining judgements
    say. Private ratings are counted again without theirs.
    """
    known = before.proceedings
    for item, agreed in known.agreements.get("scores", {}).items():
        alternative, criterion = cell_of(item)
        if not _is_newly_recused(before, after, person, alternative):
            continue
        if person in agreed.present or _took_over(before, agreed, person, alternative, criterion):
            yield Edit("agreement", ("scores", item))
            if criterion in before.decision.scores.get(alternative, {}):
                yield Edit("score", (alternative, criterion))
    for name in _rounds_rated(before, after, person):
        yield from chemistry.rated(after, name)


def _is_newly_recused(before: SessionState, after: SessionState, person: str, alternative: str) -> bool:
    was, now = (may_not_judge(state, person, alternative) for state in (before, after))
    return now and not was


def _took_over(state: SessionState, agreed: Agreement, person: str, alternative: str, criterion: str) -> bool:
    ballot = state.proceedings.ballots.get(agreed.round, {}).get(person)
    judged = ballot is not None and criterion in ballot.scores.get(alternative, {})
    return agreed.by == "lower_median" and judged


def _rounds_rated(before: SessionState, after: SessionState, person: str) -> dict[str, None]:
    known = before.proceedings
    return {
        agreed.round: None
        for name, agreed in known.agreements.get("chemistry", {}).items()
        if person in known.ballots.get(agreed.round, {}) and _is_newly_recused(before, after, person, name)
    }
