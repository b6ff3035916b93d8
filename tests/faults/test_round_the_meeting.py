"""Who leads has no way round the meeting: not by an amendment, not by counting anew, not by guessing."""

import pytest

from selection.errors import SelectionError
from selection.model.judgements import Score
from selection.workshop.events import Edit
from selection.workshop.moderation import agree_score
from selection.workshop.service import Service
from tests.decisions import score
from tests.meetings import Meeting, once
from tests.unit.workshop.committee import LEADER, committee, rated, recuse, scored

CELL = ("harbour-basic", "E1")
SIDES = Edit("weights", ("sides",), {"points": {"platform": 51, "integrator": 49}})


def refusal(found: Meeting, *edits: Edit) -> str:
    with pytest.raises(SelectionError) as caught:
        found.edit(*edits)
    return caught.value.code


def amending(found: Meeting, *edits: Edit) -> str:
    with pytest.raises(SelectionError) as caught:
        found.service.amend(LEADER, found.session, edits, "A slip", found.state.version, once())
    return caught.value.code


@pytest.fixture
def judged(service: Service) -> Meeting:
    """Two of three judged a cell; nothing is agreed."""
    found = committee(service, "mia", "max", "noa")
    scored(found, "r1", {"mia": {"harbour-basic": 0}, "max": {"harbour-basic": 2}})
    return found


def test_an_amendment_of_weights_scores_no_cell_that_members_judged(judged: Meeting) -> None:
    assert amending(judged, SIDES, Edit("score", CELL, score(2.0))) == "not_agreed"
    judged.service.amend(LEADER, judged.session, [SIDES], "A slip", judged.state.version, once())
    assert judged.state.decision.scores == {}


def test_an_amendment_scores_no_cell_while_its_judgements_are_sealed(service: Service) -> None:
    found = committee(service, "mia")
    found.prepare("r1", subject="scores", cells=[{"alternative": CELL[0], "criterion": CELL[1]}])
    found.move("r1", "open")
    assert amending(found, Edit("score", CELL, score(2.0))) == "not_agreed"


def test_who_could_judge_is_not_counted_anew_once_a_round_is_closed(judged: Meeting) -> None:
    asked = judged.state.proceedings.round("r1")
    assert asked is not None
    fewer = asked.model_copy(update={"judges": (judged.id_of("mia"), judged.id_of("max"))})
    assert refusal(judged, Edit("round", ("r1",), fewer)) == "round_settled"
    mia = (judged.id_of("mia"),)
    judged.edit(*agree_score(judged.state, "r1", "harbour-basic/E1", 1, "Talked about", mia))
    agreed = judged.state.proceedings.agreements["scores"]["harbour-basic/E1"]
    assert (agreed.judged, agreed.of) == (2, 3)


def test_a_deadline_is_put_off_while_a_round_is_open(service: Service) -> None:
    found = committee(service, "mia")
    found.prepare("r1", subject="scores", cells=[{"alternative": CELL[0], "criterion": CELL[1]}])
    found.move("r1", "open")
    asked = found.state.proceedings.round("r1")
    assert asked is not None
    later = asked.model_copy(update={"deadline": "2099-01-01T12:00:00Z"})
    found.edit(Edit("round", ("r1",), later))
    assert found.state.proceedings.round("r1") == later


@pytest.mark.parametrize("members", [("mia",), ("mia", "max")])
def test_a_rating_too_few_gave_for_a_score_is_not_found_out_by_trying(
    service: Service, members: tuple[str, ...]
) -> None:
    found = committee(service, *members)
    rated(found, "c1", {name: {"aleph": 4} for name in members})
    tried = [Score(performance=float(level), evidence="demo") for level in range(6)]
    found_out = {refusal(found, Edit("score", ("aleph", "P5"), one)) for one in tried}
    assert found_out == {"not_as_rated"}


def test_a_rating_is_not_found_out_by_trying_after_a_late_recusal(service: Service) -> None:
    found = committee(service, "mia", "max", "noa")
    rated(found, "c1", {name: {"aleph": 4} for name in ("mia", "max", "noa")})
    recuse(found, "noa", "aleph")
    tried = [Score(performance=float(level), evidence="demo") for level in range(6)]
    assert {refusal(found, Edit("score", ("aleph", "P5"), one)) for one in tried} == {"not_as_rated"}


def test_a_score_from_before_gives_way_where_too_few_rated_for_another(service: Service) -> None:
    found = committee(service, "mia", "max")
    found.edit(Edit("score", ("aleph", "P5"), Score(performance=2.0, evidence="demo")))
    rated(found, "c1", {name: {"aleph": 4} for name in ("mia", "max")})
    assert found.state.decision.scores.get("aleph", {}) == {}
