"""What alternatives are judged by: criteria with fixed anchors, and sets of them as a tree."""

from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, StringConstraints, Tag, model_validator
from pydantic_core import PydanticCustomError

from selection.model.base import Entry, Figure, Id, Label, Line, Many, Text
from selection.model.needs import Tier

Scope = Literal["platform", "integrator", "pair"]
Side = Literal["platform", "integrator"]
SIDES: tuple[Side, ...] = ("platform", "integrator")
Direction = Literal["increasing", "decreasing"]
COST_GROUP = "cost"

Step = Annotated[str, StringConstraints(pattern=r"^[<>]-?[0-9]+(\.[0-9]+)?$")]


class Linear(Entry):
    """Value rises evenly from the worst to the best acceptable performance."""

    kind: Literal["linear"]
    unit: Label
    worst: Figure
    best: Figure

    @model_validator(mode="after")
    def _has_a_range(self) -> Self:
        if self.worst == self.best:
            raise PydanticCustomError("anchors_equal", "no range", {"found": self.worst})
        return self

    @property
    def direction(self) -> Direction:
        """Whether more is better."""
        return "increasing" if self.best > self.worst else "decreasing"

    @property
    def worst_anchor(self) -> float:
        """The performance whose value is 0."""
        return self.worst


class PiecewiseLinear(Entry):
    """Performances that stand for the levels 0, 1, 2 …; between them value rises evenly.

    A first anchor written ``<50`` (or ``>180``) is a step: beyond 50 the level is 0, at 50 it is 1.
    """

    kind: Literal["piecewise_linear"]
    unit: Label
    levels: Annotated[Many[Figure | Step], Field(min_length=2, max_length=11)]

    @model_validator(mode="after")
    def _rises_or_falls_throughout(self) -> Self:
        if any(isinstance(level, str) for level in self.levels[1:]):
            raise PydanticCustomError("step_not_first", "a step is the first anchor", {})
        step = self.step
        anchors = self.anchors
        if step is not None and (step != anchors[0] or not anchors[1:]):
            raise PydanticCustomError(
                "step_not_next_anchor", "a step is at the next anchor", {"found": step, "allowed": anchors[0]}
            )
        steps = [after - before for before, after in pairwise(anchors)]
        if not (all(s > 0 for s in steps) or all(s < 0 for s in steps)):
            raise PydanticCustomError(
                "anchors_not_monotone", "anchors rise or fall", {"found": list(anchors)}
            )
        if step is not None and (str(self.levels[0])[0] == "<") != (steps[0] > 0):
            raise PydanticCustomError(
                "step_wrong_way", "step points the wrong way", {"found": self.levels[0]}
            )
        return self

    @property
    def step(self) -> float | None:
        """The performance below (or above) which the level is 0, if the first anchor is a step."""
        first = self.levels[0]
        return float(first[1:]) if isinstance(first, str) else None

    @property
    def anchors(self) -> tuple[float, ...]:
        """The performances of the levels that are points: from level 1 on after a step, else from 0."""
        return tuple(float(level) for level in self.levels if not isinstance(level, str))

    @property
    def direction(self) -> Direction:
        """Whether more is better."""
        return "increasing" if self.anchors[-1] > self.anchors[0] else "decreasing"

    @property
    def worst_anchor(self) -> float:
        """The performance at which value starts to rise."""
        return self.anchors[0]


class Ordinal(Entry):
    """Levels described in words, from worst to best; a performance is the number of its level."""

    kind: Literal["ordinal"]
    levels: Annotated[Many[Text], Field(min_length=2, max_length=11)]

    @property
    def direction(self) -> Direction:
        """Levels are written from worst to best."""
        return "increasing"

    @property
    def worst_anchor(self) -> float:
        """The lowest level."""
        return 0.0


class DeliveryLadder(Entry):
    """The needs that feed the criterion, each valued by how it is delivered (the policy's ladder)."""

    kind: Literal["delivery_ladder"]

    @property
    def direction(self) -> Direction:
        """The ladder's foot is *absent*, its top *as is*."""
        return "increasing"

    @property
    def worst_anchor(self) -> float:
        """Everything absent."""
        return 0.0


