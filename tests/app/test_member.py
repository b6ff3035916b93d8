"""A member's own page and the judging of needs: one question a screen, nothing lost, nothing stored twice."""

from selection.model.rounds import Ballot, MinorityNote
from selection.web.process import service
from selection.workshop import moderation
from selection.workshop.awarding import Choice
from tests.app.members import (
    CELLS,
    LONG,
    MUST,
    NICE,
    UNABLE,
    Phone,
    count_of,
    handing_in,
    labels,
    stored,
    touch,
    window,
    with_scores,
    with_tiers,
    workshop,
)
from tests.app.screens import Screen, today
from tests.decisions import token
from tests.meetings import Meeting, once

CLOSED = (
    "This round takes no judgements; it is closed. "
    "Ask whoever runs the session; another round can follow this one."
)

NOTHING_HERE = (
    "There is no such decision here, or it was made in another browser. "
    "Ask for the decision file and open it below."
)
GONE = (
    "The facilitator removed you from this session; what you said before stays. "
    "If that is a mistake, tell them: they can let you in again."
)


def answer_all(screen: Phone, *choices: str) -> Phone:
    touch(screen, "Begin")
    for choice in choices:
        touch(screen, choice)
    return screen


def reveal(found: Meeting) -> None:
    for state in ("closed", "revealed"):
        found.move("r1", state)


def test_a_member_sees_what_is_asked_of_them_and_how_far_they_are() -> None:
    screen = window(with_tiers("ann"), "ann")
    assert screen.title == "A CRM for a small team"
    assert "0 of 3 done" in screen.shown("caption")
    assert labels(screen) == ["That is me", "Begin"]


def test_there_is_no_sidebar_chart_grid_or_upload_on_any_page_of_a_member() -> None:
    screen = window(with_tiers("ann"), "ann")
    for press in ("Begin", MUST, UNABLE, NICE):
        kinds = {type(element).__name__ for block in (screen.at.main, screen.at.sidebar) for element in block}
        assert kinds.isdisjoint({"Dataframe", "FileUploader"})
        assert len(screen.at.sidebar) == 0
        assert not screen.at.get("vega_lite_chart")
        touch(screen, press)


def test_one_need_is_asked_at_a_time_and_no_answer_is_chosen_beforehand() -> None:
    screen = touch(window(with_tiers("ann"), "ann"), "Begin")
    assert screen.title == "It can do N1"
    assert labels(screen) == ["My page", MUST, LONG, NICE, UNABLE, "Back", "Leave open"]
    assert screen.chosen == ""


def test_an_answer_leads_to_the_next_need_and_back_shows_it_chosen() -> None:
    screen = touch(touch(window(with_tiers("ann"), "ann"), "Begin"), LONG)
    assert screen.title == "It can do N2"
    touch(screen, "Back")
    assert screen.title == "It can do N1"
    assert screen.chosen == LONG


def test_what_was_entered_is_there_again_after_a_reload_and_on_a_second_device() -> None:
    found = with_tiers("ann", "ben")
    touch(touch(window(found, "ann"), "Begin"), MUST)
    assert window(found, "ann").title == "It can do N2"
    assert window(found, "ben").title == "A CRM for a small team"
    assert stored(found, "ann") is None


def test_a_second_device_adds_to_the_answers_of_the_first_and_overwrites_none() -> None:
    found = with_tiers("ann")
    first = touch(window(found, "ann"), "Begin")
    second = touch(window(found, "ann"), "Begin")
    touch(first, MUST)
    touch(second, "Leave open")
    touch(second, NICE)
    touch(second, UNABLE)
    touch(second, "Hand in")
    assert stored(found, "ann") == Ballot(tiers={"N1": "must", "N2": "nice", "N3": "cannot_judge"})


def test_handing_in_stores_a_ballot_and_shows_its_receipt() -> None:
    found = with_tiers("ann")
    screen = touch(answer_all(window(found, "ann"), MUST, UNABLE, NICE), "Hand in")
    assert stored(found, "ann") == Ballot(tiers={"N1": "must", "N2": "cannot_judge", "N3": "nice"})
    event = service().history(found.facilitator, found.session)[-1]
    told = handing_in(screen)["stored"]
    assert told["said"] == f"Stored: number {event.seq}, receipt {event.hash[:8]}."
    assert told["receipt"] == f"{event.seq}:{event.hash}"
    assert "Hand in" not in labels(screen)


def test_what_is_left_open_is_not_in_the_ballot_and_is_said_before() -> None:
    found = with_tiers("ann")
    screen = answer_all(window(found, "ann"), MUST, "Leave open", "Leave open")
    assert "2 questions are still open. They would count as not judged by you." in screen.beside
    touch(screen, "Hand in")
    assert stored(found, "ann") == Ballot(tiers={"N1": "must"})


def test_nothing_can_be_handed_in_before_anything_is_answered() -> None:
    screen = answer_all(window(with_tiers("ann"), "ann"), *["Leave open"] * 3)
    assert "Hand in" not in labels(screen)


