"""Needs: a board of three columns, the library beside it, and one's own."""

from collections import Counter

import pytest

from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.model.decision import Decision
from selection.model.needs import Need
from tests.app.screens import Screen, ids, open_decision
from tests.decisions import answer, need, small_decision

LIBRARY = shipped().needs.needs


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "needs")


@pytest.fixture
def empty(visitor: str) -> Screen:
    return open_decision(visitor, fresh_decision("Ours", shipped()), "needs")


def with_musts(musts: int, others: int) -> Decision:
    needs = (
        *(need(f"M{n}") for n in range(musts)),
        *(need(f"L{n}", "nice") for n in range(others)),
    )
    return small_decision().model_copy(update={"needs": needs, "answers": {}})


def counts(screen: Screen) -> list[tuple[str, str, str]]:
    return [(metric.label, metric.value, metric.delta) for metric in screen.at.metric]


def columns(screen: Screen) -> list[str]:
    return [heading for heading in screen.shown("subheader") if "·" in heading]


def test_the_board_shows_every_need_in_the_column_of_its_tier(screen: Screen) -> None:
    assert screen.title == "What do you need, and what would merely be nice?"
    assert counts(screen) == [("Must", "1", "33%"), ("Long-term", "1", "33%"), ("Nice to have", "1", "33%")]
    assert columns(screen) == ["Must · 1", "Long-term · 1", "Nice to have · 1"]
    assert [text for text in screen.shown("markdown") if text.startswith("It can")] == [
        "It can do N1",
        "It can do N2",
        "It can do N3",
    ]


def test_moving_a_card_changes_its_tier_and_the_counts(screen: Screen) -> None:
    screen.press(key="move-N1-long_term")
    assert {n.id: n.tier for n in screen.decision.needs} == {
        "N1": "long_term",
        "N2": "long_term",
        "N3": "nice",
    }
    assert columns(screen) == ["Must · 0", "Long-term · 2", "Nice to have · 1"]
    assert counts(screen) == [("Must", "0", "0%"), ("Long-term", "2", "67%"), ("Nice to have", "1", "33%")]
    assert "Nothing here." in screen.shown("caption")


def test_a_card_moves_one_column_at_a_time_and_not_off_the_board(screen: Screen) -> None:
    movers = [button.key.split("-move-")[1] for button in screen.at.button if "-move-" in str(button.key)]
    assert movers == ["N1-long_term", "N2-must", "N2-nice", "N3-long_term"]


def test_moving_a_card_keeps_everything_else_said_about_the_need(screen: Screen) -> None:
    before = screen.decision.needs[0]
    screen.press(key="move-N1-long_term").press(key="move-N1-must")
    assert screen.decision.needs[0] == before


def test_more_than_three_fifths_of_musts_are_warned_about(visitor: str) -> None:
    (warning,) = open_decision(visitor, with_musts(7, 4), "needs").shown("warning")
    assert warning == (
        "64% of the needs are musts; above 60% nothing is a must any more. "
        "Keep as musts only what you can't start without."
    )


def test_exactly_three_fifths_of_musts_are_not_warned_about(visitor: str) -> None:
    assert open_decision(visitor, with_musts(6, 4), "needs").shown("warning") == []


def test_without_needs_the_page_says_where_to_begin(empty: Screen) -> None:
    assert empty.shown("info") == ["No needs yet. Take some from the library below, then add your own."]
    assert counts(empty) == []
    assert f"{len(LIBRARY)} tested needs to start from. Vote on their tier yourselves." in empty.shown(
        "caption"
    )


def test_chosen_needs_of_the_library_are_added_as_the_library_has_them(empty: Screen) -> None:
    chosen = [n for n in LIBRARY if n.id in ("MK02", "MK08")]
    empty.write("multiselect", "Needs", ["MK02", "MK08"]).press("Add the chosen")
    assert list(empty.decision.needs) == chosen
    left = len(LIBRARY) - 2
    assert f"{left} tested needs to start from. Vote on their tier yourselves." in empty.shown("caption")
    assert "MK02" not in [label.split(" ")[0] for label in empty.widget("multiselect", "Needs").options]


def test_a_whole_area_of_the_library_is_added_at_once(empty: Screen) -> None:
    empty.fill("selectbox", value="MO", key="library").press("Add all of this area")
    assert ids(empty.decision.needs) == [n.id for n in LIBRARY if n.id.startswith("MO")]
    assert empty.version == 1 + len(empty.decision.needs)


def test_what_to_beware_of_lies_one_click_below_the_library(empty: Screen) -> None:
    (found,) = [block for block in empty.at.expander if block.label == "Before you take from this list"]
    assert empty.shown("markdown", found) == [shipped().needs.caution.en]
    assert not found.proto.expanded


