"""The check that travels in every export tells of an award in doubt what the app and the program tell."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from selection.cli import main
from selection.model.participants import Declaration
from selection.words import Words
from selection.words.meeting import doubt_sentence
from selection.workshop import checker
from selection.workshop.awarding import Choice
from selection.workshop.events import Edit
from selection.workshop.service import Service
from tests.decisions import bid, token
from tests.faults.test_award_in_doubt import FROM, ORDERS, TODAY, awarded, decide
from tests.meetings import Meeting, guest, once
from tests.rooms import NOTHING
from tests.unit.workshop.committee import LEADER, committee, rated, recuse
from tests.unit.workshop.test_awarding import at_the_decision, with_every_verdict


def read(found: Meeting, tmp_path: Path) -> dict[str, Any]:
    file = tmp_path / "session.zip"
    file.write_bytes(found.service.export(LEADER, found.session))
    return checker.read(file)


def travelling(file: Path) -> tuple[int, list[str]]:
    """Run the check out of the file it travels in, by a bare Python."""
    with zipfile.ZipFile(file) as archive:
        place = archive.extract("check.py", file.parent)
    command = [sys.executable, "-I", "-S", place, str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    return ran.returncode, ran.stdout.splitlines()


def test_the_check_that_travels_along_says_what_the_program_says(
    service: Service, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, file = awarded(service), tmp_path / "session.zip"
    for number in range(3):
        if number == 1:
            recuse(found, "noa", FROM)
        if number == 2:
            decide(found)
        session = read(found, tmp_path)
        head = f"{session['head']['seq']} events, whole and unaltered: {session['head']['hash']}"
        said = [head, doubt_sentence(Words("en"))] if number == 1 else [head]
        assert travelling(file) == (0, said)
        assert main(["verify", str(file), "--language", "en"]) == 0
        assert capsys.readouterr().out.splitlines() == said


def late(found: Meeting) -> None:
    found.join("dan")
    recuse(found, "dan", FROM)


def leading(found: Meeting) -> None:
    said = Declaration(interest="actual", about="Paid by them", commission=True, recused=True)
    found.service.declare(LEADER, found.session, {FROM: said}, once())


def watching(found: Meeting) -> None:
    way = found.service.make_link(
        LEADER, found.session, "personal", found.state.version, guest("eye", "observer")
    )
    found.service.join(token("eye"), way.secret)


def erased(found: Meeting) -> None:
    recuse(found, "noa", FROM)
    found.service.erase_person(LEADER, found.session, "Noa", found.state.version)


def of_a_bid(found: Meeting) -> None:
    """Who is recused from a product says so of a bid that offers it, too: nothing new."""
    recuse(found, "noa", FROM)
    found.turn_to("scores", reason="A bid came")
    found.edit(Edit("bid", ("late",), bid("late")))
    found.service.declare(LEADER, found.session, {"late": NOTHING}, once())
    found.turn_to("decision")
    decide(found)
    recuse(found, "noa", "late")


def slight(found: Meeting) -> None:
    said = Declaration(interest="perceived", about="We met once")
    found.service.declare(found.members["noa"], found.session, {FROM: said}, once())


def two_of_them(found: Meeting) -> None:
    for name in ("noa", "mia"):
        recuse(found, name, FROM)


def before_and_again(found: Meeting) -> None:
    recuse(found, "noa", FROM)
    decide(found)
    recuse(found, "noa", FROM, "aleph")


MORE: dict[str, Callable[[Meeting], None]] = {
    "nobody": lambda _: None,
    "two of them": two_of_them,
    "an interest without a recusal": slight,
    "who came late": late,
    "who leads": leading,
    "an observer": watching,
    "who was erased": erased,
    "a bid that contains it": of_a_bid,
    "before the award and again": before_and_again,
}


@pytest.mark.parametrize("order", [*ORDERS, *MORE])
def test_the_check_follows_the_events_as_the_app_does(service: Service, tmp_path: Path, order: str) -> None:
    found = awarded(service)
    (ORDERS | MORE)[order](found)
    assert checker.doubted_by(read(found, tmp_path)) == found.state.doubted_by


@pytest.mark.parametrize(("then", "doubted"), [("late", 0), ("aleph", 1)])
def test_a_bid_that_was_there_from_the_beginning_counts_as_one_that_came(
    service: Service, tmp_path: Path, then: str, doubted: int
) -> None:
    found = at_the_decision(service, with_every_verdict().model_copy(update={"bids": (bid("late"),)}))
    paid = Declaration(interest="actual", about="Paid by them", commission=True, recused=True)
    choice = Choice(f"{FROM}+aleph", reason="It was judged without them", votes_for=2)
    service.declare(LEADER, found.session, {FROM: paid}, once())
    service.decide(LEADER, found.session, choice, TODAY, found.state.version)
    service.declare(LEADER, found.session, {then: paid}, once())
    who = (found.state.owner,) * doubted
    assert (found.state.doubted_by, checker.doubted_by(read(found, tmp_path))) == (who, who)


def test_who_only_rated_a_manager_had_a_hand_in_it_though_what_they_said_stays_behind(
    service: Service, tmp_path: Path
) -> None:
    found = committee(service, "mia", "noa")
    rated(found, "c1", {"mia": {"aleph": 4}, "noa": {"aleph": 1}})
    found.move("c1", "agreed")
    found.turn_to("decision")
    decide(found)
    recuse(found, "noa", "aleph")
    session = read(found, tmp_path)
    assert len(session["withheld"]) > 0
    doubted = (found.id_of("noa"),)
    assert (found.state.doubted_by, checker.doubted_by(session)) == (doubted, doubted)
    service.delete_session(LEADER, found.session)
    service.import_session(LEADER, (tmp_path / "session.zip").read_bytes())
    assert (found.state.doubted_by, checker.doubted_by(read(found, tmp_path))) == (doubted, doubted)


def test_the_check_says_it_in_the_words_of_the_app() -> None:
    assert doubt_sentence(Words("en")) == checker.IN_DOUBT


Said = tuple[str, dict[str, object]]


def written(*bodies: Said) -> bytes:
    """Write an intact export of events as another release might write them."""
    events, previous = [], checker.GENESIS
    for seq, (kind, body) in enumerate(bodies, 1):
        said = json.dumps({"session": "s", "seq": seq, "kind": kind, "body": body})
        previous = checker.link(previous, said.encode())
        events.append({"bytes": said, "hash": previous})
    session = {
        "format": checker.FORMAT,
        "session": "s",
        "head": {"seq": len(events), "hash": previous},
        "events": events,
        "contents": [],
        "withheld": [],
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(checker.SESSION, json.dumps(session))
    return file.getvalue()


BEGUN: Said = ("decision_taken_in", {"value": {"bids": []}})
MADE: Said = ("award_set", {"key": [], "value": {"present": []}})
RECUSED: Said = (
    "declaration_set",
    {"key": ["leader", "one"], "value": {"recused": True}},
)
STRANGE: Said = ("declaration_set", {"key": [], "value": "of another release"})


@pytest.mark.parametrize(
    ("bodies", "doubted"),
    [
        ((BEGUN, MADE, RECUSED), True),
        ((BEGUN, RECUSED, MADE), False),
        ((BEGUN, MADE, STRANGE), False),
        ((("decision_taken_in", {"value": 7}), MADE), False),
        ((BEGUN, ("award_set", {"value": None})), False),
    ],
)
def test_a_whole_file_is_never_called_broken_for_what_it_says(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    bodies: tuple[Said, ...],
    doubted: bool,
) -> None:
    file = tmp_path / "session.zip"
    file.write_bytes(written(*bodies))
    assert checker.main([str(file)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + doubted
    assert main(["verify", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out).get("award_in_doubt", False) is doubted
