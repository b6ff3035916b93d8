"""Answers: one question at a time, stored once it is complete, and open until somebody knows."""

import pytest

from selection.model.decision import Baseline, Decision
from selection.model.judgements import AcceptedGap, Answer, Score
from selection.model.needs import FactRule
from selection.model.readiness import SourceSystem
from selection.web.process import service
from selection.workshop.events import Edit
from tests.app.screens import Screen, open_decision, written
from tests.decisions import integrator, small_decision

DELIVERY, EVIDENCE, WHY = "Delivery", "How do we know?", "Why?"
GAP = "What is missing? Needed to save a partial delivery"
ACCEPTED = "Does the committee accept the gap? Then say who, and give the reason above"
PROMISED = "Promised for when? Year, or year-month-day; needed to save"


@pytest.fixture
def screen(visitor: str) -> Screen:
    """The first question is N1, which only the second offer has not answered."""
    return open_decision(visitor, small_decision(), "answers")


def enter(screen: Screen, part: str, value: object, who: str = "harbour-basic") -> Screen:
    kinds = {"gap": "text_area", "accepted": "text_input", "available": "text_input", "reason": "text_area"}
    return screen.fill(kinds.get(part, "selectbox"), value=value, key=f"{who}-{part}")


def answer_of(screen: Screen, need: str, offer: str = "harbour-basic") -> Answer | None:
    return screen.decision.answers.get(offer, {}).get(need)


def questions(screen: Screen) -> list[str]:
    return list(screen.widget("selectbox", "Question").options)


def ask(screen: Screen, question: str) -> Screen:
    return screen.fill("selectbox", "Question", question)


def test_open_questions_stand_first_in_line_with_what_is_missing(screen: Screen) -> None:
    assert screen.title == "How does each of them do it?"
    assert questions(screen) == [
        "N1 · It can do N1",
        "N2 · It can do N2",
        "N3 · It can do N3",
        "E1 · Criterion E1",
    ]
    (progress,) = screen.at.get("progress")
    assert progress.proto.text == "1 of 5 questions answered for everybody"
    assert screen.shown("subheader") == ["It can do N1"]
    assert "1 answer is open." in screen.shown("caption")
    assert "2 answers are open." in ask(screen, "N3").shown("caption")


def test_the_source_systems_stand_beside_what_depends_on_them(visitor: str) -> None:
    decision = small_decision()
    first, *others = decision.needs
    sources = (
        SourceSystem(id="erp", name="ERP", entity="orders", fate="integrate"),
        SourceSystem(id="list", name="Excel", entity="customers", fate="replace", migration="full"),
    )
    connected = first.model_copy(update={"criterion": "D1"})
    changes = {"needs": (connected, *others), "source_systems": sources}
    screen = open_decision(visitor, decision.model_copy(update=changes), "answers")
    said = [text for text in screen.shown("caption") if "inventory" in text]
    listed = "Excel (customers): replaced, everything is moved"
    assert said == [f":material/database: From your inventory of source systems: {listed}."]
    assert [text for text in ask(screen, "N2").shown("caption") if "inventory" in text] == []


def test_answering_does_not_change_what_the_question_is_called(screen: Screen) -> None:
    before = questions(screen)
    assert questions(enter(screen, "delivery", "as_is")) == before


def test_nobody_is_asked_about_a_side_on_which_nobody_stands(visitor: str) -> None:
    decision = small_decision().model_copy(update={"integrators": (), "scores": {}})
    screen = open_decision(visitor, decision, "answers")
    assert [name.split(" ")[0] for name in questions(screen)] == ["N1", "N2", "N3", "E1"]
    assert screen.at.get("progress")[0].proto.text == "0 of 4 questions answered for everybody"


