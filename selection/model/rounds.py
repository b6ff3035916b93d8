"""Rounds of judging: what is asked of whom, what each of them said alone, and what was agreed in the end."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from selection.model.base import Entry, Id, Instant, Label, Line, Many, Remark
from selection.model.judgements import Score
from selection.model.needs import Tier
from selection.model.weights import NodeWeights

Subject = Literal["tiers", "weights", "scores", "chemistry"]
SUBJECTS: tuple[Subject, ...] = ("tiers", "weights", "scores", "chemistry")

RoundState = Literal["draft", "open", "closed", "revealed", "agreed"]
ROUND_STATES: tuple[RoundState, ...] = ("draft", "open", "closed", "revealed", "agreed")

CannotJudge = Literal["cannot_judge"]
CANNOT_JUDGE: CannotJudge = "cannot_judge"
"""A valid answer: looked at, and not decidable by this person."""

Level = Annotated[int, Field(ge=0, le=5)]


class JudgedCell(Entry):
    """One alternative on one criterion, as a round asks for it."""

    alternative: Line
    """An offer, integrator, bid, or ``offer+integrator``."""
    criterion: Id

    @property
    def item(self) -> str:
        """What it is called among what is agreed."""
        return cell_item(self.alternative, self.criterion)


def cell_item(alternative: str, criterion: str) -> str:
    """Name a cell among what is agreed.

    >>> cell_item("northstar-pro+aleph", "I5")
    'northstar-pro+aleph/I5'
    """
    return f"{alternative}/{criterion}"


def cell_of(item: str) -> tuple[str, str]:
    """Give the alternative and the criterion of a cell that is named so.

    >>> cell_of("northstar-pro+aleph/I5")
    ('northstar-pro+aleph', 'I5')
    """
    alternative, _slash, criterion = item.rpartition("/")
    return alternative, criterion


class Round(Entry):
    """One time of judging alone, from its preparation to what was agreed.

    What is asked may change only while it is a draft; a second judgement of the same is a round that
    `follows` the first.
    """

    id: Id
    subject: Subject
    state: RoundState = "draft"
    title: Label | None = None
    needs: Many[Id] = ()
    """Whose tier is asked for, the most relevant first."""
    nodes: Many[Line] = ()
    """Nodes of the criteria tree whose weights are asked for."""
    cells: Annotated[Many[JudgedCell], Field(max_length=2000)] = ()
    alternatives: Many[Line] = ()
    """Bids or integrators whose proposed project manager is met."""
    assigned: dict[Id, Many[Id]] = {}
    """Member → the criteria they judge; who is left out judges all."""
    follows: Id | None = None
    deadline: Instant | None = None
    """After it nothing more is taken; without one the facilitator closes the round."""
    judges: Many[Id] = ()
    """The members who could have judged, as they were when it was closed: the m of "n of m"."""

    @model_validator(mode="after")
    def _asks_for_its_subject(self) -> Self:
        asked = {"tiers": self.needs, "weights": self.nodes, "scores": self.cells}
        asked |= {"chemistry": self.alternatives}
        if not asked[self.subject]:
            raise PydanticCustomError("round_asks_nothing", "what is asked", {"subject": self.subject})
        if any(items for subject, items in asked.items() if subject != self.subject):
            raise PydanticCustomError("round_asks_more", "one subject", {"subject": self.subject})
        return self

    @property
    def is_sealed(self) -> bool:
        """Whether nobody but its author may see a judgement yet."""
        return self.state in ("draft", "open", "closed")

    def criteria_of(self, member: str) -> frozenset[str]:
        """Name the criteria a member is asked about."""
        asked = frozenset(cell.criterion for cell in self.cells)
        return asked & frozenset(self.assigned[member]) if member in self.assigned else asked


class Ballot(Entry):
    """Everything one member says in one round; a later one replaces it while the round is open."""

    tiers: dict[Id, Tier | CannotJudge] = {}
    weights: dict[str, NodeWeights | CannotJudge] = {}
    scores: dict[str, dict[Id, Score]] = {}
    """Alternative → criterion → score, with evidence and, as its reason, a comment."""
    chemistry: dict[str, Level | CannotJudge] = {}
    """Bid or integrator → how working with the proposed project manager is rated, 0 to 5."""
    entered_by: Id | None = None
    """Who entered it, if it came in on paper."""


class Agreement(Entry):
    """How an official value came about; the value itself stands in the decision."""

    round: Id
    by: Literal["lower_median", "moderation", "private_rating"]
    """A private rating is taken over as it is, and nobody talks about it."""
    reason: Remark | None = None
    judged: Annotated[int, Field(ge=0, le=1000)]
    """How many gave a judgement, of those who could."""
    of: Annotated[int, Field(ge=0, le=1000)]
    present: Many[Id] = ()
    """Who was there when it was agreed."""

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if (self.by == "private_rating") != (self.reason is None):
            raise PydanticCustomError("agreement_without_reason", "why", {})
        return self


class MinorityNote(Entry):
    """What somebody who does not share an agreement wants to be on record."""

    text: Remark
