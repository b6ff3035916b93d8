"""What is known, answered or judged about one alternative: the cells of the decision's tables."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from selection.model.base import Day, Entry, Figure, Label, Person, Remark
from selection.model.needs import Delivery

Evidence = Literal["claim", "document", "demo", "proof", "reference"]
EVIDENCE: tuple[Evidence, ...] = ("claim", "document", "demo", "proof", "reference")

CellState = Literal["answered", "not_asked", "asked", "no_answer", "cannot_judge", "not_applicable"]
OPEN_STATES = frozenset({"not_asked", "asked", "cannot_judge"})


class Cell(Entry):
    """One fact, answer or judgement, had or still to be had.

    `no_answer` (asked, and declined or late) counts as worst; the other missing states are open.
    """

    state: CellState = "answered"
    evidence: Evidence | None = None
    reason: Remark | None = None
    source: Label | None = None
    as_of: Day | None = None
    by: Person | None = None
    confirmed: bool = False
    """Whether the facilitator confirmed that it does not apply."""

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        if self.state == "answered" and self.evidence is None:
            raise PydanticCustomError("answer_without_evidence", "how do we know", {})
        if self.state == "not_applicable" and not self.reason:
            raise PydanticCustomError("not_applicable_without_reason", "why not applicable", {})
        return self

    @property
    def is_open(self) -> bool:
        """Whether it could still turn out anywhere between worst and best."""
        return self.state in OPEN_STATES or (self.state == "not_applicable" and not self.confirmed)

    @property
    def leaves_the_count(self) -> bool:
        """Whether it is confirmed that the question does not arise for this alternative."""
        return self.state == "not_applicable" and self.confirmed


class AcceptedGap(Entry):
    """The committee's decision to live with what is missing."""

    reason: Remark
    by: Person


class Answer(Cell):
    """How an offer meets a need."""

    delivery: Delivery | None = None
    available: Day | None = None
    """When a *roadmap* item is promised for."""
    gap: Remark | None = None
    """What is missing from a *partial* delivery."""
    accepted: AcceptedGap | None = None

    @model_validator(mode="after")
    def _fits_its_delivery(self) -> Self:
        if (self.state == "answered") != (self.delivery is not None):
            raise PydanticCustomError(
                "delivery_against_state", "answered with a delivery", {"found": self.state}
            )
        if (self.delivery == "roadmap") != (self.available is not None):
            raise PydanticCustomError("roadmap_without_date", "roadmap has a date", {"found": self.delivery})
        if (self.delivery == "partial") != (self.gap is not None):
            raise PydanticCustomError(
                "partial_without_gap", "partial describes the gap", {"found": self.delivery}
            )
        if self.accepted is not None and self.delivery != "partial":
            raise PydanticCustomError(
                "accepted_without_gap", "only a gap is accepted", {"found": self.delivery}
            )
        return self


class Score(Cell):
    """An alternative's performance on a criterion, in the criterion's unit or as the number of its level."""

    performance: Figure | None = None

    @model_validator(mode="after")
    def _has_a_performance(self) -> Self:
        if (self.state == "answered") != (self.performance is not None):
            raise PydanticCustomError("performance_against_state", "answered with one", {"found": self.state})
        return self
