"""Browsers without a screen: they keep cookies, come from an address and follow nothing by themselves."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.applications import Starlette
from starlette.types import Message

from selection.model.participants import LinkKind, Participant
from selection.web.door import OPTIONS
from selection.web.process import service
from selection.workshop.permissions import new_token
from selection.workshop.service import Way
from tests.decisions import small_decision

HERE, SITE = "http://room.example", "http://elsewhere.example"
SENT_FROM = [
    ({"origin": SITE}, 403),
    ({"origin": ""}, 403),
    ({"origin": HERE, "sec_fetch_site": "cross-site"}, 403),
    ({"origin": HERE, "sec_fetch_site": "same-site"}, 403),
    ({"origin": "", "sec_fetch_site": "same-origin"}, 200),
    ({"origin": HERE}, 200),
]
"""What a browser says of the page that sends something, and how it is answered."""


@dataclass(frozen=True)
class Reply:
    """What the app answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    text: str

    def __getitem__(self, name: str) -> str:
        return ", ".join(value for known, value in self.headers if known == name)

    @property
    def cookies(self) -> dict[str, str]:
        """Give every cookie as it was set, by its name."""
        said = [value for name, value in self.headers if name == "set-cookie"]
        return {cookie.partition("=")[0]: cookie.partition("=")[2] for cookie in said}


@dataclass
class Browser:
    """One browser, which knows nothing at first."""

    base: str = HERE
    address: str = "192.0.2.1"
    language: str = "en"
    keeps_cookies: bool = True
    jar: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """Give the token by which the app knows it."""
        return self.jar["visitor"][0]

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, headers)

    def post(self, path: str, said: Mapping[str, str], **headers: str) -> Reply:
        form = {"origin": self.base, "content-type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, form | headers, urlencode(said).encode())

    def send(self, path: str, said: object, **headers: str) -> Reply:
        """Send data as a page does that asks by itself."""
        own = {"origin": self.base, "content-type": "application/json"}
        return self.ask("POST", path, own | headers, json.dumps(said).encode())

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        parts = urlsplit(self.base)
        own = {"host": parts.netloc, "accept": "text/html", "accept-language": self.language}
        own["cookie"] = "; ".join(
            f"{name}={value}" for name, (value, at) in self.jar.items() if path.startswith(at)
        )
        path, _mark, query = path.partition("?")
        sent = {name.replace("_", "-"): value for name, value in (own | dict(headers)).items() if value}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "scheme": parts.scheme,
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
            "client": (self.address, 50000),
            "server": (parts.hostname, 80),
        }
        reply = asyncio.run(_answered(scope, body))
        if self.keeps_cookies:
            self._keep(reply)
        return reply

    def join(self, secret: str) -> Reply:
        """Follow a link as people do: open it, and press the button."""
        self.get(f"/join/{secret}")
        self.get("/join")
        return self.post("/join", {"link": secret})

    def _keep(self, reply: Reply) -> None:
        for name, said in reply.cookies.items():
            (cookie,) = SimpleCookie(f"{name}={said}").values()
            if cookie["max-age"] == "0":
                self.jar.pop(name, None)
            else:
                self.jar[name] = (cookie.value, cookie["path"])


class Host:
    """Somebody who leads a session, beside the app that the browsers visit."""

    def __init__(self) -> None:
        self.token = new_token()
        self.session = service().open_session(self.token, small_decision())

    @property
    def version(self) -> int:
        return service().state(self.token, self.session).version

    def way(self, kind: LinkKind = "members", guest: Participant | None = None) -> Way:
        return service().make_link(self.token, self.session, kind, self.version, guest)

    def revoke(self, way: Way) -> None:
        service().revoke_link(self.token, self.session, way.link, self.version)

    def participants(self) -> tuple[Participant, ...]:
        return service().state(self.token, self.session).proceedings.participants


async def _answered(scope: dict[str, Any], body: bytes) -> Reply:
    app = Starlette(routes=OPTIONS["routes"], middleware=OPTIONS["middleware"])
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start, *rest = sent
    headers = tuple((name.decode(), value.decode()) for name, value in start["headers"])
    return Reply(start["status"], headers, b"".join(part.get("body", b"") for part in rest).decode())
