"""What is missing from a success measure, and what would measure nothing.

References
----------
Statements A11, A12, A14, A39 and A47 of docs/sources.md: a measure is concrete, has a level and a target, and
says what counts as success and as failure; a hoped-for percentage and a count of log-ins are no measures.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from selection.analysis.language import versions_of, words_of
from selection.analysis.measure_words import (
    ACTIVITY,
    CONSEQUENCE,
    COUNTED,
    DONE,
    GROWTH,
    HELD_AGAINST,
    IN_THE_TOOL,
    MULTIPLES,
    OUTCOME,
    THINGS,
    WORK,
)
from selection.model.base import Language, Localised, last_day
from selection.model.goals import Measure

MeasureDefect = Literal[
    "no_unit",
    "no_formula",
    "no_data_source",
    "no_baseline",
    "no_target",
    "no_due",
    "no_owner",
    "no_level",
    "no_cadence",
    "no_goal",
    "no_thresholds",
    "vanity",
    "no_mechanism",
    "target_backwards",
    "thresholds_crossed",
    "due_past",
]

PARTS: Final[tuple[tuple[str, MeasureDefect], ...]] = (
    ("unit", "no_unit"),
    ("formula", "no_formula"),
    ("data_source", "no_data_source"),
    ("baseline", "no_baseline"),
    ("target", "no_target"),
    ("due", "no_due"),
    ("owner", "no_owner"),
    ("level", "no_level"),
    ("cadence", "no_cadence"),
    ("goal", "no_goal"),
)
"""What a measure is made of, and what is said where it is missing."""


@dataclass(frozen=True, slots=True)
class MeasureFinding:
    """One remark on one measure, with the words or figures it rests on."""

    measure: str
    code: MeasureDefect
    figures: Mapping[str, float | str] = field(default_factory=dict)


def lint_measures(measures: Sequence[Measure], today: dt.date) -> tuple[MeasureFinding, ...]:
    """Remark on every measure, in the order in which they stand."""
    return tuple(finding for measure in measures for finding in lint_measure(measure, today))


def lint_measure(measure: Measure, today: dt.date) -> tuple[MeasureFinding, ...]:
    """Remark on one measure: first what is missing, then what is wrong.

    >>> late = Measure(id="M1", name="Answers within a day", due="2020")
    >>> [finding.code for finding in lint_measure(late, dt.date(2026, 11, 22))][-2:]
    ['no_mechanism', 'due_past']
    """
    return (*_missing(measure), *_empty(measure), *_wrong(measure, today))


def falls_short(figure: float, line: float, measure: Measure) -> bool:
    """Tell whether a figure is worse than a line, as the measure counts better and worse."""
    return figure < line if measure.better == "higher" else figure > line


def _missing(measure: Measure) -> Iterator[MeasureFinding]:
    for name, code in PARTS:
        if getattr(measure, name) is None:
            yield MeasureFinding(measure.id, code)
    if measure.success is None or measure.failure is None:
        yield MeasureFinding(measure.id, "no_thresholds")


def _empty(measure: Measure) -> Iterator[MeasureFinding]:
    """Find what measures nothing: activity in the tool, or an outcome nothing is said to bring about."""
    if found := _vanity(measure):
        yield MeasureFinding(measure.id, "vanity", {"found": found})
    unexplained = measure.mechanism is None
    if unexplained and (_bare_outcome(measure.name) or _only_a_name(measure)):
        yield MeasureFinding(measure.id, "no_mechanism")


def _wrong(measure: Measure, today: dt.date) -> Iterator[MeasureFinding]:
    baseline, target = measure.baseline, measure.target
    if baseline is not None and target is not None and falls_short(target, baseline, measure):
        yield MeasureFinding(measure.id, "target_backwards", {"target": target, "baseline": baseline})
    success, failure = measure.success, measure.failure
    if success is not None and failure is not None and not falls_short(failure, success, measure):
        yield MeasureFinding(measure.id, "thresholds_crossed", {"success": success, "failure": failure})
    if measure.due is not None and last_day(measure.due) < today:
        yield MeasureFinding(measure.id, "due_past", {"due": measure.due})


def _only_a_name(measure: Measure) -> bool:
    return measure.formula is None and measure.unit is None


def _vanity(measure: Measure) -> str:
    """Find a count of what is done in the tool that is not held against anything.

    It is a count of clicks and their like; of whatever is no customer's business; or of things that were
    made, held or kept in the tool, unless the unit says that it is a share of them.
    """
    words = words_of(_written(measure.name))
    if _first(CONSEQUENCE, words):
        return ""
    if found := _first(ACTIVITY, words):
        return found
    return "" if _first(WORK, words) else _counted(words, measure.unit)


def _counted(words: Sequence[str], unit: str | Localised | None) -> str:
    """Find things of the tool that are said to be counted, or to have been done."""
    thing = _first(THINGS, words)
    if counted := _first(COUNTED, words):
        return thing or counted
    done = _is_done(words) or bool(_first(IN_THE_TOOL, words))
    return thing if done and not _is_share(unit) else ""


PER_CENT = re.compile(r"%|\bper ?cent\b|\bprocent|אחוז")
SIGNED = re.compile(r"(?:^|\s)[-−+]\s?\d|\+")


def _is_share(unit: str | Localised | None) -> bool:
    return unit is not None and bool(PER_CENT.search(_written(unit).casefold()))


def _is_done(words: Sequence[str]) -> bool:
    return any(re.search(ending, word) for ending in DONE.values() for word in words)


def _bare_outcome(name: str | Localised) -> bool:
    """Tell whether a name is a hoped-for figure: an outcome of the firm, a change, and by how much."""
    text = _written(name)
    words = words_of(text)
    changes = SIGNED.search(text) or _first(GROWTH, words)
    how_much = PER_CENT.search(text.casefold()) or SIGNED.search(text) or _first(MULTIPLES, words)
    return bool(changes and how_much and _first(OUTCOME, words) and not _first(HELD_AGAINST, words))


def _written(name: str | Localised) -> str:
    return next(iter(versions_of(name).values()))


def _first(table: Mapping[Language, Sequence[str]], words: Sequence[str]) -> str:
    """Find the first word that begins as one on a list does, or is it where the list has a stop after it.

    A name is short, and its language uncertain; so the lists of all languages are read.
    """
    patterns = [pattern for listed in table.values() for pattern in listed]
    for word in words:
        for pattern in patterns:
            if word == pattern.removesuffix(".") or (word.startswith(pattern) and pattern[-1] != "."):
                return word
    return ""
