"""Whether one line asks for two things, so that an offer could meet one and not the other.

A line is double where a verb is joined to another verb, where a second clause follows with its own subject,
where two sentences stand in it, or where it asks for two things in nouns (`selection.analysis.named_needs`).
It is not where the second verb only shows what came of the first (*and sees*, *and keeps its notes*): that is
one test on one screen.
"""

import re
from collections.abc import Iterator, Sequence

from selection.analysis.language import words_of
from selection.analysis.named_needs import second_act
from selection.analysis.need_vocabulary import NeedWords
from selection.analysis.word_search import any_of, first_of, is_figure

HEBREW_AND = "\u05d5"
CLAUSE = 5
"""The verb of a second clause stands at most so many words after what joins it."""
SERIES = 2
"""So many verbs straight before the joint make it a series: create, read, update and delete."""
_ENDINGS = ("s", "es", "ed", "d", "ing")
_STOPS = re.compile(r"[;!?]|\.\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ\u05d0-\u05ea])")


def second_need(text: str, known: NeedWords) -> str:
    """Give the words that begin a second need; nothing where there is one only."""
    spoken = _STOPS.split(text)
    parts = [words_of(part) for part in spoken]
    found = (rule(part, known) for part in parts for rule in _WITHIN_A_SENTENCE)
    acting = next((said for said in found if said), "") or _second_sentence(parts, known)
    return acting or second_act(spoken, known)


def _second_verb(words: Sequence[str], known: NeedWords) -> str:
    """Find a verb, what joins, and soon after it another verb."""
    for at, length in _joints(words, known):
        before = any(words[i] in known.nouns_too or _is_verb(words, i, known) for i in range(at))
        after = next((i for i in _soon(words, at + length, known) if _is_verb(words, i, known)), None)
        if not before or after is None or _belongs_to_the_first(words, at, after, known):
            continue
        if not _is_out_of_form(words, at, after, known):
            return " ".join(words[at : after + 1])
    return ""


def _belongs_to_the_first(words: Sequence[str], at: int, after: int, known: NeedWords) -> bool:
    """Tell whether the second verb shows what came of the first, speaks of what is its, or ends a series."""
    if any_of(known.results, prefixes=False).fullmatch(words[after]):
        return True
    if any(word in known.theirs for word in words[after + 1 : after + CLAUSE]):
        return True
    return at >= SERIES and all(_is_verb(words, i, known, alone=True) for i in range(at - SERIES, at))


def _is_out_of_form(words: Sequence[str], at: int, after: int, known: NeedWords) -> bool:
    """Tell whether the second word only looks like a verb: *published* without *is*, *logging in*."""
    second, before = words[after], words[:after]
    if second.endswith("ing"):
        return not any(word.endswith("ing") for word in words[:at])
    return _is_done(second, known) and not any(word in known.auxiliaries or word == "be" for word in before)


def _second_by_prefix(words: Sequence[str], known: NeedWords) -> str:
    """Find a verb joined by the Hebrew letter for *and*, which is written in front of it."""
    for at in range(1, len(words)):
        joined = words[at].startswith(HEBREW_AND) and words[at][1:] in known.verbs
        shows = any_of(known.results, prefixes=False).fullmatch(words[at][1:])
        if joined and not shows and any(word in known.verbs for word in words[:at]):
            return words[at]
    return ""


def _second_clause(words: Sequence[str], known: NeedWords) -> str:
    """Find a second subject with its own *is*, *can* or *must*, outside any subordinate clause."""
    for at, length in _joints(words, known):
        before, near = words[:at], _up_to_the_next_joint(words, at + length, known)
        if any(word in known.subordinates for word in (*before, *near)) or _refers_back(near, known):
            continue
        own = next((i for i, word in enumerate(near) if i > 0 and word in known.auxiliaries), None)
        if own is not None and any(word in known.auxiliaries for word in before):
            return " ".join(words[at : at + length + own + 1])
    return ""


def _up_to_the_next_joint(words: Sequence[str], start: int, known: NeedWords) -> Sequence[str]:
    near = words[start : start + CLAUSE]
    return near[: next((i for i, word in enumerate(near) if word in known.joins), len(near))]


def _refers_back(clause: Sequence[str], known: NeedWords) -> bool:
    """Tell whether a clause goes on about what was named before: *the owner is told*, *they can undo it*."""
    return clause[:1] == ("the",) or any(word in known.theirs or word in known.back for word in clause)


def _second_of_a_pair(words: Sequence[str], known: NeedWords) -> str:
    """Find two things done to the same: *are counted and reordered*; not a word that describes a noun."""
    for at, length in _joints(words, known):
        if at < SERIES or at + length >= len(words):
            continue
        first, second = words[at - 1], words[at + length]
        after = words[at + length + 1] if at + length + 1 < len(words) else ""
        done = words[at - SERIES] in known.auxiliaries and _is_done(first, known) and _is_done(second, known)
        if done and (not after or after in known.prepositions):
            return " ".join(words[at : at + length + 1])
    return ""


def _is_done(word: str, known: NeedWords) -> bool:
    return bool(known.done and re.search(known.done, word))


def _second_sentence(parts: Sequence[Sequence[str]], known: NeedWords) -> str:
    """Find a second sentence, or what stands after a semicolon, where both have a verb."""
    acting = [part for part in parts if any(_acts(part, i, known) for i in range(len(part)))]
    further = [part for part in acting[1:] if not _refers_back(part, known)]
    return " ".join(further[0][:3]) if further else ""


def _acts(words: Sequence[str], at: int, known: NeedWords) -> bool:
    return words[at] in known.auxiliaries or _is_verb(words, at, known)


def _soon(words: Sequence[str], start: int, known: NeedWords) -> Iterator[int]:
    """Go on from the joint as long as the words are of the kind that stands before a verb."""
    for i in range(start, len(words)):
        yield i
        if words[i] not in known.between:
            return


def _joints(words: Sequence[str], known: NeedWords) -> Iterator[tuple[int, int]]:
    for at in range(1, len(words)):
        lengths = [len(join.split()) for join in known.joins if _stands_at(join.split(), words, at)]
        if lengths:
            yield at, max(lengths)


def _stands_at(phrase: Sequence[str], words: Sequence[str], at: int) -> bool:
    return list(words[at : at + len(phrase)]) == list(phrase)


def _is_verb(words: Sequence[str], at: int, known: NeedWords, alone: bool = False) -> bool:
    """Tell whether a word is a verb where it stands; one that may be a noun needs an object, unless alone."""
    word = words[at]
    if word in known.nouns_too and not alone:
        return at + 1 < len(words) and (words[at + 1] in known.objects or is_figure(words[at + 1], known))
    listed = any_of(known.verbs, prefixes=False).fullmatch(word) is not None
    return listed or bool(first_of(known.acting, [word])) or _bends(word, known)


def _bends(word: str, known: NeedWords) -> bool:
    """Tell whether an English word is a form of a known verb: sends, filed, copies, merging."""
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and {stem, stem + "e", re.sub("i$", "y", stem), stem[:-1]} & set(known.verbs):
            return True
    return False


_WITHIN_A_SENTENCE = (_second_verb, _second_by_prefix, _second_clause, _second_of_a_pair)
