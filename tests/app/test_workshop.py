"""The workshop as whoever leads it goes through it: begun, judged, revealed, agreed, locked, decided."""

import pytest

from selection.model.participants import Declaration
from selection.web.process import service
from selection.workshop.events import Edit
from selection.workshop.guards import must_declare_on
from tests.app.screens import Screen, open_decision, read, table
from tests.decisions import score, small_decision
from tests.meetings import Meeting, meeting, once


def leading(found: Meeting, part: str = "rounds", page: str = "workshop") -> Screen:
    """Sit down at the facilitator's screen, with one part of the page open."""
    screen = Screen(found.facilitator, found.session, page)
    return open_part(screen, part)


def open_part(screen: Screen, part: str) -> Screen:
    screen.at.session_state[f"{screen.session[:8]}-workshop-part"] = part
    return screen.run()


def everything_shown(screen: Screen) -> str:
    kinds = ("markdown", "caption", "subheader", "header", "title")
    return "\n".join(line for kind in kinds for line in screen.shown(kind))


@pytest.fixture
def at_needs() -> Meeting:
    """Two members have judged two tiers: they agree on one need and not on the other."""
    found = meeting(service(), "dana", "yael")
    found.turn_to("needs")
    found.prepare("round-1", subject="tiers", needs=("N1", "N2"))
    service().move_round(found.facilitator, found.session, "round-1", "open", once())
    found.judge("dana", "round-1", tiers={"N1": "must", "N2": "must"})
    return found


@pytest.fixture
def revealed(at_needs: Meeting) -> Meeting:
    at_needs.judge("yael", "round-1", tiers={"N1": "must", "N2": "nice"})
    for state in ("closed", "revealed"):
        service().move_round(at_needs.facilitator, at_needs.session, "round-1", state, once())
    return at_needs


def locked(*members: str) -> Meeting:
    found = meeting(service(), *members)
    for phase in ("needs", "weights", "lock"):
        found.turn_to(phase)
    service().lock(found.facilitator, found.session, found.state.version)
    return found


def declared(found: Meeting) -> Meeting:
    """Let everybody declare that they have nothing to do with anybody."""
    none = {name: Declaration(interest="none") for name in must_declare_on(found.state.decision)}
    for token in (found.facilitator, *found.members.values()):
        service().declare(token, found.session, none, once())
    return found


def test_one_press_begins_a_workshop_by_the_usual_rules(visitor: str) -> None:
    screen = open_decision(visitor, small_decision(), "workshop")
    assert screen.title == "How will the workshop run?"
    screen.press("Begin the workshop")
    state = service().state(visitor, screen.session)
    stand = state.proceedings.stand
    assert stand is not None
    assert (state.phase, stand.step, state.proceedings.rules.quorum) == ("scope", 0, 0.5)
    assert screen.title == "What now?"


def test_homework_begins_without_a_clock(visitor: str) -> None:
    screen = open_decision(visitor, small_decision(), "workshop")
    screen.write("radio", "Where do people judge?", True).press("Begin the workshop")
    stand = service().state(visitor, screen.session).proceedings.stand
    assert stand is not None
    assert (stand.phase, stand.step) == ("scope", None)


def test_the_next_step_brings_its_phase_with_it(visitor: str) -> None:
    screen = open_decision(visitor, small_decision(), "workshop").press("Begin the workshop")
    screen.press("Next: contested tiers")
    stand = service().state(visitor, screen.session).proceedings.stand
    assert stand is not None
    assert (stand.phase, stand.step) == ("needs", 1)


def test_going_back_asks_for_a_reason(at_needs: Meeting) -> None:
    screen = leading(at_needs)
    screen.press("Go back to this phase")
    assert screen.shown("error") == ["Write the reason first."]
    screen.write("text_input", "Why?", "The scope was wrong").press("Go back to this phase")
    stand = at_needs.state.proceedings.stand
    assert stand is not None
    assert (stand.phase, stand.reason) == ("scope", "The scope was wrong")


def test_without_a_lock_answers_are_not_collected() -> None:
    found = meeting(service(), "dana")
    for phase in ("needs", "weights", "lock"):
        found.turn_to(phase)
    screen = leading(found, "lock")
    assert screen.widget("button", "Next: collecting answers").disabled
    screen.press("Lock it now")
    assert not screen.widget("button", "Next: collecting answers").disabled


