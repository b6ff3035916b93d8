"""A whole workshop in a browser: from the QR code to the decision, with five phones in three languages.

One phone is loaded anew in the middle, one is without a connection for a while; the exported session is
checked by the program that travels in it.
"""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from selection.model.base import Language
from selection.workshop import checker
from selection.workshop.service import Service, open_service
from selection.workshop.state import SessionState
from tests.browser.conftest import Server
from tests.browser.screens import Screen, admitted, drawn, screen
from tests.browser.test_joining import phone
from tests.decisions import small_decision

COMMITTEE: dict[str, Language] = {"noa": "he", "omer": "he", "ola": "pl", "jan": "pl", "ann": "en"}
LOCALES: dict[Language, str] = {"he": "he-IL", "pl": "pl-PL", "en": "en-GB"}
TIERS = {
    "noa": ("must", "must", "must"),
    "omer": ("must", "must", "must"),
    "ola": ("must", "must", "nice"),
    "jan": ("must", "must", "nice"),
    "ann": ("must", "must", "cannot_judge"),
}
CELLS = ("northstar-pro/E1", "harbour-basic/E1", "aleph/I1")


@dataclass
class Room:
    """Everybody in the room, with what they hold in their hands."""

    desk: Screen
    wall: Page
    phones: dict[str, Page]
    service: Service
    connections: dict[str, list[WebSocketRoute]]
    """Of each phone, the newest last."""

    @property
    def state(self) -> SessionState:
        """What the facilitator may see now."""
        return self.service.state(self.desk.access.token, self.desk.access.session)

    def press(self, label: str, leads_to: str) -> None:
        """Press a button at the facilitator's desk, once."""
        self.desk.page.get_by_role("button", name=label).locator("visible=true").first.click()
        self.see(leads_to)

    def settle(self, label: str) -> None:
        """Press a button that goes once what it offers is done."""
        button = self.desk.page.get_by_role("button", name=label).locator("visible=true")
        button.first.click()
        expect(button).to_have_count(0)
        drawn(self.desk.page)

    def act(self, leads_to: str) -> None:
        """Press the one button of "What now?"."""
        self.desk.page.locator(".st-key-main-action button").click()
        self.see(leads_to)

    def see(self, text: str) -> None:
        expect(self.desk.page.get_by_text(text).locator("visible=true").first).to_be_visible()
        drawn(self.desk.page)

    def write(self, label: str, text: str) -> None:
        field = self.desk.page.get_by_label(label).locator("visible=true").first
        field.fill(text)
        field.blur()
        drawn(self.desk.page)


@pytest.fixture
def room(browser: Browser, server: Server) -> Iterator[Room]:
    """Open the desk, the wall and five phones that have never been here."""
    led = admitted(server.url, server.home, small_decision("The whole way"))
    with ExitStack() as open_ones:
        service = open_service(f"sqlite:///{server.home}/sessions.db")
        open_ones.callback(service.close)
        # Two windows: of two tabs the hidden one is not drawn.
        desk, wall = (open_ones.enter_context(screen(browser, led)) for _window in range(2))
        phones = {
            name: open_ones.enter_context(phone(browser, server.url, LOCALES[language]))
            for name, language in COMMITTEE.items()
        }
        connections = {name: connections_of(page) for name, page in phones.items()}
        yield Room(desk, wall.page, phones, service, connections)


def connections_of(page: Page) -> list[WebSocketRoute]:
    """Let a phone's connections through, and hold on to them so that one can be cut."""
    found: list[WebSocketRoute] = []

    def let_through(connection: WebSocketRoute) -> None:
        connection.connect_to_server()
        found.append(connection)

    page.route_web_socket("**/_stcore/stream", let_through)
    return found


def tap(page: Page, key: str) -> None:
    """Press one of the large buttons of a phone, and wait until it has led on."""
    session = page.url.partition("s=")[2][:8]
    button = page.locator(f"[class~='st-key-{session}-{key}'] button, [data-key='{key}']")
    button.tap()
    expect(button).to_have_count(0)
    drawn(page)


def begin_and_let_in(room: Room) -> None:
    room.desk.open("workshop", "en")
    room.press("Begin the workshop", "Let people in")
    room.act("Make the link")
    room.press("Make the link", "/join/")
    address = room.desk.page.get_by_test_id("stCode").filter(has_text="/join/").inner_text().strip()
    for name, page in room.phones.items():
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", COMMITTEE[name])
        page.locator("form button").click()
        drawn(page)
    assert len(room.state.proceedings.members) == len(COMMITTEE)


