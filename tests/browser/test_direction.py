"""What reads from right to left, rule by rule; each check fails when its rule is taken out of the sheet."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache

import pytest
from babel.dates import get_month_names
from playwright.sync_api import Browser, Page, expect

from selection.model.base import Language
from tests.browser.direction_rules import CHECKS, RULES, nothing, unfolded
from tests.browser.screens import Access, drawn, screen


@contextmanager
def taken_out(page: Page, at: int) -> Iterator[None]:
    """Empty one rule of our sheet while a test looks; a browser keeps rules in the order of the file."""
    exchange = """([at, css]) => {
        const ours = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
            .filter(rule => rule.selectorText?.startsWith(':root[dir="rtl"]'));
        const kept = ours[at].style.cssText;
        ours[at].style.cssText = css;
        return kept;
    }"""
    kept = page.evaluate(exchange, [at, ""])
    yield
    page.evaluate(exchange, [at, kept])


@pytest.fixture(scope="module")
def hebrew(browser: Browser, tender: Access) -> Iterator[Callable[..., Page]]:
    """Every page in a window of its own, opened when it is first asked for.

    What is prepared on a page has a window to itself: an open dialog keeps everything else from being used.
    """
    with ExitStack() as windows:

        @cache
        def opened(name: str, prepare: Callable[[Page], None] = nothing, *, phone: bool = False) -> Page:
            window = windows.enter_context(screen(browser, tender, phone=phone, locale="en-US"))
            return window.open(name, "he")

        yield opened


@pytest.mark.parametrize(("rule", "check"), list(zip(RULES, CHECKS, strict=True)), ids=list(CHECKS))
def test_each_rule_turns_what_would_lie_the_wrong_way(
    rule: str, check: str, hebrew: Callable[..., Page]
) -> None:
    name, prepare, is_so = CHECKS[check]
    page = hebrew(name, prepare, phone="stSidebar" in rule)
    prepare(page)
    assert page.evaluate(is_so)
    with taken_out(page, RULES.index(rule)):
        page.evaluate("document.getAnimations().forEach(animation => animation.cancel())")
        assert not page.evaluate(is_so)


def edges(page: Page, *selectors: str) -> list[tuple[float, float]]:
    """Give where things begin and end, from the left."""
    found: list[tuple[float, float]] = page.evaluate(
        """selectors => selectors.map(selector => {
            const seen = [...document.querySelectorAll(selector)].find(one => one.offsetParent);
            const box = seen.getBoundingClientRect();
            return [box.left, box.right];
        })""",
        selectors,
    )
    return found


def places(page: Page, selector: str) -> list[float]:
    """Give where each of several things begins, from the left."""
    found: list[float] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(one => one.offsetParent)
            .map(one => one.getBoundingClientRect().left)""",
        selector,
    )
    return found


def leftwards(found: list[float]) -> bool:
    return len(found) > 1 and found == sorted(found, reverse=True)


def test_the_sidebar_stands_on_the_right_and_its_words_beside_their_icons(
    hebrew: Callable[..., Page],
) -> None:
    page = hebrew("needs")
    (_, main), (sidebar, _) = edges(page, "[data-testid=stMain]", "[data-testid=stSidebar]")
    assert sidebar >= main - 1
    icon, word = edges(
        page, *(f"[data-testid=stSidebarNavLink] {part}" for part in ("[data-testid=stIconMaterial]", "p"))
    )
    assert word[1] <= icon[0]


def test_columns_tabs_and_choices_follow_each_other_to_the_left(hebrew: Callable[..., Page]) -> None:
    assert leftwards(places(hebrew("needs"), "[data-testid=stMetric]"))
    assert leftwards(places(hebrew("vendors"), "[role=tab]"))
    assert leftwards(places(hebrew("scope"), "[data-testid=stMain] [role=radiogroup] > button"))


def test_the_columns_of_a_table_follow_each_other_to_the_left_and_its_text_begins_on_the_right(
    hebrew: Callable[..., Page],
) -> None:
    page = hebrew("results")
    page.get_by_role("tab").first.click()
    assert leftwards(places(page, "[data-testid=stTable] th[scope=col]")[:7])
    (_, cell), (_, text) = edges(page, "[data-testid=stTable] tbody th", "[data-testid=stTable] tbody th p")
    assert cell - text < 24