def test_a_round_of_tiers_is_prepared_with_one_press() -> None:
    found = meeting(service(), "dana")
    found.turn_to("needs")
    leading(found, "prepare").press("Open it now")
    (made,) = found.state.proceedings.rounds
    assert (made.subject, made.state, made.needs) == ("tiers", "open", ("N1", "N2", "N3"))


def test_before_the_reveal_only_counts_are_shown(at_needs: Meeting) -> None:
    screen = leading(at_needs)
    progress = [element.proto.text for element in screen.at.get("progress")]
    assert progress == ["1 of 2 handed in"]
    assert "nice to have" not in everything_shown(screen)
    open_part(screen, "differences")
    assert "Nothing is revealed yet; differences are shown as soon as a round is." in everything_shown(screen)


def test_the_one_button_leads_a_round_to_its_reveal(at_needs: Meeting) -> None:
    screen = leading(at_needs)
    screen.press(key="main-action").press(key="main-action")
    (found,) = at_needs.state.proceedings.rounds
    assert found.state == "revealed"
    assert screen.shown("subheader")[1:] == ["Nothing is left to talk about", "One at a time"]


def test_what_must_be_discussed_is_agreed_with_a_reason(revealed: Meeting) -> None:
    screen = leading(revealed, "differences")
    screen.press("Agree on this")
    assert screen.shown("error") == ["Write the reason first."]
    screen.write("selectbox", "Agreed value", "long_term")
    screen.write("text_area", "Why this value?", "After the first year").press("Agree on this")
    agreed = revealed.state.proceedings.agreements["tiers"]["N2"]
    assert (agreed.by, agreed.judged, agreed.of, len(agreed.present)) == ("moderation", 2, 2, 2)
    assert [need.tier for need in revealed.state.decision.needs] == ["must", "long_term", "nice"]


def test_what_is_not_contested_is_taken_over_en_bloc(revealed: Meeting) -> None:
    screen = leading(revealed, "differences")
    screen.write("text_input", "One reason for all of them", "All of one mind")
    screen.press("Take over 1 lower median")
    agreed = revealed.state.proceedings.agreements["tiers"]
    assert {item: found.by for item, found in agreed.items()} == {"N1": "lower_median"}


def test_contested_items_are_judged_again_beside_the_first_round(revealed: Meeting) -> None:
    leading(revealed, "differences").press("Judge 1 contested item again")
    again = revealed.state.proceedings.rounds[-1]
    assert (again.needs, again.follows, again.state) == (("N2",), "round-1", "open")


def test_the_consensus_figure_names_its_source(revealed: Meeting) -> None:
    screen = leading(revealed, "differences")
    (unfolded,) = [one for one in screen.at.expander if one.label == "What the consensus figure is"]
    assert "Tastle, W. J. and Wierman, M. J. (2007)" in screen.shown("markdown", unfolded)[0]


def test_departments_are_shown_only_if_that_was_chosen() -> None:
    for identities, columns in (
        ("departments", ["Value", "How many", "Who"]),
        ("anonymous", ["Value", "How many"]),
    ):
        found = meeting(service(), "dana", "yael", identities=identities)
        for name in ("dana", "yael"):
            service().introduce(found.members[name], found.session, name, f"{name}'s", once())
        found.turn_to("needs")
        found.prepare("round-1", subject="tiers", needs=("N1",))
        for state in ("open", "closed", "revealed"):
            if state == "closed":
                found.judge("dana", "round-1", tiers={"N1": "must"})
                found.judge("yael", "round-1", tiers={"N1": "nice"})
            service().move_round(found.facilitator, found.session, "round-1", state, once())
        screen = leading(found, "differences")
        assert list(read(screen.at.table[1]).columns) == columns


def test_a_paper_slip_is_marked_as_entered_by_the_facilitator(at_needs: Meeting) -> None:
    screen = leading(at_needs)
    yael = at_needs.id_of("yael")
    screen.fill("selectbox", "Whose slip?", yael)
    screen.write("selectbox", "It can do N1", "nice").press("Enter this slip")
    kept = service().who_am_i(at_needs.members["yael"], at_needs.session).state.proceedings.ballots
    ballot = kept["round-1"][yael]
    assert (ballot.tiers, ballot.entered_by) == ({"N1": "nice"}, at_needs.state.owner)


def test_an_empty_slip_is_not_entered(at_needs: Meeting) -> None:
    screen = leading(at_needs)
    screen.fill("selectbox", "Whose slip?", at_needs.id_of("yael")).press("Enter this slip")
    assert screen.shown("error") == ["Enter something first."]
    assert at_needs.state.given == {"round-1": 1}


