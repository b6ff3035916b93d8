"""What is known about products and firms: facts with a date, a source and the editions they hold for."""

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from selection.model.base import Day, Entry, Figure, Id, Label, Line, Many, Text, first_day

Method = Literal["vendor_doc", "repo_commit", "transcribed", "secondary", "self_declared", "derived"]
Confidence = Literal["high", "medium", "low"]
Deployment = Literal["cloud", "self_hosted"]
UNDATED = "undated"
UNKNOWN = "unknown"

EditionName = Annotated[str, Field(min_length=1, max_length=60)]


class Attribute(Entry):
    """One thing worth knowing about a product or a firm, and how fast it ages."""

    id: Id
    title: Text
    about: Literal["platform", "integrator", "record"] = "platform"
    """A *record* is what an integrator has done with one product."""
    type: Literal["yes_no", "number", "text", "list"]
    unit: Label | None = None
    required: bool = False
    ages_after_days: Annotated[int, Field(ge=1)] | None = None


class AttributeList(Entry):
    """The attributes profiles may state facts about (``vendor_profiles/attributes.yaml``)."""

    kind: Literal["attributes"]
    version: Annotated[int, Field(ge=1)]
    attributes: Many[Attribute]


class Fact(Entry):
    """One statement about a product or a firm that somebody can go and check."""

    value: bool | Figure | Label | Many[Label]
    """Names and codes as they are, other texts as ``{en, he, pl}``; ``unknown``: looked for and not found."""
    editions: Literal["all"] | Annotated[Many[EditionName], Field(min_length=1)] = "all"
    as_of: Day | Literal["undated"]
    seen: Day | None = None
    source: Label
    method: Method
    confidence: Confidence
    note: Text | None = None

    @model_validator(mode="after")
    def _undated_was_seen(self) -> Self:
        if self.as_of == UNDATED and self.seen is None:
            raise PydanticCustomError("undated_not_seen", "undated facts say when they were seen", {})
        return self

    @property
    def known(self) -> bool:
        """Whether something was found."""
        return self.value != UNKNOWN

    def holds_for(self, edition: str | None) -> bool:
        """Tell whether it is true of an edition; a fact about some editions says nothing of the others."""
        return self.editions == "all" or (edition is not None and edition in self.editions)

    def is_stale(self, ages_after_days: int | None, today: dt.date) -> bool:
        """Tell whether it is older than facts of its attribute may get; an undated one always is."""
        if self.as_of == UNDATED:
            return True
        return ages_after_days is not None and (today - first_day(self.as_of)).days > ages_after_days


class Edition(Entry):
    """One plan of a product."""

    name: EditionName
    deployment: Deployment


class Profile(Entry):
    """What a product's and a firm's profile have in common."""

    id: Id
    name: Line
    fictional: bool = False
    website: Line | None = None
    note: Text | None = None
    facts: dict[Id, Annotated[Many[Fact], Field(min_length=1)]] = {}

    @model_validator(mode="after")
    def _fiction_says_so(self) -> Self:
        if self.fictional and "fictional" not in self.name.casefold():
            raise PydanticCustomError("fiction_not_named", "fictional in the name", {"found": self.name})
        return self


class PlatformProfile(Profile):
    """A product as its sources describe it (``vendor_profiles/platforms/*.yaml``)."""

    kind: Literal["platform"]
    vendor: Line
    former_names: Many[Line] = ()
    editions: Annotated[Many[Edition], Field(min_length=1)]


class Implementation(Entry):
    """Whether a firm implements a product, and what it has done with it."""

    answer: Literal["yes", "no", "unknown"]
    facts: dict[Id, Annotated[Many[Fact], Field(min_length=1)]] = {}


class IntegratorProfile(Profile):
    """A firm that implements products (``vendor_profiles/integrators/*.yaml``)."""

    kind: Literal["integrator"]
    implements: dict[Id, Implementation] = {}
    """Product → answer; a product not named is *unknown*."""
