"""Erasing a person: nothing of the name is left, everything they did is, and the session goes on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from selection.errors import NotFound
from selection.model.base import ERASED
from selection.model.rounds import Agreement, Ballot, MinorityNote
from selection.storage.rows import Draft
from selection.storage.store import Store
from selection.workshop.contents import to_json_bytes
from selection.workshop.events import Edit
from selection.workshop.locking import frozen_hash
from selection.workshop.moderation import agree_score
from selection.workshop.naming import draft_without, names_somebody
from selection.workshop.service import Service
from tests.decisions import score
from tests.meetings import Meeting, once
from tests.unit.workshop.committee import CELLS, LEADER, committee, scored

CELL = "harbour-basic/E1"
NAME = "Miriam Grün"
BOTH = [NAME, "Miriam"]


@pytest.fixture
def held(service: Service) -> Meeting:
    """Miriam judged, commented, dissented and is named by others; one round is still sealed."""
    found = committee(service, "miriam", "max", "miriamne")
    service.introduce(found.members["miriam"], found.session, NAME, "Sales", once())
    scored(found, "r1", {"miriam": {"harbour-basic": 1}, "max": {"harbour-basic": 0}})
    why = f"{NAME} and Max agreed"
    there = (found.id_of("miriam"), found.id_of("max"))
    found.edit(*agree_score(found.state, "r1", CELL, 2, why, there))
    note = MinorityNote(text="It crashed while Miriam watched")
    service.dissent(found.members["max"], found.session, "scores", CELL, note, once())
    cells = [{"alternative": alternative, "criterion": criterion} for alternative, criterion in CELLS]
    found.prepare("r2", subject="scores", cells=cells)
    service.move_round(LEADER, found.session, "r2", "open", once())
    judged = score(2).model_copy(update={"reason": "As Miriam says"})
    ballot = Ballot(scores={"harbour-basic": {"E1": judged}})
    service.judge(found.members["max"], found.session, "r2", ballot, once())
    return found


def erase(found: Meeting, *names: str) -> None:
    found.service.erase_person(found.facilitator, found.session, names or BOTH, found.state.version)


def stored(file: Path) -> bytes:
    return b"".join(path.read_bytes() for path in file.parent.iterdir())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Dana Levi", True),
        ("so said dana\nlevi.", True),
        ("Dana Levi's team", True),
        ("Dana Levin", False),
        ("Bogdana Levi", False),
        ("Dana", False),
        ("", False),
    ],
)
def test_a_name_is_found_as_words_of_its_own(text: str, named: bool) -> None:
    assert names_somebody(text, ["Dana Levi"]) is named


def test_a_name_in_hebrew_is_found_behind_the_small_words_joined_to_it() -> None:
    said = ("דנה לוי", "ושלדנה לוי", "עדנה לוי")
    assert [names_somebody(text, ["דנה לוי"]) for text in said] == [True, True, False]


def test_letters_written_in_two_parts_are_the_same_letters() -> None:
    assert names_somebody("Za\N{LATIN SMALL LETTER Z WITH DOT ABOVE}oba", ["Zaz\N{COMBINING DOT ABOVE}oba"])


def test_no_name_at_all_names_nobody() -> None:
    assert not names_somebody("Dana Levi", ["", "  "])
    assert not names_somebody("Dana Levi", [])


def test_a_draft_keeps_what_does_not_name_them() -> None:
    entered = {"N1": {"choice": "must", "comment": "as דנה says"}, "N2": {"choice": "nice", "comment": "x"}}
    for written in (json.dumps(entered).encode(), json.dumps(entered, ensure_ascii=False).encode()):
        left = json.loads(draft_without(written, ["דנה"]))
        assert left == {**entered, "N1": {"choice": "must", "comment": ""}}
    assert draft_without(b"\xff no draft", ["Dana"]) == b"\xff no draft"


def test_what_an_erasure_takes_is_shown_before_and_what_is_sealed_is_counted(held: Meeting) -> None:
    found = held.service.mentions(held.facilitator, held.session, BOTH)
    # Somebody else of that first name, too: that is why it is shown.
    others = {"Miriam Halevi", "It crashed while Miriam watched", f"{NAME} and Max agreed"}
    expected = {"Miriam", NAME, *others}
    assert (set(found.texts), found.sealed) == (expected, 1)
    assert [len(text) for text in found.texts] == sorted(len(text) for text in found.texts)
    assert held.service.mentions(held.facilitator, held.session, ["Zofia"]).texts == ()


def test_a_word_that_is_nobody_s_name_tells_nothing_of_what_is_sealed(held: Meeting) -> None:
    sealed = "As Miriam says"
    told = {
        word: held.service.mentions(held.facilitator, held.session, [word]).sealed for word in sealed.split()
    }
    assert told == {"As": 0, "Miriam": 1, "says": 0}


def test_what_they_did_stays_under_a_neutral_word(held: Meeting) -> None:
    before = held.state
    miriam, other = held.id_of("miriam"), held.id_of("miriamne")
    erase(held)
    after = held.state
    known = after.proceedings.participant(miriam)
    assert known is not None
    assert (known.name, known.department, known.role) == (ERASED, "Sales", "member")
    assert after.proceedings.participant(other) == before.proceedings.participant(other)
    assert after.proceedings.ballots["r1"] == before.proceedings.ballots["r1"]
    assert after.decision.scores["harbour-basic"]["E1"].performance == 2
    agreed: Agreement = after.proceedings.agreements["scores"][CELL]
    assert (agreed.reason, agreed.present) == (ERASED, (miriam, held.id_of("max")))
    notes = after.proceedings.minority_notes["scores"][CELL]
    assert notes == {held.id_of("max"): MinorityNote(text=ERASED)}


def test_nothing_of_the_name_is_left_in_the_files_of_the_store(held: Meeting, file: Path) -> None:
    draft = to_json_bytes({CELL: {"choice": 2, "comment": "Miriam will be angry"}})
    held.service.save_draft(held.members["max"], held.session, "round:r2", 3, draft)
    assert (b"Miriam" in stored(file), NAME.encode() in stored(file)) == (True, True)
    erase(held)
    left = stored(file).replace(b"Miriamne", b"")
    assert b"Miriam" not in left
    assert b"Miriamne" in stored(file)
    kept = held.service.draft(held.members["max"], held.session, "round:r2")
    assert isinstance(kept, Draft)
    assert (kept.revision, json.loads(kept.bytes)) == (3, {CELL: {"choice": 2, "comment": ""}})


def test_the_history_verifies_against_receipts_of_before_and_exports_do(
    held: Meeting, tmp_path: Path
) -> None:
    old = held.service.verify(held.facilitator, held.session)
    earlier = tmp_path / "earlier.zip"
    earlier.write_bytes(held.service.export(held.facilitator, held.session))
    erase(held)
    assert held.service.verify(held.facilitator, held.session, [old]).seq == old.seq + 1
    later = tmp_path / "later.zip"
    later.write_bytes(held.service.export(held.facilitator, held.session))
    asked = ["verify", str(later), "--receipt", f"{old.seq}:{old.hash}", "--extends", str(earlier)]
    ran = subprocess.run(
        [sys.executable, "-m", "selection", *asked], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    elsewhere = Service(Store(f"sqlite:///{tmp_path / 'elsewhere.db'}"))
    elsewhere.import_session(held.facilitator, later.read_bytes())
    taken = elsewhere.mentions(held.facilitator, held.session, BOTH)
    assert (taken.texts, taken.sealed) == ((), 0)
    elsewhere.close()


def test_a_lock_holds_although_the_owner_of_a_need_was_erased(held: Meeting) -> None:
    lock = held.state.proceedings.lock
    assert lock is not None
    assert held.state.decision.needs[0].owner == "Dana Levi"
    erase(held, "Dana Levi")
    assert held.state.decision.needs[0].owner == ERASED
    assert lock.hash == frozen_hash(held.state.decision, held.state.proceedings.rules)
    held.edit(Edit("rules", (), held.state.proceedings.rules.model_copy(update={"homework": True})))


def test_their_own_window_goes_on_and_they_may_say_who_they_are_again(held: Meeting) -> None:
    erase(held)
    who = held.members["miriam"]
    again = Ballot(scores={"harbour-basic": {"E1": score(0)}})
    held.service.judge(who, held.session, "r2", again, once())
    held.service.introduce(who, held.session, "M.", None, once())
    known = held.service.who_am_i(who, held.session).state.proceedings.participant(held.id_of("miriam"))
    assert known is not None
    assert known.name == "M."


def test_what_was_erased_does_not_come_back_with_an_undo(held: Meeting) -> None:
    held.edit(Edit("goal", ("g9",), {"id": "g9", "text": "Sell more", "owner": NAME}))
    held.edit(Edit("goal", ("g9",), {"id": "g9", "text": "Sell more", "owner": "Max"}))
    erase(held)
    held.service.undo(held.facilitator, held.session, held.state.version)
    goals = {goal.id: goal.owner for goal in held.state.decision.goals}
    assert goals["g9"] == ERASED


def test_a_name_that_nobody_has_erases_nothing(held: Meeting) -> None:
    version = held.state.version
    with pytest.raises(NotFound, match="nobody_of_that_name"):
        erase(held, "Zofia Wrona")
    assert held.state.version == version