def test_proposed_weights_become_official_with_a_reason() -> None:
    found = meeting(service(), "dana", "yael")
    found.declare_nothing()
    for phase in ("needs", "weights"):
        found.turn_to(phase)
    found.prepare("round-1", subject="weights", nodes=("sides",))
    service().move_round(found.facilitator, found.session, "round-1", "open", once())
    for name, share in (("dana", 80), ("yael", 40)):
        said = {"method": "points", "points": {"platform": share, "integrator": 100 - share}}
        found.judge(name, "round-1", weights={"sides": said})
    for state in ("closed", "revealed"):
        service().move_round(found.facilitator, found.session, "round-1", state, once())
    screen = leading(found, "differences")
    told = (
        ":material/group: Harbour (fictional) Basic × Aleph (fictional) wins under all 2 members' own "
        "weights. That is enough to call the result robust: at least 67% must."
    )
    assert [text for text in screen.shown("markdown") if "own weights" in text] == [told]
    proposed = table(read(screen.at.table[1]), ("What", "Proposal", "From–to"))
    assert proposed == [("Platform", "60.0%", "40–80%"), ("Integrator", "40.0%", "20–60%")]
    screen.write("text_area", "Why these weights?", "Between the two").press("Agree on these weights")
    weights = found.state.decision.weights["sides"]
    assert weights.points == {"platform": 60.0, "integrator": 40.0}


def test_the_facilitator_declares_before_scores_are_opened() -> None:
    found = locked("dana")
    found.turn_to("answers")
    screen = leading(found, "interests")
    assert screen.widget("button", "Next: scores").disabled
    screen.press("No, with none")
    assert not screen.widget("button", "Next: scores").disabled
    rows = table(read(screen.at.table[0]), ("Who", "Declared", "Left out"))
    assert rows == [("facilitator", "3\u00a0of\u00a03", "—"), ("Dana", "0\u00a0of\u00a03", "—")]


def test_the_facilitator_is_asked_once_about_all_bidders() -> None:
    found = locked("dana")
    screen = leading(found, "interests")
    assert "Do you have to do with any of these bidders?" in everything_shown(screen)
    assert "Northstar (fictional) Pro\n- Harbour (fictional) Basic\n- Aleph (fictional)" in everything_shown(
        screen
    )
    assert "Declare this" not in [button.label for button in screen.at.button]
    screen.press("No, with none")
    said = found.state.proceedings.declarations[found.state.owner]
    assert said == {n: Declaration(interest="none") for n in must_declare_on(found.state.decision)}


def test_an_interest_is_declared_with_what_it_is() -> None:
    found = locked("dana")
    found.turn_to("answers")
    screen = leading(found, "interests").press("Yes, with some")
    screen.fill("checkbox", "Aleph (fictional)", True).press("Declare this")
    assert len(screen.at.error) == 1
    screen.fill("text_input", "What is it?", "I worked there")
    screen.fill("checkbox", "I stay out of everything that concerns them", True).press("Declare this")
    declared = found.state.proceedings.declarations[found.state.owner]
    said = declared["aleph"]
    assert (said.interest, said.about, said.recused) == ("potential", "I worked there", True)
    assert [declared[name].interest for name in ("northstar-pro", "harbour-basic")] == ["none", "none"]


def test_a_change_behind_the_lock_waits_for_a_reason() -> None:
    found = locked("dana")
    before = found.state.decision
    screen = Screen(found.facilitator, found.session, "needs").press(key="move-N2-must")
    assert "This is locked. Change it nevertheless?" in screen.shown("subheader")
    screen.press("Change it, as a new version")
    assert "Write the reason first." in screen.shown("error")
    assert found.state.decision == before
    screen.write("text_area", "Why is it changed after the lock?", "A slip of the pen")
    screen.press("Change it, as a new version")
    assert found.state.proceedings.locks[-1].reason == "A slip of the pen"
    assert [need.tier for need in found.state.decision.needs] == ["must", "must", "nice"]


def test_a_change_behind_the_lock_can_be_given_up() -> None:
    found = locked("dana")
    before = found.state
    screen = Screen(found.facilitator, found.session, "needs").press(key="move-N2-must")
    screen.press("Leave it as it was locked")
    assert screen.shown("subheader").count("This is locked. Change it nevertheless?") == 0
    assert found.state.head_hash == before.head_hash


