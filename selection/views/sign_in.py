"""Signing in, where the operator has set it up: the same person has the same sessions on every device.

Sign-in itself is Streamlit's, by OpenID Connect; it is there where the server's secrets have a section
``[auth]`` (see `docs/architecture.md`). Here it is only turned into the token by which a visitor is known.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

import streamlit as st

from selection.errors import SelectionError
from selection.views.widgets import plain
from selection.web import signed_in
from selection.web.process import service
from selection.words import Words
from selection.workshop.permissions import is_token

SHARED = ("redirect_uri", "cookie_secret")
PROVIDER = ("client_id", "client_secret", "server_metadata_url")


def signed_in_token() -> str | None:
    """Give the token of who is signed in, the same on every device; None for all others."""
    claims = dict(st.user)
    if not claims.get("is_logged_in"):
        return None
    issuer, subject = claims.get("iss"), claims.get("sub")
    secret = _settings().get("cookie_secret")
    if not all(isinstance(part, str) and part for part in (issuer, subject, secret)):
        return None
    return token_of(str(secret), str(issuer), str(subject))


def token_at(session: str | None) -> str | None:
    """Give the token of who looks at a session: the signed-in one, if there is one.

    Links are followed by the browser's own; who came in by one finds that session whether signed in or not.
    """
    own, browsers = signed_in_token(), st.context.cookies.get("visitor")
    signed_in.remember(browsers, own)
    if own is None or not is_token(browsers):
        return own or browsers
    came_by_link = session is not None and _has_seat(str(browsers), session) and not _has_seat(own, session)
    return browsers if came_by_link else own


def token_of(secret: str, issuer: str, subject: str) -> str:
    """Make a visitor's token of who vouches for somebody, and what they call them.

    Nobody can make it who doesn't know the server's secret, and it tells nothing of the person.

    >>> token_of("secret", "https://login.example", "dana")
    'HQ3xCJ_t-e7D-17S41jo1RpXsVsJnBjsNlWLPYHs6s8'
    """
    told = f"{issuer}|{subject}".encode()
    drawn = hmac.new(secret.encode(), told, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(drawn).decode().rstrip("=")


def sign_in_button(_: Words) -> None:
    """Offer to sign in or out; nothing is drawn where sign-in was not set up."""
    providers = _providers()
    if not providers:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="sign-in"):
        claims = dict(st.user)
        if claims.get("is_logged_in"):
            name = claims.get("name") or claims.get("email") or claims.get("sub")
            st.markdown(_("Signed in as {name}", name=f"**{plain(str(name))}**"), width="content")
            st.button(_("Sign out"), type="tertiary", key="sign-out", on_click=_leave)
            return
        for provider, shown in providers.items():
            label = _("Sign in with {provider}", provider=shown) if shown else _("Sign in")
            if st.button(label, key=f"sign-in-{provider or 'only'}", icon=":material/login:"):
                st.login(provider)
        st.caption(_("Signed in, you find your decisions again on every device."), width="content")


def _has_seat(token: str, session: str) -> bool:
    try:
        service().who_am_i(token, session)
    except SelectionError:
        return False
    return True


def _leave() -> None:
    signed_in.remember(st.context.cookies.get("visitor"), None)
    st.session_state.clear()
    st.logout()


def _providers() -> Mapping[str | None, str]:
    """Name whom one can sign in with: the one provider without a name, or all that have one."""
    settings = _settings()
    if not all(settings.get(name) for name in SHARED):
        return {}
    if all(settings.get(name) for name in PROVIDER):
        return {None: ""}
    return {
        name: name.capitalize()
        for name, one in settings.items()
        if isinstance(one, Mapping) and all(one.get(part) for part in PROVIDER)
    }


def _settings() -> Mapping[str, Any]:
    """Read the section for signing in; empty where the server has no secrets, as is usual."""
    if not st.secrets.load_if_toml_exists():
        return {}
    secrets: Mapping[str, Any] = st.secrets
    found = secrets.get("auth", {})
    return found if isinstance(found, Mapping) else {}
