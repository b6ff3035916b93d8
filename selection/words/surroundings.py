"""What surrounds the choice, in words: calls with references, effort, the cost of a failure, departments."""

from collections.abc import Mapping

from selection.analysis.departments import Difference
from selection.analysis.failure import FailureSum
from selection.analysis.plan import Effort
from selection.analysis.references import ReferenceRecord
from selection.model.base import Money
from selection.words import Words

HALF = 0.5


def record_sentence(record: ReferenceRecord, _: Words) -> str:
    """Say what the calls about somebody amount to.

    >>> record_sentence(ReferenceRecord("aleph", 3, 2, 2, 0, 1, 1), Words("en"))
    '3 references named, 2 reached; 2 would choose it again, 0 would not.'
    >>> record_sentence(ReferenceRecord("aleph", 3, 2, 0, 0, 1, 1), Words("en"))
    '3 references named, 2 reached; nobody said whether they would choose it again.'
    >>> record_sentence(ReferenceRecord("aleph", 1, 0, 0, 0, 0, 0), Words("en"))
    '1 reference named, nobody reached yet.'
    """
    named = _.counted("{count} reference named", "{count} references named", record.named)
    if not record.reached:
        return _("{named}, nobody reached yet.", named=named)
    if not record.would_again + record.would_not:
        return _(
            "{named}, {reached} reached; nobody said whether they would choose it again.",
            named=named,
            reached=record.reached,
        )
    return _(
        "{named}, {reached} reached; {again} would choose it again, {not_again} would not.",
        named=named,
        reached=record.reached,
        again=record.would_again,
        not_again=record.would_not,
    )


def effort_sentence(found: Effort, _: Words) -> str:
    """Say how the work is split; nothing while no day of it is planned.

    >>> effort_sentence(Effort(10.0, 10.0, 60.0), Words("en")).split(". ")[1]
    'Changing how people work is usually the harder part: check that it is not forgotten.'
    """
    if found.share_of_technology is None:
        return ""
    said = _(
        "Of {total} person-days: {people} for people, {process} for processes, {technology} for technology.",
        total=_.number(found.total),
        people=_.percent(found.people / found.total),
        process=_.percent(found.process / found.total),
        technology=_.percent(found.share_of_technology),
    )
    if found.share_of_technology <= HALF:
        return said
    warning = _("Changing how people work is usually the harder part: check that it is not forgotten.")
    return f"{said} {warning}"


def failure_words(_: Words) -> Mapping[str, str]:
    """Name what a failure would cost, item by item."""
    return {
        "licences": _("licences and fees paid by then"),
        "rollout": _("the integrator's work"),
        "own_time": _("the time of our own people"),
        "second_attempt": _("undoing it and beginning again"),
        "lost_business": _("business lost meanwhile"),
    }


def failure_sentence(found: FailureSum, currency: str, _: Words) -> str:
    """Say what a failure would cost, and how often it holds the licences.

    >>> failure_sentence(FailureSum(400.0, 4.0, ()), "EUR", Words("en"))
    'A failure would cost about €400: 4 times the licences.'
    """
    total = _.money(Money(amount=found.total, currency=currency))
    if found.times_licences is None:
        return _("A failure would cost about {total}.", total=total)
    times = _.number(found.times_licences, 1)
    return _("A failure would cost about {total}: {times} times the licences.", total=total, times=times)


def difference_of_departments(found: Difference, name: str, _: Words) -> str:
    """Say between which departments the widest gap lies.

    >>> difference_of_departments(Difference("data", {"Sales": 1, "IT": 4}), "Information", Words("en"))
    'Information: Sales says 1, IT says 4. Talk about it.'
    """
    lowest, highest = (pick(found.levels, key=lambda one: found.levels[one]) for pick in (min, max))
    said = _(
        "{name}: {low_department} says {low}, {high_department} says {high}.",
        name=name.rstrip(".? "),
        low_department=_.text(lowest),
        low=department_figure(found, found.levels[lowest], _),
        high_department=_.text(highest),
        high=department_figure(found, found.levels[highest], _),
    )
    talk = _("Talk about it.")
    return f"{said} {talk}" if found.is_disputed else said


def department_figure(found: Difference, figure: float, _: Words) -> str:
    """Say what a department says: a level of a scale, or a weight.

    >>> department_figure(Difference("sides/platform", {}, "weight"), 0.25, Words("en"))
    '25%'
    """
    return _.percent(figure) if found.unit == "weight" else _.number(figure, 1)
