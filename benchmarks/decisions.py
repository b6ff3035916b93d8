"""Decisions of any size, made up reproducibly, for the benchmarks."""

import random

from selection.catalogue.library import shipped
from selection.model.criteria import CriteriaSet, Criterion, DeliveryLadder, Linear, Ordinal
from selection.model.decision import Decision, Offer, Phase
from selection.model.judgements import EVIDENCE, Answer, Score
from selection.model.needs import DELIVERIES
from selection.model.profiles import Edition, Implementation, IntegratorProfile, PlatformProfile


def made_up_decision(offers: int, integrators: int, seed: int = 1, open_share: float = 0.0) -> Decision:
    """Build a market scan over the whole need library and the full criteria set, every cell filled."""
    draw = random.Random(seed)
    library = shipped()
    chosen = library.criteria_set("full")
    leaves = {*chosen.leaves("platform"), *chosen.leaves("integrator")}
    criteria = tuple(c for c in library.criteria if c.id in leaves)
    platforms = made_up_platforms(offers)
    firms = tuple(
        IntegratorProfile(
            kind="integrator",
            id=f"i{n}",
            name=f"Firm {n} (fictional)",
            fictional=True,
            implements={p.id: Implementation(answer="yes") for p in platforms},
        )
        for n in range(integrators)
    )
    bought = _one_offer_each(platforms)
    scores = {
        name: {
            c.id: _score(c, draw, open_share) for c in criteria if c.from_ == "measure" and c.scope == scope
        }
        for scope, names in (
            ("platform", [o.id for o in bought]),
            ("integrator", [f.id for f in firms]),
            ("pair", [f"{o.id}+{f.id}" for o in bought for f in firms]),
        )
        for name in names
    }
    return Decision(
        id="made-up",
        title="Made up for measuring",
        stage="award",
        phases=(Phase(id="one", title="One", starts="2027-01-01"),),
        needs=library.needs.needs,
        groups=library.groups,
        criteria=criteria,
        criteria_set=chosen,
        attributes=library.attributes,
        platforms=platforms,
        integrators=firms,
        offers=bought,
        answers={o.id: {n.id: _answer(draw, open_share) for n in library.needs.needs} for o in bought},
        scores=scores,
    )


def with_open_answers(decision: Decision, count: int, seed: int = 3) -> Decision:
    """Let every offer meet nearly all needs, shown in a demo, but for so many answers that are open.

    So its gates may be passed, and questions are worth asking.
    """
    draw = random.Random(seed)
    places = [(offer, need) for offer, answers in decision.answers.items() for need in answers]
    still_open = set(draw.sample(places, count))
    answers = {
        offer: {
            need: Answer(state="not_asked")
            if (offer, need) in still_open
            else Answer(delivery="as_is" if draw.random() < 0.95 else "configuration", evidence="demo")
            for need in given
        }
        for offer, given in decision.answers.items()
    }
    return decision.model_copy(update={"answers": answers})


def made_up_measurements(offers: int, criteria: int, seed: int = 1, open_share: float = 0.0) -> Decision:
    """Build a market scan without needs or integrators: every offer measured on every criterion."""
    draw = random.Random(seed)
    platforms = made_up_platforms(offers)
    measured = tuple(
        Criterion(
            id=f"c{n}",
            name=f"Criterion {n}",
            definition="Made up.",
            group="made_up",
            scope="platform",
            direction="increasing",
            from_="measure",
            value=Linear(kind="linear", unit="points", worst=0, best=100),
            sources=("made up",),
        )
        for n in range(criteria)
    )
    return Decision(
        id="made-up-measurements",
        title="Made up for measuring",
        criteria=measured,
        criteria_set=CriteriaSet(
            kind="criteria_set",
            id="made-up",
            version=1,
            title="Made up",
            platform=tuple(c.id for c in measured),
        ),
        platforms=platforms,
        offers=_one_offer_each(platforms),
        scores={f"o{n}": {c.id: _score(c, draw, open_share) for c in measured} for n in range(offers)},
    )


def made_up_platforms(count: int) -> tuple[PlatformProfile, ...]:
    """Make products up, each in one edition."""
    return tuple(
        PlatformProfile(
            kind="platform",
            id=f"p{n}",
            name=f"Product {n} (fictional)",
            vendor=f"Vendor {n}",
            fictional=True,
            editions=(Edition(name="Standard", deployment="cloud"),),
        )
        for n in range(count)
    )


def _one_offer_each(platforms: tuple[PlatformProfile, ...]) -> tuple[Offer, ...]:
    return tuple(
        Offer(id=f"o{n}", product=platform.id, edition="Standard", deployment="cloud")
        for n, platform in enumerate(platforms)
    )


def _answer(draw: random.Random, open_share: float) -> Answer:
    if draw.random() < open_share:
        return Answer(state="not_asked")
    delivery = draw.choices(DELIVERIES, weights=(60, 20, 8, 4, 4, 2, 2))[0]
    return Answer(
        delivery=delivery,
        evidence=draw.choice(EVIDENCE),
        available="2026-12-01" if delivery == "roadmap" else None,
        gap="part of it" if delivery == "partial" else None,
    )


def _score(criterion: Criterion, draw: random.Random, open_share: float) -> Score:
    if draw.random() < open_share:
        return Score(state="not_asked")
    scale = criterion.value
    if isinstance(scale, Ordinal):
        performance = float(draw.randrange(len(scale.levels)))
    elif isinstance(scale, DeliveryLadder):
        raise ValueError(criterion.id)
    else:
        ends = (scale.worst, scale.best) if scale.kind == "linear" else (scale.anchors[0], scale.anchors[-1])
        performance = draw.uniform(min(ends), max(ends))
    return Score(performance=performance, evidence=draw.choice(EVIDENCE))
