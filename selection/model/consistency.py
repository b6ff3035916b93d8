"""Whether the parts of a decision agree with each other.

`check` finds contradictions: nothing that contradicts itself is ever stored. `loose_ends` finds what
refers to something that is no longer there; a session may pass through that state, a file may not.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from selection.errors import DecisionError, OutOfScale, WeightError
from selection.model.base import reading
from selection.model.criteria import SIDES, Branch, Criterion, Linear, Ordinal, PiecewiseLinear
from selection.model.decision import Decision, NodeWeights, pair_id
from selection.model.judgements import Score
from selection.model.needs import DELIVERIES, TIERS, Need
from selection.model.profiles import UNKNOWN, Attribute, Fact, Profile

Found = Iterator[DecisionError]


def check(decision: Decision) -> tuple[DecisionError, ...]:
    """List every contradiction in a decision, each with the place where it stands.

    Returns
    -------
    tuple of DecisionError
        Empty for a decision that agrees with itself.
    """
    return tuple(chain.from_iterable(rule(decision) for rule in _CONTRADICTIONS))


def loose_ends(decision: Decision) -> tuple[DecisionError, ...]:
    """List every answer, score and promise about something the decision doesn't contain."""
    return tuple(chain.from_iterable(rule(decision) for rule in _LOOSE_ENDS))


def offer_name(decision: Decision, offer_id: str) -> str:
    """Name an offer as people will read it: its own name, or product and edition."""
    return offer_names(decision)[offer_id]


def offer_names(decision: Decision) -> dict[str, str]:
    """Name all offers as people will read them."""
    products = {product.id: product.name for product in decision.platforms}
    return {
        offer.id: offer.name or _joined(products.get(offer.product, offer.product), offer.edition)
        for offer in decision.offers
    }


def _joined(product: str, edition: str) -> str:
    """Write a product and its edition without saying the same words twice.

    >>> _joined("Dynamics 365 Sales", "Sales Enterprise"), _joined("SuiteCRM", "SuiteCRM 8")
    ('Dynamics 365 Sales Enterprise', 'SuiteCRM 8')
    """
    said, more = product.split(), edition.split()
    shared = next((n for n in range(min(len(said), len(more)), 0, -1) if said[-n:] == more[:n]), 0)
    return " ".join([*said, *more[shared:]])


def criterion_fed_by(decision: Decision, need: Need) -> str | None:
    """Name the one criterion a need feeds under the decision's criteria set."""
    chosen = decision.criteria_set
    return chosen.feeds.get(need.id) or chosen.every_need_feeds or need.criterion


def children_of(decision: Decision) -> dict[str, tuple[str, ...]]:
    """Map every node of the criteria tree to its children, in the order they are written.

    The nodes are ``sides``, ``platform``, ``integrator`` and one ``side.group`` for every branch.
    """
    nodes: dict[str, tuple[str, ...]] = {}
    for side in SIDES:
        branches = decision.criteria_set.platform if side == "platform" else decision.criteria_set.integrator
        if branches:
            nodes[side] = tuple(b.group if isinstance(b, Branch) else b for b in branches)
        nodes |= {f"{side}.{b.group}": b.criteria for b in branches if isinstance(b, Branch)}
    return {"sides": tuple(side for side in SIDES if side in nodes), **nodes}


