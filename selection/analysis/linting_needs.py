"""What a careful reader would say of a need: not testable, two in one, not for a CRM, a solution, a repeat.

The rules look for words (`selection.analysis.need_words`) and for likeness (`selection.analysis.likeness`).
They understand nothing; a finding is a remark for the team to weigh, and changes no figure. How often they
are right is measured in docs/coverage.md.

References
----------
Statements A45, A54 and A87 of docs/sources.md: needs in three classes, met as is, and no second accounting.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from selection.analysis.language import versions_of, words_of
from selection.analysis.likeness import duplicates
from selection.analysis.need_vocabulary import STANDARDS, TECHNOLOGIES, NeedWords
from selection.analysis.need_words import WORDS
from selection.model.base import Language, Localised
from selection.model.needs import Need

NeedDefect = Literal["not_testable", "two_needs", "other_system", "solution", "duplicate"]

MOST_MUSTS = Fraction(3, 5)
"""Above this share of musts nothing is a must any more (A45)."""
HEBREW_AND = "\u05d5"
NAME_WITHIN = 2
"""A prescribed name stands at most so many words after what prescribes it."""


@dataclass(frozen=True, slots=True)
class NeedFinding:
    """One remark on one need: what kind, the words it rests on, and the need it repeats."""

    need: str
    code: NeedDefect
    found: str = ""
    of: str | None = None


def lint_needs(needs: Sequence[Need]) -> tuple[NeedFinding, ...]:
    """Remark on every need, in the order in which they stand."""
    repeated = duplicates([versions_of(need.text) for need in needs])
    found: list[NeedFinding] = []
    for at, need in enumerate(needs):
        found.extend(lint_text(need.id, need.text))
        if at in repeated:
            found.append(NeedFinding(need.id, "duplicate", of=needs[repeated[at]].id))
    return tuple(found)


def lint_text(need: str, text: str | Localised) -> tuple[NeedFinding, ...]:
    """Remark on one need by itself, in the first language it is there in.

    >>> [(finding.code, finding.found) for finding in lint_text("N1", "Reports should be easy to build.")]
    [('not_testable', 'easy')]
    """
    language, written = next(iter(versions_of(text).items()))
    return tuple(NeedFinding(need, code, found) for code, found in _remarks(language, written))


def too_many_musts(needs: Sequence[Need]) -> Fraction | None:
    """Give the share of musts where it is above 60 %, else nothing."""
    if not needs:
        return None
    share = Fraction(sum(need.tier == "must" for need in needs), len(needs))
    return share if share > MOST_MUSTS else None


@lru_cache(maxsize=4096)
def _remarks(language: Language, text: str) -> tuple[tuple[NeedDefect, str], ...]:
    """Apply every rule to a line; kept, because the same lines are read again at every click."""
    words, known = words_of(text), WORDS[language]
    found: tuple[tuple[NeedDefect, str], ...] = (
        ("not_testable", _vague(words, known)),
        ("two_needs", _second_need(words, known)),
        ("other_system", _elsewhere(words, known)),
        ("solution", _prescribed(words, written_names(text), known)),
    )
    return tuple((code, said) for code, said in found if said)


def _vague(words: Sequence[str], known: NeedWords) -> str:
    """Find praise without a yardstick: a vague word, and no figure anywhere."""
    if not any(any(sign.isalpha() for sign in word) for word in words):
        return "…"
    measured = any(_is_figure(word, known) for word in words)
    return "" if measured else _first(known.vague, words)


def _is_figure(word: str, known: NeedWords) -> bool:
    return word[0].isdigit() or bool(_first(known.figures, [word]))


def _second_need(words: Sequence[str], known: NeedWords) -> str:
    """Find a second thing to be done: a verb, what joins, and soon after it another verb."""
    for at, length in _joints(words, known):
        before = any(words[i] in known.nouns_too or _is_verb(words, i, known) for i in range(at))
        after = next((i for i in _soon(words, at + length) if _is_verb(words, i, known)), None)
        if before and after is not None:
            return " ".join(words[at : after + 1])
    return _second_by_prefix(words, known)


_BETWEEN = frozenset(
    [
        "it",
        "they",
        "then",
        "also",
        "can",
        "may",
        "must",
        "should",
        "will",
        "be",
        "is",
        "are",
        "automatically",
        "they",
        "się",
        "je",
        "ich",
    ]
)
"""What may stand between the joint and the second verb."""


def _soon(words: Sequence[str], start: int) -> Iterator[int]:
    for i in range(start, len(words)):
        yield i
        if words[i] not in _BETWEEN:
            return


def _joints(words: Sequence[str], known: NeedWords) -> Iterator[tuple[int, int]]:
    for at in range(1, len(words)):
        lengths = [len(join.split()) for join in known.joins if _stands_at(join.split(), words, at)]
        if lengths:
            yield at, max(lengths)


def _stands_at(phrase: Sequence[str], words: Sequence[str], at: int) -> bool:
    return list(words[at : at + len(phrase)]) == list(phrase)


def _second_by_prefix(words: Sequence[str], known: NeedWords) -> str:
    """Find a verb joined by the Hebrew letter for *and*, which is written in front of it."""
    for at in range(1, len(words)):
        joined = words[at].startswith(HEBREW_AND) and words[at][1:] in known.verbs
        if joined and any(word in known.verbs for word in words[:at]):
            return words[at]
    return ""


_ENDINGS = ("", "s", "es", "ed", "d", "ing")


def _is_verb(words: Sequence[str], at: int, known: NeedWords) -> bool:
    word = words[at]
    if word in known.nouns_too:
        return at + 1 < len(words) and (words[at + 1] in known.objects or _is_figure(words[at + 1], known))
    return _any_of(known.verbs, prefixes=False).fullmatch(word) is not None or _bends(word, known)


def _bends(word: str, known: NeedWords) -> bool:
    """Tell whether an English word is a form of a known verb: sends, filed, copies, merging."""
    for ending in _ENDINGS[1:]:
        stem = word.removesuffix(ending)
        if stem != word and {stem, stem + "e", re.sub("i$", "y", stem), stem[:-1]} & set(known.verbs):
            return True
    return False


def _elsewhere(words: Sequence[str], known: NeedWords) -> str:
    """Find work that another system does, unless the line is about being connected to it."""
    if _first(known.connects, words):
        return ""
    if found := _first(known.elsewhere, words):
        return found
    for things, acts in known.elsewhere_acts:
        thing, act = _first(things, words), _first(acts, words)
        if thing and act:
            return f"{thing}, {act}"
    return ""


def _prescribed(words: Sequence[str], names: Sequence[str], known: NeedWords) -> str:
    """Find a technique's name, or a name after words that prescribe; not where one only connects to it."""
    if _first(known.connects, words):
        return ""
    if by_name := next((name for name in names if name in TECHNOLOGIES), ""):
        return by_name
    line = " ".join(words)
    for found in _any_of(known.prescribes).finditer(line):
        near = line[found.end() :].split()[:NAME_WITHIN] + found[0].split()
        if name := next((name for name in names if name in near or f"ב-{name}" in near), ""):
            return name
    return ""


