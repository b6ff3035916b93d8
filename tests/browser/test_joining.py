"""From the QR code on the wall to a seat that lasts: phones join, come back, wait at the door, are let in."""

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest
import segno
from playwright.sync_api import Browser, Page, expect

from selection.workshop.service import Service, open_service
from tests.browser.conftest import Server, free_port, running_server
from tests.browser.screens import IN_THE_HAND, Access, admitted, screen
from tests.decisions import small_decision

AT_THE_DOOR = "You are at the door"


@contextmanager
def phone(browser: Browser, url: str, locale: str = "en-GB", **how: object) -> Iterator[Page]:
    """Take out a phone that has never been here."""
    context = browser.new_context(base_url=url, locale=locale, **{**IN_THE_HAND, **how})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def led(server: Server) -> Access:
    """A session of its own, on the shared server."""
    return admitted(server.url, server.home, small_decision("Where we meet"))


@pytest.fixture
def use(server: Server) -> Iterator[Service]:
    """The use cases, beside the server."""
    opened = open_service(f"sqlite:///{server.home}/sessions.db")
    yield opened
    opened.close()


def link(use: Service, led: Access, kind: str = "members") -> str:
    version = use.state(led.token, led.session).version
    return use.make_link(led.token, led.session, kind, version).secret  # type: ignore[arg-type]


def token_of(page: Page) -> str:
    (found,) = [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "visitor"]
    return str(found)


