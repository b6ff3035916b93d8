"""The order of a workshop is held where events are written: each rule by what it lets through and refuses."""

import datetime as dt

import pytest

from selection.errors import DecisionError, SessionError
from selection.model.participants import Declaration, Participant
from selection.model.rounds import Ballot
from selection.model.weights import NodeWeights
from selection.storage.store import Store
from selection.workshop.events import Edit
from selection.workshop.guards import MOST_CELLS, must_declare_on
from selection.workshop.service import Service
from tests.decisions import criterion_in_levels, score, small_decision
from tests.meetings import SINCE, Meeting, meeting, once
from tests.rooms import NOTHING
from tests.unit.workshop.committee import LEADER, committee, recuse

ONE = {"alternative": "harbour-basic", "criterion": "E1"}


def refusal(found: Meeting, *edits: Edit) -> str:
    version = found.state.version
    with pytest.raises((SessionError, DecisionError)) as caught:
        found.edit(*edits)
    assert found.state.version == version
    return caught.value.code


def judging(found: Meeting, member: str, name: str, **said: object) -> str:
    version = found.state.version
    with pytest.raises((SessionError, DecisionError)) as caught:
        found.judge(member, name, **said)
    assert found.state.version == version
    return caught.value.code


def stand(phase: str, **more: object) -> Edit:
    return Edit("stand", (), {"phase": phase, "since": SINCE, **more})


@pytest.fixture
def held(service: Service) -> Meeting:
    """A workshop in the phase of needs."""
    found = meeting(service, "mia", "max")
    found.turn_to("needs")
    return found


@pytest.fixture
def scoring(service: Service) -> Meeting:
    """A workshop in the phase of scores."""
    return committee(service, "mia", "max")


def test_going_back_takes_a_reason(held: Meeting) -> None:
    assert refusal(held, stand("scope")) == "back_without_reason"
    held.edit(stand("scope", reason="A goal is missing"))
    assert held.state.phase == "scope"


def test_nothing_is_opened_before_the_lock(held: Meeting) -> None:
    held.turn_to("lock")
    assert refusal(held, stand("answers")) == "lock_first"
    held.service.lock(LEADER, held.session, held.state.version)
    held.turn_to("answers")
    assert held.state.phase == "answers"


def test_who_leads_declares_before_answers_are_opened(held: Meeting) -> None:
    held.turn_to("lock")
    held.service.lock(LEADER, held.session, held.state.version)
    assert refusal(held, stand("scores")) == "declare_first"
    held.turn_to("answers")
    assert refusal(held, stand("decision")) == "declare_first"
    names = must_declare_on(held.state.decision)
    held.service.declare(LEADER, held.session, dict.fromkeys(names, NOTHING), once())
    held.turn_to("decision")
    assert held.state.phase == "decision"


def test_a_workshop_that_has_begun_stays_and_is_formal(service: Service, held: Meeting) -> None:
    assert refusal(held, Edit("stand", ())) == "workshop_not_unmade"
    found = service.open_session(LEADER, small_decision())
    with pytest.raises(SessionError, match="workshop_not_formal"):
        service.submit(LEADER, found, stand("scope"), 1, "x1")


def test_who_took_part_stays(held: Meeting) -> None:
    mia = held.id_of("mia")
    assert refusal(held, Edit("participant", (mia,))) == "participant_stays"
    owner = Participant(id=held.state.owner, role="member")
    assert refusal(held, Edit("participant", (held.state.owner,), owner)) == "owner_stays"
    turned = Participant(id=mia, role="respondent", answers_for="aleph")
    assert refusal(held, Edit("participant", (mia,), turned)) == "respondent_stays"


def test_whether_departments_are_shown_is_settled_when_the_first_round_opens(held: Meeting) -> None:
    held.edit(Edit("rules", (), {"identities": "anonymous"}))
    held.prepare("r1", subject="tiers", needs=["N1"])
    held.move("r1", "open")
    assert refusal(held, Edit("rules", (), {"identities": "departments"})) == "identities_settled"
    held.edit(Edit("rules", (), {"identities": "anonymous", "homework": True}))


