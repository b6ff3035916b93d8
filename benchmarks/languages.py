"""How much longer a page in Hebrew or Polish takes than in English: python -m benchmarks.languages.

One visitor per language, each with a browser window and a session of their own, moves the same slider
in turn, so that whatever else the machine does falls on all alike. What is measured is what the visitor
waits for: from the key that moves the slider until the page is drawn again and at rest. Needs Chromium,
named in the variable CHROMIUM or found by playwright.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.screen import admitted, running_app
from benchmarks.timing import Times, line, print_table
from benchmarks.visitors import Access
from selection.model.base import LANGUAGES
from selection.workshop.service import open_service

PAGES = ("criteria", "results")
MOST = 1.1
"""How many times as long as in English a page may take."""
PATIENCE = 5000
FLAGS = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--no-first-run"]
WATCH = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    window.drawnAfter = new Promise(resolve => {
        let pressed = 0;
        const press = () => { pressed = performance.now(); };
        window.addEventListener('keydown', press, {once: true, capture: true});
        new MutationObserver((_, watch) => {
            if (!pressed || app.dataset.testScriptState !== 'notRunning') return;
            watch.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
        }).observe(app, {attributeFilter: ['data-test-script-state']});
    });
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=60, help="how often each slider is moved")
    turns = parser.parse_args().turns
    rows: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as home, running_app(Path(home)) as app, chromium() as browser:
        service = open_service(f"sqlite:///{home}/sessions.db")
        for page in PAGES:
            accesses = [replace(admitted(app.port, service), language=language) for language in LANGUAGES]
            found = measured(browser, accesses, page, turns)
            rows += [line(f"{page}, {language}", times) for language, times in found.items()]
            for language, times in found.items():
                ratio = times.median / found["en"].median
                print(
                    f"{page}, {language}: {ratio:.2f} of English, {'held' if ratio <= MOST else 'not held'}"
                )
        service.close()
    print_table(rows)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
        yield browser
        browser.close()


def measured(browser: Browser, accesses: list[Access], name: str, turns: int) -> dict[str, Times]:
    """Move the slider of every language in turn; the first three turns do not count."""
    waited: dict[str, list[float]] = {access.language: [] for access in accesses}
    with ExitStack() as windows:
        pages = {access.language: windows.enter_context(opened(browser, access, name)) for access in accesses}
        for turn in range(-3, turns):
            times = {
                name: moved(page, "ArrowUp" if turn % 2 else "ArrowDown") for name, page in pages.items()
            }
            # Where one window missed its key, the turn says nothing about any.
            if turn >= 0 and None not in times.values():
                for language, time in times.items():
                    waited[language].append(time or 0.0)
    print(", ".join(f"{language} {statistics.median(times):.1f} ms" for language, times in waited.items()))
    return {language: Times(tuple(times)) for language, times in waited.items()}


@contextmanager
def opened(browser: Browser, access: Access, name: str) -> Iterator[Page]:
    """Open a page in a window with the visitor's cookie."""
    url = f"http://127.0.0.1:{access.port}"
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    context.add_cookies([{"name": "visitor", "value": access.token, "url": url}])
    page = context.new_page()
    page.goto(f"{url}/{name}?s={access.session}&lang={access.language}")
    page.locator("h1").wait_for()
    page.get_by_test_id("stMain").get_by_role("slider").first.wait_for(state="attached")
    page.wait_for_timeout(1500)
    yield page
    context.close()


def moved(page: Page, key: str) -> float | None:
    """Move the slider by a key, and give the milliseconds until the page is drawn; None if it never is."""
    page.bring_to_front()
    page.evaluate(WATCH)
    page.get_by_test_id("stMain").get_by_role("slider").first.focus()
    page.keyboard.press(key)
    time: float | None = page.evaluate(
        "most => Promise.race([window.drawnAfter, new Promise(give => setTimeout(give, most, null))])",
        PATIENCE,
    )
    return time


if __name__ == "__main__":
    main()