def test_an_answer_is_stored_with_its_evidence(screen: Screen) -> None:
    enter(screen, "delivery", "configuration")
    assert answer_of(screen, "N1") == Answer(delivery="configuration", evidence="claim")
    enter(screen, "evidence", "demo")
    enter(screen, "reason", " Shown on Tuesday ")
    assert answer_of(screen, "N1") == Answer(
        delivery="configuration", evidence="demo", reason="Shown on Tuesday"
    )
    assert screen.at.get("progress")[0].proto.text == "2 of 5 questions answered for everybody"


def test_answers_are_there_again_after_a_reload(screen: Screen) -> None:
    again = enter(screen, "delivery", "add_on").reload("answers")
    assert questions(again)[0] == "N2 · It can do N2"
    again.fill("toggle", "Only what is still open", False)
    ask(again, "N1")
    assert again.widget("selectbox", key="harbour-basic-delivery").value == "add_on"


def test_a_changed_answer_keeps_its_source_its_day_and_its_person(visitor: str) -> None:
    held = {"source": "test system", "as_of": "2026-10-21", "by": "Dana Levi"}
    given = Answer(delivery="as_is", evidence="demo", **held)
    decision = small_decision().model_copy(update={"answers": {"harbour-basic": {"N1": given}}})
    screen = enter(open_decision(visitor, decision, "answers"), "delivery", "custom")
    assert answer_of(screen, "N1") == Answer(delivery="custom", evidence="demo", **held)


def test_a_partial_delivery_is_not_stored_before_the_gap_is_described(screen: Screen) -> None:
    enter(screen, "delivery", "partial")
    assert (answer_of(screen, "N1"), screen.version) == (None, 1)
    enter(screen, "gap", "No export")
    assert answer_of(screen, "N1") == Answer(delivery="partial", evidence="claim", gap="No export")


def test_a_gap_is_accepted_by_somebody_and_for_a_reason(screen: Screen) -> None:
    enter(enter(screen, "delivery", "partial"), "gap", "No export")
    enter(screen, "accepted", "Jan Kowalski")
    assert answer_of(screen, "N1") == Answer(delivery="partial", evidence="claim", gap="No export")
    enter(screen, "reason", "We can live with it")
    assert answer_of(screen, "N1") == Answer(
        delivery="partial",
        evidence="claim",
        gap="No export",
        reason="We can live with it",
        accepted=AcceptedGap(by="Jan Kowalski", reason="We can live with it"),
    )


def kept(screen: Screen, subject: str = "answer:harbour-basic:N1") -> bool:
    return service().draft(screen.token, screen.session, subject) is not None


@pytest.mark.parametrize(
    ("delivery", "part", "entered", "said"),
    [
        ("partial", "reason", "Seen on Tuesday", "Not saved yet: say what is missing."),
        ("partial", "accepted", "Jan Kowalski", "Not saved yet: say what is missing."),
        ("roadmap", "reason", "They said so", "Not saved yet: say when it is promised for."),
        ("roadmap", "available", "soon", "Not saved yet: write the day as 2027, 2027-06 or 2027-06-30."),
        ("partial", "gap", "x" * 5001, "Not saved yet: “What is missing?”: 5,001 characters; 5,000 fit."),
        ("roadmap", "reason", "x" * 5001, "Not saved yet: “Why?”: 5,001 characters; 5,000 fit."),
    ],
)
def test_what_is_not_complete_is_kept_said_and_there_again(
    screen: Screen, delivery: str, part: str, entered: str, said: str
) -> None:
    enter(enter(screen, "delivery", delivery), part, entered)
    assert screen.shown("warning") == [said]
    for again in (ask(ask(screen, "N2"), "N1"), screen.reload("answers")):
        assert again.widget("selectbox", key="harbour-basic-delivery").value == delivery
        kind = "text_area" if part in ("reason", "gap") else "text_input"
        assert again.widget(kind, key=f"harbour-basic-{part}").value == entered
        assert again.shown("warning") == [said]
        assert (unfolded(again)[1], titles(again)[1].endswith(" · not saved yet")) == (True, True)