def _duplicates(ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in ids:
        folded = name.casefold()
        if folded in seen:
            yield name
        seen.add(folded)


def _ids_are_unique(decision: Decision) -> Found:
    for section in (
        "goals",
        "phases",
        "needs",
        "groups",
        "criteria",
        "attributes",
        "platforms",
        "integrators",
    ):
        for name in _duplicates(entry.id for entry in getattr(decision, section)):
            yield DecisionError("id_twice", f"{section}.{name}", found=name)


def _alternatives_are_unique(decision: Decision) -> Found:
    ids = [(kind, a.id) for kind in ("offers", "integrators", "bids") for a in getattr(decision, kind)]
    for name in _duplicates(name for _, name in ids):
        kind = next(kind for kind, other in reversed(ids) if other == name)
        yield DecisionError("alternative_twice", f"{kind}.{name}", found=name)
    names = list(offer_names(decision).items())
    for name in _duplicates(name for _, name in names):
        found = next(o for o, other in reversed(names) if other == name)
        yield DecisionError("alternative_named_twice", f"offers.{found}", found=name)


def _references_resolve(decision: Decision) -> Found:
    phases, goals = ({e.id for e in entries} for entries in (decision.phases, decision.goals))
    facts = {a.id for a in decision.attributes}
    for need in decision.needs:
        where = f"needs.{need.id}"
        yield from _known("phase", need.phase, phases, f"{where}.phase")
        yield from _known("goal", need.goal, goals, f"{where}.goal")
        if need.answered_by:
            yield from _known("attribute", need.answered_by.fact, facts, f"{where}.answered_by.fact")
    for criterion in decision.criteria:
        yield from _known("attribute", criterion.measured_by, facts, f"criteria.{criterion.id}.measured_by")


def _known(kind: str, found: str | None, allowed: set[str], where: str) -> Found:
    if found is not None and found not in allowed:
        yield DecisionError(f"unknown_{kind}", where, found=found, allowed=sorted(allowed))


def _offers_can_be_bought(decision: Decision) -> Found:
    products = {p.id: p for p in decision.platforms}
    for offer in decision.offers:
        where = f"offers.{offer.id}"
        product = products.get(offer.product)
        if product is None:
            yield DecisionError("unknown_product", where, found=offer.product, allowed=sorted(products))
            continue
        editions = {edition.name for edition in product.editions}
        deployments = {edition.deployment for edition in product.editions if edition.name == offer.edition}
        if not deployments:
            yield DecisionError("unknown_edition", where, found=offer.edition, allowed=sorted(editions))
        elif offer.deployment not in deployments:
            yield DecisionError(
                "deployment_not_offered", where, found=offer.deployment, allowed=sorted(deployments)
            )


def _bids_name_known_parties(decision: Decision) -> Found:
    offers, integrators, needs = (
        {e.id for e in entries} for entries in (decision.offers, decision.integrators, decision.needs)
    )
    for bid in decision.bids:
        where = f"bids.{bid.id}"
        yield from _known("offer", bid.offer, offers, f"{where}.offer")
        yield from _known("integrator", bid.integrator, integrators, f"{where}.integrator")
        for commitment in bid.commitments:
            yield from _known("need", commitment.need, needs, f"{where}.commitments")
        for need in _duplicates(commitment.need for commitment in bid.commitments):
            yield DecisionError("commitment_twice", f"{where}.commitments", found=need)


def _tree_holds_each_criterion_once(decision: Decision) -> Found:
    criteria = {c.id: c for c in decision.criteria}
    for side in SIDES:
        for name in decision.criteria_set.leaves(side):
            where = f"criteria_set.{side}.{name}"
            if name not in criteria:
                yield DecisionError("unknown_criterion", where, found=name, allowed=sorted(criteria))
            elif criteria[name].side != side:
                yield DecisionError("criterion_on_wrong_side", where, found=name, allowed=criteria[name].side)
    leaves = [name for side in SIDES for name in decision.criteria_set.leaves(side)]
    for name in _duplicates(leaves):
        yield DecisionError("criterion_counted_twice", f"criteria_set.{name}", found=name)
    for need, name in decision.criteria_set.feeds.items():
        yield from _known("criterion", name, set(criteria), f"criteria_set.feeds.{need}")


def _branches_are_told_apart(decision: Decision) -> Found:
    """Refuse two branches of one name, or a branch named as a criterion beside it: weights go by name."""
    children = children_of(decision)
    for side in SIDES:
        branches = {name for name in children.get(side, ()) if f"{side}.{name}" in children}
        for name in _duplicates(children.get(side, ())):
            if name in branches:
                yield DecisionError("branch_twice", f"criteria_set.{side}.{name}", found=name)


def _weights_can_be_weights(decision: Decision) -> Found:
    nodes = children_of(decision)
    for node, weights in decision.weights.items():
        where = f"weights.{node}"
        if node not in nodes:
            yield WeightError("unknown_node", where, found=node, allowed=sorted(nodes))
            continue
        named = weights.order if weights.method == "rank_order" else tuple(weights.points)
        if set(named) != set(nodes[node]) or len(set(named)) != len(named):
            yield WeightError("weights_not_of_children", where, found=list(named), allowed=list(nodes[node]))
        elif _all_zero(weights):
            yield WeightError("weights_all_zero", where)


def _all_zero(weights: NodeWeights) -> bool:
    return weights.method == "points" and sum(weights.points.values()) <= 0


def _policy_can_be_applied(decision: Decision) -> Found:
    policy = decision.policy
    if set(policy.tier_shares) != set(TIERS) or sum(policy.tier_shares.values()) <= 0:
        yield DecisionError(
            "tier_shares", "policy.tier_shares", found=dict(policy.tier_shares), allowed=list(TIERS)
        )
    rungs = [policy.ladder.get(delivery) for delivery in ("as_is", "absent")]
    if set(policy.ladder) != set(DELIVERIES) or rungs != [1.0, 0.0]:
        yield DecisionError("ladder", "policy.ladder", found=dict(policy.ladder), allowed=list(DELIVERIES))


def _fit_line_is_the_worst_anchor(decision: Decision) -> Found:
    """Hold the pass line against as-is fit as a weighted criterion: value starts where the gate opens."""
    weighted = decision.criteria_set.leaves("platform")
    line = round(100 * decision.policy.fit_line, 9)
    for criterion in decision.criteria:
        if criterion.id in weighted and criterion.from_ == "needs" and criterion.gate not in (None, line):
            yield DecisionError("fit_line_off_anchor", "policy.fit_line", found=line, allowed=criterion.gate)


def _measured_facts_are_figures(decision: Decision) -> Found:
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


def _facts_fit_their_attributes(decision: Decision) -> Found:
    attributes = {a.id: a for a in decision.attributes}
    for product in decision.platforms:
        editions = {e.name for e in product.editions}
        yield from profile_defects(product, attributes, editions, f"platforms.{product.id}")
    for firm in decision.integrators:
        yield from profile_defects(firm, attributes, None, f"integrators.{firm.id}")
        for product_id, implementation in firm.implements.items():
            where = f"integrators.{firm.id}.implements.{product_id}"
            yield from _fact_defects(implementation.facts, attributes, None, where)


def profile_defects(
    profile: Profile, attributes: Mapping[str, Attribute], editions: set[str] | None, where: str
) -> Found:
    """List the facts of a profile that don't fit the attribute they are about."""
    return _fact_defects(profile.facts, attributes, editions, where)


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
                found = fact.value if isinstance(fact.value, str) else repr(fact.value)
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
    "text": lambda value: isinstance(value, str),
    "list": lambda value: isinstance(value, tuple) or value == UNKNOWN,
}


