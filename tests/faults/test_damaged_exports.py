"""An exported session that was damaged on its way is read or refused in a sentence: nothing falls over."""

import io
import json
import random
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from selection.errors import UploadError
from selection.workshop import checker
from selection.workshop.audit import GENESIS, link
from selection.workshop.service import Service
from selection.workshop.service.transfers import MOST_PARTS
from tests.decisions import small_decision, token

LISTS = b"[],"
BODY = 30 + len(checker.SESSION)
"""Where the packed bytes of the session begin: it is the first entry."""


@pytest.fixture
def export(service: Service) -> bytes:
    owner = token("owner")
    session = service.open_session(owner, small_decision())
    found = service.export(owner, session)
    service.delete_session(owner, session)
    return found


def overwritten(file: bytes, place: int, *written: bytes) -> bytes:
    damaged = bytearray(file)
    for at, piece in zip((place, len(file)), written, strict=False):
        damaged[at : at + len(piece)] = piece
    return bytes(damaged)


def directory(file: bytes) -> int:
    """Find where the archive lists its first entry."""
    return file.index(b"PK\x01\x02")


def told_twice(file: bytes, local: int, listed: int, number: int) -> bytes:
    """Write a number where the entry says something of itself, and where the archive says it of the entry."""
    said = struct.pack("<H", number)
    return overwritten(overwritten(file, local, said), directory(file) + listed, said)


def repacked(file: bytes, how: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        session = archive.read(checker.SESSION)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", how) as archive:
        archive.writestr(checker.SESSION, session)
    return overwritten(written.getvalue(), BODY + 9, b"\xff" * 20)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "packed bytes": lambda file: overwritten(file, BODY, b"\xff" * 6),
    "packed as bzip2, and damaged": lambda file: repacked(file, zipfile.ZIP_BZIP2),
    "packed as lzma, and damaged": lambda file: repacked(file, zipfile.ZIP_LZMA),
    "packed in a way nobody knows": lambda file: told_twice(file, 8, 10, 99),
    "encrypted": lambda file: told_twice(file, 6, 8, 1),
    "cut off": lambda file: file[: len(file) // 2],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_export_is_neither_taken_in_nor_checked_as_one(
    service: Service, export: bytes, tmp_path: Path, damage: str
) -> None:
    damaged = DAMAGE[damage](export)
    with pytest.raises(UploadError) as refused:
        service.import_session(token("mover"), damaged)
    assert refused.value.code == "not_an_export"
    place = tmp_path / "damaged.zip"
    place.write_bytes(damaged)
    session, defects = checker.checked(place)
    assert (session, [code for code, _ in defects]) == (None, ["not_an_export"])


def test_an_export_damaged_anywhere_is_taken_in_whole_or_refused(service: Service, export: bytes) -> None:
    draw, mover = random.Random(11), token("mover")
    outcomes = set()
    for _time in range(60):
        damaged = overwritten(export, draw.randrange(len(export)), bytes([draw.randrange(256)]))
        try:
            session = service.import_session(mover, damaged)
        except UploadError as error:
            outcomes.add(error.code)
        else:
            outcomes.add(str(service.state(mover, session).decision == small_decision()))
            service.delete_session(mover, session)
    assert outcomes <= {"True", "not_an_export"}
    assert "not_an_export" in outcomes


def renamed(file: bytes, name: str) -> bytes:
    """Give the session another name, in an export that is whole and unaltered otherwise."""

    def rename(session: dict[str, Any]) -> None:
        for event in session["events"]:
            event["bytes"] = event["bytes"].replace(session["session"], name)
        session["session"] = name

    return forged(file, rename)


def forged(file: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Change what is in an export, and chain its events anew: as anybody can who has it."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        session = json.loads(archive.read(checker.SESSION))
    change(session)
    head = GENESIS
    for event in session["events"]:
        head = event["hash"] = link(head, event["bytes"].encode())
    session["head"] = {"seq": len(session["events"]), "hash": head}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(checker.SESSION, json.dumps(session))
    return written.getvalue()


def test_an_export_whose_session_no_address_can_name_is_refused(service: Service, export: bytes) -> None:
    with pytest.raises(UploadError, match="not_an_export"):
        service.import_session(token("owner"), renamed(export, "../elsewhere?x=1"))
    other = "0" * 32
    assert service.import_session(token("owner"), renamed(export, other)) == other


def sent_as(submission: object) -> Callable[[dict[str, Any]], None]:
    def change(session: dict[str, Any]) -> None:
        session["events"][0]["submission"] = submission

    return change


def saying(**said: object) -> Callable[[dict[str, Any]], None]:
    """Let an event say something else of itself."""

    def change(session: dict[str, Any]) -> None:
        event = session["events"][0]
        event["bytes"] = json.dumps(json.loads(event["bytes"]) | said)

    return change


FORGED = {
    "sent under half a letter": sent_as("\ud800"),
    "sent under nothing": sent_as(""),
    "sent under what can't be printed": sent_as("\x00"),
    "sent under a book": sent_as("a" * 201),
    "by a number": saying(actor=5),
    "by nobody": saying(actor=None),
    "by nobody in particular": saying(actor=""),
    "by a list": saying(actor=["owner"]),
    "by what can't be printed": saying(actor="\x00"),
    "at some time": saying(time="yesterday"),
    "at no time": saying(time=None),
    "at a time in figures": saying(time=1_795_000_000),
    "on a day there is not": saying(time="2026-02-30T09:00:00.000000Z"),
}


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED)
def test_an_export_with_an_event_nobody_could_have_written_is_refused(
    service: Service, export: bytes, change: Callable[[dict[str, Any]], None]
) -> None:
    with pytest.raises(UploadError, match="not_an_export"):
        service.import_session(token("owner"), forged(export, change))
    assert service.my_sessions(token("owner")) == ()


def test_an_export_chained_anew_with_events_that_could_have_been_written_is_taken_in(
    service: Service, export: bytes
) -> None:
    other = forged(export, saying(actor="somebody", time="2026-11-22T09:00:00Z"))
    session = service.import_session(token("owner"), other)
    assert [one.actor for one in service.history(token("owner"), session)] == ["somebody"]


def test_a_small_file_that_unpacks_to_millions_of_lists_is_refused_without_making_them(
    service: Service,
) -> None:
    said = b'{"format":"%s","events":[%s0]}' % (checker.FORMAT.encode(), LISTS * (MOST_PARTS // 2))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(checker.SESSION, said)
    file = written.getvalue()
    assert len(file) < 20_000
    tracemalloc.start()
    try:
        with pytest.raises(UploadError, match="not_an_export"):
            service.import_session(token("mover"), file)
        assert tracemalloc.get_traced_memory()[1] < 4 * len(said)
    finally:
        tracemalloc.stop()
