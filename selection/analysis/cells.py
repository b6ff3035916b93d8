"""Every cell of the decision's tables, resolved: stated by somebody, taken from a published fact, or open."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from selection.model.base import Localised, reading
from selection.model.decision import Bid, Decision, Offer, pair_id, parts_of
from selection.model.judgements import EVIDENCE, Answer, Cell, Evidence, Score
from selection.model.needs import Delivery, FactRule, Need
from selection.model.profiles import UNDATED, Attribute, Fact, Method

C = TypeVar("C", bound=Cell)

Origin = Literal["stated", "judgements", "fact", "conflict", "none"]

EVIDENCE_OF_METHOD: dict[Method, Evidence] = {
    "vendor_doc": "document",
    "repo_commit": "document",
    "transcribed": "claim",
    "secondary": "claim",
    "self_declared": "claim",
    "derived": "claim",
}
"""What a published fact is worth: the maker's own page is a document, a third party's copy a claim."""

_NOT_READ_OFF: tuple[Delivery, ...] = ("partial", "roadmap")
"""What no fact can say alone: a partial delivery needs its gap described, a roadmap item its date."""

_RANK = {evidence: rank for rank, evidence in enumerate(EVIDENCE)}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one member judged a cell to be, with the votes this member has."""

    score: Score
    votes: float = 1.0


@dataclass(frozen=True, slots=True)
class Resolved(Generic[C]):
    """A cell together with where it comes from."""

    cell: C
    origin: Origin = "stated"
    facts: tuple[Fact, ...] = ()
    stale: bool = False
    opinions: tuple[Opinion, ...] = ()
    """What members judged, as long as nothing is agreed: the cell may be any of it."""

    def is_weak(self, level: Evidence) -> bool:
        """Tell whether it is answered, but on less evidence than a gate asks for."""
        return self.cell.evidence is not None and _RANK[self.cell.evidence] < _RANK[level]


_OPEN_ANSWER = Resolved(Answer(state="not_asked"), "none")
_OPEN_SCORE = Resolved(Score(state="not_asked"), "none")


def need_cells(decision: Decision, today: dt.date) -> dict[str, dict[str, Resolved[Answer]]]:
    """Resolve how every offer meets every need: offer → need → answer.

    What the team stated comes first; otherwise a published fact the need can be answered from, if it
    holds for the offer's edition and no other fact contradicts it; otherwise the cell is open.
    """
    ages = {a.id: a for a in decision.attributes}
    products = {p.id: p for p in decision.platforms}
    return {
        offer.id: {
            need.id: _need_cell(decision, offer, need, products[offer.product].facts, ages, today)
            for need in decision.needs
        }
        for offer in decision.offers
    }


def _need_cell(
    decision: Decision,
    offer: Offer,
    need: Need,
    facts: Mapping[str, tuple[Fact, ...]],
    ages: Mapping[str, Attribute],
    today: dt.date,
) -> Resolved[Answer]:
    stated = decision.answers.get(offer.id, {}).get(need.id)
    if stated is not None:
        return Resolved(stated)
    rule = need.answered_by
    if rule is None:
        return _OPEN_ANSWER
    telling = _telling_facts(facts, rule.fact, offer.edition)
    deliveries = {delivery_by(rule, fact) for fact in telling}
    if len(deliveries) > 1:
        return Resolved(Answer(state="not_asked"), "conflict", telling)
    delivery = next(iter(deliveries), None)
    if delivery is None or delivery in _NOT_READ_OFF:
        return Resolved(Answer(state="not_asked"), "none", telling)
    newest = _newest(telling)
    answer = Answer(
        delivery=delivery,
        evidence=EVIDENCE_OF_METHOD[newest.method],
        source=newest.source,
        as_of=None if newest.as_of == UNDATED else newest.as_of,
    )
    return Resolved(answer, "fact", telling, _all_stale(telling, ages.get(rule.fact), today))


def _telling_facts(facts: Mapping[str, tuple[Fact, ...]], name: str, edition: str | None) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts.get(name, ()) if fact.known and fact.holds_for(edition))


def _newest(facts: tuple[Fact, ...]) -> Fact:
    """Give the fact to quote: the newest, and of several as new the one with the best evidence."""
    return max(
        facts,
        key=lambda fact: (
            "" if fact.as_of == UNDATED else fact.as_of,
            _RANK[EVIDENCE_OF_METHOD[fact.method]],
        ),
    )


def _all_stale(facts: tuple[Fact, ...], attribute: Attribute | None, today: dt.date) -> bool:
    days = attribute.ages_after_days if attribute else None
    return all(fact.is_stale(days, today) for fact in facts)


