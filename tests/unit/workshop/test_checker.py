"""Exports that check themselves: altered, shortened, reordered and exchanged histories are found out."""

import copy
import io
import json
import random
import runpy
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from selection.errors import StorageError, UploadError, UploadTooLarge
from selection.storage.store import Store
from selection.workshop import checker
from selection.workshop.events import Edit
from selection.workshop.service import Service
from selection.workshop.service.transfers import LARGEST_FILE
from tests.decisions import token
from tests.meetings import Meeting, meeting

Session = dict[str, Any]


@pytest.fixture
def held(service: Service) -> Meeting:
    """A meeting with one round revealed and one still open, each with a judgement in it."""
    found = meeting(service, "dana", "eli")
    found.declare_nothing()
    found.turn_to("needs")
    needs = [need.id for need in found.state.decision.needs]
    for name in ("first", "second"):
        found.prepare(name, subject="tiers", needs=needs[:1])
        found.move(name, "open")
        found.judge("dana", name, tiers={needs[0]: "must"})
        if name == "first":
            found.move(name, "closed")
            found.move(name, "revealed")
    return found


@pytest.fixture
def export(held: Meeting) -> bytes:
    return held.service.export(held.facilitator, held.session)


def unpacked(file: bytes, tmp_path: Path) -> Session:
    place = tmp_path / "session.zip"
    place.write_bytes(file)
    return checker.read(place)


def packed(session: Session) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(checker.SESSION, json.dumps(session))
    return written.getvalue()


def codes(session: Session, *receipts: tuple[int, str]) -> list[str]:
    return [code for code, _ in checker.defects(session, receipts)]


def test_an_export_as_it_was_written_has_no_defect(export: bytes, tmp_path: Path) -> None:
    assert codes(unpacked(export, tmp_path)) == []


def test_the_same_session_gives_the_same_bytes(held: Meeting, export: bytes) -> None:
    assert held.service.export(held.facilitator, held.session) == export


def test_a_judgement_leaves_with_an_export_only_after_its_reveal(export: bytes, tmp_path: Path) -> None:
    session = unpacked(export, tmp_path)
    ballots = [c for c in session["contents"] if "tiers" in json.loads(c["bytes"])]
    assert len(ballots) == 1
    assert len(session["withheld"]) == 1


Tampering = Callable[[Session, random.Random], None]


def edit(session: Session, chance: random.Random) -> None:
    event = chance.choice(session["events"])
    at = chance.randrange(len(event["bytes"]))
    event["bytes"] = event["bytes"][:at] + "~" + event["bytes"][at + 1 :]


def delete(session: Session, chance: random.Random) -> None:
    del session["events"][chance.randrange(len(session["events"]))]


def insert(session: Session, chance: random.Random) -> None:
    events = session["events"]
    events.insert(chance.randrange(len(events) + 1), {**chance.choice(events), "hash": "0" * 64})


def swap(session: Session, chance: random.Random) -> None:
    one, other = chance.sample(range(len(session["events"])), 2)
    events = session["events"]
    events[one], events[other] = events[other], events[one]


def duplicate(session: Session, chance: random.Random) -> None:
    events = session["events"]
    at = chance.randrange(len(events))
    events.insert(at, events[at])


def cut_the_tail(session: Session, chance: random.Random) -> None:
    del session["events"][chance.randrange(1, len(session["events"])) :]


@pytest.mark.parametrize("tampering", [edit, delete, insert, swap, duplicate, cut_the_tail])
def test_five_hundred_tamperings_of_a_kind_are_all_found_out(
    tampering: Tampering, export: bytes, tmp_path: Path
) -> None:
    session = unpacked(export, tmp_path)
    unnoticed = 0
    for seed in range(500):
        tampered = copy.copy(session) | {"events": [dict(event) for event in session["events"]]}
        tampering(tampered, random.Random(seed))
        unnoticed += next(checker.defects(tampered), None) is None
    assert unnoticed == 0


def test_the_first_event_that_is_not_what_was_written_is_named(export: bytes, tmp_path: Path) -> None:
    session = unpacked(export, tmp_path)
    session["events"][4]["bytes"] += " "
    assert list(checker.defects(session)) == [("export_event_broken", {"seq": 5})]


def rechained(session: Session) -> Session:
    """Do what whoever owns the database could: change an event and compute every later hash anew."""
    previous = checker.GENESIS
    events = []
    for event in session["events"]:
        written = event["bytes"].replace("Choice", "Chosen")
        previous = checker.link(previous, written.encode())
        events.append(event | {"bytes": written, "hash": previous})
    return session | {"events": events, "head": {"seq": len(events), "hash": previous}}


def test_a_history_that_was_chained_anew_shows_to_who_holds_a_receipt(
    held: Meeting, export: bytes, tmp_path: Path
) -> None:
    session = unpacked(export, tmp_path)
    session["events"][1]["bytes"] = session["events"][1]["bytes"].replace("formal", "open")
    other = rechained(session)
    last = held.service.verify(held.facilitator, held.session)
    assert codes(other) == []
    assert codes(other, (last.seq, last.hash)) == ["export_receipt_not_in_chain"]


