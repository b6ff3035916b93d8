"""Risks that lie with the choice itself: the fit, what nobody asks about, and who implements it.

References
----------
Statements A42, A59 to A61, A67 to A69, A72 and A86 of docs/sources.md.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from selection.analysis.raised import LEVEL_LINE, Found, if_any
from selection.analysis.values import partial_value
from selection.analysis.weakest_link import TOP, weakest_link
from selection.model.consistency import children_of
from selection.model.criteria import Criterion, DeliveryLadder
from selection.model.decision import Decision
from selection.model.judgements import Score
from selection.model.profiles import Fact, IntegratorProfile

FEWEST_ANSWERS: Final = 5
"""Fewer answers than this say nothing about an offer's fit."""
NEWCOMER_YEARS: Final = 3
SENIORITY: Final = "P1"
IN_INDUSTRY: Final = "P2"
YEARS_OF_CRM: Final = "crm_years"
PROJECTS_IN_INDUSTRY: Final = "projects_in_industry"


def poor_fit(decision: Decision) -> Found | None:
    """Raise it where every offer with some answers meets fewer needs as is than the fit line asks for."""
    shares = {name: share for name in decision.answers if (share := _as_is(decision, name)) is not None}
    line = Fraction(str(decision.policy.fit_line))
    if not shares or max(shares.values()) >= line:
        return None
    return Found(tuple(shares), {"share": float(max(shares.values())), "line": float(line)})


def _as_is(decision: Decision, offer: str) -> Fraction | None:
    """Give the share of answered needs an offer meets as is, once there are enough answers."""
    found = [answer.delivery for answer in decision.answers[offer].values() if answer.delivery]
    if len(found) < FEWEST_ANSWERS:
        return None
    return Fraction(sum(delivery == "as_is" for delivery in found), len(found))


def neglects(criterion: str) -> Callable[[Decision], Found | None]:
    """Make the rule for a criterion that nobody asks about, or on which everything scored is weak."""

    def rule(decision: Decision) -> Found | None:
        if not decision.needs:
            return None
        if not _is_asked(decision, criterion):
            return Found((criterion,), {"why": "unasked"})
        levels = list(_levels(decision, criterion))
        weak = bool(levels) and max(levels) < LEVEL_LINE
        return Found((criterion,), {"why": "weak", "level": max(levels)}) if weak else None

    return rule


def _is_asked(decision: Decision, criterion: str) -> bool:
    tree = {name for children in children_of(decision).values() for name in children}
    return criterion in tree or any(need.criterion == criterion for need in decision.needs)


def _levels(decision: Decision, name: str) -> Iterator[float]:
    criterion = next((found for found in decision.criteria if found.id == name), None)
    for scores in decision.scores.values():
        if criterion is not None and name in scores:
            yield from _level(scores[name], criterion)


def _level(score: Score, criterion: Criterion) -> Iterator[float]:
    if score.performance is not None and not isinstance(criterion.value, DeliveryLadder):
        yield round(TOP * partial_value(score.performance, criterion.value), 2)


def newcomer_integrator(decision: Decision) -> Found | None:
    """Raise it where a firm is known to be new to CRM, or to have no project in the industry yet."""
    return if_any(
        tuple(
            firm.id
            for firm in decision.integrators
            if any(years < NEWCOMER_YEARS for years in _years(decision, firm))
            or any(count == 0 for count in _projects(decision, firm))
        ),
        line=NEWCOMER_YEARS,
    )


def _years(decision: Decision, firm: IntegratorProfile) -> Iterator[float]:
    yield from _numbers(firm.facts.get(YEARS_OF_CRM, ()))
    score = decision.scores.get(firm.id, {}).get(SENIORITY)
    if score is not None and score.performance is not None:
        yield score.performance


def _projects(decision: Decision, firm: IntegratorProfile) -> Iterator[float]:
    for implementation in firm.implements.values():
        yield from _numbers(implementation.facts.get(PROJECTS_IN_INDUSTRY, ()))
    bids = {bid.id for bid in decision.bids if bid.integrator == firm.id}
    for name, scores in decision.scores.items():
        score = scores.get(IN_INDUSTRY)
        theirs = name in bids or name.endswith(f"+{firm.id}")
        if theirs and score is not None and score.performance is not None:
            yield score.performance


def _numbers(facts: tuple[Fact, ...]) -> Iterator[float]:
    return (fact.value for fact in facts if isinstance(fact.value, int | float) and fact.value is not True)


def self_declared_references(decision: Decision) -> Found | None:
    """Raise it where all that is known of a firm is its own word, and nobody has looked further."""
    return if_any(
        tuple(firm.id for firm in decision.integrators if _only_its_word(decision, firm)),
    )


def _only_its_word(decision: Decision, firm: IntegratorProfile) -> bool:
    records = [implementation.facts for implementation in firm.implements.values()]
    told = [
        fact for table in (firm.facts, *records) for facts in table.values() for fact in facts if fact.known
    ]
    scored = decision.scores.get(firm.id, {}).values()
    return (
        bool(told)
        and all(fact.method == "self_declared" for fact in told)
        and all(score.evidence in {None, "claim"} for score in scored)
    )


def weak_link(decision: Decision) -> Found | None:
    """Raise it where a part known from the buyer's own side is weak."""
    found = weakest_link(decision)
    if found.level is None or found.level >= LEVEL_LINE:
        return None
    return Found(found.weakest, {"level": found.level, "line": LEVEL_LINE})
