"""Which lines say the same in other words: words that mean or look the same, weighed by how rare they are.

Words are brought to one form (synonyms of the trade, numbers as figures, then a stem) and weighted by how
rare they are among the lines compared (tf-idf). Two words that share most of their groups of two and three
letters count as nearly the same, which catches what stems miss. Two lines are duplicates if their soft cosine
reaches `ALIKE`. Nothing leaves the machine, and the same lines give the same figures.

References
----------
Salton, G. and Buckley, C. (1988). Term-weighting approaches in automatic text retrieval. Information
Processing and Management 24(5), doi 10.1016/0306-4573(88)90021-0.
Sidorov, G., Gelbukh, A., Gómez-Adorno, H. and Pinto, D. (2014). Soft similarity and soft cosine measure.
Computación y Sistemas 18(3), doi 10.13053/CyS-18-3-2043: the cosine of words that are themselves alike.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from selection.analysis.language import words_of
from selection.analysis.synonyms import FIGURES, PHRASES, STOP, SYNONYMS
from selection.model.base import LANGUAGES, Language

ALIKE = 0.4
"""From this likeness on the later of two lines repeats the earlier."""
WORDS_ALIKE = 0.56
"""From this share of common groups of letters on two words count as alike."""
GROUPS = (2, 3)
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
    lines = [tuple(dict.fromkeys(stems(text, language))) for text in texts]
    words = sorted({word for line in lines for word in line})
    if not words:
        return np.zeros((len(lines), len(lines)))
    stands = _table(lines, words)
    rare = np.log((1 + len(lines)) / (1 + stands.sum(axis=0))) + 1
    alike = _cosine(stands * rare, _kin(words))
    alike.setflags(write=False)
    return alike


def _table(rows: Sequence[Iterable[str]], columns: Iterable[str]) -> np.ndarray:
    """Mark what each row holds."""
    place = {name: at for at, name in enumerate(columns)}
    table = np.zeros((len(rows), len(place)))
    for at, row in enumerate(rows):
        table[at, [place[name] for name in row]] = 1.0
    return table


def _kin(words: Sequence[str]) -> np.ndarray:
    """Tell how alike words are by their groups of letters; below a line they are strangers."""
    groups = [_groups(word) for word in words]
    table = _table(groups, sorted(set().union(*groups)))
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    shared = table @ table.T
    return np.where(shared >= WORDS_ALIKE, shared, 0.0)


def _cosine(lines: np.ndarray, kin: np.ndarray) -> np.ndarray:
    """Give the cosines between lines whose words are themselves alike."""
    common = lines @ kin @ lines.T
    lengths = np.sqrt(np.diag(common))
    most = np.outer(lengths, lengths)
    return np.asarray(np.divide(common, most, out=np.zeros_like(common), where=most > 0))


def stems(text: str, language: Language) -> tuple[str, ...]:
    """Bring a line to the words that carry its meaning, each in one form.

    >>> stems("Staff log in by SSO", "en"), stems("Users sign in by single sign-on", "en")
    (('user', 'signin', 'sso'), ('user', 'signin', 'sso'))
    """
    line = f" {' '.join(words_of(text))} "
    for phrase, one in PHRASES[language].items():
        line = line.replace(f" {phrase} ", f" {one} ")
    figures = FIGURES[language]
    said = (figures.get(word, word) for word in line.split() if word not in STOP[language])
    meant = (_one_form(word, language) for word in said)
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


def _groups(word: str) -> frozenset[str]:
    padded = f"<{word}>"
    return frozenset(padded[at : at + size] for size in GROUPS for at in range(len(padded) - size + 1))
