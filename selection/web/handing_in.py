"""Handing in a round: the one thing a whole committee does at the same moment, so no page is drawn for it.

What is handed in is what its author has entered, which is kept here already; the browser only says that this
is it, and is told what became of it.
"""

import asyncio
import logging
from collections.abc import Collection, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.status import HTTP_403_FORBIDDEN, HTTP_409_CONFLICT

from selection.errors import SelectionError
from selection.model.base import Language
from selection.web.answers import answer, as_whoever, refused, words_of
from selection.web.headers import is_from_here
from selection.web.process import service
from selection.words.receipts import receipt_words
from selection.workshop.audit import Receipt
from selection.workshop.service.each import raised

Place = tuple[str, str]
"""A session, and a round in it."""
_log = logging.getLogger(__name__)


def address_of(session: str, found: str, language: Language) -> str:
    """Name the address at which a round is handed in, and the language in which one is answered.

    >>> address_of("5f2a91c3", "r1", "he")
    '/hand-in/5f2a91c3/r1?lang=he'
    """
    return f"/hand-in/{session}/{found}?lang={language}"


class Gathering:
    """Hand-ins that come while others are being stored wait for each other, and are stored together next.

    A thread each would take turns with all others at one interpreter and at one door to the database.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._next: dict[Place, tuple[list[str], asyncio.Task[Mapping[str, Receipt | Exception]]]] = {}

    async def hand_in(self, token: str, place: Place) -> Receipt:
        """Hand in for one, with whoever else waits to hand in there, and give their receipt.

        Raises
        ------
        SelectionError
            If it is refused, or could not be stored.
        """
        if place not in self._next:
            tokens: list[str] = []
            self._next[place] = tokens, asyncio.create_task(self._store(place, tokens))
        tokens, stored = self._next[place]
        tokens.append(token)
        # Whoever goes away takes nobody along.
        return raised((await asyncio.shield(stored))[token])

    async def _store(self, place: Place, tokens: Collection[str]) -> Mapping[str, Receipt | Exception]:
        try:
            await self._turn.acquire()
        finally:
            # Nobody joins any more, whatever becomes of these.
            del self._next[place]
        try:
            return await run_in_threadpool(service().hand_in_all, tokens, *place)
        finally:
            self._turn.release()


_gathering = Gathering()


async def hand_in(request: Request) -> JSONResponse:
    """Store what somebody has entered in a round, and tell them so, or why not."""
    _ = words_of(request)
    if not is_from_here(request):
        # Neither who sent it nor what was in it: whoever is lured here has done nothing.
        _log.info("refused a round that was handed in from another site")
        return answer({"refused": _("This was not sent from our own page.")}, HTTP_403_FORBIDDEN)
    place = request.path_params["session"], request.path_params["round"]
    try:
        receipt = await as_whoever(request, lambda token: _gathering.hand_in(token, place))
    except SelectionError as error:
        return refused(error, _, HTTP_409_CONFLICT)
    return answer({"stored": receipt_words(receipt, _)})


ROUTES = [Route("/hand-in/{session}/{round}", hand_in, methods=["POST"])]
