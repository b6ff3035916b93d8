"""The chain that makes every later change to a session's history visible.

Each event's hash covers the hash before it, so an altered, missing, added or moved event breaks the
chain at its place. Whoever owns the database could rebuild the whole chain; that shows to anyone
who holds an old receipt, because the rebuilt history no longer passes through it.

References
----------
Haber, S., Stornetta, W. S. (1991). How to time-stamp a digital document. Journal of Cryptology 3.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic_core import from_json

from selection.errors import ChainBroken
from selection.workshop.contents import Content
from selection.workshop.events import Record

GENESIS = "0" * 64


@dataclass(frozen=True)
class Head:
    """Where a chain ends: the last event's number and hash."""

    seq: int = 0
    hash: str = GENESIS


@dataclass(frozen=True)
class Receipt:
    """The proof that something was stored: the event's number and hash, and the session's version then."""

    seq: int
    hash: str
    version: int


def link(previous: str, event: bytes) -> str:
    """Chain an event's bytes to the hash before it.

    >>> link(GENESIS, b"{}")[:16]
    'fb1634c4e6cd4b1f'
    """
    return hashlib.sha256(bytes.fromhex(previous) + event).hexdigest()


def verify(session: str, records: Iterable[Record], after: Head | None = None) -> Head:
    """Follow the chain from a known head, by default from the beginning, to its end.

    Raises
    ------
    ChainBroken
        Naming the first event that is not what was written there.
    """
    head = after or Head()
    for record in records:
        expected = Head(head.seq + 1, link(head.hash, record.bytes))
        if Head(record.seq, record.hash) != expected or _says(record.bytes) != (session, record.seq):
            raise ChainBroken("chain_broken", f"event {expected.seq}", first_bad_seq=expected.seq)
        head = expected
    return head


def verify_extends(records: Sequence[Record], seq: int, hash_then: str) -> None:
    """Tell whether a history still passes through what an old receipt or export says.

    Raises
    ------
    ChainBroken
        If the event of that number is gone or has another hash.
    """
    hashes = {record.seq: record.hash for record in records}
    if hashes.get(seq) != hash_then:
        raise ChainBroken("receipt_not_in_chain", f"event {seq}", first_bad_seq=seq)


def verify_contents(contents: Iterable[Content]) -> None:
    """Tell whether what lies beside the events is what they refer to; what was erased is not there.

    Raises
    ------
    ChainBroken
        Naming the hash of the first content that was altered.
    """
    for content in contents:
        if not content.is_unaltered:
            raise ChainBroken("content_altered", content.hash)


def _says(written: bytes) -> tuple[object, object]:
    try:
        envelope = from_json(written)
        return envelope["session"], envelope["seq"]
    except (ValueError, KeyError, TypeError):
        return None, None