def test_what_was_handed_in_can_be_changed_while_the_round_is_open() -> None:
    found = with_tiers("ann")
    screen = touch(answer_all(window(found, "ann"), MUST, UNABLE, NICE), "Hand in")
    touch(touch(screen, "It can do N1 · Must"), LONG)
    touch(screen, "My page")
    assert "You changed something since; it counts once you hand it in again." in screen.shown("caption")
    touch(touch(screen, "Look at it or change it"), "Hand in again")
    assert stored(found, "ann") == Ballot(tiers={"N1": "long_term", "N2": "cannot_judge", "N3": "nice"})
    assert count_of(found, "judgement_set") == 2


def test_the_same_ballot_handed_in_from_two_stale_pages_is_stored_once() -> None:
    found = with_tiers("ann")
    answer_all(window(found, "ann"), MUST, UNABLE, NICE)
    first, second = window(found, "ann"), window(found, "ann")
    for screen in (first, second):
        touch(screen, "Hand in")
    assert count_of(found, "judgement_set") == 1


def test_a_round_that_closes_while_somebody_judges_says_so_and_loses_nothing() -> None:
    found = with_tiers("ann")
    screen = touch(touch(window(found, "ann"), "Begin"), MUST)
    found.move("r1", "closed")
    screen.run()
    assert screen.shown("info") == [CLOSED]
    assert "You handed nothing in in this round." in screen.shown("markdown")
    assert "It can do N1  \nMust" in [text.replace("**", "") for text in screen.shown("markdown")]


def test_a_stale_page_that_hands_in_after_the_close_is_refused_in_plain_words() -> None:
    found = with_tiers("ann")
    screen = answer_all(window(found, "ann"), MUST, UNABLE, NICE)
    found.move("r1", "closed")
    touch(screen, "Hand in")
    assert screen.shown("info") == [CLOSED]
    assert stored(found, "ann") is None
    assert count_of(found, "judgement_set") == 0


def test_whoever_has_handed_in_is_led_home_when_the_round_closes_and_sees_the_result_there() -> None:
    found = with_tiers("ann")
    screen = touch(answer_all(window(found, "ann"), MUST, UNABLE, NICE), "Hand in")
    found.move("r1", "closed")
    screen.run()
    assert screen.title == "A CRM for a small team"
    told = "Nothing is asked of you now. What everybody said is about to be shown."
    assert told in screen.shown("markdown")
    found.move("r1", "revealed")
    assert "What we said: Tiers of needs, round 1" in [one.label for one in screen.run().at.expander]


def test_a_late_joiner_sees_that_a_round_is_over_and_judges_the_next() -> None:
    found = with_tiers("ann")
    reveal(found)
    found.join("late")
    screen = window(found, "late")
    told = "This round was over before you joined. You can judge in the next one."
    assert told in screen.shown("caption")
    found.prepare("r2", subject="tiers", needs=("N1",), follows="r1")
    found.move("r2", "open")
    touch(touch(touch(screen.run(), "Begin"), MUST), "Hand in")
    assert stored(found, "late", "r2") == Ballot(tiers={"N1": "must"})


def test_whoever_is_removed_is_told_so_and_sees_nothing_more() -> None:
    found = with_tiers("ann")
    screen = touch(window(found, "ann"), "Begin")
    service().admit(found.facilitator, found.session, found.id_of("ann"), "removed", found.state.version)
    screen.run()
    assert screen.shown("error") == [GONE]
    assert "It can do N1" not in [*screen.shown("title"), *screen.shown("markdown")]
    assert window(found, "ann").shown("error") == [GONE]


def test_a_stranger_does_not_learn_that_there_is_a_session() -> None:
    found = with_tiers("ann")
    there = Screen(token("nobody"), found.session).shown("error")
    assert there == Screen(token("nobody"), "0" * 32).shown("error")
    assert there == [NOTHING_HERE]


def test_before_the_reveal_a_member_sees_nothing_of_what_others_said() -> None:
    found = with_tiers("ann", "ben")
    found.judge("ben", "r1", tiers={"N1": "must", "N2": "nice"})
    screen = window(found, "ann")
    assert "0 of 3 done" in screen.shown("caption")
    assert [expander.label for expander in screen.at.expander] == ["Ann"]


def test_after_the_reveal_everybody_sees_how_often_what_was_said_and_what_must_be_discussed() -> None:
    found = with_tiers("ann", "ben", "cia")
    for name, tier in (("ann", "must"), ("ben", "nice"), ("cia", "must")):
        found.judge(name, "r1", tiers={"N1": tier, "N2": "must"})
    reveal(found)
    shown = [text.replace("**", "") for text in window(found, "ann").shown("markdown")]
    assert "1 point must be discussed." in shown
    contested = "It can do N1 :orange-badge[to discuss]  \nMust ■■ 2  \nNice to have ■ 1  \n"
    assert [text for text in shown if text.startswith(contested)] == [
        f"{contested}3 of 3 judged  \nYou said: must"
    ]
    assert "It can do N2  \nMust ■■■ 3 · 3 of 3 judged" in shown


