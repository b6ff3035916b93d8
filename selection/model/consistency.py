"""Whether the parts of a decision agree with each other.

`check` finds contradictions: nothing that contradicts itself is ever stored. `loose_ends` finds what
refers to something that is no longer there; a session may pass through that state, a file may not.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise

from selection.errors import DecisionError, WeightError
from selection.model.base import reading
from selection.model.criteria import SIDES, Branch
from selection.model.decision import Decision, parts_of
from selection.model.groundwork import GROUNDWORK
from selection.model.measuring import (
    alternatives_of_scope,
    facts_fit_their_attributes,
    measured_facts_are_figures,
    needs_are_counted_in_percent,
    score_tables,
    scores_are_on_scale,
)
from selection.model.money_consistency import money_contradictions, money_loose_ends
from selection.model.needs import DELIVERIES, TIERS, Need
from selection.model.weights import is_about, own_defects, weight_defects

Found = Iterator[DecisionError]
Rules = tuple[Callable[[Decision], Found], ...]


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


def alternative_names(decision: Decision) -> dict[str, str]:
    """Name everything that can be judged or paid for: bids, offers and integrators."""
    bids = {bid.id: bid.name for bid in decision.bids}
    return {**bids, **offer_names(decision), **{firm.id: firm.name for firm in decision.integrators}}


def alternative_name(decision: Decision, alternative: str) -> str:
    """Name one alternative; a pair that is no bid by both of its parts."""
    names = alternative_names(decision)
    return " + ".join(names.get(part, part) for part in parts_of(alternative))


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
    for offer, name in _named_twice(offer_names(decision)):
        yield DecisionError("alternative_named_twice", f"offers.{offer}", found=name)
    for firm, name in _named_twice({firm.id: firm.name for firm in decision.integrators}):
        yield DecisionError("integrator_named_twice", f"integrators.{firm}", found=name)


def _named_twice(names: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in _duplicates(names.values()):
        yield next(entry for entry, other in reversed(names.items()) if other == name), name


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
        yield from weight_defects(weights, nodes[node], where)


def _members_agree_with_themselves(decision: Decision) -> Found:
    for name in _duplicates(member.id for member in decision.members):
        yield DecisionError("id_twice", f"members.{name}", found=name)
    for member in decision.members:
        for node, said in member.weights.items():
            yield from own_defects(said, f"members.{member.id}.weights.{node}")


def _policy_can_be_applied(decision: Decision) -> Found:
    policy = decision.policy
    if set(policy.tier_shares) != set(TIERS) or sum(policy.tier_shares.values()) <= 0:
        yield DecisionError(
            "tier_shares", "policy.tier_shares", found=dict(policy.tier_shares), allowed=list(TIERS)
        )
    rungs = [policy.ladder.get(delivery) for delivery in ("as_is", "absent")]
    if set(policy.ladder) != set(DELIVERIES) or rungs != [1.0, 0.0]:
        yield DecisionError("ladder", "policy.ladder", found=dict(policy.ladder), allowed=list(DELIVERIES))
    elif any(policy.ladder[better] < policy.ladder[worse] for better, worse in pairwise(DELIVERIES)):
        yield DecisionError(
            "ladder_rises", "policy.ladder", found=dict(policy.ladder), allowed=list(DELIVERIES)
        )


def _fit_line_is_the_worst_anchor(decision: Decision) -> Found:
    """Hold the pass line against as-is fit as a weighted criterion: value starts where the gate opens."""
    weighted = decision.criteria_set.leaves("platform")
    line = round(100 * decision.policy.fit_line, 9)
    for criterion in decision.criteria:
        if criterion.id in weighted and criterion.from_ == "needs" and criterion.gate not in (None, line):
            yield DecisionError("fit_line_off_anchor", "policy.fit_line", found=line, allowed=criterion.gate)


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
    alternatives = set(alternatives_of_scope(decision))
    for where, name, table in score_tables(decision):
        yield from _known("alternative", name, alternatives, where)
        for criterion in table:
            yield from _known("criterion", criterion, criteria, f"{where}.{criterion}")
    for criterion in decision.baseline.scores if decision.baseline else ():
        yield from _known("criterion", criterion, criteria, f"baseline.scores.{criterion}")


def _calls_are_about_what_is_there(decision: Decision) -> Found:
    alternatives = {entry.id for entries in (decision.offers, decision.integrators) for entry in entries}
    for call in decision.reference_calls:
        yield from _known("alternative", call.about, alternatives, f"reference_calls.{call.id}.about")


def _members_judge_what_is_there(decision: Decision) -> Found:
    """Find weights and recusals about what is no longer there; of such weights the member has abstained."""
    nodes = children_of(decision)
    kinds = (decision.offers, decision.integrators, decision.bids)
    alternatives = {entry.id for entries in kinds for entry in entries}
    for member in decision.members:
        where = f"members.{member.id}"
        for name in member.recused:
            yield from _known("alternative", name, alternatives, f"{where}.recused")
        for node, said in member.weights.items():
            place = f"{where}.weights.{node}"
            yield from _known("node", node, set(nodes), place)
            if node in nodes and not is_about(said, nodes[node]):
                yield from weight_defects(said, nodes[node], place)


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


_CONTRADICTIONS: Rules = (
    _ids_are_unique,
    _alternatives_are_unique,
    _references_resolve,
    _offers_can_be_bought,
    _bids_name_known_parties,
    _tree_holds_each_criterion_once,
    _branches_are_told_apart,
    _weights_can_be_weights,
    _members_agree_with_themselves,
    _policy_can_be_applied,
    _fit_line_is_the_worst_anchor,
    needs_are_counted_in_percent,
    measured_facts_are_figures,
    facts_fit_their_attributes,
    scores_are_on_scale,
    *GROUNDWORK,
    money_contradictions,
)
_LOOSE_ENDS: Rules = (
    _answers_have_a_place,
    _scores_have_a_place,
    _calls_are_about_what_is_there,
    _members_judge_what_is_there,
    money_loose_ends,
)
