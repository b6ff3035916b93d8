"""Who takes part in a session, how they got in, and what they have to do with those they judge."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from selection.model.base import Entry, Id, Instant, Line, Person, Remark, is_past

Role = Literal["facilitator", "member", "observer", "respondent"]
Presence = Literal["waiting", "present", "removed"]
"""A typed code leads to waiting; whoever is removed keeps what they said, and says nothing more."""

LinkKind = Literal["members", "personal", "code"]
Interest = Literal["none", "potential", "perceived", "actual"]


class Participant(Entry):
    """Somebody in a session, known to its history by an id alone."""

    id: Id
    role: Role
    name: Person | None = None
    department: Line | None = None
    voting_weight: Annotated[float, Field(ge=0.001, le=1000)] = 1.0
    presence: Presence = "present"
    answers_for: Id | None = None
    """The offer, integrator or bid a respondent answers for."""

    @model_validator(mode="after")
    def _answers_for_somebody(self) -> Self:
        if (self.role == "respondent") != (self.answers_for is not None):
            raise PydanticCustomError("respondent_for_nobody", "whom do they answer for", {})
        return self


class Link(Entry):
    """A way into a session; the secret itself is nowhere but in the link."""

    id: Id
    kind: LinkKind
    participant: Id | None = None
    """Whom a personal link lets in."""
    made: Instant
    until: Instant | None = None
    """After that it leads nowhere; None if only revoking ends it."""
    revoked: bool = False

    def leads_in(self, now: str) -> bool:
        """Tell whether it still lets somebody in.

        >>> link = Link(id="l1", kind="code", made="2026-11-22T09:00:00Z", until="2026-11-22T21:00:00Z")
        >>> link.leads_in("2026-11-22T10:00:00Z"), link.leads_in("2026-11-23T09:00:00Z")
        (True, False)
        >>> link.leads_in("2026-11-22T21:00:00.000000Z"), link.leads_in("2026-11-22T21:00:00.000001Z")
        (True, False)
        """
        return not self.revoked and not (self.until and is_past(self.until, now))

    @model_validator(mode="after")
    def _is_somebodys(self) -> Self:
        if (self.kind == "personal") != (self.participant is not None):
            raise PydanticCustomError("link_of_nobody", "whose link is it", {"found": self.kind})
        return self


class Declaration(Entry):
    """What somebody has to do with one alternative, said before its answers are seen."""

    interest: Interest
    about: Remark | None = None
    commission: bool = False
    """Whether they would be paid if it were chosen, as for a resale."""
    mitigation: Remark | None = None
    recused: bool = False
    """Whether their judgements of it are left out, everywhere."""

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        if self.interest != "none" and self.about is None:
            raise PydanticCustomError(
                "interest_unexplained", "what is the interest", {"interest": self.interest}
            )
        if self.interest == "none" and self.commission:
            raise PydanticCustomError("commission_without_interest", "a commission is an interest", {})
        return self
