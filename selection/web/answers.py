"""What the addresses share that a page asks by itself: who asks, in which language, what is answered."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse

from selection.errors import NotFound, SelectionError
from selection.model.base import LANGUAGES
from selection.web.headers import VISITOR
from selection.web.signed_in import tokens_of
from selection.words import Words
from selection.words.errors import explain

T = TypeVar("T")


def words_of(request: Request) -> Words:
    """Give the words of the language the page is in, as its address says."""
    asked = request.query_params.get("lang")
    return Words(next((language for language in LANGUAGES if language == asked), LANGUAGES[0]))


def answer(said: Mapping[str, object], status: int = 200) -> JSONResponse:
    """Answer a page, and let nothing on the way keep it."""
    return JSONResponse(said, status, {"Cache-Control": "no-store"})


def refused(error: SelectionError, _: Words, status: int) -> JSONResponse:
    """Say in plain words why something was not done."""
    found = explain(error, _)
    return answer({"refused": f"{found.sentence} {found.remedy}".strip()}, status)


async def as_whoever(request: Request, act: Callable[[str], Awaitable[T]]) -> T:
    """Act for whoever signed in in that browser, if they have a seat, else for its own visitor."""
    *signed_in, own = tokens_of(request.cookies.get(VISITOR, ""))
    for token in signed_in:
        try:
            return await act(token)
        except NotFound:
            continue
    return await act(own)
