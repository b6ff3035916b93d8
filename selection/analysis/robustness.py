"""How sure a result is: one call for screens, the command line and anybody who imports the library.

The draws are made at once, because the verdict rests on them; what only a picture or a list shows is
worked out when it is asked for, and kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from selection.analysis.clones import Groups, near_clones
from selection.analysis.critical import CriticalWeight, critical_weights
from selection.analysis.draws import Setting
from selection.analysis.evaluation import Evaluation
from selection.analysis.evidence_levels import AtEvidence, EvidenceTables, at_evidence
from selection.analysis.foundation import Kind
from selection.analysis.member_support import MemberWinner, member_winners
from selection.analysis.methods import Opinion
from selection.analysis.pictures import (
    Difference,
    IntervalRow,
    Tornado,
    WeightMap,
    difference,
    interval_ranking,
    tornado,
    weight_map,
)
from selection.analysis.smaa import Smaa
from selection.analysis.stability import (
    EvaluatorDrop,
    Flip,
    WeakestLink,
    Without,
    score_flips,
    weakest_links,
    without_alternatives,
    without_criteria,
    without_evaluators,
)
from selection.analysis.standing import Standing, standings
from selection.analysis.survey import ANSWERS, Survey, survey
from selection.analysis.uncertain import SOURCES
from selection.analysis.verdict import Grounds, Verdict, judge
from selection.errors import NotFound
from selection.model.robustness import RobustnessPolicy


@dataclass(frozen=True, eq=False)
class Sureness:
    """How sure the result is for one kind of alternatives."""

    setting: Setting
    standing: Standing
    survey: Survey
    members: tuple[MemberWinner, ...]
    evidence: tuple[AtEvidence, ...]
    policy: RobustnessPolicy
    evaluation: Evaluation

    @property
    def kind(self) -> Kind:
        """The kind of alternatives."""
        return self.standing.kind

    @property
    def leader(self) -> str | None:
        """Who is ahead; None if all are excluded."""
        at = self.standing.leader
        return None if at is None else self.standing.names[at]

    @property
    def smaa(self) -> Smaa:
        """Rank acceptability, central weights, confidence factors and who beats whom."""
        return self.survey.smaa

    @cached_property
    def verdict(self) -> Verdict | None:
        """How sure we are in one word; None if all alternatives are excluded."""
        leader = self.leader
        return None if leader is None else judge(leader, self.grounds, self.policy)

    @cached_property
    def grounds(self) -> Grounds:
        """The figures the verdict rests on."""
        at = self.standing.leader
        if at is None:
            raise NotFound("no_alternative_left", found=self.kind)
        values = self.standing.values
        rivals = self._rivals
        nearest = min(rivals, key=lambda row: abs(values[at] - values[row]), default=None)
        toughest = min(rivals, key=lambda row: (self.survey.wins[row], -values[row]), default=None)
        required = [e.same for e in self.evidence if e.level == self.policy.survives_evidence]
        names = self.standing.names
        return Grounds(
            gate=self.standing.verdicts[at],
            first=float(self.survey.first[SOURCES][at]),
            first_on_answers=float(self.survey.first[ANSWERS][at]),
            first_by_source={source: float(self.survey.first[(source,)][at]) for source in SOURCES},
            nearest=None if nearest is None else names[nearest],
            gap=1.0 if nearest is None else float(abs(values[at] - values[nearest])),
            toughest=None if toughest is None else names[toughest],
            beats=1.0 if toughest is None else float(self.survey.wins[toughest]),
            same_on_evidence=all(required),
            members_agreeing=sum(member.agrees for member in self.members),
            members=len(self.members),
        )

    @property
    def _rivals(self) -> list[int]:
        """The rows of all others that are not excluded."""
        verdicts, leader = self.standing.verdicts, self.standing.leader
        return [row for row, gate in enumerate(verdicts) if row != leader and gate != "fail"]

    @property
    def strongest_rival(self) -> str | None:
        """Who has the greatest value of all others, greater than the leader's perhaps if its gate is open."""
        values = self.standing.values
        strongest = max(self._rivals, key=lambda row: values[row], default=None)
        return None if strongest is None else self.standing.names[strongest]

    @cached_property
    def critical_weights(self) -> tuple[CriticalWeight, ...]:
        """How far each weight may change before another wins, the one with least room first."""
        return critical_weights(self.evaluation, self.standing)

    @cached_property
    def flips(self) -> tuple[Flip, ...]:
        """The agreed scores of which a single step changes the winner."""
        return score_flips(self.setting.foundation, self.standing, self.setting.cells.cells)

    @cached_property
    def without_criteria(self) -> tuple[Without, ...]:
        """Who wins without each criterion."""
        return without_criteria(self.standing)

    @cached_property
    def without_alternatives(self) -> tuple[Without, ...]:
        """Who wins without each alternative."""
        return without_alternatives(self.standing)

    @cached_property
    def without_evaluators(self) -> EvaluatorDrop | None:
        """Who wins without each evaluator's judgements; None if nobody judged alone."""
        return without_evaluators(self.setting.foundation, self.standing)

    @cached_property
    def weakest_links(self) -> tuple[WeakestLink, ...]:
        """Pairs by the weaker of their two sides."""
        return weakest_links(self.setting.foundation, self.standing)

    @cached_property
    def ranking(self) -> tuple[IntervalRow, ...]:
        """The interval ranking."""
        return interval_ranking(self.standing, self.survey)

    @cached_property
    def tornado(self) -> Tornado | None:
        """What moves the lead over the strongest rival; None without a rival."""
        name = self.strongest_rival
        if self.leader is None or name is None:
            return None
        rival = self.standing.names.index(name)
        return tornado(self.standing, self.survey, self._shared(self.leader, name), rival)

    def weight_map(self, first: str, second: str, places: int = 41) -> WeightMap | None:
        """Who wins under any weights of two criteria."""
        return weight_map(self.standing, first, second, places)

    def difference(self, one: str, other: str) -> Difference:
        """Where the difference of two alternatives comes from.

        Raises
        ------
        NotFound
            If there is no such alternative.
        """
        for name in (one, other):
            if name not in self.standing.names:
                raise NotFound("unknown_alternative", found=name, allowed=sorted(self.standing.names))
        names = self.standing.names
        return difference(self.standing, names.index(one), names.index(other), self._shared(one, other))

    def _shared(self, one: str, other: str) -> list[bool]:
        owners = cell_owners(self.setting, self.standing)
        rows = dict(zip(self.standing.names, owners, strict=True))
        return [a == b for a, b in zip(rows[one], rows[other], strict=True)]

    def opinions(self) -> tuple[Opinion, ...]:
        """Ask every method about the alternatives that passed and have no open answer; empty below two.

        The first call loads the methods, which takes seconds.
        """
        from selection.analysis.second_opinions import opinions

        found = self.standing
        rows = [
            at
            for at in range(len(found.names))
            if found.verdicts[at] == "pass" and (found.low[at] == found.high[at]).all()
        ]
        used = np.flatnonzero(found.weights > 0)
        if len(rows) <= 1 or not used.size:
            return ()
        criteria = self.setting.foundation.criteria
        return opinions(
            found.middle[rows][:, used].clip(0, 1),
            found.weights[used].tolist(),
            decreasing=[criteria[found.criteria[at]].direction == "decreasing" for at in used.tolist()],
            alternatives=[found.names[at] for at in rows],
        )