def test_a_later_export_continues_an_earlier_one_and_not_the_other_way_round(
    held: Meeting, export: bytes, tmp_path: Path
) -> None:
    earlier = unpacked(export, tmp_path)
    held.edit(Edit("title", (), "Another title"))
    later = unpacked(held.service.export(held.facilitator, held.session), tmp_path)
    assert list(checker.extension_defects(later, earlier)) == []
    shortened = [("export_not_an_extension", {"seq": len(later["events"])})]
    assert list(checker.extension_defects(earlier, later)) == shortened


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda c: c.update(bytes=c["bytes"].replace("must", "nice")), "export_content_altered"),
        (lambda c: c.update(hash="f" * 64), "export_content_missing"),
    ],
)
def test_a_revealed_judgement_can_neither_be_changed_nor_taken_away(
    change: Callable[[dict[str, str]], None], code: str, export: bytes, tmp_path: Path
) -> None:
    session = unpacked(export, tmp_path)
    change(next(c for c in session["contents"] if "tiers" in json.loads(c["bytes"])))
    assert codes(session)[0] == code


def test_the_check_that_travels_along_needs_nothing_but_python(export: bytes, tmp_path: Path) -> None:
    place = tmp_path / "session.zip"
    place.write_bytes(export)
    with zipfile.ZipFile(place) as archive:
        archive.extract("check.py", tmp_path)
    command = [sys.executable, "-I", "-S", str(tmp_path / "check.py"), str(place)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    head = checker.read(place)["head"]
    assert (ran.returncode, ran.stdout) == (0, f"{head['seq']} events, whole and unaltered: {head['hash']}\n")


def test_the_check_says_in_a_sentence_what_is_wrong(
    export: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "session.zip"
    place.write_bytes(export)
    assert checker.main([str(place), "--receipt", "3:abc"]) == 1
    assert capsys.readouterr().out == "The receipt for event 3 does not fit: it is gone or another one.\n"


def test_what_is_no_export_is_said_to_be_none(tmp_path: Path) -> None:
    place = tmp_path / "session.zip"
    place.write_bytes(b"PK nothing")
    assert checker.checked(place) == (None, [("not_an_export", {"why": "BadZipFile"})])


def test_lists_in_lists_without_end_are_no_export(tmp_path: Path) -> None:
    place = tmp_path / "session.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr(checker.SESSION, "[" * 200_000)
    assert checker.checked(place) == (None, [("not_an_export", {"why": "RecursionError"})])


def test_a_session_can_be_taken_in_elsewhere_and_goes_on(
    held: Meeting, export: bytes, tmp_path: Path
) -> None:
    elsewhere = Service(Store(f"sqlite:///{tmp_path / 'elsewhere.db'}"))
    mover = token("mover")
    assert elsewhere.import_session(mover, export) == held.session
    taken = elsewhere.state(mover, held.session)
    assert taken.decision == held.state.decision
    assert taken.proceedings.ballots == held.state.proceedings.ballots
    assert taken.version == held.state.version + 1
    assert elsewhere.who_am_i(mover, held.session).standing == "facilitator"
    again = elsewhere.export(mover, held.session)
    assert codes(unpacked(again, tmp_path)) == []
    elsewhere.close()


def test_an_erased_name_is_nowhere_in_an_export_and_the_check_still_passes(
    held: Meeting, export: bytes, tmp_path: Path
) -> None:
    before = json.dumps(unpacked(export, tmp_path), ensure_ascii=False)
    held.service.erase_person(held.facilitator, held.session, "Dana", held.state.version)
    after = unpacked(held.service.export(held.facilitator, held.session), tmp_path)
    assert ("Dana" in before, "Dana" in json.dumps(after, ensure_ascii=False)) == (True, False)
    assert codes(after) == []


def test_a_session_that_is_here_is_not_taken_in_twice(held: Meeting, export: bytes) -> None:
    with pytest.raises(StorageError) as refused:
        held.service.import_session(token("mover"), export)
    assert refused.value.code == "session_there_already"


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"", "not_an_export"),
        (b"PK\x03\x04 and nothing", "not_an_export"),
        (packed({"format": "something else", "events": []}), "not_an_export"),
        (packed({"format": checker.FORMAT}), "not_an_export"),
        (packed({"format": checker.FORMAT, "events": [1], "session": "s"}), "not_an_export"),
        (
            packed({"format": checker.FORMAT, "events": []} | {"session": "s", "head": {}}),
            "export_head_elsewhere",
        ),
    ],
)
def test_what_was_not_exported_is_not_taken_in(service: Service, sent: bytes, code: str) -> None:
    with pytest.raises(UploadError) as refused:
        service.import_session(token("mover"), sent)
    assert refused.value.code == code


def test_a_file_too_large_to_be_a_session_is_not_looked_into(service: Service) -> None:
    with pytest.raises(UploadTooLarge) as refused:
        service.import_session(token("mover"), bytes(LARGEST_FILE + 1))
    assert refused.value.figures == {"found": LARGEST_FILE + 1, "allowed": LARGEST_FILE}


def test_a_tampered_export_is_not_taken_in(export: bytes, tmp_path: Path, service: Service) -> None:
    session = unpacked(export, tmp_path)
    session["events"][2]["bytes"] += " "
    with pytest.raises(UploadError) as refused:
        service.import_session(token("mover"), packed(session))
    assert (refused.value.code, refused.value.figures) == ("export_event_broken", {"seq": 3})


def test_the_check_can_be_run_as_a_program(
    export: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "session.zip"
    place.write_bytes(export)
    monkeypatch.setattr(sys, "argv", ["check.py", str(place)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(checker.__file__, run_name="__main__")
    assert ended.value.code == 0
