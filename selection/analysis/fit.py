"""As-is fit: which share of the needs an offer meets without changing it, in exact arithmetic.

The rule "at least 80 % as is" is met or not met; 80 % of 35 needs must never be 0.7999…, so shares
are fractions until a person reads them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from selection.analysis.cells import Resolved
from selection.model.decision import Policy
from selection.model.judgements import Answer, Evidence
from selection.model.needs import TIERS, Need, Tier


def exact(figure: float) -> Fraction:
    """Read a figure as it is written: 0.8 is four fifths, not its nearest binary number.

    >>> exact(0.8)
    Fraction(4, 5)
    """
    return Fraction(repr(figure))


@dataclass(frozen=True, slots=True)
class Count:
    """Needs of one tier, counted for one offer; what does not apply is not among them."""

    as_is: int = 0
    as_is_on_weak_evidence: int = 0
    open: int = 0
    total: int = 0

    @property
    def answered(self) -> int:
        """How many are not open."""
        return self.total - self.open


@dataclass(frozen=True, slots=True)
class Fit:
    """The as-is fit of one offer, with the figures that belong beside it.

    `low` and `high` bound it over the open answers; `proven` counts only answers with the evidence
    the gate asks for. `low`, `high`, `proven` and `answered_only` are in [0, 1], weighted by tier.
    """

    low: Fraction
    high: Fraction
    proven: Fraction
    answered_only: Fraction | None
    plain_low: Fraction
    plain_high: Fraction
    by_tier: Mapping[Tier, Count]

    def verdicts_differ(self, line: Fraction) -> bool:
        """Tell whether the plain count, a tier or the answered needs alone would say something else."""
        main = (self.low >= line, self.high >= line)
        others = [(self.plain_low >= line, self.plain_high >= line)]
        others += [
            (Fraction(c.as_is, c.total) >= line, Fraction(c.as_is + c.open, c.total) >= line)
            for c in self.by_tier.values()
            if c.total
        ]
        if self.answered_only is not None:
            others.append((self.answered_only >= line,) * 2)
        return any(other != main for other in others)


def counts_as_is(answer: Answer, policy: Policy) -> bool:
    """Tell whether an answer counts as met without change under the policy."""
    return answer.delivery == "as_is" or (
        policy.configuration_counts_as_is and answer.delivery == "configuration"
    )


def as_is_fit(
    needs: Sequence[Need], cells: Mapping[str, Resolved[Answer]], policy: Policy, level: Evidence
) -> Fit | None:
    """Give an offer's as-is fit over some needs: Σ over tiers of tier share · (as is / needs of the tier).

    Returns
    -------
    Fit or None
        None if no need applies to the offer.
    """
    counts = {tier: _count(tier, needs, cells, policy, level) for tier in TIERS}
    total = sum(count.total for count in counts.values())
    if total == 0:
        return None
    shares = tier_shares(policy, (tier for tier in TIERS if counts[tier].total))
    answered_shares = tier_shares(policy, (tier for tier in TIERS if counts[tier].answered))
    return Fit(
        low=_weighted(shares, {t: Fraction(counts[t].as_is, counts[t].total) for t in shares}),
        high=_weighted(
            shares, {t: Fraction(counts[t].as_is + counts[t].open, counts[t].total) for t in shares}
        ),
        proven=_weighted(
            shares,
            {
                t: Fraction(counts[t].as_is - counts[t].as_is_on_weak_evidence, counts[t].total)
                for t in shares
            },
        ),
        answered_only=_weighted(
            answered_shares, {t: Fraction(counts[t].as_is, counts[t].answered) for t in answered_shares}
        )
        if answered_shares
        else None,
        plain_low=Fraction(sum(c.as_is for c in counts.values()), total),
        plain_high=Fraction(sum(c.as_is + c.open for c in counts.values()), total),
        by_tier=counts,
    )


def tier_shares(policy: Policy, tiers: Iterable[Tier]) -> dict[Tier, Fraction]:
    """Spread the policy's shares over the tiers that have needs, so that they sum to 1.

    >>> tier_shares(Policy(), ["must", "nice"])
    {'must': Fraction(6, 7), 'nice': Fraction(1, 7)}
    """
    shares = {tier: exact(policy.tier_shares[tier]) for tier in tiers}
    total = sum(shares.values())
    if total == 0:
        return {tier: Fraction(1, len(shares)) for tier in shares}
    return {tier: share / total for tier, share in shares.items()}


def need_shares(
    needs: Sequence[Need], cells: Mapping[str, Resolved[Answer]], policy: Policy
) -> dict[str, Fraction]:
    """Give what each need weighs among some needs: its tier's share, split evenly within the tier.

    Needs that don't apply to the offer weigh nothing and are not among them; the others sum to 1.
    """
    counted = [need for need in needs if not cells[need.id].cell.leaves_the_count]
    sizes = Counter(need.tier for need in counted)
    shares = tier_shares(policy, sizes)
    return {need.id: shares[need.tier] / sizes[need.tier] for need in counted}


def _weighted(shares: Mapping[Tier, Fraction], figures: Mapping[Tier, Fraction]) -> Fraction:
    return sum((shares[tier] * figures[tier] for tier in shares), Fraction(0))


def _count(
    tier: Tier,
    needs: Sequence[Need],
    cells: Mapping[str, Resolved[Answer]],
    policy: Policy,
    level: Evidence,
) -> Count:
    found = [cells[need.id] for need in needs if need.tier == tier]
    counted = [resolved for resolved in found if not resolved.cell.leaves_the_count]
    as_is = [resolved for resolved in counted if counts_as_is(resolved.cell, policy)]
    return Count(
        as_is=len(as_is),
        as_is_on_weak_evidence=sum(resolved.is_weak(level) for resolved in as_is),
        open=sum(resolved.cell.is_open for resolved in counted),
        total=len(counted),
    )