@pytest.mark.parametrize("page", ["results", "documents"])
def test_what_came_of_a_changed_lock_is_stamped(page: str) -> None:
    found = locked("dana")
    stamp = ":orange-badge[:material/edit_note: Changed after the lock (version 2).]"
    assert stamp not in Screen(found.facilitator, found.session, page).shown("markdown")
    amend(found)
    assert stamp in Screen(found.facilitator, found.session, page).shown("markdown")


def amend(found: Meeting) -> None:
    weights = {"points": {"platform": 51, "integrator": 49}}
    edits = [Edit("weights", ("sides",), weights)]
    version = found.state.version
    service().amend(found.facilitator, found.session, edits, "A slip", version, once())


def test_what_is_tried_after_the_lock_is_not_the_award() -> None:
    found = declared(locked("dana"))
    screen = Screen(found.facilitator, found.session, "results")
    screen.at.session_state[f"{found.session[:8]}-not-must"] = ("N1",)
    screen.run()
    (tried,) = [line for line in screen.shown("markdown") if "What if" in line]
    assert tried.endswith("Nothing is stored. **This is not the award.**")


def test_old_and_new_ranking_stand_side_by_side_after_an_amendment() -> None:
    found = declared(locked("dana"))
    amend(found)
    screen = leading(found, "lock")
    screen.widget("toggle", "Old and new ranking").set_value(True)
    screen.run()
    columns = ["name", "rank before", "rank after", "value before", "value after"]
    assert list(read(screen.at.table[0]).columns) == columns


def test_the_award_says_how_it_came_about() -> None:
    found = declared(locked("dana", "yael"))
    for phase in ("answers", "scores"):
        found.turn_to(phase)
    for offer in ("northstar-pro", "harbour-basic"):
        found.edit(Edit("score", (offer, "E1"), score(2.0)))
    found.turn_to("decision")
    screen = leading(found, "decision")
    screen.press("Write the award down")
    assert len(screen.at.error) == 1
    for area in screen.at.text_area:
        area.set_value("Checked by the board")
    screen.write("number_input", "Votes for", 2).press("Write the award down")
    award = found.state.proceedings.award
    assert award is not None
    assert (award.votes_for, award.votes_against, len(award.present)) == (2, 0, 2)
    assert award.reason == "Checked by the board"


def scoring(*members: str) -> Meeting:
    found = declared(locked(*members))
    for phase in ("answers", "scores"):
        found.turn_to(phase)
    return found


def test_a_round_of_scores_asks_for_every_level_of_everybody() -> None:
    found = scoring("dana")
    leading(found, "prepare").press("Open it now")
    (made,) = found.state.proceedings.rounds
    assert [cell.item for cell in made.cells] == ["northstar-pro/E1", "harbour-basic/E1", "aleph/I1"]
    assert (made.state, made.assigned) == ("open", {})


def test_who_judges_what_can_be_changed_before_the_round_opens() -> None:
    found = scoring("dana", "yael")
    screen = leading(found, "prepare").fill("multiselect", "Dana", ["I1"])
    rows = table(read(screen.at.table[0]), ("Member", "Cells"))
    assert rows == [("Dana", "1"), ("Yael", "3")]
    screen.press("Keep it as a draft")
    (made,) = found.state.proceedings.rounds
    assert (made.state, made.assigned) == ("draft", {found.id_of("dana"): ("I1",)})


def test_what_somebody_recused_judged_is_shown_as_left_out() -> None:
    found = scoring("dana", "yael")
    cells = [{"alternative": "harbour-basic", "criterion": "E1"}]
    found.prepare("round-1", subject="scores", cells=cells)
    service().move_round(found.facilitator, found.session, "round-1", "open", once())
    for name, level in (("dana", 0.0), ("yael", 2.0)):
        found.judge(name, "round-1", scores={"harbour-basic": {"E1": score(level)}})
    for state in ("closed", "revealed"):
        service().move_round(found.facilitator, found.session, "round-1", state, once())
    said = Declaration(interest="actual", about="Family", recused=True)
    service().declare(found.members["yael"], found.session, {"harbour-basic": said}, once())
    screen = leading(found, "differences")
    assert "Left out because of a conflict of interest: Yael." in screen.shown("caption")
    assert "1\u00a0of\u00a01 judged · consensus —" in screen.shown("caption")
