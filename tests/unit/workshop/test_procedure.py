"""In a formal session a goal comes before any score, or a logged decision says why not."""

import pytest

from selection.errors import SessionError
from selection.model.decision import Baseline, Decision
from selection.model.goals import Goal
from selection.workshop.events import Edit
from selection.workshop.service import Service
from tests.decisions import answer, log_entry, need, score, small_decision

UNSAID = Goal(id="G1", text="Answer within a day")
SAID = Edit("goal", ("G1",), small_decision().goals[0])
OVERRIDDEN = Edit(
    "log", ("L2",), log_entry("L2", overrides="goal_first", reason="The board wants a demo first")
)
ANSWER = Edit("answer", ("harbour-basic", "N1"), answer())
SCORE = Edit("score", ("harbour-basic", "E1"), score())
WITHDRAWN = Edit("answer", ("northstar-pro", "N1"))
JUDGED = Edit("baseline", (), Baseline(name="Sheets", kind="keep", answers={"N1": answer()}))
NAMED = Edit("baseline", (), Baseline(name="Sheets", kind="keep"))


def formal() -> Decision:
    return small_decision().model_copy(update={"procedure": "formal", "goals": (UNSAID,)})


@pytest.fixture
def session(service: Service, ann: str) -> str:
    return service.open_session(ann, formal())


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (ANSWER, "answer.harbour-basic.N1"),
        (SCORE, "score.harbour-basic.E1"),
        (JUDGED, "baseline"),
    ],
    ids=["answer", "score", "baseline"],
)
def test_nothing_is_scored_before_a_goal_is_complete(
    service: Service, ann: str, session: str, edit: Edit, where: str
) -> None:
    with pytest.raises(SessionError) as caught:
        service.submit(ann, session, [Edit("title", (), "B"), edit], 1, "x1")
    assert (caught.value.code, caught.value.where, caught.value.figures) == ("goal_first", where, {})
    assert service.state(ann, session).decision == formal()


@pytest.mark.parametrize("first", [SAID, OVERRIDDEN], ids=["a goal", "a logged decision"])
@pytest.mark.parametrize("edit", [ANSWER, SCORE, JUDGED], ids=["answer", "score", "baseline"])
def test_scoring_opens_with_a_complete_goal_or_a_logged_decision(
    service: Service, ann: str, session: str, first: Edit, edit: Edit
) -> None:
    service.submit(ann, session, first, 1, "x1")
    assert service.submit(ann, session, edit, 2, "x2").version == 3


def test_the_goal_and_the_first_answer_may_be_sent_together(service: Service, ann: str, session: str) -> None:
    assert service.submit(ann, session, [ANSWER, SAID], 1, "x1").version == 3


def test_scoring_closes_again_with_the_goal(service: Service, ann: str, session: str) -> None:
    service.submit(ann, session, SAID, 1, "x1")
    service.undo(ann, session, 2)
    with pytest.raises(SessionError, match="goal_first"):
        service.submit(ann, session, SCORE, 3, "x2")


@pytest.mark.parametrize(
    "edit",
    [WITHDRAWN, NAMED, Edit("need", ("N2",), need("N2", "must"))],
    ids=["withdrawing an answer", "naming the baseline", "a need"],
)
def test_what_is_no_scoring_is_always_open(service: Service, ann: str, session: str, edit: Edit) -> None:
    assert service.submit(ann, session, edit, 1, "x1").version == 2


def test_a_baseline_that_was_judged_before_may_be_renamed(service: Service, ann: str) -> None:
    judged = Baseline(name="Sheets", kind="keep", answers={"N1": answer()})
    session = service.open_session(ann, formal().model_copy(update={"baseline": judged}))
    renamed = judged.model_copy(update={"name": "Spreadsheets"})
    assert service.submit(ann, session, Edit("baseline", (), renamed), 1, "x1").version == 2


def test_an_open_session_is_scored_without_a_goal(service: Service, ann: str) -> None:
    session = service.open_session(ann, formal().model_copy(update={"procedure": "open"}))
    assert service.submit(ann, session, [ANSWER, SCORE], 1, "x1").version == 3


OPENING = Edit("procedure", (), "open")
WHY_OPEN = Edit("log", ("L3",), log_entry("L3", overrides="formal", reason="The board meets only once"))


def test_a_formal_session_is_opened_only_with_a_reason_that_is_logged(
    service: Service, ann: str, session: str
) -> None:
    with pytest.raises(SessionError) as caught:
        service.submit(ann, session, OPENING, 1, "x1")
    assert (caught.value.code, caught.value.where) == ("formal_left_unexplained", "procedure")
    assert service.state(ann, session).decision.procedure == "formal"
    assert service.submit(ann, session, [WHY_OPEN, OPENING], 1, "x2").version == 3
    assert service.state(ann, session).decision.procedure == "open"


