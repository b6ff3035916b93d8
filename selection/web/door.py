"""How the app is served: its own routes, its headers and cookie, and what happens before visitors."""

import gc
import importlib
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypedDict

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from selection import __version__
from selection.errors import StorageError
from selection.web import entering, handing_in, join
from selection.web.headers import KeptFiles, SecurityHeaders, VisitorCookie
from selection.web.live import HUB, events, version
from selection.web.process import service
from selection.words import Words
from selection.words.errors import explain

# What the first page needs and takes longest to load.
WARMED_UP = ("pandas", "altair")


class Options(TypedDict):
    """What `st.App` is told beside its script."""

    routes: Sequence[BaseRoute]
    middleware: Sequence[Middleware]
    lifespan: Callable[[Any], AbstractAsyncContextManager[dict[str, Any] | None]]


def health(_request: Request) -> JSONResponse:
    """Tell whether the app and its store answer."""
    try:
        service().store_version()
    except StorageError as error:
        return JSONResponse({"status": "failing", "code": error.code}, status_code=503)
    return JSONResponse({"status": "ok", "version": __version__})


def keep_log() -> None:
    """Let the operator's log hear of what is refused; without a word it hears of warnings only."""
    log = logging.getLogger("selection")
    if not log.hasHandlers():
        told = logging.StreamHandler()
        told.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
        log.addHandler(told)
    if log.level == logging.NOTSET:
        log.setLevel(logging.INFO)


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Open the store and load what is slow to load, so that no visitor waits for it.

    Raises
    ------
    StorageError
        If the store can't be opened: then there is no point in letting visitors in.
    """
    keep_log()
    opened = service()
    try:
        opened.listen(HUB.tell)
        for name in WARMED_UP:
            importlib.import_module(name)
        # What was loaded stays; without this every collection would walk through all of it again.
        gc.freeze()
        yield
    finally:
        opened.close()


class StoreFirst:
    """Let the app start only with an open store; without one, tell the operator why in a sentence."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, once the store is open."""
        if scope["type"] == "lifespan":
            try:
                service()
            except StorageError as error:
                found = explain(error, Words())
                said = f"{found.where} {found.sentence} {found.remedy}".strip()
                await send({"type": "lifespan.startup.failed", "message": said})
                return
        await self._app(scope, receive, send)


OPTIONS: Options = {
    "routes": [
        Route("/healthz", health),
        Route("/events/{session}", events),
        Route("/version/{session}", version),
        *entering.ROUTES,
        *handing_in.ROUTES,
        *join.ROUTES,
    ],
    "middleware": [
        Middleware(StoreFirst),
        Middleware(SecurityHeaders),
        Middleware(KeptFiles),
        Middleware(VisitorCookie),
    ],
    "lifespan": lifespan,
}
