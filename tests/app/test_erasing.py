"""Erasing a name on the participants page: what is said before, the second press, what is shown after."""

import pytest

from selection.model.base import ERASED
from selection.model.rounds import MinorityNote
from selection.web.process import service
from selection.workshop.moderation import agree_tier
from tests.app.members import window, with_tiers
from tests.app.screens import Screen, read, written
from tests.app.test_participants import Page, came, lead
from tests.app.test_workshop import everything_shown, leading
from tests.meetings import Meeting, once

__all__ = ["lead"]

ERASE = "Erase this person's name"
WORD = "(erased)"


@pytest.fixture
def held() -> Meeting:
    """A meeting that agreed on one tier: Ewa was there, and is named in the reason."""
    found = with_tiers("ewa", "max")
    for name, tier in (("ewa", "must"), ("max", "nice")):
        found.judge(name, "r1", tiers={"N1": tier})
    for step in ("closed", "revealed"):
        found.move("r1", step)
    present = tuple(found.id_of(name) for name in ("ewa", "max"))
    found.edit(*agree_tier(found.state, "r1", "N1", "must", "Ewa knows best", present))
    note = MinorityNote(text="I do not share this")
    service().dissent(found.members["ewa"], found.session, "tiers", "N1", note, once())
    return found


def choose(found: Meeting, name: str, page: Screen | None = None) -> Screen:
    page = page or Screen(found.facilitator, found.session, "participants")
    return page.fill("selectbox", "Change what is said of somebody", found.id_of(name))


def erase_by_hand(found: Meeting, name: str) -> Screen:
    opener = f"erase-{found.id_of(name)}"
    return choose(found, name).press(key=opener).press_in_dialog(opener, "Erase for good")


def erase(found: Meeting, *names: str) -> None:
    service().erase_person(found.facilitator, found.session, names, found.state.version)


def test_what_stays_and_what_goes_is_said_before_anything_happens(held: Meeting) -> None:
    page = choose(held, "ewa").press(ERASE)
    said = page.shown("markdown")
    assert (
        "**What they did stays**: every judgement, weight and agreement counts as before. Where the name"
        " stood it says “(erased)”."
    ) in said
    assert "1 text goes with it:" in said
    assert "- Ewa knows best" in said
    (names,) = page.at.text_area
    assert names.value == "Ewa"
    assert [known.name for known in held.state.proceedings.members] == ["Ewa", "Max"]


def test_the_second_press_erases_and_one_neutral_word_stands_where_the_name_was(held: Meeting) -> None:
    page = erase_by_hand(held, "ewa")
    assert page.shown("error") == []
    rows = read(page.at.table[0])
    assert list(rows.iloc[:, 0]) == [WORD, "Max"]
    assert [known.name for known in held.state.proceedings.members] == [ERASED, "Max"]


def test_the_name_can_be_kept_after_all(held: Meeting) -> None:
    opener = f"erase-{held.id_of('ewa')}"
    choose(held, "ewa").press(key=opener).press_in_dialog(opener, "Keep the name")
    assert [known.name for known in held.state.proceedings.members] == ["Ewa", "Max"]


def test_somebody_who_does_not_take_part_is_erased_by_the_name_that_is_entered(lead: Page) -> None:
    opener = "Erase the name of somebody else"
    lead.press(opener)
    (now,) = [button for button in lead.at.button if button.label == "Erase for good"]
    assert now.disabled
    (field,) = lead.at.text_area
    field.set_value("Dana Levi")
    lead.press(opener)
    (again,) = [button for button in lead.at.button if button.label == opener]
    again.click()
    lead.press("Erase for good")
    assert service().state(lead.who, lead.session).decision.needs[0].owner == ERASED


def test_whose_names_are_written_alike_is_said(lead: Page) -> None:
    for name in ("Ewa", "Ewa Nowak", "Ewaryst"):
        came(lead, name)
    lead.run()
    lead.at.selectbox[0].set_value(lead.participants[0].id)
    lead.run().press(ERASE)
    assert lead.said("warning")[-1] == ("These people's names are written alike, and go with it: Ewa Nowak.")


def test_another_window_of_the_facilitator_does_not_bring_the_name_back(held: Meeting) -> None:
    other = choose(held, "ewa")
    assert other.widget("text_input", "Name", f"{held.id_of('ewa')}-name").value == "Ewa"
    erase(held, "Ewa")
    choose(held, "ewa", other.run()).write("number_input", "Voting weight", 2.0).press("Save")
    ewa = held.state.proceedings.participant(held.id_of("ewa"))
    assert ewa is not None
    assert (ewa.name, ewa.voting_weight) == (ERASED, 2.0)


def test_their_own_open_window_goes_on_and_does_not_offer_the_mark_as_a_name(held: Meeting) -> None:
    own = window(held, "ewa")
    erase(held, "Ewa")
    own.run()
    assert [written(one.label) for one in own.at.expander][:1] == [WORD]
    fresh = window(held, "ewa")
    assert fresh.widget("text_input", "Your name").value == ""
    fresh.write("text_input", "Your name", "E. N.").press("That is me")
    assert held.state.proceedings.members[0].name == "E. N."


def test_everywhere_else_the_word_stands_where_the_name_was(held: Meeting) -> None:
    erase(held, "Ewa")
    differences = leading(held, "differences").fill("selectbox", "Item", "N1")
    parts = [leading(held, part) for part in ("rounds", "interests")]
    shown = "\n".join(everything_shown(one) for one in (differences, *parts, window(held, "max")))
    assert "Ewa" not in shown
    assert ERASED not in shown
    assert f":material/sticky_note_2: Minority note, {WORD}: I do not share this" in shown
    (agreed,) = differences.shown("success")
    assert agreed == f"Agreed in the meeting; 2 of 2 had judged. Present: {WORD}, Max. Because: {WORD}"


def test_two_who_were_erased_can_be_told_apart_where_one_is_chosen(held: Meeting) -> None:
    erase(held, "Ewa", "Max")
    page = Screen(held.facilitator, held.session, "participants")
    (box,) = [one for one in page.at.selectbox if one.label == "Change what is said of somebody"]
    assert box.options == ["—", "(erased) · 1", "(erased) · 2"]
