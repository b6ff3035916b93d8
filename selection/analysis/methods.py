"""What a second opinion is: the methods offered, what each assumes and needs, and its answer.

Everything here is a code or a number; `selection.words` makes the sentences.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

DIGITS = 9


class Method(StrEnum):
    """A way to rank alternatives."""

    WEIGHTED_SUM = "weighted_sum"
    WEIGHTED_PRODUCT = "weighted_product"
    TOPSIS = "topsis"
    VIKOR = "vikor"
    COPRAS = "copras"
    MOORA = "moora"
    PROMETHEE_II = "promethee_ii"


class ReversalSource(StrEnum):
    """Why adding or removing an alternative can swap two others."""

    IDEAL_FROM_ALTERNATIVES = "ideal_from_alternatives"
    NORMALISATION_BY_ALTERNATIVES = "normalisation_by_alternatives"
    PAIRWISE_COMPARISON = "pairwise_comparison"


class Assumption(StrEnum):
    """What must hold of criteria and weights for the answer to mean anything."""

    PREFERENTIAL_INDEPENDENCE = "preferential_independence"
    COMMON_SCALE = "common_scale"
    RATIO_SCALE = "ratio_scale"
    CLOSENESS_TO_IDEAL = "closeness_to_ideal"
    WORST_REGRET_COUNTS = "worst_regret_counts"
    COSTS_IN_PROPORTION = "costs_in_proportion"
    WEIGHTS_ARE_TRADE_OFFS = "weights_are_trade_offs"
    WEIGHTS_ARE_EXPONENTS = "weights_are_exponents"
    WEIGHTS_ARE_VOTES = "weights_are_votes"


class Need(StrEnum):
    """What a method must find in the table; where it does not, it can't apply."""

    TWO_ALTERNATIVES = "two_alternatives"
    NO_OPEN_CELL = "no_open_cell"
    A_DIFFERENCE = "a_difference"
    POSITIVE_VALUES = "positive_values"
    NO_NEGATIVE_VALUE = "no_negative_value"
    A_DECREASING_CRITERION = "a_decreasing_criterion"
    A_COST_IN_EVERY_DECREASING_CRITERION = "a_cost_in_every_decreasing_criterion"
    A_COST_FOR_EVERY_ALTERNATIVE = "a_cost_for_every_alternative"


_ALWAYS = (Need.TWO_ALTERNATIVES, Need.NO_OPEN_CELL)


@dataclass(frozen=True)
class MethodProfile:
    """What a method assumes, what it needs, and whether it can reverse ranks.

    >>> PROFILES[Method.WEIGHTED_SUM].can_reverse_ranks, PROFILES[Method.TOPSIS].can_reverse_ranks
    (False, True)
    """

    method: Method
    assumptions: tuple[Assumption, ...]
    needs: tuple[Need, ...] = _ALWAYS
    reversal_sources: tuple[ReversalSource, ...] = ()
    higher_is_better: bool = True

    @property
    def can_reverse_ranks(self) -> bool:
        """Whether removing a loser can swap two alternatives that stay."""
        return bool(self.reversal_sources)


_PROFILES = (
    MethodProfile(
        Method.WEIGHTED_SUM,
        (Assumption.PREFERENTIAL_INDEPENDENCE, Assumption.COMMON_SCALE, Assumption.WEIGHTS_ARE_TRADE_OFFS),
    ),
    MethodProfile(
        Method.WEIGHTED_PRODUCT,
        (Assumption.RATIO_SCALE, Assumption.WEIGHTS_ARE_EXPONENTS),
        (*_ALWAYS, Need.POSITIVE_VALUES),
    ),
    MethodProfile(
        Method.TOPSIS,
        (Assumption.RATIO_SCALE, Assumption.CLOSENESS_TO_IDEAL, Assumption.WEIGHTS_ARE_TRADE_OFFS),
        (*_ALWAYS, Need.A_DIFFERENCE),
        (ReversalSource.NORMALISATION_BY_ALTERNATIVES, ReversalSource.IDEAL_FROM_ALTERNATIVES),
    ),
    MethodProfile(
        Method.VIKOR,
        (Assumption.CLOSENESS_TO_IDEAL, Assumption.WORST_REGRET_COUNTS, Assumption.WEIGHTS_ARE_TRADE_OFFS),
        (*_ALWAYS, Need.A_DIFFERENCE),
        (ReversalSource.IDEAL_FROM_ALTERNATIVES,),
        higher_is_better=False,
    ),
    MethodProfile(
        Method.COPRAS,
        (Assumption.RATIO_SCALE, Assumption.COSTS_IN_PROPORTION, Assumption.WEIGHTS_ARE_TRADE_OFFS),
        (
            *_ALWAYS,
            Need.NO_NEGATIVE_VALUE,
            Need.A_DECREASING_CRITERION,
            Need.A_COST_IN_EVERY_DECREASING_CRITERION,
            Need.A_COST_FOR_EVERY_ALTERNATIVE,
        ),
        (ReversalSource.NORMALISATION_BY_ALTERNATIVES,),
    ),
    MethodProfile(
        Method.MOORA,
        (Assumption.RATIO_SCALE, Assumption.WEIGHTS_ARE_TRADE_OFFS),
        reversal_sources=(ReversalSource.NORMALISATION_BY_ALTERNATIVES,),
    ),
    MethodProfile(
        Method.PROMETHEE_II,
        (Assumption.PREFERENTIAL_INDEPENDENCE, Assumption.WEIGHTS_ARE_VOTES),
        reversal_sources=(ReversalSource.PAIRWISE_COMPARISON,),
    ),
)
PROFILES: Mapping[Method, MethodProfile] = {profile.method: profile for profile in _PROFILES}


@dataclass(frozen=True)
class MethodResult:
    """A ranking by one method; `alternatives` is empty where none were named."""

    method: Method
    scores: tuple[float, ...]
    ranks: tuple[int, ...]
    higher_is_better: bool
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotApplicable:
    """A method that has no opinion, the need that is not met, and where (positions from 0)."""

    method: Method
    unmet: Need
    alternatives: tuple[int, ...] = ()
    criteria: tuple[int, ...] = ()


Opinion = MethodResult | NotApplicable


def competition_ranks(scores: Sequence[float], *, higher_is_better: bool = True) -> tuple[int, ...]:
    """Rank as in a race: one more than the number of alternatives strictly better, ties sharing a rank.

    Scores are compared to nine digits, so that float noise never breaks a tie.

    >>> competition_ranks([0.5, 0.9, 0.1 + 0.2, 0.3, 0.2])
    (2, 1, 3, 3, 5)
    """
    sign = 1 if higher_is_better else -1
    merits = [sign * round(float(score), DIGITS) for score in scores]
    return tuple(1 + sum(other > merit for other in merits) for merit in merits)
