"""Every screen of a meeting, as each who takes part sees it, in each language, at a desk and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from selection.model.base import LANGUAGES, Language
from selection.words import Words
from selection.workshop.service import open_service
from tests.browser.committees import AT_THE_DOOR, OBSERVER, VENDOR, Texts, committee, show, unfold
from tests.browser.conftest import Server
from tests.browser.looks import faults, keep_picture
from tests.browser.screens import Access, screen
from tests.meetings import Meeting

WRITTEN = Texts(line="Northern branch")


def still(page: Page) -> None:
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_function("() => !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')")


def of_the_facilitator(page: Page, url: str, found: Meeting, language: Language) -> Iterator[str]:
    _ = Words(language)
    show(page, url, found, "workshop", language)
    for part in (_("Rounds"), _("Differences"), _("Interests")):
        page.get_by_role("radio", name=part, exact=True).click()
        expect(page.get_by_role("radio", name=part, exact=True)).to_be_checked()
        still(page)
        yield f"workshop-{part}"
    show(page, url, found, "participants", language)
    unfold(page)
    yield "participants"
    show(page, url, found, "wall", language)
    yield "wall"


def of_a_member(page: Page, url: str, found: Meeting, language: Language) -> Iterator[str]:
    _ = Words(language)
    show(page, url, found, "", language)
    yield "member"
    unfold(page)
    yield "member-unfolded"
    page.get_by_role("button", name=_("Begin"), exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("It can do N3")
    still(page)
    yield "question"


def of_a_guest(page: Page, url: str, found: Meeting, language: Language, name: str) -> Iterator[str]:
    show(page, url, found, name, language)
    yield name or "front"


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_reads_on_every_screen_with_nothing_cut_overlapped_or_foreign(
    language: Language, phone: bool, browser: Browser, server: Server
) -> None:
    service = open_service(f"sqlite:///{server.home}/sessions.db")
    meeting = committee(service, WRITTEN)
    theirs = f"{meeting.state.decision.model_dump_json()} {WRITTEN}"
    seen: set[str] = set()
    found: dict[str, list[str]] = {}

    def look(who: str, views: Iterator[str], page: Page) -> None:
        for view in views:
            seen.add(f"{who} {view}")
            wrong = faults(page, language, theirs)
            found.update({f"{who} {view}: {fault}": where for fault, where in wrong.items()})
            keep_picture(page, f"{language}-{'phone' if phone else 'desk'}-meeting-{who}-{len(seen)}")

    people = {
        "facilitator": (meeting.facilitator, of_the_facilitator),
        "ann": (meeting.members["ann"], of_a_member),
        "ben": (meeting.members["ben"], lambda *at: of_a_guest(*at, "")),
        "observer": (OBSERVER, lambda *at: of_a_guest(*at, "start")),
        "vendor": (VENDOR, lambda *at: of_a_guest(*at, "")),
        "door": (AT_THE_DOOR, lambda *at: of_a_guest(*at, "")),
    }
    for who, (token, views) in people.items():
        with screen(browser, Access(server.url, token, meeting.session), phone=phone) as window:
            look(who, views(window.page, server.url, meeting, language), window.page)
    service.close()
    assert len(seen) == 12
    assert found == {}
