"""How a session goes about its decision: phases, people, rounds, locks and the award."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from selection.model.base import Entry, Id, Instant, Line, Many, Remark
from selection.model.participants import Declaration, Link, Participant
from selection.model.rounds import Agreement, Ballot, MinorityNote, Round

WorkshopPhase = Literal["scope", "needs", "weights", "lock", "answers", "scores", "decision"]
WORKSHOP_PHASES: tuple[WorkshopPhase, ...] = (
    "scope",
    "needs",
    "weights",
    "lock",
    "answers",
    "scores",
    "decision",
)

AgendaName = Literal["first", "second"]
DecisionRule = Literal["chair", "majority", "consent"]
TieBreak = Literal["fit", "integrator", "cost", "chair"]

AGENDAS: dict[AgendaName, tuple[tuple[str, int], ...]] = {
    "first": (("join", 10), ("tiers", 25), ("weights", 20), ("differences", 25), ("lock", 10)),
    "second": (("gates", 10), ("cells", 45), ("how_sure", 15), ("decision", 15), ("close", 5)),
}
"""What a workshop of 90 minutes goes through, and the minutes for each."""

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Share = Annotated[float, Field(ge=0, le=1)]


class Rules(Entry):
    """How the session is run, set before anybody judges and frozen with the lock."""

    agenda: AgendaName = "first"
    identities: Literal["departments", "anonymous"] = "departments"
    """Whether it is shown, after a reveal, which department stands where."""
    homework: bool = False
    """Whether members judge before the meeting rather than in it."""
    departments_alike: bool = False
    """Whether every department counts alike in proposed weights, whatever its number of members."""
    quorum: Share = 0.5
    """The share of those not recused who must have judged."""
    discuss_tiers_below: Share = 0.75
    """Needs whose consensus is lower must be discussed."""
    discuss_weights_from: Share = 0.10
    """Weights that lie further apart must be discussed."""
    discuss_scores_from: Annotated[int, Field(ge=1, le=5)] = 2
    """Cells whose judgements lie this many levels apart must be discussed."""
    decision_rule: DecisionRule = "consent"
    tie_break: TieBreak = "integrator"


class Stand(Entry):
    """Where the session is: its phase, and the step of the meeting's agenda if one is on."""

    phase: WorkshopPhase
    since: Instant
    deadline: Instant | None = None
    """When the phase is to end, as for the collecting of answers."""
    step: Annotated[int, Field(ge=0, le=20)] | None = None
    step_since: Instant | None = None
    reason: Remark | None = None
    """Why the session went back to an earlier phase."""


class Lock(Entry):
    """What no longer changes unseen: criteria, anchors, weights, gates, policies and tie-break."""

    id: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}$")]
    """Its number; every later one is a change that was made after the first."""
    hash: Hash
    version: Annotated[int, Field(ge=1)]
    """The event with which it was written: the decision as of then is what is locked."""
    at: Instant
    reason: Remark | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.id != "1" and self.reason is None:
            raise PydanticCustomError("amendment_without_reason", "why after the lock", {})
        return self


class Award(Entry):
    """What was decided in the end, on which result, and by which rule."""

    winner: Line
    reserve: Line | None = None
    status: Literal["awarded", "preferred"]
    """*Preferred, subject to …* is all that can be said while the winner's gate is open."""
    conditions: Remark | None = None
    reason: Remark | None = None
    rule: DecisionRule
    votes_for: Annotated[int, Field(ge=0, le=1000)] | None = None
    votes_against: Annotated[int, Field(ge=0, le=1000)] | None = None
    present: Many[Id] = ()
    rank: Annotated[int, Field(ge=1)] | None = None
    """The winner's rank in the result; None where it has none."""
    result_hash: Hash
    """Of the result as it was on the screen, in the bytes that travel in an export."""
    engine: Line
    """The version of the program that computed it."""
    at: Instant


class Response(Entry):
    """What a vendor or firm sent in, sealed until answers are opened."""

    name: Line
    """The file's."""
    file: Annotated[str, StringConstraints(max_length=8_000_000, pattern=r"^[A-Za-z0-9+/=]*$")]
    """Its bytes, in base64."""
    at: Instant


class Proceedings(Entry):
    """All of it; empty for somebody who decides alone."""

    rules: Rules = Rules()
    stand: Stand | None = None
    """None while no workshop has begun: then nothing is asked of anybody in any order."""
    participants: Many[Participant] = ()
    links: Many[Link] = ()
    rounds: Many[Round] = ()
    ballots: dict[Id, dict[Id, Ballot]] = {}
    """Round → member → what they said."""
    declarations: dict[Id, dict[Line, Declaration]] = {}
    """Participant → alternative → what they have to do with it."""
    agreements: dict[str, dict[str, Agreement]] = {}
    """Subject → item → how it was agreed."""
    minority_notes: dict[str, dict[str, dict[Id, MinorityNote]]] = {}
    """Subject → item → member → their note."""
    locks: Many[Lock] = ()
    award: Award | None = None
    responses: dict[Id, dict[Line, Response]] = {}
    """Respondent → offer or integrator → what they sent in about it; for a bid both."""

    @property
    def phase(self) -> WorkshopPhase | None:
        """The phase the session is in; None while no workshop has begun."""
        return self.stand.phase if self.stand else None

    def participant(self, name: str) -> Participant | None:
        """Give somebody by their id."""
        return next((one for one in self.participants if one.id == name), None)

    def round(self, name: str) -> Round | None:
        """Give a round by its id."""
        return next((one for one in self.rounds if one.id == name), None)

    @property
    def members(self) -> tuple[Participant, ...]:
        """Those who judge and were not removed."""
        return tuple(p for p in self.participants if p.role == "member" and p.presence == "present")

    @property
    def lock(self) -> Lock | None:
        """The newest lock; None before the first."""
        return self.locks[-1] if self.locks else None
