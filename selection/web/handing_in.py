"""Handing in a round: the one thing a whole committee does at the same moment, so no page is drawn for it.

What is handed in is what its author has entered, which is kept here already; the browser only says that this
is it, and is told what became of it.
"""

import logging
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.status import HTTP_403_FORBIDDEN, HTTP_409_CONFLICT

from selection.errors import NotFound, SelectionError
from selection.model.base import LANGUAGES, Language
from selection.web.headers import VISITOR, is_from_here
from selection.web.process import service
from selection.web.signed_in import tokens_of
from selection.words import Words
from selection.words.errors import explain
from selection.words.receipts import receipt_words
from selection.workshop.audit import Receipt

_log = logging.getLogger(__name__)


def address_of(session: str, found: str, language: Language) -> str:
    """Name the address at which a round is handed in, and the language in which one is answered.

    >>> address_of("5f2a91c3", "r1", "he")
    '/hand-in/5f2a91c3/r1?lang=he'
    """
    return f"/hand-in/{session}/{found}?lang={language}"


async def hand_in(request: Request) -> JSONResponse:
    """Store what somebody has entered in a round, and tell them so, or why not."""
    _ = _words(request)
    if not is_from_here(request):
        # Neither who sent it nor what was in it: whoever is lured here has done nothing.
        _log.info("refused a round that was handed in from another site")
        return _answer({"refused": _("This was not sent from our own page.")}, HTTP_403_FORBIDDEN)
    place = request.path_params["session"], request.path_params["round"]
    try:
        receipt = await run_in_threadpool(_hand_in, request.cookies.get(VISITOR, ""), *place)
    except SelectionError as error:
        found = explain(error, _)
        return _answer({"refused": f"{found.sentence} {found.remedy}".strip()}, HTTP_409_CONFLICT)
    return _answer({"stored": receipt_words(receipt, _)})


ROUTES = [Route("/hand-in/{session}/{round}", hand_in, methods=["POST"])]


def _hand_in(browsers: str, session: str, found: str) -> Receipt:
    """Hand in for whoever signed in in that browser, if they have a seat, else for its own visitor."""
    *signed_in, own = tokens_of(browsers)
    for token in signed_in:
        try:
            return service().hand_in(token, session, found)
        except NotFound:
            continue
    return service().hand_in(own, session, found)


def _words(request: Request) -> Words:
    asked = request.query_params.get("lang")
    return Words(next((language for language in LANGUAGES if language == asked), LANGUAGES[0]))


def _answer(said: Mapping[str, object], status: int = 200) -> JSONResponse:
    return JSONResponse(said, status, {"Cache-Control": "no-store"})
