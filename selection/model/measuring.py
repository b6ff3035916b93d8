"""Whether facts, scores and scales agree with what they are about."""

from collections.abc import Callable, Iterator, Mapping

from selection.errors import DecisionError, OutOfScale
from selection.model.base import Localised, reading, versions
from selection.model.criteria import Criterion, Linear, Ordinal, PiecewiseLinear
from selection.model.decision import Decision, pair_id
from selection.model.judgements import Score
from selection.model.profiles import UNKNOWN, Attribute, Fact

Found = Iterator[DecisionError]
PERCENT = "%"


def needs_are_counted_in_percent(decision: Decision) -> Found:
    """Hold a criterion that needs feed, on a scale of numbers, against what it counts: a share of needs."""
    for criterion in decision.criteria:
        scale = criterion.value
        if criterion.from_ == "needs" and isinstance(scale, Linear | PiecewiseLinear):
            units = set(versions(scale.unit).values())
            if units != {PERCENT}:
                where = f"criteria.{criterion.id}.value.unit"
                yield DecisionError(
                    "needs_not_in_percent", where, found=", ".join(sorted(units)), allowed=PERCENT
                )


def measured_facts_are_figures(decision: Decision) -> Found:
    """Hold a criterion that a fact may measure against the fact: a figure, on a scale that has a unit."""
    types = {attribute.id: attribute.type for attribute in decision.attributes}
    for criterion in decision.criteria:
        where = f"criteria.{criterion.id}.measured_by"
        found = types.get(criterion.measured_by or "", "number")
        if found != "number":
            yield DecisionError("measured_by_no_figure", where, found=found, allowed="number")
        if criterion.measured_by and not isinstance(criterion.value, Linear | PiecewiseLinear):
            yield DecisionError(
                "measured_by_off_scale",
                where,
                found=criterion.value.kind,
                allowed=["linear", "piecewise_linear"],
            )


def facts_fit_their_attributes(decision: Decision) -> Found:
    """Hold every fact against the attribute it is about, and the editions it names against the product's."""
    attributes = {a.id: a for a in decision.attributes}
    for product in decision.platforms:
        editions = {e.name for e in product.editions}
        yield from _fact_defects(product.facts, attributes, editions, f"platforms.{product.id}")
    for firm in decision.integrators:
        yield from _fact_defects(firm.facts, attributes, None, f"integrators.{firm.id}")
        for product_id, implementation in firm.implements.items():
            where = f"integrators.{firm.id}.implements.{product_id}"
            yield from _fact_defects(implementation.facts, attributes, None, where)


def _fact_defects(
    facts: Mapping[str, tuple[Fact, ...]],
    attributes: Mapping[str, Attribute],
    editions: set[str] | None,
    where: str,
) -> Found:
    for name, stated in facts.items():
        place = f"{where}.facts.{name}"
        attribute = attributes.get(name)
        if attribute is None:
            yield DecisionError("unknown_attribute", place, found=name, allowed=sorted(attributes))
            continue
        for index, fact in enumerate(stated):
            if not _TYPES[attribute.type](fact.value):
                found = _as_found(fact.value)
                yield DecisionError(
                    "fact_of_wrong_type", f"{place}.{index}", found=found, allowed=attribute.type
                )
            strange = set() if editions is None or fact.editions == "all" else set(fact.editions) - editions
            for edition in sorted(strange):
                yield DecisionError(
                    "unknown_edition",
                    f"{place}.{index}.editions",
                    found=edition,
                    allowed=sorted(editions or ()),
                )


_TYPES: dict[str, Callable[[object], bool]] = {
    "yes_no": lambda value: isinstance(value, bool) or value == UNKNOWN,
    "number": lambda value: (
        (isinstance(value, float | int) and not isinstance(value, bool)) or value == UNKNOWN
    ),
    "text": lambda value: isinstance(value, str | Localised),
    "list": lambda value: isinstance(value, tuple) or value == UNKNOWN,
}


def _as_found(value: object) -> str:
    return reading(value, "en") if isinstance(value, str | Localised) else repr(value)


def alternatives_of_scope(decision: Decision) -> dict[str, str]:
    """Map everything that can have a score to what it is: platform, integrator or pair."""
    firms = {firm.id: "integrator" for firm in decision.integrators}
    bids = {bid.id: "pair" for bid in decision.bids}
    pairs = {pair_id(o.id, i.id): "pair" for o in decision.offers for i in decision.integrators}
    return {offer.id: "platform" for offer in decision.offers} | firms | bids | pairs


def score_tables(decision: Decision) -> Iterator[tuple[str, str, Mapping[str, Score]]]:
    """Go through the agreed scores and every member's own: where they stand, of what, and the scores."""
    holders = [("scores", decision.scores)]
    holders += [(f"members.{member.id}.scores", member.scores) for member in decision.members]
    for place, tables in holders:
        for name, table in tables.items():
            yield f"{place}.{name}", name, table


def scores_are_on_scale(decision: Decision) -> Found:
    """Hold every score against its criterion: its scope, its source and its levels."""
    criteria = {c.id: c for c in decision.criteria}
    scopes = alternatives_of_scope(decision)
    baseline = decision.baseline.scores if decision.baseline else {}
    tables = [(where, scopes.get(name), table) for where, name, table in score_tables(decision)]
    for where, scope, table in [*tables, ("baseline.scores", None, baseline)]:
        for name, score in table.items():
            if name in criteria:
                yield from _score_defects(criteria[name], score, scope, f"{where}.{name}")


def _score_defects(criterion: Criterion, score: Score, scope: str | None, where: str) -> Found:
    if criterion.from_ == "needs":
        yield DecisionError("score_on_needs_criterion", where, found=criterion.id)
    if scope is not None and scope != criterion.scope:
        yield DecisionError("score_on_wrong_scope", where, found=scope, allowed=criterion.scope)
    if score.state == "not_applicable":
        yield DecisionError("score_not_applicable", where, found=criterion.id)
    if score.performance is not None and isinstance(criterion.value, Ordinal):
        top = len(criterion.value.levels) - 1
        if score.performance != int(score.performance) or not 0 <= score.performance <= top:
            yield OutOfScale("no_such_level", where, found=score.performance, allowed=f"0-{top}")
