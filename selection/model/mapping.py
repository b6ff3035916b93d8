"""How somebody else's table is read: which column says what, and what its codes mean here."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from selection.model.base import Day, Entry, Id, Line, Many
from selection.model.judgements import CellState, Evidence
from selection.model.needs import Delivery, Tier
from selection.model.profiles import Deployment

Layout = Literal["long", "wide", "vendors_in_rows"]
Holds = Literal["answers", "scores", "needs"]
Heading = Annotated[str, StringConstraints(min_length=1, max_length=300)]
"""A column by its heading, or by its letter with an equals sign before it, such as ``=C``."""
Code = Annotated[str, StringConstraints(max_length=300)]


class Meaning(Entry):
    """What one of the table's codes means: a delivery or a cell's state, and what the table counts it for."""

    delivery: Delivery | None = None
    state: CellState | None = None
    points: float | None = None
    """What the table's own authors count it for, so that their totals can be checked."""
    gap: Line | None = None
    """What is missing where the delivery is in part and the table doesn't say."""
    available: Day | None = None
    """From when, where the delivery is on the roadmap and the table doesn't say."""


class TableMapping(Entry):
    """How one table is read (``kind: mapping``): proposed from what stands in it, edited by a person."""

    kind: Literal["mapping"]
    holds: Holds = "answers"
    layout: Layout = "wide"
    """``long``: a row for each question and vendor; ``wide``: a column for each vendor; or a row for each."""
    sheet: Line | None = None
    header: Annotated[int, Field(ge=1, le=5000)] = 1
    encoding: Line | None = None
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = None
    question: Heading | None = None
    """The column with the need or criterion; where vendors stand in rows, every column is one."""
    alternative: Heading | None = None
    """The column with the vendor, where there is one."""
    answer: Heading | None = None
    """The column with the answer, in a long table."""
    comment: Heading | None = None
    weight: Heading | None = None
    text: Heading | None = None
    tier: Heading | None = None
    columns: Many[Heading] = ()
    """The columns with answers, in a wide table, or with scores where vendors stand in rows."""
    alternatives: dict[Code, Id] = {}
    """Their name of a vendor → ours; without it the same."""
    questions: dict[Code, Id] = {}
    """Their name of a question → our need or criterion; without it the same."""
    left_out: Many[Code] = ()
    """Questions that are not read, such as headings and totals."""
    codes: dict[Code, Meaning] = {}
    whole_cell: bool = False
    """Whether a code is the whole cell; otherwise it may be its beginning, the rest being a comment."""
    otherwise: Meaning | None = None
    """What an answer means that is none of the codes; without it such an answer is refused."""
    no_is_good: Many[Code] = ()
    """Questions for which absent is the good answer: there as is and absent change places."""
    tiers: dict[Code, Tier] = {}
    tier_otherwise: Tier = "must"
    weights: dict[Code, Annotated[float, Field(ge=0, le=1e6)]] = {}
    """How the table weights its questions; it is only used to check the table's own totals."""
    evidence: Evidence = "claim"
    as_of: Day | None = None
    source: Line | None = None
    adds: bool = False
    """Whether needs and products that the decision lacks are added."""
    deployment: Deployment | None = None
    """Where products run that are added."""
    published: dict[Code, float] = {}
    """The totals the table's authors print, by vendor."""
