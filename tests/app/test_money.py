"""Money: what is stated is stored, what is sealed is not shown, and a loser that decides is named."""

import datetime as dt

import pytest

from selection.documents.charts.frame import SCREEN
from selection.documents.charts.plane import PlanePoint, plane_chart
from selection.model.base import Money
from selection.model.costs import CostPolicy, Estimate
from selection.model.decision import Decision
from selection.model.pricing import PricePolicy
from selection.model.tender import Opening
from tests.app.screens import EN, Screen, frames, open_decision, table, today
from tests.decisions import bid, small_decision
from tests.money import FIXTURE, cost_line, eur, tender

SEALED = "Prices are sealed until quality is final."


def opened(visitor: str, decision: Decision) -> Screen:
    return open_decision(visitor, decision, "money")


@pytest.fixture
def screen(visitor: str) -> Screen:
    return opened(visitor, tender(FIXTURE))


def test_the_page_asks_what_it_costs_and_shows_quality_against_it(screen: Screen) -> None:
    assert screen.title == "What does it cost, and what do you get for it?"
    shown = table(
        frames(screen.at)[0], ["alternative", "efficient", "quality, 0 to 100", "cost over 5 years"]
    )
    assert shown == [
        ("1 · Bid B", "◆", "80.0", "€115"),
        ("2 · Bid A", "◆", "70.0", "€100"),
        ("3 · Bid C", "◆", "10.0", "€50"),
    ]
    assert (
        "On the efficient front, from the cheapest on: Bid C, Bid A, Bid B. Each of the others is beaten "
        "by one that is no dearer and no worse."
    ) in screen.shown("caption")


def test_a_cost_is_stored_with_its_range(screen: Screen) -> None:
    screen.fill("selectbox", "Costs of", "A")
    screen.write("number_input", "Likely amount", 500.0).write("number_input", "At the highest", 800.0)
    screen.write("selectbox", "What is paid for", "internal_time").press("Add the cost")
    (line,) = screen.decision.costs
    assert (line.alternative, line.kind, line.amount) == (
        "A",
        "internal_time",
        Estimate(low=500.0, likely=500.0, high=800.0),
    )
    screen.press(key=f"cost-gone-{line.id}")
    assert screen.decision.costs == ()


def test_a_cost_without_an_amount_or_out_of_order_is_not_stored(screen: Screen) -> None:
    screen.press("Add the cost")
    assert screen.shown("error") == ["Enter the likely amount; 0 if it is free of charge."]
    screen.write("number_input", "Likely amount", 500.0).write("number_input", "At the lowest", 800.0)
    screen.press("Add the cost")
    assert screen.shown("error") == [
        "The lowest amount must not be above the likely one, nor that above the highest."
    ]
    assert screen.version == 1


def test_the_years_and_the_rules_of_adding_up_are_stored(screen: Screen) -> None:
    screen.fill("segmented_control", "Over how many years?", 3)
    screen.write("number_input", "Discount rate per year, in percent", 5.0)
    screen.write("number_input", "VAT, in percent", 17.0).press("Keep these rules")
    assert screen.decision.cost_policy == CostPolicy(
        currency="EUR", horizon=3, discount_rate=0.05, vat_rate=0.17
    )


def test_a_currency_without_a_rate_is_told_with_the_way_out(visitor: str) -> None:
    held = tender({"A": (70, 100)}, costs=(cost_line("l", "A", 5.0, currency="USD"),))
    screen = opened(visitor, held)
    assert screen.shown("warning") == [
        "Bid A: There is no exchange rate from “USD” to EUR. Add the rate, with its day and its source."
    ]
    screen.write("selectbox", "Exchange rate of", "USD").write("number_input", "One unit in EUR", 0.5)
    screen.write("date_input", "Rate of the day", dt.date(2026, 11, 20))
    screen.write("text_input", "Source of the rate", "invented").press("Keep the rate")
    assert screen.shown("warning") == []
    assert table(frames(screen.at)[0], ["cost over 5 years"]) == [("€2.50",)]