@pytest.mark.parametrize(
    "asked",
    [{"subject": "scores", "cells": [ONE]}, {"subject": "chemistry", "alternatives": ["aleph"]}],
    ids=["scores", "chemistry"],
)
def test_members_score_nothing_either_before_a_goal_is_complete(
    scoring: Meeting, asked: dict[str, object]
) -> None:
    scoring.prepare("r1", **asked)
    whole = scoring.state.decision.goals[0]
    scoring.edit(Edit("goal", ("G1",), whole.model_copy(update={"owner": None})))
    with pytest.raises(SessionError) as caught:
        scoring.service.move_round(LEADER, scoring.session, "r1", "open", once())
    assert (caught.value.code, caught.value.where) == ("goal_first", "round.r1")
    scoring.edit(Edit("goal", ("G1",), whole))
    scoring.service.move_round(LEADER, scoring.session, "r1", "open", once())


def test_a_round_takes_one_step_after_the_other(held: Meeting) -> None:
    held.prepare("r1", subject="tiers", needs=["N1"])
    asked = held.state.proceedings.round("r1")
    assert asked is not None
    for state in ("closed", "revealed", "agreed"):
        moved = Edit("round", ("r1",), asked.model_copy(update={"state": state}))
        assert refusal(held, moved) == "round_out_of_order"
    with pytest.raises(SessionError, match="round_out_of_order"):
        held.service.move_round(LEADER, held.session, "r1", "draft", once())
    with pytest.raises(SessionError, match="no_such_round"):
        held.service.move_round(LEADER, held.session, "r9", "open", once())


def test_what_a_round_asks_changes_only_while_it_is_prepared(held: Meeting) -> None:
    held.prepare("r1", subject="tiers", needs=["N1"])
    held.prepare("r1", subject="tiers", needs=["N1", "N2"])
    held.move("r1", "open")
    changed = {"id": "r1", "subject": "tiers", "needs": ["N1"], "state": "open"}
    assert refusal(held, Edit("round", ("r1",), changed)) == "round_settled"
    assert refusal(held, Edit("round", ("r1",))) == "round_stays"
    later = {"id": "r1", "subject": "tiers", "needs": ["N1", "N2"], "state": "open", "deadline": SINCE}
    held.edit(Edit("round", ("r1",), later))


def test_a_prepared_round_can_be_withdrawn(held: Meeting) -> None:
    held.prepare("r1", subject="tiers", needs=["N1"])
    held.edit(Edit("round", ("r1",)))
    assert held.state.proceedings.rounds == ()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"subject": "tiers", "needs": ["N9"]}, "round_asks_unknown"),
        ({"subject": "weights", "nodes": ["platform.cost"]}, "round_asks_unknown"),
        ({"subject": "scores", "cells": [{**ONE, "criterion": "E9"}]}, "round_asks_unknown"),
        ({"subject": "scores", "cells": [{**ONE, "alternative": "nobody"}]}, "round_asks_unknown"),
        ({"subject": "scores", "cells": [{**ONE, "criterion": "F1"}]}, "not_judged_by_level"),
        ({"subject": "tiers"}, "round_asks_nothing"),
        ({"subject": "tiers", "needs": ["N1"], "nodes": ["sides"]}, "round_asks_more"),
    ],
)
def test_a_round_asks_for_what_there_is_to_judge(held: Meeting, asked: dict[str, object], code: str) -> None:
    assert refusal(held, Edit("round", ("r1",), {"id": "r1", **asked})) == code


def test_a_round_opens_in_the_phase_of_its_subject(held: Meeting) -> None:
    held.prepare("r1", subject="weights", nodes=["sides"])
    with pytest.raises(SessionError) as caught:
        held.move("r1", "open")
    assert caught.value.code == "round_in_other_phase"
    assert caught.value.figures == {"phase": "needs", "allowed_phase": "weights"}


