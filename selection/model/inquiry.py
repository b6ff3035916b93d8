"""What finding out costs, and from what gain on it is worth it: policy, printed beside the list."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from selection.model.base import Entry, Money

AskKind = Literal["letter", "questionnaire", "scenario", "reference_call"]
ASK_KINDS: tuple[AskKind, ...] = ("letter", "questionnaire", "scenario", "reference_call")

Hours = Annotated[float, Field(ge=0, le=10_000)]


class Effort(Entry):
    """The hours of the buyer's team that one kind of question takes."""

    hours: Annotated[float, Field(ge=0.001, le=10_000)]
    """To prepare it, however many are asked."""
    hours_each: Hours = 0.0
    """For every one who is asked."""


EFFORTS: dict[AskKind, Effort] = {
    "letter": Effort(hours=1, hours_each=0.5),
    "questionnaire": Effort(hours=2, hours_each=2),
    "scenario": Effort(hours=4, hours_each=3),
    "reference_call": Effort(hours=1, hours_each=1.5),
}


class InquiryPolicy(Entry):
    """What finding out costs, and when it is worth it."""

    efforts: dict[AskKind, Effort] = EFFORTS
    worth_asking: Annotated[float, Field(ge=0, le=1)] = 0.002
    """Where no money is named, what is expected to gain less overall value than this is not asked."""
    value_worth: Money | None = None
    """What the whole scale of overall value, from 0 to 1, is worth in money (K)."""
    hour_cost: Money | None = None
    """What an hour of the team costs."""
    gates_supposed_below: Annotated[float, Field(ge=0, le=1)] = 0.05
    """If it is less likely than this that anything passes all gates, questions are weighed as if all did."""
    most: Annotated[int, Field(ge=1, le=50)] = 10
    """The longest list of questions."""

    @model_validator(mode="after")
    def _can_be_counted(self) -> Self:
        if set(self.efforts) != set(ASK_KINDS):
            raise PydanticCustomError(
                "efforts_incomplete",
                "one effort for each kind",
                {"found": sorted(self.efforts), "allowed": list(ASK_KINDS)},
            )
        currencies = [money.currency if money else None for money in (self.value_worth, self.hour_cost)]
        if currencies[0] != currencies[1]:
            raise PydanticCustomError(
                "money_of_asking", "both in one currency, or neither", {"found": currencies}
            )
        return self
