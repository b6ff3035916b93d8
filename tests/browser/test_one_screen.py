"""What is asked is seen at once on a phone: a question with its answers, and a facilitator's next step."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from selection.model.base import LANGUAGES, Language, reading
from selection.words import Words
from selection.workshop.guards import must_declare_on
from selection.workshop.service import open_service
from tests.browser.committees import show
from tests.browser.conftest import Server
from tests.browser.screens import PHONE, Access, drawn, screen
from tests.examples import example
from tests.meetings import Meeting, meeting

HEAD = 110
"""As many pixels may stand above a question."""
GLIMPSE = 160
"""As many pixels of a part of the page show what it is about: its name, and the lines below it."""
UPPER = 400
"""Above this many pixels of a phone's 844 a facilitator finds what to do now, and its button."""
SEVENTEEN = 17
LOW = {"width": 360, "height": 640}


@pytest.fixture
def tender_meeting(server: Server) -> Iterator[Meeting]:
    service = open_service(f"sqlite:///{server.home}/sessions.db")
    found = meeting(service, "ann", about=example("tender"))
    found.turn_to("needs")
    yield found
    service.close()


@pytest.fixture(params=[PHONE, LOW], ids=["390x844", "360x640"])
def phone(
    request: pytest.FixtureRequest, browser: Browser, server: Server, tender_meeting: Meeting
) -> Iterator[Page]:
    access = Access(server.url, tender_meeting.members["ann"], tender_meeting.session)
    with screen(browser, access, phone=True, viewport=request.param) as window:
        yield window.page


def top(found: Locator) -> float:
    return float(found.evaluate("one => one.getBoundingClientRect().top"))


def bottom(found: Locator) -> float:
    return float(found.evaluate("one => one.getBoundingClientRect().bottom"))


def beyond(page: Page, found: list[Locator]) -> list[str]:
    """Name what does not stand wholly within the window, before anything is moved."""
    inside = (
        "one => { const at = one.getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight; }"
    )
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    return [one.inner_text() for one in found if not one.evaluate(inside)]


def home(page: Page, server: Server, found: Meeting, language: Language) -> None:
    page.goto(f"{server.url}/?s={found.session}&lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    drawn(page)


def press(page: Page, key: str) -> None:
    page.locator(f"[class*='{key}'] button").tap()
    expect(page.locator(".st-key-way-home")).to_be_visible()
    drawn(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_need_and_all_its_answers_are_on_one_screen(
    phone: Page, server: Server, tender_meeting: Meeting, language: Language
) -> None:
    needs = tender_meeting.state.decision.needs
    longest = max(needs, key=lambda need: len(reading(need.text, language)))
    tender_meeting.prepare("r1", subject="tiers", needs=(longest.id, needs[-1].id))
    tender_meeting.move("r1", "open")
    home(phone, server, tender_meeting, language)
    press(phone, "-go-r1")
    question = phone.get_by_role("heading", level=1)
    answers = phone.locator(".walk .answers button").all()
    assert len(answers) == len(("must", "long_term", "nice", "cannot_judge"))
    assert top(question) <= HEAD
    assert beyond(phone, [question, *answers]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_answers_about_seventeen_bidders_are_on_one_screen_with_all_their_names(
    phone: Page, server: Server, tender_meeting: Meeting, language: Language
) -> None:
    for phase in ("weights", "lock"):
        tender_meeting.turn_to(phase)
    state = tender_meeting.state
    tender_meeting.service.lock(tender_meeting.facilitator, state.session, state.version)
    tender_meeting.turn_to("answers")
    home(phone, server, tender_meeting, language)
    press(phone, "-declare")
    names = phone.get_by_role("listitem").all()
    assert len(names) == len(must_declare_on(tender_meeting.state.decision)) == SEVENTEEN
    answers = phone.locator("[class*='-question-'] button").all()
    assert len(answers) == len(("none", "some"))
    assert top(phone.get_by_role("heading", level=1)) <= HEAD
    assert beyond(phone, [*names, *answers]) == []


def test_before_a_question_only_the_way_home_and_the_mark_of_fiction_stand(
    phone: Page, server: Server, tender_meeting: Meeting
) -> None:
    tender_meeting.prepare("r1", subject="tiers", needs=("SA01",))
    tender_meeting.move("r1", "open")
    home(phone, server, tender_meeting, "pl")
    switch = phone.get_by_role("radio", name="English", exact=True)
    expect(switch).to_be_visible()
    press(phone, "-go-r1")
    expect(switch).to_have_count(0)
    assert beyond(phone, [phone.locator(".st-key-way-home").get_by_text(Words("pl")("Fictional"))]) == []
    phone.get_by_role("button", name=Words("pl")("My page")).tap()
    expect(switch).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_facilitator_is_to_do_now_and_its_button_stand_in_the_upper_half_of_a_phone(
    browser: Browser, server: Server, tender_meeting: Meeting, language: Language
) -> None:
    tender_meeting.prepare("r1", subject="tiers", needs=("SA01",))
    tender_meeting.move("r1", "open")
    access = Access(server.url, tender_meeting.facilitator, tender_meeting.session)
    with screen(browser, access, phone=True) as window:
        show(window.page, server.url, tender_meeting, "workshop", language)
        asked, button = ".st-key-what-now h3", ".st-key-main-action button"
        assert beyond(window.page, [window.page.locator(asked), window.page.locator(button)]) == []
        assert bottom(window.page.locator(button)) <= UPPER
        assert top(window.page.locator(".st-key-round-r1")) <= PHONE["height"] - GLIMPSE
