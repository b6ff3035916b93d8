"""In which of our languages a line was written, told by its letters and its commonest words."""

import re
import unicodedata

from selection.model.base import LANGUAGES, Language, Localised

_HEBREW = re.compile("[א-ת]")
_POLISH = re.compile("[ąćęłńóśźż]")
_POLISH_ENDINGS = re.compile("(?:czn|jn|ow|sk|ln)[yaei]$|(?:ani|eni)[ea]$|(?:ego|ych|owej)$")
_WORD = re.compile(r"\.?\w+(?:[-.'’״\"]\w+)*")
_POINTS = re.compile("[\u0591-\u05c7]")


def listed(words: str) -> tuple[str, ...]:
    """Give the words of a list written as text.

    >>> listed("one two")
    ('one', 'two')
    """
    return tuple(words.split())


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text as a reader compares them: small letters, no vowel points.

    >>> words_of("E-mail: 50,000 rows, .NET")
    ('e-mail', '50', '000', 'rows', '.net')
    """
    folded = _POINTS.sub("", unicodedata.normalize("NFC", text)).casefold()
    return tuple(_WORD.findall(folded))


_POLISH_WORDS = frozenset(
    listed(
        "dla do i jest klient klienta lub ma na nie od oraz po pod powinien przez przy system systemu w z ze"
    )
)
_ENGLISH_WORDS = frozenset(listed("a an and are at be by can for from in is of on or the to with"))


def language_of(text: str) -> Language:
    """Tell the language of a line; English where nothing speaks for another.

    >>> language_of("ממשק נוח"), language_of("Raport w PDF dla klienta"), language_of("A report in PDF")
    ('he', 'pl', 'en')
    >>> language_of("Intuicyjny interfejs"), language_of("Good reporting")
    ('pl', 'en')
    """
    if _HEBREW.search(text):
        return "he"
    found = set(words_of(text))
    polish, english = len(found & _POLISH_WORDS), len(found & _ENGLISH_WORDS)
    if polish == english == 0:
        polish = sum(bool(_POLISH_ENDINGS.search(word)) for word in found)
    return "pl" if _POLISH.search(text.casefold()) or polish > english else "en"


def versions_of(text: str | Localised) -> dict[Language, str]:
    """Give a text in each language it is there in; one without a mark in the language it looks like."""
    if isinstance(text, str):
        return {language_of(text): text}
    return {language: found for language in LANGUAGES if (found := getattr(text, language))}
