"""What can be said about one kind of error."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Saying:
    """Sentences about an error, the most telling first, and the way out.

    A sentence is said if the error carries every figure it mentions.
    """

    sentences: tuple[str, ...]
    remedy: str


def says(*sentences: str, remedy: str) -> Saying:
    """Put together what is said about an error."""
    return Saying(sentences, remedy)
