"""The file of a tender: who opened the bids, what was asked and answered, what came late or too cheap."""

from typing import Literal

from selection.model.base import Day, Entry, Id, Line, Many, Person, Prose, Remark
from selection.model.pricing import Moment

CriterionStage = Literal["selection", "award"]
"""*Selection* asks whether a firm can do it, from its past; *award* which bid is best."""
LowPriceOutcome = Literal["asked", "accepted", "rejected"]


class Opening(Entry):
    """The protocol of the opening, kept by two people who were both there."""

    opened: Moment
    by: Person
    witness: Person
    """The second person who was there."""
    bids: Many[Id]
    """The bids that were opened."""
    note: Remark | None = None


class LowPriceReview(Entry):
    """What came of asking a bidder how its low price is made."""

    outcome: LowPriceOutcome
    explanation: Remark
    by: Person
    on: Day


class Clarification(Entry):
    """A question of a bidder and its answer, told to all bidders alike and without saying who asked."""

    id: Id
    asked_on: Day
    question: Prose
    answer: Prose | None = None
    published_on: Day | None = None
    """The day on which question and answer went to all bidders."""


class TenderFile(Entry):
    """What is kept of a tender beside the bids themselves."""

    reference: Line | None = None
    opening: Opening | None = None
    received: dict[Id, Moment] = {}
    """Bid → when it came in."""
    low_price_reviews: dict[Id, LowPriceReview] = {}
    """Bid → the review of its price."""
    criterion_stages: dict[Id, CriterionStage] = {}
    past_record: Many[Id] = ()
    """Criteria about what a firm has done before."""
