"""The field's words for what surrounds the choice: measures, systems, people, risks, the log."""

from selection.model.course import LogStage
from selection.model.goals import Better, Cadence, MeasureLevel, Strategy
from selection.model.readiness import Fate, Involvement, Migration
from selection.model.risks import ResponseKind
from selection.words import Words


def level_words(_: Words) -> dict[MeasureLevel, str]:
    """Name the four levels on which success is measured.

    >>> level_words(Words("en"))["customer_strategy"]
    'customer strategy'
    """
    return {
        "firm": _("the firm"),
        "customer_strategy": _("customer strategy"),
        "operation": _("daily operation"),
        "infrastructure": _("infrastructure"),
    }


def strategy_words(_: Words) -> dict[Strategy, str]:
    """Name what an organisation wants of its customers.

    >>> list(strategy_words(Words("en")))
    ['keep', 'grow', 'earn']
    """
    return {
        "keep": _("keep the valuable ones"),
        "grow": _("develop the promising ones"),
        "earn": _("earn more with the others"),
    }


def cadence_words(_: Words) -> dict[Cadence, str]:
    """Name how often something is measured.

    >>> cadence_words(Words("en"))["monthly"]
    'every month'
    """
    return {
        "weekly": _("every week"),
        "monthly": _("every month"),
        "quarterly": _("every quarter"),
        "yearly": _("every year"),
    }


def better_words(_: Words) -> dict[Better, str]:
    """Name which way is better."""
    return {"higher": _("more is better"), "lower": _("less is better")}


def fate_words(_: Words) -> dict[Fate, str]:
    """Name what becomes of a system."""
    return {"replace": _("replaced"), "integrate": _("kept and connected"), "archive": _("archived")}


def migration_words(_: Words) -> dict[Migration, str]:
    """Name what is moved out of a system."""
    return {
        "full": _("everything is moved"),
        "partial": _("a part is moved"),
        "archive": _("kept readable, not moved"),
    }


def involvement_words(_: Words) -> dict[Involvement, str]:
    """Name what somebody has to do with the project."""
    return {
        "responsible": _("does the work"),
        "accountable": _("answers for it"),
        "consulted": _("is asked"),
        "informed": _("is told"),
    }


def response_words(_: Words) -> dict[ResponseKind, str]:
    """Name how a risk is met."""
    return {
        "avoid": _("avoid it"),
        "reduce": _("make it smaller"),
        "transfer": _("pass it on"),
        "accept": _("live with it"),
    }


def log_stage_words(_: Words) -> dict[LogStage, str]:
    """Name what a decision is about."""
    return {
        "vision": _("vision"),
        "process": _("process"),
        "data": _("data"),
        "technology": _("technology"),
    }
