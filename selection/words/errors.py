"""Errors in words: what was found, what is allowed, where, and what to do about it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter

from selection.catalogue.files import BOUNDS, CODES
from selection.errors import Findings, SelectionError
from selection.words import Words
from selection.words.decision_errors import decision_sayings
from selection.words.export_errors import export_sayings
from selection.words.fiction import told_name
from selection.words.field_errors import field_sayings, kind_of_value, pattern_meaning
from selection.words.file_errors import file_sayings, scalar_meaning, syntax_problem
from selection.words.saying import Saying
from selection.words.session_errors import session_sayings
from selection.words.upload_errors import upload_sayings
from selection.words.workshop_errors import workshop_sayings
from selection.words.workshop_terms import workshop_words

LONGEST_TEXT = 200
MOST_NAMED = 40
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Explanation:
    """One error as a person reads it."""

    where: str
    sentence: str
    remedy: str


def explain(error: SelectionError, _: Words) -> Explanation:
    """Say in one sentence what is wrong, and how it is mended; of several findings say the first.

    >>> from selection.errors import WeightError
    >>> found = explain(WeightError("weight_negative", "weights[2]", found=-3), Words("en"))
    >>> found.where, found.sentence
    ('weights[2]', 'Weights are 0 or more, but -3 was found.')
    """
    if not isinstance(error, Findings) or not error.errors:
        return _explanation(error, _)
    first = explain(error.errors[0], _)
    others = len(error.errors) - 1
    sentence = _.counted(
        "{first} (And {count} more is wrong.)",
        "{first} (And {count} more are wrong.)",
        others,
        first=first.sentence,
    )
    return Explanation(first.where, sentence if others else first.sentence, first.remedy)


def explain_all(error: SelectionError, _: Words) -> tuple[Explanation, ...]:
    """Explain an error, or each of several findings on its own."""
    if isinstance(error, Findings):
        return tuple(found for inner in error.errors for found in explain_all(inner, _))
    return (_explanation(error, _),)


def sayings(_: Words) -> Mapping[str, Saying]:
    """Give what there is to say about every code."""
    own = {**file_sayings(_), **field_sayings(_), **decision_sayings(_), **session_sayings(_)}
    return {**own, **upload_sayings(_), **workshop_sayings(_), **export_sayings(_)}


def clean(text: str) -> str:
    r"""Make text from outside safe to show on a terminal or a page: one line, nothing invisible.

    >>> clean("acme\x1b[31m.yaml\n")
    'acme\ufffd[31m.yaml\ufffd'
    """
    return "".join(character if character.isprintable() else _REPLACEMENT for character in text)


def placeholders(sentence: str) -> set[str]:
    """Name the figures a sentence asks for."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name}


class _Told(dict[str, str]):
    """Figures of a sentence; what is not repeated (it may be private) is told as what it is."""

    def __init__(self, _: Words, figures: Mapping[str, str]) -> None:
        super().__init__(figures)
        self.words = _

    def __missing__(self, name: str) -> str:
        return self.words("what was entered") if name == "found" else self.words("what is allowed")


def _explanation(error: SelectionError, _: Words) -> Explanation:
    where = clean(error.where)
    saying = sayings(_).get(CODES.get(error.code, error.code))
    if saying is None:
        sentence = _("Something is wrong here that has only a name: {code}.", code=clean(error.code))
        return Explanation(
            where, sentence, _("Look at the place that is named, or ask whoever wrote the file.")
        )
    figures = _figures(error, _)
    told = (text for text in saying.sentences if placeholders(text) <= figures.keys())
    sentence = next(told, saying.sentences[-1])
    return Explanation(where, sentence.format_map(_Told(_, figures)), saying.remedy)


def _figures(error: SelectionError, _: Words) -> dict[str, str]:
    """Show every figure."""
    figures = dict(error.figures)
    bound = next((figures[name] for name in BOUNDS if name in figures), None)
    if bound is not None:
        figures["allowed"] = bound
    return {name: _shown(name, figure, _) for name, figure in figures.items()}


def _shown(name: str, figure: object, _: Words) -> str:
    meanings = {"problem": syntax_problem, "could_be": scalar_meaning, "deadline": _moment, "at": _moment}
    meaning = meanings.get(name)
    if meaning is not None:
        return meaning(str(figure), _)
    word = workshop_words(_).get(name, {}).get(str(figure))
    if word is not None:
        return word
    if name == "allowed" and isinstance(figure, int | float):
        return _.exact(figure, grouped=True)
    if name == "allowed" and isinstance(figure, str):
        return pattern_meaning(figure, _) or _quoted(figure, _)
    if name in ("found", "first") and isinstance(figure, str) and figure:
        return kind_of_value(figure, _) or _("“{text}”", text=_quoted(figure, _))
    return _value(figure, _)


def _moment(instant: str, _: Words) -> str:
    """Say a moment as events are dated; its place is not the reader's, so the zone is named."""
    if not instant.endswith("Z"):
        return _short(instant)
    return _("{moment} (UTC)", moment=_.moment(dt.datetime.fromisoformat(instant)))


def _value(figure: object, _: Words) -> str:
    if figure is None or figure == "":
        return _("nothing")
    if isinstance(figure, bool):
        return "true" if figure else "false"
    if isinstance(figure, float | int):
        return _.exact(figure)
    if isinstance(figure, Mapping):
        return _listed((f"{_quoted(str(key), _)}: {_value(value, _)}" for key, value in figure.items()), _)
    if isinstance(figure, list | tuple | set | frozenset):
        return _listed((_named(value, _) for value in figure), _)
    return _quoted(str(figure), _)


def _named(value: object, _: Words) -> str:
    if isinstance(value, str):
        return kind_of_value(value, _) or pattern_meaning(value, _) or _quoted(value, _)
    return _value(value, _)


def _listed(entries: Iterable[str], _: Words) -> str:
    names = list(entries)
    if not names:
        return _("none")
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    others = len(names) - MOST_NAMED
    return _("{names} and {count} more", names=", ".join(names[:MOST_NAMED]), count=others)


def _quoted(text: str, _: Words) -> str:
    """Repeat what was found; a name that says it is invented says so in the reader's language."""
    return _short(told_name(text, _))


def _short(text: str) -> str:
    line = clean(" ".join(text.split()))
    return line if len(line) <= LONGEST_TEXT else line[: LONGEST_TEXT - 1] + "…"
