"""Check an exported session: that its history is whole, unaltered and passes through old receipts.

This file travels inside every export and needs nothing but Python itself:

    python check.py session.zip
    python check.py session.zip --receipt 41:9f2c… --extends earlier.zip

Every event's hash covers the hash before it, so an altered, missing, added or moved event breaks the
chain at its place. Texts that name people and sealed judgements lie beside the events, which hold only
their hashes: they can be left out or erased without breaking the chain, but not changed.

References
----------
Haber, S., Stornetta, W. S. (1991). How to time-stamp a digital document. Journal of Cryptology 3.
"""

import argparse
import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

SESSION = "session.json"
RESULT = "result.json"
FORMAT = "vendor-selection session"
LARGEST = 200_000_000
GENESIS = "0" * 64

Defect = tuple[str, dict[str, Any]]
"""A code and the figures a sentence about it needs."""

SENTENCES: Mapping[str, str] = {
    "not_an_export": "This is not an exported session: {why}.",
    "export_event_broken": "Event {seq} is not what was written: it was changed, removed or moved.",
    "export_head_elsewhere": "The history ends at event {found}, but the export says it ends at {said}.",
    "export_content_altered": "A text beside event {seq} was changed.",
    "export_content_missing": "A text beside event {seq} is missing, and was not erased or kept back.",
    "export_content_of_nothing": "A text belongs to no event.",
    "export_receipt_not_in_chain": "The receipt for event {seq} does not fit: it is gone or another one.",
    "export_not_an_extension": "This is no continuation of the earlier export: they differ at event {seq}.",
    "export_another_session": "The earlier export is of another session.",
    "export_result_not_as_decided": "The result in the export is not the one the decision was made on.",
}

IN_DOUBT = (
    "The award was made before a late recusal and is not to be relied on "
    "until it is confirmed with a reason or made again."
)
"""No defect: the file is what was written, and this is what it says."""

_TELLING = ("bid_set", "participant_set", "judgement_set", "agreement_set", "declaration_set", "award_set")
"""Kinds of events from which it follows whether an award is in doubt."""
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
_Held = dict[str, dict[tuple[str, ...], Any]]


def read(path: str | Path) -> dict[str, Any]:
    """Read the session out of an export.

    Raises
    ------
    ValueError
        If it is none.
    """
    with zipfile.ZipFile(path) as archive:
        found = {info.filename: info for info in archive.infolist()}
        if SESSION not in found or sum(info.file_size for info in found.values()) > LARGEST:
            raise ValueError("no session in it")
        session = json.loads(unpacked(archive, SESSION))
        if not isinstance(session, dict) or session.get("format") != FORMAT:
            raise ValueError("no session in it")
        session["result"] = unpacked(archive, RESULT).decode() if RESULT in found else None
    return session


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one part of an export.

    Raises
    ------
    ValueError
        If it was damaged, or packed otherwise than an export is.
    KeyError
        If there is none of that name.
    """
    if archive.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError("packed otherwise")
    try:
        return archive.read(name)
    except (zlib.error, RuntimeError, EOFError) as error:
        raise ValueError("damaged") from error


def link(previous: str, event: bytes) -> str:
    """Chain an event's bytes to the hash before it."""
    return hashlib.sha256(bytes.fromhex(previous) + event).hexdigest()


def defects(session: Mapping[str, Any], receipts: Sequence[tuple[int, str]] = ()) -> Iterator[Defect]:
    """Find everything that is not as it was written, the history first.

    Parameters
    ----------
    receipts
        Numbers and hashes of events, as somebody was given them.
    """
    broken = first_broken(session)
    if broken is not None:
        yield "export_event_broken", {"seq": broken}
        return
    events = session["events"]
    head = {"seq": len(events), "hash": events[-1]["hash"] if events else GENESIS}
    if session["head"] != head:
        yield "export_head_elsewhere", {"found": head["seq"], "said": session["head"].get("seq")}
    yield from _content_defects(session)
    for seq, said in receipts:
        if not (0 < seq <= len(events) and events[seq - 1]["hash"].startswith(said.lower()) and said):
            yield "export_receipt_not_in_chain", {"seq": seq}
    yield from _result_defects(session)


def first_broken(session: Mapping[str, Any]) -> int | None:
    """Name the first event that is not what was written there; None if all are."""
    previous = GENESIS
    for seq, event in enumerate(session["events"], 1):
        written = event["bytes"].encode()
        envelope = _envelope(written)
        if envelope.get("session") != session["session"] or envelope.get("seq") != seq:
            return seq
        previous = link(previous, written)
        if event["hash"] != previous:
            return seq
    return None


def extension_defects(session: Mapping[str, Any], earlier: Mapping[str, Any]) -> Iterator[Defect]:
    """Find out whether a history continues an earlier export of it, and only adds to it."""
    if session["session"] != earlier["session"]:
        yield "export_another_session", {}
        return
    later = [event["hash"] for event in session["events"]]
    for seq, event in enumerate(earlier["events"], 1):
        if seq > len(later) or later[seq - 1] != event["hash"]:
            yield "export_not_an_extension", {"seq": seq}
            return


def references(value: object) -> Iterator[str]:
    """Name the contents a value refers to."""
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("$content"), str):
        yield value["$content"]
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from references(part)


