"""Who wants to know when a session changes, and how they hear of it at once: a stream of version numbers.

It only hurries what polling would find: the version in the store is the truth. A number is all that is
sent, so that nothing of a session can leak this way.
"""

import asyncio
import threading
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.status import HTTP_404_NOT_FOUND

from selection.errors import SelectionError
from selection.web.headers import VISITOR
from selection.web.process import News, service
from selection.web.signed_in import tokens_of
from selection.workshop.permissions import Standing
from selection.workshop.service import Caller
from selection.workshop.state import SessionState

COUNTING: tuple[Standing, ...] = ("facilitator", "observer")
"""Whose screens, of which the wall is one, also show how many have judged."""
QUIET_SECONDS = 15.0
"""After so long without news a sign of life is sent, so that nothing on the way gives the stream up."""
PAUSE_SECONDS = 0.1
"""News follow each other no faster: thirty people judging at once are few runs of a screen."""


class Hub:
    """Those who listen, by session; told from any thread, heard in the loop they listen in."""

    def __init__(self) -> None:
        self._listening: defaultdict[str, set[Callable[[News], None]]] = defaultdict(set)
        self._lock = threading.Lock()

    def tell(self, news: News) -> None:
        """Tell everybody who listens to a session that it has come to an event."""
        with self._lock:
            listening = tuple(self._listening.get(news.session, ()))
        for hear in listening:
            hear(news)

    def listen(self, session: str, hear: Callable[[News], None]) -> Callable[[], None]:
        """Listen to a session; what is given back ends it."""
        with self._lock:
            self._listening[session].add(hear)

        def end() -> None:
            with self._lock:
                self._listening[session].discard(hear)
                if not self._listening[session]:
                    del self._listening[session]

        return end


HUB = Hub()


async def events(request: Request) -> Response:
    """Stream the numbers of a session's newest events to somebody who has a seat in it.

    Who leads or watches hears of every judgement handed in; the others only of what changes their screens,
    or a hundred members would be told of each other a hundred times.
    """
    session = request.path_params["session"]
    look = partial(run_in_threadpool, _listener, request.cookies.get(VISITOR, ""), session)
    caller = await look()
    if caller is None:
        return Response(status_code=HTTP_404_NOT_FOUND)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    newest = number_for(caller.standing, caller.state)
    stream = numbers(HUB, session, newest, look, quiet_too=caller.standing in COUNTING)
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def version(request: Request) -> Response:
    """Tell by what number somebody's screen would be new: the truth, which the stream only hurries."""
    session = request.path_params["session"]
    caller = await run_in_threadpool(_listener, request.cookies.get(VISITOR, ""), session)
    if caller is None:
        return Response(status_code=HTTP_404_NOT_FOUND)
    return JSONResponse(number_for(caller.standing, caller.state), headers={"Cache-Control": "no-store"})


def number_for(standing: Standing, state: SessionState) -> int:
    """Tell by what number somebody's screen is out of date."""
    return state.version if standing in COUNTING else state.edited


def _listener(browsers: str, session: str) -> Caller | None:
    """Tell who listens: whoever signed in in that browser, or the browser's own visitor."""
    for token in tokens_of(browsers):
        try:
            return service().who_am_i(token, session)
        except SelectionError:
            continue
    return None


async def numbers(
    hub: Hub, session: str, version: int, look: Callable[[], Awaitable[object]], *, quiet_too: bool
) -> AsyncGenerator[str, None]:
    """Give the version at once, then each newer one, and a sign of life when there is none.

    Parameters
    ----------
    look
        Tells who listens, None if they have no seat any more; then the stream ends.
    """
    loop = asyncio.get_running_loop()
    newest, heard, may_have_gone = version, asyncio.Event(), False

    def came(news: News) -> None:
        nonlocal newest, may_have_gone
        newest = max(newest, news.seq)
        may_have_gone = may_have_gone or not news.quiet
        heard.set()

    def hear(news: News) -> None:
        if quiet_too or not news.quiet:
            loop.call_soon_threadsafe(came, news)

    end = hub.listen(session, hear)
    try:
        yield _message(newest)
        while True:
            try:
                await asyncio.wait_for(heard.wait(), QUIET_SECONDS)
            except TimeoutError:
                may_have_gone = True
            is_news, must_look = heard.is_set(), may_have_gone
            # Whatever comes from here on is told the next time.
            heard.clear()
            may_have_gone = False
            if must_look and await look() is None:
                return
            yield _message(newest) if is_news else ": here\n\n"
            await asyncio.sleep(PAUSE_SECONDS)
    finally:
        end()


def _message(version: int) -> str:
    return f"data: {version}\n\n"
