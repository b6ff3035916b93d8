"""What each who takes part in a meeting sees: screen after screen, for tests that look at all of them."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page, expect

from selection.model.base import Language
from selection.views.workshop_parts import part_words
from selection.words import Words
from tests.browser.committees import AT_THE_DOOR, OBSERVER, VENDOR, at_rest, show, unfold
from tests.browser.screens import Access, screen, settled
from tests.meetings import Meeting

GUESTS = {"observer": (OBSERVER, ""), "vendor": (VENDOR, ""), "door": (AT_THE_DOOR, "")}
SCREENS = 16


def of_the_facilitator(page: Page, url: str, found: Meeting, language: Language) -> Iterator[str]:
    _ = Words(language)
    show(page, url, found, "workshop", language)
    for part in part_words(_).values():
        page.get_by_role("radio", name=part, exact=True).click()
        expect(page.get_by_role("radio", name=part, exact=True)).to_be_checked()
        at_rest(page)
        settled(page)
        yield f"workshop, {part}"
    show(page, url, found, "participants", language)
    unfold(page)
    yield "participants"
    show(page, url, found, "wall", language)
    yield "wall"


def of_a_member(page: Page, url: str, found: Meeting, language: Language) -> Iterator[str]:
    _ = Words(language)
    show(page, url, found, "", language)
    yield "front"
    unfold(page)
    yield "front, unfolded"
    page.get_by_role("button", name=_("Begin"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("It can do N3")
    settled(page)
    yield "a question"


def seats(
    browser: Browser, url: str, found: Meeting, language: Language, *, phone: bool = False
) -> Iterator[tuple[str, Page]]:
    """Sit down in everybody's place in turn, and look at each of their screens."""
    with screen(browser, Access(url, found.facilitator, found.session), phone=phone) as window:
        for view in of_the_facilitator(window.page, url, found, language):
            yield f"facilitator: {view}", window.page
    with screen(browser, Access(url, found.members["ann"], found.session), phone=phone) as window:
        for view in of_a_member(window.page, url, found, language):
            yield f"ann: {view}", window.page
    guests = {"ben": (found.members["ben"], ""), **GUESTS}
    for who, (token, name) in guests.items():
        with screen(browser, Access(url, token, found.session), phone=phone) as window:
            show(window.page, url, found, name, language)
            yield who, window.page
