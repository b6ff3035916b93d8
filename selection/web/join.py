"""The entrance: from a link or a code to a seat, by pages that need no script and change nothing by a look.

A link is looked at by more than people: mail filters and messengers open it, too. So opening it takes no
seat; pressing a button does. The secret leaves the address at once and waits, for as long as it takes to
press the button, in a cookie that only these pages are sent.
"""

import logging
import math
import time
from collections.abc import Awaitable, Callable
from functools import wraps
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.status import (
    HTTP_303_SEE_OTHER,
    HTTP_400_BAD_REQUEST,
    HTTP_403_FORBIDDEN,
    HTTP_404_NOT_FOUND,
    HTTP_429_TOO_MANY_REQUESTS,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from selection.errors import NotFound, SelectionError
from selection.web.headers import VISITOR, is_from_here, is_https
from selection.web.limits import Guesses, client_of
from selection.web.plain_page import alert, button_form, code_form, paragraph, plain_page, preferred_language
from selection.web.process import service
from selection.words import Words
from selection.words.errors import explain
from selection.workshop.permissions import is_token
from selection.workshop.service.entrance import CODE_LENGTH, is_code

INVITATION = "invitation"
INVITATION_SECONDS = 10 * 60
MOST_BYTES = 4096
JOIN, CODE = "/join", "/code"
NO_STORE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}

GUESSES = Guesses(time.monotonic)
_log = logging.getLogger(__name__)

Answer = Callable[[Request], Awaitable[Response]]


def _in_words(answer: Answer) -> Answer:
    """Answer with a plain page when something is refused or fails."""

    @wraps(answer)
    async def told(request: Request) -> Response:
        try:
            return await answer(request)
        except NotFound as error:
            return _refusal(request, error, HTTP_404_NOT_FOUND)
        except SelectionError as error:
            return _refusal(request, error, HTTP_503_SERVICE_UNAVAILABLE)

    return told


def _unless_from_elsewhere(answer: Answer) -> Answer:
    """Take a form only from our own page, and only from a browser that is known."""

    @wraps(answer)
    async def taken(request: Request) -> Response:
        if not is_from_here(request):
            # Neither who sent it nor what was in it: whoever is lured here has done nothing.
            _log.info("refused a form for %s that was sent from another site", request.url.path)
            _ = _words(request)
            told = _("This was not sent from our own page. Open the link again, and press the button there.")
            return _sentence(_, told, HTTP_403_FORBIDDEN)
        if _token(request) is None:
            return _no_cookies(request)
        return await answer(request)

    return taken


@_in_words
async def follow_link(request: Request) -> Response:
    """Bring back who has a seat; take the secret out of the address for everybody else."""
    secret = request.path_params["secret"]
    if not is_token(secret):
        raise NotFound("link_leads_nowhere")
    seated = await run_in_threadpool(service().seat_by, _token(request) or "", secret)
    if seated is not None:
        return _into(seated)
    answer = _see_other(JOIN)
    _keep_invitation(request, answer, secret)
    return answer


@_in_words
async def ask_to_join(request: Request) -> Response:
    """Ask whoever came by a link to press one button."""
    secret, token = request.cookies.get(INVITATION), _token(request)
    if token is None:
        return _no_cookies(request)
    if secret is None:
        return _see_other(CODE)
    if not is_token(secret):
        raise NotFound("link_leads_nowhere")
    seated = await run_in_threadpool(service().seat_by, token, secret)
    if seated is not None:
        return _into(seated)
    _ = _words(request)
    body = paragraph(_("This browser will be remembered, so that you can come back to where you were."))
    elsewhere = paragraph(
        _("Did you join on another device before? Go on there: here you would be one more person.")
    )
    form = button_form(JOIN, _("Join"), link=secret)
    return _page(_, _("You are invited to decide together"), body + elsewhere + form)


@_in_words
@_unless_from_elsewhere
async def join_by_link(request: Request) -> Response:
    """Take the seat a link leads to."""
    secret = await _field(request, "link")
    if not is_token(secret):
        raise NotFound("link_leads_nowhere")
    return _into(await run_in_threadpool(service().join, _token(request) or "", secret))


