"""Entering an answer in a round: what members do most, so no page is drawn for it.

The page holds all questions of the round and goes on by itself; what is entered comes here, question by
question, and is kept on its author's sheet as if they had entered it anywhere else.
"""

import logging
from typing import Annotated

from pydantic import Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.status import (
    HTTP_400_BAD_REQUEST,
    HTTP_403_FORBIDDEN,
    HTTP_409_CONFLICT,
    HTTP_429_TOO_MANY_REQUESTS,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from selection.errors import SelectionError, SessionError, StorageError
from selection.model.base import Entry, Language
from selection.web.answers import answer, as_whoever, refused, words_of
from selection.web.headers import is_from_here
from selection.web.process import service
from selection.workshop.sheets import Said

MOST_BYTES = 32 * 1024
"""The longest comment there may be, in any letters, and what is around it."""

_log = logging.getLogger(__name__)


class Entered(Entry):
    """What a page sends: a question, and what was said to it."""

    item: Annotated[str, Field(min_length=1, max_length=500)]
    said: Said


def address_of(session: str, found: str, language: Language) -> str:
    """Name the address at which answers of a round are entered, and the language in which one is answered.

    >>> address_of("5f2a91c3", "r1", "he")
    '/enter/5f2a91c3/r1?lang=he'
    """
    return f"/enter/{session}/{found}?lang={language}"


async def enter(request: Request) -> JSONResponse:
    """Keep what somebody says to a question of a round, and tell them by which revision, or why not."""
    _ = words_of(request)
    if not is_from_here(request):
        _log.info("refused an answer that was entered from another site")
        return answer({"refused": _("This was not sent from our own page.")}, HTTP_403_FORBIDDEN)
    found = await _entered(request)
    if found is None:
        return refused(SessionError("judgement_of_no_kind"), _, HTTP_400_BAD_REQUEST)
    said = request.path_params["session"], request.path_params["round"], found.item, found.said
    try:
        revision = await as_whoever(
            request, lambda token: run_in_threadpool(service().enter_in_round, token, *said)
        )
    except SelectionError as error:
        return refused(error, _, _status(error))
    return answer({"revision": revision})


ROUTES = [Route("/enter/{session}/{round}", enter, methods=["POST"])]


async def _entered(request: Request) -> Entered | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    try:
        return Entered.model_validate_json(body)
    except ValidationError:
        return None


def _status(error: SelectionError) -> int:
    """Tell a page whether the same may be taken later."""
    if error.code == "too_fast":
        return HTTP_429_TOO_MANY_REQUESTS
    # After a restart it is known again who signed in once a page of theirs was drawn; until then they look
    # like anybody, and what they said must wait.
    waits = isinstance(error, StorageError) or error.code == "session_not_found"
    return HTTP_503_SERVICE_UNAVAILABLE if waits else HTTP_409_CONFLICT