def test_sealed_prices_are_shown_nowhere(visitor: str) -> None:
    screen = opened(visitor, tender({"A": (70, 123_457)}, price_policy=PricePolicy(sealed=True)))
    assert SEALED in screen.shown("info")
    shown = [*screen.shown("markdown"), *screen.shown("caption"), str(frames(screen.at))]
    assert [text for text in shown if "123,457" in text] == []
    vendors = screen.reload("vendors")
    assert [text for text in vendors.shown("markdown") if "123,457" in text] == []
    assert "**Bid A** · :material/lock: sealed" in vendors.shown("markdown")


def test_declaring_quality_final_opens_the_prices_and_keeps_the_quality(visitor: str) -> None:
    screen = opened(visitor, tender({"A": (70, 123_457)}, price_policy=PricePolicy(sealed=True)))
    screen.press("Quality is final; open the prices")
    assert screen.shown("error") == ["Name the person who declares it."]
    screen.write("text_input", "Who declares quality final?", "Dana Levi")
    screen.press("Quality is final; open the prices")
    policy = screen.decision.price_policy
    assert policy is not None
    assert policy.quality_final is not None
    assert (policy.quality_final.by, policy.quality_final.quality["A"].low) == ("Dana Levi", 0.7)
    assert table(frames(screen.at)[0], ["cost over 5 years"]) == [("€123,457",)]


def test_a_formula_in_which_a_loser_decides_is_warned_of_and_the_default_is_not(screen: Screen) -> None:
    screen.fill("selectbox", "Price formula", "lowest_over_price")
    assert "Without Bid C, which loses, Bid A would win instead of Bid B." in screen.shown("error")
    assert "By the price formula in force a losing bidder decides who wins." in screen.shown("warning")
    screen.write("number_input", "Benchmark: the price that earns no points, in EUR", 200.0)
    screen.press("Publish these figures").fill("selectbox", "Price formula", "linear_benchmark")
    assert screen.shown("error") == screen.shown("warning") == []
    assert "Take away any losing bid, and the winner stays the same." in screen.shown("caption")
    policy = screen.decision.price_policy
    assert policy is not None
    assert (policy.formula, policy.benchmark) == ("linear_benchmark", eur(200))


def test_the_text_of_the_formula_is_there_for_the_tender_documents(visitor: str) -> None:
    rules = PricePolicy(formula="quality_less_cost", money_per_point=Money(amount=4000, currency="EUR"))
    (text,) = opened(visitor, tender(FIXTURE, price_policy=rules)).shown("code")
    assert text.startswith("The result is the points for quality less P ÷ K, where P is the price of the bid")
    assert "K = €4,000" in text


def test_an_opening_needs_two_people(screen: Screen) -> None:
    screen.write("text_input", "Opened by", "Dana Levi")
    screen.write("date_input", "Day of the opening", dt.date(2026, 12, 1)).press("Keep the protocol")
    assert screen.shown("error") == ["An opening needs two people, both named."]
    screen.write("text_input", "Second person present", "dana levi").press("Keep the protocol")
    said = "Bids are opened by two different people, but only one was named."
    assert screen.shown("error") == [f"{said} Name the second person who was there."]
    screen.write("text_input", "Second person present", "Jan Kowalski").press("Keep the protocol")
    file = screen.decision.tender_file
    assert file is not None
    assert file.opening == Opening(
        opened="2026-12-01T12:00", by="Dana Levi", witness="Jan Kowalski", bids=("A", "B", "C")
    )


def test_a_late_bid_is_stamped(visitor: str) -> None:
    screen = opened(visitor, tender({"A": (70, 100)}, price_policy=PricePolicy(deadline="2026-12-01T11:00")))
    screen.write("date_input", "Bid A came in on", dt.date(2026, 12, 1)).press("Note the receipt")
    assert "Bid A came in on Dec 1, 2026, 12:00. · :red-badge[LATE]" in screen.lines()
    assert screen.shown("warning") == ["Bid A came in after the deadline."]


