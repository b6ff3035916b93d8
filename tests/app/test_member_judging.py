"""Weights, scores, ratings of a person and declarations of interest, as a member enters them."""

from selection.model.judgements import Score
from selection.model.participants import Declaration
from selection.model.rounds import CANNOT_JUDGE, Agreement, Ballot
from selection.model.weights import NodeWeights
from selection.web.process import service
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from tests.app.members import (
    UNABLE,
    Phone,
    count_of,
    labels,
    stored,
    touch,
    window,
    with_scores,
    workshop,
)
from tests.app.screens import Screen
from tests.meetings import Meeting, once

NONE = "None · nothing to do with it"
ACTUAL = "Actual · I have an interest"
GOOD = "2 · good"
PLATFORM, INTEGRATOR = "Platform · the product", "Integrator · the firm that implements it"
ALL = "Do you have to do with any of these bidders?"
STEP_BACK = "I step back: I do not judge it"


def with_weights(*members: str) -> Meeting:
    found = workshop(*members)
    found.turn_to("needs")
    found.turn_to("weights")
    found.prepare("r1", subject="weights", nodes=("sides", "platform"))
    found.move("r1", "open")
    return found


def method(screen: Screen, label: str) -> Screen:
    names = {"Give points": "points", "Compare by swing": "swing", "Put in order": "rank_order"}
    screen.at.button_group[-1].set_value(names[label])
    return screen.run()


def declared(found: Meeting, name: str) -> dict[str, Declaration]:
    return found.state.proceedings.declarations.get(found.id_of(name), {})


def test_weights_are_said_as_an_order_by_touching_one_after_the_other() -> None:
    found = with_weights("ann")
    screen = touch(window(found, "ann"), "Begin")
    assert screen.title == "Platform or integrator?"
    touch(screen, INTEGRATOR)
    touch(screen, "Next")
    touch(screen, UNABLE)
    touch(screen, "Hand in")
    order = NodeWeights(method="rank_order", order=("integrator", "platform"))
    assert stored(found, "ann") == Ballot(weights={"sides": order, "platform": CANNOT_JUDGE})


def test_an_order_that_is_not_whole_is_kept_and_not_handed_in() -> None:
    found = with_weights("ann")
    screen = touch(touch(window(found, "ann"), "Begin"), INTEGRATOR)
    touch(screen, "Put them in order again")
    assert "0 done" in screen.at.get("progress")[0].proto.text
    assert "Leave open" in labels(screen)


def test_points_are_not_said_before_a_slider_was_moved_or_all_kept_equal() -> None:
    found = with_weights("ann")
    screen = method(touch(window(found, "ann"), "Begin"), "Give points")
    assert "All alike until you move them." in screen.shown("caption")
    assert "Next" not in labels(screen)
    screen.widget("slider", "Platform").set_value(80.0)
    screen.run()
    touch(touch(touch(screen, "Next"), UNABLE), "Hand in")
    points = NodeWeights(method="points", points={"platform": 80.0, "integrator": 50.0})
    assert stored(found, "ann") == Ballot(weights={"sides": points, "platform": CANNOT_JUDGE})


def test_a_slider_of_a_second_device_moves_nothing_else() -> None:
    found = with_weights("ann")
    first = method(touch(window(found, "ann"), "Begin"), "Give points")
    second = window(found, "ann")
    first.widget("slider", "Platform").set_value(80.0)
    first.run()
    second.widget("slider", "Integrator").set_value(20.0)
    second.run()
    again = touch(window(found, "ann"), "Back")
    assert [slider.value for slider in again.at.slider] == [80.0, 20.0]


def test_swing_asks_for_the_first_step_and_what_the_others_are_worth_beside_it() -> None:
    found = with_weights("ann")
    screen = method(touch(window(found, "ann"), "Begin"), "Compare by swing")
    touch(screen, PLATFORM)
    assert "If **Platform** is worth 100, what are these steps worth?" in screen.shown("markdown")
    screen.widget("slider", "Integrator").set_value(40.0)
    screen.run()
    touch(touch(touch(screen, "Next"), UNABLE), "Hand in")
    swing = NodeWeights(method="swing", swing={"platform": 100.0, "integrator": 40.0})
    assert stored(found, "ann") == Ballot(weights={"sides": swing, "platform": CANNOT_JUDGE})


def test_whoever_can_judge_after_all_takes_that_back() -> None:
    found = with_weights("ann")
    screen = touch(touch(window(found, "ann"), "Begin"), UNABLE)
    touch(touch(screen, "Back"), "I can judge it after all")
    assert PLATFORM in labels(screen)


def begin_scores(found: Meeting, name: str) -> Phone:
    screen = window(found, name)
    (go,) = [button for button in screen.at.button if str(button.key).endswith("go-s1")]
    go.click()
    return screen.run()


def test_before_the_first_cell_is_judged_interests_are_asked_once_for_all() -> None:
    found = with_scores("ann")
    screen = begin_scores(found, "ann")
    assert screen.title == ALL
    touch(screen, "No, with none")
    none = {name: Declaration(interest="none") for name in must_declare_on(found.state.decision)}
    assert declared(found, "ann") == none
    assert screen.title == "Criterion E1"


