"""What a careful reader would say of a need: not testable, two in one, not for a CRM, a solution, a repeat.

The rules look for words (`selection.analysis.need_words`) and for likeness (`selection.analysis.likeness`).
They understand nothing; a finding is a remark for the team to weigh, and changes no figure. How often they
are right is measured in docs/coverage.md.

References
----------
Statements A45, A54 and A87 of docs/sources.md: needs in three classes, met as is, and no second accounting.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from selection.analysis.double_needs import second_need
from selection.analysis.language import versions_of, words_of
from selection.analysis.likeness import duplicates
from selection.analysis.need_vocabulary import STANDARDS, TECHNOLOGIES, NeedWords
from selection.analysis.need_words import WORDS
from selection.analysis.word_search import any_of, first_of, is_figure
from selection.model.base import Language, Localised
from selection.model.needs import Need, RemarkKind

MOST_MUSTS = Fraction(3, 5)
"""Above this share of musts nothing is a must any more (A45)."""
NAME_WITHIN = 2
"""A prescribed name stands at most so many words after what prescribes it."""
BENT = 5
"""A technique's name of at least so many letters is also known with an ending of the language behind it."""


@dataclass(frozen=True, slots=True)
class NeedFinding:
    """One remark on one need: what kind, the words it rests on, and the need it repeats."""

    need: str
    code: RemarkKind
    found: str = ""
    of: str | None = None


def lint_needs(needs: Sequence[Need], language: Language | None = None) -> tuple[NeedFinding, ...]:
    """Remark on every need, in the order in which they stand, reading it in a language where it has it."""
    repeated = duplicates([versions_of(need.text) for need in needs])
    found: list[NeedFinding] = []
    for at, need in enumerate(needs):
        found.extend(lint_text(need.id, need.text, language))
        if at in repeated:
            found.append(NeedFinding(need.id, "duplicate", of=needs[repeated[at]].id))
    return tuple(found)


def lint_text(need: str, text: str | Localised, language: Language | None = None) -> tuple[NeedFinding, ...]:
    """Remark on one need by itself, in the language asked for, else in the first it is there in.

    >>> [(finding.code, finding.found) for finding in lint_text("N1", "Reports should be easy to build.")]
    [('not_testable', 'easy')]
    """
    versions = versions_of(text)
    read = language if language in versions else next(iter(versions))
    return tuple(NeedFinding(need, code, found) for code, found in _remarks(read, versions[read]))


def too_many_musts(needs: Sequence[Need]) -> Fraction | None:
    """Give the share of musts where it is above 60 %, else nothing."""
    if not needs:
        return None
    share = Fraction(sum(need.tier == "must" for need in needs), len(needs))
    return share if share > MOST_MUSTS else None


@lru_cache(maxsize=4096)
def _remarks(language: Language, text: str) -> tuple[tuple[RemarkKind, str], ...]:
    """Apply every rule to a line; kept, because the same lines are read again at every click."""
    words, known = words_of(text), WORDS[language]
    found: tuple[tuple[RemarkKind, str], ...] = (
        ("not_testable", _vague(words, known)),
        ("two_needs", second_need(text, known)),
        ("other_system", _elsewhere(words, known)),
        ("solution", _prescribed(words, written_names(text), known)),
    )
    return tuple((code, said) for code, said in found if said)


def _vague(words: Sequence[str], known: NeedWords) -> str:
    """Find praise without a yardstick: a vague word, and no figure anywhere."""
    if not any(any(sign.isalpha() for sign in word) for word in words):
        return "…"
    measured = any(is_figure(word, known) for word in words)
    return "" if measured else first_of(known.vague, words)


def _elsewhere(words: Sequence[str], known: NeedWords) -> str:
    """Find work that another system does, unless the line is about being connected to it."""
    if first_of(known.connects, words):
        return ""
    if found := first_of(known.elsewhere, words):
        return found
    for things, acts in known.elsewhere_acts:
        thing, act = first_of(things, words), first_of(acts, words)
        if thing and act:
            return f"{thing}, {act}"
    return ""


def _prescribed(words: Sequence[str], names: Sequence[str], known: NeedWords) -> str:
    """Find a technique's name, or a name after words that prescribe; not where one only connects to it."""
    if first_of(known.connects, words):
        return ""
    if by_name := next((name for name in names if _is_technique(name)), ""):
        return by_name
    line = " ".join(words)
    for found in any_of(known.prescribes).finditer(line):
        near = line[found.end() :].split()[:NAME_WITHIN] + found[0].split()
        if name := next((name for name in names if name in near or f"ב-{name}" in near), ""):
            return name
    return ""


def _is_technique(name: str) -> bool:
    return name in TECHNOLOGIES or any(len(one) >= BENT and name.startswith(one) for one in TECHNOLOGIES)


def written_names(text: str) -> tuple[str, ...]:
    """List what is written as a name: with a capital, not for opening the sentence, and no abbreviation.

    >>> written_names("Reports must use Tableau, exported as PDF.")
    ('tableau',)
    """
    tokens = re.findall(r"\.?[A-Za-z][\w.+#-]*\w|\.?[A-Z]\w*", text)
    first = text.split(maxsplit=1)[0] if text.split() else ""
    names = (token for token in tokens if any(sign.isupper() for sign in token) and token != first)
    return tuple(name.casefold() for name in names if name.casefold() not in STANDARDS)
