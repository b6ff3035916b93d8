"""Working with the proposed project manager: rated in private, lower median taken over, never moderated."""

from collections.abc import Iterator

from selection.analysis.disagreement import Disagreement
from selection.model.decision import Decision
from selection.model.judgements import Score
from selection.model.rounds import Agreement
from selection.workshop.events import Edit
from selection.workshop.panels import disagreements_in
from selection.workshop.state import SessionState

CRITERION = "P5"
"""The criterion about the project manager a firm names, in the library of criteria about integrators."""


FEWEST = 3
"""So many must have rated: of one the middle value is what that one said, and of two it tells the other."""


def has_criterion(decision: Decision) -> bool:
    """Tell whether anything would come of a rating."""
    return any(criterion.id == CRITERION for criterion in decision.criteria)


def firm_of(decision: Decision, alternative: str) -> str:
    """Name the integrator whose project manager was rated: itself, or the one of a bid."""
    return next((bid.integrator for bid in decision.bids if bid.id == alternative), alternative)


def rated(state: SessionState, found: str) -> Iterator[Edit]:
    """Give the edits by which private ratings become scores: n of m for each, a score where enough rated."""
    for one in disagreements_in(state, found):
        said = Agreement(round=found, by="private_rating", judged=one.judged, of=one.of)
        yield Edit("agreement", ("chemistry", one.item), said)
        place = (firm_of(state.decision, one.item), CRITERION)
        score = score_of(one)
        if score is not None or CRITERION in state.decision.scores.get(place[0], {}):
            yield Edit("score", place, score)


def score_of(found: Disagreement) -> Score | None:
    """Give the score that ratings come to; None where too few rated to keep who said what to themselves."""
    if not found.quorum or found.median is None or found.judged < FEWEST:
        return None
    return Score(performance=found.median, evidence="demo")