def test_whoever_has_declared_on_all_but_one_is_asked_about_that_one() -> None:
    found = with_scores("ann")
    none = {name: Declaration(interest="none") for name in ("harbour-basic", "aleph")}
    service().declare(found.members["ann"], found.session, none, "ann begins")
    screen = begin_scores(found, "ann")
    assert screen.title == "What do you have to do with Northstar (fictional) Pro?"
    touch(touch(screen, NONE), "Declare")
    assert declared(found, "ann") == {**none, "northstar-pro": Declaration(interest="none")}
    assert screen.title == "Criterion E1"


def test_a_score_is_said_in_the_levels_words_with_how_we_know_and_a_comment() -> None:
    found = with_scores("ann", declared=("ann",))
    screen = touch(window(found, "ann"), "Begin")
    assert labels(screen)[1:5] == ["0 · poor", "1 · fair", GOOD, UNABLE]
    touch(screen, GOOD)
    assert "Choose one: a level counts only with how we know it." in screen.beside
    assert "Next" not in labels(screen)
    screen.enter(evidence="demo")
    screen.run().enter(comment="Seen on Tuesday")
    screen.run()
    touch(touch(touch(screen, "Next"), UNABLE), "Hand in")
    good = Score(performance=2.0, evidence="demo", reason="Seen on Tuesday")
    unable = Score(state="cannot_judge")
    expected = {"northstar-pro": {"E1": good}, "harbour-basic": {"E1": unable}}
    assert stored(found, "ann", "s1") == Ballot(scores=expected)


def test_what_the_vendor_answered_stands_one_click_below_the_question() -> None:
    found = with_scores("ann", declared=("ann",))
    source = {"source": "https://northstar.example", "as_of": "2026-11-02"}
    shown = {"delivery": "as_is", "evidence": "demo", "reason": "Look here", **source}
    belongs = {"id": "N9", "text": "It is easy", "tier": "must", "criterion": "E1"}
    at_once(found, Edit("need", ("N9",), belongs), Edit("answer", ("northstar-pro", "N9"), shown))
    screen = touch(window(found, "ann"), "Begin")
    assert screen.known == [
        [
            "It is easy (must)",
            "As is · demonstration",
            "Comment: Look here",
            "Source: https://northstar.example, Nov 2, 2026",
        ]
    ]
    touch(screen, UNABLE)
    assert screen.known == []


def test_a_published_fact_is_told_with_its_source_and_date() -> None:
    found = with_scores("ann", declared=("ann",))
    rule = {"fact": "api", "deliveries": {"true": "as_is", "false": "absent"}}
    belongs = {"id": "N9", "text": "It is open", "tier": "nice", "criterion": "E1", "answered_by": rule}
    at_once(found, Edit("need", ("N9",), belongs))
    screen = touch(window(found, "ann"), "Begin")
    source = "Source: invented, Aug 2026"
    assert screen.known == [
        ["It is open (nice to have)", "As is · document", source],
        ["Has an API", "yes · vendor's documentation", source],
    ]


def test_before_declaring_nothing_of_the_vendor_is_shown() -> None:
    found = with_scores("ann")
    assert begin_scores(found, "ann").walk == {}
    none = {name: Declaration(interest="none") for name in ("northstar-pro", "aleph")}
    service().declare(found.members["ann"], found.session, none, once())
    walk = begin_scores(found, "ann").walk
    told = [(one["to_declare"], one["known"], one["choices"] == []) for one in walk["questions"]]
    assert told == [(False, [], False), (True, None, True)]


def at_once(found: Meeting, *edits: Edit) -> None:
    """Change what is locked, with a reason."""
    service().amend(found.facilitator, found.session, edits, "Added", found.state.version, once())


def test_a_comment_is_there_again_on_another_device() -> None:
    found = with_scores("ann", declared=("ann",))
    screen = touch(touch(window(found, "ann"), "Begin"), GOOD)
    screen.enter(comment="Seen on Tuesday")
    assert window(found, "ann").walk["said"]["northstar-pro/E1"]["comment"] == "Seen on Tuesday"


def test_whoever_steps_back_is_not_asked_about_it_and_is_told_so() -> None:
    found = with_scores("ann", declared=("ann",))
    recused = {"northstar-pro": Declaration(interest="actual", about="My brother", recused=True)}
    service().declare(found.members["ann"], found.session, recused, "ann steps back")
    screen = touch(window(found, "ann"), "Begin")
    touch(screen, UNABLE)
    told = "You stepped back from Northstar (fictional) Pro; you do not judge it."
    assert told in screen.beside
    touch(screen, "Hand in")
    unable = Score(state="cannot_judge")
    assert stored(found, "ann", "s1") == Ballot(scores={"harbour-basic": {"E1": unable}})


def test_one_press_declares_that_there_is_nothing_to_do_with_any_bidder() -> None:
    found = with_scores("ann")
    names = must_declare_on(found.state.decision)
    screen = touch(window(found, "ann"), "Declare")
    assert screen.title == ALL
    listed = "- Northstar (fictional) Pro\n- Harbour (fictional) Basic\n- Aleph (fictional)"
    assert listed in screen.shown("markdown")
    before = found.state.version
    touch(screen, "No, with none")
    assert declared(found, "ann") == {name: Declaration(interest="none") for name in names}
    assert found.state.version == before + len(names)
    assert "All of this is stored." in screen.shown("success")


