"""By keyboard alone: every action of a committee member, the focus always in sight and in reading order."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from selection.model.base import Language
from tests.browser.conftest import Server
from tests.browser.screens import Access, Screen, admitted, drawn, pages, screen
from tests.examples import example

MOST_STOPS = 250
# What a stop looks like: itself and what is drawn for it, which lies around or beside it.
LOOK = """at => {
    const drawnFor = [at, at.nextElementSibling, at.parentElement?.nextElementSibling];
    for (let up = at.parentElement, left = 9; up && left; left -= 1, up = up.parentElement) drawnFor.push(up);
    document.getAnimations().forEach(animation => animation.cancel());
    return JSON.stringify(drawnFor.filter(Boolean).map(one => {
        const look = getComputedStyle(one);
        return [look.outline, look.boxShadow, look.borderColor, look.backgroundColor, look.textDecoration];
    }));
}"""
STEP = f"""() => {{
    const look = {LOOK};
    const before = window.stoppedAt;
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const place = one => one.getRootNode().host ?? one;
    const left = before && before !== at && before.isConnected ? [window.stoppedAs, look(before)] : null;
    window.stoppedAt = at === document.body ? null : at;
    window.stoppedAs = window.stoppedAt && look(at);
    const order = before && window.stoppedAt && place(before) !== place(at)
        ? Boolean(place(before).compareDocumentPosition(place(at)) & Node.DOCUMENT_POSITION_FOLLOWING) : true;
    return [window.stoppedAt && at.outerHTML.slice(0, 160), left && left[0] !== left[1], order];
}}"""


def stops(page: Page) -> Iterator[tuple[str, bool, bool]]:
    """Go through a page with Tab: what is reached, whether it looks so, whether it follows the one before."""
    page.evaluate("window.stoppedAt = null")
    first, before = "", None
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        reached, was_seen, in_order = page.evaluate(STEP)
        if before:
            yield before[0], was_seen is not False, before[1]
        # After the last stop comes the browser itself, or the first one again.
        if reached in (None, first):
            return
        first, before = first or reached, (reached, in_order)
    pytest.fail(f"the focus did not leave the page after {MOST_STOPS} stops: {before}")


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until something is focused."""
    expect(wanted).to_be_visible()
    for _ in range(MOST_STOPS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{wanted} can't be reached with Tab")


@pytest.mark.parametrize("language", ["en", "he"])
def test_every_stop_is_seen_and_comes_after_the_one_before(
    language: Language, browser: Browser, tender: Access
) -> None:
    with screen(browser, tender) as window:
        for name in pages(window, language):
            page = window.open(name, language)
            found = list(stops(page))
            assert len(found) > 10
            assert [stop for stop, seen, _in_order in found if not seen] == [], name
            assert [stop for stop, _seen, in_order in found if not in_order] == [], name


@pytest.fixture
def own(server: Server, browser: Browser) -> Iterator[Screen]:
    with screen(browser, admitted(server.url, server.home, example("tender"))) as window:
        yield window


def turn_to(page: Page, name: str) -> None:
    """Go to a page by the sidebar."""
    page.evaluate("document.activeElement.blur()")
    reach(page, page.locator(f"[data-testid=stSidebarNavLink][href*='/{name}']"))
    page.keyboard.press("Enter")
    drawn(page)


def weigh(page: Page) -> None:
    slider = page.get_by_test_id("stMain").get_by_role("slider").nth(1)
    before = int(slider.input_value())
    reach(page, slider)
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_value(str(before + 5))
    use = page.get_by_role("button", name="Use these weights")
    reach(page, use)
    page.keyboard.press("Enter")
    expect(use).to_have_count(0)
    drawn(page)
    expect(slider).to_have_value(str(before + 5))


def move_a_need(page: Page) -> None:
    card = page.locator("[class*=details-MK01] button:visible")
    reach(page, page.locator("[class*=move-MK01] button:visible"))
    page.keyboard.press("Enter")
    drawn(page)
    reach(page, card)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    reach(page, dialog.get_by_label("Who needs it?"))
    page.keyboard.type("Dana")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("62")


def answer(page: Page) -> None:
    chosen = page.get_by_role("combobox", name="Delivery").first
    reach(page, chosen)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("by custom")
    page.keyboard.press("Enter")
    expect(chosen).to_have_value("by custom development")
    drawn(page)
    why = page.get_by_label("Why?", exact=True).first
    reach(page, why)
    page.keyboard.type("Shown on Tuesday. ")
    page.keyboard.press("Tab")
    drawn(page)
    expect(why).to_have_value(re.compile("Shown on Tuesday"))


def score(page: Page) -> None:
    chosen = page.get_by_role("combobox", name="Question")
    reach(page, chosen)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("U1")
    page.keyboard.press("Enter")
    drawn(page)
    figure = page.get_by_role("spinbutton").first
    reach(page, figure)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    drawn(page)
    expect(figure).to_have_value("3")


def read_the_result(page: Page) -> None:
    tabs = page.get_by_role("tab")
    reach(page, tabs.first)
    for at in range(1, 6):
        page.keyboard.press("ArrowRight")
        expect(tabs.nth(at)).to_have_attribute("aria-selected", "true")
        drawn(page)
        expect(page.get_by_role("tabpanel")).to_be_visible()
        # What is drawn anew below a tab doesn't take the keyboard's place from it.
        expect(tabs.nth(at)).to_be_focused()


def read_it_in_hebrew(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")
    reach(page, page.get_by_role("radio", name="English"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_weights_tiers_answers_scores_result_and_language_by_keyboard_alone(own: Screen) -> None:
    page = own.open("criteria", "en")
    weigh(page)
    turn_to(page, "needs")
    move_a_need(page)
    turn_to(page, "answers")
    answer(page)
    score(page)
    turn_to(page, "results")
    read_the_result(page)
    read_it_in_hebrew(page)
