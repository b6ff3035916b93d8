"""Who is signed in in which browser, for routes, which see only its cookie; in this process's memory alone.

The page knows both: it tells here, each time it is loaded, by which token its visitor is known.
"""

from selection.workshop.permissions import is_token, token_hash
from selection.workshop.recent import Recent

_MOST = 10_000
_known: Recent[str, str] = Recent(_MOST)


def remember(browsers: object, own: str | None) -> None:
    """Keep by which token somebody is known who signed in in a browser; None if nobody did."""
    if not is_token(browsers):
        return
    if own is None:
        _known.forget(token_hash(str(browsers)))
    else:
        _known.keep(token_hash(str(browsers)), own)


def tokens_of(browsers: str) -> tuple[str, ...]:
    """Give the tokens a browser's visitor may be known by, the signed-in one first, as pages take them.

    >>> remember("b" * 43, "s" * 43)
    >>> [token[0] for token in tokens_of("b" * 43)]
    ['s', 'b']
    >>> remember("b" * 43, None)
    >>> [token[0] for token in tokens_of("b" * 43)]
    ['b']
    """
    own = _known.get(token_hash(browsers)) if is_token(browsers) else None
    return (own, browsers) if own else (browsers,)
