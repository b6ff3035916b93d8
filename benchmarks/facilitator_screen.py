"""How soon the facilitator sees that somebody handed in: python -m benchmarks.facilitator_screen.

The facilitator's page stands in a browser; members hand in through pages of their own, one after the other,
with a second or two between them. What is measured is from the time the judgement carries, which is before it
is committed, until the count on the facilitator's screen has gone up. Needs Chromium, named in the variable
CHROMIUM or found by playwright.
"""

import argparse
import asyncio
import os
import random
import tempfile
from pathlib import Path

from playwright.async_api import Page, async_playwright

from benchmarks.attendance import arrived
from benchmarks.committees import Committee
from benchmarks.languages import FLAGS
from benchmarks.meeting_rooms import Hall, hall, judgements, seated
from benchmarks.timing import Times, line, print_table

TARGET = 150.0
PAUSE_SECONDS = (1.0, 2.0)
SETTLE_SECONDS = 3.0
WATCH = """members => {
    const count = new RegExp(`(\\\\d+) of ${members} handed in`);
    const main = document.querySelector('[data-testid=stMain]');
    window.counted = {};
    const look = () => {
        const found = count.exec(main.innerText);
        if (found) window.counted[found[1]] ??= Date.now();
    };
    new MutationObserver(look).observe(main, {subtree: true, childList: true, characterData: true});
    look();
    return Object.keys(window.counted);
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=40)
    members = parser.parse_args().members
    with tempfile.TemporaryDirectory() as home, hall("sqlite", Path(home), 1) as found:
        times = asyncio.run(seen(found, seated(found.service, members)))
    print_table([line(f"{members} members, one after the other: seen by the facilitator", times, TARGET)])


async def seen(found: Hall, room: Committee) -> Times:
    """Let everybody hand in, and give the time from each judgement until the screen counted it."""
    chance = random.Random(1)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=FLAGS)
        page = await browser.new_page()
        await led(page, found, room)
        members = await arrived(room, found.ports)
        for member in members:
            await member.window.drawn()
        if await page.evaluate(WATCH, len(members)) != ["0"]:
            raise SystemExit("the facilitator's page does not count")
        await asyncio.sleep(SETTLE_SECONDS)
        for member in members:
            await member.hand_in()
            await asyncio.sleep(chance.uniform(*PAUSE_SECONDS))
        counted = await page.evaluate("window.counted")
        for member in members:
            await member.leave()
        await browser.close()
    stored = [stored for _seq, stored in judgements(found.service, room)]
    return Times(tuple(counted[str(count)] - 1000 * at for count, at in enumerate(stored, 1)))


async def led(page: Page, found: Hall, room: Committee) -> None:
    """Open the page from which the workshop is led."""
    url = f"http://127.0.0.1:{found.ports[0]}"
    await page.context.add_cookies([{"name": "visitor", "value": room.facilitator, "url": url}])
    await page.goto(f"{url}/workshop?s={room.session}&lang=en")
    await page.get_by_text("handed in").first.wait_for()


if __name__ == "__main__":
    main()
