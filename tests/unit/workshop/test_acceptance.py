"""What a change names must be there, whoever writes it and wherever it is written."""

from pathlib import Path

import pytest

from selection.catalogue.library import Library, shipped
from selection.errors import CatalogueError, DecisionError, SessionError
from selection.model.decision import Decision
from selection.model.goals import Goal
from selection.model.participants import Participant
from selection.model.readiness import BlockScore, Readiness, SurveyReply
from selection.model.risks import RiskResponse
from selection.workshop.events import Edit
from selection.workshop.service import Service
from selection.workshop.service.acceptance import refuse_unknown_ids
from tests.decisions import measure, small_decision
from tests.meetings import meeting
from tests.unit.workshop.committee import LEADER, committee

HEED = RiskResponse(owner="Dana Levi", kind="avoid", response="Ask first")
LEVEL = (BlockScore(by="Jan Kowalski", level=2),)
REPLY = SurveyReply(department="Sales", moment="before", levels={"joy": 3})


@pytest.mark.parametrize(
    ("edit", "code", "where"),
    [
        (Edit("risk", ("no_such_risk",), HEED), "unknown_risk", "risks.no_such_risk"),
        (Edit("readiness", (), Readiness(blocks={"joy": LEVEL})), "unknown_block", "readiness.blocks.joy"),
        (
            Edit("readiness", (), Readiness(survey=(REPLY,))),
            "unknown_question",
            "readiness.survey.0.levels.joy",
        ),
        (
            Edit("measure", ("M2",), measure("M2").model_copy(update={"template": "SM99"})),
            "unknown_template",
            "measures.M2.template",
        ),
    ],
    ids=["risk", "block", "question of the survey", "template of a measure"],
)
def test_a_name_that_no_shipped_definition_has_is_refused_where_it_is_written(
    service: Service, ann: str, session: str, edit: Edit, code: str, where: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        service.submit(ann, session, [Edit("title", (), "B"), edit], 1, "x1")
    assert (caught.value.code, caught.value.where) == (code, where)
    assert service.state(ann, session).decision == small_decision()


@pytest.mark.parametrize(
    "edit",
    [
        Edit("risk", ("key_person",), HEED),
        Edit("readiness", (), Readiness(blocks={"vision": LEVEL})),
        Edit("measure", ("M2",), measure("M2").model_copy(update={"template": "SM1"})),
    ],
    ids=["risk", "block", "template of a measure"],
)
def test_a_name_that_ships_is_accepted(service: Service, ann: str, session: str, edit: Edit) -> None:
    assert service.submit(ann, session, edit, 1, "x1").version == 2


def with_a_stranger() -> Decision:
    return small_decision().model_copy(update={"risks": {"of_another_release": HEED}})


def test_a_name_that_stood_there_before_keeps_nobody_from_going_on(service: Service, ann: str) -> None:
    session = service.open_session(ann, with_a_stranger())
    service.submit(ann, session, Edit("risk", ("key_person",), HEED), 1, "x1")
    service.submit(ann, session, Edit("risk", ("of_another_release",)), 2, "x2")
    assert service.undo(ann, session, 3).version == 4
    assert service.state(ann, session).decision.risks.keys() == {"key_person", "of_another_release"}


def test_a_library_without_such_definitions_refuses_none(tmp_path: Path) -> None:
    refuse_unknown_ids(small_decision(), with_a_stranger(), Library(tmp_path))
    with pytest.raises(CatalogueError, match="unknown_risk"):
        refuse_unknown_ids(small_decision(), with_a_stranger(), shipped())


def test_undoing_what_another_facilitator_built_on_is_refused(service: Service) -> None:
    held = meeting(service, "bob")
    bob = Participant(id=held.id_of("bob"), role="facilitator", name="Bob")
    held.edit(Edit("participant", (bob.id,), bob))
    held.edit(Edit("goal", ("G9",), Goal(id="G9", text="Fewer calls")))
    resting = Edit("measure", ("M9",), measure("M9").model_copy(update={"goal": "G9"}))
    service.submit(held.members["bob"], held.session, resting, held.state.version, "x1")
    with pytest.raises(DecisionError) as caught:
        service.undo(held.facilitator, held.session, held.state.version)
    assert (caught.value.code, caught.value.where) == ("unknown_goal", "measures.M9.goal")
    assert [goal.id for goal in held.state.decision.goals] == ["G1", "G9"]


def test_an_amendment_is_no_way_out_of_the_formal_procedure(service: Service) -> None:
    held = committee(service, "mia")
    opening, version = Edit("procedure", (), "open"), held.state.version
    with pytest.raises(SessionError, match="formal_left_unexplained"):
        service.amend(LEADER, held.session, [opening], "We are in a hurry", version, "x1")
    assert (held.state.version, held.state.decision.procedure) == (version, "formal")
