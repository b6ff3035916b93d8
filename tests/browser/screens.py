"""The pages of the app as a visitor's browser opens them: in a language, at a size, with a session."""

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from selection.model.base import Language
from selection.model.decision import Decision
from selection.workshop.service import open_service

DESKTOP = {"width": 1360, "height": 900}
PHONE = {"width": 390, "height": 844}
IN_THE_HAND: dict[str, Any] = {
    "viewport": PHONE,
    "is_mobile": True,
    "has_touch": True,
    # Streamlit folds its sidebar after a choice only where the browser says that it is a phone's.
    "user_agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/147.0.0.0 Mobile Safari/537.36",
}
NARROWEST = {"width": 320, "height": 640}
"""What 1280 pixels are at a zoom of 400 %."""


# What only screen readers are to find is cut down to a point.
SEEN = """(one => {
    if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true})) return false;
    for (let at = one; at; at = at.parentElement) {
        const look = getComputedStyle(at);
        if (at.offsetWidth <= 1 && look.overflow === 'hidden') return false;
    }
    return one.getClientRects().length > 0;
})"""


# Tables are moved within themselves, and so are bars of progress.
BEYOND_THE_EDGE = f"""(one => {{
    const box = one.getBoundingClientRect();
    return (box.right > innerWidth + 1 || box.left < -1)
        && !one.closest('[data-testid=stTable], [data-testid=stDataFrame], [data-testid=stProgress]')
        && {SEEN}(one);
}})"""


@dataclass(frozen=True)
class Access:
    """What a visitor's browser knows: the address, its cookie, and the session it opened."""

    url: str
    token: str
    session: str


def admitted(url: str, home: Path, decision: Decision) -> Access:
    """Take the cookie at the front door, and open a session with it."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        token = SimpleCookie(answer.headers["Set-Cookie"])["visitor"].value
    service = open_service(f"sqlite:///{home}/sessions.db")
    try:
        return Access(url, token, service.open_session(token, decision))
    finally:
        service.close()


@dataclass
class Screen:
    """One browser window, and where it is."""

    page: Page
    access: Access
    at: tuple[str, Language] | None = None

    def open(self, name: str, language: Language, *, anew: bool = False) -> Page:
        """Turn to a page of the session, unless it is there already."""
        if anew or self.at != (name, language):
            self.page.goto(f"{self.access.url}/{name}?s={self.access.session}&lang={language}")
            self.at = (name, language)
        expect(self.page.locator("html")).to_have_attribute("lang", language)
        drawn(self.page)
        return self.page


def pages(window: Screen, language: Language) -> list[str]:
    """Name the pages of a session as the sidebar does, in the order of the method; the start is first."""
    window.open("needs", language)
    links = window.page.get_by_test_id("stSidebarNavLink").evaluate_all(
        "links => links.map(one => one.pathname)"
    )
    return [path.removeprefix("/") for path in links]


@contextmanager
def screen(browser: Browser, access: Access, *, phone: bool = False, **how: Any) -> Iterator[Screen]:
    """Open a window with a visitor's cookie."""
    context = browser.new_context(**{**(IN_THE_HAND if phone else {"viewport": DESKTOP}), **how})
    context.add_cookies([{"name": "visitor", "value": access.token, "url": access.url}])
    context.set_default_timeout(30_000)
    yield Screen(context.new_page(), access)
    context.close()


def settled(page: Page) -> None:
    """Wait until the script is done, what it drew is there, and its words are in the visitor's language."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_function(
        """() => document.fonts.status === 'loaded'
            && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
            && Symbol.for('vendor-selection.own-words') in window"""
    )


def drawn(page: Page) -> None:
    """Wait until a page stands: it is settled, all of it, and nothing moves."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page)
    page.wait_for_function(
        """() => !!document.querySelector('[role=radio], .st-key-way-home') &&
            document.getAnimations().every(one => one.playState !== 'running'
                || !isFinite(one.effect.getComputedTiming().endTime)) &&
            [...document.querySelectorAll('[data-testid=stVegaLiteChart]')]
                .every(chart => !chart.offsetParent || chart.querySelector('canvas, svg'))"""
    )


def tabs(page: Page) -> Iterator[Locator]:
    """Open the tabs of a page one after the other; the first is open."""
    for at, tab in enumerate(page.get_by_role("tab").all()):
        if at:
            tab.click()
            expect(tab).to_have_attribute("aria-selected", "true")
            drawn(page)
        yield tab
