"""Going through the draws once and counting: who comes first, and at which rank, under which doubt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from selection.analysis.clones import Groups, best_of_groups
from selection.analysis.draws import Draws, Setting, Worlds
from selection.analysis.foundation import Kind
from selection.analysis.smaa import FEW, Flags, Smaa, Tally, is_first, rounded
from selection.analysis.uncertain import SOURCES, Source
from selection.analysis.weight_draws import WeightDraws

Table = NDArray[np.float64]

ANSWERS: tuple[Source, ...] = ("answers", "evidence")
SCENARIOS: tuple[tuple[Source, ...], ...] = (SOURCES, ANSWERS, *((source,) for source in SOURCES))
"""What may vary at once: everything; answers and evidence; and every source alone."""

_KEPT = 2**22


Confidence = tuple[float | None, ...]


@dataclass(frozen=True, eq=False)
class Survey:
    """What the draws say about one kind of alternatives.

    `counted` lacks confidence factors, which take the draws once more and are worked out by `assured` when
    somebody asks for them; `smaa` has them. `first` is by scenario the share of draws in which each came
    first; `wins` the share in which the leader was ahead of each, or each was excluded; `scores` and
    `eligible` the draws themselves (alternatives × draws), of the first portion if there are too many to
    keep; `above` the share of draws in which the leader is better than the baseline by the policy's margin,
    None without a baseline; `supposing` the share in which each would come first if all of them passed
    their gates.
    """

    names: tuple[str, ...]
    criteria: tuple[str, ...]
    counted: Smaa
    assured: Callable[[], Confidence]
    groups: Groups
    grouped: Smaa
    first: Mapping[tuple[Source, ...], Table]
    wins: Table
    scores: Table
    eligible: Flags
    weights: Table
    above: float | None
    supposing: Table

    @property
    def acceptability(self) -> Table:
        """The share of draws at each rank, the last column the share excluded."""
        return self.counted.acceptability

    @cached_property
    def smaa(self) -> Smaa:
        """Rank acceptability, central weights, confidence factors and who beats whom."""
        return replace(self.counted, confidence=self.assured())


@dataclass(eq=False)
class _Count:
    """The running count of one kind."""

    setting: Setting
    kind: Kind
    groups: Groups
    leader: int | None
    baseline: Table | None
    draws: int = 0
    above: int = 0
    kept: list[tuple[Table, Flags, Table]] = field(default_factory=list)

    def __post_init__(self) -> None:
        count, criteria = len(self.setting.names[self.kind]), len(self.setting.criteria[self.kind])
        self.tally = Tally(count, criteria, pairwise=count <= FEW)
        self.grouped = Tally(len(self.groups), criteria, pairwise=False)
        self.first = {scenario: np.zeros(count) for scenario in SCENARIOS}
        self.wins = np.zeros(count)
        self.supposing = np.zeros(count)

    def add(self, scenario: tuple[Source, ...], worlds: Worlds) -> None:
        scores, eligible = worlds.scores(self.kind), worlds.eligible(self.kind)
        exact = rounded(scores, eligible)
        self.first[scenario] += is_first(exact).sum(axis=1)
        if scenario == SOURCES:
            self._add_everything(worlds, scores, eligible, exact)

    def _add_everything(self, worlds: Worlds, scores: Table, eligible: Flags, exact: Table) -> None:
        weights = worlds.weights_of(self.kind)
        self.draws += worlds.count
        self.supposing += is_first(rounded(scores, None)).sum(axis=1)
        self.tally.add(scores, weights, eligible)
        if len(self.groups) < len(scores):
            self.grouped.add(*_group_scores(scores, eligible, self.groups, weights))
        if self.leader is not None:
            self.wins += (exact[self.leader] > exact).sum(axis=1)
            self.above += self._above_baseline(weights, scores, eligible)
        if not self.kept or sum(part[0].size for part in self.kept) + scores.size <= _KEPT:
            self.kept.append((scores, eligible, weights))

    def _above_baseline(self, weights: Table, scores: Table, eligible: Flags) -> int:
        if self.baseline is None or self.leader is None:
            return 0
        margin = self.setting.foundation.decision.policy.baseline_margin
        line = rounded(weights @ self.baseline + margin, None)
        return int(((rounded(scores[self.leader], None) >= line) & eligible[self.leader]).sum())


def _group_scores(
    scores: Table, eligible: Flags, groups: Groups, weights: Table
) -> tuple[Table, Table, Flags]:
    best, present = best_of_groups(scores, eligible, groups)
    return best, weights, present


def survey(
    setting: Setting,
    groups: Mapping[Kind, Groups],
    leaders: Mapping[Kind, int | None],
    draws: int,
    seed: int,
) -> dict[Kind, Survey]:
    """Draw, look at every scenario, and count."""
    counts = {
        kind: _Count(setting, kind, groups[kind], leaders[kind], _baseline(setting, kind)) for kind in groups
    }
    for portion in setting.draws(draws, seed):
        _count_portion(portion, counts)
    return {kind: _result(setting, count, draws, seed) for kind, count in counts.items()}


def _count_portion(portion: Draws, counts: Mapping[Kind, _Count]) -> None:
    for scenario in SCENARIOS:
        worlds = portion.worlds(scenario)
        for count in counts.values():
            count.add(scenario, worlds)


def _baseline(setting: Setting, kind: Kind) -> Table | None:
    """Give the baseline's partial values in the middle of their intervals; firms have no baseline."""
    partials = setting.foundation.baseline
    if partials is None or kind == "integrator":
        return None
    own = partials.columns(setting.criteria[kind])
    middle: Table = (own.low[0] + own.high[0]) / 2
    return middle