def test_a_question_said_not_to_arise_is_kept_until_there_is_a_reason(screen: Screen) -> None:
    enter(screen, "delivery", "not_applicable")
    screen.fill("checkbox", value=True, key="harbour-basic-confirmed")
    again = screen.reload("answers")
    assert again.shown("warning") == ["Not saved yet: give a reason and confirm."]
    enter(again, "reason", "No such process here")
    assert answer_of(again, "N1") == Answer(
        state="not_applicable", reason="No such process here", confirmed=True
    )
    assert (again.shown("warning"), kept(again)) == ([], False)


def test_what_does_not_apply_says_that_it_waits_for_its_confirmation(screen: Screen) -> None:
    enter(enter(screen, "delivery", "not_applicable"), "reason", "No such process here")
    line = "Saved; it stays open until you confirm it."
    assert line in screen.shown("caption")
    screen.fill("checkbox", value=True, key="harbour-basic-confirmed")
    assert line not in screen.shown("caption")


def test_an_acceptance_without_a_reason_is_kept_beside_the_stored_gap(screen: Screen) -> None:
    enter(enter(screen, "delivery", "partial"), "gap", "No export")
    enter(screen, "accepted", "Jan Kowalski")
    assert answer_of(screen, "N1") == Answer(delivery="partial", evidence="claim", gap="No export")
    again = screen.reload("answers")
    again.fill("toggle", "Only what is still open", False)
    ask(again, "N1")
    assert again.shown("warning") == ["The acceptance is not stored until you give a reason under Why."]
    assert again.widget("text_input", key="harbour-basic-accepted").value == "Jan Kowalski"
    enter(again, "reason", "We can live with it")
    given = answer_of(again, "N1")
    assert given is not None
    assert given.accepted == AcceptedGap(by="Jan Kowalski", reason="We can live with it")
    assert (again.shown("warning"), kept(again)) == ([], False)


def test_a_stored_row_leaves_no_draft_behind(screen: Screen) -> None:
    enter(screen, "delivery", "partial")
    assert kept(screen)
    enter(screen, "gap", "No export")
    assert not kept(screen)


def test_going_back_to_what_is_stored_forgets_the_draft_and_stores_nothing(screen: Screen) -> None:
    enter(enter(screen, "delivery", "partial"), "delivery", "not_asked")
    assert (kept(screen), screen.version, screen.shown("warning")) == (False, 1, [])


def test_a_draft_does_not_turn_up_under_another_need_of_the_same_id(screen: Screen) -> None:
    enter(screen, "delivery", "partial")
    other = screen.decision.needs[0].model_copy(update={"text": "Something else"})
    service().submit(screen.token, screen.session, Edit("need", ("N1",), other), 1, "another")
    again = screen.reload("answers")
    assert again.shown("warning") == []
    assert again.widget("selectbox", key="harbour-basic-delivery").value == "not_asked"


def test_rows_of_two_tabs_are_both_stored(screen: Screen) -> None:
    behind = ask(screen.reload("answers"), "N2")
    enter(screen, "delivery", "as_is")
    enter(behind, "delivery", "custom")
    assert behind.shown("error") == []
    assert [answer_of(screen, name) for name in ("N1", "N2")] == [
        Answer(delivery="as_is", evidence="claim"),
        Answer(delivery="custom", evidence="claim"),
    ]


def test_a_row_that_was_answered_meanwhile_is_not_overwritten_and_nothing_is_lost(screen: Screen) -> None:
    behind = screen.reload("answers")
    enter(screen, "delivery", "as_is")
    enter(behind, "delivery", "custom")
    assert [text.split(":")[0] for text in behind.shown("error")] == ["Somebody else changed this meanwhile"]
    assert answer_of(screen, "N1") == Answer(delivery="as_is", evidence="claim")
    assert behind.shown("warning") == ["Not saved yet."]
    behind.press("Save now")
    assert answer_of(screen, "N1") == Answer(delivery="custom", evidence="claim")
    assert (behind.shown("warning"), kept(behind)) == ([], False)


