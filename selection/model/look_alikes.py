"""Names that a reader would take for each other, though a program tells them apart."""

from collections.abc import Iterator

from selection.errors import DecisionError
from selection.model.base import versions
from selection.model.characters import skeleton
from selection.model.consistency import offer_names
from selection.model.decision import Decision

Named = tuple[str, tuple[str, ...]]
"""An id, and what it is called in one language or several."""


def look_alikes(decision: Decision) -> tuple[DecisionError, ...]:
    """List offers, integrators, bids and needs that look like another one of their kind.

    Nothing is refused for it, because two firms may really be called so; it is said to whoever decides.
    """
    sections: dict[str, list[Named]] = {
        "offers": [(entry, (name,)) for entry, name in offer_names(decision).items()],
        "integrators": [(firm.id, (firm.name,)) for firm in decision.integrators],
        "bids": [(bid.id, (bid.name,)) for bid in decision.bids],
        "needs": [(need.id, tuple(versions(need.text).values())) for need in decision.needs],
    }
    return tuple(error for section, named in sections.items() for error in _pairs(section, named))


def _pairs(section: str, named: list[Named]) -> Iterator[DecisionError]:
    seen: dict[str, Named] = {}
    for entry, names in named:
        looks = {skeleton(name): name for name in names}
        others = (seen[look] for look in looks if look in seen)
        other = next(others, None)
        if other is not None:
            found, first = (f"{name[0]} ({name[1][0]})" for name in ((entry, names), other))
            yield DecisionError("names_look_alike", f"{section}.{entry}", found=found, first=first)
        seen = dict.fromkeys(looks, (entry, names)) | seen
