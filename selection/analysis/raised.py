"""What a rule says when it raises a risk, and the rules' common lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from selection.model.decision import Decision


@dataclass(frozen=True, slots=True)
class Found:
    """What raised a risk: the things concerned, by their ids or names, and figures."""

    items: tuple[str, ...] = ()
    figures: Mapping[str, float | str] = field(default_factory=dict)


Rule = Callable[[Decision], Found | None]

LEVEL_LINE: Final = 2
"""A level below this, of 5, is weak."""


def if_any(items: tuple[str, ...], **figures: float | str) -> Found | None:
    """Raise the risk where there is something to name."""
    return Found(items, {"count": len(items), **figures}) if items else None


def if_so(is_so: bool, **figures: float | str) -> Found | None:
    """Raise the risk where a statement holds."""
    return Found(figures=figures) if is_so else None