def seated(page: Page) -> None:
    expect(page).to_have_url(re.compile(r"/\?s=[0-9a-f]{32}(&|$)"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def join(page: Page, secret: str) -> None:
    page.goto(f"/join/{secret}")
    page.get_by_role("button", name="Join").click()
    seated(page)


def test_the_facilitator_s_page_shows_a_code_that_leads_a_phone_in(browser: Browser, led: Access) -> None:
    with screen(browser, led) as window, phone(browser, led.url) as member:
        desk = window.open("participants", "en")
        desk.get_by_role("button", name="Make the link").click()
        address = desk.get_by_test_id("stCode").filter(has_text="/join/").inner_text().strip()
        assert re.fullmatch(re.escape(led.url) + r"/join/[A-Za-z0-9_-]{43}", address)
        drawn = desk.get_by_alt_text("QR code of the members' link")
        held = base64.b64decode(unquote(str(drawn.get_attribute("src"))).partition(",")[2]).decode()
        (pattern,) = re.findall(
            r' d="([^"]+)"', segno.make_qr(address, error="m").svg_inline(border=4, light=None)
        )
        assert pattern in held
        join(member, address.rpartition("/")[2])
        expect(desk.get_by_text("Somebody without a name (1)").first).to_be_visible()


def test_a_reload_a_second_scan_and_a_new_tab_are_the_same_member(
    browser: Browser, led: Access, use: Service
) -> None:
    secret = link(use, led)
    with phone(browser, led.url) as member:
        join(member, secret)
        me = use.who_am_i(token_of(member), led.session).me
        member.reload()
        seated(member)
        member.goto(f"/join/{secret}")
        seated(member)
        tab = member.context.new_page()
        tab.goto(f"/join/{secret}")
        seated(tab)
        assert use.who_am_i(token_of(tab), led.session).me == me
    assert len(use.state(led.token, led.session).proceedings.participants) == 1


def test_one_link_on_two_phones_is_two_members(browser: Browser, led: Access, use: Service) -> None:
    secret = link(use, led)
    with phone(browser, led.url) as one, phone(browser, led.url) as other:
        join(one, secret)
        join(other, secret)
    assert len(use.state(led.token, led.session).proceedings.participants) == 2


def test_no_secret_stays_in_an_address_or_a_log_and_going_back_shows_none(
    browser: Browser, led: Access, use: Service, server: Server
) -> None:
    secret = link(use, led)
    with phone(browser, led.url) as member:
        addresses: list[str] = []
        member.on("framenavigated", lambda frame: addresses.append(frame.url))
        join(member, secret)
        member.go_back()
        expect(member).not_to_have_url(re.compile(secret))
        assert [address for address in addresses if secret in address] == []
        assert "visitor" not in member.evaluate("document.cookie")
        assert "invitation" not in member.evaluate("document.cookie")
        token = token_of(member)
    assert [found for found in (secret, token) if found in server.log.read_text()] == []


def test_without_a_script_joining_works_as_well(browser: Browser, led: Access, use: Service) -> None:
    secret = link(use, led)
    with phone(browser, led.url, java_script_enabled=False) as member:
        member.goto(f"/join/{secret}")
        member.get_by_role("button", name="Join").click()
        expect(member).to_have_url(re.compile(r"/\?s=[0-9a-f]{32}$"))
        assert use.who_am_i(token_of(member), led.session).standing == "member"


def test_who_types_the_code_waits_at_the_door_until_they_are_let_in(
    browser: Browser, led: Access, use: Service
) -> None:
    code = link(use, led, "code")
    with phone(browser, led.url) as member, screen(browser, led) as window:
        member.goto("/code")
        member.get_by_label("The code of your session").fill(f"{code[:4].lower()} {code[4:]}")
        member.get_by_role("button", name="Go on").click()
        expect(member.get_by_role("heading", level=1)).to_have_text(AT_THE_DOOR)
        member.get_by_label("Your name").fill("Ewa Nowak")
        member.get_by_label("Your department").fill("Sales")
        member.get_by_role("button", name="That is me").click()
        expect(member.get_by_text("whoever runs the session sees you")).to_be_visible()
        desk = window.open("participants", "en")
        desk.get_by_role("button", name="Let in", exact=True).click()
        expect(member.get_by_role("heading", level=1)).not_to_have_text(AT_THE_DOOR)
        member.reload()
        seated(member)
        expect(member.get_by_role("heading", level=1)).not_to_have_text(AT_THE_DOOR)
    assert use.who_am_i(led.token, led.session).state.proceedings.participants[0].name == "Ewa Nowak"


def test_who_is_turned_away_is_told_so_at_once_and_sees_nothing(
    browser: Browser, led: Access, use: Service
) -> None:
    code = link(use, led, "code")
    with phone(browser, led.url) as member:
        member.goto("/code")
        member.get_by_label("The code of your session").fill(code)
        member.get_by_role("button", name="Go on").click()
        expect(member.get_by_role("heading", level=1)).to_have_text(AT_THE_DOOR)
        state = use.state(led.token, led.session)
        (known,) = state.proceedings.participants
        use.admit(led.token, led.session, known.id, "removed", state.version)
        expect(member.get_by_text("The facilitator removed you from this session")).to_be_visible()
        expect(member.get_by_text("Where we meet")).to_have_count(0)


@pytest.mark.parametrize(("locale", "language", "way"), [("he-IL", "he", "rtl"), ("pl-PL", "pl", "ltr")])
def test_the_entrance_speaks_the_language_of_the_phone(
    browser: Browser, led: Access, use: Service, locale: str, language: str, way: str
) -> None:
    secret = link(use, led)
    with phone(browser, led.url, locale) as member:
        member.goto(f"/join/{secret}")
        expect(member.locator("html")).to_have_attribute("lang", language)
        expect(member.locator("html")).to_have_attribute("dir", way)
        box = member.get_by_role("button").bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= IN_THE_HAND["viewport"]["width"]


def test_a_link_that_was_withdrawn_is_told_in_one_plain_page(
    browser: Browser, led: Access, use: Service
) -> None:
    version = use.state(led.token, led.session).version
    way = use.make_link(led.token, led.session, "members", version)
    use.revoke_link(led.token, led.session, way.link, version + 1)
    with phone(browser, led.url) as member:
        reply = member.goto(f"/join/{way.secret}")
        assert reply is not None
        assert reply.status == 404
        expect(member.locator("p")).to_have_count(1)
        expect(member.get_by_role("button")).to_have_count(0)


def test_the_seat_outlasts_the_server(browser: Browser, tmp_path: Path) -> None:
    port = free_port()
    with running_server(tmp_path, port) as first:
        led = admitted(first.url, tmp_path, small_decision())
        use = open_service(f"sqlite:///{tmp_path}/sessions.db")
        secret = link(use, led)
        use.close()
        context = browser.new_context(base_url=first.url, locale="en-GB", **IN_THE_HAND)
        member = context.new_page()
        join(member, secret)
    with running_server(tmp_path, port):
        member.goto(f"/join/{secret}")
        seated(member)
        use = open_service(f"sqlite:///{tmp_path}/sessions.db")
        assert len(use.state(led.token, led.session).proceedings.participants) == 1
        use.close()
        context.close()


@pytest.mark.parametrize(("locale", "letters"), [("en-GB", {"latin"}), ("he-IL", {"latin", "hebrew"})])
def test_the_pages_before_the_app_are_set_in_its_font(
    browser: Browser, server: Server, locale: str, letters: set[str]
) -> None:
    with phone(browser, server.url, locale) as page:
        loaded: list[str] = []
        page.on("response", lambda answer: loaded.append(answer.url))
        page.goto("/code")
        page.wait_for_function("document.fonts.status === 'loaded'")
        files = (re.search(r"/app/static/heebo-(.*)-[0-9a-f]{8}\.woff2$", url) for url in loaded)
        assert {found[1] for found in files if found} == letters