def _result(setting: Setting, count: _Count, draws: int, seed: int) -> Survey:
    central = count.tally.central_weights
    found = count.tally.result([None] * len(central))
    alone = len(count.groups) == len(central)
    grouped = found if alone else count.grouped.result([None] * len(count.groups))
    scores, eligible, weights = (
        np.concatenate([part[at] for part in count.kept], axis=axis) for at, axis in ((0, 1), (1, 1), (2, 0))
    )
    return Survey(
        names=setting.names[count.kind],
        criteria=setting.criteria[count.kind],
        counted=found,
        assured=partial(_confidence, setting, count.kind, central, draws, seed),
        groups=count.groups,
        grouped=grouped,
        first={scenario: first / draws for scenario, first in count.first.items()},
        wins=count.wins / draws,
        scores=scores,
        eligible=eligible,
        weights=weights,
        above=count.above / draws if count.baseline is not None else None,
        supposing=count.supposing / draws,
    )


def _confidence(
    setting: Setting, kind: Kind, central: Sequence[Table | None], draws: int, seed: int
) -> Confidence:
    """Tell how often each alternative comes first under exactly its central weights."""
    wins = np.zeros(len(central))
    for portion in setting.draws(draws, seed):
        worlds = portion.worlds(SOURCES)
        eligible = worlds.eligible(kind)
        for at, weights in enumerate(central):
            if weights is not None:
                scores = worlds.scores(kind, _as_draw(setting, kind, weights))
                wins[at] += is_first(rounded(scores, eligible))[at].sum()
    shares = (wins / draws).tolist()
    return tuple(None if w is None else share for w, share in zip(central, shares, strict=True))


def _as_draw(setting: Setting, kind: Kind, weights: Table) -> WeightDraws:
    """Take weights of one kind's criteria for a single draw of the tree."""
    tree = setting.foundation.decision.criteria_set
    platform = np.zeros((1, len(setting.criteria["platform"])))
    other = np.zeros((1, len(tree.leaves("integrator"))))
    if kind == "platform":
        return WeightDraws(weights[None, :], other, np.ones(1))
    if kind == "integrator":
        leaves = tree.leaves("integrator")
        other[0, [leaves.index(name) for name in setting.criteria["integrator"]]] = weights
        return WeightDraws(platform, other, np.zeros(1))
    split = platform.shape[1]
    share = float(weights[:split].sum())
    return WeightDraws(
        weights[None, :split] / (share or 1.0),
        weights[None, split:] / ((1 - share) or 1.0),
        np.array([share]),
    )
