"""Who signs in finds their decisions on every device; who doesn't sees what their browser knows, as ever."""

import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from selection.workshop.service import open_service
from tests.browser.conftest import ROOT, START_DEADLINE, Server, free_port, running_server, stop
from tests.browser.identity_provider import CLIENT, CLIENT_SECRET
from tests.browser.screens import admitted
from tests.decisions import small_decision

SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "{secret}"
client_id = "{client}"
client_secret = "{client_secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def running_provider(home: Path) -> Iterator[str]:
    """Serve the identity provider until the block ends."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "tests.browser.identity_provider", str(port)]
    with (home / "provider.log").open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + START_DEADLINE
        while not answers(f"{url}/.well-known/openid-configuration"):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail((home / "provider.log").read_text())
            time.sleep(0.05)
        yield url
    finally:
        stop(process)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app as an operator sets it up who wants people to sign in."""
    home, port = tmp_path_factory.mktemp("signed"), free_port()
    with running_provider(home) as provider:
        known = {"secret": secrets.token_hex(), "client": CLIENT, "client_secret": CLIENT_SECRET}
        told = SECRETS.format(app=f"http://127.0.0.1:{port}", provider=provider, **known)
        (home / "secrets.toml").write_text(told)
        with running_server(home, port, f"--secrets.files={home / 'secrets.toml'}") as server:
            yield server


@contextmanager
def device(browser: Browser, app: Server) -> Iterator[Page]:
    """Open a browser that has never been here."""
    context = browser.new_context(base_url=app.url, locale="en-GB")
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def sign_in(page: Page, name: str) -> None:
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a CRM and the firm to implement it")


def begin(page: Page, title: str) -> None:
    page.get_by_label("What is the decision called?").fill(title)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_test_id("stSidebar").get_by_text(title)).to_be_visible()


def test_the_same_person_finds_their_decision_on_another_device_and_nobody_else_does(
    browser: Browser, app: Server
) -> None:
    with device(browser, app) as laptop, device(browser, app) as phone, device(browser, app) as other:
        sign_in(laptop, "Dana Levi")
        expect(laptop.get_by_text("Signed in as Dana Levi")).to_be_visible()
        begin(laptop, "Seen on both")
        sign_in(phone, "Dana Levi")
        expect(phone.get_by_test_id("stMain").get_by_text("Seen on both")).to_be_visible()
        sign_in(other, "Jan Kowalski")
        expect(other.get_by_text("Signed in as Jan Kowalski")).to_be_visible()
        expect(other.get_by_text("Seen on both")).to_have_count(0)
        other.goto(laptop.url)
        expect(other.get_by_text("There is no such decision here")).to_be_visible()


def test_who_signs_out_is_who_the_browser_was_before(browser: Browser, app: Server) -> None:
    with device(browser, app) as page:
        begin(page, "Without a name")
        page.goto("/")
        sign_in(page, "Jan Kowalski")
        expect(page.get_by_text("Without a name")).to_have_count(0)
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
        expect(page.get_by_test_id("stMain").get_by_text("Without a name")).to_be_visible()


def test_who_signed_in_comes_into_a_session_by_its_link_as_anybody(browser: Browser, app: Server) -> None:
    led = admitted(app.url, app.home, small_decision("Led by another"))
    use = open_service(f"sqlite:///{app.home}/sessions.db")
    secret = use.make_link(led.token, led.session, "members", 1).secret
    with device(browser, app) as page:
        sign_in(page, "Dana Levi")
        page.goto(f"/join/{secret}")
        page.get_by_role("button", name="Join").click()
        expect(page.get_by_text("Led by another").first).to_be_visible()
        expect(page.get_by_text("There is no such decision here")).to_have_count(0)
    assert len(use.state(led.token, led.session).proceedings.participants) == 1
    use.close()


def test_what_a_stranger_signed_signs_nobody_in(browser: Browser, app: Server) -> None:
    with device(browser, app) as page:
        sign_in(page, "Mallory")
        expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
        expect(page.get_by_text("Signed in as")).to_have_count(0)


def test_where_sign_in_was_not_set_up_there_is_no_word_of_it(page: Page, base_url: str) -> None:
    page.goto(base_url)
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    expect(page.get_by_text("Sign in")).to_have_count(0)


LISTENS = """async session => {
    const answer = await fetch(`/events/${session}`);
    await answer.body?.cancel();
    return answer.status;
}"""
HEARD = """() => window.sessionNews?.source.readyState === EventSource.OPEN"""


def test_who_signed_in_to_lead_hears_of_the_session_at_once_and_no_more_once_signed_out(
    browser: Browser, app: Server
) -> None:
    with device(browser, app) as laptop, device(browser, app) as phone:
        sign_in(laptop, "Dana Levi")
        begin(laptop, "Led by Dana")
        session = parse_qs(urlsplit(laptop.url).query)["s"][0]
        assert laptop.evaluate(LISTENS, session) == 200
        assert phone.evaluate(LISTENS, session) == 404
        laptop.goto(f"/workshop?s={session}")
        laptop.wait_for_function(HEARD)
        laptop.goto("/")
        # The page can be drawn as nobody's already before the browser is led round by the way out.
        with laptop.expect_navigation():
            laptop.get_by_role("button", name="Sign out").click()
        expect(laptop.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
        assert laptop.evaluate(LISTENS, session) == 404