def choosing(found: Meeting, *names: str) -> Screen:
    screen = touch(touch(window(found, "ann"), "Declare"), "Yes, with some")
    assert screen.title == "With which of them?"
    for name in names:
        screen.fill("checkbox", name, True)
    return screen


def test_only_those_who_were_chosen_are_asked_about_and_the_rest_is_declared_with_them() -> None:
    found = with_scores("ann")
    names = must_declare_on(found.state.decision)
    screen = touch(choosing(found, "Northstar (fictional) Pro"), "Next")
    assert screen.title == "What do you have to do with Northstar (fictional) Pro?"
    touch(screen, ACTUAL)
    assert declared(found, "ann") == {}
    told = "Say what it is about: an interest without it is not stored."
    assert told in screen.shown("caption")
    screen.fill("text_area", "What is the interest about?", "My brother works there")
    screen.widget("checkbox", STEP_BACK).set_value(True)
    screen.run()
    touch(screen, "Next")
    assert screen.title == "Your declarations"
    touch(screen, "Hand in")
    first = Declaration(interest="actual", about="My brother works there", recused=True)
    assert declared(found, "ann") == {name: Declaration(interest="none") for name in names} | {
        names[0]: first
    }
    assert "All of this is stored." in screen.shown("success")


def test_nobody_goes_on_with_some_before_choosing_one() -> None:
    screen = choosing(with_scores("ann"))
    assert screen.widget("button", "Next").disabled
    touch(screen, "Back")
    assert screen.title == ALL


def test_a_declaration_begun_is_there_again_after_a_reload() -> None:
    found = with_scores("ann")
    screen = touch(touch(choosing(found, "Aleph (fictional)"), "Next"), ACTUAL)
    screen.fill("text_area", "What is the interest about?", "My brother")
    again = touch(window(found, "ann"), "Declare")
    touch(again, "Aleph (fictional) · Actual interest")
    assert again.widget("text_area", "What is the interest about?").value == "My brother"


def test_what_was_begun_is_gone_on_with_where_it_stopped() -> None:
    found = with_scores("ann")
    touch(choosing(found, "Harbour (fictional) Basic", "Aleph (fictional)"), "Next")
    again = touch(window(found, "ann"), "Declare")
    assert again.title == "What do you have to do with Harbour (fictional) Basic?"


def test_a_bidder_added_later_is_not_taken_as_declared() -> None:
    found = with_scores("ann", declared=("ann",))
    late = found.state.decision.offers[0].model_copy(update={"id": "late", "edition": "Basic"})
    found.edit(Edit("offer", ("late",), late))
    screen = touch(window(found, "ann"), "Declare")
    assert screen.title == ALL
    touch(screen, "No, with none")
    assert declared(found, "ann")["late"] == Declaration(interest="none")


def test_declaring_once_more_the_same_stores_nothing_more() -> None:
    found = with_scores("ann", declared=("ann",))
    before = count_of(found, "declaration_set")
    screen = window(found, "ann")
    assert "Declare" not in labels(screen)
    touch(screen, "My declarations of interest")
    assert "Hand in" not in labels(screen)
    assert count_of(found, "declaration_set") == before


def test_a_project_manager_is_rated_privately_and_only_the_middle_value_is_shown() -> None:
    found = with_chemistry("ann", "ben", "cia")
    screen = touch(window(found, "ann"), "Begin")
    assert screen.title == "How well could you work with the project manager Aleph (fictional) proposes?"
    told = "Nobody sees your answer: only the middle value of all is ever shown, without names."
    assert told in screen.beside
    touch(touch(screen, "4 · well"), "Hand in")
    assert stored(found, "ann", "c1") == Ballot(chemistry={"aleph": 4})
    found.judge("ben", "c1", chemistry={"aleph": 1})
    found.judge("cia", "c1", chemistry={"aleph": 2})
    found.move("c1", "closed")
    asked = found.state.proceedings.round("c1")
    assert asked is not None
    found.edit(
        Edit("round", ("c1",), asked.model_copy(update={"state": "revealed"})),
        Edit("agreement", ("chemistry", "aleph"), Agreement(round="c1", by="private_rating", judged=3, of=3)),
        Edit("score", ("aleph", "P5"), Score(performance=2.0, evidence="demo")),
    )
    shown = [text.replace("**", "") for text in window(found, "ben").shown("markdown")]
    assert "Aleph (fictional)  \n■■ Middle value 2 of 5 · 3 of 3 judged" in shown
    assert [text for text in shown if "4 · well" in text] == []


def with_chemistry(*members: str) -> Meeting:
    """Bring a workshop to a round about the project manager its firm proposes."""
    found = with_scores(*members, declared=members)
    found.move("s1", "closed")
    found.prepare("c1", subject="chemistry", alternatives=("aleph",))
    found.move("c1", "open")
    return found
