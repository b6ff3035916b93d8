"""Everything a result rests on that does not depend on the weights: cells, fits, gates, partial values."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from selection.analysis.cells import (
    Resolved,
    Subject,
    integrator_subjects,
    need_cells,
    pair_subject,
    platform_subjects,
)
from selection.analysis.fit import Fit, as_is_fit
from selection.analysis.gates import (
    Gate,
    GatePart,
    Rules,
    Verdict,
    criterion_gate,
    fit_gate,
    future_needs_gate,
    must_needs_gate,
)
from selection.analysis.pairs import Compatibility, PairKey, pairs_of
from selection.analysis.partials import Partials, from_needs, measured
from selection.errors import NoAlternativeLeft
from selection.model.consistency import obstacles
from selection.model.criteria import Criterion
from selection.model.decision import Bid, Decision, Offer
from selection.model.judgements import Answer, Score
from selection.model.price_rules import without_sealed_prices
from selection.model.profiles import Edition, PlatformProfile

Kind = Literal["platform", "integrator", "pair"]


@dataclass(frozen=True)
class Foundation:
    """Everything a result rests on that does not depend on the weights."""

    decision: Decision
    rules: Rules
    answers: Mapping[str, Mapping[str, Resolved[Answer]]]
    scores: Mapping[str, Mapping[str, Resolved[Score]]]
    fits: Mapping[str, Fit | None]
    pairs: tuple[PairKey, ...]
    gates: Mapping[str, Gate]
    platform: Partials
    integrator: Partials
    pair: Partials
    baseline: Partials | None
    criteria: Mapping[str, Criterion]


def lay_foundation(decision: Decision, today: dt.date) -> Foundation:
    """Resolve cells, fits, gates and partial values, of a decision without what is sealed in it.

    Raises
    ------
    NoAlternativeLeft, DecisionError
        As in `evaluate`.
    """
    decision = without_sealed_prices(decision)
    if not decision.offers:
        raise NoAlternativeLeft("no_alternative_left", "offers")
    for obstacle in obstacles(decision):
        raise obstacle
    rules = Rules.of(decision)
    answers = need_cells(decision, today)
    level = decision.gate_evidence
    fits = {name: as_is_fit(decision.needs, cells, decision.policy, level) for name, cells in answers.items()}
    criteria = _criteria_in_use(decision)
    platform, platform_scores = _platform_partials(decision, answers, criteria["platform"], today)
    integrator, integrator_scores = measured(
        decision, integrator_subjects(decision), criteria["integrator"], today
    )
    pairs = pairs_of(decision)
    subjects = [pair_subject(decision, p.offer, p.integrator, p.bid) for p in pairs]
    pair, pair_scores = measured(decision, subjects, criteria["pair"], today)
    scores = platform_scores | integrator_scores | pair_scores
    in_use = {c.id: c for group in criteria.values() for c in group}
    gated = [c for c in in_use.values() if c.gate is not None and c.from_ == "measure"]
    gatekeeper = _Gatekeeper(decision, rules, answers, fits, scores, gated)
    return Foundation(
        decision=decision,
        rules=rules,
        answers=answers,
        scores=scores,
        fits=fits,
        pairs=pairs,
        gates=gatekeeper.gates(pairs),
        platform=platform,
        integrator=integrator,
        pair=pair,
        baseline=_baseline_partials(decision, criteria, today),
        criteria=in_use,
    )


def _criteria_in_use(decision: Decision) -> dict[Kind, tuple[Criterion, ...]]:
    known = {c.id: c for c in decision.criteria}
    chosen = decision.criteria_set
    used = [known[name] for name in (*chosen.leaves("platform"), *chosen.leaves("integrator"))]
    kinds: tuple[Kind, ...] = ("platform", "integrator", "pair")
    return {kind: tuple(c for c in used if c.scope == kind) for kind in kinds}


def _platform_partials(
    decision: Decision,
    answers: Mapping[str, Mapping[str, Resolved[Answer]]],
    criteria: Sequence[Criterion],
    today: dt.date,
) -> tuple[Partials, dict[str, dict[str, Resolved[Score]]]]:
    of_needs = from_needs(decision, answers, [c for c in criteria if c.from_ == "needs"])
    of_measures, scores = measured(
        decision, platform_subjects(decision), [c for c in criteria if c.from_ == "measure"], today
    )
    joined = Partials(
        of_needs.alternatives,
        (*of_needs.criteria, *of_measures.criteria),
        np.hstack([of_needs.low, of_measures.low]),
        np.hstack([of_needs.high, of_measures.high]),
        np.hstack([of_needs.proven, of_measures.proven]),
    )
    return joined.columns([c.id for c in criteria]), scores


@dataclass(frozen=True, slots=True)
class _Gatekeeper:
    """Judges alternatives from the cells they rest on; a pair is judged with the gates of its two parts."""

    decision: Decision
    rules: Rules
    answers: Mapping[str, Mapping[str, Resolved[Answer]]]
    fits: Mapping[str, Fit | None]
    scores: Mapping[str, Mapping[str, Resolved[Score]]]
    gated: Sequence[Criterion]

    def gates(self, pairs: Sequence[PairKey]) -> dict[str, Gate]:
        gates = {name: self._offer(name) for name in self.answers}
        gates |= {firm.id: Gate(self._measured("integrator", firm.id)) for firm in self.decision.integrators}
        gates |= {pair.id: self._pair(pair, gates[pair.offer], gates[pair.integrator]) for pair in pairs}
        return gates

    def _offer(self, name: str) -> Gate:
        cells = self.answers[name]
        future = (future_needs_gate(self.rules, cells),) if self.rules.future_needs else ()
        fit = fit_gate(self.decision, self.rules, self.fits[name], cells)
        musts = must_needs_gate(self.rules, cells)
        return Gate((musts, *future, fit, *self._measured("platform", name)))

    def _pair(self, pair: PairKey, offer: Gate, firm: Gate) -> Gate:
        of_offer = self._with_promises(pair.bid, offer) if pair.bid else offer.parts
        return Gate((_compatibility_gate(pair), *of_offer, *firm.parts, *self._measured("pair", pair.id)))

    def _with_promises(self, bid: Bid, offer: Gate) -> tuple[GatePart, ...]:
        promised = {promise.need: promise for promise in bid.commitments}
        musts = must_needs_gate(self.rules, self.answers[bid.offer], promised)
        return tuple(musts if part.gate == musts.gate else part for part in offer.parts)

    def _measured(self, kind: Kind, name: str) -> tuple[GatePart, ...]:
        return tuple(
            criterion_gate(c, self.scores[name][c.id], self.rules.level)
            for c in self.gated
            if c.scope == kind
        )


def _compatibility_gate(pair: PairKey) -> GatePart:
    verdicts: dict[Compatibility, Verdict] = {"yes": "pass", "no": "fail", "unknown": "open"}
    verdict = verdicts[pair.compatibility]
    asked = (pair.id,) if verdict == "open" else ()
    return GatePart("compatibility", verdict, pair.id, to_pass=asked, to_fail=asked)


def _baseline_partials(
    decision: Decision, criteria: Mapping[Kind, Sequence[Criterion]], today: dt.date
) -> Partials | None:
    """Value the baseline as if it were an offer with its own team, so that it stands on the same scales."""
    baseline = decision.baseline
    if baseline is None:
        return None
    stand_in = PlatformProfile(
        kind="platform",
        id="baseline",
        name="baseline",
        vendor="baseline",
        editions=(Edition(name="baseline", deployment="self_hosted"),),
    )
    alone = decision.model_copy(
        update={
            "platforms": (stand_in,),
            "offers": (
                Offer(id="baseline", product="baseline", edition="baseline", deployment="self_hosted"),
            ),
            "answers": {"baseline": baseline.answers},
            "scores": {"baseline": baseline.scores},
        }
    )
    answers = need_cells(alone, today)
    platform, _ = _platform_partials(alone, answers, criteria["platform"], today)
    others = [*criteria["integrator"], *criteria["pair"]]
    rest, _ = measured(alone, [Subject("baseline", {})], others, today)
    return Partials(
        ("baseline",),
        (*platform.criteria, *rest.criteria),
        np.hstack([platform.low, rest.low]),
        np.hstack([platform.high, rest.high]),
        np.hstack([platform.proven, rest.proven]),
    )
