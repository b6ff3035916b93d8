"""The plan in words: phases and their pace, milestones, and the weakest link."""

from selection.analysis.plan import Outcome, PacePoint, Passed, PhaseGap
from selection.analysis.weakest_link import Part, WeakestLink
from selection.words import Words


def gap_word(gap: PhaseGap, _: Words) -> str:
    """Name what a phase still lacks."""
    words: dict[PhaseGap, str] = {
        "go_live": _("a day on which it goes live"),
        "training": _("training"),
        "pilot_group": _("a pilot group"),
        "needs": _("needs"),
        "parallel_changes": _("how many other changes run beside it"),
    }
    return words[gap]


def pace_sentence(pace: PacePoint, _: Words) -> str:
    """Say whether a phase's pace can be borne."""
    words: dict[PacePoint, str] = {
        "within": _("The pace is within what people can take in."),
        "too_many": _("More changes at once than people can take in: start later, or with fewer people."),
        "unknown": _("It is not said yet how many changes people can take in, or how many there are."),
    }
    return words[pace]


def passed_sentence(passed: Passed, _: Words) -> str:
    """Say that a day has gone by; it stands beside what it is about.

    >>> passed_sentence(Passed("goal", "G1", "2026-03"), Words("en"))
    'Its day, Mar 2026, has passed. Set a new one, or say what came of it.'
    """
    day = _.day(passed.day)
    return {
        "goal": _("Its day, {day}, has passed. Set a new one, or say what came of it.", day=day),
        "phase": _("It was to begin or go live by {day}, which has passed. Set a new day.", day=day),
        "response": _(
            "It was to be met by {day}, which has passed. Set a new day, or say what came of it.", day=day
        ),
    }[passed.kind]


def reversed_sentence(_: Words) -> str:
    """Say that a phase is to go live before it starts."""
    return _("It goes live before it starts: check the two days.")


def outcome_word(outcome: Outcome, _: Words) -> str:
    """Name what became of a measure at a milestone."""
    words: dict[Outcome, str] = {
        "reached": _("reached"),
        "missed": _("missed"),
        "failed": _("failed"),
        "not_read": _("not read yet"),
        "not_judged": _("read, but no target was set"),
    }
    return words[outcome]


def part_word(part: Part, _: Words) -> str:
    """Name one of the five parts of which each must hold."""
    words: dict[Part, str] = {
        "software": _("software"),
        "project_manager": _("project manager"),
        "users": _("users"),
        "data": _("data"),
        "documentation": _("documentation"),
    }
    return words[part]


def weakest_sentence(found: WeakestLink, _: Words) -> str:
    """Say which part is the weakest, and of which nothing is known.

    >>> from selection.analysis.weakest_link import Link
    >>> found = WeakestLink((Link("data", 1), Link("users", 3), Link("software", None)))
    >>> weakest_sentence(found, Words("en"))
    'The weakest link is: data, at 1 of 5. Not known yet: software.'
    """
    unknown = ", ".join(part_word(part, _) for part in found.unknown)
    if found.level is None:
        return _("Nothing is known yet of: {parts}.", parts=unknown)
    weakest = ", ".join(part_word(part, _) for part in found.weakest)
    said = _("The weakest link is: {parts}, at {level} of 5.", parts=weakest, level=_.number(found.level, 1))
    if not unknown:
        return said
    missing = _("Not known yet: {parts}.", parts=unknown)
    return f"{said} {missing}"