ValueFunction = Annotated[
    Annotated[Linear, Tag("linear")]
    | Annotated[PiecewiseLinear, Tag("piecewise_linear")]
    | Annotated[Ordinal, Tag("ordinal")]
    | Annotated[DeliveryLadder, Tag("delivery_ladder")],
    Discriminator("kind"),
]


class Criterion(Entry):
    """One attribute on which alternatives differ, with anchors stated before vendors are seen."""

    id: Id
    name: Text
    definition: Text
    group: Id
    scope: Scope
    direction: Direction
    from_: Literal["needs", "measure"] = Field(alias="from")
    value: ValueFunction
    gate: Figure | None = None
    """The performance that excludes: the worst anchor, so that value starts where the gate opens."""
    measured_by: Id | None = None
    """The profile fact that is its performance, if one is."""
    tier: Tier | None = None
    standard: Many[Line] = ()
    """The characteristics of ISO/IEC 25010:2023 it belongs to."""
    sources: Annotated[Many[Line], Field(min_length=1)]

    @model_validator(mode="after")
    def _agrees_with_its_scale(self) -> Self:
        if self.direction != self.value.direction:
            raise PydanticCustomError(
                "direction_against_anchors",
                "direction and anchors disagree",
                {"found": self.direction, "allowed": self.value.direction},
            )
        if self.from_ == "measure" and isinstance(self.value, DeliveryLadder):
            raise PydanticCustomError("ladder_without_needs", "ladder needs needs", {"criterion": self.id})
        if self.from_ == "needs" and (self.scope != "platform" or isinstance(self.value, Ordinal)):
            raise PydanticCustomError("needs_on_wrong_scale", "needs feed platforms", {"criterion": self.id})
        if self.gate is not None and self.gate != self.value.worst_anchor:
            raise PydanticCustomError(
                "gate_off_worst_anchor",
                "gate is the worst anchor",
                {"found": self.gate, "allowed": self.value.worst_anchor},
            )
        return self

    @property
    def side(self) -> Side:
        """The side of the tree it belongs to: what is measured per pair is the integrator's."""
        return "platform" if self.scope == "platform" else "integrator"

    @property
    def is_cost(self) -> bool:
        """Whether it is left out of *quality*."""
        return self.group == COST_GROUP


class Group(Entry):
    """A heading of the criteria tree."""

    id: Id
    name: Text


class CriteriaLibrary(Entry):
    """Criteria that are ready to be used (``criteria/platform.yaml``, ``criteria/integrator.yaml``)."""

    kind: Literal["criteria"]
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    groups: Many[Group]
    criteria: Annotated[Many[Criterion], Field(min_length=1, max_length=500)]


class Branch(Entry):
    """A group of criteria that is weighted as one before its criteria are weighted within it."""

    group: Id
    criteria: Annotated[Many[Id], Field(min_length=1)]


def _node_kind(value: object) -> str:
    return "branch" if isinstance(value, dict | Branch) else "leaf"


Node = Annotated[Annotated[Id, Tag("leaf")] | Annotated[Branch, Tag("branch")], Discriminator(_node_kind)]


class CriteriaSet(Entry):
    """The criteria of one decision as a tree with two sides (``criteria/sets/*.yaml``)."""

    kind: Literal["criteria_set"]
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    description: Text | None = None
    platform: Many[Node]
    integrator: Many[Node] = ()
    every_need_feeds: Id | None = None
    """One criterion for all needs; without it each need feeds the criterion it names itself."""
    feeds: dict[Id, Id] = {}
    """Exceptions: need → criterion."""

    def leaves(self, side: Side) -> tuple[str, ...]:
        """List the criteria of a side in the order they are written."""
        nodes = self.platform if side == "platform" else self.integrator
        return tuple(c for node in nodes for c in (node.criteria if isinstance(node, Branch) else (node,)))
