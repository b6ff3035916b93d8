"""What the organisation needs, and how an offer can meet it."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from selection.model.base import Entry, Figure, Id, Label, Line, Many, Person, Remark, Text

Tier = Literal["must", "long_term", "nice"]
TIERS: tuple[Tier, ...] = ("must", "long_term", "nice")

Delivery = Literal["as_is", "configuration", "add_on", "partial", "custom", "roadmap", "absent"]
DELIVERIES: tuple[Delivery, ...] = (
    "as_is",
    "configuration",
    "add_on",
    "partial",
    "custom",
    "roadmap",
    "absent",
)

Area = Literal["marketing", "sales", "service"]


class FactRule(Entry):
    """How a product's published fact answers a need, so that nobody has to ask for it.

    Exactly one way of reading the fact is given: `deliveries` by its value (``"true"`` and ``"false"``
    for yes and no), or a threshold `at_least`, or a list entry it `includes`; the last two with
    `then` and `otherwise`.
    """

    fact: Id
    deliveries: dict[Annotated[str, StringConstraints(max_length=100)], Delivery] | None = None
    at_least: Figure | None = None
    includes: Line | None = None
    then: Delivery | None = None
    otherwise: Delivery | None = None

    @model_validator(mode="after")
    def _one_way_of_reading(self) -> Self:
        ways = [way for way in (self.deliveries, self.at_least, self.includes) if way is not None]
        compared = self.deliveries is None
        if len(ways) != 1 or compared != (self.then is not None and self.otherwise is not None):
            raise PydanticCustomError("fact_rule_ways", "one way of reading a fact", {"fact": self.fact})
        return self


RemarkKind = Literal["not_testable", "two_needs", "other_system", "solution", "duplicate"]
"""What a careful reader may remark on a need (`selection.analysis.linting_needs`)."""


class DismissedRemark(Entry):
    """A remark the team weighed and set aside, with its reason; it counts for the text it was made on."""

    code: RemarkKind
    said_of: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    """SHA-256 of what was remarked on: with another text the remark comes back."""
    reason: Remark
    by: Person | None = None


class Need(Entry):
    """One line the organisation can test an offer against."""

    id: Id
    text: Text
    tier: Tier
    criterion: Id | None = None
    """The criterion it feeds, unless the criteria set says otherwise."""
    area: Area | None = None
    phase: Id | None = None
    """The phase of the project it is needed by."""
    owner: Person | None = None
    reason: Remark | None = None
    goal: Id | None = None
    author: Person | None = None
    """Who asked for it."""
    author_is_end_user: bool = False
    """Whether who asked for it will work with the system."""
    department: Label | None = None
    sources: Many[Line] = ()
    answered_by: FactRule | None = None
    dismissed: Annotated[Many[DismissedRemark], Field(max_length=50)] = ()
    """Remarks on it that were set aside."""

    @field_validator("criterion", mode="before")
    @classmethod
    def _feeds_one_criterion(cls, found: object) -> object:
        if isinstance(found, list | tuple):
            raise PydanticCustomError("need_feeds_two_criteria", "one criterion", {"found": list(found)})
        return found


class NeedGroup(Entry):
    """A heading under which needs of the library stand."""

    id: Id
    title: Text


class NeedLibrary(Entry):
    """The needs that are ready to be picked from (``criteria/needs.yaml``)."""

    kind: Literal["needs"]
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    caution: Text | None = None
    groups: Many[NeedGroup] = ()
    needs: Annotated[Many[Need], Field(min_length=1, max_length=2000)]