def written_names(text: str) -> tuple[str, ...]:
    """List what is written as a name: with a capital, not for opening the sentence, and no abbreviation.

    >>> written_names("Reports must use Tableau, exported as PDF.")
    ('tableau',)
    """
    tokens = re.findall(r"\.?[A-Za-z][\w.+#-]*\w|\.?[A-Z]\w*", text)
    first = text.split(maxsplit=1)[0] if text.split() else ""
    names = (token for token in tokens if any(sign.isupper() for sign in token) and token != first)
    return tuple(name.casefold() for name in names if name.casefold() not in STANDARDS)


def _first(phrases: tuple[str, ...], words: Sequence[str]) -> str:
    """Find the first of some phrases that stands among words, as it is said there."""
    found = _any_of(phrases).search(" ".join(words))
    return found[0] if found else ""


@lru_cache(maxsize=256)
def _any_of(phrases: tuple[str, ...], prefixes: bool = True) -> re.Pattern[str]:
    """Make one pattern of many phrases; a Hebrew word may have short words written in front of it."""
    spelled = "|".join(" ".join(_spelled(part, prefixes) for part in phrase.split()) for phrase in phrases)
    return re.compile(rf"(?<!\S)(?:{spelled})(?!\S)") if phrases else re.compile(r"(?!)")


def _spelled(part: str, prefixes: bool) -> str:
    before = "[והבלמשכ]{0,2}" if prefixes and "א" <= part[0] <= "ת" else ""
    return before + re.escape(part.removesuffix("*")) + (r"\S*" if part.endswith("*") else "")
