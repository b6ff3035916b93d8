"""Where departments see things differently, the widest gap first."""

from selection.analysis.departments import Difference, acceptance_differences, block_differences
from selection.model.base import ERASED
from selection.model.decision import Decision
from selection.model.readiness import BlockScore, Readiness, Stakeholder, SurveyReply
from tests.decisions import small_decision

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
