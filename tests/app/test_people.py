"""People: departments that are not heard, who takes part, and the survey before and after."""

import pytest

from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.model.decision import NodeWeights
from selection.model.members import Member
from selection.model.readiness import BlockScore, Readiness, Stakeholder, SurveyReply
from tests.app.screens import Screen, ids, open_decision, read, table
from tests.decisions import need, score, small_decision, stakeholder


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, fresh_decision("Ours", shipped()), "people")


@pytest.fixture
def small(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "people")


def test_the_share_of_needs_by_end_users_is_said_first(small: Screen) -> None:
    assert small.title == "Who must be in on it?"
    assert small.shown("markdown")[0] == "0% of the needs (0 of 3) come from a named end user."


def test_departments_without_a_person_or_a_need_are_named(small: Screen) -> None:
    assert small.shown("warning") == [
        "Sales has nobody in the project and has not brought a single need.",
        "Service has not brought a single need.",
    ]


def test_a_department_with_a_person_and_a_need_is_heard(visitor: str) -> None:
    decision = small_decision()
    heard = decision.readiness.model_copy(update={"departments": ("Service",)})
    changes = {"needs": (need("N1", department="Service"),), "readiness": heard, "answers": {}}
    screen = open_decision(visitor, decision.model_copy(update=changes), "people")
    assert screen.shown("warning") == []


def test_departments_are_stored_line_by_line_each_once(screen: Screen) -> None:
    screen.fill("text_area", "Departments that deal with customers, one a line", "Sales\nService\n Sales ")
    assert screen.decision.readiness.departments == ("Sales", "Service")


def test_a_person_is_stored_with_what_they_promised(screen: Screen) -> None:
    screen.write("text_input", "Name", "Noa Peretz").write("text_input", "Department", "Service")
    screen.write("number_input", "Hours a week they promised", 4.0)
    screen.write("selectbox", "What is their part?", "responsible")
    screen.write("checkbox", "Will work with the system every day", True).press("Add person")
    assert screen.decision.stakeholders == (
        Stakeholder(
            id="stakeholder-1",
            name="Noa Peretz",
            department="Service",
            involvement="responsible",
            hours_promised=4.0,
            is_end_user=True,
        ),
    )
    assert "Promised so far: 4 hours a week." in screen.shown("markdown")


def test_a_person_without_a_department_is_not_stored_and_says_so(screen: Screen) -> None:
    assert screen.write("text_input", "Name", "Noa Peretz").press("Add person").version == 1
    assert screen.shown("error") == ["Write a department first."]


def test_a_person_can_be_removed(small: Screen) -> None:
    small.press(key="change-stakeholder-noa").press_in_dialog("change-stakeholder-noa", "Remove")
    assert small.decision.stakeholders == ()


def test_of_five_hundred_people_a_dozen_stand_there_and_the_rest_are_one_choice_away(visitor: str) -> None:
    crowd = tuple(stakeholder(f"p{n}") for n in range(500))
    decision = small_decision().model_copy(update={"stakeholders": crowd})
    screen = open_decision(visitor, decision, "people")
    changers = [
        str(b.key).split("change-stakeholder-")[1] for b in screen.at.button if "-change-" in str(b.key)
    ]
    assert changers == ids(crowd[:12])
    screen.fill("selectbox", "And 488 more", "p499")
    changers = [
        str(b.key).split("change-stakeholder-")[1] for b in screen.at.button if "-change-" in str(b.key)
    ]
    assert changers == [*ids(crowd[:12]), "p499"]


def survey(screen: Screen) -> tuple[str, ...]:
    frames = [read(element) for element in screen.at.table]
    (found,) = [frame for frame in frames if "Statement" in frame.columns]
    return table(found, ["Statement", "Before", "After"])[0]


def test_an_answer_to_the_survey_is_stored_with_the_department_alone(small: Screen) -> None:
    (first, *_) = shipped().readiness.survey
    assert survey(small) == (first.text.en, "4 (1 answer)", "—")
    small.write("selectbox", "Before or after?", "after")
    small.write("text_input", "Department that answers", "Sales")
    small.write("selectbox", str(first.text.en), 5).press("Store the answer")
    assert small.decision.readiness.survey[1] == SurveyReply(
        moment="after", department="Sales", levels={first.id: 5}
    )
    assert survey(small) == (first.text.en, "4 (1 answer)", "5 (1 answer)")


def test_an_answer_without_a_moment_is_not_stored_and_says_so(small: Screen) -> None:
    small.write("text_input", "Department that answers", "Sales").press("Store the answer")
    assert (small.shown("error"), small.version) == (["Say when first."], 1)


def test_where_departments_differ_most_is_said_first(visitor: str) -> None:
    people = tuple(
        Stakeholder(id=name.lower(), name=name, department=place)
        for name, place in (("Noa", "Sales"), ("Jan", "IT"))
    )
    scores = (BlockScore(by="Noa", level=1), BlockScore(by="Jan", level=4))
    changes = {"stakeholders": people, "readiness": Readiness(blocks={"information": scores})}
    screen = open_decision(visitor, small_decision().model_copy(update=changes), "people")
    assert "Where do departments disagree?" in screen.shown("subheader")
    assert "Information: Sales says 1, IT says 4. Talk about it." in screen.shown("markdown")


def test_departments_are_held_against_each_other_over_weights_and_scores(visitor: str) -> None:
    said = (("noa", "Sales", 80, 2), ("jan", "IT", 40, 0))
    members = tuple(
        Member(
            id=name,
            department=place,
            weights={
                "sides": NodeWeights(method="points", points={"platform": part, "integrator": 100 - part})
            },
            scores={"northstar-pro": {"E1": score(level)}},
        )
        for name, place, part, level in said
    )
    screen = open_decision(visitor, small_decision().model_copy(update={"members": members}), "people")
    told = [text for text in screen.shown("markdown") if text.endswith("Talk about it.")]
    assert told == [
        "Platform · Platform or integrator: IT says 40%, Sales says 80%. Talk about it.",
        "Criterion E1 · Northstar (fictional) Pro: IT says 0, Sales says 2. Talk about it.",
    ]
    labels = [box.label for box in screen.at.expander]
    assert ["All of them: Weight" in labels, "All of them: Score" in labels] == [True, True]


def test_where_one_department_speaks_nothing_is_said_of_disagreement(visitor: str) -> None:
    changes = {"readiness": Readiness()}
    screen = open_decision(visitor, small_decision().model_copy(update=changes), "people")
    assert "Where do departments disagree?" not in screen.shown("subheader")
