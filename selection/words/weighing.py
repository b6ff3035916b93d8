"""Weighing in words: the ways of saying what matters, what a step is, and how well answers agree."""

from collections.abc import Mapping

from selection.analysis.pairwise import ACCEPTABLE_CONSISTENCY_RATIO
from selection.model.criteria import Criterion, DeliveryLadder, Linear, Ordinal, PiecewiseLinear
from selection.model.weights import WeightMethod
from selection.words import Words
from selection.words.units import quantity

POOR_CONSISTENCY_RATIO = 0.20
"""Twice Saaty's tenth: beyond it comparisons are said to contradict each other."""
_EVEN = 1e-9


def method_names(_: Words) -> Mapping[WeightMethod, str]:
    """Name the ways of saying what matters, from the quickest to the most thorough."""
    return {
        "rank_order": _("Put in order"),
        "points": _("Give points"),
        "swing": _("Compare by swing"),
        "pairwise": _("Compare two at a time"),
        "best_worst": _("Best and worst"),
        "trade_offs": _("Either/or questions"),
    }


def method_hint(method: WeightMethod, _: Words) -> str:
    """Say what is asked for, and how long it takes."""
    hints: dict[WeightMethod, str] = {
        "points": _("The more points, the more it counts. Two minutes."),
        "rank_order": _(
            "The most important first; how much more it counts follows from the order. One minute."
        ),
        "swing": _(
            "Say which step from worst to best is worth most, and how much the others are worth beside it."
        ),
        "pairwise": _("Say which of two matters more, and how much more. You need not compare all of them."),
        "best_worst": _("Choose what matters most and what matters least, and hold the others against both."),
        "trade_offs": _("Choose between two imagined offers, until it is clear who comes first."),
    }
    return hints[method]


def method_computed(method: WeightMethod, _: Words) -> str:
    """Say how weights are computed from what was entered, for those who want to know."""
    told: dict[WeightMethod, str] = {
        "points": _("Points divided by their sum."),
        "rank_order": _("Rank order centroid (ROC): the middle of all weights that respect the order."),
        "swing": _("Swing weights: what each step is worth, divided by their sum."),
        "pairwise": _("Analytic hierarchy process (AHP): the principal eigenvector of the comparisons."),
        "best_worst": _("Best–worst method (BWM), linear model."),
        "trade_offs": _("The middle of all weights that agree with the answers."),
    }
    return told[method]


def method_doubt(method: WeightMethod, _: Words) -> str:
    """Say how far off what was entered may be when it is tested how sure the result is."""
    told: dict[WeightMethod, str] = {
        "points": _("When we test how sure the result is, points may each be off by a factor of 1.5."),
        "rank_order": _("When we test how sure the result is, any weights in this order may come."),
        "swing": _("When we test how sure the result is, what a step is worth may be off by 10."),
        "pairwise": _("When we test how sure the result is, comparisons may be off as far as they disagree."),
        "best_worst": _("When we test how sure the result is, figures may be off as far as they disagree."),
        "trade_offs": _("When we test how sure the result is, any weights that agree with you may come."),
    }
    return told[method]


def step_of(criterion: Criterion, _: Words) -> str:
    """Say what the step from worst to best is, in the criterion's own words.

    >>> from selection.model.criteria import Criterion
    >>> exit_terms = Criterion.model_validate({"id": "X", "name": "Exit", "definition": "Leaving",
    ...     "group": "use", "scope": "platform", "direction": "increasing", "from": "measure",
    ...     "value": {"kind": "ordinal", "levels": ["no export", "all data"]}, "sources": ["A1"]})
    >>> step_of(exit_terms, Words("en"))
    'from “no export” to “all data”'
    """
    return _step(criterion, _, 1.0)


def part_step_of(criterion: Criterion, part: float, _: Words) -> str:
    """Say what part of the way from worst to best is, in the criterion's own words where it has any."""
    return _step(criterion, _, part)


def _step(criterion: Criterion, _: Words, part: float) -> str:
    scale = criterion.value
    if isinstance(scale, DeliveryLadder):
        return _("from no need met to {share} of the needs met as is", share=_.percent(part))
    reached = _level(scale, part, _)
    worst = _level(scale, 0.0, _)
    if reached is None or worst is None:
        best = _level(scale, 1.0, _) or ""
        return _("{share} of the way from {worst} to {best}", share=_.percent(part), worst=worst, best=best)
    return _("from {worst} to {best}", worst=worst, best=reached)


def _level(scale: Linear | PiecewiseLinear | Ordinal, part: float, _: Words) -> str | None:
    """Say the performance at a share of the value between the anchors; None where no words are for it."""
    if isinstance(scale, Linear):
        return quantity(scale.worst + part * (scale.best - scale.worst), scale.unit, _)
    level = part * (len(scale.levels) - 1)
    if abs(level - round(level)) > _EVEN:
        return None
    found = scale.levels[round(level)]
    if isinstance(scale, Ordinal):
        return _("“{level}”", level=_.told(found))  # type: ignore[arg-type]
    if isinstance(found, str):
        return found[0] + quantity(float(found[1:]), scale.unit, _)
    return quantity(float(found), scale.unit, _)  # type: ignore[arg-type]


def agreement(ratio: float | None, _: Words) -> str:
    """Say how well comparisons agree with each other, from their consistency ratio."""
    if ratio is None:
        return _("Just enough comparisons to tell; one more would show how well they agree.")
    if ratio <= ACCEPTABLE_CONSISTENCY_RATIO:
        return _("Your comparisons agree well with each other.")
    if ratio <= POOR_CONSISTENCY_RATIO:
        return _("Your comparisons agree only roughly; it may be worth looking at these again.")
    return _("Your comparisons contradict each other; please look at these again.")


def compared(one: str, other: str, ratio: float, _: Words) -> str:
    """Say how much more one matters than another.

    >>> compared("Fit", "Ease", 3.0, Words("en")), compared("Fit", "Ease", 0.5, Words("en"))
    ('Fit matters 3 times as much as Ease', 'Ease matters 2 times as much as Fit')
    """
    if abs(ratio - 1) <= _EVEN:
        return _("{one} and {other} matter equally", one=one, other=other)
    if ratio < 1:
        one, other, ratio = other, one, 1 / ratio
    figures = {"one": one, "other": other, "times": _.number(ratio, 1)}
    return _("{one} matters {times} times as much as {other}", **figures)