@pytest.mark.parametrize(
    "said", [OVERRIDDEN, Edit("log", ("L2",), log_entry("L2"))], ids=["of another rule", "of none"]
)
def test_a_logged_decision_about_something_else_opens_nothing(
    service: Service, ann: str, session: str, said: Edit
) -> None:
    with pytest.raises(SessionError, match="formal_left_unexplained"):
        service.submit(ann, session, [said, OPENING], 1, "x1")


def test_an_old_reason_does_not_open_a_session_that_became_formal_again(
    service: Service, ann: str, session: str
) -> None:
    service.submit(ann, session, [WHY_OPEN, OPENING], 1, "x1")
    service.submit(ann, session, Edit("procedure", (), "formal"), 3, "x2")
    with pytest.raises(SessionError, match="formal_left_unexplained"):
        service.submit(ann, session, OPENING, 4, "x3")


def refused(service: Service, who: str, session: str, code: str) -> str:
    """Undo, which must be refused by this code and change nothing; give the place it names."""
    before = service.state(who, session)
    with pytest.raises(SessionError) as caught:
        service.undo(who, session, before.version)
    assert (caught.value.code, service.state(who, session)) == (code, before)
    return caught.value.where


def test_undoing_is_no_way_out_of_the_formal_procedure(service: Service, ann: str) -> None:
    session = service.open_session(ann, formal().model_copy(update={"procedure": "open"}))
    service.submit(ann, session, Edit("procedure", (), "formal"), 1, "x1")
    assert refused(service, ann, session, "formal_left_unexplained") == "procedure"
    service.submit(ann, session, Edit("title", (), "B"), 2, "x2")
    service.undo(ann, session, 3)
    assert refused(service, ann, session, "formal_left_unexplained") == "procedure"


def test_a_reason_given_once_lets_nobody_back_out_by_undoing(
    service: Service, ann: str, session: str
) -> None:
    service.submit(ann, session, [WHY_OPEN, OPENING], 1, "x1")
    service.submit(ann, session, Edit("procedure", (), "formal"), 3, "x2")
    assert refused(service, ann, session, "formal_left_unexplained") == "procedure"


def test_leaving_the_formal_procedure_is_undone_with_its_reason(
    service: Service, ann: str, session: str
) -> None:
    service.submit(ann, session, [WHY_OPEN, OPENING], 1, "x1")
    service.undo(ann, session, 3)
    assert service.state(ann, session).decision == formal()
    assert [event.kind for event in service.history(ann, session)][1:] == [
        "log_set",
        "procedure_set",
        "procedure_set",
        "log_set",
    ]


@pytest.mark.parametrize(
    "edit",
    [Edit("log", ("L3",)), Edit("log", ("L3",), log_entry("L3", overrides=None))],
    ids=["withdrawn", "sets no rule aside"],
)
def test_the_reason_stays_in_the_log_as_long_as_the_session_is_open(
    service: Service, ann: str, session: str, edit: Edit
) -> None:
    service.submit(ann, session, [WHY_OPEN, OPENING], 1, "x1")
    with pytest.raises(SessionError) as caught:
        service.submit(ann, session, edit, 3, "x2")
    assert (caught.value.code, caught.value.where) == ("formal_reason_stays", "log.L3")
    reworded = Edit("log", ("L3",), log_entry("L3", overrides="formal", reason="It meets on Monday only"))
    assert service.submit(ann, session, reworded, 3, "x3").version == 4
    assert service.submit(ann, session, Edit("procedure", (), "formal"), 4, "x4").version == 5
    assert service.submit(ann, session, edit, 5, "x5").version == 6


def test_undoing_the_withdrawal_of_an_answer_is_scoring(service: Service, ann: str, session: str) -> None:
    service.submit(ann, session, WITHDRAWN, 1, "x1")
    assert refused(service, ann, session, "goal_first") == "answer.northstar-pro.N1"


def test_the_history_tells_every_logged_decision_with_its_reason_and_who_was_there(
    service: Service, ann: str, session: str
) -> None:
    service.submit(ann, session, OVERRIDDEN, 1, "x1")
    (told,) = [event for event in service.history(ann, session) if event.kind == "log_set"]
    assert (told.seq, told.key, told.value) == (2, ("L2",), OVERRIDDEN.value)
    assert told.value == log_entry("L2", overrides="goal_first", reason="The board wants a demo first")