def test_nobody_is_asked_for_more_cells_than_can_be_judged_with_care(scoring: Meeting) -> None:
    levels = [criterion_in_levels(f"X{at}", "platform") for at in range(MOST_CELLS // 2 + 1)]
    decision = scoring.state.decision
    assert len(decision.offers) == 2
    edits = [Edit("criterion", (one.id,), one) for one in levels]
    scoring.service.amend(LEADER, scoring.session, edits, "More to look at", scoring.state.version, once())
    cells = [{"alternative": offer.id, "criterion": one.id} for offer in decision.offers for one in levels]
    scoring.prepare("wide", subject="scores", cells=cells)
    with pytest.raises(SessionError) as caught:
        scoring.move("wide", "open")
    assert (caught.value.code, caught.value.figures) == ("too_many_cells", {"found": 32, "allowed": 30})
    few = tuple(one.id for one in levels[:15])
    assigned = {scoring.id_of(name): few for name in ("mia", "max")}
    scoring.prepare("wide", subject="scores", cells=cells, assigned=assigned)
    scoring.move("wide", "open")


def test_a_round_is_closed_with_those_who_could_have_judged(held: Meeting) -> None:
    held.prepare("r1", subject="tiers", needs=["N1"])
    held.move("r1", "open")
    asked = held.state.proceedings.round("r1")
    assert asked is not None
    closed = asked.model_copy(update={"state": "closed", "judges": (held.id_of("mia"),)})
    assert refusal(held, Edit("round", ("r1",), closed)) == "judges_not_as_present"


def test_who_judged_and_was_removed_still_counts(held: Meeting) -> None:
    held.prepare("r1", subject="tiers", needs=["N1"])
    held.move("r1", "open")
    held.judge("max", "r1", tiers={"N1": "must"})
    gone = held.id_of("max")
    held.service.admit(LEADER, held.session, gone, "removed", held.state.version)
    held.service.move_round(LEADER, held.session, "r1", "closed", once())
    found = held.state.proceedings.round("r1")
    assert found is not None
    assert set(found.judges) == {gone, held.id_of("mia")}


@pytest.mark.parametrize("state", ["draft", "closed", "revealed"])
def test_only_an_open_round_takes_judgements(held: Meeting, state: str) -> None:
    held.prepare("r1", subject="tiers", needs=["N1"])
    for step in ("open", "closed", "revealed")[: ("draft", "open", "closed", "revealed").index(state)]:
        held.move("r1", step)
    assert judging(held, "mia", "r1", tiers={"N1": "must"}) == "round_not_open"
    assert judging(held, "mia", "r9", tiers={"N1": "must"}) == "no_such_round"


def test_after_its_deadline_a_round_takes_nothing_more(tmp_path_factory: pytest.TempPathFactory) -> None:
    now = [dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)]
    folder = tmp_path_factory.mktemp("deadline")
    service = Service(Store(f"sqlite:///{folder}/s.db"), lambda: now[0])
    held = meeting(service, "mia")
    held.turn_to("needs")
    held.prepare("r1", subject="tiers", needs=["N1"], deadline="2026-11-22T10:00:00Z")
    held.move("r1", "open")
    now[0] = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
    held.judge("mia", "r1", tiers={"N1": "must"})
    now[0] += dt.timedelta(milliseconds=1)
    assert judging(held, "mia", "r1", tiers={"N1": "nice"}) == "round_over"
    service.close()


@pytest.mark.parametrize(
    "said",
    [
        {"tiers": {"N3": "must"}},
        {"weights": {"sides": "cannot_judge"}},
        {"scores": {"harbour-basic": {"E1": {"performance": 1.0, "evidence": "demo"}}}},
        {"chemistry": {"aleph": 3}},
    ],
)
def test_what_was_not_asked_is_not_judged(held: Meeting, said: dict[str, object]) -> None:
    held.prepare("r1", subject="tiers", needs=["N1", "N2"])
    held.move("r1", "open")
    assert judging(held, "mia", "r1", **said) == "judgement_not_asked"


def test_who_is_assigned_to_some_criteria_judges_these(scoring: Meeting) -> None:
    assigned = {scoring.id_of("mia"): ["I1"]}
    scoring.prepare(
        "r1", subject="scores", cells=[ONE, {"alternative": "aleph", "criterion": "I1"}], assigned=assigned
    )
    scoring.move("r1", "open")
    ballot = {"harbour-basic": {"E1": score(1.0)}}
    assert judging(scoring, "mia", "r1", scores=ballot) == "judgement_not_asked"
    scoring.judge("max", "r1", scores=ballot)
    scoring.judge("mia", "r1", scores={"aleph": {"I1": score(1.0)}})


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"performance": 3.0, "evidence": "demo"}, "no_such_level"),
        ({"performance": 1.5, "evidence": "demo"}, "no_such_level"),
        ({"state": "no_answer"}, "judgement_of_no_kind"),
        ({"state": "not_asked"}, "judgement_of_no_kind"),
    ],
)
def test_a_judgement_is_a_level_of_its_scale_or_that_one_cannot_judge(
    scoring: Meeting, said: dict[str, object], code: str
) -> None:
    scoring.prepare("r1", subject="scores", cells=[ONE])
    scoring.move("r1", "open")
    assert judging(scoring, "mia", "r1", scores={"harbour-basic": {"E1": said}}) == code
    scoring.judge("mia", "r1", scores={"harbour-basic": {"E1": {"state": "cannot_judge"}}})