def _alternatives_of_scope(decision: Decision) -> dict[str, str]:
    firms = {firm.id: "integrator" for firm in decision.integrators}
    bids = {bid.id: "pair" for bid in decision.bids}
    pairs = {pair_id(o.id, i.id): "pair" for o in decision.offers for i in decision.integrators}
    return {offer.id: "platform" for offer in decision.offers} | firms | bids | pairs


def _scores_are_on_scale(decision: Decision) -> Found:
    criteria = {c.id: c for c in decision.criteria}
    scopes = _alternatives_of_scope(decision)
    baseline = decision.baseline.scores if decision.baseline else {}
    tables = [(f"scores.{name}", scopes.get(name), table) for name, table in decision.scores.items()]
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


def _answers_have_a_place(decision: Decision) -> Found:
    offers, needs = {o.id for o in decision.offers}, {n.id for n in decision.needs}
    for offer, answers in decision.answers.items():
        yield from _known("offer", offer, offers, f"answers.{offer}")
        for need in answers:
            yield from _known("need", need, needs, f"answers.{offer}.{need}")
    for need in decision.baseline.answers if decision.baseline else ():
        yield from _known("need", need, needs, f"baseline.answers.{need}")


def _scores_have_a_place(decision: Decision) -> Found:
    criteria = {c.id for c in decision.criteria}
    alternatives = set(_alternatives_of_scope(decision))
    for name, table in decision.scores.items():
        yield from _known("alternative", name, alternatives, f"scores.{name}")
        for criterion in table:
            yield from _known("criterion", criterion, criteria, f"scores.{name}.{criterion}")
    for criterion in decision.baseline.scores if decision.baseline else ():
        yield from _known("criterion", criterion, criteria, f"baseline.scores.{criterion}")


def _needs_feed_a_weighted_criterion(decision: Decision) -> Found:
    weighted = set(decision.criteria_set.leaves("platform"))
    criteria = {c.id: c for c in decision.criteria}
    for need in decision.needs:
        fed = criterion_fed_by(decision, need)
        where = f"needs.{need.id}"
        if fed is None or fed not in weighted or fed not in criteria:
            yield DecisionError("need_feeds_nothing", where, found=fed or "", allowed=sorted(weighted))
        elif criteria[fed].from_ != "needs":
            yield DecisionError("need_feeds_measured_criterion", where, found=fed)


def obstacles(decision: Decision) -> tuple[DecisionError, ...]:
    """List what keeps a decision that agrees with itself from being ranked."""
    fed = {criterion_fed_by(decision, need) for need in decision.needs}
    starved = [
        DecisionError("criterion_nobody_measures", f"criteria.{c.id}", found=reading(c.name, "en"))
        for c in decision.criteria
        if c.from_ == "needs" and c.id in decision.criteria_set.leaves("platform") and c.id not in fed
    ]
    return (*_needs_feed_a_weighted_criterion(decision), *starved)


_CONTRADICTIONS: tuple[Callable[[Decision], Found], ...] = (
    _ids_are_unique,
    _alternatives_are_unique,
    _references_resolve,
    _offers_can_be_bought,
    _bids_name_known_parties,
    _tree_holds_each_criterion_once,
    _branches_are_told_apart,
    _weights_can_be_weights,
    _policy_can_be_applied,
    _fit_line_is_the_worst_anchor,
    _measured_facts_are_figures,
    _facts_fit_their_attributes,
    _scores_are_on_scale,
)
_LOOSE_ENDS: tuple[Callable[[Decision], Found], ...] = (_answers_have_a_place, _scores_have_a_place)
