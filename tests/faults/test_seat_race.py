"""A browser that follows two links at the same instant has one seat, and is told of no failure."""

import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from selection.storage.store import Store
from selection.workshop.service import Service
from tests.databases import DATABASES
from tests.decisions import token
from tests.meetings import Meeting, guest, meeting

BROWSERS = 12


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return DATABASES[request.param](tmp_path)


@pytest.fixture
def service(url: str) -> Iterator[Service]:
    opened = Service(Store(url))
    yield opened
    opened.close()


def links(found: Meeting) -> dict[str, str]:
    """Make a link of every kind there is."""
    made = {
        kind: found.service.make_link(found.facilitator, found.session, kind, found.state.version).secret  # type: ignore[arg-type]
        for kind in ("members", "code")
    }
    eye = guest("eye", "observer")
    return made | {
        "personal": found.service.make_link(
            found.facilitator, found.session, "personal", found.state.version, eye
        ).secret
    }


class Meanwhile:
    """Draws names, and does something else the first time one is drawn: just before a seat is taken."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act: list[Callable[[], object]] = [act]

    def __call__(self) -> str:
        while self._act:
            self._act.pop()()
        return uuid.uuid4().hex


@pytest.mark.parametrize("first", ["members", "code", "personal"])
@pytest.mark.parametrize("who", ["the same", "another"])
def test_a_seat_that_was_taken_by_another_link_meanwhile_is_kept(
    service: Service, url: str, first: str, who: str
) -> None:
    found = meeting(service)
    ways, mine = links(found), token("mine")
    quicker = mine if who == "the same" else token("another")
    slower = Service(Store(url), tokens=Meanwhile(lambda: service.join(quicker, ways[first])))
    assert slower.join(mine, found.link) == found.session
    slower.close()
    came = [one for one in found.state.proceedings.participants if one.id != "eye"]
    guests = 1 if first != "personal" else 0
    assert len(came) == (guests if who == "the same" else 1 + guests)
    if who == "the same":
        standing = {"members": "member", "code": "waiting", "personal": "observer"}[first]
        assert service.who_am_i(mine, found.session).standing == standing


def test_browsers_that_follow_two_links_each_at_the_same_instant_have_one_seat_each(service: Service) -> None:
    found = meeting(service)
    ways = (found.link, links(found)["code"])
    together = Barrier(2 * BROWSERS)

    def follow(browser: int, way: int) -> str:
        together.wait()
        return service.join(token(f"browser {browser}"), ways[way])

    with ThreadPoolExecutor(2 * BROWSERS) as crowd:
        asked = [crowd.submit(follow, browser, way) for browser in range(BROWSERS) for way in (0, 1)]
    assert {one.result() for one in asked} == {found.session}
    assert len([one for one in found.state.proceedings.participants if one.id != "eye"]) == BROWSERS
    seats = {service.who_am_i(token(f"browser {n}"), found.session).me for n in range(BROWSERS)}
    assert len(seats) == BROWSERS