@dataclass(frozen=True, eq=False)
class Robustness:
    """How sure the whole result is, for every kind of alternatives; print `seed` and `draws` with it."""

    seed: int
    draws: int
    policy: RobustnessPolicy
    undecided: tuple[str, ...]
    by_kind: Mapping[Kind, Sureness]

    @property
    def main(self) -> Sureness:
        """What the decision is about: the pairs, or the platforms where there are no pairs."""
        return self.by_kind["pair" if "pair" in self.by_kind else next(iter(self.by_kind))]


def robustness(evaluation: Evaluation, draws: int | None = None, seed: int | None = None) -> Robustness:
    """Shake a result and say how sure it is.

    Parameters
    ----------
    draws, seed
        How often, and from where, to draw; the decision's policy where they are left out. The same seed
        gives the same figures.
    """
    policy = evaluation.decision.policy.robustness
    count, start = policy.draws if draws is None else draws, policy.seed if seed is None else seed
    setting = Setting.of(evaluation)
    found = {one.kind: one for one in standings(evaluation)}
    groups = {kind: _groups(setting, one, policy) for kind, one in found.items()}
    leaders = {kind: one.leader for kind, one in found.items()}
    surveys = survey(setting, groups, leaders, count, start)
    tables = EvidenceTables.of(evaluation.foundation)
    by_kind = {
        kind: Sureness(
            setting,
            one,
            surveys[kind],
            member_winners(evaluation, setting.electorate, one),
            at_evidence(evaluation.foundation, one, tables),
            policy,
            evaluation,
        )
        for kind, one in found.items()
    }
    return Robustness(start, count, policy, setting.electorate.undecided, by_kind)


def _groups(setting: Setting, found: Standing, policy: RobustnessPolicy) -> Groups:
    return near_clones(found, policy.clone_distance, cell_owners(setting, found))


def cell_owners(setting: Setting, found: Standing) -> list[tuple[str, ...]]:
    """Name, for every alternative and criterion, whose cell it is: what two pairs share cancels."""
    if found.kind != "pair":
        return [(name,) * len(found.criteria) for name in found.names]
    criteria = setting.foundation.criteria
    scopes = [criteria[name].scope for name in found.criteria]
    rows = []
    for pair in setting.foundation.pairs:
        owner = {"platform": pair.offer, "integrator": pair.integrator, "pair": pair.id}
        rows.append(tuple(owner[scope] for scope in scopes))
    return rows