def test_weights_are_of_the_node_s_children(service: Service) -> None:
    held = meeting(service, "mia")
    held.turn_to("weights")
    held.prepare("r1", subject="weights", nodes=["sides"])
    held.move("r1", "open")
    other = NodeWeights(points={"platform": 50, "cost": 50})
    assert judging(held, "mia", "r1", weights={"sides": other}) == "weights_not_of_children"
    held.judge("mia", "r1", weights={"sides": NodeWeights(points={"platform": 50, "integrator": 50})})


def test_who_judges_an_alternative_has_said_what_they_have_to_do_with_it(scoring: Meeting) -> None:
    scoring.join("noa")
    scoring.prepare("r1", subject="scores", cells=[ONE])
    scoring.move("r1", "open")
    ballot = {"harbour-basic": {"E1": score(1.0)}}
    assert judging(scoring, "noa", "r1", scores=ballot) == "declare_first"
    known = {"harbour-basic": Declaration(interest="perceived", about="Met at a fair")}
    scoring.service.declare(scoring.members["noa"], scoring.session, known, once())
    scoring.judge("noa", "r1", scores=ballot)
    recuse(scoring, "noa", "harbour-basic")
    assert judging(scoring, "noa", "r1", scores=ballot) == "recused"


def test_a_slip_is_entered_for_a_member_and_says_by_whom(held: Meeting) -> None:
    held.prepare("r1", subject="tiers", needs=["N1"])
    held.move("r1", "open")
    slip = Ballot(tiers={"N1": "nice"})
    held.service.enter_slip(LEADER, held.session, "r1", held.id_of("mia"), slip, once())
    held.move("r1", "closed")
    held.move("r1", "revealed")
    assert held.state.proceedings.ballots["r1"] == {
        held.id_of("mia"): slip.model_copy(update={"entered_by": held.state.owner})
    }


def test_a_late_joiner_is_absent_for_past_rounds_and_judges_the_next(held: Meeting) -> None:
    held.prepare("r1", subject="tiers", needs=["N1"])
    for step in ("open", "closed", "revealed"):
        held.move("r1", step)
    held.join("noa")
    found = held.state.proceedings.round("r1")
    assert found is not None
    assert held.id_of("noa") not in found.judges
    held.prepare("r2", subject="tiers", needs=["N1"], follows="r1")
    held.move("r2", "open")
    held.judge("noa", "r2", tiers={"N1": "must"})


def test_a_judgement_in_a_later_round_takes_the_place_of_the_earlier(service: Service) -> None:
    held = meeting(service, "mia", "max")
    held.turn_to("weights")
    for name, said in (
        ("r1", NodeWeights(points={"platform": 50, "integrator": 50})),
        ("r2", "cannot_judge"),
    ):
        held.prepare(name, subject="weights", nodes=["sides"], follows="r1" if name == "r2" else None)
        held.move(name, "open")
        held.judge("mia", name, weights={"sides": said})
        held.move(name, "closed")
        held.move(name, "revealed")
        weights = {member.id: member.weights for member in held.state.decision.members}
        assert weights[held.id_of("mia")] == ({} if said == "cannot_judge" else {"sides": said})
    assert len(held.state.proceedings.ballots) == 2
