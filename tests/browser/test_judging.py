"""Judging with a thumb or by keyboard alone: on the narrowest phone, in three languages, pressed twice."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, WebSocketRoute, expect

from selection.model.base import LANGUAGES, Language
from selection.model.judgements import Score
from selection.model.participants import Declaration
from selection.model.rounds import Ballot
from selection.workshop.service import open_service
from selection.workshop.sheets import Said, read_sheet
from tests.browser.conftest import Server
from tests.browser.screens import BEYOND_THE_EDGE, NARROWEST, Access, drawn, screen, settled
from tests.meetings import Meeting, meeting, once

NEEDS = ("N1", "N2", "N3")
MOST_TABS = 30
UNSENT = "Not all of this is stored yet; it is sent as soon as you are connected."
FOCUSED = """(() => {
    let found = document.activeElement;
    while (found?.shadowRoot) found = found.shadowRoot.activeElement;
    return found?.tagName === 'BUTTON' ? found.innerText : '';
})()"""


@pytest.fixture
def committee(server: Server) -> Iterator[Meeting]:
    """Begin a workshop with two members, who are asked for tiers."""
    service = open_service(f"sqlite:///{server.home}/sessions.db")
    found = meeting(service, "ann", "ben")
    found.turn_to("needs")
    found.prepare("r1", subject="tiers", needs=NEEDS)
    found.move("r1", "open")
    yield found
    service.close()


@pytest.fixture
def phone(browser: Browser, server: Server, committee: Meeting) -> Iterator[Page]:
    access = Access(server.url, committee.members["ann"], committee.session)
    with screen(browser, access, phone=True, viewport=NARROWEST) as window:
        window.page.goto(f"{server.url}/?s={committee.session}&lang=en")
        drawn(window.page)
        yield window.page


def asks(page: Page, question: str) -> None:
    """Wait for a question with its own answers; for a moment those of the one before stand below it."""
    asked = page.get_by_role("heading", level=1)
    expect(asked.first).to_have_text(question)
    settled(page)
    expect(asked).to_have_text(question)


def tab_to(page: Page, words: str) -> None:
    for _press in range(MOST_TABS):
        if words in str(page.evaluate(FOCUSED)).splitlines():
            return
        page.keyboard.press("Tab")
    pytest.fail(f"“{words}” is not reached by the keyboard")


def press(page: Page, words: str) -> None:
    tab_to(page, words)
    page.keyboard.press("Enter")


def answer_in_vain(phone: Page) -> None:
    """Answer the first question where nothing that is entered gets through."""
    phone.get_by_role("button", name="Begin").tap()
    asks(phone, "It can do N1")
    phone.route("**/enter/**", lambda route: route.abort())
    phone.get_by_role("button", name="Must").tap()
    asks(phone, "It can do N2")


def too_wide(phone: Page) -> list[str]:
    wide = f"found => found.filter({BEYOND_THE_EDGE}).map(one => one.innerText)"
    found: list[str] = phone.locator("button, h1, p, code, summary").evaluate_all(wide)
    return found


def ballot(committee: Meeting, asked: str = "r1") -> Ballot | None:
    seen = committee.service.state(committee.members["ann"], committee.session).proceedings
    return seen.ballots.get(asked, {}).get(committee.id_of("ann"))


def entered(committee: Meeting) -> dict[str, object]:
    kept = committee.service.draft(committee.members["ann"], committee.session, "round:r1")
    sheet = read_sheet(0, kept.bytes, Said).entries if kept else {}
    return {item: said.choice for item, said in sheet.items()}


def judgements(committee: Meeting) -> int:
    happened = committee.service.history(committee.facilitator, committee.session)
    return sum(one.kind == "judgement_set" for one in happened)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_of_a_member_is_wider_than_the_narrowest_phone(
    phone: Page, server: Server, committee: Meeting, language: Language
) -> None:
    phone.goto(f"{server.url}/?s={committee.session}&lang={language}")
    walk = ("say-r1-N1-must", "move-next-r1-N2", "move-next-r1-N3")
    steps = ["[class*='go-r1'] button", *(f"[data-key='{key}']" for key in walk)]
    for step in steps:
        expect(phone.locator("html")).to_have_attribute("lang", language)
        drawn(phone)
        assert too_wide(phone) == []
        phone.locator(step).tap()
        expect(phone.locator(step)).to_have_count(0)
    assert too_wide(phone) == []
    phone.locator("[data-key='hand-in-r1']").tap()
    expect(phone.get_by_role("status")).to_be_focused()
    assert too_wide(phone) == []
    stored = ballot(committee)
    assert stored is not None
    assert stored.model_dump(exclude_defaults=True) == {"tiers": {"N1": "must"}}


def test_a_member_judges_and_hands_in_by_keyboard_alone(phone: Page, committee: Meeting) -> None:
    press(phone, "Begin")
    asks(phone, "It can do N1")
    press(phone, "Must · without it we do not buy")
    asks(phone, "It can do N2")
    press(phone, "I can't judge this")
    asks(phone, "It can do N3")
    press(phone, "Nice to have · we could do without")
    asks(phone, "Tiers of needs, round 1")
    press(phone, "Hand in")
    expect(phone.get_by_text("Stored: number")).to_be_visible()
    assert ballot(committee) == Ballot(tiers={"N1": "must", "N2": "cannot_judge", "N3": "nice"})


def test_a_new_question_lets_the_keyboard_go_on_from_its_first_answer(phone: Page) -> None:
    press(phone, "Begin")
    press(phone, "Long-term · needed, but later")
    asks(phone, "It can do N2")
    phone.wait_for_function(f"({FOCUSED}).startsWith('Must')")


def test_the_way_on_stays_the_same_button_when_a_question_is_answered(
    phone: Page, committee: Meeting
) -> None:
    committee.turn_to("weights")
    committee.prepare("r2", subject="weights", nodes=("sides",))
    committee.move("r2", "open")
    phone.reload()
    drawn(phone)
    phone.locator("[class*='-go-r2'] button").tap()
    way_on = phone.get_by_role("button", name="Leave open")
    rested_on = way_on.element_handle()
    drawn(phone)
    phone.locator("[class*='-say-r2-sides-0-'] button").first.tap()
    expect(phone.get_by_role("button", name="Next", exact=True)).to_be_visible()
    assert rested_on.evaluate("button => button.isConnected")


def test_a_button_stays_below_a_thumb_while_others_make_the_page_be_drawn(
    phone: Page, committee: Meeting
) -> None:
    phone.get_by_role("button", name="Begin").tap()
    asks(phone, "It can do N1")
    rested_on = phone.get_by_role("button", name="Nice to have").element_handle()
    drawn_before = phone.evaluate("sessionNews.drawn")
    committee.prepare("r2", subject="tiers", needs=("N2",))
    phone.wait_for_function("before => sessionNews.drawn > before", arg=drawn_before)
    settled(phone)
    assert rested_on.evaluate("button => button.isConnected")


def test_pressing_twice_skips_no_question_and_stores_once(phone: Page, committee: Meeting) -> None:
    phone.get_by_role("button", name="Begin").tap()
    for question in ("It can do N1", "It can do N2", "It can do N3"):
        asks(phone, question)
        phone.get_by_role("button", name="Nice to have").dblclick()
    phone.get_by_role("button", name="Hand in").dblclick()
    expect(phone.get_by_text("Stored: number")).to_be_visible()
    drawn(phone)
    assert ballot(committee) == Ballot(tiers=dict.fromkeys(NEEDS, "nice"))
    assert judgements(committee) == 1


def test_a_phone_follows_the_close_by_itself_and_keeps_what_was_entered(
    phone: Page, committee: Meeting
) -> None:
    phone.get_by_role("button", name="Begin").tap()
    phone.get_by_role("button", name="Must").tap()
    asks(phone, "It can do N2")
    committee.move("r1", "closed")
    expect(phone.get_by_text("This round takes no judgements; it is closed.")).to_be_visible()
    expect(phone.get_by_text("What you had entered and not handed in")).to_be_visible()


def test_a_phone_without_a_connection_goes_on_and_everything_is_stored_once_it_is_back(
    phone: Page, committee: Meeting
) -> None:
    phone.get_by_role("button", name="Begin").tap()
    asks(phone, "It can do N1")
    phone.get_by_role("button", name="Must").tap()
    asks(phone, "It can do N2")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="I can't judge this").tap()
    asks(phone, "It can do N3")
    expect(phone.get_by_role("status")).to_have_text(UNSENT)
    phone.get_by_role("button", name="Nice to have").tap()
    asks(phone, "Tiers of needs, round 1")
    assert entered(committee) == {"N1": "must"}
    phone.get_by_role("button", name="Hand in").tap()
    expect(phone.get_by_role("alert")).to_contain_text("This did not get through.", timeout=20_000)
    assert ballot(committee) is None
    phone.context.set_offline(False)
    expect(phone.get_by_text(UNSENT)).to_have_count(0)
    phone.get_by_role("button", name="Hand in").tap()
    expect(phone.get_by_text("Stored: number")).to_be_visible()
    assert ballot(committee) == Ballot(tiers={"N1": "must", "N2": "cannot_judge", "N3": "nice"})
    assert judgements(committee) == 1


def test_what_is_changed_while_a_round_is_handed_in_is_not_shown_as_handed_in(
    phone: Page, committee: Meeting
) -> None:
    phone.get_by_role("button", name="Begin").tap()
    for question in ("It can do N1", "It can do N2", "It can do N3"):
        asks(phone, question)
        phone.get_by_role("button", name="Must").tap()
    asks(phone, "Tiers of needs, round 1")
    answers: list[tuple[Route, APIResponse]] = []
    phone.route("**/hand-in/**", lambda route: answers.append((route, route.fetch())))
    with phone.expect_request("**/hand-in/**"):
        phone.get_by_role("button", name="Hand in").tap()
    phone.locator("[data-key='again-r1-N3']").tap()
    asks(phone, "It can do N3")
    phone.get_by_role("button", name="Nice to have").tap()
    asks(phone, "Tiers of needs, round 1")
    ((route, stored),) = answers
    route.fulfill(response=stored)
    expect(phone.get_by_role("button", name="Hand in again")).to_be_visible()
    assert ballot(committee) == Ballot(tiers=dict.fromkeys(NEEDS, "must"))
    phone.unroute("**/hand-in/**")
    phone.get_by_role("button", name="Hand in again").tap()
    expect(phone.get_by_text("Stored: number")).to_be_visible()
    assert ballot(committee) == Ballot(tiers={"N1": "must", "N2": "must", "N3": "nice"})


def test_what_waits_in_a_page_outlives_a_drawing_of_it_and_what_another_device_says_is_taken_over(
    phone: Page, committee: Meeting
) -> None:
    phone.get_by_role("button", name="Begin").tap()
    asks(phone, "It can do N1")
    blocked = "**/enter/**"
    phone.route(blocked, lambda route: route.abort())
    phone.get_by_role("button", name="Must").tap()
    asks(phone, "It can do N2")
    expect(phone.get_by_role("status")).to_have_text(UNSENT)
    for item, choice in (("N1", "nice"), ("N2", "long_term")):
        said = Said.model_validate({"choice": choice})
        committee.service.enter(committee.members["ann"], committee.session, "round:r1", item, said)
    committee.prepare("r2", subject="tiers", needs=("N1",))
    committee.move("r2", "open")
    expect(phone.get_by_role("button", name="Long-term")).to_have_attribute("aria-pressed", "true")
    phone.get_by_role("button", name="Back").tap()
    asks(phone, "It can do N1")
    expect(phone.get_by_role("button", name="Must")).to_have_attribute("aria-pressed", "true")
    assert entered(committee) == {"N1": "nice", "N2": "long_term"}
    phone.unroute(blocked)
    expect(phone.get_by_text(UNSENT)).to_have_count(0)
    assert entered(committee) == {"N1": "must", "N2": "long_term"}


def test_what_waits_in_a_page_is_there_and_is_sent_after_it_was_loaded_anew(
    phone: Page, committee: Meeting
) -> None:
    answer_in_vain(phone)
    phone.reload()
    phone.get_by_role("button", name="Begin").tap()
    asks(phone, "It can do N2")
    expect(phone.get_by_role("status")).to_have_text(UNSENT)
    assert entered(committee) == {}
    phone.unroute("**/enter/**")
    expect(phone.get_by_text(UNSENT)).to_have_count(0)
    assert entered(committee) == {"N1": "must"}


def test_what_reaches_the_server_after_the_close_is_shown_as_not_handed_in(
    phone: Page, committee: Meeting
) -> None:
    answer_in_vain(phone)
    committee.move("r1", "closed")
    expect(phone.get_by_text("What I said: Tiers of needs, round 1")).to_be_visible()
    phone.unroute("**/enter/**")
    expect(phone.get_by_text("What you had entered and not handed in")).to_be_visible()
    assert (entered(committee), ballot(committee)) == ({"N1": "must"}, None)


def to_scores(committee: Meeting) -> None:
    """Ask for scores of two bidders, of whom Ann has declared on the first only."""
    committee.move("r1", "closed")
    for phase in ("weights", "lock"):
        committee.turn_to(phase)
    service = committee.service
    service.lock(committee.facilitator, committee.session, committee.state.version)
    committee.declare_nothing(committee.facilitator)
    none = dict.fromkeys(("northstar-pro", "aleph"), Declaration(interest="none"))
    service.declare(committee.members["ann"], committee.session, none, once())
    for phase in ("answers", "scores"):
        committee.turn_to(phase)
    cells = tuple({"alternative": name, "criterion": "E1"} for name in ("northstar-pro", "harbour-basic"))
    committee.prepare("s1", subject="scores", cells=cells)
    committee.move("s1", "open")


def test_a_level_waits_for_how_we_know_and_a_bidder_not_declared_on_is_declared_on_first(
    phone: Page, committee: Meeting
) -> None:
    to_scores(committee)
    phone.locator("[class*='-go-s1'] button").tap()
    asks(phone, "Criterion E1")
    phone.get_by_role("button", name="2 · good").tap()
    expect(phone.get_by_text("Choose one: a level counts only with how we know it.")).to_be_visible()
    phone.get_by_label("Comment, if you like").fill("Seen on Tuesday")
    phone.get_by_role("button", name="demonstration").tap()
    expect(phone.get_by_label("Comment, if you like")).to_have_value("Seen on Tuesday")
    phone.get_by_role("button", name="Next").tap()
    asks(phone, "What do you have to do with Harbour (fictional) Basic?")
    phone.get_by_role("button", name="None").tap()
    phone.get_by_role("button", name="Declare").tap()
    asks(phone, "Criterion E1")
    expect(phone.get_by_text("Harbour (fictional) Basic")).to_be_visible()
    phone.get_by_role("button", name="I can't judge this").tap()
    asks(phone, "Scores, round 1")
    phone.get_by_role("button", name="Hand in").tap()
    expect(phone.get_by_text("Stored: number")).to_be_visible()
    good = Score(performance=2.0, evidence="demo", reason="Seen on Tuesday")
    unable = {"E1": Score(state="cannot_judge")}
    expected = Ballot(scores={"northstar-pro": {"E1": good}, "harbour-basic": unable})
    assert ballot(committee, "s1") == expected


COUNT_WINDOWS = """new MutationObserver((seen) => {
    const added = seen.flatMap(one => [...one.addedNodes]).filter(one => one instanceof Element);
    window.covered ||= added.some(one => one.matches('[role=dialog]') || one.querySelector('[role=dialog]'));
}).observe(document.body, {childList: true, subtree: true})"""


def test_what_streamlit_lays_over_a_page_without_a_server_does_not_stay_in_the_way(
    phone: Page, committee: Meeting
) -> None:
    connections: list[WebSocketRoute] = []

    def once_only(connection: WebSocketRoute) -> None:
        if connections:
            connection.close()
        else:
            connection.connect_to_server()
        connections.append(connection)

    phone.route_web_socket("**/_stcore/stream", once_only)
    phone.reload()
    drawn(phone)
    phone.get_by_role("button", name="Begin").tap()
    asks(phone, "It can do N1")
    phone.evaluate(COUNT_WINDOWS)
    phone.context.set_offline(True)
    connections[0].close()
    phone.wait_for_function("window.covered", timeout=90_000)
    expect(phone.get_by_role("dialog")).to_have_count(0)
    phone.get_by_role("button", name="Must").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("It can do N2")
    phone.context.set_offline(False)
    expect(phone.get_by_text(UNSENT)).to_have_count(0)
    assert entered(committee) == {"N1": "must"}
