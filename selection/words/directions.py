"""Keeps what people wrote together, where it stands in a sentence that reads the other way."""

import unicodedata

from selection.model.base import Language

RIGHT_TO_LEFT: frozenset[Language] = frozenset({"he"})

_LEFT, _RIGHT, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_MARK = "\N{RIGHT-TO-LEFT MARK}"
_WAYS = {"L": False, "R": True, "AL": True}
_SIGNS = ("+", "-", "\N{MINUS SIGN}")


def is_right_to_left(language: Language) -> bool:
    """Tell whether a language is written from right to left."""
    return language in RIGHT_TO_LEFT


def has_right_to_left(text: str) -> bool:
    """Tell whether a text has letters that are written from right to left.

    >>> has_right_to_left("CRM לחברה"), has_right_to_left("CRM (2)")
    (True, False)
    """
    return not text.isascii() and any(_WAYS.get(unicodedata.bidirectional(letter), False) for letter in text)


def led(text: str, language: Language) -> str:
    r"""Let a text begin where its language does, although it may begin with a code in Latin letters.

    >>> led("MK01 · גיוס", "he"), led("MK01 · Oakhelm", "he")
    ('\u200fMK01 · גיוס', 'MK01 · Oakhelm')
    """
    return f"{_MARK}{text}" if is_right_to_left(language) and has_right_to_left(text) else text


def set_apart(text: str, language: Language) -> str:
    r"""Keep a text of other letters from changing places with the words around it.

    What is written only in letters of the other direction reads its own way; what mixes both reads as the
    language does; what has none but the language's own letters is left as it is. A sign stays before its
    number. What begins and ends apart, as a list of names does, keeps its order.

    References
    ----------
    Unicode Standard Annex #9, *Unicode Bidirectional Algorithm*, section 2.4, "Explicit Directional
    Isolates" (https://www.unicode.org/reports/tr9/).

    >>> set_apart("Oakhelm (fictional)", "he")
    '\u2066Oakhelm (fictional)\u2069'
    >>> set_apart("Oakhelm", "pl"), set_apart("משרד", "en"), set_apart("משרד CRM", "en")
    ('Oakhelm', '\u2067משרד\u2069', '\u2066משרד CRM\u2069')
    >>> set_apart("\u2066Oakhelm\u2069, \u2066Mirrin\u2069", "he")
    '\u2066Oakhelm\u2069, \u2066Mirrin\u2069'
    >>> set_apart("+0.04", "he"), set_apart("0.04", "he"), set_apart("+0.04", "en")
    ('\u2066+0.04\u2069', '0.04', '+0.04')
    """
    if text.startswith((_LEFT, _RIGHT)) and text.endswith(_END):
        return text
    rightward = is_right_to_left(language)
    ways = {_WAYS[way] for way in map(unicodedata.bidirectional, text) if way in _WAYS}
    signed = rightward and not ways and text.startswith(_SIGNS)
    if not ways - {rightward} and not signed:
        return text
    first = _RIGHT if ways == {True} or (rightward and len(ways) > 1) else _LEFT
    return f"{first}{text}{_END}"
