"""At 320 pixels, which is a zoom of 400 %: nothing is pushed sideways, and all can be hit with a finger."""

import pytest
from playwright.sync_api import Browser, Page, expect

from selection.model.base import LANGUAGES, Language
from selection.workshop.service import open_service
from tests.browser.committees import AT_THE_DOOR, OBSERVER, VENDOR, committee, show, unfold
from tests.browser.conftest import Server
from tests.browser.screens import BEYOND_THE_EDGE, NARROWEST, SEEN, Access, pages, screen, tabs

TOO_WIDE = f"""() => {{
    const main = document.querySelector('[data-testid=stMain]');
    const pushed = [document.documentElement, main].filter(box => box.scrollWidth > box.clientWidth);
    const outside = [...main.querySelectorAll('*')].filter({BEYOND_THE_EDGE});
    return [...pushed, ...outside].map(one => one.outerHTML.slice(0, 160));
}}"""
# WCAG 2.2, 2.5.8: no target under 24 pixels; those we draw are for a thumb.
LEAST, THUMB = 24, 44
TOO_SMALL = f"""([selector, least]) => [...document.querySelectorAll(selector)]
    .filter({SEEN})
    .map(one => [one.getBoundingClientRect(), one])
    .filter(([box]) => box.height < least - 0.5 || box.width < least - 0.5)
    .map(([box, one]) => `${{box.width}} x ${{box.height}} ${{one.outerHTML.slice(0, 160)}}`)"""
# The field in which one writes to choose several is a part of a larger one.
ANY = "a[href], button, input:not([data-testid=stMultiSelect] input), textarea, summary, [role=tab]"
OURS = "button[kind=primary], button[kind=secondary], button[kind=tertiary], button[role=radio], [role=tab]"


def misses(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {
        "too wide": page.evaluate(TOO_WIDE),
        "too small": page.evaluate(TOO_SMALL, [f"[data-testid=stMain] :is({ANY})", LEAST]),
        "too small for a thumb": page.evaluate(TOO_SMALL, [f"[data-testid=stMain] :is({OURS})", THUMB]),
    }
    return {fault: where for fault, where in found.items() if where}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_and_tab_fits_the_narrowest_screen_and_can_be_hit(
    language: Language, browser: Browser, tender: Access
) -> None:
    found: dict[str, dict[str, list[str]]] = {}
    with screen(browser, tender, phone=True, viewport=NARROWEST) as window:
        for name in pages(window, language):
            page = window.open(name, language)
            found[name] = misses(page)
            for tab in tabs(page):
                found[f"{name}, {tab.inner_text()}"] = misses(page)
        page.get_by_test_id("stExpandSidebarButton").click()
        expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")
        page.wait_for_function("document.getAnimations().every(one => one.playState === 'finished')")
        small = page.evaluate(TOO_SMALL, ["[data-testid=stSidebar] :is(a, button)", LEAST])
        low = page.evaluate(TOO_SMALL, ["[data-testid=stSidebarNavLink]", THUMB - 2])
    assert {view: said for view, said in found.items() if said} == {}
    assert (small, low) == ([], [])


def test_every_screen_of_a_meeting_fits_the_narrowest_one_and_can_be_hit(
    browser: Browser, server: Server
) -> None:
    service = open_service(f"sqlite:///{server.home}/sessions.db")
    meeting = committee(service)
    screens = [
        *((meeting.facilitator, name) for name in ("workshop", "participants", "wall")),
        *((who, "start") for who in (meeting.members["ann"], OBSERVER, VENDOR, AT_THE_DOOR)),
    ]
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for who, name in screens:
        access = Access(server.url, who, meeting.session)
        with screen(browser, access, phone=True, viewport=NARROWEST) as window:
            show(window.page, server.url, meeting, name, "he")
            unfold(window.page)
            found[who, name] = misses(window.page)
    service.close()
    assert {view: said for view, said in found.items() if said} == {}
