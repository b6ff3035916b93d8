"""The proof that something was stored, in words."""

from selection.words import Words
from selection.workshop.audit import Receipt

SHORT = 8


def short(proof: str) -> str:
    """Shorten a hash to what can be compared by eye.

    >>> short("5f2a91c3d4e5")
    '5f2a91c3'
    """
    return proof[:SHORT]


def written(seq: int, proof: str) -> str:
    """Write a receipt as it is checked later.

    >>> written(41, "5f2a91c3")
    '41:5f2a91c3'
    """
    return f"{seq}:{proof}"


def receipt_words(found: Receipt, _: Words) -> dict[str, str]:
    """Say that something was stored, and what its proof is good for.

    >>> receipt_words(Receipt(41, "5f2a91c3d4e5", 41), Words("en"))["said"]
    'Stored: number 41, receipt 5f2a91c3.'
    """
    return {
        "said": _("Stored: number {number}, receipt {receipt}.", number=found.seq, receipt=short(found.hash)),
        "keep": _("Keep this receipt"),
        "proves": _("With it you can prove that what you handed in is still there, unchanged."),
        "receipt": written(found.seq, found.hash),
    }
