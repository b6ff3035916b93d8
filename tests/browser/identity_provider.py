"""A small OpenID Connect provider on this machine, for signing in to the app under test.

``python -m tests.browser.identity_provider PORT`` serves it. Whoever is asked to sign in chooses a person by
a link; what is said of "mallory" is signed with a key that nobody published.

References
----------
OpenID Connect Core 1.0, section 3.1 (code flow); OpenID Connect Discovery 1.0, section 4; RFC 7636 (PKCE).
"""

import base64
import hashlib
import secrets
import sys
import time
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, CLIENT_SECRET = "vendor-selection", "known to the app and its provider"
PEOPLE = {"dana": "Dana Levi", "jan": "Jan Kowalski", "mallory": "Mallory"}
PUBLISHED, STRANGE = (RSAKey.generate_key(2048, parameters={"kid": "k1"}) for _key in range(2))


class Provider:
    """Who vouches for the people of a test."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.asked: dict[str, dict[str, str]] = {}

    def routes(self) -> list[Route]:
        return [
            Route("/.well-known/openid-configuration", self.configuration),
            Route("/keys", self.keys),
            Route("/authorize", self.authorize),
            Route("/choose/{person}", self.choose),
            Route("/token", self.token, methods=["POST"]),
            Route("/leave", self.leave),
        ]

    def configuration(self, _request: Request) -> JSONResponse:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/leave",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def keys(self, _request: Request) -> JSONResponse:
        return JSONResponse({"keys": [PUBLISHED.as_dict(private=False)]})

    def authorize(self, request: Request) -> HTMLResponse:
        asked = urlencode(dict(request.query_params))
        links = (f'<a href="/choose/{person}?{asked}">{name}</a>' for person, name in PEOPLE.items())
        return HTMLResponse(f"<!doctype html><title>Provider</title><h1>Who are you?</h1>{' '.join(links)}")

    def choose(self, request: Request) -> RedirectResponse:
        code = secrets.token_urlsafe(16)
        asked = dict(request.query_params)
        self.asked[code] = asked | {"person": request.path_params["person"]}
        return RedirectResponse(
            f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 302
        )

    async def token(self, request: Request) -> Response:
        async with request.form() as form:
            asked = self.asked.pop(str(form["code"]), None)
            verifier = str(form.get("code_verifier", ""))
        known = base64.b64encode(f"{CLIENT}:{CLIENT_SECRET}".encode()).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        is_app = request.headers.get("authorization") == f"Basic {known}"
        if asked is None or not is_app or challenge != asked.get("code_challenge"):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(
            {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": self._says(asked)}
        )

    def _says(self, asked: dict[str, str]) -> str:
        person = asked["person"]
        said = {
            "iss": self.issuer,
            "sub": person,
            "aud": CLIENT,
            "exp": int(time.time()) + 600,
            "iat": int(time.time()),
            "nonce": asked["nonce"],
            "name": PEOPLE[person],
        }
        key = STRANGE if person == "mallory" else PUBLISHED
        return jwt.encode({"alg": "RS256", "kid": "k1"}, said, key)

    def leave(self, request: Request) -> RedirectResponse:
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)


if __name__ == "__main__":
    port = int(sys.argv[1])
    provider = Provider(f"http://127.0.0.1:{port}")
    uvicorn.run(Starlette(routes=provider.routes()), host="127.0.0.1", port=port, log_level="warning")
