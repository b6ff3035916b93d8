"""Who listens to a session hears of what is written, in the order of its numbers, and of nothing else."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import pytest
from starlette.requests import Request

from selection.errors import NotFound
from selection.web import signed_in
from selection.web.headers import VISITOR
from selection.web.live import Hub, events, numbers, version
from selection.web.process import service
from selection.workshop.events import Edit
from selection.workshop.permissions import new_token
from selection.workshop.service import News, open_service
from tests.decisions import small_decision
from tests.meetings import meeting

SESSION, OTHER = "s1", "s2"


def loud(seq: int, session: str = SESSION) -> News:
    return News(session, seq, quiet=False)


def quiet(seq: int) -> News:
    return News(SESSION, seq, quiet=True)


def test_who_listens_hears_of_their_own_session_until_they_stop() -> None:
    hub, heard, still = Hub(), list[News](), list[News]()
    end = hub.listen(SESSION, heard.append)
    hub.listen(SESSION, still.append)
    hub.tell(loud(2))
    hub.tell(loud(9, OTHER))
    end()
    hub.tell(loud(3))
    assert (heard, still) == ([loud(2)], [loud(2), loud(3)])


async def messages(stream: AsyncGenerator[str, None], count: int) -> list[str]:
    return [await asyncio.wait_for(anext(stream), 10) for _ in range(count)]


async def seated() -> str:
    return "ann"


def told_after(*told: News, quiet_too: bool) -> list[str]:
    """Listen from event 1 on, and give the first two messages."""
    hub = Hub()

    async def listen() -> list[str]:
        stream = numbers(hub, SESSION, 1, seated, quiet_too=quiet_too)
        first = await messages(stream, 1)
        for news in told:
            hub.tell(news)
        found = first + await messages(stream, 1)
        await stream.aclose()
        return found

    found = asyncio.run(listen())
    tell_after_the_end(hub)
    return found


def tell_after_the_end(hub: Hub) -> None:
    """Tell something when a stream has ended and its loop is closed: who still listened there would break."""
    hub.tell(loud(100))


def test_who_leads_is_told_of_judgements_handed_in() -> None:
    assert told_after(quiet(2), quiet_too=True) == ["data: 1\n\n", "data: 2\n\n"]


def test_members_are_told_only_of_what_changes_their_screens() -> None:
    assert told_after(loud(2), quiet(3), quiet_too=False) == ["data: 1\n\n", "data: 2\n\n"]


def test_many_changes_at_once_are_told_as_the_newest() -> None:
    assert told_after(loud(2), loud(4), loud(3), quiet_too=True) == ["data: 1\n\n", "data: 4\n\n"]


@pytest.mark.parametrize(("presence", "heard"), [("removed", []), ("present", ["data: 9\n\n"])])
def test_the_stream_ends_for_who_was_removed(tmp_path: Path, presence: str, heard: list[str]) -> None:
    store = open_service(f"sqlite:///{tmp_path}/sessions.db")
    found = meeting(store, "ann", "ben")

    async def look() -> object:
        try:
            return store.who_am_i(found.members["ann"], found.session)
        except NotFound:
            return None

    hub = Hub()

    async def listen() -> list[str]:
        stream = numbers(hub, SESSION, 1, look, quiet_too=False)
        await messages(stream, 1)
        known = found.state.proceedings.participant(found.id_of("ann"))
        assert known is not None
        found.edit(Edit("participant", (known.id,), known.model_copy(update={"presence": presence})))
        hub.tell(loud(9))
        told = [message async for message in one_of(stream)]
        await stream.aclose()
        return told

    assert asyncio.run(listen()) == heard
    tell_after_the_end(hub)
    store.close()


async def one_of(stream: AsyncGenerator[str, None]) -> AsyncGenerator[str, None]:
    """Give the next message, if there is one."""
    async for message in stream:
        yield message
        return


def status_of(cookie: str, session: str) -> int:
    """Ask for the stream as a browser does, and give the answer's status; the stream itself is not read."""

    async def asked() -> int:
        scope = {
            "type": "http",
            "path_params": {"session": session},
            "headers": [(b"cookie", f"{VISITOR}={cookie}".encode())],
        }
        return (await events(Request(scope))).status_code

    return asyncio.run(asked())


@pytest.fixture
def led(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """Somebody's token, and a session they lead by it."""
    monkeypatch.setenv("VENDOR_SELECTION_HOME", str(tmp_path))
    own = new_token()
    yield own, service().open_session(own, small_decision())
    service().close()


def test_the_stream_is_open_to_who_has_a_seat_and_is_not_there_for_anybody_else(
    led: tuple[str, str],
) -> None:
    own, session = led
    assert [status_of(cookie, session) for cookie in (own, new_token(), "", "x")] == [200, 404, 404, 404]
    assert status_of(own, "0" * 32) == 404


def test_who_signed_in_hears_of_the_session_they_lead_although_their_browser_is_another_visitor(
    led: tuple[str, str],
) -> None:
    (own, session), browsers = led, new_token()
    signed_in.remember(browsers, own)
    assert status_of(browsers, session) == 200
    assert status_of(new_token(), session) == 404
    signed_in.remember(browsers, None)
    assert status_of(browsers, session) == 404


def test_who_signed_in_and_came_by_a_link_hears_of_that_session_by_the_browser_s_own_seat(
    led: tuple[str, str],
) -> None:
    (own, session), browsers = led, new_token()
    signed_in.remember(own, browsers)
    assert status_of(own, session) == 200
    signed_in.remember(own, None)


def number_told(cookie: str, session: str) -> tuple[int, bytes]:
    """Ask for the number of the newest event as a page does every few seconds."""
    scope = {
        "type": "http",
        "path_params": {"session": session},
        "headers": [(b"cookie", f"{VISITOR}={cookie}".encode())],
    }
    answer = asyncio.run(version(Request(scope)))
    return answer.status_code, bytes(answer.body)


def test_the_number_is_told_to_who_has_a_seat_and_is_not_there_for_anybody_else(led: tuple[str, str]) -> None:
    own, session = led
    assert number_told(own, session) == (200, b"1")
    service().submit(own, session, Edit("title", (), "Later"), 1, "x1")
    assert number_told(own, session) == (200, b"2")
    assert [number_told(cookie, session) for cookie in (new_token(), "")] == [(404, b""), (404, b"")]


@pytest.mark.usefixtures("led")
def test_a_member_s_screen_is_not_out_of_date_by_what_others_hand_in() -> None:
    room = meeting(service(), "ann", "ben")
    room.turn_to("needs")
    room.prepare("r1", subject="tiers", needs=("N1",))
    room.move("r1", "open")
    seen = [number_told(token, room.session) for token in (room.facilitator, room.members["ann"])]
    room.judge("ben", "r1", tiers={"N1": "must"})
    told = [number_told(token, room.session) for token in (room.facilitator, room.members["ann"])]
    assert (told[0] == seen[0], told[1] == seen[1]) == (False, True)
