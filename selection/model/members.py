"""Who decides together, and what each of them said alone."""

from typing import Annotated

from pydantic import Field

from selection.model.base import Entry, Id, Line, Many, Person
from selection.model.judgements import Score
from selection.model.weights import NodeWeights


class Member(Entry):
    """One person of the committee, with their own weights and judgements beside the agreed ones."""

    id: Id
    name: Person | None = None
    department: Line | None = None
    voting_weight: Annotated[float, Field(ge=0.001, le=1000)] = 1.0
    weights: dict[str, NodeWeights] = {}
    """Node → what this member said of it; at a node that is left out the member abstained."""
    scores: dict[str, dict[Id, Score]] = {}
    """Alternative → criterion → this member's own judgement."""
    recused: Many[Id] = ()
    """Offers, integrators and bids on which this member has a conflict of interest."""
