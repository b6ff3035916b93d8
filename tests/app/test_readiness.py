"""Readiness: the verdict first, and everything it rests on entered and shown."""

import pytest

from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.model.decision import Decision
from selection.model.goals import Goal
from selection.model.readiness import (
    BlockScore,
    Governance,
    ManagerChecklist,
    Process,
    Readiness,
    SourceSystem,
)
from tests.app.screens import Screen, ids, open_decision, read, table
from tests.decisions import small_decision

BLOCKS = shipped().readiness.blocks


def ready() -> Decision:
    goal = Goal(id="G1", text="Faster", owner="Dana Levi", baseline="3 days", target="1 day")
    found = Readiness(
        blocks={block.id: (BlockScore(by="Dana Levi", level=3),) for block in BLOCKS},
        governance=Governance(owner=True, project_manager=True, user_representatives=True, sponsor=True),
        manager=ManagerChecklist(knows_organisation=4, knows_processes=3, authority=3, availability=2),
    )
    return fresh_decision("Ours", shipped()).model_copy(update={"goals": (goal,), "readiness": found})


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, ready(), "readiness")


@pytest.fixture
def small(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "readiness")


def score(screen: Screen, who: str, level: int | None) -> Screen:
    screen.fill("text_input", "Who scores?", who)
    return screen.fill("selectbox", "What does it look like today?", level)


def rows(screen: Screen) -> list[tuple[str, ...]]:
    frames = [read(element) for element in screen.at.table]
    (found,) = [frame for frame in frames if "Building block" in frame.columns]
    return table(found, ["Building block", "Level", "Scored by", "They differ by"])


def test_where_nothing_stands_against_it_the_page_says_ready(screen: Screen) -> None:
    assert screen.title == "Are you ready for it?"
    assert screen.shown("success") == ["Ready: nothing that was asked stands against it."]
    assert screen.shown("warning") == []


def test_one_bad_block_is_the_reason_named(screen: Screen) -> None:
    screen.fill("pills", "Which building block?", "information")
    score(screen, "Dana Levi", 1)
    assert screen.shown("warning") == [
        "Not ready, because Information is at 1 of 5, below 2, and nothing reliable can be built on it."
    ]
    assert "Weakest: Information. Begin there." in screen.shown("markdown")


def test_every_member_scores_for_themselves_and_the_lower_middle_counts(screen: Screen) -> None:
    score(screen, "Jan Kowalski", 5)
    assert screen.decision.readiness.blocks["vision"] == (
        BlockScore(by="Dana Levi", level=3),
        BlockScore(by="Jan Kowalski", level=5),
    )
    assert rows(screen)[0] == ("Vision", "●●●○○\u00a03", "2", "2: talk about it")
    assert rows(screen)[1] == ("Customer strategy", "●●●○○\u00a03", "1", "—")


def test_a_score_can_be_taken_back(screen: Screen) -> None:
    screen.fill("text_input", "Who scores?", "Dana Levi")
    key = str(screen.widget("selectbox", "What does it look like today?").key)
    screen.widget("selectbox", "What does it look like today?").select_index(0)
    screen.run()
    assert key.endswith("level-vision-Dana Levi")
    assert "vision" not in screen.decision.readiness.blocks
    assert rows(screen)[0] == ("Vision", "not scored", "0", "—")


def test_nobody_can_score_without_saying_who(screen: Screen) -> None:
    assert screen.widget("selectbox", "What does it look like today?").disabled is True
    assert "Say who scores; every member scores for themselves." in screen.shown("caption")


def test_a_question_of_a_block_is_answered_and_the_answer_taken_back(screen: Screen) -> None:
    (first, *_) = BLOCKS[0].questions
    screen.fill("segmented_control", key=f"yes-no-{first.id}", value="no")
    assert screen.decision.readiness.answers == {first.id: False}
    screen.fill("segmented_control", key=f"yes-no-{first.id}", value=None)
    assert screen.decision.readiness.answers == {}


def test_a_missing_sponsor_stands_against_it(screen: Screen) -> None:
    screen.fill("segmented_control", key="yes-no-sponsor", value="no")
    assert screen.decision.readiness.governance.sponsor is False
    assert screen.shown("warning") == ["Not ready, because management does not back it."]


def test_the_weakest_item_of_the_project_manager_decides(screen: Screen) -> None:
    assert "2 of 5, for the weakest decides: Has the time." in screen.shown("markdown")
    screen.fill("select_slider", "Has the authority", 1)
    assert screen.decision.readiness.manager.authority == 1
    assert "1 of 5, for the weakest decides: Has the authority." in screen.shown("markdown")


def test_five_processes_to_begin_with_are_offered_until_they_are_there(screen: Screen) -> None:
    starters = [str(b.key).split("starter-")[1] for b in screen.at.button if "starter-" in str(b.key)]
    assert starters == ["inquiry", "complaint", "leaving", "new_customer", "sale"]
    screen.press(key="starter-sale")
    named = next(one for one in shipped().readiness.processes if one.id == "sale")
    assert screen.decision.processes == (Process(id="sale", name=named.name),)
    left = [str(b.key).split("starter-")[1] for b in screen.at.button if "starter-" in str(b.key)]
    assert left == ["inquiry", "complaint", "leaving", "new_customer"]


def test_the_seven_steps_of_a_process_are_counted(small: Screen) -> None:
    frames = [read(element) for element in small.at.table]
    (found,) = [frame for frame in frames if "Steps taken" in frame.columns]
    assert table(found, ["Process", "Steps taken", "Next"]) == [
        ("Complaint", "●●●○○○○ 3/7", "priority decided")
    ]


def test_a_step_of_a_process_is_entered(small: Screen) -> None:
    small.press(key="change-process-complaint").write("checkbox", "It is redesigned at go-live", True)
    small.write("text_input", "What service level is promised?", "One day")
    small.press_in_dialog("change-process-complaint", "Save")
    before = small_decision().processes[0]
    assert small.decision.processes == (
        before.model_copy(update={"redesigned_at_go_live": True, "service_level": "One day"}),
    )


def test_a_source_system_is_stored_and_what_is_open_is_said(screen: Screen) -> None:
    screen.write("text_input", "System", "Order book").write("text_input", "What does it hold?", "orders")
    screen.press("Add system")
    assert screen.decision.source_systems == (
        SourceSystem(id="source-system-1", name="Order book", entity="orders"),
    )
    assert screen.shown("warning") == ["Without a trusted source: orders."]
    assert "Still open: who owns it" in " ".join(screen.shown("caption"))


def test_a_source_system_without_a_name_is_not_stored_and_says_so(screen: Screen) -> None:
    assert screen.write("text_input", "What does it hold?", "orders").press("Add system").version == 1
    assert screen.shown("error") == ["Name the system first."]


def test_a_source_system_can_be_removed(small: Screen) -> None:
    small.press(key="change-source_system-sheets").press_in_dialog("change-source_system-sheets", "Remove")
    assert ids(small.decision.source_systems) == []