def test_undoing_an_answer_shows_what_was_there_before(screen: Screen) -> None:
    enter(enter(screen, "delivery", "as_is"), "delivery", "custom").press("Undo last change")
    assert screen.widget("selectbox", key="harbour-basic-delivery").value == "as_is"


def test_what_is_on_the_roadmap_is_not_stored_without_a_day(screen: Screen) -> None:
    enter(screen, "delivery", "roadmap")
    assert answer_of(screen, "N1") is None
    enter(screen, "available", "soon")
    assert answer_of(screen, "N1") is None
    enter(screen, "available", "2027-06")
    assert answer_of(screen, "N1") == Answer(delivery="roadmap", evidence="claim", available="2027-06")


def test_a_question_that_does_not_arise_needs_a_reason_and_a_confirmation(screen: Screen) -> None:
    enter(screen, "delivery", "not_applicable")
    assert answer_of(screen, "N1") is None
    enter(screen, "reason", "No such process here")
    assert answer_of(screen, "N1") == Answer(state="not_applicable", reason="No such process here")
    screen.fill("checkbox", value=True, key="harbour-basic-confirmed")
    assert answer_of(screen, "N1") == Answer(
        state="not_applicable", reason="No such process here", confirmed=True
    )


def test_silence_is_an_answer_of_its_own(screen: Screen) -> None:
    enter(screen, "delivery", "no_answer")
    assert answer_of(screen, "N1") == Answer(state="no_answer")


def test_one_leafs_through_the_open_questions(screen: Screen) -> None:
    back, forward = (f"step-:material/arrow_{way}:" for way in ("back", "forward"))
    assert screen.widget("button", key=back).disabled
    screen.press(key=forward)
    assert screen.shown("subheader") == ["It can do N2"]
    screen.press(key=back)
    assert screen.shown("subheader") == ["It can do N1"]
    assert screen.widget("button", key=forward).disabled is False


def test_the_last_question_has_no_next(screen: Screen) -> None:
    ask(screen, "E1")
    assert screen.widget("button", key="step-:material/arrow_forward:").disabled


def test_a_level_is_chosen_in_words(screen: Screen) -> None:
    ask(screen, "E1")
    levels = screen.widget("selectbox", key="harbour-basic-performance")
    assert (levels.options, levels.value) == (["0 · poor", "1 · fair", "2 · good"], None)
    screen.fill("selectbox", value=1, key="harbour-basic-performance")
    assert screen.decision.scores["harbour-basic"] == {"E1": Score(performance=1.0, evidence="claim")}


def test_a_score_can_be_asked_for_before_it_is_there(screen: Screen) -> None:
    enter(ask(screen, "E1"), "state", "asked")
    assert screen.decision.scores["harbour-basic"] == {"E1": Score(state="asked")}


def test_a_score_without_a_figure_is_kept_and_said(screen: Screen) -> None:
    enter(enter(ask(screen, "E1"), "state", "answered"), "reason", "They told us")
    assert screen.decision.scores.get("harbour-basic") is None
    again = ask(screen.reload("answers"), "E1")
    assert again.shown("warning") == ["Not saved yet: say what was measured."]
    assert again.widget("text_area", key="harbour-basic-reason").value == "They told us"
    again.fill("selectbox", value=2, key="harbour-basic-performance")
    assert again.decision.scores["harbour-basic"] == {
        "E1": Score(performance=2.0, evidence="claim", reason="They told us")
    }
    assert (again.shown("warning"), kept(again, "score:harbour-basic:E1")) == ([], False)


def test_how_a_figure_is_known_is_asked_once_there_is_one(screen: Screen) -> None:
    assert ask(screen, "E1").widget("selectbox", key="harbour-basic-evidence").disabled
    screen.fill("selectbox", value=1, key="harbour-basic-performance")
    assert not screen.widget("selectbox", key="harbour-basic-evidence").disabled


