"""Whatever is written into a meeting, by whomever: it is text on every screen, and harms none."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, expect

from selection.workshop.service import open_service
from tests.browser.committees import AT_THE_DOOR, OBSERVER, VENDOR, Texts, committee, show, unfold
from tests.browser.conftest import Server
from tests.browser.screens import BEYOND_THE_EDGE, NARROWEST, Access, screen, settled
from tests.meetings import Meeting

MARKUP = (
    "<img src=https://trap.example/i.png onerror=alert(1)><script>alert(2)</script>"
    "<iframe src=https://trap.example></iframe>[link](javascript:alert(3))"
    "![p](https://trap.example/p.png) :red[s] $x^2$"
)
HOSTILE = {
    "markup": Texts(MARKUP[:200], MARKUP, f"{MARKUP} said with markup"),
    "turning": Texts("\u202eDana\u2066 Levi", "\u202eSales \u2067\u05d0\u05d1", "\u202eturned \u2066round"),
    "long": Texts("W" * 200, "W" * 500, "w" * 5000),
    "emoji": Texts("👩🏽‍💻 Dana 👨‍👩‍👧‍👦", "🏳️‍🌈 Sales 🇮🇱🇵🇱", "👍🏾 said ❤️‍🔥 with e\u0301 and \U0001d7d8"),
    "mixed": Texts(
        "דנה Levi (Łódź) 12", "Sales – מכירות (EU) 3/4", "לדבריה ACME הבטיחה 24/7, i to po polsku: zażółć"
    ),
    "formula": Texts('=HYPERLINK("https://trap.example")', "=1+1", "@SUM(1) +cmd|' /C calc'!A0"),
}
PARTS = ("Rounds", "Differences", "Interests")
INJECTED = """() => [...document.querySelectorAll(
    '[data-testid=stMain] :is(script, iframe, object, embed, [onerror], [onload], .katex),' +
    '[src*="trap.example"], [href*="trap.example"], [href^="javascript:"]'
)].map(one => one.outerHTML.slice(0, 160))"""
TURNED = "() => [...document.body.innerText].filter(sign => /[\\u202a-\\u202e]/.test(sign)).length"
WIDER = f"""() => [...document.querySelectorAll('[data-testid=stMain] *')]
    .filter({BEYOND_THE_EDGE}).map(one => one.outerHTML.slice(0, 120))"""


@dataclass
class Harm:
    """What a page must never do, as the browser notices it."""

    host: str
    done: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.done.append(f"error: {error}"))

    def _dialog(self, dialog: Dialog) -> None:
        self.done.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        at = urlsplit(request.url)
        if at.scheme not in ("data", "blob") and at.netloc != self.host:
            self.done.append(f"request: {request.url}")


@contextmanager
def watched(browser: Browser, server: Server, found: Meeting, who: str, **how: object) -> Iterator[Page]:
    """Open somebody's window, and tell at its end what harm was done in it."""
    harm = Harm(urlsplit(server.url).netloc)
    with screen(browser, Access(server.url, who, found.session), **how) as window:
        harm.watch(window.page)
        yield window.page
        assert harm.done == []


def harmless(page: Page) -> None:
    unfold(page)
    assert page.evaluate(INJECTED) == []
    assert page.evaluate(TURNED) == 0


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_written_in_a_meeting_does_no_harm_on_any_screen(
    kind: str, server: Server, browser: Browser
) -> None:
    service = open_service(f"sqlite:///{server.home}/sessions.db")
    found = committee(service, HOSTILE[kind])
    with watched(browser, server, found, found.facilitator) as page:
        show(page, server.url, found, "participants", "en")
        harmless(page)
        show(page, server.url, found, "workshop", "en")
        for part in PARTS:
            page.get_by_role("radio", name=part, exact=True).click()
            expect(page.get_by_role("radio", name=part, exact=True)).to_be_checked()
            settled(page)
            harmless(page)
    for who, name in (
        (found.members["ann"], ""),
        (found.members["ben"], ""),
        (OBSERVER, ""),
        (OBSERVER, "wall"),
        (VENDOR, ""),
        (AT_THE_DOOR, ""),
    ):
        with watched(browser, server, found, who, phone=True, viewport=NARROWEST) as page:
            show(page, server.url, found, name, "he")
            harmless(page)
            if name != "wall":
                assert page.evaluate(WIDER) == [], who
    service.close()


def test_markup_in_a_name_stands_on_the_screen_as_it_was_written(server: Server, browser: Browser) -> None:
    service = open_service(f"sqlite:///{server.home}/sessions.db")
    found = committee(service, HOSTILE["markup"])
    with watched(browser, server, found, found.members["ann"]) as page:
        show(page, server.url, found, "", "en")
        shown = page.get_by_role("heading", level=1).inner_text().replace("\N{WORD JOINER}", "")
        assert shown == MARKUP
    service.close()


@pytest.mark.parametrize("secret", ["%3Cimg%20src=x%20onerror=alert(1)%3E", "%E2%80%AEevil", "A" * 5000])
def test_an_address_made_up_for_the_door_is_told_in_a_sentence_and_does_no_harm(
    secret: str, server: Server, browser: Browser
) -> None:
    harm = Harm(urlsplit(server.url).netloc)
    with screen(browser, Access(server.url, "a" * 43, "none")) as window:
        harm.watch(window.page)
        answer = window.page.goto(f"{server.url}/join/{secret}?x=%3Cscript%3Ealert(2)%3C%2Fscript%3E")
        assert answer is not None
        assert answer.status == 404
        assert window.page.locator("script, img, iframe").count() == 0
        assert "alert" not in window.page.inner_text("body")
    assert harm.done == []
