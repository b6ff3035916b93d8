"""Which language a visitor reads: the browser's at first, then the one chosen, for good and in the link."""

import pytest
from playwright.sync_api import Browser, Page, expect

from selection.model.base import LANGUAGES, Language
from selection.words import NAMES, Words
from tests.browser.conftest import Server
from tests.browser.screens import Access, drawn, screen

BROWSERS: dict[Language, str] = {"en": "en-GB", "he": "he-IL", "pl": "pl-PL"}
QUESTION = "What matters, and how much?"


def reads(page: Page, language: Language) -> None:
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=1)).to_have_text(Words(language)(QUESTION))
    expect(page.get_by_role("radio", name=NAMES[language])).to_be_checked()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browsers_language_comes_first_and_a_choice_survives_reload_and_travels_in_the_link(
    language: Language, browser: Browser, tender: Access
) -> None:
    other: Language = LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
    with screen(browser, tender, locale=BROWSERS[language]) as window:
        page = window.page
        page.goto(f"{tender.url}/criteria?s={tender.session}")
        reads(page, language)
        page.get_by_role("radio", name=NAMES[other]).click()
        reads(page, other)
        page.reload()
        reads(page, other)
        page.get_by_test_id("stSidebarNavLink").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            Words(other)("Choose a CRM and the firm to implement it")
        )
        page.go_back()
        reads(page, other)
        link = page.url
    with screen(browser, tender, locale=BROWSERS[language]) as window:
        window.page.goto(link)
        reads(window.page, other)


@pytest.mark.parametrize("unknown", ["fr-FR", "zh"])
def test_who_reads_none_of_the_three_begins_in_english(
    unknown: str, browser: Browser, tender: Access
) -> None:
    with screen(browser, tender, locale=unknown) as window:
        window.page.goto(f"{tender.url}/criteria?s={tender.session}&lang=xx")
        reads(window.page, "en")
        drawn(window.page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_that_leads_nowhere_is_told_in_the_visitors_language(
    language: Language, browser: Browser, server: Server
) -> None:
    _ = Words(language)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{server.url}/nowhere?lang={language}")
        told = page.get_by_role("dialog")
        expect(told.get_by_role("heading")).to_have_text(_("Page not found"))
        expect(told).to_contain_text(
            _("The page that you have requested does not seem to exist. Running the app's main page.")
        )