def test_a_state_that_is_chosen_withdraws_the_figure(screen: Screen) -> None:
    ask(screen, "E1").fill("selectbox", value=1, key="harbour-basic-performance")
    enter(screen, "state", "cannot_judge")
    assert screen.decision.scores["harbour-basic"] == {"E1": Score(state="cannot_judge")}
    screen.fill("selectbox", value=0, key="harbour-basic-performance")
    assert screen.decision.scores["harbour-basic"] == {"E1": Score(performance=0.0, evidence="claim")}


def test_firms_are_asked_about_the_criteria_of_their_side(visitor: str) -> None:
    firms = (integrator(), integrator("beth"))
    decision = small_decision().model_copy(update={"integrators": firms})
    screen = ask(open_decision(visitor, decision, "answers"), "I1")
    assert titles(screen) == [
        "**Aleph (fictional)** · fair · demonstration",
        "**Beth (fictional)** · not asked yet",
    ]


def titles(screen: Screen) -> list[str]:
    return [written(row.label) for row in screen.at.expander]


def unfolded(screen: Screen) -> list[bool]:
    return [row.proto.expanded for row in screen.at.expander]


def test_a_folded_row_says_how_far_its_answer_has_come(visitor: str) -> None:
    rule = FactRule(fact="api", deliveries={"true": "as_is"})
    need_of_fact = small_decision().needs[2].model_copy(update={"answered_by": rule})
    decision = small_decision().model_copy(update={"needs": (*small_decision().needs[:2], need_of_fact)})
    screen = open_decision(visitor, decision, "answers")
    assert titles(screen) == [
        "**Northstar (fictional) Pro** · as is · document",
        "**Harbour (fictional) Basic** · not asked yet",
    ]
    assert unfolded(screen) == [True, True]
    screen.fill("toggle", "Only what is still open", False)
    assert titles(ask(screen, "N3")) == [
        "**Northstar (fictional) Pro** · as is · document · published fact",
        "**Harbour (fictional) Basic** · as is · document · published fact",
    ]
    assert unfolded(screen) == [False, False]


def test_only_the_first_of_several_open_rows_is_unfolded(screen: Screen) -> None:
    assert unfolded(ask(screen, "N3")) == [True, False]
    enter(screen, "delivery", "as_is", "northstar-pro")
    assert unfolded(screen) == [True, True]
    ask(screen, "E1")
    assert titles(screen)[1] == "**Harbour (fictional) Basic** · not asked yet"


def with_baseline() -> Decision:
    baseline = Baseline(name="Northstar (fictional) Pro", kind="keep")
    return small_decision().model_copy(update={"baseline": baseline})


def test_the_baseline_is_asked_too_even_where_it_is_called_like_an_offer(visitor: str) -> None:
    screen = ask(open_decision(visitor, with_baseline(), "answers"), "N3")
    enter(screen, "delivery", "absent", "=baseline")
    baseline = screen.decision.baseline
    assert baseline is not None
    assert baseline.answers == {"N3": Answer(delivery="absent", evidence="claim")}
    enter(ask(screen, "E1"), "state", "no_answer", "=baseline")
    baseline = screen.decision.baseline
    assert baseline is not None
    assert baseline.scores == {"E1": Score(state="no_answer")}


def test_two_firms_whose_names_look_alike_are_asked_apart(visitor: str) -> None:
    firms = (integrator("beth"), integrator("gimel").model_copy(update={"name": "B\u0435th (fictional)"}))
    decision = small_decision().model_copy(update={"integrators": firms, "scores": {}})
    screen = ask(open_decision(visitor, decision, "answers"), "I1")
    screen.fill("selectbox", value=2, key="gimel-performance")
    assert screen.decision.scores == {"gimel": {"I1": Score(performance=2.0, evidence="claim")}}