def test_signed_numbers_and_fractions_read_from_left_to_right(hebrew: Callable[..., Page]) -> None:
    page = hebrew("needs")
    order = """text => {
        const node = document.querySelector('[data-testid=stMetricValue] p').firstChild;
        const before = node.data;
        node.data = text;
        const left = at => { const range = document.createRange(); range.setStart(node, at);
            range.setEnd(node, at + 1); return range.getBoundingClientRect().left };
        const found = [...text].map((_, at) => left(at));
        node.data = before;
        return found;
    }"""
    for text in ("\N{MINUS SIGN}1.5", "-1.5", "24 / 30", "+3%"):
        found = page.evaluate(order, text)
        assert found == sorted(found), text


def test_what_belongs_to_a_field_stands_at_its_left_end(hebrew: Callable[..., Page]) -> None:
    for name, field, part in (
        ("answers", "[data-testid=stSelectbox] [role=group]", "[data-testid=stSelectbox] button"),
        ("scope", "[data-testid=stNumberInputContainer]", "[data-testid=stNumberInputStepUp]"),
    ):
        (left, right), (_, end) = edges(hebrew(name), field, part)
        assert end < (left + right) / 2, field
    words, icon = edges(
        hebrew("scope"),
        "[data-testid=stDownloadButton] p",
        "[data-testid=stDownloadButton] [data-testid=stIconMaterial]",
    )
    assert words[1] <= icon[0]


def test_a_slider_stands_where_its_fill_ends_and_the_left_arrow_raises_it(
    browser: Browser, tender: Access
) -> None:
    with screen(browser, tender) as window:
        page = window.open("results", "he")
        slider = page.get_by_role("slider")
        before = int(slider.input_value())
        thumb_stands_at(page, 1 - before / 100)
        slider.focus()
        page.keyboard.press("ArrowLeft")
        expect(slider).to_have_value(str(before + 1))


THUMB = """share => {
    const fill = document.querySelector('[data-testid=stSlider] [data-orientation] > div:first-child');
    const rail = fill.parentElement.getBoundingClientRect();
    const value = document.querySelector('[data-testid=stSliderThumbValue]');
    const thumb = value.parentElement.getBoundingClientRect();
    return Math.abs(((thumb.left + thumb.right) / 2 - rail.left) / rail.width - share) < 0.02;
}"""


def thumb_stands_at(page: Page, share: float) -> None:
    """Wait until a slider has heard which way the page reads; sliders come before it is told."""
    page.wait_for_function(THUMB, arg=share)


def test_dialogs_tooltips_and_lists_that_open_stay_on_the_screen_and_read_from_the_right(
    browser: Browser, tender: Access
) -> None:
    with screen(browser, tender, phone=True) as window:
        page = window.open("needs", "he")
        page.locator("[class*=details-MK01] button:visible").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        (left, right), (_, text) = edges(page, "[role=dialog]", "[role=dialog] [data-testid=stWidgetLabel] p")
        assert (left >= 0, right <= 390) == (True, True)
        assert right - text < 48
        dialog.get_by_role("combobox").last.click()
        (left, right), (_, text) = edges(page, "[role=listbox]", "[role=option]")
        assert (left >= 0, right <= 390, right - text < 40) == (True, True, True)


ENGLISH_BEFORE_HEBREW = [("he-IL", "en"), ("he-IL", "pl"), ("en-US", "he")]


@pytest.mark.parametrize(("browser_speaks", "language"), ENGLISH_BEFORE_HEBREW)
def test_a_page_reads_its_own_way_in_a_browser_of_the_other_direction(
    browser_speaks: str, language: Language, browser: Browser, tender: Access
) -> None:
    with screen(browser, tender, locale=browser_speaks) as window:
        page = window.open("results", language)
        slider = page.get_by_role("slider")
        share = int(slider.input_value()) / 100
        backwards = language == "he"
        thumb_stands_at(page, 1 - share if backwards else share)
        slider.focus()
        page.keyboard.press("ArrowLeft" if backwards else "ArrowRight")
        expect(slider).to_have_value(str(round(100 * share) + 1))
        drawn(page)
        page.locator("[data-testid=stSidebarNavLink][href*='/scope']").click()
        expect(page).to_have_url(re.compile("/scope"))
        drawn(page)
        unfolded(page)
        drawn(page)
        page.locator("[data-testid=stDateInputCalendarButton]:visible").first.click()
        month = get_month_names("wide", "stand-alone", locale=language)[dt.datetime.now(dt.UTC).month]
        expect(page.get_by_test_id("stDateInputCalendar").locator("header")).to_contain_text(month)