async def ask_for_code(request: Request) -> Response:
    """Ask for a code that was read out or written on a board."""
    return _code_page(request)


@_in_words
@_unless_from_elsewhere
async def join_by_code(request: Request) -> Response:
    """Take a place in the waiting room a code leads to, as long as it isn't being guessed."""
    _ = _words(request)
    async with request.form(max_files=0, max_fields=4) as form:
        code = str(form.get("code", ""))
    if not is_code(code):
        wanted = _(
            "A code has {count} letters and digits; yours has another length, or other signs.",
            count=CODE_LENGTH,
        )
        return _code_page(request, wanted, HTTP_400_BAD_REQUEST)
    client = client_of(request.client.host if request.client else "")
    seconds = GUESSES.wait(client)
    if seconds > 0:
        _log.info("refused a code: too many wrong ones were tried, the next is in %s s", math.ceil(seconds))
        return _too_many(request, seconds)
    try:
        session = await run_in_threadpool(service().join, _token(request) or "", code)
    except NotFound:
        wrong = _("No session has this code now. Look at it again, letter by letter.")
        return _code_page(request, wrong, HTTP_404_NOT_FOUND)
    except SelectionError:
        # It was not tested.
        GUESSES.was_right(client)
        raise
    GUESSES.was_right(client)
    return _into(session)


ROUTES = [
    Route(f"{JOIN}/{{secret}}", follow_link),
    Route(JOIN, ask_to_join),
    Route(JOIN, join_by_link, methods=["POST"]),
    Route(CODE, ask_for_code),
    Route(CODE, join_by_code, methods=["POST"]),
]


async def _field(request: Request, name: str) -> str:
    """Read one field of a form that has hardly more than that."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return ""
    return dict(parse_qsl(body.decode("ascii", "replace"))).get(name, "")


def _token(request: Request) -> str | None:
    known = request.cookies.get(VISITOR)
    return known if is_token(known) else None


def _words(request: Request) -> Words:
    return Words(preferred_language(request.headers.get("accept-language", "")))


def _see_other(address: str) -> RedirectResponse:
    return RedirectResponse(address, HTTP_303_SEE_OTHER, NO_STORE)


def _into(session: str) -> Response:
    answer = _see_other(f"/?s={session}")
    answer.delete_cookie(INVITATION, path=JOIN, httponly=True, samesite="lax")
    return answer


def _keep_invitation(request: Request, answer: Response, secret: str) -> None:
    answer.set_cookie(
        INVITATION,
        secret,
        max_age=INVITATION_SECONDS,
        path=JOIN,
        secure=is_https(request.scope),
        httponly=True,
        samesite="lax",
    )


def _page(_: Words, title: str, body: str, status: int = 200, **headers: str) -> Response:
    return HTMLResponse(plain_page(_, title, body), status, {**NO_STORE, **headers})


def _sentence(_: Words, text: str, status: int) -> Response:
    return _page(_, _("You are not in yet"), paragraph(text), status)


def _refusal(request: Request, error: SelectionError, status: int) -> Response:
    _ = _words(request)
    found = explain(error, _)
    return _sentence(_, f"{found.sentence} {found.remedy}", status)


def _no_cookies(request: Request) -> Response:
    _ = _words(request)
    told = _("Your browser does not keep cookies for this site. Allow them and open the link again.")
    return _sentence(_, told, HTTP_400_BAD_REQUEST)


def _code_page(request: Request, problem: str = "", status: int = 200) -> Response:
    _ = _words(request)
    label = _("The code of your session, {count} letters and digits", count=CODE_LENGTH)
    form = code_form(CODE, label, _("Go on"), CODE_LENGTH)
    return _page(_, _("Enter the code"), (alert(problem) if problem else "") + form, status)


def _too_many(request: Request, seconds: float) -> Response:
    _ = _words(request)
    told = _.counted(
        "Too many wrong codes came from here. Try again in {count} minute, or ask for the link instead.",
        "Too many wrong codes came from here. Try again in {count} minutes, or ask for the link instead.",
        math.ceil(seconds / 60),
    )
    retry = {"Retry-After": str(math.ceil(seconds))}
    return _page(_, _("You are not in yet"), alert(told), HTTP_429_TOO_MANY_REQUESTS, **retry)
