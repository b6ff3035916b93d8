"""Where departments see things differently, the widest gap first."""

import pytest

from selection.analysis.departments import (
    Difference,
    acceptance_differences,
    block_differences,
    score_differences,
    weight_differences,
)
from selection.model.base import ERASED
from selection.model.decision import Decision, NodeWeights
from selection.model.members import Member
from selection.model.readiness import BlockScore, Readiness, Stakeholder, SurveyReply
from tests.decisions import score, small_decision

PEOPLE = (("Noa", "Sales"), ("Dov", "Sales"), ("Jan", "IT"))


def scored(**blocks: dict[str, int]) -> Decision:
    people = tuple(
        Stakeholder(id=f"p{at}", name=name, department=place) for at, (name, place) in enumerate(PEOPLE)
    )
    held = {
        block: tuple(BlockScore(by=name, level=level) for name, level in said.items())
        for block, said in blocks.items()
    }
    readiness = Readiness(blocks=held)
    return small_decision().model_copy(update={"stakeholders": people, "readiness": readiness, "members": ()})


def test_each_department_counts_with_its_lower_median() -> None:
    decision = scored(vision={"Noa": 2, "Dov": 5, "Jan": 3})
    assert block_differences(decision) == (Difference("vision", {"Sales": 2, "IT": 3}),)


def test_the_widest_gap_stands_first_and_is_worth_talking_about() -> None:
    decision = scored(vision={"Noa": 3, "Jan": 3}, information={"Noa": 1, "Jan": 4})
    found = block_differences(decision)
    assert [(one.about, one.gap, one.is_disputed) for one in found] == [
        ("information", 3, True),
        ("vision", 0, False),
    ]


def test_what_only_one_department_scored_is_no_difference() -> None:
    assert block_differences(scored(vision={"Noa": 1, "Dov": 5})) == ()


def test_somebody_of_no_department_or_whose_name_was_erased_is_left_out() -> None:
    assert block_differences(scored(vision={"Noa": 1, "Nobody": 5, ERASED: 4})) == ()


def test_the_newest_answers_to_the_survey_are_held_against_each_other() -> None:
    replies = (
        SurveyReply(moment="before", department="Sales", levels={"q": 1}),
        SurveyReply(moment="after", department="Sales", levels={"q": 4}),
        SurveyReply(moment="before", department="IT", levels={"q": 2}),
    )
    decision = small_decision().model_copy(update={"readiness": Readiness(survey=replies)})
    assert acceptance_differences(decision, ("q",)) == (Difference("q", {"Sales": 4, "IT": 2}),)
    assert acceptance_differences(decision, ("other",)) == ()


def weighing(platform: float) -> dict[str, NodeWeights]:
    return {
        "sides": NodeWeights(method="points", points={"platform": platform, "integrator": 100 - platform})
    }


def with_members(*members: Member) -> Decision:
    return small_decision().model_copy(update={"members": members})


def test_weights_of_departments_are_held_against_each_other_node_by_node() -> None:
    decision = with_members(
        Member(id="noa", department="Sales", weights=weighing(80)),
        Member(id="dov", department="Sales", weights=weighing(70)),
        Member(id="jan", department="IT", weights=weighing(40)),
        Member(id="eve", weights=weighing(1)),
    )
    integrator, platform = weight_differences(decision)
    assert platform.about == "sides/platform"
    assert dict(platform.levels) == pytest.approx({"Sales": 0.7, "IT": 0.4})
    assert (platform.unit, platform.is_disputed) == ("weight", True)
    assert integrator.about == "sides/integrator"
    assert dict(integrator.levels) == pytest.approx({"Sales": 0.2, "IT": 0.6})


@pytest.mark.parametrize(("other", "disputed"), [(60, True), (61, False)])
def test_from_ten_points_in_a_hundred_on_departments_should_talk(other: float, disputed: bool) -> None:
    decision = with_members(
        Member(id="noa", department="Sales", weights=weighing(70)),
        Member(id="jan", department="IT", weights=weighing(other)),
    )
    assert {one.is_disputed for one in weight_differences(decision)} == {disputed}


def test_weights_of_children_that_are_gone_are_no_judgement_of_those_that_are_there() -> None:
    gone = {"sides": NodeWeights(method="points", points={"platform": 50, "moon": 50})}
    decision = with_members(
        Member(id="noa", department="Sales", weights=gone),
        Member(id="jan", department="IT", weights={**weighing(40), "nowhere": gone["sides"]}),
    )
    assert weight_differences(decision) == ()


def test_scores_of_departments_are_held_against_each_other_cell_by_cell() -> None:
    said = {"Sales": (2, 1), "IT": (0, 1)}
    decision = with_members(
        *(
            Member(
                id=place.lower(),
                department=place,
                scores={"northstar-pro": {"E1": score(first)}, "harbour-basic": {"E1": score(second)}},
            )
            for place, (first, second) in said.items()
        )
    )
    assert score_differences(decision) == (
        Difference("northstar-pro/E1", {"Sales": 2, "IT": 0}),
        Difference("harbour-basic/E1", {"Sales": 1, "IT": 1}),
    )
    assert [one.is_disputed for one in score_differences(decision)] == [True, False]


def test_what_somebody_is_recused_from_or_cannot_judge_is_not_held_against_anybody() -> None:
    scores = {"northstar-pro": {"E1": score(2)}, "harbour-basic": {"E1": score(2)}, "aleph": {"I1": score(1)}}
    unable = {
        "northstar-pro": {"E1": score(0)},
        "harbour-basic": {"E1": score(None, state="cannot_judge")},
        "aleph": {"I1": score(1), "gone": score(1)},
    }
    decision = with_members(
        Member(id="noa", department="Sales", scores=scores, recused=("northstar-pro",)),
        Member(id="jan", department="IT", scores=unable),
    )
    assert score_differences(decision) == (Difference("aleph/I1", {"Sales": 1, "IT": 1}),)
