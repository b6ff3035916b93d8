"""What is sent again after a text in it was erased is neither stored again nor taken for something else."""

from collections.abc import Callable
from typing import Any

import pytest

from selection.errors import SessionError
from selection.model.participants import Declaration
from selection.model.rounds import Ballot
from selection.words import Words
from selection.words.errors import explain
from selection.workshop.audit import Receipt
from selection.workshop.events import Edit
from selection.workshop.service import Service
from tests.decisions import answer, score
from tests.meetings import Meeting
from tests.unit.workshop.committee import CELLS, LEADER, committee

ID = "sent-twice"
FROM = "harbour-basic"


def in_scores(service: Service) -> Meeting:
    found = committee(service, "mia", "max")
    cells = [{"alternative": alternative, "criterion": criterion} for alternative, criterion in CELLS]
    found.prepare("s1", subject="scores", cells=cells)
    found.move("s1", "open")
    return found


def judged(found: Meeting, level: float = 1.0) -> Receipt:
    ballot = Ballot(scores={FROM: {"E1": score(level, reason="Dana Levi showed it")}})
    return found.service.judge(found.members["mia"], found.session, "s1", ballot, ID)


def introduced(found: Meeting, department: str = "Sales") -> Receipt:
    return found.service.introduce(found.members["mia"], found.session, "Dana Levi", department, ID)


def declared(found: Meeting, recused: bool = False) -> Receipt:
    said = Declaration(interest="actual", about="Dana Levi is a cousin", recused=recused)
    return found.service.declare(found.members["mia"], found.session, {FROM: said}, ID)


def answered(found: Meeting, need: str = "N1") -> Receipt:
    edit = Edit("answer", (FROM, need), answer(reason="Dana Levi saw it"))
    return found.service.submit(LEADER, found.session, edit, found.state.version, ID)


SENT: dict[str, tuple[Callable[..., Receipt], Any]] = {
    "judge": (judged, 2.0),
    "introduce": (introduced, "IT"),
    "declare": (declared, True),
    "submit": (answered, "N2"),
}


@pytest.mark.parametrize("use_case", SENT)
def test_it_is_said_that_it_was_stored_and_that_something_was_erased_from_it(
    service: Service, use_case: str
) -> None:
    send, _other = SENT[use_case]
    found = in_scores(service)
    receipt = send(found)
    assert send(found) == receipt
    service.erase_person(LEADER, found.session, "Dana Levi", found.state.version)
    before = found.state
    with pytest.raises(SessionError) as caught:
        send(found)
    assert (caught.value.code, caught.value.where, found.state) == ("submission_erased_since", ID, before)
    assert explain(caught.value, Words("en")).sentence == (
        "This was stored already; what was erased from it since is not stored again."
    )


@pytest.mark.parametrize("use_case", SENT)
def test_something_else_is_told_to_be_something_else_after_an_erasure_too(
    service: Service, use_case: str
) -> None:
    send, other = SENT[use_case]
    found = in_scores(service)
    send(found)
    service.erase_person(LEADER, found.session, "Dana Levi", found.state.version)
    with pytest.raises(SessionError) as caught:
        send(found, other)
    assert (caught.value.code, caught.value.where) == ("submission_reused", ID)


@pytest.mark.parametrize("use_case", SENT)
def test_what_another_erasure_did_not_touch_is_known_again(service: Service, use_case: str) -> None:
    send, _other = SENT[use_case]
    found = in_scores(service)
    receipt = send(found)
    service.introduce(found.members["max"], found.session, "Jan Kowalski", None, "max")
    service.erase_person(LEADER, found.session, "Jan Kowalski", found.state.version)
    assert send(found) == receipt


def test_a_slip_that_did_not_travel_with_its_session_is_told_to_be_erased_and_not_stored_again(
    service: Service,
) -> None:
    found = in_scores(service)
    mia, other = (found.id_of(name) for name in ("mia", "max"))
    ballot = Ballot(scores={FROM: {"E1": score(1.0)}})
    service.enter_slip(LEADER, found.session, "s1", mia, ballot, ID)
    file = service.export(LEADER, found.session)
    service.delete_session(LEADER, found.session)
    service.import_session(LEADER, file)
    before = found.state
    for member, code in ((mia, "submission_erased_since"), (other, "submission_reused")):
        with pytest.raises(SessionError) as caught:
            service.enter_slip(LEADER, found.session, "s1", member, ballot, ID)
        assert (caught.value.code, found.state) == (code, before)
