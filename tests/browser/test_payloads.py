"""Sixty texts that a careless page would run or load: on every screen of a meeting they are only text."""

import re
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, Page, expect

from selection.workshop.service import Service, open_service
from tests.browser.committees import show
from tests.browser.conftest import Server
from tests.browser.screens import settled
from tests.browser.test_hostile_meeting import harmless, watched
from tests.meetings import Meeting, once
from tests.payloads import OBSERVER, PAYLOADS, VENDOR, crowded, name_of

UNSEEN = re.compile("[\\s\u2060\u2066-\u2069]+")
ROOM = 200
PARTS = ("Rounds", "Differences", "Interests", "Lock", "Award", "Rules of the session")
LEADS_TO = ("participants", "log", "results", "needs", "money", "documents", "criteria")


@pytest.fixture(scope="module")
def service(server: Server) -> Iterator[Service]:
    opened = open_service(f"sqlite:///{server.home}/sessions.db")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def held(service: Service) -> Meeting:
    return crowded(service)


def squeezed(text: str) -> str:
    return UNSEEN.sub("", text)


def standing(page: Page, texts: Sequence[str] = PAYLOADS) -> list[str]:
    """Name the texts that stand on a screen as they were written; with them it has loaded and run nothing."""
    harmless(page)
    shown = squeezed(page.get_by_test_id("stMain").inner_text())
    return [text for text in texts if squeezed(text) in shown]


def open_part(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    expect(page.get_by_role("radio", name=name, exact=True)).to_be_checked()
    settled(page)


def test_on_the_facilitator_s_screens(server: Server, browser: Browser, held: Meeting) -> None:
    seen = {}
    with watched(browser, server, held, held.facilitator) as page:
        for name in LEADS_TO:
            show(page, server.url, held, name, "en")
            seen[name] = standing(page)
        show(page, server.url, held, "workshop", "en")
        for part in PARTS:
            open_part(page, part)
            seen[part] = standing(page)
    everything = list(PAYLOADS)
    # Names, comments on scores, interests with what is done about them, conditions and reasons.
    assert seen["participants"] == seen["Differences"] == seen["Interests"] == seen["Award"] == everything
    # Why the lock was changed; texts of needs.
    assert seen["Lock"] == seen["needs"] == everything


def test_on_the_wall(server: Server, browser: Browser, held: Meeting) -> None:
    with watched(browser, server, held, OBSERVER) as page:
        show(page, server.url, held, "wall", "en")
        assert standing(page) == list(PAYLOADS)


@pytest.mark.parametrize("who", ["member", "observer", "respondent"])
def test_on_the_screens_of_those_who_take_part(
    server: Server, browser: Browser, held: Meeting, who: str
) -> None:
    people = {"member": held.members[name_of(1)], "observer": OBSERVER, "respondent": VENDOR}
    with watched(browser, server, held, people[who], phone=True) as page:
        for language in ("en", "he"):
            show(page, server.url, held, "", language)  # type: ignore[arg-type]
            # Reasons, notes, comments and conditions; of a respondent what every bidder was told.
            assert standing(page) == list(PAYLOADS)


def together() -> Iterator[str]:
    """Put as many texts into one name as there is room for."""
    name = ""
    for text in PAYLOADS:
        if len(f"{name} {text}") > ROOM:
            yield name
            name = text
        else:
            name = f"{name} {text}".strip()
    yield name


def test_in_somebody_s_own_name_and_department(
    server: Server, browser: Browser, held: Meeting, service: Service
) -> None:
    member, seen = held.members[name_of(0)], []
    with watched(browser, server, held, member, phone=True) as page:
        for name in together():
            service.introduce(member, held.session, name, name, once())
            show(page, server.url, held, "", "en")
            own = page.get_by_test_id("stExpander").first.locator("summary").inner_text()
            harmless(page)
            assert squeezed(own).count(squeezed(name)) == 2
            seen.append(name)
    assert [text for text in PAYLOADS if not any(text in name for name in seen)] == []
