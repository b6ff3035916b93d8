"""Which characters a text keeps, and when two texts look alike."""

import re
import unicodedata

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\xad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
# Flags such as Scotland's are spelt with the invisible letters that are left out everywhere else.
_LEFT_OUT = re.compile(f"(\U0001f3f4[\U000e0030-\U000e007a]+\U000e007f)|[{_CONTROLS}{_BIDI}{_INVISIBLE}]")
_HEAPED = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")
_SHOWS_NOTHING = frozenset({"Cc", "Cf", "Mn", "Me", "Zl", "Zp", "Zs"})

# Cyrillic and Greek letters that most typefaces draw as a Latin one.
_LATIN_LOOK = str.maketrans(
    "АВЕЅІЈКМНОРСТХԚԜҮаеѕіјорсхуүһԁԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧον",
    "ABESIJKMHOPCTXQWYaesijopcxyyhdqwlABEZHIKMNOPTYXov",
)
_DASHES_AND_QUOTES = "\u2010\u2011\u2012\u2013\u2014\u2212\u05be\u2018\u2019\u05f3\u201c\u201d\u201e\u05f4"
_PLAIN_LOOK = str.maketrans("01|" + _DASHES_AND_QUOTES, "oll" + "-" * 7 + "'" * 3 + '"' * 4)


def printable(text: str) -> str:
    r"""Leave out what nobody sees but what could turn or cover the text around it.

    That is control characters, bidi embeddings, overrides and isolates, characters without width, and
    marks heaped on one letter, of which four stay. Joiners stay, because scripts and emoji need them.

    >>> printable("Aleph\u202e Ltd\u200b"), printable("👩\u200d🔧 ok")
    ('Aleph Ltd', '👩\u200d🔧 ok')
    """
    # Of plain ASCII, which is most of what is read, nothing has to be left out.
    if text.isascii() and text.isprintable():
        return text
    return _HEAPED.sub(r"\1", _LEFT_OUT.sub(r"\1", text))


def shows_something(text: str) -> bool:
    r"""Tell whether anybody could see a text.

    >>> shows_something("Dana"), shows_something(" \u200f ")
    (True, False)
    """
    return any(unicodedata.category(character) not in _SHOWS_NOTHING for character in text)


def skeleton(text: str) -> str:
    r"""Give what texts that look alike have in common.

    Compatible forms, the case of letters, spaces, dashes and quotation marks make no difference, nor do
    letters that look Latin and are Cyrillic or Greek. Final forms of Hebrew letters stay themselves.

    References
    ----------
    Unicode Technical Standard #39, *Unicode Security Mechanisms*, section 4, "Confusable Detection"
    (https://www.unicode.org/reports/tr39/), whose idea of a skeleton this is, for the letters that turn up
    in names here.

    >>> skeleton("\u0410cme \u0421RM") == skeleton("Acme CRM"), skeleton("שלום") == skeleton("שלומ")
    (True, False)
    """
    visible = "".join(c for c in printable(text) if unicodedata.category(c) != "Cf")
    latin = unicodedata.normalize("NFKC", visible).translate(_LATIN_LOOK)
    return " ".join(latin.casefold().translate(_PLAIN_LOOK).split())