def test_adding_nothing_stores_nothing(empty: Screen) -> None:
    assert empty.press("Add the chosen").version == 1


def test_the_whole_library_can_be_taken_and_is_then_shown_area_by_area(visitor: str) -> None:
    decision = fresh_decision("Ours", shipped()).model_copy(update={"needs": LIBRARY})
    screen = open_decision(visitor, decision, "needs")
    tiers = Counter(n.tier for n in LIBRARY if n.id.startswith("MK"))
    assert columns(screen) == [
        f"Must · {tiers['must']}",
        f"Long-term · {tiers['long_term']}",
        f"Nice to have · {tiers['nice']}",
    ]
    screen.fill("pills", "Area", "MO")
    shown = [text for text in screen.shown("caption") if text[:2] == "MO"]
    assert sorted(shown) == [n.id for n in LIBRARY if n.id.startswith("MO")]


def add_own(screen: Screen, text: str, tier: str) -> Screen:
    screen.write("text_area", "What do you need? One line that can be tested", text)
    screen.write("segmented_control", "How much do you need it?", tier)
    return screen.press(key="own-Add")


def test_a_need_of_ones_own_gets_an_id_and_the_criterion_it_belongs_to(screen: Screen) -> None:
    add_own(screen, " A quote is printed in Hebrew ", "nice")
    own = Need(id="OWN01", text="A quote is printed in Hebrew", tier="nice", criterion="F1")
    assert screen.decision.needs[3] == own
    assert ids(add_own(screen, "A second one", "must").decision.needs)[4] == "OWN02"


def test_a_need_without_a_text_is_not_stored_and_says_so(screen: Screen) -> None:
    assert add_own(screen, "  ", "must").version == 1
    assert screen.shown("error") == ["Write what you need first."]


def test_a_need_that_is_too_long_stays_and_says_what_fits(screen: Screen) -> None:
    label = "What do you need? One line that can be tested"
    assert add_own(screen, "x" * 5001, "must").version == 1
    assert screen.shown("error") == [f"“{label}”: 5,001 characters; 5,000 fit."]
    assert screen.widget("text_area", label).value == "x" * 5001


def test_a_half_written_need_stays_while_a_card_is_moved_and_goes_once_stored(screen: Screen) -> None:
    label = "What do you need? One line that can be tested"
    before = screen.drawn_as("text_area", label)
    screen.press(key="move-N1-long_term")
    assert (screen.drawn_as("text_area", label), screen.version) == (before, 2)
    add_own(screen, "A quote", "nice")
    assert (screen.widget("text_area", label).value, screen.version) == ("", 3)
    assert screen.drawn_as("text_area", label) != before


def test_a_button_that_moves_a_card_says_where_to(screen: Screen) -> None:
    movers = [button for button in screen.at.button if "-move-" in str(button.key)]
    assert [button.label for button in movers] == ["Long-term", "Must", "Nice to have", "Long-term"]
    assert [button.help for button in movers][:2] == ["Move N1 to: long-term", "Move N2 to: must"]


def test_a_need_of_ones_own_can_be_stated_when_there_are_no_others(empty: Screen) -> None:
    assert ids(add_own(empty, "A quote is printed in Hebrew", "must").decision.needs) == ["OWN01"]


def test_details_of_a_need_are_stored(screen: Screen) -> None:
    screen.press(key="details-N2")
    screen.write("selectbox", "Needed by phase", "P1").write("text_input", "Who needs it?", "Dana Levi")
    screen.write("text_area", "Why?", "Typed twice")
    screen.press_in_dialog("details-N2", "Save")
    said = {"phase": "P1", "owner": "Dana Levi", "reason": "Typed twice"}
    assert screen.decision.needs[1] == need("N2", "long_term", **said)


def test_details_that_are_too_long_are_not_stored(screen: Screen) -> None:
    screen.press(key="details-N2").write("text_input", "Who needs it?", "x" * 201)
    screen.press_in_dialog("details-N2", "Save")
    assert screen.shown("error") == ["“Who needs it?”: 201 characters; 200 fit."]
    assert screen.version == 1


def test_removing_a_need_takes_its_answers_along(screen: Screen) -> None:
    screen.press(key="details-N1").press_in_dialog("details-N1", "Remove this need")
    assert ids(screen.decision.needs) == ["N2", "N3"]
    assert list(screen.decision.answers["northstar-pro"]) == ["N2"]


def test_removing_the_only_answered_need_leaves_no_empty_table(visitor: str) -> None:
    decision = small_decision().model_copy(update={"answers": {"northstar-pro": {"N1": answer()}}})
    screen = open_decision(visitor, decision, "needs").press(key="details-N1")
    screen.press_in_dialog("details-N1", "Remove this need")
    assert screen.decision.answers == {}