def delivery_by(rule: FactRule, fact: Fact) -> Delivery | None:
    """Read a delivery off a fact; none where the rule has no place for the fact's value.

    >>> from selection.model.profiles import Fact
    >>> calls = Fact(value=40000.0, as_of="2026", source="invented", method="vendor_doc", confidence="high")
    >>> delivery_by(FactRule(fact="api_calls", at_least=10000, then="as_is", otherwise="absent"), calls)
    'as_is'
    """
    value = fact.value
    if rule.deliveries is not None:
        return rule.deliveries.get(_code(value))
    if rule.at_least is not None and isinstance(value, float | int) and not isinstance(value, bool):
        return rule.then if value >= rule.at_least else rule.otherwise
    if rule.includes is not None and isinstance(value, tuple):
        return rule.then if rule.includes in {_code(part) for part in value} else rule.otherwise
    return None


def _code(value: object) -> str:
    """Give what a rule calls a value: truth as YAML writes it, a text by its English."""
    if isinstance(value, bool):
        return str(value).lower()
    return reading(value, "en") if isinstance(value, str | Localised) else str(value)


@dataclass(frozen=True, slots=True)
class Subject:
    """One alternative as criteria measure it: its id, and the facts that may stand for a measurement."""

    id: str
    facts: Mapping[str, tuple[Fact, ...]]
    edition: str | None = None


def platform_subjects(decision: Decision) -> tuple[Subject, ...]:
    """Give the offers as subjects of measurement."""
    products = {p.id: p for p in decision.platforms}
    return tuple(Subject(o.id, products[o.product].facts, o.edition) for o in decision.offers)


def integrator_subjects(decision: Decision) -> tuple[Subject, ...]:
    """Give the integrators as subjects of measurement."""
    return tuple(Subject(firm.id, firm.facts) for firm in decision.integrators)


def pair_subject(decision: Decision, offer: str, integrator: str, bid: Bid | None) -> Subject:
    """Give a pair as subject of measurement: what the firm has done with this product stands for it."""
    product = next(o.product for o in decision.offers if o.id == offer)
    firm = next(i for i in decision.integrators if i.id == integrator)
    record = firm.implements.get(product)
    return Subject(bid.id if bid else pair_id(offer, integrator), record.facts if record else {})


def opinions_on(decision: Decision, alternative: str, criterion_id: str) -> tuple[Opinion, ...]:
    """Gather what members judged of one cell: without those who can't judge it, or are recused."""
    parts = frozenset((alternative, *parts_of(alternative)))
    found = (
        (member, member.scores.get(alternative, {}).get(criterion_id))
        for member in decision.members
        if parts.isdisjoint(member.recused)
    )
    return tuple(
        Opinion(score, member.voting_weight)
        for member, score in found
        if score is not None and score.performance is not None
    )


def score_cell(
    decision: Decision, subject: Subject, criterion_id: str, measured_by: str | None, today: dt.date
) -> Resolved[Score]:
    """Resolve one alternative's performance on one criterion.

    What was agreed comes first; until then the cell is whatever its members judged, nobody's judgement
    being taken for the group's; otherwise a published fact, or open.
    """
    stated = decision.scores.get(subject.id, {}).get(criterion_id)
    if stated is not None:
        return Resolved(stated)
    opinions = opinions_on(decision, subject.id, criterion_id)
    if opinions:
        known = [opinion.score.evidence for opinion in opinions if opinion.score.evidence is not None]
        weakest = min(known, key=_RANK.__getitem__, default=None)
        return Resolved(Score(state="asked", evidence=weakest), "judgements", opinions=opinions)
    if measured_by is None:
        return _OPEN_SCORE
    telling = tuple(
        fact
        for fact in _telling_facts(subject.facts, measured_by, subject.edition)
        if isinstance(fact.value, float | int) and not isinstance(fact.value, bool)
    )
    if len({fact.value for fact in telling}) > 1:
        return Resolved(Score(state="not_asked"), "conflict", telling)
    if not telling:
        return _OPEN_SCORE
    fact = _newest(telling)
    attribute = next((a for a in decision.attributes if a.id == measured_by), None)
    score = Score(
        performance=float(fact.value),  # type: ignore[arg-type]
        evidence=EVIDENCE_OF_METHOD[fact.method],
        source=fact.source,
        as_of=None if fact.as_of == UNDATED else fact.as_of,
    )
    return Resolved(score, "fact", telling, _all_stale(telling, attribute, today))