def test_a_question_is_answered_and_sent_to_all(screen: Screen) -> None:
    screen.write("text_area", "Question, without the name of who asked", "In which language?")
    screen.press("Add the question")
    screen.write("text_area", "Answer to Q1", "Hebrew.").press("Keep the answer")
    assert screen.shown("warning") == ["The answer to question Q1 has not gone to all bidders."]
    screen.press("It has gone to all bidders")
    (entry,) = screen.decision.clarifications
    assert (entry.question, entry.answer, entry.published_on) == (
        "In which language?",
        "Hebrew.",
        today().isoformat(),
    )


def test_a_low_price_is_reviewed(visitor: str) -> None:
    rules = PricePolicy(benchmark=eur(100), low_price_line=0.6)
    screen = opened(visitor, tender({"A": (70, 50)}, price_policy=rules))
    assert screen.shown("warning") == ["The price of Bid A is abnormally low and not yet explained."]
    screen.write("text_area", "How the bidder explains it", "Own staff").write(
        "text_input", "Reviewed by", "Dana"
    )
    screen.write("selectbox", "Outcome of the review", "accepted").press("Keep the review")
    assert screen.shown("warning") == []
    file = screen.decision.tender_file
    assert file is not None
    assert file.low_price_reviews["A"].outcome == "accepted"


def test_a_past_record_that_is_scored_at_award_is_warned_of(visitor: str) -> None:
    bids = {"mode": "tender", "bids": (bid(),)}
    screen = opened(visitor, small_decision().model_copy(update=bids))
    criterion = next(c for c in screen.decision.criteria if c.scope != "platform" and not c.is_cost)
    title = EN.text(criterion.name)
    screen.fill("multiselect", "Criteria about what a firm has done before", [criterion.id])
    before = screen.shown("warning")
    assert [said for said in before if title in said] == []
    screen.fill("segmented_control", title, "award")
    assert len([said for said in screen.shown("warning") if title in said]) == 1
    file = screen.decision.tender_file
    assert file is not None
    assert (file.past_record, file.criterion_stages) == ((criterion.id,), {criterion.id: "award"})
    screen.fill("segmented_control", title, "selection")
    assert screen.shown("warning") == before


def test_the_chart_marks_the_front_and_the_baseline() -> None:
    points = [
        PlanePoint("✓ A", "front", (90.0, 100.0, 120.0), (0.6, 0.8), "told"),
        PlanePoint("Keep", "baseline", (10.0, 10.0, 10.0), (0.3, 0.3), "told"),
    ]
    drawn = plane_chart(points, "EUR", EN, SCREEN)
    steps = drawn["layer"][0]["data"]["values"]
    assert [(row["name"], row["cost"], row["quality"]) for row in steps] == [
        ("✓ A", 100.0, pytest.approx(70))
    ]
    dots = drawn["layer"][3]["data"]["values"]
    assert [row["kind"] for row in dots] == ["front", "baseline"]


def test_ways_of_paying_are_held_against_each_other_year_by_year(visitor: str) -> None:
    lines = (
        cost_line("rent", "oA", 100.0, charged="yearly"),
        cost_line("licence", "oB", 250.0),
        cost_line("care", "oB", 20.0, charged="yearly", first_year=2, kind="operation"),
    )
    policy = CostPolicy(currency="EUR", licence_models={"oA": "subscription", "oB": "perpetual"})
    screen = opened(visitor, tender(FIXTURE, costs=lines, cost_policy=policy))
    page = screen.tab("Ways of paying for the licence")
    (found,) = page.table
    rows = found.value.reset_index().to_numpy().tolist()
    assert [row[1:4] for row in rows] == [["€100", "€200", "€300"], ["€250", "€270", "€290"]]
    said = [text for text in screen.shown("markdown", page) if text.startswith("From year 3 on")]
    assert len(said) == 1


def test_without_a_stated_way_of_paying_the_page_says_where_to_state_it(screen: Screen) -> None:
    (said,) = screen.shown("info", screen.tab("Ways of paying for the licence"))
    assert said.startswith("Say under Costs, in “How costs are added up”, how each offer is paid for")
