"""Risks that lie with people: who answers, who leads, who was asked, who has time.

References
----------
Statements A6, A9, A10, A20 to A22, A50, A52, A62, A63, A67, A85 and A92 of docs/sources.md.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from selection.analysis.groundwork import promised_hours
from selection.analysis.people import (
    acceptance,
    acceptance_by_department,
    authorship,
    department_voices,
    is_named,
)
from selection.analysis.raised import LEVEL_LINE, Found, if_any, if_so
from selection.analysis.readiness import manager_level
from selection.model.base import reading
from selection.model.decision import Decision

FEWEST_HOURS: Final = 8
"""Hours a week below which a chief executive can't lead the project."""
SHORT_HORIZON: Final = 1
"""A sponsor who looks no further than so many years."""
FEW_AUTHORS: Final = Fraction(1, 5)
LOW_ACCEPTANCE: Final = 3
"""The middle of the survey's scale from 1 to 5."""
FEWEST_OWNED: Final = 6
"""With fewer owned things than this, one owner of most is no sign of anything."""


def no_owner(decision: Decision) -> Found | None:
    """Raise it where an owner was denied, or goals were set and none of them has one."""
    orphaned = bool(decision.goals) and not any(goal.owner for goal in decision.goals)
    return if_so(decision.readiness.governance.owner is False or orphaned, goals=len(decision.goals))


def no_project_manager(decision: Decision) -> Found | None:
    """Raise it where there is no project manager."""
    return if_so(decision.readiness.governance.project_manager is False)


def no_user_representatives(decision: Decision) -> Found | None:
    """Raise it where users have no representatives."""
    return if_so(decision.readiness.governance.user_representatives is False)


def no_sponsor(decision: Decision) -> Found | None:
    """Raise it where management does not back the project."""
    return if_so(decision.readiness.governance.sponsor is False)


def short_horizon(decision: Decision) -> Found | None:
    """Raise it where the sponsor looks no further than a year."""
    years = decision.readiness.governance.sponsor_horizon_years
    return Found(figures={"years": years}) if years is not None and years <= SHORT_HORIZON else None


def chief_executive_without_time(decision: Decision) -> Found | None:
    """Raise it where the chief executive leads the project with less than a day a week."""
    leader = decision.scope.project_manager
    if leader is None or not decision.readiness.manager.is_chief_executive:
        return None
    return if_so(leader.hours_per_week < FEWEST_HOURS, hours=leader.hours_per_week, line=FEWEST_HOURS)


def manager_not_equal_to_it(decision: Decision) -> Found | None:
    """Raise it where the project manager's weakest item is weak."""
    found = manager_level(decision.readiness.manager)
    if found.level is None or found.level >= LEVEL_LINE:
        return None
    return Found(found.items, {"level": found.level, "line": LEVEL_LINE})


def team_without_time(decision: Decision) -> Found | None:
    """Raise it where people are to act and promised no time, or the manager keeps all other duties."""
    idle = promised_hours(decision.stakeholders).without
    if idle:
        return if_any(idle)
    return if_so(decision.readiness.manager.relieved_percent == 0, count=0)


def nobody_accountable(decision: Decision) -> Found | None:
    """Raise it where stakeholders are listed and none of them is accountable."""
    people = decision.stakeholders
    return if_so(
        bool(people) and not any(person.involvement == "accountable" for person in people), count=len(people)
    )


def key_person(decision: Decision) -> Found | None:
    """Raise it where one person owns more than half of all that has an owner."""
    owned = Counter(_owners(decision))
    total = owned.total()
    if total < FEWEST_OWNED:
        return None
    person, most = owned.most_common(1)[0]
    return Found((person,), {"count": most, "total": total}) if 2 * most > total else None


def _owners(decision: Decision) -> Iterator[str]:
    owned = (
        decision.goals,
        decision.measures,
        decision.needs,
        decision.processes,
        decision.source_systems,
    )
    return (entry.owner for entries in owned for entry in entries if is_named(entry.owner))


def forced_entry(decision: Decision) -> Found | None:
    """Raise it where people are to be made to type."""
    return if_so(decision.readiness.governance.forced_entry is True)


def department_unheard(decision: Decision) -> Found | None:
    """Raise it where a department has nobody in the project or brought no need."""
    return if_any(tuple(reading(v.department, "en") for v in department_voices(decision) if not v.is_heard))


def users_unheard(decision: Decision) -> Found | None:
    """Raise it where authors are named and few of the needs come from end users."""
    authors = authorship(decision)
    if authors.share is None or authors.by_end_users + authors.by_others == 0:
        return None
    total = authors.by_end_users + authors.by_others + authors.unnamed
    return if_so(authors.share < FEW_AUTHORS, count=authors.by_end_users, total=total)


def low_acceptance(decision: Decision) -> Found | None:
    """Raise it where the newest median of a question is below the middle, for all or in one department."""
    replies = decision.readiness.survey
    questions = tuple(dict.fromkeys(name for reply in replies for name in reply.levels))
    low = [
        reading(department, "en")
        for department, found in acceptance_by_department(replies, questions).items()
        if any(_is_low(one.before, one.after) for one in found)
    ]
    overall = any(_is_low(one.before, one.after) for one in acceptance(replies, questions))
    return Found(tuple(low), {"count": len(low), "line": LOW_ACCEPTANCE}) if low or overall else None


def _is_low(before: int | None, after: int | None) -> bool:
    newest = after if after is not None else before
    return newest is not None and newest < LOW_ACCEPTANCE