def say_tiers(name: str, page: Page, connections: list[WebSocketRoute]) -> None:
    """Answer need by need; one phone is loaded anew in the middle, one loses its connection."""
    tap(page, "go-round-1")
    for at, tier in enumerate(TIERS[name], 1):
        if (name, at) == ("omer", 2):
            page.reload()
            drawn(page)
        if (name, at) == ("ola", 2):
            connections[-1].close()
            with page.expect_websocket():
                pass
            drawn(page)
        tap(page, f"say-round-1-N{at}-{tier}")
    tap(page, "hand-in-round-1")


def judge_tiers(room: Room) -> None:
    room.desk.open("workshop", "en", anew=True)
    room.press("Next: contested tiers", "Prepare a round")
    room.act("Open it now")
    room.press("Open it now", "0 of 5 handed in")
    for name, page in room.phones.items():
        say_tiers(name, page, room.connections[name])
    room.see("5 of 5 handed in")
    assert room.state.proceedings.ballots == {}


def agree_on_tiers(room: Room) -> None:
    room.act("Reveal to everybody")
    room.act("One at a time")
    revealed = room.state.proceedings.ballots["round-1"]
    said = sorted(str(ballot.tiers["N3"]) for ballot in revealed.values())
    assert said == ["cannot_judge", "must", "must", "nice", "nice"]
    room.write("One reason for all of them", "Nobody sees it otherwise")
    room.settle("Take over 2 lower medians")
    room.write("Why this value?", "It can wait until spring")
    room.press("Agree on this", "Because: It can wait until spring")
    tiers = {need.id: need.tier for need in room.state.decision.needs}
    assert tiers == {"N1": "must", "N2": "must", "N3": "nice"}


def lock(room: Room) -> None:
    room.press("Next: weights", "Next: differences")
    room.press("Next: differences", "Next: lock")
    room.press("Next: lock", "Read out what will be frozen")
    room.act("Lock it now")
    room.press("Lock it now", "What is frozen")
    room.press("Next: collecting answers", "Declare your own interests")
    room.act("Do you have to do with any of these bidders?")


def declare(room: Room) -> None:
    """Everybody says, before any score, that they have nothing to do with any bidder."""
    room.press("No, with none", "Change what you have declared")
    for page in room.phones.values():
        tap(page, "declare")
        tap(page, "declare-none")
        tap(page, "move-home")
    assert all(len(said) == 3 for said in room.state.proceedings.declarations.values())


def judge_scores(room: Room) -> None:
    room.press("Next: scores", "Prepare a round")
    room.act("Open it now")
    room.press("Open it now", "0 of 5 handed in")
    for page in room.phones.values():
        tap(page, "go-round-2")
        for cell in CELLS:
            page.locator(f"[data-key='say-round-2-{cell}-2']").tap()
            page.locator(f"[data-key^='evidence-round-2-{cell}-']").nth(2).tap()
            tap(page, f"move-next-round-2-{cell}")
        tap(page, "hand-in-round-2")
    room.see("5 of 5 handed in")
    room.act("Reveal to everybody")
    room.act("One at a time")
    room.write("One reason for all of them", "Seen in both demonstrations")
    room.settle("Take over 2 lower medians")
    room.write("One reason for all of them", "Asked their customers")
    room.settle("Take over 1 lower median")


def decide(room: Room) -> None:
    room.press("Next: decision", "Write the award down")
    room.act("It is decided by the rule that was locked")
    room.write("Votes for", "5")
    for label in ("Subject to what?", "Why this one, although it is not first?"):
        if room.desk.page.get_by_label(label).locator("visible=true").count():
            room.write(label, "The data are moved before the first payment")
    room.press("Write the award down", "5 for")


def test_a_committee_goes_the_whole_way_from_the_qr_code_to_the_decision(room: Room, tmp_path: Path) -> None:
    room.wall.goto(f"{room.desk.access.url}/wall?s={room.desk.access.session}&lang=en")
    begin_and_let_in(room)
    judge_tiers(room)
    agree_on_tiers(room)
    lock(room)
    declare(room)
    judge_scores(room)
    decide(room)
    assert room.state.proceedings.award is not None
    for page in room.phones.values():
        expect(page.get_by_text("Northstar").first).to_be_visible()
    expect(room.wall.get_by_role("heading", level=1)).to_be_visible()
    place = tmp_path / "session.zip"
    place.write_bytes(room.service.export(room.desk.access.token, room.desk.access.session))
    with zipfile.ZipFile(place) as archive:
        archive.extract("check.py", tmp_path)
    command = [sys.executable, "-I", str(tmp_path / "check.py"), str(place)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    head = checker.read(place)["head"]
    assert ran.stdout == f"{head['seq']} events, whole and unaltered: {head['hash']}\n"
