"""Whether those who will work with the system were asked: departments, authors of needs, acceptance.

References
----------
Statements A9, A52, A85 and A90 of docs/sources.md: CRM concerns every department that deals with customers,
and users take part from the needs on. The acceptance survey compares a team with itself, with no published
figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeGuard

from selection.analysis.readiness import lower_median
from selection.model.base import ERASED, Localised, spelling, versions
from selection.model.decision import Decision
from selection.model.readiness import SurveyReply

Moment = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class DepartmentVoice:
    """How a department is heard: its people in the project, and the needs it brought."""

    department: str | Localised
    members: int
    needs: int

    @property
    def is_heard(self) -> bool:
        """Whether it has both a person and a need."""
        return self.members > 0 and self.needs > 0


def department_voices(decision: Decision) -> tuple[DepartmentVoice, ...]:
    """Count people and needs of every department; capital letters and the language make no difference."""
    names = (
        *decision.readiness.departments,
        *(person.department for person in decision.stakeholders),
        *(need.department for need in decision.needs if need.department),
    )
    same = {
        version.strip().casefold(): spelling(name)
        for name in names
        if isinstance(name, Localised)
        for version in versions(name).values()
    }

    def key_of(name: str | Localised) -> str:
        return same.get(spelling(name), spelling(name))

    departments = {key_of(name): name for name in reversed(names)}
    return tuple(
        DepartmentVoice(
            departments[key],
            members=sum(key_of(p.department) == key for p in decision.stakeholders),
            needs=sum(key_of(n.department or "") == key for n in decision.needs),
        )
        for key in dict.fromkeys(key_of(name) for name in names)
    )


@dataclass(frozen=True, slots=True)
class Authorship:
    """How many needs come from somebody who will work with the system and is named."""

    by_end_users: int
    by_others: int
    unnamed: int

    @property
    def share(self) -> Fraction | None:
        """The share of needs with a named end-user author; none if there is no need."""
        total = self.by_end_users + self.by_others + self.unnamed
        return Fraction(self.by_end_users, total) if total else None


def authorship(decision: Decision) -> Authorship:
    """Count the needs by who asked for them.

    A need counts for an end user if an author is named and either said to be one or known as one among the
    stakeholders.
    """
    end_users = {
        person.name for person in decision.stakeholders if person.is_end_user and is_named(person.name)
    }
    named = [need for need in decision.needs if is_named(need.author)]
    theirs = sum(need.author_is_end_user or need.author in end_users for need in named)
    return Authorship(theirs, len(named) - theirs, len(decision.needs) - len(named))


def is_named(person: str | None) -> TypeGuard[str]:
    """Tell whether somebody is named; a name that was erased is nobody's.

    >>> is_named("Dana Levi"), is_named(ERASED), is_named(None)
    (True, False, False)
    """
    return person is not None and person != ERASED


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What people answered to one question, before and after: lower medians and how many answered."""

    question: str
    before: int | None
    after: int | None
    n_before: int
    n_after: int

    @property
    def change(self) -> int | None:
        """How far the median moved; none while one of the two moments is missing."""
        return None if self.before is None or self.after is None else self.after - self.before


def acceptance(
    replies: Sequence[SurveyReply], questions: Sequence[str], department: str | Localised | None = None
) -> tuple[Acceptance, ...]:
    """Compare the survey before and after, question by question, for all or one department."""
    heard = [reply for reply in replies if department is None or reply.department == department]
    return tuple(_question(heard, question) for question in questions)


def acceptance_by_department(
    replies: Sequence[SurveyReply], questions: Sequence[str]
) -> dict[str | Localised, tuple[Acceptance, ...]]:
    """Compare the survey before and after within each department that replied."""
    departments = dict.fromkeys(reply.department for reply in replies)
    return {name: acceptance(replies, questions, name) for name in departments}


def _question(replies: Sequence[SurveyReply], question: str) -> Acceptance:
    before, after = (_levels(replies, question, "before"), _levels(replies, question, "after"))
    return Acceptance(question, lower_median(before), lower_median(after), len(before), len(after))


def _levels(replies: Sequence[SurveyReply], question: str, moment: Moment) -> list[int]:
    return [r.levels[question] for r in replies if r.moment == moment and question in r.levels]
