"""How sure is sure: the rules by which a result is shaken, each printed beside the figures it shapes."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from selection.model.base import Entry
from selection.model.judgements import EVIDENCE, Evidence

Chance = Annotated[float, Field(ge=0, le=1)]

TRUTH: dict[Evidence, float] = {"claim": 0.2, "document": 0.6, "demo": 1.0, "proof": 1.0, "reference": 1.0}
"""How likely a stated answer is true, by how we know it; otherwise it is something worse."""


class RobustnessPolicy(Entry):
    """How results are shaken, and when they count as robust.

    Draws stay around what was elicited: no weights that nobody gave a reason for.
    """

    draws: Annotated[int, Field(ge=100, le=200_000)] = 1000
    """How many times everything uncertain is drawn."""
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 5
    score_down: Chance = 0.15
    """How likely an agreed score is one level too high."""
    score_up: Chance = 0.15
    """How likely an agreed score is one level too low."""
    truth: dict[Evidence, Chance] = TRUTH
    first_at_least: Chance = 0.80
    """The leader comes first in at least this share of the draws."""
    beats_at_least: Chance = 0.60
    """Below this share of draws won against a rival the two are level."""
    level_within: Annotated[float, Field(ge=0, le=1)] = 0.01
    """Overall values no further apart than this are level."""
    survives_evidence: Evidence = "document"
    """A winner still wins when everything known on less than this falls to the worst."""
    members_at_least: Chance = 2 / 3
    """The share of the members under whose own weights the leader comes first."""
    clone_distance: Annotated[float, Field(ge=0, le=1)] = 0.02
    """Pairs on one platform whose firms differ by less than this, weighted, are near-clones."""

    @model_validator(mode="after")
    def _is_about_everything(self) -> Self:
        if self.score_down + self.score_up > 1:
            raise PydanticCustomError(
                "score_steps_exceed_one",
                "more than certain",
                {"found": self.score_down + self.score_up, "allowed": 1},
            )
        if set(self.truth) != set(EVIDENCE):
            raise PydanticCustomError(
                "truth_incomplete",
                "one chance for each evidence",
                {"found": sorted(self.truth), "allowed": list(EVIDENCE)},
            )
        return self
