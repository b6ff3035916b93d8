"""On a phone and by keyboard alone: everything fits, can be hit and can be reached."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

WIDTH = 390
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/147.0.0.0 Mobile Safari/537.36"
)
START = "Choose a CRM and the firm to implement it"
# What the sidebar calls a page, and what the page asks.
PAGES = {
    "Goals and scope": "What will success look like here?",
    "Needs (121)": "What do you need, and what would merely be nice?",
    "Criteria and weights": "What matters, and how much?",
    "Vendors (5)": "Who is in the running?",
    "Answers": "How does each of them do it?",
}
ONWARD = re.compile("Next:|See the result")
FINGER = 44


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": WIDTH, "height": 844},
        user_agent=PHONE,
        is_mobile=True,
        has_touch=True,
    )
    yield context.new_page()
    context.close()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def open_tender(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Open the tender").click()
    expect(page.get_by_role("tab", name="Ranking")).to_be_visible()


def turn_to(page: Page, name: str) -> None:
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()


def too_wide(page: Page) -> list[str]:
    """Name what can be pushed sideways: the document, or the part of it that holds the page."""
    found: list[str] = page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
            .filter(box => box.scrollWidth > box.clientWidth)
            .map(box => `${box.tagName} ${box.scrollWidth} > ${box.clientWidth}`)"""
    )
    return found


def too_low(page: Page) -> list[str]:
    """Name the main buttons that a finger would miss."""
    found: list[str] = page.evaluate(
        """finger => [...document.querySelectorAll('button[kind^=primary]')]
            .map(button => [button.innerText, button.getBoundingClientRect().height])
            .filter(([, height]) => height > 0 && height < finger)
            .map(([name, height]) => `${name}: ${height}`)""",
        FINGER,
    )
    return found


def test_the_start_fits_a_phone(phone: Page) -> None:
    phone.goto("/")
    heading(phone, START)
    expect(phone.get_by_role("button", name="Open the tender")).to_be_visible()
    assert (too_wide(phone), too_low(phone)) == ([], [])


def test_every_page_of_the_tender_fits_a_phone_and_the_sidebar_gets_out_of_the_way(phone: Page) -> None:
    open_tender(phone)
    assert (too_wide(phone), too_low(phone)) == ([], [])
    for name, question in PAGES.items():
        turn_to(phone, name)
        heading(phone, question)
        expect(phone.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
        expect(phone.get_by_role("button", name=ONWARD)).to_be_visible()
        assert (too_wide(phone), too_low(phone)) == ([], []), name


def test_every_tab_of_the_result_fits_a_phone(phone: Page) -> None:
    open_tender(phone)
    tabs = phone.get_by_role("tab").all()
    assert len(tabs) == 6
    for tab in tabs:
        tab.click()
        expect(phone.get_by_role("tabpanel", name=tab.inner_text())).to_be_visible()
        assert too_wide(phone) == [], tab.inner_text()


def test_the_main_button_is_reached_and_pressed_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    button = page.get_by_role("button", name="Open the tender")
    expect(button).to_be_visible()
    for _stop in range(20):
        if button.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Ranking")).to_be_visible()
