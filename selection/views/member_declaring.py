"""From what was entered of a declaration of interest, finished or not, to the declaration, and back."""

from typing import Literal

from selection.model.base import Entry
from selection.model.participants import Declaration, Interest


class Declaring(Entry):
    """What was entered of a declaration of interest, finished or not."""

    interest: Interest | None = None
    about: str = ""
    commission: bool = False
    mitigation: str = ""
    recused: bool = False


Lacking = Literal["interest", "about"]


def lacking(said: Declaring) -> Lacking | None:
    """Tell what a declaration still needs; None if it is whole.

    >>> lacking(Declaring()), lacking(Declaring(interest="none")), lacking(Declaring(interest="actual"))
    ('interest', None, 'about')
    """
    if said.interest is None:
        return "interest"
    return "about" if said.interest != "none" and not said.about.strip() else None


def declaration_of(said: Declaring) -> Declaration:
    """Make a declaration of what was entered; where there is no interest, nothing else is kept."""
    if said.interest in (None, "none"):
        return Declaration(interest="none", recused=said.recused)
    return Declaration(
        interest=said.interest,
        about=said.about.strip(),
        commission=said.commission,
        mitigation=said.mitigation.strip() or None,
        recused=said.recused,
    )


def declaring_of(found: Declaration) -> Declaring:
    """Give what stands in the fields of somebody who declared this."""
    return Declaring(
        interest=found.interest,
        about=found.about if isinstance(found.about, str) else "",
        commission=found.commission,
        mitigation=found.mitigation if isinstance(found.mitigation, str) else "",
        recused=found.recused,
    )
