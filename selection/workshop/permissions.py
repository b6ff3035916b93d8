"""Who may do what, as one table, and how a visitor is known without an account."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from typing import Literal, get_args

from selection.errors import NotFound, PermissionDenied

Role = Literal["owner", "stranger"]
Action = Literal["read", "edit", "draft", "delete"]

ACTIONS: tuple[Action, ...] = get_args(Action)

MAY: Mapping[Role, frozenset[Action]] = {
    "owner": frozenset(ACTIONS),
    "stranger": frozenset(),
}

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def require(role: Role, action: Action, may: Mapping[Role, frozenset[Action]] = MAY) -> None:
    """Let an action pass or refuse it.

    Raises
    ------
    NotFound
        For a stranger, in the words that also meet one who asks for what doesn't exist.
    PermissionDenied
        For somebody who may know that the session exists but may not do this.

    >>> require("owner", "edit")
    """
    if not may[role]:
        raise NotFound("session_not_found")
    if action not in may[role]:
        raise PermissionDenied("not_allowed", role=role, action=action)


def new_token() -> str:
    """Draw the 256 random bits by which a visitor is known."""
    return secrets.token_urlsafe(32)


def is_token(text: object) -> bool:
    """Tell whether something could be a visitor's token.

    >>> is_token(new_token()), is_token("alice")
    (True, False)
    """
    return isinstance(text, str) and _TOKEN.fullmatch(text) is not None


def token_hash(token: str) -> str:
    """Hash a token: the only form in which it is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def role_of(token: str, owner_hash: str) -> Role:
    """Tell who a visitor is to a session."""
    known = is_token(token) and hmac.compare_digest(token_hash(token), owner_hash)
    return "owner" if known else "stranger"
