"""What every answer carries, and who is given a cookie."""

import asyncio
from collections.abc import Mapping
from http.cookies import SimpleCookie

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from selection.web.headers import SECURITY_HEADERS, KeptFiles, SecurityHeaders, VisitorCookie
from selection.workshop.permissions import is_token
from tests.decisions import token

PAGE = {"accept": "text/html,application/xhtml+xml"}


async def plain(scope: Scope, receive: Receive, send: Send) -> None:
    answer = PlainTextResponse("hello", headers={"cache-control": "public"})
    await answer(scope, receive, send)


def asked(
    app: ASGIApp,
    path: str = "/",
    headers: Mapping[str, str] | None = None,
    *,
    method: str = "GET",
    scheme: str = "http",
) -> dict[str, str]:
    """Ask an app for something and give the headers of its answer."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {"type": "http", "method": method, "path": path, "scheme": scheme, "headers": raw}
    asyncio.run(app(scope, receive, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def visitor(answer: Mapping[str, str]) -> str:
    return SimpleCookie(answer["set-cookie"])["visitor"].value


@pytest.mark.parametrize("path", ["/", "/healthz", "/static/a.js"])
def test_every_answer_says_what_its_page_may_load(path: str) -> None:
    answer = asked(SecurityHeaders(plain), path)
    assert {name: answer.get(name.lower()) for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    assert policy == (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' ws: wss:; worker-src 'self' blob:; frame-ancestors 'self'; "
        "object-src 'none'; base-uri 'self'"
    )


@pytest.mark.parametrize(("path", "headers"), [("/", {}), ("/needs", PAGE)])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whoever_opens_a_page_for_the_first_time_is_given_a_token(
    path: str, headers: Mapping[str, str], method: str
) -> None:
    answer = asked(VisitorCookie(plain), path, headers, method=method)
    assert is_token(visitor(answer))
    assert answer["set-cookie"].partition("; ")[2] == "Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax"
    assert answer["cache-control"] == "private, no-cache"


def test_two_visitors_are_given_two_tokens() -> None:
    tokens = {visitor(asked(VisitorCookie(plain))) for _ in range(2)}
    assert len(tokens) == 2


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [("/healthz", "GET", {"accept": "*/*"}), ("/static/a.js", "GET", {}), ("/", "POST", PAGE)],
)
def test_what_is_no_page_is_answered_without_a_cookie(
    path: str, method: str, headers: Mapping[str, str]
) -> None:
    answer = asked(VisitorCookie(plain), path, headers, method=method)
    assert "set-cookie" not in answer
    assert answer["cache-control"] == "public"


def test_a_visitor_who_comes_back_keeps_their_token() -> None:
    answer = asked(VisitorCookie(plain), headers={"cookie": f"theme=dark; visitor={token('ann')}"})
    assert visitor(answer) == token("ann")


@pytest.mark.parametrize("known", ["", "alice", "x" * 44, '"><script>'])
def test_a_token_that_was_never_given_out_is_replaced(known: str) -> None:
    answer = asked(VisitorCookie(plain), headers={"cookie": f"visitor={known}"})
    assert is_token(visitor(answer))
    assert visitor(answer) != known


@pytest.mark.parametrize(
    ("scheme", "headers", "secure"),
    [
        ("http", {}, False),
        ("https", {}, True),
        ("http", {"x-forwarded-proto": "https"}, True),
        ("http", {"x-forwarded-proto": "https, http"}, True),
        ("http", {"x-forwarded-proto": "http"}, False),
    ],
)
def test_the_cookie_is_kept_to_https_where_the_visitor_came_by_https(
    scheme: str, headers: Mapping[str, str], secure: bool
) -> None:
    answer = asked(VisitorCookie(plain), headers=headers, scheme=scheme)
    assert answer["set-cookie"].endswith("; Secure") is secure


def test_a_live_connection_passes_through_untouched() -> None:
    seen: list[Scope] = []

    async def live(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)
        await send({"type": "websocket.accept"})

    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": []}
    asyncio.run(SecurityHeaders(VisitorCookie(live))(scope, receive, send))
    assert (seen, sent) == ([scope], [{"type": "websocket.accept"}])


def test_a_file_of_ours_may_be_kept_for_good() -> None:
    answer = asked(KeptFiles(plain), "/app/static/heebo-latin-50dae2e1.woff2")
    assert answer["cache-control"] == "public, max-age=31536000, immutable"


def test_what_is_no_file_of_ours_is_kept_as_the_app_says() -> None:
    assert asked(KeptFiles(plain), "/app/results")["cache-control"] == "public"


def test_a_file_that_is_not_there_is_not_kept_as_missing() -> None:
    async def missing(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("no", 404)(scope, receive, send)

    assert "cache-control" not in asked(KeptFiles(missing), "/app/static/nothing.woff2")
