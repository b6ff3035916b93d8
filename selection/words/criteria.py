"""Criteria in words: how they are measured, and what worst and best mean."""

from selection.model.base import Localised
from selection.model.criteria import Criterion, DeliveryLadder, Linear, Ordinal
from selection.model.decision import Decision
from selection.words import Words
from selection.words.units import quantity


def anchors(criterion: Criterion, _: Words) -> str:
    """Say what the worst and the best level of a criterion are.

    >>> from selection.model.criteria import Criterion
    >>> days = Criterion.model_validate({"id": "X", "name": "Speed", "definition": "Days to go live",
    ...     "group": "use", "scope": "platform", "direction": "decreasing", "from": "measure",
    ...     "value": {"kind": "linear", "unit": "days", "worst": 90, "best": 10}, "sources": ["A1"]})
    >>> anchors(days, Words("en"))
    'Worst: 90 days. Best: 10 days.'
    """
    scale = criterion.value
    if isinstance(scale, DeliveryLadder):
        return _("Worst: every need is absent. Best: every need is met as is.")
    if isinstance(scale, Ordinal):
        lowest, highest = _.text(scale.levels[0]), _.text(scale.levels[-1])
        return _("Worst: {worst}. Best: {best}.", worst=lowest, best=highest)
    worst, best = (
        (scale.worst, scale.best) if isinstance(scale, Linear) else (scale.anchors[0], scale.anchors[-1])
    )
    least, most = quantity(worst, scale.unit, _), quantity(best, scale.unit, _)
    return _("Worst: {worst}. Best: {best}.", worst=least, best=most)


def measured_how(criterion: Criterion, _: Words) -> str:
    """Say where a criterion's performance comes from."""
    if criterion.from_ == "needs":
        return _("Comes from how the needs that feed it are delivered.")
    return _("Measured on its own.")


def performance(criterion: Criterion, figure: float, _: Words) -> str:
    """Say a performance in the criterion's own terms: with its unit, or as the level's text.

    >>> from selection.model.criteria import Criterion
    >>> exit_terms = Criterion.model_validate({"id": "X", "name": "Exit", "definition": "Leaving",
    ...     "group": "use", "scope": "platform", "direction": "increasing", "from": "measure",
    ...     "value": {"kind": "ordinal", "levels": ["none", "paid", "free"]}, "sources": ["A1"]})
    >>> performance(exit_terms, 2.0, Words("en"))
    'free'
    """
    scale = criterion.value
    if isinstance(scale, Ordinal):
        return _.text(scale.levels[int(figure)])
    if isinstance(scale, DeliveryLadder):
        return _.value(figure)
    return quantity(figure, scale.unit, _)


def part_title(decision: Decision, name: str, _: Words) -> str:
    """Name a criterion or a group of criteria."""
    names: dict[str, str | Localised] = {"platform": _("Platform"), "integrator": _("Integrator")}
    names |= {group.id: group.name for group in decision.groups}
    names |= {criterion.id: criterion.name for criterion in decision.criteria}
    return _.text(names[name]) if name in names else name


def node_title(decision: Decision, node: str, _: Words) -> str:
    """Name a node of the criteria tree by its side, and its group where it is one."""
    sides = {"sides": _("Platform or integrator?"), "platform": _("Platform"), "integrator": _("Integrator")}
    side, *group = node.split(".")
    return ": ".join([sides[side], *(part_title(decision, name, _) for name in group)])
