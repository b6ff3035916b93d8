"""Nobody is stopped: axe-core finds no violation of WCAG 2.2 A and AA, on any page, in any language."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from selection.model.base import LANGUAGES, Language
from tests.browser.direction_rules import unfolded
from tests.browser.screens import Access, Screen, drawn, pages, screen, tabs

ColorScheme = Literal["light", "dark"]
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
SCHEMES: tuple[ColorScheme, ...] = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
STREAMLITS_OWN: dict[str, str] = {}
"""Rules that Streamlit breaks where we can't mend it, with the upstream issue; none at present."""


def violations(page: Page) -> list[str]:
    """Name what axe-core finds, and where."""
    page.evaluate(AXE)
    # All that moves must be at rest: colours in between are nobody's.
    page.evaluate("document.getAnimations().forEach(animation => animation.cancel())")
    run = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
    found: dict[str, Any] = page.evaluate(run, TAGS)
    return [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in found["violations"]
        if violation["id"] not in STREAMLITS_OWN
        for node in violation["nodes"]
    ]


def views(window: Screen, language: Language) -> Iterator[str]:
    """Show every page and every tab, one after the other."""
    for name in pages(window, language):
        page = window.open(name, language)
        yield name
        for at, tab in enumerate(tabs(page)):
            if at:
                yield f"{name}, {tab.inner_text()}"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_no_violation_on_any_page(
    language: Language, scheme: ColorScheme, browser: Browser, tender: Access
) -> None:
    with screen(browser, tender, color_scheme=scheme) as window:
        found = {view: violations(window.page) for view in views(window, language)}
        dark = window.page.evaluate("getComputedStyle(document.querySelector('.stApp')).colorScheme")
    assert dark == scheme
    assert len(found) > 25
    assert {view: said for view, said in found.items() if said} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_violation_in_what_opens(scheme: ColorScheme, browser: Browser, tender: Access) -> None:
    found: dict[str, list[str]] = {}
    with screen(browser, tender, color_scheme=scheme) as window:
        page = window.open("needs", "he")
        page.locator("[class*=details-MK01] button:visible").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        found["details of a need"] = violations(page)
        page.get_by_role("dialog").get_by_role("combobox").last.click()
        expect(page.get_by_role("listbox")).to_be_visible()
        found["a list"] = violations(page)
        page = window.open("scope", "he")
        unfolded(page)
        page.locator("[data-testid=stDateInputCalendarButton]:visible").first.click()
        expect(page.get_by_test_id("stDateInputCalendar")).to_be_visible()
        found["a calendar"] = violations(page)
        page = window.open("criteria", "he")
        for folded in page.locator("details:not([open]) > summary").all():
            folded.click()
        drawn(page)
        found["all weights"] = violations(page)
        page = window.open("", "he")
        page.get_by_test_id("stPopoverButton").first.click()
        expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
        found["open a file"] = violations(page)
    assert {view: said for view, said in found.items() if said} == {}


def test_axe_would_find_a_picture_without_words_and_a_pale_word(browser: Browser, tender: Access) -> None:
    with screen(browser, tender, color_scheme="light") as window:
        page = window.open("scope", "en")
        page.evaluate(
            """() => document.querySelector('h1').insertAdjacentHTML('afterend',
                '<img src="data:,"><p style="color: #bbb; background: #fff">pale</p>')"""
        )
        assert [said.partition(":")[0] for said in violations(page)] == ["color-contrast", "image-alt"]