def _content_defects(session: Mapping[str, Any]) -> Iterator[Defect]:
    beside = {content["hash"]: content for content in session["contents"]}
    envelopes = [_envelope(event["bytes"].encode()) for event in session["events"]]
    gone = {name for envelope in envelopes for name in envelope["body"].get("erases", [])}
    gone |= set(session["withheld"])
    reached: set[str] = set()
    for envelope in envelopes:
        waiting = list(references(envelope["body"].get("value")))
        while waiting:
            name = waiting.pop()
            reached.add(name)
            content = beside.get(name)
            if content is None:
                if name not in gone:
                    yield "export_content_missing", {"seq": envelope["seq"]}
                continue
            written = content["bytes"].encode()
            if hashlib.sha256(bytes.fromhex(content["nonce"]) + written).hexdigest() != name:
                yield "export_content_altered", {"seq": envelope["seq"]}
                continue
            waiting.extend(references(json.loads(written)))
    if set(beside) - reached:
        yield "export_content_of_nothing", {}


def _result_defects(session: Mapping[str, Any]) -> Iterator[Defect]:
    """Hold the result that travels along against the one the newest decision names."""
    if session["result"] is None:
        return
    awards = [
        envelope["body"]["value"]
        for event in session["events"]
        if (envelope := _envelope(event["bytes"].encode())).get("kind") == "award_set"
    ]
    said = awards[-1]["result_hash"] if awards and awards[-1] else None
    if hashlib.sha256(session["result"].encode()).hexdigest() != said:
        yield "export_result_not_as_decided", {}


def is_in_doubt(session: Mapping[str, Any]) -> bool:
    """Tell whether somebody who had a hand in the award was recused after it, and it was not written anew.

    A history that is whole and yet of another release may say what is not understood here; it tells nothing.
    """
    try:
        return bool(doubted_by(session))
    except _UNREADABLE:
        return False


def doubted_by(session: Mapping[str, Any]) -> tuple[str, ...]:
    """Name who casts doubt on the award, each once.

    It follows from the order of the events and from whose they are. That somebody judged stands in the
    history even where what they said is sealed or erased.
    """
    envelopes = [_envelope(event["bytes"].encode()) for event in session["events"]]
    held: _Held = {kind: {} for kind in _TELLING}
    held["bid_set"] = {(bid["id"],): bid for bid in _first_bids(session, envelopes)}
    doubted: dict[str, None] = {}
    for envelope in envelopes:
        kind, body = envelope["kind"], envelope["body"]
        if kind not in held:
            continue
        key = tuple(body["key"])
        casts = kind == "declaration_set" and held["award_set"].get(()) and _had_a_hand(held, key[0])
        was = _recused_from(held, key[0]) if casts else set()
        held[kind][key] = body["value"]
        if kind == "award_set":
            doubted = {}
        elif casts and _recused_from(held, key[0]) - was:
            doubted[key[0]] = None
    return tuple(doubted)


def _first_bids(session: Mapping[str, Any], envelopes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Give the bids a session began with, which lie beside its first event."""
    beside = {content["hash"]: content["bytes"] for content in session["contents"]}
    taken_in = envelopes[0]["body"]["value"] if envelopes else {}
    for name in references(taken_in):
        found = json.loads(beside[name]) if name in beside else {}
        if isinstance(found, dict) and "bids" in found:
            return list(found["bids"])
    return list(taken_in.get("bids", ()))


def _had_a_hand(held: _Held, who: str) -> bool:
    """Tell whether somebody leads, or judged, or was there when something was agreed or decided."""
    known = held["participant_set"].get((who,))
    if known is None or known["role"] == "facilitator":
        return True
    written = (*held["agreement_set"].values(), *held["award_set"].values())
    if any(who in found["present"] for found in written if found):
        return True
    return any(found and key[1] == who for key, found in held["judgement_set"].items())


def _recused_from(held: _Held, who: str) -> set[str]:
    """Name all somebody does not judge: what they said so of, and every bid that contains one of these."""
    said = {key[1] for key, found in held["declaration_set"].items() if key[0] == who and found}
    said = {name for name in said if held["declaration_set"][who, name]["recused"]}
    bids = {key[0]: bid for key, bid in held["bid_set"].items() if bid}
    return said | {name for name, bid in bids.items() if {bid["offer"], bid["integrator"]} & said}


def _envelope(written: bytes) -> dict[str, Any]:
    try:
        found = json.loads(written)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def checked(
    file: str | Path, receipts: Sequence[tuple[int, str]] = (), earlier: str | Path | None = None
) -> tuple[dict[str, Any] | None, list[Defect]]:
    """Read an export and find everything that is wrong with it; without a session it could not be read."""
    try:
        session = read(file)
        found = [*defects(session, receipts)]
        if earlier is not None:
            found += extension_defects(session, read(earlier))
    except (*_UNREADABLE, OSError, zipfile.BadZipFile) as error:
        return None, [("not_an_export", {"why": type(error).__name__})]
    return session, found


def as_receipt(text: str) -> tuple[int, str]:
    """Read a receipt as it is shown: the event's number, a colon, and its hash or the beginning of it.

    >>> as_receipt("41:9f2c")
    (41, '9f2c')
    """
    seq, _, said = text.partition(":")
    return int(seq), said.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Check an export from the command line; 0 if all is as it was written."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--receipt", type=as_receipt, action="append", default=[], metavar="SEQ:HASH")
    parser.add_argument("--extends", metavar="EARLIER", help="an earlier export of the same session")
    asked = parser.parse_args(arguments)
    session, found = checked(asked.file, asked.receipt, asked.extends)
    for code, figures in found:
        sys.stdout.write(SENTENCES[code].format(**figures) + "\n")
    if session is not None and not found:
        sys.stdout.write(f"{len(session['events'])} events, whole and unaltered: {session['head']['hash']}\n")
        sys.stdout.write(f"{IN_DOUBT}\n" if is_in_doubt(session) else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
