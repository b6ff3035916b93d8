"""A submission sent again is the same submission or is refused: one id never stands for two things."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from selection.errors import SessionError
from selection.model.participants import Declaration
from selection.model.rounds import Ballot, MinorityNote
from selection.workshop.audit import Receipt
from selection.workshop.events import Edit
from selection.workshop.moderation import agree_score
from selection.workshop.service import Service
from tests.decisions import score, token
from tests.meetings import Meeting, guest, once
from tests.rooms import NOTHING
from tests.unit.workshop.committee import LEADER, committee, scored

ID = "x1"
VENDOR = token("vendor")
FILE, OTHER_FILE = "QUFB", "QkJC"
CELL = "harbour-basic/E1"
RECUSED = Declaration(interest="actual", about="A cousin works there", recused=True)


def sides(platform: int) -> Edit:
    points = {"platform": platform, "integrator": 100 - platform}
    return Edit("weights", ("sides",), {"points": points})


def judged(level: int) -> Ballot:
    return Ballot(scores={"harbour-basic": {"E1": score(level)}})


def at_work(service: Service) -> Meeting:
    """Scores are agreed in a round, another one is open, ratings are closed, and a vendor is let in."""
    found = committee(service, "mia", "max", "noa")
    scored(found, "r1", {name: {"harbour-basic": 1} for name in found.members})
    found.edit(*agree_score(found.state, "r1", CELL, 1, "Talked about", (found.id_of("mia"),)))
    found.prepare("c1", subject="chemistry", alternatives=["aleph"])
    found.prepare("r2", subject="scores", cells=[{"alternative": "harbour-basic", "criterion": "E1"}])
    for name in ("c1", "r2"):
        service.move_round(LEADER, found.session, name, "open", once())
    for name in found.members:
        found.judge(name, "c1", chemistry={"aleph": 3})
    service.move_round(LEADER, found.session, "c1", "closed", once())
    return found


def collecting(service: Service) -> Meeting:
    """Answers are collected, and a vendor is let in."""
    found = committee(service, "mia", "max")
    found.turn_to("answers", reason="More to ask")
    who = guest("vendor", "respondent", "northstar-pro")
    way = service.make_link(LEADER, found.session, "personal", found.state.version, who)
    service.join(VENDOR, way.secret)
    return found


def submitted(found: Meeting, *edits: Edit) -> Receipt:
    return found.service.submit(LEADER, found.session, edits, found.state.version, ID)


def handed_in(found: Meeting, ballot: Ballot) -> Receipt:
    return found.service.judge(found.members["mia"], found.session, "r2", ballot, ID)


def slip_entered(found: Meeting, member: str, ballot: Ballot) -> Receipt:
    return found.service.enter_slip(LEADER, found.session, "r2", found.id_of(member), ballot, ID)


def moved(found: Meeting, name: str, to: Any) -> Receipt:
    return found.service.move_round(LEADER, found.session, name, to, ID)


def declared(found: Meeting, declared: dict[str, Declaration]) -> Receipt:
    return found.service.declare(found.members["mia"], found.session, declared, ID)


def dissented(found: Meeting, text: str, item: str = CELL) -> Receipt:
    note = MinorityNote(text=text)
    return found.service.dissent(found.members["mia"], found.session, "scores", item, note, ID)


def responded(found: Meeting, name: str, file: str) -> Receipt:
    return found.service.respond(VENDOR, found.session, "northstar-pro", name, file, ID)


def introduced(found: Meeting, name: str | None, department: str | None) -> Receipt:
    return found.service.introduce(found.members["mia"], found.session, name, department, ID)


def amended(found: Meeting, reason: str, *edits: Edit) -> Receipt:
    return found.service.amend(LEADER, found.session, edits, reason, found.state.version, ID)


@dataclass(frozen=True)
class Case:
    """A use case, what is said by it, and what else could be said."""

    send: Callable[..., Receipt]
    said: tuple[Any, ...]
    others: tuple[tuple[Any, ...], ...]
    stage: Callable[[Service], Meeting] = at_work


CASES = {
    "submit": Case(
        submitted,
        (Edit("title", (), "B"), Edit("mode", (), "tender")),
        ((Edit("title", (), "C"), Edit("mode", (), "tender")), (Edit("title", (), "B"),)),
    ),
    "judge": Case(handed_in, (judged(1),), ((judged(2),),)),
    "enter a slip": Case(
        slip_entered, ("max", judged(1)), (("max", judged(2)), ("noa", judged(1))), stage=at_work
    ),
    "move a round": Case(moved, ("r2", "closed"), (("r2", "revealed"), ("c1", "revealed"))),
    "reveal ratings": Case(moved, ("c1", "revealed"), (("c1", "agreed"), ("r2", "closed"))),
    "declare": Case(
        declared,
        ({"aleph": NOTHING, "bet": NOTHING},),
        (({"aleph": NOTHING},), ({"aleph": NOTHING, "bet": RECUSED},), ({"bet": NOTHING},)),
    ),
    "declare late": Case(declared, ({"harbour-basic": RECUSED},), (({"harbour-basic": NOTHING},),)),
    "dissent": Case(dissented, ("Too kind",), (("Too harsh",), ("Too kind", "northstar-pro/E1"))),
    "respond": Case(responded, ("a.csv", FILE), (("b.csv", FILE), ("a.csv", OTHER_FILE)), stage=collecting),
    "introduce": Case(
        introduced,
        ("Mia Levi", "Sales"),
        (("Mia Lewy", "Sales"), ("Mia Levi", "IT"), ("Mia Levi", None), (None, "Sales")),
    ),
    "amend": Case(
        amended,
        ("A slip", sides(60)),
        (("A slip", sides(70)), ("Another slip", sides(60)), ("A slip", sides(60), Edit("title", (), "B"))),
    ),
    "withdraw by an amendment": Case(
        amended, ("Asked for twice", Edit("need", ("N3",))), (("Asked for twice", sides(60)),)
    ),
}


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


def test_what_is_sent_again_gives_the_same_receipt_and_is_written_once(service: Service, case: Case) -> None:
    found = case.stage(service)
    receipt = case.send(found, *case.said)
    found.service.introduce(found.members["max"], found.session, "Max", "IT", once())
    before = found.state
    assert [case.send(found, *case.said) for _time in range(2)] == [receipt, receipt]
    assert found.state == before


def test_what_is_sent_with_the_id_of_something_else_is_refused_and_not_written(
    service: Service, case: Case
) -> None:
    found = case.stage(service)
    case.send(found, *case.said)
    before = found.state
    for other in case.others:
        with pytest.raises(SessionError) as caught:
            case.send(found, *other)
        assert (caught.value.code, caught.value.where, found.state) == ("submission_reused", ID, before)


def test_an_id_by_which_somebody_else_sent_something_else_is_refused_everywhere(
    service: Service, case: Case
) -> None:
    found = case.stage(service)
    found.service.introduce(found.members["max"], found.session, "Max", "IT", ID)
    before = found.state
    with pytest.raises(SessionError) as caught:
        case.send(found, *case.said)
    assert (caught.value.code, caught.value.where, found.state) == ("submission_reused", ID, before)
