"""Bids: in a tender a pair is what somebody bid, with a person who leads it and what it promises."""

import datetime as dt

import pytest

from selection.model.base import Money
from selection.model.decision import Bid, Commitment, Decision
from tests.app.screens import Screen, ids, open_decision
from tests.decisions import bid, score, small_decision

BIDS = "Pairs and bids"


def tender(*bids: Bid) -> Decision:
    return small_decision().model_copy(update={"mode": "tender", "bids": bids})


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, tender(), "vendors")


def test_a_market_scan_pairs_what_fits_and_asks_for_no_bids(visitor: str) -> None:
    screen = open_decision(visitor, small_decision(), "vendors")
    assert screen.shown("caption", screen.tab(BIDS)) == [
        "Every product is paired with every integrator that implements it."
    ]
    screen.fill("segmented_control", "How do platform and integrator come together?", "tender")
    assert screen.decision == tender()
    assert screen.shown("caption", screen.tab(BIDS)) == [
        "Only what was bid is paired: one product, one integrator, a named project manager, a price.",
        "A bid without a named project manager is not accepted: the person matters.",
    ]


def add_bid(screen: Screen, manager: str, name: str = "") -> Screen:
    screen.write("text_input", "What is the bid called?", name)
    screen.write("text_input", "Named project manager", manager)
    screen.write("number_input", "Price", 90_000.0)
    return screen.press("Add bid")


def test_a_bid_is_stored_with_its_manager_and_price(screen: Screen) -> None:
    add_bid(screen, " Noa Peretz ", "First bid")
    assert screen.decision.bids == (
        Bid(
            id="first-bid",
            name="First bid",
            offer="northstar-pro",
            integrator="aleph",
            project_manager="Noa Peretz",
            price=Money(amount=90_000.0, currency="EUR"),
        ),
    )
    shown = screen.tab(BIDS)
    assert screen.shown("markdown", shown)[0] == "**First bid** · €90,000"
    assert (
        screen.shown("caption", shown)[1]
        == "Northstar (fictional) Pro by Aleph (fictional), led by Noa Peretz"
    )


def test_a_bid_nobody_named_is_called_by_its_pair(screen: Screen) -> None:
    (made,) = add_bid(screen, "Noa Peretz").decision.bids
    assert made.name == "Northstar (fictional) Pro × Aleph (fictional)"


def test_a_bid_without_a_named_manager_is_not_accepted_and_says_so(screen: Screen) -> None:
    assert add_bid(screen, "  ", "First bid").version == 1
    assert screen.shown("error") == ["A bid needs a named project manager."]
    assert screen.widget("text_input", "What is the bid called?").value == "First bid"


def test_a_bid_has_a_price_or_is_free_of_charge(screen: Screen) -> None:
    screen.write("text_input", "Named project manager", "Noa Peretz").press("Add bid")
    assert screen.shown("error") == ["Enter a price above 0, or tick that it is free of charge."]
    screen.write("checkbox", "Free of charge", True).press("Add bid")
    assert [made.price for made in screen.decision.bids] == [Money(amount=0.0, currency="EUR")]


def test_a_bid_too_long_for_its_fields_says_what_fits(screen: Screen) -> None:
    add_bid(screen, "x" * 201, "y" * 501)
    assert screen.shown("error") == [
        "“What is the bid called?”: 501 characters; 500 fit.",
        "“Named project manager”: 201 characters; 200 fit.",
    ]


def test_removing_a_bid_takes_its_scores_along(visitor: str) -> None:
    pair = tuple(c.model_copy(update={"scope": "pair"}) if c.id == "I1" else c for c in tender().criteria)
    held = tender(bid("B1"), bid("B2")).model_copy(
        update={"criteria": pair, "scores": {"B1": {"I1": score(1.0)}, "B2": {"I1": score(2.0)}}}
    )
    screen = open_decision(visitor, held, "vendors").press(key="bid-gone-B1")
    assert ids(screen.decision.bids) == ["B2"]
    assert list(screen.decision.scores) == ["B2"]


def test_a_commitment_is_added_with_a_price_and_a_day(visitor: str) -> None:
    screen = open_decision(visitor, tender(bid("B1").model_copy(update={"commitments": ()})), "vendors")
    screen.write("selectbox", "Promised need", "N2").write("number_input", "Its price in EUR", 500.0)
    screen.write("date_input", "Delivered by", dt.date(2027, 3, 1)).press("Add the commitment")
    promise = Commitment(need="N2", price=Money(amount=500.0, currency="EUR"), by="2027-03-01")
    assert screen.decision.bids[0].commitments == (promise,)
    assert "N2 · It can do N2 · €500 · Mar 1, 2027" in screen.shown("markdown", screen.tab(BIDS))


def test_a_promise_nobody_made_is_not_stored(visitor: str) -> None:
    screen = open_decision(visitor, tender(bid("B1").model_copy(update={"commitments": ()})), "vendors")
    assert screen.widget("selectbox", "Promised need").value is None
    screen.press("Add the commitment")
    assert screen.shown("error") == [
        "Choose the need that is promised first.",
        "Say by when it is delivered.",
        "Enter a price above 0, or tick that it is free of charge.",
    ]
    assert screen.version == 1


def test_a_promise_is_free_of_charge_only_where_that_is_ticked(visitor: str) -> None:
    screen = open_decision(visitor, tender(bid("B1").model_copy(update={"commitments": ()})), "vendors")
    form = "-commitment-B1-Add the commitment"
    free = [box for box in screen.at.checkbox if "commitment-B1" in box.form_id]
    assert len(free) == 1
    screen.write("selectbox", "Promised need", "N2").write("date_input", "Delivered by", dt.date(2027, 3, 1))
    screen.write("number_input", "Its price in EUR", 500.0)
    free[0].set_value(True)
    screen.press(key=form)
    assert screen.shown("error") == ["Either it has a price or it is free of charge, not both."]
    screen.write("number_input", "Its price in EUR", None).press(key=form)
    promise = Commitment(need="N2", price=Money(amount=0.0, currency="EUR"), by="2027-03-01")
    assert screen.decision.bids[0].commitments == (promise,)


def test_a_half_filled_bid_stays_while_something_else_is_stored(visitor: str) -> None:
    screen = open_decision(visitor, tender(bid("B1")), "vendors")
    before = screen.drawn_as("text_input", "What is the bid called?")
    screen.press(key="commitment-gone-B1-N3")
    assert screen.version == 2
    assert screen.drawn_as("text_input", "What is the bid called?") == before


def test_a_need_is_promised_once_and_the_promise_can_be_withdrawn(visitor: str) -> None:
    screen = open_decision(visitor, tender(bid()), "vendors")
    assert screen.widget("selectbox", "Promised need").options == ["N1 · It can do N1", "N2 · It can do N2"]
    screen.press(key="commitment-gone-B1-N3")
    assert screen.decision.bids[0].commitments == ()
    assert len(screen.widget("selectbox", "Promised need").options) == 3
