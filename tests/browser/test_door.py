"""The running app knows its visitors and says that it is well."""

import json
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from selection import __version__
from selection.workshop.permissions import is_token


@pytest.fixture
def another_page(browser: Browser, base_url: str) -> Iterator[Page]:
    """A second person, with a browser of their own."""
    context = browser.new_context(base_url=base_url)
    yield context.new_page()
    context.close()


def visitor_cookie(page: Page) -> dict[str, object]:
    page.goto("/")
    (cookie,) = [dict(c) for c in page.context.cookies() if c["name"] == "visitor"]
    return cookie


def test_health_is_told_beside_the_pages(base_url: str) -> None:
    with urllib.request.urlopen(f"{base_url}/healthz", timeout=10) as answer:
        assert json.loads(answer.read()) == {"status": "ok", "version": __version__}
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_visitor_is_given_a_cookie_no_script_can_read(page: Page) -> None:
    cookie = visitor_cookie(page)
    assert is_token(cookie["value"])
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["secure"]) == (True, "Lax", False)
    assert "visitor" not in page.evaluate("document.cookie")


def test_a_visitor_who_reloads_is_the_same_and_another_is_another(page: Page, another_page: Page) -> None:
    first = visitor_cookie(page)["value"]
    assert visitor_cookie(page)["value"] == first
    assert visitor_cookie(another_page)["value"] != first


def test_the_page_runs_within_its_own_policy(page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    page.goto("/")
    page.get_by_role("heading").first.wait_for()
    assert refused == []
