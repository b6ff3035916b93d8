"""How words and phrases of a list are found in a line, however they are bent."""

import re
from collections.abc import Sequence
from functools import lru_cache

from selection.analysis.need_vocabulary import NeedWords


def first_of(phrases: tuple[str, ...], words: Sequence[str]) -> str:
    """Find the first of some phrases that stands among words, as it is said there.

    >>> first_of(("general ledger", "depreciat*"), ("the", "depreciation", "of", "cars"))
    'depreciation'
    """
    found = any_of(phrases).search(" ".join(words))
    return found[0] if found else ""


def is_figure(word: str, known: NeedWords) -> bool:
    """Tell whether a word is a number, in digits or written out."""
    return word[0].isdigit() or bool(first_of(known.figures, [word]))


@lru_cache(maxsize=256)
def any_of(phrases: tuple[str, ...], prefixes: bool = True) -> re.Pattern[str]:
    """Make one pattern of many phrases; a Hebrew word may have short words written in front of it."""
    spelled = "|".join(" ".join(_spelled(part, prefixes) for part in phrase.split()) for phrase in phrases)
    return re.compile(rf"(?<!\S)(?:{spelled})(?!\S)") if phrases else re.compile(r"(?!)")


def _spelled(part: str, prefixes: bool) -> str:
    before = "[והבלמשכ]{0,2}" if prefixes and "א" <= part[0] <= "ת" else ""
    bare = re.escape(part.strip("*"))
    return before + (r"\S+" if part[0] == "*" else "") + bare + (r"\S*" if part[-1] == "*" else "")
