"""The risks that are known to sink such projects, what raises them, and what the team does about them."""

from typing import Annotated, Literal

from pydantic import Field

from selection.model.base import Day, Entry, Id, Line, Many, Person, Remark, Text
from selection.model.costs import Currency

ResponseKind = Literal["avoid", "reduce", "transfer", "accept"]


class RiskResponse(Entry):
    """Who looks after a risk, and how it is met."""

    owner: Person | None = None
    kind: ResponseKind | None = None
    response: Remark | None = None
    due: Day | None = None


Amount = Annotated[float, Field(ge=0, le=1e12)]


class FailureCost(Entry):
    """What it would cost the organisation if the introduction failed, by its own estimate.

    References
    ----------
    Statement A41 of docs/sources.md: a failed introduction costs far more than the licences.
    """

    currency: Currency
    licences: Amount | None = None
    """Licences and fees that would be paid by then."""
    rollout: Amount | None = None
    """The integrator's work that would be lost."""
    own_time: Amount | None = None
    """The time of one's own people."""
    second_attempt: Amount | None = None
    """Undoing it and beginning again."""
    lost_business: Amount | None = None
    note: Remark | None = None


class Risk(Entry):
    """A risk the articles name; `rule` says what raises it (`selection.analysis.risks`)."""

    id: Id
    name: Text
    text: Text
    rule: Id | None = None
    """Without one it is raised by hand."""
    responses: Many[Text] = ()
    """What others have done about it."""
    sources: Annotated[Many[Line], Field(min_length=1)]


class Claim(Entry):
    """A statistic that is often quoted and is contested: shown with both sources, used in no formula."""

    id: Id
    text: Text
    source: Line
    counter: Text
    counter_source: Line


class RiskLibrary(Entry):
    """The risks and contested claims that ship (``criteria/risks.yaml``)."""

    kind: Literal["risks"]
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    risks: Annotated[Many[Risk], Field(min_length=1, max_length=500)]
    claims: Many[Claim] = ()
