"""Second opinions in words: what a method does and assumes, when it may be wrong, why it may have none."""

from collections.abc import Callable

from selection.analysis.methods import PROFILES, Assumption, Method, Need, ReversalSource
from selection.words import Words


def method_name(method: Method, _: Words) -> str:
    """Name a method as the field does."""
    names: dict[Method, str] = {
        Method.WEIGHTED_SUM: _("Weighted sum"),
        Method.WEIGHTED_PRODUCT: _("Weighted product"),
        Method.TOPSIS: "TOPSIS",
        Method.VIKOR: "VIKOR",
        Method.COPRAS: "COPRAS",
        Method.MOORA: "MOORA",
        Method.PROMETHEE_II: "PROMETHEE II",
    }
    return names[method]


def method_idea(method: Method, _: Words) -> str:
    """Say in one sentence what a method looks at."""
    ideas: dict[Method, Callable[[], str]] = {
        Method.WEIGHTED_SUM: lambda: _(
            "Adds weight times value; strengths make up for weaknesses. Our official rule."
        ),
        Method.WEIGHTED_PRODUCT: lambda: _("Multiplies instead of adding, so that a weakness hurts more."),
        Method.TOPSIS: lambda: _("Prefers what is close to an ideal and far from the opposite."),
        Method.VIKOR: lambda: _("Looks for a compromise between the whole and the worst single regret."),
        Method.COPRAS: lambda: _("Sums what is good and holds it against the sum of what it costs."),
        Method.MOORA: lambda: _("Adds performances scaled by their overall size."),
        Method.PROMETHEE_II: lambda: _("Counts, pair by pair, on how much weight one beats the other."),
    }
    return ideas[method]()


def assumption_note(method: Method, _: Words) -> str:
    """Say what must hold for a method's answer to mean anything."""
    said: dict[Assumption, Callable[[], str]] = {
        Assumption.PREFERENTIAL_INDEPENDENCE: lambda: _(
            "what a criterion is worth does not depend on the others"
        ),
        Assumption.COMMON_SCALE: lambda: _("all values lie on one scale"),
        Assumption.RATIO_SCALE: lambda: _("twice the value is twice as good"),
        Assumption.CLOSENESS_TO_IDEAL: lambda: _("what is close to an ideal is what you want"),
        Assumption.WORST_REGRET_COUNTS: lambda: _("the greatest single regret counts in its own right"),
        Assumption.COSTS_IN_PROPORTION: lambda: _("half the cost is twice as good"),
        Assumption.WEIGHTS_ARE_TRADE_OFFS: lambda: _(
            "weights say how much of one criterion makes up for another"
        ),
        Assumption.WEIGHTS_ARE_EXPONENTS: lambda: _("weights say how much a gain in percent counts"),
        Assumption.WEIGHTS_ARE_VOTES: lambda: _("weights are votes for a criterion, not rates of exchange"),
    }
    what = "; ".join(said[assumption]() for assumption in PROFILES[method].assumptions)
    return _("It assumes: {what}.", what=what)


def reversal_note(method: Method, _: Words) -> str:
    """Say whether removing a loser could change a method's order, and why."""
    reasons: dict[ReversalSource, Callable[[], str]] = {
        ReversalSource.IDEAL_FROM_ALTERNATIVES: lambda: _("its ideal is taken from those present"),
        ReversalSource.NORMALISATION_BY_ALTERNATIVES: lambda: _("it scales by those present"),
        ReversalSource.PAIRWISE_COMPARISON: lambda: _("it compares everybody with everybody"),
    }
    sources = PROFILES[method].reversal_sources
    if not sources:
        return _("Removing a loser never changes the order.")
    why = "; ".join(reasons[source]() for source in sources)
    return _("Removing a loser can change the order: {why}.", why=why)


def unmet_need(need: Need, _: Words) -> str:
    """Say why a method has no opinion here."""
    sentences: dict[Need, Callable[[], str]] = {
        Need.TWO_ALTERNATIVES: lambda: _("There are fewer than two alternatives to compare."),
        Need.NO_OPEN_CELL: lambda: _("An answer is missing."),
        Need.A_DIFFERENCE: lambda: _("All alternatives are alike."),
        Need.POSITIVE_VALUES: lambda: _("It needs values above zero."),
        Need.NO_NEGATIVE_VALUE: lambda: _("It can't take values below zero."),
        Need.A_DECREASING_CRITERION: lambda: _("It needs a criterion where less is better."),
        Need.A_COST_IN_EVERY_DECREASING_CRITERION: lambda: _("On one criterion nobody costs anything."),
        Need.A_COST_FOR_EVERY_ALTERNATIVE: lambda: _("One alternative costs nothing at all."),
    }
    return sentences[need]()
