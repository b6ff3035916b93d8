"""What every answer of the server carries: limits for the browser, and the visitor's cookie on pages."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.status import HTTP_200_OK
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from selection.workshop.permissions import is_token, new_token

VISITOR = "visitor"
# Browsers keep no cookie longer than 400 days; every visit starts them anew.
VISITOR_SECONDS = 400 * 24 * 60 * 60
# Where Streamlit serves the folder "static" beside the script.
FILES = "app/static"
FILE_SECONDS = 365 * 24 * 60 * 60

CONTENT_SECURITY_POLICY: Mapping[str, str] = {
    "default-src": "'self'",
    # Streamlit compiles its charts and components in the page.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' ws: wss:",
    "worker-src": "'self' blob:",
    "frame-ancestors": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
}

SECURITY_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(
        f"{name} {value}" for name, value in CONTENT_SECURITY_POLICY.items()
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    # Addresses name sessions.
    "Referrer-Policy": "no-referrer",
}


class SecurityHeaders:
    """Tell the browser, with every answer, what pages of this server may load and who may frame them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, send_with_headers)


class KeptFiles:
    """Let browsers keep our own files for good: their names bear the fingerprint of what is in them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with leave to keep a file that was found."""

        async def send_to_keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == HTTP_200_OK:
                headers = MutableHeaders(scope=message)
                headers["Cache-Control"] = f"public, max-age={FILE_SECONDS}, immutable"
            await send(message)

        is_file = scope["type"] == "http" and f"/{FILES}/" in scope["path"]
        await self._app(scope, receive, send_to_keep if is_file else send)


class VisitorCookie:
    """Give every visitor, with the first page, the random token by which their sessions are theirs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the cookie if a page was asked for."""
        if not _is_page(scope):
            await self._app(scope, receive, send)
            return
        cookie = visitor_cookie(HTTPConnection(scope).cookies.get(VISITOR), is_https(scope))

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.append("Set-Cookie", cookie)
                # A page with somebody's token must not be kept for others on the way.
                if headers.get("Cache-Control") != "no-store":
                    headers["Cache-Control"] = "private, no-cache"
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def visitor_cookie(known: str | None, secure: bool) -> str:
    """Renew a visitor's token, or draw one for somebody who has none or one that we never gave out.

    Only the server reads it, never a script, and a page of another site can't send it along with a form.

    >>> cookie = visitor_cookie("a" * 43, secure=True)
    >>> cookie.removeprefix("visitor=" + "a" * 43)
    '; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax; Secure'
    """
    token = known if known is not None and is_token(known) else new_token()
    cookie = f"{VISITOR}={token}; Path=/; Max-Age={VISITOR_SECONDS}; HttpOnly; SameSite=Lax"
    return f"{cookie}; Secure" if secure else cookie


def _is_page(scope: Scope) -> bool:
    """Tell whether a browser opens a page: the front door, or any address it wants to show as one."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    return scope["path"] == "/" or "text/html" in Headers(scope=scope).get("accept", "")


def is_https(scope: Scope) -> bool:
    """Tell whether the visitor came by https, if only as far as a proxy in front of us."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "")
    return scope["scheme"] == "https" or forwarded.partition(",")[0].strip().lower() == "https"


def is_from_here(request: HTTPConnection) -> bool:
    """Tell whether something was sent from a page of this server.

    Every browser says so by one header or the other; the first is sent only by https, or to this machine.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("origin", "")).netloc == request.headers.get("host", "nowhere")
