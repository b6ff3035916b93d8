"""One look in light and dark: the font, the colours, the charts, and what a phone makes of them."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, expect

from selection.views.palette import GROUND, INK, MUTED, ON_ACCENT
from selection.words import Words
from tests.browser.screens import settled

FONT = re.compile(r"/app/static/heebo-[a-z-]+-[0-9a-f]{8}\.woff2$")
PHONE = {"width": 390, "height": 844}
EN, HE = Words("en"), Words("he")
STEPS = ("scope", "needs", "criteria", "vendors", "answers", "results")
# Every letter a page may need: Hebrew with its marks, Polish, and the signs of money and of trade.
SAMPLE = "אבגדהוזחטיכלמנסעפצקרשתךםןףץ\u05f3\u05f4 ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ ABCxyz 0123456789 ₪ € £ „” – × %"


def rgb(written: str) -> str:
    red, green, blue = (int(written[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def open_results(page: Page, example: str = "tender", language: str = "en") -> None:
    page.goto(f"/?lang={language}")
    page.locator(f".st-key-open-{example} button").click()
    expect(page.get_by_role("tab").first).to_be_visible()
    settled(page)


def turn_to(page: Page, path: str) -> None:
    """Load a page of the open session afresh."""
    page.goto(re.sub(r"/[a-z]*\?", f"/{path}?", page.url))
    settled(page)


def style(of: Locator, name: str) -> str:
    return str(of.evaluate("(element, name) => getComputedStyle(element)[name]", name))


def name_in_chart(page: Page) -> Locator:
    return page.locator("[data-testid=stVegaLiteChart] svg text", has_text="(fictional)").first


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_and_charts_follow_the_device(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    open_results(page)
    app = page.get_by_test_id("stApp")
    assert style(app, "colorScheme") == theme
    assert style(app, "backgroundColor") == rgb(getattr(GROUND, theme))
    assert style(name_in_chart(page), "fill") == rgb(getattr(INK, theme))


def test_a_chart_turns_dark_with_its_page_without_being_drawn_again(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    open_results(page)
    assert style(name_in_chart(page), "fill") == rgb(INK.light)
    page.emulate_media(color_scheme="dark")
    expect(name_in_chart(page)).to_have_css("fill", rgb(INK.dark))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_words_on_the_main_button_stand_out(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    page.goto("/?lang=en")
    words = page.locator(".st-key-open-tender button p")
    expect(words).to_have_css("color", rgb(getattr(ON_ACCENT, theme)))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_window_is_written_in_the_colours_of_its_page(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    open_results(page)
    turn_to(page, "needs")
    page.locator("[class*=-details-] button").first.click()
    muted = page.get_by_role("dialog").get_by_test_id("stCaptionContainer").locator("p").first
    expect(muted).to_have_css("color", rgb(getattr(MUTED, theme)))


def test_a_window_follows_what_the_visitor_chose_against_the_device(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/?lang=en")
    page.get_by_role("group", name=EN("Light or dark")).get_by_label(EN("Dark"), exact=True).check(force=True)
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    expect(page.locator(":root")).to_have_css("color-scheme", "dark")
    page.emulate_media(color_scheme="dark")
    page.get_by_role("group", name=EN("Light or dark")).get_by_label(EN("Light"), exact=True).check(
        force=True
    )
    expect(page.locator(":root")).to_have_css("color-scheme", "light")


def test_what_a_visitor_chose_holds_on_every_page_and_against_the_device(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/?lang=en")
    page.get_by_role("group", name=EN("Light or dark")).get_by_label(EN("Dark"), exact=True).check(force=True)
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
    open_results(page)
    for step in STEPS:
        turn_to(page, step)
        expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", "dark")
        expect(page.get_by_label(EN("Dark"), exact=True)).to_be_checked()


def test_without_a_choice_the_switch_says_that_the_device_decides(page: Page) -> None:
    page.goto("/?lang=en")
    expect(page.get_by_label(EN("Auto"), exact=True)).to_be_checked()


def test_the_font_has_every_letter_of_the_three_languages(page: Page) -> None:
    page.goto("/?lang=he")
    settled(page)
    other = page.evaluate(
        """async (sample) => {
            await document.fonts.load("16px Heebo", sample);
            const pen = document.createElement("canvas").getContext("2d");
            const wide = (letter, fallback) => {
                pen.font = `16px Heebo, ${fallback}`;
                return pen.measureText(letter).width;
            };
            return [...sample].filter((letter) => wide(letter, "monospace") !== wide(letter, "serif"));
        }""",
        SAMPLE,
    )
    assert other == []
    assert style(page.get_by_role("heading", level=1), "fontFamily").startswith("Heebo")


def test_the_font_is_fetched_once(browser: Browser, base_url: str) -> None:
    context: BrowserContext = browser.new_context(base_url=base_url)
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if FONT.search(answer.url) else None)
    page.goto("/?lang=he")
    settled(page)
    page.evaluate("document.fonts.ready.then(() => true)")
    first = fetched(page)
    assert len(first) >= 2
    assert all(size > 0 for size in first.values())
    assert {answer.headers["cache-control"] for answer in answers} == {"public, max-age=31536000, immutable"}
    page.goto("/?lang=he")
    settled(page)
    page.evaluate("document.fonts.ready.then(() => true)")
    again = fetched(page)
    assert {name: size for name, size in again.items() if name in first} == dict.fromkeys(first, 0)
    context.close()


def fetched(page: Page) -> dict[str, int]:
    """Give the bytes each file of the font took on its way; none, if the browser had kept it."""
    return dict(
        page.evaluate(
            """() => performance.getEntriesByType("resource")
                .filter((entry) => entry.name.includes("/app/static/heebo"))
                .map((entry) => [entry.name, entry.transferSize])"""
        )
    )


def test_every_chart_says_in_words_what_it_shows_and_a_table_stands_beside_it(page: Page) -> None:
    open_results(page)
    for tab, name in (("Ranking", "Ranking"), ("Why", "Contributions as figures")):
        page.get_by_role("tab", name=EN(tab), exact=True).click()
        settled(page)
        chart = page.get_by_role("tabpanel", name=EN(tab)).locator("[role=graphics-document]")
        expect(chart).to_have_attribute("aria-label", re.compile("Quillmere × Mirrin & Tal .fictional.: "))
        table = page.get_by_role("table", name=EN(name), exact=True, include_hidden=True)
        expect(table.locator("tbody th").first).to_be_attached()


def test_slices_bear_numbers_so_that_colour_says_nothing_alone(page: Page) -> None:
    open_results(page)
    page.get_by_role("tab", name=EN("Why"), exact=True).click()
    settled(page)
    texts = page.locator("[data-testid=stVegaLiteChart] svg text")
    expect(texts.filter(has_text=re.compile(r"^1$")).first).to_be_visible()
    expect(page.locator("ul.legend li").first).to_have_text(re.compile(r"^1\s*Fit$"))


@pytest.mark.parametrize("language", ["en", "he"])
def test_on_a_phone_all_tabs_are_in_sight_and_large_enough_for_a_thumb(page: Page, language: str) -> None:
    page.set_viewport_size(PHONE)
    open_results(page, language=language)
    for tab in page.get_by_role("tab").all():
        box = tab.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert box["height"] >= 44
        tab.click()
        settled(page)
        expect(tab).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize("language", ["en", "he"])
def test_on_a_phone_each_platform_lists_its_firms_by_name_and_nothing_moves_sideways(
    page: Page, language: str
) -> None:
    words = EN if language == "en" else HE
    page.set_viewport_size(PHONE)
    open_results(page, "market_scan", language)
    table = page.get_by_role("table", name=words("Value of every pair"))
    table.scroll_into_view_if_needed()
    firms = table.locator("thead th").all_inner_texts()[1:]
    cells = table.locator("tbody tr").first.locator("td")
    said = "cells => cells.map(cell => JSON.parse(getComputedStyle(cell, '::before').content))"
    assert cells.evaluate_all(said) == firms
    tops = cells.evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().top)")
    assert tops == sorted(set(tops))
    assert top(table.locator("tbody th").first) < tops[0]
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")


def top(of: Locator) -> float:
    return float(of.evaluate("element => element.getBoundingClientRect().top"))


def test_buttons_that_are_only_an_icon_have_a_name(page: Page) -> None:
    open_results(page)
    turn_to(page, "needs")
    expect(page.get_by_role("button", name=EN("Details of {need}", need="MK01"), exact=True)).to_be_visible()
    turn_to(page, "answers")
    expect(page.get_by_role("button", name=EN("Next question"), exact=True)).to_be_visible()
    for step in STEPS:
        turn_to(page, step)
        expect(page.get_by_role("button", name=re.compile(r"^[a-z_]+ icon$"))).to_have_count(0)
