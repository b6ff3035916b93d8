"""An exported session that was damaged on its way is read or refused in a sentence: nothing falls over."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from selection.errors import UploadError
from selection.workshop import checker
from selection.workshop.audit import GENESIS, link
from selection.workshop.service import Service
from tests.decisions import small_decision, token

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
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        session = json.loads(archive.read(checker.SESSION))
    old, head = session["session"], GENESIS
    for event in session["events"]:
        event["bytes"] = event["bytes"].replace(old, name)
        head = event["hash"] = link(head, event["bytes"].encode())
    session |= {"session": name, "head": {"seq": len(session["events"]), "hash": head}}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(checker.SESSION, json.dumps(session))
    return written.getvalue()


def test_an_export_whose_session_no_address_can_name_is_refused(service: Service, export: bytes) -> None:
    with pytest.raises(UploadError, match="not_an_export"):
        service.import_session(token("owner"), renamed(export, "../elsewhere?x=1"))
    other = "0" * 32
    assert service.import_session(token("owner"), renamed(export, other)) == other
