"""What other customers told us: calls with references of a product or a firm.

References
----------
Statements A23, A59 and A60 of docs/sources.md: much experience lies with others, and it is a pity not to ask.
"""

from selection.model.base import Day, Entry, Id, Line, Person, Remark


class ReferenceCall(Entry):
    """One reference that was named or called: whether it was reached, and what was learnt."""

    id: Id
    about: Id
    """The offer or the integrator."""
    customer: Line
    """The organisation that was asked."""
    spoke_to: Person | None = None
    called: Day | None = None
    by: Person | None = None
    reached: bool = False
    same_industry: bool | None = None
    would_hire_again: bool | None = None
    """Whether they would choose it again."""
    lessons: Remark | None = None
