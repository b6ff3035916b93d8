"""Which lines say the same in other words: weighted words and letter groups, compared by their angle.

Words are brought to one form (synonyms of the trade, then a stem) and weighted by how rare they are among
the lines compared (tf-idf); groups of three to five letters catch what stems miss. Two lines are duplicates
if the mean of both cosines, words counting four times, reaches `ALIKE`. Nothing leaves the machine, and the
same lines give the same figures.

References
----------
Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval. Information
Processing and Management 24(5), doi 10.1016/0306-4573(88)90021-0.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from selection.analysis.language import words_of
from selection.analysis.synonyms import PHRASES, STOP, SYNONYMS
from selection.model.base import LANGUAGES, Language

ALIKE = 0.42
"""From this likeness on the later of two lines repeats the earlier."""
WORDS_COUNT = 0.8
WORD_SLOTS, LETTER_SLOTS = 4096, 2048
GROUPS = (3, 4, 5)
LONGEST_SUFFIX_FREE = 3
POLISH_STEM = 5
HEBREW_SUFFIXES = ("ים", "ות", "ה", "ת", "\u05d9")


def duplicates(lines: Sequence[Mapping[Language, str]]) -> dict[int, int]:
    """Map every line that repeats an earlier one to the earlier line it is most like.

    Lines are compared in each language both are there in; a line in another language repeats nothing.
    """
    found: dict[int, tuple[float, int]] = {}
    for language in LANGUAGES:
        places = [at for at, line in enumerate(lines) if language in line]
        if len(places) > 1:
            alike = likeness(tuple(lines[at][language] for at in places), language)
            for later, earlier, how in _repeats(alike):
                best = found.get(places[later], (0.0, 0))
                found[places[later]] = max(best, (how, places[earlier]), key=lambda pair: pair[0])
    return {later: earlier for later, (_, earlier) in sorted(found.items())}


def _repeats(alike: np.ndarray) -> Iterator[tuple[int, int, float]]:
    for later in range(1, len(alike)):
        earlier = int(np.argmax(alike[later, :later]))
        how = round(float(alike[later, earlier]), 9)
        if how >= ALIKE:
            yield later, earlier, how


@lru_cache(maxsize=4)
def likeness(texts: tuple[str, ...], language: Language) -> np.ndarray:
    """Compare lines of one language pairwise: 1 for the same, 0 for nothing in common.

    It is kept, because the same lines are compared again at every click.

    >>> likeness(("A client is deleted.", "Deleting a customer", "Leads by region"), "en").round(1).tolist()
    [[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    places = [_places(text, language) for text in texts]
    words = _vectors([of_words for of_words, _ in places], WORD_SLOTS)
    letters = _vectors([of_letters for _, of_letters in places], LETTER_SLOTS)
    alike = np.asarray(WORDS_COUNT * (words @ words.T) + (1 - WORDS_COUNT) * (letters @ letters.T))
    alike.setflags(write=False)
    return alike


def _vectors(places: Sequence[list[int]], slots: int) -> np.ndarray:
    """Weigh features by how rare they are, ln((1 + n) / (1 + lines with it)) + 1, at length 1."""
    counts = np.zeros((len(places), slots))
    for row, found in enumerate(places):
        counts[row, found] = 1.0
    spread = counts.sum(axis=0)
    weighted = counts * (np.log((1 + len(places)) / (1 + spread)) + 1)
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    return np.asarray(weighted / np.where(lengths == 0, 1, lengths))


@lru_cache(maxsize=4096)
def _places(text: str, language: Language) -> tuple[list[int], list[int]]:
    """Give the columns in which a line's words and groups of letters are counted."""
    meant = stems(text, language)
    return (
        [zlib.crc32(word.encode()) % WORD_SLOTS for word in meant],
        [zlib.crc32(group.encode()) % LETTER_SLOTS for group in _groups(meant)],
    )


def stems(text: str, language: Language) -> tuple[str, ...]:
    """Bring a line to the words that carry its meaning, each in one form.

    >>> stems("Staff log in by SSO", "en"), stems("Users sign in by single sign-on", "en")
    (('user', 'signin', 'sso'), ('user', 'signin', 'sso'))
    """
    line = f" {' '.join(words_of(text))} "
    for phrase, one in PHRASES[language].items():
        line = line.replace(f" {phrase} ", f" {one} ")
    meant = (_one_form(word, language) for word in line.split() if word not in STOP[language])
    return tuple(word for word in meant if word)


def _one_form(word: str, language: Language) -> str:
    known = SYNONYMS[language]
    for form in _candidates(word, language):
        if form in known:
            return known[form]
    return _candidates(word, language)[-1]


def _candidates(word: str, language: Language) -> tuple[str, ...]:
    """Give a word's forms from as it stands down to its stem."""
    if language == "pl":
        return (word, word[: POLISH_STEM + 1], word[:POLISH_STEM])
    if language == "he":
        return _hebrew(word)
    return _english(word)


def _english(word: str) -> tuple[str, ...]:
    forms = [word]
    for suffix, instead in (
        ("ies", "y"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
        ("ly", ""),
        ("e", ""),
    ):
        stem = forms[-1].removesuffix(suffix)
        if (
            stem != forms[-1]
            and len(stem) >= LONGEST_SUFFIX_FREE
            and not stem.endswith("s" if suffix == "s" else "\0")
        ):
            forms.append(stem + instead)
    return tuple(forms)


def _hebrew(word: str) -> tuple[str, ...]:
    forms = [word]
    while len(forms[-1]) > LONGEST_SUFFIX_FREE and forms[-1][0] in "והבלשכ":
        forms.append(forms[-1][1:])
    for suffix in HEBREW_SUFFIXES:
        stem = forms[-1].removesuffix(suffix)
        if stem != forms[-1] and len(stem) >= LONGEST_SUFFIX_FREE:
            forms.append(stem)
            break
    return tuple(forms)


def _groups(words: Sequence[str]) -> tuple[str, ...]:
    padded = [f"<{word}>" for word in words]
    return tuple(
        word[at : at + size] for word in padded for size in GROUPS for at in range(len(word) - size + 1)
    )
