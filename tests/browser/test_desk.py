"""The facilitator's desk while the room judges: what is pressed happens, and what is said stays."""

import itertools
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from selection.workshop.service import open_service
from tests.browser.conftest import Server
from tests.browser.screens import Access, screen
from tests.meetings import Meeting, meeting

MEMBERS = ("ann", "ben", "cy", "dee")
NEEDS = ("N1", "N2", "N3")
PREPARED = tuple(f"d{number}" for number in range(10))
BETWEEN_TWO_BALLOTS = 0.1


@pytest.fixture
def judging(server: Server) -> Iterator[Meeting]:
    """Begin a workshop with a round that is open, and ten more that are prepared."""
    service = open_service(f"sqlite:///{server.home}/sessions.db")
    found = meeting(service, *MEMBERS)
    found.turn_to("needs")
    found.prepare("r1", subject="tiers", needs=NEEDS)
    found.move("r1", "open")
    found.prepare("early", subject="weights", nodes=("sides",))
    for name in PREPARED:
        found.prepare(name, subject="tiers", needs=NEEDS[:1])
    yield found
    service.close()


@pytest.fixture
def desk(browser: Browser, server: Server, judging: Meeting) -> Iterator[Page]:
    with screen(browser, Access(server.url, judging.facilitator, judging.session)) as window:
        yield window.open("workshop", "en")


@contextmanager
def ballots_coming_in(judging: Meeting) -> Iterator[None]:
    """Let the members judge, again and again, until the block ends."""
    is_over = threading.Event()

    def judge() -> None:
        for member in itertools.cycle(MEMBERS):
            judging.judge(member, "r1", tiers=dict.fromkeys(NEEDS, "must"))
            if is_over.wait(BETWEEN_TWO_BALLOTS):
                return

    thread = threading.Thread(target=judge)
    thread.start()
    yield
    is_over.set()
    thread.join()


def drafts(judging: Meeting) -> set[str]:
    return {found.id for found in judging.state.proceedings.rounds} - {"r1", "early"}


def test_nothing_pressed_is_lost_while_the_page_is_drawn_again_for_each_ballot(
    desk: Page, judging: Meeting
) -> None:
    with ballots_coming_in(judging):
        for name in PREPARED:
            desk.locator(f"[class*='round-{name}-drop'] button").first.click()
        expect(desk.locator("[class*='-drop'] button")).to_have_count(1)
    assert drafts(judging) == set()


def test_why_something_was_refused_stays_on_the_screen_while_others_go_on(
    desk: Page, judging: Meeting
) -> None:
    refused = desk.get_by_test_id("stAlert")
    with ballots_coming_in(judging):
        desk.locator("[class*='round-early-step'] button").first.click()
        expect(refused).to_have_text(re.compile("Go to that phase first"))
        expect(desk.get_by_text("4 of 4 handed in")).to_be_visible()
        expect(refused).to_be_visible()
        desk.locator("[class*='round-d1-drop'] button").first.click()
        expect(refused).to_have_count(0)
