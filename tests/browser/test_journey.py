"""What a person does from the first visit to a result, in a real browser."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from selection.analysis.evaluation import evaluate
from selection.words import Words
from selection.words.results import headline
from tests.browser.screens import settled
from tests.examples import example

EN = Words("en")
GOAL = "No order is forgotten"
NEED = "An order can be taken in the bakery"
RESULT = "Bakery CRM Standard is the only one: there is nothing to compare it with."
START = "Choose a CRM and the firm to implement it"
NOT_FOUND = "There is no such decision here, or it was made in another browser."


@pytest.fixture
def another_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A second person, with a browser of their own."""
    context = browser.new_context(base_url=base_url)
    yield context.new_page()
    context.close()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def open_tender(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Open the tender").click()
    result = evaluate(example("tender"), dt.datetime.now(dt.UTC).date())
    heading(page, headline(result, EN))


def turn_to(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)


def choose(page: Page, label: str, option: str) -> None:
    """Type into a choice, which leaves one option, and take it; one that opens too early is closed again."""
    settled(page)
    choice = page.get_by_role("combobox", name=label)
    choice.click()
    choice.fill(option)
    expect(page.locator("[role=option][data-focused=true]")).to_have_text(option)
    page.keyboard.press("Enter")


def cell(page: Page, text: str) -> Locator:
    """Find a cell of the table of what feeds a number."""
    return page.get_by_role("tabpanel", name="Open a number").locator("td", has_text=text)


def test_a_newcomer_opens_the_tender_and_follows_a_number_down_to_a_reason(page: Page) -> None:
    open_tender(page)
    page.get_by_role("tab", name="Open a number").click()
    expect(page.get_by_text("the sum of these contributions:")).to_be_visible()
    choose(page, "Which contribution?", "F3 · Sales and reporting needs")
    expect(page.get_by_text("Sales and reporting needs adds")).to_be_visible()
    expect(page.get_by_text("needs feed it:")).to_be_visible()
    answers = example("tender").answers["quillmere-trade"]
    expect(cell(page, EN.text(answers["SA01"].reason or ""))).to_have_count(1)


def state_a_goal_and_a_need(page: Page) -> None:
    heading(page, "What will success look like here?")
    fill(page, "What should be different?", GOAL)
    page.get_by_role("button", name="Add goal").click()
    expect(page.get_by_text(GOAL).first).to_be_visible()
    page.get_by_role("button", name="Next: needs").click()
    heading(page, "What do you need, and what would merely be nice?")
    fill(page, "What do you need? One line that can be tested", NEED)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text(NEED).first).to_be_visible()
    page.get_by_role("button", name="Next: criteria").click()


def decide_on_weights(page: Page) -> None:
    heading(page, "What matters, and how much?")
    leave_out = page.get_by_role("button", name="Leave them out")
    leave_out.click()
    expect(leave_out).to_have_count(0)
    page.get_by_role("button", name="Keep these equal").first.click()
    page.get_by_role("button", name="Use these weights").click()
    expect(page.get_by_text("Not decided yet.")).not_to_be_visible()
    page.get_by_role("button", name="Next: vendors").click()


def enter_a_product_and_an_answer(page: Page) -> None:
    heading(page, "Who is in the running?")
    fill(page, "Vendor", "Oven Ltd")
    fill(page, "Edition you would buy", "Standard")
    page.get_by_label("Product", exact=True).last.fill("Bakery CRM")
    page.get_by_role("button", name="Add", exact=True).last.click()
    expect(page.get_by_text("Bakery CRM Standard")).to_be_visible()
    page.get_by_role("button", name="Next: answers").click()
    heading(page, "How does each of them do it?")
    choose(page, "Delivery", "as is")
    expect(page.get_by_text("1 of 3 questions answered")).to_be_visible()
    choose(page, "How do we know?", "demonstration")
    fill(page, "Why?", "Seen on Tuesday")
    page.get_by_label("Why?", exact=True).press("Tab")
    page.get_by_role("button", name="See the result").click()


def test_a_fresh_decision_grows_from_a_goal_to_a_result_and_survives_a_reload(page: Page) -> None:
    page.goto("/")
    fill(page, "What is the decision called?", "CRM for the bakery")
    page.get_by_role("button", name="Start", exact=True).click()
    state_a_goal_and_a_need(page)
    decide_on_weights(page)
    enter_a_product_and_an_answer(page)
    heading(page, RESULT)
    page.reload()
    heading(page, RESULT)
    page.get_by_role("tab", name="Open a number").click()
    expect(cell(page, "Seen on Tuesday")).to_have_count(1)
    turn_to(page, "Goals and scope")
    expect(page.get_by_text(GOAL).first).to_be_visible()
    turn_to(page, "Needs (1)")
    expect(page.get_by_text(NEED).first).to_be_visible()


def test_the_details_of_a_need_are_stored_and_it_can_be_removed(page: Page) -> None:
    open_tender(page)
    turn_to(page, "Needs (121)")
    heading(page, "What do you need, and what would merely be nice?")
    details = page.locator("[class*=details-MK01] button:visible")
    details.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Who needs it?").fill("Dana Levi")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(details).to_have_count(1)
    details.click()
    expect(dialog.get_by_label("Who needs it?")).to_have_value("Dana Levi")
    dialog.get_by_role("button", name="Remove this need").click()
    expect(dialog).to_have_count(0)
    expect(details).to_have_count(0)
    page.get_by_role("button", name="Undo last change").click()
    expect(details).to_have_count(1)


def test_a_draft_of_weights_survives_a_reload(page: Page) -> None:
    open_tender(page)
    turn_to(page, "Criteria and weights")
    slider = page.get_by_role("slider", name="Weight of the platform, in percent")
    expect(slider).to_have_value("55")
    slider.press("ArrowRight")
    expect(page.get_by_text("Not decided yet.")).to_be_visible()
    page.reload()
    expect(slider).to_have_value("60")
    expect(page.get_by_text("Not decided yet.")).to_be_visible()


def test_another_browser_sees_no_session_of_the_first_in_its_list_or_by_its_address(
    page: Page, another_page: Page
) -> None:
    open_tender(page)
    expect(page).to_have_url(re.compile(r"[?&]s=[0-9a-f]{32}"))
    address = page.url
    another_page.goto("/")
    heading(another_page, START)
    expect(another_page.get_by_role("heading", name="Your sessions")).to_have_count(0)
    another_page.goto(address)
    expect(another_page.get_by_text(NOT_FOUND)).to_be_visible()
    heading(another_page, START)
    expect(another_page.get_by_text("Quillmere")).to_have_count(0)
    page.goto("/")
    expect(page.get_by_role("heading", name="Your sessions")).to_be_visible()


def test_a_page_is_found_again_by_its_address_and_by_the_back_button(page: Page) -> None:
    open_tender(page)
    turn_to(page, "Vendors (5)")
    heading(page, "Who is in the running?")
    page.goto(page.url)
    heading(page, "Who is in the running?")
    turn_to(page, "Goals and scope")
    heading(page, "What will success look like here?")
    page.go_back()
    heading(page, "Who is in the running?")
