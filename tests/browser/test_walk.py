"""The complete example from start to result, in each language, at a desk and on a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from selection.model.base import LANGUAGES, Language
from selection.words import Words
from tests.browser.conftest import Server
from tests.browser.looks import faults, keep_picture
from tests.browser.screens import DESKTOP, IN_THE_HAND, PHONE, drawn, tabs
from tests.examples import example


def walk(page: Page, url: str, language: Language) -> Iterator[str]:
    """Go as a newcomer does: from the start to the tender, through every page and tab."""
    _ = Words(language)
    page.goto(f"{url}/?lang={language}")
    drawn(page)
    yield "start"
    page.get_by_role("button", name=_("Open the tender")).click()
    expect(page.get_by_role("tab")).to_have_count(6)
    links = page.get_by_test_id("stSidebarNavLink").evaluate_all("links => links.map(one => one.pathname)")
    for path in links[1:]:
        name = path.removeprefix("/")
        if page.viewport_size == PHONE:
            page.get_by_test_id("stExpandSidebarButton").click()
        page.locator(f"[data-testid=stSidebarNavLink][href*='{path}']").click()
        expect(page).to_have_url(re.compile(path))
        drawn(page)
        if page.viewport_size == PHONE:
            expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
        if not page.get_by_role("tab").count():
            yield name
        for number, _tab in enumerate(tabs(page), start=1):
            yield f"{name}-{number}"


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_reads_from_start_to_result_with_nothing_cut_overlapped_or_foreign(
    language: Language, size: str, browser: Browser, server: Server
) -> None:
    context = browser.new_context(**(IN_THE_HAND if size == "phone" else {"viewport": DESKTOP}))
    page = context.new_page()
    found: dict[str, list[str]] = {}
    theirs = example("tender").model_dump_json()
    for view in walk(page, server.url, language):
        wrong = faults(page, language, theirs)
        found |= {f"{view}: {fault}": where for fault, where in wrong.items()}
        keep_picture(page, f"{language}-{size}-{view}")
    context.close()
    assert found == {}
