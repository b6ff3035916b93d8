"""Nobody is stopped: axe-core finds no violation of WCAG 2.2 A and AA, on any page, in any language."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from selection.model.base import LANGUAGES, Language
from selection.workshop.service import open_service
from tests.browser.committees import committee
from tests.browser.conftest import Server
from tests.browser.direction_rules import unfolded
from tests.browser.screens import Access, Screen, drawn, pages, screen, tabs
from tests.browser.seats import SCREENS, seats

Scheme = Literal["light", "dark"]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
STANDARD = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# Light and dark are the same page in other colours: of the rules these are the ones about colours.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
STREAMLITS_OWN: dict[str, str] = {}
"""Rules that Streamlit breaks where we can't mend it, with the upstream issue; none at present."""


def violations(page: Page, rules: dict[str, Any] = STANDARD) -> list[str]:
    """Name what axe-core finds, and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # All that moves must be at rest: colours in between are nobody's.
    page.evaluate("document.getAnimations().forEach(animation => animation.cancel())")
    run = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
    found: dict[str, Any] = page.evaluate(run, rules)
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found["violations"]
        if violation["id"] not in STREAMLITS_OWN
        for node in violation["nodes"]
    ]


def follow(page: Page, scheme: Scheme = "light") -> None:
    """Set the visitor's device to light or dark, and wait until the page has followed."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(
        "scheme => getComputedStyle(document.querySelector('.stApp')).colorScheme === scheme", arg=scheme
    )


def in_both(page: Page) -> list[str]:
    """Name what axe-core finds in light, and what of the colours in dark."""
    found = violations(page)
    follow(page, "dark")
    found += [f"dark: {said}" for said in violations(page, COLOURS)]
    follow(page)
    return found


def views(window: Screen, language: Language) -> Iterator[str]:
    """Show every page and every tab, one after the other."""
    for name in pages(window, language):
        page = window.open(name, language)
        yield name
        for at, tab in enumerate(tabs(page)):
            if at:
                yield f"{name}, {tab.inner_text()}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation_on_any_page_in_light_or_dark(
    language: Language, browser: Browser, tender: Access
) -> None:
    with screen(browser, tender, color_scheme="light") as window:
        found = {view: in_both(window.page) for view in views(window, language)}
    assert len(found) > 25
    assert {view: said for view, said in found.items() if said} == {}


def test_axe_finds_no_violation_in_what_opens(browser: Browser, tender: Access) -> None:
    found: dict[str, list[str]] = {}
    with screen(browser, tender, color_scheme="light") as window:
        page = window.open("needs", "he")
        page.locator("[class*=details-MK01] button:visible").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        found["details of a need"] = in_both(page)
        page.get_by_role("dialog").get_by_role("combobox").last.click()
        expect(page.get_by_role("listbox")).to_be_visible()
        found["a list"] = in_both(page)
        page = window.open("scope", "he")
        unfolded(page)
        page.locator("[data-testid=stDateInputCalendarButton]:visible").first.click()
        expect(page.get_by_test_id("stDateInputCalendar")).to_be_visible()
        found["a calendar"] = in_both(page)
        page = window.open("criteria", "he")
        folded = page.locator("details:not([open]) > summary")
        while folded.count():
            folded.first.click()
        drawn(page)
        found["all weights"] = in_both(page)
        page = window.open("", "he")
        page.get_by_test_id("stPopoverButton").first.click()
        expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
        found["open a file"] = in_both(page)
    assert {view: said for view, said in found.items() if said} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation_on_any_screen_of_a_meeting(
    language: Language, browser: Browser, server: Server
) -> None:
    service = open_service(f"sqlite:///{server.home}/sessions.db")
    meeting = committee(service)
    found = {view: in_both(page) for view, page in seats(browser, server.url, meeting, language)}
    service.close()
    assert len(found) == SCREENS
    assert {view: said for view, said in found.items() if said} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation_at_the_entrance(
    language: Language, scheme: Scheme, browser: Browser, server: Server
) -> None:
    service = open_service(f"sqlite:///{server.home}/sessions.db")
    secret = committee(service).link
    service.close()
    with browser.new_context(locale=language, color_scheme=scheme) as context:
        page = context.new_page()
        found = {}
        for way in (secret, "not-a-secret-of-ours"):
            page.goto(f"{server.url}/join/{way}")
            expect(page.locator("html")).to_have_attribute("lang", language)
            found[way] = violations(page)
    assert found == {secret: [], "not-a-secret-of-ours": []}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_would_find_a_picture_without_words_and_a_pale_word(
    scheme: Scheme, browser: Browser, tender: Access
) -> None:
    with screen(browser, tender) as window:
        page = window.open("scope", "en")
        follow(page, scheme)
        page.evaluate(
            """() => document.querySelector('h1').insertAdjacentHTML('afterend',
                '<img src="data:,"><p style="color: #777; background: #666">pale</p>')"""
        )
        assert [said.partition(":")[0] for said in violations(page)] == ["color-contrast", "image-alt"]
        assert [said.partition(":")[0] for said in violations(page, COLOURS)] == ["color-contrast"]