def test_what_was_agreed_is_shown_and_a_minority_note_can_be_put_on_record() -> None:
    found = with_tiers("ann", "ben")
    found.judge("ann", "r1", tiers={"N1": "must"})
    found.judge("ben", "r1", tiers={"N1": "nice"})
    reveal(found)
    present = [member.id for member in found.state.proceedings.members]
    found.edit(*moderation.agree_tier(found.state, "r1", "N1", "must", "Sales can't work without", present))
    screen = window(found, "ben")
    shown = [text.replace("**", "") for text in screen.shown("markdown")]
    assert "It can do N1  \nMust · 2 of 2 judged  \nSales can't work without" in shown
    screen.write("text_area", "What should be on record?", "It is merely nice").press("Put on record")
    notes = found.state.proceedings.minority_notes
    assert notes == {"tiers": {"N1": {found.id_of("ben"): MinorityNote(text="It is merely nice")}}}


def test_what_was_agreed_since_the_reveal_is_no_longer_to_be_discussed() -> None:
    found = with_tiers("ann", "ben")
    for name, tier in (("ann", "must"), ("ben", "nice")):
        found.judge(name, "r1", tiers={"N1": tier, "N2": tier})
    reveal(found)
    before = window(found, "ann").shown("markdown")
    present = [member.id for member in found.state.proceedings.members]
    found.edit(*moderation.agree_tier(found.state, "r1", "N1", "must", "Sales can't work without", present))
    after = window(found, "ann").shown("markdown")
    assert [text for text in (*before, *after) if text.endswith("must be discussed.")] == [
        "2 points must be discussed.",
        "1 point must be discussed.",
    ]
    marks = [text.partition("  \n")[0] for text in after if ":green-badge" in text or ":orange-badge" in text]
    assert marks == [
        "It can do N1 :green-badge[✓ agreed: must]",
        "It can do N2 :orange-badge[to discuss]",
    ]
    found.edit(*moderation.agree_tier(found.state, "r1", "N2", "nice", "It can wait", present))
    assert "What you differed in has been discussed and agreed." in window(found, "ann").shown("markdown")


def test_receipts_of_everything_handed_in_are_found_again() -> None:
    found = with_tiers("ann")
    receipt = found.judge("ann", "r1", tiers={"N1": "must"})
    screen = window(found, "ann")
    screen.widget("toggle", "My receipts").set_value(True)
    screen.run()
    assert screen.shown("code") == [f"{receipt.seq}:{receipt.hash}"]


def test_who_one_is_is_asked_once_and_may_be_left_open() -> None:
    found = workshop()
    found.members["guest"] = token("guest without a name")
    service().join(found.members["guest"], found.link)
    screen = window(found, "guest")
    assert "Who are you?" in screen.shown("markdown")
    touch(screen, "I'd rather not say")
    assert "Who are you?" not in screen.shown("markdown")
    assert "Who are you?" not in window(found, "guest").shown("markdown")


def test_the_page_says_what_is_going_on_in_every_phase() -> None:
    found = workshop("ann")
    screen = window(found, "ann")
    assert "**Now: the scope.** We settle what this is about." in screen.shown("markdown")
    found.turn_to("needs")
    assert "**Now: the needs.** We say what it must do, and what can wait." in screen.run().shown("markdown")
    told = "Nothing is asked of you now. Whoever runs the session goes on shortly."
    assert told in screen.shown("markdown")


def test_a_slip_entered_by_the_facilitator_stands_in_the_members_fields() -> None:
    found = with_tiers("ann")
    ballot = Ballot(tiers={"N1": "nice"})
    service().enter_slip(found.facilitator, found.session, "r1", found.id_of("ann"), ballot, once())
    screen = touch(window(found, "ann"), "Look at it or change it")
    assert screen.title == "It can do N2"
    touch(screen, "Back")
    assert screen.chosen == NICE


def test_what_was_decided_stands_first_once_there_is_an_award() -> None:
    found = with_scores("ann", declared=("ann",))
    found.turn_to("decision")
    choice = Choice("harbour-basic+aleph", conditions="The demo holds", reason="Fits best", votes_for=3)
    service().decide(found.facilitator, found.session, choice, today(), found.state.version)
    screen = window(found, "ann")
    assert screen.shown("subheader") == ["Preferred: Harbour (fictional) Basic + Aleph (fictional)"]
    (lines,) = [text for text in screen.shown("markdown") if text.startswith("Subject to")]
    assert lines.splitlines()[:4] == [
        "Subject to: The demo holds  ",
        "Because: Fits best  ",
        "By the rule: consent  ",
        "3 for, 0 against  ",
    ]
    assert "Leave this page open; it goes on by itself." not in screen.shown("caption")


def test_what_somebody_is_not_assigned_to_is_not_asked_of_them() -> None:
    found = with_scores("ann", "ben", declared=("ann", "ben"))
    assigned = {found.id_of("ben"): ("I1",)}
    found.prepare("s2", subject="scores", cells=CELLS, assigned=assigned)
    found.move("s1", "closed")
    found.move("s2", "open")
    assert "Begin" in labels(window(found, "ann"))
    assert "Begin" not in labels(window(found, "ben"))
