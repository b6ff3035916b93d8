"""Whether a line that is no sentence asks for two things in nouns: *import and export of contacts*.

Such a line names what is to be done without a verb, or with one that says no more than that it is to be
there (*supports*, *must be possible*). Where another verb stands, the nouns are only what it is about
(*creation and deletion of users are logged*), and that is one need.
"""

import re
from collections.abc import Sequence

from selection.analysis.language import words_of
from selection.analysis.need_vocabulary import NeedWords
from selection.analysis.word_search import any_of, first_of

HEBREW_AND = "\u05d5"
SIGNS = re.compile(r"(?<=\w)\s*[/&+]\s*(?=\w)")
"""Signs that stand for *and* between two words."""
NEAR = 2
"""The second noun stands at most so many words after what joins: *and automatic deletion*."""
_BENT = (("s", ""), ("\u05d9\u05dd", "\u05ea"), ("\u05d5\u05ea", "\u05ea"))
"""How the verbs of a list end where they are bent, and how they end there: English, and Hebrew plurals."""
EARLY = 3
"""In a part of its own the noun stands among so many words at its beginning."""


def second_act(parts: Sequence[str], known: NeedWords) -> str:
    """Give the words that begin a second need said in nouns; nothing where there is one only.

    `parts` is the line, parted where its sentences end.

    >>> from selection.analysis.need_words import WORDS
    >>> second_act(["Import and export of contacts."], WORDS["en"])
    'and export'
    """
    joined = [words_of(SIGNS.sub(f" {known.joins[0]} ", part)) for part in parts]
    if not all(_says_only_that_it_is_there(words, known) for words in joined):
        return ""
    found = next((said for words in joined if (said := _pair(words, known))), "")
    return found or _in_parts(joined, known)


def _pair(words: Sequence[str], known: NeedWords) -> str:
    """Find what is done, what joins, and close to it something else that is done."""
    for at, word in enumerate(words):
        if not any(_is_act(one, known) for one in words[:at]):
            continue
        if word[:1] == HEBREW_AND and _is_act(word[1:], known):
            return word
        length = _joint(words, at, known)
        second = _act_after(words, at + length, known) if length else None
        if second is not None:
            return " ".join(words[at : second + 1])
    return ""


def _act_after(words: Sequence[str], start: int, known: NeedWords) -> int | None:
    """Find what is done right after a joint, unless it belongs to the first or describes another noun."""
    for at in range(start, min(start + NEAR, len(words))):
        if words[at] in known.theirs or words[at] in known.of_what:
            return None
        if _is_act(words[at], known) and _stands_for_itself(words, at, known):
            return at
    return None


def _stands_for_itself(words: Sequence[str], at: int, known: NeedWords) -> bool:
    """Tell *testing of mails* from *testing environment*, where the language shows it."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return not (known.of_what and after) or after in known.of_what or after in known.joins


def _in_parts(parts: Sequence[Sequence[str]], known: NeedWords) -> str:
    """Find a second part that, like the first, begins with what is done."""
    naming = [words for words in parts if any(_is_act(word, known) for word in words[:EARLY])]
    return " ".join(naming[1][:EARLY]) if len(naming) > 1 else ""


def _joint(words: Sequence[str], at: int, known: NeedWords) -> int:
    lengths = [len(join.split()) for join in known.joins]
    phrases = zip(known.joins, lengths, strict=True)
    return max((n for join, n in phrases if list(words[at : at + n]) == join.split()), default=0)


def _is_act(word: str, known: NeedWords) -> bool:
    """Tell whether a noun names something that is done, not a thing that is called alike."""
    if not any_of(known.acts, prefixes=False).fullmatch(word):
        return False
    return not any_of(known.things, prefixes=False).fullmatch(word)


def _says_only_that_it_is_there(words: Sequence[str], known: NeedWords) -> bool:
    """Tell whether a line has no verb, or only one that asks for what it names to be there.

    What stands in a subordinate clause says nothing of the line itself.
    """
    until = next((at for at, word in enumerate(words) if word in known.subordinates), len(words))
    line = words[:until]
    if first_of(known.offers, line):
        return True
    return not any(_is_finite(line, at, known) for at in range(len(line)))


def _is_finite(words: Sequence[str], at: int, known: NeedWords) -> bool:
    """Tell whether a word makes a sentence: an auxiliary, or a listed verb that is no noun here."""
    word = words[at]
    if word in known.auxiliaries:
        return True
    if _is_act(word, known) or word in known.nouns_too:
        return False
    listed = any_of((*known.verbs, *known.acting), prefixes=False).fullmatch(word) is not None
    return listed or any(
        f"{word.removesuffix(end)}{other}" in known.verbs for end, other in _BENT if word.endswith(end)
    )
