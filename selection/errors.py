"""Everything that can go wrong, as one tree.

An error carries a stable code, the place where it happened and the figures a
sentence about it needs. It carries no sentence: `selection.words` makes those in
the reader's language.

SelectionError
├── CatalogueError      a file we read is wrong
│   └── Findings        several things are wrong at once
├── UploadError         a file from outside is wrong
│   └── UploadTooLarge
├── DecisionError       a decision contradicts itself
│   ├── WeightError
│   ├── OutOfScale
│   └── NoAlternativeLeft
├── SessionError        an action does not fit the session's state
├── PermissionDenied    shown as NotFound where existence itself is secret
├── NotFound
└── StorageError
    ├── StaleVersion
    ├── ChainBroken
    ├── SchemaTooNew
    └── StoreBusy
"""

from collections.abc import Sequence


class SelectionError(Exception):
    """Something a person can mend, told by code, place and figures.

    Parameters
    ----------
    code
        Stable name of the defect; the message catalogue is keyed by it.
    where
        The place, such as ``vendor_profiles/acme.yaml:12 facts.api``; empty if there is none.
    figures
        What was found, what is allowed, and other values the sentence mentions.

    >>> SelectionError("weight_negative", "weights.platform.F1", found=-3).figures
    {'found': -3}
    """

    def __init__(self, code: str, where: str = "", **figures: object) -> None:
        super().__init__(code, where, figures)
        self.code = code
        self.where = where
        self.figures = figures

    def __str__(self) -> str:
        figures = ", ".join(f"{name}={value!r}" for name, value in self.figures.items())
        return f"{self.where}: {self.code}" + (f" ({figures})" if figures else "")


class CatalogueError(SelectionError):
    """A file that was read does not say what it must."""


class Findings(CatalogueError):
    """Every defect found in one reading, so that a user mends them in one go."""

    def __init__(self, errors: Sequence[SelectionError]) -> None:
        super().__init__("findings", errors[0].where if errors else "", count=len(errors))
        self.errors = tuple(errors)


class UploadError(SelectionError):
    """A file that somebody sent does not hold what can be read from it."""


class UploadTooLarge(UploadError):
    """A file that somebody sent is larger than any that is read."""


class DecisionError(SelectionError):
    """A decision contradicts itself."""


class WeightError(DecisionError):
    """Weights that can't be weights: negative, all zero, or for unknown criteria."""


class OutOfScale(DecisionError):
    """A performance that its criterion's scale has no place for."""


class NoAlternativeLeft(DecisionError):
    """There is nothing to rank."""


class SessionError(SelectionError):
    """An action that does not fit the state the session is in."""


class PermissionDenied(SelectionError):
    """The actor may not do this."""


class NotFound(SelectionError):
    """No such thing, or not for this reader."""


class StorageError(SelectionError):
    """The store could not keep or return what was asked."""


class StaleVersion(StorageError):
    """Somebody else wrote first."""


class ChainBroken(StorageError):
    """The stored history is not the history that was written."""


class SchemaTooNew(StorageError):
    """The store was written by a newer version of the program."""


class StoreBusy(StorageError):
    """The store did not become free in time."""
